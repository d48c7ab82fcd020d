"""Photographs become evidence: which row names which, and what each says of itself.

A photograph is never a reason to refuse a row. What is missing, belongs to no row, was taken
elsewhere or on another day is told, all of it at once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TypedDict

from mocgioi.domain.days import day_text
from mocgioi.domain.photo import Photo
from mocgioi.domain.rejected import RejectedRow
from mocgioi.domain.survey import SurveyRow
from mocgioi.errors import Finding, Severity
from mocgioi.intake.position.nearness import distance_m
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.rows.row import MAX_SHOWN
from mocgioi.intake.survey.photo_names import marker_meant
from mocgioi.intake.survey.policy import STANDARD, Policy, differences
from mocgioi.records import NamedTuple
from mocgioi.sources.album import (
    Album,
    Damaged,
    Source,
    folders_of,
    is_photo_name,
)
from mocgioi.sources.bundles import Bundle
from mocgioi.sources.photographs import examine
from mocgioi.words.amounts import distance_text
from mocgioi.words.findings import finding


class PhotoRow(NamedTuple):
    """A photograph as evidence of one marker, about to be recorded.

    Attributes:
        entry: which of the taken rows it belongs to.
        marker: the marker's number; observed_on: ISO day, or None.
        photo: what is known of it; source: where its bytes are.
        sheet, row, heading: the cell that names it, as far as one does.
    """

    entry: int
    marker: str
    observed_on: str | None
    photo: Photo
    source: Source
    sheet: str | None = None
    row: int | None = None
    heading: str | None = None
    observer: str | None = None
    illustrative: bool = False


def match_photos(
    taken: Taken[SurveyRow], bundle: Bundle, *, known: Known, policy: Policy = STANDARD
) -> list[PhotoRow]:
    """Return the photographs of a survey's rows; what is amiss joins the findings of `taken`.

    Codes: ``photo-missing``, ``photo-ambiguous``, ``photo-orphan``, ``photo-unreadable``,
    ``photo-far``, ``photo-date-differs``; and those of files that were not opened.
    """
    taken.findings.extend(refused.finding for refused in bundle.refused)
    taken.findings.extend(bundle.findings)
    album = bundle.album
    desk = _Desk(known, policy)
    photos: list[PhotoRow] = []
    absent: list[Finding] = []
    for index, row in enumerate(taken.entries if taken.names_photos else ()):
        for heading, written in row.photos:
            sources = album.find(written, row.submission)
            album.claimed.update(source.path for source in sources)
            if len(sources) == 1:
                photos += desk.photo(index, row, sources[0], heading)
            else:
                absent.append(_absent(row, heading, written, len(sources)))
    taken.photos_missing = len(absent)
    if album.sources:
        taken.findings += absent
    elif absent:
        taken.findings.append(_none_came(absent, "warning" if bundle.whole else "notice"))
    album.claimed |= _named_by_rejected(taken.rejected, album)
    if any(source.path not in album.claimed for source in album.sources):
        photos += _unnamed(bundle, taken, desk)
    taken.left_behind += _left_behind(bundle, photos, desk)
    taken.findings += desk.findings()
    return photos


def take_photos(bundle: Bundle, *, known: Known, policy: Policy = STANDARD) -> Taken[PhotoRow]:
    """Take photographs that come without a table, each the evidence of the marker it is named for.

    ``1116.jpg``, ``Mốc 1116 mặt trước.jpg``, ``1088_2.jpg`` (for 1088/2, where there is such
    a marker) and ``1116/IMG_0001.jpg`` are understood. Each file counts as a row. Of those that
    came with nothing, but lie about, what the store holds already is passed over, and what is
    named for no marker is told and is no row. What was taken in the form of a marker needs no name.
    Two archives are the same only where what is not taken of them is the same, too.
    """
    taken: Taken[PhotoRow] = Taken(bundle.name, bundle.sha256, "")
    taken.findings.extend(differences(policy))
    desk = _Desk(known, policy)
    for file in bundle.refused:
        content = {"photo": file.path}
        taken.rejected.append(
            RejectedRow(sheet=None, row=None, content=content, codes=(file.finding.code,))
        )
        taken.findings.append(file.finding)
    taken.findings.extend(bundle.findings)
    digest = hashlib.sha256()
    if bundle.refused:  # what is in them cannot be compared
        digest.update(f"{bundle.sha256}\n".encode())
    for number, source in enumerate(bundle.album.sources, start=1):
        if not bundle.whole and desk.is_stored(source):
            continue
        marker = known.photographed.get(source.path) or marker_meant(source, known.markers)
        if marker is None and not bundle.whole:
            taken.findings.append(_orphan(source, "warning"))
            continue
        if marker is None:
            refused = _orphan(source, "error", number)
        else:
            row = PhotoRow(
                entry=len(taken.entries),
                marker=marker,
                observed_on=None,
                photo=NOTHING,
                source=source,
                row=number,
            )
            shown = desk.alone(row)
            if shown is not None:
                taken.entries.append(shown)
                digest.update(f"{marker} {shown.photo.sha256}\n".encode())
                continue
            refused = _no_picture(source, "error", row=number)
        digest.update(f"{source.path} {desk.digest_of(source)}\n".encode())
        taken.rejected.append(
            RejectedRow(
                sheet=None, row=number, content={"photo": source.path}, codes=(refused.code,)
            )
        )
        taken.findings.append(refused)
    taken.rows_read = len(taken.entries) + len(taken.rejected)
    taken.content_sha256 = digest.hexdigest()
    taken.left_behind += _left_behind(bundle, taken.entries, desk)
    taken.findings += desk.findings()
    return taken


class _Cell(TypedDict):
    """What a finding says of the cell it is about."""

    sheet: str | None
    row: int | None
    column: str | None
    value: str | None


NOTHING = Photo(sha256="", name="", content_type="", size_bytes=0)


class _Desk:
    """Where photographs are looked at, one at a time, each once."""

    def __init__(self, known: Known, policy: Policy) -> None:
        self._known = known
        self._policy = policy
        self._seen: dict[str, Photo | None] = {}
        self._findings: list[Finding] = []
        self._mute: list[str] = []

    def findings(self) -> list[Finding]:
        """Return what was found, with one notice for all that say neither time nor place."""
        if not self._mute:
            return self._findings
        listed = ", ".join(f"«{n[:60]}»" for n in self._mute[:5])
        listed += " …" if len(self._mute) > 5 else ""
        mute = finding(
            "photo-unreadable",
            "mute",
            value=self._mute[0],
            count=len(self._mute),
            names=listed,
        )
        return [*self._findings, mute]

    def is_stored(self, source: Source) -> bool:
        """Say whether the store holds the bytes of a file as a photograph."""
        photo = self._examined(source)
        return photo is not None and photo.sha256 in self._known.photos

    @staticmethod
    def digest_of(source: Source) -> str:
        """Return the hash of the bytes of a file; what is said of its length where it has none."""
        try:
            return hashlib.sha256(source.read()).hexdigest()
        except Damaged:
            return str(source.size_bytes)

    def is_of_another_day(self, source: Source, row: SurveyRow) -> bool:
        """Say whether a file says that it was taken on another day than the row's."""
        photo = self._examined(source)
        taken_on = photo.taken_on if photo is not None else None
        return None not in (taken_on, row.observed_on) and taken_on != row.observed_on

    def alone(self, row: PhotoRow) -> PhotoRow | None:
        """Return a photograph named for its marker, looked at; None if it is no picture."""
        photo = self._examined(row.source)
        if photo is None:
            return None
        shown = row._replace(photo=photo, observed_on=photo.taken_on)
        self._check_place(shown)
        return shown

    def photo(
        self, index: int, row: SurveyRow, source: Source, heading: str | None
    ) -> list[PhotoRow]:
        """Return a row's photograph, looked at; nothing where it is no picture, which is told."""
        photo = self._examined(source)
        if photo is None:
            self._findings.append(
                _no_picture(source, "warning", sheet=row.sheet, row=row.row, column=heading)
            )
            return []
        shown = PhotoRow(
            entry=index,
            marker=str(row.number),
            observed_on=row.observed_on,
            photo=photo,
            source=source,
            sheet=row.sheet,
            row=row.row,
            heading=heading,
            observer=row.observer,
            illustrative=row.illustrative,
        )
        self._check_place(shown)
        self._check_day(shown)
        return [shown]

    def _examined(self, source: Source) -> Photo | None:
        if source.path in self._seen:
            return self._seen[source.path]
        try:
            examined = examine(source.name, source.read())
        except Damaged:
            examined = None
        photo, readable = examined or (None, True)
        if not readable:
            self._mute.append(source.name)
        self._seen[source.path] = photo
        return photo

    def _check_place(self, shown: PhotoRow) -> None:
        home = self._known.markers.get(shown.marker)
        longitude, latitude = shown.photo.longitude, shown.photo.latitude
        if home is None or longitude is None or latitude is None:
            return
        off = distance_m(longitude, latitude, *home)
        if off <= self._policy.photo_told_m:
            return
        self._findings.append(
            finding("photo-far", **_cell(shown), number=shown.marker, off=distance_text(off))
        )

    def _check_day(self, shown: PhotoRow) -> None:
        taken_on = shown.photo.taken_on
        observed_on = shown.observed_on
        if taken_on is None or observed_on is None or observed_on == taken_on:
            return
        self._findings.append(
            finding(
                "photo-date-differs",
                **_cell(shown),
                taken_on=day_text(taken_on),
                observed_on=day_text(observed_on),
            )
        )


