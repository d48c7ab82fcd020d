"""``desk``: the whole job in the browser of this computer."""

from __future__ import annotations

import argparse
from pathlib import Path

from mocgioi.cli import console, desk_people
from mocgioi.cli.options import Words, as_path
from mocgioi.errors import Text

SUMMARY = Text(
    "bàn làm việc: mọi việc trong trình duyệt của máy này",
    "the desk: the whole job in this computer's browser",
)

_OPEN = Text("Bàn làm việc đang mở ở {}", "The desk is open at {}")
_CLOSED = Text("Đã đóng bàn làm việc.", "The desk is closed.")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the store or folder, and where it is served."""
    parser.add_argument("place", nargs="?", type=as_path, metavar="FOLDER|STORE")
    parser.add_argument(
        "--no-browser",
        action="store_true",
        help=words("không tự mở trình duyệt", "do not open the browser"),
    )
    desk_people.add_arguments(parser, words)


def run(args: argparse.Namespace) -> int:
    """Open the desk, and stay until it is closed."""
    from mocgioi.desk.desk import Desk, store_in
    from mocgioi.desk.serving import open_desk

    store = store_in(Path(args.place or args.store)).absolute()
    if desk_people.is_about_people(args):
        return desk_people.change_people(store, args)
    desk = Desk(store, args.lang)
    if args.listen:
        desk_people.listen(desk, args, _OPEN)
    else:
        open_desk(
            desk,
            browser=not args.no_browser,
            opened=lambda address: print(_OPEN.to(args.lang).format(address), flush=True),
        )
    console.say(_CLOSED.to(args.lang), quiet=args.quiet)
    return console.DONE
