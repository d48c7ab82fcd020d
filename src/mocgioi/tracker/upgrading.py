"""A store of an earlier version brought forward, and kept as it was."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.errors import SchemaVersion
from mocgioi.store.copying import copy_to

if TYPE_CHECKING:
    from pathlib import Path

    from mocgioi.store.handle import Store


class Upgraded(NamedTuple):
    """What was done: the versions before and after, and where the store as it was is kept."""

    before: int
    after: int
    kept: Path


def bring_forward(store: Store) -> Upgraded | None:
    """Bring a store to the version of this program, a copy of it kept beside it; None: it is.

    Raises:
        SchemaVersion: the store is newer than this program.
        CannotWrite: there is no room for the copy; the store is as it was.
    """
    try:
        with store.reading():
            return None
    except SchemaVersion as error:
        if not any(hint.verb == "upgrade" for hint in error.hints):
            raise
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    kept = store.path.with_name(f"{store.path.stem}.before-upgrade-{stamp}.gpkg")
    copy_to(store.path, kept)
    return Upgraded(*store.upgrade(), kept)
