"""The manual, as the command line makes it: one page of its own, for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.desk.routes import Route

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit


def show(visit: Visit) -> Response:
    """Give the manual, opening in the person's language."""
    return visit.carried(visit.desk.manual(visit.lang))


ROUTES = (Route("GET", "/manual", show, "read", in_sector=True),)
