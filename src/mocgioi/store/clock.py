"""The clock of the machine, as far as the commits of a store tell that it is wrong.

It decides nothing about what is known; a person should put it right all the same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from mocgioi.domain.days import VIETNAM
from mocgioi.errors import Finding
from mocgioi.store import commits
from mocgioi.store.geopackage import Transaction
from mocgioi.words.findings import finding

_TOLERATED = timedelta(minutes=2)
"""By how much a clock may differ from one time to the next; it is set by hand, or by others."""


def disagreeing(source: sqlite3.Connection | Transaction) -> Iterator[Finding]:
    """Yield what is to be told where it is now well before the instant of the last commit."""
    last = _instants(source, " ORDER BY number DESC LIMIT 1")
    now = datetime.fromisoformat(commits.instant_after(None))
    if last and now + _TOLERATED < last[0][1]:
        yield finding("clock-ahead", "now", now=_here(now), when=_here(last[0][1]))


def was_wrong(source: sqlite3.Connection | Transaction) -> Iterator[Finding]:
    """Yield the commits that have an instant well after that of the next one."""
    for (number, instant), (_, after) in pairwise(_instants(source, " ORDER BY number")):
        if after + _TOLERATED < instant:
            yield finding("clock-ahead", "before", number=number, when=_here(instant))


def _instants(source: sqlite3.Connection | Transaction, which: str) -> list[tuple[int, datetime]]:
    sql = f"SELECT number, committed_at FROM commits{which}"
    rows = source.read(sql) if isinstance(source, Transaction) else source.execute(sql).fetchall()
    return [(number, datetime.fromisoformat(at)) for number, at in rows]


def _here(instant: datetime) -> datetime:
    return instant.astimezone(VIETNAM)
