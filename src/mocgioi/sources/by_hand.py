"""Kinds of files that are work for a person: what they are, and what to ask their sender for."""

from __future__ import annotations

from pathlib import Path

from mocgioi.errors import Text
from mocgioi.records import NamedTuple
from mocgioi.sources.photographs import content_type_of


class Work(NamedTuple):
    """A kind of file that no reader here understands: what it is, and what to ask for."""

    what: Text
    ask: Text


_AS_DOCX = Text("bản .docx (mở bằng Word, chọn Lưu thành)", "a .docx (open it in Word, Save As)")
_AS_ZIP = Text("bản nén .zip, hoặc từng tệp không nén", "a .zip, or the files one by one")
_AS_XLSX = Text("bảng Excel (.xlsx)", "the sheet as Excel (.xlsx)")

PICTURE = Work(
    Text("ảnh chụp hoặc bản quét", "a picture or a scan"),
    Text(
        "bảng Excel hay Word gốc; ảnh chụp mốc thì gửi cùng phiếu, tên ảnh là số mốc",
        "the Excel or Word file it shows; a photograph of a marker comes with a survey, named "
        "after the marker",
    ),
)
_PDF = Work(
    Text("bản PDF", "a PDF"),
    Text("tệp Word hay Excel mà bản PDF được in ra", "the Word or Excel file it was printed from"),
)
_DOC = Work(Text("tệp Word kiểu cũ (.doc)", "a Word file of the old kind (.doc)"), _AS_DOCX)
_ODT = Work(Text("tệp văn bản OpenDocument (.odt)", "an OpenDocument text (.odt)"), _AS_DOCX)
_RTF = Work(Text("tệp văn bản RTF", "an RTF text"), _AS_DOCX)
_SLIDES = Work(Text("tệp trình chiếu (PowerPoint)", "slides (PowerPoint)"), _AS_XLSX)
_RAR = Work(Text("tệp nén RAR", "a RAR archive"), _AS_ZIP)
_PACKED = Work(Text("tệp nén không phải .zip", "an archive that is no .zip"), _AS_ZIP)
_NUMBERS = Work(
    Text("tệp Numbers của iPhone, iPad", "a Numbers file of an iPhone or iPad"), _AS_XLSX
)
_DWG = Work(
    Text("bản vẽ AutoCAD (.dwg)", "an AutoCAD drawing (.dwg)"),
    Text("bản .dxf, hoặc lớp GeoPackage", "a .dxf, or a GeoPackage layer"),
)
_DGN = Work(
    Text("bản vẽ MicroStation (.dgn)", "a MicroStation drawing (.dgn)"),
    Text(
        "bản .dxf (trong MicroStation: File, Save As, DXF), hoặc lớp GeoPackage",
        "a .dxf (in MicroStation: File, Save As, DXF), or a GeoPackage layer",
    ),
)
_ACCESS = Work(Text("cơ sở dữ liệu Access", "an Access database"), _AS_XLSX)
_VIDEO = Work(Text("đoạn phim", "a film"), PICTURE.ask)
_MAIL = Work(
    Text("thư điện tử", "an e-mail"), Text("tệp đính kèm của thư", "the file attached to it")
)
_DBF = Work(
    Text("phần bảng của một lớp bản đồ (.dbf)", "the table of a map layer (.dbf)"),
    Text(
        "cả bộ tệp .shp, .shx, .dbf, .prj nén thành một .zip",
        "the whole set .shp, .shx, .dbf, .prj in one .zip",
    ),
)

_BY_MAGIC = (
    (b"%PDF", _PDF),
    (b"Rar!", _RAR),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"\x1f\x8b", _PACKED),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ", _PACKED),
    (b"{\\rtf", _RTF),
    (b"AC10", _DWG),
    (b"\x08\x09\xfe\x02", _DGN),
    (b"\xc8\x09\xfe\x02", _DGN),
    (b"\x00\x01\x00\x00Standard", _ACCESS),
)
_BY_ENDING = {
    ".pdf": _PDF,
    ".doc": _DOC,
    ".dot": _DOC,
    ".rtf": _RTF,
    ".odt": _ODT,
    ".ppt": _SLIDES,
    ".pptx": _SLIDES,
    ".rar": _RAR,
    **dict.fromkeys((".7z", ".gz", ".tgz", ".bz2", ".xz", ".tar"), _PACKED),
    ".numbers": _NUMBERS,
    ".dwg": _DWG,
    ".dgn": _DGN,
    ".mdb": _ACCESS,
    ".accdb": _ACCESS,
    **dict.fromkeys((".mp4", ".mov", ".3gp", ".avi"), _VIDEO),
    ".eml": _MAIL,
    ".msg": _MAIL,
}
_IN_OLE = (
    ("WordDocument", _DOC),
    ("PowerPoint Document", _SLIDES),
    ("__properties_version", _MAIL),
    ("Dgn~", _DGN),
)
_IN_ZIP = (
    ("ppt/presentation.xml", _SLIDES),
    ("index/document.iwa", _NUMBERS),
    ("word/document.bin", _DOC),
)


def by_bytes(head: bytes) -> Work | None:
    """Return what a file is by its first bytes, where it is one of these kinds."""
    if content_type_of(head) is not None:
        return PICTURE
    if head[4:8] == b"ftyp":
        return _VIDEO
    if head[257:262] == b"ustar":
        return _PACKED
    if _is_dbf(head):
        return _DBF
    return next((work for magic, work in _BY_MAGIC if head.startswith(magic)), None)


def by_ending(name: str) -> Work | None:
    """Return what a file is by its name alone."""
    return _BY_ENDING.get(Path(name).suffix.lower())


def in_ole(content: bytes) -> Work | None:
    """Return what an OLE compound file is by the streams it names."""
    return next((w for name, w in _IN_OLE if name.encode("utf-16-le") in content), None)


def in_zip(lowered: list[str], mimetype: bytes) -> Work | None:
    """Return what a zip is by the names in it, in lower case, and its ``mimetype``, if any."""
    if mimetype.startswith(b"application/vnd.oasis.opendocument.text"):
        return _ODT
    if mimetype.startswith(b"application/vnd.oasis.opendocument.presentation"):
        return _SLIDES
    return next((work for name, work in _IN_ZIP if name in lowered), None)


def _is_dbf(head: bytes) -> bool:
    """Say whether a file is dBASE III or later: version, a day, and a header that ends in CR."""
    if len(head) < 68 or head[0] not in (0x03, 0x30, 0x83, 0x8B, 0xF5):
        return False
    header_bytes = int.from_bytes(head[8:10], "little")
    plausible = 1 <= head[2] <= 12 and 1 <= head[3] <= 31 and header_bytes % 32 in (1, 8)
    return plausible and (header_bytes > len(head) or head[header_bytes - 1] in (0x0D, 0x00))
