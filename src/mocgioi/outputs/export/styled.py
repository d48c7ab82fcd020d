"""An exported layer as QGIS shows it: symbols, names and lists of the layers of the store."""

from __future__ import annotations

from mocgioi.domain.aspects import FOLDED
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.outputs.export.table import LABEL, MARK, Column, Table, heading
from mocgioi.outputs.qgis import style
from mocgioi.outputs.qgis.facts import FieldFacts, LayerFacts

KEY = "fid"
"""The primary key that GDAL gives a layer."""

_SQL = {
    "text": "TEXT",
    "number": "DOUBLE",
    "whole": "INTEGER",
    "day": "DATE",
    "instant": "DATETIME",
    "yes": "BOOLEAN",
}
_NEVER_TYPED = ("uuid", "illustrative", MARK)


def qml(table: Table) -> str:
    """Return the style of an exported layer whose columns have their own names."""
    geometry = table.geometry.upper() if table.geometry else None
    title = table.title.to(table.lang)
    fields = tuple(_field(table, column) for column in table.columns)
    return style.qml(LayerFacts(table.kind, title, geometry, KEY, fields))


def _field(table: Table, column: Column) -> FieldFacts:
    is_computed = table.kind == "markers" and column.name not in FOLDED
    return FieldFacts(
        column.name,
        heading(column, table.lang),
        _SQL[column.kind],
        column.codes if column.codes in CODE_LISTS else None,
        is_fixed=is_computed or column.name in _NEVER_TYPED or column.name.endswith(LABEL),
    )
