"""What changed as values that JSON can hold, for other programs."""

from __future__ import annotations

from typing import Any

from ...dataset.compare import Changes
from ..wording import rows


def change_record(changes: Changes) -> dict[str, Any]:
    """``before`` and ``after`` (years), ``counts`` and ``by`` (body, state, theme), and the rows of the four tables of
    :class:`~report_helpers.dataset.compare.Comparison`; a missing value is ``null``, a list an array."""
    comparison = changes.comparison
    return {
        "before": comparison.first,
        "after": comparison.last,
        "counts": {what: _numbers(comparison.counts(what).to_dict()) for what in ("entries", "activities")},
        "by": {what: {str(key): _numbers(row) for key, row in _by(changes, what).items()} for what in ("body", "state", "theme")},
        "entries": rows(comparison.entries),
        "activities": rows(comparison.activities),
        "changes": rows(comparison.changes),
        "figures": rows(comparison.figures),
    }


def _by(changes: Changes, what: str) -> dict[Any, dict[str, int]]:
    return changes.comparison.by(what).to_dict("index")  # type: ignore[return-value]


def _numbers(counts: dict[Any, Any]) -> dict[str, int]:
    return {str(key): int(value) for key, value in counts.items()}
