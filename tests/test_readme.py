"""What the README shows works as printed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from mocgioi.cli.parser import build_parser
from mocgioi.outputs.manual import FOLDER, LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def commands() -> list[str]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if line.startswith("mocgioi ")]


def test_it_is_short() -> None:
    assert len(README.splitlines()) <= 150


def test_both_languages_show_the_same_week() -> None:
    english, vietnamese = (block for block in blocks("sh") if block.startswith("mocgioi "))
    plain = [
        [line.partition(" #")[0].rstrip() for line in week.splitlines()]
        for week in (english, vietnamese)
    ]
    assert plain[0] == plain[1]


def test_what_it_links_and_shows_is_there() -> None:
    linked = re.findall(r"\]\(([^)#]+)\)", README)
    assert len(linked) > 20
    assert [path for path in linked if not (ROOT / path).exists()] == []


def test_it_names_every_page_of_the_manual_for_people_in_both_languages() -> None:
    for lang in LANGUAGES:
        pages = sorted((FOLDER / lang).glob("[1-8]*.md"))
        assert [path.name for path in pages if f"manual/{lang}/{path.name}" not in README] == []


@pytest.mark.parametrize("line", commands())
def test_every_command_shown_is_one_the_program_takes(line: str) -> None:
    build_parser("vi").parse_args(shlex.split(line, comments=True)[1:])


def test_the_test_command_is_the_one_ci_runs() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "-m pytest -n auto$' README.md" in ci
    assert sum(line.endswith("-m pytest -n auto") for line in README.splitlines()) == 1
