"""What a file is, and what is asked for where only a person can read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi import sources
from mocgioi.errors import UnreadableInput
from mocgioi.sources import kinds, opened
from tests.pictures import jpeg, zipped
from tests.sources import facts

DBF = b"\x03\x7b\x0b\x05" + bytes(4) + b"\x41\x00" + bytes(54) + b"\x0d" + b"x" * 90
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def refusal(path: Path) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as caught:
        sources.read(path)
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "asked"),
    [
        ("a.pdf", b"%PDF-1.7", "Excel"),
        ("a.xlsx", b"%PDF-1.7", "Excel"),
        ("quet.jpg", jpeg(), "Excel"),
        ("a.rar", b"Rar!\x1a\x07\x01\x00", ".zip"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c", ".zip"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), ".docx"),
        ("a.rtf", b"{\\rtf1 x}", ".docx"),
        ("a.dwg", b"AC1032\x00", ".dxf"),
        ("a.dgn", b"\x08\x09\xfe\x02\x00\x00", ".dxf"),
        ("a.dgn", b"\xd0\xcf\x11\xe0" + "Dgn~H".encode("utf-16-le"), ".dxf"),
        ("a.dbf", DBF, ".shp"),
    ],
)  # fmt: skip
def test_work_for_a_person_names_what_to_ask_the_sender_for(
    name: str, content: bytes, asked: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    error = refusal(path)
    assert [f.code for f in error.findings] == ["format-unsupported"]
    words = error.words()
    assert asked in words.vi and "xin nơi gửi" in words.vi and "survey form" in words.vi
    assert asked in words.en and name in words.en


@pytest.mark.parametrize(
    "content", [b"MZ\x90\x00" + bytes(range(256)) * 20, bytes(range(1, 32)) * 100]
)
def test_bytes_that_are_no_text_are_never_a_csv(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(content)
    assert refusal(path).findings[0].code == "format-unsupported"


def test_a_torn_sign_in_a_text_leaves_it_a_text(tmp_path: Path) -> None:
    path = facts.write_csv(tmp_path)
    path.write_bytes(path.read_bytes() + b"\x07")
    assert kinds.kind_of(path) == "csv"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_kml_in_any_unicode_is_kml(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.kml"
    path.write_bytes(facts.kml_text().encode(encoding))
    raw = sources.read(path)
    assert raw.kind == "kml"
    assert [row.values for row in raw.tables[0].rows] == list(facts.ROWS)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("zalo.txt", "[20/11/2026 08:15] A Hùng: Mốc 1162 xong đường rồi nhé", "csv"),
        ("zalo.txt", "[08:15, 20/11/2026] A Hùng: Mốc 1162", "csv"),
        ("a.txt", "[ 106.7, 21.9 ]", "geojson"),
        ("a.txt", '[{"a": 1}]', "geojson"),
        ("a.json", "[x", "geojson"),
    ],
)
def test_a_message_that_begins_with_its_time_is_no_json(
    name: str, text: str, kind: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert kinds.kind_of(path) == kind


def test_geojson_in_utf16_is_read(tmp_path: Path) -> None:
    path = facts.write_geojson(tmp_path)
    path.write_bytes(path.read_text("utf-8").encode("utf-16"))
    assert [row.values for row in sources.read(path).tables[0].rows] == list(facts.ROWS)


def test_what_a_zip_holds_for_a_person_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    members = {"a.csv": facts.write_csv(tmp_path).read_bytes(), "cv.pdf": b"%PDF", "b.rar": b"Rar!"}
    with opened(zipped(tmp_path / "x.zip", members)) as bundle:
        assert bundle.raw is not None
        assert [(f.code, f.value) for f in bundle.findings] == [
            ("format-unsupported", "cv.pdf"),
            ("format-unsupported", "b.rar"),
        ]


@pytest.mark.parametrize("name", ["a.xls", "a.html"])
def test_a_file_that_its_reader_would_hold_whole_is_refused_when_large(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mocgioi.sources import html_tables, xls

    for module in (html_tables, xls):
        monkeypatch.setattr(module, "MAX_HELD_BYTES", 1_000)
    path = tmp_path / name
    path.write_bytes((OLE if name == "a.xls" else b"<html>") + bytes(b"<table>" * 300))
    assert refusal(path).findings[0].code == "file-too-large"
