"""The Folium half: a `folium.Map` with one element of ours that brings data and page script.

Folium's own Marker, Popup and GeoJson put text into template literals and compile it as a
Jinja template; so nothing of the facts goes through Folium's strings. `RegisterLayer` carries
them packed and inert, and the page script draws them on one Leaflet canvas renderer.
"""

from __future__ import annotations

import folium
from branca.element import Element, Figure, MacroElement

from mocgioi.outputs.inline import script_element, style_element
from mocgioi.outputs.map import carried
from mocgioi.outputs.map.assets import (
    libraries,
    licences,
    page_script,
    page_style,
)
from mocgioi.outputs.map.columns import pack
from mocgioi.outputs.map.extent import extent
from mocgioi.outputs.map.facts import MapFacts
from mocgioi.outputs.map.sector import texts_of
from mocgioi.outputs.map.summary import noscript

_MARGIN_DEG = 0.25
_MAP_ID = "mocgioi"


class Verbatim(Element):
    """A piece of page that is written as it is, never compiled as a template.

    `branca.element.Element` compiles its text with Jinja, so braces in it would be run.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render(self, **kwargs: object) -> str:
        """Return the text."""
        return self.text


class RegisterLayer(MacroElement):
    """Markers, roads, communes, posts, gates and border line on one canvas, with their panels.

    Args:
        facts: what to show.
    """

    def __init__(self, facts: MapFacts) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "RegisterLayer"
        self._id = _MAP_ID
        self.data = pack(facts, texts_of(facts))
        self.noscript = noscript(facts)

    def render(self, **kwargs: object) -> str:
        """Put style, data and script into the figure that the layer's map belongs to."""
        figure, drawn = self.get_root(), self._parent
        if not isinstance(figure, Figure) or drawn is None:
            raise TypeError("a RegisterLayer has to be added to a folium.Map")
        name = self.get_name()
        style = style_element(page_style())
        script = script_element(page_script())
        if others := libraries():
            before = [script_element(library.text()) for library in others]
            script = "\n".join((licences(others), *before, script))
        data = carried.element(name, self.data)
        figure.header.add_child(Verbatim(style + "\n" + script), name=name)
        # The map takes the whole screen: what is read without it has to stand before it.
        figure.html.add_child(Verbatim(self.noscript), name=f"{name}_noscript", index=0)
        figure.html.add_child(Verbatim(data), name=name)
        start = f'mocgioi.start({drawn.get_name()}, "{name}");'
        figure.script.add_child(Verbatim(start), name=name)
        return ""


def build_map(facts: MapFacts) -> folium.Map:
    """Return a `folium.Map` bounded to the extent of `facts`, with a `RegisterLayer` on it."""
    (south, west), (north, east) = extent(facts)
    drawn = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        zoom_start=10,
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        min_lat=south - _MARGIN_DEG,
        max_lat=north + _MARGIN_DEG,
        min_lon=west - _MARGIN_DEG,
        max_lon=east + _MARGIN_DEG,
        max_bounds=True,
        max_bounds_viscosity=0.7,
        max_zoom=19,
        zoom_snap=0.25,
        zoom_delta=0.5,
    )
    drawn._id = _MAP_ID
    drawn.get_root()._id = _MAP_ID
    RegisterLayer(facts).add_to(drawn)
    return drawn
