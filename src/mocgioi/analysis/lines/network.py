"""Which lines count, which are joined, what each marker is measured to be: the rules of reach.

Source of the rules: ``LAWS.md``, *Reach*. Distances are measured once (`analysis.lines.proximity`)
and do not depend on a date; status does. This module brings the two together as of a day. It
needs nothing but the standard library, so that a report can use it at start-up (annotations of
named tuples are not postponed: each would be compiled).

A line is a road as it was supplied, or, where a gap inside it is wider than a join, each of
its pieces (`analysis.lines.road_lines`): a road drawn with a gap does not carry anyone across.
Which lines count on a day, `domain.counting.road_counts_on` says. Trunk roads (patrol, commune,
provincial) that count are the network; an access road is joined when a chain of joins between
lines that count leads to one of them.
Every threshold is inclusive.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Self

from mocgioi.domain import counting
from mocgioi.domain.counting import DEFAULTS, MEASURED, TRUNK_CLASSES, Measured
from mocgioi.domain.line import PIECE
from mocgioi.domain.register import Road

TOLERANCE_M = 1e-6
"""Distances that differ by this little are equal: round-off of the computation, metres."""

ON_THRESHOLD_M = 2e-3
"""A distance this little over a threshold is on it, metres: stored positions are good to 1e-8
degree, a millimetre, at each of two ends."""

_NOT_AMONG = -1

_BETTER: dict[Measured, int] = {code: rank for rank, code in enumerate(reversed(MEASURED))}


class RoadFact(NamedTuple):
    """What is known of a road besides its line.

    Attributes:
        uuid: identity of the road, or the name of a piece of it (`piece_name`).
        road_class, status: codes of those lists; a status of None does not count.
        started_on, completed_on: ISO days, or None: nobody said.
        communes: codes of the communes it was supplied for (`proximity.communes_of_roads`);
            None among them stands for the markers that have no commune.
    """

    uuid: str
    road_class: str
    status: str | None
    started_on: str | None = None
    completed_on: str | None = None
    communes: frozenset[str | None] = frozenset()

    @classmethod
    def of(cls, road: Road, communes: frozenset[str | None] = frozenset()) -> Self:
        """Return what is known of a road of the register, supplied for some communes."""
        return cls(
            uuid=road.uuid,
            road_class=road.road_class,
            status=road.status,
            started_on=road.started_on,
            completed_on=road.completed_on,
            communes=communes,
        )


class MarkerFact(NamedTuple):
    """What is known of a marker besides its place: its number, its commune's code or None."""

    number: str
    commune: str | None
    has_position: bool


class RoadNear(NamedTuple):
    """A marker's number, a road's uuid, and the planar metres between the two."""

    marker: str
    road: str
    distance_m: float


