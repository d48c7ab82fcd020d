"""The register and what stands around it, read back as domain values.

Kept apart from the writing side so that a report starts without it.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import isnan

from mocgioi.domain.aspects import OF_REGISTER
from mocgioi.domain.decision import stands_sql
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.observation import SubjectState, fold_markers, fold_subjects
from mocgioi.domain.position import Position
from mocgioi.domain.register import MarkerEntry
from mocgioi.store import events
from mocgioi.store.events import rows
from mocgioi.store.geometry import decode_point, decode_wkb
from mocgioi.store.geopackage import Transaction
from mocgioi.store.homes import HOMES, LISTS, SEPARATOR, Home, column_of, fields_of
from mocgioi.typed import Any, TypeVar

Item = TypeVar("Item", bound=tuple[Any, ...])
"""A kind of item: a class of `domain` named in `HOMES`."""


_BOOLEANS = frozenset({"illustrative", "as_of_inferred"})
_PLACE = ("longitude", "latitude")

_OF_THE_STONE = ("grouping", "size", "material", "note", "source")
"""Columns of a marker that an entry of the register has under the same name."""

_OF_ENTRY = ("geom", "commune_code", "post_code", "needs_road", "illustrative", *_OF_THE_STONE)


def read_items(
    connection: sqlite3.Connection,
    kind: type[Item],
    *,
    geometry: bool = True,
    subjects: Collection[str] | None = None,
    as_of: str | None = None,
    known_at: int | None = None,
) -> list[Item]:
    """Return the items of a kind, in the order they were put in; see `each_item`."""
    return list(
        each_item(
            connection,
            kind,
            geometry=geometry,
            subjects=subjects,
            as_of=as_of,
            known_at=known_at,
        )
    )


def each_item(
    connection: sqlite3.Connection,
    kind: type[Item],
    *,
    geometry: bool = True,
    subjects: Collection[str] | None = None,
    as_of: str | None = None,
    known_at: int | None = None,
) -> Iterator[Item]:
    """Yield the items of a kind one after the other, in the order they were put in.

    Args:
        connection: a reading connection.
        kind: a class named in `HOMES`.
        geometry: whether to bring lines and areas; without, their geometry is empty.
        subjects: those of these codes, names or uuids; None: every one.
        as_of, known_at: as in `mocgioi.domain.observation.fold`; as they stand where left out.
    """
    home = HOMES[kind.__name__]
    fields = fields_of(kind)
    columns = [column_of(kind, field) for field in fields]
    has_blob = home.geometry == "point" or (home.geometry and geometry)
    lists = [place for place, field in enumerate(fields) if field in LISTS]
    booleans = [place for place, field in enumerate(fields) if field in _BOOLEANS]
    shape = fields.index("geometry") if home.geometry == "shape" else None
    if events.is_later(connection, f"{home.kind}.", as_of=as_of, known_at=known_at):
        rows = _rows_then(connection, home, columns, subjects, as_of=as_of, known_at=known_at)
    else:
        rows = _rows_now(connection, home, columns, subjects)
    numbers = events.current_numbers(connection, as_of, known_at) if "serves" in fields else {}
    for blob, *values in rows:
        held = blob if has_blob else None
        for place in lists:
            listed = values[place].split(SEPARATOR) if values[place] else ()
            values[place] = tuple(numbers.get(each, each) for each in listed)
        for place in booleans:
            values[place] = bool(values[place])
        if shape is not None:
            values[shape] = _shape(kind, held)
        elif held is not None:
            at = fields.index(_PLACE[0])
            place_of = decode_point(held)
            values[at : at + 2] = (None, None) if isnan(place_of[0]) else place_of
        yield kind(*values)


def _rows_now(
    connection: sqlite3.Connection,
    home: Home,
    columns: Sequence[str | None],
    subjects: Collection[str] | None,
) -> Iterator[Sequence[Any]]:
    """Yield the rows of a layer: the geometry's blob and the columns; None where there is none."""
    blob = "geom" if home.geometry else "NULL"
    listed = ", ".join([blob, *(f'"{column}"' if column else "NULL" for column in columns)])
    where, parameters = _among(home.subject, subjects)
    return connection.execute(
        f'SELECT {listed} FROM "{home.table}"{where} ORDER BY {home.primary_key}', parameters
    )


