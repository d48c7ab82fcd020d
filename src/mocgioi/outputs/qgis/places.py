"""Where the layers of a project are: in a file beside it, or on a server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from mocgioi.outputs.qgis.facts import LayerFacts

AS_QGIS_SPELLS = {
    "POINT": "Point",
    "LINESTRING": "LineString",
    "MULTILINESTRING": "MultiLineString",
    "MULTIPOLYGON": "MultiPolygon",
}
"""Geometries."""

_GIVEN = ("service", "dbname", "host", "port", "sslmode")
"""What QGIS passes on to the library that connects; who connects is asked of each person."""

_SRID = 4326


class Rows(NamedTuple):
    """Which rows of a table a layer has.

    Attributes:
        facts: of the table, with the one geometry that the layer has of it.
        is_part: the table has rows of other geometries, too.
        where: SQL; all of that geometry where empty.
    """

    facts: LayerFacts
    is_part: bool = False
    where: str = ""


class Place(Protocol):
    """A store, as QGIS finds it."""

    @property
    def provider(self) -> str:
        """What QGIS calls that which reads it."""

    @property
    def name(self) -> str:
        """What people call it on a printed sheet."""

    def source(self, rows: Rows) -> str:
        """Return where QGIS finds the rows of a layer."""


class InFile(NamedTuple):
    """A file, as seen from the project: ``./langson.gpkg``; with slashes."""

    path: str

    @property
    def provider(self) -> str:
        """See `Place`."""
        return "ogr"

    @property
    def name(self) -> str:
        """See `Place`."""
        return self.path.rpartition("/")[2]

    def source(self, rows: Rows) -> str:
        """See `Place`."""
        source = f"{self.path}|layername={rows.facts.table}"
        if rows.is_part and rows.facts.geometry:
            source += f"|geometrytype={AS_QGIS_SPELLS[rows.facts.geometry]}"
        return source + (f"|subset={rows.where}" if rows.where else "")


class OnServer(NamedTuple):
    """A schema of a database.

    Attributes:
        connection: by the names of libpq; neither users nor passwords go into a project.
        schema: its name; name: see `Place`.
    """

    connection: Mapping[str, str]
    schema: str
    name: str

    @property
    def provider(self) -> str:
        """See `Place`."""
        return "postgres"

    def source(self, rows: Rows) -> str:
        """See `Place`."""
        facts = rows.facts
        given = [
            f"{name}={_quoted(self.connection[name])}" for name in _GIVEN if name in self.connection
        ]
        given.append(f"key={_quoted(facts.key)}")
        if facts.geometry:
            given.append(f"srid={_SRID} type={AS_QGIS_SPELLS[facts.geometry]}")
        given.append(f'table="{self.schema}"."{facts.table}"')
        if facts.geometry:
            given.append("(geom)")
        return " ".join(given) + (f" sql={rows.where}" if rows.where else "")


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
