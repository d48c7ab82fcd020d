"""The style of a layer: how it is drawn, named, told of and edited, for a project or on its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from mocgioi.outputs.qgis import columns, forms, labels, renderers, tips
from mocgioi.outputs.qgis.columns import Ids
from mocgioi.outputs.qgis.facts import LayerFacts

_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_VERSION = "3.22.0"
_GEOMETRY_TYPES = {
    "POINT": "0",
    "LINESTRING": "1",
    "MULTILINESTRING": "1",
    "MULTIPOLYGON": "2",
    None: "4",
}


def attributes(layer: LayerFacts) -> dict[str, str]:
    """Return what the element itself says that holds `elements`, a ``<maplayer>`` or a style."""
    return {
        "labelsEnabled": str(int(labels.has_names(layer))),
        "styleCategories": "AllStyleCategories",
        "hasScaleBasedVisibilityFlag": "0",
    }


def elements(layer: LayerFacts, *, others: Mapping[str, LayerFacts], ids: Ids) -> Iterator[Element]:
    """Yield what a style and the layer of a project say alike.

    Args:
        others: the layers that are there besides, by table.
        ids: by table the id of its layer; None where the layer stands alone.
    """
    drawn = (renderers.renderer(layer), labels.labeling(layer))
    yield from (element for element in drawn if element is not None)
    yield from columns.elements(layer, others, ids)
    yield from forms.elements(layer, others, ids)
    yield _text("previewExpression", tips.display_name(layer))
    titles, lists = (f(layer, others, ids) for f in (columns.titles_of, columns.lists_of))
    tip = tips.map_tip(layer, titles, lists)
    if tip is not None:
        yield _text("mapTip", tip)


def qml(layer: LayerFacts) -> str:
    """Return the style of a layer that is opened by itself, as QGIS keeps it in a file."""
    root = Element("qgis", {"version": _VERSION, **attributes(layer)})
    root.extend(elements(layer, others={}, ids=None))
    if layer.geometry in _GEOMETRY_TYPES:
        root.append(_text("layerGeometryType", _GEOMETRY_TYPES[layer.geometry]))
    return _DOCTYPE + ElementTree.tostring(root, encoding="unicode")


def _text(tag: str, text: str) -> Element:
    element = Element(tag)
    element.text = text
    return element
