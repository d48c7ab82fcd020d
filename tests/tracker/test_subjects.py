"""What is known of a road, a commune, a post, a gate, a project; and which one is meant."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mocgioi.documents.subject import Attribute, Subject
from mocgioi.domain.line import Gate
from mocgioi.domain.projects import Project
from mocgioi.domain.register import Post
from mocgioi.errors import UsageError
from mocgioi.outputs import subject_text
from mocgioi.tracker import Tracker
from tests.documents import closed
from tests.keeping import kept_open
from tests.tracker import world
from tests.tracker.world import take_in

CHANGED = "2026-06-01"
EVE = "2026-05-31"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Tracker]:
    yield from kept_open(world.make(tmp_path))


def attribute(document: Subject, column: str) -> Attribute:
    aspect = f"{document['kind']}.{column}"
    return next(each for each in document["attributes"] if each["aspect"] == aspect)


def road_to(made: Tracker, number: str, **when: Any) -> Subject:
    return made.show_subject("road", f"Đường lên mốc {number}", **when)


def refusal(made: Tracker, kind: str, name: str) -> str:
    with pytest.raises(UsageError) as caught:
        made.show_subject(kind, name)
    return caught.value.words().vi


def test_an_attribute_tells_since_when_and_on_what_it_rests(made: Tracker) -> None:
    batch = take_in(made, "roads", [world.access("1117", length_m=600.0)], on=CHANGED).batch
    length = attribute(road_to(made, "1117"), "length_m")
    assert (length["value"], length["since"]) == (600.0, CHANGED)
    assert length["evidence"] is not None and length["evidence"]["batch"] == batch


def test_an_attribute_is_that_of_the_day_asked_for(made: Tracker) -> None:
    take_in(made, "roads", [world.access("1117", length_m=600.0)], on=CHANGED)
    assert attribute(road_to(made, "1117", as_of=EVE), "length_m")["value"] == 540.0


def test_the_history_tells_what_was_taken_back(made: Tracker) -> None:
    batch = take_in(made, "roads", [world.access("1117", length_m=600.0)], on=CHANGED).batch
    made.surveys.undo(batch or "", why="wrong file", by="officer")
    document = road_to(made, "1117")
    assert attribute(document, "length_m")["value"] == 540.0
    (decision,) = document["history"][-1]["decisions"]
    assert (decision["verdict"], decision["why"]) == ("undone", "wrong file")


def test_what_is_there_no_more_is_told_with_the_day(made: Tracker) -> None:
    uuid = road_to(made, "1117")["subject"]
    world.end(made, "road", uuid, on=CHANGED)
    document = road_to(made, "1117")
    assert (document["exists"], document["since"]) == (False, CHANGED)
    assert "không còn từ 01/06/2026" in subject_text.show(document, "vi")
    assert road_to(made, "1117", as_of=EVE)["exists"]


def test_a_line_is_told_by_its_length_and_an_area_by_its_size(made: Tracker) -> None:
    drawn = attribute(road_to(made, "1117"), "geom")["shape"]
    assert drawn is not None and drawn["length_m"] == pytest.approx(542.6, abs=1.0)
    outline = attribute(made.show_subject("commune", "a"), "geom")["shape"]
    assert outline is not None and outline["area_km2"] == pytest.approx(22.9, abs=0.3)


def test_no_vertex_of_a_drawing_is_in_the_document(made: Tracker) -> None:
    shape = world.access("1117").geometry.hex()
    written = json.dumps([road_to(made, "1117"), made.show_subject("commune", "a")])
    assert shape[40:80] not in written and "4750" not in written


def test_the_place_of_a_post_is_told_in_degrees(made: Tracker) -> None:
    post = Post("po-ma", "Pò Mã", longitude=106.71, latitude=21.96)
    take_in(made, "posts", [post], on=CHANGED)
    place = attribute(made.show_subject("post", "Đồn Biên phòng Pò Mã"), "geom")["shape"]
    assert place is not None
    assert (place["longitude"], place["latitude"]) == (106.71, 21.96)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_subject_is_told_in_both_languages(made: Tracker, lang: Any) -> None:
    take_in(made, "roads", [world.access("1117", completed_on="2026-05-02")], on=CHANGED)
    document = road_to(made, "1117")
    told = {
        "vi": ("tình trạng xây dựng: đã xây dựng", "hoàn thành: 02/05/2026", "dài 5"),
        "en": ("status: built", "completed on: 2 May 2026", " m long"),
    }
    text = subject_text.show(document, lang)
    assert [words for words in told[lang] if words not in text] == []


@pytest.mark.parametrize("kind", ["road", "commune", "post", "gate", "project"])
def test_every_kind_is_told_as_its_schema_says(made: Tracker, kind: str) -> None:
    take_in(made, "posts", [Post("po-ma", "Pò Mã", communes=("a",))], on=CHANGED)
    take_in(made, "gates", [Gate("Hữu Nghị", longitude=106.7, latitude=21.9)], on=CHANGED)
    take_in(made, "projects", [Project("p1", "Công trình 1", cost_vnd=10**9)], on=CHANGED)
    name = {"road": "Tuần tra", "commune": "a", "post": "pò mã", "gate": "hữu nghị"}
    closed.require(Subject, made.show_subject(kind, name.get(kind, "p1")))


@pytest.mark.parametrize(
    ("kind", "name", "meant"),
    [
        ("commune", "a", "Quốc Khánh"),
        ("commune", "xã quoc khanh", "Quốc Khánh"),
        ("road", "Đường lên mốc 1117", "Đường lên mốc 1117"),
        ("road", "1117", "Đường lên mốc 1117"),
        ("road", "mốc 1118", "Đường lên mốc 1118"),
        ("road", "tuần tra", "Tuần tra"),
        ("commune", "Kháng", "Kháng Chiến"),
    ],
)
def test_a_name_is_understood(kind: str, name: str, meant: str, made: Tracker) -> None:
    assert made.show_subject(kind, name)["name"] == meant


def test_the_first_characters_of_a_uuid_name_a_road(made: Tracker) -> None:
    uuid = road_to(made, "1117")["subject"]
    assert made.show_subject("road", uuid[:8])["subject"] == uuid


def test_a_former_name_is_understood(made: Tracker) -> None:
    take_in(made, "communes", [world.COMMUNES[0]._replace(name="Đoàn Kết")], on=CHANGED)
    assert made.show_subject("commune", "Quốc Khánh")["name"] == "Đoàn Kết"


def test_what_is_there_goes_before_what_is_there_no_more(made: Tracker) -> None:
    uuid = road_to(made, "1117")["subject"]
    world.end(made, "road", uuid, on=CHANGED)
    take_in(made, "roads", [world.access("1120", name="Đường lên mốc 1117")], on=CHANGED)
    assert road_to(made, "1117")["subject"] != uuid


def test_where_several_are_meant_they_are_listed(made: Tracker) -> None:
    told = refusal(made, "road", "Đường lên mốc")
    assert "ứng với 4 đường" in told and "Đường lên mốc 1116 (" in told
    assert "mocgioi show road " in told


def test_where_nothing_is_meant_what_is_near_is_named(made: Tracker) -> None:
    assert refusal(made, "commune", "Quốc Khanhh").endswith("Có phải là: Quốc Khánh (a)?")


def test_where_nothing_is_near_what_is_there_is_named(made: Tracker) -> None:
    assert refusal(made, "commune", "zz").endswith("Đang có: Quốc Khánh (a), Kháng Chiến (b).")


def test_a_kind_there_is_none_of_is_refused(made: Tracker) -> None:
    assert "road, commune, post, gate, project" in refusal(made, "marker", "1116")


def test_a_road_that_is_to_go_is_named_in_full(made: Tracker) -> None:
    with pytest.raises(UsageError, match=r"Is it: Đường lên mốc 1117 \("):
        made.roads.remove("1117", on=CHANGED, why="washed away")


def test_a_road_that_is_gone_cannot_go_again(made: Tracker) -> None:
    made.roads.remove("Đường lên mốc 1117", on=CHANGED, why="washed away")
    with pytest.raises(UsageError, match="no longer there"):
        made.roads.remove("Đường lên mốc 1117", on=CHANGED, why="washed away")


def test_the_reason_for_what_a_person_changed_stands_in_the_history(made: Tracker) -> None:
    made.roads.remove("Đường lên mốc 1117", on=CHANGED, why="washed away")
    made.register.renumber("1118", "1130", on=CHANGED, why="decree")
    last = road_to(made, "1117")["history"][-1]
    assert (last["aspect"], last["value"], last["why"]) == ("road.existence", "no", "washed away")
    assert "decree" in [event["why"] for event in made.show("1130")["history"]]
    assert subject_text.show(road_to(made, "1117"), "en").endswith("(washed away)\n")
