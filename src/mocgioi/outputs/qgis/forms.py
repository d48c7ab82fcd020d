"""The form of a row: its fields by what they are about, how each is typed, what belongs to it.

What shows rows of another layer (the name of a commune for its code, the history of a marker,
its photographs) works in a project that has both. A layer that is opened alone has none of it,
and its form no empty places: the code is typed as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.outputs.qgis.facts import FieldFacts, LayerFacts
from mocgioi.outputs.qgis.options import Value, option
from mocgioi.outputs.qgis.relations import Relation, relations_among

Ids = Callable[[str], str] | None
"""By table the id of its layer in the project; None where a layer stands alone."""

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


class Group(NamedTuple):
    """Fields under a title."""

    title: str
    fields: tuple[str, ...]


class Tab(NamedTuple):
    """A page of a form: groups one below the other, then rows that belong to this one."""

    title: str
    groups: tuple[Group, ...]
    relations: tuple[str, ...] = ()


_ABOUT_THE_ROW = Tab("Hệ thống", (Group("", ("source", "illustrative", "uuid")),))
_SPAN = Group("Dọc đường biên", ("km_from", "km_to"))

_TABS: dict[str, tuple[Tab, ...]] = {
    "markers": (
        Tab(
            "Tình trạng",
            (
                Group("", ("number",)),
                Group(
                    "Đường lên mốc",
                    (
                        *("needs_road", "road_status", "road_status_since", "road_condition"),
                        "funding",
                    ),
                ),
                Group("Mốc", ("marker_condition", "marker_condition_since")),
                Group("", ("note", "edited_by")),
            ),
        ),
        Tab(
            "Vị trí",
            (
                Group("", ("commune_code", "post_code")),
                Group("Theo bản đồ", ("border_km", "measured")),
            ),
        ),
        Tab(
            "Kiểm tra",
            (Group("", ("last_observed_on", "disagreements")),),
            ("history_of_marker",),
        ),
        Tab("Ảnh", (), ("photos_of_marker",)),
        Tab("Lý lịch", (Group("", ("kind", "grouping", "size", "material")),)),
        _ABOUT_THE_ROW,
    ),
    "roads": (
        Tab(
            "Tình trạng",
            (
                Group("", ("name", "serves", "road_class", "status", "condition")),
                Group("", ("edited_by",)),
            ),
        ),
        Tab(
            "Quy mô",
            (
                Group("", ("surface", "width_m", "thickness_cm", "length_m")),
                Group("Công trình", ("project", "cost_vnd", "funding")),
                Group("Thời gian", ("started_on", "completed_on")),
            ),
        ),
        Tab("Vị trí", (Group("", ("communes",)),)),
        Tab("Lịch sử", (), ("history_of_road",)),
        _ABOUT_THE_ROW,
    ),
    "communes": (
        Tab("Xã", (Group("", ("code", "name", "formerly", "district", "edited_by")),)),
        Tab(
            "Vị trí",
            (_SPAN, Group("Chỗ đặt tên", ("longitude", "latitude")), Group("", ("area_km2",))),
        ),
        Tab("Mốc giới", (), ("markers_of_commune",)),
        Tab("Công trình", (), ("projects_of_commune",)),
        _ABOUT_THE_ROW,
    ),
    "posts": (
        Tab("Đồn", (Group("", ("code", "name", "communes", "note", "edited_by")), _SPAN)),
        Tab("Mốc giới", (), ("markers_of_post",)),
        _ABOUT_THE_ROW,
    ),
    "projects": (
        Tab(
            "Công trình",
            (
                Group("", ("code", "name", "serves", "markers_served")),
                Group("Địa bàn", ("commune", "post")),
                Group("Quy mô", ("length_m", "width_m", "thickness_cm", "steps")),
                Group("Kinh phí", ("cost_vnd", "funding", "started_on", "completed_on")),
                Group("", ("words", "edited_by")),
            ),
        ),
        Tab("Đóng góp", (), ("contributions_to_project",)),
        Tab("Tuyến đường", (), ("roads_of_project",)),
        _ABOUT_THE_ROW,
    ),
    "observations": (
        Tab(
            "Số liệu",
            (
                Group("", ("marker_number", "subject", "aspect", "value", "observed_on")),
                Group("Ai ghi", ("observer", "recorded_at")),
            ),
        ),
        Tab("Ảnh", (), ("photos_of_observation",)),
        Tab(
            "Hệ thống",
            (
                Group(
                    "",
                    (
                        *("batch_uuid", "row_number", "submission", "commit_number"),
                        *("illustrative", "uuid"),
                    ),
                ),
            ),
        ),
    ),
    "photos": (
        Tab(
            "Ảnh",
            (Group("", ("name", "taken_at", "data")), Group("Nơi chụp", ("longitude", "latitude"))),
        ),
        Tab("Mốc giới", (), ("photo_of_marker",)),
        Tab(
            "Hệ thống",
            (
                Group(
                    "",
                    (
                        *("content_type", "size_bytes", "sha256", "batch_uuid", "recorded_at"),
                        *("commit_number", "uuid"),
                    ),
                ),
            ),
        ),
    ),
}
"""By table, the pages of its form. A field that stands on none is on the last but one's own."""

