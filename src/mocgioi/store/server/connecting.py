"""Connections to a server, lent and kept for the next one, and its errors as sentences.

What libpq says may name hosts, users and services, never a password: an address holds none.
"""

from __future__ import annotations

import atexit
import os
import selectors
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from mocgioi.errors import (
    HINT,
    CannotWrite,
    Hint,
    MocgioiError,
    NotAStore,
    SchemaVersion,
    ServerLost,
    StoreLocked,
    Text,
    UnreadableInput,
    UsageError,
)
from mocgioi.store.server.address import Address
from mocgioi.store.server.feed import FOLLOWED
from mocgioi.store.upgrades import SCHEMA_VERSION
from mocgioi.words.extras import install

try:
    import psycopg
except ModuleNotFoundError as error:
    raise CannotWrite(*install("postgis")) from error

Connection = psycopg.Connection[tuple[Any, ...]]

_PATIENCE = {
    "connect_timeout": 10,
    "tcp_user_timeout": 20_000,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 2,
}
"""How long (s; ms for what was sent and nobody took) a network is silent before the server counts
as lost; the system's own patience is a quarter of an hour.
"""

_INSTANT_S, _SILENT_S, _BUSY_S = 0.1, 2, 30
"""How long a writer waits for another one that need not write, before one that has to says so,
and before it gives up."""

_SERVER_MISSES_CLIENT = {
    "tcp_keepalives_idle": 15,
    "tcp_keepalives_interval": 5,
    "tcp_keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
"""The same for the server: a computer that went in the middle of a write holds up nobody."""

_KEPT = 4
"""Idle connections of one address that are kept: a server has not many to give."""

_idle: dict[tuple[int, str], list[Connection]] = {}
"""Connections that nobody uses now, by process and address."""

_threads = threading.Lock()


@contextmanager
def lent(address: Address) -> Iterator[Connection]:
    """Give a connection that is in no transaction; what the block left open is rolled back.

    Its errors come out as sentences. `search_path` is the schema of the store.

    Raises:
        ServerLost: the server does not answer, or the connection breaks.
        NotAStore: it lets nobody in by that name, or has no such database or store.
        CannotWrite, StoreLocked, UnreadableInput: as of a file.
    """
    key = os.getpid(), address.shown
    with translated(address):
        connection = _usable(key) or _opened(address)
        try:
            yield connection
        except BaseException:
            connection.close()  # which ends what was begun, whatever state it is in
            raise
        if connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            connection.execute("ROLLBACK")
        _keep(key, connection)


def _keep(key: tuple[int, str], connection: Connection) -> None:
    with _threads:
        kept = _idle.setdefault(key, [])
        if len(kept) < _KEPT:
            kept.append(connection)
            return
    connection.close()


@atexit.register
def end_idle() -> None:
    """Take leave of every server: the connections of this process that nobody uses now end."""
    for (process, _), kept in _idle.items():
        while kept and process == os.getpid():
            kept.pop().close()


def _usable(key: tuple[int, str]) -> Connection | None:
    """Return a connection of which the server has said nothing since: it said no farewell."""
    while True:
        with _threads:
            kept = _idle.get(key)
            if not kept:
                return None
            connection = kept.pop()
        if not connection.closed and not _has_spoken(connection):
            return connection
        connection.close()


def _has_spoken(connection: Connection) -> bool:
    with selectors.DefaultSelector() as selector:
        selector.register(connection.fileno(), selectors.EVENT_READ)
        return bool(selector.select(0))


def parameters(address: Address) -> dict[str, Any]:
    """Return what an address says of the connection, by the names of libpq."""
    from psycopg.conninfo import conninfo_to_dict

    return conninfo_to_dict(address.conninfo)


def _opened(address: Address) -> Connection:
    given = parameters(address)
    settings: dict[str, Any] = {"application_name": "mocgioi", **_PATIENCE}
    options = f"{given.pop('options', '')} -c search_path={address.schema},public"
    options += "".join(f" -c {name}={value}" for name, value in _SERVER_MISSES_CLIENT.items())
    return psycopg.connect(
        **{**settings, **given, "options": options.strip(), "client_encoding": "UTF8"},
        autocommit=True,
    )


def begin_writing(
    connection: Connection, waiting: Callable[[], None], *, patient: bool = True
) -> datetime:
    """Begin a transaction that alone writes the store; return the server's time.

    Args:
        waiting: called once where another one has been writing for a while and is waited for.
        patient: wait for another one for more than an instant.

    Raises:
        psycopg.errors.LockNotAvailable: it went on writing.
        CannotWrite: who is connected only reads.
    """
    try:
        return _begun(connection, _SILENT_S if patient else _INSTANT_S)
    except psycopg.errors.LockNotAvailable:
        if not patient:
            raise
        connection.execute("ROLLBACK")
        waiting()
        return _begun(connection, _BUSY_S - _SILENT_S)


def _begun(connection: Connection, patience_s: float) -> datetime:
    connection.execute("BEGIN")
    connection.execute(f"SET LOCAL lock_timeout = '{patience_s * 1000:.0f}ms'")
    try:
        row = connection.execute(
            "SELECT begin_writing(), clock_timestamp(), set_config('mocgioi.writing', '1', true)"
        ).fetchone()
    except psycopg.errors.InsufficientPrivilege as why:
        user = connection.info.user
        raise CannotWrite(
            f"Tài khoản «{user}» chỉ được xem kho này, nên chưa ghi gì. Người giữ kho cho ghi "
            f"bằng: mocgioi hands --admit {user} --role office (mọi thứ), hoặc --role post "
            "--post MÃ (mốc của một đồn).",
            f"The account “{user}” only reads this store; nothing was written. Whoever keeps the "
            f"store lets it write by: mocgioi hands --admit {user} --role office (everything), or "
            "--role post --post CODE (the markers of a post).",
        ) from why
    assert row is not None
    now: datetime = row[1]
    return now


def begin_reading(connection: Connection) -> None:
    """Begin a transaction that sees one state of the store, and waits for nobody."""
    connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")


def is_present(connection: Connection, address: Address) -> bool:
    """Say whether a store is at an address, of whatever version, seen by whoever may connect."""
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = %s AND c.relname = 'store_state')",
        (address.schema,),
    ).fetchone()
    return row == (True,)


