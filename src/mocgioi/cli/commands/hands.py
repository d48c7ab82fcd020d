"""``hands``: who may use a store on a server, and what each may do."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words, add_format
from mocgioi.errors import Text, UsageError

ROLES = {
    "office": Text("ghi mọi thứ", "writes everything"),
    "post": Text("ghi mốc của đồn {}", "writes the markers of the post {}"),
    "viewer": Text("chỉ xem", "reads"),
}

_NOBODY = Text("Chưa có ai ngoài người lập kho.", "Nobody but whoever made the store.")
_ADMITTED = Text("Từ nay {} dùng được kho: {}", "From now on {} may use the store: {}")
_DISMISSED = Text("Từ nay {} không dùng được kho nữa", "From now on {} may not use the store")


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take whom to let in or out; without either, who is in is listed."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--admit",
        metavar="NAME",
        help=words(
            "cho người dùng này của máy chủ dùng kho", "let this user of the server use the store"
        ),
    )
    which.add_argument(
        "--dismiss",
        metavar="NAME",
        help=words("thôi không cho dùng nữa", "let them use it no more"),
    )
    parser.add_argument(
        "--role",
        choices=tuple(ROLES),
        help=words(
            "vai trò: office ghi mọi thứ, post ghi mốc của đồn mình, viewer chỉ xem",
            "office writes everything, post the markers of the own post, viewer reads",
        ),
    )
    parser.add_argument(
        "--post",
        metavar="CODE",
        help=words("mã đồn của vai trò post", "code of the post, for the role post"),
    )
    add_format(parser, words, ("text", "json"), file=False)


def run(args: argparse.Namespace) -> int:
    """Let somebody in or out, or list who is in."""
    from mocgioi.tracker import hands

    store = console.tracker(args).store
    if args.admit is not None:
        if args.role is None:
            raise UsageError(
                "Thiếu --role: office, post hay viewer.", "--role is missing: office, post, viewer."
            )
        hands.admit(store, args.admit, args.role, args.post)
        does = ROLES[args.role].to(args.lang).format(args.post)
        console.say(_ADMITTED.to(args.lang).format(args.admit, does), quiet=args.quiet)
    elif args.dismiss is not None:
        hands.dismiss(store, args.dismiss)
        console.say(_DISMISSED.to(args.lang).format(args.dismiss), quiet=args.quiet)
    else:
        _list(args)
    return console.DONE


def _list(args: argparse.Namespace) -> None:
    from mocgioi.tracker import hands

    listed = hands.listed(console.tracker(args).store)
    if args.format == "json":
        console.print_json(
            {"schema": "mocgioi.hands/1", "hands": [hand._asdict() for hand in listed]}
        )
    elif not listed:
        print(_NOBODY.to(args.lang))
    else:
        for hand in listed:
            does = ROLES[hand.group].to(args.lang).format(hand.post)
            print(f"{hand.login}: {hand.group} · {does}")
