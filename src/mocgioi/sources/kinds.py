"""What a file is, by its content; and the doors that stay shut.

A name proves nothing: a CSV is often called ``.xlsx``. Archives are looked at before
anything is unpacked: too large, too dense, encrypted or with a path that leaves the
folder, and nothing is read.
"""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePosixPath

from mocgioi.errors import Finding, Text, UnreadableInput

MAX_UNPACKED_BYTES = 500_000_000
MAX_RATIO = 200
"""An office workbook packs 5 to 20 times; a bomb a thousand times."""
MAX_TEXT_BYTES = 200_000_000
MAX_RATIO_FREE_BYTES = 2_000_000
"""Below this unpacked size the ratio does not matter."""

_ENDINGS = {
    "xlsx": {".xlsx", ".xlsm", ".xltx"},
    "xls": {".xls"},
    "ods": {".ods"},
    "gpkg": {".gpkg"},
    "geojson": {".geojson", ".json"},
    "shapefile": {".shp"},
    "shapezip": {".zip"},
    "archive": {".zip"},
    "kml": {".kml"},
    "kmz": {".kmz"},
    "gpx": {".gpx"},
    "csv": {".csv", ".txt", ".tsv", ".tab"},
}


def refuse(name: str, code: str, vi: str, en: str) -> UnreadableInput:
    """Return the error that refuses the file `name` as a whole, with its one finding."""
    text = Text(f"Tệp «{name}»: {vi}", f"File “{name}”: {en}")
    return UnreadableInput(text.vi, text.en, findings=[Finding(code, "error", text)])


