"""What a gift is worth where only words say it: ``trên 500 triệu``, ``gần 40 triệu``.

*trên*, *hơn*, *ít nhất* name a least value, which may be added up as such. *gần*, *khoảng*,
*dưới* do not: less may have been given, so nothing is added for them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from mocgioi.domain.money import BILLION, worth_of
from mocgioi.patterns import regex
from mocgioi.records import NamedTuple

Bound = Literal["exact", "at_least", "about"]
"""How a figure in words is meant: as it stands, as the least it may be, or roughly."""


class Worth(NamedTuple):
    """One figure in words: đồng or working days, and how it is meant."""

    figure: float
    unit: Literal["vnd", "working_days"]
    bound: Bound


_ABOUT = (
    *("trên dưới", "hơn kém", "gần", "khoảng", "xấp xỉ", "chừng", "ước tính", "ước", "độ"),
    *("dưới", "không quá", "không vượt quá", "không vượt", "không hơn", "không trên", "ít hơn"),
    *("thấp hơn", "nhỏ hơn", "chưa đến", "chưa tới", "chưa đầy", "tối đa", "đến", "tới"),
    *("~", "≈", "<=", "≤", "<", "nearly", "about", "almost", "up to", "at most", "below", "under"),
    *("less than", "not more than", "no more than", "not over"),
)
_AT_LEAST = (
    *("không dưới", "không ít hơn", "không thấp hơn", "không kém", "ít nhất", "tối thiểu"),
    *("trên", "hơn", "quá", "nhiều hơn", "lớn hơn", "cao hơn", "vượt", ">=", "≥", ">"),
    *("more than", "over", "at least", "not less than", "no less than"),
)
_BOUNDS: dict[str, Bound] = {
    **dict.fromkeys(_ABOUT, "about"),
    **dict.fromkeys(_AT_LEAST, "at_least"),
}
_LONGEST_FIRST = "|".join(re.escape(w) for w in sorted(_BOUNDS, key=len, reverse=True))
_FIGURE = regex(
    rf"(?:(?<!\w)({_LONGEST_FIRST})\s*)?(?<![\d.,])(\d[\d.,]*)\s*"
    r"(tỷ|tỉ|triệu|nghìn|ngàn|đồng|vnđ|vnd|đ|ngày\s+công|công)(?!\w)",
    re.IGNORECASE,
)
_MULTIPLES = {"tỷ": BILLION, "tỉ": BILLION, "triệu": 10**6, "nghìn": 10**3, "ngàn": 10**3}
_MULTIPLES |= dict.fromkeys(("đồng", "vnđ", "vnd", "đ"), 1)
_UPWARDS = regex(r"\s*(?:đồng\s*)?(?:trở|đổ) lên", re.IGNORECASE)
_DOWNWARDS = regex(
    r"\s*(?:đồng\s*)?(?:trở xuống|đổ xuống|trở lại|đổ lại|là cùng|là tối đa)", re.IGNORECASE
)
_RANGE = regex(r"\d\s*(?:[-–]|đến|tới)\s*$")
_EACH = regex(
    r"\s*(?:đồng\s*)?(?:/|mỗi|một (?:tháng|năm|quý|ngày|hộ|người|nhà|km|mét)|per\b|[x×]\s*\d)",
    re.IGNORECASE,
)
_TURNED = regex(
    r"(?<!\w)(?:không|chưa|chẳng|mỗi|từng|hằng|hàng|hoặc|hơn|kém|dưới|trên|quá|vượt|ít|thấp|nhỏ"
    r"|gần|khoảng|not?|or|less|under|below|each|every|per)(?!\w)",
    re.IGNORECASE,
)
"""What turns a figure, where it stands before one and is no part of what bounds it."""

_CLAUSE = regex(r"[,;:.()\n]")


def worth_in(words: str | None) -> Worth | None:
    """Return the one figure that words give; None where they give none, several or a range, or
    where it is not clear how the figure is meant.

    >>> worth_in("trên 500 triệu"), worth_in("gần 40 triệu")
    (Worth(figure=500000000, unit='vnd', bound='at_least'), \
Worth(figure=40000000, unit='vnd', bound='about'))
    >>> worth_in("1.200 ngày công").figure, worth_in("11 tấn xi măng")
    (1200.0, None)
    >>> worth_in("không vượt quá 500 triệu").bound, worth_in("mỗi tháng 5 triệu")
    ('about', None)
    """
    words = words and unicodedata.normalize("NFC", words)
    found = list(_FIGURE.finditer(words or ""))
    if len(found) != 1 or not words:
        return None
    match = found[0]
    before, written, unit = match.groups()
    rest = words[match.end() :]
    if _RANGE.search(words[: match.start(2)]) or _EACH.match(rest):
        return None
    if _TURNED.search(_CLAUSE.split(words[: match.start()])[-1]):
        return None
    bound: Bound = _BOUNDS[" ".join(before.lower().split())] if before else "exact"
    if _DOWNWARDS.match(rest):
        bound = "about"
    elif bound == "exact" and _UPWARDS.match(rest):
        bound = "at_least"
    scale = _MULTIPLES.get(unit.lower())
    # A working day is written as a sum is, and may be halved.
    figure = worth_of(written.rstrip(".,"), scale or 1_000)
    if figure is None:
        return None
    return Worth(figure, "vnd", bound) if scale else Worth(figure / 1_000, "working_days", bound)
