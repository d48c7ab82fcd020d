"""``mocgioi.explain/1``: the markers behind a figure, and what each of them rests on."""

from typing import Literal, NotRequired, TypedDict

from mocgioi.documents.evidence import DecisionMade, Evidence
from mocgioi.documents.values import Aspect, Day, Funding, Head, Instant, Number, Uuid


class Side(TypedDict):
    """One side of a disagreement; `name` is what a commune or post is called."""

    value: str
    name: str | None
    evidence: Evidence | None


class DisagreementDay(TypedDict):
    """A contested day and its sides."""

    observed_on: Day | None
    sides: list[Side]


class FundingRoad(TypedDict):
    """A built road that serves the marker, as its papers say."""

    road: Uuid
    name: str | None
    funding: Funding | None
    source: str | None
    completed_on: Day | None


class Value(TypedDict):
    """A value a marker is counted by: an aspect, ``funding`` or ``last_seen``.

    `differs` belongs to ``funding``, `roads` to it and to ``road_completed_on``, of which the value
    is that of the papers where none was observed.
    """

    aspect: Aspect
    value: str | None
    name: str | None
    since: Day | None
    evidence: Evidence | None
    decision: DecisionMade | None
    contested: bool
    disagreements: list[DisagreementDay]
    differs: NotRequired[bool]
    roads: NotRequired[list[FundingRoad]]


Days = TypedDict("Days", {"from": Day, "to": Day})


class ExplainedMarker(TypedDict):
    """A marker behind the figure; `counts`: it is in the denominator."""

    number: Number
    commune: str | None
    post: str | None
    counts: bool
    measured: str
    values: list[Value]


class Explanation(TypedDict):
    """The document; `cases` are the open disagreements of its markers.

    `period`: the days within which additions are counted.
    """

    schema: Literal["mocgioi.explain/1"]
    as_of: Day
    known_at: Instant | None
    head: Head | None
    period: Days
    illustrative: bool
    asked: list[str]
    count: int
    cases: int
    overdue_after_days: int
    markers: list[ExplainedMarker]
