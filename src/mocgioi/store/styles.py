"""How QGIS shows each layer and opens its rows: styles, in the table in which QGIS keeps them.

QGIS takes what is the default there. What somebody saved with QGIS stays, under whatever name,
and a default of theirs stays the default: ours is then offered beside it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping

from mocgioi.store.events import rows
from mocgioi.store.geopackage import Transaction
from mocgioi.store.schema import BY_NAME

NAME = "mocgioi"
"""Under which QGIS lists a style of ours."""

_OURS = re.compile(r'<qgis\b[^>]* version="[0-9.]+"')
"""A style that QGIS saved names its release as well: ``3.22.16-Białowieża``."""


def put_styles(transaction: Transaction, styles: Mapping[str, str]) -> None:
    """Let each layer have its style (QML) by its table, unless somebody made one of that name."""
    theirs = {
        table
        for (table,) in transaction.read(
            "SELECT f_table_name FROM layer_styles WHERE useAsDefault AND styleName <> ?", (NAME,)
        )
    }
    lacking, old = _lacking(transaction, styles), _old(transaction, styles)
    transaction.insert(
        "layer_styles",
        (
            {
                "f_table_catalog": "",
                "f_table_schema": "",
                "f_table_name": table,
                "f_geometry_column": "geom" if BY_NAME[table].geometry else "",
                "styleName": NAME,
                "styleQML": qml,
                "useAsDefault": table not in theirs,
            }
            for table, qml in styles.items()
            if table in lacking
        ),
    )
    transaction.update(
        "layer_styles", "id", [{"id": key, "styleQML": styles[table]} for key, table in old.items()]
    )


def outdated(source: sqlite3.Connection | Transaction, styles: Mapping[str, str]) -> list[str]:
    """Return the tables whose style of ours is not there, or not as `styles` has it."""
    amiss = _lacking(source, styles).union(_old(source, styles).values())
    return [table for table in styles if table in amiss]


def _lacking(source: sqlite3.Connection | Transaction, styles: Mapping[str, str]) -> set[str]:
    """Return the tables that have no style of our name."""
    return styles.keys() - {table for _, table, _ in _of_our_name(source)}


def _old(source: sqlite3.Connection | Transaction, styles: Mapping[str, str]) -> dict[int, str]:
    """Return the tables that have another style of ours, by the key of its row."""
    return {
        key: table
        for key, table, qml in _of_our_name(source)
        if styles.get(table, qml) != qml and _OURS.search(qml)
    }


def _of_our_name(source: sqlite3.Connection | Transaction) -> list[tuple[int, str, str]]:
    """Return key, table and QML of each style."""
    return rows(
        source,
        "SELECT id, f_table_name, coalesce(styleQML, '') FROM layer_styles WHERE styleName = ?",
        (NAME,),
    )
