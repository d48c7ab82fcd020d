"""The columns of a layer: what people read for them, and how QGIS shows and types what they hold.

What shows the row of another layer (the name of a commune for its code) works in a project that
has both. In a layer that is opened alone the code is typed as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.outputs.qgis.facts import FieldFacts, LayerFacts
from mocgioi.outputs.qgis.options import Value, option, properties
from mocgioi.outputs.qgis.spoken import names, quoted, word

Ids = Callable[[str], str] | None
"""By table the id of its layer in the project; None where a layer stands alone."""

READ_AS = "read_as"
"""A column that the file does not have: what people read for the value of an event."""

NO_VALUE = "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}"
"""What QGIS takes for an empty column in the list of a drop-down."""


class Shown(NamedTuple):
    """The row of another layer that a column names: shown by a column people read."""

    table: str
    key: str
    name: str


SHOWN: dict[tuple[str, str], Shown] = {
    **{
        (table, column): Shown("communes", "code", "name")
        for table, column in (
            *(("markers", "commune_code"), ("boundary", "commune_code")),
            *(("projects", "commune"), ("targets", "commune")),
        )
    },
    **{
        (table, column): Shown("posts", "code", "name")
        for table, column in (("markers", "post_code"), ("projects", "post"), ("targets", "post"))
    },
    **{
        (table, "project"): Shown("projects", "code", "name")
        for table in ("roads", "contributions")
    },
}
"""By table and column, what stands for the code in it where the other layer is there."""

_LONG = frozenset({"note", "words", "formerly"})
"""Columns in which sentences are written."""

_WHO_EDITS = 'coalesce("edited_by", @user_full_name)'
_TEXT = "10"
"""Of a column that QGIS makes: text (`QVariant::String`)."""


def elements(layer: LayerFacts, others: Mapping[str, LayerFacts], ids: Ids) -> Iterator[Element]:
    """Yield what QGIS has to know of the columns of a layer."""
    widgets, aliases = Element("fieldConfiguration"), Element("aliases")
    defaults, constraints, editable = map(Element, ("defaults", "constraints", "editable"))
    titles = titles_of(layer, others, ids)
    for at, field in enumerate(layer.fields, start=1):
        kind, config = _widget(field, _shown(layer, field, others, ids), others, ids)
        of = SubElement(widgets, "field", {"name": field.name, "configurationFlags": "None"})
        widget = SubElement(of, "editWidget", {"type": kind})
        SubElement(widget, "config").append(option(config))
        title = titles[field.name]
        SubElement(aliases, "alias", {"index": str(at), "field": field.name, "name": title})
        is_typed = str(int(not (field.is_fixed or field.in_the_field)))
        SubElement(editable, "field", {"name": field.name, "editable": is_typed})
        if field.name == "edited_by" and not layer.knows_hands:
            said = {"field": field.name, "expression": _WHO_EDITS, "applyOnUpdate": "1"}
            SubElement(defaults, "default", said)
        if not field.is_fixed and (field.is_required or field.is_unique):
            _add_constraint(constraints, field)
        if field.codes_by_aspect:
            made = {"name": READ_AS, "expression": read_as(field), "type": _TEXT, "comment": ""}
            yield from _made(made)
            at = len(layer.fields) + 1
            SubElement(aliases, "alias", {"index": str(at), "field": READ_AS, "name": field.title})
    yield from (widgets, aliases, defaults, constraints, editable)
    yield _by_row(layer, titles, lists_of(layer, others, ids))
    yield _table_of(layer)


def lists_of(layer: LayerFacts, others: Mapping[str, LayerFacts], ids: Ids) -> dict[str, str]:
    """Return by column that lists communes by their codes the id of the layer that names them."""
    if ids is None or "communes" not in others:
        return {}
    listed = {field.name for field in layer.fields if field.name == "communes"}
    return dict.fromkeys(listed, ids("communes"))


def _by_row(layer: LayerFacts, titles: Mapping[str, str], lists: Mapping[str, str]) -> Element:
    """Return what a form says of a column row by row: what it means, whether it is typed.

    QGIS 3.22 knows only the title of a column by row; newer ones know what is typed, too.
    """
    element = Element("dataDefinedFieldProperties")
    for field in layer.fields:
        title, said = quoted(titles[field.name]), {}
        if field.names_row:
            said["dataDefinedAlias"] = f"{title} || if({_IS_THERE}, ' (không đổi được)', '')"
            said["dataDefinedEditable"] = f"NOT {_IS_THERE}"
        elif field.words:
            said["dataDefinedAlias"] = f"{title} || coalesce(' (' || {word(field)} || ')', '')"
        elif field.name in lists:
            names_of = names(field.name, lists[field.name])
            said["dataDefinedAlias"] = f"{title} || coalesce(' (' || {names_of} || ')', '')"
        if said:
            of = SubElement(element, "field", {"name": field.name})
            of.append(option(properties(said)))
    return element


_IS_THERE = "coalesce($id, -1) > 0"
"""The row is in the file: one that is being made has no key yet."""


def _made(field: Mapping[str, str]) -> Iterator[Element]:
    element = Element("expressionfields")
    SubElement(element, "field", {**field, "subType": "0", "length": "0", "precision": "0"})
    yield element


def titles_of(layer: LayerFacts, others: Mapping[str, LayerFacts], ids: Ids) -> dict[str, str]:
    """Return what each column is called: by the name that is shown for a code, if one is."""
    titles = {}
    for field in layer.fields:
        shown = _shown(layer, field, others, ids)
        title = f"{field.title} (mã)" if field.codes_by_aspect else field.title
        if shown is not None:
            title = next(f.title for f in others[shown.table].fields if f.name == shown.name)
        titles[field.name] = title
    return titles


def _shown(
    layer: LayerFacts, field: FieldFacts, others: Mapping[str, LayerFacts], ids: Ids
) -> Shown | None:
    shown = SHOWN.get((layer.table, field.name)) if ids else None
    return shown if shown and shown.table in others else None


def read_as(field: FieldFacts) -> str:
    """Return the expression of what people read for the value of an event, by its aspect."""
    by_list = sorted(field.codes_by_aspect, key=lambda pair: (pair[1], pair[0]))
    cases = ""
    for codes, pairs in groupby(by_list, key=lambda pair: pair[1]):
        aspects = ", ".join(f"'{aspect}'" for aspect, _ in pairs)
        labels = ", ".join(f"'{code}', '{t.label.vi}'" for code, t in CODE_LISTS[codes].items())
        cases += f' WHEN "aspect" IN ({aspects}) THEN map_get(map({labels}), "{field.name}")'
    for aspect, words in field.words_by_aspect:
        cases += f" WHEN \"aspect\" = '{aspect}' THEN {word(field._replace(words=words))}"
    cases += f' WHEN "aspect" LIKE \'%existence\' THEN map_get(map({_THERE}), "{field.name}")'
    cases += " WHEN \"aspect\" LIKE '%.geom' OR \"aspect\" = 'photo' THEN '…'"
    decimals = f"regexp_replace(replace(\"{field.name}\", '.', ','), ',0$', '')"
    cases += f" WHEN regexp_match(\"{field.name}\", '{_DECIMALS}') THEN {decimals}"
    return f'coalesce(CASE{cases} END, "{field.name}")'


_DECIMALS = r"^-?\\d+[.]\\d+$"
_THERE = "'yes', 'có', 'no', 'không còn'"


def _widget(
    field: FieldFacts, shown: Shown | None, others: Mapping[str, LayerFacts], ids: Ids
) -> tuple[str, Mapping[str, Value]]:
    """Return the kind of widget by which QGIS shows and types a column, and its settings."""
    if field.labels:
        return "ValueMap", {"map": [{name: code} for code, name in field.labels]}
    if field.codes is not None:
        return "ValueMap", {"map": _choices(field, field.codes)}
    if shown is not None and ids is not None:
        other = others[shown.table]
        return "ValueRelation", {
            "Layer": ids(shown.table),
            "LayerName": other.title,
            "Key": shown.key,
            "Value": shown.name,
            "AllowNull": not field.stays_filled,
            "AllowMulti": False,
            "OrderByValue": True,
            "UseCompleter": False,
        }
    if field.sql in ("DATE", "DATETIME"):
        with_time = field.sql == "DATETIME"
        return "DateTime", {
            "allow_null": True,
            "calendar_popup": True,
            "display_format": "dd/MM/yyyy HH:mm" if with_time else "dd/MM/yyyy",
            "field_format": "yyyy-MM-dd HH:mm:ss" if with_time else "yyyy-MM-dd",
            "field_iso_format": with_time,  # of an instant that is text, as on a server
        }
    if field.sql == "BOOLEAN":
        return "CheckBox", {"CheckedState": "", "UncheckedState": "", "TextDisplayMethod": 0}
    if field.sql == "BLOB":
        return "Binary", {}
    if field.name == "photo":
        return "ExternalResource", _PHOTOGRAPH
    return "TextEdit", {"IsMultiline": field.name in _LONG, "UseHtml": False}


_PHOTOGRAPH: Mapping[str, Value] = {
    "DocumentViewer": 1,
    "DocumentViewerHeight": 0,
    "DocumentViewerWidth": 0,
    "FileWidget": True,
    "FileWidgetButton": True,
    "FileWidgetFilter": "",
    "RelativeStorage": 1,
    "StorageMode": 0,
}
"""A file, shown as a picture; its path as seen from the project."""


def _choices(field: FieldFacts, codes: str) -> list[Value]:
    """Return the codes of a list in its own order; before them *none*, where that may be said."""
    choices: list[Value] = [{term.label.vi: code} for code, term in CODE_LISTS[codes].items()]
    if not (field.is_required or field.is_fixed or field.stays_filled):
        choices.insert(0, {"": NO_VALUE})
    return choices


def _add_constraint(parent: Element, field: FieldFacts) -> None:
    """Say softly what a row needs: the file refuses in its own words what may not be."""
    not_null, unique = 1, 2
    held = not_null * field.is_required + unique * field.is_unique
    SubElement(
        parent,
        "constraint",
        {
            "field": field.name,
            "constraints": str(held),
            "notnull_strength": _SOFT if field.is_required else "0",
            "unique_strength": _SOFT if field.is_unique else "0",
            "exp_strength": "0",
        },
    )


_SOFT = "2"


def _table_of(layer: LayerFacts) -> Element:
    """Return how the table of a layer opens: without keys and pictures."""
    element = Element("attributetableconfig", {"actionWidgetStyle": "dropDown"})
    columns = SubElement(element, "columns")
    elsewhere = [field.name for field in layer.fields if field.in_the_field]
    for name, sql in ((layer.key, ""), *((field.name, field.sql) for field in layer.fields)):
        hidden = name in (layer.key, "uuid", *elsewhere) or sql == "BLOB"
        said = {"type": "field", "name": name, "hidden": str(int(hidden)), "width": "-1"}
        SubElement(columns, "column", said)
    SubElement(columns, "column", {"type": "actions", "hidden": "1", "width": "-1"})
    return element
