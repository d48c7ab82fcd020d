"""What an intake is told and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from mocgioi.domain.batch import ColumnMapping
from mocgioi.domain.register import Commune, Post
from mocgioi.domain.rejected import RejectedRow
from mocgioi.errors import Finding
from mocgioi.sources.spool import Spool

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows already, to compare a file with.

    Attributes:
        communes: by code. posts: by code.
        markers: by number, register position (longitude, latitude; EPSG:4326) or None.
        boundary: pieces of the border line, WKB LineString in EPSG:4326.
        mappings: heading by field, by shape, as said of earlier files.
        photos: SHA-256 of the photographs it holds.
        photographed: by the path of a photograph, the marker in whose form it was taken.
        meanings: code by (aspect, folded words), as said of earlier files.
        is_real: its markers are real ones, and what is made up is none of theirs.
        standing: gives, of a marker, the value that counts by aspect, and the day it was last
            confirmed.
        seen_by: gives, of a marker and an aspect, who last confirmed the value that counts.
        stood: gives, of a marker and a day, the value by aspect that counted before that day,
            as known now.
        expect: is told which markers a file speaks of, before any of the three is asked.
        needing: numbers of the markers that need a road, where anybody said so.
        former: the number a marker has now, by each it had before. retired: ISO day from which a
            marker is no longer there.
        drawn: gives the shapes of ``roads``, ``gates`` or ``ground`` that the store has, WKB in
            EPSG:4326.
        posts_of, communes_of: code of each marker's post and commune, by marker number.
    """

    communes: Mapping[str, Commune] = field(default_factory=dict)
    posts: Mapping[str, Post] = field(default_factory=dict)
    markers: Mapping[str, tuple[float, float] | None] = field(default_factory=dict)
    needing: frozenset[str] = frozenset()
    former: Mapping[str, str] = field(default_factory=dict)
    retired: Mapping[str, str] = field(default_factory=dict)
    boundary: Sequence[bytes] = ()
    posts_of: Mapping[str, str] = field(default_factory=dict)
    communes_of: Mapping[str, str] = field(default_factory=dict)
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    photos: frozenset[str] = frozenset()
    photographed: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    is_real: bool = False
    standing: Callable[[str], Mapping[str, tuple[str, str | None]]] = lambda _: {}
    seen_by: Callable[[str, str], str | None] = lambda *_: None
    stood: Callable[[str, str], Mapping[str, str]] = lambda *_: {}
    expect: Callable[[Collection[str]], None] = lambda _: None
    drawn: Callable[[str], Sequence[bytes]] = lambda _: ()


@dataclass(slots=True)
class Taken(Generic[T]):
    """What became of a file.

    Attributes:
        file: its name. sha256: hash of its bytes.
        content_sha256: hash of its rows, the same after renaming or saving in another format.
        entries: the rows understood, in the file's order.
        rejected: the rows not taken, verbatim.
        findings: what has to be told, in the file's order.
        rows_read: rows of data: `entries` and `rejected` add up to it, where those in `unplaced`
            count once.
        unplaced: (sheet, row) of those in `entries` that are in `rejected` besides, for their
            position alone: in which system it is has to be said first.
        crs: the coordinate system the positions were read in, or None.
        new_posts: posts named in the file that the store does not know, by code.
        held: (sheet, row) of rows whose observations wait for a person, because of where
            they were made.
        mappings: what was said of its columns and is not remembered yet.
        photos_missing: photographs that rows name and that did not come with the file.
        understood: words that were read as a person has said, by aspect and folded words.
        left_behind: as `mocgioi.domain.batch.IncomingFile` has it.
        communes_of: code of the commune that known markers get from an outline, by their number.
        made_up: of a survey, whether its entries are made up: what of the two occurs.
        names_photos: an entry of a survey names a photograph.
    """

    file: str
    sha256: str
    content_sha256: str
    entries: list[T] | Spool[T] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    rows_read: int = 0
    crs: str | None = None
    new_posts: dict[str, Post] = field(default_factory=dict)
    held: set[tuple[str | None, int]] = field(default_factory=set)
    unplaced: set[tuple[str | None, int]] = field(default_factory=set)
    photos_missing: int = 0
    understood: dict[tuple[str, str], str] = field(default_factory=dict)
    left_behind: list[str] = field(default_factory=list)
    mappings: list[ColumnMapping] = field(default_factory=list)
    communes_of: dict[str, str] = field(default_factory=dict)
    made_up: set[bool] = field(default_factory=set)
    names_photos: bool = False
