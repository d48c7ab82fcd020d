"""Questions about what cells of a survey mean: words, days, and how far off is too far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from mocgioi.domain import phrases
from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.days import day_text
from mocgioi.domain.phrases import SAME
from mocgioi.domain.places import fold
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Finding, Text
from mocgioi.intake.rows import values
from mocgioi.intake.rows.row import Row, unknown_code
from mocgioi.intake.rows.values import is_month_first
from mocgioi.intake.survey.across_rows import Days
from mocgioi.intake.survey.policy import DISTANCES, NAMES, STANDARD
from mocgioi.sources import Cell
from mocgioi.tracker.asking import THRESHOLD, Choice, Entry, Question, leaving
from mocgioi.tracker.moments import today
from mocgioi.words import of_questions as words
from mocgioi.words.findings import joined, worded

if TYPE_CHECKING:
    from mocgioi.intake.rows.mapping import Recognised
    from mocgioi.intake.survey.policy import DateOrder
    from mocgioi.sources import RawRow
    from mocgioi.tracker.asking import Answers, Weight

MOST_WORDS = 60
"""Words of one file that are asked about at a time, those of the most rows first."""

_EXAMPLES = 3
_UNKNOWN = {unknown_code(aspect, aspect): aspect for aspect in SURVEYED}
_THRESHOLDS = {
    "position-off": ("told_m", "held_m"),
    "position-far": ("told_m", "held_m"),
    "accuracy-poor": ("poor_accuracy_m",),
    "position-across-line": ("across_line_m",),
    "photo-far": ("photo_told_m",),
}
"""The thresholds that a finding comes of, by its code."""


class Cells:
    """The cells of a file's tables, by where findings say that they stand."""

    def __init__(self, read: Iterable[Recognised], findings: Iterable[Finding]) -> None:
        wanted = {(f.sheet, f.row) for f in findings if f.row is not None}
        self._rows: dict[tuple[str | None, int | None], tuple[Recognised, RawRow]] = {
            (one.table.name, row.row): (one, row)
            for one in read
            for row in one.table.rows
            if (one.table.name, row.row) in wanted
        }

    def of(self, finding: Finding) -> Cell:
        """Return the cell that a finding is about, or None."""
        at = self._rows.get((finding.sheet, finding.row))
        if at is None or finding.column not in at[0].columns.header:
            return None
        one, row = at
        place = one.columns.header.index(finding.column)
        return row.values[place] if place < len(row.values) else None

    def aspect_of(self, finding: Finding) -> str | None:
        """Return the aspect whose words a finding is about, or None."""
        if finding.code in _UNKNOWN:
            return _UNKNOWN[finding.code]
        at = self._rows.get((finding.sheet, finding.row))
        if at is None or finding.column not in at[0].columns.header:
            return None
        columns = at[0].columns
        place = columns.header.index(finding.column)
        return next(
            (
                aspect
                for aspect in SURVEYED
                if columns.index.get(aspect) == place
                or any(period.place == place for period in columns.periods.get(aspect, ()))
            ),
            None,
        )


def meanings(
    read: Sequence[Recognised],
    findings: Sequence[Finding],
    answers: Answers,
    remembered: Mapping[tuple[str, str], str],
) -> Iterator[Question]:
    """Ask what words mean that are not understood or may mean two things; and show what was said.

    Only what ``--word`` settles is asked: not marks without a letter, which would all mean one.
    What was said of an earlier file is shown, too, where it was read so again.

    Args:
        remembered: code by aspect and folded words, as was said of earlier files.
    """
    told = [
        f
        for f in findings
        if f.severity == "error" and (f.code in _UNKNOWN or f.code == "state-ambiguous")
    ]
    cells = Cells(read, told)
    asked: dict[tuple[str, str], list[str]] = {}
    for finding in told:
        aspect = cells.aspect_of(finding)
        text = values.text(cells.of(finding)) or finding.value
        if aspect is not None and text and fold(text):
            asked.setdefault((aspect, fold(text)), []).append(text.strip())
    most = sorted(asked.items(), key=lambda item: -len(item[1]))[:MOST_WORDS]
    for (aspect, _), texts in most:
        yield _meaning(aspect, texts[0], len(texts), answers)
    for key in answers.words:
        aspect, _, text = key.partition(":")
        if (aspect, fold(text)) not in asked and aspect in CODE_LISTS:
            yield _meaning(aspect, text, 0, answers)
    said = {(key.partition(":")[0], fold(key.partition(":")[2])) for key in answers.words}
    for (aspect, text), code in _read_again(read, remembered).items():
        if (aspect, fold(text)) not in said:
            question = _meaning(aspect, text, 0, answers)
            labels = [choice.label for choice in question.choices]
            yield question._replace(chosen=labels.index(CODE_LISTS[aspect][code].label))


def _read_again(
    read: Iterable[Recognised], remembered: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], str]:
    """Return the code of words of a file that was said of an earlier one, by aspect and words."""
    again: dict[tuple[str, str], str] = {}
    met: set[tuple[str, str]] = set()
    for one in read:
        places = {aspect: one.columns.index.get(aspect) for aspect in SURVEYED}
        for aspect, place in places.items():
            if place is None or not any(about == aspect for about, _ in remembered):
                continue
            for row in one.table.rows:
                text = values.text(row.values[place]) if place < len(row.values) else None
                key = (aspect, fold(text or ""))
                if text and key in remembered and key not in met:
                    met.add(key)
                    again[aspect, text.strip()] = remembered[key]
    return again


