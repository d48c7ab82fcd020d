"""Which libraries a library of Windows asks for, read from its own tables."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

_TABLES = ((1, 20, 3), (13, 32, 1))
"""Of the imports, and of those that wait: number of the directory, bytes an entry, where the name
is in it."""


def _number(form: str, data: bytes, at: int) -> int:
    return int(struct.unpack_from(form, data, at)[0])


def asked_for(library: Path) -> Iterator[str]:
    """Give the names of the libraries that one of 64 bits is linked to, in small letters."""
    data = library.read_bytes()
    start = _number("<I", data, 0x3C) + 4
    count, size = _number("<H", data, start + 2), _number("<H", data, start + 16)
    sections = [
        struct.unpack_from("<4I", data, start + 20 + size + 40 * index + 8)
        for index in range(count)
    ]

    def place(address: int) -> int:
        return next(
            int(raw + address - virtual)
            for length, virtual, stored, raw in sections
            if virtual <= address < virtual + max(length, stored)
        )

    for directory, entry, name in _TABLES:
        address = _number("<I", data, start + 20 + 112 + 8 * directory)
        at = place(address) if address else None
        while at is not None:
            values = struct.unpack_from(f"<{entry // 4}I", data, at)
            if not values[name]:
                break
            begin = place(values[name])
            yield data[begin : data.index(b"\0", begin)].decode("ascii").lower()
            at += entry
