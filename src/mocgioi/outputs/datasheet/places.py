"""A position as sheets of paper print it: in VN-2000, and in degrees of WGS 84."""

from __future__ import annotations

from math import hypot

from mocgioi.errors import Language, Text
from mocgioi.outputs import wording

_SIDES = {
    "latitude": (Text("B", "N"), Text("N", "S")),
    "longitude": (Text("Đ", "E"), Text("T", "W")),
}


def metres(longitude: float, latitude: float) -> tuple[float, float]:
    """Return northing and easting of EPSG:9215, metres: X and Y of a Vietnamese sheet."""
    import numpy as np

    from mocgioi.domain.crs import to_metric

    easting, northing = to_metric(np.array([longitude]), np.array([latitude]))
    return float(northing[0]), float(easting[0])


def apart_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the planar distance of two places (longitude, latitude), metres."""
    (x, y), (to_x, to_y) = metres(*one), metres(*other)
    return hypot(to_x - x, to_y - y)


def sexagesimal(degrees: float, axis: str, lang: Language, *, decimals: int = 2) -> str:
    """Return degrees, minutes and seconds with the side of the Earth.

    Args:
        axis: ``latitude`` or ``longitude``. decimals: of the seconds.

    >>> sexagesimal(21.9725, "latitude", "vi"), sexagesimal(106.71, "longitude", "en")
    ('21°58′21,00″B', '106°42′36.00″E')
    """
    unit = 10**decimals
    whole = round(abs(degrees) * 3_600 * unit)
    seconds, fraction = divmod(whole, unit)
    minutes, seconds = divmod(seconds, 60)
    of_degrees, minutes = divmod(minutes, 60)
    point = "," if lang == "vi" else "."
    shown = f"{seconds:02d}" + (f"{point}{fraction:0{decimals}d}" if decimals else "")
    side = _SIDES[axis][degrees < 0].to(lang)
    return f"{of_degrees}°{minutes:02d}′{shown}″{side}"


def decimal(degrees: float, lang: Language, decimals: int) -> str:
    """Return degrees as a decimal number."""
    return f"{wording.number(degrees, lang, decimals)}°"
