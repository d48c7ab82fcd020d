"""Files dropped on the desk: kept, rehearsed, taken in with one press, taken back."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from mocgioi import tracker
from mocgioi.desk import drops
from mocgioi.desk.work import take_in as work
from mocgioi.tracker import Tracker
from tests.desk.conftest import Caller, PersonAt
from tests.pictures import jpeg
from tests.tracker.conftest import four_markers  # noqa: F401

ROWS = "number,surveyed_on,road_status,illustrative\n{},2026-11-01,{},yes\n"


@pytest.fixture
def store(four_markers: Path, tmp_path: Path) -> Tracker:  # noqa: F811
    path = tmp_path / "langson.gpkg"
    shutil.copy(four_markers, path)
    return tracker.open(path)


@pytest.fixture
def clerk(store: Tracker, at_desk: PersonAt, at_once: None) -> Caller:
    """A clerk whose long work is done at once, in this process."""
    return at_desk(store.store.path)


def dropped(caller: Caller, *files: tuple[str, str]) -> TestResponse:
    """Drop files, and return the page of their rehearsal."""
    sent = [(io.BytesIO(text.encode()), name) for name, text in files]
    return caller.done(caller.post("/take-in", {"file": sent}))


def pressed(caller: Caller, page: TestResponse, action: str, **fields: str) -> TestResponse:
    """Press a button of a rehearsal's page."""
    found = re.search(r'action="(/take-in/[\d-]+[\da-f]+)/', page.text)
    rehearsal = re.search(r'name="rehearsal" value="([\w-]+)"', page.text)
    assert found and rehearsal
    fields = {"rehearsal": rehearsal[1], **fields}
    return caller.done(caller.post(f"{found[1]}/{action}", fields))


def test_two_presses_take_the_files_of_a_week_in(store: Tracker, at_desk: PersonAt) -> None:
    clerk = at_desk(store.store.path)
    page = dropped(clerk, ("tuần/a.csv", ROWS.format("1116", "built")), ("b.csv", "x\n"))
    assert "chưa xây dựng" not in page.text and "đã xây dựng" in page.text
    assert [batch.file for batch in store.surveys.batches()] == ["register.csv"]
    done = pressed(clerk, page, "take-in")
    assert store.surveys.batches()[-1].file == "tuần/a.csv"
    assert f"/imports/{store.surveys.batches()[-1].uuid}" in done.text


def test_what_is_in_leaves_the_tray_and_what_is_refused_stays(clerk: Caller) -> None:
    page = dropped(clerk, ("a.csv", ROWS.format("1116", "built")), ("b.csv", "x\n"))
    pressed(clerk, page, "take-in")
    assert [drop.files for drop in clerk.desk.tray.all()] == [("b.csv",)]


def test_names_and_cells_of_a_file_stay_text(clerk: Caller) -> None:
    evil = "<img src=x onerror=alert(1)>"
    page = dropped(clerk, (f"{evil}.csv", ROWS.format(evil, evil)), (f"{evil}.xyz", "x"))
    assert page.status_code == 200 and "&lt;img src=x" in page.text
    assert "<img" not in page.text and "<img" not in clerk.get("/imports").text


def test_a_rehearsal_of_another_state_of_the_drop_is_not_applied(
    clerk: Caller, store: Tracker
) -> None:
    page = dropped(clerk, ("a.csv", ROWS.format("1116", "built")))
    [drop] = clerk.desk.tray.all()
    clerk.desk.tray.note(drops.with_mark(drop, "a.csv", "left", is_so=True))
    again = pressed(clerk, page, "take-in")
    assert len(store.surveys.batches()) == 1 and "Khay đã thay đổi" in again.text


def test_what_is_said_of_a_file_is_kept_with_it(clerk: Caller) -> None:
    page = dropped(clerk, ("a.csv", ROWS.format("1116", "built")))
    page = pressed(clerk, page, "kind", file="a.csv", kind="markers", on="2026-11-02")
    page = pressed(clerk, page, "mark", file="a.csv", left="1")
    [drop] = clerk.desk.tray.all()
    told = drops.told_of(drop)("a.csv")
    assert (told.kind, told.answers.on, told.is_left) == ("markers", "2026-11-02", True)
    page = pressed(clerk, page, "mark", file="a.csv", left="0")
    assert not drops.told_of(clerk.desk.tray.all()[0])("a.csv").is_left


