"""What was typed while a session ended: it comes back, and is never sent by itself."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from mocgioi.desk import guard
from mocgioi.desk.application import Application
from mocgioi.desk.desk import Desk
from tests.browser import Tab, TabOpener
from tests.desk.conftest import HOST, Caller
from tests.desk.test_people import (
    AN,
    HERE,
    PASSWORD,
    Browser,
    browser_of_an,
    listed,
    quick,
    served,
)

__all__ = ["browser_of_an", "listed", "quick", "served"]

RECORD = "/marker/1116/record"
NOTE = "mốc «nghiêng» <b>"


def press(browser: Browser, path: str, proof: str, **fields: Any) -> TestResponse:
    """Press a form of a page that was shown before."""
    return browser.client.post(
        path,
        base_url=f"http://{HOST}",
        data={guard.PROOF: proof, **fields},
        headers={"Referer": f"http://{HOST}{path}"},
        environ_overrides=HERE,
    )


def ended(browser: Browser, path: str = RECORD, **fields: Any) -> TestResponse:
    """Press a form after the session has ended."""
    session = browser.desk.sessions.of(browser.key)
    assert session is not None
    browser.desk.sessions.end(session)
    return press(browser, path, session.proof, **fields)


def carried(answer: TestResponse) -> str:
    """Return what a sign-in page carries."""
    found = re.search(r'name="unsent" value="([^"]*)"', answer.text)
    return html.unescape(found[1]) if found else ""


def test_what_was_typed_is_filled_in_after_signing_in(browser_of_an: Browser) -> None:
    answer = ended(browser_of_an, note=NOTE, on="2025-12-01")
    assert answer.status_code == 401 and "Phiên làm việc đã kết thúc" in answer.text
    entered = browser_of_an.post("/sign-in", name=AN, password=PASSWORD, unsent=carried(answer))
    assert entered.headers["Location"] == RECORD
    page = html.unescape(browser_of_an.get(RECORD).text)
    assert 'id="unsent"' in page and NOTE in page and "2025-12-01" in page


def test_a_wrong_password_does_not_lose_it(browser_of_an: Browser) -> None:
    kept = carried(ended(browser_of_an, note=NOTE))
    again = browser_of_an.post("/sign-in", name=AN, password="x" * 12, unsent=kept)
    assert again.status_code == 403 and carried(again) == kept != ""


def test_nothing_is_recorded_by_signing_in(browser_of_an: Browser) -> None:
    before = browser_of_an.desk.path.read_bytes()
    kept = carried(ended(browser_of_an, note=NOTE, marker_condition="minor_damage"))
    browser_of_an.post("/sign-in", name=AN, password=PASSWORD, unsent=kept)
    browser_of_an.get(RECORD)
    assert browser_of_an.desk.path.read_bytes() == before


def test_no_password_is_carried(browser_of_an: Browser) -> None:
    answer = ended(browser_of_an, "/password", password="một", new="hai ba bốn", again="năm sáu")
    assert answer.status_code == 401 and carried(answer) == ""
    assert "hai ba bốn" not in html.unescape(answer.text)


def test_nothing_leads_elsewhere(browser_of_an: Browser) -> None:
    written = '["//evil.example/x", "//evil.example", [["a", "b"]]]'
    entered = browser_of_an.post("/sign-in", name=AN, password=PASSWORD, unsent=written)
    assert entered.headers["Location"] == "/"
    assert 'id="unsent"' not in browser_of_an.get("/").text


def test_a_page_of_an_older_session_keeps_what_was_typed(browser_of_an: Browser) -> None:
    answer = press(browser_of_an, RECORD, "proof of another session", note=NOTE)
    assert answer.status_code == 403 and f'href="{RECORD}"' in answer.text
    assert NOTE in html.unescape(browser_of_an.get(RECORD).text)


def test_a_script_is_told_to_sign_in_beside_the_page(browser_of_an: Browser, served: Desk) -> None:
    session = served.sessions.of(browser_of_an.key)
    assert session is not None
    served.sessions.end(session)
    answer = browser_of_an.client.post(
        "/map/hand-in",
        base_url=f"http://{HOST}",
        headers={guard.PROOF_HEADER: session.proof},
        environ_overrides=HERE,
    )
    assert answer.status_code == 401 and "để nguyên trang này" in answer.text


def test_at_ones_own_computer_nobody_is_sent_to_sign_in(caller: Caller) -> None:
    caller.desk.sessions.end(caller.session)
    answer = caller.post(RECORD, {"note": NOTE})
    assert answer.status_code == 401 and "ban-lam-viec" in answer.text


# ---------------------------------------------------------------- in a browser


@pytest.fixture
def tab_of_an(served: Desk, open_tab: TabOpener) -> Iterator[Tab]:
    """A window of the clerk, who has signed in at a desk that is served from this process."""
    server = make_server("127.0.0.1", 0, Application(served), threaded=True)
    root = f"127.0.0.1:{server.port}"
    served.hosts = frozenset({root})
    threading.Thread(target=server.serve_forever, daemon=True).start()
    tab = open_tab()
    tab.viewport(390, 800, mobile=True)
    tab.visit(f"http://{root}/sign-in")
    sign_in(tab)
    yield tab
    server.shutdown()


def sign_in(tab: Tab) -> None:
    tab.js(f"document.querySelector('#name').value = {AN!r}")
    tab.js(f"document.querySelector('#password').value = {PASSWORD!r}")
    tab.leads_on(lambda: tab.press("form.card button.main"))


def end_all(desk: Desk) -> None:
    for session in list(desk.sessions._by_key.values()):
        desk.sessions.end(session)


@pytest.mark.browser
@pytest.mark.slow
def test_the_form_is_filled_in_again(tab_of_an: Tab, served: Desk) -> None:
    tab, before = tab_of_an, served.path.read_bytes()
    root = tab.js("location.origin")
    tab.visit(f"{root}{RECORD}")
    tab.js("document.querySelector('[name=note]').value = 'nghiêng'")
    tab.js("document.querySelector('[name=marker_condition]').value = 'minor_damage'")
    end_all(served)
    tab.leads_on(lambda: tab.js("document.querySelector('main form').requestSubmit()"))
    assert tab.js("Boolean(document.querySelector('#password'))")
    sign_in(tab)
    assert tab.js("location.pathname") == RECORD
    assert tab.js("document.querySelector('[name=note]').value") == "nghiêng"
    assert tab.js("document.querySelector('[name=marker_condition]').value") == "minor_damage"
    assert served.path.read_bytes() == before
    tab.leads_on(lambda: tab.js("document.querySelector('main form').requestSubmit()"))
    assert "nghiêng" in tab.js("document.body.textContent")
    tab.visit(f"{root}{RECORD}")
    assert not tab.js("Boolean(document.querySelector('#unsent'))")


@pytest.mark.browser
@pytest.mark.slow
def test_a_page_goes_on_after_signing_in_beside_it(
    tab_of_an: Tab, served: Desk, open_tab: TabOpener
) -> None:
    tab = tab_of_an
    root = tab.js("location.origin")
    tab.visit(f"{root}/take-in")
    end_all(served)
    send = "import('/static/desk.js').then(({ send }) => send('/alive', { page: 'p' }))"
    status = f"{send}.then((answer) => answer.status)"
    assert tab.js(status) == 401
    beside = open_tab()
    beside.visit(f"{root}/sign-in")
    sign_in(beside)
    assert tab.js(status) == 204