_LONG = frozenset({"note", "words", "formerly"})
"""Columns in which sentences are written."""


def elements(layer: LayerFacts, others: Mapping[str, LayerFacts], ids: Ids) -> Iterator[Element]:
    """Yield what QGIS has to know of the form and the columns of a layer."""
    widgets = Element("fieldConfiguration")
    aliases, defaults = Element("aliases"), Element("defaults")
    constraints, editable = Element("constraints"), Element("editable")
    for at, field in enumerate(layer.fields, start=1):
        shown = _shown(layer, field, others, ids)
        _add_widget(widgets, field, shown, others, ids)
        title = _title(field, shown, others)
        SubElement(aliases, "alias", {"index": str(at), "field": field.name, "name": title})
        SubElement(
            editable, "field", {"name": field.name, "editable": str(int(not field.is_fixed))}
        )
        if field.name == "edited_by":
            said = {"field": field.name, "expression": _WHO_EDITS, "applyOnUpdate": "1"}
            SubElement(defaults, "default", said)
        if not field.is_fixed and (field.is_required or field.is_unique):
            _add_constraint(constraints, field)
    yield from (widgets, aliases, defaults, constraints)
    yield _table_of(layer)
    yield from _form(layer, others, ids)
    yield editable


_WHO_EDITS = 'coalesce("edited_by", @user_full_name)'


def _shown(
    layer: LayerFacts, field: FieldFacts, others: Mapping[str, LayerFacts], ids: Ids
) -> Shown | None:
    shown = SHOWN.get((layer.table, field.name)) if ids else None
    return shown if shown and shown.table in others else None


def _title(field: FieldFacts, shown: Shown | None, others: Mapping[str, LayerFacts]) -> str:
    """Return what a column is called: by the name that is shown, where that stands for a code."""
    if shown is None:
        return field.title
    return next(f.title for f in others[shown.table].fields if f.name == shown.name)


# ------------------------------------------------------------------ how a column is typed


def _add_widget(
    parent: Element,
    field: FieldFacts,
    shown: Shown | None,
    others: Mapping[str, LayerFacts],
    ids: Ids,
) -> None:
    kind, config = _widget(field, shown, others, ids)
    of = SubElement(parent, "field", {"name": field.name, "configurationFlags": "None"})
    widget = SubElement(of, "editWidget", {"type": kind})
    SubElement(widget, "config").append(option(config))


