"""A made-up plan: how many markers are to have a road by the end of each year.

No target of the province, of a commune or of a post is public; only that a scheme exists
(geo/scheme.csv). In the province's sums of 2026 those of communes and those of posts agree.
"""

from __future__ import annotations

from typing import Any

# year, markers all told, metres and đồng of the year's own roads
PROVINCE = (
    (2024, 260, 8_000, 6_000_000_000),
    (2025, 290, 7_000, 5_500_000_000),
    (2026, 320, 7_000, 5_500_000_000),
    (2027, 350, 7_500, 6_000_000_000),
    (2028, 380, 8_000, 6_500_000_000),
)
YEAR = 2026
COMMUNES = {
    "06004": 46, "06037": 13, "06058": 25, "06148": 30, "06172": 16, "06184": 42, "06211": 16,
    "06196": 55, "06541": 31, "06565": 10, "06625": 36,
}  # fmt: skip
POSTS = {
    "po-ma": 46, "binh-nghi": 38, "na-hinh": 30, "tan-thanh": 16, "huu-nghi": 5, "bao-lam": 37,
    "thanh-loa": 16, "ba-son": 55, "chi-ma": 31, "chi-lang": 24, "bac-xa": 22,
}  # fmt: skip


def target_rows() -> list[dict[str, Any]]:
    """Return the targets in the columns of ``import targets``."""
    rows = [
        _row(year, total, commune="all", length_m=metres, cost_vnd=cost)
        for year, total, metres, cost in PROVINCE
    ]
    rows += [_row(YEAR, total, commune=code) for code, total in COMMUNES.items()]
    return rows + [_row(YEAR, total, post=code) for code, total in POSTS.items()]


def _row(year: int, total: int, **more: Any) -> dict[str, Any]:
    blank = dict.fromkeys(("commune", "post", "length_m", "cost_vnd"), "")
    return {"year": year, "total": total, **blank, **more}
