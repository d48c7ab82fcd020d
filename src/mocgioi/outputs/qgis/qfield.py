"""What QField is told of a layer, by the names that libqfieldsync reads.

The file goes to the phone as it is: converted for offline editing it would be written anew and
lose the triggers that make events of edits. A property that is false is left out: the word
``false`` reads as true.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from mocgioi.outputs.qgis.relations import RELATIONS
from mocgioi.outputs.qgis.tree import ProjectLayer

BUTTONS_AT_MOST = 12
"""A drop-down of so few codes is shown as buttons: no code list of ours is longer."""

_DRAWN_IN_THE_FIELD = frozenset({"roads"})
"""Tables whose shapes may be drawn with a phone; all others are where they are."""

_LOCKS = (
    "QFieldSync/is_attribute_editing_locked",
    "QFieldSync/is_feature_addition_locked",
    "QFieldSync/is_feature_deletion_locked",
    "QFieldSync/is_geometry_editing_locked",
)

_SHOWN_AT_MOST = 10
"""Rows of a relation that a form shows before it is scrolled."""


PHOTOGRAPHS = {
    "markers": {
        "photo": "'DCIM/moc-' || replace(\"number\", '/', '_')"
        " || '-' || format_date(now(), 'yyyyMMdd-HHmmss') || '.jpg'"
    }
}
"""By table and column, how a photograph is called that is taken into it: for its marker, as those
are that come home by themselves."""


class FieldKit(NamedTuple):
    """What is different in a project that goes to the field.

    Attributes:
        attachments: by table and column, the expression that names a photograph taken into it,
            from the folder of the project.
        first_layer: the table that is ready to be edited when the project opens.
        locked: tables of which no row is added, edited or deleted.
        longest_side_px: photographs are made smaller than that; 0: as the camera takes them.
    """

    attachments: Mapping[str, Mapping[str, str]] = PHOTOGRAPHS
    first_layer: str = "markers"
    locked: frozenset[str] = frozenset()
    longest_side_px: int = 1600


def layer_properties(layer: ProjectLayer, kit: FieldKit) -> dict[str, str | int | bool]:
    """Return the properties of a layer, by name."""
    table = layer.facts.table
    naming = json.dumps(dict(kit.attachments.get(table, {})), ensure_ascii=False, sort_keys=True)
    visible = {r.name: _SHOWN_AT_MOST for r in RELATIONS if r.parent == table}
    properties: dict[str, str | int | bool] = {
        "QFieldSync/action": "copy",
        "QFieldSync/attachment_naming": naming,
        "QFieldSync/cloud_action": "no_action",
        "QFieldSync/photo_naming": naming,
        "QFieldSync/relationship_maximum_visible": json.dumps(visible),
        "QFieldSync/value_map_button_interface_threshold": BUTTONS_AT_MOST,
    }
    if layer.facts.geometry and table not in _DRAWN_IN_THE_FIELD:
        properties["QFieldSync/is_geometry_locked"] = True
    if table in kit.locked:
        properties |= dict.fromkeys(_LOCKS, True)
    return properties


def project_properties(kit: FieldKit, first_layer: str) -> dict[str, str | int]:
    """Return the properties of a project under ``qfieldsync``, by name."""
    return {
        "initialActiveLayer": first_layer,
        "initialMapMode": "browse",
        "maximumImageWidthHeight": kit.longest_side_px,
    }
