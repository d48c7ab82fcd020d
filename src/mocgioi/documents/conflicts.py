"""``mocgioi.conflicts/1``: everything that waits for a person (số liệu chưa thống nhất)."""

from typing import Literal, TypedDict

from mocgioi.documents.evidence import HistoryEntry
from mocgioi.documents.values import Aspect, Day, Number


class Conflict(TypedDict):
    """A contested day, or a held row: what waits, and the observation that counts meanwhile.

    `kind` is that of the subject, null of a marker; `marker` is its number, else what people call
    the subject. `against_standing`: that observation is contradicted too, and so is one of the
    answers.
    """

    id: str
    reason: Literal["contested", "held"]
    kind: str | None
    marker: Number
    aspect: Aspect
    observed_on: Day | None
    sides: list[HistoryEntry]
    standing: HistoryEntry | None
    against_standing: bool


class Conflicts(TypedDict):
    """The document."""

    schema: Literal["mocgioi.conflicts/1"]
    conflicts: list[Conflict]
