"""A store filled from the files of an office: in the right order, tried on a copy first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from mocgioi.errors import MocgioiError
from mocgioi.store.copying import copy_to
from mocgioi.store.handle import Store
from mocgioi.tracker import freshness, styling, taking
from mocgioi.tracker.moments import today

if TYPE_CHECKING:
    from mocgioi.domain.batch import Receipt

ORDER = (
    "communes",
    "boundary",
    "ground",
    "posts",
    "gates",
    "markers",
    "roads",
    "projects",
    "contributions",
    "published",
    "targets",
    "dem",
)
"""Kinds of the register in the order in which each finds what it names."""


class Founding(NamedTuple):
    """One file of the register, and how it is read.

    Attributes:
        kind: of `mocgioi.tracker.register.KINDS`.
        how: ``crs layer sheet columns`` as `mocgioi.tracker.register.Register.import_file` takes
            them.
    """

    path: Path
    kind: str
    how: Mapping[str, Any] = {}


class Outcome(NamedTuple):
    """What became of one file: its receipt, or why it was refused."""

    file: str
    kind: str
    receipt: Receipt | None = None
    error: MocgioiError | None = None


def in_order(files: Iterable[Founding]) -> list[Founding]:
    """Return files in the order in which they are to be taken in.

    Of the communes the table comes first: outlines alone lack what it says.
    """
    return sorted(
        files,
        key=lambda file: (
            ORDER.index(file.kind),
            file.kind == "communes" and _is_drawn(file.path),
            file.path.name,
        ),
    )


def _is_drawn(path: Path) -> bool:
    return path.suffix.lower() not in (".csv", ".xlsx", ".xls", ".ods", ".txt")


def take_in(
    store: Store, files: Sequence[Founding], *, progress: Callable[[str], None] = lambda _: None
) -> list[Outcome]:
    """Take files of the register into a store, each in a transaction of its own.

    One that is refused is told, and the others go in; the same file again changes nothing.

    Args:
        store: the store.
        files: in any order.
        progress: called with the name of each before it is taken in.
    """
    outcomes = []
    for file in in_order(files):
        progress(file.path.name)
        try:
            receipt = taking.import_file(
                store, file.kind, file.path, on=today(), measured=False, **file.how
            )
        except MocgioiError as error:
            outcomes.append(Outcome(file.path.name, file.kind, error=error))
        else:
            outcomes.append(Outcome(file.path.name, file.kind, receipt))
    if any(outcome.receipt is not None for outcome in outcomes):
        freshness.bring_up_to_date(store)
    return outcomes


def rehearse(
    store: Store | None,
    files: Sequence[Founding],
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Outcome]:
    """Return what `take_in` would give, each file upon those before it; nothing is written.

    Args:
        store: the store; None: one that is to be made.
        files, progress: as for `take_in`.
    """
    with TemporaryDirectory() as workshop:
        path = Path(workshop) / "kho.gpkg"
        if store is None:
            Store.create(path, styles=styling.styles())
        else:
            copy_to(store.path, path)
        return take_in(Store(path), files, progress=progress)
