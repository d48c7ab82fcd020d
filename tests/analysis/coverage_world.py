"""A handful of markers, built from observations through the fold, to count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mocgioi.analysis.figures.coverage import CommuneName, CoverageInputs, coverage
from mocgioi.documents.coverage import Counted
from mocgioi.domain.alarms import ASPECTS_OF_ALARMS, observed_alarms
from mocgioi.domain.cases import Case, cases
from mocgioi.domain.courses import COUNTED, courses
from mocgioi.domain.decision import Decision, latest_verdicts
from mocgioi.domain.observation import Observation, fold_markers
from mocgioi.domain.register import PublishedFigure, Road
from tests.commits import number as commit_of

RECORDED_AT = "2024-01-05T03:00:00.000Z"

COMMUNES = {
    "06184": CommuneName("Đồng Đăng", "Cao Lộc"),
    "06196": CommuneName("Ba Sơn", "Cao Lộc"),
    "06541": CommuneName("Mẫu Sơn", "Lộc Bình"),
}
POSTS = {"bao-lam": "Bảo Lâm", "ba-son": "Ba Sơn"}


def decision(
    uuid: str,
    observation: str,
    verdict: str,
    at: str,
    by: str | None = None,
    why: str | None = None,
) -> Decision:
    """Return a decision of the commit of its instant."""
    return Decision(uuid, observation, verdict, at, by, why, commit=commit_of(at))


class World:
    """Observations gathered one by one, folded when counted."""

    def __init__(self) -> None:
        self.observations: list[Observation] = []
        self.decisions: list[Decision] = []
        self.roads: list[Road] = []
        self.border_km: dict[str, float | None] = {}

    def observe(
        self, number: str, aspect: str, value: str, day: str | None = None, **more: Any
    ) -> Observation:
        """Add one observation."""
        more.setdefault("recorded_at", RECORDED_AT)
        uuid = f"o{len(self.observations) + 1}"
        more.setdefault("commit", commit_of(more["recorded_at"]))
        seen = Observation(uuid, number, aspect, value, day, **more)
        self.observations.append(seen)
        return seen

    def marker(
        self,
        number: str,
        *,
        need: str | None = "yes",
        commune: str | None = "06184",
        post: str | None = "bao-lam",
        km: float | None = None,
        illustrative: bool = False,
    ) -> None:
        """Add a marker as a register names it."""
        self.observe(number, "existence", "yes", illustrative=illustrative)
        for aspect, value in (("need_road", need), ("commune", commune), ("post", post)):
            if value is not None:
                self.observe(number, aspect, value)
        self.border_km[number] = km

    def road(
        self,
        number: str,
        status: str = "built",
        day: str | None = "2023-05-04",
        funding: str | None = None,
        **more: Any,
    ) -> Observation:
        """Add a report of a marker's road, and of who paid for it."""
        if funding is not None:
            self.funding(number, funding, day, **more)
        return self.observe(number, "road_status", status, day, **more)

    def funding(
        self, number: str, code: str, day: str | None = "2023-05-04", **more: Any
    ) -> Observation:
        """Add a report of who paid for a marker's road."""
        return self.observe(number, "funding", code, day, **more)

    def line(self, *serves: str, **more: Any) -> None:
        """Add a built road that serves the markers named."""
        self.roads.append(Road(geometry=b"", serves=serves, **{"status": "built", **more}))

    def inputs(self, as_of: str = "2023-12-31", **more: Any) -> CoverageInputs:
        """Fold, and return what `coverage` counts."""
        known_at = commit_of(more["known_at"]) if more.get("known_at") else None
        states = fold_markers(self.observations, self.decisions, as_of=as_of, known_at=known_at)
        defaults = {
            "communes": COMMUNES,
            "posts": POSTS,
            "border_km": self.border_km,
            "roads": self.roads,
            "courses": courses(
                self.observations, self.decisions, COUNTED, as_of=as_of, known_at=known_at
            ),
            "cases": self.cases(as_of, known_at),
        }
        return CoverageInputs(states=states, as_of=as_of, **{**defaults, **more})

    def cases(self, as_of: str, known_at: int | None = None) -> list[Case]:
        """Return the cases that what was observed opens; nothing was done about any."""
        verdicts = latest_verdicts(self.decisions, known_at)
        observed = [o for o in self.observations if o.aspect in ASPECTS_OF_ALARMS]
        alarms = observed_alarms(observed, verdicts, as_of=as_of, known_at=known_at)
        return cases(alarms, (), sound={}, as_of=as_of, known_at=known_at)

    def count(
        self,
        as_of: str = "2023-12-31",
        by: Sequence[str] = (),
        stretch_km: float = 10.0,
        **more: Any,
    ) -> Counted:
        """Fold, count, and return the document."""
        return coverage(self.inputs(as_of, **more), by=by, stretch_km=stretch_km)


def conference_figure(**more: Any) -> PublishedFigure:
    """Return a figure as the conference on 2023 published it, for three markers of four."""
    return PublishedFigure(
        **{
            "measure": "markers_with_road",
            "value": 3,
            "denominator": 4,
            "as_of": "2023-12-31",
            "as_of_inferred": True,
            "funding": "contributions",
            "words": "Đến nay, đã có 3/4 cột mốc",
            "source": "Hội nghị",
            **more,
        }
    )


def border_of_six() -> World:
    """Return six markers: four need a road, three have one; a little of everything.

    1116 built, 1117 built and damaged, 1117/1 built by scheme, 1118 under construction,
    1119 needs none, 1120 built outside the need; 1118's condition is missing. 1117 and 1117/1
    were first reported not built.
    """
    world = World()
    world.marker("1116", km=91.25)
    world.marker("1117", km=91.6)
    world.marker("1117/1", commune="06196", post="ba-son", km=120.5)
    world.marker("1118", commune="06196", post="ba-son", km=121.0)
    world.marker("1119", need="no", commune=None, post=None)
    world.marker("1120", need="no", commune="06196", post="ba-son", km=131.0)
    world.road("1116", day="2022-03-01", funding="contributions", batch="b1", row=17)
    world.road("1117", funding="contributions", batch="b1", row=18, observer="Lý A Páo")
    world.observe("1117", "road_condition", "damaged", "2023-09-10")
    world.road("1117/1", day="2023-11-30", funding="scheme")
    world.road("1118", "under_construction", "2023-10-01")
    world.road("1120", day="2023-10-01")
    world.observe("1118", "marker_condition", "missing", "2023-10-01")
    world.road("1117", "none", "2022-03-01")
    world.road("1117/1", "none", "2022-03-01")
    world.road("1116", "none", "2023-12-01")
    return world
