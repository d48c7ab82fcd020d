"""The options that datasheets have in common, whether of a marker or of a post."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mocgioi.cli.options import Words


def add_audience(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add ``--audience``."""
    parser.add_argument(
        "--audience",
        choices=("full", "internal"),
        help=words(
            "cho ai xem lý lịch mốc: full (mặc định); internal: vị trí làm tròn khoảng 11 m, không "
            "có tên người, ghi chú, ảnh; mã QR chỉ có số hiệu",
            "who a datasheet is for: full (default); internal: positions to about 11 m, no names, "
            "notes or photographs; the QR code says the number alone",
        ),
    )
