"""Pictures made for tests: small JPEGs with the tags a telephone writes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from PIL import Image


def jpeg(
    *,
    taken: str | None = None,
    offset: str | None = None,
    place: tuple[float, float] | None = None,
    orientation: int | None = None,
    size: tuple[int, int] = (40, 30),
    colour: tuple[int, int, int] = (200, 30, 30),
) -> bytes:
    """Return a JPEG.

    Args:
        taken: as Exif writes it, ``2025:11:05 07:40:00``; offset: ``+07:00``.
        place: longitude and latitude, degrees.
    """
    exif = Image.Exif()
    if orientation is not None:
        exif[0x0112] = orientation
    shot = exif.get_ifd(0x8769)
    if taken is not None:
        shot[0x9003] = taken
    if offset is not None:
        shot[0x9011] = offset
    if place is not None:
        longitude, latitude = place
        gps = exif.get_ifd(0x8825)
        gps[1], gps[2] = "N" if latitude >= 0 else "S", _sexagesimal(abs(latitude))
        gps[3], gps[4] = "E" if longitude >= 0 else "W", _sexagesimal(abs(longitude))
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG", exif=exif)
    return written.getvalue()


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    whole = int(degrees)
    minutes = int((degrees - whole) * 60)
    return float(whole), float(minutes), round((degrees - whole - minutes / 60) * 3600, 4)


def zipped(path: Path, members: Mapping[str, bytes | str]) -> Path:
    """Write a zip of files by their names, and return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path
