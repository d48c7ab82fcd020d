"""Keys of the full report about works and money: the scheme, the roads, the contributions."""

from typing import TypedDict

from mocgioi.documents.values import ContributionKind, Day, Funding, Number, RoadClass, RoadStatus


class SchemeWork(TypedDict):
    """A work of the scheme (QĐ 1934/QĐ-UBND): a project with its roads, or a road of none.

    What a project's papers state is what counts; its roads' papers say what they leave out.
    `measured_m` is the length of the lines drawn, null where a length is stated.
    """

    name: str | None
    serves: list[Number]
    markers: int
    length_m: float | None
    measured_m: float | None
    cost_vnd: float | None
    started_on: Day | None
    completed_on: Day | None
    status: RoadStatus | None
    source: str | None
    illustrative: bool


class Papers(TypedDict):
    """What the papers of a project, or of its roads together, say."""

    length_m: float | None
    cost_vnd: float | None
    funding: Funding | None


class PapersDiffer(TypedDict):
    """A project of which its own papers and those of its roads say two things."""

    name: str
    serves: list[Number]
    project: Papers
    roads: Papers


class SchemeMarkers(TypedDict):
    """Why the works' markers (`markers_done`) are not those counted by funding (`counted`).

    `counted` is `markers_done` less the three lists and `only_counted`, and `without_work` more.

    Attributes:
        counted: markers that count as built with the scheme's funding.
        not_reported: the work is finished by its papers, nobody reported the road as built.
        other_funding: built, and paid for otherwise as reported. not_needed: outside the need,
            or not in the register. only_counted: markers that a work counts without naming.
        without_work: counted, and no finished work of the scheme names them.
    """

    counted: int
    not_reported: list[Number]
    other_funding: list[Number]
    not_needed: list[Number]
    only_counted: int
    without_work: list[Number]


class Scheme(TypedDict):
    """The scheme's works: planned, done, and what remains.

    Lengths and costs are of works done: stated, and `measured_m_done` of those without.
    """

    decided_on: Day
    ends_on: Day
    planned: int
    done: int
    remaining: int
    markers_planned: int
    markers_done: int
    length_m_done: float | None
    measured_m_done: float | None
    without_length: int
    cost_vnd_done: float | None
    without_cost: int
    works: list[SchemeWork]
    differing: list[PapersDiffer]
    by_funding: SchemeMarkers


class Gift(TypedDict):
    """What one donor gave to a project.

    `at_least_vnd` and `at_least_days` are what words alone name as the least (*trên*, *hơn*);
    null where a number is stated, and where words only say roughly how much (*gần*, *khoảng*).
    """

    donor: str
    kind: ContributionKind
    project: str | None
    project_name: str | None
    serves: list[Number]
    amount_vnd: int | None
    working_days: float | None
    at_least_vnd: int | None
    at_least_days: float | None
    words: str | None
    source: str | None
    illustrative: bool


class LeastGiven(TypedDict):
    """What gifts that only words tell come to at least, beside those with a number."""

    gifts: int
    money_vnd: int
    materials_vnd: int
    labour_vnd: int
    working_days: float


class Contributions(TypedDict):
    """Who gave what (bảng ghi nhận đóng góp); the State's own money is none (`from_budget`).

    Sums are of stated numbers. `about` counts the gifts of which words only say roughly how
    much: nothing is added for them, nor for those that say nothing (`without_amount`).
    """

    entries: list[Gift]
    donors: int
    money_vnd: int
    materials_vnd: int
    labour_vnd: int
    amount_vnd: int
    working_days: float
    at_least: LeastGiven
    about: int
    without_amount: int
    from_budget: list[Gift]
    from_budget_vnd: int


class RoadSums(TypedDict):
    """Sums over roads begun by the day; lengths and costs are of built ones.

    `length_m` is of those that state it; `measured_m` of the lines drawn for the others, of
    which `without_measure` have none. The mean is of roads of which both are known.
    """

    roads: int
    built: int
    under_construction: int
    length_m: float | None
    without_length: int
    measured_m: float | None
    without_measure: int
    cost_vnd: int | None
    without_cost: int
    cost_vnd_per_m: int | None
    markers_served: int


class RoadsOfClass(RoadSums):
    """The roads of a class."""

    road_class: RoadClass


class RoadsOfFunding(RoadSums):
    """The access roads somebody paid for; null: their papers do not say who."""

    funding: Funding | None
