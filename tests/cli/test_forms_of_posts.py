"""The forms of all posts at once."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from mocgioi.cli import main
from mocgioi.tracker import Tracker


def test_every_marker_is_on_one_form(demo: Tracker, tmp_path: Path) -> None:
    folder = tmp_path / "mang đi"
    assert (
        main(["--store", str(demo.store.path), "survey", "form", "--all", "-o", str(folder)]) == 0
    )
    assert (folder / "phieu-po-ma.xlsx").is_file() and len(list(folder.iterdir())) == 11
    listed = [
        str(row[0])
        for path in folder.iterdir()
        for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(3, values_only=True)
        if row[0]
    ]
    assert sorted(listed) == sorted(demo.frame("markers")["number"])


def test_markers_of_no_post_are_on_a_form_of_their_own(demo: Tracker, tmp_path: Path) -> None:
    register = tmp_path / "more.csv"
    register.write_text("number,illustrative\n1999,yes\n", encoding="utf-8")
    demo.register.import_file("markers", register)
    assert "phieu-chua-ro-don.xlsx" in dict(demo.surveys.forms())


def test_forms_that_may_be_filled_in_are_not_written_over(
    demo: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "phieu-po-ma.xlsx").write_bytes(b"filled in")
    command = ["--store", str(demo.store.path), "survey", "form", "--all", "-o", str(tmp_path)]
    assert main(command) == 50
    assert "phieu-po-ma.xlsx" in capsys.readouterr().err
    assert (tmp_path / "phieu-po-ma.xlsx").read_bytes() == b"filled in"
    assert not (tmp_path / "phieu-ba-son.xlsx").exists()
