"""Papers and photographs of a marker, as files: minutes, datasheet, pictures small and whole."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Any

from werkzeug.exceptions import NotFound

from mocgioi.desk import paths
from mocgioi.desk.routes import Route
from mocgioi.desk.views.marker import card, document_of
from mocgioi.desk.work import markers as work
from mocgioi.errors import Text
from mocgioi.outputs import wording

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit

_SHA256 = re.compile(r"[0-9a-f]{64}")
_DRAWING = threading.Lock()
"""One process at a time makes photographs small."""

_MINUTES = Text("Dự thảo biên bản mốc {}", "Draft minutes of marker {}")
_DATASHEET = Text("Lý lịch mốc {}", "Datasheet of marker {}")
_SMALL = Text("Thu nhỏ ảnh", "Make photographs small")
_NOT_SENT = Text("Chưa chọn tệp cần lập.", "Choose which paper to make.")

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PAPERS: dict[str, tuple[Text, str, str]] = {
    "minutes": (_MINUTES, "bien-ban-moc-{}.docx", _DOCX),
    "pdf": (_DATASHEET, "ly-lich-moc-{}.pdf", "application/pdf"),
    "docx": (_DATASHEET, "ly-lich-moc-{}.docx", _DOCX),
}
"""By what is asked for: its title, name as a file, and media type."""


def make_paper(visit: Visit, number: str) -> Response:
    """Begin to make the minutes or the datasheet of a marker."""
    document = document_of(visit, number)
    asked = visit.form.get("paper", "")
    if asked not in _PAPERS:
        return card(visit, document, fault=_NOT_SENT.to(visit.lang), of="paper", status=400)
    title = Text(*(words.format(document["number"]) for words in _PAPERS[asked][0]))
    path = paths.marker(document["number"])
    args: dict[str, Any] = {} if asked == "minutes" else {"form": asked}
    return visit.begin(
        work.minutes if asked == "minutes" else work.datasheet,
        title,
        then=f"{path}?made={asked}:{{job}}#made",
        back=path,
        store=visit.desk.store,
        number=document["number"],
        lang=visit.lang,
        **args,
    )


def paper(visit: Visit, number: str, kind: str, job: str) -> Response:
    """Give a paper that was made of a marker."""
    document = document_of(visit, number)
    done = visit.job(job)
    if kind not in _PAPERS or done.state != "done" or not isinstance(done.result, bytes):
        raise NotFound
    _, name, media_type = _PAPERS[kind]
    return visit.file(done.result, name.format(document["number"].replace("/", "-")), media_type)


def thumbnail(visit: Visit, number: str, sha256: str) -> Response:
    """Give a photograph of the marker made small."""
    document = document_of(visit, number)
    own = [photo["sha256"] for photo in document["photos"]]
    if not _SHA256.fullmatch(sha256) or sha256 not in own:
        raise NotFound
    made = visit.desk.made
    with _DRAWING:
        content = made.content("photo", sha256)
        if content is None:
            lacking = [
                (sha, made.place("photo", sha)) for sha in own if made.content("photo", sha) is None
            ]
            visit.ask(work.thumbnails, _SMALL, photos=lacking)
            content = made.content("photo", sha256)
    if not content:
        raise NotFound
    response = visit.file(content, f"{sha256[:8]}.jpg", "image/jpeg")
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response


def photograph(visit: Visit, number: str, sha256: str) -> Response:
    """Give a photograph of the marker as it came."""
    document = document_of(visit, number)
    shown = next((photo for photo in document["photos"] if photo["sha256"] == sha256), None)
    if shown is None:
        raise NotFound
    name = wording.one_line(shown["name"]).replace("/", "_").replace("\\", "_")
    content = visit.tracker.photos.content(sha256)
    return visit.file(content, name, "application/octet-stream")


ROUTES = [
    Route("POST", "/marker/<path:number>/paper", make_paper, "read", in_sector=True),
    Route("GET", "/marker/<path:number>/paper/<kind>/<job>", paper, "read", in_sector=True),
    Route("GET", "/marker/<path:number>/small/<sha256>", thumbnail, "read", in_sector=True),
    Route("GET", "/marker/<path:number>/photo/<sha256>", photograph, "read", in_sector=True),
]
