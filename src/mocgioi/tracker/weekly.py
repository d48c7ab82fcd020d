"""The weekly routine: what is new in a folder goes in, and the clerk's desk is laid out anew.

Surveys go in, sheets that a person filled in come back, map, report, page and sheets follow. The
pages are written again whenever they are not of this day, this store and this folder.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi import sources
from mocgioi.domain.batch import Receipt
from mocgioi.errors import CannotWrite, Language, MocgioiError
from mocgioi.intake.survey.alarms import alarms_of_name
from mocgioi.outputs.report import render
from mocgioi.outputs.sheets.decisions import DECIDED_BEFORE
from mocgioi.outputs.weekly import has_room, state_of, weekly_page
from mocgioi.outputs.weekly_facts import Entry, Figures, WeeklyFacts, Work
from mocgioi.sources.kinds import refuse
from mocgioi.store import reading
from mocgioi.store.history import files_taken_back
from mocgioi.tracker import (
    keeping,
    own_sheets,
    returned_rows,
    taking,
    upgrading,
    waiting,
)
from mocgioi.tracker.desk_sheets import WORKLIST_NAME, Desk, corrections_name, corrections_of
from mocgioi.tracker.moments import today
from mocgioi.tracker.returned_rows import SHEET_UNTOUCHED
from mocgioi.tracker.updated import Updated
from mocgioi.tracker.writing import write_whole
from mocgioi.version import VERSION

if TYPE_CHECKING:
    from mocgioi.documents.cases import CaseEntry
    from mocgioi.documents.status import Status
    from mocgioi.intake.survey.policy import Policy
    from mocgioi.sources.album import Source
    from mocgioi.tracker import Tracker
    from mocgioi.tracker.updated import Talk

MAP_NAME, REPORT_NAME, PAGE_NAME = "map.html", "report.html", "tom-tat.html"
_DAYS = 7
"""For how long the page tells what went in, and what of that should be looked at."""
_NO_SURVEY = frozenset({"not-a-survey", "column-missing", "rows-missing", "format-unsupported"})
"""Codes for which a file is refused that is something else than a survey."""
_OPEN = "decision-open"


def update(tracker: Tracker, folder: Path, *, policy: Policy | None, talk: Talk) -> Updated:
    """Apply every new survey in `folder`, then lay out map, report, summary and sheets there.

    Every table and every zip, also in the folders in it, is a survey of its own.

    What a person took back (`undo`) does not come in again by itself. A store of an earlier version
    is brought forward first, and kept as it was beside it.

    What went in stays, and is returned, also where the pages cannot be written then
    (`Updated.unfinished`).

    Raises:
        CannotWrite: the folder is not there.
        SchemaVersion: the store is newer than this program.
    """
    if not folder.is_dir():
        raise CannotWrite(f"Không có thư mục «{folder}».", f"There is no folder “{folder}”.")
    upgraded = upgrading.bring_forward(tracker.store)
    before = tracker.figures.status()
    gathered = sources.gather(folder, tracker.store.path)
    page = folder / PAGE_NAME
    done = Updated(
        upgraded=upgraded,
        receipts=[],
        known_files=[],
        waiting=[],
        refused=[],
        no_surveys=[],
        others=gathered.others,
        undone=[],
        blank=[],
        decided={},
        recorded={},
        to_report=0,
        perhaps=0,
        overdue=0,
        work=[],
        page=page,
        written=[],
    )
    untouched, claimed = _take_in(tracker, gathered, done, policy, talk)
    try:
        _take_in_the_rest(tracker, folder, gathered, done, claimed, policy)
        return _lay_out(tracker, folder, before, done, untouched, talk)
    except MocgioiError as error:
        return done._replace(unfinished=error)


def _take_in(
    tracker: Tracker,
    gathered: sources.Gathered,
    done: Updated,
    policy: Policy | None,
    talk: Talk,
) -> tuple[list[Path], set[str]]:
    """Take in the surveys of the folder.

    Returns:
        The sheets of ours that nobody wrote in, and the paths of the photographs that surveys
        claimed.
    """
    batches = tracker.surveys.batches()
    taken_back = files_taken_back(batches)
    taken_in = {batch.sha256: place for place, batch in enumerate(batches, start=1)}
    claimed: set[str] = set()
    untouched: list[Path] = []
    hashed = [(_hash_of(path), path, inside) for path, inside in gathered.surveys]
    # A photograph that lies about goes to the newest survey it may belong to: new files come first.
    hashed.sort(key=lambda survey: -taken_in.get(survey[0], len(batches) + 1))
    for sha256, path, inside in hashed:
        if path.name == WORKLIST_NAME:
            continue
        talk.progress(inside)
        album = gathered.near(inside)
        try:
            if sha256 is None:
                raise refuse("file-unreadable", file=inside)
            if sha256 in taken_back:
                done.undone.append(inside)
                continue
            receipt = taking.apply_survey(
                tracker.store,
                path,
                policy=policy,
                named=inside,
                album=album,
                near=gathered.near,
                by_routine=True,
            )
            _sort_in(done, receipt)
        except MocgioiError as error:
            own = next((f.value for f in error.findings if f.code == "not-a-survey"), None)
            if own in own_sheets.TAKEN_BACK:
                own_sheets.take_back(tracker.store, path, inside, done, own)
            elif any(f.code == SHEET_UNTOUCHED for f in error.findings):
                untouched.append(path)
            elif batch := _emptied(path, error):
                _leave_out(tracker, path, inside, batch, done)
            else:
                refused = done.no_surveys if _is_no_survey(error) else done.refused
                refused.append((Path(inside), error))
        claimed |= album.claimed
    return untouched, claimed


def _take_in_the_rest(
    tracker: Tracker,
    folder: Path,
    gathered: sources.Gathered,
    done: Updated,
    claimed: set[str],
    policy: Policy | None,
) -> None:
    """Keep the alarms in names of files that are not taken, and take in loose photographs."""
    with tracker.store.reading() as connection:
        known = reading.marker_numbers(connection)
    not_taken = [path.as_posix() for path, _ in (*done.refused, *done.no_surveys)]
    for name in (*not_taken, *gathered.others, *(photo.path for photo in gathered.photos)):
        keeping.keep_alarms(tracker.store, name, alarms_of_name(name, known))
    loose = [photo for photo in gathered.photos if photo.path not in claimed]
    if loose:
        _take_photos(tracker, done, loose, folder, policy)


def _hash_of(path: Path) -> str | None:
    """Return the hash of a file; None: another program holds it, or it may not be read."""
    try:
        return sources.sha256_of(path)
    except OSError:
        return None


def _emptied(path: Path, error: MocgioiError) -> str | None:
    """Return the batch whose rejected rows a person took out of their sheet, all of them."""
    has_no_rows = any(f.code in ("file-empty", "rows-missing") for f in error.findings)
    return corrections_of(path.name) if has_no_rows and path.stat().st_size else None


def _leave_out(tracker: Tracker, path: Path, inside: str, batch: str, done: Updated) -> None:
    """Record that a person took every row out of the sheet of a batch's rejected rows."""
    try:
        _sort_in(done, returned_rows.leave_out_rejected(tracker.store, path, batch, named=inside))
    except MocgioiError as error:
        done.refused.append((Path(inside), error))


