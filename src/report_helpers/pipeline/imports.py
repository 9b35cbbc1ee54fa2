"""Imports that cost much and give nothing."""

from __future__ import annotations

import sys


def skip_needless_imports() -> None:
    """Keep nbformat from loading a grammar of web addresses, which takes over a second in each process.

    Where ``rfc3987_syntax`` is installed, as JupyterLab has it, ``jsonschema`` loads it to check the format of addresses.
    Notebooks have no such check. Call this before anything imports nbformat.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # what Python itself takes for "not to be had"
