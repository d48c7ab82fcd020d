"""Field surveys (kiểm tra thực địa): one row, one marker, one day, what was seen.

What a survey says becomes observations; so nothing is guessed here: a status that cannot
be read rejects its row, a place that does not fit the marker holds it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat

from mocgioi.domain.places import fold
from mocgioi.domain.survey import SurveyRow
from mocgioi.domain.survey_form import post_in
from mocgioi.errors import CrsProblem
from mocgioi.intake.position.points import Pair, tell_without_point
from mocgioi.intake.position.shift import Shift
from mocgioi.intake.position.whereabouts import on_earth
from mocgioi.intake.rows import alarm_cells
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.rows.names import Names
from mocgioi.intake.rows.row import Row
from mocgioi.intake.rows.taking import Taking
from mocgioi.intake.survey import title
from mocgioi.intake.survey.across_rows import Crowds, Days
from mocgioi.intake.survey.first_walk import WAYPOINTS, FirstWalk, read_coordinates
from mocgioi.intake.survey.own_sheets import without_own_sheets
from mocgioi.intake.survey.policy import STANDARD, Policy, differences
from mocgioi.intake.survey.reading import Reading
from mocgioi.intake.survey.shown import with_shown
from mocgioi.intake.survey.waypoints import of_kit
from mocgioi.patterns import regex
from mocgioi.sources import Cell, Columns, RawFile, RawTable
from mocgioi.sources.column_findings import column_option
from mocgioi.sources.spool import Spool
from mocgioi.words.findings import finding

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
    reading = Reading(known, Names(known, taking.taken), today, policy, is_waypoints)
    crowds = Crowds(raw.name)
    walked = 0
    for table, recognised in taking.tables:
        first = FirstWalk(taking, table, recognised, Days(today, policy.dates))
        known.expect(first.markers)
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
            _tell_no_state(taking.taken, table, recognised, is_waypoints=is_waypoints)
        placed: Iterable[Pair] = repeat(None) if pairs is None else pairs
        for place, (row, pair) in enumerate(zip(first.walk.again(), placed, strict=False)):
            if row.raw.struck and reading.uses(row):
                row.report("row-struck")
                taking.close(row, None)
                walked += 1
                continue
            listed = reading.markers(row)
            crowds.look(listed)
            if place in first.amiss:
                read_coordinates(row)
            first.repeats.report(row, place)
            first.days.report(row)
            waits = pairs is None and first.is_placed(place)
            entries = reading.entries(row, listed, pair, taking.taken.held)
            unplaced = _unplaced(row, waits=waits) if len(listed) == 1 else None
            if taking.close_each(row, entries, unplaced=unplaced):
                _note(taking.taken, entries)
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


def _note(taken: Taken[SurveyRow], entries: Sequence[SurveyRow]) -> None:
    """Note of rows that are taken what is asked of all of them."""
    for entry in entries:
        taken.made_up.add(entry.illustrative)
        taken.names_photos |= bool(entry.photos)


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


_SAYS_STATE = regex(r"\b(?:tinh trang|hien trang|trang thai|status|condition|state)\b")


def _tell_no_state(
    taken: Taken[SurveyRow], table: RawTable, columns: Columns, *, is_waypoints: bool
) -> None:
    """Tell of a table in which neither a column nor a note says how road or marker are.

    Waypoints have no column to name: each is told what to write into its description.
    """
    aside = {f.column for f in columns.findings if f.code == "column-set-aside"}
    unsaid = [h for h in columns.header if h not in aside and _SAYS_STATE.search(fold(h))]
    if is_waypoints and not unsaid:
        return
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
