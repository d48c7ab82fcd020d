"""Verbs about single markers, what was taken in, and what waits for a person."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from mocgioi.errors import Language
from mocgioi.store.handle import Store
from mocgioi.tracker import counting

if TYPE_CHECKING:
    from pathlib import Path

    from mocgioi.domain.batch import Receipt, RejectedRow
    from mocgioi.domain.photo import Evidence
    from mocgioi.errors import Finding
    from mocgioi.store.history import Batch
    from mocgioi.store.undoing import Undone
    from mocgioi.tracker.sheets import Decided


class Records:
    """A store, and the verbs about its records."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def set(
        self,
        marker: str,
        *,
        road: str | None = None,
        road_condition: str | None = None,
        condition: str | None = None,
        need: str | None = None,
        note: str | None = None,
        on: str | None = None,
        by: str | None = None,
        replaces: str | None = None,
        why: str | None = None,
    ) -> Receipt:
        """Record what was seen of one marker, as a survey of one row would.

        Args:
            marker: its number, in any spelling.
            road, road_condition, condition, need: codes or labels of their lists.
            on: the day it was seen, today in Việt Nam if left out; by: who saw it.
            replaces: the observation (first characters of its uuid) that this one stands in
                the place of; why: the reason, which is then needed.

        Raises:
            MarkerNotFound: no such marker. UsageError: a value that is not understood.
        """
        from mocgioi.tracker import deciding

        values = {
            "road_status": road,
            "road_condition": road_condition,
            "marker_condition": condition,
            "need_road": need,
            "note": note,
        }
        return deciding.set_values(
            self.store,
            deciding.canonical_number(marker),
            {aspect: value for aspect, value in values.items() if value is not None},
            on=counting.as_day(on) if on else counting.today(),
            today=counting.today(),
            by=by or counting.user_name(),
            replaces=replaces,
            why=why,
        )

    def disagreements(self) -> dict[str, Any]:
        """Return the document ``mocgioi.conflicts/1``: everything that waits for a person."""
        from mocgioi.tracker import deciding

        return deciding.disagreement_document(self.store)

    def resolve(
        self, disagreement: str, keep: str | None, *, why: str, by: str | None = None
    ) -> list[str]:
        """Settle a disagreement, and return the markers whose counted state moved.

        Args:
            disagreement, keep: first characters of their uuids; `keep` None sets every side
                aside.
            why: the reason, kept with the decision. by: who decides.

        Raises:
            UsageError: no such disagreement or side, or no reason.
        """
        from mocgioi.store import disagreements

        with self.store.writing() as transaction:
            return disagreements.resolve(
                transaction, disagreement, keep, by=by or counting.user_name(), why=why
            )

    def undo(
        self, batch: str, *, why: str, row: int | None = None, by: str | None = None
    ) -> Undone:
        """Take back what a batch, or one row of it, observed; itself an event.

        Raises:
            UsageError: no such batch or row, no reason, or undone before.
        """
        from mocgioi.store import undoing

        with self.store.writing() as transaction:
            return undoing.undo(transaction, batch, row=row, by=by or counting.user_name(), why=why)

    def marker(self, number: str) -> dict[str, Any]:
        """Return the document ``mocgioi.marker/1``: state, evidence and history of one marker.

        Raises:
            MarkerNotFound: no such marker.
        """
        from mocgioi.tracker import deciding

        return deciding.marker_document(self.store, deciding.canonical_number(number))

    def photos(self, number: str | None = None) -> list[Evidence]:
        """Return the photographs that count as evidence: name, time, place, distance, not bytes.

        Args:
            number: of this marker; of every marker, in border order, if left out.

        Raises:
            MarkerNotFound: no such marker.
        """
        from mocgioi.tracker import deciding, gallery

        marker = None if number is None else deciding.canonical_number(number)
        return gallery.evidence(self.store, marker)

    def photo(self, sha256: str) -> bytes:
        """Return a photograph's bytes, as they came.

        Raises:
            KeyError: no photograph of that hash is stored.
        """
        from mocgioi.tracker import gallery

        return gallery.content(self.store, sha256)

    def thumbnail(self, sha256: str, *, longest_px: int = 320) -> bytes | None:
        """Return a small upright JPEG of a photograph; None of a kind that is not decoded.

        Raises:
            KeyError: no photograph of that hash is stored.
        """
        from mocgioi.tracker import gallery

        return gallery.thumbnail(self.store, sha256, longest_px=longest_px)

    def write_photos(self, number: str, folder: str | os.PathLike[str]) -> list[Path]:
        """Write a marker's photographs to a folder; return the files.

        Raises:
            MarkerNotFound: no such marker. CannotWrite: the folder cannot be made or written.
        """
        from pathlib import Path

        from mocgioi.tracker import deciding, gallery

        return gallery.write(self.store, deciding.canonical_number(number), Path(folder))

    def batches(self) -> list[Batch]:
        """Return every batch that was taken in, oldest first."""
        from mocgioi.store import history

        with self.store.reading() as connection:
            return history.batches(connection)

    def batch(self, batch: str) -> tuple[Batch, list[Finding]]:
        """Return one batch and what was found in its file.

        Raises:
            UsageError: no such batch.
        """
        from mocgioi.store import history

        with self.store.reading() as connection:
            found = history.find_batch(connection, batch)
            return found, history.batch_findings(connection, found.uuid)

    def rejected(self, batch: str) -> list[RejectedRow]:
        """Return the rows of a batch that were not taken, verbatim.

        Raises:
            UsageError: no such batch.
        """
        from mocgioi.store import history

        with self.store.reading() as connection:
            found = history.find_batch(connection, batch)
            return history.rejected_rows(connection, found.uuid)

    def survey_form(self, post: str | None = None, *, lang: Language = "vi") -> bytes:
        """Return the spreadsheet (XLSX) to take along: markers with what is known of them.

        Args:
            post: name or code of the post whose markers it lists; all of them if left out.

        Raises:
            UsageError: no such post, or it has no markers.
        """
        from mocgioi.tracker import sheets

        return sheets.form(self.store, post, lang=lang, today=counting.today())

    def rejected_sheet(self, batch: str, *, lang: Language = "vi") -> bytes:
        """Return the rejected rows of a batch as XLSX, the reason beside each.

        Raises:
            UsageError: no such batch, or nothing of it was rejected.
        """
        from mocgioi.tracker import sheets

        return sheets.rejected(self.store, batch, lang=lang, today=counting.today())

    def disagreement_sheet(self, *, lang: Language = "vi") -> bytes:
        """Return what waits for a person as XLSX, to be filled in and given to `decide_from`."""
        from mocgioi.tracker import sheets

        return sheets.disagreements(
            self.store, self.disagreements(), lang=lang, today=counting.today()
        )

    def decide_from(self, path: str | os.PathLike[str], *, by: str | None = None) -> Decided:
        """Take the decisions of a filled sheet, in one transaction.

        One that was decided before, or cannot be, is told and does not stop the others.

        Raises:
            UnreadableInput: the file is no such sheet.
        """
        from mocgioi.tracker import sheets

        return sheets.decide(self.store, path, by=by or counting.user_name())

    def minutes(self, number: str, *, lang: Language = "vi") -> bytes:
        """Return the draft minutes (biên bản, DOCX) about a marker, blanks for what is not known.

        Raises:
            MarkerNotFound: no such marker.
        """
        from mocgioi.tracker import sheets

        return sheets.minutes(self.store, self.marker(number), lang=lang, today=counting.today())
