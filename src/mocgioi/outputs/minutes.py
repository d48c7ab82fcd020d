"""A draft of the minutes (biên bản) about a damaged, displaced or missing marker, as DOCX.

What is known stands in it, the rest is dotted lines for the people at the marker. Layout:
NĐ 30/2020/NĐ-CP, Phụ lục I (A4, Times New Roman, issuing body left, national title and motto
right, page number in the top margin from page 2). Duties: Luật Biên giới quốc gia 2003, Điều 29,
and the rules of repair: notice of 10 days, bilingual minutes, photographs, a new measurement.
"""

from __future__ import annotations

import io
from typing import Any, NamedTuple

from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.domain.vocabulary import REPORT_AT_ONCE, label
from mocgioi.errors import Language, Text
from mocgioi.outputs.sheets.package import sealed
from mocgioi.outputs.wording import day, number, one_line, say

_FONT = "Times New Roman"
_TEXT_WIDTH_MM = 165
"""A4 less 30 mm left and 15 mm right."""

_WORDS: dict[str, Text] = {
    "nation": Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM"),
    "motto": Text("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness"),
    "body.above": Text("BAN CHỈ HUY BĐBP TỈNH LẠNG SƠN", "LANG SON BORDER GUARD COMMAND"),
    "body": Text("ĐỒN BIÊN PHÒNG {post}", "BORDER POST {post}"),
    "sign": Text("Số:       /BB-ĐBP", "No.:       /BB-ĐBP"),
    "place": Text("Lạng Sơn, ngày      tháng      năm {year}", "Lạng Sơn,            {year}"),
    "draft": Text("DỰ THẢO lập ngày {day} từ số liệu đã nhập", "DRAFT of {day} from recorded data"),
    "title": Text("BIÊN BẢN", "MINUTES"),
    "about": Text(
        "Ghi nhận tình trạng mốc giới số {number}", "Condition of border marker {number}"
    ),
    "duty": Text(
        "BÁO NGAY: mốc {condition}. Phải báo cáo ngay và thông báo cho phía bên kia (Luật Biên "
        "giới quốc gia 2003, Điều 29).",
        "REPORT AT ONCE: the marker is {condition}. Report it at once; the other side is notified "
        "(Law on National Borders 2003, Article 29).",
    ),
    "I": Text("I. Thời gian, địa điểm, thành phần", "I. Time, place and those present"),
    "begun": Text("Bắt đầu lúc", "Begun at"),
    "where": Text("Tại: mốc giới số {number}", "At: border marker {number}"),
    "commune": Text("xã {commune}, tỉnh Lạng Sơn", "commune {commune}, Lạng Sơn province"),
    "of.post": Text("Đại diện Đồn Biên phòng (họ tên, chức vụ)", "For the border post"),
    "of.commune": Text("Đại diện UBND xã (họ tên, chức vụ)", "For the commune"),
    "of.others": Text("Thành phần khác (họ tên, chức vụ)", "Others present"),
    "II": Text("II. Mốc giới theo hồ sơ", "II. The marker in the register"),
    "form": Text("Loại, kiểu, cỡ, chất liệu", "Kind, grouping, size, material"),
    "register": Text("Tọa độ trong hồ sơ", "Position in the register"),
    "III": Text("III. Hiện trạng", "III. What was found"),
    "condition": Text("Tình trạng mốc", "Condition of the marker"),
    "seen": Text("Ngày phát hiện", "Seen on"),
    "observer": Text("Người phát hiện", "Seen by"),
    "evidence": Text("Căn cứ", "Evidence"),
    "found": Text("Tọa độ đo khi kiểm tra", "Position found"),
    "off": Text(
        "cách tọa độ trong hồ sơ {metres} m", "{metres} m from the position in the register"
    ),
    "accuracy": Text("sai số máy {metres} m", "claimed accuracy {metres} m"),
    "again": Text("Tọa độ đo lại (X, Y, độ cao)", "Position measured again"),
    "parts": Text(
        "Bộ phận: ☐ thân mốc  ☐ chân mốc  ☐ đế mốc  ☐ sân mốc  ☐ kè bảo vệ mốc",
        "Parts: ☐ body  ☐ foot  ☐ base  ☐ apron  ☐ protecting wall",
    ),
    "extent": Text("Mô tả hư hỏng, kích thước", "The damage and its size"),
    "cause": Text("Nguyên nhân, thời điểm xảy ra", "Cause, and when it happened"),
    "note": Text("Ghi chú khi kiểm tra", "Note of the survey"),
    "road": Text("Đường nhánh lên mốc", "Access road"),
    "photos": Text("Ảnh kèm theo", "Photographs"),
    "IV": Text("IV. Đã xử lý và kiến nghị", "IV. What was done, and what is proposed"),
    "reported": Text("Đã báo cáo (cơ quan, giờ, ngày)", "Reported to, time and day"),
    "notified": Text("Đã thông báo cho phía bên kia (ngày)", "The other side was notified on"),
    "proposal": Text("Kiến nghị", "Proposal"),
    "repair": Text(
        "Sửa chữa, khôi phục: thông báo cho phía bên kia trước ít nhất 10 ngày; lập biên bản song "
        "ngữ, kèm ảnh và tọa độ đo lại.",
        "Repair: the other side has at least 10 days' notice; bilingual minutes with photographs "
        "and the position measured again.",
    ),
    "ended": Text(
        "Biên bản kết thúc lúc ……… giờ ……… ngày ……/……/………, lập thành ……… bản, đã đọc cho mọi "
        "người cùng nghe và ký tên.",
        "Closed at ……… on ……/……/………, in ……… copies, read to all present and signed.",
    ),
    "signs.commune": Text("ĐẠI DIỆN UBND XÃ", "FOR THE COMMUNE"),
    "signs.post": Text("ĐẠI DIỆN ĐỒN BIÊN PHÒNG", "FOR THE BORDER POST"),
    "signs.writer": Text("NGƯỜI LẬP BIÊN BẢN", "WRITTEN BY"),
    "signs.how": Text("(Ký, ghi rõ họ tên)", "(Signature and name)"),
}


