"""The notebooks: kept without outputs, and run from top to bottom."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
CELL_TIMEOUT_S = 120

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    document = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in document["cells"] if cell["cell_type"] == kind]


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS


@each_notebook
def test_its_name_begins_with_its_place_in_the_order(path: Path) -> None:
    assert re.match(r"\d\d-[a-z0-9-]+$", path.stem)


@each_notebook
def test_it_is_a_valid_notebook(path: Path) -> None:
    nbformat.validate(json.loads(path.read_text(encoding="utf-8")))


@each_notebook
def test_it_is_kept_without_outputs(path: Path) -> None:
    kept = [
        (cell["id"], cell["execution_count"], cell["outputs"])
        for cell in cells(path, "code")
        if cell["outputs"] or cell["execution_count"] is not None
    ]
    assert kept == []


@each_notebook
def test_every_heading_has_an_english_line_under_it(path: Path) -> None:
    headings = ["".join(cell["source"]) for cell in cells(path, "markdown")]
    bare = [
        text.splitlines()[0]
        for text in headings
        if text.startswith("#") and not re.match(r"#+ [^\n]+\n\n\*[^*\n]+\*(\n|$)", text)
    ]
    assert bare == []


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning:(jupyter_c|nbclient|zmq|tornado)")
@pytest.mark.filterwarnings("ignore:Proactor event loop:RuntimeWarning")  # zmq on Windows
@each_notebook
def test_it_runs_from_top_to_bottom(path: Path, tmp_path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(tmp_path))
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT_S,
        kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path)}},
    )
    client.execute(env={**os.environ, **temporary})
    codes = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in codes] == list(range(1, len(codes) + 1))