def _sort_in(done: Updated, receipt: Receipt) -> None:
    """Put the receipt of one more survey among what is new, known or blank."""
    if any(finding.code == "form-empty" for finding in receipt.findings):
        done.blank.append(receipt.file)
    elif receipt.batch is not None:
        done.receipts.append(receipt)
        return
    else:
        done.known_files.append(receipt.file)
    left_out = waiting.left_out(receipt.findings)
    if left_out and _is_unkept(receipt):
        done.waiting.append(replace(receipt, findings=left_out))


def _is_unkept(receipt: Receipt) -> bool:
    """Say whether no batch keeps what a receipt tells, so that it is told anew each time."""
    return not any(finding.code == "already-applied" for finding in receipt.findings)


def _take_photos(
    tracker: Tracker, done: Updated, photos: list[Source], folder: Path, policy: Policy | None
) -> None:
    """Take in the photographs that no survey claimed; they are no file."""
    name = folder.resolve().name
    try:
        receipt = taking.apply_photos(tracker.store, photos, named=name, policy=policy)
    except MocgioiError as error:
        done.refused.append((Path(photos[0].path), error))
        return
    _sort_in(done, receipt)
    with suppress(ValueError):
        done.known_files.remove(name)


def _is_no_survey(error: MocgioiError) -> bool:
    """Say whether a file was refused because it is something else, whole and sound."""
    return bool(error.findings) and all(f.code in _NO_SURVEY for f in error.findings)


def _lay_out(
    tracker: Tracker,
    folder: Path,
    before: Status,
    done: Updated,
    untouched: list[Path],
    talk: Talk,
) -> Updated:
    """Write the pages and sheets, unless they are of this day, this store and this folder."""
    standing = waiting.standing(tracker.store, days=_DAYS, spell=talk.spell)
    desk = Desk(tracker.store, folder, talk.lang, talk.spell)
    cases = tracker.cases.document()
    kept = {case: cells for came in done.recorded.values() for case, cells in came.kept.items()}
    case_names = desk.lay_out_cases(cases, kept)
    work = _work(tracker, folder, done, standing, desk, untouched, talk)
    weights = [entry["alarm"] for entry in cases["cases"]]
    overdue = [entry for entry in cases["cases"] if _is_overdue(entry)]
    done = done._replace(
        work=work,
        to_report=weights.count("sure"),
        perhaps=weights.count("possible"),
        overdue=len(overdue),
    )
    named = (MAP_NAME, REPORT_NAME, PAGE_NAME)
    is_there = all((folder / name).is_file() for name in named)
    if is_there and _state(tracker, done, talk.lang) == state_of(
        done.page.read_text("utf-8", "replace")
    ):
        return done
    talk.progress(MAP_NAME)
    pages = {
        MAP_NAME: tracker.maps.page(lang=talk.lang),
        REPORT_NAME: render(tracker.figures.coverage(full=True), "html", talk.lang),
    }
    facts = _facts(tracker, before, done, standing)._replace(
        case_sheets=case_names, overdue=overdue, upgraded=done.upgraded
    )
    desk.lay_out_worklist(work, facts.moves, is_needed=not has_room(facts, talk.lang))
    # The map measures the roads where they have changed, so that the store is whole only now.
    state = _state(tracker, done, talk.lang)
    pages[PAGE_NAME] = weekly_page(facts, talk.lang, state=state, spell=talk.spell)
    for name, text in pages.items():
        write_whole(folder / name, text.encode())
    return done._replace(written=[folder / name for name in pages])


