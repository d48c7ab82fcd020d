"""The map: the page of `tracker.maps` itself, in a frame of its own, drawn anew as data come in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from werkzeug.exceptions import NotFound

from mocgioi.desk import guard
from mocgioi.desk.routes import Route
from mocgioi.desk.work import maps as work
from mocgioi.errors import Text
from mocgioi.outputs.audience import Audience
from mocgioi.tracker.moments import today

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit

_DRAWING = Text("Vẽ bản đồ", "Draw the map")
_TAKEN = Text(
    "Đã gửi {} tệp vào khay nhập số liệu.", "{} files lie on the tray, ready to be taken in."
)
_NO_FILES = Text("Không có tệp nào.", "There was no file.")

_HEAD = re.compile(r"[0-9a-f]{8}|none")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Drawn(NamedTuple):
    """Which map: the head of the store it was drawn from, and the day it is of."""

    head: str
    day: str

    @property
    def path(self) -> str:
        """The address of the page itself."""
        return f"/map/page/{self.head}/{self.day}"


def _audience(visit: Visit) -> Audience:
    """Return what the person's map has: a post's has what its kit has."""
    return "full" if visit.person.post is None else "internal"


def _key(visit: Visit, which: Drawn) -> tuple[object, ...]:
    """Return by what a map is kept: nobody is given one that was drawn for others."""
    return ("map", *which, visit.lang, _audience(visit), visit.person.post)


def _last_key(visit: Visit) -> tuple[object, ...]:
    return ("last map", visit.lang, _audience(visit), visit.person.post)


def _now(visit: Visit) -> Drawn:
    """Return which map there should be now."""
    return Drawn(visit.tracker.head or "none", today())


def _there(visit: Visit) -> Drawn | None:
    """Return the map that there is: of now, else the last one that was drawn."""
    now = _now(visit)
    if visit.desk.made.content(*_key(visit, now)) is not None:
        return now
    last = visit.desk.made.content(*_last_key(visit))
    if last is None:
        return None
    head, _, day = last.decode().partition(" ")
    drawn = Drawn(head, day)
    return drawn if visit.desk.made.content(*_key(visit, drawn)) is not None else None


def show(visit: Visit) -> Response:
    """Show the map in its frame; where none was drawn yet, the press that draws it."""
    drawn, now = _there(visit), _now(visit)
    answer = visit.page("map/map.html", drawn=drawn, is_current=drawn == now, now=now)
    answer.headers.update(guard.OF_MAP)
    return answer


def tell(visit: Visit) -> Response:
    """Tell the script of the page which map there should be, and where the one that is lies."""
    drawn, now = _there(visit), _now(visit)
    return visit.json({"now": now.path, "drawn": drawn.path if drawn else None})


def draw(visit: Visit) -> Response:
    """Begin to draw the map as the store stands."""
    now = _now(visit)
    made = visit.desk.made
    made.place(*_last_key(visit)).write_text(" ".join(now), encoding="utf-8")
    begun = visit.begin(
        work.draw,
        _DRAWING,
        writes=False,
        then="/map",
        back="/map",
        store=visit.desk.store,
        to=made.place(*_key(visit, now)),
        day=now.day,
        lang=visit.lang,
        audience=_audience(visit),
        post=visit.person.post,
    )
    if visit.form.get("by") == "script":
        return visit.json({"working": begun.headers["Location"]})
    return begun


def page(visit: Visit, head: str, day: str) -> Response:
    """Give a map that was drawn for this person; with ``?save=1`` as a file."""
    if not (_HEAD.fullmatch(head) and _DAY.fullmatch(day)):
        raise NotFound
    content = visit.desk.made.content(*_key(visit, Drawn(head, day)))
    if content is None:
        raise NotFound
    if visit.asked.get("save"):
        return visit.file(content, f"ban-do-{day}.html", "text/html; charset=utf-8")
    answer = visit.carried(content)
    answer.headers.update(guard.OF_MAP)
    return answer


def hand_in(visit: Visit) -> Response:
    """Put the files of surveys that were filled in on the map on the tray."""
    sent = visit.request.files.getlist("files")
    if not sent:
        return visit.json({"said": _NO_FILES.to(visit.lang), "path": None})
    drop = visit.desk.tray.put(
        [(file.filename or "phieu", file.stream) for file in sent],
        by=visit.person.name,
        post=visit.person.post,
    )
    said = _TAKEN.to(visit.lang).format(len(drop.files))
    path = f"/take-in/{drop.id}" if visit.person.may("take_in") else None
    return visit.json({"said": said, "path": path, "taken": True})


ROUTES = [
    Route("GET", "/map", show, "read", in_sector=True),
    Route("GET", "/map/now", tell, "read", in_sector=True),
    Route("POST", "/map/draw", draw, "read", in_sector=True),
    Route("GET", "/map/page/<head>/<day>", page, "read", in_sector=True),
    Route("POST", "/map/hand-in", hand_in, "hand_in", in_sector=True),
]
