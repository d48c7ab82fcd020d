"""Taking files in: read, understand, check, then write in one transaction.

The store is closed while a file is read and understood; it is opened again for the one
short transaction that writes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from mocgioi import intake, sources
from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.places import fold
from mocgioi.domain.register import BY_OUTLINE
from mocgioi.domain.survey import SurveyRow
from mocgioi.domain.vocabulary import CODE_LISTS, code_of
from mocgioi.errors import CrsProblem, Finding, UnreadableInput, UsageError
from mocgioi.intake import Known, PhotoRow, Policy, Taken
from mocgioi.intake.rows.content import content_sha256
from mocgioi.intake.survey.alarms import alarms_of_refused
from mocgioi.intake.survey.states import word_option
from mocgioi.sources import Bundle
from mocgioi.sources.album import Album, Source
from mocgioi.store import denominators, heights, items, mappings, reading, register
from mocgioi.store.drafts import Draft, draft_of
from mocgioi.store.explaining import FilePath
from mocgioi.store.handle import Store
from mocgioi.store.ledger import record
from mocgioi.store.photos import not_stored, put
from mocgioi.tracker import keeping, made_up, mended_rows, photographing, returned_rows
from mocgioi.tracker.alarming import tell_alarms
from mocgioi.tracker.exported import exported
from mocgioi.tracker.foreseeing import refuse_rows_of_others
from mocgioi.tracker.freshness import measure_within
from mocgioi.tracker.keeping import transaction_of
from mocgioi.tracker.moments import today
from mocgioi.tracker.one_connection import on_one_connection
from mocgioi.tracker.standing import known_of
from mocgioi.words.findings import finding, joined, worded
from mocgioi.words.of_questions import MEANT

RowsDone = Callable[[str, int, int], None]
"""Is called with the phase (``read check write``), the rows done, and of how many."""

Meanings = Mapping[tuple[str, str], str]
"""Code or label by aspect and words, as a person says what words mean."""


@on_one_connection
def import_file(
    store: Store,
    kind: str,
    path: FilePath,
    *,
    on: str,
    is_day_given: bool = False,
    crs: str | None = None,
    layer: str | None = None,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
    rehearse: bool = False,
    measured: bool = True,
) -> Receipt:
    """Take in one file of the register; see `Register.import_file`.

    Args:
        is_day_given: a person named the day `on`; else it is today.
        measured: whether what the lines show is measured in the same transaction.
    """
    if kind == heights.KIND:
        from mocgioi.sources.kinds import open_bytes
        from mocgioi.tracker.heights import import_heights

        open_bytes(Path(path))
        return import_heights(store, Path(path), crs=crs, rehearse=rehearse)
    raw = sources.read(os.fspath(path), layer=layer, sheet=sheet)
    if any(exported(table) is not None for table in raw.tables):
        from mocgioi.tracker.returned_exports import as_register

        raw = as_register(store, raw, Path(path))
    take: Callable[..., Taken[Any]] = getattr(intake, f"take_{kind}")
    known = known_of(store)
    with sources.answering_for(raw.name):
        taken = take(raw, known=known, crs=crs, columns=columns)
    made_up.refuse_mixture(store, kind, (entry.illustrative for entry in taken.entries))
    file = _incoming(kind, taken, effective_on=on)
    is_first = not any(commune.geometry for commune in known.communes.values())
    with transaction_of(store, rehearse) as transaction:
        if kind == "markers":
            posts = taken.new_posts.values()
            receipt = register.put_markers(transaction, file, taken.entries, on, new_posts=posts)
            receipt.denominator = denominators.of_batch(transaction, receipt.batch, today=today())
        else:
            drafts = _communes_of_markers(
                taken, None if is_first else on, illustrative=reading.is_illustrative(transaction)
            )
            receipt = items.put_items(
                transaction, file, taken.entries, on, drafts, is_day_given=is_day_given
            )
        if measured and not rehearse and receipt.batch is not None:
            measure_within(transaction, again=kind == "roads")
    return receipt


@on_one_connection
def apply_survey(
    store: Store,
    path: FilePath,
    *,
    crs: str | None = None,
    layer: str | None = None,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
    words: Meanings | None = None,
    policy: Policy | None = None,
    rehearse: bool = False,
    progress: RowsDone = lambda *_: None,
    named: str | None = None,
    album: Album | None = None,
    near: Callable[[str], Album] | None = None,
    by_routine: bool = False,
    remarks: Sequence[Finding] = (),
) -> Receipt:
    """Apply one field survey; see `Surveys.apply`, and for the rest `sources.opened`.

    Args:
        near: gives the photographs that may belong to an earlier file, by its name: those of its
            rejected rows that come again.
        by_routine: nobody asked for this very file: what a person took back stays out and is
            told, and a sheet of rejected rows in which nobody wrote is refused.
        remarks: what else is to be told with its batch.
    """
    progress("read", 0, 0)
    policy = policy or intake.STANDARD
    said = _understood(words or {})
    with keeping.opened(
        store,
        path,
        rehearse=rehearse,
        layer=layer,
        sheet=sheet,
        leave_out=store.file,
        named=named,
        album=album,
    ) as bundle:
        known = known_of(store)
        known = replace(known, meanings={**known.meanings, **said})
        if bundle.raw is None:
            return _apply_photos(store, bundle, known, policy, rehearse)
        answers = returned_rows.answers_in(store, bundle.raw, by_routine=by_routine, crs=crs)
        raw = returned_rows.without_left_out(bundle.raw, answers)
        lying = bundle.album
        if near is not None and answers.corrections:
            lying = lying.and_of(near(correction.file) for correction in answers.corrections)
        count = sum(len(table.rows) for table in raw.tables)
        try:
            with sources.answering_for(bundle.name):
                taken = intake.take_survey(
                    raw,
                    known=known,
                    crs=crs or answers.crs,
                    columns=columns,
                    today=today(),
                    policy=policy,
                    progress=lambda rows: progress("check", rows, count),
                )
        except (UnreadableInput, CrsProblem) as error:
            is_own = any(finding.code == "not-a-survey" for finding in error.findings)
            alarms = [] if is_own else alarms_of_refused(raw)
            keeping.tell_refused(
                error, keeping.keep_alarms(store, bundle.name, alarms, rehearse=rehearse)
            )
            raise
        if answers.aside:
            taken.content_sha256 = content_sha256(bundle.raw)
        taken.mappings += mappings.of_words(said)
        by_memory = {key: text for key, text in taken.understood.items() if key not in said}
        taken.findings += _remembered(by_memory, known)
        returned_rows.hold_back(taken, answers)
        corrected = [
            *answers.corrections,
            *mended_rows.mended_in(store, raw, taken),
            *mended_rows.refused_before(store, raw),
        ]
        taken.findings.extend(returned_rows.findings_of(corrected))
        taken.findings.extend(remarks)
        keeping.read_for_alarms(taken, known)
        made_up.refuse_mixture(store, "survey", taken.made_up)
        with sources.answering_for(bundle.name):
            bundle_near = bundle._replace(album=lying)
            photos = intake.match_photos(taken, bundle_near, known=known, policy=policy)
        drafts = (
            draft
            for index, row in enumerate(taken.entries)
            for draft in _drafts(index, row, held=(row.sheet, row.row) in taken.held)
        )
        try:
            return _record(
                store,
                taken,
                drafts,
                photos,
                rehearse,
                known=known,
                answers=tuple(correction.batch for correction in corrected),
                undone_stays_out=by_routine,
                progress=lambda share: progress("write", round(share * count), count),
            )
        except UnreadableInput as error:
            said_there = alarms_of_refused(raw)
            keeping.tell_refused(
                error, keeping.keep_alarms(store, bundle.name, said_there, rehearse=rehearse)
            )
            raise


def apply_photos(
    store: Store,
    photos: Sequence[Source],
    *,
    named: str,
    policy: Policy | None = None,
    typed: Mapping[str, str],
) -> Receipt:
    """Apply photographs that lie about: those the store lacks, each by the marker it is named for.

    Args:
        typed: by the path of a photograph, the marker that its path was typed for.

    Raises:
        UsageError: some markers of the store were made up and others not.
    """
    bundle = Bundle(named, sources.sha256_of_names(photos), None, Album(lambda: photos))
    known = replace(known_of(store), photographed=typed)
    return _apply_photos(store, bundle, known, policy or intake.STANDARD, False)


def _apply_photos(
    store: Store, bundle: Bundle, known: Known, policy: Policy, rehearse: bool
) -> Receipt:
    with sources.answering_for(bundle.name):
        alone = intake.take_photos(bundle, known=known, policy=policy)
    alone.entries = made_up.photographs(store, alone.entries)
    keeping.read_for_alarms(alone, known)
    made_up.refuse_mixture(store, "survey", (photo.illustrative for photo in alone.entries))
    return _record(store, alone, (), alone.entries, rehearse, known=known)


def _record(
    store: Store,
    taken: Taken[Any],
    drafts: Iterable[Draft],
    photos: Sequence[PhotoRow],
    rehearse: bool,
    *,
    known: Known,
    answers: tuple[str, ...] = (),
    undone_stays_out: bool = False,
    progress: Callable[[float], None] = lambda _: None,
) -> Receipt:
    """Write what a survey observed and its photographs, in one transaction."""
    with transaction_of(store, rehearse) as transaction:
        new = not_stored(transaction, photographing.incoming(photos))
        file = _incoming("survey", taken)._replace(
            photos_stored=len(new), photos_missing=taken.photos_missing, answers=answers
        )
        seen = photographing.drafts(photos, taken.held)
        entries = enumerate(taken.entries if taken.unplaced else ())
        outcomes = {i: "rejected" for i, row in entries if (row.sheet, row.row) in taken.unplaced}
        receipt = record(
            transaction,
            file,
            chain(drafts, seen),
            outcomes=outcomes,
            undone_stays_out=undone_stays_out,
            progress=progress,
        )
        refuse_rows_of_others(store, transaction, receipt.batch, taken.entries, known, taken.file)
        tell_alarms(transaction, receipt, file.rejected, today=today())
        if receipt.batch is not None and photos and not rehearse:
            put(transaction, receipt.batch, new)
    return receipt


def _understood(words: Meanings) -> dict[tuple[str, str], str]:
    """Return what a person says of words, by aspect and folded words.

    Raises:
        UsageError: an aspect or a code that a survey does not have.
    """
    said = {}
    for (aspect, text), meant in words.items():
        if aspect not in SURVEYED:
            listed = ", ".join(SURVEYED)
            raise UsageError(
                f"--word {aspect}:…: không có «{aspect}». Hãy ghi một trong: {listed}.",
                f"--word {aspect}:…: there is no “{aspect}”. Write one of: {listed}.",
            )
        code = code_of(aspect, meant)
        if code is None:
            terms = CODE_LISTS[aspect].values()
            raise UsageError(
                f"--word {aspect}:{text}={meant}: không hiểu «{meant}». Hãy ghi một trong: "
                + ", ".join(term.label.vi for term in terms),
                f"--word {aspect}:{text}={meant}: “{meant}” is not understood. Write one of: "
                + ", ".join(term.code for term in terms),
            )
        said[(aspect, fold(text))] = code
    return said


def _remembered(words: Mapping[tuple[str, str], str], known: Known) -> list[Finding]:
    """Return the notice ``word-remembered`` where words were read as was said of another file."""
    if not words:
        return []
    listed = (
        worded(MEANT, written=text, label=CODE_LISTS[key[0]][known.meanings[key]].label)
        for key, text in words.items()
    )
    (aspect, _), text = next(iter(words.items()))
    return [
        finding("word-remembered", words=joined(listed, ", "), option=word_option(aspect, text))
    ]


def _incoming(kind: str, taken: Taken[Any], effective_on: str | None = None) -> IncomingFile:
    return IncomingFile(
        kind=kind,
        name=taken.file,
        sha256=taken.sha256,
        content_sha256=taken.content_sha256,
        crs=taken.crs,
        effective_on=effective_on,
        rows_read=taken.rows_read,
        rejected=tuple(taken.rejected),
        findings=tuple(taken.findings),
        mappings=tuple(taken.mappings),
        left_behind=tuple(taken.left_behind),
    )


def _communes_of_markers(
    taken: Taken[Any], observed_on: str | None, *, illustrative: bool
) -> list[Draft]:
    """Return that markers are in the communes in whose outline they stand, as a file draws them.

    Args:
        observed_on: ISO day from which it holds; None: from the beginning, as the first outlines
            say it. illustrative: the markers are made up.
    """
    places = {e.code: place for place, e in enumerate(taken.entries)} if taken.communes_of else {}
    return [
        Draft(
            row=places[code],
            subject=number,
            aspect="commune",
            value=code,
            observed_on=observed_on,
            observer=BY_OUTLINE,
            illustrative=illustrative,
            of_register=True,
            name=number,
        )
        for number, code in taken.communes_of.items()
    ]


def _drafts(index: int, row: SurveyRow, *, held: bool) -> list[Draft]:
    """Return what a survey row observes; its position is an observation like the others."""
    number, day, said, position, by, submission, is_made_up, sheet, place, *_ = row
    headings, written, waiting = row.headings, row.written, row.waiting
    name, day_heading = _in_words(number), headings.get("observed_on")
    if position is not None:
        said = {**said, "position": position.as_value()}
    drafts = []
    for aspect, value in said.items():
        of_row = day, place, by, submission, is_made_up, written.get(aspect), None
        of_file = sheet, headings.get(aspect), day_heading, False, None
        is_held = held or aspect in waiting
        drafts.append(draft_of((index, name, aspect, value, *of_row, is_held, *of_file)))
    return drafts


_in_words = lru_cache(maxsize=8_192)(MarkerNumber.__str__)
"""Numbers as text: a long survey names each marker again and again."""
