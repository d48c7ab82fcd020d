"""The copies of a store that lie beside it: which there are, how old, and what they lack."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from contextlib import ExitStack, closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.errors import MocgioiError, NotAStore, Text
from mocgioi.sources.gathering import COPIES, beside
from mocgioi.store import commits
from mocgioi.store.copying import copy_to
from mocgioi.store.handle import Store

if TYPE_CHECKING:
    import sqlite3

_ASKED = 10
"""Of how many files beside a store it is asked at most whether they are its newest copy."""

_LOOKED_AT_S = 1.0
"""How long a file beside a store is looked at, for whether it is a copy of it."""

_STEPS = 10_000


class Copy(NamedTuple):
    """A copy of a store.

    Attributes:
        name: of its file; path: where it lies; size: in bytes.
        written_at: instant (UTC) at which its file was written last.
        missing: writes that the store has had since; None: it is of another version, damaged, no
            copy of this store, or holds what this one lacks.
    """

    name: str
    path: Path
    size: int
    written_at: str
    missing: int | None


def folder_of(store: Path) -> Path:
    """Return the folder beside a store in which its copies are kept."""
    return beside(store, COPIES)


def copies(store: Store) -> list[Copy]:
    """Return the copies beside a store, and in the folder for them, the newest first.

    What lies beside it and is none of its own copies is left out.
    """
    own = store.path
    kept = f"{own.stem}.before-"
    return [
        copy
        for copy in _described(store, _dated(own))
        if copy.missing is not None or copy.path.parent != own.parent or copy.name.startswith(kept)
    ]


def newest(store: Store) -> Copy | None:
    """Return the copy that was made last of what the store holds; None: there is none."""
    with closing(_described(store, _dated(store.path)[:_ASKED])) as described:
        return next((copy for copy in described if copy.missing is not None), None)


def make(store: Store, name: str) -> Path:
    """Copy a store into the folder for its copies; the project it carries opens the copy.

    Args:
        store: the store. name: of the file, with its ending.

    Raises:
        CannotWrite: there is one of that name, or it cannot be written.
        NotAStore: the store is not sound.
    """
    from mocgioi.tracker import writing
    from mocgioi.tracker.qgis_projects import QgisProjects

    target = writing.folder_of(folder_of(store.path)) / name
    store.backup(target)
    QgisProjects(Store(target)).follow()
    return target


def bring_back(store: Store, copy: Path, *, discard: bool = False) -> Path | None:
    """Put a copy in the place of a store; see `mocgioi.store.handle.Store.restore`.

    Of one of an earlier version a copy is brought forward first, so that it stays as it is.
    """
    from mocgioi.tracker import upgrading

    try:
        is_earlier = upgrading.is_earlier(Store(copy))
    except NotAStore:
        is_earlier = False  # what is wrong with it is said where it is to be put in place
    if not is_earlier:
        return store.restore(copy, discard=discard)
    with TemporaryDirectory() as place:
        forward = Path(place) / copy.name
        copy_to(copy, forward)
        upgrading.bring_forward(Store(forward))
        try:
            return store.restore(forward, discard=discard)
        except MocgioiError as error:
            error.text = Text(*(text.replace(str(forward), str(copy)) for text in error.text))
            raise


def _dated(own: Path) -> list[tuple[float, Path]]:
    """Return the files beside a store that may be copies of it, the newest first."""
    found = [*folder_of(own).glob("*.gpkg"), *own.parent.glob("*.gpkg")]
    return sorted(
        ((path.stat().st_mtime, path) for path in found if path.is_file() and path != own),
        reverse=True,
    )


def _described(store: Store, dated: Sequence[tuple[float, Path]]) -> Generator[Copy]:
    """Describe files, each when its turn comes; the store is read once for all, where it can be.

    It is read as long as they are asked for.
    """
    with ExitStack() as stack:
        whole = None
        if dated:
            with suppress(MocgioiError):
                whole = stack.enter_context(store.reading())
        for written, path in dated:
            at = datetime.fromtimestamp(written, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            missing = _missing(whole, path) if whole is not None else None
            yield Copy(path.name, path, path.stat().st_size, at, missing)


def _missing(whole: sqlite3.Connection, path: Path) -> int | None:
    """Return how many commits of the store that is read a copy lacks."""
    until = time.monotonic() + _LOOKED_AT_S
    try:
        with Store(path).reading() as connection:
            # A foreign file may have a view in the place of what is asked, that never ends.
            connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
            head = commits.head_shown(connection, commits.last_number(connection))
    except MocgioiError:
        return None
    number = commits.number_of_head(whole, head) if head else None
    return None if number is None else commits.last_number(whole) - number
