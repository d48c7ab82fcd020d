"""Where each kind of thing that is counted is kept: its layer, and what events call it.

A marker's events have the aspects of `mocgioi.domain.aspects`; those of anything else are
called ``KIND.COLUMN``, and ``KIND.existence`` says that it is there. Rows of a layer are the
fold of the events of its subjects.
"""

from __future__ import annotations

from mocgioi.records import NamedTuple

Identity = tuple[str | None, str]
"""What an event is about: the kind, None of a marker, and the subject."""


class Home(NamedTuple):
    """Where things of one kind are kept.

    Attributes:
        kind: as its events are called. table: the layer that holds what they come to.
        subject: the column that holds the identity by which events speak of it.
        key: the columns by which a row of a file is recognised, where it has no such identity.
        geometry: ``point``, ``shape`` (lines and areas), or None.
    """

    kind: str
    table: str
    subject: str
    key: tuple[str, ...]
    geometry: str | None = None

    @property
    def primary_key(self) -> str:
        """The integer primary key of the table: the order rows were put in."""
        return "fid" if self.geometry else "id"

    @property
    def existence(self) -> str:
        """The aspect that says that one is there."""
        return self.aspect("existence")

    def aspect(self, column: str) -> str:
        """Return the aspect whose fold a column holds."""
        return f"{self.kind}.{column}"


HOMES = {
    "Commune": Home("commune", "communes", "code", ("code",), "shape"),
    "Post": Home("post", "posts", "code", ("code",), "point"),
    "Gate": Home("gate", "gates", "name", ("name",), "point"),
    "BoundaryPiece": Home("boundary", "boundary", "uuid", ("geom",), "shape"),
    "GroundFeature": Home("ground", "ground", "uuid", ("kind", "name"), "shape"),
    "Road": Home("road", "roads", "uuid", ("name", "serves"), "shape"),
    "Project": Home("project", "projects", "code", ("code",)),
    "Contribution": Home("contribution", "contributions", "uuid", ("project", "donor", "kind")),
    "PublishedFigure": Home("published", "published", "uuid", ("measure", "as_of", "source")),
    "Target": Home("target", "targets", "uuid", ("year", "commune", "post")),
}
"""By the name of the class of `domain`, so that a report starts without those it does not use."""

OF_KIND = {home.kind: home for home in HOMES.values()}
"""By kind."""

LISTS = frozenset({"communes", "serves"})
"""Columns that hold several values, with `SEPARATOR` between."""
SEPARATOR = "; "

GEOMETRY_OF_REACH = {
    "markers": ("number", "geom", "commune_code"),
    "roads": ("geom", "serves", "road_class"),
    "communes": ("geom",),
    "boundary": ("geom", "km_from", "km_to"),
}
"""What is measured of the lines is computed from or kept by these, by table: a road's class says
whether it is of the network that others have to join."""

ASPECTS_OF_REACH = (
    *("existence", "number", "register_position", "commune"),
    *(
        home.aspect(column)
        for home in HOMES.values()
        if home.table in GEOMETRY_OF_REACH
        for column in ("existence", *GEOMETRY_OF_REACH[home.table])
    ),
)
"""The aspects whose fold those columns and their rows are."""

COMPUTED = frozenset({"road.communes"})
"""What looks like an aspect and is none: a column that is computed from the geometry."""

_PLACE = ("longitude", "latitude")


def kind_of(aspect: str) -> str | None:
    """Return the kind that an aspect is of; None: of a marker."""
    kind, dot, _ = aspect.partition(".")
    return kind if dot else None


def existence_of(kind: str | None) -> str:
    """Return the aspect that says that a subject of a kind is there."""
    return "existence" if kind is None else OF_KIND[kind].existence


def column_of(kind: type, field: str) -> str | None:
    """Return the column that holds a field of an item; None for what the geometry holds."""
    if field in ("geometry", "row") or (
        HOMES[kind.__name__].geometry == "point" and field in _PLACE
    ):
        return None
    return "commune_code" if (kind.__name__, field) == ("BoundaryPiece", "commune") else field


def fields_of(kind: type) -> tuple[str, ...]:
    """Return the names of an item's fields."""
    names: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
    return names
