"""The file in which a replica lies: of one user of a computer, for all who read it there at once.

It is never put in the place of another one: whoever has it open has it open still. What is new is
poured into it, in a transaction of the file's own, and where that cannot be, it stays as it is.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from mocgioi.errors import MocgioiError, NotAStore
from mocgioi.store.copying import COMPANIONS, pour
from mocgioi.store.explaining import translated
from mocgioi.store.geopackage import BUSY_TIMEOUT_S, connect

_OWNER_ALONE, _FOLDER_OF_OWNER, _OF_OTHERS = 0o600, 0o700, 0o077
"""What a system grants its users of a file, and of a folder; what it grants others than the owner.

All that a province keeps is in a replica.
"""

_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")

_LOCK = ".lock"
"""Follows the name of a replica in that of a file which whoever makes it has locked."""


def opened(path: Path, *, write: bool = False) -> sqlite3.Connection | None:
    """Open a replica; None where there is none, or what is there cannot be opened."""
    if not _is_ours_alone(path):
        return None
    with suppress(MocgioiError, sqlite3.DatabaseError):
        return connect(path, write=write)
    return None


def _is_ours_alone(path: Path) -> bool:
    """Say whether a file is there; nobody else of this computer may read it from now on."""
    try:
        rights = path.stat().st_mode
        if os.name != "nt" and rights & _OF_OTHERS:
            for part in _parts(path):
                with suppress(FileNotFoundError):
                    part.chmod(_OWNER_ALONE)
    except OSError:
        return False
    return stat.S_ISREG(rights)


def _parts(path: Path) -> list[Path]:
    return [path, *(path.with_name(path.name + companion) for companion in COMPANIONS)]


@contextmanager
def making(path: Path) -> Iterator[bool]:
    """Be the only one of this computer who makes the replica at a path, as long as the block lasts.

    Another one who does is waited for: it makes the same.

    Yields:
        Whether that is so: it is not where another one goes on, or nothing can be written there.
    """
    with ExitStack() as stack:
        try:
            _make_folder(path.parent)
            lock = path.with_name(path.name + _LOCK)
            locking = sqlite3.connect(lock, timeout=BUSY_TIMEOUT_S, isolation_level=None)
            stack.callback(locking.close)
            locking.execute("BEGIN EXCLUSIVE")
            is_alone = _is_ours_alone(lock)
        except (OSError, sqlite3.Error):
            is_alone = False
        yield is_alone


def _make_folder(folder: Path) -> None:
    """Make the folder of the replicas; one that somebody else named stays as they made it."""
    folder.mkdir(mode=_FOLDER_OF_OWNER, parents=True, exist_ok=True)
    if os.name != "nt" and not os.environ.get("MOCGIOI_CACHE"):
        folder.chmod(_FOLDER_OF_OWNER)


def put(connection: sqlite3.Connection, path: Path) -> None:
    """Let the file at a path hold what a private store does, in one transaction of its own: who
    has it open sees old or new. We alone make it; where it cannot be written, nothing is done.
    """
    with suppress(MocgioiError, sqlite3.Error, OSError):
        with suppress(NotAStore):
            _pour_into_file(connection, path)
            return
        _take_away(path)
        _pour_into_file(connection, path)


def _take_away(path: Path) -> None:
    """Take away what is no database: who has it open reads on in what has no name any more."""
    for part in _parts(path):
        part.unlink(missing_ok=True)


def _pour_into_file(connection: sqlite3.Connection, path: Path) -> None:
    with closing(connect(path, create=True)) as target, translated(path):
        _is_ours_alone(path)  # as long as nothing is in it; what SQLite puts beside it follows
        target.execute("PRAGMA busy_timeout = 0")
        target.execute("PRAGMA synchronous = NORMAL")
        target.execute("PRAGMA journal_mode = WAL")  # others read while it is written
        pour(connection, target, named=path, locked=path)


@contextmanager
def reading_of(path: Path, place: str, *, writing: bool = False) -> Iterator[None]:
    """Turn what SQLite says of a replica into a sentence; one that is damaged is taken away.

    Args:
        place: what people call the store.

    Raises:
        NotAStore: it is damaged. StoreLocked, CannotWrite: as of a file.
    """
    with translated(path, writing=writing):
        try:
            yield
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "") not in _DAMAGE:
                raise
            with making(path) as are_alone, suppress(OSError):
                if are_alone:
                    _take_away(path)
            raise NotAStore(
                f"Bản của «{place}» trên máy này đã hỏng ({error}); số liệu trên máy chủ nguyên "
                f"vẹn. Làm lại: bản mới được tải về. Nếu vẫn hỏng, kiểm tra đĩa có tệp «{path}».",
                f"The copy of “{place}” on this computer was damaged ({error}); what the server "
                "holds is whole. Do it again: a new copy is fetched. If it fails again, check the "
                f"disk that has the file “{path}”.",
            ) from error
