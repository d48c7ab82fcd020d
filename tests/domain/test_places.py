"""Names of places: one name under all its spellings, and the order of the alphabet."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocgioi.domain.places import alphabetical, bare_name, fold, nfc, post_key

COMMUNES = ["Thuỵ Hùng", "Hoàng Văn Thụ", "Đồng Đăng", "Ba Sơn", "Khuất Xá", "Kiên Mộc"]
LETTERS = st.text(alphabet="aăâbcdđeêghikoôơuưyàảãáạấốữợ ÐðĐ", max_size=12)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("  An ", "An"),
        ("  Đồng Đăng ", "Đồng Đăng"),
        ("Ðồng Ðăng", "Đồng Đăng"),
        ("Hướng ðạo", "Hướng đạo"),
        ("Ðoàn ðoàn", "Đoàn đoàn"),
        ("", ""),
    ],
)
def test_a_name_is_stored_trimmed_and_with_the_letter_it_means(text: str, stored: str) -> None:
    assert nfc(text) == stored


@pytest.mark.parametrize("name", COMMUNES)
def test_two_encodings_are_one_text(name: str) -> None:
    assert nfc(unicodedata.normalize("NFD", name)) == name


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Thuỵ Hùng", "thuy hung"),
        ("THỤY  HÙNG", "thuy hung"),
        ("Đồng-Đăng (cũ)", "dong dang cu"),
        ("xã 12, Ba Sơn.", "xa 12 ba son"),
        ("Ðồng Ðăng", "dong dang"),
        ("…", ""),
    ],
)
def test_all_spellings_of_a_name_have_one_key(text: str, key: str) -> None:
    assert fold(text) == key


@given(LETTERS)
def test_a_key_is_the_same_in_either_encoding_and_case(text: str) -> None:
    assert fold(text) == fold(unicodedata.normalize("NFD", text)) == fold(text.upper())
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Xã Quốc Khánh", "Quốc Khánh"),
        ("xa Quoc Khanh", "Quoc Khanh"),
        ("phường Đông Kinh", "Đông Kinh"),
        ("Phuong Dong Kinh", "Dong Kinh"),
        ("Thị trấn Đồng Đăng", "Đồng Đăng"),
        ("thi tran Dong Dang", "Dong Dang"),
        ("TT. Đồng Đăng", "Đồng Đăng"),
        ("tt Đồng Đăng", "Đồng Đăng"),
        ("Commune of Ba Sơn", "Ba Sơn"),
        ("commune Ba Sơn", "Ba Sơn"),
        ("Đồn Biên phòng Pò Mã", "Pò Mã"),
        ("Don Bien phong Po Ma", "Po Ma"),
        ("Đồn BP Pò Mã", "Pò Mã"),
        ("ĐBP  Pò Mã", "Pò Mã"),
        ("đồn Pò Mã", "Pò Mã"),
        ("border post Pò Mã", "Pò Mã"),
        ("Xãm", "Xãm"),
        ("Ba Xã Sơn", "Ba Xã Sơn"),
    ],
)
def test_a_name_stands_without_its_unit(text: str, name: str) -> None:
    assert bare_name(text) == name


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đồn Biên phòng Cửa khẩu quốc tế Hữu Nghị", "huu nghi"),
        ("Hữu Nghị", "huu nghi"),
        ("Cửa khẩu Chi Ma", "chi ma"),
        ("ĐBP CKQT Hữu Nghị", "huu nghi"),
        ("CK Tân Thanh", "tan thanh"),
        ("Ckan", "ckan"),
        ("Pò Mã cửa khẩu x", "po ma cua khau x"),
    ],
)
def test_a_post_has_one_key_with_its_rank_and_without(text: str, key: str) -> None:
    assert post_key(text) == key


@pytest.mark.parametrize(
    "ordered",
    [
        ["An", "Án", "Ăn", "Ân", "Dân", "Đoàn Kết", "Đồng Đăng"],
        [
            "Ba Sơn",
            "Cao Lộc",
            "Chi Lăng",
            "Đội Cấn",
            "Em",
            "Êm",
            "Oa",
            "Ôa",
            "Ơa",
            "Ua",
            "Ưa",
            "Ya",
        ],
        ["ma", "mà", "mả", "mã", "má", "mạ", "mát"],
        ["Xã 1", "Xã 2", "Xã A"],
        ["a b", "a1", "aa", "az", "a{", "a字"],
        ["ma", "Mà"],
    ],
)
def test_names_stand_in_the_order_of_the_alphabet(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=alphabetical) == ordered


def test_case_and_encoding_decide_nothing_but_ties() -> None:
    upper, lower = alphabetical("ĐỒNG"), alphabetical("đồng")
    decomposed = alphabetical(unicodedata.normalize("NFD", "đồng"))
    assert upper[:2] == lower[:2] == decomposed[:2]
    assert (upper[2], lower[2]) == ("ĐỒNG", "đồng")
