"""Objects of a PDF as a small file: those that are no streams go into compressed object streams (PDF 1.5 and later)."""

from __future__ import annotations

import re
import zlib

_PER_STREAM = 200


def packed(head: bytes, objects: list[tuple[int, bytes]], trailer: bytes) -> bytes:
    """The file of these objects.

    Args:
        head: what stands before the first object.
        objects: number and text (``1 0 obj ... endobj``) of each, in the order of the file.
        trailer: ``trailer << ... >>`` of the file as it was.
    """
    parts, at = [head], len(head)
    entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    following = max(number for number, _ in objects) + 1
    plain: list[tuple[int, bytes]] = []

    def put(number: int, body: bytes) -> None:
        nonlocal at
        entries[number] = (1, at, 0)
        parts.append(body)
        at += len(body)

    for number, body in objects:
        inner = _inner(body)
        if inner is None:
            put(number, body)
        else:
            plain.append((number, inner))
    for first in range(0, len(plain), _PER_STREAM):
        chunk = plain[first : first + _PER_STREAM]
        put(following, _object_stream(following, chunk))
        entries |= {number: (2, following, index) for index, (number, _) in enumerate(chunk)}
        following += 1
    entries[following] = (1, at, 0)
    table = b"".join(_entry(entries.get(number, (0, 0, 65535))) for number in range(following + 1))
    keys = trailer.partition(b"<<")[2].rpartition(b">>")[0]
    keys = re.sub(rb"/Size \d+", b"/Size %d/Type/XRef/W[1 4 2]" % (following + 1), keys)
    parts.append(_stream(following, keys, table))
    return b"".join([*parts, b"startxref\n%d\n%%%%EOF\n" % at])


def _inner(body: bytes) -> bytes | None:
    """What an object is, without the words around it; ``None`` for a stream."""
    begin, end = body.find(b"obj"), body.rfind(b"endobj")
    inner = body[begin + 3 : end].strip()
    return None if not 0 <= begin < end or inner.endswith(b"endstream") else inner


def _object_stream(number: int, chunk: list[tuple[int, bytes]]) -> bytes:
    places, at = [], 0
    for own, body in chunk:
        places.append(b"%d %d" % (own, at))
        at += len(body) + 1
    index = b" ".join(places) + b"\n"
    return _stream(
        number, b"/Type/ObjStm/N %d/First %d" % (len(chunk), len(index)), index + b"\n".join(body for _, body in chunk)
    )


def _stream(number: int, keys: bytes, data: bytes) -> bytes:
    small = zlib.compress(data)  # the best level takes three times the time for a hundredth of the size
    return b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (number, keys, len(small), small)


def _entry(entry: tuple[int, int, int]) -> bytes:
    kind, place, index = entry
    return bytes([kind]) + place.to_bytes(4, "big") + index.to_bytes(2, "big")
