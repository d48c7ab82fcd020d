"""Spreadsheets of surveys: the form to take along, and what was rejected, to be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mocgioi import sources
from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import MarkerState
from mocgioi.domain.places import post_key
from mocgioi.domain.register import Commune, Post
from mocgioi.errors import Language, UsageError
from mocgioi.outputs.sheets.form import FormRow, Known, survey_form
from mocgioi.outputs.sheets.rejected import RejectedBatch, rejected_sheet
from mocgioi.store import history, reading
from mocgioi.store.handle import Store
from mocgioi.tracker import counting
from mocgioi.tracker.moments import today


def form(store: Store, post: str | None, *, lang: Language) -> bytes:
    """Return the survey form of a post's markers; see `Surveys.form`."""
    with store.reading() as connection:
        states = counting.folded(connection, as_of=None, known_at=None)
        posts = reading.read_items(connection, Post)
        communes = {c.code: c.name for c in reading.read_items(connection, Commune)}
        illustrative = reading.is_illustrative(connection)
    chosen = _post(post, posts) if post is not None else None
    numbers = sorted(
        (n for n, s in states.items() if chosen is None or s.value("post") == chosen.code),
        key=MarkerNumber.parse,
    )
    if not numbers:
        raise UsageError("Không có mốc nào để lập phiếu.", "There are no markers to list.")
    rows = [_row(states[number], communes) for number in numbers]
    return survey_form(
        rows,
        title={"vi": "PHIẾU KIỂM TRA MỐC", "en": "MARKER SURVEY FORM"}[lang],
        post=chosen.name if chosen else None,
        lang=lang,
        today=today(),
        illustrative=illustrative,
    )


def _row(state: MarkerState, communes: Mapping[str, str]) -> FormRow:
    """Return a marker as the form lists it, with what is known of it."""
    known = {
        code: Known(aspect.value, aspect.since)
        for code, aspect in state.aspects.items()
        if code in SURVEYED and aspect.value
    }
    return FormRow(state.number, communes.get(state.value("commune") or ""), known)


def _post(name: str, posts: list[Post]) -> Post:
    of_name = [p for p in posts if p.code == name or post_key(p.name) == post_key(name)]
    if len(of_name) == 1:
        return of_name[0]
    listed = ", ".join(p.name for p in posts)
    raise UsageError(
        f"Không có đồn «{name}». Các đồn: {listed}.", f"No post “{name}”. There are: {listed}."
    )


def rejected(store: Store, batch: str, *, lang: Language, waiting: bool = False) -> bytes:
    """Return the rejected rows of a batch; see `Surveys.rejected_sheet`.

    Args:
        waiting: only those that nobody has dealt with.
    """
    with store.reading() as connection:
        taken = history.find_batch(connection, batch)
        rows = history.rejected_rows(connection, taken.uuid)
        if waiting:
            rows = [row for row, _ in history.waiting_rows(connection).get(taken.uuid, ())]
        findings = history.batch_findings(connection, taken.uuid)
    if not rows:
        raise UsageError(
            f"Đợt nhập {batch} không có dòng nào bị loại.", f"No row of batch {batch} was rejected."
        )
    about = RejectedBatch(
        file=taken.file or "",
        today=today(),
        batch=taken.uuid,
        crs=taken.crs,
        words=_words({heading for row in rows for heading in row.content}),
    )
    return rejected_sheet(about, rows, findings, lang)


def _words(headings: Iterable[str]) -> dict[str, str]:
    """Return the code list of each heading of a survey that stands over words of one."""
    fields = {name: sources.fields_of("surveys")[name] for name in SURVEYED}
    fields_of = {heading: sources.recognise([heading], fields).index for heading in headings}
    return {heading: name for heading, index in fields_of.items() for name in index}
