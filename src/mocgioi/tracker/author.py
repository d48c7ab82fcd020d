"""Who records or decides something."""

from __future__ import annotations

from mocgioi.typed import Protocol


class InTheNameOf(Protocol):
    """What is written in somebody's name: a store that was opened so, a transaction of it."""

    @property
    def author(self) -> str | None:
        """Who writes; None where nobody said."""


def author(named: str | None, written: InTheNameOf) -> str:
    """Return who is named, else in whose name it is written, else who sits at the machine.

    ``?`` where the machine has no name for them.
    """
    return named or written.author or at_the_machine()


def at_the_machine() -> str:
    """Return by which name the machine knows who sits at it; ``?`` where it has none."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
