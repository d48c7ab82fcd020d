"""The rows of documents as frames: of reach, costs, a plan, and the groups of a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import geopandas
import pandas as pd
import shapely

from mocgioi.domain.position import STORAGE_CRS
from mocgioi.errors import Language, UsageError
from mocgioi.outputs.reach_table import advice_text
from mocgioi.store import commits, reading
from mocgioi.tracker import frames
from mocgioi.tracker.listed import Kinds, Listed

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from mocgioi.store.handle import Store

    Document = Mapping[str, Any]
    Maker = Callable[[Store, Document, Language], GeoDataFrame | DataFrame]

_DAYS = ("as_of", "since", "completed_on", "last_inspected_on")
_WHOLE = ("year", "work", "markers", "in_year", "done", "cost_vnd")
_NESTED = ("evidence", "by_status", "lines")


def table_of(
    store: Store, document: Document, lang: Language, part: str | None
) -> GeoDataFrame | DataFrame:
    """Return rows of a document as a frame; see `Tables.of`.

    Raises:
        UsageError: a document that has no rows, or not these.
    """
    schema = document.get("schema")
    parts = _TABLES.get(str(schema))
    if parts is None:
        listed = ", ".join(_TABLES)
        raise UsageError(
            f"Văn bản «{schema}» không có bảng. Dùng: {listed}.",
            f"The document “{schema}” has no table. Use: {listed}.",
        )
    of_it = [name for name in parts if name in document]
    made = parts.get(of_it[0] if part is None else part)
    if made is None or part not in (None, *of_it):
        listed = ", ".join(of_it)
        raise UsageError(
            f"Văn bản «{schema}» không có bảng «{part}». Dùng: {listed}.",
            f"The document “{schema}” has no table “{part}”. Use: {listed}.",
        )
    return made(store, document, lang)


def _reach(store: Store, document: Document, lang: Language) -> GeoDataFrame:
    kinds: Kinds = {
        **{"number": "text", "needs_road": "yes", "border_km": "number"},
        **{"declared": "road_status", "measured": "measured"},
        **{"nearest_road": "text", "nearest_road_m": "number", "to_network_m": "number"},
        **{"missing_m": "number", "difference": "text", "advice": "text"},
    }
    rows = [tuple(marker[name] for name in kinds) for marker in document["markers"]]
    data = frames.framed(Listed(kinds, rows, lang, by="number"))
    data["advice_text"] = pd.Series(
        [advice_text(m, lang) if m["advice"] else None for m in document["markers"]],
        index=data.index,
        dtype="str",
    )
    return _placed(store, document, data)


def _stretches(store: Store, document: Document, lang: Language) -> DataFrame:
    """Return the stretches without a road, by report and by line."""
    return pd.DataFrame(
        [
            {"basis": basis, **stretch}
            for basis, of_basis in document["stretches"].items()
            for stretch in of_basis["without_road"]
        ]
    )


def _findings(store: Store, document: Document, lang: Language) -> GeoDataFrame:
    """Return what is wrong with the roads, where it is."""
    found = pd.DataFrame(document["findings"])
    columns = ("code", "severity", "road", "road_uuid", "other", "value", "message")
    places = [(each["longitude"], each["latitude"]) for each in document["findings"]]
    return frames.with_places(found.reindex(columns=columns), places)


def _costs(store: Store, document: Document, lang: Language) -> GeoDataFrame:
    projects = document["projects"]
    lines = [shapely.MultiLineString(each["lines"]) for each in projects]
    return _drawn(projects, lines, index="project")


def _plan(store: Store, document: Document, lang: Language) -> GeoDataFrame:
    works = document["works"]
    lines = [shapely.MultiLineString(work["lines"]) for work in works]
    made = _drawn(works, lines, index="work")
    made["year"] = made["year"].astype("Int64")
    return made


def _planned_markers(store: Store, document: Document, lang: Language) -> GeoDataFrame:
    """Return the markers that could be reached, each with its work, or why it has none."""
    rows = [
        {**plain, **{f"fact_{name}": value for name, value in facts.items()}}
        for marker in document["markers"]
        for facts, plain in [(marker["facts"], {k: v for k, v in marker.items() if k != "facts"})]
    ]
    return _placed(store, document, _frame(rows, index="number"))


def _listed(name: str, *, index: str | None = None) -> Maker:
    """Return what makes a frame of the rows that a document lists under a name."""

    def made(store: Store, document: Document, lang: Language) -> DataFrame:
        held = document[name]
        # A part that keeps its sums beside its rows names these.
        rows = held if isinstance(held, list) else held[_ROWS[name]] if held else []
        return _frame(rows, index=index)

    return made


def _frame(rows: Sequence[Mapping[str, Any]], *, index: str | None) -> DataFrame:
    """Return plain rows as a frame: days as days, whole numbers whole where some are missing."""
    data = pd.DataFrame([{k: v for k, v in row.items() if k not in _NESTED} for row in rows])
    for column in data.columns.intersection(_DAYS):
        data[column] = pd.to_datetime(data[column], format="ISO8601")
    for column in data.columns.intersection(_WHOLE):
        data[column] = data[column].astype("Int64")
    return data.set_index(index) if index in data else data


def _placed(store: Store, document: Document, data: DataFrame) -> GeoDataFrame:
    """Return a frame by numbers of markers with the places where they are in the document."""
    with store.reading() as connection:
        known = commits.known(connection, document["known_at"]).number
        entries = reading.read_markers(connection, as_of=document["as_of"], known_at=known)
    places = [entries[number].position for number in data.index]
    return frames.with_places(data, [place[:2] if place else None for place in places])


def _drawn(
    rows: list[dict[str, Any]], lines: list[shapely.Geometry], *, index: str
) -> GeoDataFrame:
    """Return what is to be built with its lines, by its place in the order.

    Metres by terrain are columns, ``terrain_steep_m``.
    """
    plain = [
        {key: value for key, value in row.items() if key not in ("lines", "terrain_m")}
        | {f"terrain_{terrain}_m": metres for terrain, metres in row["terrain_m"].items()}
        for row in rows
    ]
    data = pd.DataFrame(plain) if plain else pd.DataFrame({index: []})
    return geopandas.GeoDataFrame(data, geometry=lines, crs=STORAGE_CRS).set_index(index)


def _coverage(store: Store, document: Document, lang: Language) -> DataFrame:
    """Return the groups: by their code where they are of one kind."""
    rows = [
        {key: value for key, value in group.items() if key not in _NESTED}
        | {f"by_status_{code}": count for code, count in group["by_status"].items()}
        for group in document["groups"]
    ]
    data = pd.DataFrame(rows)
    for column in (name for name in _DAYS if name in data):
        data[column] = pd.to_datetime(data[column], format="ISO8601")
    if len({row["by"] for row in rows}) == 1:
        return data.drop(columns="by").set_index("code")
    return data


_ROWS = {"targets": "rows", "remaining": "groups"}

_TABLES: Mapping[str, Mapping[str, Maker]] = {
    "mocgioi.reach/1": {"markers": _reach, "stretches": _stretches},
    "mocgioi.roads-check/1": {"findings": _findings},
    "mocgioi.cost/1": {"projects": _costs},
    "mocgioi.plan/1": {
        "works": _plan,
        "phases": _listed("phases", index="year"),
        "groups": _listed("groups"),
        "markers": _planned_markers,
    },
    "mocgioi.coverage/1": {
        "groups": _coverage,
        "targets": _listed("targets"),
        "progress_by_year": _listed("progress_by_year", index="as_of"),
        "remaining": _listed("remaining"),
    },
}
"""The tables of each document, by what it calls their rows; the first is the one meant."""
