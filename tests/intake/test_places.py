from __future__ import annotations

import numpy as np
import pytest
import shapely

from mocgioi.errors import CrsProblem
from mocgioi.intake import take_boundary, take_communes, take_gates, take_posts
from tests.intake import world

OUTLINE = world.COMMUNES["06004"].geometry


def test_a_commune_has_its_code_as_text_and_its_bare_name() -> None:
    raw = world.raw_file(
        ("code", "name", "merged_from"),
        [(6004, "Xã Quốc Khánh", "Xã Tri Phương, Huyện Tràng Định; Xã Đội Cấn, Huyện Tràng Định")],
        crs="EPSG:4326",
        geometries=[OUTLINE],
    )
    (commune,) = take_communes(raw, known=world.NOTHING).entries
    assert (commune.code, commune.name) == ("06004", "Quốc Khánh")
    assert (commune.formerly, commune.district) == ("Tri Phương; Đội Cấn", "Tràng Định")
    assert commune.geometry == OUTLINE


def test_the_first_communes_are_not_told_to_come_after_communes() -> None:
    raw = world.raw_file(
        ("code", "name"), [("06004", "Quốc Khánh")], crs="EPSG:4326", geometries=[OUTLINE]
    )
    findings = take_communes(raw, known=world.NOTHING).findings
    (finding,) = [f for f in findings if f.code == "crs-unverified"]
    assert "Hãy nhập xã" not in finding.text.vi
    assert "đối chiếu với tệp này" in finding.text.vi


def test_a_former_commune_taken_over_whole_or_in_part_has_its_district() -> None:
    whole, part = "Xã Bắc Xa, Huyện Đình Lập (toàn bộ)", "Xã Kiên Mộc, Huyện Đình Lập (một phần)"
    raw = world.raw_file(
        ("code", "name", "merged_from"), [("06625", "Kiên Mộc", f"{whole}; {part}")]
    )
    taken = take_communes(raw, known=world.NOTHING)
    (commune,) = taken.entries
    assert commune.district == "Đình Lập"
    assert commune.formerly == "Bắc Xa; Kiên Mộc (một phần)"
    assert "commune-district" not in world.codes(taken.findings)


@pytest.mark.parametrize(
    "formerly", ["Xã Bắc Xa; Xã Kiên Mộc", "Xã Mẫu Sơn, Huyện Cao Lộc; Xã Mẫu Sơn, Huyện Lộc Bình"]
)
def test_a_commune_whose_former_communes_give_no_one_district_is_told(formerly: str) -> None:
    raw = world.raw_file(("code", "name", "merged_from"), [("06625", "Kiên Mộc", formerly)])
    taken = take_communes(raw, known=world.NOTHING)
    assert [c.district for c in taken.entries] == [None]
    assert "commune-district" in world.codes(taken.findings)


def test_a_commune_without_a_code_or_twice_is_rejected() -> None:
    rows = [("06004", "Quốc Khánh"), ("06004", "Quốc Khánh"), ("abc", "Cao Lộc")]
    taken = take_communes(world.raw_file(("code", "name"), rows), known=world.NOTHING)
    assert [r.codes for r in taken.rejected] == [("commune-duplicate",), ("commune-code",)]


def test_a_post_needs_no_position_and_its_communes_are_codes() -> None:
    rows = [("Đồn Biên phòng Pò Mã", "Quốc Khánh; Thụy Hùng; Nơi Khác")]
    taken = take_posts(world.raw_file(("Tên đồn", "Các xã"), rows), known=world.GROUND)
    (post,) = taken.entries
    assert (post.code, post.name, post.communes) == ("po-ma", "Pò Mã", ("06004", "06148"))
    assert world.codes(taken.findings) == ["commune-unknown"]


def test_a_gate_stands_between_two_markers() -> None:
    rows = [("Hữu Nghị", "mốc 1116", "1117", float(world.LONGITUDE[0]), float(world.LATITUDE[0]))]
    header = ("name", "marker_from", "marker_to", "longitude", "latitude")
    (gate,) = take_gates(world.raw_file(header, rows), known=world.GROUND).entries
    assert (gate.marker_from, gate.marker_to) == ("1116", "1117")
    assert gate.latitude == pytest.approx(world.LATITUDE[0])


def test_the_parts_of_a_line_are_pieces_in_order() -> None:
    whole = shapely.from_wkb(world.LINE)
    parts = shapely.MultiLineString([whole.coords[:6], whole.coords[6:]])
    raw = world.raw_file(
        ("commune_code",), [("06004",)], crs="EPSG:4326", geometries=[shapely.to_wkb(parts)]
    )
    taken = take_boundary(raw, known=world.GROUND)
    assert [p.commune for p in taken.entries] == ["06004", "06004"]
    assert taken.rows_read == 2


def test_a_line_far_from_the_communes_is_refused() -> None:
    moved = shapely.transform(shapely.from_wkb(world.LINE), lambda xy: xy + np.array([3.0, 0.0]))
    raw = world.raw_file(("name",), [("a",)], crs="EPSG:4326", geometries=[shapely.to_wkb(moved)])
    with pytest.raises(CrsProblem):
        take_boundary(raw, known=world.GROUND)