def _among(column: str, values: Collection[str] | None) -> tuple[str, list[str]]:
    """Return the SQL that a column holds one of some values, and its parameter; None: any."""
    if values is None:
        return "", []
    return f' WHERE "{column}" IN (SELECT value FROM json_each(?))', [json.dumps(sorted(values))]


def states_of(
    connection: sqlite3.Connection,
    home: Home,
    subjects: Collection[str] | None = None,
    *,
    as_of: str | None,
    known_at: int | None,
) -> dict[str, SubjectState]:
    """Return the states of a layer's subjects as of a day, known at a commit, by subject."""
    from mocgioi.store import layers

    observations = events.read_observations(
        connection,
        subjects=subjects,
        aspects=layers.aspects_of(home),
        in_order=True,
        known_at=known_at,
    )
    return fold_subjects(
        observations,
        events.read_decisions(connection, subjects=subjects),
        home.existence,
        as_of=as_of,
        known_at=known_at,
    )


def _rows_then(
    connection: sqlite3.Connection,
    home: Home,
    columns: Sequence[str | None],
    subjects: Collection[str] | None,
    *,
    as_of: str | None,
    known_at: int | None,
) -> Iterator[Sequence[Any]]:
    """Yield the rows that the events of a layer made as of a day, known at an instant."""
    from mocgioi.store import layers

    for state in states_of(connection, home, subjects, as_of=as_of, known_at=known_at).values():
        row = layers.item_row(home, state)
        yield row.get("geom"), *(row.get(column) if column else None for column in columns)


_NO_LINE = b"\x01\x05" + bytes(7)
"""An empty MultiLineString as WKB."""


def _shape(kind: type, blob: bytes | None) -> bytes | None:
    """Return the line or area of an item; None is a commune's own word for none.

    Another program may empty a line, or write a row without one.
    """
    if blob is None:
        return None if kind.__name__ == "Commune" else _NO_LINE
    return decode_wkb(blob)


def read_markers(
    connection: sqlite3.Connection,
    numbers: Collection[str] | None = None,
    *,
    as_of: str | None = None,
    known_at: int | None = None,
) -> dict[str, MarkerEntry]:
    """Return the register by marker number, in border order; see `read_items` for the time.

    Args:
        numbers: those markers that have these on the day; None: every one.
    """
    if events.is_later(connection, OF_REGISTER, as_of=as_of, known_at=known_at):
        return entries_of(
            fold_markers(
                events.read_observations(
                    connection,
                    subjects=numbers,
                    aspects=OF_REGISTER,
                    as_of=as_of,
                    known_at=known_at,
                ),
                events.read_decisions(connection, subjects=numbers),
                as_of=as_of,
                known_at=known_at,
            )
        )
    where, parameters = _among("number", numbers)
    listed = ", ".join(_OF_ENTRY)
    return _entries(connection.execute(f"SELECT number, {listed} FROM markers{where}", parameters))


def entries_of(states: Mapping[str, SubjectState]) -> dict[str, MarkerEntry]:
    """Return markers of the register as their folded states say them, in border order."""
    from mocgioi.store import layers

    rows = ((number, layers.marker_row(state)) for number, state in states.items())
    return _entries((number, *(row[column] for column in _OF_ENTRY)) for number, row in rows)


def _entries(rows: Iterable[Sequence[Any]]) -> dict[str, MarkerEntry]:
    entries = []
    for number, blob, commune, post, need, illustrative, *of_the_stone in rows:
        grouping, size, material, note, source = of_the_stone
        entries.append(
            MarkerEntry(
                number=MarkerNumber.parse(number),
                position=Position(*decode_point(blob)) if blob is not None else None,
                commune=commune,
                post=post,
                needs_road=need,
                illustrative=bool(illustrative),
                grouping=grouping,
                size=size,
                material=material,
                note=note,
                source=source,
            )
        )
    return {str(entry.number): entry for entry in sorted(entries, key=lambda e: e.number)}


