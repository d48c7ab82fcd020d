"""Taking files in: read, understand, check, then write in one transaction.

The store is closed while a file is read and understood; it is opened again for the one
short transaction that writes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mocgioi import intake, sources
from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.line import BoundaryPiece
from mocgioi.domain.places import fold
from mocgioi.domain.register import Commune, Post
from mocgioi.domain.survey import SurveyRow
from mocgioi.domain.vocabulary import CODE_LISTS, code_of
from mocgioi.errors import HINT, CrsProblem, Hint, Text, UnreadableInput, UsageError
from mocgioi.intake import Known, PhotoRow, Policy, Taken
from mocgioi.intake.rows.row import MAX_SHOWN
from mocgioi.intake.survey.alarms import alarms_of_refused, alarms_of_text, with_alarms
from mocgioi.sources import Bundle
from mocgioi.sources.album import Album, Source
from mocgioi.store import batches, history, items, mappings, reading, register
from mocgioi.store.drafts import Draft
from mocgioi.store.geopackage import FilePath, Transaction
from mocgioi.store.handle import Store
from mocgioi.store.ledger import record
from mocgioi.store.photos import hashes, not_stored, put
from mocgioi.tracker import photographing, returned_rows
from mocgioi.tracker.alarming import alarms_of_batch, tell_alarms
from mocgioi.tracker.moments import today
from mocgioi.tracker.standing import States
from mocgioi.words.findings import worded

if TYPE_CHECKING:
    from mocgioi.domain.alarms import Alarm
    from mocgioi.errors import Finding, MocgioiError

RowsDone = Callable[[str, int, int], None]
"""Is called with the phase (``read check write``), the rows done, and of how many."""

Meanings = Mapping[tuple[str, str], str]
"""Code or label by aspect and words, as a person says what words mean."""

_OF_THE_GROUND = ("markers", "roads", "survey")
"""Kinds of which made-up and real rows must not stand in one store."""


def import_file(
    store: Store,
    kind: str,
    path: FilePath,
    *,
    on: str,
    crs: str | None = None,
    layer: str | None = None,
    sheet: str | None = None,
    columns: Mapping[str, str] | None = None,
    rehearse: bool = False,
) -> Receipt:
    """Take in one file of the register; see `Register.import_file`."""
    raw = sources.read(os.fspath(path), layer=layer, sheet=sheet)
    take: Callable[..., Taken[Any]] = getattr(intake, f"take_{kind}")
    known = known_of(store)
    with sources.answering_for(raw.name):
        taken = take(raw, known=known, crs=crs, columns=columns)
    _refuse_mixture(store, kind, taken.entries)
    file = _incoming(kind, taken, effective_on=on)
    with _transaction(store, rehearse) as transaction:
        if kind == "markers":
            posts = taken.new_posts.values()
            return register.put_markers(transaction, file, taken.entries, on, new_posts=posts)
        return items.put_items(transaction, file, taken.entries, on)


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
) -> Receipt:
    """Apply one field survey; see `Surveys.apply`, and for the rest `sources.opened`.

    Args:
        near: gives the photographs that may belong to an earlier file, by its name: those of its
            rejected rows that come again.
        by_routine: nobody asked for this very file: what a person took back stays out and is
            told, and a sheet of rejected rows in which nobody wrote is refused.
    """
    progress("read", 0, 0)
    policy = policy or intake.STANDARD
    said = _understood(words or {})
    with _opened(
        store,
        path,
        rehearse=rehearse,
        layer=layer,
        sheet=sheet,
        leave_out=store.path,
        named=named,
        album=album,
    ) as bundle:
        known = known_of(store)
        known = replace(known, meanings={**known.meanings, **said})
        if bundle.raw is None:
            return _apply_photos(store, bundle, known, policy, rehearse)
        answers = returned_rows.answers_in(store, bundle.raw, by_routine=by_routine)
        lying = bundle.album
        if near is not None and answers.corrections:
            lying = lying.and_of(near(correction.file) for correction in answers.corrections)
        count = sum(len(table.rows) for table in bundle.raw.tables)
        try:
            with sources.answering_for(bundle.name):
                taken = intake.take_survey(
                    bundle.raw,
                    known=known,
                    crs=crs,
                    columns=columns,
                    today=today(),
                    policy=policy,
                    progress=lambda rows: progress("check", rows, count),
                )
        except (UnreadableInput, CrsProblem) as error:
            is_own = any(finding.code == "not-a-survey" for finding in error.findings)
            alarms = [] if is_own else alarms_of_refused(bundle.raw)
            _tell_refused(error, keep_alarms(store, bundle.name, alarms, rehearse=rehearse))
            raise
        taken.mappings += mappings.of_words(said)
        returned_rows.hold_back(taken, answers)
        corrected = [
            *answers.corrections,
            *returned_rows.mended_in(store, bundle.raw, taken),
            *returned_rows.refused_before(store, bundle.raw),
        ]
        taken.findings.extend(returned_rows.findings_of(corrected))
        _read_for_alarms(taken, known)
        _refuse_mixture(store, "survey", taken.entries)
        with sources.answering_for(bundle.name):
            bundle_near = bundle._replace(album=lying)
            photos = intake.match_photos(taken, bundle_near, known=known, policy=policy)
        drafts = (
            draft
            for index, row in enumerate(taken.entries)
            for draft in _drafts(index, row, held=(row.sheet, row.row) in taken.held)
        )
        return _record(
            store,
            taken,
            drafts,
            photos,
            rehearse,
            answers=tuple(correction.batch for correction in corrected),
            undone_stays_out=by_routine,
            progress=lambda share: progress("write", round(share * count), count),
        )


@contextmanager
def _opened(store: Store, path: FilePath, *, rehearse: bool, **how: Any) -> Iterator[Bundle]:
    """Open a file as `sources.opened` does; where no table is in it, what its text says is kept."""
    with ExitStack() as stack:
        try:
            bundle = stack.enter_context(sources.opened(os.fspath(path), **how))
        except UnreadableInput as error:
            said = alarms_of_text(sources.lines_in(Path(path)))
            name = how["named"] or Path(path).name
            _tell_refused(error, keep_alarms(store, name, said, rehearse=rehearse))
            raise
        yield bundle


def keep_alarms(
    store: Store, name: str, said: Sequence[Finding], *, rehearse: bool = False
) -> list[Alarm]:
    """Record what may be an alarm in a file that is refused as a whole, as a batch of no rows.

    Args:
        name: of the file. said: what of it may be an alarm.

    Returns:
        Those of it that nobody has dealt with.
    """
    if not said:
        return []
    identity = "\n".join([name, *(finding.value or "" for finding in said)])
    sha256 = hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()
    file = IncomingFile("survey", name, sha256, sha256, findings=tuple(said))
    with store.reading() as connection:
        seen = batches.seen_before(connection, file)
        if seen is not None:
            return alarms_of_batch(connection, seen[0], today=today())
    with _transaction(store, rehearse) as transaction:
        receipt = record(transaction, file, ())
        return alarms_of_batch(transaction, receipt.batch or "", today=today())


def _tell_refused(error: MocgioiError, alarms: Sequence[Alarm]) -> None:
    """Put into an error that its file may say what must be reported at once."""
    if not alarms:
        return
    words = [(alarm.words or "")[:MAX_SHOWN] for alarm in alarms[:_MOST_QUOTED]]
    quoted = Text(*("; ".join(f"{a}{text}{b}" for text in words) for a, b in _QUOTES))
    told = worded(_REFUSED, quoted=quoted)
    error.text = Text(*map("".join, zip(error.text, told, strict=True)))
    error.hints = (*error.hints, Hint("cases"))


_MOST_QUOTED = 3
_QUOTES = (("«", "»"), ("“", "”"))
_REFUSED = Text(
    f" CÓ THỂ PHẢI BÁO NGAY: tệp có ghi {{quoted}}; đã giữ lại, chờ xử lý: {HINT}.",
    f" MAY HAVE TO BE REPORTED AT ONCE: the file says {{quoted}}; kept until it is dealt with: "
    f"{HINT}.",
)


def apply_photos(
    store: Store, photos: Sequence[Source], *, named: str, policy: Policy | None = None
) -> Receipt:
    """Apply photographs that lie about: those the store lacks, each by the marker it is named for.

    Raises:
        UsageError: real photographs for a store of illustrative markers.
    """
    bundle = Bundle(named, sources.sha256_of_names(photos), None, Album(lambda: photos))
    return _apply_photos(store, bundle, known_of(store), policy or intake.STANDARD, False)


def leave_out_rejected(store: Store, path: FilePath, batch: str, *, named: str) -> Receipt:
    """Record that a person took every row out of the sheet of a batch's rejected rows."""
    with store.reading() as connection:
        of = history.find_batch(connection, batch)
        rows = [entry.row.row for entry in history.waiting_rows(connection).get(of.uuid, ())]
    left_out = tuple(sorted(row for row in rows if row is not None))
    correction = returned_rows.Correction(of.uuid, of.file or "", left_out)
    sha256 = sources.sha256_of(Path(path))
    findings = tuple(returned_rows.findings_of([correction]))
    file = IncomingFile(
        "survey", named, sha256, sha256, findings=findings, answers=(of.uuid,) if rows else ()
    )
    with store.writing() as transaction:
        return record(transaction, file, ())