class State(NamedTuple):
    """A state of what a server holds.

    Attributes:
        uuid: the identity of the store. number: how often it was written.
        token: of this number, and no other's: also where an older dump was brought back since.
    """

    uuid: str
    number: int
    token: str


def state_of(connection: Connection, address: Address) -> State:
    """Return the state of what the server holds.

    Raises:
        NotAStore: there is no store. SchemaVersion: it is of another version.
    """
    try:
        row = connection.execute(
            "SELECT uuid, number, token, schema_version FROM store_state JOIN states USING (number)"
        ).fetchone()
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
        row = None
    if row is None and is_present(connection, address):
        user = connection.info.user
        raise CannotWrite(
            f"Tài khoản «{user}» chưa được dùng kho «{address.shown}». Nhờ người giữ kho gõ: "
            f"mocgioi hands --admit {user} --role …",
            f"The account “{user}” may not use the store “{address.shown}”. Ask whoever keeps it "
            f"to type: mocgioi hands --admit {user} --role …",
        )
    if row is None:
        raise NotAStore(
            f"«{address.shown}» chưa có kho số liệu nào. Tạo mới: {HINT}, hoặc chép một kho lên: "
            f"{HINT}.",
            f"There is no store at “{address.shown}”. Make one with {HINT}, or copy one there: "
            f"{HINT}.",
            hints=(Hint("init"), Hint("copy", ("FILE", address.shown), elsewhere=True)),
        )
    *state, version = row
    if version < SCHEMA_VERSION:
        raise SchemaVersion(
            f"«{address.shown}» là phiên bản {version}, chương trình cần {SCHEMA_VERSION}. Bằng "
            f"bản mocgioi cũ gõ {HINT}, rồi bằng bản này: {HINT} và {HINT}.",
            f"“{address.shown}” is of version {version}, this program needs {SCHEMA_VERSION}. With "
            f"the earlier mocgioi type {HINT}, then with this one: {HINT} and {HINT}.",
            hints=(
                Hint("copy", (address.shown, "FILE.gpkg"), elsewhere=True),
                Hint("upgrade", ("--store", "FILE.gpkg")),
                Hint("copy", ("FILE.gpkg", address.beside("NAME")), elsewhere=True),
            ),
        )
    if version > SCHEMA_VERSION:
        raise SchemaVersion(
            f"«{address.shown}» là phiên bản {version}, mới hơn chương trình này. Cài bản mocgioi "
            "mới hơn.",
            f"“{address.shown}” is of version {version}, newer than this program. Install a newer "
            "mocgioi.",
        )
    return State(*state)


