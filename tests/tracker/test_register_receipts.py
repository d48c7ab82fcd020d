"""What an import of the register tells, and what it does to the communes of markers."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely

from mocgioi import tracker
from mocgioi.cli import main
from mocgioi.domain.register import BY_OUTLINE
from mocgioi.tracker import Tracker
from tests.keeping import kept_open

REGISTER = (
    "number,longitude,latitude,commune,needs_road,illustrative\n"
    "1116,106.71,21.97,,yes,yes\n1117,106.73,21.97,Đồng Đăng,yes,yes\n1118,106.75,21.97,,no,yes\n"
)
WEST, EAST = (106.70, 106.74), (106.74, 106.78)
"""Longitudes of two communes side by side."""


def communes(path: Path, *, outlined: bool = True, west: tuple[float, float] = WEST) -> Path:
    """Write a file of two communes, Đồng Đăng to the west and Cao Lộc to the east."""
    features = []
    for code, name, (left, right) in (("06184", "Đồng Đăng", west), ("06211", "Cao Lộc", EAST)):
        area = shapely.box(left, 21.90, right, 21.98)
        shape = json.loads(shapely.to_geojson(area)) if outlined else None
        properties = {"code": code, "name": name}
        features.append({"type": "Feature", "properties": properties, "geometry": shape})
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose register came before the outlines of its communes; do not write to it."""
    folder = tmp_path_factory.mktemp("named")
    store = tracker.create(folder / "langson.gpkg")
    (folder / "register.csv").write_text(REGISTER, encoding="utf-8")
    (folder / "names.csv").write_text("code,name\n06184,Đồng Đăng\n06211,Cao Lộc\n", "utf-8")
    store.register.import_file("communes", folder / "names.csv")
    store.register.import_file("markers", folder / "register.csv", crs="EPSG:4326")
    return store.store.path


@pytest.fixture
def made(named: Path, tmp_path: Path) -> Iterator[Tracker]:
    yield from kept_open(tracker.open(shutil.copy(named, tmp_path)))


def communes_of(store: Tracker, as_of: str | None = None) -> dict[str, int | None]:
    groups = store.figures.coverage(by=("commune",), as_of=as_of)["groups"]
    return {group["name"] or "": group["markers"] for group in groups if group["markers"]}


def test_outlines_that_come_later_give_markers_their_commune_from_the_beginning(
    made: Tracker, tmp_path: Path
) -> None:
    assert communes_of(made)["Đồng Đăng"] == 1
    receipt = made.register.import_file("communes", communes(tmp_path / "areas.geojson"))
    assert communes_of(made, as_of="2020-12-31") == {"Đồng Đăng": 2, "Cao Lộc": 1}
    assert "commune-from-polygon" in [finding.code for finding in receipt.findings]


def test_outlines_that_come_after_others_hold_from_their_day(made: Tracker, tmp_path: Path) -> None:
    narrow = communes(tmp_path / "narrow.geojson", west=(106.72, 106.74))
    made.register.import_file("communes", narrow, on="2024-01-01")
    wide = communes(tmp_path / "wide.geojson")
    made.register.import_file("communes", wide, on="2025-06-01")
    assert communes_of(made, as_of="2025-05-31")["Đồng Đăng"] == 1
    assert communes_of(made, as_of="2025-06-01")["Đồng Đăng"] == 2


def test_who_says_such_a_commune_is_the_outline(made: Tracker, tmp_path: Path) -> None:
    made.register.import_file("communes", communes(tmp_path / "areas.geojson"))
    (event,) = [e for e in made.show("1116")["history"] if e["aspect"] == "commune"]
    assert (event["file"], event["observer"]) == ("areas.geojson", BY_OUTLINE)


def test_a_register_is_not_named_twice_as_file_and_as_who_says_so(made: Tracker) -> None:
    history = made.show("1117")["history"]
    assert {(event["file"], event["observer"]) for event in history} == {("register.csv", None)}


def test_it_is_made_up_where_the_markers_are(made: Tracker, tmp_path: Path) -> None:
    made.register.import_file("communes", communes(tmp_path / "areas.geojson"))
    frame = made.frame("observations")
    by_outline = frame[frame["observer"] == BY_OUTLINE]
    assert len(by_outline) == 2 and by_outline["illustrative"].all()


def test_taking_the_outlines_back_takes_these_communes_back(made: Tracker, tmp_path: Path) -> None:
    receipt = made.register.import_file("communes", communes(tmp_path / "areas.geojson"))
    made.surveys.undo(receipt.batch or "", why="x")
    assert communes_of(made)["Đồng Đăng"] == 1


def test_the_same_outlines_again_write_nothing(made: Tracker, tmp_path: Path) -> None:
    areas = communes(tmp_path / "areas.geojson")
    made.register.import_file("communes", areas)
    receipt = made.register.import_file("communes", areas)
    assert (receipt.batch, receipt.unchanged) == (None, 2)


