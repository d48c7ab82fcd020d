"""What each audience may see of an exported table, by the rules of the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mocgioi.domain.audiences import (
    NAMES_AND_WORDS,
    NOT_INTERNAL,
    NOT_PUBLIC,
    PERSONS_WORDS,
    ROUNDED,
)
from mocgioi.errors import UsageError
from mocgioi.outputs.audience import (
    Audience,
    rounded_km,
    rounded_line,
    rounded_metres,
)
from mocgioi.outputs.export.table import Table


def redacted(table: Table, audience: Audience) -> Table:
    """Return what an audience may see of a table.

    Raises:
        UsageError: nothing of it.
    """
    if audience == "full":
        return table
    if audience == "public":
        if table.kind not in NOT_PUBLIC:
            listed = ", ".join(NOT_PUBLIC)
            raise UsageError(
                f"Bản công khai không có «{table.title.vi}»: không có gì về từng mốc. Xuất được: "
                f"{listed}; hoặc dùng --audience internal.",
                f"The public edition has no “{table.title.en}”: nothing of any single marker. "
                f"It has {listed}; or use --audience internal.",
            )
        if table.kind == "targets":
            at = table.at("post")
            table = _where(table, lambda row: at is None or not row[at])
        shown = table.without(*NOT_PUBLIC[table.kind])
        return _of_ground(shown) if table.kind == "ground" else shown
    if table.kind in NOT_INTERNAL:
        raise UsageError(
            "Bản nội bộ không có tên người và đơn vị đóng góp. Dùng --audience full.",
            "The internal edition has no names of donors. Use --audience full.",
        )
    if table.kind == "observations":
        at = table.at("aspect")
        table = _where(table, lambda row: at is None or row[at] not in PERSONS_WORDS)
    if table.kind == "ground":
        return _of_ground(table)
    if table.kind in ROUNDED:
        table = _with_rounded_shapes(_with_rounded_figures(table))
    return table.without(*NAMES_AND_WORDS)


def _of_ground(table: Table) -> Table:
    """Return the ground with whom it is from only where a licence asks for that."""
    source, licence = table.at("source"), table.at("licence")
    rows = [
        tuple(None if at == source and not row[licence or 0] else c for at, c in enumerate(row))
        for row in table.rows
    ]
    return _with_rounded_shapes(table._replace(rows=rows))


def _where(table: Table, is_shown: Callable[[tuple[Any, ...]], bool]) -> Table:
    kept = [at for at, row in enumerate(table.rows) if is_shown(row)]
    shapes = table.shapes
    return table._replace(
        rows=[table.rows[at] for at in kept],
        shapes=None if shapes is None else [shapes[at] for at in kept],
    )


_FIGURES: Mapping[str, Callable[[float | None], float | None]] = {
    "border_km": rounded_km,
    "nearest_road_m": rounded_metres,
}
"""Figures with which the place of a marker could be found again."""


def _with_rounded_figures(table: Table) -> Table:
    rounding = {at: how for name, how in _FIGURES.items() if (at := table.at(name)) is not None}
    if not rounding:
        return table
    rows = [
        tuple(rounding[at](cell) if at in rounding else cell for at, cell in enumerate(row))
        for row in table.rows
    ]
    return table._replace(rows=rows)


def _with_rounded_shapes(table: Table) -> Table:
    if table.shapes is None:
        return table
    return table._replace(shapes=[wkb and _rounded_shape(wkb) for wkb in table.shapes])


def _rounded_shape(wkb: bytes) -> bytes:
    """Return a shape with its vertices rounded, each only once."""
    import shapely

    mapped = shapely.geometry.mapping(shapely.from_wkb(wkb))
    rounded: bytes = shapely.geometry.shape(
        {"type": mapped["type"], "coordinates": _rounded(mapped["coordinates"])}
    ).wkb
    return rounded


def _rounded(coordinates: Any) -> Any:
    first = coordinates[0]
    if isinstance(first, float):
        return rounded_line([list(coordinates)])[0]
    if isinstance(first[0], float):
        return rounded_line([list(vertex) for vertex in coordinates])
    return [_rounded(part) for part in coordinates]
