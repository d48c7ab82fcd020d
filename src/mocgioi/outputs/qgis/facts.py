"""What has to be known of a store so that QGIS can be told how to show it."""

from __future__ import annotations

from typing import NamedTuple


class FieldFacts(NamedTuple):
    """A column of a layer.

    Attributes:
        name: as the file has it; title: Vietnamese, as people read it.
        sql: its type, as declared.
        codes: the code list whose codes it holds, if any (`domain.vocabulary.CODE_LISTS`).
        is_fixed: nobody types it: it is computed, or says who and what the row is.
        is_required: it is not left empty.
        is_unique: no two rows have the same value.
        stays_filled: what it once holds changes, and is never emptied.
        in_the_field: it is typed with a phone alone: other forms do not have it.
        labels: what people read for what it holds, of what is no code list.
        names_row: it says which row it is: it is typed when the row is made, and stays.
        words: what people read for some of what it may hold, any other word being its own.
        codes_by_aspect: the code list whose codes it holds, by the aspect that its row is of.
        words_by_aspect: such `words`, by the aspect that its row is of.
    """

    name: str
    title: str
    sql: str
    codes: str | None = None
    is_fixed: bool = False
    is_required: bool = False
    is_unique: bool = False
    stays_filled: bool = False
    in_the_field: bool = False
    labels: tuple[tuple[str, str], ...] = ()
    names_row: bool = False
    words: tuple[tuple[str, str], ...] = ()
    codes_by_aspect: tuple[tuple[str, str], ...] = ()
    words_by_aspect: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()


class LayerFacts(NamedTuple):
    """A layer or table of the file.

    Attributes:
        table: as the file calls it; title: Vietnamese, as people read it.
        geometry: ``POINT``, ``MULTILINESTRING`` …, None for a table without a geometry.
        key: its integer primary key.
        fields: its columns, in their order, without key and geometry.
        knows_hands: who edits it is known by their login, as on a server.
    """

    table: str
    title: str
    geometry: str | None
    key: str
    fields: tuple[FieldFacts, ...]
    knows_hands: bool = False

    def for_the_field(self) -> LayerFacts:
        """Return the layer as it is shown in the field, where all that is typed is in its form."""
        fields = tuple(field._replace(in_the_field=False) for field in self.fields)
        return self._replace(fields=fields)

    def on_server(self) -> LayerFacts:
        """Return the layer as it is on a server."""
        return self._replace(knows_hands=True)
