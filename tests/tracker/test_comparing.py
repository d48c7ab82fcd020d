"""What a report is compared with, and which choices go together."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.errors import UsageError
from mocgioi.tracker import Tracker

DAY = "2024-12-31"


def compared(demo: Tracker, **more: Any) -> tuple[str, str]:
    changes = demo.figures.coverage(as_of=DAY, full=True, **more)["changes"]
    return changes["basis"], changes["since"]


def test_what_was_reported_last_is_compared_with_wherever_it_was(demo: Tracker) -> None:
    demo.figures.publish(as_of="2023-06-30", title="Sơ kết")
    assert compared(demo) == ("published", "2023-12-31")
    demo.figures.publish(as_of="2024-06-30", title="Sơ kết")
    assert compared(demo) == ("publication", "2024-06-30")


def test_the_figure_as_it_was_reported_stands_beside_todays(demo: Tracker) -> None:
    changes = demo.figures.coverage(as_of=DAY, full=True)["changes"]
    assert changes["reported"] == {"road_built": 223, "markers_needing_road": 459}
    assert changes["then"] == {"road_built": 223, "markers_needing_road": 459}


@pytest.mark.parametrize("since", [DAY, "2025-01-01", "2999-01-01"])
def test_a_report_is_compared_with_an_earlier_day(demo: Tracker, since: str) -> None:
    with pytest.raises(UsageError, match="must be before the day of the report"):
        compared(demo, since=since)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"known_at": "2999-01-01"}, "has not come yet"),
        ({"since": "2023-01-01"}, "--since goes with the full report"),
        ({"stretch_km": 5.0}, "--stretch-km goes with"),
        ({"stretch_km": 0.0, "by": ["stretch"]}, "from 0.1 to"),
    ],
)
def test_a_choice_that_would_change_nothing_is_refused(
    demo: Tracker, more: dict[str, Any], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        demo.figures.coverage(as_of=DAY, **more)


def test_a_finished_road_of_a_marker_not_reported_built_is_named(demo: Tracker) -> None:
    document = demo.figures.coverage(as_of="2025-12-31", full=True)
    (access,) = (row for row in document["roads"] if row["road_class"] == "access")
    told = document["built_on_paper_only"]
    assert {"962", "1002", "1298"} <= set(told)
    without_papers = document["totals"]["by_status"]["built"] + len(told) - access["markers_served"]
    assert without_papers == 4
