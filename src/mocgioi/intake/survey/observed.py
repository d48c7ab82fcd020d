"""What a row of a survey says of a marker, day by day."""

from __future__ import annotations

from collections.abc import Mapping

from mocgioi.domain.counting import aspect_of_payer
from mocgioi.domain.days import day_first, day_text
from mocgioi.intake.rows.row import MAX_SHOWN, Row, labels
from mocgioi.intake.survey import checks
from mocgioi.intake.survey.photo_names import photo_names
from mocgioi.intake.survey.states import Read
from mocgioi.records import NamedTuple
from mocgioi.sources.column_findings import column_option


class Observed(NamedTuple):
    """What a row says of a marker on one day.

    Attributes:
        day: ISO day, or None: it has none.
        values: code or text by aspect. headings: of the column each was read from, and of the
            day's. written: the words each state was read from.
        is_main: what the row says without a day of its own, its position and its photographs are
            of this day.
    """

    day: str | None
    values: dict[str, str]
    headings: dict[str, str]
    written: dict[str, str]
    is_main: bool


def by_day(
    row: Row,
    said: Mapping[str | None, Mapping[str, Read]],
    day: str | None,
    today: str,
    *,
    is_placed: bool,
    is_waypoint: bool,
) -> list[Observed]:
    """Return what a row says, the earliest day first.

    A row that says nothing of road or marker is rejected, and one that says something on no day.

    Args:
        row: the row. said: its states by day (`mocgioi.intake.survey.states.States.read`).
        day: its own day, or None. today: today's ISO day. is_placed: it has a position.
        is_waypoint: it is a point of an app, which has a description to write in.
    """
    if not any(said.values()) and not row.codes and not photo_names(row):
        _report_empty_row(row, "waypoint" if is_waypoint else "survey")
    dated = [at for at in said if at is not None]
    undated = said.get(None)
    if undated and dated and not row.codes:
        aspect, read = next(iter(undated.items()))
        option = column_option(f"{aspect}@{day_first(dated[-1])}", read.heading)
        row.report(
            "date-missing", "beside", column=read.heading, heading=read.heading, option=option
        )
    main = day if day is not None or not dated else dated[-1]
    seen = []
    for at, states in said.items():
        is_main = at == main
        of_day = Observed(
            at,
            {aspect: read.code for aspect, read in states.items()},
            {"observed_on": _heading_of_day(row, states, is_own=at == day)}
            | {aspect: read.heading for aspect, read in states.items()},
            {aspect: read.text[:MAX_SHOWN] for aspect, read in states.items()},
            is_main,
        )
        checks.consistency(row, of_day.values)
        if is_main:
            standing = {aspect: r.code for reads in said.values() for aspect, r in reads.items()}
            _say_beside(row, of_day, standing.get("road_status"), states, today)
        if of_day.values or (is_main and (len(said) == 1 or is_placed or photo_names(row))):
            seen.append(of_day)
    return seen


def _heading_of_day(row: Row, states: Mapping[str, Read], *, is_own: bool) -> str:
    if is_own:
        return row.heading("surveyed_on")
    return next((read.heading for read in states.values()), "")


def _say_beside(
    row: Row, of_day: Observed, status: str | None, states: Mapping[str, Read], today: str
) -> None:
    """Add what a row says beside its states: when its road was finished, who paid, its note.

    Args:
        row, of_day, states, today: see `by_day`. status: the road's, as the row says it last.
    """
    _, values, headings, written, _ = of_day
    completed = row.day("road_completed_on")
    if completed is not None and completed > today:
        row.report(
            "date-future",
            "completion",
            field="road_completed_on",
            day=day_text(completed),
            today=day_text(today),
        )
    elif completed is not None:
        values["road_completed_on"] = completed
        headings["road_completed_on"] = row.heading("road_completed_on")
    payer = row.code("funding", "funding")
    if payer is not None:
        aspect = aspect_of_payer(status)
        values[aspect] = payer
        headings[aspect] = row.heading("funding")
        written[aspect] = (row.text("funding") or "")[:MAX_SHOWN]
    note = row.text("note")
    if note is not None and not any(read.field == "note" for read in states.values()):
        values["note"] = note
        headings["note"] = row.heading("note")


def _report_empty_row(row: Row, form: str) -> None:
    row.report(
        "status-missing",
        form,
        field="road_status" if "road_status" in row.columns else None,
        allowed=labels("road_status"),
    )
