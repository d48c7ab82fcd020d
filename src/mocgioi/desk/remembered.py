"""What people at a desk want remembered from one day to the next: a letterhead, last choices.

It lies in a small file of JSON beside the store. None of it is data of the store: a file that
is gone or damaged only means that fields begin empty.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mocgioi.tracker.writing import write_whole

_WRITING = threading.Lock()
"""Two requests that remember something at once do not undo each other."""


class Remembered:
    """What is remembered at the desk of one store, by the name of what it belongs to."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, name: str) -> dict[str, Any]:
        """Return what was remembered under a name; nothing where nothing was."""
        values = self._all().get(name)
        return values if isinstance(values, dict) else {}

    def put(self, name: str, values: Mapping[str, Any]) -> None:
        """Remember values, JSON of any depth, in place of what was under that name.

        Raises:
            CannotWrite: the folder of the store cannot be written.
        """
        with _WRITING:
            known = self._all()
            if known.get(name) == values:
                return
            text = json.dumps({**known, name: dict(values)}, ensure_ascii=False, indent=1)
            write_whole(self._path, text.encode())

    def _all(self) -> dict[str, Any]:
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return known if isinstance(known, dict) else {}
