"""The command reference of the README, made from the parser itself.

``python -m mocgioi.cli.reference README.md`` puts it between its marks there.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from mocgioi.cli.parser import build_parser
from mocgioi.errors import Language

BEGIN, END = "<!-- reference: begin -->", "<!-- reference: end -->"


def reference(lang: Language = "en") -> str:
    """Return the reference as Markdown: a table for each command."""
    parser = build_parser(lang)
    lines = ["| option of every command | |", "|---|---|", *_options(parser)]
    common = set(lines)
    for command in _commands(parser):
        lines += ["", f"**`{command.prog}{_arguments(command)}`** {command.description}"]
        options = [line for line in _options(command) if line not in common]
        if options:
            lines += ["", "| | |", "|---|---|", *options]
    return "\n".join(lines)


def insert(text: str) -> str:
    """Return a README's text with the reference between its marks."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{reference()}\n{END}{tail}"


def _commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Yield the parsers of the commands, actions of a command instead of the command."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                inner = list(_commands(command))
                yield from inner or [command]


def _arguments(command: argparse.ArgumentParser) -> str:
    words = []
    for action in command._actions:
        if not action.option_strings:
            choices = "|".join(map(str, action.choices)) if action.choices else ""
            word = str(choices or action.metavar or action.dest)
            word += "…" if action.nargs == "+" else ""
            words.append(f" [{word}]" if action.nargs in ("?", "*") else f" {word}")
    return "".join(words)


def _options(parser: argparse.ArgumentParser) -> list[str]:
    lines = []
    for action in parser._actions:
        if not action.option_strings or action.dest == "help":
            continue
        value = ""
        if action.nargs != 0:
            value = " " + str("|".join(map(str, action.choices or ())) or action.metavar or "VALUE")
        names = ", ".join(action.option_strings)
        shown = f"`{names}{value}`".replace("|", "\\|")
        lines.append(f"| {shown} | {action.help or ''} |")
    return lines


def main() -> None:
    """Rewrite the reference in the file named."""
    readme = Path(sys.argv[1])
    readme.write_text(insert(readme.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
