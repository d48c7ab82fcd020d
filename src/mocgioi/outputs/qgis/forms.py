"""The form of a row: its columns by what they are about, and the rows that belong to it.

What belongs to a row (the history of a marker, its photographs) is shown in a project that has
both layers. A layer that is opened alone has none of it, and its form no empty places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from mocgioi.outputs.qgis.columns import READ_AS, Ids
from mocgioi.outputs.qgis.facts import LayerFacts
from mocgioi.outputs.qgis.options import option
from mocgioi.outputs.qgis.relations import Relation, relations_among

PICTURE = "picture"
"""What stands for a photograph among the columns of a form."""


class Group(NamedTuple):
    """Fields under a title.

    Attributes:
        shown_if: expression; where it is false the group is not there. Only of a titled one.
    """

    title: str
    fields: tuple[str, ...]
    shown_if: str = ""


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
                Group(
                    "Đã đến mốc (mục không sửa: không thay đổi)",
                    ("last_observed_on", "photo"),
                ),
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
            (Group("", ("disagreements", "waiting")),),
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
                Group("Mốc", ("marker_number",), shown_if='"marker_number" IS NOT NULL'),
                Group("", ("aspect", READ_AS)),
                Group("Ngày", ("observed_on",), shown_if='"observed_on" IS NOT NULL'),
                Group("Người hoặc tệp", ("observer",), shown_if='"observer" IS NOT NULL'),
                Group("Ghi vào kho", ("recorded_at",)),
            ),
        ),
        Tab("Ảnh", (), ("photos_of_observation",)),
        Tab(
            "Hệ thống",
            (
                Group(
                    "",
                    (
                        *(
                            "subject",
                            "value",
                            "batch_uuid",
                            "row_number",
                            "submission",
                            "commit_number",
                        ),
                        *("illustrative", "uuid"),
                    ),
                ),
            ),
        ),
    ),
    "photos": (
        Tab(
            "Ảnh",
            (
                Group("", (PICTURE, "name", "taken_at", "data")),
                Group("Nơi chụp", ("longitude", "latitude")),
            ),
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


def elements(layer: LayerFacts, others: Mapping[str, LayerFacts], ids: Ids) -> Iterator[Element]:
    """Yield the form of the rows of a layer."""
    tabs = _TABS.get(layer.table)
    if tabs is None:
        tabs = (Tab(layer.title, (Group("", _not_about_the_row(layer)),)), _ABOUT_THE_ROW)
    related = _related(layer, others, ids)
    numbered = enumerate(layer.fields, start=1)
    places = {field.name: at for at, field in numbered if not field.in_the_field}
    if any(field.codes_by_aspect for field in layer.fields):
        places[READ_AS] = len(layer.fields) + 1
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
            parent = page
            if group.title:
                parent = _container(page, group.title, is_group=True, shown_if=group.shown_if)
            for name in group.fields:
                if name == PICTURE:
                    _add_picture(parent)
                elif name in places:
                    said = {"name": name, "index": str(places[name]), "showLabel": "1"}
                    SubElement(parent, "attributeEditorField", said)
        for relation, beyond in relations:
            _add_relation(page, relation, beyond)
    yield form


def _add_picture(parent: Element) -> None:
    """Show the picture that a row holds; QGIS fills in what it is asked for as a page's script."""
    element = SubElement(parent, "attributeEditorHtmlElement", {"name": PICTURE, "showLabel": "0"})
    element.text = (
        '<script>document.write(\'<img style="max-width:100%;max-height:100%" src="data:image/'
        'jpeg;base64,\' + expression.evaluate("to_base64(\\"data\\")") + \'">\');</script>'
    )


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


def _container(parent: Element, title: str, *, is_group: bool, shown_if: str = "") -> Element:
    return SubElement(
        parent,
        "attributeEditorContainer",
        {
            "name": title,
            "showLabel": "1",
            "groupBox": str(int(is_group)),
            "columnCount": "1",
            "visibilityExpressionEnabled": str(int(bool(shown_if))),
            "visibilityExpression": shown_if,
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
