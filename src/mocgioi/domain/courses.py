"""Courses: what the fold gives for every day, in one pass.

Days are settled one after the other (*State 4*), so that the state of each day is met on the way to
that of the last one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from mocgioi.domain.counting import counts_as_built, is_needed
from mocgioi.domain.decision import Decision, latest_verdicts
from mocgioi.domain.observation import Observation, settled_by_day, standing_of
from mocgioi.records import NamedTuple

Course = list[tuple[str, str]]
"""Values that counted one after the other, each with the ISO day since which it did; an empty day
is the beginning."""


def courses(
    observations: Iterable[Observation],
    decisions: Iterable[Decision],
    aspects: Collection[str],
    *,
    as_of: str | None = None,
    known_at: int | None = None,
) -> dict[str, dict[str, Course]]:
    """Return what `fold_subjects` gives for every day up to `as_of`, by subject and aspect.

    The value of a day is the last one of the course that is not after it; before the first there
    was none.

    Args:
        aspects: whose courses; none that speaks of the run of another (`Aspect.during`).
    """
    verdicts = latest_verdicts(decisions, known_at)
    wanted = (o for o in observations if o.aspect in aspects)
    entries: dict[str, dict[str, list[Observation]]] = {}
    for observation in standing_of(wanted, verdicts, as_of, known_at):
        of_subject = entries.setdefault(observation.subject, {})
        of_subject.setdefault(observation.aspect, []).append(observation)
    return {
        subject: {aspect: _course(standing, verdicts) for aspect, standing in of_subject.items()}
        for subject, of_subject in entries.items()
    }


def _course(standing: list[Observation], verdicts: Mapping[str, Decision]) -> Course:
    first = standing[0]
    if len(standing) == 1 and first.uuid not in verdicts:
        return [(first.observed_on or "", first.value)]
    course: Course = []
    for state, _ in settled_by_day(standing, verdicts):
        if state.value is not None and (not course or course[-1][1] != state.value):
            course.append((state.since or "", state.value))
    return course


def said_on(course: Course, day: str) -> tuple[str, str] | None:
    """Return the value of a day with the day since which it stands; None: there was none."""
    return next((said for said in reversed(course) if said[0] <= day), None)


class Eve(NamedTuple):
    """What counted of a marker on the eve of a period, and what was the first said of its road.

    Attributes:
        need_road, road_status: None where nothing counted, or there was no such marker.
        first_on: ISO day of the first road status that counts, of whichever day; None: there
            is none, or it is from the beginning.
    """

    need_road: str | None = None
    road_status: str | None = None
    first_on: str | None = None

    @property
    def counted(self) -> bool:
        """Whether it was in the numerator."""
        return counts_as_built(self.need_road, self.road_status)

    @property
    def told(self) -> bool:
        """Whether it was in the denominator, and its road reported."""
        return is_needed(self.need_road) and self.road_status is not None


COUNTED = ("existence", "need_road", "road_status")
"""The aspects whose courses say on which days a marker counted."""


def eve_of(of_aspect: Mapping[str, Course], first_day: str) -> Eve:
    """Return the eve of a period of a marker.

    Args:
        of_aspect: its courses of `COUNTED`. first_day: ISO, of the period.
    """
    roads = of_aspect.get("road_status", [])
    first_on = roads[0][0] or None if roads else None
    existence, need_road, road_status = (
        next((value for day, value in reversed(of_aspect.get(a, [])) if day < first_day), None)
        for a in COUNTED
    )
    if existence != "yes":
        return Eve(first_on=first_on)
    return Eve(need_road, road_status, first_on)


def is_need_withdrawn(of_aspect: Mapping[str, Course]) -> bool:
    """Say whether a marker that has its road needed one, and does not any more.

    Args:
        of_aspect: its courses of `COUNTED`.
    """
    needs, roads = (of_aspect.get(aspect, []) for aspect in ("need_road", "road_status"))
    if len(needs) < 2 or not roads:
        return False
    (_, before), (day, now) = needs[-2:]
    since, status = roads[-1]
    return since < day and counts_as_built(before, status) and not is_needed(now)


def day_by_day(of_aspect: Mapping[str, Course]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the days on which an aspect of a subject changed, with what all of them say by then.

    Args:
        of_aspect: the courses of the subject, by aspect.
    """
    changes = sorted(
        (day, aspect, value) for aspect in of_aspect for day, value in of_aspect[aspect]
    )
    said: dict[str, str] = {}
    for day, of_day in groupby(changes, key=itemgetter(0)):
        said |= {aspect: value for _, aspect, value in of_day}
        yield day, said
