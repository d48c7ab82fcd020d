"""Each block of commands of the manual and of the README runs as it is printed."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.cli import main
from mocgioi.outputs.manual import names
from tests.test_manual import commands
from tests.test_readme import blocks as of_readme

pytestmark = pytest.mark.slow

GEO = Path(__file__).resolve().parents[1] / "geo"
NOT_RUN = {
    "mocgioi demo": "the demonstration is there: every test has it",
    "mocgioi desk": "stays open, or asks for a password; tests/desk opens it",
    "postgresql://": "needs a server; tests/server has one",
}
"""Parts of lines that the parser alone reads, and why."""

ONCE = {"map", "report", "kit", "sheets", "status", "reach"}
"""Commands that leave the store as it is: the same line is run on one page alone."""

SURVEY = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Minh họa\n" + "".join(
    f"{number},2026-11-02,đã xây dựng,x\n" for number in (984, 1116, 1193, 1230, 9999)
)
"""Rows that go in, and one that is rejected."""


@pytest.fixture
def office(built_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the demonstration's store, and what an office has."""
    (tmp_path / "geo").mkdir()
    for source in (*GEO.glob("*.*"), *(GEO / "illustrative").glob("*.*")):
        if source.suffix in (".csv", ".geojson"):
            shutil.copy(source, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MOCGIOI_STORE", "langson.gpkg")
    shutil.copy(built_demo, "langson.gpkg")
    shutil.copy(built_demo, "geo/langson.gpkg")
    return tmp_path


def batch_with_a_rejected_row() -> str:
    """Take a survey in, and return the code by which a command names it."""
    Path("phieu.csv").write_text(SURVEY, encoding="utf-8")
    receipt = tracker.open("langson.gpkg").surveys.apply("phieu.csv")
    assert receipt.batch is not None
    return receipt.batch[:8]


def run(lines: list[str], seen: set[tuple[str, ...]]) -> None:
    for line in lines:
        program, *words = shlex.split(line, comments=True)
        assert program == "mocgioi"
        if not any(part in line for part in NOT_RUN) and tuple(words) not in seen:
            assert main(words) in (0, 1), line
            seen |= {tuple(words)} if words[0] in ONCE else set()


@pytest.fixture(scope="module")
def seen() -> set[tuple[str, ...]]:
    """What was run on one page and need not be run on another."""
    return set()


@pytest.mark.parametrize("name", [name for name in names() if commands(name, "vi")])
@pytest.mark.usefixtures("office")
def test_the_commands_of_a_page_run(name: str, seen: set[tuple[str, ...]]) -> None:
    lines = commands(name, "vi")
    if any("BATCH" in line for line in lines):
        batch = batch_with_a_rejected_row()
        lines = [line.replace("BATCH", batch) for line in lines]
    made = lines.index("mocgioi init") if "mocgioi init" in lines else 0
    run(lines[:made], seen)
    if made:
        Path("langson.gpkg").unlink()
    run(lines[made:], seen)


def test_the_python_of_the_manual_runs(office: Path) -> None:
    for lang in ("vi", "en"):
        (page,) = (Path(tracker.__file__).parents[1] / "manual" / lang).glob("*-analyst.md")
        (example,) = re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), flags=re.DOTALL)
        known: dict[str, object] = {}
        exec(example, known)
        built = 'store.figures.coverage(as_of="2023-12-31")["totals"]["road_built"]'
        assert eval(built, known) == 223
        assert (office / "mine.html").is_file()


def test_the_week_of_the_readme_runs(
    office: Path, monkeypatch: pytest.MonkeyPatch, seen: set[tuple[str, ...]]
) -> None:
    monkeypatch.delenv("MOCGIOI_STORE")
    weeks = [block for block in of_readme("sh") if block.startswith("mocgioi ")]
    assert len(weeks) == 2
    run(weeks[0].splitlines(), seen)
