"""What is kept of finished work: so much for each session, and for all of them together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

KEPT_OF_SESSION = 20
"""Finished pieces of work that are kept for one session."""

KEPT = 60
"""Those that are kept for all sessions together."""

Kept = TypeVar("Kept")


def in_excess(owned: Iterable[tuple[str, Kept]]) -> list[Kept]:
    """Return what is not kept any longer.

    The oldest of who has most goes first, so that nobody's work takes away that of another who
    has less.

    Args:
        owned: what there is, each with the session it belongs to, the oldest first.
    """
    of_each: dict[str, list[Kept]] = {}
    for owner, work in owned:
        of_each.setdefault(owner, []).append(work)
    over = []
    for own in of_each.values():
        over += own[:-KEPT_OF_SESSION]
        del own[:-KEPT_OF_SESSION]
    for _ in range(sum(map(len, of_each.values())) - KEPT):
        over.append(max(of_each.values(), key=len).pop(0))
    return over
