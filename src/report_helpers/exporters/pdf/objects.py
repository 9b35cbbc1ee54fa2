"""A PDF as Typst writes it, as a set of objects that can be read and rewritten."""

from __future__ import annotations

import re

from .pack import packed


class Objects:
    """The objects of a PDF with a classic cross-reference table.

    Raises:
        ValueError: the file has no such table.
    """

    def __init__(self, pdf: bytes) -> None:
        start = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
        offsets = {
            number: int(entry[:10])
            for number, entry in enumerate(re.findall(rb"\d{10} \d{5} [nf]", pdf[start : pdf.index(b"trailer", start)]))
            if entry.endswith(b"n")
        }
        self._order = sorted(offsets, key=offsets.__getitem__)
        ends = [*(offsets[number] for number in self._order[1:]), start]
        self._head = pdf[: offsets[self._order[0]]]
        self._tail = pdf[pdf.index(b"trailer", start) : pdf.rindex(b"startxref")]
        self.objects = {number: pdf[offsets[number] : end] for number, end in zip(self._order, ends, strict=True)}

    def written(self) -> bytes:
        """The file anew: what is no stream in compressed object streams, then a cross-reference stream."""
        kept = [(number, self.objects[number]) for number in self._order if number in self.objects]
        return packed(self._head, kept, self._tail)
