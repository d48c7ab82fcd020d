"""The map page: facts in, one Folium map or one self-contained HTML file out.

`folium_map` gives a `folium.Map` to add to and to save as usual (it then links Folium's own
servers); `write_page` gives the same map as one file that asks nobody for anything. Both
take the plain dict of `mocgioi.outputs.map.facts.MapFacts`. Folium is imported only when
one of them is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.outputs.map.audience import redacted
from mocgioi.outputs.map.facts import MapFacts
from mocgioi.outputs.map.summary import remarks
from mocgioi.outputs.map.tiles import checked_tiles

if TYPE_CHECKING:
    import folium

__all__ = [
    "MapFacts",
    "checked_tiles",
    "folium_map",
    "redacted",
    "remarks",
    "write_page",
]


def folium_map(facts: MapFacts) -> folium.Map:
    """Return a `folium.Map` of `facts`, without a basemap, to add to and to save.

    Element ids depend on nothing but the code, so the same facts give the same HTML. Longitude
    and latitude are EPSG:4326.
    """
    from mocgioi.outputs.map.layer import build_map

    return build_map(facts)


def write_page(facts: MapFacts) -> str:
    """Return the self-contained HTML page of `facts`; the same facts give the same bytes.

    They do on one machine: another build of zlib, or of the minifier, may write other bytes that
    say the same.

    Raises:
        mocgioi.outputs.map.page.OutsideReferenceError: the page would ask for something outside
            itself (a programming error: a link that the manifest of `vendor/` does not know).
    """
    from mocgioi.outputs.map.page import build_page

    return build_page(facts)
