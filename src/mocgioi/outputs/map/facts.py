"""What the map is made from: one plain dict, ready for JSON, schema ``mocgioi.map/3``.

Codes are those of `mocgioi.domain.vocabulary`; dates are ISO (``2023-12-31``), times UTC with
``Z``; longitude and latitude are EPSG:4326 in degrees; a value that is not known is None.
Whoever makes the facts decides what may be shown (`mocgioi.outputs.map.audience`): the page
shows all it is given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypedDict

from mocgioi.errors import Language
from mocgioi.outputs.audience import Audience
from mocgioi.outputs.map.day_facts import DaysFacts, StateSince

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Totals
    from mocgioi.documents.reach import Advice, Difference
    from mocgioi.domain.counting import Measured
    from mocgioi.outputs.map.programme import ProgrammeFacts

SCHEMA = "mocgioi.map/3"

Labels = dict[Language, str]
"""What people read for a code, in each language."""

Line = list[list[float]]
"""Vertices as [longitude, latitude] in degrees."""

Lack = Literal["positions", "boundary", "communes", "posts", "roads", "measures"]
"""What the store does not hold; ``measures``: those it holds are out of date."""


class ObservationFacts(TypedDict):
    """One observation of a marker: what, when, who, and where it was written down.

    `value` is a code of the list `aspect`, free text for a note, ``longitude latitude`` for a
    position. `verdict` is what was last decided about it: ``keep set_aside undone held
    reopened``, or ``disputed`` where decisions made apart say the contrary; `decided_by` and
    `why` belong to it.
    """

    aspect: str
    value: str
    observed_on: str | None
    recorded_at: str
    observer: str | None
    file: str | None
    row: int | None
    verdict: str | None
    decided_by: str | None
    why: str | None


class AlarmItem(TypedDict):
    """What must (``sure``), or may have to (``possible``), be reported at once.

    `number` is None where no marker of the register is meant. `plain` is what may be shown where
    names, files and people's words may not.
    """

    number: str | None
    weight: Literal["sure", "possible"]
    text: Labels
    plain: Labels


class CaseItem(TypedDict):
    """A case of a marker: the days on which it was found, reported and so on, and what is due."""

    number: str | None
    text: Labels
    plain: Labels


class PhotoFacts(TypedDict):
    """A small picture: `data` is a ``data:image/jpeg;base64,`` address, `taken_on` its day."""

    data: str
    taken_on: str | None


Beside = Literal["on_paper", "road_contested", "need_withdrawn"]
"""What a marker is told for beside the figure: its road is finished by its papers and was not
reported; its road is reported inconsistently; it has its road and needs none any more."""


class MarkerFacts(TypedDict):
    """One marker as of the date.

    `surveyed` holds the code of each aspect in `MapFacts.surveyed`, None where nothing counts.
    `road_observed_on` is the day since which it has its road status, `evidence` (căn cứ) the
    observation it has it from; `road_completed_on` the day its road was finished, as observed, else
    by its papers. `counted_first_on` is the first day on which it counts without being an addition:
    that of its first report, or of the need that came after the road. `history` holds the last
    observations of its road and of itself, newest first; `evidence` is one of them.
    `last_observed_on` is the last day anybody saw it, `overdue` that this is too long ago
    (`MapFacts.overdue_after_days`).
    `nearest_road_m` is None where no road that counts is near and none farther is known.
    `to_network_m` is how far the lines that reach an isolated marker are from the network, in
    a straight line; None for any other, and where there is no network. For the advice
    ``close-gap`` `missing_m` are the straight metres of new road that would join the marker,
    `missing_to` is the road they lead to, and `look_longitude`, `look_latitude` where they
    begin; for ``go-and-look`` the latter are where the nearest road comes nearest.
    `photos` are those the page carries, newest first. `alarm` says whether it must, or may have
    to, be reported at once and was not (`AlarmItem`). `states` are the states it had one after the
    other, the oldest first. `gone_on` is the day from which it is no longer in the register: such a
    marker is there for the days before, told as it was last.
    """

    number: str
    longitude: float | None
    latitude: float | None
    kind: str
    grouping: str
    commune_code: str | None
    post_code: str | None
    needs_road: bool
    surveyed: dict[str, str | None]
    road_observed_on: str | None
    road_completed_on: str | None
    counted_first_on: str | None
    evidence: ObservationFacts | None
    history: list[ObservationFacts]
    last_observed_on: str | None
    overdue: bool
    funding: str | None
    contested: bool
    beside: list[Beside]
    alarm: Literal["sure", "possible"] | None
    difference: Difference | None
    advice: Advice | None
    measured: Measured
    nearest_road: str | None
    nearest_road_m: float | None
    to_network_m: float | None
    missing_m: float | None
    missing_to: str | None
    look_longitude: float | None
    look_latitude: float | None
    border_km: float | None
    note: str | None
    illustrative: bool
    photos: list[PhotoFacts]
    states: list[StateSince]
    gone_on: str | None


class CommuneFacts(TypedDict):
    """One commune; without `rings` its span of the border is drawn instead.

    `rings` are closed; a ring inside another is a hole. `longitude` and `latitude` are where
    the name stands. `formerly` are the communes it was made of in 2025, of `district`. `road_built`
    and `percent` are those of a report: None where no road was reported, and the share where no
    marker needs a road.
    """

    code: str
    name: str
    formerly: list[str]
    district: str | None
    km_from: float | None
    km_to: float | None
    longitude: float | None
    latitude: float | None
    rings: list[Line] | None
    markers_needing_road: int
    road_built: int | None
    percent: float | None


class PostFacts(TypedDict):
    """One border post."""

    code: str
    name: str
    longitude: float | None
    latitude: float | None
    illustrative: bool


class GateFacts(TypedDict):
    """One border gate; `kind` is a word to show."""

    name: str
    kind: str | None
    longitude: float | None
    latitude: float | None


class DonorFacts(TypedDict):
    """What one donor gave: `kind` is ``money``, ``materials``, ``labour`` …"""

    donor: str
    kind: str
    amount_vnd: float | None
    working_days: float | None
    words: str | None


class ProjectFacts(TypedDict):
    """A project that built roads to the markers it `serves`, and who paid for it."""

    code: str
    name: str
    serves: list[str]
    length_m: float | None
    width_m: float | None
    cost_vnd: float | None
    funding: str | None
    completed_on: str | None
    donors: list[DonorFacts]


class RoadFacts(TypedDict):
    """One road; `serves` are marker numbers, `project` a `ProjectFacts.code`.

    `length_m` is what was stated; `drawn_m` the planar length of its line where nothing was.
    """

    name: str | None
    serves: list[str]
    road_class: str | None
    status: str
    condition: str | None
    surface: str | None
    width_m: float | None
    length_m: float | None
    drawn_m: float | None
    cost_vnd: float | None
    funding: str | None
    completed_on: str | None
    project: str | None
    lines: list[Line]


class BoundaryFacts(TypedDict):
    """One piece of the border line, of one commune where that is known.

    It lies in one stretch, between two multiples of `MapFacts.stretch_km` counted from the
    north-western end of the line.
    """

    commune_code: str | None
    km_from: float
    km_to: float
    line: Line


class KilometreFacts(TypedDict):
    """A place on the border line, `km` from its north-western end."""

    km: float
    longitude: float
    latitude: float


class GroundName(TypedDict):
    """What something of the surroundings is called, and where the name stands."""

    name: Labels
    longitude: float
    latitude: float


class GroundFacts(TypedDict):
    """The surroundings of one kind, to find one's way by: `kind` is a code of ``ground_kind``.

    `lines` are rings of provinces and lakes, lines of rivers, roads and railways, and empty for
    what is a name alone.
    """

    kind: str
    lines: list[Line]
    names: list[GroundName]


class GroundSource(TypedDict):
    """Whom ground is from, to be named wherever it is shown under a `licence`."""

    source: str
    licence: str | None


class TilesFacts(TypedDict):
    """Map tiles a reader may turn on: `url` has ``{z}``, ``{x}``, ``{y}``; `host` serves them."""

    url: str
    host: str
    attribution: str


class PhotoCounts(TypedDict):
    """How many photographs the page carries, and how many of the store's it does not."""

    shown: int
    left_out: int