def state_before(connection: Connection, after: State) -> State:
    """Return the state that the transaction began with that alone writes, and leaves `after`."""
    row = connection.execute(
        "SELECT token FROM states WHERE number = %s", (after.number - 1,)
    ).fetchone()
    assert row is not None
    return State(after.uuid, after.number - 1, row[0])


def leads_on(connection: Connection, state: State) -> bool:
    """Say whether a server tells all that changed since a state of the same store: what it holds
    came of that, and not too long ago.
    """
    row = connection.execute(
        "SELECT 1 FROM states AS t, store_state AS s WHERE t.number = %s AND t.token = %s"
        " AND t.number >= s.number - %s",
        (state.number, state.token, FOLLOWED),
    ).fetchone()
    return row is not None


@contextmanager
def translated(address: Address) -> Iterator[None]:
    """Turn what the server or the way to it says into a sentence."""
    try:
        yield
    except psycopg.Error as error:
        raise _explained(error, address) from error


def _explained(error: psycopg.Error, address: Address) -> MocgioiError:
    state = error.sqlstate or ""
    own = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if state == "P0001":  # our triggers: both languages in one text
        said = (error.diag.message_primary or own).split(" / ", 1)
        return UnreadableInput(said[0], said[-1])
    if not state and "definition of service" in own:
        return UsageError(
            f"«{address.shown}»: tệp dịch vụ (pg_service.conf) không có tên ấy ({own}).",
            f"“{address.shown}”: the service file (pg_service.conf) has no such name ({own}).",
        )
    if state == "55P03" or state.startswith("40"):
        return StoreLocked(
            f"«{address.shown}» đang được người khác ghi. Đợi một lát, rồi làm lại.",
            f"“{address.shown}” is being written by somebody else. Wait a moment, then try again.",
        )
    if state.startswith("28") or state == "3D000" or _is_refused_entry(error):
        return NotAStore(
            f"Máy chủ không cho vào «{address.shown}»: {own}. Kiểm tra tên người dùng, cơ sở dữ "
            "liệu và mật khẩu trong tệp pgpass.",
            f"The server refuses “{address.shown}”: {own}. Check user, database and the password "
            "in your pgpass file.",
        )
    if state == "42501":
        return CannotWrite(
            f"Máy chủ không cho phép việc này trên «{address.shown}»: {own}. Hỏi người quản trị.",
            f"The server does not permit this on “{address.shown}”: {own}. Ask its administrator.",
        )
    if isinstance(error, psycopg.OperationalError) and (not state or state[:2] in ("08", "57")):
        return ServerLost(
            f"Máy chủ của «{address.shown}» không trả lời hoặc mất kết nối ({own}). Số liệu trên "
            "máy chủ nguyên vẹn: như trước, hoặc đã ghi trọn. Kiểm tra mạng rồi làm lại: không gì "
            "bị tính hai lần.",
            f"The server of “{address.shown}” does not answer, or the connection broke ({own}). "
            "What it holds is whole: as before, or all written. Check the network and do it again: "
            "nothing is counted twice.",
        )
    why = {
        "53100": Text("đĩa của máy chủ đã đầy", "the server's disk is full"),
        "53300": Text("máy chủ có quá nhiều kết nối", "the server has too many connections"),
    }.get(state, Text(own, own))
    return CannotWrite(
        f"Không ghi được «{address.shown}» ({why.vi}). Số liệu vẫn như trước lần ghi này.",
        f"Cannot write “{address.shown}” ({why.en}). The store is as it was before this write.",
    )


def _is_refused_entry(error: psycopg.Error) -> bool:
    """Say whether a connection that never was failed for what the server answered, not for the way
    to it; libpq gives no code for that.
    """
    said = str(error)
    refused = ("authentication failed", "no password supplied", "does not exist", "no pg_hba.conf")
    return not error.sqlstate and "FATAL" in said and any(text in said for text in refused)
