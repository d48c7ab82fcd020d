"""Money and lengths of an estimate, told no finer than they are known.

A sentence has two figures that count, and the range: *khoảng 4,9 tỷ đồng (từ 2,3 đến 5,4 tỷ
đồng)*. A table has one step for a whole column, and its rows add up to its total.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10

from mocgioi.errors import Language, Text
from mocgioi.outputs.wording import number

MILLION, BILLION = 1_000_000, 1_000_000_000
STEP_VND = 10 * MILLION
"""Of the costs of a table; a cost below it is told to the million."""
STEP_M = 10
"""Of the lengths of a table."""

_FIGURES = 2
_ABOUT = Text("khoảng {}", "about {}")
_RANGE = Text("từ {} đến {}", "{} and {}")
_WITHIN = Text("{}", "between {}")
_UNITS = {
    BILLION: Text("{} tỷ đồng", "VND {} billion"),
    MILLION: Text("{} triệu đồng", "VND {} million"),
}


def rounded(value: float) -> float:
    """Return a value with the two figures that count.

    >>> rounded(4_873_000_000), rounded(255_388_499), rounded(0)
    (4900000000.0, 260000000.0, 0.0)
    """
    if not value:
        return 0.0
    return float(round(value, _FIGURES - 1 - floor(log10(abs(value)))))


def money(vnd: float, lang: Language) -> str:
    """Return a sum that is not known exactly, without the word that says so.

    >>> money(4_873_000_000, "vi"), money(255_388_499, "vi"), money(31_100_000_000, "en")
    ('4,9 tỷ đồng', '260 triệu đồng', 'VND 31 billion')
    """
    return stated_money(rounded(vnd), lang)


def stated_money(vnd: float, lang: Language) -> str:
    """Return a sum that was stated, such as a budget: with as many decimals as it has, up to 3.

    >>> stated_money(5_250_000_000, "vi"), stated_money(5e9, "en"), stated_money(870_000_000, "vi")
    ('5,25 tỷ đồng', 'VND 5 billion', '870 triệu đồng')
    """
    unit = _unit_of(vnd)
    return _UNITS[unit].to(lang).format(_in_unit(vnd, unit, lang))


def length(metres: float, lang: Language) -> str:
    """Return a length that is not known exactly.

    >>> length(5_734, "vi"), length(352, "vi"), length(57_340, "en")
    ('5,7 km', '350 m', '57 km')
    """
    metres = rounded(metres)
    if metres < 1000:
        return f"{number(metres, lang)} m"
    return f"{number(metres / 1000, lang, 1 if metres < 10_000 else 0)} km"


def about_money(vnd: float, low_vnd: float, high_vnd: float, lang: Language) -> str:
    """Return a sum with the word that says it is not known exactly, and in what range it is.

    >>> about_money(4_873_000_000, 2_280_000_000, 5_415_000_000, "vi")
    'khoảng 4,9 tỷ đồng (từ 2,3 đến 5,4 tỷ đồng)'
    >>> about_money(4_873_000_000, 2_280_000_000, 5_415_000_000, "en")
    'about VND 4.9 billion (between VND 2.3 and 5.4 billion)'
    """
    about = _ABOUT.to(lang).format(money(vnd, lang))
    low, high = rounded(low_vnd), rounded(high_vnd)
    if low == high == rounded(vnd):
        return about
    unit = _unit_of(high)
    span = _RANGE.to(lang).format(*(_in_unit(end, unit, lang) for end in (low, high)))
    return f"{about} ({_WITHIN.to(lang).format(_UNITS[unit].to(lang).format(span))})"


def _unit_of(vnd: float) -> int:
    return BILLION if vnd >= BILLION else MILLION


def _in_unit(vnd: float, unit: int, lang: Language) -> str:
    text = f"{vnd / unit:.3f}".rstrip("0")
    return number(vnd / unit, lang, len(text.partition(".")[2]))


def about_length(metres: float, lang: Language) -> str:
    """Return a length with the word that says it is not known exactly.

    >>> about_length(5_734, "en")
    'about 5.7 km'
    """
    return _ABOUT.to(lang).format(length(metres, lang))


def in_steps(values: Sequence[float], step: int) -> list[int]:
    """Return values in whole steps that add up to their sum in whole steps.

    The largest remainders are rounded up, so that no row is off by a whole step.

    >>> in_steps([14, 14, 14], 10), sum(in_steps([14, 14, 14], 10))
    ([20, 10, 10], 40)
    """
    wholes = [floor(value / step) for value in values]
    missing = round(sum(values) / step) - sum(wholes)
    by_rest = sorted(range(len(values)), key=lambda at: (-(values[at] / step - wholes[at]), at))
    for at in by_rest[:missing]:
        wholes[at] += 1
    return [whole * step for whole in wholes]


def in_millions(costs_vnd: Sequence[int]) -> list[int]:
    """Return costs in million đồng, in whole steps of `STEP_VND`; those below it to the million.

    >>> in_millions([4_400_000, 92_000_000, 14_000_000, 0])
    [4, 90, 20, 0]
    """
    steps = iter(in_steps([vnd for vnd in costs_vnd if vnd >= STEP_VND], STEP_VND))
    return [
        (next(steps) if vnd >= STEP_VND else in_steps([vnd], MILLION)[0]) // MILLION
        for vnd in costs_vnd
    ]
