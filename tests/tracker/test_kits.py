"""The kit of a post: what is in it, that each file comes home, and that nothing is written over."""

from __future__ import annotations

import io
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest

from mocgioi import tracker
from mocgioi.domain.waypoints import WRITE
from mocgioi.errors import CannotWrite, UnreadableInput, UsageError
from mocgioi.outputs.kit.gpx import gpx
from mocgioi.outputs.kit.readme import PAGE
from mocgioi.store import geometry
from mocgioi.tracker import Tracker, drawing, kits, partial, writing
from mocgioi.tracker.kits import facts_of
from mocgioi.tracker.moments import today
from tests.browser import TabOpener
from tests.keeping import kept_open
from tests.outputs.map.phone import Phone
from tests.pictures import jpeg

POST, SLUG = "Chi Ma", "chi-ma"
FORM, GPX, MAP, SHEETS = (
    *(f"phieu-{SLUG}.xlsx", f"gps-{SLUG}.gpx", f"ban-do-{SLUG}.html", f"phieu-in-{SLUG}.pdf"),
)
STORE = f"qfield/moc-{SLUG}.gpkg"

NUMBERS = ("1220", "1221", "1222")
REGISTER = """\
Số hiệu mốc,Đồn,Cần đường,Vĩ độ,Kinh độ
1169,Ba Sơn,có,21.96,106.60
1220,Chi Ma,có,21.97,106.70
1221,Chi Ma,có,21.98,106.71
1222,Chi Ma,có,21.99,106.72
"""
SURVEY = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường\n" + "".join(
    f"{number},01/10/2025,chưa xây dựng\n" for number in NUMBERS
)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two posts, made once; do not write to it."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "markers.csv").write_text(REGISTER, "utf-8")
    (folder / "survey.csv").write_text(SURVEY, "utf-8")
    made = tracker.create(folder / "store.gpkg")
    made.register.import_file("markers", folder / "markers.csv", crs="EPSG:4326", on="2020-01-01")
    made.surveys.apply(folder / "survey.csv")
    return made.store.path


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Iterator[Tracker]:
    """The same in a store of one's own."""
    yield from kept_open(tracker.open(shutil.copy(built, tmp_path / "store.gpkg")))


@pytest.fixture
def made_up(tmp_path: Path) -> Iterator[Tracker]:
    """The same of markers that are made up, and a road to one of them."""
    header, *rows = REGISTER.splitlines()
    files = {
        "markers": "\n".join([f"{header},Minh họa", *(f"{row},x" for row in rows)]),
        "roads": "Tên đường,Phục vụ mốc,Loại đường,Tình trạng,Minh họa,wkt\n"
        'Đường A,1220,access,built,x,"LINESTRING (106.7 21.96, 106.7 21.97)"\n',
    }
    made = tracker.create(tmp_path / "made-up.gpkg")
    for kind, text in files.items():
        (tmp_path / f"{kind}.csv").write_text(text, "utf-8")
        made.register.import_file(kind, tmp_path / f"{kind}.csv", crs="EPSG:4326")
    yield from kept_open(made)