def test_a_register_that_comes_after_the_outlines_has_its_communes_at_once(
    made: Tracker, tmp_path: Path
) -> None:
    made.register.import_file("communes", communes(tmp_path / "areas.geojson"))
    more = "number,longitude,latitude,needs_road,illustrative\n1119,106.76,21.97,yes,yes\n"
    (tmp_path / "more.csv").write_text(more, encoding="utf-8")
    receipt = made.register.import_file("markers", tmp_path / "more.csv", crs="EPSG:4326")
    assert {"commune-from-polygon", "marker-absent"} <= {f.code for f in receipt.findings}
    assert communes_of(made) == {"Đồng Đăng": 2, "Cao Lộc": 2}
    (event,) = [e for e in made.show("1119")["history"] if e["aspect"] == "commune"]
    assert (event["file"], event["observer"]) == ("more.csv", BY_OUTLINE)


def test_what_a_file_says_on_the_day_of_the_outlines_counts_and_is_not_contested(
    made: Tracker, tmp_path: Path
) -> None:
    narrow = communes(tmp_path / "narrow.geojson", west=(106.72, 106.74))
    made.register.import_file("communes", narrow, on="2024-01-01")
    made.register.import_file("communes", communes(tmp_path / "wide.geojson"), on="2025-06-01")
    (tmp_path / "said.csv").write_text("number,commune,illustrative\n1116,Cao Lộc,yes\n", "utf-8")
    receipt = made.register.import_file("markers", tmp_path / "said.csv", on="2025-06-01")
    assert (receipt.applied, receipt.queued) == (1, 0)
    assert communes_of(made, as_of="2025-06-01") == {"Đồng Đăng": 1, "Cao Lộc": 2}
    made.surveys.undo(receipt.batch or "", why="x")
    assert communes_of(made, as_of="2025-06-01") == {"Đồng Đăng": 2, "Cao Lộc": 1}


def test_an_import_prints_which_commune_a_file_changed(
    made: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "moved.csv").write_text("number,commune,illustrative\n1117,Cao Lộc,yes\n", "utf-8")
    store = str(made.store.path)
    main(["--store", store, "import", "markers", str(tmp_path / "moved.csv"), "--on", "2025-01-01"])
    printed = capsys.readouterr().out
    assert "Mốc 1117, xã: 06184 → 06211 (01/01/2025, dòng 2)" in printed


def import_needs(store: Tracker, folder: Path, *options: str) -> None:
    (folder / "needs.csv").write_text("number,needs_road,illustrative\n1118,yes,yes\n", "utf-8")
    argv = ["--store", str(store.store.path), "import", "markers", str(folder / "needs.csv")]
    assert main([*argv, *options]) == 0


def test_a_receipt_says_what_the_denominator_was_and_is(
    made: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "survey.csv").write_text(
        "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,illustrative\n1116,31/12/2024,đã có,yes\n",
        encoding="utf-8",
    )
    made.surveys.apply(tmp_path / "survey.csv")
    import_needs(made, tmp_path, "--on", "2025-02-01", "--check")
    printed = capsys.readouterr().out
    line = "Tính đến 31/12/2025: số mốc cần có đường 2 → 3 (tổng số mốc 3, không đổi)"
    assert line in printed
    assert "31/12/2024:" not in printed


def test_a_receipt_as_json_and_its_batch_shown_later_say_the_same(
    made: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_needs(made, tmp_path, "--on", "2025-02-01", "--format", "json")
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert [
        (d["markers_needing_road_before"], d["markers_needing_road"], d["markers"])
        for d in file["denominator"]
    ][-1] == (2, 3, 3)
    argv = ["--store", str(made.store.path), "survey", "show", file["batch"][:8]]
    assert main([*argv, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["denominator"] == file["denominator"]
    assert main(argv) == 0
    assert "số mốc cần có đường 2 → 3" in capsys.readouterr().out


def test_a_marker_retired_says_what_the_denominator_was_and_is(
    made: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    argv = ["--store", str(made.store.path), "marker", "retire", "1116", "--why", "x"]
    assert main([*argv, "--on", "2025-02-01"]) == 0
    assert "số mốc cần có đường 2 → 1 (tổng số mốc 3 → 2)" in capsys.readouterr().out
    batch = made.surveys.batches()[-1]
    assert [day.after for day in made.surveys.denominator(batch.uuid)][-1] == (2, 1)


def test_the_first_register_had_no_denominator_before_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tracker.create(tmp_path / "empty.gpkg")
    import_needs(store, tmp_path)
    told = "số mốc cần có đường chưa có số liệu → 1 (tổng số mốc chưa có số liệu → 1)"
    assert told in capsys.readouterr().out


def test_a_batch_that_is_no_register_of_markers_has_no_denominator(made: Tracker) -> None:
    names = next(batch for batch in made.surveys.batches() if batch.kind == "communes")
    assert made.surveys.denominator(names.uuid) == []


def test_markers_that_stand_nowhere_are_named(made: Tracker, tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    more.write_text("number,needs_road,illustrative\n1116,yes,yes\n1461,yes,yes\n", "utf-8")
    told = [f for f in made.register.check("markers", more).findings if f.code == "marker-unplaced"]
    assert [finding.words().vi.partition(". ")[0] for finding in told] == [
        "1 mốc chưa có tọa độ, cả trong tệp và trong kho: 1461"
    ]
