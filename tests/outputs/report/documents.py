"""Documents to render: an ordinary one, and one whose names are hostile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mocgioi.analysis.figures.conference import ConferenceInputs, PreviousReport, conference
from mocgioi.analysis.figures.coverage import CommuneName
from mocgioi.analysis.figures.defence import defend
from mocgioi.domain.counting import GROUPINGS
from mocgioi.domain.observation import fold_markers
from mocgioi.domain.projects import Contribution, Project
from mocgioi.domain.publication import Publication, ReportedMarker
from tests.analysis.coverage_world import RECORDED_AT, World, border_of_six, conference_figure

HOSTILE = "=1+1|</td><script>alert('x')</script>\n`${y}` [a](b) <b>\"&\u202e\x1b[2J"


def ordinary(by: Sequence[str] = ("commune",)) -> Any:
    """Return the document of the six markers, made up, agreeing with what was published."""
    world = border_of_six()
    world.road("1118", "under_construction", "2023-11-01", illustrative=True)
    world.marker("1121", commune="06541", post="ba-son", need="no", illustrative=True)
    return world.count(
        by=by,
        known_at="2024-03-01T17:30:00.000Z",
        last_recorded_at=RECORDED_AT,
        measured={"1116": "reached", "1117": "near", "1117/1": "unknown", "1118": "reached"},
        published=[conference_figure()],
        files={"b1": "phieu.xlsx"},
    )


def hostile() -> Any:
    """Return a document in which every text from outside is an attack."""
    world = World()
    world.marker("1116", commune="c", post="p")
    world.road("1116", batch="b", row=1, observer=HOSTILE)
    world.road("1116", "none", "2023-06-01")
    return world.count(
        by=GROUPINGS,
        communes={"c": CommuneName(HOSTILE, HOSTILE)},
        posts={"p": HOSTILE},
        files={"b": HOSTILE},
        published=[conference_figure(words=HOSTILE, source=HOSTILE)],
    )


def full(world: World | None = None, **more: Any) -> Any:
    """Return the full report of the six markers, compared with the end of 2022.

    They are as known at `RECORDED_AT`; the store may have been written later.
    """
    world = world or border_of_six()
    name = more.pop("name", "Quốc Khánh")
    world.line("1117/1", funding="scheme", length_m=300.5, cost_vnd=200_000_000, name=name)
    then = fold_markers(world.observations, world.decisions, as_of="2022-12-31")
    inputs = ConferenceInputs(
        counted=world.inputs(
            **{
                "known_at": RECORDED_AT,
                "last_recorded_at": RECORDED_AT,
                "published": [conference_figure()],
                "files": {"b1": "phieu.xlsx"},
                **more,
            }
        ),
        projects=[Project("p", name, ("1118",), funding="scheme", started_on="2023-10-01")],
        contributions=[
            Contribution("Đoàn thanh niên", "money", "p", amount_vnd=5_000_000),
            Contribution("Ân nhân", "labour", "p", working_days=12.5, source=name),
        ],
        previous=PreviousReport("2022-12-31", then, "eve", name),
    )
    publication = Publication(
        name, "2022-12-31", "2023-01-01T00:00:00.000Z", 6, 4, 0, recorded_at=RECORDED_AT, uuid="p"
    )
    reported = {
        number: ReportedMarker(
            number, s.value("need_road"), None, s.value("commune"), s.value("post")
        )
        for number, s in then.items()
    }
    files = inputs.counted.files
    held = defend(publication, reported, then, world.observations, world.decisions, files, {})
    return {
        **conference(inputs),
        "publications": [held],
        "locator": {
            "communes": [
                {"code": "06184", "name": name, "longitude": 106.7, "latitude": 22.0, "rings": []}
            ],
            "boundary": [[[106.5, 22.3], [107.2, 21.6]]],
        },
        "remaining": None,
        "programme": None,
    }


def changed(document: Any, **keys: Any) -> Any:
    """Return a document with other values under some of its keys."""
    return {**document, **keys}