def _apply_photos(
    store: Store, bundle: Bundle, known: Known, policy: Policy, rehearse: bool
) -> Receipt:
    with sources.answering_for(bundle.name):
        alone = intake.take_photos(bundle, known=known, policy=policy)
    _read_for_alarms(alone, known)
    _refuse_mixture(store, "survey", alone.entries)
    return _record(store, alone, (), alone.entries, rehearse)


def _read_for_alarms(taken: Taken[Any], known: Known) -> None:
    """Read the rows that were not taken for what may be an alarm, once for ever."""
    said_now: dict[str, dict[str, str]] = {}
    for mapping in taken.mappings:
        said_now.setdefault(mapping.shape, {})[mapping.field] = mapping.heading
    mapped = {
        shape: {**known.mappings.get(shape, {}), **said_now.get(shape, {})}
        for shape in {*known.mappings, *said_now}
    }
    taken.rejected = with_alarms(taken.rejected, known=known.markers, mappings=mapped)


def _record(
    store: Store,
    taken: Taken[Any],
    drafts: Iterable[Draft],
    photos: Sequence[PhotoRow],
    rehearse: bool,
    *,
    answers: tuple[str, ...] = (),
    undone_stays_out: bool = False,
    progress: Callable[[float], None] = lambda _: None,
) -> Receipt:
    """Write what a survey observed and its photographs, in one transaction."""
    with _transaction(store, rehearse) as transaction:
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


