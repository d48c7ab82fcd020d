"""The sheet of a project that is printed: the coverage map on A3, across.

Every text that may change is an expression: the day, the figure, the mark of made-up data, the
scale. What is printed is what the layers hold when it is printed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement

from mocgioi.outputs.qgis import figures
from mocgioi.outputs.qgis.places import Place
from mocgioi.outputs.qgis.reference_systems import VN2000
from mocgioi.outputs.qgis.spoken import quoted
from mocgioi.outputs.qgis.tree import ProjectLayer, drawn, legend_tree

NAME = "Bản đồ A3"
"""Under which QGIS lists it."""

_PAGE_MM = (420.0, 297.0)
_MAP_MM = (10.0, 34.0, 292.0, 253.0)
_ASIDE_MM = (306.0, 104.0)
"""The column beside the map: where it begins, how wide it is."""

_FONT = "Arial"
_BOLD, _PLAIN = 75, 50
_INK, _RED = (29, 39, 51), (179, 0, 27)
_ARROW = "arrows/NorthArrow_02.svg"
"""Of the pictures that QGIS itself brings."""

_KINDS = {"page": 65638, "map": 65639, "picture": 65640, "label": 65641, "legend": 65642}
_KINDS |= {"scalebar": 65646}
_LEFT, _CENTRE, _MIDDLE, _TOP = 1, 4, 128, 32
_EXPLAINED = ("markers", "roads", "posts", "gates", "boundary")


class Box(NamedTuple):
    """A part of the ground, metres of the project's system: west, south, east, north."""

    west: float
    south: float
    east: float
    north: float


def coverage_sheet(
    title: str, layers: Sequence[ProjectLayer], store: Place, around: Box
) -> Element:
    """Return the sheet.

    Args:
        title: of the project.
        layers: of the project.
        store: where it is.
        around: what the map has to show, in metres of the metric system.
    """
    shown = drawn(layers)
    scale = _scale(around)
    sheet = Element(
        "Layout", {"name": NAME, "units": "mm", "printResolution": "300", "worldFileMap": ""}
    )
    pages = SubElement(sheet, "PageCollection")
    _item(pages, "page", "page", (0, 0, *_PAGE_MM))
    left, width = _ASIDE_MM
    sheet_map = _map(sheet, shown, store, _framed(around, scale))
    _label(sheet, "title", title.upper(), (10, 8, 400, 12), size=22, bold=True, centred=True)
    _label(
        sheet,
        "day",
        f"Tính đến ngày {figures.shown(figures.TODAY)}",
        (10, 21, 400, 8),
        size=14,
        centred=True,
    )
    _label(
        sheet,
        "made_up",
        figures.shown(figures.made_up(shown)),
        (left, 21, width, 9),
        size=14,
        bold=True,
        centred=True,
        colour=_RED,
    )
    _label(
        sheet,
        "figure",
        figures.shown(figures.figure()),
        (left, 33, width, 15),
        size=30,
        bold=True,
        centred=True,
    )
    _label(
        sheet, "headline", figures.shown(figures.headline(shown)), (left, 49, width, 32), size=11
    )
    _label(
        sheet,
        "at_once",
        figures.shown(figures.at_once()),
        (left, 82, width, 11),
        size=11,
        bold=True,
        colour=_RED,
    )
    explained = sorted(
        (at for at in shown if at.facts.table in _EXPLAINED),
        key=lambda layer: _EXPLAINED.index(layer.facts.table),
    )
    _legend(sheet, explained, store, sheet_map, (left, 94, width, 141))
    _picture(sheet, "north", _ARROW, sheet_map, (left, 237, 14, 18))
    _scale_bar(sheet, sheet_map, scale, (left + 18, 239, 80, 14))
    _label(sheet, "notes", _notes(store), (left, 258, width, 31), size=9)
    return sheet


