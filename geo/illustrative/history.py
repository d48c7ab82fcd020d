"""What happened to each stand of markers, and the roads that were drawn for it.

Completion dates of roads that really exist (geo/projects.csv) are kept where they are known;
all the rest is made up, faults included.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from border import LONGEST_ROAD_M, ROAD_END_M, Border, Place, bent, branch, drawn
from layout import Stand, marker_places
from shapely import LineString, MultiPoint
from shapely.ops import substring

CONFERENCE = "status-2023"
BUILT_2023 = {
    "po-ma": 21, "binh-nghi": 30, "na-hinh": 24, "tan-thanh": 14, "huu-nghi": 5, "bao-lam": 21,
    "thanh-loa": 14, "ba-son": 40, "chi-ma": 19, "chi-lang": 19, "bac-xa": 16,
}  # fmt: skip


@dataclass(frozen=True)
class Survey:
    """A later survey: its file, its days, and how many markers it is the first to call built."""

    file: str
    first_day: date
    last_day: date
    newly_built: dict[str, int]


SURVEYS = (
    Survey("2024-01-po-ma.csv", date(2024, 1, 29), date(2024, 1, 29), {"po-ma": 22}),
    Survey("2024-12-bao-lam.geojson", date(2024, 12, 2), date(2024, 12, 13), {"bao-lam": 14}),
    Survey("2025-10-ba-son.csv", date(2025, 10, 13), date(2025, 10, 24), {"ba-son": 14}),
    Survey("2025-10-chi-ma.csv", date(2025, 10, 14), date(2025, 10, 28), {"chi-ma": 11}),
    Survey(
        "2026-10-joint.csv",
        date(2026, 10, 5),
        date(2026, 10, 23),
        {"po-ma": 2, "bao-lam": 1, "thanh-loa": 1, "binh-nghi": 5, "na-hinh": 5, "chi-lang": 4,
         "bac-xa": 4},
    ),
)  # fmt: skip
PO_MA, BAO_LAM, BA_SON, CHI_MA, JOINT = (survey.file for survey in SURVEYS)

COMPLETED = {
    "1049": date(2023, 5, 23), "1052": date(2023, 5, 8), "1145": date(2022, 10, 26),
    "1179": date(2022, 10, 14), "1184": date(2022, 10, 14), "1185": date(2022, 10, 14),
    "1230": date(2022, 9, 6), "1267": date(2022, 5, 18), "1272/1": date(2022, 5, 18),
    "1274": date(2022, 5, 18), "1275": date(2022, 5, 18), "962": date(2024, 11, 22),
    "964": date(2024, 3, 8), "1146/1": date(2025, 11, 19), "1159": date(2024, 7, 18),
    "1220/1": date(2025, 10, 10),
}  # fmt: skip
CONTESTED = "1220/1"
FAULTS = {"short": 4, "isolated": 3, "unmapped": 4}
NEVER = (("undeclared", 3), ("under_construction", 6), ("approved", 5))
JOINT_POSTS = frozenset(SURVEYS[-1].newly_built)
UNFINISHED_POSTS = JOINT_POSTS - {"po-ma"}


@dataclass
class Story:
    """A stand and its road.

    Attributes:
        first_built: the file that is the first to call it built, or "" if none does.
        fault: short, isolated, unmapped or undeclared; under_construction or approved for a
            road on its way; "" for none of these.
        path: the road from the trunk, None where none can go.
    """

    stand: Stand
    path: list[Place] | None
    first_built: str = ""
    fault: str = ""
    started_on: date | None = None
    completed_on: date | None = None
    funding: str = ""


@dataclass
class Road:
    """A drawn access road: a stem from the trunk, and arms from its fork to more stands."""

    stories: list[Story]
    stem: list[Place]
    status: str = "built"
    arms: list[list[Place]] = field(default_factory=list)

    @property
    def fork(self) -> int:
        """Which place of the stem the arms start from."""
        return len(self.stem) // 2

    @property
    def parts(self) -> list[list[Place]]:
        """The lines of the road, which share nothing but ends: a stem with arms is two lines."""
        if not self.arms:
            return [self.stem]
        return [self.stem[: self.fork + 1], self.stem[self.fork :], *self.arms]

    @property
    def length_m(self) -> float:
        """Length of all parts in metres."""
        return sum(float(LineString(part).length) for part in self.parts)


def some_day(rng: Random, first: date, last: date) -> date:
    """Return a day between two days, both included."""
    return first + timedelta(days=rng.randint(0, (last - first).days))


def _paths(border: Border, trunk: LineString, stands: list[Stand], rng: Random) -> list[Story]:
    """Return a story for each stand that needs a road; no path where it would pass others."""
    spots = [MultiPoint(marker_places(border, stand)) for stand in stands]
    stories = []
    for stand, own in zip(stands, spots, strict=True):
        if not stand.needs_road:
            continue
        path = branch(border, trunk, stand.place, rng)
        if path is not None:
            line = LineString(path)
            if any(line.distance(spot) < 45.0 for spot in spots if spot is not own):
                path = None
        stories.append(Story(stand, path))
    return stories


def _choose(stories: list[Story], file: str, post: str, count: int, rng: Random) -> None:
    """Let `file` be the first to call `count` markers of `post` built."""
    at_conference = file == CONFERENCE
    fixed = [
        s for s in stories
        if s.stand.post == post and s.stand.number in COMPLETED and s.stand.number != CONTESTED
        and (COMPLETED[s.stand.number].year <= 2023) == at_conference
        and (at_conference or file == JOINT)
    ]  # fmt: skip
    free = [
        s for s in stories
        if s.stand.post == post and s.path and not s.first_built
        and s.stand.number not in COMPLETED
    ]  # fmt: skip
    for story in [*fixed, *rng.sample(free, len(free))]:
        if count >= story.stand.banks:
            story.first_built = file
            count -= story.stand.banks
    if count or any(story.path is None for story in fixed):
        raise ValueError(f"the markers of {post} cannot be chosen with this seed")


def _date_roads(stories: list[Story], rng: Random) -> None:
    """Give every built road its dates and its money."""
    surveys = {survey.file: survey for survey in SURVEYS}
    later_money = ("scheme", "scheme", "contributions", "combined", "provincial_budget")
    for story in stories:
        days = rng.randint(12, 75)
        if not story.first_built and story.fault != "undeclared" and not _contested(story):
            continue
        if story.first_built == CONFERENCE:
            story.completed_on = some_day(rng, date(2015, 3, 1), date(2023, 11, 20))
            story.funding = "contributions"
        elif story.first_built == PO_MA:
            story.completed_on = some_day(rng, date(2024, 1, 8), date(2024, 1, 28))
            story.funding = "combined"
        elif story.first_built == BAO_LAM and rng.random() < 0.4:
            story.completed_on = some_day(rng, date(2024, 1, 22), date(2024, 2, 20))
            days, story.funding = 80, "contributions"
        else:
            seen = surveys[story.first_built or BA_SON].first_day
            story.completed_on = some_day(
                rng, date(max(2024, seen.year - 1), 3, 1), seen - timedelta(days=9)
            )
            story.funding = rng.choice(later_money)
        story.completed_on = COMPLETED.get(story.stand.number, story.completed_on)
        story.started_on = story.completed_on - timedelta(days=days)
        if story.first_built == PO_MA or story.stand.number == "964":
            story.started_on = date(2023, 12, 21)


def _contested(story: Story) -> bool:
    return story.stand.number == CONTESTED


def _spoil(stories: list[Story], stands: list[Stand], rng: Random) -> None:
    """Put the faults in, each to a single marker standing apart from its neighbours."""
    plain = [
        s for s in stories
        if s.path and s.stand.banks == 1 and s.stand.number not in COMPLETED
        and LineString(s.path).length > 400.0
        and all(o is s.stand or math.dist(o.place, s.stand.place) > 330.0 for o in stands)
    ]  # fmt: skip
    built = [s for s in plain if s.first_built == CONFERENCE]
    never = [s for s in plain if not s.first_built and s.stand.post in UNFINISHED_POSTS]
    for fault, count in FAULTS.items():
        for story in rng.sample([s for s in built if not s.fault], count):
            story.fault = fault
    for fault, count in NEVER:
        for story in rng.sample([s for s in never if not s.fault], count):
            story.fault = fault
            if fault != "undeclared":
                story.funding = "scheme"
            if fault == "under_construction":
                story.started_on = some_day(rng, date(2026, 7, 1), date(2026, 9, 20))


def tell(border: Border, trunk: LineString, stands: list[Stand], rng: Random) -> list[Story]:
    """Return the story of every stand that needs a road."""
    stories = _paths(border, trunk, stands, rng)
    for post, count in BUILT_2023.items():
        _choose(stories, CONFERENCE, post, count, rng)
    for survey in SURVEYS:
        for post, count in survey.newly_built.items():
            _choose(stories, survey.file, post, count, rng)
    _spoil(stories, stands, rng)
    _date_roads(stories, rng)
    return stories


def _arm(border: Border, road: Road, story: Story, rng: Random) -> list[Place] | None:
    """Return a second arm from the middle of a road to the next stand, if one can go there."""
    fork, place = road.stem[road.fork], story.stand.place
    share = ROAD_END_M / math.dist(fork, place)
    end = (place[0] + (fork[0] - place[0]) * share, place[1] + (fork[1] - place[1]) * share)
    arm = bent(fork, end, rng)
    length = LineString(arm).length + road.length_m
    crosses = LineString(arm).intersects(border.line)
    return None if crosses or length > LONGEST_ROAD_M else arm


def _shares(first: Story, second: Story) -> bool:
    """Whether two neighbours may be served by one road."""
    numbers = {first.stand.number, second.stand.number}
    return (
        bool(first.first_built)
        and first.first_built == second.first_built
        and not first.fault
        and not second.fault
        and not numbers & set(COMPLETED)
        and math.dist(first.stand.place, second.stand.place) < 450.0
    )


def _spoilt(story: Story, path: list[Place], rng: Random) -> list[Place]:
    """Return the path as it was drawn: stopping short, or joined to nothing."""
    line = LineString(path)
    if story.fault == "short":
        return list(substring(line, 0.0, line.length - rng.uniform(60.0, 130.0)).coords)
    if story.fault == "isolated":
        return list(substring(line, rng.uniform(120.0, 200.0), line.length).coords)
    return path


def roads(border: Border, stories: list[Story], rng: Random) -> list[Road]:
    """Return the access roads in border order."""
    made: list[Road] = []
    for story in stories:
        on_its_way = story.fault in ("under_construction", "approved")
        if story.path is None or story.fault == "unmapped":
            continue
        if not (story.completed_on or on_its_way):
            continue
        last = made[-1] if made else None
        if last and len(last.stories) < 3 and _shares(last.stories[-1], story):
            arm = _arm(border, last, story, rng) if rng.random() < 0.5 else None
            if arm:
                last.arms.append(drawn(arm))
                last.stories.append(story)
                story.started_on = last.stories[0].started_on
                story.completed_on = last.stories[0].completed_on
                story.funding = last.stories[0].funding
                continue
        status = story.fault if on_its_way else "built"
        made.append(Road([story], drawn(_spoilt(story, story.path, rng)), status))
    return made
