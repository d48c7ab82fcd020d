"""CSV in whatever encoding and with whatever separator it comes."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from mocgioi.domain.places import nfc
from mocgioi.errors import Finding
from mocgioi.sources import grid, legacy
from mocgioi.sources.block import GridRow
from mocgioi.sources.kinds import MAX_TEXT_BYTES, refuse, too_large, too_many_rows
from mocgioi.sources.known import is_known
from mocgioi.sources.raw import Cell, RawTable
from mocgioi.words.findings import finding

_DELIMITERS = ",;\t|"
_SNIFFED_LINES = 60
_CHUNK = 1_000_000
Lines = Callable[[], Iterator[str]]
"""Gives the lines of a file from its beginning, as often as asked."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
csv.field_size_limit(MAX_TEXT_BYTES)


def read_csv(path: Path) -> tuple[list[RawTable], list[Finding]]:
    """Read a CSV.

    UTF-8 with or without BOM and UTF-16 are taken as they say; TCVN3 and VNI are converted,
    and other bytes read as Windows-1258, what older Vietnamese Windows writes, with a warning.
    The separator is the one of ``, ; tab |`` that gives the header the most known names, then
    the most columns.

    Raises:
        UnreadableInput: too large, or text that an earlier program has already spoilt.
    """
    too_large(path)
    lines, findings = _lines_of(path)
    delimiter = sniff_delimiter("".join(islice(lines(), _SNIFFED_LINES)))
    try:
        tables, about = grid.tables(None, _rows(lines, delimiter))
        return tables, [*findings, *about]
    except grid.TooManyRows:
        raise too_many_rows(path.name, grid.MAX_ROWS) from None
    except csv.Error as error:
        raise refuse("file-damaged", "csv", file=path.name, why=error) from None


def _lines_of(path: Path) -> tuple[Lines, list[Finding]]:
    """Return what gives the lines of a file, ends included, and what to tell of its encoding.

    Sound UTF-8 is read again line by line each time; any other text is held.
    """
    if _is_sound_utf8(path):
        return lambda: _lines_of_utf8(path), []
    text, findings = decode(path.read_bytes(), path.name)
    if "\x00" in text:
        raise refuse("file-damaged", "nul", file=path.name)
    return lambda: (line.group() for line in _LINE.finditer(text)), findings


def _is_sound_utf8(path: Path) -> bool:
    """Say whether a file is UTF-8 to its end, without NUL, and in no legacy encoding."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            head = stream.read(_CHUNK)
            if legacy.is_mojibake(head) or legacy.recognise([head]) is not None:
                return False
            while head and "\x00" not in head:
                head = stream.read(_CHUNK)
    except UnicodeDecodeError:
        return False
    return not head


def _lines_of_utf8(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from stream


def _rows(lines: Lines, delimiter: str) -> Iterator[GridRow]:
    """Yield each record with the line it begins on."""
    reader = csv.reader(lines(), delimiter=delimiter)
    line, begun = 1, 1
    for record in reader:
        yield GridRow(line, list[Cell](record))
        begun, line = line, reader.line_num + 1
    if line > begun + 1:
        _check_closed(lines, begun, delimiter)


def _check_closed(lines: Lines, begun: int, delimiter: str) -> None:
    """Refuse a last record that runs to the end of the file because its quote never closes.

    Raises:
        csv.Error: it does; the rows it swallowed would be lost in silence.
    """
    record = islice(lines(), begun - 1, None)
    try:
        list(csv.reader(record, delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise csv.Error(f'dòng/line {begun}: " …') from None


def decode(content: bytes, name: str) -> tuple[str, list[Finding]]:
    """Return the text of a file, in NFC, and what has to be told of its encoding.

    TCVN3 and VNI are recognised by their words, in bytes or in Unicode, and converted.

    Raises:
        UnreadableInput: it is UTF-8 that was once read as another encoding, UTF-8 with
            broken letters, or in no encoding known: letters that cannot be trusted.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return _converted(content.decode("utf-16"))
        except UnicodeDecodeError:
            raise refuse("encoding-invalid", file=name, what="UTF-16") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _of_bytes(content, name, error.start)
    if legacy.is_mojibake(text):
        raise refuse("text-damaged", file=name, what="UTF-8 → Windows-1252")
    return _converted(text)


def _converted(text: str) -> tuple[str, list[Finding]]:
    """Return text composed, out of TCVN3 or VNI if it is in one of them."""
    encoding = legacy.recognise([text])
    if encoding is None:
        return nfc_lines(text), []
    lines = text.splitlines(keepends=True)
    converted = "".join(legacy.convert(line, encoding) for line in lines)
    return nfc_lines(converted), [legacy.notice(encoding)]


def _of_bytes(content: bytes, name: str, first_bad: int) -> tuple[str, list[Finding]]:
    """Return the text of bytes that are not UTF-8."""
    text, findings = _converted(content.decode("latin-1"))
    if findings:
        return text, findings
    lenient = content.decode("utf-8", errors="replace")
    broken = lenient.count("\ufffd")
    if sum(not char.isascii() for char in lenient) > 4 * broken:
        line = content.count(b"\n", 0, first_bad) + 1
        raise refuse("encoding-invalid", file=name, what=f"UTF-8, dòng/line {line}")
    try:
        text = content.decode("cp1258")
    except UnicodeDecodeError:
        raise refuse("encoding-unknown", file=name, what="?") from None
    return nfc_lines(text), [finding("encoding-guessed", value="windows-1258")]


def nfc_lines(text: str) -> str:
    """Return text composed (NFC), its line ends and tabs untouched."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def sniff_delimiter(text: str) -> str:
    """Return the separator of a CSV.

    >>> sniff_delimiter("Số hiệu mốc;Vĩ độ;Kinh độ\\n1116;21,97;106,71\\n")
    ';'
    """
    lines = text[:200_000].splitlines()[:_SNIFFED_LINES]

    def score(delimiter: str) -> tuple[int, int, int]:
        records = list(csv.reader(lines, delimiter=delimiter))
        known = max((sum(is_known(nfc(c)) for c in r) for r in records), default=0)
        widths = Counter(len(r) for r in records if any(r))
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        return known, times if width > 1 else 0, width

    return max(_DELIMITERS, key=score)
