"""One spelling of each word in all that users read: of the code lists, and of the tone marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mocgioi.domain.alarm_text import alarm_in
from mocgioi.domain.vocabulary import CODE_LISTS

HERE = Path(__file__).resolve().parents[2]
READ = (
    HERE / "README.md",
    *(HERE / "geo").glob("*.md"),
    *(HERE / "notebooks").glob("*.ipynb"),
    *(HERE / ".ci" / "windows" / "top").iterdir(),
    *(HERE / ".github").glob("*.md"),
    *(
        path
        for ending in ("py", "md", "json", "html", "js", "css")
        for path in (HERE / "src").rglob(f"*.{ending}")
    ),
)
AS_OTHERS_WRITE = {
    "domain/alarm_text.py",
    "domain/alarm_words.py",
    "domain/periods.py",
    "domain/places.py",
    "domain/vocabulary.py",
    "sources/fields.py",
    "sources/known.py",
    "sources/legacy.py",
    "sources/pairs.py",
}
"""Who knows the spellings that people use."""
OTHER_WORDS = re.compile(r"(?<!\*)\b(?:hư hại|xê dịch)\b", re.IGNORECASE)
"""What the code lists call *hư hỏng* and *dịch chuyển*; between asterisks, as the law is quoted."""
OTHER_MARKS = re.compile(r"\b(?!thuỵ\b)\w*(?:o[áàảãạéèẻẽẹ]|(?<!q)u[ýỳỷỹỵ])\b", re.IGNORECASE)
"""*Toạ*, *xoá*, *huỷ* for *tọa*, *xóa*, *hủy*; Thuỵ Hùng is called so by its decree."""


def found(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Yield each place where somebody reads what the pattern finds: file, and the words."""
    for path in READ:
        name = path.relative_to(HERE).as_posix()
        if name.removeprefix("src/mocgioi/") not in AS_OTHERS_WRITE:
            yield from ((name, said[0]) for said in pattern.finditer(path.read_text("utf-8")))


@pytest.mark.parametrize("pattern", [OTHER_WORDS, OTHER_MARKS], ids=["words", "marks"])
def test_what_users_read_has_one_spelling(pattern: re.Pattern[str]) -> None:
    assert list(found(pattern)) == []


@pytest.mark.parametrize("pattern", [OTHER_WORDS, OTHER_MARKS], ids=["words", "marks"])
def test_the_labels_of_the_code_lists_have_it(pattern: re.Pattern[str]) -> None:
    labels = [entry.label.vi for terms in CODE_LISTS.values() for entry in terms.values()]
    assert [label for label in labels if pattern.search(label)] == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (OTHER_WORDS, "mốc bị hư hại"),
        (OTHER_WORDS, "Mốc xê dịch"),
        (OTHER_MARKS, "Toạ độ"),
        (OTHER_MARKS, "đã xoá."),
        (OTHER_MARKS, "HUỶ"),
        (OTHER_MARKS, "khoẻ"),
    ],
)
def test_the_other_spelling_is_seen(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


@pytest.mark.parametrize(
    "text", ["tọa độ hủy quý quỹ khoảng hoàn toán thủy", "xã Thuỵ Hùng", "Luật: *hư hại*"]
)
def test_what_is_right_is_let_be(text: str) -> None:
    assert not OTHER_MARKS.search(text) and not OTHER_WORDS.search(text)


@pytest.mark.parametrize("text", ["mốc bị hư hại", "mốc xê dịch", "mốc bị huỷ hoại"])
def test_what_a_post_writes_otherwise_is_understood(text: str) -> None:
    assert alarm_in(text)
