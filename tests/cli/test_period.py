"""The period of a report, as it is typed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mocgioi.cli import main
from mocgioi.tracker import Tracker

PERIOD = "15/12/2024..14/12/2025"


@pytest.fixture(autouse=True)
def _demo(demo: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCGIOI_STORE", str(demo.store.path))


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(["report", "--format", "json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_report_speaks_of_the_last_day_of_its_period(
    capsys: pytest.CaptureFixture[str], demo: Tracker
) -> None:
    document = printed(capsys, "--period", PERIOD)
    assert document["as_of"] == "2025-12-14"
    assert (document["period"]["from"], document["period"]["to"]) == ("2024-12-15", "2025-12-14")
    again = demo.figures.coverage(period=("2024-12-15", "2025-12-14"))
    assert document["totals"] == again["totals"]


def test_the_full_report_and_an_explanation_count_within_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = printed(capsys, "--full", "--period", PERIOD)
    explained = printed(capsys, "--explain", "in_period", "--period", PERIOD)
    assert whole["totals"]["in_period"] == explained["count"] > 0
    assert explained["period"] == {"from": "2024-12-15", "to": "2025-12-14"}


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--period", "2025"), "cần TỪ..ĐẾN"),
        (("--period", "..2025-12-14"), "cần TỪ..ĐẾN"),
        (("--period", "14/12/2025..15/12/2024"), "kết thúc (15/12/2024) trước khi bắt đầu"),
        (("--period", PERIOD, "--as-of", "2025-12-31"), "nằm ngoài kỳ"),
        (("--period", "2024-12-15..khi nào"), "«khi nào» không phải ngày"),
    ],
)
def test_a_period_that_is_none_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], why: str
) -> None:
    assert main(["report", *arguments]) != 0
    assert why in capsys.readouterr().err
