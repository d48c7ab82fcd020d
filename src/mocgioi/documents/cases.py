"""``mocgioi.cases/1``: markers that must be reported at once, and what was done about them."""

from typing import Literal, TypedDict

from mocgioi.documents.values import Day, Instant, MarkerCondition, Number, Uuid


class AlarmFacts(TypedDict):
    """One row that says, or may say, that a marker must be reported at once (BÁO NGAY).

    `number` is null where no marker of the register is meant; `written` then is what the row
    has. `words` are those of the row. `lacks` says what a possible alarm lacks, by code of
    `domain.alarms.LACKS`; it is empty for a sure one. `reasons` are the codes of the findings a
    row was rejected for.
    """

    id: str
    number: Number | None
    written: str | None
    condition: MarkerCondition | None
    words: str | None
    observed_on: Day | None
    recorded_at: Instant
    observer: str | None
    batch: Uuid | None
    file: str | None
    sheet: str | None
    row: int | None
    lacks: list[str]
    reasons: list[str]


class PossibleCase(TypedDict):
    """What may have to be reported at once: `subject` is what ``mocgioi case`` takes."""

    subject: str
    number: Number | None
    alarms: list[AlarmFacts]


class CaseStep(TypedDict):
    """A step as it stands; `seen`: a survey saw it, and nobody recorded it."""

    step: str
    day: Day
    to: str | None
    document: str | None
    why: str | None
    by: str | None
    recorded_at: Instant | None
    seen: bool


class CaseDue(TypedDict):
    """The step that is due, until when, and how many days over that it is.

    `not_before` is the first day on which it may be done: a repair has ten days' notice.
    """

    step: str
    until: Day
    overdue_days: int
    not_before: Day | None


class CaseRecord(TypedDict):
    """One thing that was recorded; `withdraws` is the event that it takes back."""

    event: Uuid
    kind: str
    day: Day
    to: str | None
    document: str | None
    why: str | None
    by: str | None
    recorded_at: Instant
    withdraws: Uuid | None


class CaseEntry(TypedDict):
    """One case: `alarm` says whether it must, or may have to, be reported and was not.

    `notice_days` lie between the agreement and the repair; ten are asked for. `remarks` are
    codes of `domain.cases.REMARKS`.
    """

    subject: str
    number: Number | None
    condition: MarkerCondition | None
    alarm: Literal["sure", "possible"] | None
    open: bool
    found_on: Day | None
    found_by: str | None
    alarms: list[AlarmFacts]
    steps: list[CaseStep]
    due: CaseDue | None
    notice_days: int | None
    remarks: list[str]
    history: list[CaseRecord]


class Cases(TypedDict):
    """The document: cases as of a day, what must be reported first.

    `known_at`: the instant of knowledge that was asked for; null: everything is known.
    """

    schema: Literal["mocgioi.cases/1"]
    as_of: Day
    known_at: Instant | None
    cases: list[CaseEntry]
