"""The reference of the commands in the manual, made from the parser itself."""

from __future__ import annotations

import argparse
from collections.abc import Iterator


def common_options(parser: argparse.ArgumentParser) -> str:
    """Return the options that every command takes, as a table of Markdown."""
    return "\n".join(["| | |", "|---|---|", *_options(parser)])


def reference(parser: argparse.ArgumentParser) -> str:
    """Return the reference as Markdown: a table for each command, without the common options."""
    lines: list[str] = []
    common = set(_options(parser))
    for command in _commands(parser):
        lines += ["", f"### `{command.prog}{_arguments(command)}`", "", str(command.description)]
        options = [line for line in _options(command) if line not in common]
        if options:
            lines += ["", "| | |", "|---|---|", *options]
    return "\n".join(lines)


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
