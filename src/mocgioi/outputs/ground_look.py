"""How the surroundings look on a map, and the names on it: quiet, below all that is counted."""

from __future__ import annotations

from mocgioi.domain.vocabulary import label
from mocgioi.outputs.symbology import LineStyle

GROUND_COLOURS = {
    "province": "#fbfaf6",
    "water": "#9fc3da",
    "road": "#d9bf95",
    "railway": "#a8a296",
    "name": "#736e60",
    "water_name": "#4d7d9b",
}
"""On paper and on a light page."""

GROUND_AREAS = {"province": GROUND_COLOURS["province"], "lake": GROUND_COLOURS["water"]}
"""Grounds by kind; they have no edge, for the only border drawn is the store's own."""

GROUND_LINES: dict[str, LineStyle] = {
    code: LineStyle(
        *(code, label("ground_kind", code, "vi"), label("ground_kind", code, "en")),
        *(GROUND_COLOURS[colour], width, dash),
    )
    for code, colour, width, dash in (
        ("river", "water", 2.0, ()),
        ("railway", "railway", 1.5, (6, 3)),
        ("road", "road", 2.5, ()),
    )
}
"""Lines by kind, the lowest first."""

COMMUNE_NAME, COMMUNE_EDGE = "#3b3a33", "#a39b89"
"""Of the names and the edges of communes."""
