"""Words for the part that a state or a body has in an activity."""

from __future__ import annotations

from .catalogue import mark as _

ROLES = {
    "place": _("place"),
    "origin": _("origin"),
    "host": _("host"),
    "venue": _("venue"),
    "member": _("member"),
    "associate": _("associate"),
    "observer": _("observer"),
    "participant": _("participant"),
    "implementer": _("implementer"),
    "border": _("border"),
    "funder": _("funder"),
    "audience": _("audience"),
    "partner": _("partner"),
    "organizer": _("organizer"),
    "counterpart": _("counterpart"),
    "author": _("author"),
}
