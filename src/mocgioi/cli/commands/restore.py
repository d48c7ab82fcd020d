"""``restore``: the store brought back from a copy."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words, as_path
from mocgioi.errors import CannotWrite, Text

_RESTORED = Text("Đã lấy lại từ {}", "Brought back from {}")
_KEPT = Text("Kho số liệu trước đó được giữ ở {}", "The store as it was is kept at {}")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the copy, and whether what it lacks may go."""
    parser.add_argument("file", type=as_path, metavar="FILE")
    parser.add_argument(
        "--discard",
        action="store_true",
        help=words(
            "thay cả khi kho có những thứ bản sao không có",
            "also where the store has what the copy lacks",
        ),
    )


def run(args: argparse.Namespace) -> int:
    """Bring the store back from a copy; what stands in its place must be a store, or nothing."""
    made = console.tracker(args)
    file = made.store.file
    if file is not None and not file.parent.is_dir():
        folder = file.parent
        raise CannotWrite(f"Không có thư mục «{folder}».", f"There is no folder “{folder}”.")
    kept = made.store.restore(args.file, discard=args.discard)
    made.qgis.follow()
    console.say(_RESTORED.to(args.lang).format(args.file), quiet=args.quiet)
    if kept is not None:
        console.say(_KEPT.to(args.lang).format(kept), quiet=args.quiet)
    return console.DONE
