"""The triggers of a store in PL/pgSQL, made from the same declarations as those of a GeoPackage."""

from __future__ import annotations

from collections.abc import Iterator


def functions_and_triggers(schema: str) -> Iterator[str]:
    """Yield the statements that make the triggers of a store in a schema."""
    yield from ()
