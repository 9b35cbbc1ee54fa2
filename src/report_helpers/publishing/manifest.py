"""``manifest.json``: what an issue consists of, who signed it off, and what it was made with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..dataset.issues import MANIFEST, Issue
from ..hashes import FileHashes, digest_of
from ..pipeline.inputs import Inputs
from ..pipeline.output import sha256

SUMS = "SHA256SUMS"
_FORMAT = 1


def made_with(project: Path) -> dict[str, Any]:
    """Versions of Python and of all packages (``versions``), and one hash each of the helpers' ``code`` and the ``notebooks``."""
    parts = Inputs(project, FileHashes(project / ".cache" / "publishing.json")).parts(restricted=False)
    report = {name: digest for name, digest in parts["notebooks"].items() if name.startswith("notebooks/report/")}
    return {"versions": parts["versions"], "code": digest_of(parts["code"]), "notebooks": digest_of(report)}


def issue_files(
    year: int,
    issue: Issue,
    files: Mapping[str, bytes],
    documents: Mapping[str, bytes],
    made: Mapping[str, Any],
    unconfirmed: Iterable[str] = (),
) -> dict[str, bytes]:
    """Everything that is kept of an issue, by its path in the issue's folder.

    The documents, the public data they were made of, the manifest, and its hashes in the form that ``sha256sum --check`` reads.
    ``unconfirmed`` are the rows that were published without being confirmed, which the manifest lists.
    """
    kept = {**files, **documents}
    hashes = {name: sha256(content) for name, content in sorted(kept.items())}
    manifest = {
        "format": _FORMAT,
        "edition": year,
        "issue": issue.label or issue.kind,
        "kind": issue.kind,
        "number": issue.number,
        "date": issue.date,
        "signed_off_by": issue.by,
        "note": issue.note,
        "unconfirmed": list(unconfirmed),
        "files": hashes,
        **made,
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    sums = "".join(f"{digest}  {name}\n" for name, digest in hashes.items())
    return {**kept, MANIFEST: text.encode(), SUMS: sums.encode()}
