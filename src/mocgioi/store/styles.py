"""How QGIS shows each layer and opens its rows: styles, in the table in which QGIS keeps them.

QGIS takes what is the default there. What somebody saved with QGIS stays, under whatever name,
and a default of theirs stays the default: ours is then offered beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from mocgioi.store.geopackage import Transaction
from mocgioi.store.schema import BY_NAME

NAME = "mocgioi"
"""Under which QGIS lists a style of ours."""

_OURS = re.compile(r'<qgis\b[^>]* version="[0-9.]+"')
"""A style that QGIS saved names its release as well: ``3.22.16-Białowieża``."""


def put_styles(transaction: Transaction, styles: Mapping[str, str]) -> None:
    """Let each layer have its style (QML) by its table, unless somebody made one of that name."""
    present = _present(transaction)
    theirs = {table for table, name, _, is_default in present if is_default and name != NAME}
    ours = {table: qml for table, name, qml, _ in present if name == NAME}
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
            if table not in ours
        ),
    )
    for table, qml in styles.items():
        if table in ours and ours[table] != qml and _OURS.search(ours[table] or ""):
            _replace(transaction, table, qml)


def _present(transaction: Transaction) -> Iterable[tuple[str, str, str, bool]]:
    return transaction.read(
        "SELECT f_table_name, styleName, styleQML, useAsDefault FROM layer_styles"
    )


def _replace(transaction: Transaction, table: str, qml: str) -> None:
    keys = transaction.read(
        "SELECT id FROM layer_styles WHERE f_table_name = ? AND styleName = ?", (table, NAME)
    )
    transaction.update("layer_styles", "id", [{"id": key, "styleQML": qml} for (key,) in keys])
