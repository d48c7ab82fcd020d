"""Options of ``desk`` for several computers: where it listens, and the people who may sign in."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from mocgioi.cli import console
from mocgioi.cli.options import Words, as_path
from mocgioi.errors import Text, UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from mocgioi.desk.desk import Desk

ROLES = ("reader", "post", "clerk", "decider")

_ENTERED = Text("Đã ghi «{}».", "“{}” is entered.")
_REMOVED = Text("«{}» không đăng nhập được nữa.", "“{}” can sign in no more.")
_PASSWORD = Text("Mật khẩu mới của «{}»: ", "New password of “{}”: ")
_NO_ROLE = Text(
    "--add-person cần --role: reader, post, clerk hoặc decider.",
    "--add-person takes --role: reader, post, clerk or decider.",
)


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take where it listens, and who may sign in."""
    several = parser.add_argument_group(words("mở cho nhiều máy", "several computers"))
    several.add_argument(
        "--listen",
        metavar="ADDRESS[:PORT]",
        help=words(
            "mở cho các máy trong cơ quan; mọi người phải đăng nhập",
            "open it to the computers of the office; everybody signs in",
        ),
    )
    several.add_argument(
        "--certificate",
        type=as_path,
        metavar="FILE",
        help=words("chứng thư HTTPS (PEM)", "certificate for HTTPS (PEM)"),
    )
    several.add_argument(
        "--key", type=as_path, metavar="FILE", help=words("khóa của chứng thư", "its key (PEM)")
    )
    several.add_argument(
        "--behind-proxy",
        metavar="ADDRESS",
        help=words(
            "máy chủ của cơ quan lo HTTPS và gọi từ địa chỉ này",
            "the office's server does HTTPS, and asks from this address",
        ),
    )
    several.add_argument(
        "--in-the-clear",
        action="store_true",
        help=words(
            "không mã hóa: mật khẩu đọc được trên mạng", "no HTTPS: the network reads passwords"
        ),
    )
    several.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="HOST[:PORT]",
        help=words("tên mà các máy gọi tới", "a name by which the computers call it"),
    )
    several.add_argument(
        "--people",
        action="store_true",
        help=words("liệt kê người dùng", "list who may sign in"),
    )
    several.add_argument(
        "--add-person",
        metavar="NAME",
        help=words(
            "ghi hoặc sửa một người; mật khẩu gõ vào, hoặc ở dòng đầu của đầu vào",
            "enter or change somebody; the password is typed, or the first line of the input",
        ),
    )
    several.add_argument(
        "--role", choices=ROLES, help=words("vai trò của người đó", "what they may do")
    )
    several.add_argument(
        "--of-post", metavar="CODE", help=words("mã đồn của người đó", "code of their post")
    )
    several.add_argument(
        "--remove-person", metavar="NAME", help=words("bỏ một người", "take somebody away")
    )


def is_about_people(args: argparse.Namespace) -> bool:
    """Return whether people are to be listed or changed, and no desk opened."""
    return bool(args.people or args.add_person or args.remove_person)


def change_people(store: Path, args: argparse.Namespace) -> int:
    """List or change who may sign in."""
    from mocgioi.desk.people import People

    people = People.beside(store)
    if args.add_person:
        if args.role is None:
            raise UsageError(*_NO_ROLE)
        password = _asked_password(args.add_person, args)
        member = people.put(args.add_person, args.role, args.of_post, password)
        console.say(_ENTERED.to(args.lang).format(member.name), quiet=args.quiet)
    if args.remove_person:
        people.remove(args.remove_person)
        console.say(_REMOVED.to(args.lang).format(args.remove_person), quiet=args.quiet)
    if args.people:
        for member in people.all():
            print("  ".join(filter(None, [member.name, member.role, member.post])))
    return console.DONE


def _asked_password(name: str, args: argparse.Namespace) -> str | None:
    """Return the password that is typed, unseen; None where nothing is: it stays as it is."""
    if sys.stdin.isatty():
        import getpass

        return getpass.getpass(_PASSWORD.to(args.lang).format(name)) or None
    return sys.stdin.readline().rstrip("\r\n") or None


def listen(desk: Desk, args: argparse.Namespace, opened: Text) -> None:
    """Open a desk to other computers, until it is stopped."""
    from mocgioi.desk.listening import Way, listen

    way = Way(
        args.listen,
        tuple(args.name),
        args.certificate,
        args.key,
        args.behind_proxy,
        args.in_the_clear,
    )
    listen(
        desk,
        way,
        opened=lambda address: print(opened.to(args.lang).format(address), flush=True),
    )
