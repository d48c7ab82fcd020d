"""Files that leave the program: written whole, or not at all."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from mocgioi.errors import CannotWrite, UsageError, reason

if TYPE_CHECKING:
    from pathlib import Path


_DATABASE = b"SQLite format 3\0"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside itself first and then put it in its place.

    Raises:
        UsageError: a database stands there, a store or somebody's GeoPackage: what it holds
            would be gone, so nothing is ever written over one.
        CannotWrite: the file or its folder cannot be written, or the file is open elsewhere.
    """
    if _is_database(path):
        raise UsageError(
            f"«{path}» là kho số liệu hoặc GeoPackage đang có, không ghi đè. Đặt tên khác, hoặc tự "
            "xoá tệp đó trước.",
            f"“{path}” is a store or GeoPackage that is there already; it is not written over. "
            "Give another name, or delete that file yourself first.",
        )
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink()
        raise CannotWrite(
            f"Không ghi được «{path}» ({reason(error).vi}). Đóng tệp nếu đang mở, hoặc chọn thư "
            "mục khác.",
            f"Cannot write “{path}” ({reason(error).en}). Close it if it is open, or choose "
            "another folder.",
        ) from error


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False
