"""What a register holds: markers, communes, posts, roads, published figures.

Plain values, as a file gave them after checking and as the store gives them back.
Geometry is well-known binary (WKB, two dimensions) in EPSG:4326, so that a program that
draws nothing needs no geometry library. `source` says where the row comes from; a row that
was made up for a demonstration is `illustrative`. All are built by keyword.
"""

from __future__ import annotations

from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.records import NamedTuple

BY_OUTLINE = "ranh giới xã / commune outline"
"""Who says the commune of a marker where nobody wrote it: the observer of that observation."""


class MarkerEntry(NamedTuple):
    """One row of the marker register.

    Attributes:
        number: the marker's number, its identity.
        position: the register position, reference data; None where the register has none.
        grouping, size, material: codes of those lists.
        commune: code of the commune; post: code of the border post.
        needs_road: ``yes`` or ``no``, or None where the register does not say.
        row: row of the file it stood in.
        is_commune_by_outline: no file says the commune: the marker stands in its outline.
    """

    number: MarkerNumber
    position: Position | None = None
    grouping: str | None = None
    size: str | None = None
    material: str | None = None
    commune: str | None = None
    post: str | None = None
    needs_road: str | None = None
    note: str | None = None
    illustrative: bool = False
    source: str | None = None
    row: int | None = None
    is_commune_by_outline: bool = False


class Commune(NamedTuple):
    """A border commune since 1 July 2025.

    Attributes:
        code: the General Statistics Office's five-digit code, text.
        formerly: the communes it was made of, ``; `` between; district: the former district.
        km_from, km_to: its span along the border line, km from the north-western end.
        longitude, latitude: a point inside it, degrees, EPSG:4326.
        geometry: WKB MultiPolygon, or None.
    """

    code: str
    name: str
    formerly: str | None = None
    district: str | None = None
    km_from: float | None = None
    km_to: float | None = None
    longitude: float | None = None
    latitude: float | None = None
    area_km2: float | None = None
    geometry: bytes | None = None
    illustrative: bool = False
    source: str | None = None


class Post(NamedTuple):
    """A border post (Đồn Biên phòng) and its sector, which is not a commune.

    Attributes:
        code: short code, its bare name in ASCII: ``po-ma``.
        communes: codes of the communes its sector touches.
        km_from, km_to: its sector along the border line, km from the north-western end.
        longitude, latitude: the building, degrees, EPSG:4326, or None: not public.
        illustrative: the position is made up.
    """

    code: str
    name: str
    communes: tuple[str, ...] = ()
    km_from: float | None = None
    km_to: float | None = None
    longitude: float | None = None
    latitude: float | None = None
    note: str | None = None
    illustrative: bool = False
    source: str | None = None


class Road(NamedTuple):
    """An access road to markers, or a trunk road of the network they join.

    Attributes:
        geometry: WKB MultiLineString.
        serves: numbers of the markers it was built for, as its source says.
        road_class, status, condition, funding: codes of those lists.
        length_m: the length its papers state, not the length drawn.
        completed_on: ISO day it was finished, or None.
        project: code of the project that built it.
        uuid: identity in the store; empty before it is there.
    """

    geometry: bytes
    name: str | None = None
    serves: tuple[str, ...] = ()
    road_class: str = "access"
    status: str | None = None
    condition: str | None = None
    surface: str | None = None
    width_m: float | None = None
    thickness_cm: float | None = None
    length_m: float | None = None
    cost_vnd: int | None = None
    funding: str | None = None
    started_on: str | None = None
    completed_on: str | None = None
    project: str | None = None
    illustrative: bool = False
    source: str | None = None
    uuid: str = ""
    row: int | None = None


class PublishedFigure(NamedTuple):
    """A figure as it was published, in its own words.

    Attributes:
        measure: what was counted; ``markers_with_road`` is the conference's figure.
        as_of: the ISO day it speaks of; as_of_inferred: nobody said that day, it was inferred.
    """

    measure: str
    value: float
    denominator: float | None = None
    as_of: str | None = None
    as_of_inferred: bool = False
    funding: str | None = None
    words: str | None = None
    source: str | None = None
    confidence: str | None = None
    note: str | None = None
