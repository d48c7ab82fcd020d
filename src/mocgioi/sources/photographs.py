"""What a photograph says of itself: its kind, when and where it was taken; and a small copy.

Pictures come from strangers: only the header is read, by few decoders, and whatever a
damaged or hostile one does to the library means no more than that it says nothing. Tags are
those of Exif 2.32 (CIPA DC-008).
"""

from __future__ import annotations

import hashlib
import io
import math
import warnings
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from mocgioi.domain.days import VIETNAM
from mocgioi.domain.photo import Photo
from mocgioi.patterns import regex
from mocgioi.records import NamedTuple

_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"),
)
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc"), "image/heic"),
    **dict.fromkeys((b"mif1", b"msf1"), "image/heif"),
    **dict.fromkeys((b"avif", b"avis"), "image/avif"),
}
"""Major brands of ISO/IEC 23008-12, Annex B and of AVIF."""

_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP")
_WITHOUT_READER = frozenset({"image/heic", "image/heif", "image/avif"})

_MOST_DECODED = 200_000_000
"""Bytes in memory of a picture that is decoded: 50 megapixels. A progressive JPEG is held whole
besides, as coefficients of two bytes, three to a pixel, whatever size is asked for."""
_PIXEL_BYTES = 4
"""What Pillow keeps of a pixel, at most."""

_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_TAKEN = ((0x9003, 0x9011), (0x9004, 0x9012))
"""DateTimeOriginal and DateTimeDigitized, each with its OffsetTime."""
_CHANGED = (0x0132, 0x9010)
_WHEN = regex(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_OFFSET = regex(r"([+-])(\d\d):(\d\d)")


class Header(NamedTuple):
    """What the header of a picture says.

    Attributes:
        taken_at: the instant (UTC). A camera that names no offset is on Việt Nam's time.
        longitude, latitude: EPSG:4326, degrees.
        readable: the header could be read at all.
    """

    taken_at: str | None = None
    longitude: float | None = None
    latitude: float | None = None
    readable: bool = True


def content_type_of(data: bytes) -> str | None:
    """Return the media type of a picture by its first bytes; None where it is no picture."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return _BRANDS.get(data[8:12]) if data[4:8] == b"ftyp" else None


def examine(name: str, data: bytes) -> tuple[Photo, bool] | None:
    """Return a photograph and whether its header could be read; None where it is no picture.

    Args:
        name: of its file, without folders. data: its bytes.
    """
    content_type = content_type_of(data)
    if content_type is None:
        return None
    header = read_header(data) if content_type not in _WITHOUT_READER else Header(readable=False)
    taken_at, longitude, latitude, readable = header
    name = "".join(char if char.isprintable() else "_" for char in name)[-120:]
    sha256 = hashlib.sha256(data).hexdigest()
    photo = Photo(
        sha256=sha256,
        name=name,
        content_type=content_type,
        size_bytes=len(data),
        taken_at=taken_at,
        longitude=longitude,
        latitude=latitude,
    )
    return photo, readable


def read_header(data: bytes) -> Header:
    """Return when and where a picture was taken; its pixels are not decoded."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            # A picture of 100 megapixels is no bomb: its pixels stay packed.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                if picture.format == "PNG" and "exif" not in picture.info:
                    return Header()  # Pillow would decode all of it to look behind the pixels.
                exif = picture.getexif()
                main, shot, gps = dict(exif), exif.get_ifd(_EXIF_IFD), exif.get_ifd(_GPS_IFD)
    except Exception:
        # Whatever a hostile header makes the decoder raise, it says nothing.
        return Header(readable=False)
    longitude, latitude = _position(gps)
    return Header(_taken_at({**main, **shot}), longitude, latitude)


def _taken_at(tags: Mapping[int, Any]) -> str | None:
    for when, offset in (*_TAKEN, _CHANGED):
        match = _WHEN.match(str(tags.get(when, "")))
        if match is None:
            continue
        try:
            year, month, day, hour, minute, second = map(int, match.groups())
            zone = _zone(tags.get(offset))
            local = datetime(year, month, day, hour, minute, second, tzinfo=zone)
            return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        except (ValueError, OverflowError):
            continue
    return None


def _zone(offset: object) -> timezone:
    match = _OFFSET.match(str(offset or ""))
    if match is None:
        return VIETNAM
    sign, hours, minutes = match.groups()
    off = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-off if sign == "-" else off)


def _position(gps: Mapping[int, Any]) -> tuple[float | None, float | None]:
    """Return longitude and latitude of the GPS tags; None where they are no place."""
    latitude = _degrees(gps.get(2), gps.get(1), "S", 90)
    longitude = _degrees(gps.get(4), gps.get(3), "W", 180)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None, None
    return longitude, latitude


def _degrees(parts: object, side: object, negative: str, limit: float) -> float | None:
    """Return degrees of degrees, minutes and seconds (tags 2 and 4)."""
    try:
        degrees, minutes, seconds = (float(part) for part in parts)  # type: ignore[attr-defined]
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value) or not 0 <= value <= limit:
        return None
    letter = side.decode("ascii", "replace") if isinstance(side, bytes) else str(side or "")
    value = -value if letter.upper().startswith(negative) else value
    return round(value, 7)


def thumbnail(data: bytes, *, longest_px: int = 320) -> bytes | None:
    """Return a small JPEG of a picture, upright and without its tags; None if it cannot be drawn.

    A picture is measured by its header before it is decoded; one beyond 200 MB is not.

    The same picture gives the same bytes with the same version of Pillow.

    Args:
        data: the picture. longest_px: the longer side of the small one, at most.
    """
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                # A JPEG is decoded at an eighth where that is enough: 200 megapixels in 10 MB.
                pixels = math.prod(picture.size)
                picture.draft("RGB", (longest_px * 2, longest_px * 2))
                coefficients = 6 * pixels if picture.info.get("progressive") else 0
                if _PIXEL_BYTES * math.prod(picture.size) + coefficients > _MOST_DECODED:
                    return None
                picture.thumbnail((longest_px, longest_px))
                small = ImageOps.exif_transpose(picture).convert("RGB")
    except Exception:
        # See `read_header`.
        return None
    written = io.BytesIO()
    small.info.clear()
    small.save(written, "JPEG", quality=80)
    return written.getvalue()
