"""A store on a server, used like one in a file.

What is read is read in the replica, as the server has it now. What is written is written there in
a transaction, while the server lets nobody else write, sent, and counts once the server has it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from mocgioi.errors import HINT, CannotWrite, Finding, Hint
from mocgioi.store import commits, qgis_projects
from mocgioi.store.copying import copy_into, made_whole, taken
from mocgioi.store.explaining import FilePath
from mocgioi.store.geopackage import Transaction, connect
from mocgioi.store.handle import Store, fold_edits
from mocgioi.store.server import cache, comparing, replica, roles
from mocgioi.store.server.address import parsed
from mocgioi.store.server.connecting import (
    Connection,
    begin_reading,
    begin_writing,
    is_present,
    lent,
    state_before,
    state_of,
)
from mocgioi.store.server.pushing import Written, send_all
from mocgioi.store.server.roles import Group, Hand
from mocgioi.store.upgrades import STEPS, Step


class ServerStore(Store):
    """A store on a server.

    Args:
        address: where it is, see `parsed`. waiting, author: as for `Store`; without an author
            the user of the database is.

    Raises:
        UsageError: it is no address, or holds a password.
    """

    def __init__(
        self,
        address: str,
        waiting: Callable[[], None] = lambda: None,
        *,
        author: str | None = None,
    ) -> None:
        self.address = parsed(address)
        self._author: str | None = None
        super().__init__(f"{self.address.name}-may-chu.gpkg", waiting, author=author)
        self.not_ours = self._markers_of_others

    _author: str | None = None

    @property
    def author(self) -> str | None:
        """In whose name it is written; where nobody said, that of the user of the database."""
        if self._author is None:
            with lent(self.address) as remote:
                self._author = remote.info.user
        return self._author

    @author.setter
    def author(self, author: str | None) -> None:
        self._author = author

    @property
    def place(self) -> str:
        """Its address."""
        return self.address.shown

    @property
    def file(self) -> Path | None:
        """None: it is on a server."""
        return None

    def exists(self) -> bool:
        """Say whether the database has a store at its address.

        Raises:
            NotAStore, ServerLost: see `lent`.
        """
        with lent(self.address) as remote:
            return is_present(remote, self.address)

    def mark(self) -> str:
        """Return what is another one once anything was written, by whatever program."""
        with lent(self.address) as remote:
            return repr(state_of(remote, self.address))

    @classmethod
    def create(
        cls,
        path: FilePath,
        *,
        styles: Mapping[str, str] | None = None,
        author: str | None = None,
    ) -> ServerStore:
        """Make an empty store at an address, with its tables, rights and code lists.

        Raises:
            CannotWrite: there is one already, or the user may not make it.
        """
        with TemporaryDirectory() as folder:
            empty = Store.create(Path(folder) / "empty.gpkg", styles=styles)
            store = cls(str(path), author=author)
            store.fill(empty)
        return store

    def fill(self, source: Store) -> None:
        """Make the store at its address, with all that another one holds, in one transaction.

        What came to stand there is read again within it, and every row of every table compared.

        Raises:
            CannotWrite: there is one already, or the user may not make it.
            UnreadableInput: what stands there is not what was sent; nothing stands there then.
        """
        from mocgioi.store.server import ddl

        with source.whole() as connection, lent(self.address) as remote:
            remote.execute("BEGIN")
            ddl.create(remote, self.address.schema, lambda: _send(connection, remote))
            with closing(replica.made(state_of(remote, self.address), remote)) as copy:
                comparing.refuse_differing(
                    comparing.of_file(connection), comparing.of_file(copy), self.place
                )
                remote.execute("COMMIT")
                replica.keep(copy, self.address)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Open to read what the server holds now; nobody is waited for.

        Raises:
            NotAStore, SchemaVersion, ServerLost: see `lent`.
        """
        with lent(self.address) as remote:
            stack = replica.following(self.address, remote)
            connection = stack.__enter__()
        try:
            with cache.reading_of(replica.path_of(self.address), self.place):
                yield connection
        finally:
            stack.__exit__(None, None, None)

    @contextmanager
    def reading_named(self, *, patient: bool = False) -> Iterator[sqlite3.Connection]:
        """Open to read: on a server each save is a commit of its own, and nothing joins it."""
        del patient
        with self.reading() as connection:
            yield connection

    @contextmanager
    def writing(self, *, patient: bool = True) -> Iterator[Transaction]:
        """Open to write: all of the block, or nothing of it, on the server.

        Args:
            patient: as for `Store.writing`.

        Raises:
            StoreLocked: somebody else goes on writing. ServerLost: the connection broke.
            UnreadableInput: the server refuses what was written; it says why.
        """
        path = replica.path_of(self.address)
        with lent(self.address) as remote:
            state_of(remote, self.address)
            with (
                cache.reading_of(path, self.place, writing=True),
                replica.Writable(self.address, remote) as writable,
            ):
                now = begin_writing(remote, self._waiting, patient=patient)
                # The number that this transaction was given is nobody's until it is committed.
                after = state_of(remote, self.address)
                connection = writable.begin(state_before(remote, after), remote)
                written = Written(connection)
                transaction = Transaction(
                    connection,
                    clock=_clock(now, commits.last_committed_at(connection)),
                    touching=written.expect,
                )
                transaction.author = self._author or remote.info.user
                transaction.measures = roles.is_office(remote)
                yield transaction
                fold_edits(transaction)
                transaction.end()
                if transaction.touched:
                    written.send(remote)
                    remote.execute("COMMIT")
                    # It counts, whatever becomes of the replica: that follows again.
                    with suppress(sqlite3.Error):
                        replica.note(connection, after)
                        connection.execute("COMMIT")
                else:
                    connection.execute("COMMIT")

    @contextmanager
    def whole(self) -> Iterator[sqlite3.Connection]:
        """Give all that the server holds now, fetched from there for this alone, and every row of
        it compared with what it is on the server in the same instant.

        Raises:
            UnreadableInput: a row is not the same; it names the table.
        """
        with lent(self.address) as remote:
            begin_reading(remote)
            made = replica.made(state_of(remote, self.address), remote)
            with closing(made) as connection:
                comparing.refuse_differing(
                    replica.rows_on_server(remote), comparing.of_file(connection), self.place
                )
                remote.execute("ROLLBACK")
                yield connection

    def backup(self, target: FilePath, *, replace: bool = False) -> None:
        """Copy what the server holds now into a file that is a store of its own, every row of it
        compared.

        Raises:
            NotAStore: the store is not sound. UnreadableInput: the copy is not the same.
        """
        self.refuse_faults()
        with self.whole() as connection:
            self._put(connection, Path(target), replace=replace, compared=True)

    def copy_to(self, target: FilePath, *, replace: bool = False) -> None:
        """Copy what the server holds now into a file that is a store of its own."""
        with self.reading() as connection:
            self._put(connection, Path(target), replace=replace)

    def _put(
        self,
        connection: sqlite3.Connection,
        target: Path,
        *,
        replace: bool,
        compared: bool = False,
    ) -> None:
        if target.exists() and not replace:
            raise taken(target)
        with made_whole(target) as partial:
            copy_into(connection, partial, named=target, locked=target)
            with closing(connect(partial, write=True, named=target)) as copy:
                replica.forget(copy)
                if compared:
                    comparing.refuse_differing(
                        comparing.of_file(connection), comparing.of_file(copy), str(target)
                    )
            if target.exists() and not replace:
                raise taken(target)

    def carried_project(self, name: str) -> bytes | None:
        """Return a project of QGIS that the server has beside the layers."""
        with lent(self.address) as remote:
            state_of(remote, self.address)
            row = remote.execute(
                "SELECT content FROM qgis_projects WHERE name = %s", (name,)
            ).fetchone()
        return None if row is None else row[0]

    def carry_project(self, name: str, project: bytes) -> None:
        """Put a project of QGIS beside the layers; whoever may not leaves what is there."""
        with lent(self.address) as remote:
            may = remote.execute("SELECT has_table_privilege('qgis_projects', 'INSERT')").fetchone()
            if may == (True,):
                told = qgis_projects.described(datetime.now(UTC).isoformat())
                remote.execute(
                    "INSERT INTO qgis_projects (name, metadata, content) VALUES (%s, %s, %s)"
                    " ON CONFLICT (name) DO UPDATE"
                    " SET metadata = EXCLUDED.metadata, content = EXCLUDED.content",
                    (name, told, project),
                )

    def restore(self, source: FilePath, *, discard: bool = False) -> Path | None:
        """Refuse: what a server holds is brought back beside it, so that both can be compared.

        Raises:
            CannotWrite: always; it says how.
        """
        raise CannotWrite(
            "Không thay kho trên máy chủ bằng bản sao. Chép bản sao lên một lược đồ mới, so sánh, "
            f"rồi dùng lược đồ ấy: {HINT}.",
            "A store on a server is not replaced by a copy. Copy it to a new schema, compare, then "
            f"use that one: {HINT}.",
            hints=(Hint("copy", (str(source), self.address.beside("NAME")), elsewhere=True),),
        )

    def repair(self, *, styles: Mapping[str, str] | None = None) -> list[Finding]:
        """Refuse: what a server holds is not made anew in place, where others write.

        Raises:
            CannotWrite: always; it says what can be done.
        """
        raise CannotWrite(
            "Không dựng lại tại chỗ một kho trên máy chủ. Chép cả kho lên một lược đồ mới, nơi mọi "
            f"phần được dựng mới, rồi dùng lược đồ ấy: {HINT}. Nếu chính số liệu có lỗi, chép bản "
            f"sao lưu gần nhất: {HINT}.",
            "A store on a server is not made anew in place. Copy all of it to a new schema, where "
            f"every part is made anew, then use that one: {HINT}. If the data themselves are at "
            f"fault, copy the newest backup: {HINT}.",
            hints=(
                Hint("copy", (self.place, self.address.beside("NAME")), elsewhere=True),
                Hint("copy", ("FILE", self.address.beside("NAME")), elsewhere=True),
            ),
        )

    def upgrade(
        self, steps: Sequence[Step] = STEPS, *, styles: Mapping[str, str] | None = None
    ) -> tuple[int, int]:
        """Return the version, which no earlier program could have made on a server."""
        with lent(self.address) as remote:
            state_of(remote, self.address)
        return steps[-1].version, steps[-1].version

    def hands(self) -> list[Hand]:
        """Return who may use the store; see `roles.listed`."""
        with lent(self.address) as remote:
            state_of(remote, self.address)
            return roles.listed(remote, self.address.schema)

    def admit(self, login: str, group: Group, post: str | None) -> None:
        """Let somebody use the store; see `roles.admit`."""
        with lent(self.address) as remote:
            state_of(remote, self.address)
            with remote.transaction():
                roles.admit(remote, self.address.schema, login, group, post)

    def dismiss(self, login: str) -> None:
        """Let somebody use the store no more; see `roles.dismiss`."""
        with lent(self.address) as remote:
            state_of(remote, self.address)
            with remote.transaction():
                roles.dismiss(remote, self.address.schema, login)

    def faults_of_copies(self) -> list[Finding]:
        """Return what is wrong with what is recorded: a copy has parts and guards of its own."""
        from mocgioi.store import checking

        with self.whole() as connection:
            found = checking.findings(connection, {})
        return [fault for fault in found if fault.severity == "error"]

    def _markers_of_others(self, markers: Collection[str]) -> Collection[str]:
        """Return those of some markers that are not of the sector of the post that is logged in."""
        with lent(self.address) as remote:
            return roles.of_others(remote, markers)

    def check(self, *, styles: Mapping[str, str] | None = None) -> list[Finding]:
        """Return what is wrong with the store, as all of it is on the server now."""
        from mocgioi.store import checking
        from mocgioi.store.server import ddl

        with lent(self.address) as remote:
            begin_reading(remote)
            made = replica.made(state_of(remote, self.address), remote)
            missing = ddl.missing_parts(remote, self.address.schema)
            remote.execute("ROLLBACK")
            with closing(made) as connection:
                return [
                    *checking.parts_missing(missing),
                    *checking.findings(connection, styles or {}),
                ]


def begin_writing_within(remote: Connection) -> None:
    """Take the lock and say that ours writes, in a transaction that is begun."""
    remote.execute("SELECT begin_writing(), set_config('mocgioi.writing', '1', true)")


def _send(connection: sqlite3.Connection, remote: Connection) -> None:
    begin_writing_within(remote)
    send_all(connection, remote)


def _clock(now: datetime, last: str | None) -> Callable[[], datetime]:
    """Return the server's clock: each instant is after those that it gave out before.

    Args:
        now: by the server, at this moment. last: the instant of its last commit.
    """
    began = time.monotonic()
    floor = datetime.min.replace(tzinfo=UTC)
    if last is not None:
        floor = datetime.fromisoformat(last) + timedelta(milliseconds=1)

    def clock() -> datetime:
        return max(now.astimezone(UTC) + timedelta(seconds=time.monotonic() - began), floor)

    return clock
