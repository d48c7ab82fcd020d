"""The QR code of a marker, read back by another program's eyes where there is one."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
import segno
from PIL import Image

from mocgioi.outputs.datasheet import qr


def test_it_says_where_the_marker_is_and_its_number() -> None:
    text = qr.payload("1223(1)", 106.7126, 21.9724)
    assert text == "geo:21.972400,106.712600?q=21.972400,106.712600(1223%281%29)"


def test_without_a_position_it_says_the_number() -> None:
    assert qr.payload("1088/2", None, 21.9) == "1088/2"


def test_the_drawing_has_every_dark_module_where_the_code_has_it() -> None:
    text = qr.payload("1116", 106.7126, 21.9724)
    assert qr.modules(text) == [list(map(bool, row)) for row in segno.make(text, error="q").matrix]
    drawn = qr.svg(text, size_mm=26)
    dark = sum(map(sum, qr.modules(text)))
    lengths = [int(run.partition("v")[0]) for run in drawn.split("h")[1:] if "v1" in run]
    assert sum(lengths) == dark


def test_another_program_reads_it(tmp_path: Path) -> None:
    if shutil.which("zbarimg") is None:
        pytest.skip("no zbarimg on the PATH (zbar-tools)")
    text = qr.payload("1116", 106.7126, 21.9724)
    rows = qr.modules(text)
    picture = Image.new("L", (len(rows) + 8, len(rows) + 8), 255)
    for down, row in enumerate(rows):
        for across, is_dark in enumerate(row):
            if is_dark:
                picture.putpixel((across + 4, down + 4), 0)
    written = io.BytesIO()
    picture.resize((400, 400), Image.Resampling.NEAREST).save(written, "PNG")
    file = tmp_path / "code.png"
    file.write_bytes(written.getvalue())
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", str(file)], capture_output=True, check=True, text=True
    )
    assert read.stdout.strip() == text
