"""What one file leaves open, as questions with what each answer would mean for its rows.

They are put from what its reading found: reads the file again and takes as long, so that a shell
that must stay quick has it done elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mocgioi import intake, sources
from mocgioi.domain import crs as systems
from mocgioi.domain.places import fold
from mocgioi.errors import MocgioiError, Text
from mocgioi.intake.position.readings import named
from mocgioi.intake.rows import mapping
from mocgioi.store import heights
from mocgioi.tracker import keeping
from mocgioi.tracker.asking import Answers, Choice, Question
from mocgioi.tracker.cell_questions import dates, earliest, meanings, thresholds
from mocgioi.tracker.column_questions import ColumnQuestions
from mocgioi.tracker.moments import today
from mocgioi.tracker.standing import known_of
from mocgioi.tracker.system_questions import ID, SystemQuestion
from mocgioi.words import of_questions as words
from mocgioi.words.findings import worded

if TYPE_CHECKING:
    from mocgioi.domain.batch import Receipt
    from mocgioi.errors import Finding
    from mocgioi.intake import Taken
    from mocgioi.sources import RawFile, RawTable
    from mocgioi.store.explaining import FilePath
    from mocgioi.store.handle import Store
    from mocgioi.tracker.asking import Option, Weight

_SHEETS = frozenset({"xlsx", "xls", "ods"})
_LAYERS = frozenset({"gpkg", "shp"})
_RANK = {"must": 0, "should": 1, "may": 2}


def of_survey(
    store: Store, path: FilePath, answers: Answers, outcome: Receipt | MocgioiError
) -> list[Question]:
    """Return what a survey leaves open, what nothing can be done without first.

    Args:
        answers: what a person has said of it so far.
        outcome: what came of it with these answers (`Surveys.check`), or why it was refused.
    """
    findings = outcome.findings
    try:
        with keeping.opened(
            store,
            path,
            rehearse=True,
            layer=answers.layer,
            sheet=answers.sheet,
            leave_out=store.file,
            named=None,
            album=None,
        ) as bundle:
            if bundle.raw is None:
                return _ranked([*thresholds(findings, answers)])
            return _of_survey(store, bundle.raw, answers, findings)
    except MocgioiError:
        return _of_parts(None, answers, findings)


def _of_survey(
    store: Store, raw: RawFile, answers: Answers, findings: Sequence[Finding]
) -> list[Question]:
    from mocgioi.intake.survey import surveys

    known = known_of(store)
    said = {tuple(key.split(":", 1)): code for key, code in answers.words.items()}
    meant = {(aspect, fold(text)): code for (aspect, text), code in said.items()}
    remembered = known.meanings
    known = replace(known, meanings={**remembered, **meant})
    raw = surveys.prepared(raw, known)
    read = mapping.recognised(raw, "surveys", answers.columns, known, surveys.given)
    policy = answers.threshold_policy() or intake.STANDARD

    def take(code: str, columns: Mapping[str, str], rows: int) -> Taken[Any]:
        few = _shortened(raw, rows)
        return intake.take_survey(
            few, known=known, crs=code, columns=columns, today=today(), policy=policy
        )

    system = SystemQuestion(take, known, read, answers, can_leave=True)
    return _ranked(
        [
            *ColumnQuestions("surveys", read, known, answers, findings, today()).all(),
            *filter(None, [system.asked(findings)]),
            *dates(read, findings, answers),
            *earliest(findings, answers),
            *meanings(read, findings, answers, remembered),
            *_of_parts(raw, answers, findings),
            *thresholds(findings, answers),
        ]
    )


def of_register(
    store: Store, kind: str, path: FilePath, answers: Answers, outcome: Receipt | MocgioiError
) -> list[Question]:
    """Return what a file of the register leaves open; see `of_survey`.

    Args:
        kind: one of `mocgioi.tracker.register.KINDS`.
    """
    findings = outcome.findings
    if kind == heights.KIND:
        return _of_heights(answers, findings)
    try:
        raw = sources.read(Path(path), layer=answers.layer, sheet=answers.sheet)
    except MocgioiError:
        return _of_parts(None, answers, findings)
    known = known_of(store)
    read = mapping.recognised(raw, kind, answers.columns, known)
    taking = getattr(intake, f"take_{kind}")

    def take(code: str, columns: Mapping[str, str], rows: int) -> Taken[Any]:
        few = _shortened(raw, rows)
        taken: Taken[Any] = taking(few, known=known, crs=code, columns=columns)
        return taken

    system = SystemQuestion(take, known, read, answers, can_leave=False)
    return _ranked(
        [
            *ColumnQuestions(kind, read, known, answers, findings, today()).all(),
            *filter(None, [system.asked(findings)]),
            *_of_parts(raw, answers, findings),
        ]
    )


def _of_heights(answers: Answers, findings: Sequence[Finding]) -> list[Question]:
    """Ask for the system of a raster that states none."""
    told = [f for f in findings if f.code == "heights-no-crs"]
    if not told and answers.crs is None:
        return []
    choices = tuple(
        Choice(Text(name, name), {"crs": code})
        for code in systems.CRS_OF_THE_AREA
        for name in [named(code)]
    )
    question = Question(ID, "crs", "must" if told else "may", words.SYSTEM, choices)
    return [question.answered(answers)]


def _of_parts(raw: RawFile | None, answers: Answers, findings: Sequence[Finding]) -> list[Question]:
    """Ask which sheet or layer is to be read, where a file has several."""
    chosen = answers.sheet or answers.layer
    hidden = [f.sheet for f in findings if f.code == "sheet-hidden" and f.sheet]
    kind = raw.kind if raw is not None else ""
    tables = raw.tables if raw is not None else ()
    names = list(dict.fromkeys(sheet_of(t) for t in tables if t.name and not t.file))
    if chosen is None and (len(names) + len(hidden) < 2 or kind not in _SHEETS | _LAYERS):
        return []
    is_layer = answers.layer is not None or kind in _LAYERS
    option: Option = "layer" if is_layer else "sheet"
    choices = [Choice(words.ALL_SHEETS, {option: None, "left": [option]})]
    for name in dict.fromkeys(filter(None, [*names, *hidden, chosen])):
        label = words.ONLY_HIDDEN if name in hidden else words.ONLY
        rows = sum(len(table.rows) for table in tables if sheet_of(table) == name)
        means = worded(words.ROWS, count=rows) if rows else None
        choices.append(Choice(worded(label, name=name), {option: name}, means))
    text = words.LAYERS if is_layer else words.SHEETS
    is_refused = any(f.severity == "error" and f.row is None for f in findings)
    weight: Weight = "should" if is_refused and is_layer else "may"
    question = Question(option, option, weight, text, tuple(choices))
    return [question.answered(answers)]


def sheet_of(table: RawTable) -> str:
    """Return the name of the sheet a table stands on; of several on one sheet, each has its own."""
    return _BESIDE.sub("", table.name or "") if table.is_beside else table.name or ""


_BESIDE = re.compile(r" \([A-Z]+–[A-Z]+\)$")


def _shortened(raw: RawFile, rows: int) -> RawFile:
    """Return a file with the first rows of its tables."""
    return replace(raw, tables=tuple(replace(t, rows=t.rows[:rows]) for t in raw.tables))


def _ranked(questions: Sequence[Question]) -> list[Question]:
    return sorted(questions, key=lambda question: _RANK[question.weight])
