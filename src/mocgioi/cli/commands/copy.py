"""``copy``: a whole store moved between files and servers."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words
from mocgioi.cli.starting import write_project, write_starters
from mocgioi.errors import Text

_COPIED = Text(
    "Đã chép trọn «{source}» sang «{target}»; trạng thái {head}, đã kiểm tra từng lần ghi",
    "Copied all of “{source}” to “{target}”; state {head}, every commit looked at",
)
_EMPTY = Text("chưa có gì", "nothing yet")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take from where to where."""
    for name, vi, en in (
        ("source", "kho được chép: tệp .gpkg hoặc địa chỉ", "what is copied: a file or an address"),
        ("target", "nơi chép đến, chưa có gì ở đó", "where to; nothing may be there"),
    ):
        parser.add_argument(name, metavar=name.upper(), help=words(vi, en))


def run(args: argparse.Namespace) -> int:
    """Copy the store; the project of QGIS opens the copy."""
    from mocgioi import tracker
    from mocgioi.tracker import copying

    made = copying.copy(args.source, args.target)
    copied = tracker.Tracker(made)
    if made.file is not None:
        copied.qgis.follow()
    said = _COPIED.to(args.lang).format(
        source=args.source, target=made.place, head=copied.head or _EMPTY.to(args.lang)
    )
    console.say(said, quiet=args.quiet)
    if made.file is None:
        write_starters(copied, args)
        for path in write_project(copied, args):
            console.say_written(path, args.lang, quiet=args.quiet)
    return console.DONE
