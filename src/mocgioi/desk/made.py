"""Files that a desk makes for its pages: maps, small photographs. They are gone when it closes."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import threading
import weakref
from contextlib import suppress
from pathlib import Path

MOST = 400
"""Files that are kept; those that were not shown for longest go first."""


class Made:
    """A folder of files that are made once and shown many times."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._folder: Path | None = None

    @property
    def folder(self) -> Path:
        """Where they lie, made when it is first asked for."""
        with self._lock:
            if self._folder is None:
                self._folder = Path(tempfile.mkdtemp(prefix="mocgioi-"))
                weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            return self._folder

    def place(self, *key: object) -> Path:
        """Return where the file of a key lies, or is to be written."""
        name = hashlib.sha256(json.dumps(key).encode()).hexdigest()[:32]
        self._clear()
        return self.folder / name

    def content(self, *key: object) -> bytes | None:
        """Return the file of a key, None where it was not made."""
        place = self.place(*key)
        try:
            content = place.read_bytes()
        except OSError:
            return None
        with suppress(OSError):
            place.touch()
        return content

    def _clear(self) -> None:
        files = [path for path in self.folder.iterdir() if path.is_file()]
        if len(files) <= MOST:
            return
        with suppress(OSError):
            files.sort(key=lambda path: path.stat().st_mtime)
            for path in files[: len(files) - MOST]:
                path.unlink(missing_ok=True)
