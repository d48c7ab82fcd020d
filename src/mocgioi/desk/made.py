"""Files that were made at the desk for somebody to take away."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class MadeFile(NamedTuple):
    """A file that long work made.

    Attributes:
        path: where it lies, in a folder of `Desk.room`; its name is the one it is saved under.
        remarks: what whoever takes it has to know, in their language.
    """

    path: Path
    remarks: tuple[str, ...] = ()


def made_in(room: Path, name: str, content: bytes | str, remarks: tuple[str, ...] = ()) -> MadeFile:
    """Write a file into a room, and return it."""
    path = room / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return MadeFile(path, remarks)
