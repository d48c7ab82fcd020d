"""What a file is, by its content; and the doors that stay shut.

A name proves nothing: a CSV is often called ``.xlsx``. Archives are looked at before
anything is unpacked: too large, too dense, encrypted or with a path that leaves the
folder, and nothing is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from mocgioi.errors import Finding, UnreadableInput
from mocgioi.patterns import regex
from mocgioi.sources import by_hand
from mocgioi.words.findings import finding

if TYPE_CHECKING:
    import zipfile

MAX_UNPACKED_BYTES = 500_000_000
MAX_RATIO = 200
"""An office workbook packs 5 to 20 times; a bomb a thousand times."""
MAX_TEXT_BYTES = 200_000_000
MAX_HELD_BYTES = 30_000_000
"""Of a file that its reader holds whole: an old workbook, a web page."""
MAX_RATIO_FREE_BYTES = 2_000_000
"""Below this unpacked size the ratio does not matter."""

ENDINGS = {
    "xlsx": {".xlsx", ".xlsm", ".xltx"},
    "xls": {".xls"},
    "ods": {".ods"},
    "docx": {".docx", ".docm"},
    "html": {".html", ".htm"},
    "gpkg": {".gpkg"},
    "geojson": {".geojson", ".json"},
    "shapefile": {".shp"},
    "flatgeobuf": {".fgb"},
    "mapinfo": {".tab", ".mif"},
    "dxf": {".dxf"},
    "filegdb": {".gdb"},
    "archive": {".zip"},
    "kml": {".kml"},
    "kmz": {".kmz"},
    "gpx": {".gpx"},
    "csv": {".csv", ".txt", ".tsv", ".tab"},
}
"""The endings of each kind of file; what a file is, its bytes say."""

_UTF16 = {
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"<\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
}
_XML = (("<kml", "kml"), ("<gpx", "gpx"))
_HTML = ("<!doctype html", "<html", "<table")
_CONTROLS = regex(rb"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_FEW_CONTROLS = 0.02
"""The share of control characters up to which bytes are text: a slip of a phone, a torn tab."""


def refuse(code: str, variant: str = "", **words: Any) -> UnreadableInput:
    """Return the error that refuses a file as a whole, with its one finding.

    Args:
        code, variant, words: as `mocgioi.words.findings.finding` takes them.
    """
    refusal = finding(code, variant, **words)
    return UnreadableInput(*refusal.text, findings=[refusal], hints=refusal.hints)


def open_bytes(path: Path) -> bytes:
    """Return the first 4096 bytes of a file.

    Raises:
        UnreadableInput: it is not there, is a folder, may not be read, or is empty.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
    except FileNotFoundError:
        raise refuse("file-missing", "absent", file=path.name, folder=path.parent) from None
    except IsADirectoryError:
        raise refuse("file-missing", "folder", file=path.name) from None
    except PermissionError:
        if path.is_dir():
            raise refuse("file-missing", "folder", file=path.name) from None
        raise refuse("file-unreadable", file=path.name) from None
    if not head:
        raise refuse("file-empty", "no_bytes", file=path.name)
    return head


def kind_of(path: Path) -> str:
    """Return what the file at `path` is.

    Returns:
        A key of `ENDINGS`; ``archive`` is a zip of tables and photographs, of which nothing
        was looked at yet.

    Raises:
        UnreadableInput: it is missing, empty, encrypted, unsafe, damaged, or of a kind
            that is not read here.
    """
    if is_filegdb(path):
        return "filegdb"
    head = open_bytes(path)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(b"PK"):
        return _kind_of_zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _kind_of_ole(path)
    work = by_hand.by_bytes(head)
    if work is not None:
        raise refuse("format-unsupported", "by_hand", file=path.name, **work._asdict())
    return _kind_of_text(path, head)


_MAGIC = (
    (b"SQLite format 3\x00", "gpkg"),
    (b"\x00\x00\x27\x0a", "shapefile"),
    (b"fgb\x03fgb", "flatgeobuf"),
    (b"AutoCAD Binary DXF", "dxf"),
)


