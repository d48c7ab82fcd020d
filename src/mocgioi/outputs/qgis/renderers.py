"""Which feature of a layer has which symbol: the map page's own rules, as QGIS reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from mocgioi.domain.counting import NOT_REPORTED, TRUNK_CLASSES, is_built
from mocgioi.domain.vocabulary import (
    CODE_LISTS,
    DAMAGED,
    PERHAPS_AT_ONCE,
    REPORT_AT_ONCE,
    label,
)
from mocgioi.outputs import ground_look, symbology
from mocgioi.outputs.qgis.facts import LayerFacts
from mocgioi.outputs.qgis.symbols import ground_symbol, line_symbol, mark_symbol, point_symbol


class Rule(NamedTuple):
    """A row of the legend.

    Attributes:
        key: stable; of a marker the code of its state or mark.
        label: Vietnamese. where: expression of QGIS, which features it is of.
        draw: gives its symbol the name by which the renderer knows it.
    """

    key: str
    label: str
    where: str
    draw: Callable[[str], Element]


MARKS_OF_COLUMNS: dict[str, symbology.Mark] = {
    mark.code: mark
    for mark in (
        symbology.MARKS["contested"],
        replace(
            symbology.MARKS["report_at_once"],
            code="harmed",
            vi="mốc hư hỏng, dịch chuyển hoặc mất: BÁO NGAY nếu chưa báo",
            en="marker damaged, displaced or lost: REPORT AT ONCE unless it was",
        ),
        replace(
            symbology.MARKS["perhaps_at_once"],
            code="not_found",
            vi="không tìm thấy mốc: có thể phải BÁO NGAY",
            en="marker not found: may have to be reported at once",
        ),
    )
}
"""What is added to a marker of which only the columns are known: they do not tell what was
reported."""


def renderer(layer: LayerFacts) -> Element | None:
    """Return how a layer is drawn; None for a table."""
    make = _OF_LAYER.get((layer.table, layer.geometry))
    return make() if make else None


# ------------------------------------------------------------------ expressions


def is_in(column: str, codes: Iterable[str]) -> str:
    """Return the expression that a column holds one of some codes; false where it holds none.

    >>> is_in("kind", ["main"])
    'coalesce("kind", \\'\\') IN (\\'main\\')'
    """
    listed = ", ".join(f"'{code}'" for code in codes)
    return f"coalesce(\"{column}\", '') IN ({listed})"


NEEDS_ROAD = is_in("needs_road", ["yes"])
HAS_BUILT_ROAD = (
    f"{NEEDS_ROAD} AND {is_in('road_status', filter(is_built, CODE_LISTS['road_status']))}"
)
"""Expressions of a marker: it needs a road; it needs one and has it."""


def where_state(code: str) -> str:
    """Return the expression that a marker is in a state, as `symbology.marker_state` says it."""
    if code == "not_needed":
        return f"NOT {NEEDS_ROAD}"
    if code == NOT_REPORTED:
        return f"{NEEDS_ROAD} AND NOT {is_in('road_status', symbology.STATUS_LOOKS)}"
    damaged = is_in("road_condition", sorted(DAMAGED))
    if code == "built_damaged":
        return f"{HAS_BUILT_ROAD} AND {damaged}"
    whole = f" AND NOT {damaged}" if is_built(code) else ""
    return f"{NEEDS_ROAD} AND {is_in('road_status', [code])}{whole}"


# ------------------------------------------------------------------ layers


def _markers() -> Element:
    states = [
        Rule(
            state.code,
            capital(state.vi),
            where_state(state.code),
            partial(point_symbol, state=state),
        )
        for state in symbology.MARKER_STATES.values()
    ]
    marked = (
        'coalesce("disagreements", 0) > 0 OR coalesce("waiting", 0) > 0',
        is_in("marker_condition", sorted(REPORT_AT_ONCE)),
        is_in("marker_condition", sorted(PERHAPS_AT_ONCE)),
    )
    marks = [
        Rule(
            mark.code,
            capital(mark.vi),
            where,
            partial(mark_symbol, mark=mark),
        )
        for mark, where in zip(MARKS_OF_COLUMNS.values(), marked, strict=True)
    ]
    return _by_rules([*states, *marks], levels=True)


def _roads() -> Element:
    trunks = [
        Rule(
            code,
            capital(style.vi),
            is_in("road_class", [code]),
            partial(line_symbol, style=style),
        )
        for code, style in symbology.TRUNK_LINES.items()
    ]
    is_access = f"NOT {is_in('road_class', sorted(TRUNK_CLASSES))}"
    name = label("road_class", "access", "vi")
    access = [
        Rule(
            f"access_{code}",
            capital(f"{name}: {style.vi}"),
            f"{is_access} AND {is_in('status', [code])}",
            partial(line_symbol, style=style, above=1),
        )
        for code, style in symbology.ROAD_STATUS_LINES.items()
    ]
    farthest = [*symbology.ROAD_STATUS_LINES.values()][-1]
    access.append(
        Rule(
            f"access_{NOT_REPORTED}",
            capital(f"{name}: {symbology.MARKER_STATES[NOT_REPORTED].vi}"),
            f"{is_access} AND NOT {is_in('status', symbology.ROAD_STATUS_LINES)}",
            partial(line_symbol, style=farthest, above=1),
        )
    )
    return _by_rules([*trunks, *access], levels=True)


def _communes() -> Element:
    """Neighbours along the border have different grounds."""
    tints = ", ".join(f"'{tint}'" for tint in symbology.COMMUNE_TINTS)
    order = 'array_find(array_agg("code", order_by:="km_from"), "code")'
    chosen = f"array_get(array({tints}), {order} % {len(symbology.COMMUNE_TINTS)})"
    return _alike(
        ground_symbol("0", symbology.COMMUNE_TINTS[0], ground_look.COMMUNE_EDGE, chosen=chosen)
    )


def _place(code: str) -> Element:
    return _alike(point_symbol("0", symbology.PLACES[code]))


def _boundary() -> Element:
    return _alike(line_symbol("0", symbology.BOUNDARY_LINE))


def _ground(*parts: str) -> Element:
    """Return how the surroundings are drawn that are of some kinds of geometry of QGIS."""
    rules = {"Polygon": _ground_areas, "Line": _ground_lines, "Point": _ground_points}
    return _by_rules(
        rule._replace(where=f"geometry_type($geometry) = '{part}' AND {rule.where}")
        for part in parts
        for rule in rules[part]()
    )


def _ground_points() -> list[Rule]:
    """Towns are dots; of what is larger only the name stands there."""
    name = CODE_LISTS["ground_kind"]["town"].label
    colour = ground_look.GROUND_COLOURS["name"]
    town = symbology.State("town", *name, colour, "#ffffff", "dot", 0.45)
    is_town = is_in("kind", ["town"])
    draw = partial(point_symbol, state=town, shown_if=is_town)
    return [Rule("town", capital(name.vi), "true", draw)]


def _ground_lines() -> list[Rule]:
    return [
        Rule(
            code,
            capital(style.vi),
            is_in("kind", [code]),
            partial(line_symbol, style=style),
        )
        for code, style in ground_look.GROUND_LINES.items()
    ]


def _ground_areas() -> list[Rule]:
    """Areas that have no ground are there for their names."""
    kinds = CODE_LISTS["ground_kind"]
    return [
        Rule(
            code,
            capital(kinds[code].label.vi),
            is_in("kind", [code]),
            partial(ground_symbol, fill=ground_look.GROUND_AREAS.get(code)),
        )
        for code in ("province", "lake", "neighbour", "country")
    ]


_OF_LAYER: dict[tuple[str, str | None], Callable[[], Element]] = {
    ("markers", "POINT"): _markers,
    ("roads", "MULTILINESTRING"): _roads,
    ("communes", "MULTIPOLYGON"): _communes,
    ("posts", "POINT"): partial(_place, "post"),
    ("gates", "POINT"): partial(_place, "gate"),
    ("boundary", "LINESTRING"): _boundary,
    ("ground", "POINT"): partial(_ground, "Point"),
    ("ground", "MULTILINESTRING"): partial(_ground, "Line"),
    ("ground", "MULTIPOLYGON"): partial(_ground, "Polygon"),
    ("ground", "GEOMETRY"): partial(_ground, "Polygon", "Line", "Point"),
}


# ------------------------------------------------------------------ renderers


def _alike(symbol: Element) -> Element:
    element = Element("renderer-v2", {"type": "singleSymbol", "forceraster": "0"})
    SubElement(element, "symbols").append(symbol)
    return element


def _by_rules(rules: Iterable[Rule], *, levels: bool = False) -> Element:
    """Return a renderer of rules; with `levels`, what lies above is drawn after all else."""
    element = Element(
        "renderer-v2",
        {"type": "RuleRenderer", "forceraster": "0", "symbollevels": str(int(levels))},
    )
    listed, symbols = SubElement(element, "rules", {"key": "rules"}), SubElement(element, "symbols")
    for at, rule in enumerate(rules):
        said = {"key": rule.key, "label": rule.label, "filter": rule.where, "symbol": str(at)}
        SubElement(listed, "rule", said)
        symbols.append(rule.draw(str(at)))
    return element


def capital(text: str) -> str:
    """Return a text that begins a line.

    >>> capital("đã xây dựng")
    'Đã xây dựng'
    """
    return text[:1].upper() + text[1:]
