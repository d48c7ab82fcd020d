"""Who is let in, and what is not done for a page of elsewhere."""

from __future__ import annotations

import pytest

from mocgioi.desk import guard
from mocgioi.desk.routing import all_routes
from mocgioi.desk.visit import MOST_DESKS
from mocgioi.tracker import Tracker
from tests.desk.conftest import HOST, Caller, PersonAt

CHOOSE = {"lang": "en", "back": "/"}


def test_a_page_is_shown_to_who_entered(caller: Caller) -> None:
    assert caller.get("/").status_code == 200


def test_nobody_gets_in_without_a_session(caller: Caller) -> None:
    caller.desk.sessions.end(caller.session)
    assert caller.get("/").status_code == 401


def test_the_token_lets_one_browser_in_once(caller: Caller) -> None:
    caller.desk.sessions.end(caller.session)
    caller.desk.token = "secret"
    assert caller.get("/enter?token=é").status_code == 401
    assert caller.get("/enter?token=secre").status_code == 401
    assert caller.get("/enter?token=secret").status_code == 303
    caller.desk.sessions.end(caller.session)
    caller._client.delete_cookie(guard.COOKIE, domain="127.0.0.1")
    assert caller.get("/enter?token=secret").status_code == 401
    assert caller.get("/enter?token=").status_code == 401


def test_the_cookie_is_for_this_site_and_no_script(caller: Caller) -> None:
    caller.desk.token = "secret"
    (cookie,) = caller.get("/enter?token=secret").headers.getlist("Set-Cookie")
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie


def test_cookies_of_desks_that_are_long_closed_are_taken_away(caller: Caller) -> None:
    caller.desk.token = "secret"
    for port in range(50000, 50000 + MOST_DESKS + 1):
        caller._client.set_cookie(f"{guard.COOKIE}_{port}", "old", domain="127.0.0.1")
    caller.get("/enter?token=secret")
    assert caller._client.get_cookie(f"{guard.COOKIE}_50001", domain="127.0.0.1") is None
    assert caller.get("/").status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:80", "", f"{HOST}.x"])
def test_a_name_that_was_led_here_is_refused(host: str, caller: Caller) -> None:
    assert caller.get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_what_another_page_sends_is_not_done(headers: dict[str, str], caller: Caller) -> None:
    assert caller.post("/language", CHOOSE, headers=headers).status_code == 403
    assert caller.session.lang == "vi"


@pytest.mark.parametrize("proof", ["", "guess"])
def test_what_lacks_the_proof_of_a_page_is_not_done(proof: str, caller: Caller) -> None:
    assert caller.post("/language", CHOOSE | {"proof": proof}).status_code == 403
    assert caller.session.lang == "vi"


def test_what_a_page_of_ours_sends_is_done(caller: Caller) -> None:
    headers = {"Origin": f"http://{HOST}", "Sec-Fetch-Site": "same-origin"}
    assert caller.post("/language", CHOOSE, headers=headers).status_code == 303
    assert caller.session.lang == "en"


@pytest.mark.parametrize("back", ["//evil.example", "http://evil.example", "javascript:0"])
def test_a_form_leads_to_no_other_site(back: str, caller: Caller) -> None:
    answer = caller.post("/language", {"lang": "en", "back": back})
    assert answer.headers["Location"] == "/"


def test_who_may_only_read_is_refused_the_rest(demo: Tracker, at_desk: PersonAt) -> None:
    reader = at_desk(demo.store.path, rights={"read"})
    for route in all_routes():
        if route.right not in ("enter", "read") and "<" not in route.path:
            answer = reader.post(route.path) if route.method == "POST" else reader.get(route.path)
            assert answer.status_code == 403, route.path


@pytest.mark.parametrize("name", ["../desk.py", "..%2fdesk.py", "%2e%2e/desk.py", "nothing.js"])
def test_no_file_is_given_but_those_of_the_pages(name: str, caller: Caller) -> None:
    assert caller.get(f"/static/{name}").status_code == 404


def test_every_answer_says_that_nothing_of_elsewhere_runs_in_it(caller: Caller) -> None:
    for path in ("/", "/nothing", "/static/desk.css"):
        headers = caller.get(path).headers
        assert "script-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_is_done_by_get(demo: Tracker, caller: Caller) -> None:
    before = demo.store.path.read_bytes()
    for route in all_routes():
        if route.method == "GET" and "<" not in route.path:
            assert caller.get(route.path).status_code in (200, 303, 401), route.path
    assert demo.store.path.read_bytes() == before


def test_people_of_a_post_come_to_nothing_that_shows_the_whole_store(
    demo: Tracker, at_desk: PersonAt
) -> None:
    posted = at_desk(demo.store.path, post="DBP-CM")
    for route in all_routes():
        if not route.in_sector and route.right != "enter" and "<" not in route.path:
            answer = posted.post(route.path) if route.method == "POST" else posted.get(route.path)
            assert answer.status_code == 403, route.path
