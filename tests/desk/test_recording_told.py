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
    assert "Mốc cần có đường: đang thi công 8 → 7" in third


def test_a_figure_that_moved_is_told(caller: Caller, demo: Tracker) -> None:
    text = recorded(caller, "1223/1", "built")
    assert "1223/1 (tình trạng đường: chưa xây dựng → đã xây dựng" in text
    assert "Mốc đã có đường: 306/459" in text and "→ 307/459" in text


def test_a_post_is_told_of_its_marker_and_not_of_the_province(
    demo: Tracker, at_desk: PersonAt
) -> None:
    of_post = at_desk(demo.store.path, rights={"read", "record", "hand_in"}, post="chi-ma")
    text = recorded(of_post, "1223/1", "built")
    assert "chưa xây dựng → đã xây dựng" in text
    assert "/459" not in text


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