@pytest.fixture(scope="session")
def made(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit of a post, made once; do not write to it."""
    folder = tmp_path_factory.mktemp("kit") / "chi-ma"
    tracker.open(built).kits.make(POST, folder)
    return folder


@pytest.fixture
def kit(made: Path, tmp_path: Path) -> Path:
    """The same in a folder of one's own."""
    return Path(shutil.copytree(made, tmp_path / "tuan" / "chi-ma"))


def road_of(home: Tracker, number: str) -> str:
    frame = home.frame("markers")
    return str(frame[frame["number"] == number].iloc[0]["road_status"])


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
    path.write_text(before + name + after.replace(WRITE, f"{WRITE} {words}", 1), "utf-8")


def edit_store(path: Path, number: str) -> None:
    """Edit the layer as any program that has SQLite."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE markers SET road_status = 'under_construction' WHERE number = ?", (number,)
        )


def test_a_kit_has_a_page_that_names_every_file_at_its_top(made: Path) -> None:
    page = (made / PAGE).read_text("utf-8")
    assert all(name in page for name in (FORM, GPX, MAP, SHEETS, "qfield/", "odk-kobo/"))
    assert "NỘI BỘ" in page and "Đồn Biên phòng Chi Ma" in page


def test_the_store_of_a_kit_has_the_markers_of_the_post_alone(made: Path) -> None:
    assert set(tracker.open(made / STORE).frame("markers")["number"]) == set(NUMBERS)


def test_the_kit_of_another_post_is_not_put_to_one(home: Tracker, kit: Path) -> None:
    before = sorted(path.name for path in kit.rglob("*"))
    with pytest.raises(CannotWrite, match="kit of another post"):
        home.kits.make("Ba Sơn", kit)
    assert sorted(path.name for path in kit.rglob("*")) == before


def test_layers_of_the_province_are_read_only_in_the_project(made: Path) -> None:
    project = ElementTree.fromstring((made / STORE).with_suffix(".qgs").read_text("utf-8"))
    read_only = {
        str(layer.findtext("id")): layer.get("readOnly") == "1"
        for layer in project.iter("maplayer")
    }
    assert read_only["posts_layer"] and read_only["boundary_layer"] and read_only["targets_layer"]
    assert not read_only["markers_layer"] and not read_only["roads_layer"]


def test_the_project_lies_beside_its_store(made: Path) -> None:
    project = (made / STORE).with_suffix(".qgs").read_text("utf-8")
    assert f"./moc-{SLUG}.gpkg|layername=markers" in project and "QFieldSync" in project


def test_what_nobody_wrote_in_changes_nothing_in_the_weekly_folder(
    kit: Path, home: Tracker
) -> None:
    done = home.update(kit.parent)
    assert (done.receipts, done.refused, done.no_surveys, done.others) == ([], [], [], [])
    assert done.blank == ["chi-ma"]


def test_forms_for_phones_are_no_surveys_where_their_page_is_lost(kit: Path, home: Tracker) -> None:
    (kit / PAGE).unlink()
    done = home.update(kit.parent)
    names = {Path(inside).name for inside in done.blank}
    assert {"phieu-odk.xlsx", "phieu-kobo.xlsx", "markers.csv"} <= names
    assert (done.receipts, done.perhaps) == ([], 0)


def test_a_kit_that_was_edited_comes_home_through_the_weekly_folder(
    kit: Path, home: Tracker
) -> None:
    by_form, by_gps, by_store = NUMBERS
    fill_form(kit / FORM, by_form)
    write_note(kit / GPX, by_gps, "21/11/2026 da xay dung; moc nguyen trang")
    edit_store(kit / STORE, by_store)
    done = home.update(kit.parent)
    assert not done.refused and not done.no_surveys
    assert [road_of(home, number) for number in (by_form, by_gps, by_store)] == [
        "built",
        "built",
        "under_construction",
    ]
    assert home.update(kit.parent).receipts == []


def test_a_kit_comes_home_as_a_zip(kit: Path, home: Tracker) -> None:
    by_gps, by_store = NUMBERS[:2]
    write_note(kit / GPX, by_gps, "21/11/2026 da xay dung")
    edit_store(kit / STORE, by_store)
    shutil.make_archive(str(kit.with_name("gui-ve")), "zip", kit.parent, kit.name)
    shutil.rmtree(kit)
    done = home.update(kit.parent)
    assert [road_of(home, number) for number in (by_gps, by_store)] == [
        "built",
        "under_construction",
    ]
    assert not done.refused and not done.no_surveys and not done.others


def test_a_whole_kit_is_no_survey_and_says_where_it_goes(kit: Path, home: Tracker) -> None:
    with pytest.raises(UnreadableInput, match="update FOLDER"):
        home.surveys.apply(kit)


def test_the_form_comes_home_by_itself(kit: Path, home: Tracker) -> None:
    number = NUMBERS[0]
    fill_form(kit / FORM, number)
    assert home.surveys.apply(kit / FORM).applied == 1
    assert road_of(home, number) == "built"


def test_the_gpx_comes_home_by_itself(kit: Path, home: Tracker) -> None:
    number = NUMBERS[0]
    write_note(kit / GPX, number, "21/11/2026 da xay dung")
    assert home.surveys.apply(kit / GPX).applied == 1
    assert road_of(home, number) == "built"


@pytest.mark.browser
def test_what_is_written_on_the_page_comes_home(
    kit: Path, home: Tracker, open_tab: TabOpener, tmp_path: Path
) -> None:
    saved = tmp_path / "saved"
    saved.mkdir()
    phone = Phone(open_tab(), kit / MAP, saved)
    phone.begin("1221")
    phone.choose(0, "built")
    (table,) = phone.send()
    assert home.surveys.apply(table).applied == 1
    assert road_of(home, "1221") == "built"


def test_an_untouched_gpx_changes_nothing(kit: Path, home: Tracker) -> None:
    receipt = home.surveys.apply(kit / GPX)
    assert (receipt.read, receipt.batch) == (0, None)


def test_the_gpx_of_made_up_markers_comes_home_to_them(tmp_path: Path, made_up: Tracker) -> None:
    drawn = drawing.map_facts(made_up.store, as_of=today(), lang="vi", post=POST)
    path = tmp_path / "gps.gpx"
    path.write_bytes(gpx(facts_of(made_up.store, drawn), "vi"))
    write_note(path, "1221", "21/11/2026 da xay dung")
    made_up.surveys.apply(path)
    assert road_of(made_up, "1221") == "built"


def test_a_kit_made_again_into_its_folder_replaces_it(kit: Path, home: Tracker) -> None:
    number = NUMBERS[0]
    home.set(number, road_status="built", on="2026-11-20")
    home.kits.make(POST, kit)
    cut = tracker.open(kit / STORE).frame("markers")
    assert cut[cut["number"] == number].iloc[0]["road_status"] == "built"


@pytest.mark.parametrize("name", [FORM, GPX, STORE])
def test_what_somebody_wrote_is_not_written_over(kit: Path, home: Tracker, name: str) -> None:
    number = NUMBERS[0]
    match name:
        case _ if name == FORM:
            fill_form(kit / FORM, number)
        case _ if name == GPX:
            write_note(kit / GPX, number, "21/11/2026 da xay dung")
        case _:
            edit_store(kit / STORE, number)
    before = (kit / name).read_bytes()
    with pytest.raises(CannotWrite, match=Path(name).name):
        home.kits.make(POST, kit)
    assert (kit / name).read_bytes() == before


def test_a_store_that_qgis_has_open_is_not_replaced(kit: Path, home: Tracker) -> None:
    with closing(sqlite3.connect(kit / STORE, isolation_level=None)) as qgis:
        qgis.execute("PRAGMA journal_mode = WAL")
        qgis.execute("SELECT count(*) FROM markers").fetchone()
        with pytest.raises(CannotWrite, match="open in another program"):
            home.kits.make(POST, kit)
        qgis.execute("UPDATE markers SET road_status = 'built' WHERE number = '1220'")
    home.merge(kit / STORE)
    assert road_of(home, "1220") == "built"


def test_a_store_that_is_opened_while_its_kit_is_made_is_not_replaced(
    kit: Path, home: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (kit / STORE).stat().st_ino
    cut = partial.sector_store
    with closing(sqlite3.connect(kit / STORE, isolation_level=None)) as qgis:

        def opened_meanwhile(*given: Any, **wishes: Any) -> partial.Sector:
            qgis.execute("PRAGMA journal_mode = WAL")
            qgis.execute("SELECT count(*) FROM markers").fetchone()
            return cut(*given, **wishes)

        monkeypatch.setattr(partial, "sector_store", opened_meanwhile)
        with pytest.raises(CannotWrite, match="open in another program"):
            home.kits.make(POST, kit)
    assert (kit / STORE).stat().st_ino == before


def test_what_a_program_that_ended_left_beside_the_store_is_no_obstacle(
    kit: Path, home: Tracker, tmp_path: Path
) -> None:
    left = shutil.copytree(kit, tmp_path / "left")
    with closing(sqlite3.connect(kit / STORE, isolation_level=None)) as phone:
        phone.execute("PRAGMA journal_mode = WAL")
        phone.execute("UPDATE markers SET road_status = 'built' WHERE number = '1220'")
        for ending in ("", "-wal"):
            shutil.copy(f"{kit / STORE}{ending}", f"{left / STORE}{ending}")
    with pytest.raises(CannotWrite, match=Path(STORE).name):
        home.kits.make(POST, left)
    home.merge(left / STORE)
    home.kits.make(POST, left)
    assert road_of(home, "1220") == "built"


@pytest.mark.parametrize("stopped_at", [FORM, MAP, STORE])
def test_a_kit_stopped_halfway_is_made_again_in_its_folder(
    kit: Path, home: Tracker, monkeypatch: pytest.MonkeyPatch, stopped_at: str
) -> None:
    home.set(NUMBERS[0], road_status="built", on="2026-11-20")
    write = writing.write_whole

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    def write_till(path: Path, data: bytes) -> None:
        if path == kit / stopped_at:
            stop()
        write(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(kits, "write_whole", write_till)
        if stopped_at == STORE:
            patched.setattr(kits.Kits, "_cut", stop)
        with pytest.raises(KeyboardInterrupt):
            home.kits.make(POST, kit)
    assert home.update(kit.parent).receipts == []
    home.kits.make(POST, kit)
    cut = tracker.open(kit / STORE).frame("markers")
    assert cut[cut["number"] == NUMBERS[0]].iloc[0]["road_status"] == "built"


def test_what_nobody_fills_in_is_replaced_without_asking(kit: Path, home: Tracker) -> None:
    (kit / MAP).write_text("half of a page", "utf-8")
    (kit / PAGE).unlink()
    fresh = kit / FORM, kit / GPX
    for path in fresh:
        path.unlink()
    home.kits.make(POST, kit)
    assert (kit / MAP).read_text("utf-8").startswith("<!DOCTYPE html>")


def test_sheets_that_somebody_wrote_on_stay_beside_the_new_ones(kit: Path, home: Tracker) -> None:
    (kit / SHEETS).write_bytes(b"%PDF with crosses")
    home.kits.make(POST, kit)
    kept = kit / f"{Path(SHEETS).stem}.1.pdf~"
    assert kept.read_bytes() == b"%PDF with crosses"


def test_each_project_that_qgis_saved_is_kept(kit: Path, home: Tracker) -> None:
    project = (kit / STORE).with_suffix(".qgs")
    for mark in ("A", "B"):
        project.write_text(f'<qgis saveUser="{mark}"/>', "utf-8")
        home.kits.make(POST, kit)
    kept = sorted(project.parent.glob("*.qgs~"))
    assert [path.read_text("utf-8").split('"')[1] for path in kept] == ["A", "B"]
    assert home.update(kit.parent).others == []


@pytest.mark.parametrize("name", [FORM, STORE])
def test_what_is_home_may_be_replaced(kit: Path, home: Tracker, name: str) -> None:
    number = NUMBERS[0]
    if name == FORM:
        fill_form(kit / FORM, number)
        home.surveys.apply(kit / FORM)
    else:
        edit_store(kit / STORE, number)
        home.merge(kit / STORE)
    home.kits.make(POST, kit)


def test_photographs_stay_where_they_are(kit: Path, home: Tracker) -> None:
    photograph = kit / "qfield" / "DCIM" / "1225.jpg"
    photograph.write_bytes(b"somebody's")
    home.kits.make(POST, kit)
    assert photograph.read_bytes() == b"somebody's"


def test_a_file_that_no_kit_wrote_is_not_written_over(tmp_path: Path, home: Tracker) -> None:
    (tmp_path / FORM).write_bytes(b"mine")
    with pytest.raises(CannotWrite):
        home.kits.make(POST, tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".gpkg"] == [FORM]


def test_a_kit_is_one_zip_where_that_is_asked_for(tmp_path: Path, home: Tracker) -> None:
    home.kits.make(POST, tmp_path / "chi-ma.zip")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "chi-ma.zip").read_bytes())) as archive:
        assert {PAGE, FORM, GPX, STORE} <= set(archive.namelist())
    with pytest.raises(CannotWrite):
        home.kits.make(POST, tmp_path / "chi-ma.zip")


def test_a_wrong_post_is_told_with_those_there_are(tmp_path: Path, home: Tracker) -> None:
    with pytest.raises(UsageError, match="Chi Ma"):
        home.kits.make("Chi Mo", tmp_path / "kit")
    assert not (tmp_path / "kit").exists()


@pytest.fixture
def unplaced(tmp_path: Path) -> Tracker:
    """A store of two markers of one post, without positions, outlines and a border line."""
    register = tmp_path / "markers.csv"
    register.write_text("Số hiệu mốc,Đồn,Cần đường\n1220,Chi Ma,có\n1221,Chi Ma,có\n", "utf-8")
    made = tracker.create(tmp_path / "empty.gpkg")
    made.register.import_file("markers", register)
    return made


def test_markers_without_a_position_are_told_and_have_rows_to_tick(
    tmp_path: Path, unplaced: Tracker
) -> None:
    kit = unplaced.kits.make(POST, tmp_path / "kit")
    assert kit.unplaced == ["1220", "1221"]
    assert "1220, 1221" in (tmp_path / "kit" / PAGE).read_text("utf-8")


def test_a_kit_of_no_position_has_no_gpx(tmp_path: Path, unplaced: Tracker) -> None:
    kit = unplaced.kits.make(POST, tmp_path / "kit")
    assert not any(file.name.endswith(".gpx") for file in kit.files)


def test_a_photograph_in_the_folder_of_the_phone_comes_home(
    tmp_path: Path, unplaced: Tracker
) -> None:
    unplaced.kits.make(POST, tmp_path / "tuan" / "kit")
    photograph = tmp_path / "tuan" / "kit" / "qfield" / "DCIM" / "1220-2026-11-20.jpg"
    photograph.write_bytes(jpeg())
    done = unplaced.update(tmp_path / "tuan")
    assert sum(receipt.photos_stored for receipt in done.receipts) == 1


def photographed(store: Path, number: str, path: str) -> None:
    """Take a photograph in the form of a marker, as a telephone keeps it."""
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE markers SET photo = ? WHERE number = ?", (path, number))


def test_a_photograph_taken_in_a_form_comes_home_whatever_it_is_called(
    tmp_path: Path, unplaced: Tracker
) -> None:
    kit = tmp_path / "tuan" / "kit"
    unplaced.kits.make(POST, kit)
    photographed(kit / STORE, "1221", "DCIM/IMG_0077.jpg")
    (kit / "qfield" / "DCIM" / "IMG_0077.jpg").write_bytes(jpeg())
    unplaced.update(tmp_path / "tuan")
    assert [shown.marker for shown in unplaced.photos.of()] == ["1221"]
    assert unplaced.update(tmp_path / "tuan").receipts == []


def test_a_merge_tells_where_photographs_of_a_kit_wait_and_which_did_not_come(
    kit: Path, home: Tracker
) -> None:
    photographed(kit / STORE, "1221", "DCIM/moc-1221-20261120-101500.jpg")
    photographed(kit / STORE, "1222", "DCIM/moc-1222-20261120-111500.jpg")
    (kit / "qfield" / "DCIM" / "moc-1221-20261120-101500.jpg").write_bytes(jpeg())
    told = {finding.code: finding.text.vi for finding in home.merge(kit / STORE).findings}
    assert str(kit / "qfield" / "DCIM") in told["merge-photos"]
    assert "1222" in told["merge-photo-missing"]
    home.surveys.apply(kit / "qfield" / "DCIM")
    codes = {finding.code for finding in home.merge(kit / STORE).findings}
    assert "merge-photos" not in codes


def test_what_a_kit_of_made_up_markers_brings_is_made_up(tmp_path: Path, made_up: Tracker) -> None:
    kit = tmp_path / "tuan" / "kit"
    made_up.kits.make(POST, kit)
    (kit / "qfield" / "DCIM" / "moc-1221-20261120-101500.jpg").write_bytes(jpeg())
    (store,) = (kit / "qfield").glob("*.gpkg")
    with closing(sqlite3.connect(store)) as connection, connection:
        geometry.register_geometry_functions(connection)
        connection.execute(
            "INSERT INTO roads (name, road_class, geom) SELECT 'Mới', 'access', geom FROM roads"
            " LIMIT 1"
        )
    done = made_up.update(tmp_path / "tuan")
    assert done.refused == []
    assert sum(receipt.photos_stored for receipt in done.receipts) == 1
    events = made_up.frame("observations")
    came = events[(events.value == "Mới") | (events.aspect == "photo")]
    assert sorted(came.aspect) == ["photo", "road.name"]
    assert list(came.illustrative) == [True, True]


def test_each_file_that_is_not_home_is_told_with_its_command(kit: Path, home: Tracker) -> None:
    fill_form(kit / FORM, NUMBERS[0])
    write_note(kit / GPX, NUMBERS[1], "21/11/2026 da xay dung")
    edit_store(kit / STORE, NUMBERS[2])
    with pytest.raises(CannotWrite) as refused:
        home.kits.make(POST, kit)
    commands = [(hint.verb, hint.arguments) for hint in refused.value.hints]
    assert commands == [
        ("survey apply", (str(kit / FORM),)),
        ("survey apply", (str(kit / GPX),)),
        ("merge", (str(kit / STORE),)),
    ]


@pytest.mark.parametrize("name", ["Đồn BP CK Chi Ma", "ĐBP Cửa khẩu Chi Ma", "chi-ma"])
def test_a_post_is_known_with_its_rank_or_without(
    tmp_path: Path, unplaced: Tracker, name: str
) -> None:
    assert unplaced.kits.make(name, tmp_path / "kit").post == POST


def test_a_name_of_two_posts_is_told_with_the_kits_of_each(tmp_path: Path, home: Tracker) -> None:
    with closing(sqlite3.connect(home.store.path)) as connection, connection:
        geometry.register_geometry_functions(connection)
        connection.execute("INSERT INTO posts (code, name) VALUES ('chi-lang', 'Chi Lăng')")
    with pytest.raises(UsageError) as refused:
        home.kits.make("Chi", tmp_path / "kit")
    [hint] = refused.value.hints
    assert (hint.verb, hint.arguments[0], hint.arguments[2:]) == (
        "kit",
        "--post",
        ("-o", str(tmp_path / "kit")),
    )


def test_every_file_that_is_written_is_listed(kit: Path, home: Tracker) -> None:
    made = home.kits.make(POST, kit)
    there = {path.relative_to(kit).as_posix() for path in kit.rglob("*") if path.is_file()}
    assert {file.name for file in made.files} == there
