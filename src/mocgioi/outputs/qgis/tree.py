"""The layers of a project: how they are called, in which groups, what lies above what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from mocgioi.outputs.qgis.facts import LayerFacts

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Mốc giới", ("markers",)),
    ("Đường", ("roads",)),
    ("Hành chính", ("posts", "gates", "boundary", "communes")),
    ("Nền", ("ground",)),
    (
        "Số liệu",
        ("observations", "photos", "projects", "contributions", "published", "targets"),
    ),
)
"""Tables by group, each above the next: that is how they are drawn."""

PAIRS = frozenset({"markers_photos", "observations_photos"})
"""Tables that only relations need: a project has them, and shows them nowhere."""

_OF_ANY_GEOMETRY = (
    ("points", "điểm", "POINT"),
    ("lines", "tuyến", "MULTILINESTRING"),
    ("areas", "vùng", "MULTIPOLYGON"),
)
_AS_QGIS_SPELLS = {
    "POINT": "Point",
    "LINESTRING": "LineString",
    "MULTILINESTRING": "MultiLineString",
    "MULTIPOLYGON": "MultiPolygon",
}


class ProjectLayer(NamedTuple):
    """A layer of a project.

    Attributes:
        layer_id: by which the project knows it; title: Vietnamese, as people read it.
        facts: of its table, with the one geometry that this layer has of it.
        part: the geometry, as QGIS spells it, where its table has others as well; else empty.
        is_shown: it stands among the layers that people see.
    """

    layer_id: str
    title: str
    facts: LayerFacts
    part: str = ""
    is_shown: bool = True

    @property
    def wkb_type(self) -> str:
        """Its geometry, as QGIS spells it."""
        return _AS_QGIS_SPELLS[self.facts.geometry] if self.facts.geometry else "NoGeometry"

    @property
    def is_read_only(self) -> bool:
        """Whether nobody types into any column of it: it is written by the program alone."""
        return all(field.is_fixed for field in self.facts.fields)

    def source(self, store: str) -> str:
        """Return where QGIS finds it, `store` being the file as seen from the project."""
        part = f"|geometrytype={self.part}" if self.part else ""
        return f"{store}|layername={self.facts.table}{part}"


def layer_id(table: str) -> str:
    """Return by which id a project knows the layer of a table.

    >>> layer_id("markers")
    'markers_layer'
    """
    return f"{table}_layer"


def project_layers(layers: Mapping[str, LayerFacts]) -> tuple[ProjectLayer, ...]:
    """Return the layers of a project, those on top first; what nobody sees last.

    QGIS gives a layer one kind of geometry: a table of any geometry becomes three.
    """
    shown = [table for _, tables in GROUPS for table in tables if table in layers]
    made = [layer for table in shown for layer in _layers_of(layers[table])]
    hidden = [layers[table] for table in layers if table in PAIRS]
    made += [ProjectLayer(layer_id(f.table), f.title, f, is_shown=False) for f in hidden]
    return tuple(made)


def _layers_of(facts: LayerFacts) -> Iterator[ProjectLayer]:
    if facts.geometry != "GEOMETRY":
        yield ProjectLayer(layer_id(facts.table), facts.title, facts)
        return
    for suffix, title, geometry in _OF_ANY_GEOMETRY:
        yield ProjectLayer(
            layer_id(f"{facts.table}_{suffix}"),
            f"{facts.title} ({title})",
            facts._replace(geometry=geometry),
            _AS_QGIS_SPELLS[geometry],
        )


def layer_tree(layers: Iterable[ProjectLayer], store: str) -> Element:
    """Return the tree of layers in their groups; those that nobody sees stand below them."""
    layers = tuple(layers)
    root = Element("layer-tree-group")
    SubElement(root, "customproperties")
    for title, tables in GROUPS:
        group = SubElement(
            root, "layer-tree-group", {"name": title, "checked": "Qt::Checked", "expanded": "1"}
        )
        for layer in layers:
            if layer.is_shown and layer.facts.table in tables:
                _leaf(group, layer, store)
    for layer in layers:
        if not layer.is_shown:
            _leaf(root, layer, store)
    return root


def legend_tree(layers: Iterable[ProjectLayer], store: str) -> Element:
    """Return layers as a legend lists them, one below the other."""
    root = Element("layer-tree-group")
    SubElement(root, "customproperties")
    for layer in layers:
        _leaf(root, layer, store)
    return root


def _leaf(parent: Element, layer: ProjectLayer, store: str) -> None:
    leaf = SubElement(
        parent,
        "layer-tree-layer",
        {
            "id": layer.layer_id,
            "name": layer.title,
            "source": layer.source(store),
            "providerKey": "ogr",
            "checked": "Qt::Checked",
            "expanded": "1" if layer.facts.table == "markers" else "0",
        },
    )
    SubElement(leaf, "customproperties")
