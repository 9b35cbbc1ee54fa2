"""What all parts of the HTML renderer share: escaping, attributes, identifiers and dispatch by the type of a node."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from urllib.parse import quote

from .nodes import Node, plain_text

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ROLE = re.compile(r"[a-z][a-z-]*")


def visible(value: str) -> str:
    """``value`` with control characters, direction overrides and lone surrogates named: ``[U+202E]``.

    Raw, they would hide or reorder what follows them, or could not be written as UTF-8.
    """
    return _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", value)


def escape(value: object) -> str:
    """Any value as HTML text or the value of a quoted attribute."""
    return html.escape(visible(str(value)), quote=True)


def attributes(**values: object) -> str:
    """Attributes of a start tag, each with a leading space; ``None`` and ``False`` leave one out.

    Underscores stand for hyphens, and one at the end keeps a name apart from Python's words (``class_``).
    """
    parts = []
    for name, value in values.items():
        if value is None or value is False:
            continue
        key = name.rstrip("_").replace("_", "-")
        parts.append(f" {key}" if value is True else f' {key}="{escape(value)}"')
    return "".join(parts)


def anchor(value: object) -> str:
    """An identifier from data as one that HTML allows; colons are kept free for the page's own identifiers."""
    return re.sub(r"[^\w.-]+", "-", visible(str(value))) or "-"


def fragment(identifier: str) -> str:
    """The address of a place of the same page."""
    return "#" + quote(identifier, safe=":")


def language_tag(value: object) -> str | None:
    """``value`` where it has the form of a BCP 47 tag."""
    return value if isinstance(value, str) and _LANGUAGE.fullmatch(value) else None


def role_name(value: object) -> str | None:
    """``value`` where it can be a class name."""
    return value if isinstance(value, str) and _ROLE.fullmatch(value) else None


class HtmlBase:
    """Dispatch to one method per node type (``node_paragraph`` ...) and the identifiers given out so far."""

    inline_styles = True
    """Whether elements carry the few styles that a page without a stylesheet needs."""

    def __init__(self, translate: Callable[[str], str]) -> None:
        self.translate = translate
        self._identifiers: set[str] = set()

    def render(self, nodes: Iterable[Node]) -> str:
        """Nodes as HTML."""
        return "".join(self.node(node) for node in nodes)

    def node(self, node: Node) -> str:
        """One node as HTML; a type that is not known becomes its text."""
        method = getattr(self, f"node_{node['type']}", None)
        return str(method(node)) if method else self.unknown(node)

    def unknown(self, node: Node) -> str:
        """A node of a type that nothing is known of: its children, or its text."""
        return self.children(node) or escape(node.get("raw", ""))

    def children(self, node: Node) -> str:
        """The children of a node as HTML."""
        return self.render(node.get("children") or ())

    def claim(self, value: object) -> str | None:
        """The identifier for ``value``, or ``None`` where the page has it already: links lead to the first."""
        identifier = anchor(value)
        if not value or identifier in self._identifiers:
            return None
        self._identifiers.add(identifier)
        return identifier

    def unique(self, identifier: str) -> str:
        """An identifier of the page's own, with a number at the end where the page has it already."""
        number, found = 1, identifier
        while found in self._identifiers:
            number += 1
            found = f"{identifier}:{number}"
        self._identifiers.add(found)
        return found

    def style(self, rules: str) -> str | None:
        """The value of a ``style`` attribute, where elements carry their styles."""
        return rules if self.inline_styles and rules else None

    def label(self, nodes: Iterable[Node]) -> str:
        """Nodes as plain text for an attribute; escaping is left to :func:`attributes`."""
        return plain_text(nodes)
