from __future__ import annotations

import csv
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mocgioi import sources
from mocgioi.errors import UnreadableInput
from mocgioi.sources import grid, legacy
from mocgioi.sources.raw import LONGEST_TEXT
from mocgioi.sources.tables import decode, sniff_delimiter
from tests.sources import facts

CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=12
).filter(lambda text: text.strip() == text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_unicode_encodings_and_separators_need_no_word(
    encoding: str, delimiter: str, tmp_path: Path
) -> None:
    raw = sources.read(facts.write_csv(tmp_path, encoding=encoding, delimiter=delimiter))
    assert raw.tables[0].header == facts.HEADER
    assert raw.tables[0].rows[0].values == facts.ROWS[0]
    assert raw.findings == ()


def test_windows_1258_is_read_composed_and_told(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    # Windows-1258 holds letters with a circumflex, and tones as marks after them.
    decomposed = "Số hiệu mốc,Ghi chú\n1116,Đường\n"
    for letter in "ốệờ":
        base = unicodedata.normalize("NFD", letter)
        tone = next(c for c in base if c in "\u0301\u0323\u0300")
        kept = unicodedata.normalize("NFC", base.replace(tone, ""))
        decomposed = decomposed.replace(letter, kept + tone)
    path.write_bytes(decomposed.encode("cp1258"))
    raw = sources.read(path)
    assert [f.code for f in raw.findings] == ["encoding-guessed"]
    assert raw.tables[0].header == ("Số hiệu mốc", "Ghi chú")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sá»‘ hiá»‡u má»‘c,Ghi chÃº\n1116,x\n", "text-damaged"),
    ],
)
def test_spoilt_letters_are_refused_by_name(text: str, code: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        decode(text.encode(), "x.csv")
    assert caught.value.findings[0].code == code


def test_a_decimal_comma_does_not_make_the_comma_a_separator() -> None:
    assert sniff_delimiter("Mốc;Vĩ độ;Kinh độ\n1116;21,97;106,71\n1117;21,98;106,72\n") == ";"


def test_a_record_is_numbered_by_the_line_it_begins_on(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text('marker,note\n1116,"one\ntwo"\n\n1117,x\n', encoding="utf-8")
    assert [r.row for r in sources.read(path).tables[0].rows] == [2, 5]


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6))
def test_what_csv_writes_comes_back_composed(rows: list[tuple[str, str, str]]) -> None:
    written = io.StringIO()
    csv.writer(written).writerows([("Số hiệu mốc", "Tình trạng đường", "Ghi chú"), *rows])
    assume(not legacy.is_mojibake(written.getvalue()))
    text, _ = decode(written.getvalue().encode("utf-8-sig"), "x.csv")
    assert sniff_delimiter(text) == ","
    read = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert [tuple(r) for r in read] == [
        tuple(unicodedata.normalize("NFC", cell) for cell in row) for row in rows
    ]


@given(st.binary(max_size=400))
def test_no_bytes_bring_anything_but_rows_or_a_refusal(content: bytes) -> None:
    try:
        text, findings = decode(content, "x.csv")
    except UnreadableInput:
        return
    assert isinstance(text, str)
    assert isinstance(findings, list)


def test_a_quote_that_never_closes_swallows_no_rows_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "open.csv"
    path.write_text('marker,note\n1116,"ướt\n1117,khô\n1118,khô\n', encoding="utf-8")
    with pytest.raises(UnreadableInput) as caught:
        sources.read(path)
    assert caught.value.findings[0].code == "file-damaged"
    assert "line 2" in caught.value.text.en


def test_a_note_of_many_lines_at_the_end_is_a_note(tmp_path: Path) -> None:
    path = tmp_path / "closed.csv"
    path.write_text('marker,note\n1116,"một\nhai ""ba""\nbốn"\n', encoding="utf-8")
    (row,) = sources.read(path).tables[0].rows
    assert row.values == ("1116", 'một\nhai "ba"\nbốn')


def test_a_very_long_cell_is_read_only_as_far_as_it_matters(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(f"marker,note\n1116,{'a' * 300_000}\n", encoding="utf-8")
    (row,) = sources.read(path).tables[0].rows
    assert len(str(row.values[1])) == LONGEST_TEXT


def test_utf8_with_broken_letters_is_refused_with_its_line() -> None:
    text = "Số hiệu mốc,Ghi chú\n1116,đường trơn khi mưa\n".encode()
    with pytest.raises(UnreadableInput) as caught:
        decode(text + b"1117,\xe1\xbb\n", "x.csv")
    assert caught.value.findings[0].code == "encoding-invalid"
    assert "line 3" in caught.value.text.en


def test_bytes_of_no_encoding_are_refused() -> None:
    with pytest.raises(UnreadableInput) as caught:
        decode(b"marker,note\n1116,\x8d\x8f\n", "x.csv")
    assert caught.value.findings[0].code == "encoding-unknown"


def test_more_rows_than_memory_is_bounded_for_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grid, "MAX_ROWS", 2)
    for write in (facts.write_csv, facts.write_xlsx):
        with pytest.raises(UnreadableInput) as caught:
            sources.read(write(tmp_path))
        assert caught.value.findings[0].code == "file-too-large"
