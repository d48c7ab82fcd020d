"""``upgrade``: the store brought to this program's version."""

from __future__ import annotations

import argparse

from mocgioi.cli import console
from mocgioi.cli.options import Words
from mocgioi.errors import Text

_RENEWED = Text(
    "Đã cập nhật cách hiển thị của {count} lớp trong QGIS; số liệu không đổi.",
    "How QGIS shows {count} layers was renewed; what is recorded is unchanged.",
)
_CURRENT = Text(
    "Kho số liệu đã đúng phiên bản của chương trình.", "The store is of this program's version."
)


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take nothing but what every command takes."""


def run(args: argparse.Namespace) -> int:
    """Bring the store to this program's version, and keep it beside as it was."""
    from mocgioi.tracker.upgrading import bring_forward, renew_styles

    store = console.tracker(args).store
    upgraded = bring_forward(store)
    if upgraded is None:
        renewed = renew_styles(store)
        words = _RENEWED.to(args.lang).format(count=renewed) if renewed else _CURRENT.to(args.lang)
        console.say(words, quiet=args.quiet)
        return console.DONE
    from mocgioi.outputs.weekly import upgraded_text

    console.say(upgraded_text(*upgraded, args.lang), quiet=args.quiet)
    return console.DONE
