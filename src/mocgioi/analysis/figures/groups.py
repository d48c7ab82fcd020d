"""Markers counted in groups: by commune, post, district, funding, stretch, year or marker.

Every marker is in exactly one group of a grouping, so groups add up to the totals. What
cannot be placed is a group with ``code: null``, the last of its grouping.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from mocgioi.analysis.figures.coverage_facts import Alike, CoverageInputs, MarkerFacts
from mocgioi.analysis.figures.evidence import evidence_of
from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.counting import GROUPINGS, NOT_REPORTED, PLACES, STATUS_ORDER, is_told
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.vocabulary import label
from mocgioi.errors import UsageError
from mocgioi.typed import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from mocgioi.documents.coverage import CompletionYear, Group, Totals

SHORTEST_STRETCH_KM, LONGEST_STRETCH_KM = 0.1, 1000

Members = dict[str | None, list[Alike]]
Placement = Callable[[MarkerFacts], str | None]


def percent_of(part: int, whole: int) -> float | None:
    """Return `part` of `whole` in per cent, one decimal, half up; None when `whole` is 0.

    >>> percent_of(223, 459), percent_of(1, 2000), percent_of(0, 0)
    (48.6, 0.1, None)
    """
    return (part * 2000 + whole) // (2 * whole) / 10 if whole else None


def tally(members: Iterable[Alike]) -> Totals:
    """Return the counts of a set of markers, keyed as the report's ``totals``.

    Where roads are needed and none was reported, nothing is known of them: null, not 0.
    """
    markers = needing = built = by_contributions = built_damaged = in_period = 0
    by_status = dict.fromkeys(STATUS_ORDER, 0)
    for facts, numbers in members:
        count = len(numbers)
        markers += count
        if not facts.counts:
            continue
        needing += count
        by_status[facts.status] += count
        if facts.built:
            built += count
            by_contributions += count * (facts.funding == "contributions")
            built_damaged += count * facts.damaged
            in_period += count * facts.in_period
    known = is_told(needing, by_status[NOT_REPORTED])
    counted = {
        code: count if known or code == NOT_REPORTED else None for code, count in by_status.items()
    }
    return {
        "markers": markers,
        "markers_needing_road": needing,
        "road_built": built if known else None,
        "percent": percent_of(built, needing) if known else None,
        "by_contributions": by_contributions if known else None,
        "built_damaged": built_damaged if known else None,
        "in_period": in_period if known else None,
        "by_status": counted,
    }


def groups_of(
    members: Sequence[Alike], inputs: CoverageInputs, by: str, *, stretch_km: float
) -> list[Group]:
    """Return the groups of one grouping, in the order of the border (years: of time).

    Communes and posts of the register are listed even when no marker is in them. Funding
    and year group built roads; markers without one are in the group without a code.

    Raises:
        UsageError: no such grouping, or stretches shorter than 100 m or longer than 1,000 km.
    """
    match by:
        case "commune":
            return _communes(members, inputs)
        case "post":
            return _posts(members, inputs)
        case "district":
            return _districts(members, inputs)
        case "funding":
            return _fundings(members)
        case "stretch":
            return _stretches(members, stretch_km)
        case "year":
            return _years(members)
        case "marker":
            return [_marker(alike, inputs) for alike in members]
    raise UsageError(
        f"Không có cách nhóm «{by}». Chọn một trong: {', '.join(GROUPINGS)}.",
        f"There is no grouping “{by}”. Choose one of: {', '.join(GROUPINGS)}.",
    )


def placements(
    facts: Sequence[MarkerFacts], inputs: CoverageInputs, by: str, *, stretch_km: float
) -> tuple[dict[str, str], Placement]:
    """Return the groups of a grouping, name by code, and what places a marker in one."""
    match by:
        case "commune":
            return _commune_names(inputs), lambda marker: marker.commune
        case "post":
            return dict(inputs.posts), lambda marker: marker.post
        case "district":
            return _district_placement(inputs)
        case "funding":
            place: Placement = _funding
        case "stretch":
            spans, place = _stretch_placement(facts, stretch_km)
            return {code: code for code in spans}, place
        case "year":
            place = _year
        case _:
            place = _number
    met = dict.fromkeys(code for marker in facts if (code := place(marker)) is not None)
    return {code: label("funding", code, "vi") if by == "funding" else code for code in met}, place


def _gather(listed: Iterable[Alike], placement: Placement, known: Iterable[str] = ()) -> Members:
    """Return markers by code: codes known beforehand first, None last and only if needed."""
    members: Members = {code: [] for code in known}
    for alike in listed:
        members.setdefault(placement(alike.facts), []).append(alike)
    if None in members:
        members[None] = members.pop(None)
    return members


def _group(by: str, code: str | None, name: str | None, members: Sequence[Alike]) -> Group:
    totals = tally(members)
    group: Group = {
        "by": by,
        "code": code,
        "name": name,
        "markers": totals["markers"],
        "markers_needing_road": totals["markers_needing_road"],
        "road_built": totals["road_built"],
        "percent": totals["percent"],
        "by_contributions": totals["by_contributions"],
        "built_damaged": totals["built_damaged"],
        "in_period": totals["in_period"],
        "by_status": totals["by_status"],
        "report_at_once": sum(len(numbers) for facts, numbers in members if facts.report_at_once),
        "conflicts": sum(len(facts.disagreements) for facts, _ in members),
    }
    if code is None and by in PLACES:
        unplaced = [number for _, numbers in members for number in numbers]
        group["unplaced"] = sorted(unplaced, key=MarkerNumber.parse)
    return group


def _names(codes: Iterable[str | None], names: Mapping[str, str]) -> list[str]:
    """Return the names of the codes met, in the order of `names`, unknown codes last."""
    met = {code for code in codes if code}
    known = [name for code, name in names.items() if code in met]
    return known + sorted(met.difference(names))


def _commune_names(inputs: CoverageInputs) -> dict[str, str]:
    return {code: commune.name for code, commune in inputs.communes.items()}


def _communes(listed: Sequence[Alike], inputs: CoverageInputs) -> list[Group]:
    names = _commune_names(inputs)
    groups = []
    for code, members in _gather(listed, lambda marker: marker.commune, names).items():
        group = _group("commune", code, names.get(code or ""), members)
        commune = inputs.communes.get(code or "")
        group["district"] = commune.district if commune else None
        group["posts"] = _names((facts.post for facts, _ in members), inputs.posts)
        groups.append(group)
    return groups


def _posts(listed: Sequence[Alike], inputs: CoverageInputs) -> list[Group]:
    communes = _commune_names(inputs)
    groups = []
    for code, members in _gather(listed, lambda marker: marker.post, inputs.posts).items():
        group = _group("post", code, inputs.posts.get(code or ""), members)
        group["communes"] = _names((facts.commune for facts, _ in members), communes)
        groups.append(group)
    return groups


def _districts(listed: Sequence[Alike], inputs: CoverageInputs) -> list[Group]:
    known, place = _district_placement(inputs)
    communes = _commune_names(inputs)
    gathered = _gather(listed, place, known)
    groups = []
    for code, members in gathered.items():
        group = _group("district", code, code, members)
        group["communes"] = _names((facts.commune for facts, _ in members), communes)
        groups.append(group)
    return groups


def _district_placement(inputs: CoverageInputs) -> tuple[dict[str, str], Placement]:
    district_of = {code: commune.district for code, commune in inputs.communes.items()}
    known = {district: district for district in district_of.values() if district}
    return known, lambda marker: district_of.get(marker.commune or "") or None


def _fundings(listed: Sequence[Alike]) -> list[Group]:
    gathered = _gather(listed, _funding)
    sizes = {code: sum(len(of.numbers) for of in members) for code, members in gathered.items()}
    in_order = sorted(gathered, key=lambda code: (code is None, -sizes[code], code or ""))
    return _shares(
        _group("funding", code, label("funding", code, "vi") if code else None, gathered[code])
        for code in in_order
    )


def _years(listed: Sequence[Alike]) -> list[Group]:
    gathered = _gather(listed, _year)
    groups = []
    for code in sorted(gathered, key=lambda code: code or "9999"):
        group = _group("year", code, code, gathered[code])
        group["completed"] = _completion_years(gathered[code])
        groups.append(group)
    return _shares(groups)


def _funding(marker: MarkerFacts) -> str | None:
    return marker.funding


def _number(marker: MarkerFacts) -> str | None:
    return marker.number


def _year(marker: MarkerFacts) -> str | None:
    return (marker.since or "")[:4] or None if marker.built else None


def _shares(groups: Iterable[Group]) -> list[Group]:
    """Add ``share``: a group's built roads in per cent of all built roads."""
    listed = list(groups)
    all_built = sum(group["road_built"] or 0 for group in listed)
    for group in listed:
        group["share"] = percent_of(group["road_built"] or 0, all_built)
    return listed


