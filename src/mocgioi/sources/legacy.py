"""Vietnamese text from before Unicode: TCVN3 (ABC) and VNI, recognised and put right.

Both fonts draw Vietnamese over the codes of Western letters, so that their text is valid
in any Western encoding, and by now in UTF-8: ``sè hiÖu mèc``, ``soá hieäu moác``. Only words
give them away. A table is believed to be one of them when more of the words of a border
form come out of reading it so than stand in it as it is.

Sources: TCVN 5712:1993, character set VN3, for TCVN3; the VNI Windows code table of VNI
Software. TCVN3 has no capitals with tones: such fonts draw the small letter as a capital.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Literal

from mocgioi.errors import Finding
from mocgioi.patterns import regex
from mocgioi.words.findings import finding

Encoding = Literal["tcvn3", "vni"]

_TCVN3_RUNS = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
TCVN3 = {
    chr(first + place): letter for first, run in _TCVN3_RUNS for place, letter in enumerate(run)
}
"""Vietnamese letter by the Western letter of the same code, TCVN3."""

_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {
    "ñ": "đ", "ô": "ơ", "ö": "ư", "î": "ỵ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị",
}  # fmt: skip


def _vni() -> dict[str, str]:
    pairs = dict(_VNI_ALONE)
    for base, shown in (("a", "a"), ("e", "e"), ("o", "o"), ("u", "u"), ("y", "y"),
                        ("ô", "ơ"), ("ö", "ư")):  # fmt: skip
        pairs |= {base + mark: shown + tone for mark, tone in _TONES.items()}
    for base in "aeo":
        pairs |= {base + mark: f"{base}\u0302{tone}" for mark, tone in _CIRCUMFLEX.items()}
    pairs |= {"a" + mark: f"a\u0306{tone}" for mark, tone in _BREVE.items()}
    del pairs["yï"]
    composed = {code: unicodedata.normalize("NFC", letter) for code, letter in pairs.items()}
    capitals = {code.upper(): letter.upper() for code, letter in composed.items()}
    mixed = {code[0].upper() + code[1:]: letter.upper() for code, letter in composed.items()}
    return {**mixed, **capitals, **composed}


VNI = _vni()
"""Vietnamese letter by its one or two Western letters, VNI Windows."""

_VNI_CODES = regex("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))
_TCVN3_CODES = str.maketrans({**TCVN3, "Đ": "é"})
"""Readers that mend eth have made Đ of Ð, which is é here."""

_WORDS = frozenset(
    re.findall(
        r"\w+",
        "số hiệu mốc tình trạng đường ngày kiểm ghi chú độ vĩ đơn vị đồn biên phòng xã đã xây dựng "
        "chưa có phê duyệt hư hỏng nguyên tốt người cán bộ tên huyện tỉnh giới cột loại chất liệu "
        "tọa bắc đông nguồn vốn cộng tổng bảng kết quả công",
    )
)
_TOKEN = regex(r"[^\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e]+")
_UNICODE_ONLY = regex("[\u1ea0-\u1ef9ăđơưĂĐƠƯ]")
_MOJIBAKE = ("Sá»‘", "má»‘c", "Ä‘", "Ã´", "Æ°", "áº", "á»")
_LEAST_WORDS = 2
SAMPLE = 4000
"""Characters looked at."""


def from_tcvn3(text: str) -> str:
    """Return TCVN3 text, read as Western letters, in Unicode.

    >>> from_tcvn3("sè hiÖu mèc"), from_tcvn3("®\u00adêng")
    ('số hiệu mốc', 'đường')
    """
    return text.translate(_TCVN3_CODES)


def from_vni(text: str) -> str:
    """Return VNI text, read as Western letters, in Unicode.

    >>> from_vni("Soá hieäu moác"), from_vni("ñöôøng")
    ('Số hiệu mốc', 'đường')
    """
    return _VNI_CODES.sub(lambda match: VNI[match.group()], text)


_REPORTED_AS: dict[Encoding, tuple[str, str]] = {
    "tcvn3": ("encoding-tcvn3", "TCVN3 (ABC, .VnTime)"),
    "vni": ("encoding-vni", "VNI"),
}
"""Code of the finding about a table in an encoding, and what the encoding is called."""

_READINGS: dict[Encoding, Callable[[str], str]] = {"tcvn3": from_tcvn3, "vni": from_vni}


def recognise(texts: Iterable[str]) -> Encoding | None:
    """Return the legacy encoding that texts are in, by their words; None for Unicode."""
    sample = " ".join(texts)[:SAMPLE]
    if sample.isascii():
        return None
    best = max(_READINGS, key=lambda name: _words(_READINGS[name](sample)))
    words = _words(_READINGS[best](sample))
    return best if words >= _LEAST_WORDS and words > _words(sample) else None


def _words(text: str) -> int:
    """Count the different words of a border form, those with diacritics."""
    tokens = {token for token in _TOKEN.findall(text.lower()) if not token.isascii()}
    return len(tokens & _WORDS)


def convert(text: str, encoding: Encoding) -> str:
    """Return a text of a legacy table in Unicode; text that is Unicode already is left."""
    if text.isascii() or (_UNICODE_ONLY.search(text.replace("Đ", ""))):
        return text
    return _READINGS[encoding](text)


def is_mojibake(text: str) -> bool:
    """Say whether text is UTF-8 that was once read as Windows-1252; it cannot be put right.

    >>> is_mojibake("Sá»‘ hiá»‡u má»‘c"), is_mojibake("Số hiệu mốc")
    (True, False)
    """
    sample = text[:SAMPLE]
    return sum(sample.count(mark) for mark in _MOJIBAKE) >= 2


def notice(encoding: Encoding, sheet: str | None = None) -> Finding:
    """Return the warning that a table was in a legacy encoding and was converted."""
    code, name = _REPORTED_AS[encoding]
    return finding(code, sheet=sheet, value=name, name=name)
