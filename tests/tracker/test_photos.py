"""Photographs beside a survey: kept once, tied to marker and observation, told when amiss."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from mocgioi import tracker
from mocgioi.domain.batch import Receipt
from mocgioi.errors import MarkerNotFound
from mocgioi.tracker import Tracker
from tests.keeping import kept_open
from tests.pictures import jpeg, zipped

HERE = (106.71, 21.97)
REGISTER = "Số hiệu mốc,Kinh độ,Vĩ độ\n1116,106.71,21.97\n1117,106.72,21.98\n1088/2,106.60,22.0\n"
HEADER = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Ảnh,_uuid\n"
GOOD = jpeg(taken="2025:11:05 07:40:39", place=HERE)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of three markers; do not write to it."""
    folder = tmp_path_factory.mktemp("base")
    (folder / "register.csv").write_text(REGISTER, encoding="utf-8")
    made = tracker.create(folder / "base.gpkg")
    made.register.import_file("markers", folder / "register.csv", crs="EPSG:4326")
    return made.store.path


@pytest.fixture
def store(base: Path, tmp_path: Path) -> Iterator[Tracker]:
    (tmp_path / "s").mkdir()
    yield from kept_open(tracker.open(shutil.copy(base, tmp_path / "s" / "langson.gpkg")))


def row(number: str, photo: str, day: str = "05/11/2025", key: str = "") -> str:
    return f"{number},{day},đã có,{photo},{key}\n"


def survey(folder: Path, rows: str, **photos: bytes) -> Path:
    """Write a zip of one CSV and photographs; ``_`` in a name's place stands for a point."""
    named = {f"media/{name.replace('_jpg', '.jpg')}": data for name, data in photos.items()}
    return zipped(folder / "kobo.zip", {"phieu.csv": HEADER + rows, **named})


def told(receipt: Receipt) -> list[tuple[str, int | None, str | None]]:
    return [(f.code, f.row, f.value) for f in receipt.findings if f.code.startswith("photo")]


def counts(receipt: Receipt) -> tuple[int, int, int, int, int]:
    return receipt.applied, receipt.unchanged, receipt.queued, receipt.photos_stored, receipt.read


def relations(store: Tracker) -> list[tuple[str, int]]:
    """Return, as another program would find them, marker numbers and sizes of their photos."""
    with store.store.reading() as connection:
        return connection.execute(
            "SELECT m.number, length(p.data) FROM markers m JOIN markers_photos r"
            " ON r.base_id = m.fid JOIN photos p ON p.id = r.related_id ORDER BY 1"
        ).fetchall()


def test_a_zip_with_photographs_is_applied_whole(store: Tracker, tmp_path: Path) -> None:
    receipt = store.surveys.apply(survey(tmp_path, row("1116", "a.jpg"), a_jpg=GOOD))
    assert (counts(receipt), receipt.needs_person) == ((1, 0, 0, 1, 1), False)
    [shown] = store.photos.of("1116")
    assert (shown.photo.name, shown.photo.taken_at) == ("a.jpg", "2025-11-05T00:40:39.000Z")
    assert shown.distance_m == pytest.approx(0, abs=0.5)
    assert store.photos.content(shown.photo.sha256) == GOOD
    assert relations(store) == [("1116", len(GOOD))]
    assert store.store.faults() == []


def test_a_kmz_brings_its_photographs_and_what_its_descriptions_say(
    store: Tracker, tmp_path: Path
) -> None:
    """As an app of a phone writes it: HTML in the description, the picture shown in it."""
    place = "<Point><coordinates>106.71,21.97</coordinates></Point>"
    shown = '<![CDATA[<p>Đã có đường</p><a href="x"><img width="300" src="files/IMG_2.jpg"/></a>]]>'
    kml = (
        "<kml><Placemark><name>1116</name><TimeStamp><when>2025-11-05</when></TimeStamp>"
        f"<description>{shown}</description>{place}</Placemark></kml>"
    )
    members: dict[str, bytes | str] = {
        "doc.kml": kml,
        "files/IMG_2.jpg": GOOD,
        "files/symbol.png": b"\x89PNG",
    }
    receipt = store.surveys.apply(zipped(tmp_path / "a.kmz", members))
    assert counts(receipt) == (1, 0, 0, 1, 1)
    assert told(receipt) == []
    assert store.show("1116")["road"]["status"] == "built"
    assert relations(store) == [("1116", len(GOOD))]


