"""What stands inside a page is small, says the same, and cannot end its element early."""

from __future__ import annotations

import sys

import pytest

from mocgioi.outputs import inline
from mocgioi.outputs.inline import script_element, style_element
from mocgioi.outputs.map.assets import page_script

SCRIPT = """
/* What it is for. */
(function (whole) {
  // A line of its own.
  const sentence = 'mốc  // 1088/2 /* Hữu Nghị */';
  whole.said = (number) => `${sentence}
    <${number}>`;
})(globalThis);
"""


def test_comments_and_margins_go_and_texts_stay() -> None:
    element = script_element(SCRIPT)
    assert "What it is for" not in element
    assert "A line of its own" not in element
    assert "mốc  // 1088/2 /* Hữu Nghị */" in element
    assert "\n    <" in element


def test_the_scripts_of_the_map_lose_two_fifths() -> None:
    assert len(script_element(page_script())) < 0.6 * len(page_script())


def test_a_style_keeps_its_rules() -> None:
    assert style_element("a { color: #ff0000; /* red */ }\n") == "<style>a{color:red}</style>"


@pytest.mark.parametrize("end", ["</script>", "</SCRIPT >", "<!--", "<script>"])
def test_a_text_cannot_end_its_element_early(end: str) -> None:
    element = script_element(f"globalThis.text = '{end}';")
    inside = element.removeprefix("<script>").removesuffix("</script>")
    assert end.lower() not in inside.lower()
    assert "text" in inside


def test_without_the_minifier_the_text_stands_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "minify", None)
    inline._minified.cache_clear()
    try:
        assert script_element(SCRIPT) == f"<script>{SCRIPT}</script>"
    finally:
        inline._minified.cache_clear()
