"""Work about single markers that takes geometry, paper or pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mocgioi import tracker
from mocgioi.errors import Language

if TYPE_CHECKING:
    from mocgioi.desk.jobs import Steps
    from mocgioi.documents.subject import Subject
    from mocgioi.domain.batch import Receipt
    from mocgioi.store.explaining import FilePath

THUMBNAIL_PX = 480
"""The longer side of a small photograph."""


def subject(steps: Steps, *, store: FilePath, kind: str, name: str) -> Subject:
    """Return what is known of a road, commune, post, gate or project, its drawing measured."""
    return tracker.open(store, by=None).show_subject(kind, name)


def minutes(steps: Steps, *, store: FilePath, number: str, lang: Language) -> bytes:
    """Return the draft minutes of a marker (DOCX)."""
    return tracker.open(store, by=None).minutes(number, lang=lang)


def datasheet(
    steps: Steps, *, store: FilePath, number: str, lang: Language, form: Literal["pdf", "docx"]
) -> bytes:
    """Return the datasheet of a marker."""
    return tracker.open(store, by=None).datasheets.of(number, lang=lang, form=form)


def thumbnails(steps: Steps, *, store: FilePath, photos: Sequence[tuple[str, Path]]) -> None:
    """Write photographs small, as JPEG; of one that cannot be decoded an empty file.

    Args:
        photos: the SHA-256 of each, and where to.
    """
    opened = tracker.open(store, by=None)
    for sha256, path in photos:
        small = opened.photos.thumbnail(sha256, longest_px=THUMBNAIL_PX)
        written = path.with_suffix(".new")
        written.write_bytes(small or b"")
        written.replace(path)


def retire(steps: Steps, *, store: FilePath, number: str, on: str, why: str, by: str) -> Receipt:
    """Record that a marker is no longer there."""
    return tracker.open(store, by=by).register.retire(number, on=on, why=why)


def renumber(
    steps: Steps, *, store: FilePath, number: str, new: str, on: str, why: str, by: str
) -> Receipt:
    """Give a marker another number."""
    return tracker.open(store, by=by).register.renumber(number, new, on=on, why=why)


def remove_road(steps: Steps, *, store: FilePath, road: str, on: str, why: str, by: str) -> Receipt:
    """Record that a road is no longer there."""
    return tracker.open(store, by=by).roads.remove(road, on=on, why=why)


def join_roads(
    steps: Steps, *, store: FilePath, road: str, other: str, on: str, why: str, by: str
) -> Receipt:
    """Make one road of two."""
    return tracker.open(store, by=by).roads.join(road, other, on=on, why=why)
