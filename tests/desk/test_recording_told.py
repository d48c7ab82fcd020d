"""What the page says after something was recorded: what counts now, and what waits."""

from __future__ import annotations

from mocgioi.tracker import Tracker
from mocgioi.tracker.moments import today
from tests.desk.conftest import Caller, PersonAt
from tests.desk.test_decide import answer, text_of


def recorded(caller: Caller, marker: str, status: str) -> str:
    fields = {"road_status": status, "on": today(), "by": status}
    return text_of(caller.done(caller.post(f"/marker/{marker}/record", fields)).text)


def test_what_stopped_counting_is_told_with_what_counts_now(caller: Caller, demo: Tracker) -> None:
    recorded(caller, "1223/1", "under_construction")
    second = recorded(caller, "1223/1", "built")
    assert "số liệu vừa ghi chưa được tính vì khác số liệu đã có." in second
    assert "Số liệu được tính nay đổi" not in second
    third = recorded(caller, "1223/1", "approved")
    assert demo.show("1223/1")["road"]["status"] == "none"
    assert "số liệu đang tính cũng thôi được tính" in third
    assert "1223/1 (tình trạng đường: đang thi công → chưa xây dựng" in third
    assert "Mốc cần có đường: đang thi công 3 → 2" in third


def test_a_figure_that_moved_is_told(caller: Caller, demo: Tracker) -> None:
    text = recorded(caller, "1223/1", "built")
    assert "1223/1 (tình trạng đường: chưa xây dựng → đã xây dựng" in text
    assert "Mốc đã có đường: 48/72" in text and "→ 49/72" in text


def test_a_post_is_told_of_its_marker_and_not_of_the_province(
    demo: Tracker, at_desk: PersonAt
) -> None:
    of_post = at_desk(demo.store.path, rights={"read", "record", "hand_in"}, post="chi-ma")
    text = recorded(of_post, "1223/1", "built")
    assert "chưa xây dựng → đã xây dựng" in text
    assert "/72" not in text


def test_a_third_side_is_told_as_what_changed_and_not_as_a_decision(
    caller: Caller, demo: Tracker
) -> None:
    for status in ("under_construction", "built"):
        demo.set("1223/1", on=today(), road_status=status, by=status)
    sent = answer(caller, "1223/1", why="biên bản")
    demo.set("1223/1", on=today(), road_status="approved", by="x")
    page = caller.post("/decide", sent)
    assert page.status_code == 409
    assert "đã khác lúc mở trang" in text_of(page.text)
    assert "không còn chờ nữa" not in text_of(page.text)


def test_a_published_figure_of_the_past_that_moves_is_told(caller: Caller, demo: Tracker) -> None:
    road = next(e for e in demo.show("1230")["history"] if e["aspect"] == "road_status")
    fields = {
        "road_status": "under_construction",
        "on": road["observed_on"],
        "replaces": road["observation"],
        "why": "nhầm",
    }
    text = text_of(caller.done(caller.post("/marker/1230/record", fields)).text)
    assert "ngày ĐÃ CÔNG BỐ đổi theo: 31/12/2023: 32/72 → 31/72" in text


def test_the_figures_of_published_days_are_those_of_the_report(demo: Tracker) -> None:
    demo.figures.publish(as_of="2025-12-31", title="x", by="y")
    days = demo.figures.of_published_days()
    assert "2025-12-31" in days and "2023-12-31" in days
    for day, figure in days.items():
        status = demo.figures.status(as_of=day)
        assert figure == (status["road_built"], status["markers_needing_road"])


def test_what_waits_already_is_said_before_more_is_recorded(caller: Caller, demo: Tracker) -> None:
    for status in ("under_construction", "built"):
        demo.set("1223/1", on=today(), road_status=status, by=status)
    text = text_of(caller.get("/marker/1223/1/record").text)
    assert "ĐANG CHỜ QUYẾT ĐỊNH" in text
    assert "đã xây dựng" in text[text.index("ĐANG CHỜ") : text.index("Ghi thêm")]
    assert "ĐANG CHỜ" not in caller.get("/marker/1224/record").text


def test_nothing_chosen_is_said_without_a_command(caller: Caller) -> None:
    answer = caller.post("/marker/1224/record", {"on": today()})
    assert answer.status_code == 400
    assert "Chưa ghi gì: hãy chọn ít nhất một tình trạng" in answer.text
    assert "--" not in text_of(answer.text)
