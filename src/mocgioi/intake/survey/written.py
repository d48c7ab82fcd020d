"""The words of a survey's row about one aspect: in its columns, of which day or year they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from mocgioi.domain.days import day_first, day_text
from mocgioi.domain.phrases import Phrase
from mocgioi.errors import Finding
from mocgioi.intake.rows.row import Row
from mocgioi.records import NamedTuple
from mocgioi.sources import Columns
from mocgioi.sources.column_findings import column_option, year_option
from mocgioi.sources.states import Period
from mocgioi.words.findings import finding


class Written(NamedTuple):
    """Words of a row about one aspect.

    Attributes:
        text: as they stand. heading: of their column, or the title they stand in.
        field: of a column that is a field's; phrase: what they are read as, where a tick or a
            title has said it already. column: heading of a column that is of one year or day.
    """

    text: str
    heading: str
    field: str | None = None
    phrase: Phrase | None = None
    column: str | None = None


class Place(TypedDict):
    """Where words stand, as `Row.report` takes it."""

    field: str | None
    column: str | None
    value: str | None


class Periods:
    """The columns of a file that each hold one year, beside the day of its rows.

    Args:
        today: today's ISO day.
    """

    def __init__(self, today: str) -> None:
        self._today = today
        self._told: set[str] = set()

    def of_own_day(self, row: Row, aspect: str, day: str | None) -> list[Written]:
        """Return the words in an aspect's columns that are of a row's own day, or of its year.

        What a column says of another year is told, once: a year is no day.
        """
        periods = row.columns.periods.get(aspect, ())
        found = dated(row, aspect, day)
        is_plain = aspect in row.columns and all(
            column.place != row.columns.index[aspect] for column in periods
        )
        text = row.text(aspect) if is_plain else None
        if text is not None:
            found.append(Written(text, row.heading(aspect), aspect))
        of_years = [column for column in periods if column.day is None]
        of_its_year = [c for c in of_years if day is not None and c.year == int(day[:4])]
        found += [w for c in of_its_year if (w := _in_column(row, aspect, c.place)) is not None]
        left = [c for c in of_years if c not in of_its_year and row.text_at(c.place) is not None]
        if (
            left
            and day is not None
            and not (is_plain or of_its_year or len(of_years) < len(periods))
        ):
            self._reject(row, aspect, of_years, left[0], day)
        else:
            for column in left:
                self._leave(row, aspect, column)
        return found

    def _reject(
        self, row: Row, aspect: str, columns: Sequence[Period], written: Period, day: str
    ) -> None:
        heading = row.columns.header[written.place]
        row.report(
            "year-differs",
            column=heading,
            value=row.text_at(written.place),
            years=", ".join(str(column.year) for column in columns),
            year=day[:4],
            option=year_option(aspect, written.year, heading),
        )

    def _leave(self, row: Row, aspect: str, column: Period) -> None:
        heading = row.columns.header[column.place]
        if heading in self._told:
            return
        self._told.add(heading)
        place: Place = {"field": None, "column": heading, "value": row.text_at(column.place)}
        if f"{column.year}-12-31" > self._today:
            row.report("column-year", "to_come", **place, heading=heading, year=column.year)
            return
        option = year_option(aspect, column.year, heading)
        row.report("column-year", "over", **place, heading=heading, year=column.year, option=option)


def dated(row: Row, aspect: str, day: str | None) -> list[Written]:
    """Return the words in an aspect's columns of one day."""
    return [
        written
        for column in row.columns.periods.get(aspect, ())
        if day is not None and column.day == day
        if (written := _in_column(row, aspect, column.place)) is not None
    ]


def told_of_days(columns: Columns, sheet: str | None, today: str) -> list[Finding]:
    """Return what is told of a table's columns that are of one day each (``column-days``)."""
    listed, to_come = [], []
    for aspect, periods in columns.periods.items():
        for place, _, day in periods:
            heading = columns.header[place]
            if day is None:
                continue
            if day <= today:
                listed.append(f"«{heading}»: {day_first(day)}")
                continue
            to_come.append(
                finding(
                    "column-days",
                    "to_come",
                    sheet=sheet,
                    column=heading,
                    heading=heading,
                    day=day_text(day),
                    option=column_option(f"{aspect}@…", heading),
                )
            )
    read = finding("column-days", "read", sheet=sheet, listed="; ".join(listed[:20]))
    return [*([read] if listed else []), *to_come]


def place_of(written: Written) -> Place:
    """Return where words stand."""
    field = None if written.column is not None else written.field
    return {"field": field, "column": written.column, "value": written.text}


def _in_column(row: Row, aspect: str, place: int) -> Written | None:
    text, heading = row.text_at(place), row.columns.header[place]
    return None if text is None else Written(text, heading, aspect, column=heading)
