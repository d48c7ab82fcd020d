"""Plain rows of a survey are looked at together, and understood as they are one by one."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from mocgioi.domain.survey import SurveyRow
from mocgioi.intake import take_survey
from mocgioi.intake.position.nearness import distance_m, is_near
from mocgioi.intake.rows import walking
from mocgioi.intake.rows.known import Taken
from mocgioi.intake.survey.first_walk import FILLED_IN
from mocgioi.sources import Cell, fields_of, recognise
from tests.intake import world

HEADER = ("Mốc", "Ngày kiểm tra", "Tình trạng đường", "Kinh độ", "Vĩ độ", "Ghi chú")
LON, LAT = world.MARKERS["1100"] or (0.0, 0.0)
PLAIN = ("1100", "13/11/2025", "có", f"{LON:.7f}", f"{LAT:.7f}", None)

CELLS = (
    st.sampled_from(("1100", "1101", "1102", " 1100", "9999", "", 1103, "Mẫu")),
    st.sampled_from(("13/11/2025", "05/11/2025", "", None, "2025-11-06", "31/02/2025")),
    st.sampled_from(("có", "không", "", "tạm")),
    st.sampled_from((f"{LON:.7f}", f"{LON + 0.05:.7f}", "106,7", "", "200", "x", 106.5)),
    st.sampled_from((f"{LAT:.7f}", f"{LAT + 0.001:.7f}", ".5", "", "22.")),
    st.sampled_from((None, "", "đường tốt", "=1+1")),
)


def take(rows: list[tuple[Cell, ...]]) -> Taken[SurveyRow]:
    return take_survey(world.raw_file(HEADER, rows), known=world.FULL, today="2025-11-22")


def said(taken: Taken[SurveyRow]) -> tuple[object, ...]:
    told = taken.rejected, taken.findings, taken.held, taken.rows_read, taken.crs
    return list(taken.entries), *told


@given(st.lists(st.tuples(*CELLS), max_size=6))
@example([PLAIN, ("1101", *PLAIN[1:]), PLAIN])
@example([PLAIN, ("1100", "05/11/2025", *PLAIN[2:])])
@example([("1100", "05/11/2025", *PLAIN[2:]), ("1101", "05/11/2025", *PLAIN[2:])])
@example([("1100", "05/11/2025", *PLAIN[2:]), ("Tổng", *PLAIN[1:]), PLAIN])
def test_rows_looked_at_together_are_understood_as_one_by_one(rows: list[tuple[Cell, ...]]) -> None:
    with patch.object(walking.Walk, "_all_plain", lambda *_: None):
        one_by_one = said(take(rows))
    assert said(take(rows)) == one_by_one


def test_plain_rows_are_looked_at_together() -> None:
    table = world.raw_file(HEADER, [PLAIN] * 3).tables[0]
    columns = recognise(HEADER, fields_of("surveys"))
    walk = walking.Walk(table, columns, FILLED_IN, is_csv=True, amiss=walking.Amiss(()))
    (found,) = walk.first_together(Taken("f", "", ""))
    assert isinstance(found, walking.Plain)
    assert [*zip(*found.columns, strict=True)] == [PLAIN] * 3


@given(
    st.tuples(st.floats(102, 110), st.floats(8, 24)),
    st.tuples(st.floats(-0.01, 0.01), st.floats(-0.01, 0.01)),
    st.floats(0, 1_000),
)
def test_what_is_near_is_within_the_distance(
    place: tuple[float, float], off: tuple[float, float], within_m: float
) -> None:
    other = place[0] + off[0], place[1] + off[1]
    assert is_near(place, other, within_m) == (distance_m(*place, *other) <= within_m)
