"""What the site's scripts say, in the language of the site."""

from __future__ import annotations

from ..exporters.html.messages import messages as shared
from ..locale import Catalogue

_SHARED = ("any", "download", "copied", "copiedText", "address", "notCopied", "foundNone", "close", "clear")


def messages(translate: Catalogue) -> dict[str, str]:
    """Messages by the names that the scripts know them by; what stands in braces they fill in."""
    known = shared(translate)
    return {
        **{name: known[name] for name in _SHARED},
        "foundOne": translate("1 page found"),
        "found": translate("{number} pages found"),
        "foundFirst": translate("{number} pages found, the first {shown} are listed"),
        "allFound": translate("All {number} pages found"),
        "loading": translate("Loading …"),
        "notLoaded": translate("What a search needs could not be loaded. Try again."),
        "shownOf": translate("{number} of {total} activities"),
        "shownAll": translate("All {total} activities"),
        "noActivity": translate("No activity matches. Take a choice away, or use fewer words."),
        "remove": translate("Remove: {name}"),
        "more": translate("Show {number} more"),
        "words": translate("Words: {words}"),
    }
