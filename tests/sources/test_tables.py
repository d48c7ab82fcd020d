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
from mocgioi.sources import grid, legacy, text
from mocgioi.sources.raw import LONGEST_TEXT
from mocgioi.sources.tables import sniff_delimiter
from mocgioi.sources.text import lines_of
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


def written(folder: Path, content: bytes) -> Path:
    path = folder / "x.csv"
    path.write_bytes(content)
    return path


def refusal(path: Path) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as caught:
        sources.read(path)
    return caught.value


def test_spoilt_letters_are_refused_by_name(tmp_path: Path) -> None:
    spoilt = "Sá»‘ hiá»‡u má»‘c,Ghi chÃº\n1116,x\n"
    assert refusal(written(tmp_path, spoilt.encode())).findings[0].code == "text-damaged"


def test_a_decimal_comma_does_not_make_the_comma_a_separator() -> None:
    assert sniff_delimiter("Mốc;Vĩ độ;Kinh độ\n1116;21,97;106,71\n1117;21,98;106,72\n") == ";"


def test_a_record_is_numbered_by_the_line_it_begins_on(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text('marker,note\n1116,"one\ntwo"\n\n1117,x\n', encoding="utf-8")
    assert [r.row for r in sources.read(path).tables[0].rows] == [2, 5]


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6))
def test_what_csv_writes_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    table = io.StringIO()
    csv.writer(table).writerows([facts.HEADER[:3], *rows])
    assume(not legacy.is_mojibake(table.getvalue()))
    path = written(tmp_path_factory.mktemp("csv"), table.getvalue().encode("utf-8-sig"))
    whole = "".join(lines_of(path)[0]())
    assert sniff_delimiter(whole) == ","
    assert [tuple(r) for r in csv.reader(io.StringIO(whole, newline=""))][1:] == rows


@given(st.binary(max_size=400))
def test_no_bytes_bring_anything_but_lines_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    path = written(tmp_path_factory.mktemp("bytes"), content)
    try:
        lines, findings = lines_of(path)
    except UnreadableInput:
        return
    assert all(isinstance(line, str) for line in lines())
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


def test_utf8_with_broken_letters_is_refused_with_its_line(tmp_path: Path) -> None:
    sound = "Số hiệu mốc,Ghi chú\n1116,đường trơn khi mưa\n".encode()
    error = refusal(written(tmp_path, sound + b"1117,\xe1\xbb\n"))
    assert error.findings[0].code == "encoding-invalid"
    assert "line 3" in error.text.en


def test_bytes_of_no_encoding_are_refused(tmp_path: Path) -> None:
    error = refusal(written(tmp_path, b"marker,note\n1116,\x8d\x8f\n"))
    assert error.findings[0].code == "encoding-unknown"


def test_a_line_beyond_all_reason_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "LONGEST_LINE", 50)
    error = refusal(written(tmp_path, b"marker,note\n1116," + b"a" * 60 + b"\n"))
    assert error.findings[0].code == "file-damaged"
    assert "line 2" in error.text.en


def test_more_rows_than_memory_is_bounded_for_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grid, "MAX_ROWS", 2)
    for write in (facts.write_csv, facts.write_xlsx):
        with pytest.raises(UnreadableInput) as caught:
            sources.read(write(tmp_path))
        assert caught.value.findings[0].code == "file-too-large"


@pytest.mark.parametrize("typed", ["=1+1", "-5 m", "@x", "+84 912", "'=1"])
def test_a_text_led_by_an_apostrophe_against_formulas_comes_back_as_typed(
    tmp_path: Path, typed: str
) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"Mốc;Ghi chú\n1116;'{typed}\n", encoding="utf-8")
    (row,) = sources.read(path).tables[0].rows
    assert row.values[1] == typed


def test_an_apostrophe_before_anything_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("Mốc;Ghi chú\n1116;'nhà dân'\n", encoding="utf-8")
    (row,) = sources.read(path).tables[0].rows
    assert row.values[1] == "'nhà dân'"
