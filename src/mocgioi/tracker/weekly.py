"""The weekly routine: what is new in a folder goes in, and map, report and summary follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mocgioi import sources
from mocgioi.domain.batch import Receipt
from mocgioi.errors import CannotWrite, Finding, Language, MocgioiError, Speller, Text
from mocgioi.outputs.report import render
from mocgioi.outputs.weekly import (
    Figures,
    Held,
    Refused,
    Waiting,
    WeeklyFacts,
    weekly_page,
)
from mocgioi.store import history
from mocgioi.tracker import taking
from mocgioi.tracker.moments import as_instant
from mocgioi.tracker.writing import write_whole

if TYPE_CHECKING:
    from mocgioi.documents.status import Status
    from mocgioi.intake.survey.policy import Policy
    from mocgioi.sources.album import Source
    from mocgioi.tracker import Tracker

MAP_NAME, REPORT_NAME, PAGE_NAME = "map.html", "report.html", "tom-tat.html"
_REPEATED = frozenset({"file-unread", "form-empty", "photo-orphan", "photo-unreadable"})
"""Codes of warnings that something was left out; repeated until it is gone or taken in."""
_NO_SURVEY = frozenset({"not-a-survey", "column-missing", "rows-missing", "format-unsupported"})
"""Codes for which a file is refused that is something else than a survey."""
_FAR = Text("vị trí đo xa mốc", "measured far from the marker")


class Updated(NamedTuple):
    """What one run did.

    Attributes:
        receipts: of the files that were new; known: how many were taken in before.
        waiting: receipts of known files of which a part is still not taken in.
        refused: paths in the folder of files that could not be taken, with the error.
        no_surveys: the same of files that are no surveys by their columns or kind.
        others: paths in the folder of files of kinds that are not read.
        written: the pages that were written; empty when nothing was new.
    """

    receipts: list[Receipt]
    known: int
    waiting: list[Receipt]
    refused: list[tuple[Path, MocgioiError]]
    no_surveys: list[tuple[Path, MocgioiError]]
    others: list[str]
    written: list[Path]

    @property
    def has_news(self) -> bool:
        """Whether something is new, or something needs a person."""
        return bool(self.receipts or self.waiting or self.refused or self.no_surveys)


def update(
    tracker: Tracker,
    folder: Path,
    *,
    lang: Language,
    policy: Policy | None,
    progress: Callable[[str], None],
    spell: Speller,
) -> Updated:
    """Apply every new survey in `folder`, then rewrite map, report and summary there.

    Every table and every zip, also in the folders in it, is a survey of its own.

    A file that a person took back (`undo`) does not come in again by itself.

    Raises:
        CannotWrite: the folder is not there or cannot be written.
    """
    if not folder.is_dir():
        raise CannotWrite(f"Không có thư mục «{folder}».", f"There is no folder “{folder}”.")
    before = tracker.figures.status()
    gathered = sources.gather(folder, tracker.store.path)
    done = Updated([], 0, [], [], [], gathered.others, [])
    taken_back = {
        b.sha256 for b in tracker.surveys.batches() if b.observations and b.undone == b.observations
    }
    claimed: set[str] = set()
    for path, inside in gathered.surveys:
        progress(inside)
        album = gathered.near(inside)
        try:
            if sources.sha256_of(path) in taken_back:
                done = done._replace(known=done.known + 1)
                continue
            receipt = taking.apply_survey(
                tracker.store,
                path,
                policy=policy,
                named=inside,
                album=album,
            )
            done = _with(done, receipt)
        except MocgioiError as error:
            refused = done.no_surveys if _is_no_survey(error) else done.refused
            refused.append((Path(inside), error))
        claimed |= album.claimed
    loose = [photo for photo in gathered.photos if photo.path not in claimed]
    if loose:
        done = _with_photos(tracker, done, loose, folder, policy)
    if not done.has_news and (folder / PAGE_NAME).is_file():
        return done
    progress(MAP_NAME)
    pages = {
        MAP_NAME: tracker.maps.page(lang=lang),
        REPORT_NAME: render(tracker.figures.coverage(full=True), "html", lang),
        PAGE_NAME: weekly_page(_facts(tracker, before, done), lang, spell=spell),
    }
    for name, text in pages.items():
        write_whole(folder / name, text.encode())
    return done._replace(written=[folder / name for name in pages])


def _with(done: Updated, receipt: Receipt) -> Updated:
    """Return what was done, with the receipt of one more survey among what is new or known."""
    if receipt.batch is not None:
        done.receipts.append(receipt)
        return done
    left_out = [finding for finding in receipt.findings if _is_left_out(finding)]
    if left_out:
        done.waiting.append(replace(receipt, findings=left_out))
    return done._replace(known=done.known + 1)


def _with_photos(
    tracker: Tracker, done: Updated, photos: list[Source], folder: Path, policy: Policy | None
) -> Updated:
    """Return what was done, with the photographs that no survey claimed; they are no file."""
    name = folder.resolve().name
    try:
        receipt = taking.apply_photos(tracker.store, photos, named=name, policy=policy)
    except MocgioiError as error:
        done.refused.append((Path(photos[0].path), error))
        return done
    return _with(done, receipt)._replace(known=done.known)


def _is_no_survey(error: MocgioiError) -> bool:
    """Say whether a file was refused because it is something else, whole and sound."""
    return bool(error.findings) and all(f.code in _NO_SURVEY for f in error.findings)


def _is_left_out(finding: Finding) -> bool:
    """Say whether a finding tells of something in a file that did not come in, and is no row."""
    if finding.row is not None:
        return False
    return finding.severity == "error" or (
        finding.severity == "warning" and finding.code in _REPEATED
    )


def _facts(tracker: Tracker, before: Status, done: Updated) -> WeeklyFacts:
    after = tracker.figures.status()
    conflicts = tracker.decisions.disagreements()["conflicts"]
    with tracker.store.reading() as connection:
        batches = history.batches(connection)
    return WeeklyFacts(
        ran_at=batches[-1].recorded_at if batches else as_instant(after["as_of"]),
        as_of=after["as_of"],
        before=_figures(before),
        after=_figures(after),
        receipts=done.receipts,
        known_files=done.known,
        left_out=done.waiting,
        refused=[Refused(path.as_posix(), error.words()) for path, error in done.refused],
        no_surveys=[path.as_posix() for path, _ in done.no_surveys],
        others=done.others,
        alarms=after["report_at_once"],
        possible=after["perhaps_at_once"],
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


def _figures(status: Status) -> Figures:
    return Figures(status["road_built"], status["markers_needing_road"], status["percent"])
