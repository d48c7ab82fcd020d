"""Field surveys (kiểm tra thực địa): one row, one marker, one day, what was seen.

What a survey says becomes observations; so nothing is guessed here: a status that cannot
be read rejects its row, a place that does not fit the marker holds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from mocgioi.domain import periods
from mocgioi.domain.days import day_text
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.places import fold
from mocgioi.domain.position import Position
from mocgioi.domain.survey import SurveyRow
from mocgioi.domain.survey_form import post_in
from mocgioi.errors import CrsProblem
from mocgioi.intake.position.nearness import distance_m
from mocgioi.intake.position.points import Pair, tell_without_point
from mocgioi.intake.position.shift import Shift
from mocgioi.intake.position.whereabouts import on_earth
from mocgioi.intake.rows import alarm_cells, numbers, values
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.rows.names import Names
from mocgioi.intake.rows.row import MAX_SHOWN, Row
from mocgioi.intake.rows.taking import Taking
from mocgioi.intake.survey import checks, meanwhile, observed, title, written
from mocgioi.intake.survey.across_rows import Crowds, Days, Repeats
from mocgioi.intake.survey.first_walk import FILLED_IN, WAYPOINTS, FirstWalk, read_coordinates
from mocgioi.intake.survey.observed import Observed
from mocgioi.intake.survey.own_sheets import without_own_sheets
from mocgioi.intake.survey.photo_names import photo_names
from mocgioi.intake.survey.policy import STANDARD, Policy, differences
from mocgioi.intake.survey.shown import with_shown
from mocgioi.intake.survey.states import States
from mocgioi.intake.survey.waypoints import is_there, of_kit, tell_near
from mocgioi.sources import Cell, Columns, RawFile, RawTable
from mocgioi.sources.column_findings import column_option
from mocgioi.sources.coordinates import number as as_number
from mocgioi.sources.spool import Spool
from mocgioi.words.findings import finding

if TYPE_CHECKING:
    from mocgioi.intake.position.sides import Sides

_EXAMPLE_SHEETS = frozenset({"mau", "vi du", "huong dan", "bieu mau"})
"""Folded names of sheets that only show how to fill in the form."""

_EXAMPLES = frozenset({"vi du", "vd", "mau", "example"})
"""Folded words at the head of a row that only shows how to fill in the form."""

_STEP = 1_000
"""Rows between two reports of progress."""


def take_survey(
    raw: RawFile,
    *,
    known: Known,
    crs: str | None = None,
    columns: Mapping[str, str] | None = None,
    today: str,
    policy: Policy = STANDARD,
    progress: Callable[[int], None] = lambda _: None,
) -> Taken[SurveyRow]:
    """Take a survey.

    Degrees in columns of longitude and latitude without a stated system are a GPS's, WGS 84,
    and told; metres without a stated system are asked about.

    Args:
        raw: the file. known: the register to compare with.
        crs: the coordinate system of its positions, if the user says so.
        columns: field → heading, where headings are not recognised.
        today: today's ISO day in Việt Nam; a survey of a later day is rejected.
        policy: from which figure on something is told or held.
        progress: called now and then with the number of rows checked so far.

    A file is walked through twice, so that no more than a block of its rows is in memory.

    Where the system of the positions is missing or contradicted, that is asked (an error about
    the whole table, as `CrsProblem` has it), and all that is not a position is taken.

    Raises:
        UnreadableInput: no columns of marker and day.
        CrsProblem: the system that the user names is contradicted.
    """
    raw = prepared(raw, known)
    taking: Taking[SurveyRow] = Taking(raw, "surveys", columns, known, given)
    taking.taken.entries = Spool()
    taking.taken.findings.extend(differences(policy))
    is_waypoints = raw.kind in WAYPOINTS
    reading = _Reading(known, Names(known, taking.taken), today, policy, is_waypoints)
    crowds = Crowds(raw.name)
    walked = 0
    for table, recognised in taking.tables:
        first, repeats = FirstWalk(taking, table, recognised, Days(today, policy.dates)), Repeats()
        reading.begin(first, raw.name, taking.taken, is_confirmed=bool(columns))
        taking.taken.findings.extend(alarm_cells.above(table, known.markers))
        try:
            pairs = on_earth(
                taking.taken,
                table,
                recognised,
                first.pairs,
                numbers=first.numbers,
                crs=crs,
                known=known,
            )
        except CrsProblem as problem:
            if crs is not None or not problem.findings:
                raise
            taking.taken.findings.extend(problem.findings)
            pairs = None
        if not first.says_state:
            _tell_no_state(taking.taken, table, recognised)
        rows = taking.rows(table, recognised, filled_in=FILLED_IN, again=True)
        for place, row in enumerate(rows):
            if row.raw.struck and reading.uses(row):
                row.report("row-struck")
                taking.close(row, None)
                walked += 1
                continue
            listed = reading.markers(row)
            crowds.look(listed)
            if place in first.amiss:
                read_coordinates(row)
            repeats.report(row)
            first.days.report(row)
            pair = pairs[place] if pairs is not None else None
            waits = pairs is None and first.is_placed(place)
            entries = reading.entries(row, listed, pair, taking.taken.held)
            if not row.codes:
                alarm_cells.tell_unread(row)
            unplaced = _unplaced(row, waits=waits) if len(listed) == 1 else None
            taking.close_each(row, entries, unplaced=unplaced)
            walked += 1
            if walked % _STEP == 0:
                progress(walked)
        shifted = reading.shift.report(table.name)
        if shifted is not None:
            taking.taken.findings.append(shifted)
        reading.shift = Shift()
    if not walked:
        taking.taken.findings.append(finding("form-empty"))
    taking.taken.understood.update(reading.states.understood)
    return taking.taken


def _unplaced(row: Row, *, waits: bool) -> Callable[[Row], None] | None:
    """Return what tells why the position of a row is not taken; None where it is, or has none.

    Args:
        row: the row. waits: the system of its table is not clear.
    """
    if row.without_point is not None:
        return tell_without_point
    return _tell_no_system if waits else None


def _tell_no_system(row: Row) -> None:
    row.report("position-unplaced")


def prepared(raw: RawFile, known: Known) -> RawFile:
    """Return a survey without what is none of it, and with what our own forms showed.

    Raises:
        UnreadableInput: nothing of it is a survey.
    """
    return with_shown(of_kit(without_own_sheets(raw), known.markers))


def given(table: RawTable) -> dict[str, Cell]:
    """Return what stands over a table and holds for all its rows."""
    day = title.day_of(table.preamble)
    post = next(filter(None, map(post_in, table.preamble)), None)
    return {field: said for field, said in (("surveyed_on", day), ("post", post)) if said}


_SAYS_STATE = re.compile(r"\b(?:tinh trang|hien trang|trang thai|status|condition|state)\b")


def _tell_no_state(taken: Taken[SurveyRow], table: RawTable, columns: Columns) -> None:
    """Tell of a table in which neither a column nor a note says how road or marker are."""
    unsaid = [h for h in columns.header if _SAYS_STATE.search(fold(h))]
    example = unsaid[0] if unsaid else "…"
    road = column_option("road_status", example)
    stone = column_option("marker_condition", example)
    taken.findings.append(
        finding(
            "column-missing",
            "state_alike",
            sheet=table.name,
            column=example,
            heading=example,
            road=road,
            stone=stone,
        )
        if unsaid
        else finding(
            "column-missing",
            "no_state",
            sheet=table.name,
            column=example,
            road=road,
            stone=stone,
        )
    )


class _Reading:
    """What the rows of one file are compared with."""

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
        self._headings: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}

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
        lines = [table.name or "", *table.preamble, *first.lines]
        self._is_confirmed = is_confirmed
        self._wanted = None if is_confirmed else self._not_seen(lines)
        if self._wanted is None and not is_confirmed and title.is_list_of_wishes(file, self.today):
            self._wanted = file
        if self._wanted is None and fold(table.name or "") in _EXAMPLE_SHEETS:
            self._wanted = table.name
        self._amended = title.amended(first.lines)
        self.states.begin(title.legend(lines), title.state_of(table.preamble))
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
        listed = numbers.markers(row, self.known)
        if self._is_waypoints and not listed:
            tell_near(row, self.known.markers)
        return listed

    def entries(
        self,
        row: Row,
        listed: Sequence[MarkerNumber],
        pair: Pair,
        held: set[tuple[str | None, int]],
    ) -> list[SurveyRow]:
        """Return a row understood, once for each of its markers; none when it says too little.

        A row to hold joins `held`.
        """
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
        if any(fold(text) in _EXAMPLES for text in row.raw.values[:3] if isinstance(text, str)):
            row.report("row-example")
            return []
        in_headings = row.columns.has_days and row.text("surveyed_on") is None
        day = None if in_headings else checks.day(row, self.today, self.policy, self._days)
        checks.review(row)
        made: list[SurveyRow] = []
        for number in listed or (None,):
            said = self.states.read(row, str(number) if number else None, day)
            seen = observed.by_day(row, said, day, self.today, is_placed=pair is not None)
            if number is None:
                continue
            made += self._entries_of(row, number, seen, pair if len(listed) == 1 else None, held)
            if row.codes:
                break
        return made

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
        meant = self.names.communes_meant(row.text("commune") or "")
        doubts = [
            checks.elsewhere(row, number, self.known, meant),
            checks.note(row, last.values) or checks.denied(row, last.values, self.known),
            checks.of_a_thing(row, last.values),
            checks.amended(row, number, self._amended),
        ]
        for day, of_day in dated:
            condition = of_day.values.get("marker_condition")
            doubts += [
                checks.older(row, number, day, of_day.values.get("road_status"), self.known),
                checks.unheralded(row, number, condition, self.known),
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

    def _entry(self, row: Row, number: MarkerNumber, day: str, of_day: Observed) -> SurveyRow:
        submission = row.text("submission")
        return SurveyRow(
            number=number,
            observed_on=day,
            values=of_day.values,
            observer=row.text("surveyor"),
            submission=submission.strip("{}") if submission else None,
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
        home = self.known.markers.get(str(number))
        return self._is_waypoints and home is not None and is_there(pair, home)

    def _position(
        self, row: Row, number: MarkerNumber, pair: tuple[float, float]
    ) -> tuple[Position, bool]:
        """Return where a row was surveyed, and whether it is too far off to be taken as is."""
        position = Position(*pair, as_number(row.cell("accuracy_m")), "gps")
        checks.accuracy(row, position, self.policy)
        home = self.known.markers.get(str(number))
        if home is None:
            return position, False
        position = checks.upright(row, position, home, self.policy)
        self.shift.look(position, home)
        far = checks.distance(row, number, position, self.known, self.policy)
        if distance_m(position.longitude, position.latitude, *home) > self.policy.across_line_m:
            checks.across_line(row, self._sides.over_m(position), self.policy)
        return position, far
