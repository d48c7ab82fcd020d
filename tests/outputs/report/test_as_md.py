from __future__ import annotations

import re

from mocgioi.outputs.report import render
from tests.outputs.report.documents import hostile, ordinary


def test_a_hostile_name_breaks_no_table() -> None:
    tables: list[list[int]] = []
    inside = False
    for line in render(hostile(), "md").splitlines():
        if line.startswith("|"):
            if not inside:
                tables.append([])
            tables[-1].append(len(re.findall(r"(?<!\\)\|", line)))
        inside = line.startswith("|")
    assert len(tables) == 7
    assert all(len(set(bars)) == 1 for bars in tables)


def test_a_hostile_name_brings_no_html_link_or_code() -> None:
    text = render(hostile(), "md")
    assert "<" not in text
    assert not re.search(r"(?<!\\)[`\[\]]", text)


def test_the_title_is_the_reports() -> None:
    assert render(ordinary(), "md").splitlines()[0] == (
        "# BÁO CÁO Kết quả xây dựng đường nhánh lên kiểm tra mốc (tính đến ngày 31/12/2023)"
    )
