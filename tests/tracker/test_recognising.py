"""Of which kind of the register a file seems to be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mocgioi.tracker.province import province
from mocgioi.tracker.recognising import propose

OWN = {
    "communes.csv": "communes",
    "communes.geojson": "communes",
    "boundary.geojson": "boundary",
    "ground.geojson": "ground",
    "posts.csv": "posts",
    "gates.csv": "gates",
    "illustrative/register.csv": "markers",
    "illustrative/roads.geojson": "roads",
    "projects.csv": "projects",
    "contributions.csv": "contributions",
    "published.csv": "published",
    "illustrative/targets.csv": "targets",
    "illustrative/status-2023.csv": "survey",
    "former_communes.csv": None,
    "scheme.csv": None,
    "unit_prices.csv": None,
}


@pytest.mark.parametrize("name", OWN)
def test_files_of_the_province_are_told_apart(name: str) -> None:
    assert propose(province() / name).kind == OWN[name]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("STT,Số hiệu mốc,Loại mốc,Xã,Đồn Biên phòng,Kinh độ,Vĩ độ", "markers"),
        ("STT,Tên đồn,Mã đồn,Địa bàn", "posts"),
        ("Mã xã,Tên xã,Xã cũ,Huyện cũ", "communes"),
        ("Tên cửa khẩu,Loại cửa khẩu,Từ mốc,Đến mốc", "gates"),
        ("Năm,Xã,Số mốc (lũy kế),Kinh phí", "targets"),
        ("Tên công trình,Phục vụ mốc,Chiều dài (m),Tổng kinh phí,Hoàn thành", "projects"),
        ("Nhà tài trợ,Hình thức,Số tiền", "contributions"),
        ("Số hiệu mốc,Ngày kiểm tra,Tình trạng đường", "survey"),
        ("Tên,Loại", None),
        ("Họ tên,Chức vụ,Điện thoại", None),
    ],
)
def test_headings_of_an_office_are_told_apart(
    heading: str, kind: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "bang.csv"
    cells = ",".join(f"x{n}" for n in range(heading.count(",") + 1))
    path.write_text(f"{heading}\n{cells}\n", encoding="utf-8")
    assert propose(path).kind == kind


def test_the_name_of_a_file_speaks_for_a_line_without_words(tmp_path: Path) -> None:
    line = (
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},'
        '"geometry":{"type":"LineString","coordinates":[[106.7,21.9],[106.8,22.0]]}}]}'
    )
    for name, kind in (("duong bien gioi", "boundary"), ("tuyen duong", "roads"), ("a", None)):
        path = tmp_path / f"{name}.geojson"
        path.write_text(line, encoding="utf-8")
        assert propose(path).kind == kind, name


def test_a_raster_is_taken_for_heights(tmp_path: Path) -> None:
    assert propose(tmp_path / "dem.TIF").kind == "dem"


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"no book")
    proposal = propose(path)
    assert proposal.kind is None and proposal.error is not None


@pytest.mark.parametrize(
    ("name", "kind"),
    [("langson_china_border_line.geojson", "boundary"), ("song_ky_cung.geojson", None)],
)
def test_a_line_named_for_the_border_needs_no_columns(
    name: str, kind: str | None, tmp_path: Path
) -> None:
    line = {"type": "LineString", "coordinates": [[106.6, 22.4], [106.7, 22.3]]}
    feature = {"type": "Feature", "properties": {"length_km": 15.2, "ghi": "x"}, "geometry": line}
    path = tmp_path / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    assert propose(path).kind == kind
