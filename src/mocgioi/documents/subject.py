"""``mocgioi.subject/1``: state, evidence and history of what is no marker: a road, a commune …"""

from typing import Literal, TypedDict

from mocgioi.documents.evidence import DecisionMade, Evidence
from mocgioi.documents.values import Day, Instant, Uuid

SubjectKind = Literal["road", "commune", "post", "gate", "project"]


class Words(TypedDict):
    """What something is called, in both languages."""

    vi: str
    en: str


class Shape(TypedDict):
    """What is told of a drawing instead of its vertices: a place in EPSG:4326, the length of
    lines in planar metres, the area in km²; null where it has none.
    """

    longitude: float | None
    latitude: float | None
    length_m: float | None
    area_km2: float | None


class Said(TypedDict):
    """A value of an attribute: `label` is that of a code, `shape` stands for a drawing, whose
    value is null; both are null where nothing is known, or it was emptied.
    """

    value: str | float | int | None
    label: Words | None
    shape: Shape | None


class Attribute(Said):
    """An attribute as it stands: since when, on what it rests, and who said so last.

    `contested` are the observations that wait for a person.
    """

    aspect: str
    heading: Words
    since: Day | None
    evidence: Evidence | None
    confirmed_by: Evidence | None
    contested: list[Uuid]


class SubjectEvent(Said, Evidence):
    """What was said of an attribute, and the decisions about it.

    `why` is the reason given where a person changed the register without a file.
    """

    aspect: str
    heading: Words
    why: str | None
    decisions: list[DecisionMade]


class Subject(TypedDict):
    """The document.

    `subject` is its code, name or uuid; `exists` whether it was there on the day, `since` the
    first day of which that is so, null: the beginning. `as_of`, `known_at`: the day and the
    knowledge that were asked for; null: as it stands.
    """

    schema: Literal["mocgioi.subject/1"]
    as_of: Day | None
    known_at: Instant | None
    kind: SubjectKind
    subject: str
    name: str
    exists: bool
    since: Day | None
    illustrative: bool
    attributes: list[Attribute]
    history: list[SubjectEvent]
