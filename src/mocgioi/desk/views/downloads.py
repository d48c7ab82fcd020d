"""Files that long work made: the page that hands one over, and the file itself."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from mocgioi.desk.downloads import Download
from mocgioi.desk.guard import Refused
from mocgioi.desk.routes import Route
from mocgioi.desk.visit import GONE
from mocgioi.outputs.wording import number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit
    from mocgioi.errors import Language

_MB = 1_000_000
_PIECE = 256 * 1024


def show(visit: Visit, id: str) -> Response:
    """Hand a file over: the browser saves it at once, and the page says so."""
    made = _made(visit, id)
    return visit.page(
        "download/download.html",
        id=id,
        name=made.path.name,
        size=_size(made.path.stat().st_size, visit.lang),
        remarks=made.remarks,
        back=visit.job(id).back,
    )


def _size(size_bytes: int, lang: Language) -> str:
    if size_bytes >= _MB:
        return f"{number(size_bytes / _MB, lang, 1)} MB"
    return f"{number(max(1, round(size_bytes / 1000)), lang)} kB"


def give(visit: Visit, id: str) -> Response:
    """Give the file."""
    path = _made(visit, id).path
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    answer = visit.file(b"", path.name, kind)
    # Piece by piece: kits of all posts are larger than all that the desk keeps in mind.
    answer.content_length = path.stat().st_size
    answer.response = _pieces(path)
    return answer


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _made(visit: Visit, id: str) -> Download:
    made = visit.job(id).result
    if not isinstance(made, Download) or not made.path.is_file():
        raise Refused(404, GONE)
    return made


ROUTES = [
    Route("GET", "/download/<id>", show, "read", in_sector=True),
    Route("GET", "/download/<id>/file", give, "read", in_sector=True),
]
