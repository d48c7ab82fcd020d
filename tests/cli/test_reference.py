"""The reference in the README is the parser's own, and complete."""

from __future__ import annotations

from pathlib import Path

from mocgioi.cli.commands import COMMANDS
from mocgioi.cli.grammar import COMMANDS as PARSED
from mocgioi.cli.reference import insert, reference

README = Path(__file__).resolve().parents[2] / "README.md"


def test_the_readme_holds_the_reference_as_it_is_now() -> None:
    text = README.read_text(encoding="utf-8")
    assert insert(text) == text, "run: python -m mocgioi.cli.reference README.md"


def test_every_command_can_be_run() -> None:
    assert set(COMMANDS) == set(PARSED)


def test_every_option_says_what_it_means() -> None:
    assert "|  |" not in reference("en") and "|  |" not in reference("vi")
