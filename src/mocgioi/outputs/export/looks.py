"""How a row looks on a map: its state, with the colours of `mocgioi.outputs.symbology`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from mocgioi.errors import Text
from mocgioi.outputs.export.table import Table
from mocgioi.outputs.symbology import (
    BOUNDARY_LINE,
    COMMUNE_TINTS,
    MARKER_STATES,
    MARKS,
    PLACES,
    ROAD_STATUS_LINES,
    TRUNK_LINES,
    LineStyle,
    State,
    marker_state,
)

_GREY = "#868e96"


class Look(NamedTuple):
    """How rows of one state look.

    Attributes:
        code: English code of the state. label: for people.
        colour: ``#rrggbb``. width_px: of a line. is_area: it is filled with the colour.
    """

    code: str
    label: Text
    colour: str
    width_px: float = 2.0
    is_area: bool = False


def looks_of(table: Table) -> list[Look]:
    """Return how each row of a table looks, in the order of its rows."""
    look = _BY_KIND.get(table.kind)
    if look is None:
        plain = Look(table.kind, table.title, _GREY)
        return [plain] * len(table.rows)
    names = [column.name for column in table.columns]
    return [look(place, dict(zip(names, row, strict=True))) for place, row in enumerate(table.rows)]


def _of_state(state: State) -> Look:
    return Look(state.code, Text(state.vi, state.en), state.colour)


def _of_line(line: LineStyle) -> Look:
    return Look(line.code, Text(line.vi, line.en), line.colour, line.width_px)


def _marker(_: int, row: Mapping[str, Any]) -> Look:
    needs_road = row["needs_road"] == "yes"
    state = marker_state(needs_road, row["road_status"], row["road_condition"])
    return _of_state(MARKER_STATES[state])


def _road(_: int, row: Mapping[str, Any]) -> Look:
    trunk = TRUNK_LINES.get(row["road_class"] or "")
    line = trunk or ROAD_STATUS_LINES.get(row["status"] or "") or ROAD_STATUS_LINES["none"]
    return _of_line(line)


def _commune(place: int, _: Mapping[str, Any]) -> Look:
    tint = COMMUNE_TINTS[place % len(COMMUNE_TINTS)]
    return Look(f"commune{place % len(COMMUNE_TINTS)}", Text("xã", "commune"), tint, 1.0, True)


def _case(_: int, row: Mapping[str, Any]) -> Look:
    mark = MARKS["perhaps_at_once" if row["alarm"] == "possible" else "report_at_once"]
    return Look(mark.code, Text(mark.vi, mark.en), mark.colour if row["open"] else _GREY)


_BY_KIND: Mapping[str, Callable[[int, Mapping[str, Any]], Look]] = {
    "markers": _marker,
    "roads": _road,
    "communes": _commune,
    "cases": _case,
    "posts": lambda _, row: _of_state(PLACES["post"]),
    "gates": lambda _, row: _of_state(PLACES["gate"]),
    "boundary": lambda _, row: _of_line(BOUNDARY_LINE),
}


def described(table: Table, row: Sequence[Any]) -> list[tuple[str, str]]:
    """Return what a person reads of a row: headings and values, without what is not known."""
    from mocgioi.outputs.export.table import MARK, heading

    lines = []
    for column, value in zip(table.columns, row, strict=True):
        if value is None or column.name in (MARK, "uuid"):
            continue
        lines.append((heading(column, table.lang), written(value, table.lang)))
    return lines


def written(value: Any, lang: str) -> str:
    """Return a value as people write it.

    >>> written(True, "vi"), written(3.02, "vi"), written(3.0, "en")
    ('có', '3,02', '3')
    """
    if isinstance(value, bool):
        return {"vi": ("không", "có"), "en": ("no", "yes")}[lang][value]
    if isinstance(value, float):
        text = f"{value:.3f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") if lang == "vi" else text
    if hasattr(value, "strftime"):
        return str(value.strftime("%d/%m/%Y")) if lang == "vi" else str(value.isoformat())
    return str(value)
