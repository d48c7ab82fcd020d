"""Documents: whatever a text of the repository refers to stands in the repository."""

from __future__ import annotations

import re
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest

from mocgioi.version import VERSION

ROOT = Path(__file__).resolve().parents[1]
LAWS = ROOT / "src/mocgioi/domain/LAWS.md"
WRITTEN = {".py", ".md", ".toml", ".js", ".mjs", ".css", ".json", ".typ", ".csv", ".ipynb", ".yml"}
NOT_OURS = ("vendor/", "fonts/", "tests/corpus/cases/")
PARTS = (
    "State",
    "Alarms",
    "Cases",
    "Register",
    "Edits",
    "Knowledge",
    "Counting",
    "Reading",
    "Receipts",
    "Reach",
    "Programme",
    "Merge",
)


@lru_cache(maxsize=1)
def tracked() -> tuple[Path, ...]:
    listed = subprocess.run(
        ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"),
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    names = listed.stdout.decode().split("\0")
    return tuple(Path(n) for n in names if n and (ROOT / n).is_file())


@lru_cache(maxsize=1)
def texts() -> dict[Path, str]:
    return {
        path: (ROOT / path).read_text(encoding="utf-8")
        for path in tracked()
        if path.suffix in WRITTEN and not any(part in path.as_posix() for part in NOT_OURS)
    }


def laws() -> dict[str, int]:
    """How many rules each part of the laws keeps."""
    parts = re.split(r"^## (\w+)$", LAWS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {
        name: len(re.findall(r"^\d+\. ", text, flags=re.MULTILINE))
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def test_every_document_that_is_named_stands_in_the_repository() -> None:
    names = {path.name for path in tracked()}
    missing = [
        f"{path}: {named}"
        for path, text in texts().items()
        for named in re.findall(r"\b[A-Z][A-Z_-]{2,}\.(?:md|rst)\b", text)
        if named not in names
    ]
    assert missing == []


def test_every_link_of_a_document_leads_to_a_file() -> None:
    dead = [
        f"{path}: {link}"
        for path, text in texts().items()
        if path.suffix == ".md"
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
        if not (ROOT / path.parent / link).exists()
    ]
    assert dead == []


def test_the_laws_have_their_parts() -> None:
    assert tuple(laws()) == PARTS


def test_the_rules_of_a_part_are_numbered_without_a_gap() -> None:
    parts = re.split(r"^## \w+$", LAWS.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    for part in parts:
        numbers = [int(n) for n in re.findall(r"^(\d+)\. ", part, flags=re.MULTILINE)]
        assert numbers == list(range(1, len(numbers) + 1))


def test_every_rule_that_is_cited_is_there() -> None:
    kept = laws()
    cited = re.compile(rf"\b({'|'.join(PARTS)}) (\d+)(?:, (\d+))*")
    unknown = [
        f"{path}: {match.group()}"
        for path, text in texts().items()
        if path.suffix in {".py", ".md", ".js"}
        for match in cited.finditer(text)
        if not all(1 <= int(n) <= kept[match[1]] for n in re.findall(r"\d+", match.group()))
    ]
    assert unknown == []


def test_the_newest_version_heads_the_changelog() -> None:
    (newest, *_) = re.findall(
        r"^## (\S+?),? ", (ROOT / ".github/CHANGELOG.md").read_text("utf-8"), flags=re.MULTILINE
    )
    assert newest == VERSION


def test_the_workflow_runs_every_python_from_the_oldest_that_is_promised() -> None:
    promised = re.search(r'requires-python = ">=(3\.\d+)"', (ROOT / "pyproject.toml").read_text())
    workflow = (ROOT / ".github/workflows/ci.yml").read_text("utf-8")
    (listed,) = re.findall(r"python: \[(.*)\]", workflow)
    pythons = re.findall(r"3\.(\d+)", listed)
    assert promised is not None and promised[1] == f"3.{pythons[0]}"
    assert [int(n) for n in pythons] == list(range(int(pythons[0]), 15))


def test_the_contributors_page_names_the_rooms_there_are() -> None:
    page = (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")
    rooms = {
        path.name
        for path in (ROOT / "src/mocgioi").iterdir()
        if path.is_dir() and path.name != "__pycache__"
    }
    assert set(re.findall(r"^\| `(\w+)/` \|", page, flags=re.MULTILINE)) == rooms