def _notes(store: Place) -> str:
    """Return what stands at the foot: at which scale, in which system, from which store, when."""
    scale = "replace(format_number(item_variables('map')['map_scale'], 0), ',', '.')"
    file = quoted(store.name)
    return (
        f"Tỷ lệ 1:{figures.shown(scale)}.\n"
        f"Hệ tọa độ {VN2000.name} ({VN2000.code}).\n"
        f"Số liệu: kho {figures.shown(file)}, như khi in.\n"
        f"In ngày {figures.shown(figures.TODAY)}.\n"
        "Số để ký: lệnh mocgioi status. Bản in không biết mốc nào đã báo ngay, mốc nào được đưa ra "
        "khỏi diện cần có đường."
    )


def _scale(around: Box) -> int:
    """Return the denominator of the scale at which the map shows all of `around`, rounded up."""
    _, _, width, height = _MAP_MM
    needed = max((around.east - around.west) / width, (around.north - around.south) / height)
    needed *= 1000 * 1.04
    step = int(10 ** max(floor(log10(max(needed, 1))) - 1, 0))
    return ceil(needed / step) * step


def _framed(around: Box, scale: int) -> Box:
    """Return what the map shows at a scale, `around` in the middle of it."""
    _, _, width, height = _MAP_MM
    east, north = width * scale / 2000, height * scale / 2000
    middle, centre = (around.west + around.east) / 2, (around.south + around.north) / 2
    return Box(middle - east, centre - north, middle + east, centre + north)


def _item(
    parent: Element,
    name: str,
    kind: str,
    box_mm: tuple[float, float, float, float],
    attributes: Mapping[str, str] | None = None,
) -> Element:
    """Put an item into a sheet at `box_mm`: left, top, width, height."""
    left, top, width, height = box_mm
    own = f"{{{uuid5(NAMESPACE_URL, f'mocgioi/layout/{name}')}}}"
    at = f"{left:g},{top:g},mm"
    made = SubElement(
        parent,
        "LayoutItem",
        {
            "type": str(_KINDS[kind]),
            "uuid": own,
            "templateUuid": own,
            "id": name,
            "size": f"{width:g},{height:g},mm",
            "position": at,
            "positionOnPage": at,
            "referencePoint": "0",
            "frame": "false",
            "background": "true" if kind in ("page", "map") else "false",
            "outlineWidthM": "0.3,mm",
            "visibility": "1",
            "opacity": "1",
            "zValue": str(len(parent.findall("LayoutItem")) + 1),
            **(attributes or {}),
        },
    )
    _colour(made, "FrameColor", _INK)
    _colour(made, "BackgroundColor", (255, 255, 255))
    return made


def _map(sheet: Element, layers: Sequence[ProjectLayer], store: Place, framed: Box) -> str:
    """Put the map in and return its uuid."""
    made = _item(
        sheet,
        "map",
        "map",
        _MAP_MM,
        {"frame": "true", "keepLayerSet": "true", "followPreset": "false", "mapRotation": "0"},
    )
    west, south, east, north = (f"{metres:.3f}" for metres in framed)
    SubElement(made, "Extent", {"xmin": west, "ymin": south, "xmax": east, "ymax": north})
    chosen = SubElement(made, "LayerSet")
    for layer in layers:
        entry = SubElement(
            chosen,
            "Layer",
            {
                "name": layer.title,
                "source": store.source(layer.rows),
                "provider": store.provider,
            },
        )
        entry.text = layer.layer_id
    return made.attrib["uuid"]


def _label(
    sheet: Element,
    name: str,
    text: str,
    box_mm: tuple[float, float, float, float],
    *,
    size: int,
    bold: bool = False,
    centred: bool = False,
    colour: tuple[int, int, int] = _INK,
) -> None:
    made = _item(
        sheet,
        name,
        "label",
        box_mm,
        {
            "labelText": text,
            "htmlState": "0",
            "halign": str(_CENTRE if centred else _LEFT),
            "valign": str(_MIDDLE if centred else _TOP),
            "marginX": "0",
            "marginY": "0",
        },
    )
    _font(made, "LabelFont", size, _BOLD if bold else _PLAIN)
    _colour(made, "FontColor", colour)


