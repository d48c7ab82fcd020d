"""``mocgioi.publication/1``, and what was reported beside what the same day counts today."""

from typing import Literal, TypedDict

from mocgioi.documents.evidence import Evidence
from mocgioi.documents.values import (
    Aspect,
    Day,
    Head,
    Instant,
    NeedRoad,
    Number,
    RoadStatus,
    Uuid,
    Verdict,
)


class Publication(TypedDict):
    """A report as it was made public; `known_at` is the instant of the last commit it counted.

    `known_commit` is that commit's number, `commit` that of the publication itself.
    """

    schema: Literal["mocgioi.publication/1"]
    title: str
    as_of: Day
    known_at: Instant
    head: Head
    markers: int
    markers_needing_road: int
    road_built: int
    illustrative: bool
    recorded_by: str | None
    recorded_at: Instant
    uuid: Uuid
    known_commit: int
    commit: int


class RecordedSince(TypedDict):
    """An observation or a decision recorded after a publication, about what it counted."""

    kind: Literal["observation", "decision"]
    aspect: Aspect
    value: str
    name: str | None
    verdict: Verdict | None
    recorded_at: Instant
    by: str | None
    why: str | None
    evidence: Evidence | None


class ReportedState(TypedDict):
    """What is counted of a marker, with what its places are called."""

    needs_road: NeedRoad | None
    road_status: RoadStatus | None
    commune: str | None
    commune_name: str | None
    post: str | None
    post_name: str | None


class MovedMarker(TypedDict):
    """A marker of which something else is counted than was; `counts_otherwise` moves the figure."""

    number: Number
    counts_otherwise: bool
    before: ReportedState
    now: ReportedState
    events: list[RecordedSince]


class FigureNow(TypedDict):
    """The figure and its denominator as counted today."""

    markers_needing_road: int
    road_built: int


class Defended(TypedDict):
    """A publication beside what the same day counts today; `agrees`: it is the same figure."""

    publication: Uuid
    title: str
    as_of: Day
    known_at: Instant
    head: Head
    recorded_at: Instant
    recorded_by: str | None
    markers_needing_road: int
    road_built: int
    now: FigureNow
    agrees: bool
    moved: list[MovedMarker]
