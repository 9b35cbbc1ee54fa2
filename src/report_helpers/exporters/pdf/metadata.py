"""The moment that a document carries: from its edition, never from the clock."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime

from ..document import Metadata

_UNKNOWN = datetime(2000, 1, 1, tzinfo=UTC)


def partial_date(value: str) -> datetime | None:
    """The first moment of an ISO date of any precision (``2008``, ``2008-05``, ``2008-05-31``)."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", value.strip())
    if not match:
        return None
    try:
        return datetime(int(match[1]), int(match[2] or 1), int(match[3] or 1), tzinfo=UTC)
    except ValueError:
        return None


def timestamp(metadata: Metadata) -> datetime:
    """``SOURCE_DATE_EPOCH`` where it is set, else the date of the data, else the edition, else a fixed day."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return datetime.fromtimestamp(int(epoch), tz=UTC)
    return partial_date(metadata.as_of) or partial_date(metadata.edition) or _UNKNOWN
