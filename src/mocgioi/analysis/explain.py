"""Which markers stand behind a figure or a group, and what each of them rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from mocgioi.analysis.coverage import MEASURED
from mocgioi.analysis.coverage_facts import CoverageInputs, MarkerFacts, marker_facts
from mocgioi.analysis.evidence import evidence_of
from mocgioi.analysis.groups import GROUPINGS, STATUSES, placements
from mocgioi.domain.observation import NOTHING, Decision, latest_verdicts
from mocgioi.domain.places import fold
from mocgioi.domain.vocabulary import REPORT_AT_ONCE
from mocgioi.errors import UsageError

EXPLAIN_SCHEMA = "mocgioi.explain/1"

_Test = Callable[[MarkerFacts], bool]

_MEMBERS: Mapping[str, _Test] = {
    "markers": lambda one: True,
    "markers_needing_road": lambda one: one.counts,
    "road_built": lambda one: one.counts and one.built,
    "by_contributions": lambda one: one.counts and one.built and one.funding == "contributions",
    "built_damaged": lambda one: one.counts and one.built and one.damaged,
    "in_year": lambda one: one.counts and one.in_year,
    "report_at_once": lambda one: one.marker_condition in REPORT_AT_ONCE,
    "conflicts": lambda one: bool(one.disagreements),
    "outside_need": lambda one: not one.counts,
    "declared_only": lambda one: one.declared_only,
    "measured_only": lambda one: one.measured_only,
}

FIGURES = (*_MEMBERS, *(status for status in STATUSES if status != "built"))
"""Figures that can be explained: those of ``totals``, its statuses, and the lists beside."""

_ASPECTS = {
    "built_damaged": ("need_road", "road_status", "road_condition"),
    "report_at_once": ("marker_condition",),
    "conflicts": ("need_road", "road_status", "marker_condition"),
}
_USUAL = ("need_road", "road_status")


def explain(
    inputs: CoverageInputs,
    decisions: Iterable[Decision],
    asked: Sequence[str],
    *,
    known_at: str | None,
    stretch_km: float = 10.0,
) -> dict[str, Any]:
    """Return the document ``mocgioi.explain/1``: the markers behind what is asked, with evidence.

    Args:
        inputs: what is counted. decisions: all there are.
        asked: figures (`FIGURES`) and groups (``commune=06004``, by code or name, or
            ``measured=isolated``); a marker has to be of all of them.
        known_at: the instant of knowledge asked for, None = everything.
        stretch_km: length of the stretches of ``stretch=0-10``.

    Raises:
        UsageError: no such figure or group.
    """
    facts = marker_facts(inputs)
    figures = [one for one in asked if "=" not in one]
    tests = [_figure(name) for name in figures]
    tests += [_group(one, facts, inputs, stretch_km) for one in asked if "=" in one]
    members = [one for one in facts if all(test(one) for test in tests)]
    verdicts = latest_verdicts(decisions, known_at)
    aspects = list(dict.fromkeys(a for name in figures for a in _ASPECTS.get(name, _USUAL)))
    return {
        "schema": EXPLAIN_SCHEMA,
        "as_of": inputs.as_of,
        "known_at": inputs.known_at,
        "illustrative": any(one.illustrative for one in members),
        "asked": list(asked),
        "count": len(members),
        "markers": [
            {
                "number": one.number,
                "commune": one.commune,
                "post": one.post,
                "counts": one.counts,
                "measured": one.measured,
                "values": [
                    _value(inputs, one.number, aspect, verdicts) for aspect in aspects or _USUAL
                ],
            }
            for one in members
        ],
    }


def _figure(name: str) -> _Test:
    if name in _MEMBERS:
        return _MEMBERS[name]
    if name in STATUSES:
        return lambda one: one.counts and one.status == name
    raise UsageError(
        f"Không có số liệu «{name}». Chọn một trong: {', '.join(FIGURES)}; hoặc một nhóm, "
        "như commune=06004.",
        f"There is no figure “{name}”. Choose one of: {', '.join(FIGURES)}; or a group, such as "
        "commune=06004.",
    )


def _group(
    asked: str, facts: Sequence[MarkerFacts], inputs: CoverageInputs, stretch_km: float
) -> _Test:
    """Return who is of a group, named by its code or its name."""
    by, _, wanted = asked.partition("=")
    if by == "measured" and wanted in MEASURED:
        return lambda one: one.counts and one.measured == wanted
    if by not in GROUPINGS:
        groupings = ", ".join((*GROUPINGS, *(f"measured={code}" for code in MEASURED)))
        raise UsageError(
            f"Không có cách nhóm «{asked}». Chọn một trong: {groupings}.",
            f"There is no grouping “{asked}”. Choose one of: {groupings}.",
        )
    names, place = placements(facts, inputs, by, stretch_km=stretch_km)
    codes = [code for code in names if wanted == code] or [
        code for code, name in names.items() if fold(name) == fold(wanted)
    ]
    if len(codes) != 1:
        listed = ", ".join(
            code if name == code else f"{code} ({name})" for code, name in names.items()
        )
        raise UsageError(
            f"Không có nhóm «{asked}». Có: {listed[:600]}.",
            f"There is no group “{asked}”. There are: {listed[:600]}.",
        )
    return lambda one: place(one) == codes[0]


def _value(
    inputs: CoverageInputs, number: str, aspect: str, verdicts: Mapping[str, Decision]
) -> dict[str, Any]:
    """Return an aspect's value, the observation it rests on, and what was decided about that."""
    state = inputs.states[number].aspects.get(aspect, NOTHING)
    decision = verdicts.get(state.evidence.uuid) if state.evidence else None
    return {
        "aspect": aspect,
        "value": state.value,
        "since": state.since,
        "evidence": evidence_of(state.evidence, inputs.files),
        "decision": None
        if decision is None
        else {
            "verdict": decision.verdict,
            "decided_by": decision.decided_by,
            "recorded_at": decision.recorded_at,
            "why": decision.why,
        },
        "contested": bool(state.disagreements),
    }
