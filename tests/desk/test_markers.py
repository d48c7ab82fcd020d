"""Markers searched and listed, their cards, and what is recorded of them."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from mocgioi.desk.views import markers as view
from mocgioi.tracker import Tracker
from mocgioi.tracker.moments import today
from tests.desk.conftest import Caller, PersonAt

pytestmark = pytest.mark.usefixtures("at_once")


def text_of(answer: object) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", answer.text)))  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "typed, number",
    [
        ("1116", "1116"),
        ("Mốc số 1116", "1116"),
        ("1146.1", "1146/1"),
        ("944/1 (2)", "944/1(2)"),
    ],
)
def test_a_number_in_any_spelling_leads_to_its_card(
    caller: Caller, typed: str, number: str
) -> None:
    answer = caller.get(f"/markers?q={quote(typed)}")
    assert answer.status_code == 303
    card = caller.get(answer.headers["Location"])
    assert card.status_code == 200
    assert f"<h1>Mốc {number}</h1>" in card.text


def listed(answer: object) -> list[str]:
    return re.findall(r'<th scope="row"><a href="[^"]*">([^<]*)</a>', answer.text)  # type: ignore[attr-defined]


def test_a_stretch_is_found(caller: Caller) -> None:
    assert listed(caller.get("/markers?q=1116-1119")) == ["1116", "1117", "1118", "1119"]


def test_a_former_commune_is_found_without_its_accents(caller: Caller, demo: Tracker) -> None:
    found = listed(caller.get("/markers?q=tri+phuong"))
    assert found
    assert {demo.show(number)["commune"]["name"] for number in found[:3]} == {"Quốc Khánh"}


def test_what_is_chosen_narrows_the_list(caller: Caller, demo: Tracker) -> None:
    found = listed(caller.get("/markers?commune=06004&road=none"))
    assert found
    assert {demo.show(n)["road"]["status"] for n in found} == {"none"}
    assert {demo.show(n)["commune"]["code"] for n in found} == {"06004"}


def test_what_must_be_reported_at_once_is_listed(caller: Caller) -> None:
    answer = caller.get("/markers?trait=at_once")
    assert listed(answer)
    assert "BÁO NGAY" in text_of(answer)


def test_a_long_list_stands_on_several_pages(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "_PAGE", 30)
    first, second = caller.get("/markers"), caller.get("/markers?page=2")
    assert len(listed(first)) == 30
    assert not set(listed(first)) & set(listed(second))
    assert "31–60 trong 77" in text_of(second)


@pytest.mark.parametrize("page", ["0", "999", "-1", "x", "1" * 400])
def test_any_page_that_is_asked_for_is_answered(caller: Caller, page: str) -> None:
    assert listed(caller.get(f"/markers?page={page}"))


def test_hostile_words_stay_text(caller: Caller) -> None:
    answer = caller.get("/markers?q=" + quote('"><script>alert(1)</script>'))
    assert "<script>alert" not in answer.text
    assert answer.status_code == 200


def test_a_card_tells_state_evidence_and_history(caller: Caller, demo: Tracker) -> None:
    document = demo.show("1193")
    told = text_of(caller.get("/marker/1193"))
    assert "BÁO NGAY: mốc 1193" in told
    assert (document["condition"]["file"] or "?") in told
    assert len(re.findall(r"<tr", caller.get("/marker/1193").text)) == len(document["history"]) + 1


def test_what_nobody_reported_is_called_as_show_calls_it(caller: Caller, demo: Tracker) -> None:
    assert demo.show("1116")["condition"]["value"] is None
    assert "Tình trạng mốc chưa có báo cáo" in text_of(caller.get("/marker/1116"))


def test_a_marker_that_is_not_there_is_said_with_those_that_are(caller: Caller) -> None:
    answer = caller.get("/marker/1116/9")
    assert answer.status_code == 404
    assert "1116" in text_of(answer)


@pytest.mark.parametrize(
    "path",
    [
        "/marker/1116?as_of=abc",
        "/marker/%3Cscript%3E",
        "/marker/1116/../../etc/passwd",
        "/marker/%00",
        "/subject/road/%3Cscript%3Ealert(1)",
        "/subject/nothing/x",
        "/marker/1116/undo/" + "z" * 32,
        "/marker/1116/paper/pdf/x",
        "/markers?q=" + "1" * 5000,
    ],
)
def test_whatever_is_asked_for_is_answered_in_words(caller: Caller, path: str) -> None:
    answer = caller.get(path)
    assert answer.status_code in (200, 400, 404)
    assert "<script>" not in answer.text
    assert "Lỗi của chương trình" not in text_of(answer)


def test_what_is_typed_is_recorded_for_today(caller: Caller, demo: Tracker) -> None:
    before = demo.show("999")["condition"]["value"]
    answer = caller.post(
        "/marker/999/record",
        {"marker_condition": "minor_damage", "on": today(), "note": "nứt chân"},
    )
    assert answer.status_code == 303
    state = demo.show("999")["condition"]
    assert (before, state["value"], state["observed_on"]) == ("intact", "minor_damage", today())
    assert "BÁO NGAY: mốc 999" in text_of(caller.get(answer.headers["Location"]))
    assert demo.show("999")["history"][-1]["observer"] == "Nông Văn An"


def test_a_refusal_keeps_what_was_typed(caller: Caller, demo: Tracker) -> None:
    answer = caller.post(
        "/marker/999/record",
        {"marker_condition": "minor_damage", "on": "1999-01-01", "note": "nứt <b>chân</b>"},
    )
    assert answer.status_code == 400
    assert "01/01/1999" in text_of(answer)
    assert '<option value="minor_damage" selected>' in answer.text
    assert "nứt &lt;b&gt;chân&lt;/b&gt;</textarea>" in answer.text
    assert 'value="1999-01-01"' in answer.text
    assert demo.show("999")["condition"]["value"] == "intact"


def test_an_empty_form_is_refused(caller: Caller) -> None:
    answer = caller.post("/marker/999/record", {"on": today()})
    assert answer.status_code == 400
    assert "hãy chọn ít nhất một tình trạng" in answer.text and "--" not in text_of(answer)


def test_an_observation_is_replaced_with_a_reason(caller: Caller, demo: Tracker) -> None:
    old = demo.show("999")["condition"]["observation"]
    page = caller.get(f"/marker/999/record?replaces={old}")
    assert 'name="road_status"' not in page.text
    fields = {"replaces": old, "marker_condition": "not_found", "on": today()}
    assert caller.post("/marker/999/record", fields).status_code == 400
    answer = caller.post("/marker/999/record", {**fields, "why": "ghi nhầm mốc"})
    assert answer.status_code == 303
    document = demo.show("999")
    assert document["condition"]["value"] == "not_found"
    replaced = next(e for e in document["history"] if e["observation"] == old)
    assert replaced["decisions"][-1]["why"] == "ghi nhầm mốc"


def test_what_is_corrected_keeps_its_day(caller: Caller, demo: Tracker) -> None:
    state = demo.show("999")["condition"]
    page = caller.get(f"/marker/999/record?replaces={state['observation']}")
    assert f'name="on" required max="{today()}" value="{state["observed_on"]}"' in page.text


def test_the_history_is_in_words(caller: Caller) -> None:
    told = text_of(caller.get("/marker/984/1"))
    assert "danh mục mốc: có mốc này" in told
    assert "tọa độ sổ đăng ký: 22.337626, 106.630676" in told


def test_a_line_of_the_history_is_taken_back_with_a_reason(caller: Caller, demo: Tracker) -> None:
    caller.post("/marker/999/record", {"marker_condition": "minor_damage", "on": today()})
    observation = demo.show("999")["condition"]["observation"]
    path = f"/marker/999/undo/{observation}"
    assert path in caller.get("/marker/999").text
    assert "hư hỏng nhẹ" in text_of(caller.get(path))
    refused = caller.post(path, {"why": " "})
    assert refused.status_code == 400
    assert demo.show("999")["condition"]["value"] == "minor_damage"
    assert caller.post(path, {"why": "nhập nhầm"}).status_code == 303
    assert demo.show("999")["condition"]["value"] == "intact"
    assert path not in caller.get("/marker/999").text


def test_one_row_of_a_file_is_taken_back_alone(caller: Caller, demo: Tracker) -> None:
    event = next(e for e in demo.show("1193")["history"] if e["aspect"] == "marker_condition")
    row = text_of(caller.get(f"/marker/1193/undo/{event['observation']}"))
    assert "nguyên trạng" in row
    assert "sứt một góc" not in row
    caller.post(f"/marker/1193/undo/{event['observation']}", {"why": "nhập nhầm"})
    batch, _ = demo.surveys.batch(event["batch"] or "")
    assert 0 < batch.undone < batch.observations


def test_whose_data_go_with_it_is_said_before_a_row_is_taken_back(
    caller: Caller, demo: Tracker, tmp_path: Path
) -> None:
    sheet = tmp_path / "chung.csv"
    sheet.write_text(
        "Số hiệu mốc,Ngày kiểm tra,Tình trạng mốc,Minh họa\n"
        '"1116, 1119",05/11/2026,hư hỏng nhẹ,có\n',
        encoding="utf-8",
    )
    demo.surveys.apply(sheet)
    observation = demo.show("1116")["condition"]["observation"]
    told = text_of(caller.get(f"/marker/1116/undo/{observation}"))
    assert "số liệu của 1119 cũng được hoàn tác" in told
    caller.post(f"/marker/1116/undo/{observation}", {"why": "nhập nhầm"})
    assert demo.show("1119")["condition"]["value"] != "minor_damage"


def test_taking_back_what_registered_a_marker_is_warned_of(caller: Caller, demo: Tracker) -> None:
    existence = next(e for e in demo.show("1116")["history"] if e["aspect"] == "existence")
    told = text_of(caller.get(f"/marker/1116/undo/{existence['observation']}"))
    assert "mốc không còn trong danh mục" in told


def test_a_marker_gets_another_number(caller: Caller, demo: Tracker) -> None:
    fields = {"new": "1299/9", "on": today(), "why": "điều chỉnh theo hồ sơ"}
    answer = caller.post("/marker/999/renumber", fields)
    assert answer.headers["Location"] == "/marker/1299/9"
    assert demo.show("1299/9")["number"] == "1299/9"
    assert caller.get("/marker/999").headers["Location"] == "/marker/1299/9"


def test_a_number_that_is_taken_is_refused_and_stays_typed(caller: Caller) -> None:
    fields = {"new": "1116", "on": today(), "why": "thử"}
    answer = caller.post("/marker/999/renumber", fields)
    assert answer.status_code == 400
    assert "Số hiệu 1116 đã có mốc mang" in text_of(answer)
    assert 'name="new" required maxlength="20" value="1116"' in answer.text


def test_a_marker_that_was_retired_can_be_seen_as_before(caller: Caller) -> None:
    answer = caller.post("/marker/999/retire", {"on": today(), "why": "không còn trong hồ sơ"})
    assert answer.status_code == 303
    assert "không còn từ ngày" in text_of(caller.get(answer.headers["Location"]))
    missing = caller.get("/marker/999")
    assert missing.status_code == 404
    found = re.search(r'href="(/marker/999\?as_of=[\d-]+)"', missing.text)
    assert found is not None
    assert "<h1>Mốc 999</h1>" in caller.get(found[1]).text


@pytest.mark.parametrize("asked, begins", [("pdf", b"%PDF"), ("docx", b"PK"), ("minutes", b"PK")])
def test_papers_are_made_and_given(caller: Caller, asked: str, begins: bytes) -> None:
    done = caller.done(caller.post("/marker/1146/1/paper", {"paper": asked}))
    found = re.search(r'download href="([^"]*)"', done.text)
    assert found is not None
    paper = caller.get(found[1])
    assert paper.data.startswith(begins)
    assert "1146-1" in paper.headers["Content-Disposition"]


def test_a_road_is_shown_removed_and_gone(caller: Caller, demo: Tracker) -> None:
    road = demo.show("1183")["access_roads"]
    uuid = road[0]["road"]
    path = f"/subject/road/{uuid}"
    assert (road[0]["name"] or "?") in text_of(caller.get(path))
    refused = caller.post(f"{path}/remove", {"on": today(), "why": ""})
    assert refused.status_code == 400
    assert caller.post(f"{path}/remove", {"on": today(), "why": "sạt hết"}).status_code == 303
    assert demo.show_subject("road", uuid)["exists"] is False
    assert "Không còn từ ngày" in text_of(caller.get(path))


def test_two_roads_are_joined(caller: Caller, demo: Tracker) -> None:
    kept, other = demo.register.subjects("road")[:2]
    fields = {"other": other.subject, "on": today(), "why": "một tuyến"}
    assert caller.post(f"/subject/road/{kept.subject}/join", fields).status_code == 303
    assert demo.show_subject("road", other.subject)["exists"] is False


@pytest.mark.parametrize("kind", ["commune", "post", "project"])
def test_every_kind_of_subject_has_a_page(caller: Caller, demo: Tracker, kind: str) -> None:
    subject = demo.register.subjects(kind)[0]
    answer = caller.get(f"/subject/{kind}/{quote(subject.subject)}")
    assert subject.name in text_of(answer)


# ---------------------------------------------------------------------- people of a post


@pytest.fixture
def of_post(demo: Tracker, at_desk: PersonAt) -> Caller:
    return at_desk(demo.store.path, rights={"read", "record", "hand_in"}, post="chi-ma")


def elsewhere(demo: Tracker) -> str:
    return next(n for n in ("1116", "944") if demo.show(n)["post"]["code"] != "chi-ma")


def test_a_post_lists_its_own_markers_alone(of_post: Caller, demo: Tracker) -> None:
    found = listed(of_post.get("/markers"))
    assert found
    assert {demo.show(n)["post"]["code"] for n in (found[0], found[-1])} == {"chi-ma"}
    assert len(found) == 7


def test_of_another_sector_is_answered_as_what_is_not_there(of_post: Caller, demo: Tracker) -> None:
    number = elsewhere(demo)
    photo = "0" * 64
    for path in (
        f"/marker/{number}",
        f"/marker/{number}/record",
        f"/marker/{number}/small/{photo}",
        f"/marker/{number}/photo/{photo}",
    ):
        there, none = of_post.get(path), of_post.get(path.replace(number, "1299/8"))
        assert there.status_code == none.status_code == 404
        assert text_of(there).replace(number, "N") == text_of(none).replace("1299/8", "N")
    fields = {"marker_condition": "missing", "on": today()}
    assert of_post.post(f"/marker/{number}/record", fields).status_code == 404
    assert of_post.post(f"/marker/{number}/paper", {"paper": "pdf"}).status_code == 404
    assert demo.show(number)["condition"]["value"] != "missing"


def test_a_post_records_what_it_sees_of_its_own(of_post: Caller, demo: Tracker) -> None:
    number = listed(of_post.get("/markers"))[0]
    form = of_post.get(f"/marker/{number}/record").text
    assert 'name="marker_condition"' in form
    assert 'name="need_road"' not in form
    need = demo.show(number)["need_road"]["value"]
    other = "no" if need == "yes" else "yes"
    fields = {"marker_condition": "minor_damage", "need_road": other, "on": today()}
    assert of_post.post(f"/marker/{number}/record", fields).status_code == 303
    assert demo.show(number)["condition"]["value"] == "minor_damage"
    assert demo.show(number)["need_road"]["value"] == need


def test_a_post_takes_back_nothing_that_the_register_says(of_post: Caller, demo: Tracker) -> None:
    number = listed(of_post.get("/markers"))[0]
    there = next(e for e in demo.show(number)["history"] if e["aspect"] == "existence")
    fields = {"marker_condition": "intact", "on": today(), "why": "x", "by": "Ông Sơn"}
    answer = of_post.post(
        f"/marker/{number}/record", {**fields, "replaces": str(there["observation"])}
    )
    assert answer.status_code == 403
    assert number in listed(of_post.get("/markers"))


def test_a_post_replaces_what_it_recorded_and_nothing_else(of_post: Caller, demo: Tracker) -> None:
    def replaced(state: str) -> int:
        fields = {"marker_condition": state, "on": today(), "why": "nhầm"}
        old = str(demo.show("1230")["condition"]["observation"])
        return of_post.post("/marker/1230/record", {**fields, "replaces": old}).status_code

    assert "record?replaces=" not in of_post.get("/marker/1230").text
    assert replaced("intact") == 403
    of_post.post("/marker/1230/record", {"marker_condition": "missing", "on": today()})
    assert "record?replaces=" in of_post.get("/marker/1230").text
    assert replaced("minor_damage") == 303
    assert demo.show("1230")["condition"]["value"] == "minor_damage"


def test_who_replaces_is_who_is_signed_in(caller: Caller, demo: Tracker) -> None:
    old = demo.show("999")["condition"]["observation"]
    fields = {"marker_condition": "not_found", "on": today(), "why": "x", "by": "Ông Sơn"}
    assert caller.post("/marker/999/record", {**fields, "replaces": old}).status_code == 303
    replaced = next(e for e in demo.show("999")["history"] if e["observation"] == old)
    assert replaced["decisions"][-1]["decided_by"] == caller.session.person.name


def test_a_post_sees_no_page_of_elsewhere_on_its_cards(of_post: Caller) -> None:
    number = listed(of_post.get("/markers"))[0]
    card = of_post.get(f"/marker/{number}").text.partition("<main")[2]
    assert not re.findall(r'href="/(?:subject|imports|decide|cases)', card)
    assert "/undo/" not in card
    assert "/retire" not in card


def test_a_reader_can_change_nothing(demo: Tracker, at_desk: PersonAt) -> None:
    reader = at_desk(demo.store.path, rights={"read"})
    assert reader.get("/marker/1116").status_code == 200
    for path in ("record", "renumber", "retire", f"undo/{'0' * 32}"):
        assert reader.post(f"/marker/1116/{path}", {"on": today(), "why": "x"}).status_code == 403


# ---------------------------------------------------------------------- all of them together

PATHS = (
    *("/markers", "/markers?q=chi+ma", "/marker/1116", "/marker/1116/record", "/map", "/map/now"),
    *("/subject/commune/06004", "/subject/post/chi-ma"),
)


@pytest.mark.parametrize("path", PATHS)
def test_looking_changes_nothing(caller: Caller, demo: Tracker, path: str) -> None:
    before = demo.store.path.read_bytes()
    assert caller.get(path).status_code == 200
    assert demo.store.path.read_bytes() == before
    assert list(demo.store.path.parent.iterdir()) == [demo.store.path]


@pytest.mark.slow
def test_search_card_and_recording_load_no_heavy_library(built_demo: Path, tmp_path: Path) -> None:
    store = tmp_path / "langson.gpkg"
    shutil.copy(built_demo, store)
    number = "1117"
    asked = f"""
