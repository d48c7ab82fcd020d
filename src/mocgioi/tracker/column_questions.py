"""Questions about the columns of a file: which is which, and what its words would be then."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.places import fold
from mocgioi.errors import Finding, Text
from mocgioi.intake.rows.taking import is_refusing
from mocgioi.sources import Columns, Field, fields_of
from mocgioi.tracker.asking import Choice, Question, Weight, leaving, without_options
from mocgioi.tracker.column_readings import Judged, can_be, examples, judged
from mocgioi.words import of_questions as words
from mocgioi.words.findings import worded

if TYPE_CHECKING:
    from mocgioi.intake.rows.known import Known
    from mocgioi.intake.rows.mapping import Recognised
    from mocgioi.tracker.asking import Answers

_ALIKE = 0.6
_OF_YEARS = frozenset({"column-missing", "year-differs", "column-year"})

_OF_PROGRAMS = frozenset(
    {
        *("road_status_shown", "road_condition_shown", "marker_condition_shown", "shown_known_at"),
        *("submission", "review", "illustrative", "position_illustrative", "state", "words"),
        *("as_of_inferred", "cost_words", "confidence"),
    }
)
"""Fields that nobody is asked about: programs fill them in, or they say how a thing is known."""


@dataclass(frozen=True)
class ColumnQuestions:
    """Asks about the columns of one file.

    Attributes:
        kind: which fields it has. read: its tables. known: what the store knows.
        answers: what was said so far. findings: what its reading found. today: ISO day.
    """

    kind: str
    read: Sequence[Recognised]
    known: Known
    answers: Answers
    findings: Sequence[Finding]
    today: str

    def all(self) -> list[Question]:
        """Return the questions, what nothing can be done without first; of one id the first."""
        asked = [
            *self._missing(),
            *self._states(),
            *self._years(),
            *self._unseen(),
            *self._without_state(),
            *self._remembered(),
            *self._unused(),
            *self._said(),
        ]
        by_id: dict[str, Question] = {}
        for question in asked:
            by_id.setdefault(question.id, question.answered(self.answers))
        return list(by_id.values())

    # ------------------------------------------------------------------ what is asked

    def _missing(self) -> Iterator[Question]:
        """Ask for the column of each field that a table cannot be taken without."""
        is_any_taken = any(not is_refusing(one.columns) for one in self._tables())
        for one in self._tables():
            weight: Weight = "may" if is_any_taken and not one.table.is_beside else "must"
            for name in one.columns.missing:
                if name == "surveyed_on" and one.columns.periods:
                    continue
                choices = self._headings(one, name)
                if not choices:
                    continue
                label = label_of(fields_of(self.kind)[name])
                text = (
                    worded(words.FIELD_MISSING_ON, label=label, sheet=one.table.name)
                    if len(self.read) > 1 and one.table.name
                    else worded(words.FIELD_MISSING, label=label)
                )
                rows = len(one.table.rows)
                id = f"column {one.table.name or ''} {name}"
                yield Question(id, "column", weight, text, tuple(choices), rows=rows)

    def _headings(self, one: Recognised, name: str) -> list[Choice]:
        """Return the columns that may be a field's, the best first.

        None whose heading would be a cell of the field: then the first row of data was read as
        headings, and whoever says so would lose it.
        """
        field = fields_of(self.kind)[name]
        columns = [
            (self._judged(one, place, name), heading)
            for place, heading in enumerate(one.columns.header)
            if heading and not one.columns.is_serial(place) and not can_be(heading, name)
        ]
        columns = [(column, heading) for column, heading in columns if column.good]
        columns.sort(key=lambda item: (-_likeness(item[1], field), -item[0].good))
        return [
            Choice(_quoted(heading), {"columns": {name: heading}}, column.text)
            for column, heading in columns
        ]

    def _states(self) -> Iterator[Question]:
        """Ask of a column headed only *Tình trạng* of what it speaks."""
        for (sheet, heading), rows in _rows_of(self.findings, {"state-either"}).items():
            one = self._table(sheet, heading)
            if one is None:
                continue
            text = worded(words.COLUMN_STATE, heading=heading)
            choices = self._state_choices(one, [heading])
            id = f"column state {heading}"
            yield Question(id, "column", "must", text, tuple(choices), rows=rows)

    def _state_choices(
        self, one: Recognised, headings: Iterable[str], *, understood: bool = False
    ) -> list[Choice]:
        """Return that columns are the road's or the marker's state, the best understood first.

        Args:
            understood: only where a cell of it is understood then.
        """
        columns = [
            (self._judged(one, one.columns.header.index(heading), aspect), aspect, heading)
            for heading in headings
            for aspect in ("road_status", "marker_condition")
        ]
        columns.sort(key=lambda item: -item[0].good)
        return [
            Choice(
                Text(*(f"«{h}»: {label}" for label in ASPECTS[aspect].label)),
                {"columns": {aspect: h, _other_state(aspect): None}},
                column.text,
            )
            for column, aspect, h in columns
            if column.good or not understood
        ]

    def _years(self) -> Iterator[Question]:
        """Ask whether columns that each name a year are the state at its end."""
        told = [f for f in self.findings if f.code in _OF_YEARS]
        for one in self._tables():
            dated = {
                f"{aspect}@31/12/{period.year}": one.columns.header[period.place]
                for aspect, periods in one.columns.periods.items()
                for period in periods
                if period.day is None and f"{period.year}-12-31" <= self.today
            }
            concerned = [f for f in told if f.column in dated.values()]
            if not concerned:
                continue
            waiting = [f for f in concerned if f.severity == "error"]
            headings = ", ".join(f"«{heading}»" for heading in dated.values())
            id = f"column years {headings}"
            yield Question(
                id,
                "column",
                "must" if waiting else "should",
                worded(words.YEARS, headings=headings),
                (
                    Choice(words.END_OF_YEAR, {"columns": dated}),
                    Choice(words.AS_IT_STANDS, leaving(id, columns=dict.fromkeys(dated))),
                ),
                rows=sum(f.row is not None for f in waiting),
            )

    def _unseen(self) -> Iterator[Question]:
        """Ask whether what looks like a plan or an example was seen after all."""
        told = [f for f in self.findings if f.code == "not-observed"]
        for sheet in dict.fromkeys(f.sheet for f in told):
            one = next((r for r in self.read if r.table.name == sheet), None)
            heading = one.columns.heading("number") if one is not None else None
            if one is None or heading is None:
                continue
            of_sheet = [f for f in told if f.sheet == sheet]
            id = f"column seen {sheet or ''}"
            yield Question(
                id,
                "column",
                "must",
                worded(words.SEEN, title=sheet or one.table.name or "…")
                if sheet
                else words.SEEN_ALONE,
                (
                    Choice(words.NOT_SEEN, leaving(id, columns={"number": None})),
                    Choice(words.IS_SEEN, {"columns": {"number": heading}}),
                ),
                why=without_options(of_sheet[0].words()),
                rows=len(of_sheet),
            )

    def _without_state(self) -> Iterator[Question]:
        """Ask which column says how road or marker are, where none does.

        Of a table that cannot be read yet, too, so that all of it is answered at once.
        """
        told = {
            f.sheet: f.column
            for f in self.findings
            if f.code == "column-missing" and f.severity != "error"
        }
        waiting = [f for f in self.findings if f.code == "status-missing" and f.severity == "error"]
        for one in self._tables() if self.kind == "surveys" else ():
            sheet = one.table.name
            if sheet not in told and not (is_refusing(one.columns) and _says_nothing(one.columns)):
                continue
            unused = [one.columns.header[place] for place in one.columns.unused]
            free = [h for h in unused if not any(can_be(h, aspect) for aspect in SURVEYED)]
            choices = self._state_choices(one, free, understood=told.get(sheet) not in free)
            id = f"column states {sheet or ''}"
            leave = {"road_status": None, "marker_condition": None}
            choices.append(Choice(words.AS_IT_STANDS, leaving(id, columns=leave)))
            rows = sum(f.sheet == sheet for f in waiting)
            if len(choices) > 1:
                weight: Weight = "must" if rows else "should"
                yield Question(id, "column", weight, words.NO_STATE, tuple(choices), rows=rows)

    def _unused(self) -> Iterator[Question]:
        """Ask what the columns are that are not used; those that look like something first."""
        unclear = {
            f.column
            for f in self.findings
            if f.severity == "warning" and f.code in ("column-unknown", "column-unclear")
        }
        aside = {f.column for f in self.findings if f.code == "column-set-aside"}
        asked = []
        for one in self._tables():
            header = one.columns.header
            places = [p for p, h in enumerate(header) if p in one.columns.unused or h in aside]
            for place in places:
                weight: Weight = "should" if header[place] in unclear else "may"
                asked.append(self._column(one, place, weight))
        yield from sorted(filter(None, asked), key=lambda question: question.weight != "should")

    def _column(self, one: Recognised, place: int, weight: Weight) -> Question | None:
        """Ask which field a column is, of those it can be; None where it is empty."""
        heading = one.columns.header[place]
        id = f"column is {heading}"
        columns = {
            name: self._judged(one, place, name)
            for name in fields_of(self.kind)
            if name not in _OF_PROGRAMS
        }
        if not next(iter(columns.values())).filled:
            return None
        fields = [fields_of(self.kind)[name] for name, column in columns.items() if column.good]
        fields.sort(key=lambda f: (f.name in one.columns, -_likeness(heading, f)))
        choices = [
            Choice(label_of(field), {"columns": {field.name: heading}}, columns[field.name].text)
            for field in fields
        ]
        back = {field: None for field, said in self.answers.columns.items() if said == heading}
        choices.append(Choice(words.NO_USE, leaving(id, columns=back)))
        text = worded(words.COLUMN_IS, heading=heading)
        shown = examples(one.table, place)
        return Question(id, "column", weight, text, tuple(choices), examples=shown)

    def _remembered(self) -> Iterator[Question]:
        """Ask whether what was said of an earlier file holds of this one, too."""
        for one in self._tables():
            for name, heading in one.again.items():
                field = fields_of(self.kind).get(name)
                if field is None:
                    continue
                id = f"column again {name}"
                others = [c for c in self._headings(one, name) if c.label != _quoted(heading)]
                text = worded(words.COLUMN_REMEMBERED, heading=heading, label=label_of(field))
                before = Choice(words.AS_BEFORE, leaving(id, columns={name: None}))
                yield Question(id, "column", "may", text, (before, *others))

    def _said(self) -> Iterator[Question]:
        """Show what was said of columns, to be taken back."""
        for name, heading in self.answers.columns.items():
            field = fields_of(self.kind).get(name.partition("@")[0])
            label = label_of(field) if field is not None else Text(name, name)
            id = f"column is {heading}"
            yield Question(
                id,
                "column",
                "may",
                worded(words.COLUMN_CHOSEN, heading=heading, label=label),
                (
                    Choice(words.YES, {"columns": {name: heading}}),
                    Choice(words.TAKE_BACK, {"columns": {name: None}}),
                ),
            )

    # ------------------------------------------------------------------ what columns are

    def _tables(self) -> list[Recognised]:
        """Return the tables, one for each heading that sheets may have in common."""
        return list({one.columns.header: one for one in reversed(self.read)}.values())[::-1]

    def _table(self, sheet: str | None, heading: str) -> Recognised | None:
        found = (r for r in self.read if r.table.name == sheet and heading in r.columns.header)
        return next(found, None)

    def _judged(self, one: Recognised, place: int, name: str) -> Judged:
        return judged(one.table, place, name, self.known)


def label_of(field: Field) -> Text:
    """Return what a field is called: its Vietnamese heading, and its name in English."""
    vi = next((name for name in field.names if not name.isascii()), field.names[0])
    return Text(vi, field.name.replace("_", " "))


def _says_nothing(columns: Columns) -> bool:
    """Say whether no column of a survey is one of a state."""
    return not (
        columns.ticks
        or columns.implied
        or columns.periods
        or any(field in columns for field in (*SURVEYED, "state"))
    )


def _quoted(heading: str) -> Text:
    return Text(f"«{heading}»", f"“{heading}”")


def _other_state(aspect: str) -> str:
    return "marker_condition" if aspect == "road_status" else "road_status"


def _likeness(heading: str, field: Field) -> float:
    """Return how alike a heading is to the names of a field; 0 where nobody would say so."""
    key = fold(heading)
    ratios = (difflib.SequenceMatcher(None, key, fold(name)).ratio() for name in field.names)
    likest = round(max(ratios), 1)
    return likest if likest >= _ALIKE else 0.0


def _rows_of(findings: Iterable[Finding], codes: set[str]) -> dict[tuple[str | None, str], int]:
    """Return how many rows findings are about, by sheet and heading; 0: about the table."""
    rows: dict[tuple[str | None, str], int] = {}
    for finding in findings:
        if finding.code in codes and finding.column is not None:
            place = finding.sheet, finding.column
            rows[place] = rows.get(place, 0) + int(finding.row is not None)
    return rows
