"""The questions of the form, in the order in which a surveyor answers them.

A question that nobody answers says nothing: no state has a default, and *không xem* is an empty
answer. What is known stands beside its question; an alarm stands below the answer at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.counting import is_alarm, may_be_alarm
from mocgioi.domain.phone_form import (
    CHOSEN,
    IN_COMMUNE,
    IN_POST,
    KNOWN,
    NOW,
    SAID_AT_ONCE,
    SAID_MADE_UP,
    SAID_PERHAPS,
    SAVED,
    SAVED_SINCE,
    SHOWN,
    SHOWN_AT,
    SINCE,
)
from mocgioi.domain.survey_form import KNOWN_SO_FAR
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Text
from mocgioi.outputs.sheets.form import AT_ONCE, SURVEY_DATE, SURVEYOR, UNCHANGED
from mocgioi.outputs.wording import LABELS
from mocgioi.outputs.xlsform.facts import PhoneFacts, Server
from mocgioi.words.of_law import REPORT_AT_ONCE

MARKERS = "markers"
"""Name of the list of markers: of the file, and of the entity list."""
SAME = "unchanged"
"""Name of the choice `UNCHANGED`: what was shown still holds."""

_LARGEST_PHOTO_PX = 1600
_GOOD_ACCURACY_M = 5
"""From which accuracy on the phone takes a position by itself."""

_MADE_UP = Text(
    *(
        words.format(made_up)
        for words, made_up in zip(
            ("Phiếu dùng thử: {}", "A form to try out: {}"), LABELS["illustrative"], strict=True
        )
    )
)
_CHOOSE = Text("Chọn mốc", "Choose the marker")
_CHOOSE_HINT = Text("Gõ số hiệu để tìm.", "Type its number to find it.")
_NOT_AFTER_TODAY = Text("Ngày không được sau hôm nay.", "The day may not be after today.")
_BESIDE = Text(
    f"{KNOWN_SO_FAR.vi}: {{known}}. Không xem thì để trống; vẫn như cũ thì chọn «{UNCHANGED.vi}».",
    f"{KNOWN_SO_FAR.en}: {{known}}. Leave empty what you did not look at; choose "
    f"“{UNCHANGED.en}” where it still holds.",
)
_IF_KNOWN = Text("Không biết thì để trống.", "Leave empty if not known.")
_OF_THE_ROAD = Text(
    "Của con đường. Không biết thì để trống.", "Of the road. Leave empty if not known."
)
_NO_WAITING = Text(
    f"{AT_ONCE.vi}. Không đợi gửi phiếu.", f"{AT_ONCE.en}. Do not wait for the form."
)
_LOOK_AGAIN = Text(
    f"Không tìm thấy mốc: CÓ THỂ PHẢI BÁO NGAY ({REPORT_AT_ONCE.vi}). Tìm lại, xác minh ngay.",
    f"The marker was not found: IT MAY HAVE TO BE REPORTED AT ONCE ({REPORT_AT_ONCE.en}). Look "
    "again, find out at once.",
)
_PLACE = Text("Vị trí GPS", "GPS location")
_PLACE_HINT = Text(
    "Đứng cạnh mốc, chờ sai số nhỏ. Không đo thì để trống.",
    "Stand beside the marker until the accuracy is good. Leave empty if not measured.",
)
_PHOTOS = (
    ("photo_marker", Text("Ảnh mốc", "Photo of the marker")),
    ("photo_road", Text("Ảnh đường", "Photo of the road")),
    ("photo_other", Text("Ảnh khác", "Photo of something else")),
)
_SCREENS = {
    "visit": Text("Mốc và ngày kiểm tra", "Marker and day"),
    "states": Text("Kết quả kiểm tra", "Survey results"),
    "evidence": Text("Ghi chú và ảnh", "Note and photographs"),
    "road": Text("Nguồn vốn, ngày hoàn thành đường", "Funding and completion of the road"),
    "place": Text("Vị trí", "Position"),
}
"""What stands together on one screen of the phone."""


class Question(NamedTuple):
    """A row of the sheet ``survey``; what is empty is not written."""

    type: str
    name: str
    label: Text | None = None
    hint: Text | None = None
    required: str = ""
    constraint: str = ""
    constraint_message: Text | None = None
    relevant: str = ""
    calculation: str = ""
    appearance: str = ""
    parameters: str = ""
    choice_filter: str = ""
    default: str = ""
    save_to: str = ""


def questions(facts: PhoneFacts, server: Server) -> Iterator[Question]:
    """Yield the rows of the sheet ``survey``."""
    keeps = server == "odk"
    yield Question("start", "start")
    yield Question("end", "end")
    if facts.illustrative:
        yield Question("note", SAID_MADE_UP, _MADE_UP)
        yield Question("calculate", "illustrative", calculation="'yes'")
    yield from _screen("visit", _visit(facts, keeps=keeps))
    yield from _carried(keeps=keeps)
    yield from _screen("states", _states())
    yield from _screen("evidence", _evidence())
    yield from _screen("road", _road())
    yield from _screen("place", _place(facts))
    if keeps:
        for code in SURVEYED:
            yield from _saved(code)


def _screen(name: str, listed: Iterable[Question]) -> Iterator[Question]:
    yield Question("begin_group", name, _SCREENS[name], appearance="field-list")
    yield from listed
    yield Question("end_group", name)


def _visit(facts: PhoneFacts, *, keeps: bool) -> Iterator[Question]:
    of_post = f"{IN_POST} = {_literal(facts.post)}" if keeps and facts.post else ""
    yield Question(
        f"select_one_from_file {MARKERS}.csv",
        CHOSEN,
        _CHOOSE,
        _CHOOSE_HINT,
        required="yes",
        appearance="minimal autocomplete",
        choice_filter=of_post,
    )
    yield Question(
        "date",
        "surveyed_on",
        SURVEY_DATE,
        required="yes",
        constraint=". <= today()",
        constraint_message=_NOT_AFTER_TODAY,
    )


def _literal(text: str) -> str:
    """Return a text as an expression has it: it knows no escapes.

    >>> _literal("Chi Ma")
    "'Chi Ma'"
    """
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    parts = """, "'", """.join(f"'{part}'" for part in text.split("'"))
    return f"concat({parts})"


def _carried(*, keeps: bool) -> Iterator[Question]:
    """Yield what the list says of the marker chosen: its number, and what is known of it."""
    for name, column in ((SHOWN_AT, "known_at"), (IN_COMMUNE, IN_COMMUNE), (IN_POST, IN_POST)):
        yield _of_list(name, column, save_to=column if keeps else "")
    yield _of_list("number", "number", save_to="number" if keeps else "")
    for code in SURVEYED:
        shown, since = f"${{{SHOWN[code]}}}", f"${{{SINCE[code]}}}"
        yield _of_list(SHOWN[code], code)
        yield _of_list(SINCE[code], SINCE[code])
        name = f"jr:choice-name({shown}, '${{{code}}}')"
        day = f"if({since} = '', '', concat(' (', format-date({since}, '%d/%m/%Y'), ')'))"
        known = f"if({shown} = '', '—', concat({name}, {day}))"
        yield Question("calculate", KNOWN[code], calculation=known)


def _of_list(name: str, column: str, *, save_to: str = "") -> Question:
    chosen = f"instance('{MARKERS}')/root/item[name=${{{CHOSEN}}}]/{column}"
    return Question("calculate", name, calculation=chosen, save_to=save_to)


def _states() -> Iterator[Question]:
    for code in SURVEYED:
        known = f"${{{KNOWN[code]}}}"
        yield Question(
            f"select_one {code}",
            code,
            ASPECTS[code].heading,
            Text(*(words.format(known=known) for words in _BESIDE)),
            choice_filter=f"name != '{SAME}' or ${{{SHOWN[code]}}} != ''",
        )
        is_same = f"${{{code}}} = '' or ${{{code}}} = '{SAME}'"
        now = f"if({is_same}, ${{{SHOWN[code]}}}, ${{{code}}})"
        yield Question("calculate", NOW[code], calculation=now)
    codes = CODE_LISTS["marker_condition"]
    sure = [code for code in codes if is_alarm(code)]
    perhaps = [code for code in codes if may_be_alarm(code) and code not in sure]
    for name, told, among in (
        (SAID_AT_ONCE, _NO_WAITING, sure),
        (SAID_PERHAPS, _LOOK_AGAIN, perhaps),
    ):
        relevant = " or ".join(f"${{{NOW['marker_condition']}}} = '{code}'" for code in among)
        yield Question("note", name, told, relevant=relevant)


def _evidence() -> Iterator[Question]:
    yield Question("text", "note", ASPECTS["note"].heading, appearance="multiline")
    last = "${last-saved#surveyor}"
    yield Question("text", "surveyor", SURVEYOR, required="yes", default=last)
    for name, label in _PHOTOS:
        yield Question("image", name, label, parameters=f"max-pixels={_LARGEST_PHOTO_PX}")


def _road() -> Iterator[Question]:
    yield Question("select_one funding", "funding", ASPECTS["funding"].heading, _IF_KNOWN)
    yield Question(
        "date",
        "road_completed_on",
        ASPECTS["road_completed_on"].heading,
        _OF_THE_ROAD,
        constraint=". <= today()",
        constraint_message=_NOT_AFTER_TODAY,
    )


def _place(facts: PhoneFacts) -> Iterator[Question]:
    yield Question(
        "geopoint",
        "location",
        _PLACE,
        _PLACE_HINT,
        parameters=f"capture-accuracy={_GOOD_ACCURACY_M}"
        f" warning-accuracy={facts.poor_accuracy_m:g}",
    )


def _saved(code: str) -> Iterator[Question]:
    """Yield what the answer makes of the list: nothing, where it is older or there is none.

    An empty property would wipe out what is known; so what was shown is saved again.
    """
    shown, since = f"${{{SHOWN[code]}}}", f"${{{SINCE[code]}}}"
    day, before = (
        "number(translate(${surveyed_on}, '-', ''))",
        f"number(translate({since}, '-', ''))",
    )
    is_older = f"{since} != '' and {day} < {before}"
    saved = f"if({is_older}, {shown}, ${{{NOW[code]}}})"
    yield Question("calculate", SAVED[code], calculation=saved, save_to=code)
    # A day by itself would be saved as an instant, in the zone of the phone.
    as_text = "format-date(${surveyed_on}, '%Y-%m-%d')"
    from_day = f"if(${{{SAVED[code]}}} = {shown}, {since}, {as_text})"
    yield Question("calculate", SAVED_SINCE[code], calculation=from_day, save_to=SINCE[code])


def says_something() -> str:
    """Return the condition under which a submission changes the list of markers."""
    return " or ".join(f"${{{code}}} != ''" for code in SURVEYED)
