"""``completion``: a script that completes commands and options in a shell."""

from __future__ import annotations

import argparse

from mocgioi.cli.completing import SCRIPTS, vocabulary
from mocgioi.cli.console import DONE
from mocgioi.cli.options import Words


def add_arguments(parser: argparse.ArgumentParser, words: Words) -> None:
    """Take the shell."""
    parser.add_argument("shell", choices=tuple(SCRIPTS))


def run(args: argparse.Namespace) -> int:
    """Print the script for a shell."""
    print(SCRIPTS[args.shell](vocabulary(args.parser)), end="")
    return DONE
