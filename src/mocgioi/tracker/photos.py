"""Photographs out of the store: of a marker, as files, and small for a page."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from mocgioi.domain.photo import Evidence
from mocgioi.domain.position import Position
from mocgioi.errors import CannotWrite, reason
from mocgioi.store import commits, events, history, reading
from mocgioi.store import photos as stored
from mocgioi.store.handle import Store
from mocgioi.tracker.moments import Day, Moment, as_day, as_knowledge
from mocgioi.tracker.numbers import canonical_number
from mocgioi.tracker.writing import write_whole

if TYPE_CHECKING:
    from mocgioi.documents.marker import Photograph

_UNUSABLE = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names Windows keeps for itself, whatever follows the point."""


class Photos:
    """The photographs of a store that are evidence of markers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(
        self,
        marker: str | None = None,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
    ) -> list[Evidence]:
        """Return the photographs that count as evidence: name, time, place, distance, not bytes.

        Args:
            marker: its number, in any spelling; every marker, in border order, if left out.
            as_of, known_at: as in `Figures.coverage`; everything if left out.

        Raises:
            MarkerNotFound: no such marker. UsageError: no day or time.
        """
        day, asked = None if as_of is None else as_day(as_of), as_knowledge(known_at)
        given = None if marker is None else canonical_number(marker)
        with self._store.reading() as connection:
            known = commits.known(connection, asked).number
            numbers = events.current_numbers(connection, day, known)
            number = None if given is None else numbers.get(given, given)
            asked_of = None if number is None else [number]
            markers = reading.read_markers(connection, asked_of, as_of=day, known_at=known)
            if number is not None and number not in markers:
                known_markers = reading.marker_numbers(connection, as_of=day, known_at=known)
                raise history.no_marker(number, known_markers)
            recorded_as: list[str | None] = [o for o, now in numbers.items() if now == number]
            photos = [
                shown
                for name in (recorded_as or [number])
                for shown in stored.evidence(connection, name, as_of=day, known_at=known)
            ]
        positions = {number: entry.position for number, entry in markers.items()}
        named = [shown._replace(marker=numbers.get(shown.marker, shown.marker)) for shown in photos]
        return [shown._replace(distance_m=_distance_m(shown, positions)) for shown in named]

    def content(self, sha256: str) -> bytes:
        """Return a photograph's bytes, as they came.

        Raises:
            KeyError: no photograph of that hash is stored.
        """
        with self._store.reading() as connection:
            return stored.content(connection, sha256)

    def thumbnail(self, sha256: str, *, longest_px: int = 320) -> bytes | None:
        """Return a small upright JPEG of a photograph; None of a kind that is not decoded.

        Raises:
            KeyError: no photograph of that hash is stored.
        """
        from mocgioi.sources import photographs

        return photographs.thumbnail(self.content(sha256), longest_px=longest_px)

    def write(self, marker: str, folder: str | os.PathLike[str]) -> list[Path]:
        """Write a marker's photographs to a folder, under their own names; return the files.

        A file of that name with other content stays; the photograph gets a number.

        Raises:
            MarkerNotFound: no such marker. CannotWrite: the folder cannot be made or written.
        """
        folder = Path(folder)
        shown = self.of(marker)
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
        for evidence in shown:
            data = self.content(evidence.photo.sha256)
            path = _place_for(folder, _file_name(evidence.photo.name), data)
            write_whole(path, data)
            written.append(path)
        return written


def _distance_m(shown: Evidence, positions: Mapping[str, Position | None]) -> float | None:
    marker_at = positions.get(shown.marker)
    longitude, latitude = shown.photo.longitude, shown.photo.latitude
    if marker_at is None or longitude is None or latitude is None:
        return None
    from mocgioi.intake.position.nearness import distance_m

    return round(distance_m(longitude, latitude, *marker_at[:2]), 1)


def records(shown: Sequence[Evidence], files: Mapping[str, str]) -> list[Photograph]:
    """Return photographs as entries of the document ``mocgioi.marker/1``.

    Args:
        shown: the photographs. files: name of the file of each batch, by its uuid.
    """
    return [
        {
            "sha256": evidence.photo.sha256,
            "name": evidence.photo.name,
            "content_type": evidence.photo.content_type,
            "size_bytes": evidence.photo.size_bytes,
            "taken_at": evidence.photo.taken_at,
            "longitude": evidence.photo.longitude,
            "latitude": evidence.photo.latitude,
            "distance_m": evidence.distance_m,
            "observed_on": evidence.observed_on,
            "observation": evidence.observation,
            "batch": evidence.batch,
            "file": files.get(evidence.batch or ""),
            "row": evidence.row,
        }
        for evidence in shown
    ]


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
