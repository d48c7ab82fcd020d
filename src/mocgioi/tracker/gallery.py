"""Photographs out of the store: of a marker, as files, and small for a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from mocgioi.domain.photo import Evidence
from mocgioi.errors import CannotWrite, reason
from mocgioi.store import history, photos
from mocgioi.store.handle import Store
from mocgioi.tracker.writing import write_whole

_UNUSABLE = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names Windows keeps for itself, whatever follows the point."""


def evidence(store: Store, number: str | None = None) -> list[Evidence]:
    """Return the photographs that count as evidence, with their distances.

    Args:
        number: of this marker; of every marker, in border order, if left out.

    Raises:
        MarkerNotFound: no such marker.
    """
    with store.reading() as connection:
        positions = photos.register_positions(connection)
        if number is not None and number not in positions:
            raise history.no_marker(number, positions)
        found = photos.evidence(connection, number)
    return [shown._replace(distance_m=_distance_m(shown, positions)) for shown in found]


def _distance_m(shown: Evidence, positions: dict[str, tuple[float, float] | None]) -> float | None:
    there = positions.get(shown.marker)
    longitude, latitude = shown.photo.longitude, shown.photo.latitude
    if there is None or longitude is None or latitude is None:
        return None
    from mocgioi.intake.nearness import distance_m

    return round(distance_m(longitude, latitude, *there), 1)


def records(shown: Sequence[Evidence], files: dict[str, str]) -> list[dict[str, Any]]:
    """Return photographs as entries of the document ``mocgioi.marker/1``.

    Args:
        shown: the photographs. files: name of the file of each batch, by its uuid.
    """
    return [
        {
            **one.photo._asdict(),
            "distance_m": one.distance_m,
            "observed_on": one.observed_on,
            "observation": one.observation,
            "batch": one.batch,
            "file": files.get(one.batch or ""),
            "row": one.row,
        }
        for one in shown
    ]


def content(store: Store, sha256: str) -> bytes:
    """Return the bytes of a stored photograph.

    Raises:
        KeyError: no photograph of that hash is stored.
    """
    with store.reading() as connection:
        return photos.content(connection, sha256)


def thumbnail(store: Store, sha256: str, *, longest_px: int = 320) -> bytes | None:
    """Return a small JPEG of a stored photograph; see `mocgioi.sources.photographs.thumbnail`."""
    from mocgioi.sources import photographs

    return photographs.thumbnail(content(store, sha256), longest_px=longest_px)


def write(store: Store, number: str, folder: Path) -> list[Path]:
    """Write a marker's photographs to a folder, under their own names, one at a time.

    A file of that name with other content stays; the photograph gets a number.

    Raises:
        MarkerNotFound: no such marker. CannotWrite: the folder cannot be made or written.
    """
    shown = evidence(store, number)
    if not shown:
        return []
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"Không tạo được thư mục «{folder}» ({reason(error).vi}).",
            f"Cannot make the folder “{folder}” ({reason(error).en}).",
        ) from error
    written = []
    for one in shown:
        data = content(store, one.photo.sha256)
        path = _place_for(folder, _file_name(one.photo.name), data)
        write_whole(path, data)
        written.append(path)
    return written


def _file_name(name: str) -> str:
    """Return a name that any system takes, whatever the photograph was called."""
    path = PurePosixPath(_UNUSABLE.sub("_", name).strip(". ") or "photo")
    plain = f"{path.stem[:80]}{path.suffix[:10]}"
    return f"_{plain}" if _DEVICES.match(plain) else plain


def _place_for(folder: Path, name: str, data: bytes) -> Path:
    """Return where to write: the first name that is free, or holds these bytes already."""
    path, number = folder / name, 1
    while path.exists() and not (path.is_file() and path.read_bytes() == data):
        number += 1
        path = folder / f"{Path(name).stem}-{number}{Path(name).suffix}"
    return path
