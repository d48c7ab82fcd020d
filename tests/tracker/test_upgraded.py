"""A store that version 4 made gives every figure as it did, at every day and knowledge.

``version_4.gpkg`` was made by that version: places, a register that changed, roads, five
surveys, two undos, a decision, a publication, a case, an edit in QGIS; ``version_4.json`` is what
it counted.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.store.handle import Store
from mocgioi.tracker import Tracker
from tests.keeping import kept_open

KEPT = Path(__file__).parents[1] / "store"
COUNTED: list[dict[str, Any]] = json.loads((KEPT / "version_4.json").read_text(encoding="utf-8"))
TOLD = (
    *("conflicts", "report_at_once", "not_reported", "outside_need", "contested", "damaged"),
    *("alarm_contested", "funding_differs"),
)
TOTALS = (
    *("markers", "markers_needing_road", "road_built", "percent"),
    *("by_contributions", "built_damaged", "by_status"),
)
DAYS = sorted({entry["as_of"] for entry in COUNTED})
KNOWN = list({entry["known_at"]: None for entry in COUNTED})


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    path = tmp_path_factory.mktemp("upgraded") / "store.gpkg"
    shutil.copy(KEPT / "version_4.gpkg", path)
    Store(path).upgrade()
    yield from kept_open(tracker.open(path))


def as_then(key: str, counts: dict[str, Any]) -> Any:
    """Return a figure as version 4 gave it, which had 0 for what nobody reported yet."""
    if key == "by_status":
        return {code: count or 0 for code, count in counts[key].items()}
    if counts[key] is None and counts["markers_needing_road"]:
        return 0.0 if key == "percent" else 0
    return counts[key]


def figures(made: Tracker, day: str, known_at: str | None) -> dict[str, Any]:
    by = ("commune", "post", "funding", "year", "marker")
    counted: dict[str, Any] = {**made.figures.coverage(by=by, as_of=day, known_at=known_at)}
    cases = made.cases.document(as_of=day, known_at=known_at, ended=True)["cases"]
    return {
        "as_of": day,
        "known_at": known_at,
        "totals": {key: as_then(key, counted["totals"]) for key in TOTALS},
        "groups": [
            [g["by"], g["code"], g["markers_needing_road"], as_then("road_built", g)]
            for g in counted["groups"]
        ],
        "publications": [
            [p["title"], p["agrees"], [m["number"] for m in p["moved"]]]
            for p in counted["publications"]
        ],
        "cases": [[c["number"], c["condition"], [s["step"] for s in c["steps"]]] for c in cases],
        "reach": made.roads.reach(as_of=day, known_at=known_at)["totals"],
        **{key: counted[key] for key in TOLD},
    }


def test_ten_days_and_ten_knowledges_are_compared_and_they_differ() -> None:
    told = {json.dumps({**entry, "as_of": "", "known_at": ""}) for entry in COUNTED}
    assert (len(DAYS), len(KNOWN), len(COUNTED)) == (10, 10, 100)
    assert len(told) >= 25


@pytest.mark.parametrize("known_at", KNOWN)
def test_every_figure_is_as_version_4_counted_it(known_at: str | None, upgraded: Tracker) -> None:
    before = [
        {**entry, "totals": {key: entry["totals"][key] for key in TOTALS}}
        for entry in COUNTED
        if entry["known_at"] == known_at
    ]
    after = [figures(upgraded, entry["as_of"], known_at) for entry in before]
    assert json.loads(json.dumps(after)) == before


def test_what_was_upgraded_is_sound_and_has_its_events_in_order(upgraded: Tracker) -> None:
    assert [finding.code for finding in upgraded.store.check()] == []
    with upgraded.store.reading() as connection:
        pairs = connection.execute(
            "SELECT DISTINCT commit_number, recorded_at FROM observations ORDER BY commit_number"
        ).fetchall()
    assert [at for _, at in pairs] == sorted(at for _, at in pairs)
    assert len({number for number, _ in pairs}) == len(pairs)


def test_the_glance_of_what_was_upgraded_is_what_the_ledger_counts(upgraded: Tracker) -> None:
    totals = upgraded.figures.coverage()["totals"]
    glance = upgraded.figures.status()
    keys = ("markers_needing_road", "road_built", "by_contributions")
    assert totals["by_contributions"] == 2
    assert [glance[key] for key in keys] == [totals[key] for key in keys]  # type: ignore[literal-required]
