"""The house as a whole: directions of imports, lint, types, packaging, start-up."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = (
    "pandas",
    "geopandas",
    "folium",
    "shapely",
    "numpy",
    "pyproj",
    "fiona",
    "pyogrio",
    "openpyxl",
    "xlsxwriter",
    "jinja2",
    "docx",
    "typst",
)


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ("importlinter.cli",),
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("mypy",),
    ],
    ids=["directions", "lint", "format", "types"],
)
def test_the_house_is_in_order(command: tuple[str, ...]) -> None:
    if command == ("importlinter.cli",):
        code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
        done = run(sys.executable, "-c", code)
    else:
        done = run(sys.executable, "-m", *command)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "arguments", [["--help"], ["status"], ["report"], ["report", "--format", "json"]]
)
def test_start_up_loads_nothing_heavy(arguments: list[str], built_demo: Path) -> None:
    code = (
        "import sys; sys.argv = ['mocgioi', *sys.argv[1:]]\n"
        "from mocgioi.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = run(sys.executable, "-c", code, "--store", str(built_demo), *arguments)
    assert done.stderr.strip().splitlines()[-1] == "[]"


def test_nothing_stands_at_the_top_level_but_what_was_agreed() -> None:
    tracked = run("git", "ls-tree", "--name-only", "HEAD")
    if tracked.returncode:
        pytest.skip("not a git checkout")
    agreed = {"pyproject.toml", "README.md", "LICENSE", "geo", "src", "notebooks", "tests"}
    assert {n for n in tracked.stdout.split() if not n.startswith(".")} <= agreed


LONGER: dict[str, str] = {}
"""Modules of more than 400 lines that were looked at, and why they stay whole."""


def test_a_module_longer_than_a_screenful_was_looked_at() -> None:
    lengths = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / "src").rglob("*.py")
    }
    assert {name for name, lines in lengths.items() if lines > 400} == set(LONGER)


_SQL = re.compile(r"\b(SELECT .+ FROM|INSERT INTO|UPDATE \S+ SET|DELETE FROM)\s", re.DOTALL)
_SPEAKING_SQL = ("store/", "sources/", "domain/decision.py")
"""The store, the readers of files that are databases, and the rule of the last decision."""


def test_sql_stands_where_a_database_is_read() -> None:
    package = ROOT / "src" / "mocgioi"
    elsewhere = [
        f"{path.relative_to(package).as_posix()}:{text.lineno}"
        for path in sorted(package.rglob("*.py"))
        if not path.relative_to(package).as_posix().startswith(_SPEAKING_SQL)
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
        if _SQL.search(text.value)
    ]
    assert elsewhere == []
