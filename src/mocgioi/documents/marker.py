"""``mocgioi.marker/1``: state, evidence and history of one marker."""

from typing import Literal, TypedDict

from mocgioi.documents.cases import CaseEntry
from mocgioi.documents.evidence import HistoryEntry
from mocgioi.documents.explain import FundingRoad
from mocgioi.documents.values import (
    Day,
    Funding,
    Instant,
    Measured,
    Number,
    RoadCondition,
    RoadStatus,
    Uuid,
)


class CodedPlace(TypedDict):
    """A commune or post: its code, and what it is called."""

    code: str | None
    name: str | None


class StateSeen(TypedDict):
    """Since when a state holds, and the observation behind it."""

    observed_on: Day | None
    batch: Uuid | None
    file: str | None
    row: int | None
    observation: Uuid | None


class RoadState(StateSeen):
    """How far the road is."""

    status: RoadStatus | None


class AspectState(StateSeen):
    """The value of an aspect."""

    value: str | None


class Photograph(TypedDict):
    """A photograph as evidence; `distance_m`: how far from the register position it was taken."""

    sha256: str
    name: str
    content_type: str
    size_bytes: int
    taken_at: Instant | None
    longitude: float | None
    latitude: float | None
    distance_m: float | None
    observed_on: Day | None
    observation: Uuid
    batch: Uuid | None
    file: str | None
    row: int | None


class AccessRoad(TypedDict):
    """A road that its papers say serves the marker, as far as it is; `length_m` is what they
    state, not what is drawn.
    """

    road: Uuid
    name: str | None
    status: RoadStatus | None
    condition: RoadCondition | None
    surface: str | None
    width_m: float | None
    length_m: float | None
    cost_vnd: int | None
    funding: Funding | None
    completed_on: Day | None
    project: str | None


class Marker(TypedDict):
    """The document; `disagreements` are the ids of what waits for a person, `roads` those that
    serve the marker, where it counts as built: who paid by their papers.

    `report_at_once`: it must be reported at once, and nobody recorded that it was; `cases` are
    what was found and done, also what may have to be reported.

    `formerly` are the communes of which its commune was made in 2025. `measured` is what the
    lines show, `nearest_road` the nearest line that counts, null where it has no name or none is
    known. `retired_on` is the day from which it is no longer in the register, where that is
    known today.

    `as_of`, `known_at`: the day and the knowledge that were asked for; null: as it stands.

    An aspect that is declared with a key (`domain.aspects`) has its state under it; those named
    here were there from the first version.
    """

    schema: Literal["mocgioi.marker/1"]
    as_of: Day | None
    known_at: Instant | None
    number: Number
    kind: Literal["main", "secondary"]
    grouping: str | None
    size: str | None
    material: str | None
    commune: CodedPlace
    formerly: list[str]
    post: CodedPlace
    longitude: float | None
    latitude: float | None
    border_km: float | None
    retired_on: Day | None
    illustrative: bool
    report_at_once: bool
    cases: list[CaseEntry]
    need_road: AspectState
    road: RoadState
    road_condition: AspectState
    condition: AspectState
    funding: AspectState
    roads: list[FundingRoad]
    access_roads: list[AccessRoad]
    measured: Measured
    nearest_road: str | None
    nearest_road_m: float | None
    photos: list[Photograph]
    disagreements: list[str]
    history: list[HistoryEntry]
