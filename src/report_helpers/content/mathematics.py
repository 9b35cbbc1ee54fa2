"""LaTeX mathematics in Markdown: which dollar signs are mathematics and which are money."""

from __future__ import annotations

import re
from typing import Any

import mistune

_ENVIRONMENTS = (
    "equation|align|aligned|alignat|gather|gathered|multline|eqnarray|displaymath|math|split|cases|array|[pbvBV]?matrix"
)
_BLOCK = (
    r"^ {0,3}(?:"
    r"\$\$(?P<block_dollars>(?:(?!\n[ \t]*\n)[^$]|\\\$|\$(?!\$))+?)\$\$"
    r"|\\\\?\[(?P<block_brackets>(?:(?!\n[ \t]*\n|\\\\\[)[\s\S])+?)\\\\?\]"
    rf"|(?P<block_environment>\\begin\{{(?P<block_name>(?:{_ENVIRONMENTS})\*?)\}}[\s\S]{{1,9000}}?\\end\{{(?P=block_name)\}})"
    r")[ \t]*[.,;]?[ \t]*(?:\n|$)"
)
_INLINE = (
    r"\$\$(?P<inline_display>(?:[^$\\]|\\[\s\S])+?)\$\$"
    r"|\$(?P<inline_dollars>(?![\s$])(?:[^$\\`]|\\[\s\S])*?)(?<!\s)\$(?!\d)"
    r"|\$(?P<inline_spaced>[ \t](?:[^$\\`\n]|\\.)+?|(?:[^$\\`\n]|\\.)+?[ \t])\$(?!\d)"
    r"|\\\\\((?P<inline_parens>(?:(?!\n[ \t]*\n|\\\\\()[\s\S])+?)\\\\\)"
    r"|\\\((?P<inline_single>[^\n]+?)\\\)"
    r"|\\\\\[(?P<inline_brackets>(?:(?!\n[ \t]*\n|\\\\\[)[\s\S])+?)\\\\\]"
    rf"|(?P<inline_environment>\\begin\{{(?P<inline_name>(?:{_ENVIRONMENTS})\*?)\}}[\s\S]{{1,9000}}?\\end\{{(?P=inline_name)\}})"
)
_DISPLAYED = ("inline_display", "inline_brackets", "inline_environment")
_INLINE_NAMES = tuple(re.findall(r"\?P<(inline_(?!name)\w+)>", _INLINE))
_UNSURE = ("inline_spaced", "inline_single")
_FORMULA = re.compile(r"\\[A-Za-z]|[\^_=<>{}+*/|]|^\s*[A-Za-z]\s*$")
_PROSE = re.compile(r"(?<![\\A-Za-z{])[A-Za-z]{3,}\s+[A-Za-z]{3,}(?![^{]*\})")


def mathematics(markdown: mistune.Markdown) -> None:
    r"""A plugin of mistune for ``$..$``, ``$$..$$``, ``\\(..\\)``, ``\\[..\\]`` and environments such as ``align``.

    The rules are Pandoc's: an opening dollar sign has something other than a space at its right, a closing one at its left and no
    digit after it, so that "$5 to $10" is money. What notebooks write beside that (``$ x = 1 $``, ``\(x^2\)``) counts where
    it looks like a formula.
    """
    markdown.block.register("block_math", _BLOCK, _parse_block, before="list")
    markdown.inline.register("inline_math", _INLINE, _parse_inline, before="escape")
    for rules in (markdown.block.block_quote_rules, markdown.block.list_rules):
        markdown.block.insert_rule(rules, "block_math", before="list")


def _parse_block(block: Any, match: re.Match[str], state: Any) -> int | None:
    found = next((match.group(name) for name in ("block_dollars", "block_environment") if match.group(name)), None)
    if found is None:
        found = match.group("block_brackets")
        if not match.group().lstrip().startswith("\\\\[") and not _FORMULA.search(found):
            return None
    if not found.strip():
        return None
    state.append_token({"type": "block_math", "raw": found.strip()})
    return match.end()


def _parse_inline(inline: Any, match: re.Match[str], state: Any) -> int | None:
    name = next(each for each in _INLINE_NAMES if match.group(each) is not None)
    found = match.group(name)
    if name in _UNSURE and (not _FORMULA.search(found) or _PROSE.search(found)):
        if name == "inline_spaced":
            return None
        state.append_token({"type": "text", "raw": "("})  # a parenthesis with the backslash that Markdown takes away
        return match.start() + 2
    state.append_token({"type": "block_math" if name in _DISPLAYED else "inline_math", "raw": found.strip()})
    return match.end()
