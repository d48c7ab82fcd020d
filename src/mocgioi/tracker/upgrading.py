"""A store of an earlier version brought forward, and kept as it was."""

from __future__ import annotations

from hashlib import file_digest
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.errors import CannotWrite, SchemaVersion
from mocgioi.store import styles as layer_styles
from mocgioi.tracker import styling

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
    if not is_earlier(store):
        return None
    with store.path.open("rb") as file:
        state = file_digest(file, "sha256").hexdigest()[:12]
    kept = store.path.with_name(f"{store.path.stem}.before-upgrade-{state}.gpkg")
    if not kept.exists():  # else an upgrade that was cut short has kept it
        store.copy_to(kept)
    try:
        return Upgraded(*store.upgrade(styles=styling.styles()), kept)
    except CannotWrite:
        if is_earlier(store):
            kept.unlink()
        raise


def renew_styles(store: Store) -> int:
    """Let QGIS show the layers of a store as this program does, and return how many it did not.

    What somebody saved with QGIS stays.
    """
    styles = styling.styles()
    with store.writing() as transaction:
        outdated = len(layer_styles.outdated(transaction, styles))
        layer_styles.put_styles(transaction, styles)
    return outdated


def is_earlier(store: Store) -> bool:
    """Say whether a store is of an earlier version that can be brought forward here.

    Raises:
        SchemaVersion: it is of a later version, or on a server, where its administrator does it.
    """
    try:
        with store.reading():
            return False
    except SchemaVersion as error:
        if store.file is None or not any(hint.verb == "upgrade" for hint in error.hints):
            raise
    return True
