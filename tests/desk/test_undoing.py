"""Taking back at the desk: shown before, what it did told after, never all by oversight."""

from __future__ import annotations

import html
import re

import pytest

from mocgioi.tracker import Tracker
from tests.desk.conftest import Caller, PersonAt
from tests.desk.one_press import fields_of

pytestmark = pytest.mark.usefixtures("at_once")


def text_of(page: str) -> str:
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


@pytest.fixture
def survey(demo: Tracker) -> str:
    """The batch of the demonstration that says that marker 1193 is to be reported at once."""
    batches = demo.surveys.batches()
    return next(batch.uuid for batch in batches if batch.file == "2025-10-ba-son.csv")


def test_what_goes_with_a_batch_is_shown_before(caller: Caller, demo: Tracker, survey: str) -> None:
    before = demo.store.path.read_bytes()
    text = text_of(caller.get(f"/imports/{survey}/undo?all=1").text)
    assert "Chưa hoàn tác gì. Sẽ hoàn tác: 20 số liệu." in text
    assert re.search(r"Mốc đã có đường: 48/72 \(\S+%\) → 47/72", text)
    assert "Sẽ KHÔNG còn BÁO NGAY: 1193." in text
    assert "1170 tình trạng đường đã xây dựng chưa xây dựng 01/11/2023" in text
    assert demo.store.path.read_bytes() == before


def test_the_same_is_said_after(caller: Caller, demo: Tracker, survey: str) -> None:
    page = caller.get(f"/imports/{survey}/undo?all=1").text
    sent = {**fields_of(page, "all"), **fields_of(page, "head"), "why": "gửi nhầm"}
    text = text_of(caller.done(caller.post(f"/imports/{survey}/undo", sent)).text)
    assert demo.figures.status()["road_built"] == 47
    assert re.search(r"Mốc đã có đường: 48/72 \(\S+%\) → 47/72", text)
    assert "KHÔNG còn BÁO NGAY: 1193." in text
    assert "1170 (tình trạng đường: đã xây dựng → chưa xây dựng" in text


@pytest.mark.parametrize("fields", [{}, {"row": ""}, {"row": "x"}, {"row": "2x", "all": "1"}])
def test_nothing_said_of_which_takes_nothing_back(
    caller: Caller, demo: Tracker, survey: str, fields: dict[str, str]
) -> None:
    answer = caller.post(f"/imports/{survey}/undo", {**fields, "why": "gửi nhầm"})
    assert answer.status_code == 409
    assert not demo.surveys.batch(survey)[0].undone


def test_what_moved_meanwhile_is_shown_anew_first(
    caller: Caller, demo: Tracker, survey: str
) -> None:
    page = caller.get(f"/imports/{survey}/undo?all=1").text
    demo.set("1116", on="2026-11-01", road_status="none")
    sent = {**fields_of(page, "all"), **fields_of(page, "head"), "why": "gửi nhầm"}
    answer = caller.post(f"/imports/{survey}/undo", sent)
    assert answer.status_code == 409
    assert 'value="gửi nhầm"' in answer.text
    assert not demo.surveys.batch(survey)[0].undone


def test_what_goes_with_a_row_is_shown_at_its_marker(caller: Caller, demo: Tracker) -> None:
    observation = demo.show("1193")["condition"]["observation"]
    path = f"/marker/1193/undo/{observation}"
    page = caller.get(path).text
    assert "Sẽ KHÔNG còn BÁO NGAY: 1193." in text_of(page)
    sent = {**fields_of(page, "head"), "why": "gửi nhầm"}
    text = text_of(caller.done(caller.post(path, sent)).text)
    assert " KHÔNG còn BÁO NGAY: 1193." in text


def test_what_taking_a_decision_back_would_do_is_shown_before(
    caller: Caller, demo: Tracker
) -> None:
    [conflict] = [c for c in demo.decisions.disagreements()["conflicts"] if c["marker"] == "984/1"]
    demo.decisions.resolve(conflict["id"], None, why="x", by="y")
    path = f"/decide/made/{demo.decisions.made(most=1)[0].commit}/take-back"
    assert path in caller.get("/decide/made").text
    page = caller.get(path).text
    figures = r"Mốc đã có đường: 47/72 \(\S+%\) → 48/72"
    assert re.search(figures, text_of(page))
    assert "984/1 tình trạng đường" in text_of(page)
    assert len(demo.decisions.made(most=1)) == 1
    text = text_of(caller.done(caller.post(path, {**fields_of(page, "head"), "why": "z"})).text)
    assert "Đã rút lại quyết định." in text
    assert re.search(figures, text)


def test_a_published_figure_that_would_move_is_shown_before(
    caller: Caller, demo: Tracker, survey: str
) -> None:
    demo.figures.publish(as_of="2025-12-31", title="x", by="y")
    text = text_of(caller.get(f"/imports/{survey}/undo?all=1").text)
    assert "ngày ĐÃ CÔNG BỐ đổi theo: 31/12/2025: 43/72 → 42/72." in text


def test_who_may_not_decide_sees_no_rehearsal(
    demo: Tracker, at_desk: PersonAt, survey: str
) -> None:
    clerk = at_desk(demo.store.path, rights={"read", "take_in"})
    assert clerk.get(f"/imports/{survey}/undo?all=1").status_code == 403
