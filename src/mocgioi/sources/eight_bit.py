"""Which letters the bytes of MapInfo and CAD texts are, where GDAL cannot turn them into Unicode.

A library without the tables of Windows-1258 gives such a text as nothing at all. So a layer is
looked at once with every byte a letter of its own: that shows whether they are UTF-8, a legacy
encoding (`mocgioi.sources.legacy`, which is converted later), or Windows-1258.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mocgioi.errors import Finding
from mocgioi.sources import legacy
from mocgioi.words.findings import finding

BYTES = "ISO-8859-1"
"""The encoding in which every byte is a letter."""

_LAST_BYTE = "\xff"
"""A letter beyond it is no byte: the library turned the text into Unicode itself."""
_VIETNAMESE = "CP1258"
_STATED = (b"windowsvietnamese", b"ansi_1258")
_HEAD = 4096


def encoding_of(texts: Iterable[str]) -> str | None:
    """Return the encoding of texts that were read as `BYTES`; None where any will do.

    >>> encoding_of(["Đường".encode().decode("latin-1")]), encoding_of(["Duong"])
    ('UTF-8', None)
    >>> encoding_of(["\\xf0\\xe3 xây d\\xfd\\xf2ng"])
    'CP1258'
    """
    high = [text for text in texts if not text.isascii()]
    if not high or any(max(text) > _LAST_BYTE for text in high):
        return None
    raw = [text.encode("latin-1") for text in high]
    if _are(raw, "utf-8"):
        return "UTF-8"
    if legacy.recognise(high) is None and _are(raw, _VIETNAMESE):
        return _VIETNAMESE
    return BYTES


def written(values: tuple[Any, ...], encoding: str | None) -> tuple[Any, ...]:
    """Return values that were read as `BYTES` with their texts in the encoding they are in.

    >>> written(("\xf0i", 3), "CP1258"), written(("a",), None)
    (('đi', 3), ('a',))
    """
    if encoding is None or encoding == BYTES:
        return values
    return tuple(
        value.encode("latin-1", "replace").decode(encoding, "replace")
        if isinstance(value, str)
        else value
        for value in values
    )


def guessed(path: Path, encoding: str | None) -> list[Finding]:
    """Return the warning that an encoding was guessed, where the file does not state it."""
    if encoding != _VIETNAMESE:
        return []
    with path.open("rb") as stream:
        head = stream.read(_HEAD).lower()
    if any(name in head for name in _STATED):
        return []
    return [finding("encoding-guessed", value="windows-1258")]


def _are(texts: Iterable[bytes], encoding: str) -> bool:
    try:
        for text in texts:
            text.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
