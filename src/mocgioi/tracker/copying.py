"""A store moved whole from one place to another: file or server, whichever way."""

from __future__ import annotations

from mocgioi.store.explaining import FilePath
from mocgioi.store.handle import Store
from mocgioi.store.opening import fill_at, store_at


def copy(source: FilePath, target: FilePath) -> Store:
    """Copy a store to a place where nothing stands, and return the copy.

    All of it: ledger, layers, photographs, styles. What came to stand there is looked at; where
    it is not what was copied, nothing stands there.

    Args:
        source, target: each a file, or an address on a server.

    Raises:
        CannotWrite: something is at the target, or it cannot be written.
        NotAStore: there is no sound store at the source.
    """
    return fill_at(target, store_at(source))