def _cell(shown: PhotoRow) -> _Cell:
    """Return what a finding says of the cell that names a photograph."""
    return {
        "sheet": shown.sheet,
        "row": shown.row,
        "column": shown.heading,
        "value": shown.source.name[:MAX_SHOWN],
    }


def _unnamed(bundle: Bundle, taken: Taken[SurveyRow], desk: _Desk) -> list[PhotoRow]:
    """Return the photographs whose folder or name says which row they belong to.

    The rest is told where it came with the survey. Of those that merely lie near it, what the
    store holds already came with another, what says another day than the row is of another visit,
    and no word is lost on what belongs to no row.
    """
    album = bundle.album
    by_key = {row.submission.casefold(): i for i, row in enumerate(taken.entries) if row.submission}
    rows_of: dict[str, list[int]] = {}
    for index, row in enumerate(taken.entries):
        rows_of.setdefault(str(row.number), []).append(index)
    shown: list[PhotoRow] = []
    for source in album.sources:
        if source.path in album.claimed:
            continue
        index_of = next((by_key[key] for key in folders_of(source) if key in by_key), None)
        if index_of is None:
            marker = marker_meant(source, rows_of)
            rows = rows_of.get(marker or "", [])
            index_of = rows[0] if len(rows) == 1 else None
        if index_of is None:
            if bundle.whole:
                taken.findings.append(_orphan(source, "warning"))
            continue
        if not bundle.whole and desk.is_of_another_day(source, taken.entries[index_of]):
            continue
        album.claimed.add(source.path)
        if bundle.whole or not desk.is_stored(source):
            shown += desk.photo(index_of, taken.entries[index_of], source, None)
    return shown


