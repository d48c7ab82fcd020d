"""What must be reported at once (BÁO NGAY), and what may have to be, in sentences.

The one place that words an alarm: receipts, `status`, report, map and weekly page take their
sentences from here.
"""

from __future__ import annotations

from collections.abc import Sequence

from mocgioi.domain.vocabulary import label
from mocgioi.errors import Language, Text
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.wording import day, number, one_line, say, source_of
from mocgioi.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from mocgioi.documents.cases import AlarmFacts, PossibleCase
    from mocgioi.documents.coverage import Alarm

_LONGEST = 120
"""Characters of a row's own words that a sentence quotes."""

_LACKS = {
    "decision": Text(
        "chờ quyết định: các phiếu ghi khác nhau", "waits for a decision: reports differ"
    ),
    "held": Text("chờ quyết định: dòng bị giữ lại", "waits for a decision: the row is held"),
    "corrected": Text(
        "cùng người kiểm tra nộp lại ghi khác", "the observer submitted again and said otherwise"
    ),
    "damage": Text(
        "đang sửa chữa mà chưa có lần nào ghi hư hỏng", "under repair, and no damage was recorded"
    ),
    "first_hand": Text("chưa rõ mốc có bị mất hay không", "not known whether the marker is lost"),
    "condition": Text(
        "chỉ nêu trong ghi chú, chưa chọn tình trạng mốc",
        "said in a note only, no condition chosen",
    ),
    "otherwise": Text(
        "ghi chú nói khác tình trạng mốc đã chọn", "the note says otherwise than the condition"
    ),
    "marker": Text("thiếu số hiệu mốc", "no marker number"),
    "day": Text("thiếu hoặc sai ngày kiểm tra", "no day, or a wrong one"),
    "rejected": Text("dòng bị loại", "row not taken"),
    "unread": Text("nằm ở chỗ chương trình không đọc", "stands where nothing is read"),
}
_UNKNOWN = Text("«{}» không có trong sổ đăng ký mốc", "“{}” is no marker of the register")
_REASONS = {
    "marker-condition-unknown": Text("không hiểu tình trạng mốc", "condition not understood"),
    "status-unknown": Text("không hiểu tình trạng đường", "road status not understood"),
    "road-condition-unknown": Text("không hiểu chất lượng đường", "road condition not understood"),
    "status-missing": Text("chưa ghi tình trạng", "no state given"),
    "submission-rejected": Text("phiếu đã bị từ chối", "submission rejected in its tool"),
    "field-count": Text("sai số ô", "wrong number of cells"),
    "date-future": Text("ngày chưa tới", "the day has not come yet"),
    "cell-error": Text("ô bị lỗi công thức", "a cell has an error value"),
}
"""Why a row was not taken, where a few words say it; the sheet of rejected rows has it in full."""

_POSSIBLE = Text("CÓ THỂ PHẢI BÁO NGAY", "MAY HAVE TO BE REPORTED AT ONCE")
_QUOTED = Text("«{}»", "“{}”")
_ONLY_WORDS = Text("chỉ nêu bằng lời", "in words only")
_NO_NUMBER = Text("không rõ mốc nào", "marker not known")
_OTHERS = Text("và {count} dòng khác", "and {count} more rows")
_SHEET = Text("trang «{}»", "sheet “{}”")


def sure_sentence(count: int, lang: Language) -> str:
    """Return the sentence that heads what must be reported at once."""
    return say("report_at_once", lang, count=quantity(count, "marker", lang))


def possible_sentence(count: int, lang: Language) -> str:
    """Return the sentence that heads what may have to be reported at once."""
    return say("perhaps_at_once", lang, count=quantity(count, "case", lang))


def possible_word(lang: Language) -> str:
    """Return what stands before one thing that may have to be reported at once."""
    return _POSSIBLE.to(lang)


def sure_item(entry: Alarm, lang: Language) -> str:
    """Return a marker that must be reported: ``1116 (bị mất, từ 05/11/2025)``."""
    parts = [label("marker_condition", entry["condition"], lang)]
    if entry["since"]:
        parts.append(say("since", lang, day=day(entry["since"], lang)))
    return one_line(f"{entry['number']} ({', '.join(parts)})")


def possible_item(entry: PossibleCase, lang: Language) -> str:
    """Return what may have to be reported: marker, what is said, where, and what is lacking."""
    said = alarm_text(entry["alarms"][0], lang)
    others = len(entry["alarms"]) - 1
    if others:
        said += f"; {_OTHERS.to(lang).format(count=number(others, lang))}"
    return one_line(f"{entry['number'] or named(entry['alarms'][0], lang)} ({said})")


def row_item(alarm: AlarmFacts, lang: Language) -> str:
    """Return one row that may say so: its marker, and `alarm_text`."""
    return possible_item(
        {"subject": alarm["id"], "number": alarm["number"], "alarms": [alarm]}, lang
    )


def alarm_text(alarm: AlarmFacts, lang: Language) -> str:
    """Return what a row says, where it stands, and what is lacking."""
    parts = [says(alarm, lang), _place(alarm, lang), lacking(alarm, lang)]
    return one_line("; ".join(filter(None, parts)))


def possible_items(entries: Sequence[PossibleCase], lang: Language) -> list[str]:
    """Return `possible_item` of each."""
    return [possible_item(entry, lang) for entry in entries]


def named(alarm: AlarmFacts, lang: Language) -> str:
    """Return the marker of a row: its number, else as it is written, else that it is not known."""
    if alarm["number"]:
        return alarm["number"]
    written = alarm["written"]
    return _QUOTED.to(lang).format(_cut(written)) if written else _NO_NUMBER.to(lang)


def says(alarm: AlarmFacts, lang: Language) -> str:
    """Return what a row says: its condition, or its own words; and the day."""
    if alarm["condition"]:
        said = label("marker_condition", alarm["condition"], lang)
    else:
        words = alarm["words"]
        said = _QUOTED.to(lang).format(_cut(words)) if words else _ONLY_WORDS.to(lang)
    on = alarm["observed_on"]
    return f"{said}, {day(on, lang)}" if on else said


def _place(alarm: AlarmFacts, lang: Language) -> str:
    """Return where a row stands: file, sheet, row."""
    parts = [source_of(alarm["file"], lang)] if alarm["file"] else []
    if alarm["sheet"] and alarm["sheet"] != alarm["file"]:
        parts.append(_SHEET.to(lang).format(_cut(alarm["sheet"])))
    if alarm["row"] is not None:
        parts.append(say("evidence.row", lang, row=str(alarm["row"])))
    return ", ".join(parts)


def lacking(alarm: AlarmFacts, lang: Language) -> str:
    """Return what an alarm lacks to be sure, in words."""
    parts = []
    for lack in alarm["lacks"]:
        if lack == "marker" and alarm["written"]:
            parts.append(_UNKNOWN.to(lang).format(_cut(alarm["written"])))
        elif lack == "rejected":
            known = [_REASONS[code].to(lang) for code in alarm["reasons"] if code in _REASONS]
            why = f" ({', '.join(known)})" if known else ""
            parts.append(_LACKS[lack].to(lang) + why)
        else:
            parts.append(_LACKS[lack].to(lang))
    return ", ".join(parts)


def _cut(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
