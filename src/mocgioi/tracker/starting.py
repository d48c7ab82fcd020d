"""The starters beside a store: what is double-clicked to open its desk, and each week.

Of a store on a server they lie in the working folder, and open its address. A small file there
says which it is, so that naming the folder alone is enough.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from mocgioi.outputs.starters import STARTERS, linux_icon, linux_starter, windows_starter
from mocgioi.sources.gathering import ADDRESS, beside
from mocgioi.store.opening import is_address
from mocgioi.tracker.writing import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from mocgioi.errors import Language
    from mocgioi.store.handle import Store

_LONGEST = 2000


def write_starters(store: Store, lang: Language) -> list[Path]:
    """Put what is double-clicked beside a store; it tries this very Python first.

    Returns:
        Starters that were there and open something else than this store on a server: they stay.

    Raises:
        CannotWrite: the folder cannot be written.
    """
    left: list[Path] = []
    named = store.path.name if store.file is not None else store.place
    if store.file is None:
        note_address(store)
    for starter in STARTERS:
        python = sys.executable
        for name, content, mode in (
            (
                starter.windows_file,
                windows_starter(starter, store=named, python=python, lang=lang),
                0o644,
            ),
            (
                starter.linux_file,
                linux_starter(starter, store=named, python=python, lang=lang),
                0o755,
            ),
            (starter.icon_file, linux_icon(starter), 0o755),
        ):
            path = store.path.with_name(name)
            if store.file is None and _is_of_another(path, content):
                left.append(path)
                continue
            write_whole(path, content)
            path.chmod(mode)
    return left


def _is_of_another(path: Path, content: bytes) -> bool:
    """Say whether a starter stands there that is another one, whatever Python it tries."""
    if not path.is_file():
        return False
    opening = [line for line in content.splitlines() if b" --store " in line]
    return not set(opening) <= set(path.read_bytes().splitlines())


def note_address(store: Store) -> None:
    """Write down in the working folder that it belongs to a store on a server.

    Raises:
        CannotWrite: the folder cannot be written.
    """
    path, text = beside(store.path, ADDRESS), f"{store.place}\n".encode()
    if not path.is_file() or path.read_bytes() != text:
        write_whole(path, text)


def addresses_in(folder: Path) -> list[str]:
    """Return the stores on servers that a folder was used with, in the order of their names."""
    noted = []
    for path in sorted(folder.glob(f"*-{ADDRESS}")):
        with path.open(encoding="utf-8", errors="replace") as file:
            text = file.read(_LONGEST).strip()
        if is_address(text):
            noted.append(text)
    return noted
