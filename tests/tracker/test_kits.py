"""The kit of a post: what is in it, that each file comes home, and that nothing is written over."""

from __future__ import annotations

import io
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from mocgioi import tracker
from mocgioi.errors import CannotWrite, UsageError
from mocgioi.store.geometry import register_geometry_functions
from mocgioi.tracker import Tracker
from mocgioi.tracker.kits import README

POST, SLUG = "Chi Ma", "cua-khau-chi-ma"
FORM, GPX, MAP, SHEETS = (
    *(f"phieu-{SLUG}.xlsx", f"gps-{SLUG}.gpx", f"ban-do-{SLUG}.html", f"phieu-in-{SLUG}.pdf"),
)
STORE = f"qfield/moc-{SLUG}.gpkg"


@pytest.fixture(scope="session")
def made(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A kit of the demonstration, made once; do not write to it."""
    folder = tmp_path_factory.mktemp("kit") / "chi-ma"
    tracker.open(built_demo).kits.make(POST, folder)
    return folder


@pytest.fixture
def kit(made: Path, tmp_path: Path) -> Path:
    """The same in a folder of one's own."""
    return Path(shutil.copytree(made, tmp_path / "tuan" / "chi-ma"))


def road_of(demo: Tracker, number: str) -> str:
    frame = demo.frame("markers")
    return str(frame[frame["number"] == number].iloc[0]["road_status"])


def unbuilt(demo: Tracker) -> list[str]:
    """Return the markers of the post that have no road."""
    frame = demo.frame("markers")
    chosen = frame[(frame.road_status == "none") & (frame.post_code == "chi-ma")]
    return [str(number) for number in chosen["number"]]


def fill_form(path: Path, number: str) -> None:
    """Fill in the spreadsheet as somebody does with Excel."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row = next(line[0].row for line in sheet.iter_rows(min_row=3) if line[0].value == number)
    sheet.cell(row, 2).value = "20/11/2026"
    sheet.cell(row, 3).value = "đã xây dựng"
    book.save(path)


def write_note(path: Path, number: str, words: str) -> None:
    """Edit the note of a waypoint as a hand GPS does."""
    before, name, after = path.read_text("utf-8").partition(f"<name>{number}</name>")
    assert name
    path.write_text(before + name + after.replace("GHI:", f"GHI: {words}", 1), "utf-8")


def edit_store(path: Path, number: str) -> None:
    """Edit the layer as any program that has SQLite."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE markers SET road_status = 'under_construction' WHERE number = ?", (number,)
        )


def test_a_kit_has_a_page_that_names_every_file_at_its_top(made: Path) -> None:
    page = (made / README).read_text("utf-8")
    assert all(name in page for name in (FORM, GPX, MAP, SHEETS, "qfield/", "odk-kobo/"))
    assert "NỘI BỘ" in page and "SỐ LIỆU MINH HỌA" in page and "Cửa khẩu Chi Ma" in page


def test_the_store_of_a_kit_has_the_markers_of_the_post_alone(made: Path, demo: Tracker) -> None:
    cut = tracker.open(made / STORE).frame("markers")
    whole = demo.frame("markers")
    assert set(cut["number"]) == set(whole[whole.post_code == "chi-ma"]["number"])


def test_the_project_lies_beside_its_store(made: Path) -> None:
    project = (made / STORE).with_suffix(".qgs").read_text("utf-8")
    assert f"./moc-{SLUG}.gpkg|layername=markers" in project and "QFieldSync" in project


def test_what_nobody_wrote_in_changes_nothing_in_the_weekly_folder(
    kit: Path, demo: Tracker
) -> None:
    done = demo.update(kit.parent)
    assert (done.receipts, done.refused, done.no_surveys, done.others) == ([], [], [], [])


def test_a_kit_that_was_edited_comes_home_through_the_weekly_folder(
    kit: Path, demo: Tracker
) -> None:
    by_form, by_gps, by_store = unbuilt(demo)[:3]
    fill_form(kit / FORM, by_form)
    write_note(kit / GPX, by_gps, "21/11/2026 da xay dung; moc nguyen trang")
    edit_store(kit / STORE, by_store)
    done = demo.update(kit.parent)
    assert not done.refused and not done.no_surveys
    assert [road_of(demo, number) for number in (by_form, by_gps, by_store)] == [
        "built",
        "built",
        "under_construction",
    ]
    assert demo.update(kit.parent).receipts == []


