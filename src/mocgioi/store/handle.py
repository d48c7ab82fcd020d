"""A store as a file on disk: made, opened to read, opened to write, checked, upgraded.

The declarations of the tables are loaded only where something is written or checked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress

from mocgioi.errors import HINT, CannotWrite, Hint, NotAStore, StoreLocked
from mocgioi.store import commits
from mocgioi.store.explaining import FilePath, translated
from mocgioi.store.geopackage import Transaction, atomic, connect, private_copy
from mocgioi.store.guarding import check_guards, check_guards_of_any_version
from mocgioi.store.upgrades import STEPS, Step, bring_forward
from mocgioi.store.versions import check_version, too_new, too_old, version_of
from mocgioi.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from mocgioi.errors import Finding
    from mocgioi.store.at_hand import AtHand
    from mocgioi.store.chain import Commit


class Store:
    """A store of record at `path`. Each use opens a connection and closes it, see `kept_open`.

    Args:
        path: the file.
        waiting: called where a write has to wait for another program's.
        author: in whose name it is written; None: commits say it only where a verb names who.

    Attributes:
        not_ours: returns those of some markers to which whoever is logged in may not write; None
            where whoever has the file writes all of it.
    """

    def __init__(
        self,
        path: FilePath,
        waiting: Callable[[], None] = lambda: None,
        *,
        author: str | None = None,
    ) -> None:
        self._path = path
        self._waiting = waiting
        self.author = author
        self.not_ours: Callable[[Collection[str]], Collection[str]] | None = None
        self._at_hand: AtHand | None = None

    @property
    def path(self) -> Path:
        """The file; of a store on a server what a file of it would be called in the working
        folder, where what is made of it is put.
        """
        from pathlib import Path

        return Path(self._path)

    @property
    def file(self) -> Path | None:
        """The file; None where the store is on a server."""
        return self.path

    @property
    def place(self) -> str:
        """What people call it by: its file, or its address."""
        return str(self._path)

    def exists(self) -> bool:
        """Say whether anything is at its place, sound or not."""
        return self.path.exists()

    def mark(self) -> str:
        """Return what is another one once anything was written, by whatever program."""
        stamps = []
        for part in (self.path, self.path.with_name(f"{self.path.name}-wal")):
            if part.is_file():
                facts = part.stat()
                stamps.append((facts.st_mtime_ns, facts.st_size))
        return repr(stamps)

    @classmethod
    def create(
        cls,
        path: FilePath,
        *,
        styles: Mapping[str, str] | None = None,
        author: str | None = None,
    ) -> Store:
        """Make an empty store with its code lists.

        Args:
            styles: how QGIS shows each layer, by table; see `mocgioi.store.styles`.
            author: in whose name it is written from here on.

        Raises:
            CannotWrite: something is there already, or the folder cannot be written.
        """
        from pathlib import Path

        from mocgioi.store.making import new_store
        from mocgioi.store.styles import put_styles

        if Path(path).exists():
            raise CannotWrite(
                f"«{path}» đã có, không ghi đè. Chọn tên khác bằng --store.",
                f"“{path}” exists and is not overwritten. Choose another name with --store.",
            )
        with new_store(Path(path)) as connection, atomic(connection, path) as transaction:
            put_styles(transaction, styles or {})
        return cls(path, author=author)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Open to read: one snapshot, and not one byte of the file changes.

        Raises:
            NotAStore, SchemaVersion: see `check_version`.
        """
        at_hand = self._at_hand
        with (
            at_hand.reading() if at_hand else closing(connect(self._path)) as connection,
            translated(self._path, writing=False),
        ):
            check_version(connection, self._path)
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def reading_named(self, *, patient: bool = False) -> Iterator[sqlite3.Connection]:
        """Open to read, as `reading` does, a state that is found again by its head and its time.

        What another program saved last is sealed first, where the store can be written: what it
        saves within the next seconds is a commit of its own then, and not part of the one that
        is open. Whatever tells of a head, or of when it was known, is read like this.

        Args:
            patient: wait for another program that writes; else its state has no lasting name.

        Raises:
            NotAStore, SchemaVersion: see `reading`.
        """
        with self.reading() as connection:
            if commits.is_sealed(connection):
                yield connection
                return
        with suppress(CannotWrite, NotAStore, StoreLocked):
            self.seal(patient=patient)
        with self.reading() as connection:
            yield connection

    def kept_open(self) -> AbstractContextManager[None]:
        """Let the readings of a block that follow one another share one connection.

        Each is a snapshot of its own, as ever, and what is written in between is one transaction.
        No two connections stand at a time; see `mocgioi.store.at_hand`.
        """
        if self._at_hand is None:
            from mocgioi.store.at_hand import AtHand

            self._at_hand = AtHand(self._path)
        return self._at_hand.keeping()

    def whole(self) -> AbstractContextManager[sqlite3.Connection]:
        """Open to read all of it, for a copy: what stands at its place itself."""
        return self.reading()

    @contextmanager
    def writing(self, *, patient: bool = True) -> Iterator[Transaction]:
        """Open to write: all of the block, or nothing of it.

        Args:
            patient: wait for another program that writes; what need not be kept waits for nobody.

        Raises:
            NotAStore: a copy without its guards (QGIS *Save As*, ogr2ogr); SchemaVersion;
            StoreLocked; CannotWrite.
        """
        with self._opened_to_write() as connection:
            with translated(self.path):
                check_version(connection, self.path)
                check_guards(connection, self.path)
            with atomic(connection, self.path, self._waiting, patient=patient) as transaction:
                transaction.author = self.author
                yield transaction
                fold_edits(transaction)

    def _opened_to_write(self) -> AbstractContextManager[sqlite3.Connection]:
        at_hand = self._at_hand
        return at_hand.writing() if at_hand else closing(connect(self.path, write=True))

    def seal(self, *, patient: bool = True) -> None:
        """Give what other programs saved its head, as our next write would.

        Args:
            patient: as for `writing`, which says what is raised.
        """
        with self.writing(patient=patient) as transaction:
            transaction.touch("commits")

    @contextmanager
    def rehearsing(self) -> Iterator[Transaction]:
        """Open a copy to write that goes away: the block sees its effect, the file does not."""
        with self.reading() as connection:
            copy = private_copy(connection)
        try:
            with atomic(copy, self.path) as transaction:
                transaction.author = self.author
                yield transaction
                fold_edits(transaction)
        finally:
            copy.close()

    def backup(self, target: FilePath, *, replace: bool = False) -> None:
        """Copy the store to `target`, whole, even while others write; see `copy_to`.

        Raises:
            NotAStore: `restore` would refuse the copy, because the store is not sound.
        """
        self.refuse_faults()
        self.copy_to(target, replace=replace)

    def refuse_faults(self) -> None:
        """Refuse to copy what is not sound.

        Raises:
            NotAStore: it is not.
        """
        faults = self.faults_of_copies()
        if faults:
            raise NotAStore(
                f"«{self.place}» có lỗi ({faults[0].code}) nên chưa sao lưu: bản sao sẽ không lấy "
                f"lại được. Xem: {HINT}.",
                f"“{self.place}” is not sound ({faults[0].code}) and was not copied: the copy "
                f"could not be brought back. See: {HINT}.",
                hints=(Hint("check"),),
            )

    def copy_to(self, target: FilePath, *, replace: bool = False) -> None:
        """Copy the store to a file as it is, sound or not; see `mocgioi.store.copying.copy_to`."""
        from mocgioi.store.copying import copy_to

        copy_to(self.path, target, replace=replace)

    def carried_project(self, name: str) -> bytes | None:
        """Return a project of QGIS (``.qgz``) that the store carries; None where it has none."""
        from mocgioi.store import qgis_projects

        with self.reading() as connection:
            return qgis_projects.carried(connection, name)

    def carry_project(self, name: str, project: bytes) -> None:
        """Let the store carry a project of QGIS (``.qgz``) under a name."""
        from mocgioi.store import qgis_projects

        with self.writing() as transaction:
            qgis_projects.carry(transaction.reader, name, project, transaction.instant())

    def restore(self, source: FilePath, *, discard: bool = False) -> Path | None:
        """Put the backup `source` in the place of this store, in one transaction.

        Args:
            source: the backup.
            discard: also where this store has what the backup lacks, or cannot be read.

        Returns:
            Where the store as it was is kept, or None where there was none, or the same.

        Raises:
            WouldLose: this store has what the backup lacks; it says what, and is as it was.
            UsageError: `source` is this very store.
            NotAStore: `source` is not there, is no store of ours, or is damaged; this store is
                as it was.
            SchemaVersion: `source` is of an earlier version and has to be upgraded first.
        """
        from mocgioi.store import restoring

        backup = Store(source)
        restoring.refuse_itself(self.path, backup.path)
        restoring.refuse_unsound(backup.path, backup.faults)
        return restoring.restore(self.path, backup.path, discard=discard, waiting=self._waiting)

    def upgrade(
        self, steps: Sequence[Step] = STEPS, *, styles: Mapping[str, str] | None = None
    ) -> tuple[int, int]:
        """Bring the store to the schema version of this program, in one transaction.

        Args:
            steps: in the order of their versions.
            styles: as for `create`; what somebody saved with QGIS stays.

        Returns:
            The version before and the version after.

        Raises:
            NotAStore: a copy without its guards, which an upgrade could not make whole.
        """
        newest = steps[-1].version
        with self._opened_to_write() as connection, translated(self.path):
            connection.execute("BEGIN IMMEDIATE")
            try:
                before = version_of(connection, self.path)
                if before > newest:
                    raise too_new(before, self.path)
                if before < steps[0].version - 1:
                    raise too_old(before, self.path)
                check_guards_of_any_version(connection, self.path)
                missing = [step for step in steps if step.version > before]
                bring_forward(connection, missing, styles or {})
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        return before, newest

    def check(self, *, styles: Mapping[str, str] | None = None) -> list[Finding]:
        """Return what is wrong with the store, and what a person should look at.

        Args:
            styles: which its layers should have, by table; left out, nothing is said of them.
        """
        from mocgioi.store import checking

        with self.reading() as connection:
            return checking.findings(connection, styles or {})

    def state_named(self, head: str) -> Commit | None:
        """Return the commit whose head begins with `head`, if the store still contains that state.

        Args:
            head: eight characters of it or more, as a report prints them.

        Raises:
            UsageError: it is no head.
        """
        from mocgioi.store import chain

        name = commits.checked_head(head)
        with self.reading() as connection:
            return chain.state_named(connection, name)

    def repair(self, *, styles: Mapping[str, str] | None = None) -> list[Finding]:
        """Make all anew that is made from the ledger, and return what is still wrong.

        Args:
            styles: as for `create`; what somebody saved with QGIS stays.

        Raises:
            NotAStore: a table of the ledger itself was written anew by another program.
        """
        from mocgioi.store import repairing

        with self._opened_to_write() as connection:
            with translated(self.path):
                check_version(connection, self.path)
            repairing.repair(connection, self.path, styles or {})
        return self.check()

    def faults(self) -> list[Finding]:
        """Return what is wrong with the store: its file, its ledger, what is made from that."""
        return [found for found in self.check() if found.severity == "error"]

    def faults_of_copies(self) -> list[Finding]:
        """Return what would be wrong with a copy of the store."""
        return self.faults()


def fold_edits(transaction: Transaction) -> None:
    """Let the layers hold the fold of what other programs edited, where something is written."""
    if transaction.touched:
        from mocgioi.store.events import refold_edited

        refold_edited(transaction)
