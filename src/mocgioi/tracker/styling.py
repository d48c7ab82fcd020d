"""What QGIS has to know of the layers of a store: their columns, titles, code lists, guards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.domain.aspects import FOLDED, REPORTED
from mocgioi.outputs.qgis.facts import FieldFacts, LayerFacts
from mocgioi.store.edit_triggers import COMPUTED_BY_US
from mocgioi.store.layers import EMPTY
from mocgioi.store.register_tables import REGISTER_TABLES
from mocgioi.store.schema import LISTED, TABLES

if TYPE_CHECKING:
    from mocgioi.store.declaration import Column, Table

_OF_QGIS_ITSELF = frozenset({"layer_styles", "qgis_projects"})
"""Listed tables in which QGIS keeps what is its own: nobody opens them as a layer."""

_OF_EVERY_ROW = ("uuid", "illustrative")
"""Columns that say what a row is: the store gives them, in every layer."""


def layer_facts() -> dict[str, LayerFacts]:
    """Return the layers and tables that a store offers to other programs, by name."""
    return {
        table.name: LayerFacts(
            table.name,
            table.title,
            table.geometry,
            table.key,
            tuple(_field_facts(table, column) for column in table.columns),
        )
        for table in TABLES
        if table.name in LISTED - _OF_QGIS_ITSELF
    }


def _field_facts(table: Table, column: Column) -> FieldFacts:
    return FieldFacts(
        column.name,
        column.title,
        column.sql.split()[0],
        column.codes,
        is_fixed=_is_fixed(table, column.name),
        is_required="NOT NULL" in column.sql and (table.name, column.name) not in EMPTY,
        is_unique="UNIQUE" in column.sql,
        stays_filled=table.name == "markers" and _is_reported(column.name),
    )


def _is_reported(column: str) -> bool:
    return column in FOLDED and FOLDED[column].code in REPORTED


def _is_fixed(table: Table, column: str) -> bool:
    """Say whether nobody types a column: of the register only what is computed or identifies."""
    if table not in REGISTER_TABLES or (table.name, column) == ("markers", "number"):
        return True
    return column in (*_OF_EVERY_ROW, *COMPUTED_BY_US.get(table.name, ()))
