"""The section of the yearly report about markers that were damaged or lost."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from mocgioi import tracker
from mocgioi.store.drafts import Draft
from mocgioi.tracker import Tracker
from tests.store.builders import new_store, observe

ROW = ("1116", "bị mất", "05/11/2025", "06/11/2025 (gửi Sở Ngoại vụ, số 12/BC)")


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tracker]:
    """Return a store with a marker that was reported, and one that may have to be."""
    path: Path = tmp_path_factory.mktemp("cases")
    store = new_store(path)
    observe(
        store,
        Draft(0, "1116", "marker_condition", "missing", "2025-11-05", observer="tổ 2"),
        Draft(1, "1117", "note", "mốc nghiêng", "2025-11-06"),
    )
    made = tracker.open(store.path)
    made.cases.record("1116", reported_on="06/11/2025", to="Sở Ngoại vụ", document="12/BC")
    yield made


def report(work: Tracker, form: str, *, internal: bool | None = None) -> str:
    made = work.figures.report(form=form, full=True, as_of="2025-12-31", internal=internal)
    if isinstance(made, str):
        return made
    parts = ZipFile(BytesIO(made))
    return " ".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))


@pytest.mark.parametrize("form", ["md", "html", "docx", "xlsx"])
def test_it_says_what_was_found_and_done(work: Tracker, form: str) -> None:
    shown = report(work, form)
    for cell in ROW:
        assert cell in shown
    assert "Trong năm 2025, phát hiện 01 mốc bị hư hỏng, dịch chuyển hoặc mất" in shown
    assert "Mốc 1116: bị mất, phát hiện ngày 05/11/2025; đã báo cáo 06/11/2025" in shown
    assert "Còn 01 trường hợp có thông tin về hư hỏng nhưng chưa đủ căn cứ" in shown


@pytest.mark.parametrize("form", ["md", "html", "docx", "xlsx"])
def test_who_found_it_is_for_internal_use(work: Tracker, form: str) -> None:
    assert "(tổ 2)" not in report(work, form)
    assert "05/11/2025 (tổ 2)" in report(work, form, internal=True)


def test_what_is_open_stays_in_the_report_of_the_next_year(work: Tracker) -> None:
    later = work.figures.coverage(full=True, as_of="2026-06-30")
    assert [case["number"] for case in later["cases"]] == ["1117", "1116"]


def test_a_day_before_the_report_has_it_to_be_reported(work: Tracker) -> None:
    before = work.figures.coverage(full=True, as_of="2025-11-05")
    assert [(case["number"], case["alarm"]) for case in before["cases"]] == [("1116", "sure")]
