"""Sums of money as people type them."""

from __future__ import annotations

import re
import unicodedata

UNITS = {"ty": 10**9, "ti": 10**9, "trieu": 10**6, "nghin": 10**3, "ngan": 10**3}
"""What the words for large sums multiply by, without their marks."""

_DONG = re.compile(r"(?<=[\da-z\s])\s*(?:dong|vnd|d|₫)$")
_PART = re.compile(r"(\d[\d.,]*)\s*([a-z]*)\s*")
_POWER = re.compile(r"\d+(?:\.\d+)?e\+?\d{1,2}")
_SPACED = re.compile(r"(?<=\d)[ \u00a0\u202f_](?=\d{3}(?!\d))")


def vnd(given: str | float) -> int | None:
    """Return a sum in đồng; None where it is none, or may mean two.

    >>> vnd("5 tỷ"), vnd("1,5tỷ"), vnd("5 tỷ 500 triệu"), vnd("5.000.000.000 đồng"), vnd("5e9")
    (5000000000, 1500000000, 5500000000, 5000000000, 5000000000)
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
        worth = _worth(part[1].rstrip(".,"), scale)
        if worth is None or (before and (scale >= before or scale == 1)):
            return None
        total, before, text = total + worth, scale, text[part.end() :]
    return total if before else None


def _worth(number: str, scale: int) -> int | None:
    """Return what a number comes to; None where its mark may mean two things."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,}", number):
        return int(re.sub(r"\D", "", number)) * scale
    if re.fullmatch(r"\d{1,3}[.,]\d{3}", number):
        return int(re.sub(r"\D", "", number)) if scale == 1 else None
    if re.fullmatch(r"\d+(?:[.,]\d+)?", number):
        value = float(number.replace(",", ".")) * scale
        return round(value) if scale > 1 or value.is_integer() else None
    return None
