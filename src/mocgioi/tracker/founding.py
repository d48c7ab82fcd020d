"""A store filled from the files of an office: in the right order, tried on a copy first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.errors import MocgioiError
from mocgioi.store.handle import Store
from mocgioi.tracker import freshness, questions, styling, taking
from mocgioi.tracker.asking import Answers
from mocgioi.tracker.moments import day_or_today
from mocgioi.tracker.register import ORDER

if TYPE_CHECKING:
    from mocgioi.domain.batch import Receipt
    from mocgioi.tracker.asking import Question


class Founding(NamedTuple):
    """One file of the register, and how it is read.

    Attributes:
        kind: of `mocgioi.tracker.register.KINDS`.
        answers: what a person says of how it is read.
    """

    path: Path
    kind: str
    answers: Answers = Answers()


class Outcome(NamedTuple):
    """What became of one file: its receipt, or why it was refused.

    Attributes:
        questions: what it leaves open, of a file that was tried.
    """

    file: str
    kind: str
    receipt: Receipt | None = None
    error: MocgioiError | None = None
    questions: tuple[Question, ...] = ()


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
    outcomes = [_taken(store, file, progress) for file in in_order(files)]
    if any(outcome.receipt is not None for outcome in outcomes):
        freshness.bring_up_to_date(store)
    return outcomes


def _taken(store: Store, file: Founding, progress: Callable[[str], None]) -> Outcome:
    """Take one file in; what its lines show is measured later."""
    progress(file.path.name)
    how = file.answers.for_register()
    day = how.pop("on")
    try:
        receipt = taking.import_file(
            store,
            file.kind,
            file.path,
            on=day_or_today(day),
            is_day_given=day is not None,
            measured=False,
            **how,
        )
    except MocgioiError as error:
        return Outcome(file.path.name, file.kind, error=error)
    return Outcome(file.path.name, file.kind, receipt)


def rehearse(
    store: Store | None,
    files: Sequence[Founding],
    *,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Outcome]:
    """Return what `take_in` would give, each file upon those before it, and what it leaves open.

    Nothing is written.

    Args:
        store: the store; None: one that is to be made.
        files, progress: as for `take_in`.
    """
    with TemporaryDirectory() as workshop:
        path = Path(workshop) / "kho.gpkg"
        if store is None:
            Store.create(path, styles=styling.styles())
        else:
            store.copy_to(path)
        scratch = Store(path)
        return [_asked(scratch, file, progress) for file in in_order(files)]


def _asked(store: Store, file: Founding, progress: Callable[[str], None]) -> Outcome:
    """Take one file in, and ask what it leaves open."""
    outcome = _taken(store, file, progress)
    result = outcome.receipt or outcome.error
    assert result is not None
    asked = questions.of_register(store, file.kind, file.path, file.answers, result)
    return outcome._replace(questions=tuple(asked))
