from __future__ import annotations

import base64
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from mocgioi.documents.cases import PossibleCase
from mocgioi.documents.coverage import Alarm
from mocgioi.domain.batch import Change, Move
from mocgioi.errors import Language, Text
from mocgioi.outputs.inline import content_policy
from mocgioi.outputs.weekly import MOST_BATCHES, has_room, state_of, weekly_page
from mocgioi.outputs.weekly_facts import Entry, Figures, TakenIn, WeeklyFacts, Work
from mocgioi.outputs.weekly_wording import HOW
from tests.axe import faults
from tests.browser import TabOpener

HOSTILE = "=1+1|</td><script>alert('x')</script>\n`${y}` <b>\"&\u202e\x1b[2J"
UNKNOWN = Entry(
    Text("Không có mốc 1461. Có phải là: 1146/1?", "There is no marker 1461. Is it: 1146/1?"),
    marker="1461",
    file="phieu.xlsx",
    row=17,
    column="Mốc số",
)
BATCH = TakenIn("phieu.xlsx", "2026-11-22T03:04:05.678Z", 40, 37, 1, 1, 1, observations=70)
FACTS = WeeklyFacts(
    ran_at="2026-11-22T03:04:05.678Z",
    as_of="2026-11-22",
    headline=Text("Tính đến ngày 22/11/2026, 224/459 mốc", "As of 22 November 2026, 224 of 459"),
    before=Figures(223, 459, 48.6),
    after=Figures(224, 459, 48.8),
    work=[Work("rows", [UNKNOWN], ["sua-01234567.xlsx"])],
    recent=[BATCH],
    moves=[("phieu.xlsx", Move("1116", "road_status", "none", "built", "2026-11-05", row=2))],
    known_files=3,
)
QUIET = FACTS._replace(work=(), recent=(), moves=(), after=FACTS.before)


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


def may_have_to_report(number: str, words: str) -> PossibleCase:
    alarm: Any = {
        **dict.fromkeys(("id", "written", "condition", "observer", "batch", "sheet"), None),
        **{"number": number, "words": words, "observed_on": "2026-11-20", "row": 7},
        **{"file": "phieu.xlsx", "lacks": ["condition"], "reasons": [], "recorded_at": ""},
    }
    return {"subject": number, "number": number, "alarms": [alarm]}


POSSIBLE = [may_have_to_report(str(1200 + i), "mốc nghiêng về phía ta " * 9) for i in range(60)]


def crowded() -> WeeklyFacts:
    """Return facts with more of everything than a page holds."""
    long = "Bản ghi nhận tình hình kiểm tra thực địa của tổ tuần tra số hai trong tháng này. " * 3
    entry = UNKNOWN._replace(text=Text(long, long))
    name = "phieu-kiem-tra-moc-gioi-thang-11-to-{}.xlsx"
    beside = "chưa tính 12 mốc có đường đã hoàn thành theo hồ sơ, đơn vị chưa báo cáo"
    headline = "; ".join(["Tính đến ngày 22/11/2026, toàn tỉnh có 224/459 mốc", *[beside] * 4])
    return FACTS._replace(
        headline=Text(headline, headline),
        recent=[BATCH._replace(file=name.format(i)) for i in range(40)],
        alarms=[must_report(str(1100 + i), "serious_damage") for i in range(60)],
        work=[Work(kind, [entry] * 50, ["sua-01234567.xlsx"]) for kind in HOW],
        moves=[(name.format(1), Move("1116", "road_status", "none", "built", "2026-11-05"))] * 60,
        decided=[str(1100 + i) for i in range(60)],
        undone=[name.format(i) for i in range(40)],
        blank=[name.format(i) for i in range(40)],
        illustrative=True,
    )


def test_every_line_of_counts_adds_up() -> None:
    for facts in (FACTS, crowded()):
        _, *rows = rows_of(weekly_page(facts))
        assert len(rows) >= 2
        for _, *cells in rows:
            read, *parts = [int(cell.replace(".", "")) for cell in cells[1:6]]
            assert read == sum(parts)


def test_the_last_line_is_the_total_of_all_files() -> None:
    rows = rows_of(weekly_page(crowded()))
    assert rows[-1][:3] == ["Cộng", "", "1.600"]
    assert len(rows) == 1 + MOST_BATCHES + 2
    assert rows[-2][0] == "35 đợt khác"


