"""The sheets beside the weekly page: written for what waits, left alone while somebody writes.

A sheet that somebody wrote in is never written over: its unfinished entries go into the new one.
One that nobody wrote in and nobody needs any more is taken away.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi.errors import CannotWrite, Language, MocgioiError, Speller, Text, UsageError
from mocgioi.outputs.sheets.decisions import marks_of
from mocgioi.outputs.sheets.seen import seen_sheet
from mocgioi.outputs.sheets.worklist import worklist_sheet
from mocgioi.outputs.weekly_facts import Entry, Work
from mocgioi.store.disagreements import SHORT
from mocgioi.tracker import case_sheets, decision_sheets, seen_sheets, survey_sheets
from mocgioi.tracker.moments import today
from mocgioi.tracker.writing import write_whole

if TYPE_CHECKING:
    from mocgioi.documents.cases import Cases
    from mocgioi.documents.conflicts import Conflicts
    from mocgioi.domain.batch import Change, Move
    from mocgioi.outputs.sheets.disagreements import Mark
    from mocgioi.store.handle import Store

DECISIONS_NAME = "quyet-dinh.xlsx"
SEEN_NAME = "can-xem-lai.xlsx"
CASES_NAME = "bao-ngay.xlsx"
WORKLIST_NAME = "viec-can-lam.xlsx"


def corrections_name(batch: str) -> str:
    """Return the name of the sheet of a batch's rejected rows; `batch` is its uuid.

    >>> corrections_name("0123456789abcdef0123456789abcdef")
    'sua-01234567.xlsx'
    """
    return f"sua-{batch[:SHORT]}.xlsx"


def corrections_of(name: str) -> str | None:
    """Return the batch that `corrections_name` made a name for, as its uuid begins; else None.

    >>> corrections_of("sua-01234567 (1).xlsx"), corrections_of("sua.xlsx")
    ('01234567', None)
    """
    named = re.match(rf"sua-([0-9a-f]{{{SHORT}}})\b", name)
    return named.group(1) if named else None


class Desk:
    """The sheets of one folder.

    Attributes:
        unwritten: what could not be written, with the reason.
    """

    def __init__(self, store: Store, folder: Path, lang: Language, spell: Speller) -> None:
        self._store, self._folder = store, folder
        self._lang, self._spell = lang, spell
        self.unwritten: list[tuple[str, MocgioiError]] = []

    def lay_out_corrections(self, batches: Sequence[str], untouched: Collection[Path]) -> list[str]:
        """See to it that each batch has the sheet of its rejected rows; return their names.

        Args:
            batches: uuids of those whose rows wait.
            untouched: sheets in the folder in which nobody wrote.
        """
        names = [corrections_name(batch) for batch in batches]
        for batch, name in zip(batches, names, strict=True):
            if not (self._folder / name).exists():
                sheet = survey_sheets.rejected(
                    self._store, batch, lang=self._lang, spell=self._spell, waiting=True
                )
                self._write(name, sheet)
        for path in untouched:
            if path.parent == self._folder and corrections_of(path.name):
                self._take_away(path, unless=path.name in names)
        return [name for name in names if (self._folder / name).exists()]

    def lay_out_decisions(self, document: Conflicts) -> list[str]:
        """See to it that what waits for a decision has its sheet; return its name, if it has one.

        What was written in the sheet and is not decided yet stays written.
        """
        path = self._folder / DECISIONS_NAME
        marks: dict[tuple[str, str], Mark] = {}
        if path.exists():
            try:
                marks = marks_of(decision_sheets.rows_of(path))
            except MocgioiError:
                return []
        open_now = {conflict["id"] for conflict in document["conflicts"]}
        if not open_now:
            self._take_away(path, unless=not path.exists())
            return []
        if {disagreement for disagreement, _ in marks} != open_now:
            sheet = decision_sheets.sheet(
                self._store, document, lang=self._lang, marks=marks, spell=self._spell
            )
            self._write(DECISIONS_NAME, sheet)
        return [DECISIONS_NAME] if path.exists() else []

    def lay_out_cases(self, document: Cases, kept: Mapping[str, Mapping[Text, str]]) -> list[str]:
        """See to it that the open cases have their sheet; return its name, if it has one.

        Args:
            document: ``mocgioi.cases/1`` of the open ones.
            kept: what was written and could not be recorded, by case; it stays written.
        """
        path = self._folder / CASES_NAME
        if not document["cases"]:
            self._take_away(path, unless=not path.exists())
            return []
        sheet = case_sheets.sheet(
            self._store, document, lang=self._lang, kept=kept, spell=self._spell
        )
        if not (path.exists() and case_sheets.is_same(path, sheet)):
            self._write(CASES_NAME, sheet)
        return [CASES_NAME] if path.exists() else []

    def lay_out_seen(self, left_out: Sequence[Entry], looked: Sequence[Entry]) -> list[str]:
        """See to it that what should be looked at has its sheet; return its name, if it has one."""
        path = self._folder / SEEN_NAME
        keys = {entry.key for entry in (*left_out, *looked)}
        if not keys:
            self._take_away(path, unless=not path.exists())
            return []
        try:
            there = set(seen_sheets.marks_of(path)) if path.exists() else set()
        except MocgioiError:
            return []
        if there != keys:
            work = [Work("left_out", left_out), Work("looked", looked)]
            self._write(SEEN_NAME, seen_sheet(work, lang=self._lang, today=today()))
        return [SEEN_NAME] if path.exists() else []

    def lay_out_worklist(
        self, work: Sequence[Work], moves: Sequence[tuple[str, Move | Change]], *, is_needed: bool
    ) -> None:
        """Write the sheet of all that waits, where the page has no room for it."""
        path = self._folder / WORKLIST_NAME
        if is_needed:
            self._write(WORKLIST_NAME, worklist_sheet(work, moves, lang=self._lang, today=today()))
        else:
            self._take_away(path, unless=not path.exists())

    def _write(self, name: str, sheet: bytes) -> None:
        try:
            write_whole(self._folder / name, sheet)
        except (CannotWrite, UsageError) as error:
            self.unwritten.append((name, error))

    def _take_away(self, path: Path, *, unless: bool) -> None:
        if not unless:
            with suppress(OSError):
                path.unlink()
