"""Which commune a marker belongs to, and what is told where file, store and outline differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from mocgioi.domain.crs import METRIC_CRS, to_storage
from mocgioi.domain.register import Commune, MarkerEntry
from mocgioi.errors import Finding
from mocgioi.intake import Known, Taken, take_communes, take_markers
from mocgioi.intake.register.marker_communes import Lying
from mocgioi.sources import Cell
from tests.intake import world

RIGHT = {
    number: "Quốc Khánh" if at < 4 else "Thuỵ Hùng" if at < 8 else "Mẫu Sơn"
    for at, number in enumerate(world.NUMBERS)
}
HEADER = ("Số hiệu mốc", "Xã", "Kinh độ WGS84", "Vĩ độ WGS84")
FIRST, SECOND, EASTERN, CORNER = "1101", "1102", "1106", "1104"
"""Two markers of Quốc Khánh, one of Thuỵ Hùng, and one where the two meet."""


def take(
    *rows: tuple[str, Cell], known: Known = world.GROUND, north_m: float = -200
) -> Taken[MarkerEntry]:
    """Take a register of which some rows say a commune, or none; the others say the right ones.

    Args:
        rows: number and commune; they come first.
        north_m: how far north of the border they stand; the others stand on it.
    """
    numbers = [number for number, _ in rows]
    right = [n for n in RIGHT if n not in numbers]
    place = {number: at for at, number in enumerate(world.NUMBERS)}
    cells: list[list[Cell]] = [[n, c, *standing(place[n], north_m)] for n, c in rows]
    cells += [[n, RIGHT[n], *standing(place[n], 0)] for n in right]
    return take_markers(world.raw_file(HEADER, cells), known=known)


def standing(at: int, north_m: float, west_m: float = 0) -> tuple[float, float]:
    """Return where a marker of the world stands, or so far from there."""
    east, north = world.EASTING[at : at + 1] - west_m, world.NORTHING[at : at + 1] + north_m
    longitude, latitude = to_storage(east, north, METRIC_CRS)
    return float(longitude[0]), float(latitude[0])


def told(taken: Taken[MarkerEntry] | Taken[Commune]) -> list[Finding]:
    codes = ("commune-from-polygon", "commune-contradicts")
    return [f for f in taken.findings if f.code in codes]


def communes_of(taken: Taken[MarkerEntry], *numbers: str) -> list[str | None]:
    by_number = {str(entry.number): entry.commune for entry in taken.entries}
    return [by_number[number] for number in numbers]


def knowing(communes: Mapping[str, str], base: Known = world.FULL) -> Known:
    return replace(base, communes_of=communes)


def test_a_marker_without_a_commune_gets_the_one_it_stands_in_and_that_is_told_once() -> None:
    taken = take((FIRST, None), (SECOND, ""), (EASTERN, None))
    assert communes_of(taken, FIRST, SECOND, EASTERN) == ["06004", "06004", "06148"]
    (finding,) = told(taken)
    assert (finding.severity, finding.row) == ("notice", None)
    assert "3 mốc" in finding.text.vi
    assert "Quốc Khánh (2): 1101, 1102; Thuỵ Hùng (1): 1106" in finding.text.vi


def test_an_entry_says_that_its_commune_is_the_outlines_word() -> None:
    taken = take((FIRST, None), (SECOND, "Quốc Khánh"))
    by_outline = {str(e.number): e.is_commune_by_outline for e in taken.entries}
    assert (by_outline[FIRST], by_outline[SECOND]) == (True, False)


def test_a_marker_just_outside_every_outline_is_of_the_nearest() -> None:
    assert communes_of(take((SECOND, None), north_m=300), SECOND) == ["06004"]


def test_a_marker_far_outside_every_outline_is_of_none_and_is_named() -> None:
    taken = take((FIRST, None), (SECOND, None), north_m=1500)
    assert communes_of(taken, FIRST, SECOND) == [None, None]
    (finding,) = told(taken)
    assert finding.severity == "warning"
    assert "2 mốc" in finding.text.vi and "500 m: 1101, 1102" in finding.text.vi


def test_a_marker_where_two_communes_meet_gets_one_and_a_person_is_asked_to_look() -> None:
    taken = take((CORNER, None), north_m=0)
    (asked,) = [f for f in told(taken) if f.severity == "warning"]
    assert asked.row == 2
    assert "Quốc Khánh" in asked.text.vi and "Thuỵ Hùng" in asked.text.vi


def test_a_commune_that_is_written_and_not_understood_is_not_guessed() -> None:
    taken = take((FIRST, "Quốc Khách"))
    assert communes_of(taken, FIRST) == [None]
    assert told(taken) == []


def test_what_the_store_knows_stays_where_the_file_is_silent() -> None:
    taken = take((FIRST, None), known=knowing({FIRST: "06004"}))
    assert communes_of(taken, FIRST) == [None]
    assert told(taken) == []


def test_without_outlines_nothing_is_looked_for() -> None:
    bare = {code: c._replace(geometry=None) for code, c in world.COMMUNES.items()}
    taken = take((FIRST, None), known=replace(world.GROUND, communes=bare))
    assert communes_of(taken, FIRST) == [None]
    assert told(taken) == []


@pytest.mark.parametrize("written", ["Thuỵ Hùng", "06148"])
def test_a_file_that_says_another_commune_than_the_outline_counts_and_is_told(written: str) -> None:
    taken = take((FIRST, written))
    assert communes_of(taken, FIRST) == ["06148"]
    (finding,) = told(taken)
    assert (finding.severity, finding.row, finding.column, finding.value) == (
        "warning",
        2,
        "Xã",
        written,
    )
    assert "tệp ghi xã Thuỵ Hùng" in finding.text.vi
    assert "nằm trong xã Quốc Khánh, cách xã Thuỵ Hùng 3" in finding.text.vi
    assert "tính theo tệp" in finding.text.vi


def test_a_marker_close_to_the_commune_that_is_written_is_told_softly_with_the_distance() -> None:
    raw = world.raw_file(HEADER, [(CORNER, "Thuỵ Hùng", *standing(4, -400, west_m=60))])
    taken = take_markers(raw, known=world.GROUND)
    (finding,) = told(taken)
    assert (finding.severity, finding.row) == ("notice", 2)
    assert "cách xã Thuỵ Hùng 60 m" in finding.text.vi
    assert communes_of(taken, CORNER) == ["06148"]


def test_a_marker_that_stands_in_no_commune_contradicts_the_one_that_is_written() -> None:
    (finding,) = told(take((FIRST, "Quốc Khánh"), north_m=1500))
    assert finding.severity == "warning"
    assert "không nằm trong xã nào" in finding.text.vi


def test_a_marker_on_the_edge_of_the_commune_that_is_written_is_no_contradiction() -> None:
    assert told(take((FIRST, "06004"), (CORNER, "06004"), (EASTERN, "06148"), north_m=0)) == []


def test_the_last_digits_of_an_edge_that_two_outlines_share_contradict_nothing() -> None:
    assert not Lying.of({"06004": 0.0, "06148": 0.4}, "06148").contradicts
    assert Lying.of({"06004": 0.0, "06148": 1.4}, "06148").contradicts


def test_a_commune_without_an_outline_is_contradicted_only_from_inside_another() -> None:
    communes = {**world.COMMUNES, "06148": world.COMMUNES["06148"]._replace(geometry=None)}
    known = replace(world.GROUND, communes=communes)
    inside = take((FIRST, "Thuỵ Hùng"), known=known)
    assert [f.severity for f in told(inside) if f.row == 2] == ["warning"]
    outside = take((FIRST, "Thuỵ Hùng"), known=known, north_m=200)
    assert [f.severity for f in told(outside) if f.row == 2] == []


def test_the_commune_the_store_has_is_named_beside_what_file_and_outline_say() -> None:
    known = knowing({FIRST: "06541"})
    (finding,) = told(take((FIRST, "Thuỵ Hùng"), known=known))
    assert "trước đây kho ghi xã Mẫu Sơn" in finding.text.vi


@pytest.mark.parametrize(
    ("known", "severity"), [(world.FULL, "notice"), (world.NOTHING, "warning")]
)
def test_a_file_that_corrects_the_store_is_told_and_weighs_less_where_the_outline_agrees(
    known: Known, severity: str
) -> None:
    communes = known.communes or {
        code: c._replace(geometry=None) for code, c in world.COMMUNES.items()
    }
    known = knowing({FIRST: "06541"}, replace(world.FULL, communes=communes))
    (finding,) = told(take((FIRST, "Quốc Khánh"), known=known, north_m=-20))
    assert finding.severity == severity
    assert "tệp ghi xã Quốc Khánh" in finding.text.vi
    assert "trước đây kho ghi xã Mẫu Sơn" in finding.text.vi


def test_where_the_file_has_no_position_the_known_one_is_compared() -> None:
    raw = world.raw_file(("Số hiệu mốc", "Xã"), [(FIRST, "Mẫu Sơn")])
    (finding,) = told(take_markers(raw, known=world.FULL))
    assert "nằm trong xã Quốc Khánh" in finding.text.vi or "gần xã Quốc Khánh" in finding.text.vi


def test_a_rejected_row_gets_no_commune() -> None:
    taken = take((FIRST, None), (FIRST, None), (SECOND, None))
    (finding,) = told(taken)
    assert "1 mốc" in finding.text.vi and FIRST not in finding.text.vi


def import_communes(known: Known, *codes: str) -> Taken[Commune]:
    raw = world.raw_file(
        ("code", "name"),
        [(code, world.COMMUNES[code].name) for code in codes],
        crs="EPSG:4326",
        geometries=[world.COMMUNES[code].geometry for code in codes],
    )
    return take_communes(raw, known=known)


def later(communes_of: Mapping[str, str]) -> Known:
    """Return a store whose markers came before any commune, 200 m inside their outlines."""
    longitude, latitude = to_storage(world.EASTING, world.NORTHING - 200, METRIC_CRS)
    spots = zip(world.NUMBERS, longitude.tolist(), latitude.tolist(), strict=True)
    return Known(
        communes={c: m._replace(geometry=None) for c, m in world.COMMUNES.items()},
        markers={number: (east, north) for number, east, north in spots},
        communes_of=communes_of,
    )


def test_markers_without_a_commune_get_one_from_outlines_that_come_later() -> None:
    taken = import_communes(later({}), "06004")
    assert taken.communes_of[FIRST] == "06004"
    assert EASTERN not in taken.communes_of
    assert any("Quốc Khánh (" in f.text.vi for f in told(taken))


def test_outlines_that_come_later_are_compared_with_the_markers_there_are() -> None:
    known = later(dict.fromkeys(world.NUMBERS, "06004"))
    taken = import_communes(known, *world.COMMUNES)
    assert taken.communes_of == {}
    contradicted = {f.value: f for f in told(taken)}
    assert "1100" not in contradicted and "1110" in contradicted
    assert (
        "kho ghi xã Quốc Khánh, nhưng tọa độ nằm trong xã Mẫu Sơn" in contradicted["1110"].text.vi
    )
    assert "tính theo kho" in contradicted["1110"].text.vi


def test_a_commune_that_comes_without_an_outline_keeps_the_one_that_is_known() -> None:
    raw = world.raw_file(("code", "name"), [("06004", "Quốc Khánh")])
    known = replace(later({}), communes=world.COMMUNES)
    assert take_communes(raw, known=known).communes_of == {}
    moved = replace(known, communes_of={FIRST: "06541"})
    assert told(take_communes(raw, known=moved)) == []


def test_beside_new_outlines_a_commune_without_one_keeps_the_one_that_is_known() -> None:
    raw = world.raw_file(
        ("code", "name"),
        [("06004", "Quốc Khánh"), ("06148", "Thuỵ Hùng")],
        crs="EPSG:4326",
        geometries=[world.COMMUNES["06004"].geometry, None],
    )
    known = replace(later({EASTERN: "06004"}), communes=world.COMMUNES)
    taken = take_communes(raw, known=known)
    (finding,) = [f for f in told(taken) if f.value == EASTERN]
    assert "nằm trong xã Thuỵ Hùng" in finding.text.vi


def test_outlines_say_nothing_of_markers_that_have_to_do_with_none_of_them() -> None:
    known = replace(later({"1110": "06148"}), communes=world.COMMUNES)
    assert [f.value for f in told(import_communes(known, "06004")) if f.value == "1110"] == []


def absent(*numbers: str, known: Known = world.FULL) -> list[Finding]:
    """Return what is told of a register of these numbers without communes or positions."""
    raw = world.raw_file(("Số hiệu mốc",), [(number,) for number in numbers])
    return [f for f in take_markers(raw, known=known).findings if f.code == "marker-absent"]


def test_the_markers_that_a_later_register_does_not_have_are_named() -> None:
    left_out = ("1103", "1107", "1108", "1109")
    (finding,) = absent(*(n for n in world.NUMBERS if n not in left_out))
    assert finding.severity == "notice"
    assert "4 mốc" in finding.text.vi and "1103, 1107–1109" in finding.text.vi
    assert finding.hints[0].verb == "marker retire"


def test_a_register_that_has_them_all_and_the_first_register_name_none() -> None:
    assert absent(*world.NUMBERS, "1200") == []
    assert absent(FIRST, known=world.NOTHING) == []


def test_a_marker_that_the_register_calls_by_a_former_number_is_not_absent() -> None:
    known = replace(world.FULL, former={"999": FIRST})
    others = [number for number in world.NUMBERS if number != FIRST]
    assert absent(*others, "999", known=known) == []


def test_a_marker_of_a_rejected_row_is_not_absent() -> None:
    assert absent(*world.NUMBERS, FIRST) == []
