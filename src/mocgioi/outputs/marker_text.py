"""One marker, and what waits for a person, as text."""

from __future__ import annotations

from typing import Any

from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.errors import Language, Text
from mocgioi.outputs.receipts import ALARM
from mocgioi.outputs.wording import LABELS, day, instant, number, one_line, source_of, value_text

ASPECTS = {
    "existence": Text("có trong sổ đăng ký", "in the register"),
    "need_road": LABELS["aspect.need_road"],
    "commune": Text("xã", "commune"),
    "post": Text("đồn", "post"),
    "register_position": Text("toạ độ sổ đăng ký", "register position"),
    "road_status": Text("tình trạng đường", "road status"),
    "road_condition": Text("chất lượng đường", "road condition"),
    "marker_condition": Text("tình trạng mốc", "marker condition"),
    "position": Text("vị trí đo", "position measured"),
    "note": Text("ghi chú", "note"),
    "photo": Text("ảnh", "photograph"),
}
_VERDICTS = {
    "keep": Text("giữ", "kept"),
    "set_aside": Text("không tính", "set aside"),
    "undone": Text("hoàn tác", "undone"),
    "held": Text("chờ quyết định", "held"),
    "reopened": Text("mở lại", "reopened"),
}
_NEVER = Text("chưa có", "not known")
_SINCE = Text("từ ngày", "since")
_EVIDENCE = Text("căn cứ", "evidence")
_HISTORY = Text("Lịch sử:", "History:")
_PHOTOS = Text("Ảnh:", "Photographs:")
_TAKEN = Text("chụp {}", "taken {}")
_OFF = Text("cách mốc {} m", "{} m from the marker")
_NO_PHOTOS = Text("Mốc {} chưa có ảnh nào.", "Marker {} has no photographs.")
_WAITS = Text("Số liệu chưa thống nhất", "Open disagreements")
_NOTHING_WAITS = Text("Không có số liệu chưa thống nhất.", "Nothing waits for a decision.")
_HELD = Text("vị trí đo xa mốc", "measured far from the marker")
_BEFORE = Text("trước đó", "before it")
_ROW = Text("dòng", "row")
_BEGINNING = Text("từ đầu", "from the beginning")
_HOW = Text(
    "Quyết định: mocgioi conflicts resolve MÃ --keep SỐ_LIỆU --why «lý do»",
    "To decide: mocgioi conflicts resolve ID --keep OBSERVATION --why “reason”",
)
SHORT = 8


def show(document: dict[str, Any], lang: Language) -> str:
    """Return the document ``mocgioi.marker/1`` as text, what must be reported at once first."""
    lines = []
    number = document["number"]
    if document["report_at_once"]:
        condition = label("marker_condition", document["condition"]["value"], lang)
        lines += [ALARM.to(lang).format(number=number, condition=condition), ""]
    places = [document["commune"]["name"], document["post"]["name"]]
    lines.append(" · ".join([number, label("kind", document["kind"], lang), *filter(None, places)]))
    for key, aspect, value in (
        ("need_road", "need_road", "value"),
        ("road", "road_status", "status"),
        ("road_condition", "road_condition", "value"),
        ("condition", "marker_condition", "value"),
    ):
        lines.append(f"  {ASPECTS[aspect].to(lang)}: {_state(document[key], aspect, value, lang)}")
    if document["disagreements"]:
        lines.append(f"  {_WAITS.to(lang)}: {', '.join(document['disagreements'])}")
    if document["photos"]:
        lines += ["", _PHOTOS.to(lang)]
        lines += [f"  {photo_line(photo, lang)}" for photo in document["photos"]]
    lines += ["", _HISTORY.to(lang)]
    lines += [f"  {event_line(event, lang)}" for event in document["history"]]
    return "".join(f"{line}\n" for line in lines)


def _state(state: dict[str, Any], aspect: str, value: str, lang: Language) -> str:
    if state[value] is None:
        return _NEVER.to(lang)
    text = value_text(aspect, state[value], lang)
    if state["observed_on"]:
        text += f", {_SINCE.to(lang)} {day(state['observed_on'], lang)}"
    where = _place(state, lang)
    return f"{text} ({_EVIDENCE.to(lang)}: {where})" if where else text


def _place(event: dict[str, Any], lang: Language) -> str:
    if not event["file"]:
        return ""
    row = f", {_ROW.to(lang)} {event['row']}" if event["row"] is not None else ""
    return f"{source_of(event['file'], lang)}{row}"


def photo_line(photo: dict[str, Any], lang: Language) -> str:
    """Return one photograph as a line: name, when and how far from the marker it was taken."""
    parts = [
        one_line(photo["name"]),
        _TAKEN.to(lang).format(instant(photo["taken_at"], lang)) if photo["taken_at"] else "",
        _OFF.to(lang).format(number(photo["distance_m"], lang))
        if photo["distance_m"] is not None
        else "",
        _place(photo, lang),
    ]
    return " · ".join(filter(None, parts))


def no_photos(marker: str, lang: Language) -> str:
    """Return the sentence that a marker has no photographs."""
    return _NO_PHOTOS.to(lang).format(marker)


def event_line(event: dict[str, Any], lang: Language) -> str:
    """Return one observation as a line: day, what, value, where from, who, what was decided."""
    aspect = event["aspect"]
    value = value_text(aspect, event["value"], lang) if aspect in CODE_LISTS else event["name"]
    parts = [
        event["observation"][:SHORT],
        day(event["observed_on"], lang) if event["observed_on"] else _BEGINNING.to(lang),
        ASPECTS[aspect].to(lang) + ("" if aspect == "existence" else f": {value}"),
        _place(event, lang),
        event["observer"] or "",
    ]
    line = " · ".join(filter(None, parts))
    for decision in event["decisions"]:
        who = ", ".join(filter(None, [decision["decided_by"], decision["why"]]))
        when = instant(decision["recorded_at"], lang)
        line += f"\n      {_VERDICTS[decision['verdict']].to(lang)} {when}"
        line += f" ({who})" if who else ""
    return line


def disagreements(document: dict[str, Any], lang: Language) -> str:
    """Return the document ``mocgioi.conflicts/1`` as text, each with both sides' evidence."""
    if not document["conflicts"]:
        return _NOTHING_WAITS.to(lang) + "\n"
    lines = [f"{_WAITS.to(lang)} ({len(document['conflicts'])}):"]
    for conflict in document["conflicts"]:
        reason = _HELD.to(lang) if conflict["reason"] == "held" else ""
        about = ASPECTS[conflict["aspect"]].to(lang)
        on = day(conflict["observed_on"], lang) if conflict["observed_on"] else ""
        head = " · ".join(filter(None, [conflict["marker"], about, on, reason]))
        lines += ["", f"{conflict['id']}  {head}"]
        lines += [f"  {event_line(side, lang)}" for side in conflict["sides"]]
        if conflict["standing"]:
            lines.append(f"  {_BEFORE.to(lang)}: {event_line(conflict['standing'], lang)}")
    lines += ["", _HOW.to(lang)]
    return "".join(f"{line}\n" for line in lines)
