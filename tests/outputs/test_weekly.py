from __future__ import annotations

import base64
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from mocgioi.documents.coverage import Alarm
from mocgioi.domain.batch import Receipt
from mocgioi.errors import Finding, Text
from mocgioi.outputs.weekly import (
    MOST_ENTRIES,
    MOST_FILES,
    Figures,
    Held,
    Refused,
    Waiting,
    WeeklyFacts,
    weekly_page,
)
from tests.browser import TabOpener

HOSTILE = "=1+1|</td><script>alert('x')</script>\n`${y}` <b>\"&\u202e\x1b[2J"
UNKNOWN = Finding(
    "marker-unknown",
    "error",
    Text("Không có mốc 1461. Có phải là: 1146/1?", "There is no marker 1461."),
    None,
    17,
    "Mốc số",
    "1461",
)
RECEIPT = Receipt(
    file="phieu.xlsx",
    sha256="0",
    kind="survey",
    batch="b-1",
    read=40,
    applied=37,
    unchanged=1,
    queued=1,
    rejected=1,
    moved=["1116"],
    findings=[UNKNOWN],
)
FACTS = WeeklyFacts(
    ran_at="2026-11-22T03:04:05.678Z",
    as_of="2026-11-22",
    before=Figures(223, 459, 48.6),
    after=Figures(224, 459, 48.8),
    receipts=[RECEIPT],
    known_files=3,
)
QUIET = FACTS._replace(receipts=(), after=FACTS.before)


def texts(html: str) -> str:
    """Return what a reader sees, a line for each text."""
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", "\n", body)


def rows_of(html: str) -> list[list[str]]:
    """Return the cells of every row of the table."""
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


def must_report(number: str, condition: Any) -> Alarm:
    return {"number": number, "condition": condition, "since": "2026-11-20"}


def crowded() -> WeeklyFacts:
    """Return facts with more of everything than a page holds."""
    long = "Bản ghi nhận tình hình kiểm tra thực địa của tổ tuần tra số hai trong tháng này. " * 3
    finding = UNKNOWN._replace(text=Text(long, long))
    warning = finding._replace(severity="warning")
    receipts = [
        replace(RECEIPT, file=f"phieu-kiem-tra-moc-gioi-thang-11-to-{i}.xlsx", batch=f"b-{i}")
        for i in range(40)
    ]
    receipts[0] = replace(receipts[0], findings=[finding, warning] * 30, applied=8, rejected=30)
    return FACTS._replace(
        receipts=receipts,
        alarms=[must_report(str(1100 + i), "serious_damage") for i in range(60)],
        waiting=[
            Waiting(str(1100 + i), "road_status", "2026-11-01", ("built", "none"))
            for i in range(50)
        ],
        held=[Held("1100", "phieu.xlsx", i, Text(long, long)) for i in range(50)],
        refused=[Refused(f"tep-{i}.xlsx", Text(long, long)) for i in range(50)],
        illustrative=True,
    )


def test_every_line_of_counts_adds_up() -> None:
    for facts in (FACTS, crowded()):
        _, *rows = rows_of(weekly_page(facts))
        assert len(rows) >= 2
        for _, *cells in rows:
            read, *parts = [int(cell.replace(".", "")) for cell in cells[:5]]
            assert read == sum(parts)


def test_the_last_line_is_the_total_of_all_files() -> None:
    rows = rows_of(weekly_page(crowded()))
    assert rows[-1][:2] == ["Cộng", "1.600"]
    assert len(rows) == 1 + MOST_FILES + 2
    assert rows[-2][0] == "34 tệp khác"


def test_what_must_be_reported_at_once_stands_before_the_figures() -> None:
    html = weekly_page(FACTS._replace(alarms=[must_report("1116", "missing")]))
    alarm = html.index("BÁO NGAY: 1 mốc phải báo cáo ngay")
    assert "1116 (bị mất, từ 20/11/2026)" in html
    assert "Điều 29" in html
    assert alarm < html.index('class="headline"')


def test_a_rejected_row_is_told_with_its_place_and_advice() -> None:
    said = texts(weekly_page(FACTS))
    assert "Dòng bị loại (1)" in said
    assert "phieu.xlsx: LỖI dòng 17, cột «Mốc số»: Không có mốc 1461. Có phải là: 1146/1?" in said
    assert "mocgioi survey rejected b-1 -o FILE.xlsx" in said


