"""Wishes turned into a choice, or into the reason why there is none and what is possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from time import monotonic
from typing import NamedTuple

from mocgioi.analysis.programme.candidates import Candidates
from mocgioi.analysis.programme.network import Choice, Demand, Network, Piece
from mocgioi.analysis.programme.phases import years_of
from mocgioi.analysis.programme.solve import Outcome, frugal, solve
from mocgioi.analysis.programme.tree import cheapest_tree
from mocgioi.analysis.programme.weighing import PlanMarker, weight_of
from mocgioi.analysis.programme.wishes import Wishes
from mocgioi.analysis.programme.works import works_of
from mocgioi.errors import Text, UsageError

WHY_NOT = {
    "built": Text("theo báo cáo đã có đường", "its road is declared built"),
    "under_construction": Text("đường đang thi công", "its road is under construction"),
    "reached": Text("bản đồ đã có tuyến tới mốc", "a line on the map reaches it"),
    "no_position": Text("chưa có tọa độ", "it has no position"),
    "unknown": Text("xã chưa có số liệu tuyến đường nhánh", "no line was supplied for its commune"),
    "no_network": Text("chưa có tuyến đường nào để nối vào", "there is no road to join"),
    "no_way": Text("không có lối trong địa phận xã", "no way to it stays inside the communes"),
}
"""What is said of a marker that is left out, by the reasons of `left.LEFT_OUT`."""

_NOT_LEFT = Text("đã có đường tới hoặc không thuộc diện", "it is reached, or needs no road")
_BILLION = 1_000_000_000
_CHOICE_SHARE = 0.7
"""Of the time, for the choice where its years, or the cost of what is asked, follow."""
_GROUP = {"commune": Text("xã", "commune"), "post": Text("đồn", "post")}


class Chosen(NamedTuple):
    """What was chosen.

    Attributes:
        year_of: the year, counted from 0, of each way of `Candidates.ways` that is built.
    """

    outcome: Outcome
    choice: Choice
    year_of: dict[int, int]


def choose(
    graph: Candidates,
    wishes: Wishes,
    markers: Mapping[str, PlanMarker],
    *,
    starts: Sequence[Sequence[int]] = (),
    time_limit_s: float,
) -> Chosen:
    """Return what to build, by year.

    Args:
        markers: those that could be reached, by number.
        starts: choices that are known already: the answer is not worse than any.
        time_limit_s: seconds for all of it: the choice, its years, or why there is none.

    Raises:
        UsageError: the wishes cannot be met; it says what they cost, or what is possible.
    """
    network = network_of(graph, wishes, markers)
    _require_reachable(graph, wishes.must)
    demands = [*_asked(wishes.must), *_shares(wishes, markers)]
    is_by_year = len(wishes.years) > 1
    until_s = monotonic() + time_limit_s
    outcome = solve(
        network,
        wishes.budget_vnd,
        demands,
        starts=starts,
        time_limit_s=time_limit_s * (_CHOICE_SHARE if is_by_year or demands else 1),
    )
    choice = outcome.choice or frugal(network, demands, time_limit_s=_left_s(until_s) / 2)
    if choice is None or choice.cost > wishes.budget_vnd:
        raise _cannot_be_met(network, wishes, markers, choice, until_s)
    year_of = dict.fromkeys(choice.pieces, 0)
    if is_by_year:
        year_of = years_of(
            network, choice.pieces, wishes.per_year_vnd, time_limit_s=_left_s(until_s)
        )
    return Chosen(outcome, choice, year_of)


class Ranked(NamedTuple):
    """What is built of a list: places in `Candidates.ways`, and the markers served."""

    ways: list[int]
    markers: list[str]


def ranked(graph: Candidates, budget: int) -> tuple[Ranked, Ranked]:
    """Return what the list of all missing roads builds for a budget, most markers a đồng first.

    Read from the top until something is too dear; and with what is too dear passed over.
    """
    top, skipping = Ranked([], []), Ranked([], [])
    spent_top = spent = 0
    is_open = True
    for work in works_of(graph, dict.fromkeys(cheapest_tree(graph), 0)):
        cost = sum(graph.ways[i].cost_vnd for i in work.ways)
        is_open = is_open and spent_top + cost <= budget
        if is_open:
            spent_top += cost
            top.ways.extend(work.ways)
            top.markers.extend(work.markers)
        if spent + cost <= budget:
            spent += cost
            skipping.ways.extend(work.ways)
            skipping.markers.extend(work.markers)
    return top, skipping


def network_of(graph: Candidates, wishes: Wishes, markers: Mapping[str, PlanMarker]) -> Network:
    """Return the candidates as a network; what is excluded counts for nothing."""
    never = set(wishes.never)
    return Network(
        graph.nodes,
        [Piece(way.start, way.end, way.cost_vnd) for way in graph.ways],
        graph.serves,
        {
            number: 0.0 if number in never else weight_of(marker, wishes.weights)
            for number, marker in markers.items()
        },
    )


def _require_reachable(graph: Candidates, must: Iterable[str]) -> None:
    reachable = {number for numbers in graph.serves.values() for number in numbers}
    reasons = [(number, _why_not(graph, number)) for number in must if number not in reachable]
    if reasons:
        raise UsageError(
            "Không thể đưa vào kế hoạch: "
            + "; ".join(f"mốc {number} ({why.vi})" for number, why in reasons)
            + ". Bỏ khỏi --must.",
            "These cannot be planned: "
            + "; ".join(f"marker {number} ({why.en})" for number, why in reasons)
            + ". Take them out of --must.",
        )


def _why_not(graph: Candidates, number: str) -> Text:
    reason = next((code for code, left in graph.left_out.items() if number in left), None)
    return _NOT_LEFT if reason is None else WHY_NOT[reason]


def _asked(must: Iterable[str]) -> list[Demand]:
    return [Demand(frozenset([number]), 1) for number in must]


def _shares(
    wishes: Wishes, markers: Mapping[str, PlanMarker], least: int | None = None
) -> list[Demand]:
    """Return what each group is to have; one with fewer markers left is to have them all."""
    least = wishes.min_per_group if least is None else least
    return [
        Demand(frozenset(numbers), min(least, len(numbers)))
        for _, numbers in sorted(_members(wishes, markers).items())
        if least > 0
    ]


def _largest_share(wishes: Wishes, markers: Mapping[str, PlanMarker]) -> int:
    """Return the least number above which no group is to have more."""
    sizes = [len(numbers) for numbers in _members(wishes, markers).values()]
    return min(wishes.min_per_group, max(sizes, default=0))


def _members(wishes: Wishes, markers: Mapping[str, PlanMarker]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = {}
    for number, marker in markers.items():
        group = marker.placed_in(wishes.group_by)
        if group is not None and number not in wishes.never:
            members.setdefault(group, set()).add(number)
    return members


def _left_s(until_s: float) -> float:
    return max(until_s - monotonic(), 0.0)


def _cannot_be_met(
    network: Network,
    wishes: Wishes,
    markers: Mapping[str, PlanMarker],
    dear: Choice | None,
    until_s: float,
) -> UsageError:
    """Return what says how much the wishes cost, and what is possible.

    Args:
        dear: the cheapest that was found, if any.
        until_s: the moment (`monotonic`) by which it is said; what is late is grown by hand.
    """
    budget = wishes.budget_vnd
    must = _asked(wishes.must)

    def cost_of(least: int, parts: int = 1) -> int | None:
        demands = [*must, *_shares(wishes, markers, least)]
        choice = frugal(network, demands, time_limit_s=_left_s(until_s) / parts)
        return None if choice is None else choice.cost

    needed = None if dear is None else dear.cost
    cost = cost_of(0, 3) if wishes.min_per_group else needed
    if cost is None or cost > budget:
        return UsageError(
            f"Các mốc phải làm (--must) cần khoảng {_vnd(cost).vi} (ƯỚC TÍNH), nhiều hơn "
            f"{_vnd(budget).vi}.",
            f"The markers asked for (--must) need about {_vnd(cost).en} (an ESTIMATE), more than "
            f"{_vnd(budget).en}.",
        )
    possible, too_many = 0, _largest_share(wishes, markers)
    while too_many - possible > 1:
        least = (possible + too_many) // 2
        cost = cost_of(least, 1 + (too_many - possible).bit_length())
        if cost is not None and cost <= budget:
            possible = least
        else:
            too_many = least
    group = _GROUP[wishes.group_by]
    if not possible:
        one = cost_of(1)
        return UsageError(
            f"{_vnd(budget).vi} chưa đủ cho mỗi {group.vi} 01 mốc: cần khoảng {_vnd(one).vi} (ƯỚC "
            f"TÍNH). Mỗi {group.vi} {wishes.min_per_group} mốc cần khoảng {_vnd(needed).vi}.",
            f"{_vnd(budget).en} do not give each {group.en} one marker: that needs about "
            f"{_vnd(one).en} (an ESTIMATE); {wishes.min_per_group} each need about "
            f"{_vnd(needed).en}.",
        )
    return UsageError(
        f"Mỗi {group.vi} ít nhất {wishes.min_per_group} mốc cần khoảng {_vnd(needed).vi} (ƯỚC "
        f"TÍNH), nhiều hơn {_vnd(budget).vi}. Với số tiền này, mỗi {group.vi} được nhiều nhất "
        f"{possible} mốc: --min-per-commune {possible}.",
        f"At least {wishes.min_per_group} markers in each {group.en} need about "
        f"{_vnd(needed).en} (an ESTIMATE), more than {_vnd(budget).en}. This money can give each "
        f"{group.en} {possible}: --min-per-commune {possible}.",
    )


def _vnd(cost: int | None) -> Text:
    """Return a sum as it may be typed again: never less than it is."""
    if cost is None:
        return Text("? đồng", "? đồng")
    in_billions = cost >= _BILLION
    unit, step = (_BILLION, 100) if in_billions else (_BILLION // 1000, 1)
    amount = f"{-(-cost * step // unit) / step:g}"
    return Text(
        f"{amount.replace('.', ',')} {'tỷ' if in_billions else 'triệu'} đồng",
        f"{amount} {'billion' if in_billions else 'million'} đồng",
    )