def _meaning(aspect: str, text: str, rows: int, answers: Answers) -> Question:
    phrase = phrases.read(aspect, text)
    readings = [code for code in (phrase.readings if phrase else ()) if code != SAME]
    terms = CODE_LISTS[aspect]
    codes = [*readings, *(code for code in terms if code not in readings)]
    key = f"{aspect}:{text}"
    id = f"word {key}"
    choices = [Choice(terms[code].label, {"words": {key: code}}) for code in codes if code in terms]
    choices.append(Choice(words.ROWS_WAIT, leaving(id, words={key: None})))
    question = Question(
        id,
        "word",
        "must" if rows else "may",
        worded(words.WORDS, written=text, label=ASPECTS[aspect].label),
        tuple(choices),
        why=words.FOR_ALL,
        rows=rows,
    )
    return question.answered(answers)


def dates(
    read: Sequence[Recognised], findings: Sequence[Finding], answers: Answers
) -> Iterator[Question]:
    """Ask whether a spreadsheet turned days and months, where what it left says so."""
    told = [
        f
        for f in findings
        if f.code == "date-order"
        or (f.code == "date-invalid" and f.severity == "error" and is_month_first(f.value or ""))
    ]
    if not told and answers.dates is None:
        return
    shown = {(f.sheet, f.row) for f in told}
    orders: tuple[tuple[Text, DateOrder], ...] = (
        (words.MONTH_FIRST, "month-first"),
        (words.DAY_FIRST, "day-first"),
    )
    choices = tuple(
        Choice(label, {"dates": order}, _read_by(read, order, shown)) for label, order in orders
    )
    left = Choice(words.ROWS_WAIT, leaving("dates", dates=None))
    question = Question(
        "dates",
        "dates",
        "must" if told else "may",
        words.DATES,
        (*choices, left),
        rows=len(told),
        examples=tuple(dict.fromkeys(f.value for f in told if f.value))[:_EXAMPLES],
    )
    yield question.answered(answers)


def _read_by(
    read: Iterable[Recognised], order: DateOrder, shown: set[tuple[str | None, int | None]]
) -> Text | None:
    """Return what the days of a file would be in an order: some of those that are asked about,
    how many others would be other days than they are, and how many still to come, or none.
    """
    now = today()
    examples: list[Text] = []
    moved: list[Text] = []
    to_come = impossible = 0
    for one in read:
        days, unasked = Days(now, order), Days(now, "ask")
        rows = [Row(one.table, one.columns, raw) for raw in one.table.rows]
        for row in rows:
            days.look(row)
            unasked.look(row)
        for row in rows:
            written = row.text("surveyed_on")
            if written is None:
                continue
            iso = days.read(row).iso
            impossible += iso is None
            to_come += iso is not None and iso > now
            if iso is None:
                continue
            shows = worded(words.READ_AS, written=written, day=day_text(iso))
            is_asked = (one.table.name, row.raw.row) in shown
            if is_asked or iso != unasked.read(row).iso:
                (examples if is_asked or not shown else moved).append(shows)
    parts = list(dict.fromkeys(examples))[:_EXAMPLES]
    if moved:
        some = joined(list(dict.fromkeys(moved))[:_EXAMPLES], ", ")
        parts.append(worded(words.OTHERS_MOVE, count=len(moved), examples=some))
    if to_come:
        parts.append(worded(words.TO_COME, count=to_come))
    if impossible:
        parts.append(worded(words.NO_DAYS, count=impossible))
    return joined(parts, "; ") if parts else None


def earliest(findings: Sequence[Finding], answers: Answers) -> Iterator[Question]:
    """Ask whether days before the earliest that is taken are right."""
    first = answers.policy.get("earliest_day") or STANDARD.earliest_day
    days = [
        iso
        for f in findings
        if f.code == "date-invalid" and f.severity == "error"
        if (iso := values.day(f.value).iso) is not None and iso < first
    ]
    if not days and "earliest_day" not in answers.policy:
        return
    usual = min([*days, first])
    id = "policy earliest_day"
    choices = (
        Choice(worded(words.FROM_DAY, day=day_text(usual)), {"policy": {"earliest_day": usual}}),
        Choice(words.REFUSED_EARLY, leaving(id, policy={"earliest_day": None})),
    )
    text = worded(words.EARLIEST, day=day_text(STANDARD.earliest_day))
    weight: Weight = "must" if days else "may"
    yield Question(id, "policy", weight, text, choices, rows=len(days)).answered(answers)


def thresholds(findings: Sequence[Finding], answers: Answers) -> Iterator[Question]:
    """Let the thresholds be written anew that made something be told or held."""
    concerned = [name for f in findings for name in _THRESHOLDS.get(f.code, ())]
    concerned += [name for name in answers.policy if name in DISTANCES]
    entries = tuple(
        Entry(f"{THRESHOLD}{name}", "number", _figure(answers, name), _in_metres(NAMES[name]))
        for name in DISTANCES
        if name in concerned
    )
    if entries:
        rows = {(f.sheet, f.row) for f in findings if f.code in _THRESHOLDS}
        yield Question("policy", "policy", "may", words.THRESHOLDS, rows=len(rows), entries=entries)


def _figure(answers: Answers, name: str) -> str:
    return answers.policy.get(name) or f"{getattr(STANDARD, name):g}"


def _in_metres(name: Text) -> Text:
    return Text(*(f"{words[:1].upper()}{words[1:]} (m)" for words in name))
