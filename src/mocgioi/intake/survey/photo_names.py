"""Names of photographs: which a row names, and which marker a file is named for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from mocgioi.domain.marker import MarkerNumber
from mocgioi.intake.rows import values
from mocgioi.intake.rows.row import Row
from mocgioi.patterns import regex
from mocgioi.sources.album import Source, file_name, is_photo_name

_BETWEEN = regex(r"[;|\n]+|,(?=\s|\S{1,255}\.\w{3,4}\b)")
_LISTED = regex(r"[\"'](?:filename|media_file_basename)[\"']\s*:\s*[\"']([^\"']+)[\"']")
_COPY = regex(r"[\s_-]+\(?\d*\)?$")
_LONGEST_NAME = 255
"""Of a file or folder, on any disk; an archive may hold longer ones, which name no marker."""
_WORD = regex(r"(?:mốc|moc|m)?[\s_-]*(?=\d)", re.IGNORECASE)
_NAMED = regex(r"(\d{1,4}(?:/\d{1,2})?(?:\([123]\))?)[\s_(-]")


def photo_names(row: Row) -> tuple[tuple[str, str], ...]:
    """Return the photographs a row names: heading of the column, and the name as it stands."""
    named: dict[str, tuple[str, str]] = {}
    for place in row.columns.photo_places():
        text = values.text(row.raw.values[place]) if place < len(row.raw.values) else None
        if text is None:
            continue
        parts = _LISTED.findall(text) if text.startswith("[") else _BETWEEN.split(text)
        for part in map(str.strip, parts):
            if is_photo_name(part):
                key = PurePosixPath(file_name(part)).name.casefold()
                named.setdefault(key, (row.columns.header[place], part))
    return tuple(named.values())


def marker_meant(source: Source, known: Mapping[str, object]) -> str | None:
    """Return the known marker a file, or the innermost folder it is in, is named for."""
    path = PurePosixPath(source.path)
    for name in (path.stem, *reversed(path.parts[:-1])):
        if len(name) > _LONGEST_NAME:
            continue
        if word := _WORD.match(name):
            name = name[word.end() :]
        written = re.sub(r"(?<=\d)_(?=\d)", "/", name)
        head = _NAMED.match(written + " ")
        texts = (written, _COPY.sub("", written), _COPY.sub("", name), head[1] if head else "")
        for text in texts:
            try:
                number = str(MarkerNumber.parse(text.replace("_", " ")))
            except ValueError:
                continue
            if number in known:
                return number
    return None
