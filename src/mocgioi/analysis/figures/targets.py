"""What plans set for the end of a year, beside what is counted then by the same rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.analysis.figures.changes import counts_as_built
from mocgioi.analysis.figures.groups import percent_of
from mocgioi.domain.observation import SubjectState
from mocgioi.domain.targets import Target

if TYPE_CHECKING:
    from mocgioi.analysis.figures.coverage_facts import CoverageInputs
    from mocgioi.documents.targets import TargetRow, Targets

StatesOn = Callable[[str], Mapping[str, SubjectState]]
"""Gives the markers as folded at the end of an ISO day."""


class _Place(NamedTuple):
    commune: str | None
    post: str | None


def targets_beside_done(
    targets: Iterable[Target], inputs: CoverageInputs, states_on: StatesOn
) -> Targets:
    """Return each target with the markers that had a road by then.

    A marker counts for the commune and post it stood in on that day. A year that is not over
    is counted as of the report, one that has not begun is not.

    Args:
        inputs: what is counted as of the report. states_on: the markers on an earlier day.
    """

    @cache
    def built_on(day: str) -> Counter[_Place] | None:
        first = inputs.first_observed_on
        if day > inputs.as_of or first is None or day < first:
            return None
        states = inputs.states if day == inputs.as_of else states_on(day)
        return _built_by_place(states.values())

    def done_on(day: str, place: _Place) -> int | None:
        built = built_on(day)
        return None if built is None else built[place]

    by_place: dict[_Place, list[Target]] = {}
    for target in targets:
        by_place.setdefault(_Place(*target.place), []).append(target)
    rows: list[TargetRow] = []
    for place in sorted(by_place, key=lambda place: _order(place, inputs)):
        of_place = sorted(by_place[place], key=lambda target: target.year)
        rows += _rows(of_place, place, inputs, done_on)
    return {"rows": rows}


def _built_by_place(states: Iterable[SubjectState]) -> Counter[_Place]:
    """Count the markers that need a road and have it: in all, by commune, by post."""
    built: Counter[_Place] = Counter()
    for state in states:
        if counts_as_built(state):
            commune, post = state.value("commune"), state.value("post")
            built.update({_Place(None, None), _Place(commune, None), _Place(None, post)})
    return built


def _rows(
    of_place: Sequence[Target],
    place: _Place,
    inputs: CoverageInputs,
    done_on: Callable[[str, _Place], int | None],
) -> Iterable[TargetRow]:
    """Yield the rows of one place in the order of the years."""
    before: int | None = None
    for index, target in enumerate(of_place):
        if target.added is not None and index == 0:
            before = done_on(f"{target.year - 1}-12-31", place)
        markers = target.markers
        if markers is None:
            markers = None if before is None else before + (target.added or 0)
        before = markers
        has_begun = f"{target.year}-01-01" <= inputs.as_of
        done = done_on(min(f"{target.year}-12-31", inputs.as_of), place) if has_begun else None
        yield {
            "year": target.year,
            "by": "commune" if place.commune else "post" if place.post else "all",
            "code": place.commune or place.post,
            "name": _name(place, inputs),
            "markers": markers,
            "in_year": target.added,
            "length_m": target.length_m,
            "cost_vnd": target.cost_vnd,
            "done": done,
            "percent": None if markers is None or done is None else percent_of(done, markers),
            "source": target.source,
            "illustrative": target.illustrative,
        }


def _name(place: _Place, inputs: CoverageInputs) -> str | None:
    if place.post is not None:
        return inputs.posts.get(place.post)
    commune = inputs.communes.get(place.commune or "")
    return commune.name if commune else None


def _order(place: _Place, inputs: CoverageInputs) -> tuple[int, int, str]:
    """Return where a place stands: the province, communes, posts, each in the border's order."""
    for rank, (code, known) in enumerate(
        ((place.commune, inputs.communes), (place.post, inputs.posts)), start=1
    ):
        if code is not None:
            listed = list(known)
            return rank, listed.index(code) if code in known else len(listed), code
    return 0, 0, ""
