"""The works of a programme as CSV: one row a work, English codes as headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.outputs import csv_table
from mocgioi.outputs.plan.layers import work_rows

if TYPE_CHECKING:
    from mocgioi.documents.plan import Plan

_COLUMNS = (
    "work",
    "year",
    "estimate",
    "illustrative",
    "as_of",
    "markers_served",
    "markers",
    "communes",
    "commune_names",
    "posts",
    "post_names",
    "name",
    "joins_road",
    "after",
    "length_m",
    "cost_vnd",
    "cost_vnd_min",
    "cost_vnd_max",
    "stated",
    "why",
)


def render(document: Plan) -> str:
    """Return the rows of `layers.work_rows`."""
    return csv_table.columns_of(_COLUMNS, work_rows(document))
