from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from mocgioi.domain.counting import GROUPINGS
from mocgioi.outputs.report import render
from tests.outputs.report.documents import HOSTILE, changed, hostile, ordinary

VOID = {"col", "meta", "rect", "br", "line", "path", "polyline", "polygon"}


class Tags(HTMLParser):
    """Which tags there are, and whether they close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.met: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.met.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.met.add(tag)


def tags_of(html: str) -> Tags:
    parser = Tags()
    parser.feed(html)
    assert parser.open == []
    return parser


def test_no_address_stands_in_the_file() -> None:
    html = render(ordinary(GROUPINGS), "html")
    assert not re.search(r"https?:|//|url\(|@import|src=|href=", html)


def test_a_hostile_name_brings_no_tag_and_no_attribute() -> None:
    plain, attacked = (tags_of(render(d, "html")) for d in (ordinary(GROUPINGS), hostile()))
    assert attacked.met <= plain.met | {"svg"}
    assert "script" not in attacked.met
    assert attacked.attributes <= plain.attributes


def test_a_hostile_name_is_still_read_in_full() -> None:
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in render(hostile(), "html")
    assert HOSTILE not in render(hostile(), "html")


def test_every_heading_says_what_it_heads() -> None:
    html = render(ordinary(GROUPINGS), "html")
    headings = re.findall(r"<th\b[^>]*>", html)
    assert headings
    assert all("scope=" in heading or "colspan=" in heading for heading in headings)


def test_the_language_is_named() -> None:
    assert '<html lang="en">' in render(ordinary(), "html", "en")


def test_the_title_is_the_reports() -> None:
    title = "BÁO CÁO Kết quả xây dựng đường nhánh lên kiểm tra mốc (tính đến ngày 31/12/2023)"
    assert f"<title>{title}</title>" in render(ordinary(), "html")


def test_made_up_data_says_so_on_every_printed_page() -> None:
    assert '@bottom-center { content: "SỐ LIỆU MINH HỌA"' in render(ordinary(), "html")
    assert "@bottom-center" not in render(changed(ordinary(), illustrative=False), "html")


def test_the_bar_is_as_long_as_the_figures_say() -> None:
    widths = [
        float(w) for w in re.findall(r'width="([\d.]+)" height="9"', render(ordinary(), "html"))
    ]
    assert widths == [123.45, 41.15]


def test_on_paper_what_leads_to_a_drawing_or_table_stays_with_it() -> None:
    style = render(ordinary(), "html").partition("</style>")[0]
    for selector in ("h2", "h3", "h2 ~ p"):
        (rule,) = re.findall(rf"^{re.escape(selector)} {{([^}}]*)}}", style, re.MULTILINE)
        assert "break-after: avoid" in rule