def test_a_photograph_of_a_kmz_that_no_place_shows_is_told(store: Tracker, tmp_path: Path) -> None:
    kml = (
        "<kml><Placemark><name>1116</name><TimeStamp><when>2025-11-05</when></TimeStamp>"
        "<description>đã có đường</description></Placemark></kml>"
    )
    members: dict[str, bytes | str] = {"doc.kml": kml, "files/IMG_2.jpg": GOOD}
    receipt = store.surveys.apply(zipped(tmp_path / "a.kmz", members))
    assert told(receipt) == [("photo-orphan", None, "files/IMG_2.jpg")]


def test_the_same_zip_again_changes_nothing(store: Tracker, tmp_path: Path) -> None:
    path = survey(tmp_path, row("1116", "a.jpg"), a_jpg=GOOD)
    store.surveys.apply(path)
    before = hashlib.sha256(store.store.path.read_bytes()).hexdigest()
    receipt = store.surveys.apply(path)
    assert (counts(receipt), receipt.batch) == ((0, 1, 0, 0, 1), None)
    assert hashlib.sha256(store.store.path.read_bytes()).hexdigest() == before


def test_one_photograph_of_two_markers_is_stored_once(store: Tracker, tmp_path: Path) -> None:
    rows = row("1116", "a.jpg") + row("1117", "b.jpg")
    receipt = store.surveys.apply(survey(tmp_path, rows, a_jpg=jpeg(), b_jpg=jpeg()))
    assert receipt.photos_stored == 1
    assert [number for number, _ in relations(store)] == ["1116", "1117"]


def test_a_photograph_is_related_to_all_its_row_observed(store: Tracker, tmp_path: Path) -> None:
    store.surveys.apply(survey(tmp_path, row("1116", "a.jpg"), a_jpg=GOOD))
    with store.store.reading() as connection:
        aspects = connection.execute(
            "SELECT o.aspect FROM observations o JOIN observations_photos r ON r.base_id = o.id"
        ).fetchall()
    assert sorted(aspects) == [("photo",), ("road_status",)]


def test_missing_and_orphaned_photographs_are_all_told(store: Tracker, tmp_path: Path) -> None:
    rows = row("1116", "a.jpg") + row("1117", "b.jpg; c.jpg")
    receipt = store.surveys.apply(survey(tmp_path, rows, a_jpg=GOOD, x_jpg=jpeg(), y_jpg=jpeg()))
    assert told(receipt) == [
        ("photo-orphan", None, "media/x.jpg"),
        ("photo-orphan", None, "media/y.jpg"),
        ("photo-missing", 3, "b.jpg"),
        ("photo-missing", 3, "c.jpg"),
    ]
    assert receipt.as_dict("vi")["photos"] == {"stored": 1, "missing": 2}
    assert {f.column for f in receipt.findings if f.code == "photo-missing"} == {"Ảnh"}


def test_far_away_and_another_day_are_told_with_figures(store: Tracker, tmp_path: Path) -> None:
    far = jpeg(taken="2025:10:01 07:00:00", place=(106.71, 21.98))
    receipt = store.surveys.apply(survey(tmp_path, row("1116", "a.jpg"), a_jpg=far))
    by_code = {f.code: f for f in receipt.findings}
    assert by_code["photo-far"].severity == "warning"
    assert "1.1 km" in by_code["photo-far"].text.en
    assert by_code["photo-date-differs"].severity == "notice"
    assert "2025-10-01" in by_code["photo-date-differs"].text.en


def test_what_is_no_picture_is_told_at_its_row_and_not_kept(store: Tracker, tmp_path: Path) -> None:
    receipt = store.surveys.apply(survey(tmp_path, row("1116", "a.jpg"), a_jpg=b"MZ\x90"))
    assert (told(receipt), receipt.applied) == ([("photo-unreadable", 2, "a.jpg")], 1)
    assert store.photos.of() == []


