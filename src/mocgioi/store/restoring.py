"""A backup put in the place of a store, which is kept beside it.

Whoever is stopped on the way, at whatever point, leaves the store as it was or as the backup is,
and the store as it was in one kept copy at most, which the next attempt finds.
"""

from __future__ import annotations

import glob
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from mocgioi.errors import (
    HINT,
    CannotWrite,
    Finding,
    Hint,
    NotAStore,
    SchemaVersion,
    UsageError,
    WouldLose,
)
from mocgioi.store.copying import COMPANIONS, copy_into, copy_to, made_whole, pour
from mocgioi.store.explaining import translated
from mocgioi.store.geopackage import begin, connect
from mocgioi.store.losses import losses

_HEADER = 100
"""Bytes at the start of a database that count its changes (https://sqlite.org/fileformat.html)."""

_CHUNK = 1 << 20
_DISCARDING = Hint("restore", ("FILE", "--discard"))


def refuse_itself(path: Path, backup: Path) -> None:
    """Refuse a backup that is not there, or that is the store itself."""
    if not backup.exists():
        raise NotAStore(
            f"Không có tệp «{backup}»; kho số liệu vẫn như trước.",
            f"There is no file “{backup}”; the store is as it was.",
        )
    if path.exists() and path.samefile(backup):
        raise UsageError(
            f"«{backup}» đây chính là kho đang dùng, không phải bản sao. Chọn tệp do "
            f"{HINT} đã tạo.",
            f"“{backup}” is the store in use itself, and no copy. Choose a file that {HINT} made.",
            hints=(Hint("backup", ("FILE",)),),
        )


def refuse_unsound(backup: Path, faults_of_it: Callable[[], Sequence[Finding]]) -> None:
    """Refuse a backup unless it is whole and of this program's version."""
    try:
        faults = faults_of_it()
    except SchemaVersion as error:
        if not error.hints:
            raise
        raise SchemaVersion(
            f"Bản sao «{backup}» là của phiên bản cũ. Nâng cấp bản sao trước: {HINT}, rồi lấy lại.",
            f"The backup “{backup}” is of an earlier version. Upgrade the backup first, "
            f"then bring it back: {HINT}.",
            hints=(Hint("upgrade", ("--store", "FILE")),),
        ) from error
    except NotAStore as error:
        raise NotAStore(
            f"«{backup}» không phải bản sao dùng được, kho số liệu vẫn như trước. Chọn bản "
            f"sao khác ({HINT} đã tạo).",
            f"“{backup}” is no backup that can be used; the store is as it was. Choose "
            f"another one that {HINT} made.",
            hints=(Hint("backup", ("FILE",)),),
        ) from error
    if faults:
        raise NotAStore(
            f"Bản sao «{backup}» có lỗi ({faults[0].code}), xem: {HINT}. Dùng bản sao khác.",
            f"The backup “{backup}” is not sound ({faults[0].code}), see: {HINT}. Use another one.",
            hints=(Hint("check", ("--store", "FILE")),),
        )


def restore(path: Path, backup: Path, *, discard: bool, waiting: Callable[[], None]) -> Path | None:
    """Put a sound backup in the place of a store; see `Store.restore`."""
    if not path.exists():
        copy_to(backup, path)
        return None
    try:
        store = _held(path, waiting)
    except NotAStore:
        if path.is_dir():
            raise
        if not discard:
            raise _unreadable(path, backup) from None
        return _replace_damaged(path, backup)
    kept: _Kept | None = None
    try:
        if not discard:
            _refuse_to_lose(store, path, backup)
        kept = _keep(store, path, backup)
        if kept is not None:
            source = connect(backup)
            try:
                _let_go_when_written(store)
                pour(source, store, named=path, locked=path)
            finally:
                source.close()
    except BaseException as error:
        store.close()
        if kept is not None:
            _after_failure(path, kept, error)
        raise
    store.close()
    return kept.path if kept is not None else None


def _held(path: Path, waiting: Callable[[], None]) -> sqlite3.Connection:
    """Open a store and keep everybody else out of it until the connection is closed."""
    store = connect(path, write=True)
    try:
        with translated(path):
            store.execute("PRAGMA main.locking_mode = EXCLUSIVE")
            begin(store, waiting)
            store.execute("COMMIT")
    except BaseException:
        store.close()
        raise
    return store


def _let_go_when_written(store: sqlite3.Connection) -> None:
    """Let others in again once the next transaction is done, and its journal be taken away.

    A connection that keeps the store to itself would keep the journal, emptied, until it closes.
    """
    store.execute("PRAGMA main.locking_mode = NORMAL")


