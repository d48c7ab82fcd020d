"""Files that were dropped: kept under names that lead nowhere."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mocgioi.desk.tray import Tray, safe_name


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder(called: str) -> None:
    name = safe_name(called)
    assert name not in ("", ".", "..") and not set(name) & set('/\\:*?"<>|\0')
    assert len(name) <= 120


def test_files_of_one_name_stand_beside_each_other(tmp_path: Path) -> None:
    files = [("a.csv", io.BytesIO(b"1")), ("x/A.csv", io.BytesIO(b"2"))]
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
