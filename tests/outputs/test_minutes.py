from __future__ import annotations

import io
import zipfile

import docx
import pytest

from mocgioi.domain.position import Position
from mocgioi.domain.vocabulary import CODE_LISTS, REPORT_AT_ONCE
from mocgioi.outputs.minutes import MinutesFacts, damage_minutes

HOSTILE = "</w:t><w:p>=1+1\n\x00\x1b\u202e\ud800&amp;{number}"
GATE = Position(106.7111227, 21.9706221)
FACTS = MinutesFacts(
    number="1088/2",
    drafted_on="2026-11-22",
    condition="missing",
    commune="Hoàng Văn Thụ",
    post="Cửa khẩu Tân Thanh",
    observed_on="2026-11-20",
    observer="Nguyễn Văn A",
    evidence="Báo cáo của Đồn Biên phòng Ba Sơn, kiểm tra ngày 20/11/2026",
    grouping="single",
    size="medium",
    material="granite",
    register=GATE,
    measured=Position(106.7112, 21.9707, 8.0, "gps"),
    off_m=11.7,
    note="Chỉ còn đế",
    photos=("IMG_001.jpg",),
    road_status="built",
)
BARE = MinutesFacts(number="1116", drafted_on="2026-11-22")


def lines_of(content: bytes) -> list[str]:
    """Return every paragraph of a document, those in tables after the others."""
    document = docx.Document(io.BytesIO(content))
    cells = [c for table in document.tables for row in table.rows for c in row.cells]
    return [
        paragraph.text
        for holder in (document, *cells)
        for paragraph in holder.paragraphs
        if paragraph.text
    ]


def line(content: bytes, start: str) -> str:
    return next(text for text in lines_of(content) if text.startswith(start))


def test_what_is_known_stands_in_the_minutes() -> None:
    content = damage_minutes(FACTS)
    assert line(content, "Tình trạng mốc") == "Tình trạng mốc: bị mất."
    assert line(content, "Ngày phát hiện") == "Ngày phát hiện: 20/11/2026."
    assert line(content, "Người phát hiện") == "Người phát hiện: Nguyễn Văn A."
    assert (
        line(content, "Căn cứ")
        == "Căn cứ: Báo cáo của Đồn Biên phòng Ba Sơn, kiểm tra ngày 20/11/2026."
    )
    assert line(content, "Tại") == "Tại: mốc giới số 1088/2, xã Hoàng Văn Thụ, tỉnh Lạng Sơn."
    assert line(content, "Loại").endswith("mốc phụ, mốc đơn, trung, đá hoa cương.")


def test_what_is_not_known_is_a_dotted_line() -> None:
    content = damage_minutes(BARE)
    document = docx.Document(io.BytesIO(content))
    for start in ("Tình trạng mốc", "Ngày phát hiện", "Tọa độ trong hồ sơ", "Ảnh kèm theo"):
        (found,) = [p for p in document.paragraphs if p.text.startswith(start)]
        assert found.text == f"{start}: \t"
        (stop,) = found.paragraph_format.tab_stops
        assert stop.leader is not None
        assert "DOTS" in stop.leader.name


def test_a_position_is_printed_as_vietnamese_sheets_do() -> None:
    said = line(damage_minutes(FACTS), "Tọa độ trong hồ sơ")
    assert "X = 2.430.512,8 m; Y = 444.152,8 m (VN-2000 / TM-3 107-15)" in said
    assert "WGS 84: 21,9706221; 106,7111227" in said


def test_a_reading_is_compared_with_the_register() -> None:
    said = line(damage_minutes(FACTS), "Tọa độ đo khi kiểm tra")
    assert said.endswith("cách tọa độ trong hồ sơ 12 m; sai số máy 8 m.")


@pytest.mark.parametrize("condition", CODE_LISTS["marker_condition"])
def test_only_what_must_be_reported_at_once_says_so(condition: str) -> None:
    said = "\n".join(lines_of(damage_minutes(FACTS._replace(condition=condition))))
    assert ("BÁO NGAY" in said) == ("Điều 29" in said) == (condition in REPORT_AT_ONCE)


def test_the_rules_of_repair_are_named() -> None:
    said = "\n".join(lines_of(damage_minutes(BARE)))
    for rule in ("10 ngày", "song ngữ", "ảnh", "tọa độ đo lại"):
        assert rule in said


def test_the_layout_is_the_decrees() -> None:
    document = docx.Document(io.BytesIO(damage_minutes(FACTS)))
    (section,) = document.sections
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides if side is not None] == [20, 20, 30, 15]
    assert section.different_first_page_header_footer
    assert 'w:instr="PAGE"' in section.header._element.xml
    left, right = document.tables[0].rows[0].cells
    assert left.text.splitlines()[1] == "ĐỒN BIÊN PHÒNG CỬA KHẨU TÂN THANH"
    assert right.text.splitlines()[:2] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert document.paragraphs[0].text == "BIÊN BẢN"
    assert document.styles["Normal"].font.name == "Times New Roman"


def test_made_up_data_says_so_above_the_title_and_on_every_page() -> None:
    document = docx.Document(io.BytesIO(damage_minutes(FACTS._replace(illustrative=True))))
    assert document.paragraphs[0].text == "SỐ LIỆU MINH HỌA"
    (section,) = document.sections
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text.startswith("SỐ LIỆU MINH HỌA")


def test_a_hostile_text_stays_a_text() -> None:
    facts = FACTS._replace(
        observer=HOSTILE, note=HOSTILE, post=HOSTILE, commune=HOSTILE, photos=(HOSTILE,)
    )
    content = damage_minutes(facts)
    shown = "</w:t><w:p>=1+1 &amp;{number}"
    assert line(content, "Người phát hiện") == f"Người phát hiện: {shown}."
    assert len(lines_of(content)) == len(lines_of(damage_minutes(FACTS)))


def test_the_minutes_can_be_had_in_english() -> None:
    content = damage_minutes(FACTS, "en")
    assert line(content, "Condition of the marker") == "Condition of the marker: missing."
    assert line(content, "REPORT AT ONCE").endswith("(Law on National Borders 2003, Article 29).")


def test_the_same_facts_give_the_same_bytes() -> None:
    content = damage_minutes(FACTS)
    assert content == damage_minutes(FACTS)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        core = package.read("docProps/core.xml").decode()
    assert "2026-11-22T00:00:00Z" in core
    assert "2013" not in core
