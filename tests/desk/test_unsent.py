"""What was typed while a session ended: it comes back, and is never sent by itself."""

from __future__ import annotations

import html
import re
from typing import Any

from werkzeug.test import TestResponse

from mocgioi.desk import guard
from mocgioi.desk.desk import Desk
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
    before = browser_of_an.desk.store.read_bytes()
    kept = carried(ended(browser_of_an, note=NOTE, marker_condition="damaged"))
    browser_of_an.post("/sign-in", name=AN, password=PASSWORD, unsent=kept)
    browser_of_an.get(RECORD)
    assert browser_of_an.desk.store.read_bytes() == before


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