def _refuse_to_lose(store: sqlite3.Connection, path: Path, backup: Path) -> None:
    """Refuse where the store holds what the backup lacks.

    Raises:
        WouldLose: it does, or it cannot be read.
    """
    try:
        tables = store.execute("SELECT 1 FROM sqlite_master").fetchone()
        if (
            tables
            and not store.execute("SELECT 1 FROM settings WHERE name = 'schema_version'").fetchone()
        ):
            raise _unreadable(path, backup)
        lost = losses(store, backup)
    except sqlite3.DatabaseError as error:
        raise _unreadable(path, backup) from error
    if lost:
        words = [loss.words() for loss in lost]
        raise WouldLose(
            f"Chưa thay gì: kho số liệu «{path}» có những thứ bản sao «{backup}» không có: "
            f"{'; '.join(text.vi for text in words)}. Nếu vẫn lấy lại bản sao: {HINT}; kho hiện "
            "nay sẽ được giữ ở một tệp bên cạnh.",
            f"Nothing was replaced: the store “{path}” has what the backup “{backup}” lacks: "
            f"{'; '.join(text.en for text in words)}. To bring the backup back all the same: "
            f"{HINT}; the store as it is will be kept in a file beside it.",
            hints=(_DISCARDING,),
        )


def _unreadable(path: Path, backup: Path) -> WouldLose:
    return WouldLose(
        f"Chưa thay gì: không đọc được «{path}» như một kho số liệu (hỏng, hoặc là tệp khác), nên "
        f"không biết bản sao «{backup}» thiếu những gì. Nếu vẫn thay bằng bản sao: {HINT}; tệp "
        "hiện nay sẽ được giữ bên cạnh.",
        f"Nothing was replaced: “{path}” cannot be read as a store (damaged, or another file), so "
        f"that what the backup “{backup}” lacks is not known. To replace it all the same: {HINT}; "
        "the file as it is will be kept beside it.",
        hints=(_DISCARDING,),
    )


class _Kept(NamedTuple):
    """The store as it was, beside it; `is_new`: it is of this attempt, not of an earlier one."""

    path: Path
    is_new: bool


def _keep(store: sqlite3.Connection, path: Path, backup: Path) -> _Kept | None:
    """Copy a store that is held to a file beside it; None where it is just what the backup is.

    What an attempt that was stopped has kept is not kept twice.
    """
    kept = _place_of_kept(path)
    with made_whole(kept, partial=f"{path.name}.before-restore.partial") as beside:
        copy_into(store, beside, named=kept, locked=path)
        if _is_alone(backup) and _are_alike(beside, backup):
            beside.unlink()
            return None
        for former in path.parent.glob(f"{glob.escape(path.stem)}.before-restore-*.gpkg"):
            if _is_alone(former) and _are_alike(beside, former):
                beside.unlink()
                return _Kept(former, is_new=False)
    return _Kept(kept, is_new=True)


def _place_of_kept(path: Path) -> Path:
    """Return where a store goes that is kept: nothing stands there yet."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    place = path.with_name(f"{path.stem}.before-restore-{stamp}.gpkg")
    for number in count(2):
        if not place.exists():
            break
        place = path.with_name(f"{path.stem}.before-restore-{stamp}-{number}.gpkg")
    return place


def _is_alone(path: Path) -> bool:
    """Say whether all of a database is in its file, and none of it in a log beside."""
    logs = [path.with_name(path.name + companion) for companion in ("-journal", "-wal")]
    return not any(log.exists() and log.stat().st_size for log in logs)


def _are_alike(path: Path, other: Path) -> bool:
    """Say whether two databases hold the same, page by page."""
    if path.stat().st_size != other.stat().st_size:
        return False
    with path.open("rb") as file, other.open("rb") as others:
        for each in (file, others):
            each.seek(_HEADER)
        while chunk := file.read(_CHUNK):
            if chunk != others.read(_CHUNK):
                return False
    return True


def _after_failure(path: Path, kept: _Kept, error: BaseException) -> None:
    """Look at what a failure has left: where the store is as it was, nothing more is kept of it.

    Raises:
        CannotWrite: it is not, or cannot be told.
    """
    with suppress(Exception):
        connect(path, write=True).close()
    with suppress(OSError):
        if _is_alone(path) and _are_alike(path, kept.path):
            if kept.is_new:
                kept.path.unlink()
            return
    raise CannotWrite(
        f"Đĩa báo lỗi giữa lúc thay kho số liệu «{path}»: kho nay là bản sao, hoặc vẫn là kho "
        f"trước đó. Kho trước đó được giữ nguyên ở «{kept.path}». Kiểm tra đĩa, rồi làm lại: "
        f"{HINT}.",
        f"The disk failed while the store “{path}” was being replaced: it is the backup now, or "
        f"still the store as it was, which is kept whole at “{kept.path}”. Check the disk, then "
        f"do it again: {HINT}.",
        hints=(Hint("restore", ("FILE",)),),
    ) from error


def _replace_damaged(path: Path, backup: Path) -> Path:
    """Put a backup in the place of a file that is no database any more, and keep that file."""
    kept = _place_of_kept(path)
    with made_whole(kept) as beside:
        shutil.copyfile(path, beside)
    for companion in COMPANIONS:
        left = path.with_name(path.name + companion)
        if left.exists():
            with made_whole(kept.with_name(kept.name + companion)) as beside:
                shutil.copyfile(left, beside)
            left.unlink()
    source = connect(backup)
    try:
        with made_whole(path) as beside:
            copy_into(source, beside, named=path, locked=backup)
    finally:
        source.close()
    return kept