def test_answers_are_kept_and_rehearsed_with(clerk: Caller, store: Tracker) -> None:
    rows = ROWS.replace("number", "Ký hiệu lạ").format("1116", "built")
    page = dropped(clerk, ("a.csv", rows))
    assert "không phải phiếu kiểm tra" in page.text
    page = pressed(
        clerk,
        page,
        "answer",
        **{"q1.file": "a.csv", "q1.say.1": '{"columns": {"number": "Ký hiệu lạ"}}'},
    )
    pressed(clerk, page, "take-in")
    assert store.surveys.batches()[-1].applied == 1


def test_a_question_that_is_open_is_counted_above(clerk: Caller) -> None:
    rows = "number,surveyed_on,marker_condition,illustrative\n1116,2026-11-01,hư hỏng,yes\n"
    page = dropped(clerk, ("a.csv", rows))
    assert "Còn câu hỏi cần trả lời: 1" in page.text and "câu hỏi: 1<" in page.text
    said = {
        "q1.file": "a.csv",
        "q1.say.1": '{"words": {"marker_condition:hư hỏng": "minor_damage"}}',
        "answer": "a.csv",
    }
    page = pressed(clerk, page, "answer", **said)
    assert "Còn câu hỏi" not in page.text and 'id="asked"' in page.text


def test_one_press_answers_for_every_file_of_the_page(clerk: Caller) -> None:
    header = "number,surveyed_on,marker_condition,illustrative\n"
    words = {"a.csv": "hư hỏng", "b.csv": "mờ hết"}
    page = dropped(clerk, *((f, f"{header}1116,2026-11-01,{w},yes\n") for f, w in words.items()))
    names = re.findall(r'name="(q\d+)\.file" value="([^"]+)" form="answers"', page.text)
    assert dict(names).keys() == {"q1", "q2"}
    fields = {f"{at}.file": file for at, file in names}
    for at, file in names:
        assert f'form="answers" name="{at}.say.1"' in page.text
        said = {"words": {f"marker_condition:{words[file]}": "intact"}}
        fields[f"{at}.say.1"] = json.dumps(said, ensure_ascii=False)
    page = pressed(clerk, page, "answer", answer="b.csv", **fields)
    [drop] = clerk.desk.tray.all()
    assert [len(drops.answers_of(drop, file).words) for file in words] == [1, 1]
    assert "Còn câu hỏi" not in page.text


def test_a_file_that_is_put_away_can_be_brought_back(clerk: Caller) -> None:
    page = dropped(clerk, ("a.csv", "x\n"), ("b.csv", "y\n"))
    pressed(clerk, page, "put-away", file="a.csv")
    assert [drop.files for drop in clerk.desk.tray.all()] == [("b.csv",)]
    [kept] = clerk.desk.tray.aside.all()
    assert "Nông Văn An cất" in clerk.get("/take-in").text
    clerk.post(f"/take-in/{kept.id}/bring-back")
    assert {drop.files for drop in clerk.desk.tray.all()} == {("b.csv",), ("a.csv",)}


@pytest.fixture
def handing_in(store: Tracker, at_desk: PersonAt) -> Caller:
    """Somebody of a post, who handed in a file with a row that cannot be taken."""
    post = at_desk(store.store.path, rights={"read", "hand_in"}, post="P1")
    person = post.session.person._replace(name="Hoàng")
    post.session.person = person
    rows = ROWS.format("1116", "built") + "9999,2026-11-01,built,yes\n"
    dropped(post, ("own.csv", rows))
    return post


def test_who_handed_in_sees_what_was_taken_and_which_rows_were_not(
    clerk: Caller, handing_in: Caller
) -> None:
    assert "Đang chờ nhập" in handing_in.get("/take-in").text
    [drop] = clerk.desk.tray.all()
    page = clerk.done(clerk.post(f"/take-in/{drop.id}/rehearse"))
    pressed(clerk, page, "take-in")
    text = handing_in.get("/take-in").text
    assert "own.csv" in text and "Nông Văn An nhập" in text
    assert "+ 1 bị loại" in text or "bị loại 1" in text
    assert "9999" in text[text.index("Dòng chưa vào kho") :]


def test_who_handed_in_sees_that_it_was_put_away_and_cannot_bring_it_back(
    clerk: Caller, handing_in: Caller
) -> None:
    [drop] = clerk.desk.tray.all()
    clerk.post(f"/take-in/{drop.id}/put-away")
    text = handing_in.get("/take-in").text
    assert "own.csv" in text and "Nông Văn An cất" in text and "bring-back" not in text
    [kept] = clerk.desk.tray.aside.all()
    assert handing_in.post(f"/take-in/{kept.id}/bring-back").status_code == 403


