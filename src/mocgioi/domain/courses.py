"""Courses: what the fold gives for every day, in one pass.

Days are settled one after the other (*State 4*), so that the state of each day is met on the way to
that of the last one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from mocgioi.domain.decision import Decision, latest_verdicts
from mocgioi.domain.observation import Observation, settled_by_day, standing_of

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
