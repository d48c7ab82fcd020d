"""``desk``: the whole job in the browser of this computer."""

from __future__ import annotations

import argparse
import os
import signal
from contextlib import suppress
from pathlib import Path

from mocgioi.cli import console, desk_people
from mocgioi.cli.options import Words, as_path
from mocgioi.errors import CannotWrite, Text, UsageError

_LAST_PORT = 65_535

_OPEN = Text("Bàn làm việc đang mở ở {}", "The desk is open at {}")
_HOW_TO_CLOSE = Text(
    "Muốn đóng: bấm «Đóng bàn làm việc» trên trang, hoặc Ctrl-C ở đây. Cứ để cửa sổ này mở; khi "
    "không còn trang nào, bàn làm việc tự đóng.",
    "To close it: press “Close the desk” on the page, or Ctrl-C here. Leave this window open; once "
    "no page is left the desk closes by itself.",
)
_UNSHOWN = Text(
    "Không mở được trình duyệt: hãy tự mở địa chỉ trên trong trình duyệt của máy này (dùng được "
    "một lần).",
    "No browser could be opened: open the address above in a browser of this computer (it works "
    "once).",
)
_FOLDER_OF_FILE = Text(
    "--folder chỉ dùng với kho trên máy chủ; của kho là tệp thì mọi thứ nằm bên cạnh tệp.",
    "--folder is for a store on a server; of one in a file all lies beside the file.",
)
_NO_FOLDER = Text("Không có thư mục «{}».", "There is no folder “{}”.")
_CLOSED = Text("Đã đóng bàn làm việc.", "The desk is closed.")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the store or folder, and where it is served."""
    parser.add_argument("place", nargs="?", metavar="FOLDER|STORE")
    parser.add_argument(
        "--folder",
        type=as_path,
        metavar="DIR",
        help=words(
            "kho trên máy chủ: nơi giữ khay, bản sao, người dùng (mặc định: thư mục đang đứng)",
            "of a store on a server: where tray, copies and people are kept (default: here)",
        ),
    )
    parser.add_argument(
        "--port",
        type=as_port,
        default=0,
        metavar="N",
        help=words("cổng (mặc định: số còn trống)", "port (default: any that is free)"),
    )
    parser.add_argument(
        "--no-browser",
        action="store_true",
        help=words("không tự mở trình duyệt", "do not open the browser"),
    )
    desk_people.add_arguments(parser, words)


def as_port(text: str) -> int:
    """Return a port given on the command line; 0 is any that is free."""
    port = int(text)
    if not 0 <= port <= _LAST_PORT:
        raise ValueError(text)
    return port


def run(args: argparse.Namespace) -> int:
    """Open the desk, and stay until it is closed."""
    from mocgioi.cli.topics import whole_manual
    from mocgioi.desk.desk import Desk, store_in
    from mocgioi.desk.serving import open_desk
    from mocgioi.store.opening import is_address, store_at
    from mocgioi.tracker.starting import note_address

    named = args.place or args.store
    store = store_in(named)
    if is_address(store):
        _work_in(args.folder or (None if is_address(named) else Path(named)), args)
    elif args.folder is not None:
        raise UsageError(*_FOLDER_OF_FILE)
    else:
        store = Path(store).absolute()
    if desk_people.is_about_people(args):
        return desk_people.change_people(store_at(store).path, args)
    desk = Desk(store, args.lang, manual=lambda lang: whole_manual(lang, args.parser_in))
    if desk.is_on_server:
        with suppress(CannotWrite):  # who only looks needs no folder that can be written
            note_address(store_at(store))

    def close(number: int, _: object) -> None:
        """Close it as the press on its page does; at the second sign at once."""
        desk.closing.set()
        signal.signal(number, signal.SIG_DFL)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), close)

    def opened(address: str) -> None:
        print(_OPEN.to(args.lang).format(address), flush=True)
        console.say(_HOW_TO_CLOSE.to(args.lang), quiet=args.quiet)

    if args.listen:
        desk_people.listen(desk, args, _OPEN)
    else:
        open_desk(
            desk,
            port=args.port,
            browser=not args.no_browser,
            opened=opened,
            unshown=lambda: console.say(_UNSHOWN.to(args.lang)),
        )
    console.say(_CLOSED.to(args.lang), quiet=args.quiet)
    return console.DONE


def _work_in(folder: Path | None, args: argparse.Namespace) -> None:
    """Make a folder the working folder, where all that a store on a server leaves lies.

    Raises:
        CannotWrite: it is none.
    """
    for name in ("certificate", "key"):
        if (path := getattr(args, name)) is not None:
            setattr(args, name, path.absolute())
    if folder is not None:
        try:
            os.chdir(folder)
        except OSError as error:
            raise CannotWrite(*(words.format(folder) for words in _NO_FOLDER)) from error
