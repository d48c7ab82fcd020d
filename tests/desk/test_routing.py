"""Addresses to which only a form is sent: whoever comes back to one sees its page."""

from __future__ import annotations

import pytest

from mocgioi.desk.routing import all_routes, page_of
from tests.desk.conftest import Caller


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/cases/961/step", "/cases/961"),
        ("/cases/reported", "/cases"),
        ("/take-in/2026-11-30-abc/answer", "/take-in/2026-11-30-abc"),
        ("/close", "/"),
        ("/decide", None),
        ("/cases/961", None),
        ("/marker/1116/record", None),
        ("/nowhere/at/all", None),
    ],
)
def test_an_address_that_is_pressed_has_a_page(address: str, page: str | None) -> None:
    assert page_of(address) == page


def test_no_page_is_led_away_from() -> None:
    plain = [r.path for r in all_routes() if r.method == "GET" and "<" not in r.path]
    assert plain and [path for path in plain if page_of(path) is not None] == []


def test_who_comes_back_to_a_step_of_a_case_sees_the_case(caller: Caller) -> None:
    answer = caller.get("/cases/961/step")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/cases/961")
