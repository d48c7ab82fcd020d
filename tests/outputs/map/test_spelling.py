"""The page reads numbers of markers as the command line does."""

from __future__ import annotations

from typing import Any

from mocgioi.domain.marker import MarkerNumber
from tests.domain import test_marker as domain
from tests.outputs.map.scripts import run_page_scripts

MORE_THAN_IN_FILES = {"1088-2"}
"""Spellings that a file may not have, and that somebody who types can only mean one way."""


def cases(test: object) -> list[Any]:
    """The table of a parametrized test."""
    marks = getattr(test, "pytestmark")  # noqa: B009
    return list(marks[0].args[1])


def read_by_the_page(texts: list[str]) -> list[str | None]:
    numbers: list[str | None] = run_page_scripts(
        "columns.js", "spelling.js", expression="data.map(mocgioi.numberOf)", data=texts
    )
    return numbers


def test_the_page_reads_every_spelling_of_the_domain() -> None:
    table = cases(domain.test_every_spelling_met_in_real_text_is_read)
    texts, numbers = zip(*table, strict=True)
    assert read_by_the_page(list(texts)) == [str(MarkerNumber(*n)) for n in numbers]


def test_the_page_refuses_what_is_no_number_but_for_slips_of_the_keyboard() -> None:
    refused = [
        *cases(domain.test_what_no_marker_has_is_no_number),
        *cases(domain.test_a_date_or_a_word_is_no_number),
    ]
    texts = [text for text in refused if text not in MORE_THAN_IN_FILES]
    assert read_by_the_page(texts) == [None] * len(texts)
