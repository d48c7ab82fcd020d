"""Wishes turned into a choice, or into the reason why there is none and what is possible."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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
    "no_position": Text("chưa có toạ độ", "it has no position"),
    "unknown": Text("xã chưa có số liệu tuyến đường nhánh", "no line was supplied for its commune"),
    "no_network": Text("chưa có tuyến đường nào để nối vào", "there is no road to join"),
    "no_way": Text("không có lối trong địa phận xã", "no way to it stays inside the communes"),
}
"""What is said of a marker that is left out, by the reasons of `left.LEFT_OUT`."""

_NOT_LEFT = Text("đã có đường tới hoặc không thuộc diện", "it is reached, or needs no road")
_BILLION = 1_000_000_000
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
        time_limit_s: seconds for the choice, and again for each year but the last.

    Raises:
        UsageError: the wishes cannot be met; it says what they cost, or what is possible.
    """
    network = network_of(graph, wishes, markers)
    must = [Demand(frozenset([number]), 1) for number in wishes.must]
    _require_reachable(graph, wishes.must)
    demands = [*must, *_shares(wishes, markers)]
    outcome = solve(network, wishes.budget_vnd, demands, starts=starts, time_limit_s=time_limit_s)
    choice = outcome.choice or frugal(network, demands, time_limit_s=time_limit_s)
    if choice is None or choice.cost > wishes.budget_vnd:
        raise _cannot_be_met(network, wishes, markers, must, time_limit_s)
    year_of = dict.fromkeys(choice.pieces, 0)
    if len(wishes.years) > 1:
        year_of = years_of(network, choice.pieces, wishes.per_year_vnd, time_limit_s=time_limit_s)
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


def _shares(
    wishes: Wishes, markers: Mapping[str, PlanMarker], least: int | None = None
) -> list[Demand]:
    """Return what each group is to have; one with fewer markers left is to have them all."""
    least = wishes.min_per_group if least is None else least
    members: dict[str, set[str]] = {}
    for number, marker in markers.items():
        group = marker.placed_in(wishes.group_by)
        if group is not None and number not in wishes.never:
            members.setdefault(group, set()).add(number)
    return [
        Demand(frozenset(numbers), min(least, len(numbers)))
        for _, numbers in sorted(members.items())
        if least > 0
    ]


def _cannot_be_met(
    network: Network,
    wishes: Wishes,
    markers: Mapping[str, PlanMarker],
    must: Sequence[Demand],
    time_limit_s: float,
) -> UsageError:
    """Return what says how much the wishes cost, and what is possible."""

    def cost_of(demands: Sequence[Demand]) -> int | None:
        choice = frugal(network, demands, time_limit_s=time_limit_s)
        return None if choice is None else choice.cost

    budget = wishes.budget_vnd
    cost = cost_of(must)
    if cost is None or cost > budget:
        return UsageError(
            f"Các mốc phải làm (--must) cần khoảng {_vnd(cost).vi} (ƯỚC TÍNH), nhiều hơn "
            f"{_vnd(budget).vi}.",
            f"The markers asked for (--must) need about {_vnd(cost).en} (an ESTIMATE), more than "
            f"{_vnd(budget).en}.",
        )
    needed = cost_of([*must, *_shares(wishes, markers)])
    possible = next(
        least
        for least in range(wishes.min_per_group - 1, -1, -1)
        if (cost_of([*must, *_shares(wishes, markers, least)]) or 0) <= budget
    )
    group = _GROUP[wishes.group_by]
    if not possible:
        one = cost_of([*must, *_shares(wishes, markers, 1)])
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
