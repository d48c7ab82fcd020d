"""No cell, heading or name takes long, however long it is and whatever it repeats.

A pattern that tries every beginning of a run takes minutes for what is read here in
milliseconds.
"""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from mocgioi import sources
from mocgioi.errors import UnreadableInput
from mocgioi.intake import Known, match_photos, take_photos, take_survey
from mocgioi.sources import opened
from tests.intake import world
from tests.pictures import jpeg, zipped

LENGTH = 30_000
SECONDS = 3.0

HEADER = (
    *("Số hiệu mốc", "Tình trạng đường", "Tình trạng mốc", "Ngày kiểm tra", "Vĩ độ", "Kinh độ"),
    *("Tọa độ", "Xã", "Đồn Biên phòng", "Ảnh", "Nguồn vốn", "Ghi chú", "Hệ tọa độ"),
)
RUNS = (
    " ", ",", ";", "(", "[", "/", "-", "_", "'", "°", ".", "0", "1", "1 ", "1.", "a", "a ", "T",
    "T ", ":", "1:", "ngày ", "huyện ", "mốc ", "EPSG ", "VN-2000 ", "107 ", "106°", "vĩ ", "xã, ",
    "e\u0301", "\u0301", "http://", "@1.1,", "!3d1.1", "tháng ", "quý ", "sáng ", "chưa ", "1,1;",
)  # fmt: skip


def taken(path: Path, known: Known = world.FULL) -> float:
    """Take a survey, or have it refused, and return how much of the processor that took."""
    started = time.process_time()
    try:
        with opened(path) as bundle:
            if bundle.raw is None:
                take_photos(bundle, known=known)
            else:
                rows = take_survey(bundle.raw, known=known, today="2026-11-22")
                match_photos(rows, bundle, known=known)
    except UnreadableInput as error:
        assert error.text.vi
    return time.process_time() - started


def as_json(rows: list[dict[str, str]]) -> str:
    features = [{"type": "Feature", "properties": row, "geometry": None} for row in rows]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


@pytest.mark.parametrize("run", RUNS)
def test_no_cell_takes_long(run: str, tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    sound = dict.fromkeys(HEADER, "") | {"Số hiệu mốc": "1100", "Ngày kiểm tra": "05/11/2025"}
    long = (run * LENGTH)[:LENGTH]
    path.write_text(as_json([sound | {field: long} for field in HEADER]), encoding="utf-8")
    assert taken(path) < SECONDS


@pytest.mark.parametrize("run", RUNS)
def test_no_heading_takes_long(run: str, tmp_path: Path) -> None:
    long = (run * LENGTH)[:LENGTH]
    quoted = f'"{long}"'
    path = tmp_path / "a.csv"
    lines = (quoted, f"Số hiệu mốc,Ngày kiểm tra,Ghi chú,{quoted}", "1100,05/11/2025,x,y")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert taken(path) < SECONDS


@pytest.mark.parametrize("run", ["_", " ", "1", "1_", "mốc ", "(", "-1", ".", "a/"])
def test_no_name_in_an_archive_takes_long(run: str, tmp_path: Path) -> None:
    long = (run * LENGTH)[: LENGTH // 3]
    path = zipped(tmp_path / "x.zip", {f"{long}.jpg": jpeg(), "1100.jpg": jpeg()})
    assert taken(path) < SECONDS


@pytest.mark.parametrize("line", [",", "x,", "ngày,", "1,"])
def test_no_line_of_cells_takes_long(line: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Số hiệu mốc,Ngày kiểm tra,{line * LENGTH}\n1100,05/11/2025\n", "utf-8")
    assert taken(path) < SECONDS


def test_a_table_wider_than_a_person_reads_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(",".join(f"c{n}" for n in range(3_000)) + "\n1,2\n", "utf-8")
    with pytest.raises(UnreadableInput) as caught:
        sources.read(path)
    assert caught.value.findings[0].code == "file-too-large"


def test_spaces_between_the_parts_of_a_json_take_no_time(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    path.write_text('{"type":' + " " * 20_000_000 + '"FeatureCollection","features":[]}', "utf-8")
    assert taken(path) < SECONDS
