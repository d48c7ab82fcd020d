"""Reads the figures of a report back out of each form, with a reader that is not ours."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import docx
import openpyxl
import pytest

from mocgioi.errors import Language
from mocgioi.outputs.wording import NOTHING, number

Rows = list[list[str]]


def poppler(program: str, content: bytes, *arguments: str) -> str:
    """Return what a program of poppler-utils says of a PDF that it takes from stdin."""
    if shutil.which(program) is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no {program} on the PATH, and this is CI")
        pytest.skip(f"no {program} on the PATH (poppler-utils)")
    command = [program, *arguments]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


def pdf_text(content: bytes) -> str:
    """Return the text of a PDF, laid out as it stands, pages parted by form feeds."""
    return poppler("pdftotext", content, "-layout", "-", "-")


class _Cells(HTMLParser):
    """The cells of the rows of an HTML table's body and foot."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.rows[-1][-1] += data


def _html(made: str, lang: Language) -> Rows:
    parser = _Cells()
    parser.feed(made)
    return [[row[1], *row[3:8]] for row in parser.rows if row[0].isdigit()]


def _markdown(made: str, lang: Language) -> Rows:
    rows = [line.strip("| ").split(" | ") for line in made.splitlines() if line.startswith("| ")]
    return [[row[1], *row[3:8]] for row in rows if row[0].isdigit()]


def _text(made: str, lang: Language) -> Rows:
    found = []
    for line in made.splitlines():
        cells = re.split(r" {2,}", line.strip())
        if re.match(r" {0,2}\d+ ", line) and len(cells) > 4:
            place = 2 if cells[2].isdigit() else 3
            found.append([cells[1], *cells[place : place + 5]])
    return found


def _docx(made: bytes, lang: Language) -> Rows:
    tables = docx.Document(io.BytesIO(made)).tables
    rows = [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    return [[row[1], *row[3:8]] for row in rows if row[0].isdigit() and len(row) > 8]


def _xlsx(made: bytes, lang: Language) -> Rows:
    sheet = openpyxl.load_workbook(io.BytesIO(made), data_only=True).worksheets[2]
    found = []
    for row in sheet.iter_rows(values_only=True):
        if isinstance(row[0], int):
            *whole, percent = row[3:8]
            assert all(isinstance(value, int) for value in whole)
            shown = NOTHING if percent == NOTHING else number(100 * float(str(percent)), lang, 1)
            found.append([str(row[1]), *map(str, whole), shown])
    return found


def _pdf(made: bytes, lang: Language) -> Rows:
    """Names may run over several lines: they are looked for in the words of the whole."""
    found: Rows = []
    for line in pdf_text(made).splitlines():
        figures = [word for word in line.split() if re.fullmatch(rf"\d[\d.,]*|{NOTHING}", word)]
        if len(figures) > 6 and figures[0] == str(len(found) + 1):
            found.append(figures[1:6])
    return found


READERS: dict[str, Callable[[Any, Language], Rows]] = {
    "html": _html,
    "md": _markdown,
    "text": _text,
    "docx": _docx,
    "xlsx": _xlsx,
    "pdf": _pdf,
}
"""Each gives the rows of the groups: name, markers, needing, built, within the year, per cent;
the name is left out of PDF, where it may be broken over lines."""
