"""Old commune names find today's commune; those that name two places are asked about."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from mocgioi.intake import take_markers
from mocgioi.intake.rows.former import FORMER
from tests.intake import world

GEO = Path(__file__).resolve().parents[2] / "geo" / "former_communes.csv"


def taken(written: str) -> tuple[str | None, list[str]]:
    raw = world.raw_file(("Mốc", "Xã"), [("1100", written)])
    done = take_markers(raw, known=world.GROUND)
    return done.entries[0].commune, world.codes(done.findings)


def test_the_table_is_the_one_the_program_carries() -> None:
    with GEO.open(encoding="utf-8", newline="") as stream:
        rows = {(r["name"], r["district"], r["code_now"]) for r in csv.DictReader(stream)}
    assert set(FORMER) == rows


@pytest.mark.parametrize(
    ("written", "code", "told"),
    [
        ("Trùng Khánh", "06148", ["commune-former"]),
        ("Xã Thanh Long", "06148", ["commune-former"]),
        ("Tri Phương, huyện Tràng Định", "06004", ["commune-former"]),
        ("Mẫu Sơn (Lộc Bình)", "06541", ["commune-former"]),
        ("Mẫu Sơn", "06541", ["commune-namesake"]),
        ("Thụy Hùng", "06148", ["commune-namesake"]),
        ("Quốc Khánh", "06004", []),
        ("Hồng Phong", None, ["commune-ambiguous"]),
        ("Tân Thanh", None, ["commune-ambiguous"]),
        ("Thị trấn Cao Lộc", None, ["commune-unknown"]),
        ("Chi Lăng", None, ["commune-unknown"]),
    ],
)
def test_a_name_from_before_the_reform(written: str, code: str | None, told: list[str]) -> None:
    assert taken(written) == (code, told)


def test_a_question_names_the_places_it_may_be() -> None:
    raw = world.raw_file(("Mốc", "Xã"), [("1100", "Hồng Phong")])
    (finding,) = take_markers(raw, known=world.GROUND).findings
    assert "Cao Lộc" in finding.text.vi
    assert "Bình Gia" in finding.text.vi
