"""Files that leave the program: written whole, or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from mocgioi.errors import CannotWrite, UsageError, reason
from mocgioi.store.copying import made_whole, not_written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


_DATABASE = b"SQLite format 3\0"


def write_whole(path: Path, data: bytes | Iterable[bytes], *, over_database: bool = False) -> None:
    """Write a file beside itself first and then put it in its place.

    Args:
        data: all of it, or one piece after the other.
        over_database: what stands there may be a database, of which nothing would be lost.

    Raises:
        UsageError: a database stands there, a store or somebody's GeoPackage: what it holds
            would be gone, so nothing is ever written over one.
        CannotWrite: the file or its folder cannot be written, or the file is open elsewhere.
    """
    if not over_database and _is_database(path):
        raise UsageError(
            f"«{path}» là kho số liệu hoặc GeoPackage đang có, không ghi đè. Đặt tên khác, hoặc tự "
            "xóa tệp đó trước.",
            f"“{path}” is a store or GeoPackage that is there already; it is not written over. "
            "Give another name, or delete that file yourself first.",
        )
    with made_whole(path) as partial, partial.open("wb") as file:
        file.writelines([data] if isinstance(data, bytes) else data)
        file.flush()
        os.fsync(file.fileno())


def folder_of(path: Path) -> Path:
    """Return a folder that files are written into, made if it is not there.

    Raises:
        CannotWrite: it cannot be made, or is a file.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            f"Không tạo được thư mục «{path}» ({reason(error).vi}). Chọn thư mục khác.",
            f"Cannot make folder “{path}” ({reason(error).en}). Choose another folder.",
        ) from error
    return path


def refuse_overwriting(folder: Path, names: Iterable[str]) -> None:
    """Refuse to write files of which a folder has some: somebody may have written in them.

    Raises:
        CannotWrite: it has.
    """
    there = [name for name in names if (folder / name).exists()]
    if there:
        listed = ", ".join(there)
        raise CannotWrite(
            f"Thư mục «{folder}» đã có: {listed}; có thể là phiếu đã ghi nên không ghi đè. Chọn "
            "thư mục khác.",
            f"Folder “{folder}” has {listed} already; they may be filled in and are not written "
            "over. Choose another folder.",
        )


def _is_database(path: Path) -> bool:
    """Say whether a database stands there.

    Raises:
        CannotWrite: what stands there cannot be looked at, so that it is not written over.
    """
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except FileNotFoundError:
        return False
    except OSError as error:
        raise not_written(path, error) from error