import sys
from pathlib import Path
from typing import get_args
from werkzeug.test import Client
from mocgioi.desk import guard
from mocgioi.desk.application import Application
from mocgioi.desk.desk import Desk
from mocgioi.desk.routes import Right
from mocgioi.desk.sessions import Person
desk = Desk(Path({str(store)!r}), hosts=frozenset(["127.0.0.1:8000"]), token="")
session = desk.sessions.begin(Person("An", frozenset(get_args(Right))), "vi")
client = Client(Application(desk))
client.set_cookie(guard.COOKIE, session.key, domain="127.0.0.1")
root = {{"base_url": "http://127.0.0.1:8000"}}
fields = {{"proof": session.proof, "marker_condition": "intact", "on": "2026-01-05"}}
answers = [
    *(client.get(path, **root).status_code for path in {PATHS!r}),
    client.post("/marker/{number}/record", data=fields, **root).status_code,
    client.get("/marker/{number}", **root).status_code,
]
heavy = ("pandas", "geopandas", "fiona", "pyogrio", "numpy", "shapely", "openpyxl", "docx",
         "typst", "folium", "scipy", "PIL", "pyproj")
print(answers, [name for name in heavy if name in sys.modules])
"""
    answer = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=False
    )
    statuses = [200] * len(PATHS) + [303, 200]
    assert answer.stdout.strip() == f"{statuses} []", answer.stderr


def test_the_form_says_that_values_wait_already(caller: Caller, demo: Tracker) -> None:
    for status in ("under_construction", "built"):
        demo.set("1223/1", road_status=status, on="2026-11-01", by=status)
    [waiting] = demo.show("1223/1")["disagreements"]
    assert f'href="/decide/{waiting}"' in caller.get("/marker/1223/1/record").text
    assert "/decide/" not in text_of(caller.get("/marker/1116/record"))
