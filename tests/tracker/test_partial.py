"""A kit: the part of the store that a border post takes along, and what of it comes home."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial as given
from pathlib import Path
from typing import Any

import geopandas
import openpyxl
import pytest

from mocgioi import tracker
from mocgioi.cli import main
from mocgioi.domain.batch import Receipt
from mocgioi.errors import CannotWrite, MocgioiError, SchemaVersion, UsageError, WouldLose
from mocgioi.outputs.map.sector import texts_of
from mocgioi.store import partial, results
from mocgioi.store.geometry import register_geometry_functions
from mocgioi.store.handle import Store
from mocgioi.tracker import Tracker, drawing
from mocgioi.tracker.moments import today
from mocgioi.tracker.partial import Sector, sector_store
from tests.keeping import kept_open
from tests.pictures import jpeg, zipped
from tests.soundness import assert_sound

PLACES = {"1116": 106.60, "1117": 106.61, "1118": 106.80, "1119": 106.81}
OF_POST = {"1116": "chi-ma", "1117": "chi-ma", "1118": "ba-son", "1119": "ba-son"}
POSTS = (
    "code,name,communes\nchi-ma,Cửa khẩu Chi Ma,06541\nba-son,Ba Sơn,06196\nbac-xa,Bắc Xa,06625\n"
)
REGISTER = "number,longitude,latitude,needs_road,post,illustrative\n" + "".join(
    f"{number},{PLACES[number]},21.97,yes,{post},yes\n" for number, post in OF_POST.items()
)
ROADS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"name": f"Đường {n}", "serves": n, "status": "built", "illustrative": 1},
            "geometry": {"type": "LineString", "coordinates": [[east, 21.96], [east, 21.9699]]},
        }
        for n, east in PLACES.items()
    ],
}
DAY = "2025-05-01"
PHOTO = jpeg(taken="2025:05:01 07:40:39", place=(106.60, 21.97))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two posts, built once; do not write to it."""
    folder = tmp_path_factory.mktemp("two-posts")
    made = tracker.create(folder / "langson.gpkg")
    for kind, content in (("posts", POSTS), ("markers", REGISTER)):
        (folder / f"{kind}.csv").write_text(content, encoding="utf-8")
        made.register.import_file(kind, folder / f"{kind}.csv", crs="EPSG:4326")
    (folder / "roads.geojson").write_text(json.dumps(ROADS), encoding="utf-8")
    made.register.import_file("roads", folder / "roads.geojson")
    made.set("1116", road_status="none", on="2024-05-01", by="Đồn")
    made.set("1118", road_status="none", on="2024-05-01", by="Đồn")
    return made.store.path


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Iterator[Tracker]:
    yield from kept_open(tracker.open(shutil.copy(built, tmp_path / "langson.gpkg")))


