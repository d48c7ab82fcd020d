"""``plan``: which roads to build for the money there is."""

from __future__ import annotations

import argparse
import re

from mocgioi.cli import console
from mocgioi.cli.forms import form_of
from mocgioi.cli.options import (
    Words,
    add_dates,
    add_format,
    add_head,
    add_pricing,
    as_number,
    head_of,
)
from mocgioi.errors import UsageError

_FORMS = ("text", "json", "csv", "geojson", "gpkg", "xlsx", "docx", "pdf")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the money, the years, and what has to be or must not be built."""
    parser.add_argument(
        "--budget",
        metavar="VND",
        help=words("tổng số tiền: 5000000000, «5 tỷ»", "all the money: 5000000000, “5 tỷ”"),
    )
    parser.add_argument(
        "--per-year",
        action="append",
        default=[],
        metavar="VND",
        help=words(
            "số tiền mỗi năm; nhiều năm khác nhau: «5 tỷ; 6 tỷ» hoặc lặp lại",
            "the money of each year; of different years: “5 tỷ; 6 tỷ”, or repeated",
        ),
    )
    parser.add_argument(
        "--phases",
        metavar="YEARS",
        help=words(
            "các năm: 2027..2030; tiền năm trước chưa dùng được chuyển sang năm sau",
            "the years: 2027..2030; what a year does not spend is there in the next",
        ),
    )
    parser.add_argument(
        "--must",
        action="append",
        default=[],
        metavar="N,…",
        help=words("mốc phải làm đường", "markers that must be served"),
    )
    parser.add_argument(
        "--never",
        action="append",
        default=[],
        metavar="N,…",
        help=words("mốc không tính đến", "markers that are not to be counted on"),
    )
    parser.add_argument(
        "--min-per-commune",
        type=int,
        default=0,
        metavar="K",
        help=words(
            "mỗi xã (đồn, nếu --by post) ít nhất K mốc, hoặc mọi mốc còn lại",
            "at least K markers in each commune (or post, by --by), or all it has left",
        ),
    )
    parser.add_argument(
        "--by",
        choices=("commune", "post"),
        default="commune",
        help=words("chia theo xã hoặc đồn", "shares by commune or post"),
    )
    parser.add_argument(
        "--weight",
        action="append",
        default=[],
        metavar="NAME=W",
        help=words(
            "tính thêm cho mốc, mặc định 0: walking (mỗi giờ đi bộ), alarm (BÁO NGAY), gate (gần "
            "cửa khẩu), waiting (mỗi năm chờ)",
            "what a marker counts for beside 1, 0 by default: walking (an hour on foot), alarm "
            "(to be reported at once), gate (near a gate), waiting (a year)",
        ),
    )
    parser.add_argument(
        "--time-limit",
        type=as_number,
        metavar="SECONDS",
        help=words(
            "tìm nhiều nhất bao lâu (mặc định: 20 giây)", "how long to search (default: 20 s)"
        ),
    )
    add_pricing(parser, words)
    add_dates(parser, words)
    add_head(parser, words)
    add_format(parser, words, _FORMS)


def run(args: argparse.Namespace) -> int:
    """Print or write the programme."""
    from mocgioi.tracker.plan_papers import paper_of

    form = form_of(args, _FORMS)
    if form == "gpkg" and args.out is None:
        raise UsageError("GeoPackage phải ghi vào tệp: -o TỆP.gpkg.", "Give a file: -o FILE.gpkg.")
    tracker = console.tracker(args)
    document = tracker.plan(
        budget_vnd=args.budget,
        per_year=[part for given in args.per_year for part in re.split(r"\s*;\s*|,\s+", given)],
        phases=args.phases,
        must=_numbers(args.must),
        never=_numbers(args.never),
        min_per_commune=args.min_per_commune,
        by=args.by,
        weights=_weights(args.weight),
        prices=args.prices,
        vnd_per_m=args.vnd_per_m,
        detour_factor=args.detour_factor,
        as_of=args.as_of,
        known_at=args.known_at,
        time_limit_s=args.time_limit,
    )
    head = head_of(args)
    if form == "json":
        from mocgioi.outputs.json_text import as_json

        made: str | bytes = as_json(document)
    else:
        spell = console.speller(args, anywhere=args.out is not None)
        made = paper_of(tracker.store, document, form, args.lang, head, spell=spell)
    console.deliver_form(made, form, args)
    return console.DONE


def _numbers(given: list[str]) -> list[str]:
    """Return the marker numbers of an option that takes several, separated by commas."""
    return [part for text in given for part in re.split(r"\s*[,;]\s*", text.strip()) if part]


def _weights(given: list[str]) -> dict[str, float]:
    """Return the weights that ``--weight`` gives, by name.

    Raises:
        UsageError: it is not NAME=W.
    """
    weights = {}
    for pair in given:
        name, _, weight = pair.partition("=")
        try:
            weights[name.strip()] = as_number(weight)
        except ValueError:
            raise UsageError(
                f"--weight «{pair}»: viết TÊN=SỐ, ví dụ waiting=0,1.",
                f"--weight “{pair}”: write NAME=W, such as waiting=0.1.",
            ) from None
    return weights
