"""Photographs (ảnh hiện trường): evidence of how a marker or its road was found."""

from __future__ import annotations

from mocgioi.domain.days import day_of
from mocgioi.records import NamedTuple


class Photo(NamedTuple):
    """One photograph; its identity is the hash of its bytes.

    Attributes:
        sha256: hash of the file's bytes, hexadecimal.
        name: name of its file, without folders.
        content_type: media type by its content, such as ``image/jpeg``.
        size_bytes: length of the file.
        taken_at: the instant (UTC, ``…Z``) the camera says, or None.
        longitude, latitude: where the camera says it stood, EPSG:4326, degrees, or None.
    """

    sha256: str
    name: str
    content_type: str
    size_bytes: int
    taken_at: str | None = None
    longitude: float | None = None
    latitude: float | None = None

    @property
    def taken_on(self) -> str | None:
        """The day in Việt Nam on which it was taken, ISO, or None."""
        return None if self.taken_at is None else day_of(self.taken_at)


class Evidence(NamedTuple):
    """A photograph as evidence of one marker, as the ledger holds it.

    Attributes:
        photo: the photograph.
        marker: the marker's number.
        observation: uuid of the observation (aspect ``photo``) that says so.
        observed_on: ISO day of the survey it came with, or on which it was taken; None where
            neither is known.
        batch: uuid of the batch it came with; row: the row of the file that named it.
        distance_m: how far from the marker's register position it was taken, or None.
    """

    photo: Photo
    marker: str
    observation: str
    observed_on: str | None
    batch: str | None
    row: int | None
    distance_m: float | None

    @property
    def day(self) -> str | None:
        """The day that it shows, ISO: of the survey, else on which it was taken; or None."""
        return self.observed_on or self.photo.taken_on