@pytest.fixture(scope="module")
def built_kit(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The kit of one of them, cut once; do not write to it."""
    return sector_store(Store(built), "Chi Ma", tmp_path_factory.mktemp("kit") / "kit.gpkg").path


@pytest.fixture
def kit(built_kit: Path, tmp_path: Path) -> Iterator[Tracker]:
    yield from kept_open(tracker.open(shutil.copy(built_kit, tmp_path)))


def taken(store: Tracker, name: str, post: str = "Chi Ma") -> Tracker:
    """Cut the kit of a post."""
    return tracker.open(cut(store, name, post).path)


def cut(store: Tracker, name: str, post: str = "Chi Ma", **wishes: Any) -> Sector:
    return sector_store(store.store, post, store.store.path.with_name(name), **wishes)


def rows(work: Tracker, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(work.store.path)) as connection:
        return connection.execute(sql).fetchall()


def edited(work: Tracker, sql: str) -> None:
    """Edit as a program without our functions does."""
    with closing(sqlite3.connect(work.store.path)) as connection, connection:
        connection.execute(sql)


def statuses(work: Tracker) -> dict[str, str | None]:
    return dict(rows(work, "SELECT number, road_status FROM markers"))


def codes(receipt: Receipt) -> list[str]:
    return [finding.code for finding in receipt.findings]


def words_of(
    error: type[MocgioiError], do: Callable[..., object], *given: Any, **wishes: Any
) -> str:
    """Do what has to be refused, and return with which words it is."""
    with pytest.raises(error) as raised:
        do(*given, **wishes)
    return raised.value.words().vi


def refused(work: Tracker, path: Path, **wishes: Any) -> str:
    """Merge what has to be refused; the store is as it was."""
    before = work.store.path.read_bytes()
    words = words_of(UsageError, work.merge, path, **wishes)
    assert work.store.path.read_bytes() == before
    return words


# ------------------------------------------------------------------ what a kit is


def test_a_kit_has_the_markers_and_roads_of_its_post_and_none_of_another(kit: Tracker) -> None:
    assert statuses(kit) == {"1116": "none", "1117": None}
    assert rows(kit, "SELECT serves FROM roads ORDER BY 1") == [("1116",), ("1117",)]
    assert rows(kit, "SELECT code FROM posts") == [("chi-ma",)]
    assert rows(kit, "SELECT count(*) FROM observations WHERE subject IN ('1118', '1119')") == [
        (0,)
    ]


def test_a_kit_is_a_sound_store(kit: Tracker) -> None:
    assert_sound(kit.store.path)


def test_a_kit_has_the_projects_of_its_markers_and_no_names_of_donors(
    home: Tracker, tmp_path: Path
) -> None:
    for kind, content in (
        ("projects", "code,name,serves\nduong-1116,Đường lên mốc 1116,1116\n"),
        ("contributions", "project_code,donor,kind,amount_vnd\nduong-1116,Bà Tơ,money,5000000\n"),
    ):
        (tmp_path / f"{kind}.csv").write_text(content, "utf-8")
        home.register.import_file(kind, tmp_path / f"{kind}.csv")
    made = taken(home, "kit.gpkg")
    assert rows(made, "SELECT code FROM projects") == [("duong-1116",)]
    assert rows(made, "SELECT * FROM contributions") == []
    assert "Bà Tơ".encode() not in made.store.path.read_bytes()
    home.merge(made.store.path)
    assert rows(home, "SELECT donor FROM contributions") == [("Bà Tơ",)]


def test_cutting_a_kit_leaves_the_store_as_it_is(home: Tracker) -> None:
    before = home.store.path.read_bytes()
    cut(home, "kit.gpkg")
    assert home.store.path.read_bytes() == before


def test_what_was_measured_goes_along(home: Tracker, kit: Tracker) -> None:
    sql = "SELECT number, measured, border_km FROM markers WHERE post_code = 'chi-ma' ORDER BY 1"
    assert rows(kit, sql) == rows(home, sql)
    assert rows(kit, sql) == [("1116", "isolated", None), ("1117", "isolated", None)]
    with kit.store.reading() as connection:
        assert results.nearest_is_current(connection)
        assert results.measured_is_of(connection, today())


def test_lines_that_moved_since_they_were_measured_are_measured_for_the_kit(home: Tracker) -> None:
    edited(home, "DELETE FROM roads WHERE serves = '1117'")
    home.store.seal()
    before = home.store.path.read_bytes()
    made = taken(home, "kit.gpkg")
    assert rows(made, "SELECT measured FROM markers ORDER BY number") == [("isolated",), ("none",)]
    assert home.store.path.read_bytes() == before


def test_check_says_of_a_kit_which_part_it_is_and_is_content(kit: Tracker, capsys: Any) -> None:
    assert main(["--store", str(kit.store.path), "check"]) == 0
    said = capsys.readouterr().out
    assert "CHỈ LÀ PHẦN CỦA ĐỒN BIÊN PHÒNG CỬA KHẨU CHI MA (2 mốc)" in said
    assert "«langson.gpkg»" in said


def test_figures_of_a_kit_are_never_those_of_the_province(kit: Tracker) -> None:
    for form in ("text", "md", "html"):
        said = " ".join(str(kit.figures.report(form=form)).split())
        assert "CHỈ LÀ PHẦN CỦA ĐỒN BIÊN PHÒNG CỬA KHẨU CHI MA" in said
        assert "oàn tỉnh có" not in said
        assert "riêng Đồn Biên phòng Cửa khẩu Chi Ma" in said


def test_a_document_of_a_kit_says_of_which_post_it_is(home: Tracker, kit: Tracker) -> None:
    first = kit.figures.status()["notes"][0]
    assert (first["code"], first["params"]) == ("part-of-post", {"post": "Cửa khẩu Chi Ma"})
    assert "part-of-post" not in {note["code"] for note in home.figures.status()["notes"]}


def test_the_name_of_a_post_is_no_part_of_the_page_that_prints_it(home: Tracker) -> None:
    edited(home, "UPDATE posts SET name = '\"} </style><b>' WHERE code = 'chi-ma'")
    page = str(taken(home, "kit.gpkg", "chi-ma").figures.report(form="html"))
    assert "</STYLE>" not in page
    assert "<B>" not in page


def test_a_table_of_a_kit_names_its_post_in_each_row(home: Tracker, kit: Tracker) -> None:
    head, *of_kit = str(kit.figures.report(form="csv")).splitlines()
    assert "part_of_post" in head
    assert all(",Cửa khẩu Chi Ma," in row for row in of_kit)
    assert "part_of_post" not in str(home.figures.report(form="csv"))


def test_figures_load_no_words_of_findings() -> None:
    code = "import sys, mocgioi.tracker.glancing; print('mocgioi.words.findings' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_map_of_a_kit_is_called_that_of_its_post(kit: Tracker) -> None:
    assert "CHỈ LÀ PHẦN CỦA ĐỒN BIÊN PHÒNG CỬA KHẨU CHI MA" in kit.maps.page()


def test_what_concerns_the_province_is_refused_in_a_kit(kit: Tracker) -> None:
    published = words_of(UsageError, kit.figures.publish, title="Quý I")
    assert "chỉ công bố từ kho của tỉnh" in published
    for of_roads in (given(kit.plan, budget_vnd="5 tỷ"), kit.roads.check, kit.roads.costs):
        assert "nơi có đủ mạng đường" in words_of(UsageError, of_roads)


def test_what_is_left_to_be_built_is_not_estimated_in_a_kit(kit: Tracker) -> None:
    kit.set("1116", road_status="built", on=DAY)
    assert kit.figures.coverage(full=True)["remaining"] is None
    said = str(kit.figures.report(form="html", full=True))
    assert "chỉ ước tính ở kho của tỉnh" in said


def test_a_post_that_is_not_there_and_one_without_markers_have_no_kit(home: Tracker) -> None:
    absent = words_of(UsageError, cut, home, "kit.gpkg", "Pò Mã")
    assert "Không có Đồn Biên phòng nào là «Pò Mã»" in absent
    assert "Bắc Xa chưa có mốc nào" in words_of(UsageError, cut, home, "kit.gpkg", "bac-xa")
    assert not home.store.path.with_name("kit.gpkg").exists()


def test_a_kit_that_is_there_is_not_overwritten(home: Tracker, kit: Tracker) -> None:
    kit.set("1116", road_status="built", on=DAY)
    before = kit.store.path.read_bytes()
    assert "đã có, không ghi đè" in words_of(CannotWrite, cut, home, "kit.gpkg")
    assert kit.store.path.read_bytes() == before


def test_a_kit_that_could_not_be_finished_is_not_there(
    home: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(partial, "_put_measures", fail)
    with pytest.raises(CannotWrite):
        cut(home, "kit.gpkg")
    assert sorted(p.name for p in home.store.path.parent.glob("*kit*")) == []


# ------------------------------------------------------------------ what is the province's


def as_gis(work: Tracker, sql: str) -> None:
    """Edit as QGIS does, which has geometry functions of its own."""
    with closing(sqlite3.connect(work.store.path, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = ON")
        register_geometry_functions(connection)
        connection.execute(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE posts SET name = 'Đồn khác'",
        "DELETE FROM posts",
        "INSERT INTO communes (code, name) VALUES ('99999', 'Xã mới')",
        "INSERT INTO gates (name) VALUES ('Cửa khẩu mới')",
        "INSERT INTO boundary (km_from) VALUES (1)",
        "INSERT INTO ground (kind) VALUES ('lake')",
        "INSERT INTO projects (code, name) VALUES ('p', 'Công trình')",
        "INSERT INTO contributions (donor, kind) VALUES ('A', 'money')",
        "INSERT INTO published (measure, value) VALUES ('road_built', 1)",
        "INSERT INTO targets (year) VALUES (2030)",
    ],
)
def test_what_is_the_provinces_is_not_edited_in_a_kit(kit: Tracker, sql: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="kho của tỉnh"):
        as_gis(kit, sql)


def test_the_same_is_edited_at_home(home: Tracker) -> None:
    edited(home, "UPDATE posts SET name = 'Đồn khác' WHERE code = 'ba-son'")
    assert ("Đồn khác",) in rows(home, "SELECT name FROM posts")


def with_a_road_between(home: Tracker, folder: Path) -> Tracker:
    """Return the kit of Chi Ma with a road that joins that of 1117 to a trunk road."""
    joining: list[tuple[dict[str, object], list[list[float]]]] = [
        ({"name": "Đường của Ba Sơn", "serves": "1118", "cost_vnd": 7}, [[106.61, 21.96]]),
        ({"name": "Tỉnh lộ", "road_class": "provincial"}, [[106.62, 21.93]]),
    ]
    features = [
        {
            "type": "Feature",
            "properties": {"status": "built", "illustrative": 1, **said},
            "geometry": {"type": "LineString", "coordinates": [*line, [106.62, 21.94]]},
        }
        for said, line in joining
    ]
    path = folder / "between.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    home.register.import_file("roads", path)
    return taken(home, "between.gpkg")


def test_a_road_of_neighbours_is_there_where_it_joins_and_says_no_cost(
    home: Tracker, tmp_path: Path
) -> None:
    kit = with_a_road_between(home, tmp_path)
    assert rows(home, "SELECT cost_vnd FROM roads WHERE serves = '1118' AND cost_vnd > 0") == [(7,)]
    assert rows(kit, "SELECT name, cost_vnd FROM roads WHERE serves = '1118'") == [
        ("Đường của Ba Sơn", None)
    ]
    assert_sound(kit.store.path)


@pytest.mark.parametrize(
    "sql",
    ["UPDATE roads SET status = 'none'", "UPDATE roads SET serves = '1117'", "DELETE FROM roads"],
)
def test_a_road_that_leads_to_no_marker_of_the_post_is_not_edited_in_its_kit(
    home: Tracker, tmp_path: Path, sql: str
) -> None:
    kit = with_a_road_between(home, tmp_path)
    with pytest.raises(sqlite3.IntegrityError, match="kho của tỉnh"):
        as_gis(kit, f"{sql} WHERE serves = '1118'")


def test_a_road_of_the_post_and_one_drawn_in_the_kit_are_edited_and_told_at_home(
    home: Tracker, kit: Tracker
) -> None:
    as_gis(
        kit,
        "INSERT INTO roads (name, geom) SELECT 'Đường mới', geom FROM roads WHERE serves = '1117'",
    )
    as_gis(kit, "UPDATE roads SET surface = 'bê tông' WHERE name = 'Đường mới'")
    as_gis(kit, "UPDATE roads SET width_m = 3 WHERE serves = '1116'")
    as_gis(kit, "UPDATE markers SET note = 'có suối' WHERE number = '1117'")
    receipt = home.merge(kit.store.path)
    told = [(change.item, change.words.vi) for change in receipt.changes]
    assert sorted(told) == [
        ("1117", "ghi chú của sổ đăng ký: – → có suối"),
        ("Đường 1116", "rộng (m): – → 3"),
        ("Đường mới", "có trong sổ: – → có"),
    ]
    assert sorted(home.surveys.changes(str(receipt.batch))) == sorted(receipt.changes)


def test_a_marker_is_not_given_to_a_post_that_is_not_there(kit: Tracker) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="phải là mã đã có"):
        edited(kit, "UPDATE markers SET post_code = 'ba-son' WHERE number = '1116'")


@pytest.mark.parametrize("kind", ["markers", "roads", "communes"])
def test_no_register_is_imported_into_a_kit(kit: Tracker, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, "utf-8")
    words = words_of(UsageError, kit.register.import_file, kind, path, crs="EPSG:4326")
    assert "kho của tỉnh" in words and "merge" in words
    words_of(UsageError, kit.register.check, kind, path, crs="EPSG:4326")


def test_the_batches_of_a_kit_count_what_came_along(home: Tracker, kit: Tracker) -> None:
    whole = {b.uuid: b.read for b in home.surveys.batches() if b.kind == "markers"}
    own = {b.uuid: b.read for b in kit.surveys.batches() if b.kind == "markers"}
    assert list(whole.values()) == [4] and own == dict.fromkeys(whole, 2)


def test_a_commune_of_a_kit_is_called_the_posts_part_in_a_report(home: Tracker) -> None:
    as_gis(home, "INSERT INTO communes (code, name) VALUES ('06541', 'Mẫu Sơn')")
    edited(home, "UPDATE markers SET commune_code = '06541'")
    part = "Mẫu Sơn (phần của Đồn Cửa khẩu Chi Ma)"
    assert part in str(taken(home, "kit.gpkg").figures.report(form="md", by=("commune",)))
    assert part not in str(home.figures.report(form="md", by=("commune",)))


def test_a_map_of_a_kit_says_the_post_where_another_says_the_province(kit: Tracker) -> None:
    facts = drawing.map_facts(kit.store, as_of=today(), lang="vi")
    assert texts_of(facts)["vi"]["whole_name"] == "Đồn Biên phòng Cửa khẩu Chi Ma"


# ------------------------------------------------------------------ what comes home


def test_a_kit_in_which_nothing_was_done_has_nothing_new(home: Tracker, kit: Tracker) -> None:
    before = home.store.path.read_bytes()
    receipt = home.merge(kit.store.path)
    assert (receipt.batch, codes(receipt)) == (None, ["merge-kit", "merge-nothing"])
    assert "không có gì mới" in receipt.findings[1].words().vi
    assert home.store.path.read_bytes() == before


def test_an_edit_in_a_kit_comes_home_with_its_day_once(home: Tracker, kit: Tracker) -> None:
    others = rows(home, "SELECT * FROM markers WHERE post_code = 'ba-son'")
    edited(
        kit,
        "UPDATE markers SET road_status = 'built', road_status_since = '2025-05-01',"
        " edited_by = 'Lò Văn A' WHERE number = '1116'",
    )
    receipt = home.merge(kit.store.path)
    assert (receipt.came, receipt.moved) == ({"batches": 1, "observations": 1}, ["1116"])
    [last] = [h for h in home.show("1116")["history"] if h["value"] == "built"]
    assert (last["observed_on"], last["observer"]) == (DAY, "Lò Văn A")
    assert rows(home, "SELECT * FROM markers WHERE post_code = 'ba-son'") == others
    assert home.merge(kit.store.path).batch is None
    assert home.store.faults() == []


def test_a_receipt_says_that_it_was_a_kit_of_which_post_and_when_it_was_cut(
    home: Tracker, kit: Tracker
) -> None:
    kit.set("1116", road_status="built", on=DAY)
    receipt = home.merge(kit.store.path)
    assert codes(receipt)[:2] == ["merge-kit", "merge-came"]
    said = receipt.findings[0].words().vi
    assert "gói thực địa của Đồn Biên phòng Cửa khẩu Chi Ma (2 mốc), cắt từ kho này" in said
    assert f"sau lần ghi {rows(home, 'SELECT max(number) - 1 FROM commits')[0][0]}" in said


def test_what_qgis_edited_at_home_before_goes_along_and_comes_with_no_kit(home: Tracker) -> None:
    edited(home, "UPDATE markers SET road_status = 'built' WHERE number = '1117'")
    made = taken(home, "kit.gpkg")
    assert statuses(made) == {"1116": "none", "1117": "built"}
    receipt = home.merge(made.store.path)
    assert (receipt.batch, "cắt từ kho này" in receipt.findings[0].words().vi) == (None, True)


def test_what_was_recorded_at_home_meanwhile_stays(home: Tracker, kit: Tracker) -> None:
    home.set("1118", road_status="built", on=DAY)
    home.set("1117", road_status="none", on=DAY)
    kit.set("1116", road_status="built", on=DAY)
    home.merge(kit.store.path)
    assert statuses(home) == {"1116": "built", "1117": "none", "1118": "built", "1119": None}


def test_what_a_kit_and_home_say_otherwise_of_one_day_waits_for_a_person(
    home: Tracker, kit: Tracker
) -> None:
    home.set("1116", road_status="under_construction", on=DAY, by="Phòng")
    kit.set("1116", road_status="none", on=DAY, by="Đồn")
    receipt = home.merge(kit.store.path)
    assert "merge-conflict" in codes(receipt)
    assert len(home.decisions.disagreements()["conflicts"]) == 1


def test_what_was_decided_at_home_and_otherwise_in_a_kit_waits_for_a_person(home: Tracker) -> None:
    home.set("1117", road_status="none", on=DAY, by="A")
    home.set("1117", road_status="under_construction", on=DAY, by="B")
    made = taken(home, "kit.gpkg")
    [waiting] = home.decisions.disagreements()["conflicts"]
    assert made.decisions.disagreements()["conflicts"] == [waiting]
    sides = [side["observation"] for side in waiting["sides"]]
    for work, kept in zip((home, made), sides, strict=True):
        work.decisions.resolve(waiting["id"], kept, why="đã xem")
    assert "merge-conflict" in codes(home.merge(made.store.path))
    assert statuses(home)["1117"] is None


def test_what_was_taken_back_at_home_meanwhile_stays_taken_back(
    home: Tracker, kit: Tracker
) -> None:
    [batch] = rows(
        home,
        "SELECT batch_uuid FROM observations WHERE subject = '1116' AND aspect = 'road_status'",
    )
    home.surveys.undo(batch[0], why="nhầm mốc")
    kit.set("1117", road_status="built", on=DAY)
    home.merge(kit.store.path)
    assert statuses(home)["1116"] is None


def test_edits_of_a_marker_renumbered_at_home_meanwhile_are_of_its_new_number(
    home: Tracker, kit: Tracker
) -> None:
    home.register.renumber("1116", "1200", on=DAY, why="đo lại")
    kit.set("1116", road_status="built", on="2025-06-01")
    assert home.merge(kit.store.path).moved == ["1200"]
    assert statuses(home)["1200"] == "built"
    assert home.store.faults() == []


def test_a_kit_cut_after_a_marker_was_renumbered_knows_both_numbers(home: Tracker) -> None:
    home.register.renumber("1116", "1200", on=DAY, why="đo lại")
    made = taken(home, "kit.gpkg")
    assert statuses(made) == {"1200": "none", "1117": None}
    uuid = "SELECT uuid FROM markers WHERE number = '1200'"
    assert rows(made, uuid) == rows(home, uuid)
    made.set("1116", road_status="built", on="2025-06-01")
    assert home.merge(made.store.path).moved == ["1200"]


def test_a_marker_retired_before_is_of_its_sector_and_counts_in_no_kit(home: Tracker) -> None:
    home.register.retire("1117", on=DAY, why="gộp mốc")
    made = taken(home, "kit.gpkg")
    assert statuses(made) == {"1116": "none"}
    assert made.show("1117", as_of="2025-04-30")["number"] == "1117"


def test_a_marker_renumbered_and_one_retired_in_a_kit_are_so_at_home(
    home: Tracker, kit: Tracker
) -> None:
    kit.register.renumber("1116", "1200", on=DAY, why="đo lại")
    kit.register.retire("1117", on=DAY, why="gộp mốc")
    home.merge(kit.store.path)
    assert set(statuses(home)) == {"1200", "1118", "1119"}
    assert home.store.faults() == []


def test_a_number_given_in_a_kit_that_another_marker_of_home_has_is_refused(
    home: Tracker, kit: Tracker
) -> None:
    kit.register.renumber("1116", "1118", on=DAY, why="đo lại")
    assert "cùng mang số 1118" in refused(home, kit.store.path)


@pytest.mark.parametrize("first", ["kit", "home"])
def test_a_number_given_in_a_kit_that_another_marker_of_home_had_is_refused(
    home: Tracker, kit: Tracker, first: str
) -> None:
    given = (kit, "1116", "1118"), (home, "1118", "1300")
    for work, old, new in given if first == "kit" else reversed(given):
        work.register.renumber(old, new, on=DAY, why="đo lại")
    assert "cùng mang số 1118" in refused(home, kit.store.path)


def test_a_road_drawn_and_one_removed_in_a_kit_are_so_at_home(home: Tracker, kit: Tracker) -> None:
    edited(kit, "DELETE FROM roads WHERE serves = '1117'")
    edited(kit, "UPDATE roads SET length_m = 1250.0 WHERE serves = '1116'")
    home.merge(kit.store.path)
    found = rows(home, "SELECT serves, length_m FROM roads ORDER BY 1")
    assert found == [("1116", 1250.0), ("1118", None), ("1119", None)]


def test_a_survey_taken_in_by_a_kit_and_at_home_is_one(
    home: Tracker, kit: Tracker, tmp_path: Path
) -> None:
    survey = tmp_path / "survey.csv"
    survey.write_text(f"number,date,road_status,illustrative\n1116,{DAY},built,yes\n")
    for work in (home, kit):
        work.surveys.apply(survey)
    assert home.merge(kit.store.path).batch is None


def test_two_devices_that_disagree_are_told_apart(home: Tracker, tmp_path: Path) -> None:
    devices = []
    for place, condition in enumerate(("intact", "minor_damage")):
        kit = taken(home, f"{place}.gpkg")
        edited(kit, f"UPDATE markers SET marker_condition = '{condition}' WHERE number = '1117'")
        (tmp_path / str(place)).mkdir()
        devices.append(kit.store.path.rename(tmp_path / str(place) / "moc-chi-ma.gpkg"))
    home.merge(devices[0])
    receipt = home.merge(devices[1])
    told = next(f.words().vi for f in receipt.findings if f.code == "merge-conflict")
    (conflict,) = home.decisions.disagreements()["conflicts"]
    files = [str(side["file"]) for side in conflict["sides"]]
    assert len(set(files)) == 2
    assert all(name.startswith("moc-chi-ma.gpkg (Cửa khẩu Chi Ma) #") for name in files)
    assert all(name in told for name in files)


# ------------------------------------------------------------------ what must be reported at once


ALARMING = (
    "Số hiệu mốc,Ngày kiểm tra,Tình trạng mốc,Ghi chú,illustrative\n"
    "1116,31/02/2025,bị mất,,yes\n1118,31/02/2025,bị mất,,yes\n"
    "1117,01/05/2025,bị đổ,,yes\n1119,01/05/2025,bị đổ,,yes\n"
)
"""Of each post a marker that is damaged, and one that may be: its row has no such day."""


@pytest.fixture
def alarmed(home: Tracker, tmp_path: Path) -> Tracker:
    (tmp_path / "alarms.csv").write_text(ALARMING, encoding="utf-8")
    home.surveys.apply(tmp_path / "alarms.csv")
    return home


def test_a_kit_tells_the_alarms_of_its_markers_and_of_no_others(alarmed: Tracker) -> None:
    alarmed.cases.record("1117", reported_on="2025-05-02", to="Bộ Chỉ huy")
    made = taken(alarmed, "kit.gpkg")
    cases = alarmed.cases.document()["cases"]
    assert made.cases.document()["cases"] == [c for c in cases if c["number"] in ("1116", "1117")]
    assert alarmed.merge(made.store.path).batch is None


def test_a_step_of_a_case_that_is_not_taken_home_keeps_its_kit_from_being_replaced(
    alarmed: Tracker, tmp_path: Path
) -> None:
    place = tmp_path / "folder"
    alarmed.kits.make("chi-ma", place)
    [path] = (place / "qfield").glob("*.gpkg")
    tracker.open(path).cases.record("1117", reported_on="2025-05-02", to="Bộ Chỉ huy")
    assert path.name in words_of(CannotWrite, alarmed.kits.make, "chi-ma", place)
    alarmed.merge(path)
    alarmed.kits.make("chi-ma", place)


def two_sheets(path: Path, of_sheets: dict[str, dict[str, str]]) -> Path:
    """Make a workbook of a sheet for each post: by marker, what stands where nothing is read."""
    book = openpyxl.Workbook(write_only=True)
    for name, texts in of_sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(["Mốc số", "Ngày kiểm tra", "Tình trạng đường", "illustrative", "Việc lạ"])
        for number, text in texts.items():
            sheet.append([number, "01/05/2025", "đã xây dựng", "yes", text])
    book.save(path)
    return path


def unread_of(work: Tracker) -> list[str]:
    said = rows(work, "SELECT value FROM findings WHERE code = 'alarm-unread' ORDER BY value")
    return [value for (value,) in said]


def test_what_is_unread_on_the_sheet_of_another_post_is_no_alarm_of_a_kit(
    home: Tracker, tmp_path: Path
) -> None:
    sheets = {"Chi Ma": {"1116": ""}, "Ba Sơn": {"1118": "mốc bị mất, nghi ông Kín phá hoại"}}
    home.surveys.apply(two_sheets(tmp_path / "tuần.xlsx", sheets))
    assert len(unread_of(home)) == 1
    assert unread_of(taken(home, "kit.gpkg")) == []


def test_what_is_unread_in_a_row_of_the_post_is_in_its_kit(home: Tracker, tmp_path: Path) -> None:
    home.surveys.apply(two_sheets(tmp_path / "a.xlsx", {"Chi Ma": {"1116": "mốc bị mất"}}))
    assert unread_of(taken(home, "kit.gpkg")) == ["mốc bị mất"]


@pytest.mark.parametrize(("marker", "is_named"), [("1118", False), ("1116", True)])
def test_a_kit_names_no_file_that_brought_nothing_of_its_post(
    home: Tracker, tmp_path: Path, marker: str, is_named: bool
) -> None:
    survey = tmp_path / "bao-cao-mat.csv"
    survey.write_text(f"number,date,Đường đi,illustrative\n{marker},{DAY},đã có,yes\n", "utf-8")
    home.surveys.apply(survey, columns={"road_status": "Đường đi"})
    made = taken(home, "kit.gpkg")
    named = rows(made, "SELECT file_name FROM batches WHERE file_name = 'bao-cao-mat.csv'")
    assert (bool(named), bool(rows(made, "SELECT * FROM column_mappings"))) == (is_named, is_named)


# ------------------------------------------------------------------ photographs


def photographed(work: Tracker, folder: Path, marker: str, photo: bytes = PHOTO) -> None:
    table = f"number,date,Tình trạng đường,Ảnh,illustrative\n{marker},{DAY},đã có,a.jpg,yes\n"
    work.surveys.apply(zipped(folder / f"{marker}.zip", {"p.csv": table, "media/a.jpg": photo}))


def test_a_kit_has_the_photographs_of_its_markers_alone(home: Tracker, tmp_path: Path) -> None:
    photographed(home, tmp_path, "1116")
    photographed(home, tmp_path, "1118", jpeg(colour=(1, 2, 3)))
    made = cut(home, "kit.gpkg")
    assert (made.photos, made.photos_bytes, made.photos_left) == (1, len(PHOTO), 0)
    kit = tracker.open(made.path)
    shown = "SELECT m.number, p.data FROM markers_photos JOIN markers AS m ON m.fid = base_id"
    shown += " JOIN photos AS p ON p.id = related_id"
    assert rows(kit, shown) == [("1116", PHOTO)]


def test_a_kit_without_photographs_brings_none_and_loses_none(
    home: Tracker, tmp_path: Path
) -> None:
    photographed(home, tmp_path, "1116")
    made = cut(home, "kit.gpkg", photos=False)
    assert (made.photos, made.photos_left) == (0, 1)
    kit = tracker.open(made.path)
    assert kit.store.faults() == []
    kit.set("1117", road_status="built", on=DAY)
    home.merge(kit.store.path)
    assert rows(home, "SELECT data FROM photos") == [(PHOTO,)]
    assert rows(home, "SELECT count(*) FROM markers_photos") == [(1,)]


def test_photographs_added_in_a_kit_come_home(home: Tracker, kit: Tracker, tmp_path: Path) -> None:
    photographed(kit, tmp_path, "1117")
    assert home.merge(kit.store.path).photos_stored == 1
    shown = "SELECT m.number FROM markers_photos JOIN markers AS m ON m.fid = base_id"
    assert rows(home, shown) == [("1117",)]


# ------------------------------------------------------------------ which stores go together


def test_a_kit_of_another_province_is_refused(home: Tracker, tmp_path: Path) -> None:
    (tmp_path / "else").mkdir()
    other = tracker.create(tmp_path / "else" / "caobang.gpkg")
    for kind, content in (
        ("posts", POSTS.replace("Cửa khẩu Chi Ma", "Chi Ma Cao Bằng")),
        ("markers", REGISTER.replace("21.97", "22.97")),
    ):
        path = tmp_path / "else" / f"{kind}.csv"
        path.write_text(content, encoding="utf-8")
        other.register.import_file(kind, path, crs="EPSG:4326")
    made = taken(other, "kit.gpkg")
    assert "cắt từ kho «caobang.gpkg», không phải từ kho này" in refused(home, made.store.path)


def test_a_kit_cut_from_another_copy_of_the_store_comes_home_and_is_told_so(
    home: Tracker, tmp_path: Path
) -> None:
    copy = tracker.open(shutil.copy(home.store.path, tmp_path / "copy.gpkg"))
    copy.set("1118", road_status="built", on=DAY)
    made = taken(copy, "kit.gpkg")
    made.set("1116", road_status="built", on=DAY)
    receipt = home.merge(made.store.path)
    assert "từ một bản khác của kho («copy.gpkg»" in receipt.findings[0].words().vi
    assert statuses(home)["1118"] == "none"


def test_the_store_of_the_province_is_not_merged_into_a_kit(home: Tracker, kit: Tracker) -> None:
    home.set("1118", road_status="built", on=DAY)
    for wish in ({}, {"unrelated": True}, {"check": True}):
        assert "cắt gói mới" in refused(kit, home.store.path, **wish)


def test_a_kit_takes_in_another_of_its_post_and_none_of_another_post(
    home: Tracker, kit: Tracker
) -> None:
    second, other = taken(home, "second.gpkg"), taken(home, "other.gpkg", "ba-son")
    second.set("1117", road_status="built", on=DAY)
    kit.merge(second.store.path)
    assert statuses(kit) == {"1116": "none", "1117": "built"}
    refused(kit, other.store.path)
    assert home.merge(kit.store.path).moved == ["1117"]
    assert home.merge(second.store.path).batch is None


def test_a_kit_of_a_kit_comes_home_with_what_was_done_in_both(home: Tracker, kit: Tracker) -> None:
    kit.set("1116", road_status="built", on=DAY)
    again = taken(kit, "again.gpkg")
    again.set("1117", road_status="built", on=DAY)
    assert [found.code for found in again.store.check()] == ["store-is-kit"]
    assert sorted(home.merge(again.store.path).moved) == ["1116", "1117"]
    assert home.merge(kit.store.path).batch is None


def test_a_kit_has_no_kit_of_another_post(kit: Tracker) -> None:
    assert "Không có Đồn Biên phòng nào" in words_of(UsageError, cut, kit, "k.gpkg", "ba-son")


def test_a_kit_of_a_later_version_is_refused(home: Tracker, kit: Tracker) -> None:
    edited(kit, "UPDATE settings SET value = '99' WHERE name = 'schema_version'")
    with pytest.raises(SchemaVersion):
        home.merge(kit.store.path)


def test_a_kit_in_the_place_of_the_store_would_lose_the_rest(home: Tracker, kit: Tracker) -> None:
    before = home.store.path.read_bytes()
    assert "Chưa thay gì" in words_of(WouldLose, home.store.restore, kit.store.path)
    assert home.store.path.read_bytes() == before


# ------------------------------------------------------------------ written anew by another program


def test_a_layer_of_a_kit_that_was_saved_as_comes_home_and_nothing_else_is_gone(
    home: Tracker, kit: Tracker, tmp_path: Path
) -> None:
    frame = geopandas.read_file(kit.store.path, layer="markers")
    frame.loc[frame["number"] == "1116", "road_status"] = "built"
    frame.to_file(tmp_path / "layer.geojson", driver="GeoJSON")
    receipt = home.merge(tmp_path / "layer.geojson", on=DAY)
    assert statuses(home) == {"1116": "built", "1117": None, "1118": "none", "1119": None}
    assert receipt.moved == ["1116"]