_JSON = regex(r'\{|\[\s*(?:[\[{"\]]|-?\d[\d.eE+-]*\s*[,\]]|true|false|null)')
"""How JSON begins; a message copied from a telephone may begin with ``[20/11/2026 08:15]``."""


def is_filegdb(path: Path) -> bool:
    """Say whether a path is the folder of a FileGDB."""
    return path.suffix.lower() in ENDINGS["filegdb"] and path.is_dir()


def _kind_of_text(path: Path, head: bytes) -> str:
    """Return what a file is that holds text.

    Raises:
        UnreadableInput: it holds none, or markup of another kind.
    """
    text = head.decode(_UTF16.get(head[:2], "utf-8"), "replace").lstrip("\ufeff \t\r\n\x00")
    lowered = text.lower()
    is_called_json = path.suffix.lower() in ENDINGS["geojson"]
    if _JSON.match(text) or (is_called_json and text.startswith("[")):
        return "geojson"
    if text.startswith("<"):
        return _kind_of_markup(path, lowered)
    if lowered.startswith("!table") or re.match(r"version\s+\d+\s+(?:charset|delimiter)", lowered):
        return "mapinfo"
    if re.match(r"(?:999\s[^\n]*\n\s*)*0\s+section\b", lowered):
        return "dxf"
    utf16 = head[:2] in (b"\xff\xfe", b"\xfe\xff")
    controls = 0 if utf16 else len(_CONTROLS.findall(head))
    if controls > _FEW_CONTROLS * len(head) or (b"\x00" in head and not utf16):
        work = by_hand.by_ending(path.name)
        if work is not None:
            raise refuse("format-unsupported", "by_hand", file=path.name, **work._asdict())
        is_text = path.suffix.lower() in ENDINGS["csv"]
        code = "file-damaged" if is_text else "format-unsupported"
        raise refuse(code, "binary", file=path.name)
    return "csv"


def _kind_of_markup(path: Path, lowered: str) -> str:
    for tag, kind in _XML:
        if tag in lowered:
            return kind
    if any(tag in lowered for tag in _HTML):
        return "html"
    for _, kind in _XML:
        if path.suffix.lower() in ENDINGS[kind]:
            return kind
    raise unsupported(path.name, "XML")


def unsupported(name: str, kind: str) -> UnreadableInput:
    """Return the error for a file of a kind that is not read, and what to save it as."""
    return refuse("format-unsupported", "kind", file=name, what=kind)


def _kind_of_ole(path: Path) -> str:
    with path.open("rb") as stream:
        content = stream.read(4_000_000)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise refuse("file-encrypted", "workbook", file=path.name)
    work = by_hand.in_ole(content)
    if work is not None:
        raise refuse("format-unsupported", "by_hand", file=path.name, **work._asdict())
    return "xls"


def is_archive(path: Path) -> bool:
    """Say whether a file is a zip of tables and photographs (`mocgioi.sources.archives`)."""
    return is_packed(path) and _shape_of_zip(path) == "archive"


def is_packed(path: Path) -> bool:
    """Say whether a file is a zip, whatever is in it."""
    with path.open("rb") as stream:
        return stream.read(2) == b"PK"


def _kind_of_zip(path: Path) -> str:
    kind = _shape_of_zip(path)
    if kind != "archive":
        check_archive(path)
    if kind is None:
        work = _work_in_zip(path)
        if work is not None:
            raise refuse("format-unsupported", "by_hand", file=path.name, **work._asdict())
        raise unsupported(path.name, "ZIP")
    return kind


def _shape_of_zip(path: Path) -> str | None:
    """Return what the names in a zip make it; None for none of ours."""
    lowered = _lowered(_members(path))
    if "[content_types].xml" in lowered:
        inside = {name.partition("/")[0] for name in lowered}
        return "xlsx" if "xl" in inside else "docx" if "word/document.xml" in lowered else None
    if "content.xml" in lowered and "mimetype" in lowered:
        return None if _work_in_zip(path) else "ods"
    if "mimetype" in lowered or "index/document.iwa" in lowered:
        return None
    others = [n for n in lowered if not n.endswith((".kml", "/"))]
    if len(others) < len(lowered) and (path.suffix.lower() != ".zip" or not others):
        return "kmz"
    return "archive"


