"""The layers of a project: how they are called, in which groups, what lies above what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from mocgioi.outputs.qgis.facts import LayerFacts
from mocgioi.outputs.qgis.places import AS_QGIS_SPELLS, Place, Rows

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Mốc giới", ("markers",)),
    ("Đường", ("roads",)),
    ("Hành chính", ("posts", "gates", "boundary")),
    ("Nền", ("ground_points", "ground_lines", "ground_waters", "communes", "ground_areas")),
    (
        "Số liệu",
        ("observations", "photos", "projects", "contributions", "published", "targets"),
    ),
)
"""Layers by group, as they are listed; `DRAWN` says what lies above what."""

DRAWN = (
    *("gates", "markers", "posts", "ground_points", "boundary", "roads"),
    *("ground_lines", "ground_waters", "communes", "ground_areas"),
)
"""Layers as they are drawn, those on top first: the order of the map's page."""

PAIRS = frozenset({"markers_photos", "observations_photos"})
"""Tables that only relations need: a project has them, and shows them nowhere."""


class _Part(NamedTuple):
    """A part of a table of any geometry: its title, its geometry, which rows it has of that."""

    table: str
    title: str
    geometry: str
    where: str = ""


_PARTS = {
    "ground_points": _Part("ground", "điểm", "POINT"),
    "ground_lines": _Part("ground", "tuyến", "MULTILINESTRING"),
    "ground_waters": _Part("ground", "mặt nước", "MULTIPOLYGON", "\"kind\" = 'lake'"),
    "ground_areas": _Part("ground", "vùng", "MULTIPOLYGON", "\"kind\" <> 'lake'"),
}


class ProjectLayer(NamedTuple):
    """A layer of a project.

    Attributes:
        layer_id: by which the project knows it; title: Vietnamese, as people read it.
        rows: which rows of which table it has.
        is_shown: it stands among the layers that people see.
    """

    layer_id: str
    title: str
    rows: Rows
    is_shown: bool = True

    @property
    def facts(self) -> LayerFacts:
        """Of its table, with the one geometry that this layer has of it."""
        return self.rows.facts

    @property
    def wkb_type(self) -> str:
        """Its geometry, as QGIS spells it."""
        return AS_QGIS_SPELLS[self.facts.geometry] if self.facts.geometry else "NoGeometry"

    @property
    def is_read_only(self) -> bool:
        """Whether nobody types into any column of it: it is written by the program alone."""
        return all(field.is_fixed for field in self.facts.fields)


def layer_id(table: str) -> str:
    """Return by which id a project knows the layer of a table.

    >>> layer_id("markers")
    'markers_layer'
    """
    return f"{table}_layer"


def project_layers(layers: Mapping[str, LayerFacts]) -> tuple[ProjectLayer, ...]:
    """Return the layers of a project, those on top first; what nobody sees last.

    QGIS gives a layer one kind of geometry: a table of any geometry becomes several.
    """
    named = [name for _, names in GROUPS for name in names]
    shown = [layer for name in named if (layer := _layer(name, layers)) is not None]
    hidden = [layers[table] for table in layers if table in PAIRS]
    pairs = [ProjectLayer(layer_id(f.table), f.title, Rows(f), is_shown=False) for f in hidden]
    return (*shown, *pairs)


def _layer(name: str, layers: Mapping[str, LayerFacts]) -> ProjectLayer | None:
    """Return a layer by its name in `GROUPS`; None where its table is not there."""
    part = _PARTS.get(name)
    facts = layers.get(part.table if part else name)
    if facts is None or part is None:
        return facts and ProjectLayer(layer_id(name), facts.title, Rows(facts))
    return ProjectLayer(
        layer_id(name),
        f"{facts.title} ({part.title})",
        Rows(facts._replace(geometry=part.geometry), is_part=True, where=part.where),
    )


def layer_tree(layers: Iterable[ProjectLayer], store: Place) -> Element:
    """Return the tree of layers in their groups; those that nobody sees stand below them."""
    layers = tuple(layers)
    root = Element("layer-tree-group")
    SubElement(root, "customproperties")
    for title, names in GROUPS:
        ids = [layer_id(name) for name in names]
        group = SubElement(
            root, "layer-tree-group", {"name": title, "checked": "Qt::Checked", "expanded": "1"}
        )
        for layer in layers:
            if layer.layer_id in ids:
                _leaf(group, layer, store)
    for layer in layers:
        if not layer.is_shown:
            _leaf(root, layer, store)
    order = SubElement(root, "custom-order", {"enabled": "1"})
    for layer in drawn(layers):
        SubElement(order, "item").text = layer.layer_id
    return root


def drawn(layers: Iterable[ProjectLayer]) -> list[ProjectLayer]:
    """Return the layers that are drawn, those on top first."""
    by_id = {layer.layer_id: layer for layer in layers}
    return [by_id[layer_id(name)] for name in DRAWN if layer_id(name) in by_id]


def legend_tree(layers: Iterable[ProjectLayer], store: Place) -> Element:
    """Return layers as a legend lists them, one below the other."""
    root = Element("layer-tree-group")
    SubElement(root, "customproperties")
    for layer in layers:
        _leaf(root, layer, store)
    return root


def _leaf(parent: Element, layer: ProjectLayer, store: Place) -> None:
    leaf = SubElement(
        parent,
        "layer-tree-layer",
        {
            "id": layer.layer_id,
            "name": layer.title,
            "source": store.source(layer.rows),
            "providerKey": store.provider,
            "checked": "Qt::Checked",
            "expanded": "1" if layer.facts.table == "markers" else "0",
        },
    )
    SubElement(leaf, "customproperties")
