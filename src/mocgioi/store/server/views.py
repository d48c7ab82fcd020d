"""Views of a store on a server, to be read by whatever reads tables: editions and figures.

``internal_`` and ``public_`` views have of each layer what `mocgioi.domain.audiences` lets their
readers have, with days as days and labels beside codes; ``coverage`` counts as a report does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

from mocgioi.domain.aspects import ASPECTS
from mocgioi.domain.audiences import (
    NAMES_AND_WORDS,
    NOT_INTERNAL,
    NOT_PUBLIC,
    PERSONS_WORDS,
    PLACE_DECIMALS,
    ROUNDED,
)
from mocgioi.domain.counting import NOT_REPORTED, STATUS_ORDER
from mocgioi.domain.decision import stands_sql
from mocgioi.domain.vocabulary import DAMAGED
from mocgioi.store.declaration import Column, Table
from mocgioi.store.geometry import STORAGE_SRS_ID
from mocgioi.store.homes import OF_KIND, SEPARATOR
from mocgioi.store.layers import aspects_of
from mocgioi.store.register_tables import REGISTER_TABLES
from mocgioi.store.results import METHOD
from mocgioi.store.server.guards import number_now_sql

Edition = Literal["internal", "public"]

EDITIONS: tuple[Edition, ...] = get_args(Edition)

_NEVER_SHOWN = frozenset({"edited_by", "photo"})
"""Columns in which a form leaves who edits, and where on their telephone a photograph lies."""

_NAMED = {
    "commune_code": ("commune_name", "communes"),
    "commune": ("commune_name", "communes"),
    "post_code": ("post_name", "posts"),
    "post": ("post_name", "posts"),
}
"""By column that holds the code of a place, what its name is called and where it stands."""


def functions(schema: str) -> Iterator[str]:
    """Yield what makes the functions that views call."""
    yield f"""
CREATE FUNCTION {schema}.as_date(text) RETURNS date LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN
    RETURN CASE WHEN $1 ~ '^\\d{{4}}-\\d\\d-\\d\\d$' THEN $1::date END;
EXCEPTION WHEN datetime_field_overflow THEN
    RETURN NULL;
