"""The rows of documents as frames: of reach, costs, a plan, and the groups of a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import geopandas
import pandas as pd
import shapely

from mocgioi.domain.position import STORAGE_CRS
from mocgioi.errors import Language, UsageError
from mocgioi.store import commits, reading
from mocgioi.tracker import frames

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame

    from mocgioi.store.handle import Store

    Document = Mapping[str, Any]

_DAYS = ("since", "completed_on", "last_inspected_on")
_NESTED = ("evidence", "by_status")


def table_of(store: Store, document: Document, lang: Language) -> GeoDataFrame | DataFrame:
    """Return the rows of a document as a frame; see `Tables.of`.

    Raises:
        UsageError: a document that has no rows.
    """
    schema = document.get("schema")
    made = _TABLES.get(str(schema))
    if made is None:
        listed = ", ".join(_TABLES)
        raise UsageError(
            f"Văn bản «{schema}» không có bảng. Dùng: {listed}.",
            f"The document “{schema}” has no table. Use: {listed}.",
        )
    return made(store, document, lang)


def _reach(store: Store, document: Document, lang: Language) -> GeoDataFrame:
    kinds: frames.Kinds = {
        **{"number": "text", "needs_road": "yes", "border_km": "number"},
        **{"declared": "road_status", "measured": "measured"},
        **{"nearest_road": "text", "nearest_road_m": "number", "to_network_m": "number"},
        **{"missing_m": "number", "difference": "text", "advice": "text"},
    }
    rows = [tuple(marker[name] for name in kinds) for marker in document["markers"]]
    with store.reading() as connection:
        known = commits.known(connection, document["known_at"]).number
        entries = reading.read_markers(connection, as_of=document["as_of"], known_at=known)
    places = [entries[number].position for number, *_ in rows]
    return frames.with_places(
        frames.table(rows, kinds, lang=lang, index="number"),
        [place[:2] if place else None for place in places],
    )


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


def _drawn(
    rows: list[dict[str, Any]], lines: list[shapely.Geometry], *, index: str
) -> GeoDataFrame:
    """Return what is to be built with its lines, by its place in the order."""
    plain = [{key: value for key, value in row.items() if key != "lines"} for row in rows]
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


_TABLES: Mapping[str, Callable[[Store, Document, Language], GeoDataFrame | DataFrame]] = {
    "mocgioi.reach/1": _reach,
    "mocgioi.cost/1": _costs,
    "mocgioi.plan/1": _plan,
    "mocgioi.coverage/1": _coverage,
}
