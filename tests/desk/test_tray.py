"""Files that were dropped: kept under names that lead nowhere."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mocgioi.desk.tray import Tray, safe_name, safe_path


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder(called: str) -> None:
    name = safe_name(called)
    assert name not in ("", ".", "..") and not set(name) & set('/\\:*?"<>|\0')
    assert len(name) <= 120 and len(name.encode()) <= 255


@given(st.text(alphabet="./\\\\:aé\x00~", max_size=60))
def test_no_path_leads_out_of_its_drop(called: str) -> None:
    parts = safe_path(called).split("/")
    assert parts and all(part.strip(" .") and "\\" not in part for part in parts)


def test_files_of_one_name_stand_beside_each_other(tmp_path: Path) -> None:
    files = [("a.csv", io.BytesIO(b"1")), ("A.csv", io.BytesIO(b"2"))]
    drop = Tray(tmp_path / "khay").put([*files], by="An")
    assert [(drop.folder / name).read_bytes() for name in drop.files] == [b"1", b"2"]


def test_a_drop_is_found_again_and_cleared_away(tmp_path: Path) -> None:
    tray = Tray(tmp_path / "khay")
    drop = tray.put([("a.csv", io.BytesIO(b"1"))], by="An")
    drop.notes["crs"] = "EPSG:4326"
    tray.note(drop)
    assert tray.all() == [drop] == [tray.of(drop.id)]
    tray.clear(drop)
    assert tray.all() == [] and not tray.folder.exists()


def test_no_other_folder_is_taken_for_a_drop(tmp_path: Path) -> None:
    (tmp_path / "drop.json").write_text("{}", encoding="utf-8")
    assert Tray(tmp_path / "khay").of("..") is None


def test_a_folder_keeps_the_folders_in_it(tmp_path: Path) -> None:
    files = [
        (name, io.BytesIO(name.encode())) for name in ("w/a.csv", "w/DCIM/1.jpg", "w", "w/a.csv/x")
    ]
    drop = Tray(tmp_path / "khay").put([*files], by="An")
    assert drop.files == ("w/a.csv", "w/DCIM/1.jpg", "w (2)", "x")
    assert [(drop.folder / name).read_bytes().decode() for name in drop.files] == [
        n for n, _ in files
    ]


def test_what_is_in_the_store_goes_and_the_rest_stays(tmp_path: Path) -> None:
    tray = Tray(tmp_path / "khay")
    drop = tray.put([("a.csv", io.BytesIO(b"1")), ("b.csv", io.BytesIO(b"2"))], by="An")
    rest = tray.let_go(drop, ["a.csv"])
    assert rest is not None
    assert rest == tray.of(drop.id) and [p.name for p in drop.folder.iterdir()] == ["b.csv"]
    assert rest is not None and tray.let_go(rest, ["b.csv"]) is None and tray.all() == []


def test_what_is_put_away_is_kept_and_comes_back(tmp_path: Path) -> None:
    tray = Tray(tmp_path / "khay")
    drop = tray.put([("w/a.csv", io.BytesIO(b"1")), ("b.csv", io.BytesIO(b"2"))], by="An")
    rest = tray.put_aside(drop, ["w/a.csv"], by="Bình")
    [kept] = tray.aside.all()
    assert rest is not None and rest.files == ("b.csv",) and kept.files == ("w/a.csv",)
    assert (kept.folder / "w/a.csv").read_bytes() == b"1" and kept.by == "An"
    back = tray.bring_back(kept)
    assert (back.folder / "w/a.csv").read_bytes() == b"1" and back.notes == {}
    assert tray.aside.all() == [] and len(tray.all()) == 2