END $$"""


_OF_INTERNAL = tuple(table for table in REGISTER_TABLES if table.name not in NOT_INTERNAL)
_OF_PUBLIC = tuple(table for table in REGISTER_TABLES if table.name in NOT_PUBLIC)


def of_edition(edition: Edition) -> tuple[str, ...]:
    """Return the views that the readers of an edition may see."""
    if edition == "public":
        return (*(f"public_{table.name}" for table in _OF_PUBLIC), "public_coverage")
    layers = (f"internal_{table.name}" for table in _OF_INTERNAL)
    return (*layers, "internal_observations", "coverage")


def views(schema: str) -> Iterator[str]:
    """Yield what makes every view."""
    for table in _OF_INTERNAL:
        yield _layer(schema, table, "internal", NAMES_AND_WORDS)
    for table in _OF_PUBLIC:
        yield _layer(schema, table, "public", NOT_PUBLIC[table.name])
    yield _internal_observations(schema)
    yield _coverage(schema)
    yield _public_coverage(schema)


def _layer(schema: str, table: Table, edition: Edition, hidden: frozenset[str]) -> str:
    """Return the view of a layer in an edition.

    Args:
        hidden: the columns that it does not get.
    """
    shown = [f"r.{table.key}"]
    if table.geometry:
        place = "r.geom"
        if table.name in ROUNDED:
            place = f"ST_SnapToGrid(r.geom, 1e-{PLACE_DECIMALS})"
        shown.append(f"{place}::geometry({table.geometry}, {STORAGE_SRS_ID}) AS geom")
    for column in table.columns:
        if table.name == "ground" and column.name == "source":
            # Whose the ground is stays where a licence asks for that.
            shown.append("CASE WHEN coalesce(r.licence, '') <> '' THEN r.source END AS source")
        elif column.name not in hidden | _NEVER_SHOWN:
            shown += _shown(schema, column)
    which = ""
    if edition == "public" and table.name == "targets":
        which = " WHERE r.post IS NULL"
    return (
        f"CREATE VIEW {schema}.{edition}_{table.name} AS"
        f" SELECT {', '.join(shown)} FROM {schema}.{table.name} AS r{which}"
    )


def _shown(schema: str, column: Column) -> Iterator[str]:
    """Yield the columns of a view that a column of a layer becomes."""
    name = column.name
    if column.sql.startswith("DATE"):
        yield f"{schema}.as_date(r.{name}) AS {name}"
        return
    if name == "border_km":
        yield "floor(r.border_km * 100 + 1e-6) / 100 AS border_km"
        return
    yield f"r.{name}"
    if column.codes is not None:
        yield (
            f"(SELECT c.vi FROM {schema}.code_lists AS c WHERE c.list = '{column.codes}'"
            f" AND c.code = r.{name}) AS {name}_label"
        )
    if name in _NAMED:
        called, places = _NAMED[name]
        yield f"(SELECT p.name FROM {schema}.{places} AS p WHERE p.code = r.{name}) AS {called}"


def _internal_observations(schema: str) -> str:
    """Return the view of what was observed of markers: no names, words, papers or files."""
    aspects = ", ".join(f"'{aspect}'" for aspect in ASPECTS if aspect not in PERSONS_WORDS)
    labels = " ".join(f"WHEN '{a.code}' THEN '{a.heading.vi}'" for a in ASPECTS.values())
    return (
        f"CREATE VIEW {schema}.internal_observations AS SELECT o.id, o.subject AS number,"
        f" o.aspect, CASE o.aspect {labels} END AS aspect_label, o.value,"
        f" (SELECT c.vi FROM {schema}.code_lists AS c WHERE c.list = o.aspect"
        f" AND c.code = o.value) AS value_label, {schema}.as_date(o.observed_on) AS observed_on,"
        " o.recorded_at::timestamptz AS recorded_at,"
        f" {_stands(schema)} AS counts, o.illustrative"
        f" FROM {schema}.observations AS o WHERE o.aspect IN ({aspects})"
    )


def _stands(schema: str) -> str:
    """Return the condition that an observation `o` counts, in the words of PostgreSQL."""
    sql = stands_sql("o.uuid").replace("FROM decisions ", f"FROM {schema}.decisions ")
    return sql.replace("instr(", "strpos(")


def _coverage(schema: str) -> str:
    """Return the view of the figures: of all, of each commune and of each post.

    They are of the day on which the layers stand: today, or the last day that anything is said
    of. Who paid for a road is what was observed, else what the first finished road that serves
    the marker has on paper.
    """
    aspects = [*ASPECTS, *(a for home in OF_KIND.values() for a in aspects_of(home))]
    listed = ", ".join(f"('{aspect}')" for aspect in aspects)
    damaged = ", ".join(f"'{condition}'" for condition in sorted(DAMAGED))
    sums = ", ".join(
        [
            "count(*) AS markers",
            "count(*) FILTER (WHERE needs) AS needing",
            "count(*) FILTER (WHERE needs AND status = 'built') AS built",
            "count(*) FILTER (WHERE needs AND status = 'built' AND payer = 'contributions')"
            " AS by_contributions",
            f"count(*) FILTER (WHERE needs AND status = 'built' AND condition IN ({damaged}))"
            " AS built_damaged",
            *(
                f"count(*) FILTER (WHERE needs AND status = '{status}') AS {_column(status)}"
                for status in STATUS_ORDER
                if status != "built"
            ),
            "coalesce(sum(disagreements), 0)::bigint AS conflicts",
        ]
    )
    told = f"(needing = 0 OR {_column(NOT_REPORTED)} < needing)"
    known = ", ".join(
        f"CASE WHEN {told} THEN {column} END AS {name}"
        for name, column in (
            ("road_built", "built"),
            (
                "percent",
                "((built * 2000 + needing) / nullif(2 * needing, 0) / 10.0)::numeric(5, 1)",
            ),
            ("by_contributions", "by_contributions"),
            ("built_damaged", "built_damaged"),
            *(
                (_column(status), _column(status))
                for status in STATUS_ORDER
                if status not in ("built", NOT_REPORTED)
            ),
        )
    )
    groups = " UNION ALL ".join(
        f"SELECT '{by}', coalesce(p.code, g.code), p.name, p.km_from, {_sums_or_none()}"
        f" FROM {schema}.{places} AS p FULL JOIN (SELECT {column} AS code, {sums} FROM counted"
        " GROUP BY 1) AS g ON g.code = p.code"
        for by, places, column in (
            ("commune", "communes", "commune_code"),
            ("post", "posts", "post_code"),
        )
    )
    return f"""CREATE VIEW {schema}.coverage AS
