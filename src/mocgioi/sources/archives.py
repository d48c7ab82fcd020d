"""Zip archives from strangers, file by file: every file is judged alone before it is opened.

A name that leaves its folder, a link, a password, a bomb or a name that stands there twice
shuts out that one file and is told; the others are read, one at a time, from the archive. An
archive in the archive is opened as if its files lay in a folder of its name; one in that is not.
"""

from __future__ import annotations

import contextlib
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from mocgioi.domain.places import nfc
from mocgioi.errors import Finding
from mocgioi.patterns import regex
from mocgioi.sources import by_hand, sets
from mocgioi.sources.album import ENDINGS, MAX_FILES, MAX_PHOTO_BYTES, Damaged, Refused, Source
from mocgioi.sources.kinds import MAX_RATIO, MAX_RATIO_FREE_BYTES, leaves_folder, refuse
from mocgioi.words.findings import finding

MAX_ARCHIVE_BYTES = 10_000_000_000
"""Unpacked, of a whole archive: two thousand photographs of a phone."""
MAX_TABLE_BYTES = 200_000_000
MAX_TABLES = 500
"""Tables of one archive."""
_PIECE_BYTES = 1_000_000

_ZIP = ".zip"
_UNUSABLE = regex(r'[\x00-\x1f<>:"/\\|?*]')


class Archive:
    """A zip archive, judged: `tables` and `photos` may be read, `refused` may not; close it.

    Args:
        path: of the file.

    Attributes:
        tables: paths of what may hold rows, a set of files or a FileGDB by its one name.
        skipped: paths of files of kinds that are not read here.

    Raises:
        UnreadableInput: too many files or tables, or too much of it as a whole.
    """

    def __init__(self, path: Path) -> None:
        name = path.name
        self._open = contextlib.ExitStack()
        self._files: dict[str, tuple[zipfile.ZipFile, zipfile.ZipInfo]] = {}
        self.photos: list[Source] = []
        self.refused: list[Refused] = []
        try:
            self._look(self._open.enter_context(zipfile.ZipFile(path)), name, within="")
        except BaseException:
            self.close()
            raise
        self._tables, others = sets.grouped(self._files)
        self.tables = list(self._tables)
        self.skipped = [path for path in others if by_hand.by_ending(path) is None]
        self.findings = [_by_hand(path) for path in others if path not in set(self.skipped)]
        if len(self.tables) > MAX_TABLES:
            raise refuse("file-too-large", "tables", file=name, most=MAX_TABLES)

    def close(self) -> None:
        """Close the file, and what was opened of it."""
        self._open.close()

    def _look(self, archive: zipfile.ZipFile, name: str, within: str) -> None:
        members = [info for info in archive.infolist() if not _is_ours_to_ignore(info)]
        _check_whole(members, name)
        seen: set[str] = set()
        for info in members:
            self._sort(archive, info, within, seen)

    def _sort(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, within: str, seen: set[str]
    ) -> None:
        inside = _path(info)
        path = within + inside
        refused = _refused(info, inside, path) or _twice(path, seen)
        if refused is not None:
            self.refused.append(refused)
            return
        ending = PurePosixPath(inside).suffix.lower()
        if ending in ENDINGS:
            self.photos.append(Source(path, info.file_size, lambda: _read(archive, info)))
        elif ending == _ZIP:
            self._look_into(archive, info, path, within)
        else:
            self._files[path] = (archive, info)

    def _look_into(
        self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, within: str
    ) -> None:
        """Take the files of an archive in the archive; deeper ones are refused."""
        if within:
            shown = path[:80]
            nested = finding("format-unsupported", "nested", value=shown, path=shown)
            self.refused.append(Refused(path, nested))
            return
        kept = self._open.enter_context(tempfile.TemporaryFile())  # noqa: SIM115
        try:
            kept.writelines(_pieces(archive, info))
            inner = self._open.enter_context(zipfile.ZipFile(kept))
        except (Damaged, zipfile.BadZipFile):
            self.refused.append(damaged(path))
            return
        self._look(inner, PurePosixPath(path).name, within=path + "/")

    def unpack(self, table: str, folder: Path) -> Path:
        """Write a table, under a name any system takes, and return where.

        Args:
            table: one of `tables`. folder: an empty folder to write to.

        Raises:
            Damaged: one of its files cannot be had.
        """
        main = folder / _usable(PurePosixPath(table).name)
        for path in self._tables[table]:
            if main.suffix.lower() == sets.FOLDER:
                target = main / _usable(PurePosixPath(path).name)
            else:
                target = main.with_suffix(PurePosixPath(path).suffix.lower())
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as written:
                written.writelines(_pieces(*self._files[path]))
        return main if main.suffix.lower() == sets.FOLDER else main.with_suffix(main.suffix.lower())


def _usable(name: str) -> str:
    pure = PurePosixPath(name)
    stem = _UNUSABLE.sub("_", pure.stem)[:80].strip(". ") or "table"
    return stem + _UNUSABLE.sub("_", pure.suffix)[:20]


def damaged(path: str) -> Refused:
    """Return what is told of a file of an archive that cannot be had."""
    shown = path[:80]
    return Refused(path, finding("file-damaged", "inside", value=shown, path=shown))


def _by_hand(path: str) -> Finding:
    work = by_hand.by_ending(path)
    assert work is not None
    shown = path[:80]
    return finding("format-unsupported", "inside", value=shown, path=shown, **work._asdict())


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a file; see `_pieces`."""
    return b"".join(_pieces(archive, info))


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield the bytes of a file; never more than the directory of the archive says.

    Raises:
        Damaged: they cannot be had, or there are fewer or more.
    """
    left = info.file_size
    try:
        with archive.open(info) as stream:
            while left >= 0 and (piece := stream.read(min(_PIECE_BYTES, left + 1))):
                left -= len(piece)
                yield piece[: len(piece) + min(left, 0)]
    except Exception as error:
        # Whatever the packing of one file makes a library raise, the others can be had.
        raise Damaged(str(error)) from error
    if left:
        raise Damaged(info.filename)


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


def _refused(info: zipfile.ZipInfo, inside: str, path: str) -> Refused | None:
    """Return why an entry is not opened; None where it may be."""
    shown = path[:80]
    if leaves_folder(info.filename) or leaves_folder(inside):
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
