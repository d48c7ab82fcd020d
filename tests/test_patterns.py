"""Regular expressions are compiled at their first use, and each of them can be."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pkgutil import walk_packages

import pytest

import mocgioi.domain
import mocgioi.intake
import mocgioi.sources
from mocgioi.patterns import regex


def test_it_is_compiled_at_its_first_use_and_does_what_a_compiled_one_does() -> None:
    words = regex("[a-z]+", re.IGNORECASE)
    assert "findall" not in vars(words)
    assert [words.findall("Mốc A b"), words.findall("c")] == [["M", "c", "A", "b"], ["c"]]
    assert "findall" in vars(words)


@pytest.mark.parametrize("room", [mocgioi.domain, mocgioi.intake, mocgioi.sources])
def test_every_one_of_a_room_can_be_compiled(room: object) -> None:
    names = [
        module.name
        for module in walk_packages(room.__path__, f"{room.__name__}.")  # type: ignore[attr-defined]
    ]
    found = [
        value
        for module in map(import_module, names)
        for value in vars(module).values()
        if type(value) is regex
    ]
    assert found and all(expression.pattern for expression in found)


COUNTED = """
import re
made, compiled = [], re.compile
re.compile = lambda *args: made.append(args) or compiled(*args)
import mocgioi.intake.survey.surveys
print(len(made))
"""


def test_to_load_what_reads_a_table_compiles_few() -> None:
    done = subprocess.run([sys.executable, "-c", COUNTED], capture_output=True, check=True)
    assert int(done.stdout) < 40
