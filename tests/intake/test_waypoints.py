"""Waypoints of a kit come home from a hand GPS: what was written, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mocgioi import sources
from mocgioi.domain.survey import SurveyRow
from mocgioi.domain.waypoints import WRITE, compose
from mocgioi.errors import UnreadableInput
from mocgioi.intake.register.roads import take_roads
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.survey.surveys import take_survey

Take = Callable[..., Taken[SurveyRow]]
TODAY = "2026-11-30"
PLACE = (106.71, 21.97)
LEARNED = {"road_status": "built", "marker_condition": "missing"}
"""What the province knew before the day of a note, and its waypoint did not show."""
KNOWN = Known(
    markers={"1116": PLACE, "1117": (106.72, 21.97)}, is_real=True, stood=lambda *_: LEARNED
)
NOTE = compose("1116", "Da biet: duong chua xay dung 01/10/2025, moc nguyen trang.")
TIME = "<time>2026-11-24T22:00:00Z</time>"


def waypoint(note: str, *, name: str = "1116", more: str = "", north: float = 0.0) -> str:
    longitude, latitude = PLACE
    at = f'lat="{latitude + north:.5f}" lon="{longitude:.5f}"'
    return f"<wpt {at}>{more}<name>{name}</name><cmt>{note}</cmt><sym>Flag, Red</sym></wpt>"


@pytest.fixture
def taken(tmp_path: Path) -> Take:
    def take(*waypoints: str) -> Taken[SurveyRow]:
        path = tmp_path / "gps.gpx"
        path.write_text(f"<gpx version='1.1'>{''.join(waypoints)}</gpx>", encoding="utf-8")
        return take_survey(sources.read(path), known=KNOWN, today=TODAY)

    return take


def codes(taken: Taken[SurveyRow]) -> list[str]:
    return [finding.code for finding in taken.findings if finding.severity == "error"]


def test_what_nobody_wrote_in_is_no_row(taken: Take) -> None:
    done = taken(waypoint(NOTE), waypoint(NOTE, more=TIME))
    assert (done.rows_read, [f.code for f in done.findings]) == (0, ["form-empty"])


def test_what_is_written_after_the_sign_is_understood(taken: Take) -> None:
    (row,) = taken(waypoint(NOTE + " 25/11/2026 duong da xay dung; moc hu hong nhe")).entries
    assert row.observed_on == "2026-11-25"
    assert row.values["road_status"] == "built"
    assert row.values["marker_condition"] == "minor_damage"


def test_the_time_of_the_waypoint_is_its_day_where_none_is_written(taken: Take) -> None:
    (row,) = taken(waypoint(NOTE + " da xay dung", more=TIME)).entries
    assert row.observed_on == "2026-11-25"


def test_a_note_in_capitals_is_the_same_note(taken: Take) -> None:
    (row,) = taken(waypoint(NOTE.upper() + " 25/11/26 DA XAY DUNG")).entries
    assert (row.observed_on, row.values["road_status"]) == ("2026-11-25", "built")


def test_a_note_that_a_device_writes_twice_is_read_once(taken: Take) -> None:
    note = NOTE + " 25/11/2026 da xay dung"
    (row,) = taken(waypoint(note, more=f"<desc>{note}</desc>")).entries
    assert row.values["road_status"] == "built" and not row.values.get("note")


def test_what_stands_beside_the_note_of_the_kit_was_written_by_somebody(taken: Take) -> None:
    beside = f"<desc>da xay dung</desc>{TIME}"
    (row,) = taken(waypoint(NOTE, more=beside)).entries
    assert row.values["road_status"] == "built"


def test_a_device_that_keeps_the_note_in_another_element_is_read_too(taken: Take) -> None:
    note = waypoint(NOTE + " 25/11/2026 da xay dung")
    (row,) = taken(note.replace("cmt>", "desc>")).entries
    assert row.values["road_status"] == "built"


def test_what_was_written_in_both_places_is_taken_from_both(taken: Take) -> None:
    beside = f"<desc>{NOTE} moc hu hong nhe</desc>"
    (row,) = taken(waypoint(NOTE + " 25/11/2026 da xay dung", more=beside)).entries
    assert (row.values["road_status"], row.values["marker_condition"]) == ("built", "minor_damage")


def test_what_follows_the_states_is_a_note(taken: Take) -> None:
    (row,) = taken(waypoint(NOTE + " 25/11/2026 da xay dung; ghi chu: co bien bao")).entries
    assert row.values["note"] == "co bien bao"


def test_an_unmoved_waypoint_is_no_measurement(taken: Take) -> None:
    (row,) = taken(waypoint(NOTE + " 25/11/2026 da xay dung")).entries
    assert row.position is None


def test_a_moved_waypoint_is_one(taken: Take) -> None:
    (row,) = taken(waypoint(NOTE + " 25/11/2026 da xay dung", north=0.0001)).entries
    assert row.position is not None and row.position.latitude == pytest.approx(21.9701)


def test_what_was_known_and_is_written_over_is_asked_about(taken: Take) -> None:
    done = taken(waypoint(NOTE.replace("chua xay dung", "da xay dung"), more=TIME))
    assert "waypoint-altered" in codes(done) and not done.entries
    assert "da xay dung" in str(done.rejected[0].content)


def test_a_note_that_a_device_cut_off_is_no_state_that_somebody_saw(taken: Take) -> None:
    done = taken(waypoint("Da biet: duong da xay dung 01", more=TIME))
    assert "waypoint-altered" in codes(done) and not done.entries


def test_a_state_without_a_day_is_rejected_not_lost(taken: Take) -> None:
    done = taken(waypoint(NOTE + " da xay dung"))
    assert codes(done) == ["date-missing"] and len(done.rejected) == 1


def test_brackets_in_a_note_of_somebody_else_are_no_check_of_a_kit(taken: Take) -> None:
    (row,) = taken(waypoint("da xay dung", more=f"<desc>sua chua [2023]</desc>{TIME}")).entries
    assert row.values["road_status"] == "built"


def test_a_waypoint_of_another_name_is_told_with_the_marker_it_stands_at(taken: Take) -> None:
    done = taken(waypoint("da xay dung", name="001", more=TIME, north=0.0002))
    (near,) = [finding for finding in done.findings if finding.code == "waypoint-near"]
    assert "1116" in near.text.vi and codes(done) == ["marker-unknown"]


def test_a_waypoint_far_from_every_marker_is_told_with_none(taken: Take) -> None:
    done = taken(waypoint("da xay dung", name="001", more=TIME, north=0.01))
    assert all(finding.code != "waypoint-near" for finding in done.findings)


SHOWN_WHOLE = compose(
    "1116",
    "Da biet: duong da xay dung 01/10/2025, chat luong duong tot 01/10/2025, "
    "moc hu hong nhe 02/10/2025.",
)
SHOWN_NOTHING = compose("1116", "Da biet: chua co so lieu.")


def test_no_change_alone_is_of_road_and_stone_as_the_note_showed_them(taken: Take) -> None:
    done = taken(waypoint(SHOWN_WHOLE + " 25/11/2026 khong doi"))
    (row,) = done.entries
    assert row.values == {
        "road_status": "built",
        "road_condition": "good",
        "marker_condition": "minor_damage",
    }
    assert [f.code for f in done.findings].count("state-read") >= 2


def test_no_change_confirms_nothing_of_what_the_note_did_not_show(taken: Take) -> None:
    done = taken(waypoint(SHOWN_NOTHING + " 25/11/2026 duong khong doi"))
    assert not done.entries and "state-same" in codes(done)


def test_what_the_province_learned_meanwhile_is_not_attested_by_a_note(tmp_path: Path) -> None:
    path = tmp_path / "gps.gpx"
    path.write_text(
        f"<gpx version='1.1'>{waypoint(NOTE + ' 25/11/2026 khong doi')}</gpx>", encoding="utf-8"
    )
    stands = {"road_status": ("built", "2026-11-20"), "marker_condition": ("missing", "2026-11-20")}
    known = replace(KNOWN, standing=lambda _: stands)
    (row,) = take_survey(sources.read(path), known=known, today=TODAY).entries
    assert (row.values["road_status"], row.values["marker_condition"]) == ("none", "intact")
    assert row.waiting == {"road_status", "marker_condition"}


def test_a_word_that_is_no_label_is_told(taken: Take) -> None:
    done = taken(waypoint(NOTE + " 25/11/2026 ok"))
    (told,) = [finding for finding in done.findings if finding.code == "state-read"]
    assert "«ok»" in told.text.vi and "nguyên trạng" in told.text.vi


@pytest.mark.parametrize(
    "written",
    [
        "25/11/2026 da xay dung; nguoi kiem tra: Le C",
        "25/11/2026 da xay dung; boi Le C",
        "25/11/2026 boi Le C, da xay dung",
        "boi Le C 25/11/2026 da xay dung",
        "Le C, 25/11/2026: da xay dung",
        "25/11/2026 da xay dung. Le C",
        "25/11/2026 da xay dung; moc nguyen trang; KT: Le C",
        "25/11/2026 da xay dung. nguoi xem: Le C",
        "25/11/2026 NGUOI DI KIEM TRA Le C, DA XAY DUNG",
    ],
)
def test_who_surveyed_has_a_place_in_the_note(taken: Take, written: str) -> None:
    (row,) = taken(waypoint(f"{NOTE} {written}")).entries
    assert (row.observer, row.observed_on, row.values["road_status"]) == (
        "Le C",
        "2026-11-25",
        "built",
    )
    assert "note" not in row.values


def test_a_name_that_only_looks_like_one_is_told(taken: Take) -> None:
    done = taken(waypoint(NOTE + " 25/11/2026 da xay dung; Nguyen Van A"))
    (told,) = [finding for finding in done.findings if finding.code == "waypoint-surveyor"]
    assert "Nguyen Van A" in told.text.vi and done.entries[0].observer == "Nguyen Van A"


@pytest.mark.parametrize("apart", [", ", ". ", "; "])
def test_a_comma_parts_what_is_understood_on_both_sides(taken: Take, apart: str) -> None:
    (row,) = taken(waypoint(f"{NOTE} 25/11/2026 duong tot{apart}moc hu hong nhe")).entries
    assert (row.values["road_status"], row.values["marker_condition"]) == ("built", "minor_damage")


def test_a_comma_parts_nothing_where_one_side_is_not_understood(taken: Take) -> None:
    done = taken(waypoint(NOTE + " 25/11/2026 da xay dung, anh Ba biet"))
    assert not done.entries and "da xay dung, anh Ba biet" in str(done.rejected[0].content)


def test_a_day_is_a_day_where_what_was_known_was_deleted(taken: Take) -> None:
    (row,) = taken(waypoint("25/11/2026 moc bi mat"), waypoint(NOTE)).entries
    assert (row.observed_on, row.values["marker_condition"]) == ("2026-11-25", "missing")


def test_what_a_gps_named_by_itself_and_says_nothing_is_one_line(taken: Take) -> None:
    own = [waypoint("", name=name, more=TIME) for name in ("001", "WPT 2")]
    done = taken(waypoint(NOTE + " 25/11/2026 da xay dung"), *own)
    (told,) = [finding for finding in done.findings if "001" in finding.text.vi]
    assert told.code == "waypoint-own" and not done.rejected


def test_what_a_gps_named_by_itself_and_says_something_is_asked_about(taken: Take) -> None:
    done = taken(waypoint(NOTE), waypoint("da xay dung", name="001", more=TIME))
    assert codes(done) == ["marker-unknown"] and len(done.rejected) == 1


TRACK = '<trkseg><trkpt lat="21.97" lon="106.71"/><trkpt lat="21.98" lon="106.71"/></trkseg></trk>'


def test_a_track_is_named_with_the_way_to_take_it(taken: Take) -> None:
    mine, known = (
        f"<trk><name>DUONG MOI</name>{TRACK}",
        f"<trk><name>Da biet: duong 1</name>{TRACK}",
    )
    done = taken(waypoint(NOTE + " 25/11/2026 da xay dung"), mine, known)
    (told,) = [finding for finding in done.findings if finding.code == "tracks-left"]
    assert "«DUONG MOI»" in told.text.vi and "duong 1" not in told.text.vi
    assert [hint.verb for hint in told.hints] == ["import roads"]


def test_nothing_but_tracks_is_refused_with_the_way_to_take_them(taken: Take) -> None:
    with pytest.raises(UnreadableInput, match="DUONG MOI"):
        taken(f"<trk><name>DUONG MOI</name>{TRACK}")


def test_a_track_is_a_road_and_one_that_a_kit_took_along_is_none(tmp_path: Path) -> None:
    path = tmp_path / "gps.gpx"
    tracks = f"<trk><name>DUONG MOI</name>{TRACK}<trk><name>DA BIET: DUONG 1</name>{TRACK}"
    path.write_text(f"<gpx version='1.1'>{waypoint(NOTE)}{tracks}</gpx>", encoding="utf-8")
    roads = take_roads(sources.read(path), known=KNOWN, today=TODAY, crs="EPSG:4326")
    assert [road.name for road in roads.entries] == ["DUONG MOI"]
    assert "roads-of-kit" in [finding.code for finding in roads.findings]


@pytest.mark.parametrize("sign", ["GHI: {}", "GHI {} (ngay; duong; moc; boi ai):", "{}", "ghi{}"])
def test_the_words_that_say_what_to_write_are_not_what_was_written(taken: Take, sign: str) -> None:
    whole = f"{NOTE} X" if sign == "{}" else NOTE.replace(WRITE, sign.replace("{}", " X"))
    (row,) = taken(waypoint(whole.replace("X", "25/11/2026 da xay dung; boi Le C"))).entries
    assert (row.observed_on, row.observer) == ("2026-11-25", "Le C") and "note" not in row.values


@pytest.mark.parametrize(
    "written", ["kiem tra: da xay dung", "nguoi dan bao: moc bi mat", "TRAN NUOC QUA DUONG"]
)
def test_what_says_a_state_or_a_story_is_no_name(taken: Take, written: str) -> None:
    done = taken(waypoint(f"{NOTE} 25/11/2026 {written}"))
    assert not any(row.observer for row in done.entries)


def test_a_description_that_is_not_understood_is_told_word_for_word(taken: Take) -> None:
    point = f"<wpt lat='21.97' lon='106.71'>{TIME}<name>1116</name><desc>mưa,\n trơn</desc></wpt>"
    (told,) = [finding for finding in taken(point).findings if finding.code == "status-missing"]
    assert "Mô tả «mưa, trơn» không cho biết chắc" in told.text.vi


def test_a_point_that_says_nothing_is_told_where_to_write(taken: Take) -> None:
    read = taken(f"<wpt lat='21.97' lon='106.71'>{TIME}<name>mốc 1116</name></wpt>")
    (told,) = [finding for finding in read.findings if finding.code == "status-missing"]
    assert "phần mô tả của điểm" in told.text.vi


def test_points_that_say_nothing_are_not_asked_for_a_column_they_cannot_have(taken: Take) -> None:
    done = taken(f"<wpt lat='21.97' lon='106.71'>{TIME}<name>1116</name></wpt>")
    assert codes(done) == ["status-missing"]
    assert "column-missing" not in [finding.code for finding in done.findings]


def test_a_rejected_point_is_not_said_to_wait(taken: Take) -> None:
    done = taken(waypoint("", more=TIME, north=0.2))
    (far,) = [finding for finding in done.findings if finding.code.startswith("position")]
    assert far.code == "position-off"
    assert far.text.vi == "Vị trí cách mốc 1116: 22,1 km."
