"""The rows of a survey as they are understood, compared with what is known of their markers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from mocgioi.domain import periods, titles
from mocgioi.domain.days import day_text
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.places import fold
from mocgioi.domain.position import Position
from mocgioi.domain.survey import SurveyRow
from mocgioi.intake.position.nearness import distance_m, is_near
from mocgioi.intake.position.points import Pair
from mocgioi.intake.position.shift import Shift
from mocgioi.intake.rows import alarm_cells, numbers, values
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.rows.names import Names
from mocgioi.intake.rows.row import MAX_SHOWN, Row
from mocgioi.intake.survey import checks, meanwhile, observed, title, written
from mocgioi.intake.survey.alike import Alike
from mocgioi.intake.survey.first_walk import FILLED_IN, FirstWalk
from mocgioi.intake.survey.observed import Observed
from mocgioi.intake.survey.photo_names import photo_names
from mocgioi.intake.survey.policy import Policy
from mocgioi.intake.survey.states import States
from mocgioi.intake.survey.waypoints import is_there, tell_near
from mocgioi.sources import Cell
from mocgioi.sources.column_findings import column_option
from mocgioi.sources.coordinates import number as as_number
from mocgioi.words.findings import finding

if TYPE_CHECKING:
    from mocgioi.intake.position.sides import Sides

_EXAMPLE_SHEETS = frozenset({"mau", "vi du", "huong dan", "bieu mau"})
"""Folded names of sheets that only show how to fill in the form."""

_EXAMPLES = frozenset({"vi du", "vd", "mau", "example"})
"""Folded words at the head of a row that only shows how to fill in the form."""

_AT_THE_HEAD = range(3)
"""Places of the cells in which such a word stands."""

_MOST = 8_192
"""Different spellings of numbers, and of days, that are remembered."""


class Reading:
    """Understands the rows of one file, one at a time, compared with what is known."""

    def __init__(
        self, known: Known, names: Names, today: str, policy: Policy, is_waypoints: bool
    ) -> None:
        self.known = known
        self.today = today
        self.policy = policy
        self.names = names
        self._is_waypoints = is_waypoints
        self.shift = Shift()
        self.states = States(known.meanings, known.stood, today=today, is_waypoints=is_waypoints)
        self._near_m = min(policy.told_m, policy.held_m, policy.across_line_m)
        self._homes: dict[MarkerNumber, tuple[float, float] | None] = {}
        self._headings: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
        self._numbers: dict[Cell, MarkerNumber] = {}

    def begin(
        self, first: FirstWalk, file: str, taken: Taken[SurveyRow], *, is_confirmed: bool
    ) -> None:
        """Turn to the rows of a table.

        Args:
            first: what all its rows together say. file: name of its file. taken: for what is told.
            is_confirmed: a person has said which column is which, and so what the table is.
        """
        table, columns = first.table, first.columns
        self._days = first.days
        self._read_days: dict[Cell, str] = {}
        self._alike = Alike(columns)
        # A number and a day that were read are no words of an example.
        read = [columns.index.get("number"), columns.index.get("surveyed_on")]
        self._heads = [p for p in self._alike.own if p in _AT_THE_HEAD and p not in read]
        self._has_accuracy = "accuracy_m" in columns or "accuracy_m" in columns.given
        self._has_place = any(f in columns or f in columns.given for f in ("commune", "post"))
        lines = [table.name or "", *table.preamble, *first.lines]
        self._is_confirmed = is_confirmed
        self._wanted = None if is_confirmed else self._not_seen(lines)
        if self._wanted is None and not is_confirmed and title.is_list_of_wishes(file, self.today):
            self._wanted = file
        if self._wanted is None and fold(table.name or "") in _EXAMPLE_SHEETS:
            self._wanted = table.name
        self._amended = title.amended(first.lines)
        taken.findings.extend(
            finding("line-of-marker", sheet=table.name, value=line)
            for line in title.of_markers(table.preamble)
        )
        self.states.begin(title.legend(lines), titles.over_table(table.preamble))
        ticked = {place for ticks in columns.ticks.values() for place, _ in ticks}
        self._used = ticked | {columns.index[f] for f in FILLED_IN if f in columns.index}
        self._used |= {c.place for listed in columns.periods.values() for c in listed}
        taken.findings.extend(written.told_of_days(columns, table.name, self.today))
        if "number" in columns.index:
            self._used.add(columns.index["number"])
        day = columns.given.get("surveyed_on")
        if day is not None:
            taken.findings.append(
                finding("date-from-title", sheet=table.name, day=day_text(str(day)))
            )

    def _not_seen(self, lines: Sequence[str]) -> str | None:
        """Return the line by which what stands under it nobody saw, or is made up."""
        made_up = filter(periods.is_illustrative, lines) if self.known.is_real else iter(())
        return title.wanted(lines, self.today) or next(made_up, None)

    def uses(self, row: Row) -> bool:
        """Say whether a cell that is struck through is one that would be read."""
        return any(place in self._used for place in row.raw.struck)

    def markers(self, row: Row) -> list[MarkerNumber]:
        """Return the markers of a row; of a waypoint called after none the nearest is told."""
        cell = row.cell("number")
        if type(cell) is str and (number := self._numbers.get(cell)) is not None:
            return [number]
        told = len(row.findings)
        listed = numbers.markers(row, self.known)
        if self._is_waypoints and not listed:
            tell_near(row, self.known.markers)
        is_quiet = len(row.findings) == told and len(self._numbers) < _MOST
        if len(listed) == 1 and is_quiet and type(cell) is str:
            self._numbers[cell] = listed[0]
        return listed

    def entries(
        self,
        row: Row,
        listed: Sequence[MarkerNumber],
        pair: Pair,
        held: set[tuple[str | None, int]],
    ) -> list[SurveyRow]:
        """Return a row understood, once for each of its markers; none when it says too little.

        A row to hold joins `held`. Where an earlier row said the same in the same words, only
        what its marker, its day and its position have to do with it is looked at.
        """
        words = self._alike.words(row) if len(listed) == 1 and not row.codes else None
        day = self._read_days.get(row.cell("surveyed_on")) if words is not None else None
        if words is not None and day is not None:
            alike = self._alike.said(words)
            if alike is not None and not _is_example(row, self._heads):
                return [self._again(alike, row, listed[0], day, pair, held)]
        told = len(row.findings)
        made = self._understood(row, listed, pair, held)
        if not row.codes:
            alarm_cells.tell_unread(row)
        is_quiet = len(made) == 1 and len(row.findings) == told
        if words is not None and is_quiet and self.states.is_of_words:
            self._alike.learn(words, row, made[0])
        return made

    def _understood(
        self,
        row: Row,
        listed: Sequence[MarkerNumber],
        pair: Pair,
        held: set[tuple[str | None, int]],
    ) -> list[SurveyRow]:
        wanted = self._wanted
        if wanted is None and row.raw.section and not self._is_confirmed:
            wanted = self._not_seen([row.raw.section])
        if wanted is not None:
            example = next((h for h in row.columns.header if h), "…")
            row.report(
                "not-observed",
                title=wanted[:MAX_SHOWN],
                option=column_option("number", row.heading("number") or example),
            )
            return []
        if _is_example(row):
            row.report("row-example")
            return []
        in_headings = row.columns.has_days and row.text("surveyed_on") is None
        day = None if in_headings else self._day(row)
        checks.review(row)
        made: list[SurveyRow] = []
        for number in listed or (None,):
            said = self.states.read(row, str(number) if number else None, day)
            seen = observed.by_day(
                row,
                said,
                day,
                self.today,
                is_placed=pair is not None,
                is_waypoint=self._is_waypoints,
            )
            if number is None:
                continue
            made += self._entries_of(row, number, seen, pair if len(listed) == 1 else None, held)
            if row.codes:
                break
        return made

    def _day(self, row: Row) -> str | None:
        """Return the day of a row; one of which nothing had to be told is remembered."""
        cell, told = row.cell("surveyed_on"), len(row.findings)
        day = checks.day(row, self.today, self.policy, self._days)
        is_quiet = len(row.findings) == told and len(self._read_days) < _MOST
        if day is not None and is_quiet and type(cell) is str:
            self._read_days[cell] = day
        return day

    def _again(
        self,
        alike: SurveyRow,
        row: Row,
        number: MarkerNumber,
        day: str,
        pair: Pair,
        held: set[tuple[str | None, int]],
    ) -> SurveyRow:
        """Return what a row says that says the same as another one in the same words.

        A row to hold joins `held`.
        """
        is_held = self._has_place and self._is_elsewhere(row, number)
        if self._amended or not checks.COMPARED.isdisjoint(alike.values.items()):
            is_held |= any(self._doubts_of_marker(row, number, [(day, alike.values)]))
        position = None
        if pair is not None and not self._is_unmoved(number, pair):
            position, far = self._position(row, number, pair)
            is_held |= far
        if is_held and not row.codes:
            held.add((row.table.name, row.raw.row))
        return SurveyRow(
            number,
            day,
            alike.values,
            position,
            alike.observer,
            _submission(row),
            alike.illustrative,
            alike.sheet,
            row.raw.row,
            alike.headings,
            alike.photos,
            alike.written,
        )

    def _entries_of(
        self,
        row: Row,
        number: MarkerNumber,
        seen: Sequence[Observed],
        pair: Pair,
        held: set[tuple[str | None, int]],
    ) -> list[SurveyRow]:
        """Return what a row says of a marker, an entry for each day; one to hold joins `held`."""
        dated = [(day, of_day) for of_day in seen if (day := of_day.day) is not None]
        if not dated:
            return []
        *_, (_, last) = dated
        doubts = [
            self._is_elsewhere(row, number),
            checks.note(row, last.values) or checks.denied(row, last.values, self.known),
            checks.of_a_thing(row, last.values),
            *self._doubts_of_marker(row, number, [(day, of_day.values) for day, of_day in dated]),
        ]
        position = None
        if pair is not None and not self._is_unmoved(number, pair):
            position, far = self._position(row, number, pair)
            doubts.append(far)
        if any(doubts) and not row.codes:
            held.add((row.table.name, row.raw.row))
        photos = photo_names(row)
        return [
            self._entry(row, number, day, of_day)._replace(
                position=position if of_day.is_main else None,
                photos=photos if of_day.is_main else (),
                waiting=meanwhile.changed(row, number, day, of_day.values, self.known),
            )
            for day, of_day in dated
        ]

    def _is_elsewhere(self, row: Row, number: MarkerNumber) -> bool:
        commune = row.text("commune")
        if commune is None and row.text("post") is None:
            return False
        meant = self.names.communes_meant(commune or "")
        return checks.elsewhere(row, number, self.known, meant)

    def _doubts_of_marker(
        self, row: Row, number: MarkerNumber, dated: Sequence[tuple[str, Mapping[str, str]]]
    ) -> list[bool]:
        """Return for each reason whether a row is to be held for what is known of its marker."""
        doubts = [checks.amended(row, number, self._amended)]
        for day, values_of_day in dated:
            condition = values_of_day.get("marker_condition")
            doubts += [
                checks.older(row, number, day, values_of_day.get("road_status"), self.known),
                checks.unheralded(row, number, condition, self.known),
            ]
        return doubts

    def _entry(self, row: Row, number: MarkerNumber, day: str, of_day: Observed) -> SurveyRow:
        return SurveyRow(
            number=number,
            observed_on=day,
            values=of_day.values,
            observer=row.text("surveyor"),
            submission=_submission(row),
            illustrative=values.truth(row.cell("illustrative")),
            sheet=row.table.name,
            row=row.raw.row,
            headings=self._headings.setdefault(tuple(of_day.headings.items()), of_day.headings),
            written=of_day.written,
        )

    @cached_property
    def _sides(self) -> Sides:
        from mocgioi.intake.position.sides import Sides

        return Sides(self.known)

    def _is_unmoved(self, number: MarkerNumber, pair: tuple[float, float]) -> bool:
        if not self._is_waypoints:
            return False
        home = self.known.markers.get(str(number))
        return home is not None and is_there(pair, home)

    def _home(self, number: MarkerNumber) -> tuple[float, float] | None:
        """Return where a marker stands in the register; None where that is not known."""
        if number not in self._homes:
            self._homes[number] = self.known.markers.get(str(number))
        return self._homes[number]

    def _position(
        self, row: Row, number: MarkerNumber, pair: tuple[float, float]
    ) -> tuple[Position, bool]:
        """Return where a row was surveyed, and whether it is too far off to be taken as is."""
        accuracy_m = as_number(row.cell("accuracy_m")) if self._has_accuracy else None
        position = Position(*pair, accuracy_m, "gps")
        if accuracy_m is not None:
            checks.accuracy(row, position, self.policy)
        home = self._home(number)
        if home is None:
            return position, False
        if is_near(pair, home, self._near_m):
            self.shift.look(position, home)
            return position, False
        position = checks.upright(row, position, home, self.policy)
        self.shift.look(position, home)
        far = checks.distance(row, number, position, self.known, self.policy)
        if distance_m(position.longitude, position.latitude, *home) > self.policy.across_line_m:
            checks.across_line(row, self._sides.over_m(position), self.policy)
        return position, far


def _is_example(row: Row, places: Iterable[int] = _AT_THE_HEAD) -> bool:
    """Say whether a row only shows how to fill in the form, by its cells at some places."""
    cells = row.raw.values
    for place in places:
        text = cells[place] if place < len(cells) else None
        if isinstance(text, str) and fold(text) in _EXAMPLES:
            return True
    return False


def _submission(row: Row) -> str | None:
    written = row.text("submission")
    return written.strip("{}") if written else None