def _legend(
    sheet: Element,
    layers: Sequence[ProjectLayer],
    store: Place,
    of_map: str,
    box_mm: tuple[float, float, float, float],
) -> None:
    made = _item(
        sheet,
        "legend",
        "legend",
        box_mm,
        {
            "map_uuid": of_map,
            "title": "CHÚ GIẢI",
            "titleAlignment": "1",
            "symbolHeight": "3.6",
            "symbolWidth": "7",
            "boxSpace": "0",
            "columnCount": "1",
            "columnSpace": "2",
            "splitLayer": "0",
            "equalColumnWidth": "0",
            "lineSpacing": "1",
            "resizeToContents": "0",
            "fontColor": "#1d2733",
            "wrapChar": "",
            "legendFilterByAtlas": "0",
        },
    )
    styles = SubElement(made, "styles")
    for style, size, weight, margins in (
        ("title", 12, _BOLD, {"marginBottom": "2"}),
        ("group", 10, _BOLD, {"marginTop": "2"}),
        ("subgroup", 9, _BOLD, {"marginTop": "2.2"}),
        ("symbol", 9, _PLAIN, {"marginTop": "1.1"}),
        ("symbolLabel", 9, _PLAIN, {"marginTop": "1.1", "marginLeft": "2"}),
    ):
        element = SubElement(styles, "style", {"name": style, "alignment": "1", **margins})
        _font(element, "styleFont", size, weight)
    made.append(legend_tree(layers, store))


def _picture(
    sheet: Element,
    name: str,
    file: str,
    of_map: str,
    box_mm: tuple[float, float, float, float],
) -> None:
    """Put an arrow in that points to the north of the map."""
    _item(
        sheet,
        name,
        "picture",
        box_mm,
        {
            "file": file,
            "mapUuid": of_map,
            "northMode": "0",
            "northOffset": "0",
            "resizeMode": "0",
            "anchorPoint": "4",
            "svgFillColor": "29,39,51,255",
            "svgBorderColor": "29,39,51,255",
            "svgBorderWidth": "0.2",
            "mode": "0",
        },
    )


def _scale_bar(
    sheet: Element, of_map: str, scale: int, box_mm: tuple[float, float, float, float]
) -> None:
    """Put a bar of kilometres in, of two parts of about 30 mm."""
    about_km = 30 * scale / 1_000_000
    power = 10 ** floor(log10(about_km))
    part_km = max(step * power for step in (1, 2, 5) if step * power <= about_km)
    made = _item(
        sheet,
        "scale_bar",
        "scalebar",
        box_mm,
        {
            "mapUuid": of_map,
            "style": "Single Box",
            "unitType": "km",
            "unitLabel": "km",
            "numMapUnitsPerScaleBarUnit": "1",
            "numUnitsPerSegment": f"{part_km:g}",
            "numSegments": "2",
            "numSegmentsLeft": "0",
            "segmentSizeMode": "0",
            "height": "2.4",
            "labelBarSpace": "2",
            "boxContentSpace": "1",
            "outlineWidth": "0.3",
            "alignment": "0",
            "lineJoinStyle": "miter",
            "lineCapStyle": "square",
        },
    )
    _font(made, "scaleBarFont", 10, _PLAIN)
    for tag, colour in (
        ("fillColor", _INK),
        ("fillColor2", (255, 255, 255)),
        ("strokeColor", _INK),
        ("textColor", _INK),
    ):
        _colour(made, tag, colour)


def _font(parent: Element, tag: str, size: int, weight: int) -> None:
    SubElement(parent, tag, {"description": f"{_FONT},{size},-1,5,{weight},0,0,0,0,0"})


def _colour(parent: Element, tag: str, colour: tuple[int, int, int]) -> None:
    red, green, blue = map(str, colour)
    SubElement(parent, tag, {"red": red, "green": green, "blue": blue, "alpha": "255"})
