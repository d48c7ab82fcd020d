"""The figures of a day as they are shown at the desk: each leads to what stands behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from mocgioi.desk import paths
from mocgioi.domain.counting import ADDITIONS, MEASURED, NOT_BUILT
from mocgioi.outputs.report.page import compose
from mocgioi.outputs.report.parts import Notice
from mocgioi.outputs.report.tables import listed_groups, table_of
from mocgioi.outputs.wording import NOTHING, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mocgioi.desk.days import AskedDays
    from mocgioi.desk.visit import Visit
    from mocgioi.documents.coverage import Coverage, Period

_FIGURE_OF = {"built": "road_built", "in_year": "in_period"}
"""Figures by the columns that have them, where they are called otherwise."""

_OF_COLUMNS = frozenset(
    {"markers", "markers_needing_road", "built", "in_period", "in_year", *NOT_BUILT}
)
"""Columns whose figures can be pressed."""


_COUNTED_WHEN_ASKED = ("overdue", "never_inspected")
"""Figures that rest on everything that was recorded, which a page of figures does not read."""


class Cell(NamedTuple):
    """A cell of a table: what it says, where it leads (None: nowhere), whether it is a number."""

    text: str
    leads: str | None
    is_number: bool


class ShownTable(NamedTuple):
    """A table of figures; `total` is its last row, if it has one."""

    caption: str
    headings: Sequence[tuple[str, bool]]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] | None


class Figure(NamedTuple):
    """One figure by its name; `text` is empty where it is not counted here; `leads`: to markers."""

    name: str
    text: str
    leads: str


class OfDay(NamedTuple):
    """What is shown of a day; the parts are those of a report (`outputs.report.parts.Page`)."""

    as_of: str
    head: str | None
    banner: str | None
    headline: str
    lines: Sequence[str]
    stamp: Sequence[str]
    alarms: Sequence[Notice]
    notices: Sequence[Notice]
    figures: Sequence[Figure]
    measured: Sequence[Figure]
    tables: Sequence[ShownTable]


def of_day(visit: Visit, days: AskedDays, by: Sequence[str]) -> OfDay:
    """Return the figures of a day, grouped.

    Raises:
        UsageError: no such day, time or period.
    """
    document = visit.tracker.figures.coverage(by=by, **days.arguments())
    page = compose(document, visit.lang, internal=False, paper=False)
    counts = {**_totals(document), **_beside(document)}
    return OfDay(
        as_of=document["as_of"],
        head=document["head"],
        banner=page.banner,
        headline=page.headline,
        lines=page.lines,
        stamp=page.stamp,
        alarms=page.alarms,
        notices=page.notices,
        figures=[
            *(
                Figure(name, number(count, visit.lang), explained(days, name))
                for name, count in counts.items()
            ),
            *(Figure(name, "", explained(days, name)) for name in _COUNTED_WHEN_ASKED),
        ],
        measured=[
            Figure(
                code,
                number(document["measured"][code], visit.lang),
                explained(days, f"measured={code}"),
            )
            for code in MEASURED
        ],
        tables=[_table(document, each, visit, days) for each in by],
    )


def explained(days: AskedDays, *asked: str) -> str:
    """Return the address of the page that says what stands behind figures or groups."""
    return days.address("/explain", *(("figure", question) for question in asked))


def _totals(document: Coverage) -> dict[str, int | None]:
    totals = document["totals"]
    return {
        "markers": totals["markers"],
        "markers_needing_road": totals["markers_needing_road"],
        "road_built": totals["road_built"],
        "by_contributions": totals["by_contributions"],
        "built_damaged": totals["built_damaged"],
        **{code: totals["by_status"][code] for code in NOT_BUILT},
        "in_period": totals["in_period"],
    }


def _beside(document: Coverage) -> dict[str, int | None]:
    """Return how many markers the other figures are of, by name; None: it is not known."""
    return {
        **_of_period(document["period"]),
        "need_withdrawn": len(document["need_withdrawn"]),
        "built_on_paper_only": len(document["built_on_paper_only"]),
        "road_contested": len(document["road_contested"]),
        "report_at_once": len(document["report_at_once"]),
        "conflicts": len({contested["number"] for contested in document["contested"]}),
        "outside_need": document["outside_need"]["markers"],
        "need_not_recorded": document["outside_need"]["need_not_recorded"],
        "declared_only": document["measured"]["declared_only"],
        "measured_only": document["measured"]["measured_only"],
    }


def _of_period(period: Period) -> dict[str, int]:
    moved = cast("Mapping[str, int | Sequence[str]]", period)
    counted = ((kind, moved[kind]) for kind in (*ADDITIONS, "lost"))
    return {kind: moved if isinstance(moved, int) else len(moved) for kind, moved in counted}


def _table(document: Coverage, by: str, visit: Visit, days: AskedDays) -> ShownTable:
    table = table_of(document, by, visit.lang, internal=False)
    groups = listed_groups(document, by, visit.lang)
    numeric = table.numeric

    def cells(texts: Sequence[str], group: str | None) -> list[Cell]:
        shown = []
        for column, text, is_number in zip(table.columns, texts, numeric, strict=True):
            leads = None
            if column in _OF_COLUMNS and text not in (NOTHING, ""):
                asked = (_FIGURE_OF.get(column, column), *([group] if group is not None else []))
                leads = explained(days, *asked)
            elif column == "marker":
                leads = paths.marker(text)
            shown.append(Cell(text, leads, is_number))
        return shown

    return ShownTable(
        table.caption,
        list(zip(table.headings, numeric, strict=True)),
        [
            cells(texts, f"{by}={group['code'] or ''}")
            for texts, group in zip(table.rows, groups, strict=True)
        ],
        cells(table.total, None) if table.total else None,
    )
