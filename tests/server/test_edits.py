"""Whoever edits a layer on a server gets what the same edit in a file gives."""

from __future__ import annotations

from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any

import shapely
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.store.declaration import Column
from mocgioi.store.handle import Store
from mocgioi.store.homes import OF_KIND, Home
from mocgioi.store.schema import BY_NAME
from tests.postgres import Cluster
from tests.server.conftest import Three
from tests.store.builders import THREE

from .sides import Shape, Side, file_side, server_side

TODAY_AND_OTHERS = ("2025-03-01", "2025-06-01", "2999-01-01", "5/2025", "", None)
HANDS = (None, "Lê Văn An", "Hoàng Thị Páo", "  ")
_SHAPES = {
    "POINT": shapely.Point(106.7, 22.0),
    "LINESTRING": shapely.LineString([(106.7, 22.0), (106.8, 22.1)]),
    "MULTILINESTRING": shapely.MultiLineString([[(106.7, 22.0), (106.8, 22.1)]]),
    "MULTIPOLYGON": shapely.MultiPolygon([shapely.box(106.7, 22.0, 106.8, 22.1)]),
    "GEOMETRY": shapely.box(106.7, 22.0, 106.8, 22.1),
}
_OTHERS = {
    "POINT": shapely.Point(106.1, 22.3),
    "MULTILINESTRING": shapely.MultiLineString([[(106.1, 22.3), (106.2, 22.4)], [(1, 1), (2, 2)]]),
}


def shapes(geometry: str) -> list[Shape | None]:
    drawn = [_SHAPES[geometry], _OTHERS.get(geometry, _SHAPES[geometry])]
    return [*(Shape(shapely.to_wkb(shape, byte_order=1)) for shape in drawn), None]


def values_of(column: Column) -> list[Any]:
    """Return what a person may type into a column: right, wrong, or nothing."""
    if column.codes is not None:
        return [*list(CODE_LISTS[column.codes])[:3], "lạ", None]
    by_kind: dict[str, list[Any]] = {
        "DOUBLE": [0.1 + 0.2, 3.0, 12.5, 1e15, 2.5e-7, -0.7, None],
        "INTEGER": [0, 7, 2_000_000_000_000, None],
        "DATE": list(TODAY_AND_OTHERS),
        "BOOLEAN": [False, True, None],
        "TEXT": ["a", "b", "Đồn", "06190", "a_2", "1116", "", None],
    }
    return by_kind[column.sql.split()[0]]


@st.composite
def typed_of(draw: st.DrawFn, table: str, *, most: int = 4) -> dict[str, Any]:
    """Return values for some columns of a layer."""
    declared = BY_NAME[table]
    names = draw(
        st.lists(st.sampled_from(declared.columns), min_size=1, max_size=most, unique=True)
    )
    typed = {column.name: draw(st.sampled_from(values_of(column))) for column in names}
    if "edited_by" in typed:
        typed["edited_by"] = draw(st.sampled_from(HANDS))
    if declared.geometry and draw(st.integers(0, 2)) == 0:
        typed["geom"] = draw(st.sampled_from(shapes(declared.geometry)))
    return typed


Deed = tuple[str, tuple[Any, ...]]
END = ("", ())


@st.composite
def of_markers(draw: st.DrawFn) -> Deed:
    """Return an edit of one marker or of all of them."""
    typed = draw(typed_of("markers"))
    if "commune_code" in typed:
        typed["commune_code"] = draw(st.sampled_from(["06184", "06190", "", None]))
    if "post_code" in typed:
        typed["post_code"] = draw(st.sampled_from(["a", "b", "zz", None]))
    which = draw(st.sampled_from(["", *(f" WHERE number = '{number}'" for number in THREE)]))
    given = ", ".join(f'"{name}" = ?' for name in typed)
    return f"UPDATE markers SET {given}{which}", tuple(typed.values())


@st.composite
def of_a_layer(draw: st.DrawFn, home: Home) -> Deed:
    """Return rows that come in, change or go in another layer."""
    table, deed = home.table, draw(st.sampled_from(["add", "add", "copy", "edit", "edit", "go"]))
    if deed == "go":
        which = draw(st.sampled_from(["", f" WHERE {home.primary_key} = 1"]))
        return f"DELETE FROM {table}{which}", ()
    if deed == "edit":
        typed = draw(typed_of(table))
        given = ", ".join(f'"{name}" = ?' for name in typed)
        return f"UPDATE {table} SET {given}", tuple(typed.values())
    if deed == "copy":
        names = ", ".join(c.name for c in BY_NAME[table].columns if c.name != home.subject)
        made = draw(st.sampled_from(["", "|| '_1'"])) if home.subject != "uuid" else "|| ''"
        listed = f"({home.subject}, {names}) SELECT {home.subject} {made}, {names}"
        return f"INSERT INTO {table} {listed} FROM {table}", ()
    typed = draw(typed_of(table, most=8))
    for column in BY_NAME[table].columns:
        if "NOT NULL" in column.sql and draw(st.integers(0, 9)):
            typed[column.name] = draw(st.sampled_from(values_of(column)[:2]))
    names = ", ".join(f'"{name}"' for name in typed)
    row = f"({', '.join('?' * len(typed))})"
    times = draw(st.sampled_from([1, 1, 2]))
    rows = ", ".join([row] * times)
    return f"INSERT INTO {table} ({names}) VALUES {rows}", tuple(typed.values()) * times


_DEEDS = st.one_of(
    of_markers(),
    of_markers(),
    st.sampled_from(list(OF_KIND.values())).flatmap(of_a_layer),
    of_a_layer(OF_KIND["road"]),
    st.just(END),
)


def with_places(side: Side) -> None:
    """Let the communes and posts be there that markers are given to."""
    side.run("INSERT INTO communes (code, name) VALUES ('06190', 'Tân Thanh')")
    side.run("INSERT INTO posts (code, name) VALUES ('a', 'A'), ('b', 'B')")
    side.end_save()


@given(st.lists(_DEEDS, min_size=5, max_size=12))
@settings(max_examples=20, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_edits_of_both_give_the_same_ledger_and_rows_or_the_same_refusals(
    cluster: Cluster, three: Three, deeds: list[Deed]
) -> None:
    database = cluster.database(three.database)
    with TemporaryDirectory(dir=three.file.path.parent) as folder:
        store = Store(copy(three.file.path, folder))
        with server_side(cluster.address(database)) as server, file_side(store) as file:
            sides = (file, server)
            for side in sides:
                with_places(side)
            for sql, values in deeds:
                done = [side.run(sql, values) if sql else side.end_save() for side in sides]
                assert done[0] == done[1], (sql, values)
            of_file, of_server = (side.ledger() for side in sides)
            for name, rows in of_file.items():
                assert rows == of_server[name], name
    cluster.drop(database)
