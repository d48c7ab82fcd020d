"""The lines of a text file in whatever encoding it comes, one at a time.

UTF-8 with or without a byte order mark and UTF-16 are taken as they say; TCVN3 and VNI are
recognised by their words, in bytes or in Unicode, and converted; other bytes are read as
Windows-1258, what older Vietnamese Windows writes, with a warning. A file is walked through to
its end before the first line is given, so that its encoding is proven; no more than a line of
it is held.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from mocgioi.domain.places import nfc
from mocgioi.errors import Finding
from mocgioi.sources import legacy
from mocgioi.sources.kinds import refuse
from mocgioi.words.findings import finding

_CHUNK = 1_000_000
LONGEST_LINE = 10_000_000
"""Characters of one line; a file of longer ones holds no table."""

_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LINE_ENDS = {"utf-16": (b"\n\x00", b"\r\x00", b"\x00\n", b"\x00\r")}

Lines = Callable[[], Iterator[str]]
"""Gives the lines of a file from its beginning, ends included, as often as asked."""


def lines_of(path: Path) -> tuple[Lines, list[Finding]]:
    """Return what gives the lines of a file, and what to tell of its encoding.

    Raises:
        UnreadableInput: it is UTF-8 that was once read as another encoding, UTF-8 with broken
            letters, or in no encoding known: letters that cannot be trusted; or it holds NUL,
            or (once the lines are asked for) a line longer than `LONGEST_LINE`.
    """
    codec, encoding, findings = _understood(path)
    return lambda: _lines(path, codec, encoding), findings


def _lines(path: Path, codec: str, encoding: legacy.Encoding | None) -> Iterator[str]:
    with path.open(encoding=codec, newline="") as stream:
        for number, line in enumerate(iter(partial(stream.readline, LONGEST_LINE + 1), ""), 1):
            if len(line) > LONGEST_LINE:
                why = f"dòng/line {number}: > {LONGEST_LINE}"
                raise refuse("file-damaged", "csv", file=path.name, why=why)
            yield line if encoding is None else legacy.convert(line, encoding)


def ends_open(path: Path) -> bool:
    """Say whether the last line of a file has no line end: it may have been cut off."""
    with path.open("rb") as stream:
        codec = "utf-16" if stream.read(2) in _BYTE_ORDER_MARKS else ""
        size = path.stat().st_size
        stream.seek(max(0, size - 2))
        tail = stream.read(2)
    return not tail.endswith(_LINE_ENDS.get(codec, (b"\n", b"\r")))


def _understood(path: Path) -> tuple[str, legacy.Encoding | None, list[Finding]]:
    """Return the codec of a file, the encoding its text is in besides, and what to tell."""
    with path.open("rb") as stream:
        codec = "utf-16" if stream.read(2) in _BYTE_ORDER_MARKS else "utf-8-sig"
    try:
        sample = _walked(path, codec)
    except UnicodeDecodeError:
        if codec == "utf-16":
            raise refuse("encoding-invalid", file=path.name, what="UTF-16") from None
        return _of_bytes(path)
    if codec != "utf-16" and legacy.is_mojibake(sample):
        raise refuse("text-damaged", file=path.name, what="UTF-8 → Windows-1252")
    encoding = legacy.recognise([sample])
    return codec, encoding, [legacy.notice(encoding)] if encoding else []


def _of_bytes(path: Path) -> tuple[str, legacy.Encoding | None, list[Finding]]:
    """Return the same of a file that is not UTF-8."""
    encoding = legacy.recognise([_walked(path, "latin-1")])
    if encoding is not None:
        return "latin-1", encoding, [legacy.notice(encoding)]
    line = _broken_letter(path)
    if line is not None:
        raise refuse("encoding-invalid", file=path.name, what=f"UTF-8, dòng/line {line}")
    try:
        _walked(path, "cp1258")
    except UnicodeDecodeError:
        raise refuse("encoding-unknown", file=path.name, what="?") from None
    return "cp1258", None, [finding("encoding-guessed", value="windows-1258")]


def _walked(path: Path, codec: str) -> str:
    """Decode a file to its end and return what it opens with.

    Raises:
        UnicodeDecodeError: it is in another encoding.
        UnreadableInput: it holds NUL.
    """
    sample = ""
    with path.open(encoding=codec, newline="") as stream:
        while chunk := stream.read(_CHUNK):
            sample = sample or chunk[: legacy.SAMPLE]
            if "\x00" in chunk:
                raise refuse("file-damaged", "nul", file=path.name)
    return nfc(sample)


def _broken_letter(path: Path) -> int | None:
    """Return the line of the first letter of UTF-8 that is broken; None where it is no UTF-8."""
    broken = others = lines = 0
    first = None
    with path.open(encoding="utf-8", errors="replace", newline="") as stream:
        while chunk := stream.read(_CHUNK):
            count = chunk.count("\ufffd")
            if count and first is None:
                first = lines + chunk.count("\n", 0, chunk.index("\ufffd")) + 1
            lines += chunk.count("\n")
            broken += count
            others += sum(not char.isascii() for char in chunk)
    return first if others > 4 * broken else None
