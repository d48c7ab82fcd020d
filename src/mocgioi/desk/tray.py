"""The tray (khay): files that were dropped on the desk, kept until somebody dealt with them.

They lie in a folder beside the store, a folder for each drop, so that closing the browser or a
power cut loses none. What a file is called by its sender is kept beside it and never becomes a
path.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, NamedTuple

_FACTS = "drop.json"
_ID = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")
_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_LONGEST_NAME = 120


class Drop(NamedTuple):
    """Files that were dropped together.

    Attributes:
        id: its name. folder: where its files lie.
        files: their names, safe as names of files on every system.
        by: who dropped them; at: when (UTC).
        notes: what was chosen about them meanwhile, by the views that deal with them.
    """

    id: str
    folder: Path
    files: tuple[str, ...]
    by: str
    at: str
    notes: dict[str, Any]


class Tray:
    """The drops beside a store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, files: list[tuple[str, IO[bytes]]], *, by: str) -> Drop:
        """Keep files that were dropped together, under names that are safe.

        Args:
            files: what each was called, and its content.
        """
        now = datetime.now(UTC)
        id = f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"
        folder = self.folder / id
        folder.mkdir(parents=True, mode=0o700)
        names: list[str] = []
        for called, content in files:
            name = apart(safe_name(called), names)
            with (folder / name).open("wb") as target:
                shutil.copyfileobj(content, target)
            names.append(name)
        drop = Drop(id, folder, tuple(names), by, f"{now:%Y-%m-%dT%H:%M:%S}Z", {})
        self.note(drop)
        return drop

    def of(self, id: str) -> Drop | None:
        """Return a drop by its name, if it is there."""
        if not _ID.fullmatch(id):
            return None
        folder = self.folder / id
        try:
            facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return Drop(id, folder, tuple(facts["files"]), facts["by"], facts["at"], facts["notes"])

    def all(self) -> list[Drop]:
        """Return every drop that is there, oldest first."""
        if not self.folder.is_dir():
            return []
        drops = (self.of(folder.name) for folder in sorted(self.folder.iterdir()))
        return [drop for drop in drops if drop is not None]

    def note(self, drop: Drop) -> None:
        """Write what is known of a drop."""
        facts = {"files": drop.files, "by": drop.by, "at": drop.at, "notes": drop.notes}
        written = drop.folder / f"{_FACTS}.new"
        written.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
        written.replace(drop.folder / _FACTS)

    def clear(self, drop: Drop) -> None:
        """Take a drop away, with its files."""
        shutil.rmtree(drop.folder, ignore_errors=True)
        if self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()


def safe_name(called: str) -> str:
    """Return what a file may be called here: its last name, without what a system refuses.

    >>> safe_name("../../etc/phiếu\\u202e.xlsx")
    'phiếu_.xlsx'
    >>> safe_name("con")
    '_con'
    """
    name = re.split(r"[/\\]", called)[-1]
    name = _UNFIT.sub("_", name).strip(" .") or "tep"
    if re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name, re.IGNORECASE):
        name = f"_{name}"
    if name == _FACTS:
        name = f"_{name}"
    stem, dot, ending = name.rpartition(".")
    if len(name) > _LONGEST_NAME and dot and len(ending) <= 10:
        return f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending}"
    return name[:_LONGEST_NAME]


def apart(name: str, taken: list[str]) -> str:
    """Return a name like the one given that is not taken, as systems compare them."""
    lower = {other.casefold() for other in taken}
    if name.casefold() not in lower:
        return name
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    number = 2
    while f"{stem} ({number}){dot}{ending}".casefold() in lower:
        number += 1
    return f"{stem} ({number}){dot}{ending}"