def _completion_years(members: Iterable[Alike]) -> list[CompletionYear]:
    """Count markers by the year the papers of their road give for its completion."""
    counts: dict[str, int] = {}
    for facts, numbers in members:
        if facts.counts and facts.built:
            year = (facts.completed_on or "")[:4]
            counts[year] = counts.get(year, 0) + len(numbers)
    return [
        {"year": year or None, "markers": counts[year]}
        for year in sorted(counts, key=lambda year: year or "9999")
    ]


def _stretches(listed: Sequence[Alike], stretch_km: float) -> list[Group]:
    """Group along the line; an empty stretch between others is listed too."""
    span_of, place = _stretch_placement([alike.facts for alike in listed], stretch_km)
    groups = []
    for code, members in _gather(listed, place, span_of).items():
        group = _group("stretch", code, f"km {code.replace('-', '–')}" if code else None, members)
        group["km_from"], group["km_to"] = span_of[code] if code else (None, None)
        groups.append(group)
    return groups


def _stretch_placement(
    facts: Sequence[MarkerFacts], stretch_km: float
) -> tuple[dict[str, tuple[float, float]], Placement]:
    if not SHORTEST_STRETCH_KM <= stretch_km <= LONGEST_STRETCH_KM:
        raise UsageError(
            f"Đoạn biên giới phải dài từ 0,1 đến {LONGEST_STRETCH_KM} km.",
            f"A stretch must be from 0.1 to {LONGEST_STRETCH_KM} km long.",
        )
    indices = {
        marker.number: int(marker.border_km // stretch_km)
        for marker in facts
        if marker.border_km is not None
    }
    last = max(indices.values(), default=-1)
    spans = [(index * stretch_km, (index + 1) * stretch_km) for index in range(last + 1)]
    codes = [f"{km_from:g}-{km_to:g}" for km_from, km_to in spans]

    def placement(marker: MarkerFacts) -> str | None:
        index = indices.get(marker.number)
        return None if index is None else codes[index]

    return dict(zip(codes, spans, strict=True)), placement


def _marker(alone: Alike, inputs: CoverageInputs) -> Group:
    """Return one marker as a group; every surveyed aspect has its value under its code."""
    marker = alone.facts
    commune = inputs.communes.get(marker.commune or "")
    state = inputs.states[marker.number]
    group: Group = {
        **_group("marker", marker.number, marker.number, [alone]),
        "needs_road": marker.needs_road,
        "road_status": marker.status,
        "since": marker.since,
        "road_condition": marker.road_condition,
        "marker_condition": marker.marker_condition,
        "commune": marker.commune,
        "commune_name": commune.name if commune else None,
        "post": marker.post,
        "post_name": inputs.posts.get(marker.post or ""),
        "border_km": marker.border_km,
        "measured": marker.measured if inputs.measured_current else None,
        "funding": marker.funding,
        "completed_on": marker.completed_on,
        "evidence": evidence_of(marker.evidence, inputs.files),
        "contested": sorted({d.aspect for d in marker.disagreements}),
    }
    surveyed = {code: state.value(code) for code in SURVEYED if code not in group}
    return cast("Group", {**group, **surveyed})