def _left_behind(bundle: Bundle, shown: Iterable[PhotoRow], desk: _Desk) -> list[str]:
    """Return the paths of what came in it and does not come into the store.

    What merely lies near a table did not come in it.
    """
    in_store = {photo.source.path for photo in shown}
    if bundle.raw is not None and not bundle.whole:
        return []
    left = [
        source.path
        for source in bundle.album.sources
        if source.path not in in_store and not desk.is_stored(source)
    ]
    return [*(file.path for file in bundle.refused), *left]


def _named_by_rejected(rejected: Iterable[RejectedRow], album: Album) -> set[str]:
    """Return paths of photographs that rows name which were not taken: they wait with them."""
    cells = (text for row in rejected for text in row.content.values() if is_photo_name(text))
    return {source.path for text in cells for source in album.find(text)}


def _absent(row: SurveyRow, heading: str, written: str, count: int) -> Finding:
    shown = written[:MAX_SHOWN]
    cell: _Cell = {"sheet": row.sheet, "row": row.row, "column": heading, "value": shown}
    if count:
        return finding("photo-ambiguous", **cell, count=count, name=shown)
    return finding("photo-missing", "single", **cell, name=shown)


def _none_came(absent: Sequence[Finding], severity: Severity) -> Finding:
    """Return one finding for all the names of a survey that came without any photograph."""
    first = absent[0]
    return finding(
        "photo-missing",
        "all",
        severity=severity,
        sheet=first.sheet,
        row=first.row,
        column=first.column,
        value=first.value,
        count=len(absent),
    )


def _orphan(source: Source, severity: Severity, row: int | None = None) -> Finding:
    shown = source.path[:MAX_SHOWN]
    return finding("photo-orphan", severity=severity, row=row, value=shown, name=shown)


def _no_picture(
    source: Source,
    severity: Severity,
    *,
    sheet: str | None = None,
    row: int | None = None,
    column: str | None = None,
) -> Finding:
    shown = source.name[:MAX_SHOWN]
    return finding(
        "photo-unreadable",
        "no_picture",
        severity=severity,
        sheet=sheet,
        row=row,
        column=column,
        value=shown,
        name=shown,
    )
