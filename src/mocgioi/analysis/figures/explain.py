"""Which markers stand behind a figure or a group, and what each of them rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from mocgioi.analysis.figures.coverage import MEASURED
from mocgioi.analysis.figures.coverage_facts import CoverageInputs, MarkerFacts, marker_facts
from mocgioi.analysis.figures.grounds import Grounds
from mocgioi.analysis.figures.groups import GROUPINGS, STATUSES, placements
from mocgioi.analysis.figures.inspections import OVERDUE_AFTER_DAYS, is_overdue, last_seen
from mocgioi.domain.observation import Decision, Observation
from mocgioi.domain.places import fold
from mocgioi.domain.vocabulary import CODE_LISTS, REPORT_AT_ONCE, code_of
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
    "need_not_recorded": lambda one: one.needs_road is None,
    "declared_only": lambda one: one.declared_only,
    "measured_only": lambda one: one.measured_only,
}

_BY_LAST_SEEN: Mapping[str, Callable[[str | None, str], bool]] = {
    "overdue": lambda seen, as_of: is_overdue(seen, as_of, OVERDUE_AFTER_DAYS),
    "never_inspected": lambda seen, as_of: seen is None,
}

FIGURES = (*_MEMBERS, *_BY_LAST_SEEN, *(status for status in STATUSES if status != "built"))
"""Figures that can be explained: those of ``totals``, its statuses, and the lists beside."""

OF_THE_NEED = frozenset({"funding", "year"})
"""Groupings whose tables count the markers that need a road, and no others."""

_USUAL = ("need_road", "road_status")
_ASPECTS = {
    "by_contributions": (*_USUAL, "funding"),
    "built_damaged": (*_USUAL, "road_condition"),
    "report_at_once": ("marker_condition",),
    "conflicts": (),
    **dict.fromkeys(_BY_LAST_SEEN, ("last_seen",)),
    "condition": ("marker_condition",),
    "funding": (*_USUAL, "funding"),
    "commune": (*_USUAL, "commune"),
    "district": (*_USUAL, "commune"),
    "post": (*_USUAL, "post"),
}
"""What a marker is shown by, where that is not `_USUAL`; a disagreement by what is disputed."""


def explain(
    inputs: CoverageInputs,
    observations: Iterable[Observation],
    decisions: Iterable[Decision],
    asked: Sequence[str],
    *,
    known_at: str | None,
    stretch_km: float = 10.0,
) -> dict[str, Any]:
    """Return the document ``mocgioi.explain/1``: the markers behind what is asked, with evidence.

    Args:
        inputs: what is counted, its states folded over every aspect.
        observations, decisions: all there are.
        asked: figures (`FIGURES`) and groups (``commune=06004``, by code or name;
            ``commune=``: what could not be placed; ``condition=minor_damage``,
            ``measured=isolated``); a marker has to be of all of them.
        known_at: the instant of knowledge asked for, None = everything.
        stretch_km: length of the stretches of ``stretch=0-10``.

    Raises:
        UsageError: no such figure or group.
    """
    facts = marker_facts(inputs)
    tests = [
        _group(one, facts, inputs, stretch_km) if "=" in one else _figure(one, inputs)
        for one in asked
    ]
    members = [one for one in facts if all(test(one) for test in tests)]
    grounds = Grounds.of(inputs, observations, decisions, known_at)
    shown = [a for one in asked for a in _ASPECTS.get(one.partition("=")[0], _USUAL)]
    return {
        "schema": EXPLAIN_SCHEMA,
        "as_of": inputs.as_of,
        "known_at": inputs.known_at,
        "illustrative": any(one.illustrative for one in members),
        "asked": list(asked),
        "count": len(members),
        "cases": sum(len(one.disagreements) for one in members),
        "overdue_after_days": OVERDUE_AFTER_DAYS,
        "markers": [
            {
                "number": one.number,
                "commune": one.commune,
                "post": one.post,
                "counts": one.counts,
                "measured": one.measured,
                "values": [
                    grounds.value(one, aspect)
                    for aspect in dict.fromkeys(
                        [*shown, *(d.aspect for d in one.disagreements if "conflicts" in asked)]
                    )
                ],
            }
            for one in members
        ],
    }


def _figure(name: str, inputs: CoverageInputs) -> _Test:
    if name in _MEMBERS:
        return _MEMBERS[name]
    if name in _BY_LAST_SEEN:
        is_meant = _BY_LAST_SEEN[name]
        return lambda one: is_meant(last_seen(inputs.states[one.number]), inputs.as_of)
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
    """Return who is of a group, named by its code or its name; no name: who is of none."""
    by, _, wanted = asked.partition("=")
    wanted = wanted.strip()
    if by == "measured" and wanted in MEASURED:
        return lambda one: one.counts and one.measured == wanted
    if by == "condition":
        return _condition(asked, wanted)
    if by not in GROUPINGS:
        groupings = ", ".join((*GROUPINGS, "condition", *(f"measured={code}" for code in MEASURED)))
        raise UsageError(
            f"Không có cách nhóm «{asked}». Chọn một trong: {groupings}.",
            f"There is no grouping “{asked}”. Choose one of: {groupings}.",
        )
    names, place = placements(facts, inputs, by, stretch_km=stretch_km)
    code = _code(asked, wanted, names, map(place, facts)) if wanted else None
    return lambda one: place(one) == code and (one.counts or by not in OF_THE_NEED)


def _code(asked: str, wanted: str, named: Mapping[str, str], met: Iterable[str | None]) -> str:
    """Return the code that is wanted; what markers name and no register does is its own name."""
    names = {**named, **{code: code for code in met if code is not None and code not in named}}
    codes = [code for code in names if wanted == code] or [
        code for code, name in names.items() if fold(name) == fold(wanted)
    ]
    if len(codes) != 1:
        raise _no_group(asked, names)
    return codes[0]


def _condition(asked: str, wanted: str) -> _Test:
    code = code_of("marker_condition", wanted)
    if code is None and wanted not in ("", "not_reported"):
        terms = CODE_LISTS["marker_condition"].values()
        raise _no_group(asked, {term.code: term.label.vi for term in terms})
    return lambda one: one.marker_condition == code


def _no_group(asked: str, names: Mapping[str, str]) -> UsageError:
    listed = ", ".join(code if name == code else f"{code} ({name})" for code, name in names.items())
    return UsageError(
        f"Không có nhóm «{asked}». Có: {listed[:600]}.",
        f"There is no group “{asked}”. There are: {listed[:600]}.",
    )
