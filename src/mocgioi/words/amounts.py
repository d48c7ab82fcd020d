"""Figures and distances as people write them in each language."""

from __future__ import annotations

from mocgioi.errors import Language, Text

_SWAP_SEPARATORS = str.maketrans(",.", ".,")


def grouped(value: float, lang: Language, decimals: int = 0) -> str:
    """Return a figure with its thousands grouped.

    >>> grouped(1234.5, "vi", 1), grouped(1234.5, "en", 1), grouped(474, "vi")
    ('1.234,5', '1,234.5', '474')
    """
    text = f"{value:,.{decimals}f}"
    return text.translate(_SWAP_SEPARATORS) if lang == "vi" else text


def figure_text(value: float, decimals: int = 0) -> Text:
    """Return a figure with its thousands grouped, in both languages.

    >>> figure_text(7200)
    Text(vi='7.200', en='7,200')
    """
    return Text(grouped(value, "vi", decimals), grouped(value, "en", decimals))


def distance_text(distance_m: float) -> Text:
    """Return a distance for a person: metres below 1 km, else kilometres.

    >>> distance_text(999.4), distance_text(51_640.0)
    (Text(vi='999 m', en='999 m'), Text(vi='51,6 km', en='51.6 km'))
    """
    if distance_m >= 5e6:
        return Text("rất xa", "very far")
    if round(distance_m) < 1000:
        return _with_unit(figure_text(distance_m), "m")
    return _with_unit(figure_text(distance_m / 1000, 1), "km")


def _with_unit(figure: Text, unit: str) -> Text:
    return Text(f"{figure.vi} {unit}", f"{figure.en} {unit}")