def open_bytes(path: Path) -> bytes:
    """Return the first 4096 bytes of a file.

    Raises:
        UnreadableInput: it is not there, is a folder, may not be read, or is empty.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
    except FileNotFoundError:
        raise refuse(
            path.name,
            "file-missing",
            f"không có ở «{path.parent}». Hãy kiểm tra lại tên và thư mục.",
            f"is not in “{path.parent}”. Check the name and the folder.",
        ) from None
    except IsADirectoryError:
        raise refuse(
            path.name,
            "file-missing",
            "là một thư mục. Hãy chỉ một tệp.",
            "is a folder; name a file.",
        ) from None
    except PermissionError:
        if path.is_dir():
            raise refuse(
                path.name,
                "file-missing",
                "là một thư mục. Hãy chỉ một tệp.",
                "is a folder; name a file.",
            ) from None
        raise refuse(
            path.name,
            "file-unreadable",
            "không có quyền đọc. Hãy đóng chương trình đang mở tệp, hoặc xin quyền.",
            "may not be read. Close the program that holds it, or ask for the right.",
        ) from None
    if not head:
        raise refuse(
            path.name,
            "file-empty",
            "rỗng (0 byte). Hãy xin lại tệp từ nơi gửi.",
            "is empty (0 bytes). Ask its sender for it again.",
        )
    return head


def kind_of(path: Path) -> str:
    """Return what the file at `path` is.

    Returns:
        One of ``csv xlsx xls ods gpkg geojson shapefile shapezip kml kmz gpx``, or
        ``archive``: a zip of tables and photographs, of which nothing was looked at yet.

    Raises:
        UnreadableInput: it is missing, empty, encrypted, unsafe, damaged, or of a kind
            that is not read here.
    """
    head = open_bytes(path)
    if head.startswith(b"SQLite format 3\x00"):
        return "gpkg"
    if head.startswith(b"PK"):
        return _kind_of_zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _kind_of_ole(path)
    if head.startswith(b"\x00\x00\x27\x0a"):
        return "shapefile"
    return _kind_of_text(path, head)


def _kind_of_text(path: Path, head: bytes) -> str:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith((b"{", b"[")):
        return "geojson"
    if text.startswith(b"<"):
        lowered = text.lower()
        for tag, kind in ((b"<kml", "kml"), (b"<gpx", "gpx")):
            if tag in lowered:
                return kind
        if b"<!doctype html" in lowered or b"<html" in lowered:
            raise unsupported(path.name, "HTML")
        return (
            "kml"
            if path.suffix.lower() == ".kml"
            else "gpx"
            if path.suffix.lower() == ".gpx"
            else _no_xml(path.name)
        )
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in head and not utf16:
        raise refuse(
            path.name,
            "file-damaged" if path.suffix.lower() in {".csv", ".txt"} else "format-unsupported",
            "không phải bảng tính, CSV hay lớp bản đồ đọc được. Hãy xuất lại.",
            "is no spreadsheet, CSV or map layer that can be read. Export it again.",
        )
    return "csv"


def _no_xml(name: str) -> str:
    raise unsupported(name, "XML")


def unsupported(name: str, what: str) -> UnreadableInput:
    """Return the error for a file of a kind that is not read, and what to save it as."""
    return refuse(
        name,
        "format-unsupported",
        f"là {what}, không đọc được. Hãy lưu lại thành .xlsx, .csv, .gpkg, .geojson hoặc .kml.",
        f"is {what}, which is not read. Save it as .xlsx, .csv, .gpkg, .geojson or .kml.",
    )


def _kind_of_ole(path: Path) -> str:
    with path.open("rb") as stream:
        content = stream.read(4_000_000)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise refuse(
            path.name,
            "file-encrypted",
            "có mật khẩu. Hãy mở bằng bảng tính, bỏ mật khẩu rồi lưu lại.",
            "is protected by a password. Open it, remove the password and save it again.",
        )
    return "xls"


def is_archive(path: Path) -> bool:
    """Say whether a file is a zip of tables and photographs (`mocgioi.sources.archives`)."""
    with path.open("rb") as stream:
        packed = stream.read(2) == b"PK"
    return packed and _shape_of_zip(path) == "archive"


def _kind_of_zip(path: Path) -> str:
    kind = _shape_of_zip(path)
    if kind is None:
        check_archive(path)
        raise unsupported(path.name, "một tệp nén / an archive")
    if kind != "archive":
        check_archive(path)
    return kind


def _shape_of_zip(path: Path) -> str | None:
    """Return what the names in a zip make it; None for none of ours."""
    lowered = [member.filename.lower().replace("\\", "/") for member in _members(path)]
    if "[content_types].xml" in lowered and any(n.startswith("xl/") for n in lowered):
        return "xlsx"
    if "content.xml" in lowered and "mimetype" in lowered:
        return "ods"
    if "[content_types].xml" in lowered or "mimetype" in lowered:
        return None
    if any(n.endswith(".shp") for n in lowered):
        return "shapezip"
    others = [n for n in lowered if not n.endswith((".kml", "/"))]
    if len(others) < len(lowered) and (path.suffix.lower() != ".zip" or not others):
        return "kmz"
    return "archive"


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
            path.name,
            "file-too-large",
            f"khi bung ra là {unpacked / 1e6:.0f} MB (nén {unpacked / packed:.0f} lần); giới hạn "
            f"{MAX_UNPACKED_BYTES / 1e6:.0f} MB và {MAX_RATIO} lần. Tệp không được mở.",
            f"unpacks to {unpacked / 1e6:.0f} MB ({unpacked / packed:.0f} to 1); the limits are "
            f"{MAX_UNPACKED_BYTES / 1e6:.0f} MB and {MAX_RATIO} to 1. It was not opened.",
        )
    for member in members:
        if member.flag_bits & 0x1:
            raise refuse(
                path.name,
                "file-encrypted",
                "tệp nén có mật khẩu. Hãy nén lại không mật khẩu.",
                "is an archive with a password. Pack it again without one.",
            )
        if leaves_folder(member.filename):
            raise refuse(
                path.name,
                "file-unsafe",
                f"có đường dẫn ra ngoài thư mục: «{member.filename[:80]}». Tệp không được mở.",
                f"holds a path that leaves its folder: “{member.filename[:80]}”. Not opened.",
            )
    return [m.filename for m in members]


def _members(path: Path) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
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
    return refuse(
        name,
        "file-damaged",
        f"bị hỏng hoặc bị cắt cụt{where}. Hãy xin lại tệp, hoặc mở rồi lưu lại.",
        f"is damaged or cut off{where}. Ask for it again, or open and save it again.",
    )


def spoilt(name: str, code: str, what: str) -> UnreadableInput:
    """Return the error for text whose letters cannot be trusted; `what` says how they broke."""
    return refuse(
        name,
        code,
        f"chữ bị hỏng, không khôi phục chắc chắn được ({what}). Hãy mở tệp gốc, lưu lại thành CSV "
        "UTF-8 hoặc .xlsx.",
        f"has damaged text that cannot be put right safely ({what}). Open the original and save "
        "it as CSV UTF-8 or .xlsx.",
    )


def not_what_it_says(path: Path) -> UnreadableInput:
    """Return the error for a file whose content is not at all what its ending says."""
    return refuse(
        path.name,
        "format-mismatch",
        f"không phải tệp {path.suffix}. Hãy xuất lại từ chương trình gốc.",
        f"is not a {path.suffix} file. Export it again from the program it comes from.",
    )


def mismatch(path: Path, kind: str) -> list[Finding]:
    """Return the notice that a file is not what its ending says, if so."""
    suffix = path.suffix.lower()
    if not suffix or suffix in _ENDINGS[kind] or suffix not in set().union(*_ENDINGS.values()):
        return []
    text = Text(
        f"Tệp tên là «{suffix}» nhưng nội dung là {kind}; đã đọc theo nội dung.",
        f"The file is called “{suffix}” but holds {kind}; it was read as what it is.",
    )
    return [Finding("format-mismatch", "warning", text)]


def too_many_rows(name: str, limit: int) -> UnreadableInput:
    """Return the error for a table of more than `limit` rows."""
    return refuse(
        name,
        "file-too-large",
        f"có hơn {limit} dòng. Hãy chia nhỏ tệp rồi nhập từng phần.",
        f"has more than {limit} rows. Split it and take it in piece by piece.",
    )


def too_large(path: Path) -> None:
    """Refuse a text file larger than `MAX_TEXT_BYTES`.

    Raises:
        UnreadableInput: it is larger.
    """
    size = path.stat().st_size
    if size > MAX_TEXT_BYTES:
        raise refuse(
            path.name,
            "file-too-large",
            f"lớn {size / 1e6:.0f} MB; giới hạn {MAX_TEXT_BYTES / 1e6:.0f} MB. Hãy chia nhỏ tệp.",
            f"has {size / 1e6:.0f} MB; the limit is {MAX_TEXT_BYTES / 1e6:.0f} MB. Split it.",
        )
