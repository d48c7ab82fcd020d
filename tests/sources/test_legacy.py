"""TCVN3 and VNI are put right letter by letter; Unicode is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocgioi import sources
from mocgioi.errors import UnreadableInput
from mocgioi.sources import legacy
from mocgioi.sources.text import lines_of
from tests.sources import facts

SMALL = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđbcghklmnpqrstvx"
TO_TCVN3 = str.maketrans({letter: code for code, letter in legacy.TCVN3.items()})
TO_VNI = {letter: code for code, letter in legacy.VNI.items()}
TEXT = (
    "Số hiệu mốc,Tình trạng đường,Ngày kiểm tra,Ghi chú\n"
    "1116,đã xây dựng,2025-11-05,Đường trơn khi mưa\n"
    "1088/2,chưa có,2025-11-06,cần phát quang\n"
)


def in_vni(text: str) -> str:
    return "".join(TO_VNI.get(letter, letter) for letter in text)


@given(st.text(SMALL + SMALL.upper() + " 0123456789/()", max_size=60))
def test_vni_comes_back_letter_by_letter(text: str) -> None:
    assert legacy.from_vni(in_vni(text)) == text


@given(st.text(SMALL + "ABCDEGHIKLMNOPQRSTUVXYĂÂĐÊÔƠƯ 0123456789/()", max_size=60))
def test_tcvn3_comes_back_letter_by_letter(text: str) -> None:
    assert legacy.from_tcvn3(text.translate(TO_TCVN3)) == text


@pytest.mark.parametrize(
    ("written", "encoding"), [(TEXT.translate(TO_TCVN3), "tcvn3"), (in_vni(TEXT), "vni")]
)
@pytest.mark.parametrize("codec", ["latin-1", "utf-8", "utf-16"])
def test_legacy_text_is_converted_and_told_in_bytes_and_in_unicode(
    written: str, encoding: str, codec: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(written.encode(codec))
    lines, findings = lines_of(path)
    assert "".join(lines()) == TEXT
    assert [f.code for f in findings] == [f"encoding-{encoding}"]


@pytest.mark.parametrize(
    "text", [TEXT, "Mốc,Đường\n1116,có\n", "marker,naïve café\n", "à la carte"]
)
def test_other_text_is_no_legacy_text(text: str) -> None:
    assert legacy.recognise([text]) is None


def test_one_word_alone_makes_no_legacy_text() -> None:
    """``mèc`` is mốc in TCVN3, and an honest word elsewhere: two different words are needed."""
    assert legacy.recognise(["le mèc, le mèc et encore le mèc"]) is None
    assert legacy.recognise(["sè mèc"]) == "tcvn3"
    assert legacy.recognise(["bon moác, moác, moác"]) is None
    assert legacy.recognise(["soá moác"]) == "vni"


@given(st.text(max_size=200))
def test_any_text_is_recognised_or_not_without_an_error(text: str) -> None:
    assert legacy.recognise([text]) in (None, "tcvn3", "vni")


@pytest.mark.parametrize("kind", ["xlsx", "geojson"])
@pytest.mark.parametrize("encode", [lambda t: t.translate(TO_TCVN3), in_vni], ids=["tcvn3", "vni"])
def test_a_workbook_or_layer_of_such_fonts_is_converted(
    kind: str, encode: facts.Encoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "HEADER", tuple(map(encode, facts.HEADER)))
    monkeypatch.setattr(facts, "ROWS", tuple(tuple(map(encode, row)) for row in facts.ROWS))
    raw = sources.read({"xlsx": facts.write_xlsx, "geojson": facts.write_geojson}[kind](tmp_path))
    assert raw.tables[0].header == ("Số hiệu mốc", "Tình trạng đường", "Ngày kiểm tra", "Ghi chú")
    assert raw.tables[0].rows[0].values[1] == "đã xây dựng"
    assert [f.code for f in raw.findings][:1] in (["encoding-tcvn3"], ["encoding-vni"])


def test_a_cell_in_unicode_is_left_alone_in_a_legacy_table() -> None:
    assert legacy.convert("đường trơn", "tcvn3") == "đường trơn"


def test_utf8_read_as_another_encoding_is_refused_in_any_kind_of_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoilt = tuple(h.encode().decode("cp1252", errors="ignore") for h in facts.HEADER)
    monkeypatch.setattr(facts, "HEADER", spoilt)
    with pytest.raises(UnreadableInput) as caught:
        sources.read(facts.write_xlsx(tmp_path))
    assert caught.value.findings[0].code == "text-damaged"
