"""The reference in the manual is the parser's own, and complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.cli import commands
from mocgioi.cli.commands import COMMANDS, command
from mocgioi.cli.parser import build_parser
from mocgioi.cli.reference import reference
from mocgioi.outputs.manual import LANGUAGES


def test_the_reference_has_every_command() -> None:
    headed = {
        line.split()[2].strip("`")
        for line in reference(build_parser("vi")).splitlines()
        if "###" in line
    }
    assert headed == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help_its_arguments_and_its_run(name: str) -> None:
    typed = command(name)
    assert all(COMMANDS[name]) and callable(typed.add_arguments) and callable(typed.run)


def test_every_module_of_a_command_is_a_command() -> None:
    folder = Path(commands.__file__).parent
    assert {path.stem.rstrip("_") for path in folder.glob("[!_]*.py")} == set(COMMANDS)


def test_every_option_says_what_it_means() -> None:
    assert all("|  |" not in reference(build_parser(lang)) for lang in LANGUAGES)
