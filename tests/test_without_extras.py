"""The program as ``pip install .`` has it: nothing of the extras can be imported."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from mocgioi import sources
from mocgioi.outputs.export.formats import FORMATS
from tests.part_of_province import built_demo as built_demo
from tests.part_of_province import part as part
from tests.sources import facts

_EXTRAS = ("scipy", "pandas", "geopandas", "pyogrio", "rasterio", "psycopg")
_REFUSING = """
import contextlib, io, json, sys

class Refused:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in %r:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Refused())
from mocgioi.cli import main

for line in sys.stdin:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(json.loads(line))
    print(json.dumps([code, out.getvalue(), err.getvalue()]))
"""


class Ended(NamedTuple):
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


def run(commands: Iterable[Sequence[str]], folder: Path) -> list[Ended]:
    """Run commands one after the other in one process that has none of the extras."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", _REFUSING % (_EXTRAS,)],
        input="".join(json.dumps(command) + "\n" for command in commands),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [Ended(*json.loads(line)) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def folder(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a part of the demonstration, where its first command puts the whole."""
    folder = tmp_path_factory.mktemp("slim")
    (folder / "geo").mkdir()
    shutil.copy(built_demo, folder / "geo" / "langson.gpkg")
    return folder


@pytest.mark.slow
def test_the_first_command_makes_store_map_and_report(tmp_path: Path) -> None:
    (ended,) = run([["demo"]], tmp_path)
    assert ended.code == 0, ended.err
    made = {path.name for path in (tmp_path / "geo").iterdir()}
    assert {"langson.gpkg", "map.html", "report.html"} <= made


def test_every_paper_is_made(folder: Path) -> None:
    names = [f"report.{form}" for form in ("html", "md", "csv", "json", "xlsx", "docx", "pdf")]
    commands = [["report", "-o", name] for name in names]
    commands += [["map", "-o", "other.html"], ["sheets", "--post", "po-ma", "-o", "sheets.pdf"]]
    ended = run(commands, folder)
    assert [end.err for end in ended if end.code] == []
    assert all((folder / name).stat().st_size for name in (*names, "other.html"))


def test_missing_roads_are_estimated(folder: Path) -> None:
    (ended,) = run([["roads", "cost", "--format", "json"]], folder)
    assert json.loads(ended.out)["totals"]["cost_vnd"] > 0


def test_every_kind_of_export_is_written(folder: Path) -> None:
    names = [f"markers{ending}" for ending in FORMATS]
    ended = run([["export", "markers", "-o", name] for name in names], folder)
    assert [end.err for end in ended if end.code] == []
    assert len(sources.read(str(folder / "markers.gpkg")).tables[0].rows) == 77


def test_a_survey_of_every_kind_of_file_is_read(tmp_path: Path) -> None:
    files = [write(tmp_path) for write in facts.WRITERS.values()]
    names = ("so_hieu", "duong", "ngay", "ghi_chu")
    files.append(facts.write_layer(tmp_path, "ESRI Shapefile", "facts.shp", names))
    files.append(facts.write_layer(tmp_path, "FlatGeobuf", "facts.fgb"))
    own = ["--store", str(tmp_path / "own.gpkg")]
    commands = [["survey", "apply", *own, "--format", "json", str(file)] for file in files]
    _, *applied = run([["init", *own], *commands], tmp_path)
    read = {
        file.suffix: json.loads(ended.out)["files"][0]["read"] if ended.out else ended.err
        for file, ended in zip(files, applied, strict=True)
    }
    assert read == dict.fromkeys(read, 3)


@pytest.mark.parametrize(
    ("command", "extra"),
    [
        (["plan", "--budget", "5 tỷ"], "plan"),
        (["import", "dem", "heights.tif"], "dem"),
    ],
)
def test_what_needs_an_extra_says_how_to_install_it(
    folder: Path, command: list[str], extra: str
) -> None:
    (folder / "heights.tif").write_bytes(b"II*\0" + bytes(200))
    vi, en = run([command, [*command, "--lang", "en"]], folder)
    assert (vi.code, en.code) == (2, 2)
    assert f'Cài: pip install "mocgioi[{extra}]".' in vi.err
    assert f'Install: pip install "mocgioi[{extra}]".' in en.err


def test_a_server_needs_an_extra_too(folder: Path) -> None:
    (ended,) = run([["status", "--store", "postgresql://nowhere.invalid/x"]], folder)
    assert ended.code == 50
    assert 'pip install "mocgioi[postgis]"' in ended.err


_ASKING = """
from functools import partial
from pathlib import Path
from mocgioi import tracker
from mocgioi.desk.work import plan
from mocgioi.errors import MocgioiError

path = Path("geo/langson.gpkg")
store = tracker.open(path)
told = dict(steps=lambda text: None, store=path, by="A", lang="vi")
wished = dict(budget_vnd=5_000_000_000)
asked = {
    "tables": lambda: store.tables,
    "frame": lambda: store.frame("markers"),
    "plan": partial(plan.choose, folder=Path("plans"), wishes=wished, called="", **told),
}
for name, ask in asked.items():
    try:
        ask()
    except MocgioiError as error:
        print(name, error.exit_code, error.text.vi)
"""


def test_python_and_the_desk_are_told_too(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _REFUSING % (_EXTRAS,) + _ASKING],
        input="",
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    frames = "Bảng của pandas và GeoPandas trong Python"
    plan = "Chọn đường nên làm với số tiền có được"
    rest = "cần thêm một thư viện. Cài: pip install"
    assert done.stdout.splitlines() == [
        f'tables 2 {frames} {rest} "mocgioi[frames]".',
        f'frame 2 {frames} {rest} "mocgioi[frames]".',
        f'plan 2 {plan} {rest} "mocgioi[plan]".',
    ]
