"""What has become different of the markers since a report was published last."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mocgioi.domain.counting import NOT_REPORTED, is_needed
from mocgioi.store import commits, publications
from mocgioi.tracker import counting
from mocgioi.tracker.moments import today

if TYPE_CHECKING:
    from mocgioi.domain.publication import Publication
    from mocgioi.store.handle import Store


class Moved(NamedTuple):
    """A marker that counts otherwise than it was reported; codes of its road, None: none known.

    Attributes:
        before, after: its road status; needed_before, needs: whether it needs a road.
    """

    number: str
    before: str | None
    after: str | None
    needed_before: bool
    needs: bool


class SincePublished(NamedTuple):
    """The last publication, and the markers that count otherwise today, in border order.

    Attributes:
        commits: writes that the store has had since what was counted in it.
    """

    publication: Publication
    moved: list[Moved]
    commits: int


def since_published(store: Store) -> SincePublished | None:
    """Return what has become different since the last publication; None: nothing was published."""
    from mocgioi.analysis.figures.coverage_facts import marker_facts

    with store.reading() as connection:
        made = publications.read(connection)
        if not made:
            return None
        last = max(made, key=lambda publication: publication.commit)
        then = publications.markers_of(connection, last.uuid)
        knowledge = commits.known(connection, None)
        number = commits.last_number(connection)
        counted = counting.coverage_inputs(connection, as_of=today(), knowledge=knowledge)
    moved = []
    for marker in marker_facts(counted):
        before = then.pop(marker.number, None)
        status = None if marker.status == NOT_REPORTED else marker.status
        was = before.road_status if before else None
        needed = before is not None and is_needed(before.needs_road)
        if (was, needed) != (status, marker.counts):
            moved.append(Moved(marker.number, was, status, needed, marker.counts))
    moved += [
        Moved(gone.number, gone.road_status, None, is_needed(gone.needs_road), needs=False)
        for gone in then.values()
    ]
    # The commit by which the publication itself was recorded is none that changed anything.
    return SincePublished(last, moved, max(0, number - last.known_commit - 1))
