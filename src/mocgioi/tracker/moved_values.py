"""Which values that figures rest on have become others since a commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.domain.aspects import REPORTED
from mocgioi.domain.batch import Move
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import NOTHING, SubjectState, fold_markers
from mocgioi.store import events

if TYPE_CHECKING:
    from mocgioi.store.handle import Store


def moved_values(store: Store, since: int) -> list[Move]:
    """Return each value of a marker that is another one than after the commit `since`.

    In the order of the markers, whatever moved it: what was recorded, decided, or taken back.
    """
    with store.reading() as connection:
        observations = events.read_observations(connection, aspects=REPORTED)
        decisions = events.read_decisions(connection)
    decided = {decision.observation for decision in decisions if decision.commit > since}
    about = {o.subject for o in observations if o.commit > since or o.uuid in decided}
    concerned = [o for o in observations if o.subject in about]
    before = fold_markers(concerned, decisions, known_at=since)
    after = fold_markers(concerned, decisions)
    nowhere = SubjectState("", {})
    moves = []
    for number in sorted(about, key=MarkerNumber.parse):
        was, now = before.get(number, nowhere), after.get(number, nowhere)
        for aspect in REPORTED:
            if was.value(aspect) == now.value(aspect):
                continue
            state = now.aspects.get(aspect, NOTHING)
            moves.append(
                Move(
                    marker=number,
                    aspect=aspect,
                    before=was.value(aspect),
                    after=state.value,
                    observed_on=None,
                    sheet=None,
                    row=None,
                    written=None,
                    contested=bool(state.disagreements),
                )
            )
    return moves
