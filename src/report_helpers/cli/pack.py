"""``pack``: an edition's tables as Parquet, for data that has grown large."""

from __future__ import annotations

import argparse

from ..paths import project_folder
from .wording import Verbs, add_verb


def add(verbs: Verbs) -> None:
    """Add the verb."""
    pack = add_verb(
        verbs,
        "pack",
        help="keep an edition's tables as Parquet, too, so that large ones are read fast",
        description="Checks an edition and keeps its public tables as Parquet in .cache/packed. They are read in the place of "
        "the CSV files for as long as these are the ones that were packed. Needs the extra parquet.",
        examples="example:\n  migration-report pack --edition 2008\n",
    )
    pack.add_argument("--edition", type=int, default=2008, metavar="YEAR", help="edition to pack (default: %(default)s)")
    pack.set_defaults(run=_pack)


def _pack(options: argparse.Namespace) -> int:
    from ..dataset.pack import pack_edition

    folder = pack_edition(options.edition, project_folder() / "data")
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{folder} ({size / 1e6:.1f} MB)")
    return 0
