"""The back test: a published edition is built again from what was kept, and compared with what was issued.

With the code and the packages that it was made with, every byte must come out the same. Later versions may lay the pages out
otherwise; what readers are told must not differ, so that the words of the pages are compared.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from lxml import html

from ..dataset.info import read_info
from ..dataset.issues import Issue
from ..dataset.load import shown
from ..pipeline.progress import Watch
from .build import build_once
from .errors import PublishingError
from .manifest import made_with


def back_test(project: Path, year: int, issue: Issue, watch: Watch = lambda _: None) -> list[str]:
    """What differs between an issue and the same built anew, one line for each document; nothing where all is the same.

    Raises:
        PublishingError: what was kept of the issue is damaged.
        ReportError: it can't be built any more.
    """
    data = project / "data"
    folder, manifest = issue.kept(data, year), issue.manifest(data, year)
    own = folder / "data" / "editions" / str(year) / "edition.toml"
    info, problems = read_info(own, shown(own, data), year)
    if manifest is None or info is None:
        raise PublishingError(year, f"what was kept in {folder} can't be read. {' '.join(map(str, problems))}")
    files = {name: (folder / name).read_bytes() for name in manifest["files"] if name.startswith("data/")}
    built = build_once(project, files, replace(info, status="published"), info.issues, watch)
    made = made_with(project)
    same_tools = all(manifest.get(key) == made[key] for key in made)
    found = []
    for name, content in built.items():
        before = (folder / name).read_bytes() if (folder / name).is_file() else b""
        if content == before:
            continue
        if same_tools:
            found.append(f"{name}: differs, though it is made with the same code and packages")
        elif name.endswith(".html") and _words(content) != _words(before):
            found.append(f"{name}: other code or packages make it say something else: {_first_difference(before, content)}")
    return found


def _words(page: bytes) -> list[str]:
    """The words that readers see, in their order."""
    tree = html.fromstring(page.decode("utf-8") or "<main></main>")
    for hidden in tree.xpath("//script | //style"):
        hidden.drop_tree()
    (main,) = tree.xpath("//main") or [tree]
    return re.findall(r"\w+", str(main.text_content()))


def _first_difference(before: bytes, after: bytes) -> str:
    old, new = _words(before), _words(after)
    at = next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new)))
    return f'"{" ".join(old[at : at + 8])}" is now "{" ".join(new[at : at + 8])}"'