def test_what_must_be_reported_at_once_stands_before_the_figures() -> None:
    html = weekly_page(FACTS._replace(alarms=[must_report("1116", "missing")]))
    alarm = html.index("BÁO NGAY: 01 mốc phải báo cáo ngay")
    assert '<a href="map.html#marker=1116">1116</a> (bị mất, từ 20/11/2026)</p>' in html
    assert "Điều 29" in html
    assert alarm < html.index('class="headline"')


def test_what_may_have_to_be_reported_stands_there_too_with_what_is_lacking() -> None:
    html = weekly_page(FACTS._replace(possible=[may_have_to_report("1117", "mốc nghiêng")]))
    alarm = html.index("CÓ THỂ PHẢI BÁO NGAY: 01 trường hợp")
    said = "1117</a> («mốc nghiêng», 20/11/2026; phieu.xlsx, dòng 7; chỉ nêu trong ghi chú"
    assert said in html
    assert alarm < html.index('class="headline"')


def test_a_rejected_row_is_told_with_its_place_and_advice() -> None:
    html = weekly_page(FACTS)
    assert '<h3 id="rows">Dòng bị loại (1)</h3>' in html
    assert (
        "<strong>1461</strong> · phieu.xlsx, dòng 17, cột «Mốc số»: "
        "Không có mốc 1461. Có phải là: 1146/1?</li>" in html
    )
    assert '<a href="sua-01234567.xlsx">sua-01234567.xlsx</a>' in html


def test_the_number_of_a_marker_that_is_known_leads_to_its_card() -> None:
    work = [Work("contested", [Entry(Text("hai bên", "two"), marker="1088/2", has_card=True)])]
    html = weekly_page(FACTS._replace(work=work))
    assert '<a href="map.html#marker=1088/2">1088/2</a>' in html


def test_a_file_that_its_message_names_is_not_named_twice() -> None:
    text = Text("Tệp «b.xlsx»: bị hỏng.", "File “b.xlsx”: is damaged.")
    html = weekly_page(FACTS._replace(work=[Work("refused", [Entry(text, file="b.xlsx")])]))
    assert "<li>Tệp «b.xlsx»: bị hỏng.</li>" in html


def test_a_batch_that_was_taken_back_says_so() -> None:
    recent = [BATCH._replace(undone=70), BATCH._replace(undone=3)]
    said = texts(weekly_page(FACTS._replace(recent=recent, undone=["phieu.xlsx"])))
    assert "phieu.xlsx (đã hoàn tác cả đợt)" in said
    assert "phieu.xlsx (đã hoàn tác 3 số liệu)" in said
    assert "Đã hoàn tác nên không nhập lại (1): phieu.xlsx." in said


def test_the_state_it_was_written_for_is_read_back() -> None:
    assert state_of(weekly_page(FACTS, state="0a1b")) == "0a1b"
    assert state_of("<html></html>") == ""


def test_what_a_row_changed_stands_with_its_marker_day_and_place() -> None:
    html = weekly_page(FACTS)
    assert '<h3 id="moves">Số liệu thay đổi trong lần cập nhật này (1)</h3>' in html
    assert (
        '<a href="map.html#marker=1116">1116</a></strong> · tình trạng đường: chưa xây dựng → '
        "đã xây dựng (05/11/2026, phieu.xlsx, dòng 2)" in html
    )


def test_the_headline_stands_with_the_one_before() -> None:
    said = texts(weekly_page(FACTS))
    assert "Tính đến ngày 22/11/2026, 224/459 mốc." in said
    assert "Trước khi cập nhật: 223/459 (48,6%)." in said


def test_a_run_without_anything_new_says_so() -> None:
    said = texts(weekly_page(QUIET))
    assert "Không có số liệu nào." in said
    assert "3 tệp đã nhập từ trước" in said
    assert "Không đổi so với trước khi cập nhật." in said
    assert "Không có việc nào." in said


def test_the_map_and_the_report_are_links_beside_the_page() -> None:
    assert re.findall(r'href="([^"]*)"', weekly_page(QUIET)) == ["map.html", "report.html"]


