"""The programme of the roads that are missing: what the next đồng buys, as of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from mocgioi.analysis.programme.limit import TooManyMarkers
from mocgioi.analysis.programme.prices import NEW_ROADS
from mocgioi.domain.counting import DEFAULTS
from mocgioi.tracker.drawn import WAY_TOLERANCE_DEG, drawn_line
from mocgioi.tracker.estimates import costs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mocgioi.analysis.figures.coverage_facts import CoverageInputs
    from mocgioi.documents.cost import Cost, CostedProject
    from mocgioi.documents.plan import Plan, PlannedWork, Prices
    from mocgioi.documents.values import Line
    from mocgioi.outputs.map.programme import ProgrammeFacts, ProgrammePrice
    from mocgioi.store.handle import Store


def programme_of(store: Store, inputs: CoverageInputs) -> ProgrammeFacts:
    """Return what the map of a day shows of its programme, or why there is none."""
    if inputs.part_of is not None:
        return _none("part_of_post")
    if not inputs.measured_current:
        return _none("measures")
    try:
        document = costs_of(
            store, as_of=inputs.as_of, known_at=inputs.known_at, states=inputs.states, keep=True
        )
    except TooManyMarkers:
        return _none("too_many")
    return programme_facts(document)


def _none(why: Literal["measures", "too_many", "part_of_post"]) -> ProgrammeFacts:
    return {
        "why_none": why,
        "kind": "ranked",
        "prices": [],
        "detour_factor": DEFAULTS.detour_factor,
        "projects": [],
        "left_out": {},
    }


def programme_facts(document: Cost) -> ProgrammeFacts:
    """Return what a map shows of an estimate: its projects in rank order, and their lines."""
    return {
        "why_none": None,
        "kind": "ranked",
        "prices": _prices(document["prices"], document["projects"]),
        "detour_factor": document["detour_factor"],
        "projects": [
            {
                "markers": project["markers"],
                "joins_road": project["joins_road"],
                "length_m": project["length_m"],
                "cost_vnd": project["cost_vnd"],
                "cost_vnd_min": project["cost_vnd_min"],
                "cost_vnd_max": project["cost_vnd_max"],
                "year": None,
                "lines": _drawn(project["lines"]),
            }
            for project in document["projects"]
        ],
        "left_out": _some(document["left_out"]),
    }


def plan_facts(plan: Plan) -> ProgrammeFacts:
    """Return what a map shows of a plan: its works in their order, each with its year."""
    left_out = {
        reason: [m["number"] for m in plan["markers"] if m["not_served"] == reason]
        for reason in ("budget", "never")
    }
    return {
        "why_none": None,
        "kind": "plan",
        "prices": _prices(plan["prices"], plan["works"]),
        "detour_factor": plan["detour_factor"],
        "projects": [
            {
                "markers": work["markers"],
                "joins_road": work["joins_road"],
                "length_m": work["length_m"],
                "cost_vnd": work["cost_vnd"],
                "cost_vnd_min": work["cost_vnd_min"],
                "cost_vnd_max": work["cost_vnd_max"],
                "year": work["year"],
                "lines": _drawn(work["lines"]),
            }
            for work in sorted(plan["works"], key=lambda work: work["year"] or 0)
        ],
        "left_out": _some({**left_out, **plan["left_out"]}),
    }


def _some(left_out: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {reason: numbers for reason, numbers in left_out.items() if numbers}


def _prices(
    prices: Iterable[Prices], works: Iterable[CostedProject | PlannedWork]
) -> list[ProgrammePrice]:
    """Return the prices of the new roads, of the terrains they are on."""
    terrains = {
        terrain for work in works for terrain, metres in work["terrain_m"].items() if metres
    }
    return [
        {
            "terrain": price["terrain"],
            "vnd_per_m": price["vnd_per_m"],
            "vnd_per_m_min": price["vnd_per_m_min"],
            "vnd_per_m_max": price["vnd_per_m_max"],
        }
        for price in prices
        if price["road_class"] == NEW_ROADS and price["terrain"] in terrains
    ]


def _drawn(lines: Iterable[Line]) -> list[Line]:
    return [drawn_line(np.array(line), WAY_TOLERANCE_DEG) for line in lines]
