"""Headings with identifiers and links that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from ...content.markdown import safe_url
from ...content.nodes import Node, plain_text, slug, walk
from .context import Context, Remarks


def with_safe_links(nodes: list[Node], context: Context, *, inside: bool = False) -> list[Node]:
    """Nodes with links that may stay in a document; of any other link, and of one ``inside`` a link, its words stay."""
    made: list[Node] = []
    for node in nodes:
        if "children" in node:
            node["children"] = with_safe_links(node["children"], context, inside=inside or node["type"] == "link")
        if node["type"] == "data_table":
            for row in node["attrs"]["rows"]:
                for cell in row["cells"]:
                    cell["content"] = with_safe_links(cell["content"], context)
        if node["type"] == "link":
            url = safe_url(str(node["attrs"]["url"]))
            if inside and url:
                made.extend(node["children"])
                continue
            if url is None:
                context.unreached.append(str(node["attrs"]["url"]))
                made.extend(node["children"])
                continue
            node["attrs"] = {**node["attrs"], "url": url}
        made.append(node)
    return made


def identify_headings(blocks: list[Node]) -> None:
    """Give every heading an identifier of its own."""
    headings = [node for node in blocks if node["type"] == "heading"]
    taken: set[str] = set()
    for node in headings:
        if node["attrs"].get("id") in taken:
            del node["attrs"]["id"]
        elif "id" in node["attrs"]:
            taken.add(node["attrs"]["id"])
    for node in headings:
        if "id" not in node["attrs"]:
            base = identifier = slug(plain_text([node]))
            number = 2
            while identifier in taken:
                identifier, number = f"{base}-{number}", number + 1
            taken.add(identifier)
            node["attrs"]["id"] = identifier


def resolve_links(blocks: list[Node], remarks: Remarks, rest: str = "") -> None:
    """Turn links inside the document into cross references, and those to places it doesn't have into plain text.

    Where another document, at the address ``rest``, is known to have those, the text says so to the page's renderer.
    """
    places = _places(blocks)
    by_slug = {slug(place): place for place in sorted(places, reverse=True)}
    for block in blocks:
        remarks.cell = (block.get("attrs") or {}).get("cell", "")
        for node in walk([block]):
            if node["type"] == "link" and node["attrs"]["url"].startswith("#"):
                # JupyterLab makes the identifier of a heading from its words: "#My-heading".
                target = unquote(node["attrs"]["url"][1:])
                node["type"], node["attrs"] = (
                    "xref",
                    {"target": target if target in places else by_slug.get(slug(target), target)},
                )
            if node["type"] == "xref" and node["attrs"]["target"] not in places:
                if not rest:
                    remarks.say(f"link to {node['attrs']['target']!r}: the document has no such place")
                node["type"], node["attrs"] = "span", {"beyond": (rest, node["attrs"]["target"])} if rest else {}
    remarks.cell = ""


def without_idle_places(blocks: list[Node]) -> list[Node]:
    """Blocks without the empty places that no link leads to: HTML is full of identifiers."""
    wanted = {node["attrs"]["target"] for node in walk(blocks) if node["type"] == "xref"}
    return _pruned(blocks, wanted)


def _pruned(nodes: list[Node], wanted: set[str]) -> list[Node]:
    kept = []
    for node in nodes:
        if node["type"] == "target" and not node.get("children") and node["attrs"]["id"] not in wanted:
            continue
        if node.get("children"):
            node["children"] = _pruned(node["children"], wanted)
            if not node["children"] and node["type"] in ("paragraph", "span", "strong", "emphasis"):
                continue
        if node["type"] == "data_table":
            for row in node["attrs"]["rows"]:
                for cell in row["cells"]:
                    cell["content"] = _pruned(cell["content"], wanted)
        kept.append(node)
    return kept


def _places(blocks: Iterable[Node]) -> set[str]:
    places: set[str] = set()
    for node in walk(blocks):
        attrs = node.get("attrs") or {}
        if node["type"] in ("target", "heading"):
            places.add(attrs.get("id", ""))
        elif node["type"] in ("data_table", "chart"):
            places.add(attrs["label"])
            places.update(row["id"] for row in attrs.get("rows", ()) if row.get("id"))
    return places - {""}
