"""What plans set for the end of a year, beside what is counted then by the same rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from mocgioi.analysis.figures.changes import counts_as_built
from mocgioi.analysis.figures.groups import percent_of
from mocgioi.analysis.figures.progress import move
from mocgioi.domain.counting import IN_PERIOD, Period
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


class _Done:
    """How many markers had a road at the end of a day, where they stood then."""

    def __init__(
        self,
        inputs: CoverageInputs,
        states_on: StatesOn,
        completions: Mapping[str, str | None] = MappingProxyType({}),
    ) -> None:
        self._inputs = inputs
        self._states_on = states_on
        self._completions = completions
        self._known: dict[str, Counter[_Place] | None] = {}
        self._made: dict[Period, Counter[_Place]] = {}

    def on(self, day: str, place: _Place) -> int | None:
        """Return how many; None before the first data and after the report."""
        if day not in self._known:
            self._known[day] = self._built_on(day)
        built = self._known[day]
        return None if built is None else built[place]

    def within(self, year: int, place: _Place) -> int | None:
        """Return of how many the road was made within a year, up to the day of the report."""
        period = Period(f"{year}-01-01", min(f"{year}-12-31", self._inputs.as_of))
        if period.first > period.last or self.on(period.last, place) is None:
            return None
        if period not in self._made:
            self._made[period] = self._made_within(period)
        return self._made[period][place]

    def _made_within(self, period: Period) -> Counter[_Place]:
        states = self._states(period.last)
        made: Counter[_Place] = Counter()
        for number, of_aspect in self._inputs.courses.items():
            if move(period, of_aspect, self._completions.get(number)) in IN_PERIOD:
                made.update(_places(states[number]))
        return made

    def _states(self, day: str) -> Mapping[str, SubjectState]:
        return self._inputs.states if day == self._inputs.as_of else self._states_on(day)

    def _built_on(self, day: str) -> Counter[_Place] | None:
        inputs = self._inputs
        first = inputs.first_observed_on
        if day > inputs.as_of or first is None or day < first:
            return None
        built: Counter[_Place] = Counter()
        for state in self._states(day).values():
            if counts_as_built(state):
                built.update(_places(state))
        return built


def _places(state: SubjectState) -> set[_Place]:
    """Return whose targets a marker counts for: the province's, its commune's and its post's."""
    commune, post = state.value("commune"), state.value("post")
    return {_Place(None, None), _Place(commune, None), _Place(None, post)}


def targets_beside_done(
    targets: Iterable[Target],
    inputs: CoverageInputs,
    states_on: StatesOn,
    completions: Mapping[str, str | None] = MappingProxyType({}),
) -> Targets:
    """Return each target with the markers that had a road by then.

    A marker counts for the commune and post it stood in on that day. A year that is not over
    is counted as of the report, one that has not begun is not.

    Args:
        inputs: what is counted as of the report. states_on: the markers on an earlier day.
        completions: by number, the ISO day its road was finished, where that is known.
    """
    done = _Done(inputs, states_on, completions)
    rows = [
        _row(target, markers, place, inputs, done)
        for place, target, markers in _in_order(targets, inputs, done)
    ]
    for row, before in zip(rows[1:], rows, strict=False):
        is_next = (row["by"], row["code"], row["year"] - 1) == (
            *(before["by"], before["code"]),
            before["year"],
        )
        if is_next and row["added_to"] is not None and before["markers"] is not None:
            row["added_to"] = before["markers"]
    return {"rows": rows}


def totals_by_year(
    targets: Iterable[Target], inputs: CoverageInputs, states_on: StatesOn
) -> dict[str, dict[str, int]]:
    """Return how many markers are to have a road at the end of each year, by year and place.

    A place is ``all:``, ``commune:CODE`` or ``post:CODE``. Arguments as `targets_beside_done`.
    """
    totals: dict[str, dict[str, int]] = {}
    done = _Done(inputs, states_on)
    for place, target, markers in _in_order(targets, inputs, done):
        if markers is not None:
            key = f"{_kind(place)}:{place.commune or place.post or ''}"
            totals.setdefault(str(target.year), {})[key] = markers
    return totals


def _in_order(
    targets: Iterable[Target], inputs: CoverageInputs, done: _Done
) -> Iterator[tuple[_Place, Target, int | None]]:
    """Yield targets by place and year, each with its markers all told.

    Where a plan says only how many within each year, they are added to what was done before
    the first of them; None where that is not known.
    """
    by_place: dict[_Place, list[Target]] = {}
    for target in targets:
        by_place.setdefault(_Place(*target.place), []).append(target)
    for place in sorted(by_place, key=lambda place: _order(place, inputs)):
        of_place = sorted(by_place[place], key=lambda target: target.year)
        first = of_place[0]
        total = None if first.added is None else done.on(f"{first.year - 1}-12-31", place)
        for target in of_place:
            if target.markers is not None:
                total = target.markers
            elif total is not None:
                total += target.added or 0
            yield place, target, total


def _row(
    target: Target, markers: int | None, place: _Place, inputs: CoverageInputs, done: _Done
) -> TargetRow:
    has_begun = f"{target.year}-01-01" <= inputs.as_of
    built = done.on(min(f"{target.year}-12-31", inputs.as_of), place) if has_begun else None
    made = done.within(target.year, place) if target.added is not None else None
    has_both = target.added is not None and target.markers is not None
    return {
        "year": target.year,
        "by": _kind(place),
        "code": place.commune or place.post,
        "name": _name(place, inputs),
        "markers": markers,
        "is_total_stated": target.markers is not None,
        "in_year": target.added,
        "done_in_year": made,
        "percent_in_year": None if made is None else percent_of(made, target.added or 0),
        "added_to": done.on(f"{target.year - 1}-12-31", place) if has_both else None,
        "length_m": target.length_m,
        "cost_vnd": target.cost_vnd,
        "done": built,
        "percent": None if markers is None or built is None else percent_of(built, markers),
        "source": target.source,
        "illustrative": target.illustrative,
    }


def _kind(place: _Place) -> Literal["all", "commune", "post"]:
    return "commune" if place.commune else "post" if place.post else "all"


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
