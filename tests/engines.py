"""The two engines that the tests of the ledger run on: a file, and a server.

On the server a test names its store by the path of a file as ever, and finds the replica there;
what it writes goes through the lock and to the server as anybody's, and at its end the server
holds exactly what the replica does.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest

from mocgioi.errors import MocgioiError
from mocgioi.store import commits, geopackage, kits
from mocgioi.store.geometry import decode_wkb
from mocgioi.store.handle import Store
from mocgioi.store.server import connecting, handle, replica
from mocgioi.store.server.address import parsed
from mocgioi.store.server.connecting import State
from mocgioi.store.server.handle import ServerStore, begin_writing_within
from mocgioi.store.server.pushing import send_all
from mocgioi.store.server.rows import (
    OF_THE_REPLICA,
    SENT,
    from_server,
    select_from_file,
    select_from_server,
)
from tests.postgres import SUPERUSER, Cluster

ENGINES = ("geopackage", "server")

_TEMPLATES = 30
"""Databases of stores that several tests begin with."""

_OF_FILE = "about the file itself: its bytes, journal, locks, damage and copies"
_OF_SQLITE = "about the triggers and tables of a file; tests/server has those of a server"
_OTHERS_EDIT = "another program edits the file; tests/server does it on both sides"
_NO_VERSION = "no earlier program made a store on a server"

LEFT_OUT: Mapping[str, str] = {
    "tests/store/test_checking.py": _OF_FILE,
    "tests/store/test_command_faults.py": _OF_FILE,
    "tests/store/test_concurrency.py": _OF_FILE,
    "tests/store/test_ddl.py": _OF_SQLITE,
    "tests/store/test_doubtful.py": _OTHERS_EDIT,
    "tests/store/test_edits.py": _OTHERS_EDIT,
    "tests/store/test_faults.py": _OF_FILE,
    "tests/store/test_at_hand.py": _OF_FILE,
    "tests/store/test_file_errors.py": _OF_FILE,
    "tests/store/test_geopackage.py": _OF_FILE,
    "tests/store/test_refusals.py": _OF_FILE,
    "tests/store/test_repairing.py": _OF_FILE,
    "tests/store/test_restoring.py": "a store on a server is not replaced by a copy",
    "tests/store/test_triggers.py": _OF_SQLITE,
    "tests/store/test_upgrades.py": _NO_VERSION,
    "tests/store/test_visits.py": _OTHERS_EDIT,
    **{
        f"tests/store/test_handle.py::{name}": _OF_FILE
        for name in (
            "test_a_newer_version_is_refused",
            "test_a_copy_without_its_guards_is_not_written",
            "test_a_store_another_program_writes_to_is_locked",
            "test_a_write_that_waits_for_another_says_so_once",
        )
    },
    **{
        f"tests/store/{name}": _OTHERS_EDIT
        for name in (
            "test_commits.py::test_an_edit_of_another_program_is_a_commit_that_the_next_write_seals",
            "test_events.py::test_what_another_program_edited_is_folded_with_the_next_file",
            "test_styles.py::test_a_default_made_later_stays_the_default_when_ours_is_replaced",
            "test_styles.py::"
            "test_a_default_of_a_person_stays_the_default_and_ours_is_offered_beside",
            "test_styles.py::test_what_a_person_saved_under_our_name_stays",
        )
    },
}
"""Why a file of tests, or one of them, is not run on a server."""

OF_TRACKER: Mapping[str, Sequence[str]] = {
    "amending": (
        "test_a_retired_marker_is_counted_until_the_day_before",
        "test_a_renumbered_marker_keeps_its_history_and_its_road",
        "test_joined_roads_are_one_with_the_line_and_the_markers_of_both",
        "test_a_road_that_was_removed_by_mistake_comes_back",
    ),
    "author": (
        "test_a_commit_says_in_whose_name_the_store_was_opened",
        "test_a_report_is_published_by_who_opened_the_store",
        "test_the_list_of_files_says_who_took_each_in",
    ),
    "cases": (
        "test_a_batch_that_is_taken_back_takes_its_rows_along",
        "test_a_row_of_no_marker_can_be_given_one",
        "test_a_step_taken_back_is_due_again",
        "test_what_was_recorded_is_never_changed_or_deleted",
    ),
    "contradicting_surveys": (
        "test_the_weaker_value_that_counts_meanwhile_is_told_with_what_it_waits_for",
    ),
    "merging": (
        "test_photographs_follow_with_their_bytes",
        "test_what_was_published_elsewhere_is_defended_here",
        "test_a_road_removed_here_and_renamed_there_keeps_both_events",
        "test_steps_that_two_copies_record_of_one_alarm_are_of_one_case",
    ),
    "publish": (
        "test_an_undone_batch_is_named_with_its_reason",
        "test_a_published_figure_cannot_be_changed_or_deleted",
        "test_the_same_report_twice_is_recorded_once_and_said",
    ),
    "register_receipts": (
        "test_outlines_that_come_later_give_markers_their_commune_from_the_beginning",
        "test_taking_the_outlines_back_takes_these_communes_back",
        "test_an_import_prints_which_commune_a_file_changed",
    ),
    "rejected_rows_return": (
        "test_a_corrected_row_is_applied_where_it_was_seen",
        "test_a_row_left_out_in_its_sheet_says_why_and_waits_no_more",
    ),
    "settling": ("test_an_answer_that_one_before_it_made_void_is_told_and_not_taken",),
    "targets": (
        "test_an_import_of_targets_is_taken_back",
        "test_targets_come_with_another_copy_and_the_store_is_whole",
    ),
    "thresholds": ("test_the_weekly_routine_takes_the_same_thresholds",),
}
"""By file of `tests/tracker`, those of its tests that are run on both: one of each kind of write.

