"""What titles over markers, and headings over ticks, say of each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mocgioi.domain.phrases import SAME, is_mark, read
from mocgioi.domain.places import fold, nfc
from mocgioi.patterns import regex

_LONGEST = 200
"""Characters of a title that are looked at."""

_SECTION = regex(
    r"(?:(?:danh sach|cac|nhung|so|nhom|tong so) )*(?:cot )?moc(?: gioi)?s? (?P<words>.+?)"
    r"(?: gom(?: co)?)?(?: \d+ (?:cot )?moc)?(?: \d+)?"
)


@lru_cache(maxsize=4096)
def of_section(text: str) -> dict[str, str] | None:
    """Return what a title over a list of markers says of each of them; None for any other title.

    >>> of_section("B. Mốc chưa có đường"), of_section("Danh sách mốc đã có đường (12 mốc)")
    ({'road_status': 'none'}, {'road_status': 'built'})
    >>> of_section("Các cột mốc bị mất tích")
    {'marker_condition': 'missing'}
    >>> of_section("Xã Quốc Khánh"), of_section("Mốc đề nghị làm đường")
    (None, None)
    """
    tokens = re.findall(r"[^\W_]+", nfc(text[:_LONGEST]))
    if tokens and re.fullmatch(r"[ivx]{1,4}|[a-z]|\d{1,2}", fold(tokens[0])):
        tokens = tokens[1:]
    key = " ".join(fold(token) for token in tokens)
    match = _SECTION.fullmatch(key)
    words = _as_written(tokens, key, match) if match else " ".join(tokens)
    if not match and "duong" not in key:
        return None
    aspect = "road_status" if "duong" in key else "marker_condition"
    phrase = read(aspect, words)
    if phrase is not None and phrase.values and SAME not in phrase.values.values():
        return phrase.values
    return None


def _as_written(tokens: Sequence[str], key: str, match: re.Match[str]) -> str:
    """Return the words of a title that say the state, with their marks."""
    first = len(key[: match.start("words")].split())
    return " ".join(tokens[first : first + len(match["words"].split())])


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
