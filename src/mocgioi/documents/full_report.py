"""The full report: ``mocgioi.coverage/1`` with everything the conference asks for beside it."""

from typing import Literal, TypedDict

from mocgioi.documents.cases import CaseEntry
from mocgioi.documents.coverage import Counted
from mocgioi.documents.evidence import Evidence
from mocgioi.documents.plan import Plan
from mocgioi.documents.publication import Defended
from mocgioi.documents.remaining import Remaining
from mocgioi.documents.targets import Targets
from mocgioi.documents.values import Addition, Aspect, Day, Line, MarkerCondition, Number
from mocgioi.documents.works import Contributions, RoadsOfClass, RoadsOfFunding, Scheme


class ProgressPoint(TypedDict):
    """The figure as of a day on which it moved, null: the beginning.

    `road_built` is null until a road was reported.
    """

    as_of: Day | None
    markers_needing_road: int
    road_built: int | None


YearEnd = TypedDict(
    "YearEnd",
    {
        "from": Day,
        "as_of": Day,
        "markers_needing_road": int,
        "before": int | None,
        "road_built": int | None,
        "percent": float | None,
        "in_period": int | None,
        "by_completion": int,
        "by_observation": int,
        "baseline": int,
        "completed_before": int,
        "newly_needed": int,
        "lost": int,
    },
)
YearEnd.__doc__ = """The figure at the end of the period, or of a year that leads up to it.

`in_period` is `by_completion` and `by_observation`. `before`, the figure on the eve of `from`, with
that and the rest, less `lost`, is `road_built` (see `coverage.Period`). Figures are null until a
road was reported.
"""


class PublishedPoint(TypedDict):
    """A figure made public, with its own measure."""

    measure: str
    as_of: Day
    as_of_inferred: bool
    value: float
    denominator: float | None
    source: str | None


class Fraction(TypedDict):
    """A figure and its denominator, as counted; null: no road was reported yet."""

    markers_needing_road: int
    road_built: int | None


class ReportedFraction(TypedDict):
    """A figure and its denominator, as they were told."""

    road_built: float
    markers_needing_road: float | None


class Differing(TypedDict):
    """One aspect of a marker then and now, with what places are called."""

    aspect: Aspect
    before: str | None
    now: str | None
    before_name: str | None
    now_name: str | None
    since: Day | None
    evidence: Evidence | None


class ChangedMarker(TypedDict):
    """A marker of which something else is counted than then.

    `addition` says by what it came to count, of one that is added: see `coverage.Period`.
    """

    number: Number
    addition: Addition | None
    commune: str | None
    commune_name: str | None
    post: str | None
    post_name: str | None
    differences: list[Differing]


class ChangedMarkers(TypedDict):
    """The markers that count since, those that no longer do, and what else differs."""

    added: list[ChangedMarker]
    lost: list[ChangedMarker]
    reclassified: list[ChangedMarker]


class Changes(ChangedMarkers):
    """What became of the figure since an earlier report."""

    since: Day
    basis: Literal["publication", "asked", "eve"]
    title: str | None
    reported: ReportedFraction | None
    then: Fraction


class ConditionEntry(TypedDict):
    """A marker that is not as it was."""

    number: Number
    condition: MarkerCondition
    report_at_once: bool
    since: Day | None
    commune: str | None
    commune_name: str | None
    post: str | None
    post_name: str | None
    evidence: Evidence | None


class Conditions(TypedDict):
    """The markers by condition, and those that are not as they were, worst first."""

    by_condition: dict[str, int]
    markers: list[ConditionEntry]


class PostInspections(TypedDict):
    """Which markers of a post are overdue for inspection."""

    post: str | None
    post_name: str | None
    markers: int
    overdue: int
    never_inspected: int
    oldest: Day | None
    overdue_markers: list[Number]
    never_inspected_markers: list[Number]


class Inspections(TypedDict):
    """Which markers are overdue for inspection as of the day, by post."""

    overdue_after_days: int
    overdue: int
    never_inspected: int
    by_post: list[PostInspections]


class DisputedValue(TypedDict):
    """One side of a disagreement."""

    value: str
    evidence: Evidence | None


class Disputed(TypedDict):
    """An open disagreement with the evidence of every side, what stands first."""

    number: Number
    aspect: Aspect
    observed_on: Day | None
    sides: list[DisputedValue]


class CommuneOutline(TypedDict):
    """A commune to be drawn a hand wide: its rings, and where its name stands."""

    code: str
    name: str
    longitude: float | None
    latitude: float | None
    rings: list[Line]


class Outline(TypedDict):
    """Communes and the border line with few vertices."""

    communes: list[CommuneOutline]
    boundary: list[Line]


class FullCounted(Counted):
    """What a store counts for the full report.

    `cases` are those that are open, and those of which something happened within the period.
    """

    progress: list[ProgressPoint]
    progress_by_year: list[YearEnd]
    published_series: list[PublishedPoint]
    changes: Changes
    targets: Targets
    scheme: Scheme
    contributions: Contributions
    roads: list[RoadsOfClass]
    roads_by_funding: list[RoadsOfFunding]
    condition: Conditions
    cases: list[CaseEntry]
    inspections: Inspections
    disagreements: list[Disputed]


class FullReport(FullCounted):
    """The full report; `publications` are what was reported for days until its own.

    `remaining` is null where nothing was estimated: the measures are out of date, there are
    too many markers, or what estimates is not installed. `programme` is the plan that was given
    for the report.
    """

    publications: list[Defended]
    locator: Outline
    remaining: Remaining | None
    programme: Plan | None
