"""A programme of new roads as a file: its papers with the store's sketch, and its layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.domain.line import BoundaryPiece, in_border_order
from mocgioi.domain.register import Commune
from mocgioi.errors import Language, Speller, UsageError, plainly
from mocgioi.outputs.export.gdal import flat, geopackage
from mocgioi.outputs.plan import SIGNED, layers, render
from mocgioi.store import commits, reading

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mocgioi.documents.full_report import Outline
    from mocgioi.documents.plan import Plan
    from mocgioi.store.handle import Store


def paper_of(
    store: Store,
    document: Plan,
    form: str,
    lang: Language = "vi",
    letterhead: Mapping[str, str] | None = None,
    *,
    spell: Speller = plainly,
) -> str | bytes:
    """Return a programme in one form: ``gpkg``, or one of `mocgioi.outputs.plan.FORMS`.

    Args:
        store: where the communes and the border line of the sketch are from.
        letterhead, spell: as in `mocgioi.outputs.plan.render`.

    Raises:
        UsageError: no such form, a letterhead that is none, or a layer of no work.
    """
    if form == "gpkg":
        return _layers(store, document)
    outline = _outline(store, document) if form in SIGNED else None
    return render(document, form, lang, letterhead, outline=outline, spell=spell)


def _outline(store: Store, document: Plan) -> Outline:
    from mocgioi.analysis.lines.outline import outline

    as_of = document["as_of"]
    with store.reading() as connection:
        known = commits.known(connection, document["known_at"]).number
        communes = reading.read_items(connection, Commune, as_of=as_of, known_at=known)
        pieces = reading.read_items(connection, BoundaryPiece, as_of=as_of, known_at=known)
    return outline(in_border_order(communes), in_border_order(pieces))


def _layers(store: Store, document: Plan) -> bytes:
    """Return works and the markers they serve as a GeoPackage: two layers, EPSG:4326."""
    if not document["works"]:
        raise UsageError(
            "Kế hoạch không có công trình nào để vẽ.", "The plan has no work that could be drawn."
        )
    from shapely import MultiLineString, Point, to_wkb

    with store.reading() as connection:
        known = commits.known(connection, document["known_at"]).number
        entries = reading.read_markers(connection, as_of=document["as_of"], known_at=known)
    rows = layers.marker_rows(document)
    places = [entries[str(row["number"])].position for row in rows]
    lines = [to_wkb(MultiLineString(lines)) for lines in layers.work_lines(document)]
    points = [place and to_wkb(Point(place[:2])) for place in places]
    return geopackage(
        flat(layers.WORKS, layers.work_rows(document), layers.KINDS, lines, "MultiLineString"),
        flat(layers.MARKERS, rows, layers.KINDS, points, "Point"),
    )
