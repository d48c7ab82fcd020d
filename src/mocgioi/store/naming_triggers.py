"""Triggers that refuse the code of a commune or post that nobody knows."""

from __future__ import annotations

from collections.abc import Iterator

from mocgioi.store.schema import BY_NAME
from mocgioi.store.writer import BY_ANOTHER_PROGRAM, refusing

_NAMING = {
    "markers": {"commune_code": "communes", "post_code": "posts"},
    "boundary": {"commune_code": "communes"},
    "projects": {"commune": "communes", "post": "posts"},
    "targets": {"commune": "communes", "post": "posts"},
}
"""By layer and column, the layer of which a code has to have a row."""


def naming_triggers() -> Iterator[tuple[str, str]]:
    """Yield each trigger on a column that names a commune or post: name, and SQL."""
    for table, columns in _NAMING.items():
        for column, named in columns.items():
            yield from _refusals(table, column, named)


def _refusals(table: str, column: str, named: str) -> Iterator[tuple[str, str]]:
    (heading,) = (c.title for c in BY_NAME[table].columns if c.name == column)
    refusal = refusing(
        f"«{heading}» phải là mã đã có trong lớp «{BY_NAME[named].title}»",
        f"{column} must be a code of the layer {named}",
    )
    unknown = (
        f"{BY_ANOTHER_PROGRAM} AND coalesce(NEW.{column}, '') <> ''"
        f" AND NOT EXISTS (SELECT 1 FROM {named} AS n WHERE n.code = NEW.{column})"
    )
    for event, when in (
        ("INSERT", unknown),
        (f"UPDATE OF {column}", f"OLD.{column} IS NOT NEW.{column} AND {unknown}"),
    ):
        yield (
            f"{table}_{column}_unknown_{event[:6].lower()}",
            f"BEFORE {event} ON {table} WHEN {when} BEGIN SELECT {refusal}; END",
        )
