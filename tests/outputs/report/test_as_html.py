from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from mocgioi.domain.counting import GROUPINGS
from mocgioi.outputs.inline import content_policy
from mocgioi.outputs.report import render
from tests.outputs.report.documents import HOSTILE, changed, full, hostile, ordinary

VOID = {"col", "meta", "rect", "br", "line", "path", "polyline", "polygon"}


class Tags(HTMLParser):
    """Which tags there are, and whether they close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.met: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.met.add(tag)
        self.scripts += tag == "script"
        self.attributes.update(name for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.met.add(tag)


def without_script(html: str) -> str:
    """Return a page without the script that is ours."""
    return re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)


def tags_of(html: str) -> Tags:
    parser = Tags()
    parser.feed(html)
    assert parser.open == []
    return parser


def test_no_address_stands_in_the_file() -> None:
    html = without_script(render(ordinary(GROUPINGS), "html"))
    assert not re.search(r"https?:|//|url\(|@import|src=|href=\"[^#]", html)


def test_the_parts_are_listed_with_what_they_hold() -> None:
    html = render(ordinary(("commune", "marker")), "html")
    listed = html.partition("<nav")[2].partition("</nav>")[0]
    assert re.findall(r'<a href="#(\w+)">', listed) == re.findall(r'<h3 id="(\w+)">', html)
    assert '<a href="#commune">Kết quả theo xã</a> <span class="count">4 dòng</span>' in listed


def test_no_name_is_given_to_two_parts_or_tables() -> None:
    names = re.findall(r'\bid="([^"]+)"', render(full(), "html"))
    assert len(names) > 20
    assert len(names) == len(set(names))


def test_a_marker_leads_to_its_card_only_where_a_map_stands_beside() -> None:
    document = ordinary(("commune", "marker"))
    assert '<th scope="row">1117/1</th>' in render(document, "html")
    beside = render(document, "html", map_name="bản đồ.html")
    address = "b%E1%BA%A3n%20%C4%91%E1%BB%93.html#marker=1117/1"
    assert f'<th scope="row"><a href="{address}">1117/1</a></th>' in beside


def test_the_start_says_since_when_where_it_lacks_and_what_is_left() -> None:
    start = render(full(), "html").partition("<nav")[0]
    assert re.findall(r'<li><a href="#(\w+)">', start) == ["changes", "commune", "left"]


def test_the_policy_allows_this_style_and_script_and_no_other() -> None:
    html = render(ordinary(GROUPINGS), "html")
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    style = html.partition("<style>")[2].partition("</style>")[0]
    script = html.partition("<script>")[2].partition("</script>")[0]
    assert policy == content_policy([script], [style])
    assert "unsafe" not in policy
    assert " style=" not in html


def test_a_hostile_name_brings_no_tag_and_no_attribute() -> None:
    plain, attacked = (tags_of(render(d, "html")) for d in (ordinary(GROUPINGS), hostile()))
    assert attacked.met <= plain.met | {"svg"}
    assert attacked.scripts == 1
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
        float(w) for w in re.findall(r'width="([\d.]+)" height="5"', render(ordinary(), "html"))
    ]
    assert widths == [123.45, 41.15]


def test_on_paper_what_leads_to_a_drawing_or_table_stays_with_it() -> None:
    style = render(ordinary(), "html").partition("</style>")[0]
    for selector in ("summary", "h3", "summary ~ p"):
        (rule,) = re.findall(rf"^{re.escape(selector)} {{([^}}]*)}}", style, re.MULTILINE)
        assert "break-after: avoid" in rule