def test_nobody_else_of_a_post_sees_it(
    clerk: Caller, handing_in: Caller, store: Tracker, at_desk: PersonAt
) -> None:
    [drop] = clerk.desk.tray.all()
    pressed(clerk, clerk.done(clerk.post(f"/take-in/{drop.id}/rehearse")), "take-in")
    other = at_desk(store.store.path, rights={"read", "hand_in"}, post="P1")
    assert "own.csv" not in other.get("/take-in").text


def test_the_batch_says_who_handed_it_in(clerk: Caller, handing_in: Caller, store: Tracker) -> None:
    [drop] = clerk.desk.tray.all()
    pressed(clerk, clerk.done(clerk.post(f"/take-in/{drop.id}/rehearse")), "take-in")
    batch = store.surveys.batches()[-1].uuid
    assert "Người nộp: Hoàng" in clerk.get(f"/imports/{batch}").text
    [kept] = [f for f in store.surveys.batch(batch)[1] if f.code == "handed-in"]
    assert kept.text.vi.startswith("Hoàng nộp tệp này lúc")


def test_what_a_clerk_drops_is_handed_in_by_nobody_else(clerk: Caller, store: Tracker) -> None:
    pressed(clerk, dropped(clerk, ("a.csv", ROWS.format("1116", "built"))), "take-in")
    findings = store.surveys.batch(store.surveys.batches()[-1].uuid)[1]
    assert "handed-in" not in {f.code for f in findings}


def test_markers_of_another_sector_are_remarked(clerk: Caller, handing_in: Caller) -> None:
    [drop] = clerk.desk.tray.all()
    page = clerk.done(clerk.post(f"/take-in/{drop.id}/rehearse"))
    assert "Mốc ngoài địa bàn của đồn người nộp (Hoàng): 1116." in page.text


def test_who_may_only_hand_in_sees_own_files_and_takes_nothing_in(
    clerk: Caller, store: Tracker, at_desk: PersonAt
) -> None:
    dropped(clerk, ("secret.csv", "x\n"))
    [drop] = clerk.desk.tray.all()
    clerk.desk.tray.note(drop._replace(by="Another"))
    post = at_desk(store.store.path, rights={"read", "hand_in"}, post="P1")
    page = dropped(post, ("own.csv", ROWS.format("1116", "built")))
    assert "own.csv" in page.text and "secret.csv" not in page.text
    assert post.post(f"/take-in/{drop.id}/rehearse").status_code == 403
    assert post.get(f"/take-in/{drop.id}").status_code == 403
    assert post.get("/imports").status_code == 403


@pytest.mark.parametrize("id", ["..", "20260101-000000-00000000", "x" * 300])
def test_a_drop_that_is_not_there_is_no_page(clerk: Caller, id: str) -> None:
    assert clerk.get(f"/take-in/{id}").status_code in (404, 405)
    assert clerk.post(f"/take-in/{id}/put-away").status_code in (404, 405)


def test_a_batch_is_taken_back_with_a_reason(clerk: Caller, store: Tracker) -> None:
    pressed(clerk, dropped(clerk, ("a.csv", ROWS.format("1116", "built"))), "take-in")
    batch = store.surveys.batches()[-1]
    refused = clerk.post(f"/imports/{batch.uuid}/undo", {"row": "2", "why": ""})
    assert refused.status_code == 409 and 'name="row" value="2"' in refused.text
    clerk.done(clerk.post(f"/imports/{batch.uuid}/undo", {"all": "1", "why": "nhầm tệp"}))
    assert store.surveys.batches()[-1].is_taken_back
    assert "/undo" not in clerk.get(f"/imports/{batch.uuid}").text


@pytest.mark.parametrize("batch", ["zz", "0" * 32, "a' OR 1=1", "..%2f"])
def test_a_batch_that_is_not_there_is_a_sentence(clerk: Caller, batch: str) -> None:
    assert clerk.get(f"/imports/{batch}").status_code in (400, 404)


def test_parts_of_a_file_go_with_it(clerk: Caller) -> None:
    assert drops.belongs("a/X.DBF", "a/x.shp") and not drops.belongs("a/y.dbf", "a/x.shp")
    assert drops.belongs("kit.zip", "kit.zip/po.gpkg") and drops.belongs("g.gdb/1", "g.gdb")
    assert not drops.belongs("a.csv", "a.csv.zip")


def test_no_sentence_says_what_to_type(clerk: Caller) -> None:
    page = dropped(clerk, ("a.csv", "tên,mô tả\nmốc 1116,đẹp\n"))
    assert "Số hiệu mốc" in page.text and "--column" not in page.text


