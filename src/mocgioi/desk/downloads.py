"""Files that were made at the desk for somebody to take away."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Download(NamedTuple):
    """A file that long work made.

    Attributes:
        path: where it lies (`Desk.folder_for_results`), under the name that it is saved by.
        remarks: what whoever takes it has to know, in their language.
    """

    path: Path
    remarks: tuple[str, ...] = ()


def download_of(
    folder: Path, name: str, content: bytes | str, remarks: tuple[str, ...] = ()
) -> Download:
    """Write a file into a folder, and return it."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return Download(path, remarks)