class Joins(NamedTuple):
    """Which lines join, whatever the date: one has an end at the other's line.

    Attributes:
        lines: names of all lines there are, sorted.
        pairs: every two of them that join, the smaller first, by their place in `lines`.
    """

    lines: Sequence[str]
    pairs: Sequence[tuple[int, int]]

    @classmethod
    def of_names(cls, lines: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Self:
        """Return the joins of pairs of names; one that is not among `lines` joins nothing."""
        ordered = sorted(lines)
        place = {line: i for i, line in enumerate(ordered)}
        known = ((place[a], place[b]) for a, b in map(sorted, pairs) if {a, b} <= place.keys())
        return cls(ordered, sorted(known))

    def names(self) -> list[tuple[str, str]]:
        """Return the pairs by name."""
        return [(self.lines[first], self.lines[second]) for first, second in self.pairs]


class Network(NamedTuple):
    """The lines that count as of a day, and how they hang together.

    Attributes:
        component: for each road that counts, the smallest uuid among all it hangs together with.
        joined: the roads that count and are joined to a trunk road, the trunk roads included.
    """

    component: dict[str, str]
    joined: frozenset[str]


class Measurements(NamedTuple):
    """What is measured of markers, roads and the border line, whatever the date.

    Attributes:
        distances: every line near a marker, and the nearest line that is built of a marker
            that has none of them near.
        joins: every two lines that join, by name.
        road_communes: by uuid, the communes each road was supplied for.
        border_km: by number, the place along the border line, km from the north-west.
        placed: numbers of the markers that have a position.
    """

    distances: Sequence[RoadNear]
    joins: Sequence[tuple[str, str]]
    road_communes: Mapping[str, frozenset[str | None]]
    border_km: Mapping[str, float | None]
    placed: frozenset[str]

    def road_facts(self, roads: Iterable[Road]) -> list[RoadFact]:
        """Return what the rules of reach need of roads."""
        return [RoadFact.of(road, self.road_communes[road.uuid]) for road in roads]

    def lines(self, roads: Iterable[Road]) -> tuple[list[RoadFact], Joins]:
        """Return what is known of the lines of roads that were measured, and how they join."""
        names = {pair.road for pair in self.distances}.union(*self.joins)
        facts = line_facts(self.road_facts(roads), names)
        return facts, Joins.of_names([fact.uuid for fact in facts], self.joins)

    def state(
        self, roads: Iterable[Road], communes: Mapping[str, str | None], *, as_of: str
    ) -> dict[str, Measured]:
        """Return what the lines show of each marker as of a day (`measured_state`).

        Args:
            roads: as they are known. communes: of every marker, by its number.
        """
        facts, joins = self.lines(roads)
        markers = [
            MarkerFact(number, commune or None, number in self.placed)
            for number, commune in communes.items()
        ]
        return measured_state(self.distances, joins, facts, markers, as_of=as_of)


def piece_name(road: str, number: int) -> str:
    """Return the name of a piece of a road, numbered from 1: it stands where a uuid does."""
    return f"{road}{PIECE}{number}"


def road_of(line: str) -> str:
    """Return the uuid of the road a line is, or is a piece of.

    >>> road_of(piece_name("5f0c", 2)), road_of("5f0c")
    ('5f0c', '5f0c')
    """
    return line.partition(PIECE)[0]


def line_facts(roads: Collection[RoadFact], lines: Iterable[str]) -> list[RoadFact]:
    """Return a fact for each line: a piece has that of its road, under its own name.

    Args:
        lines: names of lines, at least those of pieces that are near or joined to something;
            a road none of whose pieces is among them has one fact, for its whole.
    """
    pieces = {line for line in lines if PIECE in line}
    in_pieces = {road_of(piece) for piece in pieces}
    by_uuid = {road.uuid: road for road in roads}
    return [road for road in roads if road.uuid not in in_pieces] + [
        by_uuid[road_of(piece)]._replace(uuid=piece)
        for piece in sorted(pieces)
        if road_of(piece) in by_uuid
    ]


def network_as_of(roads: Iterable[RoadFact], joins: Joins, *, as_of: str) -> Network:
    """Return the lines that count as of the ISO day `as_of`, and which of them are joined.

    Args:
        joins: those of lines each of `roads` is among (`proximity.measure_proximity`); a join
            with a line that does not count is no join.
    """
    trunk = {road.uuid: is_trunk(road) for road in roads if counts(road, as_of=as_of)}
    return network_of(trunk, joins)


def network_of(trunk: Mapping[str, bool], joins: Joins) -> Network:
    """Return the same of the names of lines that count; `trunk`: whether one is a trunk road."""
    component = components(joins, among=trunk)
    trunks = {component[uuid] for uuid, is_of_it in trunk.items() if is_of_it}
    return Network(component, frozenset(uuid for uuid, at in component.items() if at in trunks))


def is_trunk(road: RoadFact) -> bool:
    """Say whether a road is of the network, where it counts."""
    return road.road_class in TRUNK_CLASSES


def counts(road: RoadFact, *, as_of: str) -> bool:
    """Say whether a road's line counts as of a day."""
    return counting.road_counts_on(road.status, road.started_on, road.completed_on, as_of)


def measured_state(
    pairs: Iterable[RoadNear],
    joins: Joins,
    roads: Collection[RoadFact],
    markers: Iterable[MarkerFact],
    *,
    as_of: str,
    reach_m: float = DEFAULTS.reach_m,
    near_m: float = DEFAULTS.near_m,
) -> dict[str, Measured]:
    """Return what the lines show of each marker as of a day, in the order of `markers`.

    ``reached``: some line within `reach_m` is joined to the network · ``isolated``: lines
    within `reach_m`, none of them joined · ``near``: the nearest line is farther, but within
    `near_m` · ``none`` · ``unknown``: the marker has no position, or no access road of any
    status or date was supplied for its commune, whatever other lines pass by.

    Args:
        pairs: every road within the greater of `reach_m` and `near_m` of a marker, of any status;
            roads farther away change nothing.
        joins: see `network_as_of`.
        as_of: ISO day.
        reach_m, near_m: planar metres, inclusive.
    """
    network = network_as_of(roads, joins, as_of=as_of)
    best: dict[str, Measured] = {}
    for pair in pairs:
        if pair.road in network.component:
            is_joined = pair.road in network.joined
            code = shown(pair.distance_m, is_joined=is_joined, reach_m=reach_m, near_m=near_m)
            best[pair.marker] = best_of(code, best.get(pair.marker, "none"))
    supplied = {code for road in roads for code in supplied_by(road)}
    return {
        marker.number: (
            best.get(marker.number, "none")
            if marker.has_position and marker.commune in supplied
            else "unknown"
        )
        for marker in markers
    }


def nearest_lines(
    pairs: Iterable[RoadNear], network: Network, names: Mapping[str, str | None]
) -> dict[str, RoadNear]:
    """Return the nearest line that counts of each marker that has one among `pairs`.

    Of lines equally near (within `TOLERANCE_M`) it is a joined one, then the first by name.

    Args:
        names: of roads, by uuid; one without a name goes by its uuid.
    """
    near: dict[str, list[RoadNear]] = {}
    for pair in pairs:
        if pair.road in network.component:
            near.setdefault(pair.marker, []).append(pair)

    def order(pair: RoadNear) -> tuple[bool, str, str]:
        road = road_of(pair.road)
        return pair.road not in network.joined, names[road] or road, pair.road

    nearest = {}
    for marker, close in near.items():
        least_m = min(pair.distance_m for pair in close) + TOLERANCE_M
        nearest[marker] = min((p for p in close if p.distance_m <= least_m), key=order)
    return nearest


def supplied_by(road: RoadFact) -> frozenset[str | None]:
    """Return the communes of whose markers something is known by the line of a road."""
    return road.communes if road.road_class == "access" else frozenset()


def shown(distance_m: float, *, is_joined: bool, reach_m: float, near_m: float) -> Measured:
    """Return what a line shows of a marker that is so far away."""
    if distance_m <= reach_m + ON_THRESHOLD_M:
        return "reached" if is_joined else "isolated"
    return "near" if distance_m <= near_m + ON_THRESHOLD_M else "none"


def best_of(one: Measured, other: Measured) -> Measured:
    """Return what two lines show of a marker together."""
    return max(one, other, key=_BETTER.__getitem__)


def components(joins: Joins, *, among: Collection[str]) -> dict[str, str]:
    """Return for each line of `among` the smallest name of all it hangs together with.

    Only joins of two lines of `among` hold. Rem's algorithm: E. W. Dijkstra, *A Discipline of
    Programming*, 1976, chapter 23.
    """
    root = [at if line in among else _NOT_AMONG for at, line in enumerate(joins.lines)]
    for left, right in joins.pairs:
        above, beside = root[left], root[right]
        if above == _NOT_AMONG or beside == _NOT_AMONG:
            continue
        while above != beside:
            if above < beside:
                root[right], right = above, beside
                beside = root[beside]
            else:
                root[left], left = beside, above
                above = root[above]
    lines, component = joins.lines, {}
    for at, up in enumerate(root):
        if up != _NOT_AMONG:
            root[at] = up = root[up]
            component[lines[at]] = lines[up]
    return component
