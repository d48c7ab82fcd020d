"""The parser of the command line, built for the command that was typed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import pairwise

from mocgioi.cli.grammar import COMMANDS
from mocgioi.cli.options import Layout, add_common
from mocgioi.cli.sentences import speak
from mocgioi.errors import Language, Text


def language_of(arguments: Sequence[str]) -> Language:
    """Return the language asked for on the command line; Vietnamese if none is."""
    given = " ".join(arguments).replace("--lang=", "--lang ").split()
    chosen = [after for option, after in pairwise(given) if option == "--lang"]
    return "en" if chosen[-1:] == ["en"] else "vi"


def build_parser(lang: Language, arguments: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Return the parser with its help in `lang`.

    Where `arguments` name a command, the others are left out: building all of them takes
    longer than a report.
    """

    def words(vi: str, en: str) -> str:
        return Text(vi, en).to(lang)

    speak(lang)
    parser = argparse.ArgumentParser(
        prog="mocgioi",
        formatter_class=Layout,
        description=words(
            "Theo dõi mốc giới và đường nhánh lên kiểm tra mốc.",
            "Track border markers and the access roads that lead to them.",
        ),
    )
    add_common(parser, words, top=True)
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="COMMAND", prog=parser.prog
    )
    named = next((word for word in arguments if word in COMMANDS), None)
    for name, add in COMMANDS.items():
        if named in (None, name):
            add(commands, words)
    return parser
