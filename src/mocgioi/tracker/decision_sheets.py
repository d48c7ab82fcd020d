"""Disagreements as a spreadsheet to decide in, and the decisions of a filled one."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from mocgioi import sources
from mocgioi.domain.position import Position
from mocgioi.errors import Finding, Language, Speller, UsageError
from mocgioi.outputs.disagreement_text import DisagreementItem, Side
from mocgioi.outputs.sheets.decisions import already_decided, read_decisions
from mocgioi.outputs.sheets.disagreements import Mark, disagreement_sheet
from mocgioi.outputs.sheets.returned import SheetRow
from mocgioi.store import photos, reading
from mocgioi.store.disagreements import resolve, settled_before
from mocgioi.store.explaining import FilePath
from mocgioi.store.handle import Store
from mocgioi.tracker.moments import today
from mocgioi.words.findings import finding

if TYPE_CHECKING:
    from mocgioi.documents.conflicts import Conflicts
    from mocgioi.documents.evidence import HistoryEntry
    from mocgioi.outputs.sheets.decisions import Choice
    from mocgioi.store.geopackage import Transaction


def sheet(
    store: Store,
    document: Conflicts,
    *,
    lang: Language,
    marks: Mapping[tuple[str, str], Mark] = MappingProxyType({}),
    spell: Speller,
) -> bytes:
    """Return what waits for a person as a sheet; see `Decisions.export`.

    Args:
        marks: what was written in an earlier sheet, by disagreement and observation.
    """
    with store.reading() as connection:
        illustrative = reading.is_illustrative(connection)
    return disagreement_sheet(
        items_of(store, document),
        lang=lang,
        today=today(),
        illustrative=illustrative,
        marks=marks,
        spell=spell,
    )


def items_of(store: Store, document: Conflicts) -> list[DisagreementItem]:
    """Return what waits for a person as what is asked of them."""
    with store.reading() as connection:
        positions = photos.register_positions(connection)
    items = []
    for entry in document["conflicts"]:
        marker_at = positions.get(entry["marker"])
        sides = [_side(side, marker_at) for side in entry["sides"]]
        standing = entry["standing"] and _side(entry["standing"], marker_at)
        items.append(
            DisagreementItem(
                entry["id"],
                entry["marker"],
                entry["aspect"],
                tuple(sides),
                held=entry["reason"] == "held",
                standing=standing,
                against_standing=entry["against_standing"],
            )
        )
    return items


def _side(event: HistoryEntry, marker_at: tuple[float, float] | None) -> Side:
    off_m = None
    if event["aspect"] == "position" and marker_at is not None:
        from mocgioi.intake.position.nearness import distance_m

        measured = Position.from_value(event["value"])
        off_m = distance_m(measured.longitude, measured.latitude, *marker_at)
    position = event["aspect"] in ("position", "register_position")
    return Side(
        observation=event["observation"],
        value=event["value"] if position else event["name"],
        observed_on=event["observed_on"],
        file=event["file"],
        row=event["row"],
        observer=event["observer"],
        recorded_at=event["recorded_at"],
        aspect=event["aspect"],
        off_m=off_m,
    )


class Decided(NamedTuple):
    """What came of a filled sheet.

    Attributes:
        settled: the disagreements that were settled.
        moved: markers whose counted state moved.
        findings: what is wrong with the other rows, and what was decided before.
    """

    settled: list[str]
    moved: list[str]
    findings: list[Finding]


def rows_of(path: FilePath) -> list[SheetRow]:
    """Return the rows of a sheet.

    Raises:
        UnreadableInput: it cannot be read.
    """
    return [
        SheetRow(row.row, dict(zip_longest(table.header, row.values[: len(table.header)])))
        for table in sources.read(os.fspath(path)).tables
        for row in table.rows
    ]


def decide(store: Store, path: FilePath, *, by: str, saved_at: str | None = None) -> Decided:
    """Take the decisions of a filled sheet; see `Decisions.apply`.

    Args:
        saved_at: the instant (UTC) it was saved; where something was decided later, by a person
            who could see more, that stands. None: it is handed over now.
    """
    read = read_decisions(rows_of(path))
    with store.writing() as transaction:
        return decide_within(transaction, *read, by=by, saved_at=saved_at)


def decide_within(
    transaction: Transaction,
    choices: Sequence[Choice],
    findings: Sequence[Finding],
    *,
    by: str,
    saved_at: str | None = None,
) -> Decided:
    """Take the decisions of a sheet that was read, as `decide` does.

    Args:
        choices, findings: what `read_decisions` gave.
    """
    told = [*findings]
    settled: list[str] = []
    moved: dict[str, None] = {}
    asked = [choice.disagreement for choice in choices]
    before = settled_before(transaction, asked, since=saved_at)
    for choice in choices:
        if choice.disagreement in before:
            told.append(already_decided(choice))
            continue
        try:
            changed = resolve(
                transaction, choice.disagreement, choice.observation, by=by, why=choice.why
            )
        except UsageError as error:
            refused = finding("decision-refused", row=choice.row, why=error.text)
            told.append(refused._replace(hints=error.hints))
            continue
        settled.append(choice.disagreement)
        moved.update(dict.fromkeys(changed))
    return Decided(settled, list(moved), told)
