"""Long work on the whole store: made from files, copied, brought back, looked at, mended."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mocgioi import tracker
from mocgioi.desk.tray import Drop, Tray
from mocgioi.errors import Finding, Language, MocgioiError, WouldLose
from mocgioi.sources import sets
from mocgioi.store.opening import store_at
from mocgioi.tracker import copies
from mocgioi.tracker.asking import Answers
from mocgioi.tracker.recognising import SURVEY, propose

if TYPE_CHECKING:
    from collections.abc import Collection

    from mocgioi.desk.jobs import Steps
    from mocgioi.store.explaining import FilePath
    from mocgioi.tracker import Tracker
    from mocgioi.tracker.founding import Founding, Outcome

NOT_NOW = ""
"""The kind of a file that is not to be taken in."""


def look(steps: Steps, *, store: FilePath, tray: Path, drop: str) -> list[Outcome]:
    """Note of which kind each file of a drop seems to be, and try them; see `rehearse`."""
    dropped = _drop(tray, drop)
    kinds: dict[str, str] = {}
    why: dict[str, list[str]] = {}
    for number, name in enumerate(dropped.mains, 1):
        steps(name, number, len(dropped.mains))
        proposal = propose(dropped.drop.folder / name)
        kinds[name] = proposal.kind or NOT_NOW
        why[name] = list(proposal.headings)
    dropped.drop.notes.update({"for": "register", "kinds": kinds, "why": why, "answers": {}})
    Tray(tray).note(dropped.drop)
    return rehearse(steps, store=store, tray=tray, drop=drop)


def rehearse(steps: Steps, *, store: FilePath, tray: Path, drop: str) -> list[Outcome]:
    """Return what taking the files of a drop in would give; nothing is written."""
    from mocgioi.tracker import founding

    files = _founding(_drop(tray, drop))
    if not files:
        return []
    found = store_at(store)
    return founding.rehearse(found if found.exists() else None, files, progress=steps)


def take(
    steps: Steps, *, store: FilePath, tray: Path, drop: str, lang: Language, by: str
) -> list[Outcome]:
    """Take the files of a drop in, into a store that is made where there is none yet.

    Those that are in are put away; the others stay.
    """
    from mocgioi.tracker import founding

    dropped = _drop(tray, drop)
    made = (
        tracker.open(store, by=by)
        if store_at(store).exists()
        else make(steps, store=store, lang=lang, by=by)
    )
    outcomes = founding.take_in(made.store, _founding(dropped), progress=steps)
    is_in = {outcome.file for outcome in outcomes if outcome.receipt is not None}
    kinds = dropped.drop.notes["kinds"]
    left = {name: kind for name, kind in kinds.items() if name not in is_in}
    rest = dropped.drop._replace(notes={**dropped.drop.notes, "kinds": left})
    if all(kind == SURVEY for kind in left.values()):
        rest.notes.pop("for")  # they wait on the tray like surveys that were dropped for it
    Tray(tray).let_go(rest, parts_of(dropped.drop, is_in))
    return outcomes


def make(steps: Steps, *, store: FilePath, lang: Language, by: str) -> Tracker:
    """Make an empty store, with what is double-clicked and the project of QGIS beside it."""
    from mocgioi.tracker.starting import write_starters

    steps(Path(store).name)
    made = tracker.create(store, by=by)
    write_starters(made.store, lang)
    with suppress(WouldLose):  # a project that somebody saved with QGIS stays
        made.qgis.write()
    return made


def make_empty(steps: Steps, *, store: FilePath, lang: Language, by: str) -> None:
    """Make an empty store; see `make`."""
    make(steps, store=store, lang=lang, by=by)


def make_demonstration(steps: Steps, *, folder: Path, lang: Language, by: str) -> Path:
    """Make the demonstration in a folder, with the project of QGIS; return its store's file."""
    from mocgioi.tracker.starting import write_starters

    made = tracker.open(tracker.demo(folder, progress=steps).store.path, by=by)
    write_starters(made.store, lang)
    with suppress(WouldLose):  # a project that somebody saved with QGIS stays
        made.qgis.write()
    return made.store.path


def back_up(steps: Steps, *, store: FilePath, name: str) -> str:
    """Copy the store and return the name of the copy."""
    steps(name)
    return copies.make(store_at(store), name).name


class Restored(NamedTuple):
    """How a copy was brought back: `kept` is where the store as it was lies.

    Attributes:
        refused: why nothing was replaced; the store has what the copy lacks.
    """

    name: str
    kept: str | None = None
    refused: MocgioiError | None = None


def restore(steps: Steps, *, store: FilePath, copy: Path, discard: bool, by: str) -> Restored:
    """Bring a copy back; what the store as it is has and the copy lacks is told first."""
    steps(copy.name)
    try:
        kept = copies.bring_back(store_at(store), copy, discard=discard)
    except WouldLose as error:
        return Restored(copy.name, refused=error)
    tracker.open(store, by=by).qgis.follow()
    return Restored(copy.name, kept.name if kept is not None else None)


def check(steps: Steps, *, store: FilePath, by: str) -> list[Finding]:
    """Return what is wrong with the store, and what a person should look at."""
    steps(Path(store).name)
    return tracker.open(store, by=by).check()


def repair(steps: Steps, *, store: FilePath, by: str) -> list[Finding]:
    """Make all anew that is made from the ledger, and return what is still wrong."""
    steps(Path(store).name)
    return tracker.open(store, by=by).repair()


def upgrade(steps: Steps, *, store: FilePath) -> tuple[int, int, str] | None:
    """Bring the store to this program's version: before, after, the file that keeps it as it was.

    None: it was of this version.
    """
    from mocgioi.tracker import upgrading

    steps(Path(store).name)
    upgraded = upgrading.bring_forward(store_at(store))
    return (upgraded.before, upgraded.after, upgraded.kept.name) if upgraded else None


class _Dropped(NamedTuple):
    """A drop, and its files that stand for themselves: a shapefile is one with its parts."""

    drop: Drop
    mains: list[str]


def _drop(tray: Path, id: str) -> _Dropped:
    drop = Tray(tray).of(id)
    assert drop is not None
    return _Dropped(drop, mains_of(drop))


def parts_of(drop: Drop, mains: Collection[str]) -> set[str]:
    """Return files of a drop with what belongs to them."""
    tables, _ = sets.grouped(drop.files)
    return {part for main in mains for part in tables.get(main, [main])}


def mains_of(drop: Drop) -> list[str]:
    """Return the files of a drop that stand for themselves, in their order."""
    tables, others = sets.grouped(drop.files)
    return [name for name in drop.files if name in tables or name in others]


def _founding(dropped: _Dropped) -> list[Founding]:
    """Return the files that are to be taken in, as it was chosen."""
    from mocgioi.tracker.founding import Founding

    kinds: dict[str, str] = dropped.drop.notes.get("kinds", {})
    answers = dropped.drop.notes.get("answers", {})
    return [
        Founding(dropped.drop.folder / name, kind, Answers.of(answers.get(name)))
        for name in dropped.mains
        if (kind := kinds.get(name, NOT_NOW)) not in (NOT_NOW, SURVEY)
    ]
