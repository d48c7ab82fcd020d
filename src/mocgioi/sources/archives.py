"""Zip archives from strangers, file by file: nothing is unpacked, every file is judged alone.

A name that leaves its folder, a link, a password, a bomb or a name that stands there twice
shuts out that one file and is told; the others are read, one at a time, from the archive.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from mocgioi.domain.places import nfc
from mocgioi.sources.album import ENDINGS, MAX_FILES, MAX_PHOTO_BYTES, Damaged, Refused, Source
from mocgioi.sources.kinds import MAX_RATIO, MAX_RATIO_FREE_BYTES, leaves_folder, refuse
from mocgioi.words.findings import finding

MAX_ARCHIVE_BYTES = 10_000_000_000
"""Unpacked, of a whole archive: two thousand photographs of a phone."""
MAX_TABLE_BYTES = 200_000_000

TABLES = frozenset(
    {
        *(".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv"),
        *(".geojson", ".json", ".gpkg", ".kml", ".gpx"),
    }
)
"""Endings of files that may hold the rows of a survey."""

_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError)


class Archive:
    """An open zip archive, judged: `tables` and `photos` may be read, `refused` may not.

    Args:
        archive: the open file. name: what to call it in messages.

    Raises:
        UnreadableInput: too many files, or too much of it as a whole.
    """

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self.tables: list[Source] = []
        self.photos: list[Source] = []
        self.refused: list[Refused] = []
        self.skipped: list[str] = []
        members = [info for info in archive.infolist() if not _is_ours_to_ignore(info)]
        _check_whole(members, name)
        seen: set[str] = set()
        for info in members:
            self._sort(info, seen)

    def _sort(self, info: zipfile.ZipInfo, seen: set[str]) -> None:
        path = _path(info)
        refused = _refused(info, path) or _twice(path, seen)
        if refused is not None:
            self.refused.append(refused)
            return
        source = Source(path, info.file_size, lambda: self._read(info))
        ending = PurePosixPath(path).suffix.lower()
        if ending in TABLES:
            self.tables.append(source)
        elif ending in ENDINGS:
            self.photos.append(source)
        else:
            self.skipped.append(path)

    def _read(self, info: zipfile.ZipInfo) -> bytes:
        """Return the bytes of a file; never more than the directory of the archive says."""
        try:
            with self._archive.open(info) as stream:
                data = stream.read(info.file_size + 1)
        except (*_BROKEN, RuntimeError) as error:
            raise Damaged(str(error)) from None
        if len(data) != info.file_size:
            raise Damaged(info.filename)
        return data


def _is_ours_to_ignore(info: zipfile.ZipInfo) -> bool:
    """Say whether an entry is a folder, or what systems leave behind."""
    parts = PurePosixPath(info.filename.replace("\\", "/")).parts
    hidden = any(part.startswith("._") or part == "__MACOSX" for part in parts)
    return info.is_dir() or hidden or parts[-1:] in ((".DS_Store",), ("Thumbs.db",))


def _path(info: zipfile.ZipInfo) -> str:
    """Return an entry's path, NFC; many programs write UTF-8 without saying so."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    return nfc(name.replace("\\", "/"))


def _check_whole(members: list[zipfile.ZipInfo], name: str) -> None:
    unpacked = sum(info.file_size for info in members)
    if len(members) > MAX_FILES or unpacked > MAX_ARCHIVE_BYTES:
        raise refuse(
            "file-too-large",
            "archive",
            file=name,
            files=len(members),
            size_mb=unpacked / 1e6,
            most_files=MAX_FILES,
            most_mb=MAX_ARCHIVE_BYTES / 1e6,
        )


def _refused(info: zipfile.ZipInfo, path: str) -> Refused | None:
    """Return why an entry is not opened; None where it may be."""
    shown = path[:80]
    if leaves_folder(info.filename) or leaves_folder(path):
        return Refused(path, finding("file-unsafe", "inside_path", value=shown, path=shown))
    if stat.S_ISLNK(info.external_attr >> 16):
        return Refused(path, finding("file-unsafe", "inside_link", value=shown, path=shown))
    if info.flag_bits & 0x1:
        return Refused(path, finding("file-encrypted", "inside", value=shown, path=shown))
    photo = PurePosixPath(path).suffix.lower() in ENDINGS
    limit = MAX_PHOTO_BYTES if photo else MAX_TABLE_BYTES
    ratio = info.file_size / max(1, info.compress_size)
    if info.file_size > limit or (info.file_size > MAX_RATIO_FREE_BYTES and ratio > MAX_RATIO):
        too_large = finding(
            "file-too-large",
            "inside",
            value=shown,
            path=shown,
            size_mb=info.file_size / 1e6,
            ratio=ratio,
            most_mb=limit / 1e6,
            most_ratio=MAX_RATIO,
        )
        return Refused(path, too_large)
    return None


def _twice(path: str, seen: set[str]) -> Refused | None:
    key = path.casefold()
    if key not in seen:
        seen.add(key)
        return None
    return Refused(path, finding("name-collision", value=path[:80], path=path[:80]))
