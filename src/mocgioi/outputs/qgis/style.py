"""How a layer is drawn, labelled and edited."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement

from mocgioi.outputs.qgis.facts import LayerFacts

_SYMBOLS = {"POINT": ("marker", "SimpleMarker"), "MULTIPOLYGON": ("fill", "SimpleFill")}


def elements(
    layer: LayerFacts, *, others: Mapping[str, LayerFacts], ids: Callable[[str], str]
) -> Iterator[Element]:
    """Yield what a layer of a project says of its looks and its form."""
    if layer.geometry:
        kind, symbol_class = _SYMBOLS.get(layer.geometry, ("line", "SimpleLine"))
        renderer = Element("renderer-v2", {"type": "singleSymbol"})
        symbols = SubElement(renderer, "symbols")
        symbol = SubElement(symbols, "symbol", {"type": kind, "name": "0", "alpha": "1"})
        SubElement(symbol, "layer", {"class": symbol_class, "enabled": "1"})
        yield renderer
    aliases = Element("aliases")
    for place, field in enumerate(layer.fields, start=1):
        SubElement(
            aliases, "alias", {"index": str(place), "field": field.name, "name": field.title}
        )
    yield aliases
