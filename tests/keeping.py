"""A store as a page of the desk has it: what is read one after another is read on one connection.

To open a small store costs as much as ten questions that are asked of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from mocgioi.tracker import Tracker


def kept_open(opened: Tracker) -> Iterator[Tracker]:
    """Give a store that is kept open to the end of a test: ``yield from kept_open(...)``."""
    with opened.store.kept_open():
        yield opened
