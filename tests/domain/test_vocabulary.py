"""Code lists: codes, what people read of them and what people type for them."""

from __future__ import annotations

import pytest

from mocgioi.domain import vocabulary
from mocgioi.errors import Language


@pytest.mark.parametrize(("lang", "read"), [("vi", "đã xây dựng"), ("en", "built")])
def test_a_code_is_read_in_the_language_asked_for(lang: Language, read: str) -> None:
    assert vocabulary.label("road_status", "built", lang) == read


def test_a_code_of_no_list_is_its_own_label() -> None:
    assert vocabulary.label("road_status", "of a later version", "vi") == "of a later version"


@pytest.mark.parametrize("code_list", vocabulary.CODE_LISTS)
def test_each_code_and_each_of_its_labels_and_spellings_means_it(code_list: str) -> None:
    for code, term in vocabulary.CODE_LISTS[code_list].items():
        for text in (code, *term.label, *term.spellings):
            assert vocabulary.code_of(code_list, text) == code


@pytest.mark.parametrize(
    ("typed", "code"), [("có", "built"), ("chưa có", "none"), ("đang làm", "under_construction")]
)
def test_a_road_status_is_understood_as_posts_write_it(typed: str, code: str) -> None:
    assert vocabulary.code_of("road_status", typed) == code


@pytest.mark.parametrize(
    ("typed", "condition"),
    [
        ("hư hỏng", "damaged"),
        ("không đi được", "impassable"),
        ("tốt", None),
        ("đã xây dựng", None),
        ("", None),
        (None, None),
    ],
)
def test_only_damage_in_the_place_of_a_status_is_a_road_condition(
    typed: str | None, condition: str | None
) -> None:
    assert vocabulary.damage_as_status(typed) == condition
