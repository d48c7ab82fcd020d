"""How wide Vietnamese text is in Times New Roman and in Tinos, which has its widths.

From the advance widths of the font beside this file (``hmtx``), in parts of the size of the
letters; a tone mark adds nothing, the horn of ơ and ư a little.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_HORN, _HORN_EM = "\u031b", 0.055
_UNKNOWN_EM = 1.0
SPACE_EM = 0.25
MM_PER_PT = 25.4 / 72

_REGULAR_EM = {
    0.180: "'",
    0.200: "|",
    0.250: " ,.",
    0.278: "/:;\\ijlt",
    0.333: "!()-I[]`fr·",
    0.389: "Js",
    0.408: '"',
    0.444: "?acez“”",
    0.480: "{}^",
    0.500: "#$*0123456789_bdghknopquvxyđ–«»",
    0.556: "FPS~",
    0.564: "+<=>−",
    0.611: "ELTZ",
    0.667: "BCR",
    0.722: "ADGHKNOQUVXYwĐ",
    0.778: "&m",
    0.833: "%",
    0.889: "M",
    0.921: "@",
    0.944: "W",
}
_BOLD_EM = {
    0.220: "|",
    0.250: " ,.",
    0.278: "'/\\il",
    0.333: "!()-:;[]`fjt·",
    0.389: "Is{}",
    0.444: "cerz",
    0.500: "#$*0123456789?J_agovxy–“”«»",
    0.556: 'Sbdhknpquđ~"',
    0.581: "+<=>−^",
    0.611: "FP",
    0.667: "BELTZ",
    0.722: "ACDNRUVXYwĐ",
    0.778: "GHKOQ",
    0.833: "&m",
    0.930: "@",
    0.944: "M",
}


class _Widths(dict[str, float]):
    """How wide each letter or mark is; those that the font's table does not have are added."""

    def __missing__(self, letter: str) -> float:
        mark_em = _HORN_EM if letter == _HORN else 0.0
        self[letter] = mark_em if unicodedata.combining(letter) else _UNKNOWN_EM
        return self[letter]


_WIDTHS_EM = {
    bold: _Widths({letter: ems for ems, letters in widths.items() for letter in letters})
    for bold, widths in ((False, _REGULAR_EM), (True, _BOLD_EM))
}


@lru_cache(maxsize=10_000)
def width_em(text: str, *, bold: bool = False) -> float:
    """Return how long a text is on one line, in parts of the size of its letters.

    >>> round(width_em("Quốc Khánh") * 11 * 25.4 / 72, 1)  # millimetres at 11 points
    19.7
    """
    return sum(map(_WIDTHS_EM[bold].__getitem__, unicodedata.normalize("NFD", text)))
