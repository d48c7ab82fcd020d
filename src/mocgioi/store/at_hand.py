"""The connection that readings and writes of one piece of work use in turn.

At each opening SQLite reads the text of three hundred triggers, which takes longer than most
questions that are asked then.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident
from typing import NamedTuple

from mocgioi.store.explaining import FilePath
from mocgioi.store.geopackage import BUSY_TIMEOUT_S, connect


class _Opened(NamedTuple):
    """A connection, the device and number of the file that it is open to, and whether to write."""

    connection: sqlite3.Connection
    file: tuple[int, int] | None
    writes: bool


class AtHand:
    """A connection of each thread that asked for one to be kept, while nobody uses it.

    Args:
        path: the file it is open to; one that took its place is opened anew.
    """

    def __init__(self, path: FilePath) -> None:
        self._path = path
        self._idle: dict[int, _Opened | None] = {}

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Keep a connection to the end of the block, which may be within another one."""
        thread = get_ident()
        if thread in self._idle:
            yield
            return
        self._idle[thread] = None
        try:
            yield
        finally:
            self.let_go()
            del self._idle[thread]

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Use the connection that is kept, or open one: a reading within another has its own.

        Raises:
            NotAStore: see `connect`.
        """
        opened = self._taken() or self._open(write=False)
        with self._put_back(opened):
            yield opened.connection
            opened.connection.rollback()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Use the connection that is kept where it was opened to write, or open one: what one that
        reads alone held is closed before.

        Raises:
            NotAStore, CannotWrite: see `connect`.
        """
        opened = self._taken()
        if opened is not None and not opened.writes:
            opened.connection.close()
            opened = None
        if opened is None:
            opened = self._open(write=True)
        connection = opened.connection
        with self._put_back(opened):
            connection.execute("PRAGMA query_only = OFF")
            yield connection
            # It reads next, as one does that was opened to read.
            connection.set_authorizer(None)
            connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_S * 1000:.0f}")
            connection.execute("PRAGMA query_only = ON")

    def _open(self, *, write: bool) -> _Opened:
        # Which file it is is asked first: one that takes its place meanwhile is another one then.
        file = self._file()
        return _Opened(connect(self._path, write=write), file, write)

    def _taken(self) -> _Opened | None:
        """Take the connection that is kept, if it is open to the file that stands there."""
        thread = get_ident()
        idle = self._idle.get(thread)
        if idle is not None and (idle.file is None or idle.file != self._file()):
            self.let_go()
        elif idle is not None:
            self._idle[thread] = None
            return idle
        return None

    @contextmanager
    def _put_back(self, opened: _Opened) -> Iterator[None]:
        """Keep a connection once it was used, where one is kept and none is; else close it."""
        thread = get_ident()
        try:
            yield
        except BaseException:
            opened.connection.close()
            raise
        if self._idle.get(thread, opened) is None:
            self._idle[thread] = opened
        else:
            opened.connection.close()

    def let_go(self) -> None:
        """Close the connection that is kept."""
        thread = get_ident()
        idle = self._idle.get(thread)
        if idle is not None:
            idle.connection.close()
            self._idle[thread] = None

    def _file(self) -> tuple[int, int] | None:
        try:
            facts = os.stat(self._path)  # noqa: PTH116
        except OSError:
            return None
        return facts.st_dev, facts.st_ino