def test_a_hostile_name_of_a_page_is_no_script() -> None:
    (link, _) = re.findall(
        r'href="([^"]*)"', weekly_page(QUIET._replace(map_name="javascript:alert(1)//"))
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
    text = Text(HOSTILE, HOSTILE)
    entry = Entry(text, HOSTILE, True, HOSTILE, HOSTILE, 1, HOSTILE)
    attacked = crowded()._replace(
        recent=[BATCH._replace(file=HOSTILE)],
        alarms=[must_report(HOSTILE, HOSTILE)],
        possible=[may_have_to_report(HOSTILE, HOSTILE)],
        work=[Work("rows", [entry], [HOSTILE])],
        moves=[(HOSTILE, Move(HOSTILE, "road_status", None, "built", None, written=HOSTILE))],
        decided=[HOSTILE],
        undone=[HOSTILE],
        blank=[HOSTILE],
    )
    html = weekly_page(attacked)
    assert tags_of(html) <= tags_of(weekly_page(crowded()._replace(possible=POSSIBLE)))
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in html
    assert "\u202e" not in html


def test_no_address_stands_in_the_page() -> None:
    assert not re.search(r"https?:|//|url\(|@import|src=", weekly_page(crowded()))


def test_an_entry_is_told_whole_or_counted() -> None:
    html = weekly_page(crowded()).partition("</nav>")[2]
    shown = [entry for entry in re.findall(r"<li>(.*)</li>", html) if "→" not in entry]
    assert 0 < len(shown) < 50
    assert all(entry.endswith("trong tháng này.") for entry in shown)
    assert "Tệp không nhập được (50)" in html
    assert '… và 49 mục khác trong <a href="viec-can-lam.xlsx">' in html


def test_a_list_of_which_nothing_is_shown_does_not_speak_of_others() -> None:
    assert re.search(r'class="quiet">\d+ mục trong <a', weekly_page(crowded()))


def test_the_contents_lead_to_every_list_with_its_count() -> None:
    html = weekly_page(crowded())
    listed = html.partition("<nav")[2].partition("</nav>")[0]
    names = re.findall(r'<a href="#(\w+)">', listed)
    assert names == re.findall(r'<h[23] id="(\w+)"', html)
    assert len(names) == len(HOW) + 2
    assert '<a href="#rows">Dòng bị loại (50)</a>' in listed


def test_one_list_needs_no_contents() -> None:
    assert "<nav" not in weekly_page(FACTS)


def test_the_policy_allows_the_style_alone() -> None:
    html = weekly_page(FACTS)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy == content_policy([], [html.partition("<style>")[2].partition("</style>")[0]])
    assert "script-src 'none'" in policy


def test_what_the_page_has_no_room_for_asks_for_the_sheet_of_all() -> None:
    assert has_room(FACTS, "vi") and not has_room(crowded(), "vi")


def test_what_moved_is_counted_where_the_page_has_no_room_for_it() -> None:
    said = texts(weekly_page(crowded()))
    assert "Số liệu thay đổi trong lần cập nhật này (60)" in said


def test_the_page_in_english_has_no_vietnamese() -> None:
    said = texts(weekly_page(QUIET, "en"))
    assert "Nothing." in said
    assert not re.search("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", said)


@pytest.mark.browser
@pytest.mark.parametrize("width, scheme, lang", [(320, "dark", "vi"), (1280, "light", "en")])
def test_it_is_for_everyone(
    width: int, scheme: str, lang: Language, open_tab: TabOpener, tmp_path: Path
) -> None:
    page = tmp_path / "tuan.html"
    page.write_text(weekly_page(crowded()._replace(possible=POSSIBLE), lang), encoding="utf-8")
    tab = open_tab()
    tab.viewport(width, 800, mobile=width < 600)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    tab.call("Emulation.setEmulatedMedia", features=features)
    tab.open(page)
    assert faults(tab) == []
    assert tab.js("document.documentElement.scrollWidth") <= width


@pytest.mark.browser
@pytest.mark.parametrize(
    "facts",
    [FACTS, crowded(), crowded()._replace(possible=POSSIBLE), FACTS._replace(possible=POSSIBLE)],
    ids=["ordinary", "crowded", "crowded, with alarms", "alarms"],
)
def test_it_prints_on_one_sheet(facts: WeeklyFacts, open_tab: TabOpener, tmp_path: Path) -> None:
    page = tmp_path / "tuan.html"
    page.write_text(weekly_page(facts), encoding="utf-8")
    tab = open_tab()
    tab.open(page)
    printed = base64.b64decode(tab.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    assert (tab.requests, tab.errors) == ([page.as_uri()], [])
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_what_else_a_file_changed_stands_beside_the_markers_without_a_card() -> None:
    words = Text("có trong sổ: – → có", "being in the register: – → there")
    drawn = Change("Đường mới", "existence", None, "yes", words)
    page = weekly_page(FACTS._replace(moves=[*FACTS.moves, ("moc-chi-ma.gpkg", drawn)]))
    assert "<strong>Đường mới</strong> · có trong sổ: – → có (moc-chi-ma.gpkg)" in page
    assert "#marker=1116" in page and "#marker=Đường" not in page
