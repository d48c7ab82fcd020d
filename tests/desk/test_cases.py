"""Cases at the desk: reported, followed, dismissed, identified, taken back; nothing blindly."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from mocgioi.desk.routes import Right
from mocgioi.tracker import Tracker
from tests.desk.conftest import Caller, PersonAt
from tests.desk.test_decide import of_post, surveyed, text_of

SURE = ["1230", "1193"]
"""Markers of the demonstration that must be reported at once."""


def states(caller: Caller) -> dict[str, Any]:
    page = caller.get("/cases").text
    return dict(re.findall(r'name="(state-[^"]+)" value="(\w+)"', page))


def state(caller: Caller, subject: str) -> Any:
    return states(caller)[f"state-{subject}"]


def steps(store: Tracker, subject: str) -> dict[str, tuple[str, str | None, str | None]]:
    return {
        step["step"]: (step["day"], step["to"], step["document"])
        for case in store.cases.document(subject)["cases"]
        for step in case["steps"]
    }


def test_several_are_reported_by_one_paper(demo: Tracker, caller: Caller) -> None:
    sent = states(caller) | {"case": SURE, "on": "2026-11-02", "to": "Sở Ngoại vụ"}
    page = caller.done(caller.post("/cases/reported", sent | {"document": "12/BC"}))
    assert "Đã ghi là đã báo cáo: 1230, 1193." in text_of(page.text)
    for marker in SURE:
        assert steps(demo, marker)["reported"] == ("2026-11-02", "Sở Ngoại vụ", "12/BC")


def test_to_whom_it_was_reported_is_asked_and_what_was_typed_stays(
    demo: Tracker, caller: Caller
) -> None:
    sent = states(caller) | {"case": SURE[0], "on": "2026-11-02", "document": "12/BC"}
    page = caller.post("/cases/reported", sent)
    assert page.status_code == 400
    assert "Hãy ghi báo cáo cho ai." in text_of(page.text)
    assert 'value="12/BC"' in page.text
    assert f'value="{SURE[0]}" checked' in page.text
    assert steps(demo, SURE[0]) == {}


def test_one_that_cannot_be_leaves_all_as_they_were(demo: Tracker, caller: Caller) -> None:
    sent = states(caller) | {"case": SURE, "on": "1999-01-01", "to": "Sở Ngoại vụ"}
    assert caller.post("/cases/reported", sent).status_code == 400
    assert [steps(demo, marker) for marker in SURE] == [{}, {}]


def test_a_case_that_changed_meanwhile_is_left_alone_and_told(
    demo: Tracker, caller: Caller
) -> None:
    sent = states(caller) | {"case": SURE, "on": "2026-11-02", "to": "Sở Ngoại vụ"}
    demo.cases.dismiss(SURE[0], why="đã đo lại", by="Lý Thị Hoa")
    text = text_of(caller.done(caller.post("/cases/reported", sent)).text)
    assert "Đã ghi là đã báo cáo: 1193." in text
    assert "Chưa ghi cho 1230: vụ việc đã khác lúc mở trang" in text
    assert "reported" not in steps(demo, SURE[0])


def test_several_are_dismissed_for_one_reason(demo: Tracker, caller: Caller) -> None:
    sent = states(caller) | {"case": SURE, "why": "chụp nhầm mốc"}
    caller.post("/cases/dismissed", sent)
    assert demo.cases.document()["cases"] == []
    (case,) = demo.cases.document(SURE[0])["cases"]
    assert [(r["kind"], r["why"], r["by"]) for r in case["history"]] == [
        ("dismissed", "chụp nhầm mốc", "Nông Văn An")
    ]


def test_steps_follow_one_another_on_its_page(demo: Tracker, caller: Caller) -> None:
    for step, day, more in (
        ("reported", "2026-10-02", {"to": "Sở Ngoại vụ", "document": "1/BC"}),
        ("notified", "2026-10-03", {"to": "Bằng Tường"}),
        ("agreed", "2026-10-10", {}),
        ("repaired", "2026-10-25", {"document": "BB 7"}),
    ):
        sent = {"state": state(caller, "1230"), "step": step, "on": day} | more
        assert caller.post("/cases/1230/step", sent).status_code == 303
    page = text_of(caller.get("/cases/1230").text)
    assert "xác nhận mốc đã khôi phục" in page
    assert steps(demo, "1230")["repaired"] == ("2026-10-25", None, "BB 7")


def test_the_step_that_is_due_is_offered_first(caller: Caller) -> None:
    page = caller.get("/cases/1230").text
    assert '<option value="reported" selected>' in page


def test_a_correction_asks_for_its_reason(demo: Tracker, caller: Caller) -> None:
    demo.cases.record("1230", reported_on="2026-10-02", to="Sở Ngoại vụ", document="1/BC")
    sent = {"state": state(caller, "1230"), "step": "reported", "on": "2026-10-01"}
    sent |= {"to": "Sở Ngoại vụ", "document": "1/BC"}
    page = caller.post("/cases/1230/step", sent)
    assert "Việc này đã ghi ngày 02/10/2026." in text_of(page.text)
    assert caller.post("/cases/1230/step", sent | {"why": "ghi nhầm ngày"}).status_code == 303
    assert steps(demo, "1230")["reported"][0] == "2026-10-01"


def test_a_step_on_a_page_that_is_out_of_date_is_not_recorded(
    demo: Tracker, caller: Caller
) -> None:
    sent = {"state": state(caller, "1230"), "step": "reported", "on": "2026-10-01", "to": "Sở"}
    demo.cases.record("1230", reported_on="2026-10-02", to="Sở Ngoại vụ")
    page = caller.post("/cases/1230/step", sent | {"why": "x"})
    assert "đã khác lúc mở trang" in text_of(page.text)
    assert 'value="Sở"' in page.text
    assert steps(demo, "1230")["reported"][0] == "2026-10-02"


def test_what_was_recorded_is_taken_back_and_stays_in_the_history(
    demo: Tracker, caller: Caller
) -> None:
    demo.cases.record("1230", reported_on="2026-10-02", to="Sở Ngoại vụ")
    sent = {"state": state(caller, "1230"), "step": "reported", "why": "nhầm mốc"}
    page = caller.done(caller.post("/cases/1230/withdraw", sent))
    assert "Đã rút lại «đã báo cáo» của 1230." in text_of(page.text)
    assert "nhầm mốc" in text_of(page.text)
    assert steps(demo, "1230") == {}


@pytest.fixture
def unknown(demo: Tracker, caller: Caller, tmp_path: Path) -> str:
    """The code of a row that says that a marker nobody knows is missing."""
    surveyed(demo, tmp_path, "x.csv", "9999,2026-11-15,built,missing")
    return next(c["subject"] for c in demo.cases.document()["cases"] if c["number"] is None)


def test_a_row_is_told_to_be_of_a_marker(demo: Tracker, caller: Caller, unknown: str) -> None:
    sent = {"state": state(caller, unknown), "marker": "mốc 1116"}
    answer = caller.post(f"/cases/{unknown}/identify", sent)
    assert answer.headers["Location"] == "/cases/1116"
    assert demo.cases.document("1116")["cases"][0]["alarms"][0]["written"] == "9999"


def test_a_marker_that_is_none_is_told_beside_what_was_typed(caller: Caller, unknown: str) -> None:
    sent = {"state": state(caller, unknown), "marker": "8888"}
    page = caller.post(f"/cases/{unknown}/identify", sent)
    assert page.status_code == 400
    assert 'value="8888"' in page.text


def test_a_rejected_row_leads_to_where_it_is_corrected(caller: Caller, unknown: str) -> None:
    assert re.search(r'href="/imports/\w{32}/rejected"', caller.get(f"/cases/{unknown}").text)


def test_who_takes_files_in_records_steps_and_dismisses_nothing(
    demo: Tracker, at_desk: PersonAt
) -> None:
    rights: set[Right] = {"read", "record", "take_in"}
    clerk = at_desk(demo.store.path, rights=rights)
    page = clerk.get("/cases/1230").text
    assert "/cases/1230/step" in page
    assert "/cases/1230/dismiss" not in page
    assert clerk.post("/cases/1230/dismiss", {"why": "x"}).status_code == 403
    assert clerk.post("/cases/dismissed", {"why": "x"}).status_code == 403


def test_a_marker_that_is_not_there_has_no_cases(caller: Caller) -> None:
    assert caller.get("/cases/8888").status_code == 404


def test_notices_that_were_looked_at_are_told_no_more(demo: Tracker, caller: Caller) -> None:
    page = caller.get("/decide/notices").text
    keys = re.findall(r'name="seen" value="(\w+)"', page)
    assert keys
    text = text_of(caller.done(caller.post("/decide/notices", {"seen": keys})).text)
    assert f"Đã ghi là đã xem: {len(keys)}." in text
    assert "Không có mục nào cần xem lại." in text


def test_a_notice_that_is_none_is_not_written_down(demo: Tracker, caller: Caller) -> None:
    from mocgioi.store import seen

    caller.post("/decide/notices", {"seen": ["0" * 16]})
    with demo.store.reading() as connection:
        assert seen.read(connection) == set()


def test_a_post_sees_the_cases_of_its_sector_and_records_no_step(
    demo: Tracker, at_desk: PersonAt
) -> None:
    own = of_post(demo, at_desk, "1230", own=True)
    assert "1230 · bị dịch chuyển" in text_of(own.get("/cases").text)
    assert own.get("/cases/1230").status_code == 200
    assert own.post("/cases/1230/step", {}).status_code == 403


def test_cases_of_another_sector_are_answered_as_what_is_not_there(
    demo: Tracker, at_desk: PersonAt
) -> None:
    other = of_post(demo, at_desk, "1230", own=False)
    assert "1230" not in text_of(other.get("/cases").text)
    there, none = other.get("/cases/1230"), other.get("/cases/1299/8")
    assert there.status_code == none.status_code == 404
    assert text_of(there.text) == text_of(none.text)