def _widget(
    field: FieldFacts, shown: Shown | None, others: Mapping[str, LayerFacts], ids: Ids
) -> tuple[str, Mapping[str, Value]]:
    """Return the kind of widget by which QGIS shows and types a column, and its settings."""
    if field.codes is not None:
        return "ValueMap", {"map": _choices(field, field.codes)}
    if shown is not None and ids is not None:
        other = others[shown.table]
        return "ValueRelation", {
            "Layer": ids(shown.table),
            "LayerName": other.title,
            "LayerProviderName": "ogr",
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
            "field_iso_format": False,
        }
    if field.sql == "BOOLEAN":
        return "CheckBox", {"CheckedState": "", "UncheckedState": "", "TextDisplayMethod": 0}
    if field.sql == "BLOB":
        return "Binary", {}
    return "TextEdit", {"IsMultiline": field.name in _LONG, "UseHtml": False}


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
    for name, sql in ((layer.key, ""), *((field.name, field.sql) for field in layer.fields)):
        hidden = name in (layer.key, "uuid") or sql == "BLOB"
        said = {"type": "field", "name": name, "hidden": str(int(hidden)), "width": "-1"}
        SubElement(columns, "column", said)
    SubElement(columns, "column", {"type": "actions", "hidden": "1", "width": "-1"})
    return element


# ------------------------------------------------------------------ the form


def _form(layer: LayerFacts, others: Mapping[str, LayerFacts], ids: Ids) -> Iterator[Element]:
    tabs = _TABS.get(layer.table)
    if tabs is None:
        tabs = (Tab(layer.title, (Group("", _not_about_the_row(layer)),)), _ABOUT_THE_ROW)
    related = _related(layer, others, ids)
    places = {field.name: at for at, field in enumerate(layer.fields, start=1)}
    layout = Element("editorlayout")
    layout.text = "tablayout"
    yield layout
    form = Element("attributeEditorForm")
    for tab in tabs:
        relations = [related[name] for name in tab.relations if name in related]
        if not relations and not any(places.keys() & set(g.fields) for g in tab.groups):
            continue
        page = _container(form, tab.title, is_group=False)
        for group in tab.groups:
            parent = _container(page, group.title, is_group=True) if group.title else page
            for name in group.fields:
                if name in places:
                    said = {"name": name, "index": str(places[name]), "showLabel": "1"}
                    SubElement(parent, "attributeEditorField", said)
        for relation, beyond in relations:
            _add_relation(page, relation, beyond)
    yield form


def _not_about_the_row(layer: LayerFacts) -> tuple[str, ...]:
    (apart,) = _ABOUT_THE_ROW.groups
    return tuple(field.name for field in layer.fields if field.name not in apart.fields)


def _related(
    layer: LayerFacts, others: Mapping[str, LayerFacts], ids: Ids
) -> dict[str, tuple[Relation, str]]:
    """Return the relations of a layer by name, each with that by which its pairs lead on."""
    if ids is None:
        return {}
    known = relations_among({**others, layer.table: layer})
    back = {relation.through: relation.name for relation in known if relation.through}
    return {
        relation.name: (relation, relation.through or back.get(relation.name, ""))
        for relation in known
        if relation.parent == layer.table
    }


def _container(parent: Element, title: str, *, is_group: bool) -> Element:
    return SubElement(
        parent,
        "attributeEditorContainer",
        {
            "name": title,
            "showLabel": "1",
            "groupBox": str(int(is_group)),
            "columnCount": "1",
            "visibilityExpressionEnabled": "0",
            "visibilityExpression": "",
        },
    )


def _add_relation(parent: Element, relation: Relation, beyond: str) -> None:
    """Add rows that belong to the row of the form: they are shown, and nothing is unlinked."""
    element = SubElement(
        parent,
        "attributeEditorRelation",
        {
            "name": relation.name,
            "relation": relation.name,
            "nmRelationId": beyond,
            "relationWidgetTypeId": "relation_editor",
            "label": relation.title,
            "showLabel": "0",
            "forceSuppressFormPopup": "0",
        },
    )
    config = option({"buttons": "NoButton", "show_first_feature": True})
    config.tag = "editor_configuration"
    element.append(config)
