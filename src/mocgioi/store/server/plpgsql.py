"""The triggers of a store in PL/pgSQL, made by the same generators as those of a GeoPackage.

They are called in the order of their names, between those of `mocgioi.store.server.feed`. Of two
that refuse the same, the one that was declared last speaks, as in a file.
"""

from __future__ import annotations

from collections.abc import Iterator

from mocgioi.store.edit_steps import NEW_UUID
from mocgioi.store.edit_triggers import ALL_MADE_UP, OF_THE_WHOLE, copied_sql
from mocgioi.store.homes import OF_KIND, Home
from mocgioi.store.layers import ALWAYS_REAL
from mocgioi.store.server.editing import dialect, functions, search_path
from mocgioi.store.server.translating import Trigger, expression, translated
from mocgioi.store.triggers import guards
from mocgioi.store.writer import ANOTHER_PROGRAM


def functions_and_triggers(schema: str) -> Iterator[str]:
    """Yield the statements that make the triggers of a store in a schema, after its tables."""
    yield from functions(schema)
    declared = list(_declared(schema))
    for place, (name, trigger) in enumerate(reversed(declared)):
        yield from _made(schema, f"m{place:03}_{name}", name, trigger)


def _declared(schema: str) -> Iterator[tuple[str, Trigger]]:
    for home in OF_KIND.values():
        if steps := tuple(_completing(home, schema)):
            when = f"{schema}.writing() = {ANOTHER_PROGRAM}"
            yield (
                f"{home.table}_completed",
                Trigger("BEFORE", "INSERT", None, home.table, when, steps),
            )
    for name, sql in guards(dialect(schema)):
        yield name, translated(sql, schema)


def _completing(home: Home, schema: str) -> Iterator[str]:
    """Yield the steps that make a row whole before it comes in.

    A file does it after each row. Here all rows of a statement are in before what follows the
    first of them, and each would be taken for a copy of the others.
    """
    if home.subject == "uuid":
        taken = f"EXISTS (SELECT 1 FROM {home.table} AS t WHERE t.uuid = NEW.uuid)"
        no_uuid = "NEW.uuid IS NULL OR NEW.uuid GLOB '*[^0-9a-f]*' OR length(NEW.uuid) <> 32"
        yield f"IF {expression(f'{no_uuid} OR {taken}', schema)} THEN"
        yield f"    NEW.uuid := {expression(NEW_UUID, schema)};"
        yield "END IF;"
    if whole := OF_THE_WHOLE.get(home.table):
        is_copied = copied_sql(home.table, home.primary_key, dialect(schema))
        yield f"IF {expression(is_copied, schema)} THEN"
        yield from (f"    NEW.{name} := NULL;" for name in whole)
        yield "END IF;"
    if home.table not in ALWAYS_REAL:
        yield f"NEW.illustrative := NEW.illustrative OR {expression(ALL_MADE_UP, schema)};"


def _made(schema: str, ordered: str, name: str, trigger: Trigger) -> Iterator[str]:
    """Yield the function of a trigger, and the trigger.

    A condition that asks no table is the trigger's own: then the function is not called at all.
    """
    event, table = trigger.event, f'{schema}."{trigger.table}"'
    steps = "\n    ".join(trigger.steps)
    when = ""
    if trigger.when is not None and "SELECT" not in trigger.when:
        when = f" WHEN ({trigger.when})"
    elif trigger.when is not None:
        steps = f"IF {trigger.when} THEN\n    {steps}\n    END IF;"
    row = "NULL" if trigger.timing == "AFTER" else "OLD" if event == "DELETE" else "NEW"
    yield (
        f"CREATE FUNCTION {schema}.{name}() RETURNS trigger LANGUAGE plpgsql"
        f" {search_path(schema)} AS $$\nBEGIN\n    {steps}\n    RETURN {row};\nEND $$"
    )
    of = f" OF {trigger.columns}" if trigger.columns else ""
    yield (
        f"CREATE TRIGGER {ordered} {trigger.timing} {event}{of} ON {table}"
        f" FOR EACH ROW{when} EXECUTE FUNCTION {schema}.{name}()"
    )
