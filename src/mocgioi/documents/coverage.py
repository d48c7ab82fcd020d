"""``mocgioi.coverage/1``: how many of the markers that need a road have one, and all beside it.

`Counted` is what the markers give, `Coverage` the document as it is handed out. The further
keys of a full report stand in `mocgioi.documents.full_report`.
"""

from typing import Literal, NotRequired, TypedDict

from mocgioi.documents.cases import PossibleCase
from mocgioi.documents.evidence import Evidence
from mocgioi.documents.publication import Defended
from mocgioi.documents.values import (
    Aspect,
    Day,
    Funding,
    Head,
    Instant,
    MarkerCondition,
    NeedRoad,
    Number,
    RoadCondition,
    RoadStatus,
)


class Totals(TypedDict):
    """Counts of a set of markers.

    All but `markers` count those that need a road only. `percent` has one decimal and is null
    where nobody needs one. `by_status` adds up to `markers_needing_road`. Where roads are needed
    and nothing was reported of any, what is counted of them is null (not known, not 0), and of
    `by_status` all but ``not_reported``.
    """

    markers: int
    markers_needing_road: int
    road_built: int | None
    percent: float | None
    by_contributions: int | None
    built_damaged: int | None
    in_period: int | None
    by_status: dict[str, int | None]


Period = TypedDict(
    "Period",
    {
        "from": Day,
        "to": Day,
        "before": int | None,
        "by_completion": int,
        "by_observation": int,
        "baseline": int,
        "completed_before": list[Number],
        "newly_needed": list[Number],
        "lost": list[Number],
        "reported_before": list[Number],
    },
)
Period.__doc__ = """What became of the figure within a period.

`before` is the figure on its eve, null where nothing was reported by then. `before` +
`by_completion` + `by_observation` + `baseline` + the markers of `completed_before` and
`newly_needed` − those of `lost` = the figure of the document.

`by_completion`: finished within the period; `by_observation`: reported built within it, the day
of completion not known; `baseline`: built in the first report of the marker (số liệu ban đầu);
`completed_before`: finished before the period, reported within it; `newly_needed`: the road was
there, the need is new. `reported_before` are finished within it by their papers, but were
reported, and counted, before.
"""


class NeedWithdrawn(TypedDict):
    """A marker that has its road and needs none any more: since when, and who says so."""

    number: Number
    on: Day | None
    evidence: Evidence


class CompletionYear(TypedDict):
    """How many markers have a road that its papers say was finished in a year."""

    year: str | None
    markers: int


class Group(Totals):
    """A group of a grouping (`by`); `code` is null for what cannot be placed in any.

    Keys that are not required belong to some groupings: `unplaced` to a group by place without
    a code; `district` and `posts` to a commune; `communes` to a post and a district; `share`
    (of all built roads, per cent) to a funding and a year; `completed` to a year; `km_from` and
    `km_to` to a stretch; what follows them to a marker, and the last two of these to a marker
    of the full report.
    """

    by: str
    code: str | None
    name: str | None
    report_at_once: int
    conflicts: int
    unplaced: NotRequired[list[Number]]
    district: NotRequired[str | None]
    posts: NotRequired[list[str]]
    communes: NotRequired[list[str]]
    share: NotRequired[float | None]
    completed: NotRequired[list[CompletionYear]]
    km_from: NotRequired[float | None]
    km_to: NotRequired[float | None]
    needs_road: NotRequired[NeedRoad | None]
    road_status: NotRequired[RoadStatus]
    since: NotRequired[Day | None]
    road_condition: NotRequired[RoadCondition | None]
    marker_condition: NotRequired[MarkerCondition | None]
    commune: NotRequired[str | None]
    commune_name: NotRequired[str | None]
    post: NotRequired[str | None]
    post_name: NotRequired[str | None]
    border_km: NotRequired[float | None]
    measured: NotRequired[str | None]
    funding: NotRequired[Funding | None]
    completed_on: NotRequired[Day | None]
    evidence: NotRequired[Evidence | None]
    contested: NotRequired[list[Aspect]]
    last_inspected_on: NotRequired[Day | None]
    overdue: NotRequired[bool]


class PublishedComparison(TypedDict):
    """A figure made public for the day, beside what is counted now."""

    measure: str
    as_of: Day | None
    as_of_inferred: bool
    value: float
    denominator: float | None
    funding: Funding | None
    words: str | None
    source: str | None
    road_built: int | None
    markers_needing_road: int
    by_contributions: int | None
    agrees: bool


class OutsideNeed(TypedDict):
    """The markers that are not in the denominator; `road_built` lists those with a road."""

    markers: int
    need_not_recorded: int
    need_not_recorded_markers: list[Number]
    road_built: list[Number]


class Alarm(TypedDict):
    """A marker that must be reported at once (BÁO NGAY) and was not, as far as is recorded.

    Its worst condition, and the first day of what no report covers.
    """

    number: Number
    condition: MarkerCondition
    since: Day | None


class DamagedRoad(TypedDict):
    """A marker that counts as built and whose road is damaged or impassable."""

    number: Number
    condition: RoadCondition


class Contested(TypedDict):
    """An open disagreement: the values against each other, and the value that stands."""

    number: Number
    aspect: Aspect
    observed_on: Day | None
    values: list[str]
    standing: str | None


class FundingDiffers(TypedDict):
    """A marker whose road was paid otherwise by the observation than by its roads' papers."""

    number: Number
    observed: Funding | None
    roads: list[Funding]


class NoteParams(TypedDict, total=False):
    """What a note speaks of; which of them it has depends on its code."""

    count: int
    by: str
    known_at: Instant | None
    first_recorded_at: Instant
    first_observed_on: Day
    post: str


class Note(TypedDict):
    """What a reader must know beside the figures; its code is one of `coverage.NOTES`."""

    code: str
    params: NoteParams


class Beside(TypedDict):
    """What every document of figures tells beside them, as of a day, known at an instant.

    `measured` is by code of the list measured, with ``declared_only`` and ``measured_only``;
    all null where lines have changed since they were measured. Of the markers that need a road,
    `built_on_paper_only` have one that is finished by its papers and that nobody reported as
    built, `on_paper_by_status` being how many of them count with which road status;
    `road_contested` are those whose road is reported inconsistently.
    """

    as_of: Day
    known_at: Instant | None
    head: Head | None
    last_recorded_at: Instant | None
    illustrative: bool
    period: Period
    measured: dict[str, int | None]
    conflicts: int
    published: list[PublishedComparison]
    outside_need: OutsideNeed
    need_withdrawn: list[NeedWithdrawn]
    report_at_once: list[Alarm]
    perhaps_at_once: list[PossibleCase]
    damaged: list[DamagedRoad]
    not_reported: list[Number]
    contested: list[Contested]
    road_contested: list[Number]
    alarm_contested: list[Number]
    built_on_paper_only: list[Number]
    on_paper_by_status: dict[str, int]
    declared_only: list[Number]
    measured_only: list[Number]
    funding_differs: list[FundingDiffers]
    notes: list[Note]


class Counted(Beside):
    """What the markers of a store count, in all and by groups."""

    schema: Literal["mocgioi.coverage/1"]
    totals: Totals
    by: list[str]
    groups: list[Group]


class Coverage(Counted):
    """The document; `publications` are what was reported from the store for the same day."""

    publications: list[Defended]
