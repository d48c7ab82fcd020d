"""Texts of MapInfo tables and drawings in the encodings of Vietnamese offices."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from mocgioi import sources

HEAD = """Version 300
Charset "{charset}"
Delimiter ","
{system}Columns 2
  So_hieu_moc Char(20)
  Tinh_trang_duong Char(60)
Data

Point 106.7 21.9
"""
ON_EARTH = "CoordSys Earth Projection 1, 104\n"
ON_NONE = 'CoordSys NonEarth Units "m" Bounds (0, 0) (1000000, 3000000)\n'


def windows_1258(text: str) -> bytes:
    """Encode as Windows does: the tone of a letter after it, its hat with it."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    letters = ""
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        letters += unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
        letters += "".join(p for p in parts if p in tones)
    return letters.encode("cp1258")


def interchange(folder: Path, charset: str, status: bytes, system: str = ON_EARTH) -> Path:
    path = folder / "moc.mif"
    path.write_text(HEAD.format(charset=charset, system=system), encoding="ascii", newline="\r\n")
    (folder / "moc.mid").write_bytes(b'"1116","' + status + b'"\r\n')
    return path


@pytest.mark.parametrize(
    ("charset", "status"),
    [
        ("WindowsVietnamese", windows_1258("đã xây dựng")),
        ("Neutral", windows_1258("đã xây dựng")),
        ("WindowsVietnamese", "®· x©y dùng".encode("latin-1")),
        ("WindowsLatin1", "®· x©y dùng".encode("latin-1")),
        ("WindowsLatin1", "ñaõ xaây döïng".encode("latin-1")),
        ("UTF-8", "đã xây dựng".encode()),
    ],
    ids=["cp1258", "cp1258-neutral", "tcvn3-1258", "tcvn3", "vni", "utf-8"],
)
def test_a_text_is_read_in_the_encoding_that_it_is_in(
    tmp_path: Path, charset: str, status: bytes
) -> None:
    (table,) = sources.read(interchange(tmp_path, charset, status)).tables
    assert [row.values for row in table.rows] == [("1116", "đã xây dựng")]


def test_an_encoding_that_the_file_states_is_no_guess(tmp_path: Path) -> None:
    stated = sources.read(interchange(tmp_path, "WindowsVietnamese", windows_1258("đã xây dựng")))
    assert "encoding-guessed" not in {finding.code for finding in stated.findings}


def test_an_encoding_that_nobody_states_is_told(tmp_path: Path) -> None:
    guessed = sources.read(interchange(tmp_path, "Neutral", windows_1258("đã xây dựng")))
    assert "encoding-guessed" in {finding.code for finding in guessed.findings}


def test_a_plan_on_no_earth_states_no_system(tmp_path: Path) -> None:
    (table,) = sources.read(interchange(tmp_path, "Neutral", b"", ON_NONE)).tables
    assert table.crs is None


def test_a_drawing_since_2007_is_utf_8_whatever_code_page_it_names(tmp_path: Path) -> None:
    pairs = [
        *((0, "SECTION"), (2, "HEADER"), (9, "$ACADVER"), (1, "AC1024")),
        *((9, "$DWGCODEPAGE"), (3, "ANSI_1252"), (0, "ENDSEC")),
        *((0, "SECTION"), (2, "ENTITIES"), (0, "TEXT"), (8, "0"), (10, "444152.8")),
        *((20, "2430512.8"), (30, "0"), (40, "10"), (1, "Mốc 1116"), (0, "ENDSEC"), (0, "EOF")),
    ]
    path = tmp_path / "moc.dxf"
    path.write_text("".join(f"{code}\n{value}\n" for code, value in pairs), encoding="utf-8")
    (table,) = sources.read(path).tables
    assert table.rows[0].values[table.header.index("Text")] == "Mốc 1116"
