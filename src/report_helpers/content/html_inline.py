"""Inline nodes as HTML: text, links, places, footnote marks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from .html_base import HtmlBase, anchor, attributes, flowing, fragment, language_tag, role_name
from .markdown import safe_url
from .nodes import Node


class InlineHtml(HtmlBase):
    """Methods for inline nodes; footnotes are numbered and kept for :meth:`footnotes`."""

    def __init__(self, translate: Callable[[str], str]) -> None:
        super().__init__(translate)
        self._notes: list[list[Node]] = []
        self._note_numbers: dict[str, int] = {}
        self._mark_counts: dict[int, int] = {}
        self._in_link = False
        self._marks_after_link: list[str] = []

    def node_text(self, node: Node) -> str:
        """Text."""
        return flowing(node.get("raw", ""))

    def node_softbreak(self, node: Node) -> str:
        """The end of a line of the source."""
        return "\n"

    def node_linebreak(self, node: Node) -> str:
        """A forced line break."""
        return "<br>"

    def node_strong(self, node: Node) -> str:
        """Strong importance."""
        return f"<strong>{self.children(node)}</strong>"

    def node_emphasis(self, node: Node) -> str:
        """Stress, titles of works."""
        return f"<em>{self.children(node)}</em>"

    def node_strikethrough(self, node: Node) -> str:
        """Text struck out."""
        return f"<del>{self.children(node)}</del>"

    def node_subscript(self, node: Node) -> str:
        """An index below the line."""
        return f"<sub>{self.children(node)}</sub>"

    def node_superscript(self, node: Node) -> str:
        """An index above the line."""
        return f"<sup>{self.children(node)}</sup>"

    def node_underline(self, node: Node) -> str:
        """Text that was underlined; its meaning is not known, so that it is no element of emphasis."""
        return f"<u>{self.children(node)}</u>"

    def node_span(self, node: Node) -> str:
        """A passage in another language or set in a certain way."""
        attrs = node.get("attrs") or {}
        role = role_name(attrs.get("role"))
        language = language_tag(attrs.get("lang"))
        if not role and not language:
            return self.children(node)
        names = f"status {role}" if role and role.startswith("status-") else role
        style = self.style("border:1px solid;border-radius:3px;padding:0 .35em" if names != role else "")
        return f"<span{attributes(class_=names, lang=language, style=style)}>{self.children(node)}</span>"

    def node_target(self, node: Node) -> str:
        """A place that links reach."""
        return f"<span{attributes(id=self.claim(node['attrs']['id']))}>{self.children(node)}</span>"

    def node_xref(self, node: Node) -> str:
        """A link to a place of the page."""
        return self._anchor_element(node, href=fragment(anchor(node["attrs"]["target"])))

    def node_link(self, node: Node) -> str:
        """A link out of the page; what is no safe address becomes its text."""
        attrs = node["attrs"]
        url = safe_url(str(attrs["url"]))
        if url is None:
            return self.children(node)
        if url.startswith("#"):
            return self._anchor_element(node, href=fragment(anchor(url[1:])))
        return self._anchor_element(node, href=url, title=attrs.get("title"), rel="noopener noreferrer")

    def _anchor_element(self, node: Node, **attrs: object) -> str:
        """An ``a`` element. None may hold another one, so footnote marks of its text follow it."""
        if self._in_link:
            return self.children(node)
        self._in_link = True
        inner = self._breakable(node)
        self._in_link = False
        marks, self._marks_after_link = "".join(self._marks_after_link), []
        return f"<a{attributes(**attrs)}>{inner}</a>{marks}"

    def _breakable(self, node: Node) -> str:
        """The text of a link; where it is an address it may break after each slash."""
        inner = self.children(node)
        children: list[Node] = node.get("children") or []
        address = len(children) == 1 and re.fullmatch(r"\S*[^\s/]/\S+", str(children[0].get("raw", "")))
        return re.sub(r"(?<=[^/<])/(?=[^/])", "/<wbr>", inner) if address else inner

    def node_footnote(self, node: Node) -> str:
        """A footnote mark. The same identifier and text is the same note; the same identifier with another
        text (two cells of a notebook that both count from 1) is a note of its own."""
        blocks = node.get("children") or []
        key = json.dumps([node["attrs"]["id"], blocks], sort_keys=True)
        if key not in self._note_numbers:
            self._notes.append(blocks)
            self._note_numbers[key] = len(self._notes)
        number = self._note_numbers[key]
        count = self._mark_counts[number] = self._mark_counts.get(number, 0) + 1
        label = self.translate("Note {number}").format(number=number)
        attrs = attributes(id=f"mark:{number}:{count}", href=f"#note:{number}", role="doc-noteref", aria_label=label)
        mark = f'<sup class="mark"><a{attrs}>{number}</a></sup>'
        if not self._in_link:
            return mark
        self._marks_after_link.append(mark)
        return ""

    def footnotes(self) -> str:
        """The notes collected so far as list items with links back to each of their marks."""
        items = []
        # A note may itself hold a mark: the list grows while it is walked.
        for number, blocks in enumerate(self._notes, 1):
            items.append((number, self.render(blocks)))
        return "".join(f'<li id="note:{number}">{body} {self._back_links(number)}</li>' for number, body in items)

    def _back_links(self, number: int) -> str:
        count = self._mark_counts[number]
        links = []
        for index in range(1, count + 1):
            label = self.translate("Back to mark {mark} of note {number}").format(mark=index, number=number)
            attrs = attributes(href=f"#mark:{number}:{index}", role="doc-backlink", aria_label=label)
            links.append(f"<a{attrs}>↩{index if count > 1 else ''}</a>")
        return f'<span class="back">{" ".join(links)}</span>'
