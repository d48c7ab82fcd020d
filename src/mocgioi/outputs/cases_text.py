"""Cases as text: one line of days each, and what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.domain.cases import NOTICE_DAYS
from mocgioi.domain.vocabulary import label
from mocgioi.errors import HINT, Hint, Language, Speller, Text, plainly
from mocgioi.outputs import alarms
from mocgioi.outputs.wording import day, hinted, instant, number, one_line, say, times

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mocgioi.documents.cases import CaseDue, CaseEntry, CaseRecord, Cases, CaseStep

STEP_LABELS: Mapping[str, Text] = {
    "found": Text("phát hiện", "found"),
    "reported": Text("đã báo cáo", "reported"),
    "notified": Text("đã thông báo phía bên kia", "other side notified"),
    "agreed": Text("đã thống nhất sửa chữa", "repair agreed"),
    "repaired": Text("đã sửa chữa", "repaired"),
    "minutes": Text("biên bản", "minutes"),
    "restored": Text("đã khôi phục", "restored"),
    "closed": Text("kết thúc, không sửa chữa", "closed without repair"),
    "dismissed": Text("không phải báo", "no alarm"),
    "same_as": Text("là của mốc", "is of marker"),
    "withdrawn": Text("rút lại", "taken back"),
}
"""What is done, by event; and ``found`` and ``minutes``, which are none."""

DUE_LABELS: Mapping[str, Text] = {
    "reported": Text("BÁO NGAY", "REPORT AT ONCE"),
    "checked": Text(
        "kiểm tra lại ngay; nếu đúng thì BÁO NGAY",
        "look again at once; if it is so, REPORT AT ONCE",
    ),
    "notified": Text("thông báo cho phía bên kia", "notify the other side"),
    "agreed": Text("thống nhất việc sửa chữa với phía bên kia", "agree on the repair"),
    "repaired": Text("sửa chữa, lập biên bản", "repair, and draw up the minutes"),
    "minutes": Text("ghi số biên bản sửa chữa", "record the minutes of the repair"),
    "restored": Text("xác nhận mốc đã khôi phục", "confirm that the marker stands as it was"),
}
"""The step that is due, in words."""

SHORT = 8
_MOST_ROWS = 5
"""Rows of one case that are told."""
_ARROW = " → "
_NONE_OPEN = Text("Không có vụ việc nào đang mở.", "No case is open.")
_NO_CASE = Text("Không có vụ việc nào.", "There is no case.")
_CASES = Text("Vụ việc mốc giới ({count}):", "Cases ({count}):")
_SURE = Text("BÁO NGAY", "REPORT AT ONCE")
_ENDED = Text("đã kết thúc", "ended")
_ONLY_WORDS = Text("chỉ nêu bằng lời", "in words only")
_OVERDUE = Text("quá hạn {count} ngày", "{count} days overdue")
_UNTIL = Text("hạn {day}", "until {day}")
_NOT_BEFORE = Text("không sớm hơn {day}", "not before {day}")
_DUE = Text("Việc cần làm: {step}", "To do: {step}")
_CAME = Text("không rõ ngày phát hiện, nhập {}", "day not known, came in {}")
_NUMBER = Text("số {}", "No. {}")
_TO = Text("gửi {}", "to {}")
_SEEN = Text("theo phiếu kiểm tra", "as a survey saw it")
_HISTORY = Text("Đã ghi:", "Recorded:")
_TAKEN_BACK = Text("rút lại «{step}»", "took back “{step}”")
_HOW = Text(
    f"Ghi việc đã làm: {HINT}; nếu không phải báo: {HINT}",
    f"To record what was done: {HINT}; if there is nothing to report: {HINT}",
)
_REMARKS = {
    "late-report": Text("báo cáo muộn {late} ngày", "reported {late} days late"),
    "before-found": Text(
        "ngày báo cáo trước ngày phát hiện trong phiếu", "reported before the day it was found on"
    ),
    "no-document": Text("chưa ghi số văn bản báo cáo", "no paper of the report is recorded"),
    "out-of-order": Text("ngày các việc không theo thứ tự", "the days are not in their order"),
    "short-notice": Text(
        "sửa chữa chỉ {notice} ngày sau khi thống nhất (ít nhất " + str(NOTICE_DAYS) + " ngày)",
        "repaired only {notice} days after it was agreed (at least " + str(NOTICE_DAYS) + ")",
    ),
    "no-alarm": Text(
        "không có số liệu nào ghi mốc hư hỏng", "no observation says that the marker is damaged"
    ),
}


def cases(document: Cases, lang: Language, *, spell: Speller = plainly, whole: bool = False) -> str:
    """Return the document ``mocgioi.cases/1`` as text.

    Args:
        spell: how commands are written. whole: with everything that was recorded.
    """
    entries = document["cases"]
    lines = times(None, document["known_at"], lang)
    if not entries:
        lines.append((_NO_CASE if whole else _NONE_OPEN).to(lang))
        return "".join(f"{line}\n" for line in lines)
    lines.append(_CASES.to(lang).format(count=number(len(entries), lang)))
    for entry in entries:
        lines += ["", *case_lines(entry, lang)]
        if whole and entry["history"]:
            lines.append(f"  {_HISTORY.to(lang)}")
            lines += [f"    {record_text(record, entry, lang)}" for record in entry["history"]]
    first = next((entry for entry in entries if entry["alarm"]), None)
    if first is not None:
        subject = short_subject(first)
        hints = [
            Hint("case", (subject, "--reported-on", "DD/MM/YYYY", "--to", "…", "--document", "…")),
            Hint("case", (subject, "--dismiss", "--why", "…")),
        ]
        lines += ["", hinted(_HOW, lang, hints, spell)]
    return "".join(f"{line}\n" for line in lines)


def short_subject(entry: CaseEntry) -> str:
    """Return what ``mocgioi case`` takes: the marker's number, or the row's code."""
    return entry["number"] or entry["subject"][:SHORT]


def case_lines(entry: CaseEntry, lang: Language) -> list[str]:
    """Return one case: its head, its line of days, what is due, and what to know of its days."""
    condition = entry["condition"]
    named = label("marker_condition", condition, lang) if condition else _ONLY_WORDS.to(lang)
    lines = [" · ".join(filter(None, [short_subject(entry), named, weight_text(entry, lang)]))]
    lines.append(f"  {line_of_days(entry, lang)}")
    if entry["alarm"]:
        shown = entry["alarms"][:_MOST_ROWS]
        lines += [f"  {alarms.alarm_text(alarm, lang)}" for alarm in shown]
        rest = len(entry["alarms"]) - len(shown)
        lines += [f"  {say('more', lang, count=number(rest, lang))}"] if rest else []
    if entry["due"]:
        lines.append(f"  {due_text(entry['due'], lang)}")
    told = remarks(entry, lang)
    if told:
        lines.append(f"  ({'; '.join(told)})")
    return [one_line(line) if not line.startswith(" ") else f"  {one_line(line)}" for line in lines]


def weight_text(entry: CaseEntry, lang: Language) -> str:
    """Return whether a case must, or may have to, be reported, or has ended; else nothing."""
    if not entry["open"]:
        return _ENDED.to(lang)
    weights = {"sure": _SURE.to(lang), "possible": alarms.possible_word(lang), None: ""}
    return weights[entry["alarm"]]


def line_of_days(entry: CaseEntry, lang: Language) -> str:
    """Return the days of a case one after the other: found, and each step that was done."""
    found = found_text(entry, lang)
    if found and entry["found_on"]:
        found = f"{STEP_LABELS['found'].to(lang)} {found}"
    steps = [step_text(step, lang) for step in entry["steps"]]
    return _ARROW.join(filter(None, [found, *steps]))


def found_text(entry: CaseEntry, lang: Language) -> str:
    """Return when it was found and by whom; else when it came in; empty where nobody saw it."""
    if not entry["alarms"]:
        return ""
    if entry["found_on"]:
        found = day(entry["found_on"], lang)
    else:
        found = _CAME.to(lang).format(instant(entry["alarms"][0]["recorded_at"], lang))
    return f"{found} ({entry['found_by']})" if entry["found_by"] else found


def step_text(step: CaseStep, lang: Language) -> str:
    """Return a step: what, when, to whom, by which paper."""
    return f"{STEP_LABELS[step['step']].to(lang)} {day_text(step, lang)}"


def day_text(step: CaseStep, lang: Language) -> str:
    """Return when a step was done, to whom, by which paper, and why."""
    text = day(step["day"], lang)
    beside = [
        _TO.to(lang).format(step["to"]) if step["to"] else "",
        _NUMBER.to(lang).format(step["document"]) if step["document"] else "",
        step["why"] if step["why"] and step["step"] in ("closed", "dismissed") else "",
        _SEEN.to(lang) if step["seen"] else "",
    ]
    told = ", ".join(filter(None, beside))
    return f"{text} ({told})" if told else text


def due_text(due: CaseDue, lang: Language) -> str:
    """Return what is to be done next, until when, and how long that is over."""
    return _DUE.to(lang).format(step=due_words(due, lang))


def due_words(due: CaseDue, lang: Language) -> str:
    """Return the same without what stands before it."""
    step = DUE_LABELS[due["step"]].to(lang)
    if due["overdue_days"]:
        when = _OVERDUE.to(lang).format(count=number(due["overdue_days"], lang))
    else:
        when = _UNTIL.to(lang).format(day=day(due["until"], lang))
    if due["not_before"]:
        when = f"{_NOT_BEFORE.to(lang).format(day=day(due['not_before'], lang))}, {when}"
    return f"{step} ({when})"


def remarks(entry: CaseEntry, lang: Language) -> list[str]:
    """Return what a reader should know about the days of a case."""
    reported = next((step["day"] for step in entry["steps"] if step["step"] == "reported"), None)
    late = 0
    if reported and entry["found_on"]:
        from datetime import date

        late = (date.fromisoformat(reported) - date.fromisoformat(entry["found_on"])).days
    return [
        _REMARKS[code].to(lang).format(late=number(late, lang), notice=entry["notice_days"])
        for code in entry["remarks"]
    ]


def record_text(record: CaseRecord, entry: CaseEntry, lang: Language) -> str:
    """Return one thing that was recorded: when, by whom, what, why."""
    if record["withdraws"]:
        kinds = {event["event"]: event["kind"] for event in entry["history"]}
        step = STEP_LABELS[kinds.get(record["withdraws"], "withdrawn")].to(lang)
        what = _TAKEN_BACK.to(lang).format(step=step)
    else:
        what = step_text(
            {
                "step": record["kind"],
                "day": record["day"],
                "to": record["to"],
                "document": record["document"],
                "why": None,
                "by": record["by"],
                "recorded_at": record["recorded_at"],
                "seen": False,
            },
            lang,
        )
    who = ", ".join(filter(None, [record["by"], record["why"]]))
    line = f"{instant(record['recorded_at'], lang)} · {what}"
    return one_line(f"{line} ({who})" if who else line)
