"""What a report is compared with, and which choices go together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mocgioi.errors import UsageError
from mocgioi.outputs.report.over_time import changes_section
from mocgioi.tracker import Tracker
from tests.keeping import kept_open
from tests.store.builders import observe, road
from tests.tracker import world

DAY = "2024-12-31"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Tracker]:
    yield from kept_open(world.make(tmp_path))


def compared(made: Tracker, **more: Any) -> tuple[str, str]:
    changes = made.figures.coverage(as_of=DAY, full=True, **more)["changes"]
    return changes["basis"], changes["since"]


def test_it_is_compared_with_the_eve_of_its_period_as_published_then(made: Tracker) -> None:
    made.figures.publish(as_of="2024-06-30", title="Sơ kết")
    assert compared(made) == ("eve", "2023-12-31")
    made.figures.publish(as_of="2023-12-31", title="Tổng kết")
    assert compared(made) == ("publication", "2023-12-31")
    assert compared(made, period=("15/12/2023", "31/12/2024")) == ("eve", "2023-12-14")


def test_a_figure_of_the_press_is_told_beside_and_not_compared_with(demo: Tracker) -> None:
    document = demo.figures.coverage(as_of="2025-12-31", full=True)
    assert document["changes"]["since"] == "2024-12-31"
    assert document["changes"]["reported"] is None
    (told,) = (s for s in changes_section(document, "vi").paragraphs if "223/459" in s)
    assert "tính đến ngày 31/12/2023" in told


@pytest.mark.parametrize("since", [DAY, "2025-01-01", "2999-01-01"])
def test_a_report_is_compared_with_an_earlier_day(made: Tracker, since: str) -> None:
    with pytest.raises(UsageError, match="must be before the day of the report"):
        compared(made, since=since)


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
    made: Tracker, more: dict[str, Any], told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        made.figures.coverage(as_of=DAY, **more)


def test_a_finished_road_of_a_marker_not_reported_built_is_named(made: Tracker) -> None:
    observe(made.store, road("1120", "built", "2023-01-01"))
    document = made.figures.coverage(as_of=DAY, full=True)
    (access,) = (row for row in document["roads"] if row["road_class"] == "access")
    assert document["built_on_paper_only"] == ["1119"]
    # Reported built: 1116 to 1118, which have papers, and 1120, which has none.
    assert (document["totals"]["by_status"]["built"], access["markers_served"]) == (4, 4)
