"""``report --explain`` takes what goes with it and refuses what does not."""

from __future__ import annotations

import pytest

from mocgioi.cli import main
from mocgioi.tracker import Tracker


@pytest.fixture(autouse=True)
def store(demo: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOCGIOI_STORE", str(demo.store.path))


@pytest.mark.parametrize(
    "option",
    [
        ["--by", "commune"],
        ["--full"],
        ["--since", "2022-12-31"],
        ["--internal"],
        ["--head", "signer=A"],
        ["--stretch-km", "5"],
    ],
    ids=lambda option: option[0],
)
def test_an_option_that_does_not_go_with_it_is_refused_by_name(
    option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--explain", "road_built", *option]) == 2
    printed = capsys.readouterr()
    assert option[0] in printed.err and printed.out == ""


def test_all_that_do_not_go_with_it_are_named_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--explain", "none", "--full", "--internal"]) == 2
    assert "--full, --internal" in capsys.readouterr().err


def test_a_stretch_is_explained_at_its_length(
    demo: Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    groups = demo.figures.coverage(by=["stretch"], stretch_km=5)["groups"]
    code = next(group["code"] for group in groups if group["markers"])
    assert main(["report", "--explain", f"stretch={code}", "--stretch-km", "5"]) == 0
    assert capsys.readouterr().out
