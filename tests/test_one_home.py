"""One noun, one home: what a new field or status of the field survey takes, tried on a copy.

A post that clears the vista wants it on the form (*phát quang*); a road that was begun and lies
idle is *tạm dừng*. Both are declared here in a copy of the sources, in as few files as the
contributors' page says, and then used from the form to the map.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from tests.outputs.map.carrying import readable
from tests.outputs.xlsform.phone import Phone, converted, served

ROOT = Path(__file__).resolve().parents[1]

Edits = Mapping[str, tuple[str, str]]
"""By file, a line that stands there and what is to stand before it."""

FIELD: Edits = {
    "domain/vocabulary.py": (
        '    "need_road": _terms(\n',
        """    "vista": _terms(
        ("done", "đã phát quang", "cleared", "đã phát|rồi"),
        ("needed", "cần phát quang", "to be cleared", "chưa phát"),
    ),
""",
    ),
    "domain/aspects.py": (
        '    Aspect(\n        code="register_position",\n',
        """    Aspect(
        code="vista",
        label=Text("phát quang", "vista"),
        heading=Text("Phát quang", "Vista"),
        contest="open",
        column="vista",
        key="vista",
        option="vista",
        spellings=("Phát quang", "vista"),
        is_surveyed=True,
        on_the_spot=True,
    ),
""",
    ),
    "store/upgrades.py": (
        '"""Every step there ever was from',
        'STEPS = (*STEPS, Step(STEPS[-1].version + 1, "vista"))\n',
    ),
    "words/of_rows.py": (
        '    _unknown("road-condition-unknown", "survey"),\n',
        '    _unknown("vista-unknown", "survey"),\n',
    ),
}

STATUS: Edits = {
    "domain/vocabulary.py": (
        '        (\n            "built",\n            "đã xây dựng",\n',
        '        ("suspended", "tạm dừng", "suspended", "dừng thi công"),\n',
    ),
    "domain/counting.py": (
        '        case "none" | "approved"',
        '        case "suspended":\n            return True\n',
    ),
    "outputs/symbology.py": (
        '    "under_construction": StatusLook(\n',
        """    "suspended": StatusLook(
        colour="#1a1208",
        outline=_WHITE,
        shape="square",
        line_colour="#5b4a2b",
        line_width_px=2.2,
        line_dash_px=(3, 3),
        bar=StatusBar("#fff", 0.5),
    ),
""",
    ),
}

Run = Callable[..., subprocess.CompletedProcess[str]]


def edited(folder: Path, edits: Edits) -> Run:
    """Copy the sources to a folder, edit them, and give what runs `mocgioi` from there."""
    for name in ("src", "geo"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.gpkg*")
        )
    for name, (before, more) in edits.items():
        path = folder / "src" / "mocgioi" / name
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, name
        path.write_text(text.replace(before, more + before), encoding="utf-8")

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "mocgioi", *map(str, arguments), "--store", "store.gpkg"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    assert run("init").returncode == 0
    (folder / "register.csv").write_text(
        "Số hiệu mốc,Xã,Đồn,Thuộc diện làm đường,Kinh độ,Vĩ độ\n"
        "1116,,Hữu Nghị,có,106.711,21.970\n1117,,Hữu Nghị,có,106.713,21.968\n",
        encoding="utf-8",
    )
    done = run("import", "markers", "register.csv", "--crs", "EPSG:4326")
    assert done.returncode in (0, 1), done.stderr
    return run