def test_a_folder_named_for_the_submission_ties_its_photograph(
    store: Tracker, tmp_path: Path
) -> None:
    rows = HEADER + row("1116", "1.jpg", key="uuid:aa-1") + row("1117", "", key="bb-2")
    members: dict[str, bytes | str] = {"phieu.csv": rows}
    members |= {"m/aa-1/1.jpg": jpeg(size=(8, 8)), "m/bb-2/1.jpg": jpeg(size=(9, 9))}
    receipt = store.surveys.apply(zipped(tmp_path / "x.zip", members))
    assert told(receipt) == []
    assert [(e.marker, e.photo.name) for e in store.photos.of()] == [
        ("1116", "1.jpg"),
        ("1117", "1.jpg"),
    ]


@pytest.mark.parametrize(
    ("name", "marker"),
    [
        ("1116.jpg", "1116"),
        ("Mốc 1116 mặt trước.jpg", "1116"),
        ("moc-1116.jpg", "1116"),
        ("DCIM/1116-20261130093000.jpg", "1116"),
        ("1116 (2).jpg", "1116"),
        ("1116_1.jpg", "1116"),
        ("1088_2.jpg", "1088/2"),
        ("tuần 47/1117/IMG_0001.jpg", "1117"),
    ],
)
def test_a_photograph_without_a_table_is_named_for_its_marker(
    name: str, marker: str, store: Tracker, tmp_path: Path
) -> None:
    receipt = store.surveys.apply(zipped(tmp_path / "x.zip", {name: GOOD}))
    assert counts(receipt)[0] == 1
    [shown] = store.photos.of()
    assert (shown.marker, shown.observed_on) == (marker, "2025-11-05")


def test_a_photograph_named_for_nothing_is_rejected_with_advice(
    store: Tracker, tmp_path: Path
) -> None:
    receipt = store.surveys.apply(
        zipped(tmp_path / "x.zip", {"IMG_2041.jpg": GOOD, "1116.jpg": GOOD})
    )
    assert (receipt.read, receipt.applied, receipt.rejected) == (2, 1, 1)
    assert told(receipt) == [("photo-orphan", 2, "IMG_2041.jpg")]


def test_archives_that_differ_in_what_is_not_taken_are_two(store: Tracker, tmp_path: Path) -> None:
    other = jpeg(colour=(1, 2, 3))
    for name, lost in (("a.zip", GOOD), ("b.zip", other)):
        receipt = store.surveys.apply(zipped(tmp_path / name, {"IMG_1.jpg": lost}))
        assert receipt.batch is not None and receipt.left_behind == ("IMG_1.jpg",)
    assert store.surveys.apply(tmp_path / "b.zip").batch is None


def test_photographs_that_come_later_join_their_rows(store: Tracker, tmp_path: Path) -> None:
    (tmp_path / "phieu.csv").write_text(HEADER + row("1116", "a.jpg", key="k1"), encoding="utf-8")
    first = store.surveys.apply(tmp_path / "phieu.csv")
    assert (told(first), first.photos_missing) == ([("photo-missing", 2, "a.jpg")], 1)
    assert not first.needs_person
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.jpg").write_bytes(GOOD)
    second = store.surveys.apply(tmp_path / "phieu.csv")
    assert counts(second) == (1, 0, 0, 1, 1)
    assert [f.code for f in second.findings] == ["date-day-first"]


def test_undone_it_is_no_evidence_and_its_bytes_stay(store: Tracker, tmp_path: Path) -> None:
    path = survey(tmp_path, row("1116", "a.jpg"), a_jpg=GOOD)
    batch = store.surveys.apply(path).batch
    assert batch is not None
    store.surveys.undo(batch, why="nhầm")
    assert (store.photos.of("1116"), relations(store)) == ([], [])
    assert store.photos.content(hashlib.sha256(GOOD).hexdigest()) == GOOD
    again = store.surveys.apply(path)
    assert (again.applied, again.photos_stored, len(relations(store))) == (1, 0, 1)


def test_a_row_that_is_held_holds_its_photograph(store: Tracker, tmp_path: Path) -> None:
    rows = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Ảnh,Kinh độ,Vĩ độ\n"
    rows += "1116,05/11/2025,đã có,a.jpg,106.75,21.97\n"
    receipt = store.surveys.apply(zipped(tmp_path / "x.zip", {"p.csv": rows, "a.jpg": GOOD}))
    assert (receipt.queued, receipt.photos_stored, store.photos.of()) == (1, 1, [])


