"""The starters beside a store: what is double-clicked to open its desk, and each week."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from mocgioi.outputs.starters import STARTERS, linux_icon, linux_starter, windows_starter
from mocgioi.tracker.writing import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from mocgioi.errors import Language


def write_starters(store: Path, lang: Language) -> None:
    """Put what is double-clicked beside a store; it tries this very Python first.

    Raises:
        CannotWrite: the folder cannot be written.
    """
    for starter in STARTERS:
        python = sys.executable
        for name, content, mode in (
            (
                starter.windows_file,
                windows_starter(starter, store=store.name, python=python, lang=lang),
                0o644,
            ),
            (
                starter.linux_file,
                linux_starter(starter, store=store.name, python=python, lang=lang),
                0o755,
            ),
            (starter.icon_file, linux_icon(starter), 0o755),
        ):
            path = store.parent / name
            write_whole(path, content)
            path.chmod(mode)