def document(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.stdout, done.stderr
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


@pytest.fixture(scope="module")
def with_field(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    folder = tmp_path_factory.mktemp("field")
    return folder, edited(folder, FIELD)


@pytest.mark.slow
def test_a_new_field_of_the_survey_goes_from_the_form_to_the_map(
    with_field: tuple[Path, Run],
) -> None:
    folder, run = with_field
    assert len(FIELD) <= 4
    run("survey", "form", "-o", "form.xlsx")
    book = load_workbook(folder / "form.xlsx")
    sheet = book.active
    assert sheet is not None
    header = next(row for row in sheet.iter_rows() if any(c.value == "Phát quang" for c in row))
    letter = {cell.value: get_column_letter(place) for place, cell in enumerate(header, start=1)}
    first = int(header[0].row or 0) + 1
    sheet[f"{letter['Ngày kiểm tra']}{first}"] = "1/10/2026"
    sheet[f"{letter['Phát quang']}{first}"] = "cần phát quang"
    book.save(folder / "form.xlsx")
    receipt = document(run("survey", "apply", "form.xlsx", "--format", "json"))["files"][0]
    assert (receipt["read"], receipt["applied"], receipt["rejected"]) == (1, 1, 0), receipt
    shown = document(run("show", "1116", "--format", "json"))
    assert shown["vista"]["value"] == "needed"
    assert "phát quang: cần phát quang" in run("show", "1116").stdout
    listed = run("report", "--by", "marker", "--format", "csv").stdout.splitlines()
    assert "vista" in listed[0].split(",")
    assert run("set", "1116", "--vista", "đã phát", "--on", "1/10/2026").returncode == 0
    conflict = document(run("conflicts", "list", "--format", "json"))["conflicts"][0]
    assert (conflict["aspect"], len(conflict["sides"])) == ("vista", 2)
    assert run("map", "-o", "map.html").returncode == 0
    assert "Phát quang" in readable((folder / "map.html").read_text(encoding="utf-8"))


@pytest.mark.slow
def test_a_new_field_is_a_column_of_the_layer_with_its_list(with_field: tuple[Path, Run]) -> None:
    import sqlite3
    from contextlib import closing

    folder, _ = with_field
    with closing(sqlite3.connect(folder / "store.gpkg")) as connection:
        described = connection.execute(
            "SELECT title, constraint_name FROM gpkg_data_columns WHERE column_name = 'vista'"
        ).fetchall()
        codes = connection.execute(
            "SELECT value FROM gpkg_data_column_constraints WHERE constraint_name = 'vista'"
        ).fetchall()
    assert described == [("Phát quang", "vista")]
    assert {code for (code,) in codes} == {"done", "needed"}


@pytest.mark.slow
def test_a_new_field_is_asked_on_the_phone(with_field: tuple[Path, Run]) -> None:
    folder, _ = with_field
    code = (
        "from pathlib import Path; from mocgioi import tracker;"
        "from mocgioi.tracker import xlsforms;"
        "made = xlsforms.of_post(tracker.open('store.gpkg').store, None, 'vi');"
        "[Path(name).write_bytes(content) for name, content in made.items()]"
    )
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONUTF8": "1"}
    subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, check=True)
    form = converted((folder / "phieu-odk.xlsx").read_bytes())
    phone = Phone(form, served((folder / "moc-odk.csv").read_bytes()))
    assert phone.choices("vista", "1117") == ["done", "needed"]
    assert "vista_since" in phone.markers[0]


@pytest.mark.slow
def test_a_word_of_the_new_field_that_is_not_known_is_told(with_field: tuple[Path, Run]) -> None:
    folder, run = with_field
    (folder / "wrong.csv").write_text(
        "Số mốc,Ngày kiểm tra,Phát quang\n1117,1/10/2026,xanh tốt\n", encoding="utf-8"
    )
    receipt = document(run("survey", "check", "wrong.csv", "--format", "json"))["files"][0]
    assert [f["code"] for f in receipt["findings"] if f["severity"] == "error"] == ["vista-unknown"]


@pytest.mark.slow
def test_a_new_status_of_a_road_is_counted_listed_and_drawn(tmp_path: Path) -> None:
    assert len(STATUS) <= 3
    run = edited(tmp_path, STATUS)
    assert run("set", "1116", "--road", "tạm dừng", "--on", "1/10/2026").returncode == 0
    status = document(run("status", "--format", "json"))
    assert status["by_status"]["suspended"] == 1
    assert status["road_built"] == 0
    for form in ("text", "md", "html"):
        report = run("report", "--format", form)
        assert "tạm dừng" in report.stdout.lower(), report.stderr
    for name in ("report.xlsx", "report.docx"):
        assert run("report", "--full", "-o", name).returncode == 0
    assert run("map", "-o", "map.html").returncode == 0
    assert "tạm dừng" in readable((tmp_path / "map.html").read_text(encoding="utf-8"))
