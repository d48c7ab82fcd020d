"""Files that leave the program: written whole, or not at all."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from mocgioi.errors import CannotWrite, reason

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside itself first and then put it in its place.

    Raises:
        CannotWrite: the file or its folder cannot be written, or the file is open elsewhere.
    """
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