class MinutesFacts(NamedTuple):
    """What is known of a marker and of what was found there; None leaves a dotted line.

    Attributes:
        number: the marker's number; commune, post: their names.
        condition: code of the marker's condition; drafted_on: ISO day of the draft.
        observed_on: ISO day it was seen; observer: by whom.
        evidence: where that stands, such as ``phieu.xlsx, dòng 7``.
        grouping, size, material: codes of the register.
        register: the register position; found: where the surveyor stood (both EPSG:4326).
        off_m: metres between the two.
        note: what the surveyor wrote; photos: names of the photographs, with day and place.
        road_status: code. illustrative: any of it is made up.
    """

    number: str
    drafted_on: str
    condition: str | None = None
    commune: str | None = None
    post: str | None = None
    observed_on: str | None = None
    observer: str | None = None
    evidence: str | None = None
    grouping: str | None = None
    size: str | None = None
    material: str | None = None
    register: Position | None = None
    found: Position | None = None
    off_m: float | None = None
    note: str | None = None
    photos: tuple[str, ...] = ()
    road_status: str | None = None
    illustrative: bool = False


def damage_minutes(facts: MinutesFacts, lang: Language = "vi") -> bytes:
    """Return the draft minutes as a DOCX file; the same facts, the same bytes."""
    import docx

    document = docx.Document()
    writing = _Writing(document, lang)
    writing.set_up(facts)
    writing.head(facts)
    writing.subject(facts)
    _presence(writing, facts)
    _register(writing, facts, lang)
    _findings(writing, facts, lang)
    _measures(writing)
    writing.signatures()
    target = io.BytesIO()
    document.save(target)
    return sealed(target.getvalue(), facts.drafted_on)


