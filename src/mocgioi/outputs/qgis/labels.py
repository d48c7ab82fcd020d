"""Names on the map: which of a layer stand from which scale on, around what, in what letters."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from mocgioi.outputs import symbology
from mocgioi.outputs.ground_look import COMMUNE_NAME, GROUND_COLOURS
from mocgioi.outputs.qgis.facts import LayerFacts
from mocgioi.outputs.qgis.options import overridden
from mocgioi.outputs.qgis.renderers import is_in
from mocgioi.outputs.qgis.symbols import rgba, scale_at

_INK = "#1c2730"
_HALO = "#ffffff"
_OVER_POINT, _BESIDE_POINT, _WITHIN_AREA, _ALONG_LINE = "1", "6", "4", "3"
"""Ways to place a name, as QGIS numbers them (`QgsPalLayerSettings::Placement`)."""
_INSIDE = "2"
"""A name beside a commune of the border could stand on the other side."""

_AT_ITS_PLACE = {
    "PositionX": '"longitude"',
    "PositionY": '"latitude"',
    "Hali": "'Center'",
    "Vali": "'Half'",
    "Size": f"if(@map_scale > {scale_at(10)}, 7, 8.5)",
}


class Names(NamedTuple):
    """Names of a kind.

    Attributes:
        key: stable. text: expression. from_zoom: of the map page, from which they stand.
        where: expression, which features they are of; empty for all.
        size_pt, colour, is_bold, is_italic: of the letters.
        priority: 0 to 10; where two names meet, the one with more stays.
        is_always_there: also where something else stands.
    """

    key: str
    text: str
    from_zoom: float
    where: str = ""
    size_pt: float = 8.0
    colour: str = _INK
    is_bold: bool = False
    is_italic: bool = False
    priority: int = 5
    is_always_there: bool = False
    is_at_its_place: bool = False


_GROUND = (
    Names(
        "country",
        'upper("name")',
        0,
        is_in("kind", ["country"]),
        11,
        GROUND_COLOURS["name"],
        is_bold=True,
        priority=2,
    ),
    Names(
        "neighbour",
        'upper("name")',
        0,
        is_in("kind", ["neighbour"]),
        8.5,
        GROUND_COLOURS["name"],
        is_bold=True,
        priority=2,
    ),
    Names("town", '"name"', 9, is_in("kind", ["town"]), 8, GROUND_COLOURS["name"], priority=3),
    Names(
        "water",
        '"name"',
        10.5,
        is_in("kind", ["river", "lake"]),
        7.5,
        GROUND_COLOURS["water_name"],
        is_italic=True,
        priority=1,
    ),
    Names("road", '"name"', 10, is_in("kind", ["road"]), 7, GROUND_COLOURS["name"], priority=1),
)

_OF_TABLE: dict[str, tuple[Names, ...]] = {
    "markers": (
        Names(
            "main",
            '"number"',
            12,
            is_in("kind", ["main"]),
            is_bold=True,
            priority=9,
        ),
        Names("secondary", '"number"', 13, f"NOT {is_in('kind', ['main'])}", 7, priority=7),
    ),
    "posts": (
        Names("posts", '"name"', 10.5, "", 8.5, symbology.PLACES["post"].colour, True, priority=8),
    ),
    "gates": (Names("gates", '"name"', 10.5, "", 8, symbology.PLACES["gate"].colour, priority=6),),
    "communes": (
        Names(
            "communes",
            '"name"',
            8,
            size_pt=8.5,
            colour=COMMUNE_NAME,
            is_bold=True,
            priority=4,
            is_always_there=True,
            is_at_its_place=True,
        ),
    ),
    "ground": _GROUND,
}


def labeling(layer: LayerFacts) -> Element | None:
    """Return the names of a layer; None for one that has none on the map."""
    names = _OF_TABLE.get(layer.table)
    if names is None or layer.geometry is None:
        return None
    element = Element("labeling", {"type": "rule-based"})
    rules = SubElement(element, "rules", {"key": "names"})
    for own in names:
        rule = SubElement(rules, "rule", {"key": own.key, "description": own.key})
        if own.where:
            rule.set("filter", own.where)
        if own.from_zoom:
            rule.set("scalemindenom", str(_CLOSEST))
            rule.set("scalemaxdenom", str(scale_at(own.from_zoom)))
        rule.append(_settings(own, layer.geometry))
    return element


_CLOSEST = 1


def _settings(names: Names, geometry: str) -> Element:
    element = Element("settings", {"calloutType": "simple"})
    style = SubElement(
        element,
        "text-style",
        {
            "fieldName": names.text,
            "isExpression": "1",
            "fontSize": f"{names.size_pt:g}",
            "fontSizeUnit": "Point",
            "fontWeight": "75" if names.is_bold else "50",
            "fontItalic": str(int(names.is_italic)),
            "textColor": rgba(names.colour),
            "textOpacity": "1",
            "multilineHeight": "1",
        },
    )
    SubElement(
        style,
        "text-buffer",
        {
            "bufferDraw": "1",
            "bufferSize": "0.8",
            "bufferSizeUnits": "MM",
            "bufferColor": rgba(_HALO),
            "bufferOpacity": "0.9",
            "bufferJoinStyle": "128",
        },
    )
    SubElement(element, "text-format", {"multilineAlign": "3", "wrapChar": ""})
    SubElement(element, "placement", _placement(names, geometry))
    SubElement(
        element,
        "rendering",
        {
            "drawLabels": "1",
            "displayAll": str(int(names.is_always_there)),
            "obstacle": "1",
            "obstacleFactor": "1",
            "obstacleType": "1",
            "fontMinPixelSize": "3",
            "fontMaxPixelSize": "10000",
            "upsidedownLabels": "0",
        },
    )
    element.append(overridden(_AT_ITS_PLACE if names.is_at_its_place else {}))
    element[-1].tag = "dd_properties"
    return element


def _placement(names: Names, geometry: str) -> dict[str, str]:
    """Return where a name stands: beside a point, within an area, along a line."""
    told = {"priority": str(names.priority), "distUnits": "MM", "offsetUnits": "MM", "dist": "0.6"}
    if geometry == "POINT":
        # What has no dot is its name alone.
        has_dot = names.key not in ("country", "neighbour")
        told["placement"] = _BESIDE_POINT if has_dot else _OVER_POINT
        told["predefinedPositionOrder"] = "R,L,TR,BR,TL,BL,TSR,BSR"
        # From the edge of the symbol: it grows as the map comes closer.
        told["offsetType"] = "1"
    elif geometry.endswith("POLYGON") or geometry == "GEOMETRY":
        told |= {"placement": _WITHIN_AREA, "polygonPlacementFlags": _INSIDE}
    else:
        told |= {"placement": _ALONG_LINE, "placementFlags": "9"}
    return told


def has_names(layer: LayerFacts) -> bool:
    """Say whether a layer has names on the map."""
    return labeling(layer) is not None
