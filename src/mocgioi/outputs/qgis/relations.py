"""Which row belongs to which, so that a form of QGIS shows history and photographs.

A relation is by a column that holds one identity. Roads name the markers that they serve in one
column, several at a time: no relation can follow that, and one that shows some of them would
look like all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from mocgioi.outputs.qgis.facts import LayerFacts


class Relation(NamedTuple):
    """Rows of one table that belong to a row of another.

    Attributes:
        name: by which forms of the project know it; title: Vietnamese, as people read it.
        parent, key: the table of the row they belong to, and the column that names it.
        child, reference: their table, and the column that says to which row they belong.
        through: name of the relation by which a row of `child`, a pair, leads on to what is
            shown; None where `child` itself is.
    """

    name: str
    title: str
    parent: str
    key: str
    child: str
    reference: str
    through: str | None = None


RELATIONS: tuple[Relation, ...] = (
    Relation(
        *("history_of_marker", "Số liệu đã ghi của mốc"),
        *("markers", "number", "observations", "marker_number"),
    ),
    Relation(
        *("photos_of_marker", "Ảnh của mốc"),
        *("markers", "fid", "markers_photos", "base_id"),
        through="photo_of_marker",
    ),
    Relation(
        *("photo_of_marker", "Ảnh trong số ảnh của mốc"),
        *("photos", "id", "markers_photos", "related_id"),
    ),
    Relation(
        *("photos_of_observation", "Ảnh kèm số liệu"),
        *("observations", "id", "observations_photos", "base_id"),
        through="photo_of_observation",
    ),
    Relation(
        *("photo_of_observation", "Ảnh trong số ảnh kèm số liệu"),
        *("photos", "id", "observations_photos", "related_id"),
    ),
    Relation(
        *("history_of_road", "Số liệu đã ghi của đường"),
        *("roads", "uuid", "observations", "subject"),
    ),
    Relation(
        *("markers_of_commune", "Mốc giới của xã"),
        *("communes", "code", "markers", "commune_code"),
    ),
    Relation(
        *("boundary_of_commune", "Đường biên của xã"),
        *("communes", "code", "boundary", "commune_code"),
    ),
    Relation(
        *("projects_of_commune", "Công trình đường của xã"),
        *("communes", "code", "projects", "commune"),
    ),
    Relation(
        *("markers_of_post", "Mốc giới do đồn quản lý"),
        *("posts", "code", "markers", "post_code"),
    ),
    Relation(
        *("roads_of_project", "Đường thuộc công trình"),
        *("projects", "code", "roads", "project"),
    ),
    Relation(
        *("contributions_to_project", "Đóng góp cho công trình"),
        *("projects", "code", "contributions", "project"),
    ),
)


def relations_among(layers: Mapping[str, LayerFacts]) -> tuple[Relation, ...]:
    """Return the relations whose both tables are there."""
    return tuple(r for r in RELATIONS if r.parent in layers and r.child in layers)


def elements(layers: Mapping[str, LayerFacts], ids: Callable[[str], str]) -> Iterator[Element]:
    """Yield each relation among layers as a project has it.

    Args:
        ids: gives the id of the layer of a table.
    """
    for relation in relations_among(layers):
        element = Element(
            "relation",
            {
                "id": relation.name,
                "name": relation.title,
                "referencedLayer": ids(relation.parent),
                "referencingLayer": ids(relation.child),
                "strength": "Association",
            },
        )
        SubElement(
            element,
            "fieldRef",
            {"referencedField": relation.key, "referencingField": relation.reference},
        )
        yield element