def test_the_form_comes_home_by_itself(kit: Path, demo: Tracker) -> None:
    number = unbuilt(demo)[0]
    fill_form(kit / FORM, number)
    assert demo.surveys.apply(kit / FORM).applied == 1
    assert road_of(demo, number) == "built"


def test_the_gpx_comes_home_by_itself(kit: Path, demo: Tracker) -> None:
    number = unbuilt(demo)[0]
    write_note(kit / GPX, number, "21/11/2026 da xay dung")
    assert demo.surveys.apply(kit / GPX).applied == 1
    assert road_of(demo, number) == "built"


def test_an_untouched_gpx_changes_nothing(kit: Path, demo: Tracker) -> None:
    receipt = demo.surveys.apply(kit / GPX)
    assert (receipt.read, receipt.batch) == (0, None)


def test_a_kit_made_again_into_its_folder_replaces_it(kit: Path, demo: Tracker) -> None:
    number = unbuilt(demo)[0]
    demo.set(number, road_status="built", on="2026-11-20")
    demo.kits.make(POST, kit)
    cut = tracker.open(kit / STORE).frame("markers")
    assert cut[cut["number"] == number].iloc[0]["road_status"] == "built"


@pytest.mark.parametrize("name", [FORM, GPX, STORE])
def test_what_somebody_wrote_is_not_written_over(kit: Path, demo: Tracker, name: str) -> None:
    number = unbuilt(demo)[0]
    match name:
        case _ if name == FORM:
            fill_form(kit / FORM, number)
        case _ if name == GPX:
            write_note(kit / GPX, number, "21/11/2026 da xay dung")
        case _:
            edit_store(kit / STORE, number)
    before = (kit / name).read_bytes()
    with pytest.raises(CannotWrite, match=Path(name).name):
        demo.kits.make(POST, kit)
    assert (kit / name).read_bytes() == before


@pytest.mark.parametrize("name", [FORM, STORE])
def test_what_is_home_may_be_replaced(kit: Path, demo: Tracker, name: str) -> None:
    number = unbuilt(demo)[0]
    if name == FORM:
        fill_form(kit / FORM, number)
        demo.surveys.apply(kit / FORM)
    else:
        edit_store(kit / STORE, number)
        demo.merge(kit / STORE)
    demo.kits.make(POST, kit)


def test_photographs_stay_where_they_are(kit: Path, demo: Tracker) -> None:
    photograph = kit / "qfield" / "DCIM" / "1225.jpg"
    photograph.write_bytes(b"somebody's")
    demo.kits.make(POST, kit)
    assert photograph.read_bytes() == b"somebody's"


def test_a_file_that_no_kit_wrote_is_not_written_over(tmp_path: Path, demo: Tracker) -> None:
    (tmp_path / FORM).write_bytes(b"mine")
    with pytest.raises(CannotWrite):
        demo.kits.make(POST, tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".gpkg"] == [FORM]


def test_a_kit_is_one_zip_where_that_is_asked_for(tmp_path: Path, demo: Tracker) -> None:
    demo.kits.make(POST, tmp_path / "chi-ma.zip")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "chi-ma.zip").read_bytes())) as archive:
        assert {README, FORM, GPX, STORE} <= set(archive.namelist())
    with pytest.raises(CannotWrite):
        demo.kits.make(POST, tmp_path / "chi-ma.zip")


def test_a_wrong_post_is_told_with_those_there_are(tmp_path: Path, demo: Tracker) -> None:
    with pytest.raises(UsageError, match="Cửa khẩu Chi Ma"):
        demo.kits.make("Chi Mo", tmp_path / "kit")
    assert not (tmp_path / "kit").exists()


def test_a_marker_without_a_position_is_told_and_has_a_row_to_tick(
    tmp_path: Path, demo: Tracker
) -> None:
    number = unbuilt(demo)[0]
    with closing(sqlite3.connect(demo.store.path)) as connection, connection:
        register_geometry_functions(connection)
        connection.execute("UPDATE markers SET geom = NULL WHERE number = ?", (number,))
    made = demo.kits.make(POST, tmp_path / "kit")
    assert made.unplaced == [number]
    assert number in (tmp_path / "kit" / README).read_text("utf-8")
