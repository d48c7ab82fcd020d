"""What is said of a command that was typed wrong."""

from __future__ import annotations

import pytest

from mocgioi.cli import main


def said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["stauts"], ["survey", "apply"], ["report", "--as-of"], ["report", "--by", "x"], ["map", "a"]],
)
def test_a_wrong_call_is_answered_in_vietnamese(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    answer = said(arguments, capsys)
    assert "cách dùng: " in answer and "sai cách dùng" in answer
    assert not any(word in answer for word in ("usage", "error", "argument", "required", "invalid"))


def test_a_wrong_call_is_answered_in_english_where_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "usage: " in said(["--lang", "en", "report", "--as-of"], capsys)
