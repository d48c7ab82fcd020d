"""The tray (khay): files that were dropped on the desk, kept until somebody dealt with them.

They lie in a folder beside the store, a folder for each drop, so that closing the browser or a
power cut loses none. What a sender calls a file becomes a name that is safe on every system; of a
folder that was dropped the folders in it stay, for photographs belong to the file beside them.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any, NamedTuple

_ID = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")
_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')
_LONGEST_NAME = 120
_LONGEST_BYTES = 240
"""Of a name as most file systems keep it: 255 bytes at most, less what stands beside it."""
_DEEPEST = 8

_ASIDE, _TAKEN = "da-cat", "da-nhap"
"""Folders in that of the tray: what was put away, and what is known of files that were taken in."""

AWAY = "away"
"""Note of a drop that was put away: ``by`` whom, and ``at`` when (UTC)."""

POST = "post"
"""Note of a drop that somebody of a post handed in: its code."""

BECAME = "became"
"""Note of what was taken in: of each file ``file outcome batch by at``, in their order."""


class Drop(NamedTuple):
    """Files that were dropped together.

    Attributes:
        id: its name. folder: where its files lie, and nothing else.
        files: their paths in it, ``/`` between, safe on every system.
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

    def put(
        self,
        files: list[tuple[str, IO[bytes]]],
        *,
        by: str,
        post: str | None = None,
        saved: Sequence[float] = (),
    ) -> Drop:
        """Keep files that were dropped together, under names that are safe.

        Args:
            files: what each was called, folders before it and ``/`` between, and its content.
            by: who drops them. post: code of the post whose sector is their part.
            saved: when each was last saved where it came from (Unix time), where that is known:
                what was decided after a sheet of decisions was saved stands.
        """
        now = datetime.now(UTC)
        id = _new_id(now)
        folder = self.folder / id
        folder.mkdir(parents=True, mode=0o700)
        names: list[str] = []
        for place, (called, content) in enumerate(files):
            name = apart(safe_path(called), names)
            (folder / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with (folder / name).open("wb") as target:
                shutil.copyfileobj(content, target)
            if place < len(saved) and 0 < saved[place] < now.timestamp():
                os.utime(folder / name, (saved[place], saved[place]))
            names.append(name)
        drop = Drop(id, folder, tuple(names), by, _instant(now), {POST: post} if post else {})
        self.note(drop)
        return drop

    def of(self, id: str) -> Drop | None:
        """Return a drop by its name, if it is there."""
        if not _ID.fullmatch(id):
            return None
        folder = self.folder / id
        try:
            facts = json.loads(self._facts_of(id).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return Drop(id, folder, tuple(facts["files"]), facts["by"], facts["at"], facts["notes"])

    def all(self) -> list[Drop]:
        """Return every drop that is there, oldest first."""
        if not self.folder.is_dir():
            return []
        drops = (self.of(facts.stem) for facts in sorted(self.folder.glob("*.json")))
        return [drop for drop in drops if drop is not None]

    def note(self, drop: Drop) -> None:
        """Write what is known of a drop."""
        facts = {"files": drop.files, "by": drop.by, "at": drop.at, "notes": drop.notes}
        written = self.folder / f"{drop.id}.new"
        written.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
        written.replace(self._facts_of(drop.id))

    @property
    def aside(self) -> Tray:
        """The drops that were put away; they are kept until somebody brings them back."""
        return Tray(self.folder / _ASIDE)

    @property
    def taken(self) -> Tray:
        """What is known of drops that were taken in; their files are in the store."""
        return Tray(self.folder / _TAKEN)

    def let_go(self, drop: Drop, files: Collection[str]) -> Drop | None:
        """Take away files that are in the store; return the rest of their drop, None: it is empty.

        They are gone for good: `put_aside` keeps what is in no store.
        """
        left = tuple(name for name in drop.files if name not in files)
        if not left:
            self.clear(drop)
            return None
        rest = drop._replace(files=left)
        self.note(rest)
        for name in drop.files:
            if name in files:
                (drop.folder / name).unlink(missing_ok=True)
        return rest

    def put_aside(self, drop: Drop, files: Collection[str], *, by: str) -> Drop | None:
        """Put files of a drop away, where they are kept; return the rest of it, None: it is empty.

        Args:
            by: who puts them away.
        """
        now = datetime.now(UTC)
        away = tuple(name for name in drop.files if name in files)
        if not away:
            return drop
        aside, id = self.aside, _new_id(now)
        kept = drop._replace(
            id=id,
            folder=aside.folder / id,
            files=away,
            notes={**drop.notes, AWAY: {"by": by, "at": _instant(now)}},
        )
        _carry(drop, kept)
        aside.note(kept)
        return self.let_go(drop, away)

    def bring_back(self, kept: Drop) -> Drop:
        """Put a drop that was put away on the tray again."""
        id = _new_id(datetime.now(UTC))
        notes = {name: note for name, note in kept.notes.items() if name != AWAY}
        drop = kept._replace(id=id, folder=self.folder / id, notes=notes)
        _carry(kept, drop)
        self.note(drop)
        self.aside.clear(kept)
        return drop

    def tell_taken(self, drop: Drop, became: Sequence[dict[str, Any]]) -> None:
        """Keep what became of files of a drop that were taken in; see `BECAME`."""
        taken = self.taken
        before = taken.of(drop.id)
        entries = [*(before.notes[BECAME] if before is not None else ()), *became]
        if not entries:
            return
        taken.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        names = tuple(dict.fromkeys(entry["file"] for entry in entries))
        taken.note(drop._replace(files=names, notes={BECAME: entries}))

    def clear(self, drop: Drop) -> None:
        """Take a drop away, with its files."""
        self._facts_of(drop.id).unlink(missing_ok=True)
        shutil.rmtree(drop.folder, ignore_errors=True)
        if self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def _facts_of(self, id: str) -> Path:
        return self.folder / f"{id}.json"


def _new_id(now: datetime) -> str:
    return f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"


def _instant(now: datetime) -> str:
    return f"{now:%Y-%m-%dT%H:%M:%S}Z"


def _carry(drop: Drop, to: Drop) -> None:
    """Copy the files of `to` from where they lie in a drop, with when they were saved."""
    for name in to.files:
        (to.folder / name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copy2(drop.folder / name, to.folder / name)


def safe_path(called: str) -> str:
    """Return where a file may lie here: its safe name, in the folders it came in.

    >>> safe_path("tuần 48/../Pò Mã/a.xlsx"), safe_path("C:\\\\week\\\\a.xlsx"), safe_path("/etc/x")
    ('tuần 48/Pò Mã/a.xlsx', 'a.xlsx', 'etc/x')
    """
    *folders, name = called.split("/")
    kept = [safe_name(folder) for folder in folders if folder.strip(" .")]
    return "/".join([*kept[-_DEEPEST:], safe_name(name)])


def safe_name(called: str) -> str:
    """Return what a file may be called here: its last name, without what a system refuses.

    >>> safe_name("../../etc/phiếu\\u202e.xlsx")
    'phiếu_.xlsx'
    >>> safe_name("con")
    '_con'
    """
    name = re.split(r"[/\\]", called)[-1].encode("utf-8", "replace").decode("utf-8")
    name = unicodedata.normalize("NFC", name)
    name = _UNFIT.sub("_", name).strip(" .") or "tep"
    if re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name, re.IGNORECASE):
        name = f"_{name}"
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        stem, dot, ending = name, "", ""
    stem = stem[: _LONGEST_NAME - len(dot + ending)]
    while len((stem + dot + ending).encode()) > _LONGEST_BYTES:
        stem = stem[:-1]
    return stem + dot + ending


def apart(path: str, taken: list[str]) -> str:
    """Return a path that is not taken, neither by a file nor by a folder, as systems compare."""
    files = {other.casefold() for other in taken}
    folders = {str(up) for other in files for up in PurePosixPath(other).parents}
    if any(str(up).casefold() in files for up in PurePosixPath(path).parents):
        path = PurePosixPath(path).name
    place, slash, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".") if "." in name else (name, "", "")
    number = 1
    while path.casefold() in files | folders:
        number += 1
        path = f"{place}{slash}{stem} ({number}){dot}{ending}"
    return path
