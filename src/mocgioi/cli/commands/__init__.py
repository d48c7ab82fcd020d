"""The commands: one module each, with its arguments, their help, and what it does.

A module is loaded when its command is typed, or when all of them are listed.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from mocgioi.cli.options import Words
    from mocgioi.errors import Text

COMMANDS: Mapping[str, str] = {
    "desk": "desk",
    "demo": "demo",
    "init": "init",
    "update": "update",
    "import": "import_",
    "survey": "survey",
    "conflicts": "conflicts",
    "case": "case",
    "cases": "cases",
    "set": "set_",
    "marker": "marker",
    "show": "show",
    "sheets": "sheets",
    "kit": "kit",
    "status": "status",
    "reach": "reach",
    "roads": "roads",
    "plan": "plan",
    "report": "report",
    "publish": "publish",
    "map": "map_",
    "qgis": "qgis",
    "export": "export",
    "check": "check",
    "merge": "merge",
    "backup": "backup",
    "copy": "copy",
    "hands": "hands",
    "restore": "restore",
    "repair": "repair",
    "upgrade": "upgrade",
    "help": "help_",
    "completion": "completion",
}
"""The module of each command, in the order in which they are listed."""


class Command(Protocol):
    """What the module of a command has."""

    SUMMARY: Text
    """What it does, in one line."""

    def add_arguments(self, parser: argparse.ArgumentParser, words: Words) -> None:
        """Say which arguments it takes besides those of every command."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it, and return the exit code."""


def command(name: str) -> Command:
    """Return a command by its name."""
    return cast("Command", import_module(f"{__name__}.{COMMANDS[name]}"))