WITH standing AS MATERIALIZED (
    SELECT greatest(to_char(now() AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'), max(
        (SELECT max(o.observed_on) FROM {schema}.observations AS o WHERE o.aspect = a.aspect)
    )) AS as_of FROM (VALUES {listed}) AS a (aspect)
), serving AS MATERIALIZED (
    SELECT {number_now_sql(schema, "served")} AS number, r.funding, r.illustrative,
        row_number() OVER (ORDER BY coalesce(r.completed_on, '9999') COLLATE "C",
            coalesce(r.name, '') COLLATE "C", r.uuid COLLATE "C") AS place
    FROM standing, {schema}.roads AS r, regexp_split_to_table(r.serves, '{SEPARATOR}') AS served
    WHERE r.status = 'built' AND coalesce(r.started_on <= as_of, true)
        AND coalesce(r.completed_on <= as_of, true)
), counted AS MATERIALIZED (
    SELECT m.commune_code, m.post_code, m.disagreements, m.road_condition AS condition,
        coalesce(m.needs_road = 'yes', false) AS needs,
        coalesce(m.road_status, '{NOT_REPORTED}') AS status,
        coalesce(m.funding, (SELECT s.funding FROM serving AS s WHERE s.number = m.number
            AND s.funding <> '' ORDER BY s.place LIMIT 1)) AS payer,
        m.illustrative OR m.road_status = 'built' AND EXISTS (SELECT 1 FROM serving AS s
            WHERE s.number = m.number AND s.illustrative) AS illustrative
    FROM {schema}.markers AS m
), groups AS (
    SELECT 'all' AS by, NULL::text AS code, NULL::text AS name, NULL::double precision AS km_from,
        {sums} FROM counted
    UNION ALL {groups}
), made_up AS MATERIALIZED (
    SELECT EXISTS (SELECT 1 FROM counted WHERE illustrative)
        OR EXISTS (SELECT 1 FROM {schema}.roads WHERE illustrative)
        AND EXISTS (SELECT 1 FROM {schema}.markers WHERE measured <> 'unknown')
        AND EXISTS (SELECT 1 FROM {schema}.settings AS r JOIN {schema}.settings AS v
            ON v.name = 'geometry_version' AND r.value = v.value || '/{METHOD}'
            WHERE r.name = 'reach_of') AS illustrative
)
SELECT by, code, name, km_from, markers, needing AS markers_needing_road, {known},
    {_column(NOT_REPORTED)}, conflicts, made_up.illustrative,
    {schema}.as_date(standing.as_of) AS as_of,
    (SELECT committed_at::timestamptz FROM {schema}.commits ORDER BY number DESC LIMIT 1)
        AS known_at
FROM groups, standing, made_up"""


def _column(status: str) -> str:
    """Return what the count of the markers of a road status is called."""
    return f"road_{status}"


def _sums_or_none() -> str:
    """Return the counts of a group, 0 where no marker is in it."""
    counts = ["markers", "needing", "built", "by_contributions", "built_damaged"]
    counts += [_column(status) for status in STATUS_ORDER if status != "built"]
    return ", ".join(f"coalesce(g.{count}, 0)" for count in (*counts, "conflicts"))


def _public_coverage(schema: str) -> str:
    """Return the view of the figures that everybody may see: no post, and of a commune how many
    markers need a road and have one.
    """
    of_all = ", ".join(
        f"CASE WHEN by = 'all' THEN {column} END AS {column}"
        for column in (
            *("markers", "built_damaged"),
            *(_column(status) for status in STATUS_ORDER if status != "built"),
        )
    )
    return (
        f"CREATE VIEW {schema}.public_coverage AS SELECT by, code, name, km_from,"
        f" markers_needing_road, road_built, percent, {of_all}, illustrative, as_of, known_at"
        f" FROM {schema}.coverage WHERE by IN ('all', 'commune')"
    )
