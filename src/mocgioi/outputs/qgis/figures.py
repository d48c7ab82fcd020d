"""The figure of a coverage map, as QGIS counts it from the layer itself whenever it is printed.

The rules are those of `domain.counting`, the sentences those of a report.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from mocgioi.domain.days import VIETNAM
from mocgioi.domain.vocabulary import REPORT_AT_ONCE
from mocgioi.outputs.qgis.renderers import HAS_BUILT_ROAD, NEEDS_ROAD, is_in, where_state
from mocgioi.outputs.qgis.spoken import quoted
from mocgioi.outputs.qgis.tree import ProjectLayer, layer_id
from mocgioi.outputs.wording import say

_SINCE = date(2020, 1, 1)
_SECONDS = round(datetime.combine(_SINCE, time(), VIETNAM).timestamp())
_DAYS = f"floor((epoch(now()) / 1000 - {_SECONDS}) / 86400)"
# From noon of a day not long ago: no summer time of the machine's zone changes the day.
_DAY = (
    f"make_date({_SINCE.year}, {_SINCE.month}, {_SINCE.day})"
    f" + make_interval(days:={_DAYS}, hours:=12)"
)
TODAY = f"format_date({_DAY}, 'dd/MM/yyyy')"
"""The layers hold what counts as of now, which is a day of Việt Nam wherever the machine is."""

BETWEEN = "; "
"""Stands in a column of several values between two of them."""

MARKERS = "@mocs"
NEEDING, BUILT, BUILT_DAMAGED, TOLD = "@can", "@co", "@hong", "@biet"
ON_PAPER, CONTESTED, HARMED, SERVED = "@giay", "@khac", "@bao", "@tuyen"
_COUNTED = {
    MARKERS: "",
    NEEDING: NEEDS_ROAD,
    BUILT: HAS_BUILT_ROAD,
    BUILT_DAMAGED: where_state("built_damaged"),
    TOLD: f"{NEEDS_ROAD} AND coalesce(\"road_status\", '') <> ''",
    ON_PAPER: (
        f"{NEEDS_ROAD} AND NOT ({HAS_BUILT_ROAD})"
        f" AND strpos({SERVED}, '{BETWEEN}' || \"number\" || '{BETWEEN}') > 0"
    ),
    CONTESTED: '"disagreements" > 0',
    HARMED: is_in("marker_condition", sorted(REPORT_AT_ONCE)),
}
"""By the variable of an expression, which markers it counts."""

# A per mille, half up, in whole numbers: no last digit depends on how fractions are rounded.
_PERMILLE = f"floor((2000 * {BUILT} + {NEEDING}) / (2 * {NEEDING}))"
_PERCENT = f"to_string(floor({_PERMILLE} / 10)) || ',' || to_string({_PERMILLE} % 10) || '%'"


def shown(expression: str) -> str:
    """Return an expression as a text of a layout has it."""
    return f"[% {expression} %]"


def figure() -> str:
    """Return the expression of ``223/459 (48,6%)``; – where nothing is known yet."""
    known = f"{_whole(BUILT)} || '/' || {_whole(NEEDING)} || ' (' || {_PERCENT} || ')'"
    return _counted(f"CASE WHEN {NEEDING} = 0 OR {TOLD} = 0 THEN '–' ELSE {known} END")


def headline(layers: Iterable[ProjectLayer]) -> str:
    """Return the expression of the sentence with which a report begins."""
    named = {"headline.damaged": BUILT_DAMAGED, "sheet.contested": CONTESTED}
    if any(layer.facts.table == "roads" for layer in layers):
        named = {"headline.damaged": BUILT_DAMAGED, "headline.on_paper": ON_PAPER, **named}
    beside = " || ".join(
        f"if({count} > 0, '; ' || {_said(key, count=_in_figures(count))}, '')"
        for key, count in named.items()
    )
    known = _said(
        "headline", day=TODAY, built=_whole(BUILT), needing=_whole(NEEDING), percent=_PERCENT
    )
    untold = _said("headline.untold", day=TODAY, needing=_whole(NEEDING))
    nobody = _said("headline.nobody", day=TODAY, markers=f"{_in_figures(MARKERS)} || ' mốc'")
    return _counted(
        f"CASE WHEN {MARKERS} = 0 THEN {_said('headline.no_markers', day=TODAY)}"
        f" WHEN {NEEDING} = 0 THEN {nobody} WHEN {TOLD} = 0 THEN {untold}"
        f" ELSE {known} || {beside} END || '.'"
    )


def at_once() -> str:
    """Return the expression of how many markers are harmed, and which if they are few."""
    numbers = (
        f"aggregate(layer:='{layer_id('markers')}', aggregate:='array_agg',"
        f' expression:="number", filter:={_COUNTED[HARMED]}, order_by:="border_km")'
    )
    few = f"if({HARMED} <= {_FEW}, ': ' || array_to_string({numbers}, ', '), '')"
    told = _said("sheet.at_once", count=_in_figures(HARMED))
    return _counted(f"if({HARMED} > 0, {told} || {few} || '.', '')")


def made_up(layers: Iterable[ProjectLayer]) -> str:
    """Return the expression of the mark on a map any row of which is made up; else empty."""
    counts = " + ".join(
        _count(layer.layer_id, '"illustrative"')
        for layer in layers
        if any(field.name == "illustrative" for field in layer.facts.fields)
    )
    return f"if({counts} > 0, {quoted(say('illustrative', 'vi'))}, '')"


def _counted(expression: str) -> str:
    """Return an expression within which each variable it has of `_COUNTED` has its value."""
    markers = layer_id("markers")
    for variable, condition in _COUNTED.items():
        if variable in expression:
            counted = _count(markers, condition)
            expression = f"with_variable('{variable[1:]}', {counted}, {expression})"
    if SERVED in expression:
        expression = f"with_variable('{SERVED[1:]}', {_served()}, {expression})"
    return expression


def _served() -> str:
    """Return the expression of the markers that roads serve which are finished by their papers.

    It begins and ends with what stands between two of them; `domain.counting.road_counts_on`.
    """
    begun, finished = (
        f"coalesce(format_date(\"{column}\", 'yyyy-MM-dd'), '')"
        f" <= format_date({_DAY}, 'yyyy-MM-dd')"
        for column in ("started_on", "completed_on")
    )
    counts = f"\"status\" = 'built' AND {begun} AND {finished}"
    roads = layer_id("roads")
    listed = (
        f"aggregate(layer:='{roads}', aggregate:='concatenate', expression:=\"serves\","
        f" filter:={counts}, concatenator:='{BETWEEN}')"
    )
    return f"'{BETWEEN}' || coalesce({listed}, '') || '{BETWEEN}'"


def _count(layer: str, condition: str) -> str:
    chosen = f", filter:={condition}" if condition else ""
    return f"coalesce(aggregate(layer:='{layer}', aggregate:='count', expression:=$id{chosen}), 0)"


_FEW = 8
"""As many markers have room to be named."""


def _whole(number: str) -> str:
    return f"to_string({number})"


def _in_figures(count: str) -> str:
    """Return a count as `outputs.quantities.in_figures` writes it."""
    return f"if({count} > 0 AND {count} < 10, '0' || {count}, {_whole(count)})"


def _said(key: str, **parts: str) -> str:
    """Return a sentence of ours as an expression, each blank of it filled by one."""
    marks = {name: f"\x1f{name}\x1f" for name in parts}
    pieces = say(key, "vi", **marks).split("\x1f")
    return " || ".join(
        parts[piece] if place % 2 else quoted(piece) for place, piece in enumerate(pieces) if piece
    )
