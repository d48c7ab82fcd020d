"""Days and instants as people and Python give them."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from mocgioi.errors import UsageError
from mocgioi.tracker.moments import Day, Moment, as_day, as_instant
from tests.tracker import world

UTC = datetime.UTC


@pytest.mark.parametrize(
    "day",
    [
        "2023-12-31",
        "31/12/2023",
        datetime.date(2023, 12, 31),
        datetime.datetime(2023, 12, 31, 23, 59),
        datetime.datetime(2023, 12, 30, 20, tzinfo=UTC),
        pd.Timestamp("2023-12-31"),
        np.datetime64("2023-12-31"),
        pd.Timestamp("2023-12-31 08:30").to_datetime64(),
    ],
    ids=repr,
)
def test_a_day_is_understood_as_text_and_as_a_date(day: Day) -> None:
    assert as_day(day) == "2023-12-31"


@pytest.mark.parametrize("day", ["2023-12-31", datetime.date(2023, 12, 31)], ids=repr)
def test_a_bare_day_of_knowledge_is_its_end_in_viet_nam(day: Moment) -> None:
    assert as_instant(day) == "2023-12-31T16:59:59.999Z"


@pytest.mark.parametrize(
    "instant",
    [
        "2023-12-31 08:30",
        "08:30 ngày 31/12/2023",
        "2023-12-31T01:30:00Z",
        datetime.datetime(2023, 12, 31, 8, 30),
        datetime.datetime(2023, 12, 31, 1, 30, tzinfo=UTC),
        pd.Timestamp("2023-12-31 08:30"),
        np.datetime64("2023-12-31T08:30"),
    ],
    ids=repr,
)
def test_an_instant_without_a_zone_is_in_viet_nam(instant: Moment) -> None:
    assert as_instant(instant) == "2023-12-31T01:30:00.000Z"


def test_what_is_recorded_on_a_day_is_known_at_that_day(tmp_path: Path) -> None:
    made = world.make(tmp_path)
    recorded = str(made.figures.coverage()["last_recorded_at"])
    day = (datetime.datetime.fromisoformat(recorded) + datetime.timedelta(hours=7)).date()
    known = made.figures.coverage(by=(), known_at=day)["totals"]["markers"]
    assert known == made.figures.coverage(by=())["totals"]["markers"] > 0


def test_no_day_of_pandas_is_no_day() -> None:
    with pytest.raises(UsageError, match="not a day"):
        as_day(pd.NaT)


@pytest.mark.parametrize("wrong", [20231231, 2023.5, [2023, 12, 31]], ids=repr)
def test_what_is_no_date_at_all_is_refused(wrong: Any) -> None:
    with pytest.raises(UsageError, match="not a day"):
        as_day(wrong)
    with pytest.raises(UsageError):
        as_instant(wrong)


@pytest.mark.parametrize("day", [datetime.date(2023, 12, 31), pd.Timestamp("2023-12-31")], ids=repr)
def test_every_part_takes_dates(tmp_path: Path, day: datetime.date) -> None:
    made = world.make(tmp_path)
    coverage = made.figures.coverage(as_of=day)
    assert coverage == made.figures.coverage(as_of="2023-12-31")
    assert made.figures.status(as_of=day)["road_built"] == 3
    assert made.roads.reach(as_of=day)["totals"] == coverage["measured"]
    assert made.maps.page(as_of=day) == made.maps.page(as_of="2023-12-31")
    assert made.set("1116", note="x", on=day).applied == 1
