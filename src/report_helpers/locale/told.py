"""Messages with values filled in that can be told again in another language: to the body, what was first told in English."""

from __future__ import annotations

from .catalogue import Catalogue


class Told(str):
    """A message in English with its ``values`` filled in; ``message`` is as the catalogue has it."""

    message: str
    values: dict[str, str]


def told(message: str, **values: str) -> Told:
    """The message with its values; mark it: ``told(_("can be {first} or {second}"), first=..., second=...)``."""
    text = Told(message.format(**values))
    text.message, text.values = message, values
    return text


def told_in(say: Catalogue, text: str) -> str:
    """What was told, in the language of ``say``; a plain text as the catalogue has it, else as it is."""
    return say(text.message).format(**text.values) if isinstance(text, Told) else say(text) if text else ""
