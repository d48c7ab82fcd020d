"""The first page: the figure, what waits, what came in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.desk.routes import Route

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit


def show(visit: Visit) -> Response:
    """Show where things stand."""
    return visit.page("start.html", status=200, figures=visit.tracker.figures.status())


ROUTES = [Route("GET", "/", show, "read")]