What else they state is of the tracker, which does the same on either engine.
"""

_OPENS = (
    ("mocgioi.store.opening", "store_at", "store"),
    ("mocgioi.tracker", "store_at", "store"),
    ("mocgioi.tracker", "create_at", "create"),
)
"""By which names a store is opened and made that a test works in, and what does that here."""


def of_test(nodeid: str, fixtures: Sequence[str]) -> tuple[str, ...]:
    """Return the engines that a test runs on; none where it is of no ledger."""
    path, _, name = nodeid.partition("::")
    subject = path.removeprefix("tests/tracker/test_").removesuffix(".py")
    is_of_ledger = path.startswith("tests/store/") or name in OF_TRACKER.get(subject, ())
    if not is_of_ledger or "tmp_path" not in fixtures:
        return ()
    if path in LEFT_OUT or f"{path}::{name}" in LEFT_OUT:
        return ()
    return ENGINES


_ANY_CLOCK = """
CREATE OR REPLACE FUNCTION mocgioi.ab_instant() RETURNS trigger LANGUAGE plpgsql AS
'BEGIN RETURN NEW; END'
"""
"""Tests of the ledger write by clocks of their own; tests/server has those of the server's."""


class Template(NamedTuple):
    """A database that holds what a file does, and of which state a replica of it is."""

    database: str
    state: State


