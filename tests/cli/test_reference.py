"""The reference in the README is the parser's own, and complete."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi.cli import commands
from mocgioi.cli.commands import COMMANDS, command
from mocgioi.cli.reference import insert, reference

README = Path(__file__).resolve().parents[2] / "README.md"


def test_the_readme_holds_the_reference_as_it_is_now() -> None:
    text = README.read_text(encoding="utf-8")
    assert insert(text) == text, "run: python -m mocgioi.cli.reference README.md"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help_its_arguments_and_its_run(name: str) -> None:
    typed = command(name)
    assert all(COMMANDS[name]) and callable(typed.add_arguments) and callable(typed.run)


def test_every_module_of_a_command_is_a_command() -> None:
    folder = Path(commands.__file__).parent
    assert {path.stem.rstrip("_") for path in folder.glob("[!_]*.py")} == set(COMMANDS)


def test_every_option_says_what_it_means() -> None:
    assert "|  |" not in reference("en") and "|  |" not in reference("vi")
