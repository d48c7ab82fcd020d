"""Counts with what is counted, as a signed paper has them: ``02 mốc``, ``1 marker``."""

from __future__ import annotations

from mocgioi.errors import Language, Text
from mocgioi.outputs.wording import number
from mocgioi.records import NamedTuple
from mocgioi.typed import Literal

Noun = Literal["marker", "road", "work", "case", "row", "donor", "gift", "post", "commune"]
"""What is counted in sentences."""


class _Noun(NamedTuple):
    vi: str
    one: str
    many: str


_NOUNS: dict[Noun, _Noun] = {
    "marker": _Noun("mốc", "marker", "markers"),
    "road": _Noun("tuyến đường", "road", "roads"),
    "work": _Noun("công trình", "work", "works"),
    "case": _Noun("trường hợp", "case", "cases"),
    "row": _Noun("dòng số liệu", "row", "rows"),
    "donor": _Noun("đơn vị, cá nhân", "donor", "donors"),
    "gift": _Noun("khoản đóng góp", "contribution", "contributions"),
    "post": _Noun("Đồn Biên phòng", "border post", "border posts"),
    "commune": _Noun("xã", "commune", "communes"),
}

_AND = Text(" và ", " and ")


def in_figures(count: float, lang: Language) -> str:
    """Return a count as a sentence has it: in Vietnamese one below ten leads with a nought.

    >>> in_figures(2, "vi"), in_figures(2, "en"), in_figures(284, "vi"), in_figures(0, "vi")
    ('02', '2', '284', '0')
    """
    if lang == "vi" and count in range(1, 10):
        return f"{int(count):02d}"
    return number(count, lang)


def quantity(count: float, noun: Noun, lang: Language) -> str:
    """Return a count with its noun.

    >>> quantity(1, "marker", "vi"), quantity(1, "marker", "en"), quantity(17, "marker", "en")
    ('01 mốc', '1 marker', '17 markers')
    """
    words = _NOUNS[noun]
    named = words.vi if lang == "vi" else words.one if count == 1 else words.many
    return f"{in_figures(count, lang)} {named}"


def listed(parts: list[str], lang: Language) -> str:
    """Return things as a sentence names them.

    >>> listed(["Ba Sơn", "Cao Lộc", "Mẫu Sơn"], "vi"), listed(["one"], "en")
    ('Ba Sơn, Cao Lộc và Mẫu Sơn', 'one')
    """
    *before, last = parts or [""]
    return f"{', '.join(before)}{_AND.to(lang)}{last}" if before else last
