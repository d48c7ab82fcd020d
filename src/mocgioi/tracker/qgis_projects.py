"""The project of a store that QGIS opens: as a file, and in the store as an extra."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mocgioi.errors import HINT, Hint, WouldLose
from mocgioi.outputs.qgis.places import InFile, OnServer, Place
from mocgioi.outputs.qgis.project import Bounds, ProjectFacts, project
from mocgioi.store import qgis_projects
from mocgioi.tracker.styling import layer_facts
from mocgioi.tracker.writing import write_whole

if TYPE_CHECKING:
    from mocgioi.outputs.qgis.qfield import FieldKit
    from mocgioi.store.handle import Store

TITLE = "Bản đồ mốc giới và đường nhánh lên mốc, tỉnh Lạng Sơn"
CARRIED_AS = "mocgioi"
"""Under which QGIS lists the project that a store carries."""

_PROVINCE = Bounds(106.09, 21.32, 107.37, 22.47)
"""What is shown of a store without a layer: the area of EPSG:9215, which is the province."""

_SHOWN = ("markers", "communes", "posts", "roads", "boundary")
_SHOWN_IN_THE_FIELD = ("markers",)
"""A sector has roads and pieces of the border that lead far out of it."""
SAVED_BY_QGIS = b" saveUser="
"""Stands in what QGIS has saved, and in nothing of ours."""


class QgisProjects:
    """Projects of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def text(
        self,
        folder: Path | None = None,
        *,
        title: str = TITLE,
        field: FieldKit | None = None,
    ) -> str:
        """Return the project as the text of a ``.qgs`` file; the same store, the same text.

        Args:
            folder: where it is going to stand, that of the store if left out: a project finds
                a store in a file from there, and both may be moved together.
            title: as the window of QGIS shows it.
            field: what is different in the field; see `mocgioi.outputs.qgis.qfield`.
        """
        with self._store.reading() as connection:
            covered = qgis_projects.covered(
                connection, _SHOWN if field is None else _SHOWN_IN_THE_FIELD
            )
        bounds = Bounds(*covered) if covered else _PROVINCE
        layers = layer_facts()
        if self._store.file is None:
            layers = {table: layer.on_server() for table, layer in layers.items()}
        if field is not None:
            layers = {table: layer.for_the_field() for table, layer in layers.items()}
        return project(ProjectFacts(title, self._place(folder), layers, bounds, field))

    def _place(self, folder: Path | None) -> Place:
        """Return where the layers are, as a project in a folder finds them."""
        if self._store.file is None:
            from mocgioi.store.server.address import parsed
            from mocgioi.store.server.connecting import parameters

            address = parsed(self._store.place)
            return OnServer(parameters(address), address.schema, address.name)
        store = Path(os.path.abspath(self._store.path))  # noqa: PTH100
        within = store.parent if folder is None else Path(os.path.abspath(folder))  # noqa: PTH100
        return InFile(seen_from(within, store))

    def write(self, path: Path | None = None, *, replace: bool = False) -> Path:
        """Write the project to a file and return the file.

        Args:
            path: the file. Left out: beside the store and called like it, in the working folder
                for one on a server; then the store carries the project too, unless somebody
                saved one of that name into it, or whoever writes it has no right to on a server.
            replace: also where somebody saved the project with QGIS since.

        Raises:
            WouldLose: somebody saved the file with QGIS: what was added to it is not written over.
            CannotWrite: the file or the store cannot be written.
        """
        file = path or self._store.path.with_suffix(".qgs")
        if not replace and file.is_file() and SAVED_BY_QGIS in file.read_bytes():
            raise WouldLose(
                f"«{file}» đã được lưu lại bằng QGIS, có thể có phần tự thêm nên không ghi đè. Ghi "
                f"sang tệp khác: {HINT}; hoặc bỏ bản đó: {HINT}.",
                f"“{file}” was saved with QGIS since and may hold what somebody added; it is not "
                f"written over. Write another file: {HINT}; or give that one up: {HINT}.",
                hints=(Hint("qgis", ("-o", "FILE.qgs")), Hint("qgis", ("--replace",))),
            )
        write_whole(file, self.text(file.parent).encode())
        if path is None:
            self._carry(replace=replace)
        return file

    def follow(self) -> None:
        """Let the project that the store carries, if any, name the file as it is called now.

        In a copy under another name it would open the store that was copied.
        """
        if self._store.carried_project(CARRIED_AS) is not None:
            self._carry(replace=False)

    def _carry(self, *, replace: bool) -> None:
        """Let the store carry the project; what somebody saved into it stays."""
        text = self.text().encode()
        former = qgis_projects.unpacked(self._store.carried_project(CARRIED_AS) or b"")
        if former == text or (SAVED_BY_QGIS in former and not replace):
            return
        self._store.carry_project(CARRIED_AS, _packed(text))


def seen_from(folder: PurePath, store: PurePath) -> str:
    """Return the path of a store as a project in `folder` names it, with slashes.

    >>> from pathlib import PureWindowsPath
    >>> seen_from(PureWindowsPath("D:/Ban do"), PureWindowsPath("d:/kho/lang son.gpkg"))
    '../kho/lang son.gpkg'
    """
    for up, shared in enumerate((folder, *folder.parents)):
        if store.is_relative_to(shared):
            inner = store.relative_to(shared).as_posix()
            return "../" * up + inner if up else f"./{inner}"
    return store.as_posix()


def _packed(text: bytes) -> bytes:
    """Return a project as a ``.qgz``; the same text, the same bytes."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        # Its day is one that is always the same.
        entry = ZipInfo(f"{CARRIED_AS}.qgs")
        entry.compress_type = ZIP_DEFLATED
        archive.writestr(entry, text)
    return packed.getvalue()
