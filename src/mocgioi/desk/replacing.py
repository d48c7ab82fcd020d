"""Who may put another observation in the place of one that was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mocgioi.desk.visit import Visit


def may_replace(visit: Visit, batch: str | None) -> bool:
    """Return whether a person may replace what came by a batch.

    Who takes files in may replace what is in them; others only what they recorded themselves: a
    figure that was published rests on the rest.

    Args:
        batch: uuid of the batch of the observation.
    """
    if visit.person.may("take_in"):
        return True
    own = (each.uuid for each in visit.tracker.surveys.batches() if each.by == visit.person.name)
    return batch is not None and batch in own
