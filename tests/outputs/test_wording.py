from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

import mocgioi
from mocgioi.analysis.figures.coverage import NOTES
from mocgioi.domain.counting import GROUPINGS
from mocgioi.domain.decision import VERDICTS
from mocgioi.errors import Language
from mocgioi.outputs.wording import (
    LABELS,
    aspect_name,
    day,
    instant,
    number,
    one_line,
    percent,
    say,
    value_text,
)


def fields(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@pytest.mark.parametrize("key", LABELS)
def test_every_text_is_there_in_both_languages_and_not_copied(key: str) -> None:
    text = LABELS[key]
    assert text.vi.strip() and text.en.strip()
    assert text.vi != text.en
    assert fields(text.vi) == fields(text.en)


@pytest.mark.parametrize("key", LABELS)
def test_english_texts_have_no_vietnamese_letters(key: str) -> None:
    assert not re.search("[đăâêôơưạảấầẩẫậắằẳẵặ]", LABELS[key].en.lower())


def test_every_note_grouping_and_verdict_has_its_words() -> None:
    wanted = {f"note.{code}" for code in NOTES}
    wanted |= {f"{part}.{by}" for by in GROUPINGS for part in ("table", "column")}
    wanted |= {f"unplaced.{by}" for by in GROUPINGS if by != "marker"}
    wanted |= {f"verdict.{verdict}" for verdict in VERDICTS}
    wanted |= {f"changes.{basis}" for basis in ("publication", "asked", "eve", "eve_of_year")}
    wanted |= {f"table.{kind}" for kind in ("added", "lost", "reclassified", "needing", "outside")}
    assert wanted - set(LABELS) == set()


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("aspect", "value"), [("need_road", "yes"), ("need_road", "no"), ("existence", "yes")]
)
def test_a_value_does_not_repeat_its_aspect_nor_show_its_code(
    aspect: str, value: str, lang: Language
) -> None:
    words, about = value_text(aspect, value, lang), aspect_name(aspect, lang)
    assert words not in (value, about)
    assert not about.endswith(words)


def test_every_key_said_outright_is_in_the_catalogue() -> None:
    keys = set()
    for path in Path(mocgioi.__file__).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "outputs.wording import" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            match node:
                case ast.Call(func=ast.Name("say"), args=[ast.Constant(key), *_]):
                    keys.add(key)
                case ast.Subscript(value=ast.Name("LABELS"), slice=ast.Constant(key)):
                    keys.add(key)
    assert len(keys) > 100
    assert keys - set(LABELS) == set()


def test_numbers_follow_the_language() -> None:
    assert number(1234567.5, "vi", 1) == "1.234.567,5"
    assert number(1234567.5, "en", 1) == "1,234,567.5"
    assert number(None, "vi") == "–"


def test_per_cents_follow_the_language() -> None:
    assert (percent(48.6, "vi"), percent(48.6, "en"), percent(0.0, "vi")) == (
        "48,6%",
        "48.6%",
        "0,0%",
    )


def test_days_follow_the_language() -> None:
    assert (day("2023-12-31", "vi"), day("2023-12-31", "en")) == ("31/12/2023", "31 December 2023")


def test_instants_are_in_the_time_of_viet_nam() -> None:
    assert instant("2026-11-22T20:04:05.678Z", "vi") == "03:04 ngày 23/11/2026"
    assert instant("2026-11-22T20:04:05.678Z", "en") == "03:04 (UTC+7) on 23 November 2026"


def test_a_name_cannot_bring_its_own_placeholders() -> None:
    assert say("more", "en", count="{day}") == "… and {day} more"


@pytest.mark.parametrize("hostile", ["a\nb", "a\x1b[2Jb", "a\u202eb", "a\u200bb", "a\x00b"])
def test_what_is_said_on_one_line_has_no_control_characters(hostile: str) -> None:
    assert one_line(hostile).isprintable()
