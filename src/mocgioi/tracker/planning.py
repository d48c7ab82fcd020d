"""The programme for the money there is: wishes as people give them, and what the store knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mocgioi.analysis.figures.scheme import scheme_works
from mocgioi.analysis.lines.reach import Reached, ReachMarker
from mocgioi.analysis.programme.choosing import choose, ranked
from mocgioi.analysis.programme.plan import Setting, plan_document
from mocgioi.analysis.programme.solve import TIME_LIMIT_S
from mocgioi.analysis.programme.weighing import (
    GATE_WITHIN_KM,
    WALKING_KM_PER_HOUR,
    PlanMarker,
    missing_since,
)
from mocgioi.analysis.programme.wishes import Grouping, wishes_of
from mocgioi.domain.counting import is_built
from mocgioi.domain.courses import courses
from mocgioi.domain.crs import to_metric
from mocgioi.domain.line import Gate
from mocgioi.domain.money import vnd
from mocgioi.domain.projects import Project
from mocgioi.errors import UsageError
from mocgioi.store import commits, events, kits, reading
from mocgioi.store.history import no_marker
from mocgioi.tracker import alarming, counting
from mocgioi.tracker.estimating import Estimated, estimated
from mocgioi.tracker.freshness import bring_up_to_date
from mocgioi.tracker.measuring import World
from mocgioi.tracker.moments import Day, Moment, as_knowledge, report_day
from mocgioi.tracker.numbers import number_on
from mocgioi.tracker.pricing import pricing_of

if TYPE_CHECKING:
    import sqlite3

    from numpy.typing import NDArray

    from mocgioi.documents.plan import Plan
    from mocgioi.store.explaining import FilePath
    from mocgioi.store.handle import Store

Sum = str | int | float
"""Money: đồng, or as people write it (``5 tỷ``)."""

Years = str | int | Iterable[int]
"""Years: ``2027..2030``, one, or several."""


class _Known(NamedTuple):
    """What the store knows on a day that a plan is made from, beside the candidate ways.

    Attributes:
        markers: those that could be reached, by number.
        names: of communes and posts, by code, in the order of the border.
        scheme: the markers of each work of the scheme that remains; None: there is no scheme.
    """

    markers: dict[str, PlanMarker]
    names: dict[Grouping, dict[str, str]]
    scheme: list[list[str]] | None


def plan(
    store: Store,
    *,
    budget_vnd: Sum | None,
    per_year: Sum | Sequence[Sum] | None,
    phases: Years | None,
    must: Sequence[str],
    never: Sequence[str],
    min_per_commune: int,
    by: Grouping,
    weights: Mapping[str, float] | None,
    prices: FilePath | None,
    vnd_per_m: int | None,
    detour_factor: float | None,
    as_of: Day | None,
    known_at: Moment | None,
    time_limit_s: float | None,
) -> Plan:
    """Return the document ``mocgioi.plan/1``; the arguments are those of `Tracker.plan`."""
    day, instant = report_day(as_of), as_knowledge(known_at)
    wishes = wishes_of(
        budget_vnd=None if budget_vnd is None else as_vnd(budget_vnd),
        per_year_vnd=[as_vnd(each) for each in _several(per_year)],
        years=as_years(phases),
        must=_numbers(store, must, day, instant),
        never=_numbers(store, never, day, instant),
        min_per_group=min_per_commune,
        group_by=by,
        weights=weights,
        this_year=int(day[:4]),
    )
    if time_limit_s is not None and not 0 <= time_limit_s < float("inf"):
        raise UsageError(
            "Thời gian tìm phải từ 0 giây trở lên.", "The time to search must be 0 seconds or more."
        )
    pricing = pricing_of(prices, vnd_per_m=vnd_per_m, detour_factor=detour_factor)
    with store.reading() as connection:
        kits.refuse_within(connection, kits.NEEDS_THE_NETWORK)
    bring_up_to_date(store)
    found = estimated(store, as_of=day, known_at=instant, pricing=pricing)
    _require_known(found.world, (*wishes.must, *wishes.never))
    known = _known(store, found, instant)
    top, skipping = ranked(found.graph, wishes.budget_vnd)
    chosen = choose(
        found.graph,
        wishes,
        known.markers,
        starts=[top.ways, skipping.ways],
        time_limit_s=TIME_LIMIT_S if time_limit_s is None else time_limit_s,
    )
    needing = [marker for marker in found.world.markers if marker.needs_road]
    setting = Setting(
        as_of=day,
        known_at=instant,
        head=found.world.head,
        illustrative=found.world.illustrative,
        markers=known.markers,
        names=known.names,
        needing_road=len(needing),
        road_built=sum(is_built(marker.declared) for marker in needing),
        pricing=pricing,
        terrain_percent=found.terrain_percent,
        scheme=known.scheme,
        ranked=len(top.markers),
        ranked_skipping=len(skipping.markers),
    )
    return plan_document(found.graph, wishes, chosen, setting)


def as_vnd(given: Sum) -> int:
    """Return a sum in đồng.

    Raises:
        UsageError: it is none, or may mean two.
    """
    amount = vnd(given)
    if amount is None:
        raise UsageError(
            f"Không hiểu số tiền «{given}». Viết như 5000000000, «5 tỷ», «1,5 tỷ», «500 triệu».",
            f"“{given}” is no sum of money. Write it as 5000000000, “5 tỷ”, “1,5 tỷ” or "
            "“500 triệu”.",
        )
    return amount


def as_years(given: Years | None) -> list[int]:
    """Return years, ascending; none where none are given.

    Raises:
        UsageError: they are none.
    """
    if given is None or given == "":
        return []
    if isinstance(given, int):
        return [given]
    if not isinstance(given, str):
        return sorted({int(year) for year in given})
    years: set[int] = set()
    for part in re.split(r"[,;\s]+", given.strip()):
        span = re.fullmatch(r"(\d{4})(?:(?:\.\.|-|–)(\d{4}))?", part)
        if span is None or int(span[2] or span[1]) < int(span[1]):
            raise UsageError(
                f"Không hiểu các năm «{given}». Viết như 2027..2030 hoặc 2027,2029.",
                f"“{given}” are no years. Write them as 2027..2030 or 2027,2029.",
            )
        years.update(range(int(span[1]), int(span[2] or span[1]) + 1))
    return sorted(years)


def _several(given: Sum | Sequence[Sum] | None) -> list[Sum]:
    if given is None:
        return []
    return [given] if isinstance(given, str | int | float) else list(given)


def _numbers(store: Store, given: Sequence[str], day: str, instant: str | None) -> list[str]:
    """Return marker numbers as the store has them on a day; a text alone is one number."""
    texts = [given] if isinstance(given, str) else given
    return [number_on(store, text, as_of=day, known_at=instant) for text in texts]


def _require_known(world: World, numbers: Iterable[str]) -> None:
    present = {marker.number for marker in world.markers}
    for number in numbers:
        if number not in present:
            raise no_marker(number, present)


def _known(store: Store, found: Estimated, instant: str | None) -> _Known:
    day = found.reached.as_of
    with store.reading() as connection:
        known = commits.known(connection, instant).number
        projects = reading.read_items(connection, Project, as_of=day, known_at=known)
        communes, posts = counting.places(connection, as_of=day, known_at=known)
        facts = _facts(connection, found.reached, day, known)
    reachable = {number for numbers in found.graph.serves.values() for number in numbers}
    scheme = scheme_works(found.world.roads, projects, day)["works"]
    return _Known(
        markers={
            number: PlanMarker(number, place.commune, place.post, facts[number])
            for number, place in found.placed.items()
            if number in reachable
        },
        names={
            "commune": {code: commune.name for code, commune in communes.items()},
            "post": posts,
        },
        scheme=[work["serves"] for work in scheme if not is_built(work["status"])]
        if scheme
        else None,
    )


def _facts(
    connection: sqlite3.Connection,
    reached: Reached,
    day: str,
    known: int | None,
) -> dict[str, dict[str, float]]:
    """Return what a marker may weigh more for, by number."""
    cases = alarming.cases_of(connection, as_of=day, known_at=known)
    alarmed = {case.marker for case in cases if case.is_alarm}
    missing = _missing_since(connection, day, known)
    beside_gate = _beside_gates(
        reading.read_items(connection, Gate, as_of=day, known_at=known), reached
    )
    return {
        marker.number: {
            "walking": _walking_hours(reached, marker.number),
            "alarm": float(marker.number in alarmed),
            "gate": float(marker.number in beside_gate),
            "waiting": _years_between(missing.get(marker.number, day), day),
        }
        for marker in reached.markers
    }


def _missing_since(connection: sqlite3.Connection, day: str, known: int | None) -> dict[str, str]:
    """Return since which ISO day a marker's road is missing without a break, by number.

    What was undone or set aside counts for nothing, and what has no day says no "since".
    """
    observed = events.read_observations(
        connection, aspects=("road_status",), as_of=day, known_at=known
    )
    of_markers = courses(
        (observation for observation in observed if observation.observed_on),
        events.read_decisions(connection),
        ("road_status",),
        as_of=day,
        known_at=known,
    )
    return {
        number: since
        for number, of_aspect in of_markers.items()
        if (since := missing_since(of_aspect["road_status"])) is not None
    }


def _walking_hours(reached: Reached, number: str) -> float:
    nearest = reached.nearest_joined.get(number)
    return round(nearest.distance_m / 1000 / WALKING_KM_PER_HOUR, 2) if nearest else 0.0


def _years_between(since: str, day: str) -> float:
    return round((date.fromisoformat(day) - date.fromisoformat(since)).days / 365.25, 1)


def _beside_gates(gates: Iterable[Gate], reached: Reached) -> set[str]:
    """Return the markers near a gate, straight; a gate without a position is near none."""
    placed = [gate for gate in gates if gate.longitude is not None and gate.latitude is not None]
    standing = [marker for marker in reached.markers if marker.longitude is not None]
    if not placed or not standing:
        return set()
    at = _metres(placed, reached.metric_crs)
    apart_m = np.hypot(*(_metres(standing, reached.metric_crs)[:, None] - at[None]).T).T
    near = (apart_m <= GATE_WITHIN_KM * 1000).any(axis=1).tolist()
    return {marker.number for marker, beside in zip(standing, near, strict=True) if beside}


def _metres(places: Sequence[Gate] | Sequence[ReachMarker], metric_crs: str) -> NDArray[np.float64]:
    degrees = np.array([(p.longitude, p.latitude) for p in places], dtype=np.float64)
    return np.column_stack(to_metric(degrees[:, 0], degrees[:, 1], metric_crs))
