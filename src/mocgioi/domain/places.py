"""Names of places: the spellings of one name, and the name without its unit.

``Thuỵ`` and ``Thụy``, ``Hoà`` and ``Hòa`` are two spellings of one name; NFD and NFC are
two encodings of one text. Names are stored as given, in NFC, and compared folded.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mocgioi.patterns import regex

_UNIT = (
    r"^(?:xã|xa|phường|phuong|thị trấn|thi tran|tt\.?|commune of|commune|"
    r"đồn biên phòng|don bien phong|đồn bp|đồn|don|đbp|border post)\s+"
)


def nfc(text: str) -> str:
    """Return `text` in NFC, trimmed, with eth (Ð) read as the Vietnamese Đ it stands for."""
    if text.isascii():
        return text.strip()
    if "Ð" in text or "ð" in text:
        text = text.replace("Ð", "Đ").replace("ð", "đ")
    return unicodedata.normalize("NFC", text).strip()


def fold(text: str) -> str:
    """Return a key under which all spellings of one name are equal.

    Case, tone-mark placement, diacritics, punctuation and runs of spaces are dropped.

    >>> fold("Thuỵ Hùng") == fold("Thụy  hùng") == fold("THUY HUNG")
    True
    """
    return _remembered(text) if len(text) <= _LONGEST_REMEMBERED else _folded(text)


def _folded(text: str) -> str:
    plain = nfc(text).lower().replace("đ", "d")
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFD", plain)
        plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_NO_LETTERS.sub(" ", plain).split())


_LONGEST_REMEMBERED = 100
"""Characters of a text whose key is remembered: files say the same few words in every row."""

_NO_LETTERS = regex(r"[^0-9a-z]+")
_remembered = lru_cache(maxsize=16_384)(_folded)


def bare_name(text: str) -> str:
    """Return a place's name without its unit: ``Xã Quốc Khánh`` and ``Đồn Biên phòng Pò Mã``
    become ``Quốc Khánh`` and ``Pò Mã``.

    >>> bare_name("Đồn Biên phòng Cửa khẩu Tân Thanh")
    'Cửa khẩu Tân Thanh'
    """
    return re.sub(_UNIT, "", nfc(text), flags=re.IGNORECASE)


@lru_cache(maxsize=4096)
def post_key(text: str) -> str:
    """Return the folded name of a border post without its rank.

    ``Đồn Biên phòng Cửa khẩu quốc tế Hữu Nghị`` and ``Hữu Nghị`` are one post.

    >>> post_key("ĐBP cửa khẩu quốc tế Hữu Nghị")
    'huu nghi'
    """
    return re.sub(r"^(?:cua khau quoc te|cua khau|ckqt|ck) ", "", fold(bare_name(text)))


_LETTERS = {
    letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=100)
}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Huyền, hỏi, ngã, sắc, nặng, in dictionary order; no mark comes first."""


def alphabetical(text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Return the key that sorts names by the Vietnamese alphabet.

    Letters decide first (a ă â … d đ e ê … o ô ơ … u ư), tones between names of the same
    letters; case and encoding (NFC, NFD) decide nothing but ties.

    >>> sorted(["Đồng Đăng", "Ân", "Đoàn Kết", "Dân", "Ăn", "An", "Án"], key=alphabetical)
    ['An', 'Án', 'Ăn', 'Ân', 'Dân', 'Đoàn Kết', 'Đồng Đăng']
    """
    letters: list[int] = []
    tones: list[int] = []
    for char in nfc(text).lower():
        parts = unicodedata.normalize("NFD", char)
        tone = next((part for part in parts if part in _TONES), "")
        letter = unicodedata.normalize("NFC", parts.replace(tone, "") if tone else parts)
        letters.append(_LETTERS.get(letter, ord(letter[0]) if ord(letter[0]) < 97 else 1000))
        tones.append(_TONES.get(tone, 0))
    return tuple(letters), tuple(tones), text
