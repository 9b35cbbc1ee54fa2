r"""LaTeX written anew in the commands that the converter to MathML knows: what MathJax takes is more."""

from __future__ import annotations

import re

_SILENT = re.compile(
    r"\\(?:label|require|vspace|hphantom|mathtoolsset)\s*\*?\s*\{[^{}]*\}"
    r"|\\(?:nonumber|notag|displaystyle|textstyle|limits|nolimits|hfill|allowbreak|noindent|centering)(?![A-Za-z])"
)
_TEXT = re.compile(r"\\(?:operatorname|mbox|textnormal|textsc|textsf)\s*\*?\s*\{([^{}]*)\}")
_UPRIGHT = re.compile(r"\\(?:mathrm|rm)\s*\{([A-Za-z0-9]+)\}|\{\s*\\rm\s+([A-Za-z0-9]+)\s*\}")
_TAG = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
_REFERENCE = re.compile(r"\\(eq)?ref\s*\{([^{}]*)\}")
_NUMBERED = re.compile(r"\\(begin|end)\{(aligned|align|equation|gathered|gather|multline|multlined|flalign)\}")
_PLACED = re.compile(r"(\\begin\{(?:aligned|gathered|multlined)\})\s*\[[tcb]\]")
_BRACKET_FIRST = re.compile(
    r"(\\begin\{(?:equation|align|aligned|gather|gathered|multline|split|matrix|[pbvBV]matrix|cases)\*?\})\s*(?=\[)"
)
_THREE_COLUMNS = re.compile(r"\\begin\{eqnarray\*?\}([\s\S]*?)\\end\{eqnarray\*?\}")
_COLUMNS = re.compile(r"\\(begin|end)\{(alignat|alignedat|dcases|rcases|cases\*)\*?\}(?:\s*\{\d+\})?")
_ENVIRONMENTS = {"alignat": "align*", "alignedat": "align*", "dcases": "cases", "rcases": "cases", "cases*": "cases"}
_RAISED = re.compile(r"(\\begin\{([pbvBV]?matrix)\}(?:(?!\\begin\{\2\})[\s\S])*?\\end\{\2\})(?=\s*[\^_'])")
_SIZED = re.compile(
    r"(\\[bB]igg?[lrm]?)\s*(\\\||\\(?:[lr]?[vV]ert|langle|rangle|[lr]brace|[lr]brack|[lr]floor|[lr]ceil|backslash)(?![A-Za-z])|\\[{}])"
)
_SIGNS = {
    r"\|": "‖", r"\{": "{", r"\}": "}", r"\langle": "⟨", r"\rangle": "⟩", r"\lfloor": "⌊", r"\rfloor": "⌋", r"\lceil": "⌈",
    r"\rceil": "⌉", r"\lbrace": "{", r"\rbrace": "}", r"\lbrack": "[", r"\rbrack": "]", r"\backslash": "∖",
    **{rf"\{side}vert": "|" for side in ("", "l", "r")}, **{rf"\{side}Vert": "‖" for side in ("", "l", "r")},
}  # fmt: skip
_UNWRAPPED = re.compile(r"\\(?:ensuremath|bbox(?:\s*\[[^\]]*\])?|(?:cssId|class|style)\s*\{[^{}]*\})\s*(?=\{)")
_INTERTEXT = re.compile(r"\\(?:short)?intertext\s*\{([^{}]*)\}")
_NAMES = (
    (r"\\bm", r"\\boldsymbol"),
    (r"\\tfrac", r"\\frac"),
    (r"\\arg", r"\\text{arg}"),
    (r"\\vcentcolon", ":"),
    (r"\\newline", r"\\\\"),
)


def converter_latex(latex: str) -> str:
    """LaTeX in the commands that the converter knows; numbers and labels of equations are left out."""
    source = _TEXT.sub(_as_text, _SILENT.sub(" ", latex))
    source = _UPRIGHT.sub(lambda match: f"{{\\text{{{match[1] or match[2]}}}}}", source)
    source = _TAG.sub(lambda match: f"\\qquad\\text{{({match[1]})}}", source)
    source = _REFERENCE.sub(lambda match: f"\\text{{({match[2]})}}" if match[1] else f"\\text{{{match[2]}}}", source)
    source = _INTERTEXT.sub(lambda match: f"\\text{{{match[1]}}}\\\\\\\\", source)
    source = _SIZED.sub(lambda match: match[1] + _SIGNS[match[2]], _UNWRAPPED.sub("", source))
    source = _BRACKET_FIRST.sub(r"\1{}", _PLACED.sub(r"\1", source))
    source = _THREE_COLUMNS.sub(_two_columns, source)
    source = _COLUMNS.sub(lambda match: rf"\{match[1]}{{{_ENVIRONMENTS[match[2]]}}}", source)
    source = _NUMBERED.sub(lambda match: rf"\{match[1]}{{{re.sub('ed$|^fl', '', match[2])}*}}", source)
    for match in reversed(list(re.finditer(r"\\([pbvBV]?matrix|cases)\s*(?=\{)", source))):
        content, end = group(source, match.end())
        source = f"{source[: match.start()]}\\begin{{{match[1]}}}{content}\\end{{{match[1]}}}{source[end:]}"
    source = _RAISED.sub(r"{\1}", source)  # without braces the converter raises the closing bracket alone
    source = re.sub(r"\\\\\\(?=\s)", r"\\\\ ", source)
    for name, known in _NAMES:
        source = re.sub(rf"{name}(?![A-Za-z])", known, source)
    return source


def group(text: str, at: int) -> tuple[str, int]:
    """The content of the group in braces at a place, or the one sign there, and where it ends."""
    while at < len(text) and text[at].isspace():
        at += 1
    if at >= len(text) or text[at] != "{":
        return text[at : at + 1], at + 1
    depth = 0
    for end in range(at, len(text)):
        if text[end] in "{}" and text[end - 1] != "\\":
            depth += 1 if text[end] == "{" else -1
            if depth == 0:
                return text[at + 1 : end], end + 1
    return text[at + 1 :], len(text)


def _two_columns(match: re.Match[str]) -> str:
    """An ``eqnarray`` as an ``align``: its sign of relation, a column between two others, stands with what follows it."""
    rows = ["".join(row.rpartition("&")[::2]) if row.count("&") == 2 else row for row in match[1].split("\\\\")]
    return "\\begin{align*}" + "\\\\".join(rows) + "\\end{align*}"


def _as_text(match: re.Match[str]) -> str:
    return "\\text{" + re.sub(r"\\[,;: ]|~", " ", match[1]) + "}"
