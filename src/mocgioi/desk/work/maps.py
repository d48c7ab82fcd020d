"""Maps drawn for the desk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi import tracker
from mocgioi.errors import Language
from mocgioi.outputs.audience import Audience

if TYPE_CHECKING:
    from mocgioi.desk.jobs import Steps
    from mocgioi.store.explaining import FilePath


def draw(
    steps: Steps,
    *,
    store: FilePath,
    to: Path,
    day: str,
    lang: Language,
    audience: Audience,
    post: str | None,
) -> None:
    """Draw the map of a store as a page, to a file.

    Args:
        to: where to. day: as of which (ISO). post: code of the post whose sector alone is drawn.
    """
    page = tracker.open(store, by=None).maps.page(
        as_of=day, lang=lang, audience=audience, post=post
    )
    written = to.with_suffix(".new")
    written.write_text(page, encoding="utf-8")
    written.replace(to)
