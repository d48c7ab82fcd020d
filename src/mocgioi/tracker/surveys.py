"""Field surveys: checked, applied, looked back on, taken back, and the form to take along."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from mocgioi.domain.days import day_of
from mocgioi.errors import Language, Speller, plainly
from mocgioi.store import history, undoing
from mocgioi.store.handle import Store
from mocgioi.tracker.author import author
from mocgioi.tracker.freshness import measure_within

if TYPE_CHECKING:
    from mocgioi.domain.batch import Change, Denominator, Move, Receipt
    from mocgioi.domain.observation import Observation
    from mocgioi.domain.rejected import RejectedRow
    from mocgioi.errors import Finding
    from mocgioi.intake.survey.policy import Policy
    from mocgioi.store.history import Batch
    from mocgioi.store.undoing import Undone
    from mocgioi.tracker.effects import Effects
    from mocgioi.tracker.taking import Meanings, RowsDone


class Surveys:
    """The field surveys of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def check(
        self,
        path: str | os.PathLike[str],
        *,
        crs: str | None = None,
        layer: str | None = None,
        sheet: str | None = None,
        columns: Mapping[str, str] | None = None,
        words: Meanings | None = None,
        policy: Policy | None = None,
        progress: RowsDone = lambda *_: None,
    ) -> Receipt:
        """Return the receipt that `apply` would give; nothing is written."""
        from mocgioi.tracker import taking

        return taking.apply_survey(
            self._store,
            path,
            crs=crs,
            layer=layer,
            sheet=sheet,
            columns=columns,
            words=words,
            policy=policy,
            progress=progress,
            rehearse=True,
        )

    def apply(
        self,
        path: str | os.PathLike[str],
        *,
        crs: str | None = None,
        layer: str | None = None,
        sheet: str | None = None,
        columns: Mapping[str, str] | None = None,
        words: Meanings | None = None,
        policy: Policy | None = None,
        progress: RowsDone = lambda *_: None,
    ) -> Receipt:
        """Apply one field survey, in one transaction; the same rows again change nothing.

        Args:
            path: a spreadsheet, CSV, Word document with tables, GeoPackage, GeoJSON, KML,
                shapefile or other layer, or a zip with photographs.
            crs: its coordinate reference system, ``EPSG:n``, where the file does not say.
            layer, sheet: which one to read, where the file has several.
            columns: heading in the file by field, where it is not recognised.
            words: what words mean that are not understood, code by (aspect, words); it is
                remembered.
            policy: from which figure on something is told or held (`mocgioi.intake.Policy`);
                the house's own thresholds if left out.
            progress: called now and then with the phase (``read check write``), the rows done,
                and of how many.

        Raises:
            UnreadableInput: the file cannot be taken; the store is as it was.
            CrsProblem: `crs` is contradicted. Where it is not given and the file leaves the system
                open, the receipt asks (`Receipt.asks_crs`) and all but the positions is taken.
            UsageError: real data for a store of illustrative markers.
        """
        from mocgioi.tracker import taking

        return taking.apply_survey(
            self._store,
            path,
            crs=crs,
            layer=layer,
            sheet=sheet,
            columns=columns,
            words=words,
            policy=policy,
            progress=progress,
        )

    def batches(self) -> list[Batch]:
        """Return every batch that was taken in, oldest first."""
        with self._store.reading() as connection:
            return history.batches(connection)

    def batch(self, batch: str) -> tuple[Batch, list[Finding]]:
        """Return one batch and what was found in its file.

        Args:
            batch: the first characters of its uuid.

        Raises:
            UsageError: no such batch.
        """
        with self._store.reading() as connection:
            known = history.find_batch(connection, batch)
            return known, history.batch_findings(connection, known.uuid)

    def observed(self, batch: str, *, row: int | None = None) -> list[Observation]:
        """Return what a batch, or one row of it, observed, taken back or not.

        Args:
            batch: the first characters of its uuid. row: only this row of its file.

        Raises:
            UsageError: no such batch.
        """
        from mocgioi.store import events

        with self._store.reading() as connection:
            uuid = history.batch_uuid(connection, batch)
            return [
                observation
                for observation in events.read_observations(connection)
                if observation.batch == uuid and row in (None, observation.row)
            ]

    def moves(self, batch: str) -> list[Move]:
        """Return each value that figures rest on and that a batch moved when it came in.

        Args:
            batch: the first characters of its uuid.

        Raises:
            UsageError: no such batch.
        """
        from mocgioi.store import moves

        with self._store.reading() as connection:
            return moves.of_batch(connection, history.batch_uuid(connection, batch))

    def changes(self, batch: str) -> list[Change]:
        """Return what else was edited of markers, roads, places; of a register its receipt tells.

        Args:
            batch: the first characters of its uuid.

        Raises:
            UsageError: no such batch.
        """
        from mocgioi.store import moves

        with self._store.reading() as connection:
            return moves.changes_of_batch(connection, history.batch_uuid(connection, batch))

    def denominator(self, batch: str) -> list[Denominator]:
        """Return what a batch did to the denominator, by day: of the register, or typed in.

        Args:
            batch: the first characters of its uuid; one of another kind did nothing to it.

        Raises:
            UsageError: no such batch.
        """
        from mocgioi.store import denominators

        with self._store.reading() as connection:
            known = history.find_batch(connection, batch)
            if known.kind not in denominators.TELLING:
                return []
            day = day_of(known.recorded_at)
            return denominators.of_batch(connection, known.uuid, today=day)

    def undo(
        self, batch: str, *, why: str, row: int | None = None, by: str | None = None
    ) -> Undone:
        """Take back what a batch, or one row of it, observed; itself an event.

        Args:
            batch: the first characters of its uuid. row: only this row of its file.
            why: the reason, kept with the decision. by: who decides.

        Raises:
            UsageError: no such batch or row, no reason, or undone before.
        """
        with self._store.writing() as transaction:
            undone = undoing.undo(transaction, batch, row=row, by=author(by, self._store), why=why)
            measure_within(transaction)
        return undone

    def undo_telling(
        self,
        batch: str,
        *,
        why: str = "",
        row: int | None = None,
        by: str | None = None,
        check: bool = False,
    ) -> tuple[Undone, Effects]:
        """Do as `undo` does, and return beside it what that did to what is counted.

        Args:
            batch, row, why, by: as for `undo`; a check needs no reason.
            check: tell what it would do, and write nothing.

        Raises:
            UsageError: as for `undo`.
        """
        from mocgioi.tracker import effects

        return effects.undo(self._store, batch, row=row, why=why, by=by, check=check)

    def rejected(self, batch: str) -> list[RejectedRow]:
        """Return the rows of a batch that were not taken, verbatim.

        Raises:
            UsageError: no such batch.
        """
        with self._store.reading() as connection:
            known = history.find_batch(connection, batch)
            return history.rejected_rows(connection, known.uuid)

    def rejected_sheet(
        self, batch: str, *, lang: Language = "vi", spell: Speller = plainly
    ) -> bytes:
        """Return the rejected rows of a batch as XLSX, the reason beside each.

        Args:
            batch: the first characters of its uuid.
            lang: of the sheet. spell: how commands in it are written.

        Raises:
            UsageError: no such batch, or nothing of it was rejected.
        """
        from mocgioi.tracker import survey_sheets

        return survey_sheets.rejected(self._store, batch, lang=lang, spell=spell)

    def form(self, post: str | None = None, *, lang: Language = "vi") -> bytes:
        """Return the spreadsheet (XLSX) to take along: markers with what is known of them.

        Args:
            post: name or code of the post whose markers it lists; all of them if left out.
            lang: of its headings and drop-downs.

        Raises:
            UsageError: no such post, or it has no markers.
        """
        from mocgioi.tracker import survey_sheets

        return survey_sheets.form(self._store, post, lang=lang)

    def forms(self, *, lang: Language = "vi") -> Iterator[tuple[str, bytes]]:
        """Yield the form of every post that has markers, as `form` makes it, with a file's name.

        Markers of which no post is known are on a form of their own.

        Raises:
            UsageError: there are no markers.
        """
        from mocgioi.tracker import survey_sheets

        return survey_sheets.forms(self._store, lang=lang)
