"""Coordinates and coordinate systems as people write them.

Vietnamese sheets print X = northing and Y = easting; numbers with a decimal comma and
dots between thousands; degrees, minutes and seconds with whatever quotes the keyboard
had; and name their system in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from mocgioi.domain.places import fold
from mocgioi.patterns import regex
from mocgioi.sources.columns import Columns
from mocgioi.sources.raw import Cell, RawTable

Axes = Literal["degrees", "metres", "bare", "one_cell"]

_TM3 = {
    (103, 0): "EPSG:9205",
    (104, 0): "EPSG:9206",
    (104, 30): "EPSG:9207",
    (104, 45): "EPSG:9208",
    (105, 0): "EPSG:5897",
    (105, 30): "EPSG:9209",
    (105, 45): "EPSG:9210",
    (106, 0): "EPSG:9211",
    (106, 15): "EPSG:9212",
    (106, 30): "EPSG:9213",
    (107, 0): "EPSG:9214",
    (107, 15): "EPSG:9215",
    (107, 30): "EPSG:9216",
    (107, 45): "EPSG:5899",
    (108, 0): "EPSG:5898",
    (108, 15): "EPSG:9217",
    (108, 30): "EPSG:9218",
}
"""VN-2000 / TM-3 by central meridian (degrees, minutes)."""

_EPSG = regex(r"(?:epsg|crs)\D{0,4}?:{0,2}\s{0,3}:?\s{0,3}(\d{4,6})\b", re.IGNORECASE)
_MERIDIAN = regex(
    r"\b(10[2-9])(?!\d)\s*(?:[°º˚o*-]|độ|do\b)?\s*(?:(\d{1,2})(?!\d))?", re.IGNORECASE
)
_DECIMAL_MERIDIAN = regex(r"\b(10[2-9])[.,](\d{1,2})\b")
_PLAIN = regex(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_LONGEST = 80
"""Characters of a coordinate, however it is written."""
_NUMBER = r"\d+(?:[.,]\d+)?"
_HEMISPHERES = {"n": 1, "b": 1, "s": -1, "e": 1, "đ": 1, "w": -1, "t": -1}


@dataclass(frozen=True, slots=True)
class Located:
    """Which columns hold coordinates, and how they are to be read.

    Attributes:
        axes: ``degrees`` (longitude and latitude), ``metres`` (easting and northing by
            name), ``bare`` (X and Y, which two conventions read differently) or ``one_cell``
            (both in one, `mocgioi.sources.pairs`).
        east, north: the fields to read; for ``bare``, as Vietnamese sheets mean them.
    """

    axes: Axes
    east: str
    north: str


@lru_cache(maxsize=16)
def located(columns: Columns) -> Located | None:
    """Return which columns hold the coordinates; None where none do.

    One column of a pair is enough: its other half is then incomplete, which is told.
    """
    pairs: tuple[tuple[Axes, str, str], ...] = (
        ("degrees", "longitude", "latitude"),
        ("metres", "easting", "northing"),
        ("bare", "y", "x"),
        ("one_cell", "coordinates", "coordinates"),
    )
    whole = [p for p in pairs if p[1] in columns and p[2] in columns]
    half = [p for p in pairs if p[1] in columns or p[2] in columns]
    chosen = next(iter(whole or half), None)
    return Located(*chosen) if chosen else None


def number(cell: Cell) -> float | None:
    """Return a number as a Vietnamese or an English hand writes it; None for anything else.

    Where both marks stand, the last one is the decimal mark; one mark that stands more than
    once separates thousands; one that stands once is the decimal mark.

    >>> number("2.430.709,44"), number("106,7126136"), number("1,234.5"), number("n/a")
    (2430709.44, 106.7126136, 1234.5, None)
    """
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return float(cell) if abs(cell) != float("inf") and cell == cell else None
    if cell.__class__ is str and _PLAIN.fullmatch(cell):
        return float(cell)
    text = str(cell).strip().replace("\u00a0", " ").replace("\u202f", " ")
    if len(text) > _LONGEST:
        return None
    if re.fullmatch(r"[+-]?\d{1,3}(?: \d{3})+(?:[.,]\d+)?", text):
        text = text.replace(" ", "")
    if not re.fullmatch(r"[+-]?\d[\d.,]*(?:[eE][+-]?\d{1,2})?", text):
        return None
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        thousands = "." if text.rfind(",") > text.rfind(".") else ","
        text = text.replace(thousands, "")
    elif dots > 1 or commas > 1:
        text = text.replace(".", "").replace(",", "")
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def plain_numbers(cells: Sequence[Cell]) -> list[float] | None:
    """Return what `number` gives of each of some cells, where all are plain; else None.

    >>> plain_numbers(("106.7126136", "22")), plain_numbers(("106.7", "n/a"))
    ([106.7126136, 22.0], None)
    """
    if {*map(type, cells)} != {str}:
        return None
    texts = cast("Sequence[str]", cells)
    together = " ".join(("", *texts))
    if together.strip("0123456789. -") or " ." in together or "-." in together:
        return None
    if "  " in together or max(map(len, texts)) > _LONGEST:
        return None
    try:
        return [*map(float, texts)]
    except ValueError:
        return None


def angle(cell: Cell) -> float | None:
    """Return an angle in decimal degrees, from a number or from degrees, minutes, seconds.

    Any quotes serve; the hemisphere may stand before or after, in English (N S E W) or
    Vietnamese (B = bắc, Đ = đông, ``vĩ độ bắc``); None for anything else.

    >>> round(angle("22°49’54,648” vĩ độ bắc"), 7), round(angle("E 106 41 13.53"), 6)
    (22.8318467, 106.687092)
    """
    plain = number(cell)
    if plain is not None or not isinstance(cell, str) or len(cell) > _LONGEST:
        return plain
    text = re.sub(r"(?:vĩ|kinh)\s*(?:độ|tuyến)?", " ", cell.strip().lower().replace("ð", "đ"))
    text = text.replace("bắc", "b").replace("nam", "s").replace("đông", "đ").replace("tây", "w")
    match = re.fullmatch(
        rf"\s*([+-]?)\s*([nsewbđt]?)\s*({_NUMBER})\s*[°º˚*d\s]?\s*(?:({_NUMBER})\s*[′’‘´`'m\s]?\s*"
        rf"(?:({_NUMBER})\s*[″”“\"s’′'\s]*)?)?\s*([nsewbđt]?)\.?\s*",
        text,
    )
    if match is None:
        return None
    sign, before, degrees, minutes, seconds, after = match.groups()
    parts = [float(part.replace(",", ".")) if part else 0.0 for part in (degrees, minutes, seconds)]
    if parts[1] >= 60 or parts[2] >= 60 or (before and after):
        return None
    value = parts[0] + parts[1] / 60 + parts[2] / 3600
    return value * (-1 if sign == "-" else 1) * _HEMISPHERES.get(before or after, 1)


def crs_stated(text: str) -> str | None:
    """Return the coordinate system that a heading, a cell or a sentence names, or None.

    >>> crs_stated("Hệ tọa độ VN-2000, kinh tuyến trục 107°15', múi chiếu 3°")
    'EPSG:9215'
    >>> crs_stated("urn:ogc:def:crs:EPSG::32648"), crs_stated("GPS (WGS-84)"), crs_stated("X (m)")
    ('EPSG:32648', 'EPSG:4326', None)
    """
    if re.search(r"crs:?84\b", text, re.IGNORECASE):
        return "EPSG:4326"
    code = _EPSG.search(text) or re.fullmatch(r"\s*(\d{4,5})\s*", text)
    if code:
        return f"EPSG:{code.group(1)}"
    folded = fold(text)
    vn2000 = "vn 2000" in folded or "vn2000" in folded
    wgs84 = any(word in folded for word in ("wgs 84", "wgs84", "gps"))
    utm = re.search(r"\butm\b.{0,12}?\b(48|49)\s*[nb]?\b|\bmui\s*(48|49)\b", folded)
    if utm and (vn2000 or wgs84):
        zone = next(group for group in utm.groups() if group)
        return f"EPSG:{3357 + int(zone)}" if vn2000 else f"EPSG:{32600 + int(zone)}"
    if vn2000 or re.search(r"\b(?:ktt|kinh tuyen)\b", folded):
        meridian = _meridian(text)
        if meridian or not vn2000:
            return _TM3.get(meridian) if meridian else None
        geographic = re.search(r"\b(?:kinh do|vi do|lon|lat|dia ly|geographic|blh)\b", folded)
        return "EPSG:4756" if geographic else None
    return "EPSG:4326" if wgs84 else None


def _meridian(text: str) -> tuple[int, int] | None:
    plain = re.sub(r"vn[\s_-]?2000", " ", text, flags=re.IGNORECASE)
    decimal = _DECIMAL_MERIDIAN.search(plain)
    if decimal:
        part = decimal.group(2)
        minutes = {"0": 0, "00": 0, "25": 15, "5": 30, "50": 30, "75": 45}.get(part, int(part))
        return int(decimal.group(1)), minutes
    match = _MERIDIAN.search(plain)
    if match is None:
        return None
    return int(match.group(1)), int(match.group(2) or 0)


_SAYING = (
    *("longitude", "latitude", "easting", "northing", "x", "y", "coordinates", "wkt", "crs"),
)
"""Fields whose headings may name a system."""


def statements(table: RawTable, columns: Columns, *, geometry: bool = False) -> list[str]:
    """Return the systems a table states, most binding first, each once.

    Looked at in this order: the ``crs`` column, the headings of the coordinates and the
    lines above the header.

    Args:
        table, columns: the table and its columns.
        geometry: the positions are the table's geometries; then what the format states is
            all that counts.
    """
    if geometry:
        return [table.crs] if table.crs else []
    texts: list[str] = []
    if "crs" in columns:
        texts += [str(columns.cell(row.values, "crs") or "") for row in table.rows]
    for field in _SAYING:
        texts.append(columns.heading(field) or "")
    texts += table.preamble
    systems = [crs for crs in map(crs_stated, dict.fromkeys(texts)) if crs]
    return list(dict.fromkeys(systems))
