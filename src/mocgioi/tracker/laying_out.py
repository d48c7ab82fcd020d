"""The clerk's desk, laid out: map, report, page, and the sheets of what waits."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi.domain.batch import Receipt
from mocgioi.errors import Language, MocgioiError, Text
from mocgioi.outputs.report import render
from mocgioi.outputs.report.overall import headline
from mocgioi.outputs.sheets.decisions import DECIDED_BEFORE
from mocgioi.outputs.weekly import has_room, state_of, weekly_page
from mocgioi.outputs.weekly_facts import Entry, Figures, WeeklyFacts, Work
from mocgioi.tracker import waiting
from mocgioi.tracker.agenda import DAYS, Agenda, agenda
from mocgioi.tracker.desk_sheets import WORKLIST_NAME, Desk, corrections_name
from mocgioi.tracker.moments import today
from mocgioi.tracker.updated import Updated
from mocgioi.tracker.writing import write_whole
from mocgioi.version import VERSION

if TYPE_CHECKING:
    from mocgioi.documents.status import Status
    from mocgioi.tracker import Tracker
    from mocgioi.tracker.updated import Talk

MAP_NAME, REPORT_NAME, PAGE_NAME = "map.html", "report.html", "tom-tat.html"
_OPEN = "decision-open"


def lay_out(
    tracker: Tracker,
    folder: Path,
    before: Status,
    done: Updated,
    untouched: list[Path],
    talk: Talk,
) -> Updated:
    """Write the pages and sheets, unless they are of this day, this store and this folder."""
    waits = agenda(tracker, spell=talk.spell)
    desk = Desk(tracker.store, folder, talk.lang, talk.spell)
    kept = {case: cells for came in done.recorded.values() for case, cells in came.kept.items()}
    case_names = desk.lay_out_cases(waits.cases, kept)
    work = _work(folder, done, waits, desk, untouched, talk)
    done = done._replace(
        work=work,
        to_report=len(waits.to_report),
        perhaps=len(waits.perhaps),
        overdue=len(waits.overdue),
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
        REPORT_NAME: render(
            tracker.figures.coverage(full=True), "html", talk.lang, map_name=MAP_NAME
        ),
    }
    facts = _facts(tracker, before, done, waits.standing)._replace(
        case_sheets=case_names, overdue=waits.overdue, upgraded=done.upgraded
    )
    desk.lay_out_worklist(work, facts.moves, is_needed=not has_room(facts, talk.lang))
    # The map measures the roads where they have changed, so that the store is whole only now.
    state = _state(tracker, done, talk.lang)
    pages[PAGE_NAME] = weekly_page(facts, talk.lang, state=state, spell=talk.spell)
    for name, text in pages.items():
        write_whole(folder / name, text.encode())
    return done._replace(written=[folder / name for name in pages])


def _state(tracker: Tracker, done: Updated, lang: Language) -> str:
    """Return what the pages hang on: day, program, language, the store, and the folder."""
    files = sorted([*done.known_files, *done.undone, *done.blank, *(r.file for r in done.receipts)])
    work = [(listed.kind, sorted(map(repr, listed.entries))) for listed in done.work]
    state = (today(), VERSION, lang, tracker.store.mark(), files, work)
    return hashlib.sha256(repr(state).encode()).hexdigest()


def _work(
    folder: Path,
    done: Updated,
    waits: Agenda,
    desk: Desk,
    untouched: list[Path],
    talk: Talk,
) -> list[Work]:
    """Return all that waits, the sheets for it laid out; what there is none of is left out."""
    standing = waits.standing
    corrections = desk.lay_out_corrections(list(standing.rows), untouched)
    is_several = len(corrections) > 1
    decisions = desk.lay_out_decisions(waits.disagreements)

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
        Work("contested", waits.contested, decisions),
        Work("held", waits.held, decisions),
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
        headline=Text(headline(after, "vi"), headline(after, "en")),
        before=_figures(before),
        after=_figures(after),
        alarms=after["report_at_once"],
        possible=after["perhaps_at_once"],
        work=done.work,
        recent=standing.recent,
        days=DAYS,
        moves=[
            *((receipt.file, move) for receipt in done.receipts for move in receipt.moves),
            *((receipt.file, change) for receipt in done.receipts for change in receipt.changes),
        ],
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
