"""What is published at the desk, and compared with what holds."""

from __future__ import annotations

import re

import pytest

from mocgioi.tracker import Tracker
from tests.desk.conftest import Caller, PersonAt

FIELDS = {"as_of": "31/12/2023", "title": "Báo cáo năm 2023"}


def head(demo: Tracker) -> str:
    return demo.figures.status()["head"] or ""


def test_what_would_be_recorded_is_seen_before(caller: Caller, demo: Tracker) -> None:
    page = caller.get("/publish?as_of=31/12/2023&title=Báo cáo năm 2023").text
    assert "32/72" in page and "«Báo cáo năm 2023»" in page and head(demo) in page
    assert demo.figures.publications() == []


def test_a_press_records_it_in_the_name_of_the_person(caller: Caller, demo: Tracker) -> None:
    answer = caller.post("/publish", {**FIELDS, "head": head(demo)})
    assert answer.status_code == 303
    (made,) = demo.figures.publications()
    assert (made.road_built, made.title, made.recorded_by) == (
        *(32, "Báo cáo năm 2023"),
        "Nông Văn An",
    )
    page = caller.done(answer).text
    assert "Đã ghi báo cáo «Báo cáo năm 2023»: 32/72" in page


def test_nothing_is_recorded_of_a_store_that_moved_meanwhile(caller: Caller, demo: Tracker) -> None:
    seen = head(demo)
    demo.set("944", marker_condition="minor_damage", by="An")
    answer = caller.post("/publish", {**FIELDS, "head": seen})
    assert answer.status_code == 409 and head(demo) in answer.text
    assert demo.figures.publications() == []


@pytest.mark.parametrize("fields", [{"title": " "}, {"as_of": "31/13/2023"}, {"as_of": "1/1/2999"}])
def test_what_cannot_be_published_is_told_and_stays_typed(
    fields: dict[str, str], caller: Caller, demo: Tracker
) -> None:
    answer = caller.post("/publish", {**FIELDS, "head": head(demo), **fields})
    assert answer.status_code == 400 and 'aria-invalid="true"' in answer.text
    typed = {**FIELDS, **fields}["as_of"]
    assert f'value="{typed}"' in answer.text
    assert demo.figures.publications() == []


def test_what_was_published_is_compared_with_what_holds_now(caller: Caller, demo: Tracker) -> None:
    demo.figures.publish(as_of="2023-12-31", title="Năm 2023", by="An")
    assert "Khớp với báo cáo đã công bố" in caller.get("/publish").text
    built = demo.figures.explain("road_built", as_of="2023-12-31")["markers"][0]
    (value,) = (v for v in built["values"] if v["aspect"] == "road_status")
    assert value["evidence"] is not None
    demo.set(
        built["number"],
        road_status="none",
        on=value["evidence"]["observed_on"],
        replaces=value["evidence"]["observation"][:8],
        why="nhầm mốc",
        by="An",
    )
    page = caller.get("/publish").text
    assert "KHÔNG còn khớp" in page and "31/72" in page and "32/72" in page
    assert f">{built['number']}</a>" in page and "nhầm mốc" in page
    (again,) = re.findall(r'href="(/report\?as_of[^"]+)"', page)
    assert "32/72" in caller.get(again.replace("&amp;", "&")).text


def test_the_same_figures_under_the_same_title_are_not_recorded_twice(
    caller: Caller, demo: Tracker
) -> None:
    demo.figures.publish(as_of="2023-12-31", title=FIELDS["title"], by="An")
    page = caller.get("/publish?as_of=31/12/2023&title=Báo cáo năm 2023").text
    assert "sẽ không ghi thêm" in page
    answer = caller.post("/publish", {**FIELDS, "head": head(demo)})
    assert "không ghi thêm" in caller.done(answer).text
    assert len(demo.figures.publications()) == 1


def test_a_reader_compares_and_records_nothing(demo: Tracker, at_desk: PersonAt) -> None:
    reader = at_desk(demo.store.path, rights={"read"})
    page = reader.get("/publish?as_of=31/12/2023&title=x")
    assert page.status_code == 200 and 'action="/publish"' not in page.text
    assert reader.post("/publish", {**FIELDS, "head": head(demo)}).status_code == 403


@pytest.mark.parametrize(
    ("title", "told"),
    [("Báo cáo đến 31/12/2023", False), ("Đến 30/11/2026", True), ("Lần 2/3", False)],
)
def test_a_title_that_names_another_day_is_pointed_at(
    title: str, told: bool, caller: Caller
) -> None:
    page = caller.get(f"/publish?as_of=31/12/2023&title={title}").text
    assert ("Tên báo cáo nêu ngày" in page) is told
