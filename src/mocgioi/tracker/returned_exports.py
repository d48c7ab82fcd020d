"""Exports that come home edited: compared, cell by cell, with the same export made again.

Each row of an export says what it was made from (`mocgioi.outputs.export.mark`). The store makes
that table once more, of the same day by the same knowledge; what differs was edited in the file,
whatever happened here meanwhile. What a format cannot hold is no edit: a text that was cut, a
number as a text, a label in the place of its code.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from mocgioi.domain.formulas import unled
from mocgioi.domain.position import STORAGE_CRS, Position
from mocgioi.domain.vocabulary import CODE_LISTS, code_of
from mocgioi.errors import HINT, CrsProblem, Hint, UsageError
from mocgioi.intake.position.shift import Shift
from mocgioi.outputs.export.columns import columns_of, mark_column
from mocgioi.outputs.export.mark import Mark
from mocgioi.outputs.export.table import EXPORT_LISTS, LABEL, Column, Table, shortened
from mocgioi.store import chain, commits
from mocgioi.store.edited import Layer, LayerRow
from mocgioi.store.geometry import decode_wkb, encode_point, encode_wkb
from mocgioi.tracker import exporting
from mocgioi.tracker.exported import (
    WITHOUT_NULLS,
    Exported,
    exported,
    flat,
    key_of,
    with_nulls,
)

if TYPE_CHECKING:
    from pathlib import Path

    from mocgioi.sources import RawFile, RawTable
    from mocgioi.store.chain import Commit
    from mocgioi.store.handle import Store

_PLACES = (("longitude", "latitude"), ("easting", "northing"))
"""Columns that hold the place of a point in a table without shapes."""


def as_layer(store: Store, table: RawTable, of: Exported, name: str) -> Layer:
    """Return an export as a layer of ours, with the rows that stood when it was made.

    Raises:
        UsageError: it was made from another store, or from a state that this one never had.
        CrsProblem: all of its shapes have moved by one vector, as when a program that saved it
            forgot the datum; of markers no place is taken, and that is told.
    """
    again = _made_again(store, of.mark, name)
    key = exporting.KEYS[of.mark.kind]
    at = again.at(key)
    stands = {str(row[at or 0]): _row_of(again, row, place) for place, row in enumerate(again.rows)}
    lists = {c.name: c.codes for c in columns_of(of.mark.kind) if c.codes}
    has_nulls = not name.lower().endswith(WITHOUT_NULLS)
    can_be_compared = of.mark.audience == "full"
    rows = []
    for row in table.rows:
        cells = dict(zip(table.header, row.values, strict=False))
        said = {of.columns[n].name: (of.columns[n], v) for n, v in cells.items() if n in of.columns}
        subject = str(said[key][1]) if key in said else ""
        known = _known_subject(subject, stands)
        merged = dict(_merged(said, stands.get(known, {}), lists))
        if known:
            merged[key] = known
        if known in stands and key != "name" and merged.get("name") == known:
            merged["name"] = stands[known].get("name") or None
        if not has_nulls:
            merged = {
                c: None if v == 0 and _is_empty(c, stands, known) else v for c, v in merged.items()
            }
        shape = _shape(row.geometry, table.crs, cells) if can_be_compared else None
        rows.append(LayerRow(row.row, merged, shape))
    if of.mark.kind != "markers":
        _refuse_shifted(rows, stands, key, name)
    return Layer(
        of.mark.kind, table.name, rows, can_be_compared, stands=stands, commit=of.mark.commit
    )


def _refuse_shifted(
    rows: Sequence[LayerRow], stands: Mapping[str, Mapping[str, Any]], key: str, name: str
) -> None:
    """Refuse a file whose shapes have all moved together: nobody draws a layer anew like that.

    Raises:
        CrsProblem: they have.
    """
    import shapely

    shift = Shift()
    for row in rows:
        stood = stands.get(str(row.cells.get(key)), {}).get("geom")
        if row.geometry is None or stood is None:
            continue
        now, then = (shapely.from_wkb(wkb).centroid for wkb in (row.geometry, decode_wkb(stood)))
        if not (now.is_empty or then.is_empty):
            shift.look(Position(now.x, now.y), (then.x, then.y))
    if shift.report(None) is not None:
        raise CrsProblem(
            f"«{name}»: mọi hình đã dời cùng một hướng, cùng một quãng so với khi xuất; chương "
            "trình lưu tệp đã ghi sai hệ tọa độ (quên chuyển VN-2000 sang WGS 84 thì lệch 224 m). "
            "Không gộp gì. Hãy lưu lại thành .gpkg, hệ EPSG:4326, rồi gộp tệp ấy.",
            f"“{name}”: all shapes have moved by one vector since the export; the program that "
            "saved the file states the wrong system (VN-2000 taken for WGS 84 is 224 m off). "
            "Nothing was merged. Save it again as .gpkg in EPSG:4326, and merge that file.",
        )


def _is_empty(column: str, stands: Mapping[str, Mapping[str, Any]], subject: str) -> bool:
    return stands.get(subject, {}).get(column) is None


def _known_subject(subject: str, stands: Mapping[str, object]) -> str:
    """Return the identity that a cell means: a spreadsheet takes zeros before a code away, and a
    name may have been led, cut or put in one line by its format.
    """
    if subject in stands:
        return subject
    wanted = flat(unled(subject))
    alike = [known for known in stands if wanted and wanted in _written_as(known)]
    if len(alike) == 1:
        return alike[0]
    bare = subject.removesuffix(".0").lstrip("0")
    return next((s for s in stands if bare and s.lstrip("0") == bare), subject)


def commit_of(store: Store, mark: Mark) -> Commit | None:
    """Return the commit of a store that a file was exported from; None of another store's."""
    with store.reading() as connection:
        listed = chain.commits(connection, mark.commit - 1)
        head = commits.head_shown(connection, mark.commit)
    commit = listed[0] if listed and listed[0].number == mark.commit else None
    return commit if head == mark.head else None


