"""What stands beside a store that was just made: the weekly starters, the project of QGIS."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi.cli import console
from mocgioi.errors import Language, WouldLose

if TYPE_CHECKING:
    from argparse import Namespace

    from mocgioi.tracker import Tracker


def write_starters(store: Path, lang: Language) -> None:
    """Put what is double-clicked each week beside a store."""
    from mocgioi.outputs import starters

    for name, content, mode in (
        (starters.WINDOWS_NAME, starters.windows_starter, 0o644),
        (starters.LINUX_NAME, starters.linux_starter, 0o755),
    ):
        path = store.parent / name
        made = content(store=store.name, python=sys.executable, lang=lang)
        console.deliver(made, path, lang, quiet=True)
        path.chmod(mode)
    icon = store.parent / starters.LINUX_ICON_NAME
    console.deliver(starters.linux_icon(), icon, lang, quiet=True)
    icon.chmod(0o755)


def write_project(made: Tracker, args: Namespace) -> list[Path]:
    """Put the project of QGIS beside a store; one that somebody saved with QGIS stays."""
    try:
        return [made.qgis.write()]
    except WouldLose as error:
        console.say(error.words(console.speller(args)).to(args.lang), quiet=args.quiet)
        return []
