"""The register: communes, posts, gates, the border, markers, roads and the papers about them."""

from __future__ import annotations

import os
from collections.abc import Container, Mapping
from typing import TYPE_CHECKING

from mocgioi.errors import Text, UsageError
from mocgioi.store import kits
from mocgioi.store.handle import Store
from mocgioi.tracker.moments import Day, day_or_today

if TYPE_CHECKING:
    from mocgioi.domain.batch import Receipt
    from mocgioi.tracker.searching import Found, Subject

KINDS = (
    "communes",
    "posts",
    "gates",
    "boundary",
    "ground",
    "markers",
    "roads",
    "projects",
    "contributions",
    "published",
    "targets",
    "dem",
)
"""What a file of the register may be of."""

ORDER = (
    "communes",
    "boundary",
    "ground",
    "posts",
    "gates",
    "markers",
    "roads",
    "projects",
    "contributions",
    "published",
    "targets",
    "dem",
)
"""Kinds of the register in the order in which each finds what it names."""

_OF_THE_PROVINCE = Text(
    "sổ đăng ký, xã, đồn, tuyến đường … được nhập vào kho của tỉnh",
    "registers, communes, posts, roads … are imported into the store of the province",
)


class Register:
    """The register of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def check(
        self,
        kind: str,
        path: str | os.PathLike[str],
        *,
        crs: str | None = None,
        layer: str | None = None,
        sheet: str | None = None,
        columns: Mapping[str, str] | None = None,
        on: Day | None = None,
    ) -> Receipt:
        """Return the receipt that `import_file` would give; nothing is written."""
        from mocgioi.tracker import taking

        self._refuse_within_kit()
        return taking.import_file(
            self._store,
            checked_kind(kind),
            path,
            on=day_or_today(on),
            is_day_given=on is not None,
            crs=crs,
            layer=layer,
            sheet=sheet,
            columns=columns,
            rehearse=True,
        )

    def import_file(
        self,
        kind: str,
        path: str | os.PathLike[str],
        *,
        crs: str | None = None,
        layer: str | None = None,
        sheet: str | None = None,
        columns: Mapping[str, str] | None = None,
        on: Day | None = None,
    ) -> Receipt:
        """Take in one file of the register: what is there is updated, nothing is deleted.

        Only a border line (``boundary``), a ``ground`` and heights (``dem``) replace the one
        there was.

        What the lines show is measured anew in the same transaction, where the file moves it.

        Args:
            kind: one of `KINDS`.
            path: a spreadsheet, CSV, GeoPackage, GeoJSON, KML or shapefile; for ``dem``, heights of
                the ground, a raster with a coordinate system (GeoTIFF).
            crs: its coordinate reference system, ``EPSG:n``, where the file does not say.
            layer, sheet: which one to read, where the file has several.
            columns: heading in the file by field, where it is not recognised.
            on: the day from which what changed holds; today in Việt Nam if left out, of a target
                the first day of its year where that is earlier.

        Raises:
            UnreadableInput, CrsProblem: the file cannot be taken; the store is as it was.
            UsageError: no such kind, or real data for a store of illustrative markers; or the
                store is the kit of a post.
        """
        from mocgioi.tracker import taking

        self._refuse_within_kit()
        return taking.import_file(
            self._store,
            checked_kind(kind),
            path,
            on=day_or_today(on),
            is_day_given=on is not None,
            crs=crs,
            layer=layer,
            sheet=sheet,
            columns=columns,
        )

    def _refuse_within_kit(self) -> None:
        with self._store.reading() as connection:
            kits.refuse_within(connection, _OF_THE_PROVINCE)

    def search(
        self,
        words: str = "",
        *,
        codes: Mapping[str, str] | None = None,
        trait: str | None = None,
        within: Container[str] | None = None,
    ) -> Found:
        """Return the markers, roads and places that people mean by some words, as it stands today.

        Args:
            words: a number in any spelling, several, a stretch (``1116-1120``), how numbers begin,
                or words of names and notes. Empty: every marker.
            codes: what the markers must have, by ``commune post need road road_condition
                condition``; ``not_reported`` is the road of which nothing is known.
            trait: ``at_once waiting overdue never_seen``. within: only these numbers, and no
                places.
        """
        from mocgioi.tracker import searching

        return searching.search(self._store, words, codes=codes, trait=trait, within=within)

    def subjects(self, kind: str) -> list[Subject]:
        """Return everything of a kind that is there today: its identity, and what it is called.

        Args:
            kind: ``commune post road project``.
        """
        from mocgioi.tracker import searching

        return searching.subjects(self._store, kind)

    def retire(
        self, marker: str, *, on: Day | None = None, why: str, by: str | None = None
    ) -> Receipt:
        """Record that a marker is no longer there from a day on; the past keeps it.

        Args:
            marker: its number. on: the day; today in Việt Nam if left out.
            why: the reason; it must be given. by: who says so.

        Raises:
            MarkerNotFound: no such marker.
            UsageError: no reason, or a day that has not come yet.
        """
        from mocgioi.tracker import amending

        return amending.retire(self._store, marker, on=on, why=why, by=by)

    def renumber(
        self, old: str, new: str, *, on: Day | None = None, why: str, by: str | None = None
    ) -> Receipt:
        """Give a marker another number from a day on.

        Its history goes with it, a report of an earlier day calls it by the number of that day,
        and a later file may name it by either.

        Args:
            old, new: the numbers; `new` is no other marker's and never was.
            on, why, by: as in `retire`.

        Raises:
            MarkerNotFound, UsageError: as in `retire`, or the number is taken.
        """
        from mocgioi.tracker import amending

        return amending.renumber(self._store, old, new, on=on, why=why, by=by)


def checked_kind(kind: str) -> str:
    """Return a kind of register file.

    Raises:
        UsageError: there is none of that name.
    """
    if kind in KINDS:
        return kind
    listed = ", ".join(KINDS)
    raise UsageError(
        f"Không có loại sổ đăng ký «{kind}». Một trong: {listed}.",
        f"There is no kind of register file “{kind}”. One of: {listed}.",
    )