class Server:
    """The stores of one test on a server, by the paths that it names them by."""

    def __init__(self, cluster: Cluster, empty: str, templates: dict[str, Template]) -> None:
        self._cluster = cluster
        self._empty = empty
        self._templates = templates
        self.databases: dict[Path, str] = {}

    def store(
        self, path: Any, waiting: Callable[[], None] = lambda: None, *, author: str | None = None
    ) -> Store:
        """Return the store at a path; a whole one that is a file yet is put on the server."""
        place = Path(path)
        if place.absolute() not in self.databases and not self._put(place):
            return Store(path, waiting, author=author)
        return Served(self, place, waiting, author)

    def create(self, path: Any, **options: Any) -> Store:
        """Make an empty store: there as a file, and put on the server."""
        Store.create(path, **options)
        place = Path(path)
        database = self._cluster.database(self._empty)
        self._give(place, database, self._uploaded(place, database))
        return Served(self, place, lambda: None, options.get("author"))

    def address(self, path: Path) -> str:
        """Return where the store of a path is."""
        return self._cluster.address(self.databases[path.absolute()])

    def path_of(self, address: Any) -> Path:
        """Return where the replica of an address lies."""
        database = address.name
        return next(path for path, name in self.databases.items() if name == database)

    def _put(self, path: Path) -> bool:
        """Put a store that is a file on the server, unless it is none, or no whole one."""
        if not _is_whole_store(path):
            return False
        template = self._template(path)
        self._give(path, self._cluster.database(template.database), template.state)
        return True

    def _give(self, path: Path, database: str, state: State) -> None:
        """Let a file be the replica of what a database holds."""
        self.databases[path.absolute()] = database
        with closing(geopackage.connect(path, write=True)) as connection:
            replica.note(connection, state)
            connection.commit()

    def _template(self, path: Path) -> Template:
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        if content not in self._templates:
            if len(self._templates) >= _TEMPLATES:
                oldest = next(iter(self._templates))
                self._cluster.drop(self._templates.pop(oldest).database)
            database = self._cluster.database(self._empty)
            self._templates[content] = Template(database, self._uploaded(path, database))
        return self._templates[content]

    def _uploaded(self, path: Path, database: str) -> State:
        superuser = self._cluster.address(database, user=SUPERUSER)
        with (
            closing(geopackage.connect(path)) as source,
            psycopg.connect(_with_schema(superuser)) as remote,
        ):
            # As a new store is filled: what other hands wrote in other years is written once.
            remote.execute("SET LOCAL session_replication_role = replica")
            remote.execute(_ANY_CLOCK)
            begin_writing_within(remote)
            send_all(source, remote)
            return connecting.state_of(remote, parsed(self._cluster.address(database)))

    def end(self) -> None:
        """Say that the server holds what each replica does, and take the databases away.

        Raises:
            AssertionError: it does not.
        """
        try:
            for path, database in self.databases.items():
                if path.exists():
                    assert_same(path, self._cluster.address(database))
        finally:
            connecting.end_idle()
            self._cluster.drop(*self.databases.values())


class _Stores:
    """What stands in the place of `Store` in a module of tests."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def __call__(self, path: Any, *rest: Any, **options: Any) -> Store:
        return self._server.store(path, *rest, **options)

    def create(self, path: Any, **options: Any) -> Store:
        return self._server.create(path, **options)


def install(server: Server, module: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what a module of tests opens and makes be on a server."""
    from tests.store import builders

    for tests in (module, builders):
        if getattr(tests, "Store", None) is Store:
            monkeypatch.setattr(tests, "Store", _Stores(server))
    opens: tuple[tuple[str, str, str], ...] = _OPENS
    for place, name, ours in opens:
        monkeypatch.setattr(f"{place}.{name}", getattr(server, ours))
    monkeypatch.setattr(replica, "path_of", server.path_of)
    # The clock that a test sets is that of the computer which records: here the server's.
    monkeypatch.setattr(handle, "_clock", lambda now, last: commits.of_this_machine)


class Served(ServerStore):
    """A store on a server whose replica lies where a test looks for a file."""

    def __init__(
        self, server: Server, path: Path, waiting: Callable[[], None], author: str | None
    ) -> None:
        super().__init__(server.address(path), waiting, author=author)
        self._path = path


def _with_schema(address: str) -> str:
    return f"{address}&options=-csearch_path%3Dmocgioi,public"


def _is_whole_store(path: Path) -> bool:
    """Say whether a file is a store of this version and no kit: what may lie on a server."""
    if not path.is_file():
        return False
    with suppress(MocgioiError, sqlite3.DatabaseError), Store(path).reading() as connection:
        return kits.kit_of(connection) is None
    return False


def assert_same(path: Path, address: str) -> None:
    """Say that a server holds exactly what a replica does, of every table.

    By a connection that a test has done with, where there is one: a new one learns anew what the
    tables are.
    """
    with (
        closing(geopackage.connect(path)) as connection,
        connecting.lent(parsed(address)) as remote,
    ):
        for table in SENT:
            made = from_server(table)
            there = [_plain(table, made(row)) for row in remote.execute(select_from_server(table))]
            here = [_plain(table, row) for row in connection.execute(select_from_file(table))]
            if table.name == "settings":
                here = [row for row in here if row[1] != OF_THE_REPLICA]
            assert there == here, f"{table.name} of the server and of the replica"


def _plain(table: Any, row: Any) -> list[Any]:
    """Return a row without what may be written in two ways: the header of a geometry."""
    values = list(row)
    if table.geometry and values[-1] is not None:
        values[-1] = decode_wkb(values[-1])
    return values
