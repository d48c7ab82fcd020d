"""The weekly routine brings a store of an earlier version forward, and keeps it as it was."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from mocgioi.cli import main
from mocgioi.errors import SchemaVersion
from mocgioi.store.handle import Store
from mocgioi.store.upgrades import SCHEMA_VERSION
from mocgioi.tracker import Tracker

SURVEY = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Minh họa\n1116,15/11/2025,đã xây dựng,x\n"


def of_version(path: Path, version: int) -> None:
    """Let a store say that it is of a version."""
    connection = sqlite3.connect(path)
    connection.execute("UPDATE settings SET value = ? WHERE name = 'schema_version'", (version,))
    if version < SCHEMA_VERSION:
        connection.execute("DROP TABLE findings_seen")
        for table in ("gpkg_contents", "gpkg_ogr_contents", "gpkg_data_columns"):
            connection.execute(f"DELETE FROM {table} WHERE table_name = 'findings_seen'")
    connection.commit()
    connection.close()


@pytest.fixture
def desk(four_markers: Path, tmp_path: Path) -> Path:
    """A folder with a survey and, as `init` leaves it, the store beside it."""
    shutil.copy(four_markers, tmp_path / "langson.gpkg")
    (tmp_path / "a.csv").write_text(SURVEY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def older(desk: Path) -> Tracker:
    of_version(desk / "langson.gpkg", SCHEMA_VERSION - 1)
    return Tracker(Store(desk / "langson.gpkg"))


def kept(desk: Path) -> Path:
    (path,) = desk.glob("langson.before-upgrade-*.gpkg")
    return path


def version_of(path: Path) -> int:
    connection = sqlite3.connect(path)
    ((version,),) = connection.execute("SELECT value FROM settings WHERE name = 'schema_version'")
    connection.close()
    return int(version)


def test_an_older_store_is_brought_forward_and_the_survey_goes_in(
    desk: Path, older: Tracker
) -> None:
    done = older.update(desk)
    assert done.upgraded == (SCHEMA_VERSION - 1, SCHEMA_VERSION, kept(desk))
    assert [receipt.applied for receipt in done.receipts] == [1]
    assert version_of(kept(desk)) == SCHEMA_VERSION - 1


def test_the_page_says_so_and_where_the_store_is_as_it_was(desk: Path, older: Tracker) -> None:
    older.update(desk)
    page = (desk / "tom-tat.html").read_text("utf-8")
    told = f"từ phiên bản {SCHEMA_VERSION - 1} lên {SCHEMA_VERSION}; kho như trước đó giữ ở"
    assert f"{told} «{kept(desk).name}»" in page


def test_the_kept_store_is_no_survey_and_needs_nobody(desk: Path, older: Tracker) -> None:
    older.update(desk)
    done = older.update(desk)
    assert (done.upgraded, done.no_surveys, done.refused, done.others) == (None, [], [], [])
    assert (done.needs_person, done.written) == (False, [])


def test_the_kept_store_comes_back_by_restore(desk: Path, older: Tracker) -> None:
    older.update(desk)
    before = Store(kept(desk))
    with pytest.raises(SchemaVersion, match="upgrade"):
        older.store.restore(before.path)
    before.upgrade()
    older.store.restore(before.path, discard=True)
    assert [r.applied for r in older.update(desk).receipts] == [1]


def test_a_store_newer_than_the_program_is_left_alone(desk: Path) -> None:
    of_version(desk / "langson.gpkg", SCHEMA_VERSION + 1)
    with pytest.raises(SchemaVersion):
        Tracker(Store(desk / "langson.gpkg")).update(desk)
    assert list(desk.glob("*.before-*")) == []


def test_the_command_keeps_the_store_as_it_was_and_names_where(
    desk: Path, older: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--store", str(older.store.path), "upgrade"]) == 0
    assert version_of(kept(desk)) == SCHEMA_VERSION - 1
    assert f"«{kept(desk).name}»" in capsys.readouterr().err


def test_the_command_leaves_a_store_of_its_version_alone(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--store", str(desk / "langson.gpkg"), "upgrade"]) == 0
    assert "đã đúng phiên bản" in capsys.readouterr().err
    assert list(desk.glob("*.before-*")) == []
