"""Every trap of the field is told, by how far, and with what to type."""

from __future__ import annotations

import numpy as np
import pytest

from mocgioi.domain.register import MarkerEntry
from mocgioi.errors import CrsProblem
from mocgioi.intake import Known, Taken, take_markers
from mocgioi.sources import RawFile
from tests.intake import world

STATED = ["Hệ tọa độ VN-2000, kinh tuyến trục 107°15', múi chiếu 3°"]
NEIGHBOUR = ["Hệ tọa độ VN-2000, kinh tuyến trục 107°45', múi chiếu 3°"]
LINE_ONLY = Known(boundary=[world.LINE])
OUTLINES_ONLY = Known(communes=world.COMMUNES)
CENTRES_ONLY = Known(communes={c: v._replace(geometry=None) for c, v in world.COMMUNES.items()})
MARKERS_ONLY = Known(markers=world.MARKERS)
GROUNDS = [LINE_ONLY, OUTLINES_ONLY, CENTRES_ONLY, MARKERS_ONLY]


def refusal(raw: RawFile, known: Known, crs: str | None = None) -> CrsProblem:
    with pytest.raises(CrsProblem) as caught:
        take_markers(raw, known=known, crs=crs)
    assert caught.value.exit_code == 21
    return caught.value


def farthest_m(taken: Taken[MarkerEntry]) -> float:
    found = [e.position for e in taken.entries]
    assert len(found) == 13
    longitude = np.array([p.longitude for p in found if p])
    latitude = np.array([p.latitude for p in found if p])
    metres = 111_320.0
    return float(np.max(np.hypot(longitude - world.LONGITUDE, latitude - world.LATITUDE)) * metres)


@pytest.mark.parametrize("known", [*GROUNDS, world.FULL, world.NOTHING])
def test_a_right_statement_is_taken_with_x_as_northing(known: Known) -> None:
    raw = world.register("X (m)", "Y (m)", world.NORTHING, world.EASTING, preamble=STATED)
    taken = take_markers(raw, known=known)
    assert taken.crs == "EPSG:9215"
    assert farthest_m(taken) < 0.01
    expected = "crs-unverified" if known is world.NOTHING else "crs-checked"
    assert expected in world.codes(taken.findings)


@pytest.mark.parametrize("known", GROUNDS)
def test_a_neighbours_meridian_is_told_in_kilometres(known: Known) -> None:
    raw = world.register("X", "Y", world.NORTHING, world.EASTING, preamble=NEIGHBOUR)
    error = refusal(raw, known)
    assert error.findings[0].code == "crs-contradicted"
    assert "51.6 km" in error.text.en
    assert "51,6 km" in error.text.vi
    assert error.text.vi.endswith("--crs EPSG:9215")


def test_a_meridian_a_quarter_of_a_degree_off_is_told_by_the_line() -> None:
    raw = world.register("X", "Y", world.NORTHING, world.EASTING, preamble=["VN-2000 KTT 107°00'"])
    assert "--crs EPSG:9215" in refusal(raw, LINE_ONLY).text.en


@pytest.mark.parametrize("known", [LINE_ONLY, OUTLINES_ONLY, MARKERS_ONLY])
@pytest.mark.parametrize(
    ("headings", "written", "right"),
    [
        (("Kinh độ (WGS84)", "Vĩ độ (WGS84)"), "EPSG:4756", "EPSG:4756"),
        (("Kinh độ VN-2000", "Vĩ độ VN-2000"), "EPSG:4326", "EPSG:4326"),
        (("E VN-2000 UTM 48N", "N VN-2000 UTM 48N"), "EPSG:32648", "EPSG:32648"),
    ],
)
def test_the_other_datum_is_told_by_how_many_metres(
    known: Known, headings: tuple[str, str], written: str, right: str
) -> None:
    error = refusal(world.register(*headings, *world.in_crs(written)), known)
    assert "224 m" in error.text.en
    assert error.text.en.endswith(f"--crs {right}")


