"""What lies around the border, to find one's way by: it is never counted or measured."""

from __future__ import annotations

from mocgioi.records import NamedTuple

BY_GROUND = "nền bản đồ / ground of the map"
"""Who says what of the ground: one source, so that of several files of a day the last counts."""


NAMED_ONLY = frozenset({"neighbour", "country", "town"})
"""Kinds of which nothing but the name is drawn."""


class GroundFeature(NamedTuple):
    """A province, town, river, road … of the surroundings.

    Attributes:
        geometry: WKB of EPSG:4326: an area, a line or a point.
        kind: code of the list ``ground_kind``.
        name, name_en: what it is called in Vietnamese and, where it differs, in English.
        licence: under what terms the source gives it.
    """

    geometry: bytes
    kind: str
    name: str | None = None
    name_en: str | None = None
    illustrative: bool = False
    source: str | None = None
    licence: str | None = None
