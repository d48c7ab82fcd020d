"""``qgis``: the store as a project of QGIS."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words, as_path


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the file, and whether one that QGIS saved is given up."""
    parser.add_argument(
        "-o",
        "--out",
        type=as_path,
        metavar="FILE.qgs",
        help=words(
            "tệp để ghi (mặc định: cạnh kho, cùng tên, đuôi .qgs, và cả trong kho)",
            "file to write (default: beside the store, of its name, ending in .qgs; and in it)",
        ),
    )
    parser.add_argument(
        "--replace",
        action="store_true",
        help=words(
            "ghi đè cả dự án đã được lưu lại bằng QGIS", "also over a project saved with QGIS since"
        ),
    )


def run(args: argparse.Namespace) -> int:
    """Write the project."""
    if args.out is not None:
        console.check_ending(args.out, ".qgs")
    written = console.tracker(args).qgis.write(args.out, replace=args.replace)
    console.say_written(written, args.lang, quiet=args.quiet)
    return console.DONE
