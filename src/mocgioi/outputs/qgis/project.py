"""A project of QGIS written without QGIS: layers in groups, relations, systems, a sheet.

The same facts give the same bytes. QGIS reads what it is not told as its own default; what it
writes itself into a project (times, users, machine) is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

import numpy as np

from mocgioi.domain.crs import to_metric
from mocgioi.outputs.qgis import layout, qfield, relations, style
from mocgioi.outputs.qgis.facts import LayerFacts
from mocgioi.outputs.qgis.options import option
from mocgioi.outputs.qgis.places import Place
from mocgioi.outputs.qgis.qfield import FieldKit
from mocgioi.outputs.qgis.reference_systems import (
    VN2000,
    WGS84,
    ReferenceSystem,
    described,
    operations,
)
from mocgioi.outputs.qgis.tree import ProjectLayer, layer_id, layer_tree, project_layers

QGIS_VERSION = "3.22.0"
"""The oldest QGIS that is known to open it; a newer one brings it forward by itself."""

_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_KINDS_OF_GEOMETRY = {
    "POINT": "Point",
    "LINESTRING": "Line",
    "MULTILINESTRING": "Line",
    "MULTIPOLYGON": "Polygon",
    None: "No geometry",
}
GROUND = (0xF3, 0xF0, 0xE8)
"""Colour of the ground where nothing is drawn, as on the page of the map."""
_ROOM = 0.05
"""Ground shown beyond what there is, to its size."""
_LEAST_ROOM_DEG, _LEAST_ROOM_M = 0.0005, 50
"""The same where all there is stands at one place."""


class Bounds(NamedTuple):
    """A part of the ground, degrees of EPSG:4326: west, south, east, north."""

    west: float
    south: float
    east: float
    north: float


class ProjectFacts(NamedTuple):
    """What a project is made of.

    Attributes:
        title: Vietnamese, as the window shows it.
        store: where it is.
        layers: by table.
        bounds: what is shown when it opens.
        field: of a project that goes to the field; it is in EPSG:4326, in which a phone knows
            its place, and has no sheet to print.
    """

    title: str
    store: Place
    layers: Mapping[str, LayerFacts]
    bounds: Bounds
    field: FieldKit | None = None

    @property
    def system(self) -> ReferenceSystem:
        """In which it is shown."""
        return VN2000 if self.field is None else WGS84


def project(facts: ProjectFacts) -> str:
    """Return a project as the text of a ``.qgs`` file."""
    layers = project_layers(facts.layers)
    root = Element("qgis", {"version": QGIS_VERSION, "projectname": facts.title})
    SubElement(root, "homePath", {"path": ""})
    SubElement(root, "title").text = facts.title
    SubElement(root, "autotransaction", {"active": "0"})
    SubElement(root, "evaluateDefaultValues", {"active": "0"})
    SubElement(root, "trust", {"active": "0"})
    described(SubElement(root, "projectCrs"), facts.system)
    root.append(layer_tree(layers, facts.store))
    related = SubElement(root, "relations")
    related.extend(relations.elements(facts.layers, layer_id))
    shown = _shown(facts)
    root.append(_canvas(facts, shown))
    found = SubElement(root, "projectlayers")
    found.extend(_map_layer(layer, facts) for layer in layers)
    root.append(_properties(facts))
    root.append(operations())
    sheets = SubElement(root, "Layouts")
    if facts.field is None:
        sheets.append(layout.coverage_sheet(facts.title, layers, facts.store, shown))
    view = SubElement(root, "ProjectViewSettings", {"rotation": "0", "UseProjectScales": "0"})
    described(SubElement(view, "DefaultViewExtent", _corners(shown)), facts.system)
    ElementTree.indent(root, " ")
    return _DOCTYPE + ElementTree.tostring(root, encoding="unicode") + "\n"


def _shown(facts: ProjectFacts) -> layout.Box:
    """Return the bounds in the project's system, with some room around them."""
    west, south, east, north = facts.bounds
    if not facts.system.is_geographic:
        # Edges of a box of degrees are bent in the grid: its corners are not its extremes.
        along = np.linspace(0, 1, 9)
        lon = np.concatenate([west + (east - west) * along] * 2)
        lat = np.concatenate([np.full(9, south), np.full(9, north)])
        eastings, northings = to_metric(lon, lat, facts.system.code)
        west, east = float(eastings.min()), float(eastings.max())
        south, north = float(northings.min()), float(northings.max())
    least = _LEAST_ROOM_DEG if facts.system.is_geographic else _LEAST_ROOM_M
    beside, above = max((east - west) * _ROOM, least), max((north - south) * _ROOM, least)
    return layout.Box(west - beside, south - above, east + beside, north + above)


