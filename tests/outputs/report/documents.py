"""Documents to render: an ordinary one, and one whose names are hostile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mocgioi.analysis.coverage import GROUPINGS, CommuneName
from tests.analysis.coverage_world import RECORDED_AT, World, border_of_six, conference_figure

HOSTILE = "=1+1|</td><script>alert('x')</script>\n`${y}` [a](b) <b>\"&\u202e\x1b[2J"


def ordinary(by: Sequence[str] = ("commune",)) -> dict[str, Any]:
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


def hostile() -> dict[str, Any]:
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