def _is_overdue(entry: CaseEntry) -> bool:
    """Say whether a step is overdue in a case that was reported."""
    due = entry["due"]
    return due is not None and due["overdue_days"] > 0 and not entry["alarm"]


def _state(tracker: Tracker, done: Updated, lang: Language) -> str:
    """Return what the pages hang on: day, program, language, the store's file, and the folder."""
    store = tracker.store.path
    stamps = [
        (part.stat().st_mtime_ns, part.stat().st_size)
        for part in (store, store.with_name(store.name + "-wal"))
        if part.is_file()
    ]
    files = sorted([*done.known_files, *done.undone, *done.blank, *(r.file for r in done.receipts)])
    work = [(listed.kind, sorted(map(repr, listed.entries))) for listed in done.work]
    return hashlib.sha256(repr((today(), VERSION, lang, stamps, files, work)).encode()).hexdigest()


def _work(
    tracker: Tracker,
    folder: Path,
    done: Updated,
    standing: waiting.Standing,
    desk: Desk,
    untouched: list[Path],
    talk: Talk,
) -> list[Work]:
    """Return all that waits, the sheets for it laid out; what there is none of is left out."""
    document = tracker.decisions.disagreements()
    conflicts = document["conflicts"]
    reasons = waiting.reasons_of(tracker.store, conflicts, talk.spell)
    corrections = desk.lay_out_corrections(list(standing.rows), untouched)
    is_several = len(corrections) > 1
    decisions = desk.lay_out_decisions(document)

    def of_errors(errors: list[tuple[Path, MocgioiError]]) -> list[Entry]:
        return [Entry(e.words(talk.spell), file=path.as_posix()) for path, e in errors]

    def of_findings(receipts: list[Receipt]) -> list[Entry]:
        return [waiting.of_file(r.file, f, talk.spell) for r in receipts for f in r.findings]

    left_out = [*standing.left_out, *of_findings(done.waiting)]
    seen = desk.lay_out_seen(standing.left_out, standing.looked)
    works = [
        Work("refused", of_errors(done.refused)),
        Work(
            "rows",
            [
                entry._replace(answered_in=corrections_name(batch) if is_several else None)
                for batch, rows in standing.rows.items()
                for entry in rows
            ],
            corrections,
        ),
        Work(
            "contested",
            [waiting.contested(c) for c in conflicts if c["reason"] == "contested"],
            decisions,
        ),
        Work(
            "held",
            [waiting.held(c, reasons) for c in conflicts if c["reason"] == "held"],
            decisions,
        ),
        Work(
            "decided",
            [
                waiting.of_file(name, finding, talk.spell)
                for name, decided in done.decided.items()
                for finding in decided.findings
                if finding.code not in (DECIDED_BEFORE, _OPEN)
            ]
            + [
                waiting.of_file(name, finding, talk.spell)
                for name, recorded in done.recorded.items()
                for finding in recorded.findings
            ],
            [
                *done.decided,
                *(name for name, recorded in done.recorded.items() if recorded.findings),
            ],
        ),
        Work("no_surveys", of_errors(done.no_surveys)),
        Work("others", [waiting.unread(folder, name, talk.spell) for name in done.others]),
        Work("left_out", left_out, seen),
        Work(
            "unwritten",
            [Entry(error.words(talk.spell), file=name) for name, error in desk.unwritten],
        ),
        Work("looked", standing.looked, seen),
    ]
    return [work for work in works if work.entries]


def _facts(
    tracker: Tracker, before: Status, done: Updated, standing: waiting.Standing
) -> WeeklyFacts:
    after = tracker.figures.status()
    decided = [n for sheet in done.decided.values() for n in sheet.moved]
    return WeeklyFacts(
        ran_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        as_of=after["as_of"],
        before=_figures(before),
        after=_figures(after),
        alarms=after["report_at_once"],
        possible=after["perhaps_at_once"],
        work=done.work,
        recent=standing.recent,
        days=_DAYS,
        moves=[(receipt.file, move) for receipt in done.receipts for move in receipt.moves],
        decided=list(dict.fromkeys(decided)),
        known_files=len(done.known_files),
        undone=done.undone,
        blank=done.blank,
        map_name=MAP_NAME,
        report_name=REPORT_NAME,
        worklist_name=WORKLIST_NAME,
        illustrative=after["illustrative"],
    )


def _figures(status: Status) -> Figures:
    return Figures(status["road_built"], status["markers_needing_road"], status["percent"])
