"""Rejected rows are corrected in their table, rehearsed, and taken in tied to their batch."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from mocgioi import tracker
from tests.desk.conftest import Caller, PersonAt

pytestmark = pytest.mark.usefixtures("at_once")

HEADINGS = "Số hiệu mốc,Ngày kiểm tra,Tình trạng mốc,Ghi chú"
ROWS = ("9999,03/02/2025,nguyên trạng,<b>x</b>", "1116,hôm qua,nguyên trạng,", "1117,31/02/2025,,")


@pytest.fixture
def batch(caller: Caller, tmp_path: Path) -> str:
    """The uuid of a batch of which three rows were rejected."""
    path = tmp_path / "phieu.csv"
    path.write_text("\n".join([HEADINGS + ",Minh họa", *(f"{row},x" for row in ROWS)]), "utf-8")
    receipt = tracker.open(caller.desk.path).surveys.apply(path)
    assert receipt.rejected == 3
    assert receipt.batch is not None
    return receipt.batch


def names(page: str) -> dict[str, str]:
    """The names of a page's fields of cells, by what stands in them now."""
    fields = re.findall(r'name="(cell\.[^"]+)" value="([^"]*)"', page)
    return {html.unescape(value): html.unescape(name) for name, value in fields}


def key_of(page: str, value: str) -> str:
    return names(page)[value].split(".")[1]


def rejected(caller: Caller, batch: str) -> int:
    return len(caller.get(f"/imports/{batch}/rejected").text.split("data-row=")) - 1


def press_take_in(caller: Caller, page: str) -> str:
    address = re.search(r'action="(/take-in/[^"]+/take-in)"', page)
    rehearsal = re.search(r'name="rehearsal" value="([^"]+)"', page)
    assert address is not None and rehearsal is not None
    return caller.done(caller.post(address[1], {"rehearsal": rehearsal[1]})).text


def test_a_cell_corrected_in_the_table_is_taken_in_tied_to_its_batch(
    caller: Caller, batch: str
) -> None:
    page = caller.get(f"/imports/{batch}/rejected").text
    fields = {name: value for value, name in names(page).items()}
    fields[names(page)["hôm qua"]] = "03/02/2025"
    rehearsed = caller.done(caller.post(f"/imports/{batch}/rejected", fields)).text
    assert f"sua-{batch[:8]}.xlsx" in rehearsed
    assert len(tracker.open(caller.desk.path).surveys.batches()) == before(caller, batch)
    press_take_in(caller, rehearsed)
    store = tracker.open(caller.desk.path)
    newest = store.surveys.batches()[-1]
    assert (newest.applied + newest.unchanged, newest.rejected) == (1, 2)
    assert rejected(caller, batch) == 0
    assert rejected(caller, newest.uuid) == 2
    seen = [e for e in store.show("1116")["history"] if e["batch"] == newest.uuid]
    assert {event["observed_on"] for event in seen} == {"2025-02-03"}


def test_corrections_on_the_tray_lead_back_to_their_table(caller: Caller, batch: str) -> None:
    fields = {
        name: value for value, name in names(caller.get(f"/imports/{batch}/rejected").text).items()
    }
    caller.done(caller.post(f"/imports/{batch}/rejected", {**fields, next(iter(fields)): "1116"}))
    [drop] = caller.desk.tray.all()
    for page in ("/take-in", f"/take-in/{drop.id}"):
        assert f'href="/imports/{batch}/rejected"' in caller.get(page).text


def before(caller: Caller, batch: str) -> int:
    batches = tracker.open(caller.desk.path).surveys.batches()
    return [known.uuid for known in batches].index(batch) + 1


def test_a_row_left_out_waits_no_more_and_its_reason_is_kept(caller: Caller, batch: str) -> None:
    page = caller.get(f"/imports/{batch}/rejected").text
    fields = {name: value for value, name in names(page).items()}
    fields |= {
        f"out.{key_of(page, value)}": "mốc của tỉnh bạn" for value in ("9999", "1116", "1117")
    }
    press_take_in(caller, caller.done(caller.post(f"/imports/{batch}/rejected", fields)).text)
    newest = tracker.open(caller.desk.path).surveys.batches()[-1]
    _, findings = tracker.open(caller.desk.path).surveys.batch(newest.uuid)
    said = [f.words().vi for f in findings if f.code == "rows-corrected"]
    assert sum("không nhập nữa: mốc của tỉnh bạn" in text for text in said) == 3
    assert (newest.read, newest.rejected) == (0, 0)
    assert rejected(caller, batch) == 0


def test_what_was_typed_stands_again_where_nothing_can_be_done_with_it(
    caller: Caller, batch: str, tmp_path: Path
) -> None:
    page = caller.get(f"/imports/{batch}/rejected").text
    name = names(page)["hôm qua"].replace(key_of(page, "hôm qua"), "0" * 16)
    fields = {name: "03/02/2025", names(page)["9999"]: "1118 <i>"}
    answer = caller.post(f"/imports/{batch}/rejected", fields)
    assert answer.status_code == 409
    assert "không còn chờ nữa" in answer.text
    assert 'value="1118 &lt;i&gt;"' in answer.text


def test_what_was_rehearsed_and_not_taken_in_stands_in_the_table_again(
    caller: Caller, batch: str
) -> None:
    page = caller.get(f"/imports/{batch}/rejected").text
    for typed in ("03/02/2025", "04/02/2025"):
        caller.done(caller.post(f"/imports/{batch}/rejected", {names(page)["hôm qua"]: typed}))
    assert 'value="04/02/2025"' in caller.get(f"/imports/{batch}/rejected").text
    assert len(caller.desk.tray.all()) == 1


def test_nothing_typed_is_refused_in_words(caller: Caller, batch: str) -> None:
    page = caller.get(f"/imports/{batch}/rejected").text
    fields = {name: value for value, name in names(page).items()}
    answer = caller.post(f"/imports/{batch}/rejected", fields)
    assert answer.status_code == 409
    assert "Chưa sửa dòng nào" in answer.text
    assert caller.desk.tray.all() == []


def test_a_row_that_is_right_as_it_is_comes_in_again_unchanged(caller: Caller, batch: str) -> None:
    page = caller.get(f"/imports/{batch}/rejected").text
    rehearsed = caller.post(f"/imports/{batch}/rejected", {f"right.{key_of(page, '1117')}": "1"})
    press_take_in(caller, caller.done(rehearsed).text)
    newest = tracker.open(caller.desk.path).surveys.batches()[-1]
    assert newest.rejected == 3


def test_cells_of_a_file_are_never_markup(caller: Caller, batch: str) -> None:
    page = caller.get(f"/imports/{batch}/rejected").text
    assert "<b>x</b>" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page


def test_a_reader_sees_the_rows_and_no_field(caller: Caller, batch: str, at_desk: PersonAt) -> None:
    reader = at_desk(caller.desk.path, rights={"read"})
    page = reader.get(f"/imports/{batch}/rejected").text
    assert "hôm qua" in page
    assert "<input name" not in page
    assert reader.post(f"/imports/{batch}/rejected").status_code == 403


def test_no_such_batch_is_no_page(caller: Caller) -> None:
    assert caller.get("/imports/..%2f..%2fetc/rejected").status_code == 404
