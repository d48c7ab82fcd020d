"""Datasheets of markers (lý lịch mốc), and the books of posts."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from mocgioi.domain.audiences import PLACE_DECIMALS
from mocgioi.errors import CannotWrite, Language, StoreLocked, UsageError
from mocgioi.outputs.datasheet import as_pdf
from mocgioi.outputs.datasheet.audience import AUDIENCES, checked_audience, redacted
from mocgioi.outputs.datasheet.book import cover
from mocgioi.outputs.datasheet.facts import Audience, Datasheet, Picture
from mocgioi.store import commits, reading
from mocgioi.store.handle import Store
from mocgioi.tracker import histories, naming
from mocgioi.tracker.freshness import bring_up_to_date
from mocgioi.tracker.moments import Day, Moment, as_day, as_knowledge, report_day
from mocgioi.tracker.photos import Photos
from mocgioi.tracker.surroundings import World

if TYPE_CHECKING:
    from mocgioi.documents.conflicts import Conflict
    from mocgioi.documents.marker import Marker, Photograph

PICTURES = 3
"""Photographs of one marker that are shown: the newest."""

PICTURES_IN_BOOK = 2
"""The same where there are many markers: a photograph of a telephone takes a tenth of a second."""

_LONGEST_PX = 400
"""Of a small photograph: some 200 dots an inch as it stands on the page."""


Progress = Callable[[str, int, int], None]


def _silent(phase: str, done: int, of: int) -> None:
    """Say nothing of how far it has come."""


class _Asked(NamedTuple):
    """What datasheets are asked to be: of which day and knowledge, and for whom."""

    as_of: str | None
    day: str
    known_at: str | None
    audience: Audience


class Datasheets:
    """Datasheets of the markers of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(
        self,
        marker: str,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        lang: Language = "vi",
        audience: str = AUDIENCES[0],
        form: Literal["pdf", "docx"] = "pdf",
    ) -> bytes:
        """Return the datasheet of one marker: one page as PDF, or DOCX to be written in.

        Args:
            marker: its number, in any spelling.
            as_of, known_at: as for `Tracker.show`.
            audience: ``full``; ``internal``: places to about 11 m, no names of people, notes or
                photographs, and the QR code says the number alone.

        Raises:
            MarkerNotFound: no such marker on that day. UsageError: no day, time or audience, or
                a day that has not come yet.
        """
        asked = self._asked(as_of, known_at, audience)
        document = histories.marker_document(
            self._store, marker, as_of=asked.as_of, known_at=asked.known_at
        )
        made = self._made([document], asked)
        if form == "docx":
            from mocgioi.outputs.datasheet import as_docx

            return as_docx.render(made[0], lang)
        return as_pdf.render(made, lang)

    def book(
        self,
        *,
        post: str | None = None,
        commune: str | None = None,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        lang: Language = "vi",
        audience: str = AUDIENCES[0],
        progress: Progress = _silent,
    ) -> bytes:
        """Return the datasheets of many markers as one PDF: cover, contents, a page a marker.

        Args:
            post, commune: name or code of those whose markers it has; of all of them where
                neither is given.
            as_of, known_at, audience: as for `of`.
            progress: called with what is being done (``draw``, ``typeset``), how many markers are
                ready, and of how many.

        Raises:
            UsageError: no such post, commune, day, time or audience; or no marker is there.
        """
        asked = self._asked(as_of, known_at, audience)
        with self._store.reading() as connection:
            known = commits.known(connection, asked.known_at).number
            markers = reading.read_markers(connection, as_of=asked.as_of, known_at=known)
            wanted = {
                kind: naming.find(connection, kind, name)
                for kind, name in (("post", post), ("commune", commune))
                if name is not None
            }
        numbers = [
            number
            for number, entry in markers.items()
            if all(getattr(entry, kind) == named.subject for kind, named in wanted.items())
        ]
        if not numbers:
            raise UsageError("Không có mốc nào để lập sổ.", "There is no marker to make a book of.")
        documents = list(
            histories.marker_documents(
                self._store, numbers, as_of=asked.as_of, known_at=asked.known_at
            )
        )
        made = self._made(documents, asked, progress)
        names = {kind: named.name for kind, named in wanted.items()}
        progress("typeset", 0, 0)
        front = cover(made, lang, post=names.get("post"), commune=names.get("commune"))
        return as_pdf.render(made, lang, cover=front)

    def _asked(self, as_of: Day | None, known_at: Moment | None, audience: str) -> _Asked:
        # What cannot be written is shown as it was measured last.
        with suppress(CannotWrite, StoreLocked):
            bring_up_to_date(self._store)
        return _Asked(
            None if as_of is None else as_day(as_of),
            report_day(as_of),
            as_knowledge(known_at),
            checked_audience(audience),
        )

    def _made(
        self, documents: Sequence[Marker], asked: _Asked, progress: Progress = _silent
    ) -> list[Datasheet]:
        with self._store.reading() as connection:
            world = World(
                connection,
                as_of=asked.day,
                known_at=commits.known(connection, asked.known_at).number,
                decimals=None if asked.audience == "full" else PLACE_DECIMALS,
            )
        disputes = self._disputes(documents, asked)
        made = []
        for document, pictures in zip(documents, self._albums(documents, asked), strict=True):
            datasheet = Datasheet(
                document,
                asked.day,
                world.around(document["number"]),
                world.drawn_m(road["road"] for road in document["access_roads"]),
                tuple(pictures),
                len(document["photos"]),
                asked.audience,
                disputes.get(document["number"], ()),
            )
            made.append(redacted(datasheet, asked.audience))
            progress("draw", len(made), len(documents))
        return made

    def _disputes(
        self, documents: Sequence[Marker], asked: _Asked
    ) -> Mapping[str, tuple[Conflict, ...]]:
        """Return what waits for a decision, by the number of the marker."""
        if not any(document["disagreements"] for document in documents):
            return {}
        waiting = histories.disagreement_document(
            self._store, as_of=asked.as_of, known_at=asked.known_at
        )
        by_number: dict[str, tuple[Conflict, ...]] = {}
        for conflict in waiting["conflicts"]:
            if conflict["kind"] is None:
                number = conflict["marker"]
                by_number[number] = (*by_number.get(number, ()), conflict)
        return by_number

    def _albums(self, documents: Sequence[Marker], asked: _Asked) -> Iterator[list[Picture]]:
        """Yield the photographs to show of each marker, made small on all cores."""
        if asked.audience != "full":
            yield from ([] for _ in documents)
            return
        most = PICTURES if len(documents) == 1 else PICTURES_IN_BOOK
        # Making one small changes the filters of warnings for every thread: they are put back
        # once, when all are through.
        with warnings.catch_warnings(), ThreadPoolExecutor() as pool:
            yield from pool.map(partial(self._pictures, most), documents)

    def _pictures(self, most: int, document: Marker) -> list[Picture]:
        """Return the newest photographs that can be decoded, made small."""
        observers = {e["observation"]: e["observer"] for e in document["history"]}
        pictures: list[Picture] = []
        for photograph in sorted(document["photos"], key=_day_of, reverse=True):
            if len(pictures) == most:
                break
            jpeg = Photos(self._store).thumbnail(photograph["sha256"], longest_px=_LONGEST_PX)
            if jpeg is not None:
                taken_on = _day_of(photograph) or None
                observer = observers.get(photograph["observation"])
                pictures.append(Picture(jpeg, taken_on, observer))
        return pictures


def _day_of(photograph: Photograph) -> str:
    from mocgioi.domain.days import day_of

    taken_at = photograph["taken_at"]
    return day_of(taken_at) if taken_at else photograph["observed_on"] or ""