def _presence(writing: _Writing, facts: MinutesFacts) -> None:
    writing.section("I")
    writing.blank("begun")
    place = writing.word("where", number=facts.number)
    commune = facts.commune and writing.word("commune", commune=facts.commune)
    writing.text(f"{place}, {commune}." if commune else f"{place}.")
    for who in ("of.post", "of.commune", "of.others"):
        writing.blank(who, lines=2)


def _register(writing: _Writing, facts: MinutesFacts, lang: Language) -> None:
    writing.section("II")
    said = [label("kind", MarkerNumber.parse(facts.number).kind, lang)]
    for code_list in ("grouping", "size", "material"):
        code = getattr(facts, code_list)
        said.append(label(code_list, code, lang) if code else "………")
    writing.known("form", ", ".join(said))
    writing.known("register", _coordinates(facts.register, lang) if facts.register else None)


def _findings(writing: _Writing, facts: MinutesFacts, lang: Language) -> None:
    writing.section("III")
    condition = label("marker_condition", facts.condition, lang) if facts.condition else None
    writing.known("condition", condition)
    writing.known("seen", day(facts.observed_on, lang) if facts.observed_on else None)
    writing.known("observer", facts.observer)
    writing.known("evidence", facts.evidence)
    writing.known("found", _found(writing, facts, lang))
    writing.blank("again")
    writing.text(writing.word("parts"))
    writing.blank("extent", lines=2)
    writing.blank("cause", lines=2)
    if facts.note:
        writing.known("note", facts.note)
    if facts.road_status:
        writing.known("road", label("road_status", facts.road_status, lang))
    writing.known("photos", "; ".join(facts.photos) or None)


def _found(writing: _Writing, facts: MinutesFacts, lang: Language) -> str | None:
    if facts.found is None:
        return None
    said = [_coordinates(facts.found, lang)]
    if facts.off_m is not None:
        said.append(writing.word("off", metres=number(facts.off_m, lang)))
    if facts.found.accuracy_m is not None:
        said.append(writing.word("accuracy", metres=number(facts.found.accuracy_m, lang)))
    return "; ".join(said)


def _measures(writing: _Writing) -> None:
    writing.section("IV")
    writing.blank("reported")
    writing.blank("notified")
    writing.blank("proposal", lines=2)
    writing.text(writing.word("repair"))
    writing.text(writing.word("ended"))


def _coordinates(position: Position, lang: Language) -> str:
    """Return a position in VN-2000 as Vietnamese sheets print it, and in degrees.

    X is northing and Y easting, metres of EPSG:9215.
    """
    import numpy as np

    from mocgioi.domain.crs import crs_name, to_metric

    easting, northing = to_metric(np.array([position.longitude]), np.array([position.latitude]))
    metres = (number(float(value[0]), lang, 1) for value in (northing, easting))
    degrees = (number(value, lang, 7) for value in (position.latitude, position.longitude))
    return "X = {} m; Y = {} m ({}); WGS 84: {}; {}".format(
        *metres, crs_name("EPSG:9215"), *degrees
    )


