"""The figures at a glance, read from the layer: they are those of the ledger, whatever was done."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.analysis.figures.coverage import coverage
from mocgioi.domain.counting import Period
from mocgioi.store import commits
from mocgioi.tracker import Tracker, counting, glancing
from mocgioi.tracker.moments import today
from tests.keeping import kept_open

ROADS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {
                "name": f"Đường {number}",
                "serves": number,
                "status": "built",
                "funding": funding,
                "illustrative": "yes",
            },
            "geometry": {"type": "LineString", "coordinates": [[east, 21.97], [east, 21.98]]},
        }
        for number, funding, east in (("1116", "scheme", 106.76), ("1117", None, 106.77))
    ],
}


@pytest.fixture
def work(four_markers: Path, tmp_path: Path) -> Iterator[Tracker]:
    shutil.copy(four_markers, tmp_path / "langson.gpkg")
    yield from kept_open(tracker.open(tmp_path / "langson.gpkg"))


def roads(work: Tracker) -> None:
    path = work.store.path.with_name("roads.geojson")
    path.write_text(json.dumps(ROADS), encoding="utf-8")
    work.register.import_file("roads", path)


def built_by_gifts(work: Tracker) -> None:
    work.set("1116", road_status="built", funding="contributions", on="2024-05-01")


def of_two_payers(work: Tracker) -> None:
    for number, payer in (("1116", "contributions"), ("1117", "scheme"), ("1118", None)):
        work.set(number, road_status="built", funding=payer, on="2024-05-01")


def damaged(work: Tracker) -> None:
    work.set("1117", road_status="built", on="2025-01-01")
    work.set("1117", road_condition="damaged", on="2025-02-01")


def contested(work: Tracker) -> None:
    work.set("1118", road_status="none", on="2025-03-01", by="A")
    work.set("1118", road_status="approved", on="2025-03-01", by="B")


def lost(work: Tracker) -> None:
    work.set("1119", marker_condition="missing", on="2025-04-01")
    work.set("1118", note="mốc bị nghiêng", on="2025-04-01")


def outside(work: Tracker) -> None:
    work.set("1119", need_road="no", on="2025-05-01")
    work.set("1119", road_status="built", on="2025-05-02")


def reported_twice(work: Tracker) -> None:
    work.set("1116", road_status="none", on="2025-11-01")
    work.set("1116", road_status="built", on=day_in_this_year())
    work.set("1117", road_status="built", on=day_in_this_year())


def completed(work: Tracker) -> None:
    path = work.store.path.with_name("completed.csv")
    header = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Ngày hoàn thành,Minh họa\n"
    days = ((1116, f"{today()[:4]}-01-01"), (1118, "2024-06-01"))
    rows = [f"{marker},{day_in_this_year()},đã xây dựng,{day},có\n" for marker, day in days]
    path.write_text(header + "".join(rows), encoding="utf-8")
    work.surveys.apply(path)


def both_on_one_day(work: Tracker) -> None:
    work.set("1117", road_status="built", on=day_in_this_year(), by="A")
    work.set("1117", road_status="under_construction", on=day_in_this_year(), by="B")


def need_taken(work: Tracker) -> None:
    work.set("1116", road_status="built", on="2025-05-01")
    work.set("1116", need_road="no", on=day_in_this_year())


def need_given(work: Tracker) -> None:
    work.set("1117", need_road="no", on="2025-02-01")
    work.set("1117", road_status="built", on="2025-05-01")
    work.set("1117", need_road="yes", on=day_in_this_year())


def kept_not_built(work: Tracker) -> None:
    work.set("1118", road_status="built", on="2025-05-01")
    work.set("1118", road_status="none", on=day_in_this_year(), by="B")
    (entry,) = work.decisions.disagreements()["conflicts"]
    work.decisions.resolve(entry["id"], entry["sides"][0]["observation"], why="đường bị lấp")


def day_in_this_year() -> str:
    return f"{today()[:4]}-01-01"


def undone(work: Tracker) -> None:
    receipt = work.set("1118", road_status="under_construction", on="2025-06-01")
    work.surveys.undo(str(receipt.batch), why="nhầm")


def retired(work: Tracker) -> None:
    work.register.retire("1119", on="2025-07-01", why="hủy")
    work.register.renumber("1118", "1118/1", on="2025-07-01", why="đổi")


@pytest.mark.parametrize(
    "done",
    [
        (),
        (roads,),
        (built_by_gifts,),
        (built_by_gifts, roads),
        (of_two_payers,),
        (damaged, roads),
        (contested,),
        (lost,),
        (outside,),
        (undone,),
        (retired,),
        (reported_twice,),
        (completed,),
        (reported_twice, completed),
        (completed, roads),
        (both_on_one_day,),
        (need_taken,),
        (need_taken, retired),
        (need_given,),
        (kept_not_built,),
        (reported_twice, need_given, kept_not_built),
        (roads, built_by_gifts, damaged, contested, lost, outside, undone, retired),
    ],
    ids=lambda done: "-".join(step.__name__ for step in done) or "nothing",
)
def test_a_glance_is_what_the_ledger_counts(
    work: Tracker, done: tuple[Callable[[Tracker], None], ...]
) -> None:
    for step in done:
        step(work)
    groupings = ("commune", "post", "district", "funding", "stretch", "year")
    with work.store.reading() as connection:
        inputs = counting.coverage_inputs(
            connection, as_of=today(), knowledge=commits.known(connection, None)
        )
        for by in ((), *((each,) for each in groupings), groupings):
            glance = glancing.counted_today(connection, as_of=today(), by=by)
            assert glance == coverage(inputs, by=by)
        for first in ("2024-05-01", "2025-06-01"):
            period = Period(first, today())
            glance = glancing.counted_today(connection, as_of=today(), period=period)
            assert glance == coverage(inputs._replace(period=period), by=())


def test_an_earlier_day_is_not_read_from_the_layer(work: Tracker) -> None:
    built_by_gifts(work)
    with work.store.reading() as connection:
        assert glancing.counted_today(connection, as_of="2024-04-30") is None
    assert work.figures.status(as_of="2024-04-30")["road_built"] is None


@pytest.mark.parametrize("change", ["completed_on = '2099-01-01'", "status = 'approved'"])
def test_a_road_that_counts_no_more_is_counted_by_the_ledger(work: Tracker, change: str) -> None:
    roads(work)
    connection = sqlite3.connect(work.store.path)
    connection.execute("UPDATE writer SET writing = 1")
    connection.execute(f"UPDATE roads SET {change} WHERE serves = '1116'")
    connection.execute("UPDATE writer SET writing = 0")
    connection.commit()
    connection.close()
    with work.store.reading() as reading:
        assert glancing.counted_today(reading, as_of=today()) is None
