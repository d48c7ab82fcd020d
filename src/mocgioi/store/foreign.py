"""Another copy of a store, read and never written: whole, of one origin, and brought forward.

It comes from elsewhere and is not trusted: it is looked at from end to end before anything of
it is taken.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from mocgioi.errors import HINT, Hint, NotAStore, SchemaVersion, UnreadableInput
from mocgioi.store import wholeness
from mocgioi.store.chain import heads
from mocgioi.store.geopackage import connect, private_copy
from mocgioi.store.guarding import GUARDS_OF_EVERY_VERSION
from mocgioi.store.upgrades import SCHEMA_VERSION, STEPS, bring_forward

_SQLITE = b"SQLite format 3\x00"


class Foreign(NamedTuple):
    """A copy of a store that is open to be read.

    Attributes:
        connection: reads it as this program's version has it.
        head: the hash of its last commit, with what another program edited since; empty before
            the first.
    """

    connection: sqlite3.Connection
    head: str


def is_database(path: Path) -> bool:
    """Say whether a file is a database of SQLite.

    Raises:
        NotAStore: there is no such file.
    """
    if not path.is_file():
        raise NotAStore(f"Không có tệp «{path}».", f"There is no file “{path}”.")
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def is_store(path: Path) -> bool:
    """Say whether a database holds the ledger of a store, not layers of one alone."""
    with _explained(path), _reading(path) as connection:
        return _version(connection) is not None


def is_guarded(path: Path) -> bool:
    """Say whether a copy has the triggers of ours, so that no row of it could be edited without
    an event; one that another program wrote anew has none.
    """
    with _explained(path), _reading(path) as connection:
        if _version(connection) == SCHEMA_VERSION:
            return not wholeness.missing_parts(connection)
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        return names.issuperset(GUARDS_OF_EVERY_VERSION)


@contextmanager
def opened(path: Path) -> Iterator[Foreign]:
    """Open another copy of a store to be read.

    A copy of an earlier version is brought forward in memory; its file stays as it is.

    Raises:
        UnreadableInput: it is damaged, or its chain of commits is broken.
        SchemaVersion: it is of a later version, or of one that no program upgrades any more.
    """
    with _explained(path), _reading(path) as connection:
        _refuse_unsound(connection, path)
        version = _version(connection) or 0
        if version > SCHEMA_VERSION or version < STEPS[0].version - 1:
            raise SchemaVersion(
                f"«{path}» là phiên bản {version}, chương trình này cần {SCHEMA_VERSION}. Dùng "
                "cùng một bản mocgioi ở hai máy.",
                f"“{path}” is of version {version}, and this program needs {SCHEMA_VERSION}. Use "
                "the same mocgioi on both machines.",
            )
        if version < SCHEMA_VERSION:
            copy = private_copy(connection)
            try:
                bring_forward(copy, [step for step in STEPS if step.version > version], {})
                yield _looked_at(copy, path)
            finally:
                copy.close()
        else:
            yield _looked_at(connection, path)


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        connection = connect(path)
    except NotAStore as error:
        raise _damaged(path) from error
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("BEGIN")
        yield connection
    finally:
        connection.close()


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _damaged(path) from error


def _looked_at(connection: sqlite3.Connection, path: Path) -> Foreign:
    """Return a copy whose chain of commits holds."""
    last = ""
    for commit, head in heads(connection, 0):
        if commit.head not in (None, head):
            raise UnreadableInput(
                f"Chuỗi ghi của «{path}» bị đứt ở lần ghi {commit.number}: sổ ghi đã bị sửa bên "
                "ngoài mocgioi, không gộp. Lấy bản sao khác của kho ấy.",
                f"The chain of “{path}” is broken at commit {commit.number}: its ledger was "
                "changed behind mocgioi, and is not merged. Take another copy of that store.",
            )
        last = head
    return Foreign(connection, last)


def _version(connection: sqlite3.Connection) -> int | None:
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if not {"settings", "observations", "decisions", "batches"} <= tables:
        return None
    row = connection.execute("SELECT value FROM settings WHERE name = 'schema_version'").fetchone()
    return int(row[0]) if row else None


def _refuse_unsound(connection: sqlite3.Connection, path: Path) -> None:
    faults = [text for (text,) in connection.execute("PRAGMA integrity_check") if text != "ok"]
    if faults:
        raise _damaged(path)


_WITHOUT_COLUMNS = (".gpx", ".dxf")
"""Endings of exports that have shapes and names only."""


def no_store(path: Path) -> NotAStore:
    """Return what a person is told who names a file that is no copy of a store."""
    ending = path.suffix.lower()
    if ending in _WITHOUT_COLUMNS:
        drawn = Hint("import", ("roads", str(path)))
        survey = Hint("survey apply", (str(path),))
        is_survey = ending == ".gpx"
        return NotAStore(
            f"Tệp {ending} không giữ các cột số liệu của bản xuất, nên không gộp được «{path}». "
            f"Tuyến đường vẽ trong đó: {HINT}."
            + (f" Ghi chép kiểm tra mốc: {HINT}." if is_survey else "")
            + " Muốn sửa số liệu ở nơi khác rồi gộp về: xuất thành .gpkg, .geojson, .xlsx.",
            f"A {ending} file does not hold the columns of an export: “{path}” cannot be merged. "
            f"Roads drawn in it: {HINT}."
            + (f" Records of a survey: {HINT}." if is_survey else "")
            + " To edit data elsewhere and merge it: export as .gpkg, .geojson, .xlsx.",
            hints=(drawn, survey) if is_survey else (drawn,),
        )
    return NotAStore(
        f"«{path}» không phải bản sao của một kho số liệu mocgioi. Nếu là tệp kiểm tra thực địa: "
        f"{HINT}.",
        f"“{path}” is no copy of a store made by mocgioi. If it is a survey file: {HINT}.",
        hints=(Hint("survey apply", ("FILE",)),),
    )


def _damaged(path: Path) -> UnreadableInput:
    return UnreadableInput(
        f"«{path}» bị hỏng, không gộp gì. Chép lại từ máy kia bằng {HINT}.",
        f"“{path}” is damaged; nothing was merged. Copy it again on the other machine with {HINT}.",
        hints=(Hint("backup", ("FILE",), elsewhere=True),),
    )
