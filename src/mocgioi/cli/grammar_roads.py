"""The arguments of the commands about roads."""

from __future__ import annotations

import argparse
from typing import Any

from mocgioi.cli.options import Words, add_command, add_format, as_number


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
    cost = add_command(
        actions,
        words,
        "cost",
        "ƯỚC TÍNH kinh phí làm đường tới các mốc chưa có, nhiều mốc nhất trên mỗi đồng xếp trước",
        "ESTIMATE what the missing roads cost, most markers a đồng first",
    )
    cost.add_argument(
        "--vnd-per-m",
        type=int,
        metavar="VND",
        help=words("đơn giá, đồng/m (mặc định: 855000)", "đồng a metre (default: 855000)"),
    )
    cost.add_argument(
        "--detour-factor",
        type=as_number,
        metavar="N",
        help=words(
            "chiều dài thực địa gấp mấy lần đường chim bay (mặc định: 1.3)",
            "length on the ground to straight length (default: 1.3)",
        ),
    )
    _add_as_of(cost, words)
    add_format(cost, words, ("text", "json", "csv", "geojson", "gpkg"))


def _add_as_of(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        help=words("tính đến ngày (mặc định: hôm nay)", "as of the day (default: today)"),
    )
