"""Repeat groups of KoboToolbox and ODK: each row of a group has the fields of its visit."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from mocgioi import sources
from mocgioi.domain.survey import SurveyRow
from mocgioi.intake import Taken, take_survey
from mocgioi.sources import Cell
from tests.intake import world

VISIT = ("Ngày kiểm tra", "Người kiểm tra", "_gps_latitude", "_gps_longitude", "_uuid", "_index")
GROUP = ("Mốc", "Tình trạng đường", "_index", "_parent_table_name", "_parent_index")
A, B = ("18/11/2025", "A", None, None, "aaaa", 1), ("19/11/2025", "B", None, None, "bbbb", 2)


def kobo(path: Path, visits: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]]) -> Path:
    """Write a workbook of visits, and of the rows of their group: marker, road, parent."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Phieu"
    for row in (VISIT, *visits):
        book.worksheets[0].append(list(row))
    group = book.create_sheet("moc")
    group.append(list(GROUP))
    for place, (marker, road, parent) in enumerate(rows, start=1):
        group.append([marker, road, place, "Phieu", parent])
    book.save(path)
    return path


def taken_of(path: Path) -> Taken[SurveyRow]:
    with sources.opened(path) as bundle:
        assert bundle.raw is not None
        taken = take_survey(bundle.raw, known=world.FULL, today="2025-12-01")
    assert taken.rows_read == len(taken.entries) + len(taken.rejected)
    return taken


def seen(taken: Taken[SurveyRow]) -> list[tuple[str, str, str | None, str | None]]:
    return [(str(r.number), r.observed_on, r.observer, r.submission) for r in taken.entries]


def test_each_row_of_a_group_is_a_row_of_its_visit(tmp_path: Path) -> None:
    rows = [("1100", "có", 1), ("1101", "chưa", 1), ("1102", "có", 2)]
    taken = taken_of(kobo(tmp_path / "a.xlsx", [A, B], rows))
    assert seen(taken) == [
        ("1100", "2025-11-18", "A", "aaaa/1"),
        ("1101", "2025-11-18", "A", "aaaa/2"),
        ("1102", "2025-11-19", "B", "bbbb/1"),
    ]
    assert [f.code for f in taken.findings if f.severity != "notice"] == []


@pytest.mark.parametrize("visits", [[A], [A, B, B]])
def test_a_row_whose_visit_is_not_there_or_there_twice_is_rejected(
    tmp_path: Path, visits: Sequence[Sequence[Cell]]
) -> None:
    rows = [("1100", "có", 1), ("1101", "có", 2)]
    taken = taken_of(kobo(tmp_path / "a.xlsx", visits, rows))
    assert [str(row.number) for row in taken.entries] == ["1100"]
    assert [row.codes[0] for row in taken.rejected] == ["repeat-orphan"]


def test_a_visit_without_a_marker_is_told(tmp_path: Path) -> None:
    taken = taken_of(kobo(tmp_path / "a.xlsx", [A, B], [("1100", "có", 1)]))
    assert [f.code for f in taken.findings if f.severity == "warning"] == ["repeat-empty"]


def test_the_position_of_a_visit_is_that_of_its_marker_only_where_it_has_one(
    tmp_path: Path,
) -> None:
    latitude, longitude = float(world.LATITUDE[0]), float(world.LONGITUDE[0])
    visits = [(*visit[:2], latitude, longitude, *visit[4:]) for visit in (A, B)]
    rows = [("1100", "có", 1), ("1101", "có", 2), ("1102", "có", 2)]
    taken = taken_of(kobo(tmp_path / "a.xlsx", visits, rows))
    assert [row.position is not None for row in taken.entries] == [True, False, False]
    assert "repeat-position" in [f.code for f in taken.findings]


def test_a_group_of_something_else_leaves_the_visits_as_they_are(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Phieu"
    book.worksheets[0].append(["Mốc", "Ngày kiểm tra", "Tình trạng đường", "_uuid", "_index"])
    book.worksheets[0].append(["1100", "18/11/2025", "có", "aaaa", 1])
    book.worksheets[0].append(["1101", "18/11/2025", "có", "bbbb", 2])
    book.create_sheet("anh").append(["Ảnh", "_index", "_parent_table_name", "_parent_index"])
    book["anh"].append(["1.jpg", 1, "Phieu", 1])
    book.save(tmp_path / "a.xlsx")
    taken = taken_of(tmp_path / "a.xlsx")
    assert [str(row.number) for row in taken.entries] == ["1100", "1101"]


def test_the_tables_of_odk_are_joined_by_their_keys(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("phieu.csv", "ngay_kiem_tra,KEY\n2025-11-18,uuid:e1\n2025-11-19,uuid:e2\n")
        archive.writestr(
            "phieu-moc.csv",
            "so_hieu_moc,tinh_trang_duong,PARENT_KEY,KEY\n"
            "1100,built,uuid:e1,uuid:e1/moc[1]\n1101,none,uuid:e2,uuid:e2/moc[1]\n"
            "1102,none,uuid:e3,uuid:e3/moc[1]\n",
        )
    taken = taken_of(path)
    assert [(str(r.number), r.observed_on) for r in taken.entries] == [
        ("1100", "2025-11-18"),
        ("1101", "2025-11-19"),
    ]
    assert [row.codes[0] for row in taken.rejected] == ["repeat-orphan"]
    assert [row.submission for row in taken.entries] == ["uuid:e1/1", "uuid:e2/1"]