class MapFacts(TypedDict):
    """Everything the map shows; markers in their order along the border.

    `totals` are those of the document of a report, and `beside` counts the markers that are told
    beside them. A line farther than `near_m` metres from a
    marker is not near it.

    `agency` is who makes it, as its sheets of paper say; None leaves a line to fill.
    `title` is in `lang`, the language the page opens in; `titles` has it in both. A marker is
    overdue (quá hạn kiểm tra) when nobody saw it within `overdue_after_days` days before `as_of`.
    `photos` is None where nobody asked for photographs. `surveyed` are the codes of the aspects
    that a survey asks for, in the order of its form; the codes of each are a list of
    `code_labels` under its own code. `aspect_labels` has the heading of every aspect.
    `sector` is the border post whose markers alone are there; None on a map of the province.
    `store` tells maps of one store from those of another: what was begun on the first is not gone
    on with on the second. It is None where there is nothing to go on with.
    `programme` is None where it may not be seen. `targets` are how many markers are to have a road
    at the end of a year, by year and by area: ``all:``, ``commune:CODE``, ``post:CODE``.
    """

    schema: Literal["mocgioi.map/3"]
    title: str
    titles: Labels
    agency: Labels | None
    lang: Language
    as_of: str
    known_at: str | None
    store: str | None
    sector: Labels | None
    illustrative: bool
    audience: Audience
    overdue_after_days: int
    totals: Totals
    beside: dict[Beside, int]
    lacks: list[Lack]
    without_position: list[str]
    alarms: list[AlarmItem]
    cases: list[CaseItem]
    markers: list[MarkerFacts]
    communes: list[CommuneFacts]
    posts: list[PostFacts]
    gates: list[GateFacts]
    roads: list[RoadFacts]
    projects: list[ProjectFacts]
    boundary: list[BoundaryFacts]
    stretch_km: float
    near_m: float
    kilometres: list[KilometreFacts]
    ground: list[GroundFacts]
    ground_sources: list[GroundSource]
    tiles: TilesFacts | None
    photos: PhotoCounts | None
    surveyed: Sequence[str]
    aspect_labels: Mapping[str, Labels]
    code_labels: Mapping[str, Mapping[str, Labels]]
    sources: list[str]
    days: DaysFacts
    programme: ProgrammeFacts | None
    targets: Mapping[str, Mapping[str, int]]
