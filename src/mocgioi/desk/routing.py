"""All addresses of the desk: those of every module of its views."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule

from mocgioi.desk import views
from mocgioi.desk.routes import Route


def all_routes() -> list[Route]:
    """Return the routes of every module of `mocgioi.desk.views`: each has its ``ROUTES``."""
    names = sorted(module.name for module in iter_modules(views.__path__))
    modules = (import_module(f"{views.__name__}.{name}") for name in names)
    return [route for module in modules for route in module.ROUTES]


@cache
def desk_map() -> Map:
    """Return Werkzeug's map of all addresses; an endpoint is the route itself."""
    rules: list[Any] = [
        Rule(route.path, methods=[route.method], endpoint=route, strict_slashes=False)
        for route in all_routes()
    ]
    return Map(rules, redirect_defaults=False, merge_slashes=False)


def page_at(path: str) -> Route | None:
    """Return the route that shows a page at an address, if any does."""
    try:
        route, _ = desk_map().bind("desk").match(path, "GET")
    except HTTPException:
        return None
    assert isinstance(route, Route)
    return route