def test_a_disagreement_is_told_with_both_values() -> None:
    item = Waiting("1088/2", "road_status", "2026-11-05", ("built", "none"))
    said = texts(weekly_page(FACTS._replace(waiting=[item])))
    assert "1088/2, tình trạng đường, 05/11/2026: đã xây dựng / chưa xây dựng" in said


def test_a_held_row_and_a_refused_file_are_told() -> None:
    facts = FACTS._replace(
        held=[Held("1100", "a.csv", 3, Text("cách mốc 300 m", "300 m off"))],
        refused=[Refused("b.xlsx", Text("bị hỏng", "damaged"))],
    )
    said = texts(weekly_page(facts))
    assert "1100: cách mốc 300 m (a.csv, dòng 3)" in said
    assert "b.xlsx: bị hỏng" in said


def test_the_headline_stands_with_the_one_before() -> None:
    said = texts(weekly_page(FACTS))
    assert "224/459 mốc cần có đường đã có đường lên kiểm tra mốc (48,8%)" in said
    assert "Trước khi cập nhật: 223/459 (48,6%)." in said


def test_a_run_without_anything_new_says_so() -> None:
    said = texts(weekly_page(QUIET))
    assert "Không có tệp nào mới." in said
    assert "3 tệp đã nhập từ trước" in said
    assert "Không đổi so với trước khi cập nhật." in said
    assert "Không có việc nào." in said


def test_the_map_and_the_report_are_links_beside_the_page() -> None:
    assert re.findall(r'href="([^"]*)"', weekly_page(FACTS)) == ["map.html", "report.html"]


def test_a_hostile_name_of_a_page_is_no_script() -> None:
    (link, _) = re.findall(
        r'href="([^"]*)"', weekly_page(FACTS._replace(map_name="javascript:alert(1)//"))
    )
    assert link == "javascript%3Aalert%281%29%2F%2F"


class Tags(HTMLParser):
    """Which tags and attributes there are."""

    def __init__(self) -> None:
        super().__init__()
        self.met: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.met |= {tag, *(f"@{name}" for name, _ in attrs)}


def tags_of(html: str) -> set[str]:
    parser = Tags()
    parser.feed(html)
    return parser.met


def test_hostile_texts_bring_no_tag_and_are_still_read() -> None:
    finding = UNKNOWN._replace(
        text=Text(HOSTILE, HOSTILE), column=HOSTILE, sheet=HOSTILE, value=HOSTILE
    )
    attacked = crowded()._replace(
        receipts=[replace(RECEIPT, file=HOSTILE, batch=HOSTILE, findings=[finding])],
        alarms=[must_report(HOSTILE, HOSTILE)],
        waiting=[Waiting(HOSTILE, HOSTILE, HOSTILE, (HOSTILE,))],
        held=[Held(HOSTILE, HOSTILE, 1, Text(HOSTILE, HOSTILE))],
        refused=[Refused(HOSTILE, Text(HOSTILE, HOSTILE))],
    )
    html = weekly_page(attacked)
    assert tags_of(html) <= tags_of(weekly_page(crowded()))
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in html
    assert "\u202e" not in html


def test_no_address_stands_in_the_page() -> None:
    assert not re.search(r"https?:|//|url\(|@import|src=", weekly_page(crowded()))


def test_long_lists_are_cut_and_counted() -> None:
    html = weekly_page(crowded())
    items = re.findall(r"<li>", html)
    assert len(items) == MOST_ENTRIES
    assert "Tệp không nhập được (50)" in html
    assert "… và 46 mục khác." in html


def test_the_page_in_english_has_no_vietnamese() -> None:
    said = texts(weekly_page(QUIET, "en"))
    assert "There is no new file." in said
    assert not re.search("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", said)


@pytest.mark.browser
@pytest.mark.parametrize("facts", [FACTS, crowded()], ids=["ordinary", "crowded"])
def test_it_prints_on_one_sheet(facts: WeeklyFacts, open_tab: TabOpener, tmp_path: Path) -> None:
    page = tmp_path / "tuan.html"
    page.write_text(weekly_page(facts), encoding="utf-8")
    tab = open_tab()
    tab.open(page)
    printed = base64.b64decode(tab.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert (tab.requests, tab.errors) == ([page.as_uri()], [])
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
