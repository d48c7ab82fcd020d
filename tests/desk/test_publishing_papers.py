"""Publishing from a report that was composed: what it says otherwise is told before the press."""

from __future__ import annotations

import html
import re

import pytest

from mocgioi.desk.work import report as work
from mocgioi.tracker import Tracker
from tests.desk.conftest import Caller
from tests.desk.one_press import fields_of
from tests.desk.test_report import composed

pytestmark = pytest.mark.usefixtures("at_once")

DAYS = {"as_of": "31/12/2025", "first": "15/12/2024", "last": "31/12/2025"}


@pytest.fixture(autouse=True)
def in_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "FORMS", ("html",))


def link(caller: Caller) -> str:
    """Compose a report, and return the address by which its page leads to publishing."""
    page, _ = composed(caller, kind="letter", **DAYS)
    found = re.search(r'href="(/publish\?[^"]+)"', page.text)
    assert found
    return html.unescape(found[1])


def test_what_the_paper_says_otherwise_is_told_before_the_press(
    caller: Caller, demo: Tracker
) -> None:
    path = link(caller)
    batches = demo.surveys.batches()
    survey = next(batch.uuid for batch in batches if batch.file == "2025-10-ba-son.csv")
    demo.surveys.undo(survey, why="gửi nhầm", by="An")
    text = html.unescape(caller.get(path).text)
    assert "KHÔNG cùng số liệu" in text
    assert re.search(r"Báo cáo ghi: «[^»]*43/72", text)
    assert "42/72" in text


def test_a_paper_of_this_very_state_is_published_without_a_word(
    caller: Caller, demo: Tracker
) -> None:
    page = caller.get(link(caller)).text
    assert "KHÔNG cùng số liệu" not in page
    form = page[page.index('action="/publish"', page.index('id="preview"')) :]
    assert caller.post("/publish", fields_of(form, "")).status_code == 303
    assert [made.as_of for made in demo.figures.publications()] == ["2025-12-31"]


def test_the_period_of_the_paper_goes_along(caller: Caller) -> None:
    page = caller.get(link(caller)).text
    assert 'name="first" value="15/12/2024"' in page
    assert 'name="last" value="31/12/2025"' in page
