"""What has become different of the markers since a report was published last."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mocgioi.domain.counting import NOT_REPORTED, counts_as_built, is_needed
from mocgioi.store import commits, publications
from mocgioi.tracker import counting, defending
from mocgioi.tracker.moments import today

if TYPE_CHECKING:
    from mocgioi.documents.publication import Defended
    from mocgioi.domain.publication import Publication
    from mocgioi.store.handle import Store


class Moved(NamedTuple):
    """A marker of which something else is known than was reported.

    Attributes:
        before, after: its road status then and today; None: none was known.
        counted, counts: whether it was, and is, in the figure of markers with a road.
    """

    number: str
    before: str | None
    after: str | None
    counted: bool
    counts: bool


class SincePublished(NamedTuple):
    """The last publication, and the markers that count otherwise today, in border order.

    Attributes:
        defended: it beside what its own day counts now.
        commits: writes that the store has had since what was counted in it.
    """

    publication: Publication
    defended: Defended
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
        of_its_day = defending.defended(connection, known_at=None, on=last.as_of)
        defended = next(entry for entry in of_its_day if entry["publication"] == last.uuid)
        knowledge = commits.known(connection, None)
        number = commits.last_number(connection)
        inputs = counting.coverage_inputs(connection, as_of=today(), knowledge=knowledge)
    moved = []
    for marker in marker_facts(inputs):
        before = then.pop(marker.number, None)
        status = None if marker.status == NOT_REPORTED else marker.status
        was = before.road_status if before else None
        needed = before.needs_road if before else None
        if (was, is_needed(needed)) != (status, marker.counts):
            moved.append(
                Moved(
                    marker.number,
                    was,
                    status,
                    counts_as_built(needed, was),
                    counts_as_built(marker.needs_road, status),
                )
            )
    moved += [
        Moved(
            gone.number,
            gone.road_status,
            None,
            counts_as_built(gone.needs_road, gone.road_status),
            counts=False,
        )
        for gone in then.values()
    ]
    # The commit by which the publication itself was recorded is none that changed anything.
    return SincePublished(last, defended, moved, max(0, number - last.known_commit - 1))
