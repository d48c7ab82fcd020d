"""The form that QGIS opens for a row of a layer: who edits is filled in, what is computed is not
typed.

QGIS keeps such things in a table ``layer_styles`` of the file and takes what is the default
there. A style of ours says of the form alone: how a layer is drawn is the user's.
"""

from __future__ import annotations

import sqlite3

from mocgioi.store.edit_triggers import COMPUTED_BY_US
from mocgioi.store.register_tables import REGISTER_TABLES

_NAME = "mocgioi"
_QML = (
    "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
    '<qgis version="3.22.0" styleCategories="Fields|Forms"><defaults>'
    '<default field="edited_by" applyOnUpdate="1"'
    ' expression="coalesce(&quot;edited_by&quot;, @user_full_name)"/></defaults>'
    "<editable>{}</editable></qgis>"
)


def put_forms(connection: sqlite3.Connection) -> None:
    """Give each layer of the register its form, unless somebody made another one its default."""
    for table in REGISTER_TABLES:
        fixed = ("uuid", "illustrative", *COMPUTED_BY_US.get(table.name, ()))
        if table.name == "markers":
            fixed = ("number", *fixed)
        present = {column.name for column in table.columns}
        qml = _QML.format(
            "".join(f'<field name="{name}" editable="0"/>' for name in fixed if name in present)
        )
        connection.execute(
            "DELETE FROM layer_styles WHERE f_table_name = ? AND styleName = ? AND styleQML <> ?",
            (table.name, _NAME, qml),
        )
        connection.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
            " f_geometry_column, styleName, styleQML, useAsDefault)"
            " SELECT '', '', :table, :geometry, :name, :qml, 1 WHERE NOT EXISTS"
            " (SELECT 1 FROM layer_styles WHERE f_table_name = :table AND useAsDefault)",
            {
                "table": table.name,
                "geometry": "geom" if table.geometry else "",
                "name": _NAME,
                "qml": qml,
            },
        )
