"""Words by which what follows was not seen now, and years that a text names."""

from __future__ import annotations

import pytest

from mocgioi.domain.periods import FORMER_PERIOD, NOT_OBSERVED, has_words, years_in


@pytest.mark.parametrize(
    ("text", "words", "word"),
    [
        ("Tình trạng đường (đề nghị)", NOT_OBSERVED, "de nghi"),
        ("Kế hoạch, dự kiến", NOT_OBSERVED, "ke hoach"),
        ("Cục đá", FORMER_PERIOD, None),
        ("Số liệu cũ", FORMER_PERIOD, "cu"),
        ("Kỳ trước", FORMER_PERIOD, "ky truoc"),
    ],
)
def test_words_are_found_as_whole_words_the_first_of_the_list(
    text: str, words: tuple[str, ...], word: str | None
) -> None:
    assert has_words(text, words) == word


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("đã xây dựng năm 2027", [2027]),
        ("từ 2023 đến 2025", [2023, 2025]),
        ("số 12023, 1999, 203", []),
    ],
)
def test_years_are_whole_numbers_of_this_century(text: str, years: list[int]) -> None:
    assert years_in(text) == years


def test_only_the_beginning_of_a_long_text_is_looked_at() -> None:
    story = "mốc " * 60
    assert years_in(f"{story} 2024") == []
    assert has_words(f"{story} kế hoạch", NOT_OBSERVED) is None
