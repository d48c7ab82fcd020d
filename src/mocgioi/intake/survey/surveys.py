"""Field surveys (kiểm tra thực địa): one row, one marker, one day, what was seen.

What a survey says becomes observations; so nothing is guessed here: a status that cannot
be read rejects its row, a place that does not fit the marker holds it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from mocgioi.domain import vocabulary
from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.places import fold
from mocgioi.domain.position import Position
from mocgioi.domain.survey import SurveyRow
from mocgioi.intake.position.nearness import distance_m
from mocgioi.intake.position.points import Pair, coordinates
from mocgioi.intake.position.whereabouts import Whereabouts, on_earth
from mocgioi.intake.rows import alarm_cells, numbers, values
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.rows.names import Names
from mocgioi.intake.rows.row import Row, labels
from mocgioi.intake.rows.taking import Taking
from mocgioi.intake.survey import checks
from mocgioi.intake.survey.across_rows import DayOrder, Repeats
from mocgioi.intake.survey.photos import photo_names
from mocgioi.intake.survey.policy import STANDARD, Policy, differences
from mocgioi.sources import Columns, RawFile, RawTable
from mocgioi.sources.columns import column_option
from mocgioi.sources.coordinates import located
from mocgioi.sources.coordinates import number as as_number
from mocgioi.sources.kinds import refuse
from mocgioi.sources.spool import Spool
from mocgioi.words.findings import finding

if TYPE_CHECKING:
    from mocgioi.intake.position.sides import Sides

_FILLED_IN = frozenset(
    {
        *("surveyed_on", *SURVEYED, "note"),
        *("surveyor", "funding", "longitude", "latitude", "easting", "northing", "x", "y"),
        *("accuracy_m", "submission", "review", "photo"),
    }
)
"""Fields a surveyor fills in; a row of a form with all of them blank was not visited."""


_DECISIONS = frozenset({fold("Mã số liệu chưa thống nhất"), "disagreement"})
"""Headings, folded, by which the sheet that `mocgioi.outputs.sheets` makes is known."""

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

    Raises:
        UnreadableInput: no columns of marker and day.
        CrsProblem: positions whose system is missing or contradicted.
    """
    _refuse_decisions(raw)
    taking: Taking[SurveyRow] = Taking(raw, "surveys", columns, known)
    taking.taken.entries = Spool()
    taking.taken.findings.extend(differences(policy))
    reading = _Reading(known, Names(known, taking.taken), today, policy)
    walked = 0
    for table, recognised in taking.tables:
        first, repeats = _FirstWalk(taking, table, recognised), Repeats()
        pairs = on_earth(
            taking.taken,
            table,
            recognised,
            first.pairs,
            numbers=first.numbers,
            crs=crs,
            known=known,
        )
        if not first.says_state:
            _tell_no_state(taking.taken, table, recognised)
        rows = taking.rows(table, recognised, filled_in=_FILLED_IN, again=True)
        for place, row in enumerate(rows):
            number = numbers.marker(row, known)
            if place in first.amiss:
                _coordinates(row)
            repeats.report(row)
            first.order.report(row)
            pair = pairs[place] if pairs is not None else None
            entry = reading.entry(row, number, pair, taking.taken.held)
            if not row.codes:
                alarm_cells.tell_unread(row)
            taking.close(row, entry)
            walked += 1
            if walked % _STEP == 0:
                progress(walked)
    if not walked:
        taking.taken.findings.append(finding("form-empty"))
    return taking.taken


def _refuse_decisions(raw: RawFile) -> None:
    """Refuse a sheet of decisions of ours: its rows are both sides of what is recorded."""
    for table in raw.tables:
        if {fold(heading) for heading in table.header} & _DECISIONS:
            raise refuse("not-a-survey", "decisions", file=raw.name)


class _FirstWalk:
    """What all rows of a table together say.

    Attributes:
        order: of day and month. pairs: their coordinates. amiss: the rows, counted from 0,
            about whose coordinates something has to be told.
        says_state: a column or a note says how road or marker are.
    """

    def __init__(self, taking: Taking[SurveyRow], table: RawTable, columns: Columns) -> None:
        self._taking, self._table, self._columns = taking, table, columns
        self.order = DayOrder()
        self.pairs = Whereabouts()
        self.amiss: set[int] = set()
        self.says_state = any(field in columns for field in SURVEYED)
        placed = table.has_geometry or located(columns) is not None
        for place, row in enumerate(taking.rows(table, columns, filled_in=_FILLED_IN)):
            self.order.look(row)
            if not self.says_state:
                self.says_state = _status_field(row) == "note" or bool(photo_names(row))
            if placed:
                before = len(row.findings)
                self.pairs.append(_coordinates(row))
                if len(row.findings) > before:
                    self.amiss.add(place)

    def numbers(self) -> list[str | None]:
        """Return the marker number of each row as it is written, or None."""
        rows = self._taking.rows(self._table, self._columns, filled_in=_FILLED_IN, again=True)
        spelled: dict[str, str] = {}
        written = (str(values.marker_number(row.cell("number")) or "") for row in rows)
        return [spelled.setdefault(number, number) or None for number in written]


