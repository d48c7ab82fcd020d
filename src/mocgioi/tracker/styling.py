"""What QGIS has to know of the layers of a store: their columns, titles, code lists, guards."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from mocgioi.domain.aspects import ASPECTS, FOLDED, REPORTED
from mocgioi.domain.subjects import heading_of
from mocgioi.domain.vocabulary import CODE_LISTS, GATE_KINDS
from mocgioi.outputs.qgis import style
from mocgioi.outputs.qgis.facts import FieldFacts, LayerFacts
from mocgioi.outputs.qgis.qfield import PHOTOGRAPHS
from mocgioi.outputs.qgis.renderers import capital
from mocgioi.outputs.wording_measures import MEASURES
from mocgioi.store.edit_refusals import COMPUTED_BY_US
from mocgioi.store.homes import HOMES, OF_KIND
from mocgioi.store.layers import EMPTY, aspects_of
from mocgioi.store.register_tables import REGISTER_TABLES
from mocgioi.store.schema import BY_NAME, LISTED, TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mocgioi.store.declaration import Column, Table

_OF_QGIS_ITSELF = frozenset({"layer_styles", "qgis_projects"})
"""Listed tables in which QGIS keeps what is its own: nobody opens them as a layer."""

Labels = tuple[tuple[str, str], ...]
"""What people read for codes, in order."""

_OF_EVERY_ROW = ("uuid", "illustrative")
"""Columns that say what a row is: the store gives them, in every layer."""


@cache
def styles() -> Mapping[str, str]:
    """Return how QGIS draws, names and edits each layer (QML), by table."""
    return MappingProxyType({table: style.qml(layer) for table, layer in layer_facts().items()})


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
    is_event = table.name == "observations"
    return FieldFacts(
        column.name,
        column.title,
        column.sql.split()[0],
        column.codes,
        is_fixed=_is_fixed(table, column.name),
        is_required="NOT NULL" in column.sql and (table.name, column.name) not in EMPTY,
        is_unique="UNIQUE" in column.sql,
        stays_filled=table.name == "markers" and _is_reported(column.name),
        names_row=_names_row(table.name, column.name),
        labels=_labels(table.name, column.name),
        words=_words(table.name, column.name),
        in_the_field=column.name in PHOTOGRAPHS.get(table.name, ()),
        codes_by_aspect=_lists_of_aspects() if is_event and column.name == "value" else (),
        words_by_aspect=_WORDS_OF_ASPECTS if is_event and column.name == "value" else (),
    )


def _names_row(table: str, column: str) -> bool:
    """Say whether a column is the identity of a row that whoever makes the row types."""
    return any((home.table, home.subject) == (table, column) for home in OF_KIND.values()) and (
        column != "uuid"
    )


def _labels(table: str, column: str) -> Labels:
    """Return what people read for the codes in a column that has no code list of the store."""
    if (table, column) == ("observations", "aspect"):
        return _names_of_aspects()
    if (table, column) == ("gates", "kind"):
        return _GATE_KINDS
    if (table, column) == ("published", "measure"):
        return tuple(
            (key.removeprefix(_MEASURE), capital(text.vi)) for key, text in MEASURES.items()
        )
    return ()


def _words(table: str, column: str) -> Labels:
    return _SURFACES if (table, column) == ("roads", "surface") else ()


_MEASURE = "measure."
_GATE_KINDS: Labels = tuple((code, term.label.vi) for code, term in GATE_KINDS.items())
_SURFACES: Labels = tuple((code, term.label.vi) for code, term in CODE_LISTS["material"].items())
"""A road is of what a marker is of, or of anything else that a file says."""
_WORDS_OF_ASPECTS = (
    (HOMES["Road"].aspect("surface"), _SURFACES),
    (HOMES["Gate"].aspect("kind"), _GATE_KINDS),
)


def _names_of_aspects() -> Labels:
    """Return what people read for the aspect of an event: of a marker, else of what kind."""
    named = [(code, aspect.heading.vi) for code, aspect in ASPECTS.items()]
    for home in OF_KIND.values():
        named += [(aspect, capital(heading_of(aspect).vi)) for aspect in aspects_of(home)]
    return tuple(named)


def _lists_of_aspects() -> Labels:
    listed = [(code, code) for code in ASPECTS if code in CODE_LISTS]
    for home in OF_KIND.values():
        columns = BY_NAME[home.table].columns
        listed += [(home.aspect(column.name), column.codes) for column in columns if column.codes]
    return tuple(listed)


def _is_reported(column: str) -> bool:
    return column in FOLDED and FOLDED[column].code in REPORTED


def _is_fixed(table: Table, column: str) -> bool:
    """Say whether nobody types a column: of the register only what is computed or identifies."""
    if table not in REGISTER_TABLES or (table.name, column) == ("markers", "number"):
        return True
    return column in (*_OF_EVERY_ROW, *COMPUTED_BY_US.get(table.name, ()))