def each_marker_of_reach(
    connection: sqlite3.Connection,
) -> Iterator[tuple[str, Sequence[float] | None, str | None, str | None, str | None, float | None]]:
    """Yield each marker of the register as it stands, in no order.

    It is told by its number, longitude and latitude, commune, need of a road, the status of its
    road as reported, and its km along the border line.
    """
    for number, blob, *rest in connection.execute(
        "SELECT number, geom, commune_code, needs_road, road_status, border_km FROM markers"
    ):
        yield number, decode_point(blob) if blob is not None else None, *rest


def former_numbers(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the number a marker has now by each that it had before."""
    numbers = events.current_numbers(connection)
    return {other: number for other, number in numbers.items() if other != number}


def retired_markers(
    connection: sqlite3.Connection, numbers: Collection[str] | None = None
) -> dict[str, str]:
    """Return the ISO day from which markers that were registered are no longer there.

    Args:
        numbers: those that were registered under these; None: every one.
    """
    where, parameters = _among("subject", numbers)
    return dict(
        connection.execute(
            f"SELECT subject, max(coalesce(observed_on, '')) FROM observations AS o{where}"
            f" {'AND' if where else 'WHERE'} aspect = 'existence' AND value = 'no'"
            f" AND {stands_sql('o.uuid')}"
            " AND subject NOT IN (SELECT number FROM markers) GROUP BY subject",
            parameters,
        ).fetchall()
    )


def border_km(
    connection: sqlite3.Connection, numbers: Collection[str] | None = None
) -> dict[str, float | None]:
    """Return each marker's distance along the border line, km from its north-western end.

    Args:
        numbers: of these markers; None: of every one.
    """
    where, parameters = _among("number", numbers)
    return dict(
        connection.execute(f"SELECT number, border_km FROM markers{where}", parameters).fetchall()
    )


def placed_markers(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the numbers of the markers that have a position."""
    return frozenset(
        number for (number,) in connection.execute("SELECT number FROM markers WHERE geom NOT NULL")
    )


def marker_numbers(
    source: sqlite3.Connection | Transaction,
    *,
    as_of: str | None = None,
    known_at: int | None = None,
) -> frozenset[str]:
    """Return the numbers of the register; see `read_items` for the time."""
    said = ("existence", "number")
    if not events.is_later(source, said, as_of=as_of, known_at=known_at):
        return frozenset(number for (number,) in rows(source, "SELECT number FROM markers"))
    naming = events.read_observations(source, aspects=said, as_of=as_of, known_at=known_at)
    decisions = events.read_decisions(source)
    return frozenset(fold_markers(naming, decisions, as_of=as_of, known_at=known_at))


def is_illustrative(source: sqlite3.Connection | Transaction) -> bool:
    """Say whether the store holds markers made up for a demonstration."""
    return bool(rows(source, "SELECT 1 FROM markers WHERE illustrative LIMIT 1"))


def is_all_made_up(source: sqlite3.Connection | Transaction) -> bool:
    """Say whether a store has a register, and every marker of it was made up."""
    is_mixed = rows(source, "SELECT 1 FROM markers WHERE NOT illustrative LIMIT 1")
    return is_illustrative(source) and not is_mixed


def has_markers(source: sqlite3.Connection | Transaction) -> bool:
    """Say whether a store has a register."""
    return bool(rows(source, "SELECT 1 FROM markers LIMIT 1"))


def reported_days(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the days that reports published from this store spoke of, ISO."""
    return frozenset(day for (day,) in connection.execute("SELECT as_of FROM publications"))


def is_real(source: sqlite3.Connection | Transaction) -> bool:
    """Say whether a store holds real markers: some, and none of them made up."""
    return has_markers(source) and not is_illustrative(source)
