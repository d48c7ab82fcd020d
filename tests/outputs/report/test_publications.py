"""A report published before, as the next one tells of it."""

from __future__ import annotations

from typing import Any

import pytest

from mocgioi.outputs.report.publications import publication_notices, publications_section

NOBODY = {"needs_road": "yes", "road_status": "none", "commune": None, "post": None}


def moved(number: str, *, counts_otherwise: bool) -> Any:
    now = {**NOBODY, "road_status": "built" if counts_otherwise else "approved"}
    return {
        "number": number,
        "counts_otherwise": counts_otherwise,
        "before": NOBODY,
        "now": now,
        "events": [],
    }


def published(*markers: Any, agrees: bool = True) -> Any:
    figure = {"markers_needing_road": 459, "road_built": 284}
    entry = {
        **{"title": "Hội nghị", "as_of": "2025-12-31", "recorded_at": "2026-01-05T03:00:00.000Z"},
        **figure,
        "now": figure if agrees else {**figure, "road_built": 285},
        "agrees": agrees,
        "moved": list(markers),
    }
    return {"as_of": "2025-12-31", "publications": [entry]}


FIGURE = moved("962", counts_otherwise=True)
BESIDE = moved("1193", counts_otherwise=False)


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (published(), [("fact", "Agrees", [])]),
        (published(FIGURE), [("warning", "not of the same markers", ["962"])]),
        (published(BESIDE), [("warning", "its tables no longer hold", ["1193"])]),
        (
            published(FIGURE, BESIDE, agrees=False),
            [("warning", "NO LONGER", ["962"]), ("warning", "Without an effect", ["1193"])],
        ),
    ],
)
def test_what_moves_the_figure_is_told_apart_from_what_does_not(
    document: Any, told: list[tuple[str, str, list[str]]]
) -> None:
    notices = publication_notices(document, "en", paper=False)
    assert len(notices) == len(told)
    for notice, (weight, words, numbers) in zip(notices, told, strict=True):
        assert notice.weight == weight
        assert words in notice.sentence
        assert [item.split()[0] for item in notice.items] == numbers


@pytest.mark.parametrize(
    ("document", "said", "numbers"),
    [
        (published(FIGURE), "kết quả không thay đổi; có 01 mốc được điều chỉnh", ["962"]),
        (published(BESIDE), "điều chỉnh về xã, đồn, diện cần có đường", ["1193"]),
        (
            published(FIGURE, BESIDE, agrees=False),
            "đã công bố ngày 05/01/2026 là 284/459 mốc, nay là 285/459 mốc; có 01 mốc được",
            ["962"],
        ),
    ],
)
def test_a_paper_says_in_one_sentence_what_was_adjusted(
    document: Any, said: str, numbers: list[str]
) -> None:
    (notice,) = publication_notices(document, "vi", paper=True)
    assert notice.weight == "fact"
    assert said in notice.sentence
    assert list(notice.items) == numbers


def test_a_paper_says_nothing_of_a_report_that_still_holds() -> None:
    assert publication_notices(published(), "vi", paper=True) == []


def test_an_adjustment_has_the_days_on_which_it_was_recorded() -> None:
    days = ["2026-01-06T20:00:00.000Z", "2026-01-09T02:00:00.000Z"]
    adjusted = {**FIGURE, "events": [{"recorded_at": recorded} for recorded in days]}
    (notice,) = publication_notices(published(adjusted), "vi", paper=True)
    assert notice.sentence.endswith("theo số liệu bổ sung từ ngày 07/01/2026 đến ngày 09/01/2026")


@pytest.mark.parametrize(
    ("document", "holds", "count"),
    [
        (published(), "có", 0),
        (published(BESIDE), "chỉ con số", 1),
        (published(FIGURE, BESIDE, agrees=False), "không", 2),
    ],
)
def test_the_table_says_what_still_holds_and_how_many_markers_differ(
    document: Any, holds: str, count: int
) -> None:
    (section,) = publications_section(document, "vi")
    assert section.tables[0].rows[0][-2:] == [holds, str(count)]
