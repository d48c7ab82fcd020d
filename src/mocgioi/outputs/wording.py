"""Words, numbers and dates of what people read, in Vietnamese and in English.

Numbers ``1.234,5``, per cents ``48,6%`` and dates ``31/12/2023`` follow NĐ 30/2020/NĐ-CP in
Vietnamese; English has ``1,234.5``, ``48.6%`` and ``31 December 2023``. Instants are shown in
the time of Việt Nam (UTC+7).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from mocgioi.domain.aspects import ASPECTS, FOLDED
from mocgioi.domain.counting import NOT_REPORTED, STATUS_ORDER
from mocgioi.domain.days import VIETNAM, day_first, day_text
from mocgioi.domain.subjects import heading_of
from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.errors import Hint, Language, Speller, Text, spelled
from mocgioi.outputs.wording_letter import LETTER
from mocgioi.outputs.wording_measures import MEASURES
from mocgioi.outputs.wording_periods import PERIODS
from mocgioi.outputs.wording_sections import SECTIONS
from mocgioi.words.amounts import grouped
from mocgioi.words.of_batches import BY_HAND
from mocgioi.words.of_law import REPORT_AT_ONCE

NOTHING = "–"
"""Stands where there is no figure."""


def number(value: float | None, lang: Language, decimals: int = 0) -> str:
    """Return a number with its thousands grouped: ``1.234,5`` or ``1,234.5``; – for None.

    >>> number(1234.5, "vi", 1), number(1234.5, "en", 1), number(474, "vi")
    ('1.234,5', '1,234.5', '474')
    """
    return NOTHING if value is None else grouped(value, lang, decimals)


def percent(value: float | None, lang: Language) -> str:
    """Return a per cent with one decimal; – for None.

    >>> percent(48.6, "vi"), percent(48.6, "en"), percent(None, "vi")
    ('48,6%', '48.6%', '–')
    """
    return NOTHING if value is None else number(value, lang, 1) + "%"


def day(iso_day: str | None, lang: Language) -> str:
    """Return an ISO day as it is written; – for None.

    >>> day("2023-12-31", "vi"), day("2023-12-31", "en")
    ('31/12/2023', '31 December 2023')
    """
    if iso_day is None:
        return NOTHING
    return day_first(iso_day) if lang == "vi" else _english_day(iso_day, _MONTHS)


def short_day(iso_day: str | None, lang: Language) -> str:
    """Return an ISO day as a cell of a table has it; – for None.

    >>> short_day("2023-12-31", "vi"), short_day("2023-12-31", "en")
    ('31/12/2023', '31 Dec 2023')
    """
    if iso_day is None or lang == "vi":
        return day(iso_day, lang)
    return _english_day(iso_day, [month[:3] for month in _MONTHS])


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def _english_day(iso_day: str, months: Sequence[str]) -> str:
    """Return ``31 December 2023``; a text that is no whole day as it is."""
    parts = iso_day.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return iso_day
    year, month, within = map(int, parts)
    return f"{within} {months[month - 1]} {year}"


def seen_on(iso_day: str | None, lang: Language) -> str:
    """Return the day of an observation; without one it holds from the beginning.

    >>> seen_on("2023-12-31", "vi"), seen_on(None, "en")
    ('ngày 31/12/2023', 'from the beginning')
    """
    if iso_day is None:
        return say("seen.from_the_beginning", lang)
    return say("seen.on", lang, day=day(iso_day, lang))


def instant(utc: str | None, lang: Language) -> str:
    """Return a UTC instant in the time of Việt Nam, to the minute; – for None.

    >>> instant("2026-11-22T20:04:05.678Z", "vi")
    '03:04 ngày 23/11/2026'
    """
    if utc is None:
        return NOTHING
    local = _local(utc)
    clock, iso_day = f"{local:%H:%M}", f"{local:%Y-%m-%d}"
    shown = day(iso_day, lang)
    return f"{clock} ngày {shown}" if lang == "vi" else f"{clock} (UTC+7) on {shown}"


def local_day(utc: str) -> str:
    """Return the day in Việt Nam of a UTC instant.

    >>> local_day("2026-11-22T20:04:05.678Z")
    '2026-11-23'
    """
    return f"{_local(utc):%Y-%m-%d}"


def _local(utc: str) -> datetime:
    return datetime.fromisoformat(utc.replace("Z", "+00:00")).astimezone(VIETNAM)


def one_line(text: str) -> str:
    """Return `text` on one line, without control, bidirectional or invisible characters.

    >>> one_line("Quốc\\nKhánh\\x1b[2J")
    'Quốc Khánh [2J'
    """
    if not text.isprintable():
        for char in set(text):
            if not char.isprintable():
                text = text.replace(char, " ")
    return " ".join(text.split())


def times(as_of: str | None, known_at: str | None, lang: Language) -> list[str]:
    """Return the lines that say of which day and by which knowledge a text is, where asked for.

    >>> times("2023-12-31", None, "vi")
    ['Tính đến ngày 31/12/2023.']
    """
    lines = [say("as_of", lang, day=day(as_of, lang))] if as_of else []
    lines += [say("known_at", lang, instant=instant(known_at, lang))] if known_at else []
    return lines


def source_of(file: str | None, lang: Language) -> str:
    """Return the name of a file that something came from; what was typed in came from none."""
    return say("evidence.entered", lang) if file in (None, "", *BY_HAND) else one_line(file or "")


def value_text(aspect: str, value: str | None, lang: Language) -> str:
    """Return a value of a marker's aspect in words that can stand after the aspect's name.

    >>> value_text("road_status", "built", "en"), value_text("need_road", "no", "en")
    ('built', 'not needed')
    """
    if value is None:
        return say("not_reported", lang) if aspect == "road_status" else NOTHING
    key = f"value.{aspect}.{value}"
    if key in LABELS:
        return say(key, lang)
    if aspect in CODE_LISTS:
        return label(aspect, value, lang)
    return day_text(value).to(lang) if aspect == "road_completed_on" else value


def aspect_name(aspect: str, lang: Language) -> str:
    """Return what an aspect of any subject is called inside a sentence; an unknown one its code.

    `LABELS` has what is told of a marker beside its aspects.

    >>> aspect_name("road_status", "en"), aspect_name("last_seen", "en")
    ('road status', 'last inspected')
    """
    beside = LABELS.get(f"aspect.{aspect}")
    return (beside or heading_of(aspect)).to(lang)


def code_name(code_list: str, code: str, lang: Language) -> str:
    """Return what a code is called, `NOT_REPORTED` among them.

    >>> code_name("road_status", "built", "en"), code_name("road_status", "not_reported", "en")
    ('built', 'not reported')
    """
    return say(NOT_REPORTED, lang) if code == NOT_REPORTED else label(code_list, code, lang)


def heading(column: str, lang: Language) -> str:
    """Return the heading of a column: of an aspect its own, of a road status its name.

    >>> heading("road_condition", "en"), heading("under_construction", "en")
    ('Road condition', 'Under construction')
    """
    if f"column.{column}" in LABELS:
        return say(f"column.{column}", lang)
    if column in FOLDED:
        return FOLDED[column].heading.to(lang)
    if column in STATUS_ORDER:
        name = code_name("road_status", column, lang)
        return name[:1].upper() + name[1:]
    return ASPECTS[column].heading.to(lang)


def hinted(text: Text, lang: Language, hints: Iterable[Hint], spell: Speller, **named: str) -> str:
    """Return a text in `lang`, with the `named` parts and the commands it has places for put in."""
    words = Text(*(version.format(**named) for version in text))
    return spelled(words, hints, spell).to(lang)


def say(key: str, lang: Language, **named: str) -> str:
    """Return the words of `key` in `lang`, with the `named` parts put in."""
    words = LABELS[key].to(lang)
    return words.format(**named) if named else words


LABELS: dict[str, Text] = {
    **SECTIONS,
    **MEASURES,
    **LETTER,
    **PERIODS,
    "report.title": Text(
        "BÁO CÁO Kết quả xây dựng đường nhánh lên kiểm tra mốc (tính đến ngày {day})",
        "REPORT Access roads built to border markers (as of {day})",
    ),
    "illustrative": Text("SỐ LIỆU MINH HỌA", "ILLUSTRATIVE DATA"),
    "illustrative.why": Text(
        "Báo cáo này có số liệu giả định, không dùng làm căn cứ.",
        "Some of the data are made up: this report is not to be relied on.",
    ),
    "part": Text("CHỈ LÀ PHẦN CỦA ĐỒN BIÊN PHÒNG {post}", "ONLY THE PART OF BORDER POST {post}"),
    "as_of": Text("Tính đến ngày {day}.", "As of {day}."),
    "known_at": Text("Theo số liệu đã nhập đến {instant}.", "By the data entered up to {instant}."),
    "head": Text("Mã trạng thái số liệu: {head}.", "State of the data: {head}."),
    "last_recorded_at": Text(
        "Số liệu được nhập gần nhất: {instant}.", "Data last entered: {instant}."
    ),
    "not_reported": Text("chưa có báo cáo", "not reported"),
    "report_at_once": Text(
        f"BÁO NGAY: {{count}} phải báo cáo ngay ({REPORT_AT_ONCE.vi})",
        f"REPORT AT ONCE: {{count}} ({REPORT_AT_ONCE.en})",
    ),
    "perhaps_at_once": Text(
        "CÓ THỂ PHẢI BÁO NGAY: {count} còn thiếu thông tin hoặc chờ quyết định; xác minh ngay "
        f"({REPORT_AT_ONCE.vi})",
        "MAY HAVE TO BE REPORTED AT ONCE: {count} with something lacking or undecided; verify "
        f"at once ({REPORT_AT_ONCE.en})",
    ),
    "at_once": Text("BÁO NGAY", "REPORT AT ONCE"),
    "contested": Text("số liệu chưa thống nhất", "inconsistent reports"),
    "contested.standing": Text("; tạm tính là {value}", "; counted meanwhile as {value}"),
    "more": Text("… và {count} mục khác", "… and {count} more"),
    "since": Text("từ {day}", "since {day}"),
    "next": Text("Lệnh tiếp theo:", "Next:"),
    "share_bar": Text(
        "Biểu đồ: {built} trong {needing} mốc cần có đường đã có đường",
        "Chart: {built} of {needing} markers that need a road have one",
    ),
    "table.commune": Text("Kết quả theo xã", "Results by commune"),
    "table.post": Text("Kết quả theo Đồn Biên phòng", "Results by border post"),
    "table.district": Text(
        "Kết quả theo huyện cũ (trước ngày 01/7/2025)",
        "Results by former district (until 1 July 2025)",
    ),
    "table.funding": Text("Nguồn kinh phí", "Funding"),
    "table.stretch": Text("Kết quả theo đoạn biên giới", "Results by stretch of the border"),
    "table.year": Text("Kết quả theo năm ghi nhận", "Results by year of report"),
    "table.marker": Text("Theo từng mốc", "By marker"),
    "column.no": Text("STT", "No."),
    "column.commune": Text("Xã", "Commune"),
    "column.post": Text("Đồn Biên phòng", "Border post"),
    "column.district": Text("Huyện cũ", "Former district"),
    "column.funding": Text("Nguồn kinh phí", "Funding"),
    "column.stretch": Text("Đoạn biên giới", "Stretch"),
    "column.year": Text("Năm ghi nhận", "Year of report"),
    "column.marker": Text("Số hiệu mốc", "Marker"),
    "column.markers": Text("Tổng số mốc", "Markers"),
    "column.markers_needing_road": Text("Số mốc cần có đường", "Markers that need a road"),
    "column.built": Text("Đã xây dựng (lũy kế)", "Built (cumulative)"),
    "column.in_period": Text("Trong kỳ", "In the period"),
    "column.in_year": Text("Trong năm", "In the year"),
    "column.percent": Text("Tỷ lệ (%)", "Per cent"),
    "column.share": Text("Tỷ trọng (%)", "Share (%)"),
    "column.completed": Text("Năm hoàn thành theo hồ sơ tuyến", "Completed, by the road's papers"),
    "column.since": Text("Từ ngày", "Since"),
    "column.measured": Text("Theo tuyến trên bản đồ", "Measured on the map"),
    "column.evidence": Text("Căn cứ", "Evidence"),
    "column.remarks": Text("Ghi chú", "Remarks"),
    "total": Text("Tổng cộng", "Total"),
    "unplaced": Text("(chưa rõ)", "(not known)"),
    "group.part": Text("{name} (phần của Đồn {post})", "{name} (part of post {post})"),
    "unplaced.commune": Text("(chưa rõ xã)", "(commune not known)"),
    "unplaced.post": Text("(chưa rõ đồn)", "(post not known)"),
    "unplaced.district": Text(
        "(chưa rõ xã, hoặc xã chưa ghi huyện cũ)",
        "(commune not known, or its former district not recorded)",
    ),
    "unplaced.stretch": Text(
        "(chưa rõ vị trí trên đường biên)", "(place along the border not known)"
    ),
    "unplaced.funding": Text(
        "(chưa xây dựng hoặc chưa rõ nguồn)", "(not built, or funding not known)"
    ),
    "unplaced.year": Text("(chưa xây dựng hoặc chưa rõ năm)", "(not built, or year not known)"),
    "unstated.funding": Text("chưa rõ nguồn", "funding not known"),
    "unstated.year": Text("chưa rõ năm", "year not known"),
    "remark.damaged": Text("đường hư hỏng: {count}", "damaged roads: {count}"),
    "remark.report_at_once": Text("mốc bị hư hỏng: {count}", "damaged markers: {count}"),
    "remark.conflicts": Text("số liệu chưa thống nhất: {count}", "inconsistent reports: {count}"),
    "remark.no_markers": Text("chưa có mốc", "no markers"),
    "need.yes": Text("có", "yes"),
    "need.no": Text("không", "no"),
    "need.unknown": Text("chưa rõ", "not known"),
    "evidence.row": Text("dòng {row}", "row {row}"),
    "evidence.entered": Text("ghi trực tiếp", "entered by hand"),
    "aspect.last_seen": Text("lần kiểm tra gần nhất", "last inspected"),
    "seen.on": Text("ngày {day}", "seen {day}"),
    "seen.from_the_beginning": Text("từ đầu", "from the beginning"),
    "value.existence.yes": Text("có mốc này", "has this marker"),
    "value.existence.no": Text("không còn mốc này", "no longer has this marker"),
    "value.need_road.yes": Text("thuộc diện", "needed"),
    "value.need_road.no": Text("không thuộc diện", "not needed"),
}
"""Every text of reports, by key."""
