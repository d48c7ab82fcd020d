"""What a value rests on (căn cứ): the observation, its file and row, who saw it and when."""

from typing import TypedDict

from mocgioi.documents.values import Day, Instant, Uuid, Verdict


class Evidence(TypedDict):
    """An observation as evidence; `file` is the name of the file of its batch."""

    observation: Uuid
    observed_on: Day | None
    recorded_at: Instant
    observer: str | None
    batch: Uuid | None
    file: str | None
    row: int | None


class DecisionMade(TypedDict):
    """A decision about an observation, and its reason."""

    verdict: Verdict
    recorded_at: Instant
    decided_by: str | None
    why: str | None


class HistoryEntry(TypedDict):
    """An observation with the decisions about it; `name` is what its value is called.

    `funding` stands beside a road status: who paid, or is to pay, by the same row. `why` is the
    reason given where a person changed the register without a file.
    """

    observation: Uuid
    aspect: str
    value: str
    name: str
    observed_on: Day | None
    recorded_at: Instant
    funding: str | None
    observer: str | None
    batch: Uuid | None
    file: str | None
    row: int | None
    why: str | None
    decisions: list[DecisionMade]
