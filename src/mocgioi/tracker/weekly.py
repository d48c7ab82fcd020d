"""The weekly routine: what is new in a folder goes in, and map, report and summary follow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mocgioi import sources
from mocgioi.domain.batch import Receipt
from mocgioi.errors import CannotWrite, Language, MocgioiError, Text
from mocgioi.outputs.report import render
from mocgioi.outputs.weekly import (
    Alarm,
    Figures,
    Held,
    Refused,
    Waiting,
    WeeklyFacts,
    weekly_page,
)
from mocgioi.store import history
from mocgioi.tracker import counting
from mocgioi.tracker.writing import write_whole

if TYPE_CHECKING:
    from mocgioi.intake.policy import Policy
    from mocgioi.tracker import Tracker

MAP_NAME, REPORT_NAME, PAGE_NAME = "map.html", "report.html", "tom-tat.html"
_FAR = Text("vị trí đo xa mốc", "measured far from the marker")


class Updated(NamedTuple):
    """What one run did.

    Attributes:
        receipts: of the files that were new; known: how many were taken in before.
        refused: files that could not be taken, with the error.
        written: the pages that were written; empty when nothing was new.
    """

    receipts: list[Receipt]
    known: int
    refused: list[tuple[Path, MocgioiError]]
    written: list[Path]


def update(
    tracker: Tracker,
    folder: Path,
    *,
    lang: Language,
    policy: Policy | None,
    told: Callable[[str], None],
) -> Updated:
    """Apply every new survey in `folder`, then rewrite map, report and summary there.

    A zip, and a folder in it with rows or photographs of its own, is a survey like a file.

    A file that a person took back (`undo`) does not come in again by itself.

    Raises:
        CannotWrite: the folder is not there or cannot be written.
    """
    if not folder.is_dir():
        raise CannotWrite(f"Không có thư mục «{folder}».", f"There is no folder “{folder}”.")
    before = tracker.status()
    receipts: list[Receipt] = []
    refused: list[tuple[Path, MocgioiError]] = []
    known = 0
    taken_back = {
        b.sha256 for b in tracker.batches() if b.observations and b.undone == b.observations
    }
    for path in sources.surveys_in(folder, tracker.store.path):
        told(path.name)
        try:
            if sources.identity_of(path, tracker.store.path) in taken_back:
                known += 1
                continue
            receipt = tracker.apply_survey(path, policy=policy)
        except MocgioiError as error:
            refused.append((path, error))
            continue
        if receipt.batch is None:
            known += 1
        else:
            receipts.append(receipt)
    if not (receipts or refused) and (folder / PAGE_NAME).is_file():
        return Updated(receipts, known, refused, [])
    told(MAP_NAME)
    facts = _facts(tracker, before, receipts, known, refused)
    pages = {
        MAP_NAME: tracker.map_page(lang=lang),
        REPORT_NAME: render(tracker.coverage(full=True), "html", lang),
        PAGE_NAME: weekly_page(facts, lang),
    }
    for name, text in pages.items():
        write_whole(folder / name, text.encode())
    return Updated(receipts, known, refused, [folder / name for name in pages])


def _facts(
    tracker: Tracker,
    before: dict[str, object],
    receipts: list[Receipt],
    known: int,
    refused: list[tuple[Path, MocgioiError]],
) -> WeeklyFacts:
    after = tracker.status()
    conflicts = tracker.disagreements()["conflicts"]
    with tracker.store.reading() as connection:
        batches = history.batches(connection)
    return WeeklyFacts(
        ran_at=batches[-1].recorded_at if batches else counting.as_instant(after["as_of"]),
        as_of=after["as_of"],
        before=_figures(before),
        after=_figures(after),
        receipts=receipts,
        known_files=known,
        refused=[Refused(path.name, error.text) for path, error in refused],
        alarms=[
            Alarm(alarm["number"], alarm["condition"], alarm["since"])
            for alarm in after["report_at_once"]
        ],
        waiting=[
            Waiting(
                c["marker"],
                c["aspect"],
                c["observed_on"],
                tuple(side["value"] for side in [*c["sides"], c["standing"]] if side),
            )
            for c in conflicts
            if c["reason"] == "contested"
        ],
        held=[
            Held(c["marker"], c["sides"][0]["file"] or "", c["sides"][0]["row"], _FAR)
            for c in conflicts
            if c["reason"] == "held"
        ],
        map_name=MAP_NAME,
        report_name=REPORT_NAME,
        illustrative=after["illustrative"],
    )


def _figures(status: dict[str, object]) -> Figures:
    percent = status["percent"]
    return Figures(
        int(str(status["road_built"])),
        int(str(status["markers_needing_road"])),
        None if percent is None else float(str(percent)),
    )