def test_a_rehearsal_stores_nothing_and_says_what_it_would(store: Tracker, tmp_path: Path) -> None:
    before = store.store.path.read_bytes()
    receipt = store.surveys.check(survey(tmp_path, row("1116", "a.jpg"), a_jpg=GOOD))
    assert (receipt.photos_stored, store.store.path.read_bytes() == before) == (1, True)


def test_the_photographs_come_out_as_they_went_in(store: Tracker, tmp_path: Path) -> None:
    rows = row("1116", "a.jpg") + row("1116", "b.jpg", day="06/11/2025")
    other = jpeg(size=(9, 9))
    path = zipped(tmp_path / "x.zip", {"p.csv": HEADER + rows, "a.jpg": GOOD, "b.jpg": other})
    store.surveys.apply(path)
    out = tmp_path / "ra"
    out.mkdir()
    (out / "a.jpg").write_bytes(b"mine")
    written = store.photos.write("1116", out)
    assert {p.name: p.read_bytes() for p in written} == {"a-2.jpg": GOOD, "b.jpg": other}
    assert (out / "a.jpg").read_bytes() == b"mine"
    assert store.photos.write("1116", out) == written


def test_show_lists_them(store: Tracker, tmp_path: Path) -> None:
    from mocgioi.outputs import marker_text

    store.surveys.apply(survey(tmp_path, row("1116", "a.jpg"), a_jpg=GOOD))
    document = store.show("1116")
    assert document["photos"][0]["name"] == "a.jpg"
    text = marker_text.show(document, "vi")
    assert "a.jpg · chụp 07:40 ngày 05/11/2025 · cách mốc 0 m · kobo.zip, dòng 2" in text


def test_of_an_unknown_marker_there_are_none_to_ask_for(store: Tracker) -> None:
    with pytest.raises(MarkerNotFound):
        store.photos.of("1999")


def test_the_tables_keep_to_the_related_tables_extension(store: Tracker) -> None:
    connection = sqlite3.connect(store.store.path)
    listed = connection.execute(
        "SELECT base_table_name, base_primary_column, related_table_name, related_primary_column,"
        " relation_name, mapping_table_name FROM gpkgext_relations ORDER BY id"
    ).fetchall()
    extended = connection.execute(
        "SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_related_tables'"
    ).fetchall()
    connection.close()
    assert listed == [
        ("markers", "fid", "photos", "id", "media", "markers_photos"),
        ("observations", "id", "photos", "id", "media", "observations_photos"),
    ]
    assert sorted(extended) == [
        ("gpkgext_relations",),
        ("markers_photos",),
        ("observations_photos",),
    ]


def test_a_frame_of_the_photographs_leaves_out_their_bytes(store: Tracker, tmp_path: Path) -> None:
    store.surveys.apply(survey(tmp_path, row("1116", "a.jpg"), a_jpg=GOOD))
    frame = store.frame("photos")
    assert ("data" in frame.columns, list(frame["name"])) == (False, ["a.jpg"])


def in_week(store: Tracker) -> Path:
    """Make a folder of the week beside the store: a survey in `pm3`."""
    folder = store.store.path.parent.parent / "week"
    (folder / "pm3" / "media").mkdir(parents=True)
    (folder / "pm3" / "f.csv").write_text(HEADER + row("1116", "") + row("1117", ""), "utf-8")
    return folder


def test_the_weekly_routine_takes_photographs_named_for_the_rows_markers(store: Tracker) -> None:
    folder = in_week(store)
    (folder / "pm3" / "1116.jpg").write_bytes(GOOD)
    store.update(folder)
    (folder / "pm3" / "media" / "1117.jpg").write_bytes(jpeg(size=(9, 9)))
    (folder / "DCIM").mkdir()
    (folder / "DCIM" / "1088_2.jpg").write_bytes(jpeg(size=(7, 7)))
    done = store.update(folder)
    assert [(r.file, r.photos_stored) for r in done.receipts] == [("pm3/f.csv", 1), ("week", 1)]
    assert [number for number, _ in relations(store)] == ["1088/2", "1116", "1117"]
    assert [p.observed_on for p in store.photos.of("1117")] == ["2025-11-05"]
    again = store.update(folder)
    assert (again.receipts, again.known, again.waiting) == ([], 1, [])


def test_a_photograph_of_nothing_is_listed_every_week(store: Tracker) -> None:
    folder = in_week(store)
    (folder / "pm3" / "x.jpg").write_bytes(GOOD)
    for _ in range(2):
        store.update(folder)
        assert "pm3/x.jpg" in (folder / "tom-tat.html").read_text(encoding="utf-8")


