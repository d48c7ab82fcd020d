"""The connection that the readings of one piece of work use in turn.

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
from mocgioi.store.geopackage import connect


class _Opened(NamedTuple):
    """A connection, and the device and number of the file that it is open to."""

    connection: sqlite3.Connection
    file: tuple[int, int] | None


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
        thread = get_ident()
        idle, file = self._idle.get(thread), self._file()
        if idle is not None and (file is None or file != idle.file):
            self.let_go()
            idle = None
        opened = idle or _Opened(connect(self._path), file)
        if idle:
            self._idle[thread] = None
        try:
            yield opened.connection
            opened.connection.rollback()
        except BaseException:
            opened.connection.close()
            raise
        if self._idle.get(thread, opened) is None:
            self._idle[thread] = opened
        else:
            opened.connection.close()

    def let_go(self) -> None:
        """Close the connection, before the file is opened to write."""
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