def test_a_file_keeps_the_day_it_was_saved(clerk: Caller) -> None:
    """What was decided after a sheet of decisions was saved stands: its upload is no saving."""
    sent = [(io.BytesIO(b"x"), "a.xyz"), (io.BytesIO(b"y"), "b.xyz")]
    clerk.done(clerk.post("/take-in", {"file": sent, "saved": ["1700000000000", "9900000000000"]}))
    [drop] = clerk.desk.tray.all()
    times = [(drop.folder / name).stat().st_mtime for name in drop.files]
    assert times[0] == 1_700_000_000 and times[1] < 9_000_000_000


def test_nothing_is_said_of_a_file_that_is_not_there(clerk: Caller) -> None:
    page = dropped(clerk, ("a.csv", "x\n"))
    for action in ("answer", "kind", "mark"):
        fields = {"file": "../b.csv", "q1.file": "../b.csv", "left": "1"}
        assert pressed(clerk, page, action, **fields).status_code == 404
    assert clerk.desk.tray.all()[0].notes == {}


def test_heights_are_no_photograph_where_a_person_says_so(clerk: Caller) -> None:
    page = dropped(clerk, ("do cao.tif", "II*"))
    assert "Đọc là độ cao địa hình" in page.text
    page = pressed(clerk, page, "kind", file="do cao.tif", kind="dem")
    assert "độ cao địa hình</span>" in page.text and "chưa nhập được" in page.text


def test_what_is_pressed_twice_is_done_once_and_what_is_stopped_stays(
    store: Tracker, at_desk: PersonAt
) -> None:
    clerk = at_desk(store.store.path)
    page = dropped(clerk, *((f"{n}.csv", ROWS.format("1116", "built")) for n in range(9)))
    [drop] = clerk.desk.tray.all()
    rehearsal = re.search(r'name="rehearsal" value="([\w-]+)"', page.text)
    assert rehearsal
    sent = clerk.post(f"/take-in/{drop.id}/take-in", {"rehearsal": rehearsal[1]})
    again = clerk.post(f"/take-in/{drop.id}/take-in", {"rehearsal": rehearsal[1]})
    assert again.headers["Location"] == sent.headers["Location"]
    stopped = clerk.done(clerk.post(f"{sent.headers['Location']}/stop"))
    assert f"/take-in/{drop.id}" in stopped.text and clerk.desk.tray.all() == [drop]
    assert store.store.faults() == []


@pytest.mark.slow
def test_the_desk_shows_a_rehearsal_without_the_libraries_that_read_files() -> None:
    """What a job returns is read by the desk itself, which stays small."""
    heavy = ("pandas", "numpy", "shapely", "openpyxl", "fiona", "docx", "pyproj", "scipy", "PIL")
    asked = (
        "import sys; import mocgioi.desk.work.take_in, mocgioi.desk.receipts;"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True)
    assert answer.stdout.strip() == "[]", answer.stderr


def test_the_work_says_how_far_it_is(clerk: Caller, store: Tracker) -> None:
    dropped(clerk, ("a.csv", ROWS.format("1116", "built")), ("b.csv", "x\n"))
    [drop] = clerk.desk.tray.all()
    steps: list[tuple[str, int, int]] = []
    work.rehearse(
        lambda *step: steps.append(step),  # type: ignore[arg-type]
        store=store.store.path,
        by="An",
        drop=drop,
    )
    assert steps == [("a.csv", 1, 2), ("b.csv", 2, 2)]


