"""A store by the place that a person names: a file, or an address on a server.

What speaks to a server is loaded only where one is named.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mocgioi.store.explaining import FilePath
from mocgioi.store.handle import Store

_ADDRESSES = ("postgresql:", "postgres:")


def is_address(place: FilePath) -> bool:
    """Say whether a place is on a server, and no file.

    >>> is_address("postgresql://host/langson"), is_address("geo/langson.gpkg")
    (True, False)
    """
    return str(place).lower().startswith(_ADDRESSES)


def store_at(
    place: FilePath, waiting: Callable[[], None] = lambda: None, *, author: str | None = None
) -> Store:
    """Return the store at a place; `waiting` and `author` as for `Store`.

    Raises:
        UsageError: an address on a server that is none, or holds a password.
        CannotWrite: what speaks to a server is not installed.
    """
    if is_address(place):
        from mocgioi.store.server.handle import ServerStore

        return ServerStore(str(place), waiting, author=author)
    return Store(place, waiting, author=author)


def create_at(
    place: FilePath, *, styles: Mapping[str, str] | None = None, author: str | None = None
) -> Store:
    """Make an empty store at a place; `styles` and `author` as for `Store.create`.

    Raises:
        CannotWrite: something is there already, or nothing can be written there.
    """
    if is_address(place):
        from mocgioi.store.server.handle import ServerStore

        return ServerStore.create(str(place), styles=styles, author=author)
    return Store.create(place, styles=styles, author=author)


def fill_at(place: FilePath, source: Store) -> Store:
    """Make a store at a place with all that another one holds, and return it.

    Raises:
        CannotWrite: something is there already, or nothing can be written there.
        NotAStore: `source` is not sound.
    """
    if is_address(place):
        from mocgioi.store.server.handle import ServerStore

        source.refuse_faults()
        on_server = ServerStore(str(place))
        on_server.fill(source)
        return on_server
    source.backup(place)
    made = Store(place)
    made.refuse_faults()
    return made
