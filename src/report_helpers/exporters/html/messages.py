"""What the page's script says, in the language of the document."""

from __future__ import annotations

from ...content.html_base import visible
from ...locale import Catalogue


def messages(translate: Catalogue) -> dict[str, str]:
    """Messages by the names that the script knows them by; what stands in braces it fills in."""
    return {
        "copyLink": translate("Copy link to {name}"),
        "copied": translate("Link copied"),
        "copiedText": translate("Copied"),
        "address": translate("The link is in the address bar"),
        "notCopied": translate("The browser does not let this page copy: select the text instead"),
        "download": translate("Download as CSV"),
        "found": translate("{number} places found"),
        "foundOne": translate("1 place found"),
        "foundNone": translate("Nothing found"),
        "foundMany": translate("{number} places found, the first {shown} are listed"),
        "theme": translate("Theme"),
        "state": translate("State"),
        "body": translate("Body"),
        "status": translate("Status"),
        "filter": translate("Filter"),
        "filterTable": translate("Filter this table"),
        "any": translate("All"),
        "shown": translate("{number} of {total} rows shown"),
        "noRow": translate("No row of this table matches the filter."),
        "clear": translate("Show all"),
        "filterCleared": translate("The filter was lifted to show this place"),
        "copyView": translate("Copy link to this view"),
        "chooseState": translate("Choose a state"),
        "chooseTile": translate("Choose a tile, by arrow keys too, to list its activities"),
        "chooseCell": translate("Choose a number to list its activities; the arrow keys move between them."),
        "inIndex": translate("Show in the index"),
        "close": translate("Close"),
    }


def tag_labels(labels: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """What readers see of the rows' tags, by kind and value."""
    return {
        visible(str(kind)): {visible(str(value)): visible(str(label)) for value, label in values.items()}
        for kind, values in labels.items()
        if isinstance(values, dict)
    }