def _work_in_zip(path: Path) -> by_hand.Work | None:
    from zipfile import ZipFile

    members = _members(path)
    mimetype = b""
    for member in members:
        if member.filename == "mimetype" and not member.compress_type and member.file_size < 200:
            with ZipFile(path) as archive:
                mimetype = archive.read(member)
    return by_hand.in_zip(_lowered(members), mimetype)


def _lowered(members: Iterable[zipfile.ZipInfo]) -> list[str]:
    return [member.filename.lower().replace("\\", "/") for member in members]


def check_archive(path: Path) -> list[str]:
    """Return the names in a zip archive that may be opened.

    Raises:
        UnreadableInput: damaged, encrypted, a path that leaves the folder, or a bomb:
            more than `MAX_UNPACKED_BYTES`, or packed more than `MAX_RATIO` to one.
    """
    members = _members(path)
    unpacked = sum(m.file_size for m in members)
    packed = max(1, sum(m.compress_size for m in members))
    if unpacked > MAX_UNPACKED_BYTES or (
        unpacked > MAX_RATIO_FREE_BYTES and unpacked / packed > MAX_RATIO
    ):
        raise refuse(
            "file-too-large",
            "packed",
            file=path.name,
            size_mb=unpacked / 1e6,
            ratio=unpacked / packed,
            most_mb=MAX_UNPACKED_BYTES / 1e6,
            most_ratio=MAX_RATIO,
        )
    for member in members:
        if member.flag_bits & 0x1:
            raise refuse("file-encrypted", "archive", file=path.name)
        if leaves_folder(member.filename):
            raise refuse("file-unsafe", "path", file=path.name, path=member.filename[:80])
    return [m.filename for m in members]


def _members(path: Path) -> list[zipfile.ZipInfo]:
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as archive:
            return archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        if path.suffix.lower() in {".gpkg", ".csv", ".geojson", ".json", ".shp", ".gpx"}:
            raise not_what_it_says(path) from None
        raise damaged(path.name) from None


def leaves_folder(name: str) -> bool:
    """Say whether a path inside an archive points outside the folder it is unpacked to."""
    plain = name.replace("\\", "/")
    return plain.startswith("/") or plain[1:2] == ":" or ".." in PurePosixPath(plain).parts


def damaged(name: str, place: str = "") -> UnreadableInput:
    """Return the error for a file that is cut off or damaged, at `place` if that is known."""
    where = f" ({place})" if place else ""
    return refuse("file-damaged", "cut_off", file=name, place=where)


def not_what_it_says(path: Path) -> UnreadableInput:
    """Return the error for a file whose content is not at all what its ending says."""
    return refuse("format-mismatch", "not_that", file=path.name, ending=path.suffix)


def mismatch(path: Path, kind: str) -> list[Finding]:
    """Return the notice that a file is not what its ending says, if so."""
    suffix = path.suffix.lower()
    if not suffix or suffix in ENDINGS[kind] or suffix not in set().union(*ENDINGS.values()):
        return []
    return [finding("format-mismatch", "read_as", ending=suffix, kind=kind)]


def too_many_rows(name: str, limit: int) -> UnreadableInput:
    """Return the error for a table of more than `limit` rows."""
    return refuse("file-too-large", "rows", file=name, most=limit)


def too_large(path: Path, most_bytes: int = MAX_TEXT_BYTES) -> None:
    """Refuse a file larger than its reader can hold.

    Raises:
        UnreadableInput: it is larger.
    """
    size = path.stat().st_size
    if size > most_bytes:
        size_mb, most_mb = size / 1e6, most_bytes / 1e6
        raise refuse("file-too-large", "text", file=path.name, size_mb=size_mb, most_mb=most_mb)
