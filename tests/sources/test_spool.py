"""Rows kept aside come back as they were, in their order, as often as asked."""

from __future__ import annotations

import pytest

from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.domain.survey import SurveyRow
from mocgioi.sources.raw import RawRow
from mocgioi.sources.spool import BLOCK, Spool, kept


def rows(count: int) -> list[RawRow]:
    return [RawRow(number, (str(number), None, 1.5)) for number in range(count)]


@pytest.mark.parametrize("count", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7])
def test_rows_come_back_in_their_order_each_time(count: int) -> None:
    spool = Spool(rows(count))
    assert (list(spool), list(spool), len(spool)) == (rows(count), rows(count), count)


def test_two_walks_at_once_do_not_disturb_each_other() -> None:
    spool = Spool(rows(2 * BLOCK))
    assert all(one == other for one, other in zip(spool, spool, strict=True))


def test_a_row_is_found_by_its_place() -> None:
    spool = Spool(rows(2 * BLOCK + 5))
    assert [spool[0].row, spool[BLOCK].row, spool[-1].row] == [0, BLOCK, 2 * BLOCK + 4]
    with pytest.raises(IndexError):
        spool[2 * BLOCK + 5]


def test_few_rows_stay_a_tuple() -> None:
    assert kept(iter(rows(3))) == tuple(rows(3))


@pytest.mark.parametrize("others", [Position(2.5, 3.5, None, "gps"), None, (1.0, 2.0)])
def test_what_a_row_is_made_of_comes_back_as_what_it_was(others: object) -> None:
    seen = [
        SurveyRow(
            MarkerNumber(number),
            *("2026-01-02", {"note": "x"}, Position(1.5, 2.5)),
            headings={},
            written={},
        )
        for number in range(BLOCK)
    ]
    seen[7] = seen[7]._replace(position=others)  # type: ignore[arg-type]
    back = list(Spool(seen))
    assert back == seen
    assert [tuple(map(type, row)) for row in back] == [tuple(map(type, row)) for row in seen]
