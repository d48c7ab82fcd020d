"""What waits for a decision, as a page asks it: the answers there are, each with its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.desk import paths
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Language, Text
from mocgioi.outputs.disagreement_text import (
    NONE_KEPT,
    DisagreementItem,
    Side,
    answers,
    says,
    says_alarm,
)
from mocgioi.outputs.wording import value_text
from mocgioi.tracker import decision_sheets, settling, waiting
from mocgioi.tracker.standing import States
from mocgioi.words.findings import worded

if TYPE_CHECKING:
    from mocgioi.documents.conflicts import Conflict, Conflicts
    from mocgioi.errors import Speller
    from mocgioi.store.handle import Store

TOGETHER_FROM = 8
"""So many held rows of one batch are asked about as one."""

_MOST_NAMED = 12
_MOST_SAID = 6

_TAKE_ALL = Text("NHẬN cả {count} dòng", "ACCEPT all {count} rows")
_LEAVE_ALL = Text("KHÔNG NHẬN dòng nào", "SET all of them ASIDE")
_OF_BATCH = Text("{count} dòng chờ quyết định", "{count} rows that wait")
_SAID_SO = Text("{said} ({count} mốc)", "{said} (markers: {count})")
_COUNTED = Text("đang tính: {value}", "counted at present: {value}")
_MORE = Text("… và {count} mục khác", "… and {count} more")


class Choice(NamedTuple):
    """One answer.

    Attributes:
        keep: what is sent: uuid of what stands, name of the batch, or `NONE_KEPT`.
        value: what would count. on: the day it was seen, where it is another than the matter's.
        evidence: where it comes from; marks: what else is to be known of it.
        file: of that evidence, by which many may be chosen at once.
    """

    keep: str
    value: str
    on: str = ""
    evidence: str = ""
    marks: tuple[str, ...] = ()
    file: str = ""


class Matter(NamedTuple):
    """One thing to be decided.

    Attributes:
        key: its name in the store, whole. state: as it is shown (`settling.state_of`).
        id: the first characters of `key`, as addresses have it.
        marker: number, or what people call the subject; page: address of a marker's own.
        about: what of it. on: the day.
        is_held: rows that do not count before somebody says so. is_alarm: a side says BÁO NGAY.
        rows: of a batch that is asked about as one, how many; 0: it is one thing.
        choices: the answers, none of them last. said: what was told when it came in.
        markers: of a batch, the numbers of its markers, as far as they are named.
    """

    key: str
    id: str
    state: str
    marker: str
    page: str | None
    about: str
    on: str
    is_held: bool
    is_alarm: bool
    rows: int
    choices: tuple[Choice, ...]
    said: tuple[str, ...] = ()
    markers: tuple[str, ...] = ()


def matters(
    store: Store, document: Conflicts, lang: Language, spell: Speller, *, apart: bool = False
) -> list[Matter]:
    """Return what waits for a decision; what may have to be reported at once comes first.

    Args:
        apart: each held row by itself, also where a batch has many.
    """
    items = {item.id: item for item in decision_sheets.items_of(store, document)}
    reasons = waiting.reasons_of(store, document["conflicts"], spell)
    counted = States(store)
    counted.expect(item.marker for item in items.values())
    of_batch: dict[str, list[Conflict]] = {}
    for conflict in document["conflicts"]:
        batch = conflict["sides"][0]["batch"]
        if conflict["reason"] == "held" and batch and not apart:
            of_batch.setdefault(batch, []).append(conflict)
    together = {name: rows for name, rows in of_batch.items() if len(rows) >= TOGETHER_FROM}
    found = [
        _batch(batch, rows, [items[row["id"]] for row in rows], counted, lang)
        for batch, rows in together.items()
    ]
    asked = {row["id"] for rows in together.values() for row in rows}
    found += [
        _single(conflict, items[conflict["id"]], reasons, counted, lang)
        for conflict in document["conflicts"]
        if conflict["id"] not in asked
    ]
    return sorted(found, key=lambda matter: (not matter.is_alarm, matter.rows == 0))


def _single(
    conflict: Conflict,
    item: DisagreementItem,
    reasons: Mapping[tuple[str, int], Text],
    counted: States,
    lang: Language,
) -> Matter:
    files = {side.observation: side.file for side in item.answers}
    offered = answers(item, lang)
    key = next(s.observation for s in item.sides if s.observation.startswith(item.id))
    choices = [
        Choice(
            keep=answer.observation,
            value=answer.value,
            on=answer.on if answer.on != offered[0].on else "",
            evidence=answer.evidence,
            marks=answer.marks,
            file=files.get(answer.observation) or "",
        )
        for answer in offered
    ]
    return Matter(
        key=key,
        id=item.id,
        state=settling.state_of([conflict]),
        marker=item.marker,
        page=paths.marker(item.marker) if conflict["kind"] is None else None,
        about=offered[0].about,
        on=offered[0].on,
        is_held=item.held,
        is_alarm=says_alarm(item),
        rows=0,
        choices=tuple(choices),
        said=tuple(_of_held(conflict, item, reasons, counted, lang)) if item.held else (),
    )


def _of_held(
    conflict: Conflict,
    item: DisagreementItem,
    reasons: Mapping[tuple[str, int], Text],
    counted: States,
    lang: Language,
) -> Iterator[str]:
    """Yield why a row is held, where that was told, and what it says beside what counts."""
    side = conflict["sides"][0]
    if (side["batch"] or "", side["row"]) in reasons:
        yield waiting.held(conflict, reasons).text.to(lang)
    for said in item.sides:
        if (said.aspect or item.aspect) in CODE_LISTS:
            yield _against(item, said, counted, lang)


def _batch(
    batch: str,
    rows: Sequence[Conflict],
    items: Sequence[DisagreementItem],
    counted: States,
    lang: Language,
) -> Matter:
    first = items[0].sides[0]
    count = len(rows)
    of_file = items[0]._replace(sides=(first._replace(row=None),))
    evidence = answers(of_file, lang)[0].evidence
    numbers = list(dict.fromkeys(item.marker for item in items))
    return Matter(
        key=batch,
        id=batch,
        state=settling.state_of(rows),
        marker="",
        page=None,
        about=worded(_OF_BATCH, count=count).to(lang),
        on=answers(items[0], lang)[0].on,
        is_held=True,
        is_alarm=any(map(says_alarm, items)),
        rows=count,
        choices=(
            Choice(
                batch,
                worded(_TAKE_ALL, count=count).to(lang),
                evidence=evidence,
                file=first.file or "",
            ),
            Choice(NONE_KEPT, _LEAVE_ALL.to(lang)),
        ),
        said=tuple(_counted(items, counted, lang)),
        markers=tuple(_cut(numbers, _MOST_NAMED, lang)),
    )


def _counted(items: Iterable[DisagreementItem], counted: States, lang: Language) -> list[str]:
    """Return what the rows of a batch say, each with how many say it."""
    said = Counter(_against(item, side, counted, lang) for item in items for side in item.sides)
    told = [worded(_SAID_SO, said=text, count=count).to(lang) for text, count in said.most_common()]
    return _cut(told, _MOST_SAID, lang)


def _against(item: DisagreementItem, side: Side, counted: States, lang: Language) -> str:
    """Return what a held row says of one thing, and what counts meanwhile."""
    text = says(item, side, lang)
    aspect = side.aspect or item.aspect
    if aspect not in CODE_LISTS:
        return text
    value, _ = counted.standing(item.marker).get(aspect, (None, None))
    counts = Text(*(value_text(aspect, value, language) for language in ("vi", "en")))
    return f"{text} ({worded(_COUNTED, value=counts).to(lang)})"


def _cut(listed: Sequence[str], most: int, lang: Language) -> list[str]:
    rest = len(listed) - most
    return [*listed[:most], *([worded(_MORE, count=rest).to(lang)] if rest > 0 else [])]
