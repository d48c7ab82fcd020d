"""Programmes that were made at the desk and kept: files beside the store, called as people say.

Each is the document that ``mocgioi plan -o plan.json`` writes, so that the command line, the map
and the report take it from here as well.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.desk.tray import apart, safe_name
from mocgioi.errors import UnreadableInput

if TYPE_CHECKING:
    from mocgioi.documents.plan import Plan

_ENDING = ".json"


class KeptPlan(NamedTuple):
    """A programme that was kept.

    Attributes:
        name: what people call it; that of its file without the ending.
        path: the file. document: ``mocgioi.plan/1``.
        made_at: when the file was written, seconds since 1970.
    """

    name: str
    path: Path
    document: Plan
    made_at: float


class Plans:
    """The programmes kept beside a store."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def all(self) -> list[KeptPlan]:
        """Return every programme in the folder, the newest first; other files are left alone."""
        kept = (self._read(path) for path in self._files())
        return sorted((plan for plan in kept if plan is not None), key=lambda plan: -plan.made_at)

    def of(self, name: str) -> KeptPlan | None:
        """Return the programme of a name, if it is there; no name leads out of the folder."""
        for path in self._files():
            if path.stem == name:
                return self._read(path)
        return None

    def keep(self, document: Plan, called: str) -> KeptPlan:
        """Keep a programme under a name, or one like it where that is taken.

        Raises:
            CannotWrite: the folder or the file cannot be written.
        """
        import json

        from mocgioi.tracker.writing import folder_of, write_whole

        taken = [path.name for path in self._files()]
        path = folder_of(self.folder) / apart(safe_name(f"{called}{_ENDING}"), taken)
        write_whole(path, f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode())
        return KeptPlan(path.stem, path, document, path.stat().st_mtime)

    def remove(self, plan: KeptPlan) -> None:
        """Take a programme away, and the folder with the last."""
        plan.path.unlink(missing_ok=True)
        if self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()

    def _files(self) -> list[Path]:
        if not self.folder.is_dir():
            return []
        return [path for path in self.folder.iterdir() if path.suffix.lower() == _ENDING]

    @staticmethod
    def _read(path: Path) -> KeptPlan | None:
        from mocgioi.tracker.plan_files import plan_in

        try:
            return KeptPlan(path.stem, path, plan_in(path), path.stat().st_mtime)
        except (UnreadableInput, OSError):
            return None
