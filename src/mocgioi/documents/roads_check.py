"""``mocgioi.roads-check/1``: what is wrong with the roads."""

from typing import Literal, TypedDict

from mocgioi.documents.values import Day, Instant, Uuid


class RoadProblem(TypedDict):
    """A finding about a road; `value` is its figure (metres, đồng a metre), `message` for people.

    `other` is the name of another road, or a marker's number.
    """

    code: str
    severity: Literal["error", "warning", "notice"]
    road: str
    road_uuid: Uuid
    other: str | None
    value: float | None
    longitude: float | None
    latitude: float | None
    message: str


class RoadsCheck(TypedDict):
    """The document; `counts` are by code, every code there.

    `known_at`: the instant of knowledge that was asked for; null: everything is known.
    """

    schema: Literal["mocgioi.roads-check/1"]
    as_of: Day
    known_at: Instant | None
    illustrative: bool
    roads: int
    counts: dict[str, int]
    needs_person: bool
    findings: list[RoadProblem]
