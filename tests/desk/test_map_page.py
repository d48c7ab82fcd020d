"""The map at the desk: drawn by a job, kept by head, day and audience, framed in its own origin."""

from __future__ import annotations

import io
import json

import pytest
from werkzeug.test import TestResponse

from mocgioi.tracker import Tracker
from mocgioi.tracker.moments import today
from tests.desk.conftest import Caller, PersonAt

pytestmark = pytest.mark.usefixtures("at_once")


def drawn(caller: Caller) -> str | None:
    """Return where the map that there is lies."""
    found: str | None = json.loads(caller.get("/map/now").data)["drawn"]
    return found


def draw(caller: Caller) -> TestResponse:
    return caller.done(caller.post("/map/draw"))


@pytest.mark.slow
def test_the_map_is_drawn_once_of_what_is_known(caller: Caller, demo: Tracker) -> None:
    assert "<iframe" in caller.get("/map").text
    assert drawn(caller) is None
    shown = draw(caller)
    path = drawn(caller)
    assert path == f"/map/page/{demo.head}/{today()}"
    assert f'src="{path}"' in shown.text
    page = caller.get(path)
    assert page.data.decode() == demo.maps.page(as_of=today())
    assert "sandbox" in page.headers["Content-Security-Policy"]
    assert "allow-same-origin" not in page.headers["Content-Security-Policy"]
    saved = caller.get(f"{path}?save=1")
    assert "attachment" in saved.headers["Content-Disposition"]
    assert saved.data == page.data

    caller.post("/marker/1117/record", {"marker_condition": "minor_damage", "on": today()})
    now = json.loads(caller.get("/map/now").data)
    assert now["drawn"] == path
    assert now["now"] == f"/map/page/{demo.head}/{today()}" != path


def test_a_map_that_was_not_drawn_is_not_there(caller: Caller) -> None:
    for path in ("00000000/2026-01-01", "..%2f..%2fetc/2026-01-01", "none/x", "none/9999-99-99"):
        assert caller.get(f"/map/page/{path}").status_code == 404


@pytest.mark.slow
def test_a_post_has_the_map_of_its_sector_alone(demo: Tracker, at_desk: PersonAt) -> None:
    of_post = at_desk(demo.store.path, rights={"read"}, post="chi-ma")
    draw(of_post)
    path = drawn(of_post) or ""
    page = of_post.get(path).data.decode()
    assert "Đồn Biên phòng Cửa khẩu Chi Ma</title>" in page
    for other in (at_desk(demo.store.path), at_desk(demo.store.path, post="po-ma")):
        assert drawn(other) is None
        assert other.get(path).status_code == 404


def test_what_was_filled_in_on_the_map_lies_on_the_tray(caller: Caller) -> None:
    files = [(io.BytesIO(b"a;b"), "../phieu-1.csv"), (io.BytesIO(b"\xff\xd8"), "1116-1.jpg")]
    answer = caller.post("/map/hand-in", {"files": files})
    (drop,) = caller.desk.tray.all()
    assert json.loads(answer.data) == {
        "said": "Đã gửi 2 tệp vào khay nhập số liệu.",
        "path": f"/take-in/{drop.id}",
        "taken": True,
    }
    assert drop.files == ("phieu-1.csv", "1116-1.jpg")
    assert (drop.folder / "phieu-1.csv").read_bytes() == b"a;b"
    assert drop.by == "Nông Văn An"


def test_a_post_hands_in_and_is_not_led_where_it_may_not_go(
    demo: Tracker, at_desk: PersonAt
) -> None:
    of_post = at_desk(demo.store.path, rights={"read", "hand_in"}, post="chi-ma")
    answer = of_post.post("/map/hand-in", {"files": [(io.BytesIO(b"a"), "phieu.csv")]})
    assert json.loads(answer.data)["path"] is None
    assert len(of_post.desk.tray.all()) == 1


def test_nobody_hands_in_without_the_right(demo: Tracker, at_desk: PersonAt) -> None:
    reader = at_desk(demo.store.path, rights={"read"})
    answer = reader.post("/map/hand-in", {"files": [(io.BytesIO(b"a"), "phieu.csv")]})
    assert answer.status_code == 403
    assert reader.desk.tray.all() == []


def test_nothing_sent_is_said(caller: Caller) -> None:
    answer = json.loads(caller.post("/map/hand-in").data)
    assert answer["said"] == "Không có tệp nào."
    assert caller.desk.tray.all() == []