def _corners(box: layout.Box) -> dict[str, str]:
    west, south, east, north = (f"{edge:.9g}" for edge in box)
    return {"xmin": west, "ymin": south, "xmax": east, "ymax": north}


def _canvas(facts: ProjectFacts, shown: layout.Box) -> Element:
    """Return what the window shows when the project opens."""
    canvas = Element("mapcanvas", {"name": "theMapCanvas", "annotationsVisible": "1"})
    SubElement(canvas, "units").text = "degrees" if facts.system.is_geographic else "meters"
    extent = SubElement(canvas, "extent")
    for name, edge in _corners(shown).items():
        SubElement(extent, name).text = edge
    SubElement(canvas, "rotation").text = "0"
    described(SubElement(canvas, "destinationsrs"), facts.system)
    return canvas


def _map_layer(layer: ProjectLayer, facts: ProjectFacts) -> Element:
    geometry = layer.facts.geometry
    is_locked = facts.field is not None and layer.facts.table in facts.field.locked
    element = Element(
        "maplayer",
        {
            "type": "vector",
            "geometry": _KINDS_OF_GEOMETRY[geometry],
            "wkbType": layer.wkb_type,
            "readOnly": "1" if layer.is_read_only or is_locked else "0",
            **style.attributes(layer.facts),
        },
    )
    SubElement(element, "id").text = layer.layer_id
    SubElement(element, "datasource").text = facts.store.source(layer.rows)
    SubElement(element, "layername").text = layer.title
    if geometry:
        described(SubElement(element, "srs"), WGS84)
    SubElement(element, "provider", {"encoding": "UTF-8"}).text = facts.store.provider
    flags = SubElement(element, "flags")
    for flag, is_set in (
        ("Identifiable", True),
        ("Removable", True),
        ("Searchable", True),
        ("Private", not layer.is_shown),
    ):
        SubElement(flags, flag).text = str(int(is_set))
    element.extend(style.elements(layer.facts, others=facts.layers, ids=layer_id))
    if facts.field is not None:
        properties = SubElement(element, "customproperties")
        properties.append(option(qfield.layer_properties(layer, facts.field)))
    return element


def _properties(facts: ProjectFacts) -> Element:
    """Return the settings of the project: paths as seen from it, lengths on the ellipsoid."""
    settings: list[tuple[str, Sequence[tuple[str, str, str]]]] = [
        ("Paths", [("Absolute", "bool", "false")]),
        ("SpatialRefSys", [("ProjectionsEnabled", "int", "1")]),
        ("Measure", [("Ellipsoid", "QString", "EPSG:7030")]),
        ("Measurement", [("DistanceUnits", "QString", "meters"), ("AreaUnits", "QString", "ha")]),
    ]
    red, green, blue = GROUND
    settings.append(
        (
            "Gui",
            [
                ("CanvasColorRedPart", "int", str(red)),
                ("CanvasColorGreenPart", "int", str(green)),
                ("CanvasColorBluePart", "int", str(blue)),
            ],
        )
    )
    if facts.field is not None:
        told = qfield.project_properties()
        settings.append(
            (
                "qfieldsync",
                [(n, "int" if isinstance(v, int) else "QString", str(v)) for n, v in told.items()],
            )
        )
    properties = Element("properties")
    for scope, entries in settings:
        parent = SubElement(properties, scope)
        for name, kind, value in entries:
            SubElement(parent, name, {"type": kind}).text = value
    return properties