def test_centres_of_communes_do_not_claim_to_tell_the_datum() -> None:
    raw = world.register("Kinh độ", "Vĩ độ", world.LONGITUDE, world.LATITUDE)
    assert "cannot tell VN-2000 from WGS 84" in refusal(raw, CENTRES_ONLY).text.en


@pytest.mark.parametrize("known", [*GROUNDS, world.NOTHING])
def test_bare_x_and_y_are_read_either_way_and_told(known: Known) -> None:
    raw = world.register("X", "Y", world.EASTING, world.NORTHING, preamble=STATED)
    taken = take_markers(raw, known=known)
    assert farthest_m(taken) < 0.01
    assert "axes-read" in world.codes(taken.findings)


@pytest.mark.parametrize("known", GROUNDS)
def test_named_axes_that_are_swapped_are_asked_about(known: Known) -> None:
    raw = world.register("Easting", "Northing", world.NORTHING, world.EASTING, preamble=STATED)
    error = refusal(raw, known)
    assert '--column easting="Northing" --column northing="Easting"' in error.text.en
    columns = {"easting": "Northing", "northing": "Easting"}
    assert farthest_m(take_markers(raw, known=known, columns=columns)) < 0.01


@pytest.mark.parametrize("known", [*GROUNDS, world.NOTHING])
def test_swapped_longitude_and_latitude_are_refused(known: Known) -> None:
    raw = world.register("Kinh độ (WGS84)", "Vĩ độ (WGS84)", world.LATITUDE, world.LONGITUDE)
    error = refusal(raw, known)
    assert error.findings[0].code == "crs-contradicted"
    if known is not world.NOTHING:
        assert '--column longitude="Vĩ độ (WGS84)"' in error.text.vi


@pytest.mark.parametrize("known", [*GROUNDS, world.NOTHING])
def test_a_missing_statement_is_a_question_with_the_answer_to_type(known: Known) -> None:
    error = refusal(world.register("X", "Y", world.NORTHING, world.EASTING), known)
    assert error.findings[0].code == "crs-missing"
    assert "--crs EPSG:9215" in error.text.vi
    taken = take_markers(
        world.register("X", "Y", world.NORTHING, world.EASTING), known=known, crs="EPSG:9215"
    )
    assert farthest_m(taken) < 0.01


def test_degrees_without_a_statement_name_both_candidates_and_their_fit() -> None:
    raw = world.register("Kinh độ", "Vĩ độ", world.LONGITUDE, world.LATITUDE)
    message = refusal(raw, LINE_ONLY).text.en
    assert "EPSG:4326 (WGS 84 (GPS)): 0 m from the border line" in message
    assert "EPSG:4756" in message
    assert message.endswith("--crs EPSG:4326")


def test_what_the_user_names_wins_over_the_statement_and_is_told() -> None:
    raw = world.register("X", "Y", world.NORTHING, world.EASTING, preamble=NEIGHBOUR)
    taken = take_markers(raw, known=world.GROUND, crs="EPSG:9215")
    assert "crs-differs" in world.codes(taken.findings)
    assert farthest_m(taken) < 0.01


def test_what_the_user_names_is_checked_as_well() -> None:
    raw = world.register("X", "Y", world.NORTHING, world.EASTING, preamble=STATED)
    assert "51.6 km" in refusal(raw, world.GROUND, "EPSG:5899").text.en
    assert "metres" in refusal(raw, world.GROUND, "EPSG:4326").text.en
    assert "EPSG:999999" in refusal(raw, world.GROUND, "EPSG:999999").text.en


def test_two_statements_are_asked_about() -> None:
    raw = world.register("X", "Y", world.NORTHING, world.EASTING, preamble=STATED + NEIGHBOUR)
    error = refusal(raw, world.GROUND)
    assert "several" in error.text.en
    assert error.text.en.endswith("--crs EPSG:9215")


def test_a_statement_of_metres_over_degrees_is_refused() -> None:
    raw = world.register("Kinh độ", "Vĩ độ", world.LONGITUDE, world.LATITUDE, preamble=STATED)
    error = refusal(raw, world.GROUND)
    assert error.findings[0].code == "crs-contradicted"
    assert "degrees" in error.text.en
