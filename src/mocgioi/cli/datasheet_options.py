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


def add_period(parser: argparse.ArgumentParser, words: Words) -> None:
    """Add the period whose additions are counted."""
    parser.add_argument(
        "--period",
        metavar="FROM..TO",
        help=words(
            "kỳ báo cáo, ví dụ 15/12/2024..14/12/2025 (mặc định: năm của --as-of, đến ngày đó)",
            "period of the report, such as 2024-12-15..2025-12-14 (default: the year of --as-of, "
            "up to that day)",
        ),
    )


def period_of(args: argparse.Namespace) -> tuple[str, str] | None:
    """Return the first and the last day that ``--period`` gives, as they were typed; None: none.

    Raises:
        UsageError: it is not FROM..TO.
    """
    if args.period is None:
        return None
    first, dots, last = args.period.partition("..")
    if not (first.strip() and dots and last.strip()):
        raise UsageError(
            f"--period «{args.period}»: cần TỪ..ĐẾN, ví dụ 15/12/2024..14/12/2025.",
            f"--period “{args.period}”: FROM..TO is needed, such as 2024-12-15..2025-12-14.",
        )
    return first.strip(), last.strip()
