"""What the spreadsheet to take along says of itself, so that it is known when it comes home.

It shows what was known of each marker, in words beside it and once more in columns that nobody
sees: what somebody then confirms is that, whatever was learned since. The words stand in the note
of a kit's waypoint too.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.places import fold
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Text

TITLE = Text("PHIẾU KIỂM TRA MỐC", "MARKER SURVEY FORM")
"""Stands above the form."""
OF_POST = Text("ĐỒN BIÊN PHÒNG {post}", "BORDER POST {post}")
"""Stands after the title, of the post whose markers are listed."""
APART = " · "
"""Stands between the parts of the title's line."""

KNOWN_SO_FAR = Text("Số liệu hiện có", "Known so far")
"""Heading of what is known of a marker, in words."""
SHOWN_OF_ASPECT = {
    code: Text(
        f"Trên phiếu: {ASPECTS[code].heading.vi}", f"On the form: {ASPECTS[code].heading.en}"
    )
    for code in SURVEYED
}
"""Headings of what the form showed, by aspect."""
SHOWN_TO = Text("Trên phiếu: số liệu đến", "On the form: data up to")
"""Heading of how far the data reached that were shown."""
SHOWN_OF = Text("Trên phiếu: của mốc", "On the form: of marker")
"""Heading of the marker of which it was shown; rows are copied, and numbers written over."""
SHOWN_NOTHING = Text("chưa có báo cáo", "not reported")
"""Stands where nothing was shown of an aspect."""

HEADS = {
    "road_status": Text("Đường", "Road"),
    "marker_condition": Text("Mốc", "Marker"),
}
"""What a line of the known is of, by its first aspect; every other aspect has its own heading."""

NOTHING_KNOWN = Text("chua co so lieu", "nothing so far")
"""Stands in the note of a waypoint of whose marker nothing is known."""


def post_in(line: str) -> str | None:
    """Return the post whose form a title says that it is; None for any other line.

    >>> post_in("PHIẾU KIỂM TRA MỐC · ĐỒN BIÊN PHÒNG Cửa khẩu Chi Ma · chỉ ghi ô vàng")
    'Cửa khẩu Chi Ma'
    >>> post_in("DANH SÁCH MỐC · ĐỒN BIÊN PHÒNG Chi Ma") is None
    True
    """
    parts = [part.strip() for part in line[:500].split(APART.strip())]
    for title, words in zip(TITLE, OF_POST, strict=True):
        head = words.partition("{")[0]
        if title in parts:
            return next((p.removeprefix(head).strip() for p in parts if p.startswith(head)), None)
    return None


def read_known(words: str) -> dict[str, str] | None:
    """Return the codes that the words of what is known say, by aspect; None: not understood.

    >>> read_known("Đường: đã xây dựng, hư hỏng (31/12/2023)\\nMốc: nguyên trạng")
    {'road_status': 'built', 'road_condition': 'damaged', 'marker_condition': 'intact'}
    >>> read_known("duong chua xay dung 15/10/2023"), read_known("moc anh Ba biet")
    ({'road_status': 'none'}, None)
    """
    key = fold(words)
    if key in ("", *map(fold, NOTHING_KNOWN)):
        return {}
    match = _known().fullmatch(f" {key}")
    if match is None:
        return None
    return {code: _codes(code)[match[code]] for code in SURVEYED if match[code]}


_DAY = r"(?: \d{1,2} (?:\d{1,2}|[a-z]+) \d{4})?"


@lru_cache(maxsize=1)
def _known() -> re.Pattern[str]:
    """Return what the folded words of what is known look like."""
    parts = []
    for code in SURVEYED:
        of = ASPECTS[code]
        heads = {fold(h) for h in (*HEADS.get(code, ()), *of.label, *of.heading)}
        headed = f"(?:{'|'.join(sorted(heads))}) "
        labels = "|".join(sorted(_codes(code), key=len, reverse=True))
        # The condition of a road stands behind its status, in the same line.
        may = "?" if code not in HEADS else ""
        parts.append(f"(?: (?:{headed}){may}(?P<{code}>{labels}){_DAY})?")
    return re.compile("".join(parts))


@lru_cache(maxsize=8)
def _codes(aspect: str) -> dict[str, str]:
    """Return the codes of an aspect by their folded labels, Vietnamese and English."""
    terms = CODE_LISTS[aspect].items()
    return {fold(words): code for code, term in terms for words in term.label}