class _Writing:
    """A DOCX document being written."""

    def __init__(self, document: Any, lang: Language) -> None:
        self._document = document
        self._lang = lang

    def word(self, key: str, **named: str) -> str:
        return _WORDS[key].to(self._lang).format(**named)

    def set_up(self, facts: MinutesFacts) -> None:
        """Set paper, margins, font and the head of the pages."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml.ns import qn
        from docx.shared import Mm, Pt

        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        section.header_distance = Mm(10)
        section.different_first_page_header_footer = True
        style = self._document.styles["Normal"]
        style.font.name, style.font.size = _FONT, Pt(13)
        for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
            style.element.rPr.rFonts.set(qn(script), _FONT)
        style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.space_after = Pt(6)
        _page_number(section.header.paragraphs[0])
        section.header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        draft = self.word("draft", day=day(facts.drafted_on, self._lang))
        if facts.illustrative:
            draft = f"{say('illustrative', self._lang)} · {draft}"
        for footer in (section.footer, section.first_page_footer):
            run = footer.paragraphs[0].add_run(draft)
            run.italic, run.font.size = True, Pt(10)
            footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        properties = self._document.core_properties
        properties.author, properties.comments = "mocgioi", ""
        properties.title = f"{self.word('title')} {facts.number}"

    def head(self, facts: MinutesFacts) -> None:
        """Write the issuing body on the left, national title and motto on the right."""
        post = one_line(facts.post).upper() if facts.post else "……………"
        year = facts.drafted_on[:4]
        left = [self.word("body.above"), self.word("body", post=post), self.word("sign")]
        right = [self.word("nation"), self.word("motto"), self.word("place", year=year)]
        cells = self._columns((65, 100))
        self._stack(cells[0], left, bold=(1,))
        self._stack(cells[1], right, bold=(0, 1), italic=(2,))
        cells[1].paragraphs[1].runs[0].underline = True

    def subject(self, facts: MinutesFacts) -> None:
        """Write the title, what it is about, and the duty to report."""
        from docx.shared import RGBColor

        if facts.illustrative:
            self._centred(say("illustrative", self._lang))
        self._centred(self.word("title"), size=14, before=12)
        self._centred(self.word("about", number=facts.number))
        if facts.condition in REPORT_AT_ONCE:
            condition = label("marker_condition", facts.condition or "", self._lang)
            paragraph = self.text(self.word("duty", condition=condition))
            paragraph.runs[0].bold = True
            paragraph.runs[0].font.color.rgb = RGBColor(0xB3, 0x00, 0x1B)

    def section(self, key: str) -> None:
        """Write the heading of a part."""
        paragraph = self.text(self.word(key))
        paragraph.runs[0].bold = True
        paragraph.paragraph_format.keep_with_next = True

    def text(self, text: str) -> Any:
        """Write a paragraph and return it."""
        return self._document.add_paragraph(one_line(text))

    def known(self, key: str, value: str | None) -> None:
        """Write what is known under its name, or a dotted line."""
        if value is None:
            self.blank(key)
        else:
            self.text(f"{self.word(key)}: {value}.")

    def blank(self, key: str, lines: int = 1) -> None:
        """Write a name and dotted lines to write on."""
        from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
        from docx.shared import Mm

        for line in range(lines):
            lead = f"{self.word(key)}: " if line == 0 else ""
            paragraph = self._document.add_paragraph(f"{lead}\t")
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(Mm(_TEXT_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)

    def signatures(self) -> None:
        """Write who signs, side by side."""
        for cell, who in zip(
            self._columns((55, 55, 55)),
            ("signs.commune", "signs.post", "signs.writer"),
            strict=True,
        ):
            self._stack(cell, [self.word(who), self.word("signs.how")], bold=(0,), italic=(1,))

    def _columns(self, widths_mm: tuple[int, ...]) -> list[Any]:
        from docx.shared import Mm

        table = self._document.add_table(rows=1, cols=len(widths_mm))
        table.autofit = False
        cells = list(table.rows[0].cells)
        for cell, column, width in zip(cells, table.columns, widths_mm, strict=True):
            column.width = cell.width = Mm(width)
        return cells

    def _stack(
        self,
        cell: Any,
        lines: list[str],
        *,
        bold: tuple[int, ...] = (),
        italic: tuple[int, ...] = (),
    ) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        for place, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            run = paragraph.add_run(line)
            run.bold, run.italic, run.font.size = place in bold, place in italic, Pt(12)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = Pt(2)

    def _centred(self, text: str, *, size: int = 13, before: int = 0) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        paragraph = self.text(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(before)
        paragraph.runs[0].bold, paragraph.runs[0].font.size = True, Pt(size)


def _page_number(paragraph: Any) -> None:
    """Put the field of the page number into a paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
