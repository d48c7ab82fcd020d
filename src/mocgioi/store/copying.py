"""Files that come into being whole, and copies of a store among them.

What is written stands under another name until it is finished, so that neither a full disk nor
the end of the power leaves half of it where a person would take it for all.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from mocgioi.errors import CannotWrite, NotAStore, StoreLocked, reason
from mocgioi.store.explaining import FilePath, explained, translated
from mocgioi.store.geopackage import connect

COMPANIONS = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a database that is being written."""

_NO_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM}
"""What a file system says that does not sync its folders."""


@contextmanager
def made_whole(target: Path, *, partial: str | None = None) -> Iterator[Path]:
    """Give the path to write a file at, and put the file in its place when the block has.

    What an earlier attempt left at that path when it was killed is taken away. A block that
    takes its own file away again leaves everything as it was.

    Args:
        target: where it goes; what stands there is replaced, in one step.
        partial: the name until then, in the same folder: the target's own, if left out.

    Raises:
        CannotWrite: the file or its folder cannot be written, or the file is open elsewhere;
            what stood there stands.
    """
    beside = target.with_name(partial or f"{target.name}.partial")
    try:
        _take_away(beside)
        yield beside
        if not beside.exists():
            return
        beside.replace(target)
    except BaseException as error:
        with suppress(OSError):
            _take_away(beside)
        if isinstance(error, OSError):
            raise not_written(target, error) from error
        raise
    _sync_folder_of(target)


def not_written(path: Path, error: OSError) -> CannotWrite:
    """Return what a person is told whose file the system does not let us write."""
    return CannotWrite(
        f"Không ghi được «{path}» ({reason(error).vi}). Đóng tệp nếu đang mở, hoặc chọn thư mục "
        "khác.",
        f"Cannot write “{path}” ({reason(error).en}). Close it if it is open, or choose another "
        "folder.",
    )


def _take_away(path: Path) -> None:
    """Remove a file with what SQLite left beside it."""
    for name in (path.name, *(path.name + companion for companion in COMPANIONS)):
        path.with_name(name).unlink(missing_ok=True)


def is_open_elsewhere(path: Path) -> bool:
    """Say whether another program has a database open to write, be it that nothing waits yet.

    What one that ended left beside it is put into the database.

    Raises:
        CannotWrite: it may not be written.
    """
    if not any(path.with_name(path.name + companion).exists() for companion in COMPANIONS):
        return False
    try:
        with closing(connect(path, write=True)) as connection, translated(path):
            connection.execute("PRAGMA busy_timeout = 0")
            # A log is put in and taken away only where nobody else has the database open.
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except StoreLocked:
        return True
    except NotAStore:
        pass  # what is no database is open as none
    return False


def _sync_folder_of(path: Path) -> None:
    """Make the name of a file last.

    Raises:
        CannotWrite: the disk does not say that it does.
    """
    if os.name == "nt":
        return
    try:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise CannotWrite(
                f"«{path}» đã ghi trọn, nhưng đĩa không xác nhận ({reason(error).vi}): nếu mất "
                "điện có thể không còn. Kiểm tra đĩa, rồi ghi thêm một bản ở nơi khác.",
                f"“{path}” is written whole, but the disk did not confirm it ({reason(error).en}): "
                "it may be gone after a power cut. Check the disk and write another one elsewhere.",
            ) from error


def copy_to(path: FilePath, target: FilePath, *, replace: bool = False) -> None:
    """Copy a store by SQLite's backup API: whole, in one transaction, while others may write.

    Args:
        path: the store copied.
        target: where to. With `replace` a database that stands there is overwritten in
            place, under its own lock: a program that has it open sees old or new.

    Raises:
        CannotWrite: `target` is there already and not to be replaced, or cannot be written.
        StoreLocked: another program is writing to either and was waited for.
    """
    target = Path(target)
    if target.exists() and not replace:
        raise taken(target)
    source = connect(path)
    try:
        if target.exists():
            copy = connect(target, write=True)
            try:
                pour(source, copy, named=target, locked=target)
            finally:
                copy.close()
            return
        with made_whole(target) as partial:
            copy_into(source, partial, named=target, locked=path)
            if target.exists():
                raise taken(target)
    finally:
        source.close()


def taken(target: Path) -> CannotWrite:
    """Return what a person is told where something stands already."""
    return CannotWrite(
        f"«{target}» đã có. Chọn tên khác.", f"“{target}” exists. Choose another name."
    )


def copy_into(source: sqlite3.Connection, path: Path, *, named: FilePath, locked: FilePath) -> None:
    """Copy a database to a new file.

    Args:
        path: the file. named: what an error calls it. locked: whom another program keeps back.
    """
    copy = connect(path, create=True, named=named)
    try:
        pour(source, copy, named=named, locked=locked)
    finally:
        copy.close()


def pour(
    source: sqlite3.Connection, target: sqlite3.Connection, *, named: FilePath, locked: FilePath
) -> None:
    """Overwrite a database with another one, in one transaction of the target's.

    Args:
        named: the file that an error names. locked: the one that another program may keep.
    """
    with translated(named):
        source.backup(target, progress=_giving_up(locked))


def _giving_up(path: FilePath) -> Callable[[int, int, int], None]:
    """Return what raises where a step of a backup has waited: sqlite3 would for ever."""

    def give_up_where_locked(status: int, _remaining: int, _pages: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            error = sqlite3.OperationalError("database is locked")
            error.sqlite_errorname = "SQLITE_BUSY"
            raise explained(error, path)

    return give_up_where_locked
