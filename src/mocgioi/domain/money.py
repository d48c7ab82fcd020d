"""Sums of money as people type them."""

from __future__ import annotations

import re
import unicodedata

from mocgioi.patterns import regex

BILLION = 10**9

UNITS = {"ty": BILLION, "ti": BILLION, "trieu": 10**6, "nghin": 10**3, "ngan": 10**3}
"""What the words for large sums multiply by, without their marks."""

_DONG = regex(r"(?<=[\da-z\s])\s*(?:dong|vnd|d|₫)$")
_PART = regex(r"(\d[\d.,]*)\s*([a-z]*)\s*")
_POWER = regex(r"\d+(?:\.\d+)?e\+?\d{1,2}")
_SPACED = regex(r"(?<=\d)[ \u00a0\u202f_](?=\d{3}(?!\d))")


def vnd(given: str | float) -> int | None:
    """Return a sum in đồng; None where it is none, or may mean two.

    >>> vnd("5 tỷ"), vnd("1,5tỷ"), vnd("5 tỷ 500 triệu"), vnd("5.000.000.000 đồng"), vnd("5e9")
    (5000000000, 1500000000, 5500000000, 5000000000, 5000000000)
    >>> vnd("1.200 triệu"), vnd("3,125 tỷ"), vnd("1,200 triệu")
    (1200000000, 3125000000, None)
    >>> vnd("2.125 tỷ"), vnd("-5 tỷ"), vnd("5 tỷ 500"), vnd("five")
    (None, None, None, None)
    """
    if not isinstance(given, str):
        return round(given) if 0 <= given < float("inf") else None
    decomposed = unicodedata.normalize("NFD", given.strip().lower().replace("đ", "d"))
    text = "".join(c for c in decomposed if not unicodedata.combining(c))
    if _POWER.fullmatch(text):
        return round(float(text))
    text = _SPACED.sub("", _DONG.sub("", text))
    total, before = 0, 0
    while text:
        part = _PART.match(text)
        if part is None or (part[2] and part[2] not in UNITS):
            return None
        scale = UNITS.get(part[2], 1)
        worth = worth_of(part[1].rstrip(".,"), scale)
        if worth is None or (before and (scale >= before or scale == 1)):
            return None
        total, before, text = total + worth, scale, text[part.end() :]
    return total if before else None


def shared_equally(whole_vnd: int, count: int) -> list[int]:
    """Return a sum in shares of whole đồng that add up to it and differ by one at most.

    >>> shared_equally(100, 3)
    [33, 33, 34]
    """
    return [whole_vnd * (at + 1) // count - whole_vnd * at // count for at in range(count)]


def worth_of(number: str, scale: int) -> int | None:
    """Return what a number of units comes to; None where its mark may mean two things.

    A point parts thousands and a comma decimals, as a Vietnamese hand writes them, unless the
    other reading is as likely: ``1,200 triệu`` may be 1.200 triệu, and ``2.125 tỷ`` is more than
    any work costs. What is less than a đồng is none.

    Args:
        scale: đồng in a unit, 1 where no word for one stands there.
    """
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}", number):
        return int(re.sub(r"\D", "", number)) * scale
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", number):
        if scale == 1 or ("." in number and scale < BILLION):
            return int(re.sub(r"\D", "", number)) * scale
        if "." in number or scale < BILLION:
            return None
    if re.fullmatch(r"\d+(?:[.,]\d+)?", number):
        value = float(number.replace(",", ".")) * scale
        return round(value) if scale > 1 or value.is_integer() else None
    return None
