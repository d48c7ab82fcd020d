"""A copy that another program wrote anew: its layers compared, its edits taken in as events."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mocgioi import sources
from mocgioi.domain.batch import IncomingFile, Receipt
from mocgioi.domain.days import VIETNAM
from mocgioi.domain.rejected import RejectedRow
from mocgioi.domain.subjects import heading_of
from mocgioi.errors import Finding, Text, UnreadableInput, UsageError
from mocgioi.store import edited, layers
from mocgioi.store.drafts import Draft
from mocgioi.store.edited import Comparison, Edit, Layer, LayerRow
from mocgioi.store.history import EDITED
from mocgioi.store.homes import HOMES
from mocgioi.store.ledger import record
from mocgioi.tracker.exported import exported
from mocgioi.tracker.moments import today
from mocgioi.words.findings import finding

if TYPE_CHECKING:
    from mocgioi.sources import RawTable
    from mocgioi.store.foreign import Foreign
    from mocgioi.store.geopackage import Transaction
    from mocgioi.store.handle import Store

_STORED = ("EPSG:4326", "OGC:CRS84")
_SHOWN = 6


class Copy(NamedTuple):
    """A file that another program wrote: its name, its hash, and the ISO day of its edits."""

    name: str
    sha256: str
    on: str | None


def layers_of(store: Store, path: Path) -> list[Layer]:
    """Return the tables of a file that are layers or exports of ours; none where it is no such.

    Raises:
        UsageError: it was exported from another store.
    """
    try:
        raw = sources.read(path)
    except UnreadableInput:
        return []
    found = []
    for table in raw.tables:
        if (export := exported(table)) is not None:
            from mocgioi.tracker import returned_exports

            found.append(returned_exports.as_layer(store, table, export, path.name))
        elif (named := edited.layer_named(table.header)) is not None:
            found.append(_layer(table, *named))
    return found


def _layer(table: RawTable, name: str, columns: Sequence[str]) -> Layer:
    rows = [
        LayerRow(row.row, dict(zip(columns, row.values, strict=False)), row.geometry)
        for row in table.rows
    ]
    can_be_compared = table.has_geometry and _is_stored_in(table.crs)
    crs = (table.crs or "") if table.has_geometry and not can_be_compared else None
    return Layer(name, table.name, rows, can_be_compared, crs)


def _is_stored_in(crs: str | None) -> bool:
    """Say whether geometries need no change to be compared with those of a store."""
    if crs is None or crs in _STORED:
        return crs is not None
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        return bool(CRS.from_user_input(crs).equals(CRS.from_epsg(4326), ignore_axis_order=True))
    except CRSError:
        return False


def take(
    transaction: Transaction,
    copy: Copy,
    found: Sequence[Layer],
    *,
    own: Foreign | None,
    rehearse: bool,
) -> Receipt | None:
    """Take in what was edited in layers of ours, as one batch.

    Args:
        transaction: all of it happens in. found: the layers of the file.
        own: the store that they are layers of, where they came with one.
        rehearse: nothing will be written; edits without a day are taken as of today, and told.

    Returns None where none of the layers is of this store.

    Raises:
        UsageError: something was edited and no day is given.
    """
    compared = [c for layer in found if (c := edited.compare(transaction, layer, own)) is not None]
    if not compared:
        return None
    edits = [edit for each in compared for row in each.rows for edit in row.edits]
    told = list(_told(compared))
    undated = [edit for edit in edits if edit.since is None]
    if undated and copy.on is None:
        if not rehearse:
            raise _no_day(copy.name, undated)
        copy = copy._replace(on=today())
        told.append(finding("copy-no-day", count=_count(undated)))
    places = {
        id(row): place
        for place, row in enumerate(row for each in compared for row in each.layer.rows)
    }
    rejected = [entry for each in compared for entry in _rejected(each)]
    content = json.dumps([copy.on, [(e.row.row, *e[2:]) for e in edits]])
    file = IncomingFile(
        EDITED,
        copy.name,
        copy.sha256,
        hashlib.sha256(content.encode()).hexdigest(),
        effective_on=copy.on,
        rows_read=len(places),
        rejected=tuple(rejected),
        findings=tuple(told),
    )
    refused = {id(row) for each in compared for row in _refused(each)}
    outcomes = {p: "rejected" if row in refused else "unchanged" for row, p in places.items()}
    drafts = [
        draft
        for each in compared
        for row in each.rows
        if row.edits and id(row.edits[0].row) not in refused
        for draft in _drafts(each, row, places[id(row.edits[0].row)], copy)
    ]
    return record(transaction, file, drafts, outcomes=outcomes)


def _drafts(compared: Comparison, row: edited.Compared, place: int, copy: Copy) -> Iterator[Draft]:
    home = next((h for h in HOMES.values() if h.table == compared.layer.table), None)
    said = [(e.aspect, e.new or "", e.column, e.since or copy.on) for e in row.edits]
    if row.is_new and home is not None:
        said.insert(0, (home.existence, "yes", home.subject, copy.on))
    at = row.edits[0].row
    for aspect, value, column, day in said:
        yield Draft(
            row=place,
            subject=row.subject,
            aspect=aspect,
            value=value,
            observed_on=day,
            row_number=at.row,
            observer=copy.name,
            illustrative=row.illustrative,
            sheet=compared.layer.sheet,
            heading=column,
            written=None if aspect.endswith("geom") else str(at.cells.get(column)),
            of_register=home is not None,
            name=str(at.cells.get("name") or row.subject) if home is not None else None,
        )


def _refused(compared: Comparison) -> Iterator[LayerRow]:
    """Yield the rows that are not taken."""
    yield from compared.twice
    yield from compared.strange
    for row in compared.rows:
        if row.lacks or any(not _is_understood(edit) for edit in row.edits):
            yield row.edits[0].row


def _is_understood(edit: Edit) -> bool:
    """Say whether a value is one of its column, and a code is not taken away."""
    return edit.new is not None and (bool(edit.new) or not layers.is_coded(edit.aspect))


def _rejected(compared: Comparison) -> Iterator[RejectedRow]:
    codes = {id(row): "copy-twice" for row in compared.twice}
    codes |= {id(row): "copy-marker-new" for row in compared.strange}
    codes |= {id(row.edits[0].row): "copy-lacks" for row in compared.rows if row.lacks}
    for row in _refused(compared):
        content = {c: "" if v is None else str(v) for c, v in row.cells.items()}
        code = codes.get(id(row), "copy-value")
        yield RejectedRow(compared.layer.sheet, row.row, content, (code,))


def _told(compared: Iterable[Comparison]) -> Iterator[Finding]:
    for each in compared:
        sheet, title = each.layer.sheet, layers.title_of(each.layer.table)
        if each.taken_at is not None:
            yield finding(
                "copy-compared",
                sheet=sheet,
                layer=title,
                number=each.taken_at.number,
                when=datetime.fromisoformat(each.taken_at.committed_at).astimezone(VIETNAM),
            )
        if each.absent:
            yield finding("copy-absent", sheet=sheet, layer=title, count=each.absent)
        if moved := [row.subject for row in each.rows if row.is_moved]:
            listed = ", ".join(moved[:_SHOWN]) + (" …" if len(moved) > _SHOWN else "")
            yield finding("copy-moved", sheet=sheet, count=len(moved), numbers=listed)
        if each.layer.crs is not None:
            yield finding("copy-geometry", sheet=sheet, layer=title, crs=each.layer.crs or "–")
        if left := Counter(column for row in each.rows for column in row.left):
            yield finding("copy-computed", sheet=sheet, columns=", ".join(sorted(left)))
        yield from _told_of_rows(each)


def _told_of_rows(compared: Comparison) -> Iterator[Finding]:
    """Tell which rows are not taken."""
    sheet = compared.layer.sheet
    for row in compared.twice:
        yield finding("copy-twice", sheet=sheet, row=row.row)
    for row in compared.strange:
        number = str(row.cells.get("number") or "–")
        yield finding("copy-marker-new", sheet=sheet, row=row.row, number=number)
    for compared_row in compared.rows:
        if compared_row.lacks:
            at = compared_row.edits[0].row.row
            vi, en = (", ".join(names) for names in zip(*compared_row.lacks, strict=True))
            yield finding("copy-lacks", sheet=sheet, row=at, headings=Text(vi, en))
        for edit in compared_row.edits:
            if not _is_understood(edit):
                written = str(edit.row.cells.get(edit.column) or "")
                yield finding(
                    "copy-value",
                    sheet=sheet,
                    row=edit.row.row,
                    column=edit.column,
                    value=written,
                    heading=heading_of(edit.aspect),
                    written=written,
                )


def _count(edits: Iterable[Edit]) -> int:
    """Return how many rows were edited."""
    return len({id(edit.row) for edit in edits})


def _no_day(name: str, edits: Sequence[Edit]) -> UsageError:
    count = _count(edits)
    return UsageError(
        f"«{name}» có {count} hàng đã sửa mà không ghi ngày. Thêm ngày của các sửa đổi ấy: --on "
        "NĂM-THÁNG-NGÀY (xem trước: --check).",
        f"{count} rows were edited in “{name}”, and nothing says when. Give the day of the edits: "
        "--on YEAR-MONTH-DAY (to look first: --check).",
    )
