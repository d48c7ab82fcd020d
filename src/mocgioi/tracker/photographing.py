"""Photographs on their way into the store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from mocgioi.errors import Finding, UnreadableInput
from mocgioi.intake.rows.row import MAX_SHOWN
from mocgioi.intake.survey.photos import PhotoRow
from mocgioi.sources.album import Damaged, beside, file_name
from mocgioi.store.drafts import Draft
from mocgioi.store.geopackage import Transaction
from mocgioi.store.photos import ASPECT, Incoming, names
from mocgioi.words.findings import finding


def drafts(photos: Sequence[PhotoRow], held: set[tuple[str | None, int]]) -> list[Draft]:
    """Return what photographs observe: each, that it is evidence of its marker.

    They carry no submission key: a photograph that comes later is no other content.
    """
    return [
        Draft(
            row=photo.entry,
            subject=photo.marker,
            aspect=ASPECT,
            value=photo.photo.sha256,
            observed_on=photo.observed_on,
            row_number=photo.row,
            observer=photo.observer,
            illustrative=photo.illustrative,
            held=photo.row is not None and (photo.sheet, photo.row) in held,
            sheet=photo.sheet,
            heading=photo.heading,
        )
        for photo in photos
    ]


def incoming(photos: Sequence[PhotoRow]) -> list[Incoming]:
    """Return photographs ready to be stored; the bytes of each are read when its turn comes."""
    return [Incoming(photo.photo, _Reader(photo)) for photo in photos]


def awaited(
    transaction: Transaction, path: Path, taken: Mapping[str, str], *, by_routine: bool
) -> Iterator[Finding]:
    """Tell which photographs of a kit are not in the store yet, and how they come.

    Args:
        path: of the kit. taken: its photographs. by_routine: what lies beside it comes by itself.
    """
    stored = {name.casefold() for name in names(transaction.reader).values()}
    album, there = beside(path), []
    for written, number in taken.items():
        name = PurePosixPath(file_name(written)).name
        if name.casefold() in stored:
            continue
        if found := album.find(written):
            there += found[:1]
        else:
            yield finding("merge-photo-missing", number=number, name=name[:MAX_SHOWN])
    if there and not by_routine:
        folder = path.parent / PurePosixPath(there[0].path).parent
        yield finding("merge-photos", count=len(there), folder=folder)


class _Reader:
    """Reads the bytes of one photograph again, and sees to it that they are the same."""

    def __init__(self, photo: PhotoRow) -> None:
        self._photo = photo

    def __call__(self) -> bytes:
        name = self._photo.source.name
        try:
            data = self._photo.source.read()
        except Damaged:
            data = b""
        if hashlib.sha256(data).hexdigest() != self._photo.photo.sha256:
            raise UnreadableInput(
                f"Ảnh «{name}» bị thay đổi trong lúc nhập; chưa ghi gì. Hãy nhập lại.",
                f"“{name}” changed while it was being taken in; nothing was written. Try again.",
            )
        return data
