"""What a sheet of paper says, and that the browser's own print makes one, whatever was open."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from mocgioi.outputs.map import redacted
from mocgioi.outputs.map.facts import Labels
from tests.browser import Tab
from tests.outputs.map import province
from tests.outputs.map.conftest import Opener
from tests.outputs.map.test_print import printed, sheets

pytestmark = pytest.mark.browser

A4, A3 = (842, 595), (1191, 842)
SHEET = "document.querySelector('.mg-poster')"


def poppler(tool: str, *arguments: str) -> str:
    """Run a tool of poppler; skip the test where it is not installed."""
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    return subprocess.run(
        [tool, *arguments], check=True, capture_output=True, text=True, timeout=60
    ).stdout


def words_of(document: bytes, folder: Path) -> str:
    """The text of a printed document, its lines as they stand."""
    file = folder / "sheet.pdf"
    file.write_bytes(document)
    return poppler("pdftotext", "-layout", str(file), "-")


def key_of(tab: Tab) -> dict[str, str]:
    """Labels and counts of the key of a sheet, of two that are called alike the first."""
    rows: list[tuple[str, str]] = tab.js(
        "[...document.querySelectorAll('.mg-sheet-legend li')].map(row =>"
        " [row.querySelector('.mg-label').textContent, row.querySelector('.mg-count').textContent])"
    )
    return dict(reversed(rows))


def test_the_browsers_own_print_is_one_a4_sheet_of_the_map_whatever_is_open(
    open_map: Opener, tmp_path: Path
) -> None:
    tab = open_map(province.facts(), 390, 844, mobile=True, prefers_color_scheme="dark")
    tab.js("void mocgioi.page.select(12)")
    document = printed(tab)
    text = words_of(document, tmp_path)
    assert sheets(document) == [A4]
    assert "SỞ NGOẠI VỤ" in text
    assert "223/459 (48,6%), tính đến ngày 31/12/2023" in text
    assert re.search(r"1:[\d.]+", text)
    assert re.search(r"In lúc \d\d:\d\d \d\d/\d\d/\d{4}", text)
    assert "không phải tài liệu pháp lý" in text
    assert "SỐ LIỆU MINH HỌA" in text
    assert tab.errors == []


def test_after_the_browsers_own_print_the_page_is_as_before(open_map: Opener) -> None:
    tab = open_map(province.facts(), fragment="marker=948")
    before = tab.js("document.querySelector('.mg-map').children.length")
    printed(tab)
    assert tab.js(SHEET) is None
    assert tab.js("document.querySelector('.mg-map').children.length") == before
    assert not tab.js("document.documentElement.classList.contains('mg-printing')")
    assert tab.js("mocgioi.page.card.open")


def test_a_sheet_that_is_open_is_what_the_browser_prints(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="print=map_a3")
    assert sheets(printed(tab)) == [A3]
    assert tab.js(f"{SHEET} !== null")


def test_the_printed_map_is_as_large_as_its_frame(shared_map: Opener, tmp_path: Path) -> None:
    """A picture twice as sharp as the screen is 192 pixels to the inch where it has its size."""
    file = tmp_path / "sheet.pdf"
    file.write_bytes(printed(shared_map(province.facts())))
    images = [line.split() for line in poppler("pdfimages", "-list", str(file)).splitlines()[2:]]
    largest = max(images, key=lambda image: int(image[3]))
    assert int(largest[3]) > 1400
    assert [int(part) for part in largest[12:14]] == pytest.approx([192, 192], abs=1)


@pytest.mark.parametrize("fragment, size", [("", A4), ("print=map_a3", A3)])
def test_without_positions_the_strip_is_printed(
    shared_map: Opener, tmp_path: Path, fragment: str, size: tuple[int, int]
) -> None:
    tab = shared_map(province.without_positions(), fragment=fragment)
    document = printed(tab)
    assert sheets(document) == [size]
    assert "Dải mốc" in words_of(document, tmp_path)
    assert tab.errors == []


def test_the_public_edition_prints_its_shares_by_commune(open_map: Opener, tmp_path: Path) -> None:
    tab = open_map(redacted(province.facts(), "public"))
    document = printed(tab)
    text = words_of(document, tmp_path)
    assert sheets(document) == [A4]
    assert "Tỷ lệ mốc đã có đường của xã" in text
    assert "Bản công khai" in text
    assert "Đã xây dựng" not in text


def test_counts_alone_are_printed_without_an_empty_frame(open_map: Opener, tmp_path: Path) -> None:
    tab = open_map(redacted(province.without_positions(), "public"), fragment="print=map_a4")
    assert tab.js("document.querySelector('.mg-sheet-frame')") is None
    assert re.search(r"Chưa xây dựng\s+214", words_of(printed(tab), tmp_path))


def test_a_state_of_which_there_is_none_is_not_in_the_key(shared_map: Opener) -> None:
    facts = province.facts()
    for marker in facts["markers"]:
        if marker["surveyed"]["road_status"] == "approved":
            marker["surveyed"]["road_status"] = "none"
    key = key_of(shared_map(facts, fragment="print=map_a4&layers=markers"))
    assert "Đã phê duyệt" not in key
    assert key["Đang thi công"] == "8"
    assert "Đường biên giới" not in key


def test_the_key_has_every_layer_that_is_drawn(shared_map: Opener) -> None:
    layers = "markers+roads+boundary+stretches+communes+posts+gates+kilometres+grid"
    tab = shared_map(province.facts(), fragment=f"print=map_a3&layers={layers}")
    shown = tab.js("document.querySelector('.mg-sheet-key').innerText")
    for label in (
        *("Đã xây dựng", "Số liệu chưa thống nhất", "Đường tuần tra", "Đoạn 10 km"),
        *("Đồn Biên phòng", "Cửa khẩu", "Đường biên giới", "Km dọc đường biên", "Xã biên giới"),
        "Lưới kinh vĩ độ",
    ):
        assert label in shown
    assert re.search(r"\d+–\d+%", shown)


def test_roads_by_surface_are_so_in_the_key(shared_map: Opener) -> None:
    key = key_of(shared_map(province.facts(), fragment="print=map_a4&roads=surface&layers=roads"))
    assert set(key) == {
        *("Bê tông (đã xây dựng)", "Bê tông (đang thi công)", "Bê tông (đã phê duyệt)"),
        "Đường tuần tra",
    }


def test_the_key_of_a_part_of_the_map_counts_what_is_on_it(shared_map: Opener) -> None:
    tab = shared_map(province.facts(), fragment="print=map_a4&at=13.00/21.9/106.9")
    key = key_of(tab)
    assert 0 < int(key["Đã xây dựng"]) < 40
    assert "Cửa khẩu" not in key
    assert "một phần bản đồ" in tab.js(f"{SHEET}.innerText")


def test_filter_and_language_are_said_on_paper(shared_map: Opener) -> None:
    facts = province.facts()
    tab = shared_map(facts, fragment="print=map_a4&commune=C03&kind=main")
    shown = tab.js(f"{SHEET}.innerText")
    assert "Đang lọc: 22 trong 474 mốc · Xã Thuỵ Hùng · Mốc chính" in shown
    assert "Toàn tỉnh 223/459 (48,6%)" in shown
    needing = [
        m
        for m in facts["markers"]
        if m["commune_code"] == "C03" and m["kind"] == "main" and m["needs_road"]
    ]
    built = sum(m["surveyed"]["road_status"] == "built" for m in needing)
    assert f"{built}/{len(needing)} (" in shown


def test_without_an_agency_there_is_a_line_to_fill(open_map: Opener) -> None:
    tab = open_map(province.facts(agency=None), fragment="print=map_a4")
    assert "Cơ quan lập: ……" in tab.js(f"{SHEET}.innerText")


def test_a_feature_puts_its_rows_into_panel_and_paper(open_map: Opener) -> None:
    tab = open_map(province.facts())
    tab.js(
        "void mocgioi.page.features.all.push({key: () => [{title: 'Biến động', rows: [{picture:"
        " mocgioi.linePicture({colour: '#000000', width_px: 2, dash_px: []}), label: 'mốc mới"
        " có đường', count: 43}]}]}),"
        " void mocgioi.page.openTab('overview'), void mocgioi.page.update()"
    )
    assert "Mốc mới có đường" in tab.js("document.querySelector('.mg-overview').innerText")
    tab.js("void mocgioi.page.state.set({print: 'map_a4'})")
    assert key_of(tab)["Mốc mới có đường"] == "43"


WRITTEN = """(() => {
  const written = [];
  const fill = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
    const width = this.measureText(text).width;
    const left = this.textAlign === 'center' ? x - width / 2 : x;
    const [top, bottom, on] = [y - 3, y + 3, this.canvas.width];
    written.push({text, left, right: left + width, top, bottom, on});
    return fill.apply(this, arguments);
  };
  mocgioi.page.state.set({print: 'map_a3'});
  CanvasRenderingContext2D.prototype.fillText = fill;
  return written;
})()"""


def test_numbers_on_a3_stand_apart_and_those_without_room_are_counted(open_map: Opener) -> None:
    facts = province.facts()
    tab = open_map(facts)
    written = tab.js(WRITTEN)
    main = max(word["on"] for word in written)
    numbers = {marker["number"] for marker in facts["markers"]}
    on_map = [word for word in written if word["on"] == main and word["text"] in numbers]
    note = tab.js("[...document.querySelectorAll('.mg-sheet-note')].pop().innerText")
    said = [int(part) for part in re.findall(r"(?<![A-Z])\b\d+\b", note)]
    assert len(on_map) == said[0] > 100
    assert said[1] == 474
    assert said[0] + sum(said[2:]) == 474
    for at, word in enumerate(on_map):
        for other in on_map[at + 1 :]:
            apart = word["right"] <= other["left"] or other["right"] <= word["left"]
            assert apart or word["bottom"] <= other["top"] or other["bottom"] <= word["top"]


def test_an_inset_shows_numbers_that_had_no_room(shared_map: Opener) -> None:
    tab = shared_map(province.facts())
    written = tab.js(WRITTEN)
    main = max(word["on"] for word in written)
    on_map = {word["text"] for word in written if word["on"] == main}
    in_insets = {word["text"] for word in written if word["on"] < main}
    assert {"A", "A · 1:91.000"} & on_map
    assert len(in_insets - on_map) > 60


def test_posts_without_a_position_are_named_in_the_panel_and_on_paper(open_map: Opener) -> None:
    facts = province.facts()
    facts["posts"][3] |= {"longitude": None, "latitude": None}
    tab = open_map(facts, fragment="tab=overview&print=map_a4")
    sentence = "Đồn chưa có tọa độ nên không vẽ được: Đồn Biên phòng Thuỵ Hùng"
    assert sentence in tab.js("document.querySelector('.mg-lacks').innerText")
    assert sentence in tab.js("document.querySelector('.mg-poster-source').innerText")
    assert key_of(tab)["Đồn Biên phòng"] == "10"


def test_an_earlier_day_and_what_changed_since_are_said_on_paper(shared_map: Opener) -> None:
    facts = province.with_days(province.facts())
    tab = shared_map(facts, fragment="print=map_a4&day=2023-06-30&since=2021-12-31")
    shown = tab.js(f"{SHEET}.innerText")
    assert "tính đến ngày 30/06/2023" in shown
    assert "Tình trạng đường theo ngày 30/06/2023" in shown
    built = tab.js("mocgioi.figuresOfAll(mocgioi.page.model).built")
    assert f"{built}/" in shown
    assert int(key_of(tab)["Thêm mốc có đường"]) == built


def test_before_the_first_data_paper_says_so_instead_of_nought(shared_map: Opener) -> None:
    facts = province.with_days(province.facts())
    tab = shared_map(facts, fragment="print=map_a4&day=2020-12-31")
    figure = tab.js("document.querySelector('.mg-poster-figure').innerText")
    assert "chưa có số liệu" in figure
    assert "0/" not in figure


def test_an_inset_letter_covers_no_number(shared_map: Opener) -> None:
    written = shared_map(province.facts()).js(WRITTEN)
    main = max(word["on"] for word in written)
    on_map = [word for word in written if word["on"] == main]
    letters = [word for word in on_map if re.fullmatch("[A-Z]", word["text"])]
    numbers = [word for word in on_map if word["text"][0].isdigit() and "/" in word["text"]]
    assert letters and numbers
    for letter in letters:
        for number in numbers:
            apart = number["right"] < letter["left"] - 1 or letter["right"] + 1 < number["left"]
            # A letter is written from its top, 12 px high; a number about its middle.
            top, middle = letter["top"] + 3, number["top"] + 3
            assert apart or middle + 4 < top or top + 12 < middle - 4, (letter, number)


def test_alarms_on_paper_are_those_of_what_is_shown(shared_map: Opener) -> None:
    facts = province.facts()
    text: Labels = {"vi": "mốc bị đổ", "en": "fallen"}
    for row in (10, 400):
        number = facts["markers"][row]["number"]
        facts["alarms"].append({"number": number, "weight": "sure", "text": text, "plain": text})
    first, last = (facts["alarms"][at]["number"] for at in (0, 1))

    def said(filters: str) -> Any:
        tab = shared_map(facts, fragment=f"print=map_a4{filters}")
        return tab.js(f"({SHEET}.querySelector('.mg-poster-alarm') || {{}}).textContent || null")

    assert said("") == f"BÁO NGAY: 2 (mốc {first}, {last})"
    assert said(f"&commune={facts['markers'][400]['commune_code']}") == f"BÁO NGAY: 1 (mốc {last})"
    assert said("&commune=C05") is None
