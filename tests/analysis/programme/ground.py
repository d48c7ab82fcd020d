"""A country small enough to plan by hand: two works of the network, five markers."""

from __future__ import annotations

from typing import Any

from mocgioi.analysis.programme.candidates import Candidates, Way
from mocgioi.analysis.programme.weighing import PlanMarker

MILLION = 1_000_000


def way(start: int, end: int, millions: int, **changes: Any) -> Way:
    """A piece between two nodes; one from 0 leaves the road there at a place of its own."""
    foot = (500_000.0 + 1_000 * end, 2_430_000.0)
    ends = (foot if start == 0 else place(start), place(end))
    made = Way(
        start,
        end,
        length_m=float(millions),
        cost_vnd=millions * MILLION,
        cost_vnd_min=millions * MILLION // 2,
        cost_vnd_max=millions * MILLION * 2,
        shape=ends,
        joins="Đường tuần tra" if start == 0 else "",
        terrain_m={"unknown": float(millions)},
    )
    return made._replace(**changes)


def place(node: int) -> tuple[float, float]:
    """Where a node stands."""
    return 500_000.0 + 1_000 * node, 2_430_000.0 + 700


def country(*ways: Way) -> Candidates:
    """Nodes 1 and 2 hang one behind the other, 3 and 4 too: 1001 - 1002, and 1003 - 1010, 1011."""
    ways = ways or (way(0, 1, 100), way(1, 2, 50), way(0, 3, 200), way(3, 4, 80))
    serves = {1: ("1001",), 2: ("1002",), 3: ("1003",), 4: ("1010", "1011")}
    left_out = {"built": ("1200",), "no_position": ("1201",)}
    return Candidates("EPSG:9215", 5, ways, serves, left_out)


def markers(**facts: dict[str, float]) -> dict[str, PlanMarker]:
    """The five markers: two of commune 06001, three of 06004; facts by number (``m1001=…``)."""
    none = dict.fromkeys(("walking", "alarm", "gate", "waiting"), 0.0)
    of_commune = {"1001": "06001", "1002": "06001", "1003": "06004", "1010": "06004"}
    return {
        number: PlanMarker(
            number,
            of_commune.get(number, "06004"),
            "po-ma",
            {**none, **facts.get(f"m{number}", {})},
        )
        for number in ("1001", "1002", "1003", "1010", "1011")
    }
