"""Files of a drop, rehearsed and taken in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from mocgioi import tracker
from mocgioi.desk import drops
from mocgioi.desk.desk import Desk
from mocgioi.errors import Text
from mocgioi.outputs.wording import instant
from mocgioi.tracker import rehearsing
from mocgioi.tracker.arrivals import PHOTOGRAPHS
from mocgioi.tracker.rehearsing import TakenIn, Unforeseen
from mocgioi.words.findings import finding

if TYPE_CHECKING:
    from mocgioi.desk.jobs import Steps
    from mocgioi.desk.tray import Drop
    from mocgioi.errors import Finding
    from mocgioi.store.explaining import FilePath


class Rehearsed(NamedTuple):
    """A rehearsal: the drop as it was then, and what its files would do."""

    drop: Drop
    taken: TakenIn


class Applied(NamedTuple):
    """What became of a drop.

    Attributes:
        drop: as it was. taken: what came of its files.
        unforeseen: what came out otherwise than the rehearsal showed.
        commits: how often the store was written between the rehearsal and this.
        left: the files of the drop that still lie in the tray.
    """

    drop: Drop
    taken: TakenIn
    unforeseen: list[Unforeseen]
    commits: int
    left: tuple[str, ...]


def rehearse(steps: Steps, *, store: FilePath, by: str, drop: Drop) -> Rehearsed:
    """Say what the files of a drop would do; nothing is written."""
    taken = rehearsing.rehearse(
        tracker.open(store, by=by),
        drop.folder,
        told=drops.told_of(drop),
        named=_photographs_of(drop),
        progress=_step(steps),
        remarks=_remarks(drop, by),
    )
    return Rehearsed(drop, taken)


def take_in(steps: Steps, *, store: FilePath, by: str, drop: Drop, foreseen: TakenIn) -> Applied:
    """Take the files of a drop in, and away from the tray what is in."""
    taken = rehearsing.take_in(
        tracker.open(store, by=by),
        drop.folder,
        told=drops.told_of(drop),
        named=_photographs_of(drop),
        progress=_step(steps),
        remarks=_remarks(drop, by),
    )
    tray = Desk(store).tray
    tray.tell_taken(drop, list(_became(taken, by)))
    rest = tray.let_go(drop, done_of(drop, taken))
    return Applied(
        drop,
        taken,
        rehearsing.unforeseen(foreseen.came, taken.came),
        taken.commit - foreseen.commit,
        () if rest is None else rest.files,
    )


def _remarks(drop: Drop, by: str) -> list[Finding]:
    """Return what the history keeps of a drop: who handed it in, where somebody else takes it."""
    if drop.by == by:
        return []
    at = Text(instant(drop.at, "vi"), instant(drop.at, "en"))
    return [finding("handed-in", by=drop.by, at=at)]


def _became(taken: TakenIn, by: str) -> Iterator[dict[str, str | None]]:
    """Yield what became of each file that does not wait any more, as the tray keeps it."""
    at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}Z"
    for came in taken.came:
        if came.is_done:
            batch = came.receipt.batch if came.receipt is not None else None
            yield {
                "file": came.file,
                "outcome": came.outcome,
                "batch": batch,
                "by": by,
                "at": at,
            }


def done_of(drop: Drop, taken: TakenIn) -> list[str]:
    """Return the files of a drop of which nothing waits outside the store any more.

    Each is one of which something came, or a part of it, or a photograph that the store holds;
    photographs stay as long as a table does that they may belong to. What an office program or a
    system leaves beside files goes with the last of them.
    """
    tables = [came for came in taken.came if came.kind != PHOTOGRAPHS]
    waiting = [*taken.left, *taken.others, *(came.file for came in tables if not came.is_done)]
    done = [*taken.unwritten, *(came.file for came in tables if came.is_done)]
    held = [] if waiting else [path for path, is_held in taken.held.items() if is_held]
    staying = [*waiting, *(path for path, is_held in taken.held.items() if not is_held)]
    gone = [
        name
        for name in drop.files
        if name in held or (_is_of(name, done) and not _is_of(name, staying))
    ]
    rest = set(drop.files) - set(gone)
    return list(drop.files) if all(_is_leftover(name) for name in rest) else gone


def _is_of(name: str, files: Iterable[str]) -> bool:
    return any(drops.belongs(name, file) for file in files)


def _is_leftover(name: str) -> bool:
    """Say whether a file is what an office program or a system leaves beside those of people."""
    called = PurePosixPath(name).name.casefold()
    return called.startswith(("~$", "._")) or called in (".ds_store", "thumbs.db", "desktop.ini")


def _photographs_of(drop: Drop) -> str:
    """Return what the photographs of a drop are called that belong to no survey of it."""
    day = drop.at[:10]
    return f"ảnh {day[8:]}-{day[5:7]}-{day[:4]}"


def _step(steps: Steps) -> Callable[[str, int, int], None]:
    def step(file: str, done: int, count: int) -> None:
        steps(Path(file).name, done + 1, count)

    return step
