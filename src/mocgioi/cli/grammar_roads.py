"""The arguments of the commands about roads."""

from __future__ import annotations

import argparse
from typing import Any

from mocgioi.cli.options import Words, add_command, add_format


def add_roads(commands: Any, words: Words) -> None:
    """Add ``roads`` and its actions."""
    parser = add_command(commands, words, "roads", "các tuyến đường", "the roads")
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="ACTION", prog=parser.prog
    )
    check = add_command(
        actions,
        words,
        "check",
        "khoảng hở, tuyến trùng, chiều dài, đơn giá, mốc không tới: mọi điều cần xem lại",
        "gaps, duplicates, lengths, costs, markers not reached: all there is to look at",
    )
    _add_as_of(check, words)
    add_format(check, words, ("text", "json", "csv"))


def _add_as_of(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        help=words("tính đến ngày (mặc định: hôm nay)", "as of the day (default: today)"),
    )
