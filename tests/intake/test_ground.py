from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from shapely import LineString, Point, Polygon

from mocgioi.domain.ground import GroundFeature
from mocgioi.errors import UnreadableInput
from mocgioi.intake import Taken, take_ground
from tests.intake import world

EAST, NORTH = float(world.LONGITUDE[6]), float(world.LATITUDE[6])
HERE = Point(EAST, NORTH - 0.02)
RIVER = LineString([(EAST - 3, NORTH - 0.05), (EAST, NORTH - 0.05), (EAST + 0.1, NORTH - 0.02)])


def taken(*rows: tuple[str, str | None, shapely.Geometry]) -> Taken[GroundFeature]:
    raw = world.raw_file(
        ("Loại", "Tên"),
        [(kind, name) for kind, name, _ in rows],
        crs="EPSG:4326",
        geometries=[shapely.to_wkb(shape) for _, _, shape in rows],
    )
    return take_ground(raw, known=world.GROUND)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Sông", "river"),
        ("suối", "river"),
        ("Quốc lộ", "road"),
        ("CAO TỐC", "road"),
        ("thị trấn", "town"),
        ("Thành phố", "town"),
        ("tỉnh giáp ranh", "neighbour"),
        ("Tỉnh", "province"),
        ("nước láng giềng", "country"),
        ("hồ chứa", "lake"),
        ("đường sắt", "railway"),
        ("waterway", None),
        ("stream", "river"),
        ("primary", "road"),
    ],
)
def test_a_kind_is_known_by_the_words_people_and_maps_have_for_it(
    written: str, kind: str | None
) -> None:
    result = taken((written, "tên", HERE))
    assert [feature.kind for feature in result.entries] == ([kind] if kind else [])


def test_what_it_is_must_be_clear_and_a_border_is_refused() -> None:
    border = LineString([(EAST, NORTH), (EAST + 0.1, NORTH)])
    result = taken(
        ("đền", "Đền Kỳ Cùng", HERE), ("Biên giới quốc gia", None, border), ("sông", "Thử", RIVER)
    )
    assert [feature.name for feature in result.entries] == ["Thử"]
    assert [row.codes for row in result.rejected] == [("ground-kind",), ("ground-border",)]
    assert result.rows_read == 3


def test_what_lies_far_from_the_border_is_left_out_and_is_no_row() -> None:
    result = taken(("thành phố", "Cà Mau", Point(105.15, 9.17)), ("thị trấn", "Thử", HERE))
    assert [feature.name for feature in result.entries] == ["Thử"]
    assert (result.rows_read, result.rejected) == (1, [])
    (told,) = [f for f in result.findings if f.code == "ground-far"]
    assert told.text.vi.startswith("1 đối tượng")


def test_a_line_of_the_whole_country_is_cut_to_what_lies_about_the_border() -> None:
    (river,) = taken(("sông", "Thử", RIVER)).entries
    west, _, east, _ = shapely.from_wkb(river.geometry).bounds
    assert EAST - 0.8 < west < EAST - 0.5
    assert east == EAST + 0.1


def test_an_area_that_only_touches_the_frame_is_far() -> None:
    far = Polygon([(EAST + 5, NORTH), (EAST + 6, NORTH), (EAST + 6, NORTH + 1)])
    result = taken(("tỉnh", "Xa", far), ("sông", "Thử", RIVER))
    assert [feature.name for feature in result.entries] == ["Thử"]


def test_a_town_without_a_name_is_told_to_show_nothing() -> None:
    assert "ground-unnamed" in world.codes(taken(("thị trấn", None, HERE)).findings)
    assert "ground-unnamed" not in world.codes(taken(("sông", None, RIVER)).findings)


@pytest.mark.parametrize(
    ("file", "kind"), [("song.geojson", "river"), ("Quoc_lo_2025.gpkg", "road"), ("ban_do.shp", "")]
)
def test_a_layer_without_kinds_is_what_it_is_called(file: str, kind: str) -> None:
    raw = world.raw_file(("Tên",), [("Thử",)], crs="EPSG:4326", geometries=[shapely.to_wkb(RIVER)])
    raw = replace(raw, name=file)
    if not kind:
        with pytest.raises(UnreadableInput):
            take_ground(raw, known=world.GROUND)
        return
    result = take_ground(raw, known=world.GROUND)
    assert [feature.kind for feature in result.entries] == [kind]
    assert "ground-kind-named" in world.codes(result.findings)
