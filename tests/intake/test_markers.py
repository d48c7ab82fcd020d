from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from mocgioi.domain.register import MarkerEntry
from mocgioi.errors import UnreadableInput, UsageError
from mocgioi.intake import Known, Taken, take_markers
from mocgioi.sources import Cell
from tests.intake import world


def take(
    header: Sequence[str], *rows: Sequence[Cell], known: Known = world.GROUND
) -> Taken[MarkerEntry]:
    taken = take_markers(world.raw_file(header, rows), known=known)
    assert taken.rows_read == len(taken.entries) + len(taken.rejected)
    return taken


def test_a_register_without_coordinates_is_a_register() -> None:
    taken = take(("Số hiệu mốc", "Xã"), (1100, "Xã Quốc Khánh"), ("1101/1", "06148"))
    assert [str(e.number) for e in taken.entries] == ["1100", "1101/1"]
    assert [e.commune for e in taken.entries] == ["06004", "06148"]
    assert [e.position for e in taken.entries] == [None, None]
    assert (taken.crs, taken.findings) == (None, [])


def test_a_number_twice_rejects_both_rows() -> None:
    taken = take(("Mốc",), ("1100",), ("mốc 1100",), ("1101",))
    assert [str(e.number) for e in taken.entries] == ["1101"]
    assert [(r.row, r.codes) for r in taken.rejected] == [
        (2, ("marker-duplicate",)),
        (3, ("marker-duplicate",)),
    ]


def test_a_retired_marker_that_a_register_has_again_is_told_with_its_day() -> None:
    known = replace(world.GROUND, retired={"1100": "2025-02-01"})
    taken = take(("Mốc",), ("1100",), ("1101",), known=known)
    assert [str(e.number) for e in taken.entries] == ["1100", "1101"]
    (finding,) = taken.findings
    assert (finding.code, finding.severity, finding.row) == ("marker-returned", "warning", 2)
    assert "01/02/2025" in finding.text.vi


def test_a_former_number_and_todays_are_one_number_twice() -> None:
    known = replace(world.FULL, former={"999": "1100"})
    taken = take(("Mốc",), ("999",), ("1100",), ("1101",), known=known)
    assert [str(e.number) for e in taken.entries] == ["1101"]
    assert [r.codes for r in taken.rejected] == [("marker-duplicate",)] * 2


@pytest.mark.parametrize("number", ["abc", "1116a", "544.5.1", -1, 999.9999])
def test_what_is_no_number_is_rejected_verbatim(number: Cell) -> None:
    taken = take(("Mốc", "Ghi chú"), (number, "x"))
    (rejected,) = taken.rejected
    assert rejected.codes == ("marker-unknown",)
    assert rejected.content == {"Mốc": str(number), "Ghi chú": "x"}


def test_spellings_of_communes_are_one_name() -> None:
    rows = [("1100", "XÃ THỤY HÙNG"), ("1101", "Thuy Hung"), ("1102", "xã Thuỵ Hùng")]
    assert {e.commune for e in take(("Mốc", "Xã"), *rows).entries} == {"06148"}


def test_a_marker_without_any_place_among_placed_ones_is_told() -> None:
    taken = take(("Mốc", "Xã"), ("1100", "Quốc Khánh"), ("500", None))
    (finding,) = taken.findings
    assert (finding.code, finding.row, finding.value) == ("marker-placeless", 3, "500")


def test_a_marker_far_from_the_border_line_is_told() -> None:
    place = (float(world.LONGITUDE[0]), float(world.LATITUDE[0]))
    rows = [(n, *place_of) for n, place_of in zip(world.NUMBERS, _places(), strict=True)]
    taken = take(("Mốc", "Kinh độ WGS84", "Vĩ độ WGS84"), *rows, ("500", place[0] - 0.2, place[1]))
    assert [f.value for f in taken.findings if f.code == "position-off-line"] == ["500"]


def _places() -> list[tuple[float, float]]:
    return [(float(e), float(n)) for e, n in zip(world.LONGITUDE, world.LATITUDE, strict=True)]


def test_an_unknown_commune_is_told_once_with_advice() -> None:
    taken = take(("Mốc", "Xã"), ("1100", "Quốc Khách"), ("1101", "Quốc Khách"))
    assert [e.commune for e in taken.entries] == [None, None]
    (finding,) = taken.findings
    assert (finding.code, finding.severity, finding.row) == ("commune-unknown", "warning", 2)
    assert "Quốc Khánh" in finding.text.vi
    empty = take(("Mốc", "Xã"), ("1100", "Quốc Khánh"), known=world.NOTHING)
    assert "Import the communes first" in empty.findings[0].text.en


