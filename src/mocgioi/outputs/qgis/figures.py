"""The figure of a coverage map, as QGIS counts it from the layer itself whenever it is printed.

The rules are those of `domain.counting`, the sentences those of a report.
"""

from __future__ import annotations

from collections.abc import Iterable

from mocgioi.outputs.qgis.renderers import HAS_BUILT_ROAD, NEEDS_ROAD, where_state
from mocgioi.outputs.qgis.tree import ProjectLayer, layer_id
from mocgioi.outputs.wording import say

TODAY = "format_date(now(), 'dd/MM/yyyy')"
"""The layers hold what counts as of now."""

MARKERS = "@mocs"
NEEDING, BUILT, BUILT_DAMAGED, TOLD = "@can", "@co", "@hong", "@biet"
_COUNTED = {
    MARKERS: "",
    NEEDING: NEEDS_ROAD,
    BUILT: HAS_BUILT_ROAD,
    BUILT_DAMAGED: where_state("built_damaged"),
    TOLD: f"{NEEDS_ROAD} AND coalesce(\"road_status\", '') <> ''",
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


def headline() -> str:
    """Return the expression of the sentence with which a report begins."""
    damaged = f"'; ' || {_said('headline.damaged', count=_in_figures(BUILT_DAMAGED))}"
    known = _said(
        "headline", day=TODAY, built=_whole(BUILT), needing=_whole(NEEDING), percent=_PERCENT
    )
    untold = _said("headline.untold", day=TODAY, needing=_whole(NEEDING))
    nobody = _said("headline.nobody", day=TODAY, markers=f"{_in_figures(MARKERS)} || ' mốc'")
    return _counted(
        f"CASE WHEN {MARKERS} = 0 THEN {_said('headline.no_markers', day=TODAY)}"
        f" WHEN {NEEDING} = 0 THEN {nobody} WHEN {TOLD} = 0 THEN {untold}"
        f" ELSE {known} || if({BUILT_DAMAGED} > 0, {damaged}, '') END || '.'"
    )


def made_up(layers: Iterable[ProjectLayer]) -> str:
    """Return the expression of the mark on a map any row of which is made up; else empty."""
    counts = " + ".join(
        _count(layer.layer_id, '"illustrative"')
        for layer in layers
        if any(field.name == "illustrative" for field in layer.facts.fields)
    )
    return f"if({counts} > 0, {quoted(say('illustrative', 'vi'))}, '')"


def _counted(expression: str) -> str:
    """Return an expression within which every variable of `_COUNTED` has its value."""
    markers = layer_id("markers")
    for variable, condition in _COUNTED.items():
        counted = _count(markers, condition)
        expression = f"with_variable('{variable[1:]}', {counted}, {expression})"
    return expression


def _count(layer: str, condition: str) -> str:
    chosen = f", filter:={condition}" if condition else ""
    return f"coalesce(aggregate(layer:='{layer}', aggregate:='count', expression:=$id{chosen}), 0)"


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


def quoted(text: str) -> str:
    """Return a text as an expression."""
    return "'" + text.replace("'", "''") + "'"
