"""What a border post may change in the layers of a store on a server: its markers, its roads.

What our own triggers write while a row is edited follows from what was let in before. A row that
the program sends and that is there already is looked at where it is updated.
"""

from __future__ import annotations

from collections.abc import Iterator

from mocgioi.store.homes import OF_KIND
from mocgioi.store.kit_triggers import OF_THE_PROVINCE
from mocgioi.store.schema import BY_NAME
from mocgioi.store.writer import A_TRANSACTION_OF_OURS, ANOTHER_PROGRAM, OURS_ROW_BY_ROW

ADDITIONAL = ("publications", "publication_markers", "heights", "layer_styles")
"""Tables of the province beside the layers that are."""

COMPUTED = {"markers": ("border_km", "measured"), "roads": ("communes",)}
"""By layer, what is computed from all of the network, for every row at once, by the office."""

_WHO_IT_IS = {
    "Mã đồn": ("post_code",),
    "Số hiệu mốc": ("number", "uuid", "kind"),
    "Tọa độ sổ đăng ký": ("geom",),
}
"""What no post changes of a marker, its own neither, by how it is called."""


def functions(schema: str) -> Iterator[str]:
    """Yield the functions of the triggers, each of one layer."""
    unchanged = "TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD"
    follows = f"{schema}.writing() >= {OURS_ROW_BY_ROW} AND pg_trigger_depth() > 1"

    def sent_again(table: str, key: str) -> str:
        return (
            f"    IF TG_OP = 'INSERT' AND {schema}.writing() = {A_TRANSACTION_OF_OURS} THEN\n"
            f"        IF EXISTS (SELECT 1 FROM {schema}.{table} AS r WHERE r.{key} = NEW.{key})"
            " THEN\n            RETURN NEW;\n        END IF;\n    END IF;"
        )

    for home in OF_THE_PROVINCE:
        yield f"""
CREATE FUNCTION {schema}.guard_{home.table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {follows} OR {unchanged} THEN
        RETURN coalesce(NEW, OLD);
    END IF;
{sent_again(home.table, home.primary_key)}
    PERFORM {schema}.refuse_as_of_the_province('{BY_NAME[home.table].title}');
    RETURN NULL;
END $$"""
    for name in ADDITIONAL:
        yield f"""
CREATE FUNCTION {schema}.guard_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {unchanged} THEN
        RETURN NEW;
    END IF;
{sent_again(name, BY_NAME[name].key)}
    PERFORM {schema}.refuse_as_of_the_province('{BY_NAME[name].title}');
    RETURN NULL;
END $$"""
    yield _of_markers(schema, unchanged, follows, sent_again("markers", "fid"))
    yield _of_roads(schema, unchanged, follows, sent_again("roads", "fid"))


def _of_markers(schema: str, unchanged: str, follows: str, sent_again: str) -> str:
    fixed = "".join(
        f"""
    IF {" OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in columns)} THEN
        PERFORM {schema}.refuse_as_of_the_province('{title}');
    END IF;"""
        for title, columns in _WHO_IT_IS.items()
    )
    measured = " OR ".join(f"NEW.{n} IS DISTINCT FROM OLD.{n}" for n in COMPUTED["markers"])
    return f"""
CREATE FUNCTION {schema}.guard_markers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    post text := {schema}.own_post();
BEGIN
    IF {unchanged} THEN
        RETURN NEW;
    END IF;
{sent_again}
    IF TG_OP = 'INSERT' OR TG_OP = 'DELETE' THEN
        PERFORM {schema}.refuse_as_of_the_province('Danh mục mốc');
    END IF;
    IF OLD.post_code IS DISTINCT FROM post AND NOT ({follows}) THEN
        PERFORM {schema}.refuse_subject(OLD.number, 'marker_condition');
    END IF;{fixed}
    IF {schema}.writing() <> {ANOTHER_PROGRAM} AND ({measured}) THEN
        PERFORM {schema}.refuse_as_of_the_province('Số đo theo đường');
    END IF;
    RETURN NEW;
END $$"""


def _of_roads(schema: str, unchanged: str, follows: str, sent_again: str) -> str:
    return f"""
CREATE FUNCTION {schema}.guard_roads() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    post text := {schema}.own_post();
BEGIN
    IF {unchanged} THEN
        RETURN NEW;
    END IF;
{sent_again}
    IF TG_OP <> 'INSERT' AND NOT ({follows}) AND NOT {schema}.has_road(post, OLD.uuid) THEN
        PERFORM {schema}.refuse_subject(OLD.uuid, '{OF_KIND["road"].existence}');
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' AND NEW.communes IS NOT NULL
        OR TG_OP = 'UPDATE' AND NEW.communes IS DISTINCT FROM OLD.communes THEN
        PERFORM {schema}.refuse_as_of_the_province('Số đo theo đường');
    END IF;
    RETURN NEW;
END $$"""
