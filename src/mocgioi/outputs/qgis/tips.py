"""What QGIS calls a row, and what it tells of one that the mouse rests on.

A tip is HTML: what stands in a file is never taken for a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from mocgioi.outputs.qgis.columns import READ_AS
from mocgioi.outputs.qgis.facts import FieldFacts, LayerFacts
from mocgioi.outputs.qgis.spoken import names, number, word


class Tip(NamedTuple):
    """What is told of a row: its heading, an expression, and columns below it."""

    heading: str
    columns: tuple[str, ...]


_TIPS: dict[str, Tip] = {
    "markers": Tip(
        "'Mốc ' || \"number\"",
        (
            *("commune_code", "post_code", "needs_road", "road_status", "road_status_since"),
            *("road_condition", "funding", "marker_condition", "disagreements"),
            *("waiting", "last_observed_on", "note"),
        ),
    ),
    "roads": Tip(
        "coalesce(\"name\", 'Đường')",
        (
            *("road_class", "serves", "status", "condition", "surface", "width_m", "length_m"),
            *("funding", "completed_on", "communes"),
        ),
    ),
    "communes": Tip("'Xã ' || \"name\"", ("formerly", "km_from", "km_to", "area_km2")),
    "posts": Tip("'Đồn Biên phòng ' || \"name\"", ("communes", "km_from", "km_to", "note")),
    "gates": Tip('"name"', ("kind", "marker_from", "marker_to")),
    "boundary": Tip("'Đường biên'", ("commune_code", "km_from", "km_to")),
    "ground": Tip('"name"', ("kind", "source")),
}

_NAMES: dict[str, str] = {
    "markers": '"number"',
    "roads": 'coalesce("name", \'Đường lên mốc \' || "serves", \'Đường \' || "fid")',
    "communes": '"name"',
    "posts": '"name"',
    "gates": '"name"',
    "boundary": (
        f"'Km ' || {number('km_from', is_whole=False)} || ' – ' ||"
        f" {number('km_to', is_whole=False)}"
    ),
    "ground": '"name"',
    "projects": '"name"',
    "contributions": "coalesce(\"donor\", '')",
    "published": 'represent_value("measure")',
    "targets": '"year"',
    "observations": (
        "coalesce(format_date(\"observed_on\", 'yyyy-MM-dd'), '(từ đầu)') || ' · '"
        f' || represent_value("aspect") || \': \' || "{READ_AS}"'
    ),
    "photos": '"name"',
}


def display_name(layer: LayerFacts) -> str:
    """Return the expression of what a row is called in lists; its key where nothing else is."""
    return _NAMES.get(layer.table, f'"{layer.key}"')


def map_tip(layer: LayerFacts, titles: Mapping[str, str], lists: Mapping[str, str]) -> str | None:
    """Return what is told of a feature, as HTML with expressions; None where nothing is.

    Args:
        titles: what each column is called.
        lists: by column that lists communes by their codes the id of the layer that names them.
    """
    tip = _TIPS.get(layer.table)
    if tip is None:
        return None
    fields = {field.name: field for field in layer.fields}
    rows = "".join(
        _row(fields[name], titles[name], lists.get(name)) for name in tip.columns if name in fields
    )
    warning = ""
    if "illustrative" in fields:
        warning = f"[% if(\"illustrative\", '{_MADE_UP}', '') %]"
    return (
        '<div style="font-family:sans-serif;font-size:13px;max-width:22em">'
        f"<b>[% {_escaped(tip.heading)} %]</b>{rows}{warning}</div>"
    )


_MADE_UP = "<br><i>Số liệu minh họa</i>"


def _row(field: FieldFacts, title: str, communes: str | None) -> str:
    """Return a line of a tip, nothing where the column is empty; nought is said."""
    value = f'represent_value("{field.name}")'
    if field.sql in ("DATE", "DATETIME"):
        value = f"format_date(\"{field.name}\", 'dd/MM/yyyy')"
    elif field.sql in ("DOUBLE", "INTEGER"):
        value = number(field.name, is_whole=field.sql == "INTEGER")
        if measured := _IN_A_UNIT.fullmatch(title):
            title, unit = measured.groups()
            value += f" || ' {unit}'"
    elif field.words:
        value = f'coalesce({word(field)}, "{field.name}")'
    elif communes is not None:
        title, value = "Các xã", names(field.name, communes)
    is_empty = f"coalesce(to_string(\"{field.name}\"), '') = ''"
    return f"[% if({is_empty}, '', '<br>{title}: ' || {_escaped(value)}) %]"


_IN_A_UNIT = re.compile(r"(.+) \((m|cm|km²|đồng)\)")


def _escaped(text: str) -> str:
    pairs = ", ".join(f"'{a}', '{b}'" for a, b in _ENTITIES)
    return f"replace({text}, map({pairs}))"


_ENTITIES: Iterable[tuple[str, str]] = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
