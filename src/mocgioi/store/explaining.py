"""What SQLite and the system say of a file, as sentences with the file and what to do."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from mocgioi.errors import (
    HINT,
    CannotWrite,
    Hint,
    MocgioiError,
    NotAStore,
    NotInstalled,
    StoreLocked,
    Text,
    UnreadableInput,
)

FilePath = str | os.PathLike[str]
"""Paths are taken as text on the way to a report: loading pathlib costs a tenth of one."""

_OLDEST_SQLITE = (3, 35)
"""The first with ``WITH … AS MATERIALIZED`` (https://sqlite.org/changes.html)."""


def refuse_old_sqlite() -> None:
    """See to it that SQLite knows all that is said to it; some systems give Python an old one.

    Raises:
        NotInstalled: it is too old.
    """
    if sqlite3.sqlite_version_info >= _OLDEST_SQLITE:
        return
    oldest = ".".join(map(str, _OLDEST_SQLITE))
    raise NotInstalled(
        f"Python này kèm SQLite {sqlite3.sqlite_version}; cần {oldest} trở lên."
        " Cài Python mới hơn từ python.org.",
        f"This Python came with SQLite {sqlite3.sqlite_version}; {oldest} or newer is needed."
        " Install a newer Python from python.org.",
    )


@contextmanager
def translated(path: FilePath, *, writing: bool = True) -> Iterator[None]:
    """Turn SQLite's and the system's errors into a sentence with file and remedy."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise explained(error, path, writing=writing) from error
    except PermissionError as error:
        raise CannotWrite(
            f"Không ghi được «{path}»: không có quyền. Chọn thư mục khác.",
            f"Cannot write “{path}”: no permission. Choose another folder.",
        ) from error


_SQLITE_REASONS = {
    "SQLITE_CANTOPEN": Text("không mở được tệp", "the file cannot be opened"),
    "SQLITE_FULL": Text("hết dung lượng đĩa", "the disk is full"),
    "SQLITE_READONLY": Text("tệp chỉ cho đọc", "the file can only be read"),
}


def explained(
    error: sqlite3.DatabaseError, path: FilePath, *, writing: bool = True
) -> MocgioiError:
    """Return an error of SQLite as a sentence with file and remedy."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreLocked(
            f"«{path}» đang được chương trình khác ghi. Đóng QGIS hoặc đợi, rồi làm lại.",
            f"“{path}” is being written by another program. Close QGIS or wait, then try again.",
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return NotAStore(
            f"«{path}» không phải GeoPackage, hoặc đã hỏng. Lấy lại bản sao: {HINT}.",
            f"“{path}” is not a GeoPackage, or is damaged. Bring back a copy: {HINT}.",
            hints=(Hint("restore", ("FILE",)),),
        )
    if str(error).startswith("no such table"):
        part = str(error).rpartition(" ")[2].rpartition(".")[2]
        if part not in _OF_ONE_CONNECTION:
            return incomplete(part, path)
    if name.startswith("SQLITE_CONSTRAINT"):
        return UnreadableInput(
            f"Kho số liệu «{path}» không nhận giá trị này: {error}.",
            f"The store “{path}” refuses this value: {error}.",
        )
    if name == "SQLITE_IOERR_DIR_FSYNC":
        return CannotWrite(
            f"Đĩa không xác nhận đã ghi xong «{path}». Kho số liệu nguyên vẹn, có hoặc chưa có "
            "tệp vừa nhập: hãy nhập lại, không dòng nào bị tính hai lần.",
            f"The disk did not confirm the end of a write to “{path}”. The store is whole, with "
            "the last file or without it: apply it again, nothing is counted twice.",
        )
    why = _SQLITE_REASONS.get(name, Text(str(error), str(error)))
    if not writing:
        return CannotWrite(
            f"Không đọc được «{path}» ({why.vi}). Kiểm tra đĩa và quyền đọc, rồi làm lại.",
            f"Cannot read “{path}” ({why.en}). Check the disk and your rights, then try again.",
        )
    return CannotWrite(
        f"Không ghi được «{path}» ({why.vi}). Kiểm tra dung lượng đĩa và quyền ghi; "
        "kho số liệu vẫn như trước lần ghi này.",
        f"Cannot write “{path}” ({why.en}). Check disk space and rights; the store is as it was "
        "before this write.",
    )


_OF_ONE_CONNECTION = frozenset({"incoming", "by_instant"})
"""Tables that are never in the file: where one is missing, the disk refused before."""


def incomplete(part: str, path: FilePath) -> NotAStore:
    """Return what a person is told whose store lacks a table or a trigger that can be made."""
    return NotAStore(
        f"«{path}» thiếu «{part}»: tệp do một bản mocgioi khác tạo, hoặc bị chương trình khác "
        f"sửa. Làm lại phần thiếu: {HINT}.",
        f"“{path}” lacks “{part}”: another mocgioi made the file, or another program changed it. "
        f"Make what is missing anew: {HINT}.",
        hints=(Hint("repair"),),
    )
