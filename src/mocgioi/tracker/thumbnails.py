"""Photographs made small for a page: the newest of each marker, and bounded in all."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mocgioi.domain.photo import Evidence
from mocgioi.outputs.map.facts import PhotoCounts, PhotoFacts
from mocgioi.store import photos
from mocgioi.store.handle import Store
from mocgioi.tracker.photos import Photos

PER_MARKER = 2
"""Photographs of one marker, at most."""

MOST_BYTES = 25_000
"""Of one small JPEG."""

PAGE_BYTES = 6_000_000
"""Of all of them together: 8 MB as text in the page, two of each of 459 markers."""

_LONGEST_PX = (200, 140, 100)
"""The longer side; the next one is taken where the JPEG would be too large."""


class Thumbnails(NamedTuple):
    """Small photographs by marker number, newest first, and how many there are and are not."""

    by_marker: dict[str, list[PhotoFacts]]
    counts: PhotoCounts


def thumbnails(
    store: Store,
    *,
    as_of: str,
    known_at: int | None = None,
    per_marker: int = PER_MARKER,
    page_bytes: int = PAGE_BYTES,
) -> Thumbnails:
    """Return the newest photographs of each marker as of a day, small, upright, without tags.

    Every marker's newest goes before any marker's second, in border order, until the page is
    full. A photograph of a kind that is not decoded is passed over for an older one.

    Args:
        as_of: ISO day; what was observed later is no photograph of that day.
        known_at: number of the last commit known, None = everything.
        per_marker, page_bytes: photographs of one marker, bytes of all of them, at most.
    """
    with store.reading() as connection:
        known = photos.evidence(connection, as_of=as_of, known_at=known_at)
    of_marker: dict[str, list[Evidence]] = {}
    for photograph in reversed(known):
        of_marker.setdefault(photograph.marker, []).append(photograph)
    made: dict[str, list[PhotoFacts]] = {}
    left_bytes = page_bytes
    rest = {number: _small(store, of_marker[number]) for number in reversed(of_marker)}
    for number in [*rest] * per_marker:
        small = next(rest[number], None)
        if small is None:
            continue
        picture, taken_on = small
        left_bytes -= len(picture)
        if left_bytes < 0:
            break
        data = f"data:image/jpeg;base64,{base64.b64encode(picture).decode('ascii')}"
        made.setdefault(number, []).append({"data": data, "taken_on": taken_on})
    shown = sum(map(len, made.values()))
    return Thumbnails(made, {"shown": shown, "left_out": len(known) - shown})


def _small(store: Store, newest_first: Sequence[Evidence]) -> Iterator[tuple[bytes, str | None]]:
    """Make small, one at a time and only when asked, those of a marker that can be decoded."""
    for photograph in newest_first:
        picture = _fitting(store, photograph.photo.sha256)
        if picture is not None:
            yield picture, photograph.photo.taken_on or photograph.observed_on


def _fitting(store: Store, sha256: str) -> bytes | None:
    for longest_px in _LONGEST_PX:
        picture = Photos(store).thumbnail(sha256, longest_px=longest_px)
        if picture is None or len(picture) <= MOST_BYTES:
            return picture
    return None