def test_a_post_is_known_by_its_bare_name_and_a_new_one_is_kept() -> None:
    taken = take(("Mốc", "Đồn"), ("1100", "Đồn Biên phòng Pò Mã"), ("1101", "ĐBP Na Hình"))
    assert [e.post for e in taken.entries] == ["po-ma", "na-hinh"]
    assert {c: p.name for c, p in taken.new_posts.items()} == {"na-hinh": "Na Hình"}
    assert world.codes(taken.findings) == ["post-new"]


def test_codes_are_spelled_any_way_and_a_bad_one_drops_only_its_cell() -> None:
    header = ("Mốc", "Loại mốc", "Kiểu", "Cỡ", "Chất liệu", "Thuộc diện làm đường")
    taken = take(header, ("1100", "chính", "đơn", "nhỏ", "sắt", "có"))
    (entry,) = taken.entries
    assert (entry.grouping, entry.size, entry.material, entry.needs_road) == (
        "single",
        "small",
        None,
        "yes",
    )
    (finding,) = taken.findings
    assert (finding.code, finding.severity, finding.value) == ("material-unknown", "warning", "sắt")


def test_half_a_pair_is_told_and_the_marker_stays() -> None:
    lon, lat = float(world.LONGITUDE[0]), float(world.LATITUDE[0])
    header = ("Mốc", "Kinh độ WGS84", "Vĩ độ WGS84")
    taken = take(
        header, ("1100", lon, lat), ("1101", lon, None), ("1102", 0, 0), ("1103", "xx", lat)
    )
    assert [e.position is not None for e in taken.entries] == [True, False, False, False]
    told = [code for code in world.codes(taken.findings) if code != "marker-placeless"]
    assert told[-3:] == [
        "position-incomplete",
        "position-null-island",
        "position-invalid",
    ]


def test_a_marker_far_from_its_neighbours_is_told() -> None:
    east = world.EASTING.copy()
    east[5] += 9_000
    raw = world.register("E (VN-2000 KTT 107-15)", "N", east, world.NORTHING)
    taken = take_markers(raw, known=world.GROUND)
    (finding,) = [f for f in taken.findings if f.code == "position-outlier"]
    assert (finding.value, finding.row) == ("1105", 7)


def test_two_markers_on_one_spot_are_told() -> None:
    east, north = world.EASTING.copy(), world.NORTHING.copy()
    east[3], north[3] = east[2], north[2]
    raw = world.register("E (VN-2000 KTT 107-15)", "N", east, north)
    assert "position-duplicate" in world.codes(take_markers(raw, known=world.GROUND).findings)


def test_without_a_column_of_numbers_the_file_is_refused() -> None:
    with pytest.raises(UnreadableInput) as caught:
        take(("Tên cột", "Ghi chú"), ("1100", "x"))
    assert "--column number=" in caught.value.text.vi


def test_an_override_of_an_unknown_field_is_wrong_usage() -> None:
    with pytest.raises(UsageError):
        take_markers(
            world.raw_file(("Mốc",), [("1",)]), known=world.NOTHING, columns={"nought": "Mốc"}
        )


def test_total_and_signature_rows_are_skipped_by_name_and_not_read() -> None:
    header = ("STT", "Mốc", "Xã", "Ghi chú")
    rows: list[tuple[Cell, ...]] = [
        (1, "1100", "Quốc Khánh", ""),
        ("Tổng cộng", "1 mốc", "", ""),
        ("", "Người lập biểu", "", ""),
    ]
    taken = take(header, *rows)
    assert taken.rows_read == 1
    assert world.codes(taken.findings) == ["row-skipped", "row-skipped"]


def test_a_title_that_says_illustrative_is_told() -> None:
    raw = world.raw_file(("Mốc",), [("1100",)], preamble=["SỔ ĐĂNG KÝ (số liệu minh họa)"])
    assert world.codes(take_markers(raw, known=world.NOTHING).findings) == ["illustrative-title"]


def test_a_column_marks_rows_as_illustrative() -> None:
    taken = take(("Mốc", "Minh họa"), ("1100", "x"), ("1101", None))
    assert [e.illustrative for e in taken.entries] == [True, False]