def known_of(store: Store) -> Known:
    """Return what the store knows, for a file to be compared with."""
    states = States(store)
    with store.reading() as connection:
        markers = reading.read_markers(connection)
        return Known(
            communes={c.code: c for c in reading.read_items(connection, Commune)},
            posts={p.code: p for p in reading.read_items(connection, Post)},
            markers={
                number: (m.position.longitude, m.position.latitude) if m.position else None
                for number, m in markers.items()
            },
            boundary=[b.geometry for b in reading.read_items(connection, BoundaryPiece)],
            posts_of={number: m.post for number, m in markers.items() if m.post},
            mappings=mappings.remembered(connection),
            meanings=mappings.meanings(connection),
            communes_of={number: m.commune for number, m in markers.items() if m.commune},
            photos=hashes(connection),
            standing=states.standing,
            stood=states.stood,
        )


def _transaction(store: Store, rehearse: bool) -> AbstractContextManager[Transaction]:
    return store.rehearsing() if rehearse else store.writing()


def _refuse_mixture(store: Store, kind: str, entries: Sequence[Any]) -> None:
    """Refuse real rows in a store of made-up markers: its figures would be neither."""
    if kind not in _OF_THE_GROUND or all(entry.illustrative for entry in entries):
        return
    with store.reading() as connection:
        if not reading.is_illustrative(connection):
            return
    raise UsageError(
        f"«{store.path}» là kho SỐ LIỆU MINH HỌA, không nhận số liệu thật. Tạo kho riêng: {HINT}",
        f"“{store.path}” holds ILLUSTRATIVE DATA and takes no real data. "
        f"Make a store of your own: {HINT}",
        hints=[Hint("init", ("--store", "langson-that.gpkg"))],
    )


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
    )


def _drafts(index: int, row: SurveyRow, *, held: bool) -> list[Draft]:
    """Return what a survey row observes; its position is an observation like the others."""
    values = dict(row.values)
    if row.position is not None:
        values["position"] = row.position.as_value()
    return [
        Draft(
            row=index,
            subject=str(row.number),
            aspect=aspect,
            value=value,
            observed_on=row.observed_on,
            row_number=row.row,
            observer=row.observer,
            submission=row.submission,
            illustrative=row.illustrative,
            held=held,
            sheet=row.sheet,
            heading=row.headings.get(aspect),
            day_heading=row.headings.get("observed_on"),
            written=row.written.get(aspect),
        )
        for aspect, value in values.items()
    ]
