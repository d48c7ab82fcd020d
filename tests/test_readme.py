"""What the README shows works as printed."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from mocgioi.cli.parser import build_parser
from mocgioi.tracker import Tracker

README = (Path(__file__).resolve().parents[1] / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def test_the_python_example_runs(
    demo: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "geo").mkdir()
    shutil.copy(demo.store.path, tmp_path / "geo" / "langson.gpkg")
    monkeypatch.chdir(tmp_path)
    (example,) = blocks("python")
    names: dict[str, object] = {}
    exec(example, names)
    assert eval('store.figures.coverage(as_of="2023-12-31")["totals"]["road_built"]', names) == 223
    assert (tmp_path / "mine.html").is_file()


def commands() -> list[str]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    inline = re.findall(r"`(mocgioi --store [^`]+)`", README)
    return [line for line in [*lines, *inline] if line.startswith("mocgioi ")]


@pytest.mark.parametrize("line", commands())
def test_every_command_shown_is_one_the_program_takes(line: str) -> None:
    build_parser("vi").parse_args(shlex.split(line, comments=True)[1:])


def test_the_test_command_is_the_one_ci_runs() -> None:
    ci = (Path(__file__).resolve().parents[1] / ".ci" / "run").read_text(encoding="utf-8")
    assert "-m pytest -n auto$' README.md" in ci
    assert sum(line.endswith("-m pytest -n auto") for line in README.splitlines()) == 1
