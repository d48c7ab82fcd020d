"""The text of a file in which no table is found, so that what it says is not lost with it."""

from __future__ import annotations

import contextlib
from pathlib import Path

from mocgioi.errors import UnreadableInput
from mocgioi.sources import kinds
from mocgioi.sources.boundary import answering_for
from mocgioi.sources.text import lines_of


def lines_in(path: Path) -> list[str]:
    """Return the lines of a text file, or the paragraphs of a document; of any other file none."""
    with contextlib.suppress(UnreadableInput), answering_for(path.name):
        kind = kinds.kind_of(path)
        if kind == "docx":
            from mocgioi.sources.docx import paragraphs

            return paragraphs(path)
        if kind == "csv":
            kinds.too_large(path)
            lines, _ = lines_of(path)
            return [line.strip() for line in lines() if line.strip()]
    return []
