"""``mocgioi.plan/1``: which of the missing roads to build for the money; an ESTIMATE."""

from typing import Literal, TypedDict

from mocgioi.documents.values import Day, Instant, Line, Number
from mocgioi.domain.prices import Terrain

Why = Literal["must", "share", "value"]
"""Why a work is built: it was asked for, a commune or post is to have its share, or it serves
the most (weighed) markers that the money can buy."""

NotServed = Literal["never", "budget"]
"""Why a marker that could be reached is not served: it was excluded, or the money is out."""


StoppedBy = Literal["proof", "work", "time", "numerical"]
"""What ended a search: something is proved, so many steps are spent, the time is out, or the
solver could not go on with the numbers."""


class PlacedMarkers(TypedDict):
    """How many markers a commune or post has that are still to be reached, and what they get."""

    by: Literal["commune", "post"]
    code: str | None
    name: str | None
    markers_left: int
    markers_served: int
    works: int
    length_m: float
    cost_vnd: int


class PlannedWork(TypedDict):
    """New road that hangs at one place of what is there by then; `work` is its place in the order.

    Attributes:
        year: the phase it is built in; null where no phases were asked for.
        after: works that must be built before, since this one hangs on them.
        name: of an approved work, whose cost is the one its papers state (`stated`).
        communes, posts: codes, of the markers served, in the order of the border; names beside.
        length_m: on the ground; cost_vnd: with the least and the most it may be.
    """

    work: int
    year: int | None
    after: list[int]
    markers: list[Number]
    communes: list[str]
    commune_names: list[str]
    posts: list[str]
    post_names: list[str]
    name: str | None
    joins_road: str
    length_m: float
    cost_vnd: int
    cost_vnd_min: int
    cost_vnd_max: int
    stated: bool
    terrain_m: dict[str, float]
    why: list[Why]
    lines: list[Line]


class PlanPhase(TypedDict):
    """What one year brings; `road_built` and `percent` are the figure after it, if all is built.

    `available_vnd` is what there is to spend: the year's own money, and what earlier years left.
    """

    year: int
    budget_vnd: int
    available_vnd: int
    cost_vnd: int
    works: int
    markers: int
    length_m: float
    road_built: int
    percent: float | None


class PlannedMarker(TypedDict):
    """A marker that could be reached: the work that serves it, or why none does.

    `weight` is how many markers it counts for: 1, and what the weights asked for add by its
    `facts` (hours of walking to the nearest road; to be reported at once and not reported yet,
    and near a gate, 0 or 1; years since which its road is reported missing).
    """

    number: Number
    commune: str | None
    commune_name: str | None
    post: str | None
    post_name: str | None
    work: int | None
    year: int | None
    not_served: NotServed | None
    weight: float
    facts: dict[str, float]


class PlanTotals(TypedDict):
    """Sums over the works; the figure before and after, of the markers that need a road."""

    markers: int
    works: int
    length_m: float
    cost_vnd: int
    cost_vnd_min: int
    cost_vnd_max: int
    markers_needing_road: int
    road_built_before: int
    road_built_after: int
    percent_after: float | None


class Solved(TypedDict):
    """How good the choice is: `bound` is what no choice can exceed, `gap` how far that is above.

    `method` is ``optimal`` (proved), ``bounded`` (the time was out: the gap is told) or
    ``greedy`` (no solver is installed; no bound is known). `stopped_by`: what ended the search;
    by ``time`` another machine may find another plan, by ``proof`` and ``work`` (so many steps)
    it finds the same; ``numerical``: the solver could not go on.

    `value` and `bound` are in markers, weighed where weights were asked for; `gap` is the bound
    above the value, as a share of the value. `ranked` is how many markers the list of ``roads
    cost`` serves for the same money, read from the top; `ranked_skipping`, where what is too dear
    is passed over.
    """

    method: Literal["optimal", "bounded", "greedy"]
    stopped_by: StoppedBy | None
    value: float
    bound: float | None
    gap: float | None
    ranked: int
    ranked_skipping: int


class SchemeBeside(TypedDict):
    """The scheme's works that remain, beside the plan: how many markers of theirs it serves."""

    works_remaining: int
    markers_remaining: int
    markers_served: int


class Prices(TypedDict):
    """A unit price: đồng a metre of a class of road on a terrain, with its range and source."""

    road_class: str
    terrain: Terrain
    vnd_per_m: int
    vnd_per_m_min: int
    vnd_per_m_max: int
    source: str | None


class PlanAssumptions(TypedDict):
    """What the facts behind the weights assume: how fast one walks, how far a gate is near."""

    walking_km_per_hour: float
    gate_within_km: float


class PlanWishes(TypedDict):
    """What was asked for; weights are 0 where nothing else than the number of markers counts.

    `years` and `per_year_vnd` (one sum a year) are empty where no years were asked for.
    """

    budget_vnd: int
    per_year_vnd: list[int]
    years: list[int]
    must: list[Number]
    never: list[Number]
    min_per_group: int
    group_by: Literal["commune", "post"]
    weights: dict[str, float]


class Plan(TypedDict):
    """The document; `estimate` is always true, `illustrative`: the markers are made up.

    `left_out` are the markers that no way is sought to, by reason, as in ``mocgioi.cost/1``: with
    `markers` they are all those without a road, but for ``built``, which have theirs by report.
    `terrain_percent`: of the communes' ground, of which the user's heights are known; null: of
    none.
    """

    schema: Literal["mocgioi.plan/1"]
    estimate: bool
    as_of: Day
    known_at: Instant | None
    head: str | None
    illustrative: bool
    wishes: PlanWishes
    assumptions: PlanAssumptions
    prices: list[Prices]
    detour_factor: float
    terrain_percent: float | None
    totals: PlanTotals
    solved: Solved
    phases: list[PlanPhase]
    works: list[PlannedWork]
    markers: list[PlannedMarker]
    groups: list[PlacedMarkers]
    left_out: dict[str, list[Number]]
    scheme: SchemeBeside | None
