"""A page in the terminal, for programs, and as a part of the HTML file."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import cast

import pytest

from mocgioi.errors import Language
from mocgioi.outputs.manual import Leaf
from mocgioi.outputs.manual.html import as_page
from mocgioi.outputs.manual.terminal import as_document, as_text

PAGE = """# Đồn: bộ tệp

Ghi ở *Kiểm tra lần cuối*, xem [trang kia](20-clerk.md).

![Bàn](../images/desk.png)

## Lệnh

```sh
mocgioi status    # số liệu
```

- một
- hai `--store`

| | |
|---|--:|
| `-o A\\|B` | 12 |
"""


def written(text: str = PAGE, other: str = "# Post\n\nOne.\n") -> str:
    pages = {"vi": [Leaf("post", "Đồn: bộ tệp", text)], "en": [Leaf("post", "P", other)]}
    return as_page(cast("dict[Language, list[Leaf]]", pages), "vi")


def test_a_terminal_shows_words_lists_commands_and_tables() -> None:
    assert as_text(PAGE, "vi") == (
        "ĐỒN: BỘ TỆP\n\n"
        "  Ghi ở «Kiểm tra lần cuối», xem trang kia (mocgioi help clerk).\n\n"
        "LỆNH\n\n"
        "    mocgioi status    # số liệu\n\n"
        "  – một\n  – hai --store\n\n"
        "  -o A|B  12"
    )


def test_a_table_that_is_too_wide_for_a_terminal_is_told_row_by_row() -> None:
    table = f"| a | b |\n|---|---|\n| one | {'long ' * 30}|\n"
    lines = as_text(table, "en").splitlines()
    assert max(map(len, lines)) <= 96
    assert "  one" in lines


def test_programs_get_sections_with_their_points() -> None:
    first, second = cast("list[dict[str, object]]", as_document(PAGE, "en")["sections"])
    assert first["title"] == "Đồn: bộ tệp"
    assert second["points"] == ["mocgioi status    # số liệu", "một", "hai --store", "-o A|B · 12"]


def test_html_in_a_page_is_text() -> None:
    page = written("# T\n\n<script>alert(1)</script>\n\nand <b>bold</b>\n")
    assert "<b>" not in page
    assert "&lt;script&gt;alert(1)" in page


class Elements(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_heading_has_an_anchor_of_its_language(lang: Language) -> None:
    ids = [attrs["id"] for tag, attrs in Elements(written(PAGE, PAGE)).found if tag == "section"]
    assert [name for name in ids if str(name).startswith(lang)] == [
        f"{lang}-post",
        f"{lang}-post-lenh",
    ]


def test_nothing_in_the_file_comes_from_outside() -> None:
    for _, attrs in Elements(written()).found:
        assert not re.match(r"https?:|//|file:", attrs.get("src") or "")


def test_the_policy_allows_its_own_script_and_style_alone() -> None:
    (policy,) = (
        attrs["content"]
        for _, attrs in Elements(written()).found
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert policy.count("'sha256-") == 2


def test_the_same_pages_give_the_same_bytes() -> None:
    assert written() == written()