def test_last_weeks_photograph_is_no_evidence_of_this_weeks_row(store: Tracker) -> None:
    folder = in_week(store)
    (folder / "pm3" / "1116.jpg").write_bytes(GOOD)
    store.update(folder)
    (folder / "pm3" / "g.csv").write_text(HEADER + row("1116", "", "06/11/2025"), "utf-8")
    store.update(folder)
    assert [p.observed_on for p in store.photos.of("1116")] == ["2025-11-05"]


def test_what_was_undone_does_not_leave_its_photograph_behind(store: Tracker) -> None:
    folder = in_week(store)
    (folder / "pm3" / "1116.jpg").write_bytes(GOOD)
    store.update(folder)
    store.surveys.undo(store.surveys.batches()[-1].uuid, why="wrong file")
    store.update(folder)
    assert relations(store) == []


def test_beside_a_single_file_a_photograph_is_found_by_its_marker(store: Tracker) -> None:
    folder = in_week(store)
    (folder / "pm3" / "media" / "1116.jpg").write_bytes(GOOD)
    (folder / "pm3" / "1088_2.jpg").write_bytes(jpeg(size=(9, 9)))
    receipt = store.surveys.apply(folder / "pm3" / "f.csv")
    assert (receipt.photos_stored, told(receipt)) == (1, [])


def evidence(store: Tracker, number: str = "1116") -> list[tuple[str | None, str | None]]:
    """Return of each photograph of a marker its day, and the file it is evidence of."""
    files = {batch.uuid: batch.file for batch in store.surveys.batches()}
    photos = [e for e in store.show(number)["history"] if e["aspect"] == "photo"]
    return [(photo["observed_on"], files[str(photo["batch"])]) for photo in photos]


def test_a_photograph_that_lies_about_goes_to_the_newest_survey_of_its_marker(
    store: Tracker, tmp_path: Path
) -> None:
    week = tmp_path / "week"
    week.mkdir()
    (week / "a.csv").write_text(HEADER + row("1116", ""), encoding="utf-8")
    store.update(week)
    (week / "b.csv").write_text(HEADER + row("1116", "", "12/11/2025"), encoding="utf-8")
    (week / "1116.jpg").write_bytes(jpeg(size=(9, 9)))
    store.update(week)
    assert evidence(store) == [("2025-11-12", "b.csv")]
    (week / "1116 (2).jpg").write_bytes(jpeg(size=(7, 7)))
    store.update(week)
    assert evidence(store) == [("2025-11-12", "b.csv")] * 2


def test_a_photograph_that_says_its_day_goes_to_the_survey_of_that_day_or_stands_alone(
    store: Tracker, tmp_path: Path
) -> None:
    week = tmp_path / "week"
    week.mkdir()
    (week / "a.csv").write_text(HEADER + row("1116", ""), encoding="utf-8")
    (week / "b.csv").write_text(HEADER + row("1116", "", "12/11/2025"), encoding="utf-8")
    (week / "1116.jpg").write_bytes(GOOD)
    (week / "1116 sau.jpg").write_bytes(jpeg(taken="2025:11:20 07:40:39", place=HERE))
    store.update(week)
    assert evidence(store) == [("2025-11-05", "a.csv"), ("2025-11-20", "week")]


def test_the_photograph_of_a_rejected_row_comes_in_with_the_row_corrected(
    store: Tracker, tmp_path: Path
) -> None:
    week = tmp_path / "week"
    (week / "pm3" / "media").mkdir(parents=True)
    (week / "pm3" / "a.csv").write_text(HEADER + row("1461", "x.jpg"), encoding="utf-8")
    (week / "pm3" / "media" / "x.jpg").write_bytes(GOOD)
    store.update(week)
    (sheet,) = week.glob("sua-*.xlsx")
    book = openpyxl.load_workbook(sheet)
    for cell in (cell for line in book.worksheets[0].iter_rows() for cell in line):
        if cell.value == "1461":
            cell.value = "1116"
    book.save(sheet)
    (receipt,) = store.update(week).receipts
    assert (receipt.photos_stored, receipt.photos_missing) == (1, 0)
    assert evidence(store) == [("2025-11-05", sheet.name)]