def _coordinates(row: Row) -> Pair:
    return None if "field-count" in row.codes else coordinates(row, severity="error")


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

    def __init__(self, known: Known, names: Names, today: str, policy: Policy) -> None:
        self.known = known
        self.today = today
        self.policy = policy
        self.names = names
        self._headings: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}

    def entry(
        self, row: Row, number: MarkerNumber | None, pair: Pair, held: set[tuple[str | None, int]]
    ) -> SurveyRow | None:
        """Return a row understood; None when it says too little. A row to hold joins `held`."""
        day = checks.day(row, self.today, self.policy)
        observed, fields = _values(row)
        checks.review(row)
        if number is None or day is None:
            return None
        checks.consistency(row, observed)
        checks.sector(row, number, self.known)
        if (commune := row.text("commune")) is not None:
            checks.commune(row, number, self.known, self.names.communes_meant(commune))
        position = None
        if pair is not None:
            position, far = self._position(row, number, pair)
            if far and not row.codes:
                held.add((row.table.name, row.raw.row))
        submission = row.text("submission")
        return SurveyRow(
            number=number,
            observed_on=day,
            values=observed,
            position=position,
            funding=row.code("funding", "funding"),
            observer=row.text("surveyor"),
            submission=submission.strip("{}") if submission else None,
            illustrative=values.truth(row.cell("illustrative")),
            sheet=row.table.name,
            row=row.raw.row,
            headings=self._headings_of(row, fields),
            photos=photo_names(row),
        )

    def _headings_of(self, row: Row, fields: dict[str, str]) -> dict[str, str]:
        """Return the heading of each aspect: one dictionary for all rows that say the same."""
        headings = tuple((aspect, row.heading(field)) for aspect, field in fields.items())
        return self._headings.setdefault(headings, dict(headings))

    @cached_property
    def _sides(self) -> Sides:
        from mocgioi.intake.position.sides import Sides

        return Sides(self.known)

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
        far = checks.distance(row, number, position, self.known, self.policy)
        if distance_m(position.longitude, position.latitude, *home) > self.policy.across_line_m:
            checks.across_line(row, self._sides.over_m(position), self.policy)
        return position, far


def _status_field(row: Row) -> str:
    """Return the field that holds the road's status.

    Where there is no column for road or marker, a note that spells a status is one: some
    GPS apps offer a waypoint nothing but a description.
    """
    note = row.text("note")
    if note is None or any(aspect in row.columns for aspect in SURVEYED):
        return "road_status"
    spelled = vocabulary.code_of("road_status", note) or vocabulary.damage_as_status(note)
    return "note" if spelled else "road_status"


def _values(row: Row) -> tuple[dict[str, str], dict[str, str]]:
    """Return what the row says, by aspect, and the field each was read from.

    A row that says nothing of road or marker is rejected.
    """
    field = _status_field(row)
    damage = vocabulary.damage_as_status(row.text(field))
    observed: dict[str, str] = {}
    fields = {"observed_on": "surveyed_on"}
    for aspect in SURVEYED:
        column = field if aspect == "road_status" else aspect
        if aspect == "road_status" and damage:
            code: str | None = "built"
        else:
            code = row.code(column, aspect, is_needed=True)
        if aspect == "road_condition" and code is None and damage:
            code, column = damage, field
        if code is not None:
            observed[aspect] = code
            fields[aspect] = column
    if not observed and not row.codes and not photo_names(row):
        _report_empty_row(row)
    note = row.text("note") if field != "note" else None
    if note is not None:
        observed["note"] = note
        fields["note"] = "note"
    return observed, fields


def _report_empty_row(row: Row) -> None:
    row.report(
        "status-missing",
        "survey",
        field="road_status" if "road_status" in row.columns else None,
        allowed=labels("road_status"),
    )
