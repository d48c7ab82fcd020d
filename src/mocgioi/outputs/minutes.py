"""A draft of the minutes (biên bản) about a damaged, displaced or missing marker, as DOCX.

What is known stands in it, the rest is dotted lines for the people at the marker. Layout:
NĐ 30/2020/NĐ-CP, Phụ lục I (A4, Times New Roman, issuing body left, national title and motto
right, page number in the top margin from page 2). Duties: Luật Biên giới quốc gia 2003, Điều 29,
and the rules of repair: notice of 10 days, bilingual minutes, photographs, a new measurement.
"""

from __future__ import annotations

from typing import NamedTuple

from mocgioi.domain.counting import is_alarm
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.domain.vocabulary import label
from mocgioi.errors import Language, Text
from mocgioi.outputs.paper.docx_writing import Writing
from mocgioi.outputs.paper.letterhead import Letterhead
from mocgioi.outputs.wording import day, number, one_line, say
from mocgioi.words.of_law import REPORT_AT_ONCE

_WORDS: dict[str, Text] = {
    "body.above": Text("BAN CHỈ HUY BĐBP TỈNH LẠNG SƠN", "LANG SON BORDER GUARD COMMAND"),
    "body": Text("ĐỒN BIÊN PHÒNG {post}", "BORDER POST {post}"),
    "sign": Text("Số: ……/BB-ĐBP", "No.: ……/BB-ĐBP"),
    "place": Text("Lạng Sơn, ngày …… tháng …… năm {year}", "Lạng Sơn, …………… {year}"),
    "draft": Text("DỰ THẢO lập ngày {day} từ số liệu đã nhập", "DRAFT of {day} from recorded data"),
    "title": Text("BIÊN BẢN", "MINUTES"),
    "about": Text(
        "Ghi nhận tình trạng mốc giới số {number}", "Condition of border marker {number}"
    ),
    "duty": Text(
        "BÁO NGAY: mốc {condition}. Phải báo cáo ngay và thông báo cho phía bên kia "
        f"({REPORT_AT_ONCE.vi}).",
        "REPORT AT ONCE: the marker is {condition}. Report it at once; the other side is notified "
        f"({REPORT_AT_ONCE.en}).",
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
        observed_on: ISO day the damage was seen; observer: by whom.
        evidence: whose report of which day says so.
        grouping, size, material: codes of the register.
        register: the register position; measured: where the surveyor stood (both EPSG:4326).
        off_m: metres between the two.
        note: what the surveyor wrote; photos: names of the photographs, with day and place.
        reported, notified: what is recorded of the report and of the other side's notice.
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
    measured: Position | None = None
    off_m: float | None = None
    note: str | None = None
    photos: tuple[str, ...] = ()
    road_status: str | None = None
    reported: str | None = None
    notified: str | None = None
    illustrative: bool = False


def damage_minutes(facts: MinutesFacts, lang: Language = "vi") -> bytes:
    """Return the draft minutes as a DOCX file; the same facts, the same bytes."""
    writing = _Minutes(lang, f"{_WORDS['title'].to(lang)} {facts.number}")
    draft = writing.word("draft", day=day(facts.drafted_on, lang))
    if facts.illustrative:
        draft = f"{say('illustrative', lang)} – {draft}"
    writing.begin(foot=draft)
    writing.head(_letterhead(writing, facts))
    _subject(writing, facts, lang)
    _presence(writing, facts)
    _register(writing, facts, lang)
    _findings(writing, facts, lang)
    _measures(writing, facts)
    who = [writing.word(f"signs.{party}") for party in ("commune", "post", "writer")]
    writing.signatures(who, writing.word("signs.how"))
    return writing.to_bytes(facts.drafted_on)


def _letterhead(writing: _Minutes, facts: MinutesFacts) -> Letterhead:
    post = one_line(facts.post).upper() if facts.post else "……………"
    return Letterhead(
        superior=writing.word("body.above"),
        body=writing.word("body", post=post),
        number=writing.word("sign"),
        dated=writing.word("place", year=facts.drafted_on[:4]),
    )


def _subject(writing: _Minutes, facts: MinutesFacts, lang: Language) -> None:
    """Write the title, what it is about, and the duty to report."""
    if facts.illustrative:
        writing.paragraph(say("illustrative", lang), side="centre", bold=True)
    writing.title(writing.word("title"), writing.word("about", number=facts.number))
    if is_alarm(facts.condition):
        condition = label("marker_condition", facts.condition or "", lang)
        writing.alarm(writing.word("duty", condition=condition))


def _presence(writing: _Minutes, facts: MinutesFacts) -> None:
    writing.heading(writing.word("I"))
    writing.blank("begun")
    place = writing.word("where", number=facts.number)
    commune = facts.commune and writing.word("commune", commune=facts.commune)
    writing.paragraph(f"{place}, {commune}." if commune else f"{place}.")
    for who in ("of.post", "of.commune", "of.others"):
        writing.blank(who, lines=2)


def _register(writing: _Minutes, facts: MinutesFacts, lang: Language) -> None:
    writing.heading(writing.word("II"))
    parts = [label("kind", MarkerNumber.parse(facts.number).kind, lang)]
    for code_list in ("grouping", "size", "material"):
        code = getattr(facts, code_list)
        parts.append(label(code_list, code, lang) if code else "………")
    writing.known("form", ", ".join(parts))
    writing.known("register", _coordinates(facts.register, lang) if facts.register else None)


def _findings(writing: _Minutes, facts: MinutesFacts, lang: Language) -> None:
    writing.heading(writing.word("III"))
    condition = label("marker_condition", facts.condition, lang) if facts.condition else None
    writing.known("condition", condition)
    writing.known("seen", day(facts.observed_on, lang) if facts.observed_on else None)
    writing.known("observer", facts.observer)
    writing.known("evidence", facts.evidence)
    writing.known("found", _measured(writing, facts, lang))
    writing.blank("again")
    writing.paragraph(writing.word("parts"))
    writing.blank("extent", lines=2)
    writing.blank("cause", lines=2)
    if facts.note:
        writing.known("note", facts.note)
    if facts.road_status:
        writing.known("road", label("road_status", facts.road_status, lang))
    writing.known("photos", "; ".join(facts.photos) or None)


def _measured(writing: _Minutes, facts: MinutesFacts, lang: Language) -> str | None:
    if facts.measured is None:
        return None
    parts = [_coordinates(facts.measured, lang)]
    if facts.off_m is not None:
        parts.append(writing.word("off", metres=number(facts.off_m, lang)))
    if facts.measured.accuracy_m is not None:
        parts.append(writing.word("accuracy", metres=number(facts.measured.accuracy_m, lang)))
    return "; ".join(parts)


def _measures(writing: _Minutes, facts: MinutesFacts) -> None:
    writing.heading(writing.word("IV"))
    writing.known("reported", facts.reported)
    writing.known("notified", facts.notified)
    writing.blank("proposal", lines=2)
    writing.paragraph(writing.word("repair"))
    writing.paragraph(writing.word("ended"))


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


class _Minutes(Writing):
    """Minutes being written: what is known stands under its name, the rest is dotted lines."""

    def word(self, key: str, **named: str) -> str:
        """Return the words of `key`, with the `named` parts put in."""
        return _WORDS[key].to(self.lang).format(**named)

    def known(self, key: str, value: str | None) -> None:
        """Write what is known under its name, or a dotted line."""
        if value is None:
            self.blank(key)
        else:
            self.paragraph(f"{self.word(key)}: {value}.")

    def blank(self, key: str, lines: int = 1) -> None:
        """Write a name and dotted lines to write on."""
        self.dotted(f"{self.word(key)}:")
        for _ in range(lines - 1):
            self.dotted("")
