"""Verbs that ask the store for several things, one after another."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from mocgioi.store.handle import Store

_P = ParamSpec("_P")
_T = TypeVar("_T")


def on_one_connection(
    verb: Callable[Concatenate[Store, _P], _T],
) -> Callable[Concatenate[Store, _P], _T]:
    """Have what a verb reads of its store be read on one connection; see `Store.kept_open`."""

    @wraps(verb)
    def on_one(store: Store, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        with store.kept_open():
            return verb(store, *args, **kwargs)

    return on_one
