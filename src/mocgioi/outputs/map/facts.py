"""What the map is made from: one plain dict, ready for JSON, schema ``mocgioi.map/1``.

Codes are those of `mocgioi.domain.vocabulary`; dates are ISO (``2023-12-31``), times UTC with
``Z``; longitude and latitude are EPSG:4326 in degrees; a value that is not known is None.
Whoever makes the facts decides what may be shown: the page shows all it is given.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from mocgioi.errors import Language

SCHEMA = "mocgioi.map/1"

Line = list[list[float]]
"""Vertices as [longitude, latitude] in degrees."""

Lack = Literal["positions", "boundary", "communes", "posts", "roads"]


class ByStatus(TypedDict):
    """Markers that need a road, by road status; adds up to `Totals.markers_needing_road`."""

    built: int
    under_construction: int
    approved: int
    none: int
    not_reported: int


class Totals(TypedDict):
    """The figures of the headline; `percent` is None when no marker needs a road."""

    markers: int
    markers_needing_road: int
    road_built: int
    percent: float | None
    built_damaged: int
    by_status: ByStatus


class MarkerFacts(TypedDict):
    """One marker as of the date; `evidence` (căn cứ) names file, row and who."""

    number: str
    longitude: float | None
    latitude: float | None
    kind: str
    grouping: str
    commune_code: str | None
    post_code: str | None
    needs_road: bool
    road_status: str | None
    road_condition: str | None
    marker_condition: str | None
    road_observed_on: str | None
    evidence: str | None
    funding: str | None
    contested: bool
    measured: str
    nearest_road_m: float | None
    border_km: float | None
    illustrative: bool


class CommuneFacts(TypedDict):
    """One commune; without `rings` its span of the border is drawn instead.

    `rings` are closed; a ring inside another is a hole. `longitude` and `latitude` are where
    the name stands.
    """

    code: str
    name: str
    km_from: float | None
    km_to: float | None
    longitude: float | None
    latitude: float | None
    rings: list[Line] | None
    markers_needing_road: int
    road_built: int


class PostFacts(TypedDict):
    """One border post."""

    code: str
    name: str
    longitude: float | None
    latitude: float | None
    illustrative: bool


class GateFacts(TypedDict):
    """One border gate; `kind` is a word to show."""

    name: str
    kind: str | None
    longitude: float | None
    latitude: float | None


class RoadFacts(TypedDict):
    """One road; `serves` are marker numbers."""

    name: str | None
    serves: list[str]
    road_class: str | None
    status: str | None
    condition: str | None
    surface: str | None
    width_m: float | None
    length_m: float | None
    cost_vnd: float | None
    funding: str | None
    completed_on: str | None
    lines: list[Line]


class BoundaryFacts(TypedDict):
    """One piece of the border line, of one commune where that is known."""

    commune_code: str | None
    line: Line


class MapFacts(TypedDict):
    """Everything the map shows; markers in their order along the border."""

    schema: Literal["mocgioi.map/1"]
    title: str
    lang: Language
    as_of: str
    known_at: str | None
    illustrative: bool
    audience: Literal["full", "internal", "public"]
    totals: Totals
    lacks: list[Lack]
    without_position: list[str]
    markers: list[MarkerFacts]
    communes: list[CommuneFacts]
    posts: list[PostFacts]
    gates: list[GateFacts]
    roads: list[RoadFacts]
    boundary: list[BoundaryFacts]
    code_labels: dict[str, dict[str, dict[str, str]]]
    sources: list[str]