def _encrypted(name: str, content: bytes) -> bytes:
    """Return a ZIP of one file that says that it has a password."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, content)
    whole = bytearray(packed.getvalue())
    whole[6] |= 1
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


def _sent(caller: Caller, *files: tuple[str, bytes]) -> TestResponse:
    sent = [(io.BytesIO(content), name) for name, content in files]
    return caller.done(caller.post("/take-in", {"file": sent}))


def test_archives_of_which_nothing_can_be_read_stay_on_the_tray(clerk: Caller) -> None:
    page = _sent(
        clerk, *((name, _encrypted("1116.jpg", name.encode())) for name in ("a.zip", "b.zip"))
    )
    assert "đã có trong kho" not in page.text and page.text.count("chưa nhập được") == 2
    pressed(clerk, page, "take-in")
    assert [drop.files for drop in clerk.desk.tray.all()] == [("a.zip", "b.zip")]


def test_an_archive_with_a_photograph_of_no_row_stays_though_its_rows_are_in(
    clerk: Caller, store: Tracker
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", ROWS.format("1116", "built"))
        archive.writestr("IMG_1.jpg", jpeg())
    done = pressed(clerk, _sent(clerk, ("a.zip", packed.getvalue())), "take-in")
    assert store.surveys.batches()[-1].applied == 1
    assert [drop.files for drop in clerk.desk.tray.all()] == [("a.zip",)]
    assert "Còn trên khay: a.zip" in done.text and "IMG_1.jpg" in done.text


def test_photographs_stay_on_the_tray_that_the_store_does_not_hold(clerk: Caller) -> None:
    rows = ROWS.format("1116", "built").encode()
    photos = [("1116.jpg", jpeg()), ("IMG_1.jpg", jpeg(colour=(1, 2, 3)))]
    pressed(clerk, _sent(clerk, ("a.csv", rows), ("~$a.xlsx", b"x"), *photos), "take-in")
    assert [drop.files for drop in clerk.desk.tray.all()] == [("~$a.xlsx", "IMG_1.jpg")]


def test_a_word_answered_before_is_told_and_can_be_answered_otherwise(clerk: Caller) -> None:
    rows = "number,surveyed_on,marker_condition,illustrative\n{},2026-11-01,hư hỏng,yes\n"
    page = dropped(clerk, ("a.csv", rows.format("1116")))
    assert "từ nay ở mọi tệp" in page.text
    said = '{"words": {"marker_condition:hư hỏng": "minor_damage"}}'
    page = pressed(clerk, page, "answer", **{"q1.file": "a.csv", "q1.say.1": said})
    assert "Từ đã chỉ nghĩa ở lần nhập trước" not in page.text
    pressed(clerk, page, "take-in")
    page = dropped(clerk, ("b.csv", rows.format("1117")))
    assert (
        "Từ đã chỉ nghĩa ở lần nhập trước" in page.text and "«hư hỏng» là hư hỏng nhẹ" in page.text
    )
    assert "Còn câu hỏi" not in page.text and 'name="q1.say.1001"' in page.text


def test_a_question_that_was_left_is_answered(clerk: Caller) -> None:
    rows = "number,surveyed_on,marker_condition,illustrative\n1116,2026-11-01,hư hỏng,yes\n"
    page = dropped(clerk, ("a.csv", rows))
    assert "Cần trả lời" in page.text
    id = "word marker_condition:hư hỏng"
    said = {"left": [id], "words": {"marker_condition:hư hỏng": None}}
    fields = {"q1.file": "a.csv", "q1.say.1": json.dumps(said)}
    page = pressed(clerk, page, "answer", **fields)
    assert "Cần trả lời" not in page.text and "Còn câu hỏi" not in page.text
    assert "Đã chọn" in page.text


def test_a_past_year_end_that_moves_is_told_above_and_in_the_receipt(
    clerk: Caller, store: Tracker
) -> None:
    store.set("1116", road_status="built", on="2022-05-01")
    store.set("1117", road_status="built", on="2026-11-01")
    old = "number,surveyed_on,road_status,illustrative\n1117,2021-11-25,built,yes\n"
    page = dropped(clerk, ("nam sai.csv", old))
    assert "2/4" in page.text  # nothing moves of today
    for shown in (page, pressed(clerk, page, "take-in")):
        text = re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", shown.text))
        assert "31/12/2021: chưa có số liệu → 1/4" in text
        assert "31/12/2022 – 31/12/2025: 1/4 → 2/4 Thêm 1 mốc: 1117" in text


def test_many_markers_to_report_at_once_are_folded_under_the_counts(clerk: Caller) -> None:
    lost = "number,surveyed_on,marker_condition,illustrative\n"
    lost += "".join(f"{n},2026-11-01,bị mất,yes\n" for n in ("1116", "1117", "1118", "1119"))
    page = dropped(clerk, ("mat.csv", lost)).text
    assert page.index("Đọc 4 dòng") < page.index("BÁO NGAY: 4 mốc") < page.index("… và 1 nữa")


def test_a_rehearsal_that_is_stopped_leads_back_to_the_one_before(clerk: Caller) -> None:
    page = dropped(clerk, ("a.csv", ROWS.format("1116", "built")))
    base = re.search(r'action="(/take-in/[\d-]+[\da-f]+)/', page.text)
    rehearsal = re.search(r'name="rehearsal" value="([\w-]+)"', page.text)
    assert base and rehearsal
    sent = clerk.post(f"{base[1]}/rehearse", {"rehearsal": rehearsal[1]})
    job = clerk.desk.jobs.of(sent.headers["Location"].rpartition("/")[2], clerk.session.key)
    assert job is not None and not job.writes
    job.state = "stopped"
    stopped = clerk.get(sent.headers["Location"]).text
    assert "Chưa ghi gì vào kho số liệu." in stopped and "tệp đã xong" not in stopped
    assert f'href="{base[1]}?rehearsal={rehearsal[1]}"' in stopped