def as_register(store: Store, raw: RawFile, path: Path) -> RawFile:
    """Return a file for the register; an export of another store as it was before its format.

    Raises:
        UsageError: it is an export of this store, whose edits come home by ``merge``.
    """
    tables = []
    for table in raw.tables:
        export = exported(table)
        if export is not None and commit_of(store, export.mark) is not None:
            raise UsageError(
                f"«{raw.name}» là tệp xuất từ chính kho này (export): import sẽ không biết ô nào "
                f"đã sửa. Đưa những gì đã sửa trong tệp về: {HINT}.",
                f"“{raw.name}” was exported from this very store: import cannot tell which cells "
                f"were edited. Take home what was edited in it: {HINT}.",
                hints=(Hint("merge", (str(path),)),),
            )
        tables.append(table if export is None else with_nulls(table, export, raw.name))
    return replace(raw, tables=tuple(tables))


def _written_as(text: str) -> tuple[str, ...]:
    """Return a text in one line as formats have it: whole, or cut where one has no more room."""
    whole = flat(text)
    return whole, flat(shortened(text)), flat(shortened(whole))


def _made_again(store: Store, mark: Mark, name: str) -> Table:
    commit = commit_of(store, mark)
    if commit is None:
        raise UsageError(
            f"«{name}» được xuất từ một kho khác, hay từ lần ghi số {mark.commit} ({mark.head}) mà "
            "kho này không có. Nếu xuất từ một bản sao: gộp bản sao ấy trước (merge), rồi gộp tệp "
            "này.",
            f"“{name}” was exported from another store, or from write {mark.commit} ({mark.head}), "
            "which this one does not have. If a copy of this store exported it, merge that copy "
            "first and then this file.",
        )
    return exporting.table(
        store, mark.kind, as_of=mark.as_of, known_at=commit.committed_at, audience=mark.audience
    )


def _row_of(table: Table, row: Sequence[Any], place: int) -> dict[str, Any]:
    """Return a row of the table as the layer has it: codes without labels, ISO days."""
    cells = {
        column.name: value.isoformat() if isinstance(value, date) else value
        for column, value in zip(table.columns, row, strict=True)
        if column.name != mark_column().name
    }
    wkb = table.shapes[place] if table.shapes else None
    cells["geom"] = None
    if wkb is not None:
        import shapely

        shape = shapely.from_wkb(wkb)
        is_point = table.geometry == "Point"
        cells["geom"] = encode_point(shape.x, shape.y) if is_point else encode_wkb(wkb)
    return cells


