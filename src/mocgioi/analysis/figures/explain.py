"""Which markers stand behind a figure or a group, and what each of them rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from mocgioi.analysis.figures.coverage_facts import CoverageInputs, MarkerFacts, marker_facts
from mocgioi.analysis.figures.grounds import Grounds
from mocgioi.analysis.figures.groups import placements
from mocgioi.analysis.figures.inspections import is_overdue, last_seen
from mocgioi.domain.counting import (
    ADDITIONS,
    DEFAULTS,
    GROUPINGS,
    MEASURED,
    NOT_BUILT,
    NOT_REPORTED,
    STATUS_ORDER,
    Addition,
)
from mocgioi.domain.decision import Decision
from mocgioi.domain.places import fold
from mocgioi.domain.vocabulary import CODE_LISTS, code_of
from mocgioi.errors import UsageError

if TYPE_CHECKING:
    from mocgioi.documents.explain import Explanation

EXPLAIN_SCHEMA: Final = "mocgioi.explain/1"

_Test = Callable[[MarkerFacts], bool]


def _came(kind: Addition) -> _Test:
    return lambda marker: marker.addition == kind


_MEMBERS: Mapping[str, _Test] = {
    "markers": lambda marker: True,
    "markers_needing_road": lambda marker: marker.counts,
    "road_built": lambda marker: marker.counts and marker.built,
    "by_contributions": lambda marker: (
        marker.counts and marker.built and marker.funding == "contributions"
    ),
    "built_damaged": lambda marker: marker.counts and marker.built and marker.damaged,
    "in_period": lambda marker: marker.in_period,
    **{kind: _came(kind) for kind in ADDITIONS},
    "lost": lambda marker: marker.lost,
    "need_withdrawn": lambda marker: marker.need_withdrawn is not None,
    "built_on_paper_only": lambda marker: marker.built_on_paper_only,
    "road_contested": lambda marker: marker.road_contested,
    "report_at_once": lambda marker: marker.report_at_once,
    "conflicts": lambda marker: bool(marker.disagreements),
    "outside_need": lambda marker: not marker.counts,
    "need_not_recorded": lambda marker: marker.needs_road is None,
    "declared_only": lambda marker: marker.declared_only,
    "measured_only": lambda marker: marker.measured_only,
}

_BY_LAST_SEEN: Mapping[str, Callable[[str | None, str], bool]] = {
    "overdue": lambda seen, as_of: is_overdue(seen, as_of, DEFAULTS.overdue_after_days),
    "never_inspected": lambda seen, as_of: seen is None,
}

FIGURES = (*_MEMBERS, *_BY_LAST_SEEN, *NOT_BUILT)
"""Figures that can be explained: those of ``totals`` and ``period``, the statuses, and the lists
beside. Markers that are no more in the register are behind none."""

OF_THE_NEED = frozenset({"funding", "year"})
"""Groupings whose tables count the markers that need a road, and no others."""

_USUAL = ("need_road", "road_status")
_OF_PERIOD = (*_USUAL, "road_completed_on")
_ASPECTS = {
    "by_contributions": (*_USUAL, "funding"),
    "built_damaged": (*_USUAL, "road_condition"),
    **dict.fromkeys(("in_period", *ADDITIONS, "built_on_paper_only"), _OF_PERIOD),
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
    decisions: Iterable[Decision],
    asked: Sequence[str],
    *,
    known_at: int | None,
    stretch_km: float = DEFAULTS.stretch_km,
) -> Explanation:
    """Return the document ``mocgioi.explain/1``: the markers behind what is asked, with evidence.

    Args:
        inputs: what is counted, its states folded over every aspect.
        decisions: all there are.
        asked: figures (`FIGURES`) and groups (``commune=06004``, by code or name;
            ``commune=``: what could not be placed; ``condition=minor_damage``,
            ``measured=isolated``); a marker has to be of all of them.
        known_at: number of the last commit known, None = everything.
        stretch_km: length of the stretches of ``stretch=0-10``.

    Raises:
        UsageError: no such figure or group.
    """
    facts = marker_facts(inputs)
    tests = [
        _group(question, facts, inputs, stretch_km)
        if "=" in question
        else _figure(question, inputs)
        for question in asked
    ]
    members = [marker for marker in facts if all(test(marker) for test in tests)]
    grounds = Grounds.of(inputs, decisions, known_at)
    shown = [
        aspect for question in asked for aspect in _ASPECTS.get(question.partition("=")[0], _USUAL)
    ]
    return {
        "schema": EXPLAIN_SCHEMA,
        "as_of": inputs.as_of,
        "known_at": inputs.known_at,
        "head": inputs.head,
        "period": {"from": inputs.counted_period.first, "to": inputs.counted_period.last},
        "illustrative": any(marker.illustrative for marker in members),
        "asked": list(asked),
        "count": len(members),
        "cases": sum(len(marker.disagreements) for marker in members),
        "overdue_after_days": DEFAULTS.overdue_after_days,
        "markers": [
            {
                "number": marker.number,
                "commune": marker.commune,
                "post": marker.post,
                "counts": marker.counts,
                "measured": marker.measured,
                "values": [
                    grounds.value(marker, aspect)
                    for aspect in dict.fromkeys(
                        [*shown, *(d.aspect for d in marker.disagreements if "conflicts" in asked)]
                    )
                ],
            }
            for marker in members
        ],
    }


def _figure(name: str, inputs: CoverageInputs) -> _Test:
    if name in _MEMBERS:
        return _MEMBERS[name]
    if name in _BY_LAST_SEEN:
        is_meant = _BY_LAST_SEEN[name]
        return lambda marker: (
            marker.counts and is_meant(last_seen(inputs.states[marker.number]), inputs.as_of)
        )
    if name in STATUS_ORDER:
        return lambda marker: marker.counts and marker.status == name
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
        return lambda marker: marker.counts and marker.measured == wanted
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
    return lambda marker: place(marker) == code and (marker.counts or by not in OF_THE_NEED)


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
    if code is None and wanted not in ("", NOT_REPORTED):
        terms = CODE_LISTS["marker_condition"].values()
        raise _no_group(asked, {term.code: term.label.vi for term in terms})
    return lambda marker: marker.marker_condition == code


def _no_group(asked: str, names: Mapping[str, str]) -> UsageError:
    listed = ", ".join(code if name == code else f"{code} ({name})" for code, name in names.items())
    return UsageError(
        f"Không có nhóm «{asked}». Có: {listed[:600]}.",
        f"There is no group “{asked}”. There are: {listed[:600]}.",
    )
