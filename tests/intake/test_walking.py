"""Which rows of a table are data: found by the first walk, and known by the second."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from mocgioi.intake.rows.known import Taken
from mocgioi.intake.rows.walking import Amiss, Walk
from mocgioi.intake.survey.first_walk import FILLED_IN
from mocgioi.sources import Cell, fields_of, recognise
from tests.intake.world import raw_file

HEADER = ("Mốc", "Ngày kiểm tra", "Tình trạng đường", "Ghi chú")
DATA = ("1100", "05/11/2025", "có", "")


def walked(
    *rows: Sequence[Cell], header: Sequence[str] = HEADER, is_csv: bool = True
) -> tuple[Walk, Taken[None], list[list[str]]]:
    table = raw_file(header, rows).tables[0]
    columns = recognise(header, fields_of("surveys"))
    walk = Walk(table, columns, FILLED_IN, is_csv=is_csv, amiss=Amiss(()))
    taken: Taken[None] = Taken("f", "", "")
    codes = [[finding.code for finding in row.findings] for row in walk.first(taken)]
    return walk, taken, codes


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (DATA, []),
        ((1100, "05/11/2025", "có", ""), []),
        (("không rõ", "05/11/2025", "có", ""), []),
        (("1100", "05/11/2025", "có", "=1+1"), ["formula-text"]),
        (("1100", "05/11/2025", "có", "d\u200bốc"), ["text-control"]),
        (("1100", "05/11/2025", "có", "x" * 40_000), ["text-too-long"]),
        (("1100", "05/11/2025", "#REF!", ""), ["cell-error"]),
        (("1100", "05/11/2025", "có"), ["field-count"]),
        (("1100", "05/11/2025", "có", "", "x"), ["field-count"]),
    ],
)
def test_a_row_of_data_comes_with_what_is_amiss_and_comes_so_again(
    row: Sequence[Cell], codes: list[str]
) -> None:
    walk, taken, found = walked(DATA, row, DATA)
    assert found == [[], codes, []]
    assert [[finding.code for finding in row.findings] for row in walk.again()] == found
    assert taken.rows_read == 3


@pytest.mark.parametrize(
    "row",
    [
        ("", "", "", ""),
        ("Tổng cộng", "", "12", ""),
        ("1101", "", "", ""),
        ("", "", "", "Tuyến này mùa mưa hay sạt lở"),
        ("Người lập biểu", "", "", ""),
        ("", "", "ĐỒN TRƯỞNG", ""),
        ("", "", "KT. ĐỒN TRƯỞNG", ""),
        ("", "", "", "TM. UBND XÃ"),
        ("", "", "PHÓ CHỦ TỊCH", ""),
    ],
)
def test_what_is_no_row_of_data_does_not_come_again(row: Sequence[Cell]) -> None:
    walk, taken, found = walked(DATA, row, DATA)
    assert len(found) == len(list(walk.again())) == taken.rows_read == 2


def test_a_sum_before_the_number_is_none_of_the_data() -> None:
    header = ("Xã", *HEADER)
    walk, _, found = walked(("Tổng", *DATA), ("Quốc Khánh", *DATA), header=header)
    assert (len(found), walk.skipped) == (1, ["Tổng 1100 05/11/2025 có"])


def test_walking_again_tells_nothing_once_more() -> None:
    walk, taken, _ = walked(DATA, ("Tổng cộng", "", "12", ""))
    told = len(taken.findings)
    list(walk.again())
    assert (len(taken.findings), taken.rows_read) == (told, 1)


def test_two_columns_of_one_heading_that_differ_are_told_of_each_row() -> None:
    header = (*HEADER, "Ghi chú")
    _, _, found = walked((*DATA, ""), ("1100", "05/11/2025", "có", "a", "b"), header=header)
    assert found == [[], ["column-duplicate"]]
