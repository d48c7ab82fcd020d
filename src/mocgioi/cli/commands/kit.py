"""``kit``: what a border post takes along to its markers."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words, as_path
from mocgioi.errors import Text

_MADE = Text(
    "{place}: Đồn {post}, {markers} mốc, {size} MB. Mở {readme} trước.",
    "{place}: post {post}, markers: {markers}, {size} MB. Open {readme} first.",
)
_FILE = Text("  {name}  {size} kB, {seconds} giây", "  {name}  {size} kB, {seconds} s")
_UNPLACED = Text(
    "Mốc chưa có tọa độ, không có trong GPX và trên bản đồ: {numbers}.",
    "Without a position, neither in the GPX nor on the map: {numbers}.",
)


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the post, and the folder or ZIP."""
    parser.add_argument(
        "--post",
        metavar="P",
        required=True,
        help=words("tên hoặc mã đồn", "name or code of a post"),
    )
    parser.add_argument(
        "-o",
        "--out",
        type=as_path,
        metavar="FOLDER",
        required=True,
        help=words("thư mục để ghi, hoặc tệp .zip", "folder to write into, or a file .zip"),
    )


def run(args: argparse.Namespace) -> int:
    """Write the kit."""
    from mocgioi.outputs.wording import number

    kit = console.tracker(args).kits.make(
        args.post,
        args.out,
        lang=args.lang,
        progress=lambda name: console.progress(name, quiet=args.quiet),
    )
    whole = sum(file.size_bytes for file in kit.files)
    made = _MADE.to(args.lang).format(
        place=kit.place,
        post=kit.post,
        markers=kit.markers,
        size=number(whole / 1e6, args.lang, 1),
        readme=kit.files[0].name,
    )
    console.say(made, quiet=args.quiet)
    for file in kit.files:
        line = _FILE.to(args.lang).format(
            name=file.name,
            size=number(file.size_bytes / 1e3, args.lang, 0),
            seconds=number(file.seconds, args.lang, 1),
        )
        console.say(line, quiet=args.quiet)
    if kit.unplaced:
        numbers = ", ".join(kit.unplaced)
        console.say(_UNPLACED.to(args.lang).format(numbers=numbers), quiet=args.quiet)
    return console.DONE
