"""Deciding at the desk: what waits, one reason for many, nothing decided blindly."""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from mocgioi import tracker
from mocgioi.desk.routes import Right
from mocgioi.errors import StoreLocked
from mocgioi.tracker import Tracker
from mocgioi.tracker.agenda import agenda
from tests.desk.conftest import Caller, PersonAt


def surveyed(store: Tracker, folder: Path, name: str, *rows: str) -> None:
    """Take in a survey of the demonstration; a row: marker, day, road, condition."""
    path = folder / name
    path.write_text(
        "number,observed_on,road_status,marker_condition,observer,illustrative\n"
        + "".join(f"{row},tổ {name[0]},yes\n" for row in rows),
        encoding="utf-8",
    )
    store.surveys.apply(path)


@pytest.fixture(scope="module")
def made_waiting(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which two files disagree about three markers, beside what the demo has."""
    folder = tmp_path_factory.mktemp("waiting")
    path = folder / "langson.gpkg"
    shutil.copy(built_demo, path)
    numbers = ("1116", "1117", "1118")
    for name, status in (("a.csv", "built"), ("b.csv", "none")):
        rows = (f"{n},2026-11-15,{status},intact" for n in numbers)
        surveyed(tracker.open(path), folder, name, *rows)
    return path


@pytest.fixture
def waiting(made_waiting: Path, tmp_path: Path) -> Tracker:
    """That store, of one's own."""
    path = tmp_path / "langson.gpkg"
    shutil.copy(made_waiting, path)
    return tracker.open(path)


@pytest.fixture
def caller(waiting: Tracker, at_desk: PersonAt) -> Caller:
    return at_desk(waiting.store.path)


def text_of(page: str) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def asked(caller: Caller, marker: str) -> tuple[dict[str, str], list[str]]:
    """Return the hidden fields of what is asked about a marker, and the answers there are."""
    page = caller.get(f"/decide?marker={marker}").text
    fields = dict(re.findall(r'name="((?:state|name)-\w+)" value="([^"]*)"', page))
    return fields, re.findall(r'name="keep-(?:\w+)" value="(\w+)"', page)


def answer(caller: Caller, *markers: str, place: int = 0, why: str = "x") -> dict[str, str]:
    """Return the fields by which one answer is given for each marker; its place as on the page."""
    sent = {"why": why}
    for marker in markers:
        fields, answers = asked(caller, marker)
        key = next(name for name in fields if name.startswith("state-")).partition("-")[2]
        sent |= fields | {f"keep-{key}": answers[place]}
    return sent


def of_marker(store: Tracker, marker: str) -> list[str]:
    conflicts = store.decisions.disagreements()["conflicts"]
    return [conflict["id"] for conflict in conflicts if conflict["marker"] == marker]


def test_both_sides_stand_with_their_evidence(waiting: Tracker, caller: Caller) -> None:
    text = text_of(caller.get("/decide?marker=1116").text)
    assert "đã xây dựng ĐÃ GHI TRƯỚC a.csv, dòng 2, tổ a" in text
    assert "chưa xây dựng b.csv, dòng 2, tổ b" in text


def test_many_are_decided_for_one_reason_in_one_commit(waiting: Tracker, caller: Caller) -> None:
    before = len(waiting.decisions.disagreements()["conflicts"])
    commits = head_number(waiting)
    sent = answer(caller, "1116", "1117", "1118", place=1, why="đã kiểm tra lại")
    assert caller.post("/decide", sent).status_code == 303
    assert len(waiting.decisions.disagreements()["conflicts"]) == before - 3
    assert head_number(waiting) == commits + 1
    entry = waiting.show("1117")["road"]
    assert entry["status"] == "none"


def head_number(store: Tracker) -> int:
    from mocgioi.store import commits

    with store.store.reading() as connection:
        return commits.last_number(connection)


def test_the_reason_and_the_person_are_kept(waiting: Tracker, caller: Caller) -> None:
    caller.post("/decide", answer(caller, "1116", why="biên bản số 5"))
    made = [d for entry in waiting.show("1116")["history"] for d in entry["decisions"]]
    assert {(d["decided_by"], d["why"]) for d in made} == {("Nông Văn An", "biên bản số 5")}


def test_what_a_decision_did_to_the_figure_is_told(waiting: Tracker, caller: Caller) -> None:
    before = waiting.figures.status()["road_built"]
    no_road_any_more = answer(caller, "984/1")
    text = text_of(caller.done(caller.post("/decide", no_road_any_more)).text)
    after = waiting.figures.status()["road_built"]
    assert before != after
    assert "Đã ghi quyết định: 1. Mốc đổi số liệu được tính: 984/1 (tình trạng đường: " in text
    assert re.search(rf"Mốc đã có đường: {before}/72 \(\S+%\) → {after}/72 \(\S+%\)\.", text)


def test_a_decision_about_the_condition_of_a_marker_is_told(
    waiting: Tracker, caller: Caller, tmp_path: Path
) -> None:
    surveyed(waiting, tmp_path, "c.csv", "1230,2026-11-15,,intact", "1230,2026-11-15,,missing")
    assert of_marker(waiting, "1230")
    was = waiting.show("1230")["condition"]["value"]
    told = []
    for place in range(len(asked(caller, "1230")[1])):
        text = text_of(
            caller.done(caller.post("/decide", answer(caller, "1230", place=place))).text
        )
        told.append("Mốc đổi số liệu được tính: 1230 (tình trạng mốc: " in text)
        if waiting.show("1230")["condition"]["value"] != was:
            break
        commit = waiting.decisions.made(most=1)[0].commit
        waiting.decisions.take_back(commit, why="x")
    assert told[-1] and not any(told[:-1])


def test_without_a_reason_nothing_is_decided_and_the_choices_stay(
    waiting: Tracker, caller: Caller
) -> None:
    sent = answer(caller, "1116", why="  ")
    page = caller.post("/decide", sent)
    assert page.status_code == 400
    (kept,) = (value for name, value in sent.items() if name.startswith("keep-"))
    assert f'value="{kept}" data-place="1" data-file="a.csv" checked' in page.text
    assert of_marker(waiting, "1116")


def test_what_somebody_decided_meanwhile_is_told_with_who(waiting: Tracker, caller: Caller) -> None:
    sent = answer(caller, "1116", "1117", why="lý do của tôi")
    waiting.decisions.resolve(of_marker(waiting, "1116")[0], None, why="y", by="Lý Thị Hoa")
    page = caller.post("/decide", sent)
    assert page.status_code == 409
    assert re.search(
        r"Chưa ghi 1 lựa chọn: 1116, tình trạng đường, 15/11/2026: Lý Thị Hoa đã quyết định",
        text_of(page.text),
    )
    assert of_marker(waiting, "1117") == []
    assert 'value="lý do của tôi"' in page.text


def test_new_sides_are_not_decided_about_blindly(
    waiting: Tracker, caller: Caller, tmp_path: Path
) -> None:
    sent = answer(caller, "1116", place=1)
    surveyed(waiting, tmp_path, "c.csv", "1116,2026-11-15,under_construction,intact")
    page = caller.post("/decide", sent)
    assert page.status_code == 409
    assert "1116, tình trạng đường, 15/11/2026: đã khác lúc mở trang" in text_of(page.text)
    assert len(of_marker(waiting, "1116")) == 1
    assert "c.csv, dòng 2" in text_of(page.text)


def test_the_same_form_twice_decides_once(waiting: Tracker, caller: Caller) -> None:
    sent = answer(caller, "1116")
    caller.post("/decide", sent)
    commits = head_number(waiting)
    assert caller.post("/decide", sent).status_code == 409
    assert [d["verdict"] for e in waiting.show("1116")["history"] for d in e["decisions"]].count(
        "keep"
    ) == 1
    assert head_number(waiting) == commits


def test_an_answer_that_is_none_of_it_changes_nothing(waiting: Tracker, caller: Caller) -> None:
    sent = answer(caller, "1116")
    key = next(name for name in sent if name.startswith("keep-"))
    page = caller.post("/decide", sent | {key: "0" * 32})
    assert "lựa chọn không thuộc trường hợp này" in text_of(page.text)
    assert of_marker(waiting, "1116")


def test_who_may_not_decide_sees_it_all_and_cannot(waiting: Tracker, at_desk: PersonAt) -> None:
    rights: set[Right] = {"read"}
    reader = at_desk(waiting.store.path, rights=rights)
    page = reader.get("/decide?marker=1116").text
    assert "a.csv, dòng 2" in text_of(page)
    assert 'type="radio"' not in page
    assert reader.post("/decide", {"why": "x"}).status_code == 403


def test_names_of_files_stay_text(waiting: Tracker, caller: Caller, tmp_path: Path) -> None:
    for name, status in (("<b onload=x>.csv", "built"), ("b.csv", "none")):
        surveyed(waiting, tmp_path, name, f"1119,2026-11-15,{status},intact")
    page = caller.get("/decide?marker=1119").text
    assert "&lt;b onload=x&gt;.csv" in page
    assert "<b onload" not in page


def test_its_own_page_has_the_whole_history(waiting: Tracker, caller: Caller) -> None:
    (id,) = of_marker(waiting, "1116")
    page = caller.get(f"/decide/{id}").text
    history = text_of(page[page.index('<ol class="history">') :])
    assert re.search(r"chưa xây dựng · b\.csv.*đã xây dựng · a\.csv", history)


def test_what_does_not_wait_any_more_has_no_page(waiting: Tracker, caller: Caller) -> None:
    (id,) = of_marker(waiting, "1116")
    waiting.decisions.resolve(id, None, why="x")
    assert caller.get(f"/decide/{id}").status_code == 404


def test_the_sheet_is_the_one_of_the_weekly_folder(waiting: Tracker, caller: Caller) -> None:
    answer_ = caller.get("/decide/sheet")
    assert answer_.data[:2] == b"PK"
    assert 'filename="quyet-dinh.xlsx"' in answer_.headers["Content-Disposition"]


def test_counts_are_those_of_the_weekly_page(waiting: Tracker, caller: Caller) -> None:
    work = agenda(waiting).counts()
    assert work["contested"] > 3
    text = text_of(caller.get("/decide").text)
    assert f"Chưa thống nhất, chờ xem xét {work['contested'] + work['held']} " in text
    assert f"Cần xem lại {work['looked'] + work['left_out']} " in text
    assert f"Dòng bị loại {work['rows']} " in text


def test_what_was_decided_at_once_is_listed_with_who_and_why(
    waiting: Tracker, caller: Caller
) -> None:
    caller.post("/decide", answer(caller, "1116", "1117", why="biên bản số 5"))
    text = text_of(caller.get("/decide/made").text)
    assert "· Nông Văn An Số liệu được giữ: 2. Số liệu không tính: 2." in text
    assert "Lý do: biên bản số 5 Các mốc: 1116, 1117" in text


def test_a_decision_that_is_taken_back_waits_again_as_before(
    waiting: Tracker, caller: Caller
) -> None:
    before = waiting.decisions.disagreements(), waiting.figures.status()["road_built"]
    caller.post("/decide", answer(caller, "1116", "984/1", place=1))
    (made,) = waiting.decisions.made(most=1)
    answered = caller.post(f"/decide/made/{made.commit}/take-back", {"why": "chọn nhầm tệp"})
    assert "Đã rút lại quyết định." in text_of(caller.done(answered).text)
    assert (
        waiting.decisions.disagreements(),
        waiting.figures.status()["road_built"],
    ) == before
    assert waiting.check() == []


def test_what_somebody_decided_since_stays_when_the_first_is_taken_back(
    waiting: Tracker, caller: Caller, tmp_path: Path
) -> None:
    caller.post("/decide", answer(caller, "1116", "1117", place=0))
    first = waiting.decisions.made(most=1)[0].commit
    survey = next(batch.uuid for batch in waiting.surveys.batches() if batch.file == "a.csv")
    waiting.surveys.undo(survey, row=3, why="không đi kiểm tra")
    caller.post(f"/decide/made/{first}/take-back", {"why": "x"})
    assert of_marker(waiting, "1116")
    last = {
        entry["file"]: entry["decisions"][-1]["verdict"]
        for entry in waiting.show("1117")["history"]
        if entry["aspect"] == "road_status" and entry["decisions"]
    }
    assert last == {"a.csv": "undone", "b.csv": "reopened"}


def test_a_decision_is_taken_back_once(waiting: Tracker, caller: Caller) -> None:
    caller.post("/decide", answer(caller, "1116"))
    path = f"/decide/made/{waiting.decisions.made(most=1)[0].commit}/take-back"
    assert caller.post(path, {"why": "x"}).status_code == 303
    page = caller.post(path, {"why": "x"})
    assert page.status_code == 400
    assert "Không còn gì của quyết định này để rút lại" in text_of(page.text)


def test_of_a_road_it_is_decided_by_its_name(
    waiting: Tracker, caller: Caller, tmp_path: Path
) -> None:
    name = "Đường X"
    line = {"type": "LineString", "coordinates": [[106.7, 21.96], [106.701, 21.961]]}
    for file, surface in (("r1", "bê tông"), ("r2", "đất")):
        facts = {"name": name, "serves": "1116", "surface": surface, "illustrative": True}
        feature = {"type": "Feature", "properties": facts, "geometry": line}
        path = tmp_path / f"{file}.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
        waiting.register.import_file("roads", path)
    text = text_of(caller.get(f"/decide?marker={name}").text)
    assert "Đường X · mặt đường" in text
    (id,) = of_marker(waiting, name)
    assert "r2.geojson, dòng 1" in text_of(caller.get(f"/decide/{id}").text)
    assert caller.post("/decide", answer(caller, name, place=1)).status_code == 303
    assert of_marker(waiting, name) == []
    assert "Các mốc: Đường X" in text_of(caller.get("/decide/made").text)


def test_what_was_chosen_survives_another_program_that_holds_the_store(
    waiting: Tracker, caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = answer(caller, "1116", why="lý do của tôi")

    def locked(*_: object, **__: object) -> None:
        raise StoreLocked("kho đang bận", "the store is busy")

    monkeypatch.setattr("mocgioi.tracker.settling.settle_all", locked)
    page = caller.post("/decide", sent)
    assert "kho đang bận" in text_of(page.text)
    assert 'value="lý do của tôi"' in page.text
    assert 'data-place="1" data-file="a.csv" checked' in page.text


@pytest.fixture
def measured(waiting: Tracker, tmp_path: Path) -> str:
    """The name of a row that is held, for it was measured far from its marker, with a picture."""
    at = waiting.show("1116")
    assert at["longitude"] is not None
    picture = io.BytesIO()
    Image.new("RGB", (40, 30)).save(picture, "JPEG")
    with zipfile.ZipFile(tmp_path / "gps.zip", "w") as bundle:
        bundle.writestr("p.jpg", picture.getvalue())
        bundle.writestr(
            "gps.csv",
            "number,observed_on,road_status,longitude,latitude,photo,illustrative\n"
            f"1116,2026-11-20,built,{at['longitude'] + 0.004},{at['latitude']},p.jpg,yes\n",
        )
    waiting.surveys.apply(tmp_path / "gps.zip", crs="EPSG:4326")
    return next(
        conflict["id"]
        for conflict in waiting.decisions.disagreements()["conflicts"]
        if conflict["reason"] == "held"
    )


def test_a_held_row_shows_how_far_it_was_measured_and_what_counts(
    caller: Caller, measured: str
) -> None:
    page = caller.get(f"/decide/{measured}").text
    assert "Vị trí đo 413 m từ mốc" in text_of(page)
    assert "tình trạng đường: đã xây dựng (đang tính:" in text_of(page)


def test_the_sketch_has_the_marker_in_its_middle_and_east_on_the_right(
    caller: Caller, measured: str
) -> None:
    page = caller.get(f"/decide/{measured}").text
    ((x, y),) = re.findall(r'<g class="side"><circle cx="([\d.]+)" cy="([\d.]+)"', page)
    assert float(x) > 160 + 100
    assert abs(float(y) - 160) < 1
    assert len(re.findall('<g class="around">', page)) >= 1


def test_the_picture_of_a_row_stands_beside_it(caller: Caller, measured: str) -> None:
    page = caller.get(f"/decide/{measured}").text
    (small,) = re.findall(r'src="(/decide/\w+/photo/[0-9a-f]{64})" alt="[^"]*p.jpg"', page)
    assert caller.get(small).content_type == "image/jpeg"
    assert caller.get(small[:-64] + "0" * 64).status_code == 404


def test_a_decision_that_makes_a_marker_one_to_report_says_so(
    waiting: Tracker, caller: Caller, tmp_path: Path
) -> None:
    for name, condition in (("d.csv", "intact"), ("e.csv", "destroyed")):
        surveyed(waiting, tmp_path, name, f"1119,2026-11-15,built,{condition}")
    page = caller.get("/decide").text
    assert page.index("1119 · tình trạng mốc") < page.index("1116 · tình trạng đường")
    assert "Một bên cho là phải BÁO NGAY" in page
    answered = caller.post("/decide", answer(caller, "1119", place=1))
    assert "Nay phải BÁO NGAY: 1119." in text_of(caller.done(answered).text)


def of_post(store: Tracker, at_desk: PersonAt, marker: str, *, own: bool) -> Caller:
    """Seat somebody of the post of a marker, or of another one."""
    post = store.show(marker)["post"]["code"]
    posts = [subject.subject for subject in store.register.subjects("post")]
    seat = post if own else next(code for code in posts if code != post)
    return at_desk(store.store.path, rights={"read", "record", "hand_in"}, post=seat)


def test_a_post_sees_what_waits_in_its_sector_and_decides_nothing(
    waiting: Tracker, at_desk: PersonAt
) -> None:
    own = of_post(waiting, at_desk, "1116", own=True)
    (id,) = of_marker(waiting, "1116")
    assert "1116 · tình trạng đường" in text_of(own.get("/decide").text)
    assert own.get(f"/decide/{id}").status_code == 200
    assert 'type="radio"' not in own.get("/decide").text
    assert own.post("/decide", {"why": "x"}).status_code == 403


def test_what_waits_in_another_sector_is_answered_as_what_is_not_there(
    waiting: Tracker, at_desk: PersonAt
) -> None:
    other = of_post(waiting, at_desk, "1116", own=False)
    (id,) = of_marker(waiting, "1116")
    assert "1116" not in text_of(other.get("/decide").text)
    there, none = other.get(f"/decide/{id}"), other.get("/decide/00000000")
    assert there.status_code == none.status_code == 404
    assert text_of(there.text) == text_of(none.text)
