"""Kinds of things of the store as of a day, as the tables that are exported.

What stands in a column that a person may edit is the fold of its events, as the layer has it; the
figures beside are those of `mocgioi.tracker.listing`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import STORAGE_CRS
from mocgioi.errors import Language, UsageError
from mocgioi.outputs.cases_text import STEP_LABELS
from mocgioi.outputs.export.columns import GEOMETRIES, TITLES, columns_of, mark_column
from mocgioi.outputs.export.mark import Mark
from mocgioi.outputs.export.redaction import redacted
from mocgioi.outputs.export.table import EXPORT_LISTS, LABEL, Column, Table
from mocgioi.store import commits, events, layers, reading
from mocgioi.store.geometry import decode_wkb
from mocgioi.store.handle import Store
from mocgioi.store.homes import HOMES, SEPARATOR, Home
from mocgioi.tracker import counting, listing
from mocgioi.tracker.cases import Cases
from mocgioi.tracker.exported import RETURNING
from mocgioi.tracker.listed import Listed
from mocgioi.tracker.listed_markers import Known, markers_listed, observations_listed
from mocgioi.tracker.listing import known_of
from mocgioi.tracker.moments import Day, Moment, as_knowledge, report_day
from mocgioi.tracker.one_connection import on_one_connection

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.outputs.audience import Audience

KINDS = tuple(TITLES)
"""What can be exported."""

HOME_OF = {home.table: home for home in HOMES.values()}
"""By kind of export, where it is kept; markers have a home of their own."""

KEYS = {"markers": "number", **{home.table: home.subject for home in HOMES.values()}}
"""By kind, the column by which a row is known."""

_FIGURED: Mapping[str, Callable[[Store, Known, Language], Listed]] = {
    "markers": lambda _, known, lang: markers_listed(known, lang),
    "roads": listing.roads,
    "communes": lambda store, known, _: listing.communes(store, known),
    "posts": lambda store, known, _: listing.posts(store, known),
}
"""Kinds of which there are figures that no event says."""

Rows = dict[str, dict[str, Any]]
"""Cells of each thing by column, by its identity."""


class Asked(NamedTuple):
    """Of which day, by which knowledge; `commit` is the number of the last one known."""

    day: str
    instant: str | None
    commit: int
    head: str | None


def checked_kind(kind: str) -> str:
    """Return a kind of export.

    Raises:
        UsageError: there is none of that name.
    """
    if kind in KINDS:
        return kind
    listed = ", ".join(KINDS)
    raise UsageError(
        f"Không xuất được «{kind}». Một trong: {listed}.",
        f"There is no “{kind}” to export. One of: {listed}.",
    )


@on_one_connection
def table(
    store: Store,
    kind: str,
    *,
    as_of: Day | None = None,
    known_at: Moment | None = None,
    audience: Audience = "full",
    lang: Language = "vi",
) -> Table:
    """Return what is exported of a kind; see `Exports.table`."""
    checked_kind(kind)
    day, instant = report_day(as_of), as_knowledge(known_at)
    with store.reading_named(patient=True) as connection:
        known = commits.known(connection, instant)
        number = commits.last_number(connection) if known.number is None else known.number
    asked = Asked(day, instant, number, known.head)
    columns = columns_of(kind)
    if kind == "observations":
        rows = _observations(store, asked, lang)
    elif kind == "cases":
        rows = _cases(store, asked, lang)
    else:
        rows = _register(store, kind, asked, lang)
    shapes = [row.get("geom") for row in rows] if kind in GEOMETRIES else None
    cells = [tuple(_cells(columns, row, lang)) for row in rows]
    made = Table(
        kind,
        TITLES[kind],
        columns,
        cells,
        shapes,
        GEOMETRIES.get(kind),
        STORAGE_CRS,
        day,
        lang,
        any(row.get("illustrative") for row in rows),
    )
    made = redacted(made, audience)
    return _marked(made, asked, audience) if kind in RETURNING and audience != "public" else made


def settable(connection: sqlite3.Connection, kind: str, *, day: str, commit: int | None) -> Rows:
    """Return what events say of each thing of a kind, as of a day, known by a commit."""
    if kind == "markers":
        states = counting.folded(connection, as_of=day, known_at=commit)
        numbers = sorted(states, key=MarkerNumber.parse)
        return {number: layers.marker_row(states[number]) for number in numbers}
    home = HOME_OF[kind]
    rows = _folded(connection, home, day, commit)
    if "serves" in layers.columns_of(home):
        numbers_then = events.current_numbers(connection, day, commit)
        for row in rows.values():
            if row["serves"]:
                listed = str(row["serves"]).split(SEPARATOR)
                row["serves"] = SEPARATOR.join(numbers_then.get(n, n) for n in listed)
    if kind == "roads":
        rows = _begun(rows, day)
    return rows


def _folded(connection: sqlite3.Connection, home: Home, day: str, commit: int | None) -> Rows:
    states = reading.states_of(connection, home, as_of=day, known_at=commit)
    return {subject: layers.item_row(home, state) for subject, state in states.items()}


def _begun(rows: Rows, day: str) -> Rows:
    """Return the roads begun by a day, with the status that they had on it."""
    from mocgioi.analysis.figures.works import status_on
    from mocgioi.domain.register import Road

    begun = {}
    for uuid, row in rows.items():
        fields = {f: row[f] for f in ("name", "status", "started_on", "completed_on")}
        status = status_on(Road(uuid=uuid, geometry=b"", **fields), day)
        if status:
            begun[uuid] = {**row, "status": status}
    return begun


def _register(store: Store, kind: str, asked: Asked, lang: Language) -> list[dict[str, Any]]:
    with store.reading() as connection:
        said = settable(connection, kind, day=asked.day, commit=asked.commit)
        communes, posts = counting.places(connection, as_of=asked.day, known_at=asked.commit)
        named = _folded(connection, HOME_OF["projects"], asked.day, asked.commit)
    figures = _figures(store, kind, asked, lang)
    order = [key for key in figures if key in said] if figures else list(said)
    rows = []
    for key in order:
        row = {**figures.get(key, {}), **said[key]}
        row["geom"] = decode_wkb(row["geom"]) if row.get("geom") else None
        code = row.get("commune_code") or row.get("commune")
        row["commune_name"] = communes[code].name if code in communes else None
        row["post_name"] = posts.get(row.get("post_code") or row.get("post") or "")
        row["project_name"] = named.get(row.get("project") or "", {}).get("name")
        rows.append(row)
    if kind == "boundary":
        rows.sort(key=lambda row: (row["km_from"] is None, row["km_from"]))
    return rows


def _figures(store: Store, kind: str, asked: Asked, lang: Language) -> Rows:
    """Return what is counted and measured of each thing, in the order of the border."""
    if kind not in _FIGURED:
        return {}
    known = known_of(store, asked.day, asked.instant)
    return {record[KEYS[kind]]: record for record in _FIGURED[kind](store, known, lang).records()}


def _observations(store: Store, asked: Asked, lang: Language) -> list[dict[str, Any]]:
    known = known_of(store, asked.day, asked.instant)
    return list(observations_listed(store, known, lang).records())


def _cases(store: Store, asked: Asked, lang: Language) -> list[dict[str, Any]]:
    document = Cases(store).document(ended=True, as_of=asked.day, known_at=asked.instant)
    with store.reading() as connection:
        markers = settable(connection, "markers", day=asked.day, commit=asked.commit)
    rows = []
    for entry in document["cases"]:
        marker = markers.get(entry["number"] or "", {})
        last = entry["steps"][-1] if entry["steps"] else None
        due = entry["due"]
        rows.append(
            {
                **{key: entry[key] for key in ("number", "condition", "alarm", "open")},
                **{key: entry[key] for key in ("found_on", "found_by", "notice_days", "subject")},
                "due": STEP_LABELS[due["step"]].to(lang) if due else None,
                "due_until": due["until"] if due else None,
                "overdue_days": due["overdue_days"] if due else None,
                "last_step": STEP_LABELS[last["step"]].to(lang) if last else None,
                "last_step_on": last["day"] if last else None,
                "geom": decode_wkb(marker["geom"]) if marker.get("geom") else None,
                "illustrative": marker.get("illustrative"),
            }
        )
    return rows


def _cells(columns: Sequence[Column], row: Mapping[str, Any], lang: Language) -> Iterator[Any]:
    """Yield the cells of a row as their columns say; beside a code stands its label."""
    lists = {f"{column.name}{LABEL}": column for column in columns if column.codes}
    for column in columns:
        coded = lists.get(column.name)
        if coded is None:
            yield typed(column, row.get(column.name))
            continue
        code = row.get(coded.name)
        terms = EXPORT_LISTS[coded.codes or ""]
        yield terms[code].label.to(lang) if code in terms else code


def typed(column: Column, value: Any) -> Any:
    """Return a value as the cells of a column have it; None where nothing is known.

    A number without end, as SQLite keeps ``1e400``, is none.
    """
    if value is None or value == "":
        return None
    match column.kind:
        case "day":
            return date.fromisoformat(str(value)[:10])
        case "yes":
            return bool(value)
        case "whole" | "number" if not math.isfinite(float(value)):
            return None
        case "whole":
            return int(value)
        case "number":
            return float(value)
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def _marked(made: Table, asked: Asked, audience: Audience) -> Table:
    """Return the table with the column that says what it was made from."""
    mark = str(Mark(made.kind, asked.day, asked.commit, asked.head or "", audience))
    return made._replace(
        columns=(*made.columns, mark_column()), rows=[(*row, mark) for row in made.rows]
    )
