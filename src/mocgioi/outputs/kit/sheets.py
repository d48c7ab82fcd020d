"""Sheets to print and to write on at the marker: maps of the sector, and a table to tick.

A sheet is a part of the sector that a patrol walks: its map at a scale at which every marker has
room for its number, then its markers with what is known, boxes to tick, room for a note, names
and signatures. All of it is told apart in black and white.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Language, Text
from mocgioi.outputs.datasheet.around import Metres, Size, Surroundings
from mocgioi.outputs.datasheet.sketch import sketch
from mocgioi.outputs.paper.letterhead import issued_by
from mocgioi.outputs.paper.pdf import typeset
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.sheets.form import FormRow, known_text
from mocgioi.outputs.wording import day, say
from mocgioi.words.of_law import REPORT_AT_ONCE

if TYPE_CHECKING:
    from mocgioi.outputs.kit.facts import KitFacts, KitMarker

_TEMPLATE = Path(__file__).resolve().parent / "sheets.typ"

MAP = Size(267.0, 138.0)
"""Of a map on a sheet that lies across."""

SCALES = (10_000, 15_000, 25_000, 50_000, 75_000, 100_000, 150_000, 200_000, 300_000, 500_000)
SHEET_SCALE = 25_000
"""Of the map of a sheet; markers of one post stand some 300 m apart, 12 mm."""
_MOST_MARKERS = 18
"""On one sheet: two pages of its table."""
_EDGE = 0.9
"""Markers stand within this part of the half width or height."""

_TITLE = Text("PHIẾU GHI KIỂM TRA MỐC", "SHEETS FOR THE SURVEY OF MARKERS")
_POST = Text("ĐỒN BIÊN PHÒNG {post}", "BORDER POST {post}")
_KNOWN_AT = Text("Số liệu hiện có tính đến ngày {day}.", "What is known as of {day}.")
_SHEET = Text("Tờ {at}/{of}: mốc {first} đến {last}", "Sheet {at} of {of}: {first} to {last}")
_ONE = Text("Tờ {at}/{of}: mốc {first}", "Sheet {at} of {of}: {first}")
_UNPLACED = Text("Tờ {at}/{of}: mốc chưa có tọa độ", "Sheet {at} of {of}: markers without a place")
_OVERVIEW = Text("Toàn bộ địa bàn: {markers}", "The whole sector: {markers}")
_INTERNAL = Text("NỘI BỘ", "INTERNAL")
_HOW = Text(
    "Đánh dấu X vào một ô ở mỗi cột đã xem; cột nào không xem thì để trống. Vẫn như số liệu hiện "
    "có thì vẫn đánh dấu. Ngày ghi ngày/tháng/năm.",
    "Put an X into one box of each column that was looked at; leave the others empty. Mark it too "
    "where it is as known. Days are day/month/year.",
)
_FOOT = Text(
    f"Mốc hư hỏng (dù nhẹ), dịch chuyển, hủy hoại hoặc mất: BÁO NGAY ({REPORT_AT_ONCE.vi}), không "
    "đợi nộp phiếu.",
    "A marker damaged at all, displaced, destroyed or missing: REPORT AT ONCE "
    f"({REPORT_AT_ONCE.en}), do not wait for this sheet.",
)
_HEADINGS = (
    Text("Mốc số", "Marker"),
    Text("Số liệu hiện có", "Known so far"),
    Text("Ngày kiểm tra", "Day"),
    *(ASPECTS[aspect].heading for aspect in SURVEYED),
    Text("Ghi chú, ảnh số", "Note, photographs"),
)
_SIGNS = (
    Text("Người kiểm tra (ký, ghi rõ họ tên)", "Surveyor (signature, name)"),
    Text("Chỉ huy Đồn Biên phòng (ký, ghi rõ họ tên)", "For the border post (signature, name)"),
)
_ALARMS = {
    "sure": Text("BÁO NGAY", "REPORT AT ONCE"),
    "possible": Text("có thể phải BÁO NGAY", "perhaps REPORT AT ONCE"),
}
_CONTESTED = Text("số liệu chưa thống nhất: xem kỹ", "inconsistent reports: look closely")


class Part(NamedTuple):
    """A part of the sector that has a map of its own.

    Attributes:
        numbers: of its markers, in the order of the border. centre: of its map, planar metres;
            None: they have no position, and it has no map. scale: of its map.
    """

    numbers: tuple[str, ...]
    centre: Metres | None
    scale: int = SHEET_SCALE


def parts(numbers: Sequence[str], at: Mapping[str, Metres]) -> list[Part]:
    """Return the sheets that markers are shared among: as many in their order as a map holds.

    >>> [part.numbers for part in parts(["1", "2", "3"], {"1": (0, 0), "2": (500, 0)})]
    [('1', '2'), ('3',)]
    """
    runs: list[list[str]] = []
    for number in (n for n in numbers if n in at):
        if runs and _holds([at[n] for n in (*runs[-1], number)]) and len(runs[-1]) < _MOST_MARKERS:
            runs[-1].append(number)
        else:
            runs.append([number])
    made = [Part(tuple(run), _middle([at[n] for n in run])) for run in runs]
    left = tuple(n for n in numbers if n not in at)
    return [*made, Part(left, None)] if left else made


def whole(at: Mapping[str, Metres]) -> Part | None:
    """Return all markers as one part, at the largest scale that shows them; None without any."""
    if not at:
        return None
    places = list(at.values())
    fitting = (scale for scale in SCALES if _holds(places, scale))
    return Part(tuple(at), _middle(places), next(fitting, SCALES[-1]))


def _holds(places: Sequence[Metres], scale: int = SHEET_SCALE) -> bool:
    east, north = MAP.reach_m(scale)
    x, y = _middle(places)
    return all(abs(e - x) <= east * _EDGE and abs(n - y) <= north * _EDGE for e, n in places)


def _middle(places: Iterable[Metres]) -> Metres:
    east, north = zip(*places, strict=True)
    return (min(east) + max(east)) / 2, (min(north) + max(north)) / 2


class Drawn(NamedTuple):
    """A part, and what lies around it."""

    part: Part
    around: Surroundings | None


def pdf(facts: KitFacts, overview: Drawn | None, drawn: Sequence[Drawn], lang: Language) -> bytes:
    """Return the sheets as PDF, A4 across.

    Args:
        overview: the whole sector; left out where one sheet shows it all.

    Raises:
        UsageError: the library that sets PDF is not there.
    """
    of = str(len(drawn))
    by_number = {marker.number: marker for marker in facts.markers}
    sheets = [
        _sheet(each, at, of, [by_number[n] for n in each.part.numbers], lang)
        for at, each in enumerate(drawn, start=1)
    ]
    post = _POST.to(lang).format(post=facts.post.upper())
    count = quantity(len(facts.markers), "marker", lang)
    title = _TITLE.to(lang)
    return typeset(
        {
            "lang": lang,
            "title": f"{title} · {post}",
            "keeper": issued_by().to(lang),
            "heading": title,
            "post": post,
            "internal": _INTERNAL.to(lang),
            "mark": say("illustrative", lang) if facts.illustrative else "",
            "known_at": _KNOWN_AT.to(lang).format(day=day(facts.day, lang)),
            "overview": overview.around
            and {
                "caption": _OVERVIEW.to(lang).format(markers=count),
                "map": sketch(
                    overview.around, lang, title=_OVERVIEW.to(lang).format(markers=count)
                ),
            }
            if overview
            else None,
            "how": _HOW.to(lang),
            "foot": _FOOT.to(lang),
            "headings": [heading.to(lang) for heading in _HEADINGS],
            "choices": [
                [term.label.to(lang) for term in CODE_LISTS[aspect].values()] for aspect in SURVEYED
            ],
            "signs": [sign.to(lang) for sign in _SIGNS],
            "sheets": sheets,
        },
        _TEMPLATE,
        has_docx=False,
    )


def _sheet(
    drawn: Drawn, at: int, of: str, markers: Sequence[KitMarker], lang: Language
) -> dict[str, Any]:
    numbers = drawn.part.numbers
    words = _UNPLACED if drawn.around is None else _SHEET if len(numbers) > 1 else _ONE
    caption = words.to(lang).format(at=at, of=of, first=numbers[0], last=numbers[-1])
    return {
        "caption": caption,
        "map": sketch(drawn.around, lang, title=caption) if drawn.around else None,
        "rows": [_row(marker, lang) for marker in markers],
    }


def _row(marker: KitMarker, lang: Language) -> dict[str, str]:
    said = known_text(FormRow(marker.number, known=marker.known), lang)
    beside = [_ALARMS[marker.alarm].to(lang)] if marker.alarm else []
    beside += [_CONTESTED.to(lang)] if marker.contested else []
    return {"number": marker.number, "known": said, "beside": "; ".join(beside)}