def _merged(
    said: Mapping[str, tuple[Column, Any]], stands: Mapping[str, Any], lists: Mapping[str, str]
) -> Iterator[tuple[str, Any]]:
    """Yield the cells of a row by column; one that says what stands, as it stands.

    Of a code and its label the one that differs was edited; where both were, and say two things,
    the cell is none that is understood.
    """
    labels = {name for name in said if name.endswith(LABEL)}
    for name, (column, cell) in said.items():
        if name not in labels:
            yield name, _cell(column, cell, stands.get(name))
    for name in labels:
        code = name.removesuffix(LABEL)
        stood = stands.get(code)
        label = str(said[name][1] or "").strip()
        meant = _code(lists[code], label) or label or None
        by_code = _cell(said[code][0], said[code][1], stood) if code in said else stood
        if meant == stood:
            yield code, by_code
        elif by_code == stood or _code(lists[code], str(by_code or "")) == meant:
            yield code, meant
        else:
            yield code, f"{by_code} / {label}"


def _code(codes: str, text: str) -> str | None:
    """Return the code that a text is or names in a list; None for none."""
    if codes in CODE_LISTS:
        return code_of(codes, text)
    wanted = key_of(text)
    terms = EXPORT_LISTS[codes].items()
    return next((code for code, t in terms if wanted in {code, *map(key_of, t.label)}), None)


def _cell(column: Column, cell: Any, stands: Any) -> Any:
    """Return what stands where a cell says the same in the way of its format, else the cell."""
    if isinstance(cell, str):
        cell = unled(cell)
    return stands if _is_same(column, cell, stands) else cell


def _is_same(column: Column, cell: Any, stands: Any) -> bool:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return stands is None or stands == ""
    if stands is None:
        return False
    if column.kind == "yes":
        return _yes(cell) is bool(stands)
    if column.kind in ("number", "whole"):
        number = _number(cell)
        return number is not None and math.isclose(number, stands, rel_tol=1e-9, abs_tol=1e-9)
    if column.kind == "day":
        return _day(cell) == str(stands)[:10]
    text = flat(cell)
    return text in _written_as(str(stands)) or _is_same_number(text, flat(stands))


def _is_same_number(text: str, known: str) -> bool:
    """Say whether a code lost its zeros, or a whole number became one with a point."""
    bare, of = text.removesuffix(".0").lstrip("0"), known.lstrip("0")
    return bare.isdigit() and bare == of


def _number(cell: Any) -> float | None:
    try:
        return float(str(cell).strip())
    except ValueError:
        return None


_YES = {"1", "true", "t", "y", *(_word.casefold() for _word in ("có", "yes"))}
_NO = {"0", "false", "f", "n", *(_word.casefold() for _word in ("không", "no"))}


def _yes(cell: Any) -> bool | None:
    word = str(cell).strip().casefold().removesuffix(".0")
    return True if word in _YES else False if word in _NO else None


def _day(cell: Any) -> str:
    if isinstance(cell, (date, datetime)):
        return cell.isoformat()[:10]
    text = str(cell).strip().replace("/", "-")
    parts = text[:10].split("-")
    if len(parts) == 3 and len(parts[2]) == 4:
        return f"{parts[2]}-{parts[1]:0>2}-{parts[0]:0>2}"
    return text[:10]


def _shape(geometry: bytes | None, crs: str | None, cells: Mapping[str, Any]) -> bytes | None:
    """Return the shape of a row in longitude and latitude, None where none can be compared."""
    import numpy as np
    import shapely

    if geometry is None:
        for names in _PLACES:
            place = [_number(cells.get(name)) for name in names]
            if None not in place:
                crs = str(cells.get("crs") or STORAGE_CRS)
                geometry = shapely.to_wkb(shapely.Point(*place))
                break
        else:
            return None
    if crs is None:
        return None
    from mocgioi.domain.crs import authority_code, to_storage

    flat = shapely.force_2d(shapely.from_wkb(geometry))
    if not crs.startswith("OGC:CRS84") and authority_code(crs) != STORAGE_CRS:
        flat = shapely.transform(
            flat, lambda places: np.column_stack(to_storage(places[:, 0], places[:, 1], crs))
        )
    wkb: bytes = shapely.to_wkb(flat)
    return wkb
