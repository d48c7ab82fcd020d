"""What stands beside a store that was just made: its starters, the project of QGIS."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi.cli import console
from mocgioi.errors import Text, WouldLose

if TYPE_CHECKING:
    from argparse import Namespace

    from mocgioi.tracker import Tracker


_LEFT = Text(
    "«{}» ở thư mục này mở kho khác nên giữ nguyên. Muốn có tệp bấm đúp cho kho này: mở một thư "
    "mục riêng, gõ ở đó: mocgioi desk «{}».",
    "“{}” in this folder opens another store and was left as it is. To have one for this store: "
    "make a folder of its own, and type there: mocgioi desk “{}”.",
)


def write_starters(made: Tracker, args: Namespace) -> None:
    """Put what is double-clicked beside a store; one that opens another stays, and that is said."""
    from mocgioi.tracker import starting

    left = starting.write_starters(made.store, args.lang)
    if left:
        said = _LEFT.to(args.lang).format(left[0].name, made.store.place)
        console.say(said, quiet=args.quiet)


def write_project(made: Tracker, args: Namespace) -> list[Path]:
    """Put the project of QGIS beside a store; one that somebody saved with QGIS stays."""
    try:
        return [made.qgis.write()]
    except WouldLose as error:
        console.say(error.words(console.speller(args)).to(args.lang), quiet=args.quiet)
        return []
