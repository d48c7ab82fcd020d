"""Open cases as a spreadsheet to write in, and what a filled one says was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.errors import Finding, Language, MocgioiError, Speller, Text
from mocgioi.intake.rows import values
from mocgioi.outputs.sheets.cases import (
    DAY_OF,
    DOCUMENT,
    MINUTES,
    NO_ALARM,
    OF_MARKER,
    REPAIRED,
    REPORTED,
    TO,
    WHY,
    case_sheet,
    says_of,
)
from mocgioi.outputs.sheets.returned import says_yes
from mocgioi.store import reading
from mocgioi.store.explaining import FilePath
from mocgioi.store.handle import Store
from mocgioi.tracker import case_steps
from mocgioi.tracker.alarming import cases_of
from mocgioi.tracker.decision_sheets import rows_of
from mocgioi.tracker.moments import as_day, today
from mocgioi.tracker.numbers import present_number
from mocgioi.words.findings import finding

if TYPE_CHECKING:
    from mocgioi.documents.cases import Cases as CasesDocument
    from mocgioi.domain.cases import Case
    from mocgioi.store.geopackage import Transaction

Cells = Mapping[Text, str]


def is_same(path: FilePath, content: bytes) -> bool:
    """Say whether a sheet that is there has every cell of the one it would be written anew as."""
    try:
        there = rows_of(path)
    except MocgioiError:
        return False
    with TemporaryDirectory(prefix="mocgioi-") as folder:
        anew = Path(folder, "anew.xlsx")
        anew.write_bytes(content)
        return there == rows_of(anew)


class Recorded(NamedTuple):
    """What came of a filled sheet.

    Attributes:
        subjects: of the cases of which something was recorded.
        findings: what is wrong with the other rows.
        kept: what stands in those, by case.
    """

    subjects: list[str]
    findings: list[Finding]
    kept: dict[str, Cells]


def sheet(
    store: Store,
    document: CasesDocument,
    *,
    lang: Language,
    kept: Mapping[str, Cells] = MappingProxyType({}),
    spell: Speller,
) -> bytes:
    """Return open cases as a sheet.

    Args:
        kept: what was written in an earlier sheet and not recorded, by case.
    """
    with store.reading() as connection:
        illustrative = reading.is_illustrative(connection)
    return case_sheet(document, lang=lang, illustrative=illustrative, kept=kept, spell=spell)


def record(store: Store, path: FilePath, *, by: str) -> Recorded:
    """Record what a filled sheet says was done, all of a row or nothing of it.

    What is recorded already, or was and is corrected since, is nothing new.

    Raises:
        UnreadableInput: it cannot be read.
    """
    done = Recorded([], [], {})
    for row, code, cells in says_of(rows_of(path)):
        if not any(cells.values()):
            continue
        with store.reading() as connection:
            cases = cases_of(connection, as_of=today())
        asked = _asked([case for case in cases if _is_of(case, code)], cells)
        if asked is None:
            continue
        if isinstance(asked, _Asked):
            try:
                if asked.marker:
                    asked = asked._replace(marker=present_number(store, asked.marker))
                with store.writing() as transaction:
                    done.subjects.append(_write(transaction, asked, cells[WHY], by))
                continue
            except MocgioiError as error:
                wrong = finding("case-refused", why=error.text)._replace(hints=tuple(error.hints))
        else:
            wrong = asked
        done.findings.append(wrong._replace(row=row))
        done.kept[code] = cells
    return done


class _Step(NamedTuple):
    """One thing that a row says was done; its day as it is written."""

    kind: str
    day: str
    party: str | None
    document: str | None


class _Asked(NamedTuple):
    """What is to be recorded of a row.

    Attributes:
        marker: the number of the marker the row is about, as it is written; or None.
        steps: what was done. is_dismissed: there is nothing to report.
    """

    subject: str
    marker: str | None
    steps: Sequence[_Step]
    is_dismissed: bool


def _asked(of_row: Sequence[Case], cells: Cells) -> _Asked | Finding | None:
    """Return what is to be recorded of a row, or what is wrong with it; None: it says nothing new.

    Args:
        of_row: the cases that the row is about.
    """
    history = [event for case in of_row for event in case.history]
    before = {
        (
            event.kind,
            event.day,
            event.party if event.kind == "reported" else None,
            event.document if event.kind in ("reported", "repaired") else None,
        )
        for event in history
    }
    steps = list(_steps(cells))
    new = [s for s in steps if (s.kind, _iso(s.day), s.party, s.document) not in before]
    mark, why, marker = cells[NO_ALARM], cells[WHY], cells[OF_MARKER] or None
    says_none = says_yes(mark)
    if says_none is None:
        return finding("mark-unreadable", column=NO_ALARM.vi, value=mark, written=mark[:40])
    if marker and any(case.marker == _number(marker) for case in of_row):
        marker = None
    is_dismissed = says_none and not any(
        event.kind == "dismissed" and event.why == why for event in history
    )
    if not (new or marker or is_dismissed):
        is_alone = why and not (steps or says_none or cells[OF_MARKER])
        return finding("case-reason-alone", column=WHY.vi) if is_alone else None
    if not of_row:
        return finding("case-unknown")
    if is_dismissed and new:
        return finding("case-two-ways", column=NO_ALARM.vi, value=mark)
    lacking = next((step for step in new if not step.day), None)
    if lacking is not None:
        given = TO if lacking.party else MINUTES if lacking.kind == "repaired" else DOCUMENT
        day = DAY_OF[lacking.kind]
        return finding("case-day-missing", column=day.vi, heading=given, day=day)
    return _Asked(of_row[-1].subject, marker, new, is_dismissed)


def _write(transaction: Transaction, asked: _Asked, why: str, by: str) -> str:
    """Record what is asked, and return the subject of the case.

    Raises:
        MocgioiError: a step cannot be, by the rules of `case_steps`.
    """
    subject = asked.subject
    if asked.marker:
        subject = case_steps.identify(transaction, subject, asked.marker, by=by)
    if asked.is_dismissed:
        case_steps.dismiss(transaction, subject, why=why, by=by)
    for step in asked.steps:
        case_steps.record(
            transaction,
            subject,
            case_steps.Days(**{step.kind: as_day(_iso(step.day) or step.day)}),
            to=step.party,
            document=step.document,
            why=why or None,
            by=by,
        )
    return subject


def _is_of(case: Case, code: str) -> bool:
    return bool(code) and (case.subject == code or any(a.id == code for a in case.alarms))


def _steps(cells: Cells) -> Iterator[_Step]:
    """Yield what a row says was done, in the order of the steps."""
    for kind, heading in DAY_OF.items():
        party = cells[TO] or None if heading is REPORTED else None
        paper = {REPORTED: DOCUMENT, REPAIRED: MINUTES}.get(heading)
        document = (cells[paper] or None) if paper else None
        if cells[heading] or party or document:
            yield _Step(kind, cells[heading], party, document)


def _iso(written: str) -> str | None:
    return values.day(written).iso if written else None


def _number(written: str) -> str | None:
    number = values.marker_number(written)
    return None if number is None else str(number)
