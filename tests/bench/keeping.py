"""Where a table goes that was measured: to the terminal, and where asked for into the manual."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence

from mocgioi.outputs.manual import FOLDER

MEASURED = FOLDER / "measured"
"""The tables as the manual's page *How fast* has them, one file each."""


def machine() -> str:
    """Return what it was measured on."""
    cores = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    return f"{cores}, Python {platform.python_version()}"


def tell(lines: Sequence[str], name: str, *, keep: bool) -> None:
    """Print a table; where it is to be kept, write it over the one of that name in the manual.

    Raises:
        FileNotFoundError: no page of the manual has a table of that name.
    """
    text = "\n".join(lines) + "\n"
    sys.stdout.write(text)
    sys.stdout.flush()
    if keep:
        path = MEASURED / f"{name}.md"
        path.stat()
        path.write_text(text, encoding="utf-8", newline="\n")
