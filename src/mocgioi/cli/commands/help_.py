"""``help``: the manual, a page in the terminal or all of it as one HTML file."""

from __future__ import annotations

import argparse
from pathlib import Path

from mocgioi.cli import console
from mocgioi.cli.options import Words, add_format, as_path
from mocgioi.errors import Text, UsageError

MANUAL = "manual"
"""What the whole of it is asked for by."""

_WHOLE = Text(
    "Cả sổ tay, hai thứ tiếng, một tệp HTML mở không cần mạng: mocgioi help manual",
    "All of it in both languages, one HTML file that needs no network: mocgioi help manual",
)
_PAGE = Text("Đọc một trang: mocgioi help TRANG", "To read a page: mocgioi help PAGE")
_FILE = Text("so-tay-mocgioi.html", "mocgioi-manual.html")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the page, or the whole manual and where it goes."""
    from mocgioi.outputs.manual import names

    pages = (*names(), MANUAL)
    parser.add_argument(
        "topic", nargs="?", type=_named, choices=pages, metavar="PAGE", help=", ".join(pages)
    )
    add_format(parser, words, ("text", "json"), file=False)
    parser.add_argument(
        "-o",
        "--out",
        type=as_path,
        metavar="FILE.html",
        help=words(
            "manual: ghi cả sổ tay vào tệp (mặc định: ghi tạm rồi mở)",
            "manual: write all of it to a file (default: a temporary one, which is opened)",
        ),
    )
    parser.add_argument(
        "--open",
        action="store_true",
        help=words("manual: mở trong trình duyệt", "manual: open it in the browser"),
    )


def _named(asked: str) -> str:
    """Return the name of a page; it may be asked for by its file, ``40-post``."""
    place, _, name = asked.partition("-")
    return name if place.isdigit() else asked


def run(args: argparse.Namespace) -> int:
    """Print a page, or which ones there are; or write all of it.

    Raises:
        UsageError: a single page was to be a file of HTML, or the whole of it JSON.
        CannotWrite: the file or its folder cannot be written.
    """
    whole = args.topic == MANUAL
    if (args.out or args.open) and not whole:
        raise UsageError(
            "Chỉ cả sổ tay là tệp HTML: mocgioi help manual -o TỆP.html",
            "Only the whole manual is a file of HTML: mocgioi help manual -o FILE.html",
        )
    if whole and args.format:
        raise UsageError(
            "--format là của từng trang; cả sổ tay là tệp HTML.",
            "--format is of a single page; the whole manual is a file of HTML.",
        )
    if args.topic is None:
        _list(args)
    elif whole:
        _write(args)
    else:
        _print(args)
    return console.DONE


def _list(args: argparse.Namespace) -> None:
    from mocgioi.outputs.manual import titles

    for name, title in titles(args.lang).items():
        print(f"{name:<12}{title}")
    print("", _PAGE.to(args.lang), _WHOLE.to(args.lang), sep="\n")


def _print(args: argparse.Namespace) -> None:
    from mocgioi.cli.topics import DOCUMENTS, parts
    from mocgioi.outputs.manual import leaf
    from mocgioi.outputs.manual.terminal import as_document, as_text

    if args.format == "json" and args.topic in DOCUMENTS:
        console.print_json(DOCUMENTS[args.topic](args.lang))
        return
    text = leaf(args.topic, args.lang, parts(args.lang, args.parser)).text
    if args.format == "json":
        console.print_json(as_document(text, args.lang))
    else:
        print(as_text(text, args.lang))


def _write(args: argparse.Namespace) -> None:
    """Write all of it; where no file is named to a temporary one, which is opened."""
    import tempfile

    from mocgioi.cli.topics import whole_manual

    out = args.out
    if out is None:
        out = Path(tempfile.mkdtemp(prefix="mocgioi-")) / _FILE.to(args.lang)
    page = whole_manual(args.lang, args.parser_in)
    console.deliver(page, out, args.lang, quiet=args.quiet, ending=".html")
    if args.open or args.out is None:
        console.show(out)
