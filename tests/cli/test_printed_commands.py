"""Each command that is printed works as printed, and names the store it needs."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

import mocgioi
from mocgioi.cli import main
from mocgioi.cli.commands import COMMANDS
from mocgioi.cli.parser import build_parser
from mocgioi.tracker import Tracker

HEADER = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Minh họa\n"
HOUSE = Path(mocgioi.__file__).parent


def literal_hints() -> list[tuple[str, ...]]:
    """Return the words of each command that the sources give as a hint, once."""
    words: set[tuple[str, ...]] = set()
    sources = (path.read_text(encoding="utf-8") for path in HOUSE.rglob("*.py"))
    for source in (text for text in sources if "Hint(" in text):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Hint":
                verb, *arguments = node.args
                if isinstance(verb, ast.Constant):
                    words.add((*str(verb.value).split(), *_arguments(arguments)))
    return sorted(words)


def _arguments(given: list[ast.expr]) -> list[str]:
    elements = given[0].elts if given and isinstance(given[0], ast.Tuple) else []
    return [
        str(element.value) if isinstance(element, ast.Constant) else "1116"
        for element in elements
        if not isinstance(element, ast.Starred)
    ]


@pytest.mark.parametrize("words", literal_hints(), ids=" ".join)
def test_a_command_that_is_printed_has_all_it_needs(words: tuple[str, ...]) -> None:
    assert build_parser("en").parse_args(["--store", "x.gpkg", *words]).command == words[0]


def test_the_commands_of_a_receipt_in_json_name_the_store(
    demo: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, store = tmp_path / "a.csv", str(demo.store.path)
    markers = demo.frame("markers")
    built = markers[markers["road_status"] == "built"].iloc[0]["number"]
    path.write_text(f"{HEADER}{built},2026-11-02,chưa xây dựng,x\n", encoding="utf-8")
    main(["--store", store, "survey", "apply", str(path), "--format", "json"])
    (file,) = json.loads(capsys.readouterr().out)["files"]
    main(["--store", store, "survey", "show", file["batch"][:8], "--format", "json"])
    kept = json.loads(capsys.readouterr().out)["findings"]
    for findings in (file["findings"], kept):
        messages = [f["message"] for f in findings if "mocgioi" in f["message"]]
        assert messages and all(f"mocgioi --store {store} " in m for m in messages)


def test_the_command_for_the_rest_of_a_receipt_names_its_batch(
    demo: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, store = tmp_path / "a.csv", str(demo.store.path)
    rows = "".join(f"{n},2026-11-02,đã xây dựng,x\n" for n in range(2000, 2030))
    path.write_text(HEADER + rows, encoding="utf-8")
    main(["--store", store, "survey", "apply", str(path)])
    batch = demo.surveys.batches()[-1].uuid[:8]
    assert f"mocgioi --store {store} survey show {batch})" in capsys.readouterr().out


SHOWN = (
    "status",
    "report",
    "report --by marker",
    "report --format md",
    "report --explain measured=unknown",
    "reach",
    "roads check",
    "roads cost",
    "conflicts list",
    "conflicts show 0bad",
    "show 1116",
    "show 9999",
    "survey list",
    "survey show 0bad",
    "check",
    "import markers none.csv",
)


@pytest.mark.parametrize("line", SHOWN)
def test_every_command_that_is_shown_names_the_store(
    demo: Tracker, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--store", str(demo.store.path), *line.split()])
    shown = "".join(capsys.readouterr())
    assert not re.search(rf"mocgioi (?:{'|'.join(COMMANDS)})\b", shown)
