"""In whose name a store is written: commits, records and decisions say so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.tracker import Tracker
from mocgioi.tracker.author import at_the_machine
from tests.keeping import kept_open

AN = "Nông Văn An"


@pytest.fixture
def ans(clerk: Tracker) -> Iterator[Tracker]:
    """The demonstration, opened in the name of a person."""
    yield from kept_open(tracker.open(clerk.store.path, by=AN))


def last(table: str, column: str, store: Path) -> object:
    """Return what the last row of a table has in a column."""
    with tracker.open(store).store.reading() as connection:
        query = f'SELECT "{column}" FROM "{table}" ORDER BY commit_number DESC LIMIT 1'
        if table == "commits":
            query = query.replace("commit_number", "number")
        return connection.execute(query).fetchone()[0]


def test_a_commit_says_in_whose_name_the_store_was_opened(ans: Tracker) -> None:
    ans.set("1116", road_status="built", by="Hoàng Thị Bình")
    assert last("commits", "author", ans.store.path) == AN


def test_what_is_recorded_is_seen_by_who_opened_the_store(ans: Tracker) -> None:
    ans.set("1116", road_status="built")
    assert last("observations", "observer", ans.store.path) == AN


def test_who_is_named_stands_before_who_opened_the_store(ans: Tracker) -> None:
    ans.set("1116", road_status="built", by="Hoàng Thị Bình")
    assert last("observations", "observer", ans.store.path) == "Hoàng Thị Bình"


def test_a_decision_is_of_who_opened_the_store(ans: Tracker) -> None:
    receipt = ans.set("1116", road_status="built")
    assert receipt.batch is not None
    ans.surveys.undo(receipt.batch, why="nhầm mốc")
    assert last("decisions", "decided_by", ans.store.path) == AN


def test_a_report_is_published_by_who_opened_the_store(ans: Tracker) -> None:
    ans.set("1116", road_status="built")
    ans.figures.publish(title="Báo cáo tuần")
    assert last("publications", "recorded_by", ans.store.path) == AN
    assert last("commits", "author", ans.store.path) == AN


def test_a_file_is_taken_in_by_who_opened_the_store(ans: Tracker, tmp_path: Path) -> None:
    table = tmp_path / "Đồn.csv"
    table.write_text(
        "Số hiệu,Tình trạng đường,Ngày,Minh họa\n1116,Đã có,2026-09-01,có\n", encoding="utf-8"
    )
    ans.surveys.apply(table)
    assert last("commits", "author", ans.store.path) == AN


def test_a_new_store_is_written_by_who_made_it(tmp_path: Path) -> None:
    made = tracker.create(tmp_path / "new.gpkg", by=AN)
    assert made.store.author == AN


def test_a_store_that_nobody_opened_by_name_says_who_sits_at_the_machine(clerk: Tracker) -> None:
    clerk.set("1116", road_status="built")
    assert last("observations", "observer", clerk.store.path) == at_the_machine()
    assert last("commits", "author", clerk.store.path) is None


def test_the_list_of_files_says_who_took_each_in(ans: Tracker) -> None:
    ans.set("1116", road_status="built")
    assert [batch.by for batch in ans.surveys.batches()][-1] == AN
