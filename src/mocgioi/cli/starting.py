"""What stands beside a store that was just made: the project of QGIS."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi.cli import console
from mocgioi.errors import WouldLose

if TYPE_CHECKING:
    from argparse import Namespace

    from mocgioi.tracker import Tracker


def write_project(made: Tracker, args: Namespace) -> list[Path]:
    """Put the project of QGIS beside a store; one that somebody saved with QGIS stays."""
    try:
        return [made.qgis.write()]
    except WouldLose as error:
        console.say(error.words(console.speller(args)).to(args.lang), quiet=args.quiet)
        return []
