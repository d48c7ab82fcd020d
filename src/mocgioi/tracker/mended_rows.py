"""Rejected rows that come again in their own file, mended where they stood and saved again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from mocgioi.domain.rejected import RejectedRow
from mocgioi.domain.rejected_sheet import Place
from mocgioi.intake.survey.alarms import alarms_of_refused
from mocgioi.sources import RawFile
from mocgioi.store import cases, events, history
from mocgioi.store.handle import Store
from mocgioi.tracker.returned_rows import Correction, cells_kept, is_same, plain, text_of

if TYPE_CHECKING:
    from mocgioi.domain.survey import SurveyRow
    from mocgioi.intake import Taken

_ALIKE = 0.5
"""Share of its cells by which the row that stands in a rejected one's place is that row, mended."""


def mended_in(store: Store, raw: RawFile, taken: Taken[SurveyRow]) -> list[Correction]:
    """Return the batches of a file of which rejected rows stand in it again, taken or changed."""
    with store.reading() as connection:
        of_file = [u for u, f in history.rejecting_surveys(connection).items() if f == raw.name]
        waiting = history.waiting_rows(connection) if of_file else {}
    rejected = {(row.sheet, row.row) for row in taken.rejected}
    return [
        Correction(uuid, raw.name, mended=mended)
        for uuid in of_file
        if (mended := _mended([row for row, _ in waiting.get(uuid, ())], raw, rejected))
    ]


def refused_before(store: Store, raw: RawFile) -> list[Correction]:
    """Return the files that were refused as a whole, and of which this one says every alarm.

    Its rows say now whether they are one.
    """
    with store.reading() as connection:
        waiting = cases.refused_surveys(connection)
        if not waiting:
            return []
        names = events.file_names(connection)
    said = {finding.value for finding in alarms_of_refused(raw)}
    return [
        Correction(batch, names[batch], was_refused=True)
        for batch, texts in waiting.items()
        if texts <= said
    ]


def _mended(
    waiting: Iterable[RejectedRow], raw: RawFile, rejected: Collection[Place]
) -> tuple[Place, ...]:
    """Return the places of the rows of a file that waited, and are taken or written anew.

    Args:
        rejected: the places of those that are rejected now.
    """
    wanted = {(row.sheet, row.row): row.content for row in waiting}
    mended = []
    for table in raw.tables if wanted else ():
        for row in table.rows:
            place = (table.name, row.row)
            if place not in wanted:
                continue
            before = wanted[place]
            now = dict(zip(table.header, map(text_of, row.values), strict=False))
            is_news = place not in rejected or not is_same(before, now)
            filled = sum(bool(plain(text)) for text in before.values())
            if is_news and cells_kept(before, now) >= _ALIKE * filled:
                mended.append(place)
    return tuple(mended)
