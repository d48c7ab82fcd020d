"""The notebooks: kept with what they show, which a run from top to bottom shows again."""

from __future__ import annotations

import ast
import base64
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.notebooks import METADATA, NOTEBOOKS, PNG, run

MOST_BYTES = 350_000
MOST_BYTES_OF_A_PICTURE = 60_000

each_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    document = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in document["cells"] if cell["cell_type"] == kind]


def outputs(path: Path) -> list[dict[str, Any]]:
    return [output for cell in cells(path, "code") for output in cell["outputs"]]


def code(path: Path) -> ast.Module:
    return ast.parse("\n".join("".join(cell["source"]) for cell in cells(path, "code")))


def shown(output: dict[str, Any]) -> list[str]:
    """Return what a reader reads: the cells of a table, or words; of a picture nothing."""
    data = output.get("data", {"text/plain": output.get("text", "")})
    if PNG in data:
        return []
    if "text/html" in data:
        listed = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", "".join(data["text/html"]), re.DOTALL)
        return [unescape(text) for text in listed]
    return "".join(data["text/plain"]).split()


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS


@each_notebook
def test_its_name_begins_with_its_place_in_the_order(path: Path) -> None:
    assert re.match(r"\d\d-[a-z0-9-]+$", path.stem)


@each_notebook
def test_it_is_a_valid_notebook(path: Path) -> None:
    nbformat.validate(json.loads(path.read_text(encoding="utf-8")))


@each_notebook
def test_it_is_kept_with_tables_and_pictures(path: Path) -> None:
    held = [kind for output in outputs(path) for kind in output.get("data", ())]
    assert held.count("text/html") >= 5 and held.count(PNG) >= 3
    pictures = [output["data"][PNG] for output in outputs(path) if PNG in output.get("data", {})]
    sizes = [len(base64.b64decode(picture)) for picture in pictures]
    assert max(sizes) <= MOST_BYTES_OF_A_PICTURE and path.stat().st_size <= MOST_BYTES


@each_notebook
def test_it_is_kept_as_it_was_run_in_order(path: Path) -> None:
    counts = [cell["execution_count"] for cell in cells(path, "code")]
    assert counts == list(range(1, len(counts) + 1))


@each_notebook
def test_what_is_kept_says_nothing_of_a_machine(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["metadata"] == METADATA
    assert all(cell["metadata"] == {} for cell in document["cells"])
    assert [output for output in outputs(path) if output.get("name") == "stderr"] == []
    text = json.dumps([shown(output) for output in outputs(path)])
    assert re.findall(r"/tmp|/home|/root|[A-Z]:\\|0x[0-9a-f]{6}", text) == []


@each_notebook
def test_its_tables_have_words_and_no_codes_or_braces(path: Path) -> None:
    unfit = re.compile(r"[{}]|\bNaN\b|\bNone\b|<NA>|[a-z]_[a-z]")
    read = [text for output in outputs(path) for text in shown(output)]
    assert [text for text in read if unfit.search(text)] == []


@each_notebook
def test_it_uses_public_names_only(path: Path) -> None:
    tree = code(path)
    imported = {
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    } | {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert "mocgioi" in imported
    assert {name for name in imported if name.startswith("mocgioi.")} == set()
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert {name for name in attributes if name.startswith("_")} == set()


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
def test_a_run_shows_what_is_kept(path: Path, tmp_path: Path) -> None:
    codes = [cell for cell in run(path, tmp_path).cells if cell.cell_type == "code"]
    again = [shown(output) for cell in codes for output in cell.outputs]
    assert again == [shown(output) for output in outputs(path)], "python -m tests.notebooks"
