"""Spreadsheets of surveys: the form to take along, and what was rejected, to be corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from mocgioi import sources
from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import SubjectState
from mocgioi.domain.places import fold, post_key
from mocgioi.domain.register import Commune, Post
from mocgioi.domain.rejected_sheet import Place
from mocgioi.domain.survey_form import TITLE
from mocgioi.errors import Language, Speller, UsageError
from mocgioi.outputs.sheets.form import FormRow, Known, survey_form
from mocgioi.outputs.sheets.rejected import Correction, RejectedBatch, rejected_sheet
from mocgioi.store import history, reading
from mocgioi.store.handle import Store
from mocgioi.tracker import counting
from mocgioi.tracker.moments import today

if TYPE_CHECKING:
    from mocgioi.domain.rejected import RejectedRow
    from mocgioi.errors import Finding

_NO_MARKERS = ("Không có mốc nào để lập phiếu.", "There are no markers to list.")
_WITHOUT_POST: dict[Language, str] = {"vi": "chua-ro-don", "en": "no-post"}
"""Stands in the name of the form of the markers of which no post is known."""


class _World(NamedTuple):
    """What the forms are made of."""

    states: Mapping[str, SubjectState]
    posts: list[Post]
    communes: Mapping[str, str]
    illustrative: bool


def _world(store: Store) -> _World:
    with store.reading() as connection:
        return _World(
            counting.folded(connection, as_of=None, known_at=None),
            reading.read_items(connection, Post),
            {c.code: c.name for c in reading.read_items(connection, Commune)},
            reading.is_illustrative(connection),
        )


class Listed(NamedTuple):
    """What a form lists: its markers in border order, its post, and whether they are made up."""

    rows: list[FormRow]
    post: Post | None
    illustrative: bool


def listed(store: Store, post: str | None) -> Listed:
    """Return what the form of a post lists, of all markers where none is named.

    Raises:
        UsageError: no such post, or it has no markers.
    """
    world = _world(store)
    chosen = _post(post, world.posts) if post is not None else None
    states = [s for s in world.states.values() if not chosen or s.value("post") == chosen.code]
    if not states:
        raise UsageError(*_NO_MARKERS)
    return Listed(_rows(states, world.communes), chosen, world.illustrative)


def form(store: Store, post: str | None, *, lang: Language) -> bytes:
    """Return the survey form of a post's markers; see `Surveys.form`."""
    return _form(listed(store, post), lang)


def forms(store: Store, *, lang: Language) -> Iterator[tuple[str, bytes]]:
    """Yield the survey form of each post by the name of its file; see `Surveys.forms`."""
    world = _world(store)
    if not world.states:
        raise UsageError(*_NO_MARKERS)
    by_post: dict[str | None, list[SubjectState]] = {}
    for state in world.states.values():
        by_post.setdefault(state.value("post"), []).append(state)
    names = Counter(fold(post.name) for post in world.posts)
    for post in world.posts:
        if states := by_post.pop(post.code, None):
            named = fold(post.name if names[fold(post.name)] == 1 else f"{post.name} {post.code}")
            yield f"phieu-{named.replace(' ', '-')}.xlsx", _of_states(states, post, world, lang)
    if rest := [state for states in by_post.values() for state in states]:
        yield f"phieu-{_WITHOUT_POST[lang]}.xlsx", _of_states(rest, None, world, lang)


def _of_states(
    states: Iterable[SubjectState], post: Post | None, world: _World, lang: Language
) -> bytes:
    return _form(Listed(_rows(states, world.communes), post, world.illustrative), lang)


def _form(listed: Listed, lang: Language) -> bytes:
    return survey_form(
        listed.rows,
        title=TITLE.to(lang),
        post=listed.post.name if listed.post else None,
        lang=lang,
        today=today(),
        illustrative=listed.illustrative,
    )


def _rows(states: Iterable[SubjectState], communes: Mapping[str, str]) -> list[FormRow]:
    in_order = sorted(states, key=lambda state: MarkerNumber.parse(state.subject))
    return [_row(state, communes) for state in in_order]


def _row(state: SubjectState, communes: Mapping[str, str]) -> FormRow:
    """Return a marker as the form lists it, with what is known of it."""
    return FormRow(state.subject, communes.get(state.value("commune") or ""), known_of(state))


def known_of(state: SubjectState) -> dict[str, Known]:
    """Return what is known of the aspects a survey asks for, by aspect."""
    return {
        code: Known(aspect.value, aspect.since)
        for code, aspect in state.aspects.items()
        if code in SURVEYED and aspect.value
    }


def _post(name: str, posts: list[Post]) -> Post:
    of_name = [p for p in posts if p.code == name or post_key(p.name) == post_key(name)]
    if len(of_name) == 1:
        return of_name[0]
    listed = ", ".join(p.name for p in posts)
    raise UsageError(
        f"Không có đồn «{name}». Các đồn: {listed}.", f"No post “{name}”. There are: {listed}."
    )


class Rejecting(NamedTuple):
    """A batch of which rows were rejected.

    Attributes:
        about: as its sheet names it. kind: what it was imported as.
        rows: all of its rejected rows; waiting: those that nobody has dealt with.
        findings: what was found in its file.
    """

    about: RejectedBatch
    kind: str
    rows: list[RejectedRow]
    waiting: list[RejectedRow]
    findings: list[Finding]


def rejected_batch(store: Store, batch: str) -> Rejecting:
    """Return a batch with its rejected rows.

    Args:
        batch: the first characters of its uuid.

    Raises:
        UsageError: no such batch.
    """
    with store.reading() as connection:
        taken = history.find_batch(connection, batch)
        rows = history.rejected_rows(connection, taken.uuid)
        waiting = [row for row, _ in history.waiting_rows(connection).get(taken.uuid, ())]
        findings = history.batch_findings(connection, taken.uuid)
    about = RejectedBatch(
        file=taken.file or "",
        today=today(),
        batch=taken.uuid,
        crs=taken.crs,
        words=_words({heading for row in rows for heading in row.content}),
    )
    return Rejecting(about, taken.kind, rows, waiting, findings)


def rejected(
    store: Store,
    batch: str,
    *,
    lang: Language,
    spell: Speller,
    waiting: bool = False,
    corrections: Mapping[Place, Correction] = MappingProxyType({}),
    system: str = "",
) -> bytes:
    """Return the rejected rows of a batch; see `Surveys.rejected_sheet`.

    Args:
        waiting: only those that nobody has dealt with.
        corrections, system: what somebody has written already; see `RejectedBatch`.
    """
    known = rejected_batch(store, batch)
    rows = known.waiting if waiting else known.rows
    if not rows:
        raise UsageError(
            f"Đợt nhập {batch} không có dòng nào bị loại.", f"No row of batch {batch} was rejected."
        )
    about = known.about._replace(corrections=corrections, system=system)
    return rejected_sheet(about, rows, known.findings, lang, spell=spell)


def _words(headings: Iterable[str]) -> dict[str, str]:
    """Return the code list of each heading of a survey that stands over words of one."""
    fields = {name: sources.fields_of("surveys")[name] for name in SURVEYED}
    fields_of = {heading: sources.recognise([heading], fields).index for heading in headings}
    return {heading: name for heading, index in fields_of.items() for name in index}
