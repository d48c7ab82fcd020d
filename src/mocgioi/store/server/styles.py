"""The table in which QGIS keeps how it shows layers, as it looks for it on a server.

There it asks for the styles of a layer by database and schema, too, which a file leaves empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

AS_IN_FILE: Mapping[str, str] = {
    "f_table_catalog": "''",
    "f_table_schema": "''",
    "f_geometry_column": "coalesce(f_geometry_column, '')",
}
"""What a file has in columns of the table, as SQL of a server."""

OF_QGIS = ("type", "r_raster_column")
"""Columns that newer QGIS adds where they are not there, which nobody but the owner may."""


def statements(schema: str) -> Iterator[str]:
    """Yield what makes the table one in which QGIS finds styles, and saves them."""
    added = ", ".join(f"ADD COLUMN {name} text" for name in OF_QGIS)
    yield f"ALTER TABLE {schema}.layer_styles {added}"
    yield f"""
CREATE FUNCTION {schema}.ac_style() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.f_table_catalog := current_database();
    NEW.f_table_schema := TG_TABLE_SCHEMA;
    NEW.f_geometry_column := nullif(NEW.f_geometry_column, '');
    RETURN NEW;
END $$"""
    yield (
        f"CREATE TRIGGER ac_style BEFORE INSERT OR UPDATE ON {schema}.layer_styles"
        f" FOR EACH ROW EXECUTE FUNCTION {schema}.ac_style()"
    )
