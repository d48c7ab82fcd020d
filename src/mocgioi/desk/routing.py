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


@cache
def _paths() -> Map:
    """Return the map of all paths, whatever is asked of them; an endpoint is the path itself."""
    paths = sorted({route.path for route in all_routes()})
    rules = [Rule(path, endpoint=path, strict_slashes=False) for path in paths]
    return Map(rules, redirect_defaults=False, merge_slashes=False)


@cache
def _shown() -> frozenset[str]:
    return frozenset(route.path for route in all_routes() if route.method == "GET")


def page_of(address: str) -> str | None:
    """Return the page from which is pressed what an address does; None: it does nothing.

    Where a form was refused, its address stays in the browser, and people come back to it.
    """
    if not _is_pressed(address):
        return None
    while address:
        address = address.rpartition("/")[0]
        if address and page_at(address) is not None and not _is_pressed(address):
            return address
    return "/"


def _is_pressed(address: str) -> bool:
    """Say whether only a form is sent to an address."""
    try:
        path, _ = _paths().bind("desk").match(address, "GET")
    except HTTPException:
        return False
    return path not in _shown()


def page_at(path: str) -> Route | None:
    """Return the route that shows a page at an address, if any does."""
    try:
        route, _ = desk_map().bind("desk").match(path, "GET")
    except HTTPException:
        return None
    assert isinstance(route, Route)
    return route
