"""Errors of SQLite and of the system, told with their file and what to do."""

from __future__ import annotations

import sqlite3

import pytest

from mocgioi.errors import (
    CannotWrite,
    MocgioiError,
    NotAStore,
    StoreLocked,
    UnreadableInput,
    spelled,
)
from mocgioi.store import explaining


def sentences(error: MocgioiError) -> tuple[str, str]:
    """Return an error as a person reads it, in Vietnamese and in English."""
    return tuple(spelled(error.text, error.hints))  # type: ignore[return-value]


def failing(name: str | None) -> sqlite3.DatabaseError:
    """Return SQLite's error of that name, saying «disk trouble»."""
    error = sqlite3.OperationalError("disk trouble")
    if name is not None:
        error.sqlite_errorname = name
    return error


_NOT_WRITTEN = (
    "Không ghi được «s.gpkg» ({}). Kiểm tra dung lượng đĩa và quyền ghi; "
    "kho số liệu vẫn như trước lần ghi này.",
    "Cannot write “s.gpkg” ({}). Check disk space and rights; the store is as it was before this "
    "write.",
)


def not_written(vi: str, en: str) -> tuple[str, str]:
    return _NOT_WRITTEN[0].format(vi), _NOT_WRITTEN[1].format(en)


_BUSY = (
    "«s.gpkg» đang được chương trình khác ghi. Đóng QGIS hoặc đợi, rồi làm lại.",
    "“s.gpkg” is being written by another program. Close QGIS or wait, then try again.",
)
_DAMAGED = (
    "«s.gpkg» không phải GeoPackage, hoặc đã hỏng. Lấy lại bản sao: mocgioi restore FILE.",
    "“s.gpkg” is not a GeoPackage, or is damaged. Bring back a copy: mocgioi restore FILE.",
)


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("SQLITE_BUSY", StoreLocked, _BUSY),
        ("SQLITE_BUSY_SNAPSHOT", StoreLocked, _BUSY),
        ("SQLITE_LOCKED", StoreLocked, _BUSY),
        ("SQLITE_NOTADB", NotAStore, _DAMAGED),
        ("SQLITE_CORRUPT", NotAStore, _DAMAGED),
        (
            "SQLITE_CONSTRAINT_TRIGGER",
            UnreadableInput,
            (
                "Kho số liệu «s.gpkg» không nhận giá trị này: disk trouble.",
                "The store “s.gpkg” refuses this value: disk trouble.",
            ),
        ),
        (
            "SQLITE_IOERR_DIR_FSYNC",
            CannotWrite,
            (
                "Đĩa không xác nhận đã ghi xong «s.gpkg». Kho số liệu nguyên vẹn, có hoặc chưa có"
                " tệp vừa nhập: hãy nhập lại, không dòng nào bị tính hai lần.",
                "The disk did not confirm the end of a write to “s.gpkg”. The store is whole, with"
                " the last file or without it: apply it again, nothing is counted twice.",
            ),
        ),
        ("SQLITE_FULL", CannotWrite, not_written("hết dung lượng đĩa", "the disk is full")),
        (
            "SQLITE_READONLY",
            CannotWrite,
            not_written("tệp chỉ cho đọc", "the file can only be read"),
        ),
        (
            "SQLITE_CANTOPEN",
            CannotWrite,
            not_written("không mở được tệp", "the file cannot be opened"),
        ),
        ("SQLITE_IOERR_WRITE", CannotWrite, not_written("disk trouble", "disk trouble")),
        (None, CannotWrite, not_written("disk trouble", "disk trouble")),
    ],
)
def test_an_error_of_the_database_is_told_with_its_file_and_what_to_do(
    name: str | None, kind: type[MocgioiError], text: tuple[str, str]
) -> None:
    with pytest.raises(kind) as caught, explaining.translated("s.gpkg"):
        raise failing(name)
    assert sentences(caught.value) == text


def test_a_folder_nobody_may_write_to_is_told() -> None:
    with pytest.raises(CannotWrite) as caught, explaining.translated("s.gpkg"):
        raise PermissionError
    assert sentences(caught.value) == (
        "Không ghi được «s.gpkg»: không có quyền. Chọn thư mục khác.",
        "Cannot write “s.gpkg”: no permission. Choose another folder.",
    )


def test_what_only_reads_is_not_said_to_have_failed_to_write() -> None:
    with pytest.raises(CannotWrite) as caught, explaining.translated("s.gpkg", writing=False):
        raise failing("SQLITE_CANTOPEN")
    assert sentences(caught.value) == (
        "Không đọc được «s.gpkg» (không mở được tệp). Kiểm tra đĩa và quyền đọc, rồi làm lại.",
        "Cannot read “s.gpkg” (the file cannot be opened). Check the disk and your rights, then "
        "try again.",
    )
