"""What the desk tells people names no command and no option of the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mocgioi
from mocgioi.desk.spelling import in_desk, spell_in_desk
from mocgioi.errors import Hint, MocgioiError
from tests.desk.told import Told, sentences, verbs

_OPTION = re.compile(r"(?<![\w-])--[a-z]")


def _in_desk(told: Told) -> tuple[str, ...]:
    error = MocgioiError(*told.text)
    return in_desk(error, spell_in_desk("vi"))


def test_no_sentence_for_people_names_an_option_at_the_desk() -> None:
    listed = list(sentences())
    assert sum(_OPTION.search(told.text.vi) is not None for told in listed) > 30
    assert [
        told.place for told in listed if any(_OPTION.search(words) for words in _in_desk(told))
    ] == []


def test_no_sentence_is_left_empty_at_the_desk() -> None:
    assert [
        told.place for told in sentences() if told.text.vi.strip() and not all(_in_desk(told))
    ] == []


def test_every_hint_leads_to_a_place_of_the_desk() -> None:
    spell = spell_in_desk("vi")
    assert [place for verb, place in verbs() if "mocgioi" in spell(Hint(verb))] == []


@pytest.mark.parametrize("cell", ["--", "a--b.xlsx", "——"])
def test_words_of_a_file_are_no_option(cell: str) -> None:
    error = MocgioiError(f"Dòng 2. Không hiểu «{cell}».", f"Row 2. “{cell}” is not understood.")
    assert in_desk(error, spell_in_desk("vi")) == error.text


def test_no_view_tells_findings_or_errors_in_the_words_of_the_command_line() -> None:
    desk = Path(mocgioi.__file__).parent / "desk"
    told = re.compile(r"\.words\(\s*(?:\)|\w+\.spell\b)|(?<!without_options\()error\.text\b")
    assert [
        path.name
        for path in [*desk.glob("*.py"), *(desk / "views").glob("*.py")]
        if told.search(path.read_text(encoding="utf-8"))
    ] == []
