"""The page's words: one catalogue, complete in both languages, and every word of it used."""

from __future__ import annotations

import re

from mocgioi.outputs.map.assets import page_script, page_texts

_BY_CODE = (
    *("lack_", "column_", "audience_", "layer_", "tab_", "facet_", "kind_", "compass_", "verdict_"),
    *("legend_", "colour_by", "roads_by", "surface_", "export_", "stretch_without_", "advice_"),
    *("difference_", "differs_", "ground_", "lack_places_", "time_key_"),
    *("time_gained", "time_lost", "budget_too_many", "budget_part_of_post"),
    "budget_not_installed",
    *("area_none_", "area_full_", "areas_", "by_", "left_out_", "terrain_"),
)


def test_both_languages_have_every_word() -> None:
    texts = page_texts()
    assert set(texts["vi"]) == set(texts["en"])
    assert [key for lang in texts.values() for key, word in lang.items() if not word.strip()] == []


def test_both_languages_name_the_same_values() -> None:
    texts = page_texts()

    def named(word: str) -> set[str]:
        return set(re.findall(r"\{(\w+)\}", word))

    assert [key for key in texts["vi"] if named(texts["vi"][key]) != named(texts["en"][key])] == []


def test_every_word_that_a_script_asks_for_is_there() -> None:
    asked = set(re.findall(r"\.text\('(\w+)'", page_script()))
    assert len(asked) > 60
    assert asked - set(page_texts()["vi"]) == set()


def test_every_word_is_used() -> None:
    script = page_script()
    asked_in_python = (
        "beside_",
        "needs_script",
        "summary_",
        "illustrative",
        "headline",
        "as_of",
        "sources",
    )
    unused = [
        key
        for key in page_texts()["vi"]
        if not key.startswith((*_BY_CODE, *asked_in_python))
        and not re.search(rf"['\"`]{key}['\"`]", script)
    ]
    assert unused == []
