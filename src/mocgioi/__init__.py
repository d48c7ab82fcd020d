"""mocgioi: border markers, and the access roads that lead to them.

Everything the command line does is here in Python::

    import mocgioi

    store = mocgioi.open("geo/langson.gpkg")
    store.figures.coverage(as_of="2023-12-31")["totals"]
"""

from __future__ import annotations

from mocgioi.typed import TYPE_CHECKING, Any
from mocgioi.version import VERSION

if TYPE_CHECKING:
    from mocgioi.tracker import create as create
    from mocgioi.tracker import demo as demo
    from mocgioi.tracker import open as open

__version__ = VERSION
__all__ = ["__version__", "create", "demo", "open"]


def __getattr__(name: str) -> Any:
    if name in ("create", "demo", "open"):
        from mocgioi import tracker

        return getattr(tracker, name)
    raise AttributeError(f"module 'mocgioi' has no attribute {name!r}")
