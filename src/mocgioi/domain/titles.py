"""What titles over markers, and headings over ticks, say of each of them."""

from __future__ import annotations

import re
from functools import lru_cache

from mocgioi.domain.phrases import SAME, is_mark, read
from mocgioi.domain.places import fold

_LONGEST = 200
"""Characters of a title that are looked at."""

_SECTION = re.compile(
    r"(?:(?:danh sach|cac|nhung|so|nhom|tong so) )*(?:cot )?moc(?: gioi)?s? (?P<words>.+?)"
    r"(?: gom(?: co)?)?(?: \d+ (?:cot )?moc)?(?: \d+)?"
)


@lru_cache(maxsize=4096)
def of_section(text: str) -> dict[str, str] | None:
    """Return what a title over a list of markers says of each of them; None for any other title.

    >>> of_section("B. Mốc chưa có đường"), of_section("Danh sách mốc đã có đường (12 mốc)")
    ({'road_status': 'none'}, {'road_status': 'built'})
    >>> of_section("Xã Quốc Khánh"), of_section("Mốc đề nghị làm đường")
    (None, None)
    """
    key = re.sub(r"^(?:[ivx]{1,4}|[a-z]|\d{1,2}) ", "", fold(text[:_LONGEST]))
    match = _SECTION.fullmatch(key)
    words = match["words"] if match else key
    if not match and "duong" not in key:
        return None
    aspect = "road_status" if "duong" in key else "marker_condition"
    phrase = read(aspect, words)
    if phrase is not None and phrase.values and SAME not in phrase.values.values():
        return phrase.values
    return None


@lru_cache(maxsize=4096)
def code_of_heading(aspect: str, heading: str) -> str | None:
    """Return the code that a heading over ticks stands for: ``Chưa có``, ``Bê tông``.

    >>> code_of_heading("road_status", "Chưa có đường"), code_of_heading("road_status", "Xã")
    ('none', None)
    """
    if is_mark(heading) or fold(heading).isdigit():
        return None
    phrase = read(aspect, heading)
    if phrase is None or set(phrase.values) != {aspect} or SAME in phrase.values.values():
        return None
    return phrase.values[aspect]
