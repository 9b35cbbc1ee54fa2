"""Interactive widgets as the text of the state that the notebook kept of them."""

from __future__ import annotations

import re
from typing import Any

from .context import Context, mapping

WIDGET_MIME = "application/vnd.jupyter.widget-view+json"
_STATE_MIME = "application/vnd.jupyter.widget-state+json"
_DEEPEST = 12
_MOST_CHILDREN = 200


def widget_states(notebook_metadata: Any) -> dict[str, Any]:
    """The states of all widgets of a notebook by the identifiers of their models."""
    kept = mapping(mapping(mapping(notebook_metadata).get("widgets")).get(_STATE_MIME))
    return {str(name): mapping(mapping(model).get("state")) for name, model in mapping(kept.get("state")).items()}


def widget_text(model: Any, context: Context) -> str:
    """The words of a widget: descriptions and values, one control a line; empty where the notebook kept nothing."""
    return "\n".join(line for line in _lines(model, context, 0) if line.strip())


def _lines(model: Any, context: Context, depth: int) -> list[str]:
    state = mapping(context.widgets.get(str(model).removeprefix("IPY_MODEL_")))
    if not state or depth > _DEEPEST:
        return []
    children = state.get("children")
    if isinstance(children, list) and children:
        lines = [line for child in children[:_MOST_CHILDREN] for line in _lines(child, context, depth + 1)]
        return [" ".join(" ".join(lines).split())] if state.get("_model_name") == "HBoxModel" else lines
    return [_own_words(state)]


def _own_words(state: dict[str, Any]) -> str:
    description = _plain(state.get("description"))
    value = state.get("value")
    if isinstance(value, (int, float)) and not isinstance(value, bool) and "Progress" in str(state.get("_model_name")):
        value = f"{value:g} of {state.get('max', 100)}"
    labels, index = state.get("_options_labels"), state.get("index")
    if value is None and isinstance(labels, list) and isinstance(index, int) and 0 <= index < len(labels):
        value = labels[index]
    said = _plain(value)
    return f"{description.rstrip(':')}: {said}" if description and said else description or said


def _plain(value: Any) -> str:
    if value is None or isinstance(value, (dict, list)):
        return ""
    return " ".join(re.sub(r"<[^<>]*>", " ", str(value)).replace("&nbsp;", " ").split())
