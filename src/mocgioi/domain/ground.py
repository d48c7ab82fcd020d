"""What lies around the border, to find one's way by: it is never counted or measured."""

from __future__ import annotations

from typing import NamedTuple


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
