"""The parser of the command line; it builds only the command that is typed."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from mocgioi.cli.commands import COMMANDS, command
from mocgioi.cli.options import Layout, Words, add_common, add_version
from mocgioi.cli.sentences import speak
from mocgioi.errors import Language, Text
from mocgioi.typed import TYPE_CHECKING, cast

if TYPE_CHECKING:
    SubParsersAction = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    SubParsersAction = argparse._SubParsersAction

WHAT_IT_IS = Text(
    "Theo dõi mốc giới và đường nhánh lên kiểm tra mốc.",
    "Track border markers and the access roads that lead to them.",
)


def language_of(arguments: Sequence[str]) -> Language:
    """Return the language asked for on the command line; Vietnamese if none is."""
    chosen = [after for option, after in pairwise(arguments) if option == "--lang"]
    chosen += [word.removeprefix("--lang=") for word in arguments if word.startswith("--lang=")]
    return "en" if chosen[-1:] == ["en"] else "vi"


def build_parser(lang: Language) -> argparse.ArgumentParser:
    """Return the parser with its help in `lang`.

    Building the parsers of all commands takes longer than a report: each is built when
    argparse asks for it. What it gives names the parser too, for `completion`, and
    what builds one in another language, for `help`.
    """

    def words(vi: str, en: str) -> str:
        return Text(vi, en).to(lang)

    speak(lang)
    parser = argparse.ArgumentParser(
        prog="mocgioi", formatter_class=Layout, description=WHAT_IT_IS.to(lang)
    )
    add_common(parser, words, top=True)
    add_version(parser, words)
    parser.set_defaults(parser=parser, parser_in=build_parser)
    commands = parser.add_subparsers(
        action=_Commands, dest="command", metavar="COMMAND", prog=parser.prog
    )
    cast("_Commands", commands).offer(words)
    return parser


class _Parsers(Mapping[str, argparse.ArgumentParser]):
    """The parsers of the commands by name, each built when it is first asked for."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._built: dict[str, argparse.ArgumentParser] = {}

    def __getitem__(self, name: str) -> argparse.ArgumentParser:
        if name not in self._built:
            self._built[name] = self._build(name)
        return self._built[name]

    def _build(self, name: str) -> argparse.ArgumentParser:
        typed = command(name)
        parser = argparse.ArgumentParser(
            prog=f"mocgioi {name}", formatter_class=Layout, description=self._words(*COMMANDS[name])
        )
        add_common(parser, self._words)
        typed.add_arguments(parser, self._words)
        return parser

    def __contains__(self, name: object) -> bool:
        return name in COMMANDS

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class _Commands(SubParsersAction):
    """The argument that names the command: it knows all names, and builds only what is typed."""

    def offer(self, words: Words) -> None:
        """Take every command, with its help in the language that `words` speaks."""
        self._words = words
        self._name_parser_map = cast("dict[str, argparse.ArgumentParser]", _Parsers(words))
        self.choices = self._name_parser_map

    def _get_subactions(self) -> list[argparse.Action]:
        """Return the commands as help lists them, each with what it does."""
        return [
            self._ChoicesPseudoAction(name, (), self._words(*does))
            for name, does in COMMANDS.items()
        ]
