"""What a gift is worth where only words say it: ``trên 500 triệu``, ``gần 40 triệu``.

*trên*, *hơn*, *ít nhất* name a least value, which may be added up as such. *gần*, *khoảng*,
*dưới* do not: less may have been given, so nothing is added for them.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Bound = Literal["exact", "at_least", "about"]
"""How a figure in words is meant: as it stands, as the least it may be, or roughly."""


class Worth(NamedTuple):
    """One figure in words: đồng or working days, and how it is meant."""

    figure: float
    unit: Literal["vnd", "working_days"]
    bound: Bound


_ABOUT = (
    *("trên dưới", "gần", "khoảng", "xấp xỉ", "chừng", "ước tính", "ước", "độ", "không quá"),
    *("dưới", "tối đa", "đến", "tới", "~", "≈", "nearly", "about", "almost", "up to"),
)
_AT_LEAST = (
    *("không dưới", "ít nhất", "tối thiểu", "trên", "hơn", "quá", ">=", "≥", ">"),
    *("more than", "over", "at least"),
)
_BOUNDS: dict[str, Bound] = {
    **dict.fromkeys(_ABOUT, "about"),
    **dict.fromkeys(_AT_LEAST, "at_least"),
}
_LONGEST_FIRST = "|".join(re.escape(w) for w in sorted(_BOUNDS, key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?:(?<!\w)({_LONGEST_FIRST})\s*)?(?<![\d.,])(\d[\d.,]*)\s*"
    r"(tỷ|tỉ|triệu|nghìn|ngàn|ngày\s+công|công)(?!\w)",
    re.IGNORECASE,
)
_MULTIPLES = {"tỷ": 1e9, "tỉ": 1e9, "triệu": 1e6, "nghìn": 1e3, "ngàn": 1e3}
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_UPWARDS = re.compile(r"\s*(?:đồng\s*)?trở lên", re.IGNORECASE)
_RANGE = re.compile(r"\d\s*(?:[-–]|đến|tới)\s*$")


def worth_in(words: str | None) -> Worth | None:
    """Return the one figure that words give; None where they give none, several or a range.

    >>> worth_in("trên 500 triệu"), worth_in("gần 40 triệu")
    (Worth(figure=500000000, unit='vnd', bound='at_least'), \
Worth(figure=40000000, unit='vnd', bound='about'))
    >>> worth_in("1.200 ngày công").figure, worth_in("11 tấn xi măng")
    (1200.0, None)
    """
    found = list(_FIGURE.finditer(words or ""))
    if len(found) != 1 or words is None:
        return None
    match = found[0]
    before, written, unit = match.groups()
    if _RANGE.search(words[: match.start(2)]):
        return None
    unit = unit.lower()
    figure = _figure(written.rstrip(".,"), is_billions=unit in ("tỷ", "tỉ"))
    if figure is None:
        return None
    bound: Bound = _BOUNDS[before.lower()] if before else "exact"
    if bound == "exact" and _UPWARDS.match(words[match.end() :]):
        bound = "at_least"
    if unit in _MULTIPLES:
        return Worth(round(figure * _MULTIPLES[unit]), "vnd", bound)
    return Worth(figure, "working_days", bound)


def _figure(written: str, *, is_billions: bool) -> float | None:
    """Return a number as a Vietnamese hand writes it: a comma is its decimal mark."""
    if _THOUSANDS.fullmatch(written) and not is_billions:
        written = written.replace(".", "")
    try:
        return float(written.replace(",", "."))
    except ValueError:
        return None
