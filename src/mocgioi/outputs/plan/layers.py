"""A programme as two layers: its works, and the markers with the work that serves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.outputs.export.table import Kind

if TYPE_CHECKING:
    from mocgioi.documents.plan import Plan
    from mocgioi.documents.values import Line

WORKS, MARKERS = "works", "markers_served"
"""Names of the layers."""

KINDS: dict[str, Kind] = {
    **dict.fromkeys(("work", "year", "markers_served", "length_m"), "whole"),
    **dict.fromkeys(("cost_vnd", "cost_vnd_min", "cost_vnd_max"), "whole"),
    **dict.fromkeys(("estimate", "illustrative", "stated"), "yes"),
}
"""What the columns hold that are not text."""


def work_rows(document: Plan) -> list[dict[str, object]]:
    """Return a flat row a work, in their order, every one of them labelled an estimate."""
    return [
        {
            "work": work["work"],
            "year": work["year"],
            "estimate": True,
            "illustrative": document["illustrative"],
            "as_of": document["as_of"],
            "markers_served": len(work["markers"]),
            "markers": "; ".join(work["markers"]),
            "communes": "; ".join(work["communes"]),
            "commune_names": "; ".join(work["commune_names"]),
            "posts": "; ".join(work["posts"]),
            "post_names": "; ".join(work["post_names"]),
            "name": work["name"],
            "joins_road": work["joins_road"],
            "after": "; ".join(map(str, work["after"])),
            "length_m": round(work["length_m"]),
            "cost_vnd": work["cost_vnd"],
            "cost_vnd_min": work["cost_vnd_min"],
            "cost_vnd_max": work["cost_vnd_max"],
            "stated": work["stated"],
            "why": "; ".join(work["why"]),
        }
        for work in document["works"]
    ]


def marker_rows(document: Plan) -> list[dict[str, object]]:
    """Return a flat row for each marker that is served."""
    return [
        {
            "number": marker["number"],
            "work": marker["work"],
            "year": marker["year"],
            "estimate": True,
            "illustrative": document["illustrative"],
            "commune": marker["commune"],
            "commune_name": marker["commune_name"],
            "post": marker["post"],
            "post_name": marker["post_name"],
        }
        for marker in document["markers"]
        if marker["work"] is not None
    ]


def work_lines(document: Plan) -> list[list[Line]]:
    """Return the lines of each work: longitude and latitude, EPSG:4326."""
    return [work["lines"] for work in document["works"]]
