"""A programme of new roads as a file: its papers with the store's sketch, and its layers."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi.domain.line import BoundaryPiece, in_border_order
from mocgioi.domain.register import Commune
from mocgioi.errors import HINT, Hint, Language, Speller, UsageError, plainly
from mocgioi.outputs.plan import layers, render
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
        return plan_layers(document)
    outline = _outline(store, document) if form == "docx" else None
    return render(document, form, lang, letterhead, outline=outline, spell=spell)


def _outline(store: Store, document: Plan) -> Outline:
    from mocgioi.analysis.lines.outline import outline

    as_of = document["as_of"]
    with store.reading() as connection:
        known = commits.known(connection, document["known_at"]).number
        communes = reading.read_items(connection, Commune, as_of=as_of, known_at=known)
        pieces = reading.read_items(connection, BoundaryPiece, as_of=as_of, known_at=known)
    return outline(in_border_order(communes), in_border_order(pieces))


def plan_layers(document: Plan) -> bytes:
    """Return the works and the markers they serve as a GeoPackage: two layers, EPSG:4326.

    A marker stands where the road to it ends; a marker that the lines do not name has no place
    of its own in a programme, so it is joined to the work that serves it by the number.

    Raises:
        UsageError: there is no work, so no layer.
    """
    if not document["works"]:
        raise UsageError(
            f"Không có công trình nào để vẽ. Xem lý do: {HINT}.",
            f"There is no work to draw. To see why: {HINT}.",
            hints=[Hint("plan")],
        )
    raise NotImplementedError
