"""What a folder has of a kit that was made before: what may be replaced, and what not yet."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mocgioi.errors import HINT, CannotWrite, Hint, MocgioiError, Text
from mocgioi.outputs.kit.readme import PAGE, written_before
from mocgioi.store import history
from mocgioi.store.copying import COMPANIONS, is_open_elsewhere
from mocgioi.store.handle import Store
from mocgioi.tracker import merging

_FILLED_IN = {".xlsx": "survey apply", ".gpx": "survey apply", ".gpkg": "merge"}
"""By the ending of a file that somebody writes in: the verb that takes it home."""

_QUOTED = Text("«{}»", "“{}”")


class FormerKit(NamedTuple):
    """The kit that a folder has, if any.

    Attributes:
        folder: where it is. hashes: SHA-256 with which each file was written, by its path in it:
            one that was being replaced when the program was stopped has two.
    """

    folder: Path
    hashes: dict[str, frozenset[str]]

    def is_as_written(self, name: str) -> bool:
        """Say whether nobody changed a file of the kit."""
        return _sha256(self.folder / name) in self.hashes.get(name, ())

    def refuse_another_post(self, form: str) -> None:
        """Refuse to put a kit to that of another post.

        Args:
            form: the name of the post's own form.

        Raises:
            CannotWrite: the page in the folder names the form of another post.
        """
        others = [n for n in self.hashes if n.startswith("phieu-") and n.endswith(".xlsx")]
        if others and form not in others:
            raise CannotWrite(
                f"«{self.folder}» là gói của đồn khác («{others[0]}»), không để chung hai đồn. "
                "Chọn thư mục khác cho đồn này.",
                f"“{self.folder}” is the kit of another post (“{others[0]}”); two posts do not "
                "share one. Choose another folder for this post.",
            )

    def refuse_unreturned(self, store: Store, names: Sequence[str]) -> None:
        """Refuse to write over what somebody wrote in and is not taken home yet.

        Args:
            store: their home. names: of the files that somebody writes in, as paths in the kit.

        Raises:
            CannotWrite: there is such a file, or another program has one open.
        """
        changed = list(self._unreturned(store, names))
        if not changed:
            return
        hints = [Hint(_FILLED_IN[path.suffix], (str(path),)) for path in changed]
        listed = Text(*(", ".join(q.format(path.name) for path in changed) for q in _QUOTED))
        typed = "; ".join([HINT] * len(hints))
        raise CannotWrite(
            f"Trong «{self.folder}» đã có {listed.vi}: có thể đã ghi mà chưa nhập về, không ghi "
            f"đè. Nhập trước: {typed}. Hoặc chọn thư mục khác.",
            f"“{self.folder}” has {listed.en} already, perhaps written in and not taken home: not "
            f"written over. Take it home first: {typed}. Or choose another folder.",
            hints=hints,
        )

    def _unreturned(self, store: Store, names: Sequence[str]) -> Iterator[Path]:
        with store.reading() as connection:
            home = {batch.sha256 for batch in history.batches(connection)}
        for name in names:
            path = self.folder / name
            if not path.exists():
                continue
            if path.suffix == ".gpkg":
                refuse_open(path)
                is_home = _is_home(store, path)
            else:
                is_home = self.is_as_written(name) or _sha256(path) in home
            if not is_home:
                yield path


def former_kit(folder: Path) -> FormerKit:
    """Return what a folder has of a kit."""
    page = folder / PAGE
    said = page.read_text("utf-8", "replace") if page.is_file() else ""
    return FormerKit(folder, written_before(said))


def is_filled_in(name: str) -> bool:
    """Say whether a file at the top of a kit is one that somebody writes in."""
    return "/" not in name and Path(name).suffix in _FILLED_IN


def refuse_open(path: Path) -> None:
    """Refuse to replace the store of a kit while another program has it open.

    That program would write on into a file that is no more.

    Raises:
        CannotWrite: it is open.
    """
    if is_open_elsewhere(path):
        raise CannotWrite(
            f"«{path}» đang mở ở chương trình khác (QGIS, QField), không thay được. Lưu và đóng ở "
            "đó rồi làm lại, hoặc chọn thư mục khác.",
            f"“{path}” is open in another program (QGIS, QField) and cannot be replaced. Save and "
            "close it there and try again, or choose another folder.",
        )


def take_companions(path: Path) -> None:
    """Take away what SQLite kept beside a store that was replaced."""
    for ending in COMPANIONS:
        path.with_name(path.name + ending).unlink(missing_ok=True)


def set_aside(path: Path) -> None:
    """Keep what somebody made of a file beside the one that takes its place."""
    number = 1
    while (kept := path.with_name(f"{path.stem}.{number}{path.suffix}~")).exists():
        number += 1
    path.replace(kept)


def _is_home(store: Store, path: Path) -> bool:
    """Say whether everything that the store of a kit has is in its home already."""
    try:
        return merging.merge(store, path, rehearse=True).batch is None
    except MocgioiError:
        return False


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
