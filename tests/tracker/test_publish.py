"""What is published is kept, and later reports say whether it still holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.cli import main
from mocgioi.domain.days import day_after
from mocgioi.domain.register import Commune
from mocgioi.errors import Language, UsageError
from mocgioi.store.handle import Store
from mocgioi.store.items import put_items
from mocgioi.tracker.moments import as_instant
from tests.keeping import kept_open
from tests.store.builders import entry, incoming, new_store, observe, register, road

DAY = "2026-02-01"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tracker.Tracker]:
    store = new_store(tmp_path)
    observe(store, road("1116", "built", "2026-01-15"))
    yield from kept_open(tracker.open(store.path))


def lines(made: tracker.Tracker, **more: str) -> str:
    return " ".join(made.figures.report(as_of=DAY, **more).split())  # type: ignore[arg-type]


def test_what_is_published_is_the_figure_of_the_day(made: tracker.Tracker) -> None:
    published = made.figures.publish(as_of=DAY, title="Hội nghị", by="Lý A")
    assert (published.road_built, published.markers_needing_road) == (1, 3)
    assert "Khớp với báo cáo đã công bố «Hội nghị»" in lines(made)


def test_a_later_report_says_what_changed_it(made: tracker.Tracker) -> None:
    made.figures.publish(as_of=DAY, title="Hội nghị")
    made.set("1117", road_status="built", on="2026-01-20", by="Nông B")
    text = lines(made)
    assert "KHÔNG còn khớp với báo cáo đã công bố «Hội nghị»" in text
    assert "đã báo cáo 1/3, theo số liệu hiện có 2/3" in text
    assert "1117" in text
    assert "Nông B" in text


def test_an_undone_batch_is_named_with_its_reason(made: tracker.Tracker) -> None:
    made.figures.publish(as_of=DAY, title="Hội nghị")
    (batch,) = [batch for batch in made.surveys.batches() if batch.kind == "survey"]
    made.surveys.undo(batch.uuid, why="nhập nhầm tệp", by="Trưởng ban")
    text = lines(made)
    assert "hoàn tác" in text
    assert "Trưởng ban" in text
    assert "nhập nhầm tệp" in text


@pytest.mark.parametrize(
    ("lang", "sentence", "change"),
    [
        (
            "vi",
            "Con số còn khớp với báo cáo đã công bố «Hội nghị» (1/3), nhưng các bảng không còn "
            "như đã báo cáo",
            "1116 (xã: Đồng Đăng → Ba Sơn; xã: Ba Sơn, ngày 10/01/2026 (",
        ),
        (
            "en",
            "The figure still agrees with the report “Hội nghị” (1/3), but its tables no longer",
            "1116 (commune: Đồng Đăng became Ba Sơn; commune: Ba Sơn, seen 10 January 2026 (",
        ),
    ],
)
def test_a_marker_moved_to_another_commune_is_told_though_the_figure_agrees(
    made: tracker.Tracker, lang: Language, sentence: str, change: str
) -> None:
    made.figures.publish(as_of=DAY, title="Hội nghị")
    communes = [Commune("06184", "Đồng Đăng"), Commune("06196", "Ba Sơn")]
    with made.store.writing() as transaction:
        put_items(transaction, incoming("communes", "xa", 2), communes, "2026-01-10")
    register(made.store, entry("1116")._replace(commune="06196"), on="2026-01-10")
    text = lines(made, lang=lang)
    assert sentence in text
    assert change in text


def test_by_what_was_known_then_it_still_agrees(made: tracker.Tracker) -> None:
    published = made.figures.publish(as_of=DAY, title="Hội nghị")
    made.set("1117", road_status="built", on="2026-01-20")
    then = made.figures.coverage(as_of=DAY, known_at=published.recorded_at)
    assert then["publications"][0]["agrees"]
    assert not made.figures.coverage(as_of=DAY)["publications"][0]["agrees"]


def test_the_report_of_the_period_after_it_compares_with_it_as_known_then(
    made: tracker.Tracker,
) -> None:
    made.figures.publish(as_of=DAY, title="Hội nghị")
    made.set("1117", road_status="built", on="2026-01-20")
    period = (day_after(DAY), "2026-03-01")
    changes = made.figures.coverage(as_of="2026-03-01", full=True, period=period)["changes"]
    assert (changes["basis"], changes["title"], changes["since"]) == (
        "publication",
        "Hội nghị",
        DAY,
    )
    assert [entry["number"] for entry in changes["added"]] == ["1117"]


def test_a_report_is_not_compared_with_the_publication_of_its_own_day(
    made: tracker.Tracker,
) -> None:
    made.figures.publish(as_of=DAY, title="Hội nghị")
    changes = made.figures.coverage(as_of=DAY, full=True)["changes"]
    assert (changes["basis"], changes["since"]) == ("eve", f"{int(DAY[:4]) - 1}-12-31")


def test_another_day_can_be_compared_with(made: tracker.Tracker) -> None:
    changes = made.figures.coverage(as_of=DAY, full=True, since="01/01/2026")["changes"]
    assert (changes["basis"], changes["since"]) == ("asked", "2026-01-01")


def test_a_published_figure_cannot_be_changed_or_deleted(made: tracker.Tracker) -> None:
    made.figures.publish(as_of=DAY, title="Hội nghị")
    for statement in (
        "DELETE FROM publications",
        "UPDATE publication_markers SET needs_road = 'no'",
    ):
        with (
            made.store.writing() as transaction,
            pytest.raises(Exception, match="never changed"),
        ):
            transaction.read(statement)


@pytest.mark.parametrize("title", ["", "   "])
def test_a_report_without_a_name_is_not_published(made: tracker.Tracker, title: str) -> None:
    with pytest.raises(UsageError, match="--title"):
        made.figures.publish(as_of=DAY, title=title)


def test_an_empty_store_has_nothing_to_publish(tmp_path: Path) -> None:
    made = tracker.Tracker(Store.create(tmp_path / "empty.gpkg"))
    with pytest.raises(UsageError, match="no markers"):
        made.figures.publish(title="Hội nghị")


@pytest.mark.parametrize("verb", ["coverage", "publish"])
def test_a_day_to_come_is_refused(made: tracker.Tracker, verb: str) -> None:
    more = {"title": "Hội nghị"} if verb == "publish" else {}
    with pytest.raises(UsageError, match="has not come yet"):
        getattr(made.figures, verb)(as_of="2999-01-01", **more)


@pytest.mark.parametrize(
    "text", ["23:20 22/11/2026", "22/11/2026 23:20", "23:20 ngày 22/11/2026", "2026-11-22 23:20"]
)
def test_a_time_is_understood_as_reports_write_it(text: str) -> None:
    assert as_instant(text) == "2026-11-22T16:20:00.000Z"


def test_the_same_report_twice_is_recorded_once_and_said(
    made: tracker.Tracker, capsys: pytest.CaptureFixture[str]
) -> None:
    publish = ["--store", str(made.store.path), "publish", "--as-of", DAY, "--title", "Hội nghị"]
    assert main(publish) == 0
    before = made.store.path.read_bytes()
    assert main(publish) == 0
    assert "đã được ghi từ trước" in capsys.readouterr().out
    assert made.store.path.read_bytes() == before


def test_a_marker_taken_back_from_the_register_is_told_in_words(made: tracker.Tracker) -> None:
    made.figures.publish(as_of=DAY, title="Hội nghị")
    (batch,) = [batch for batch in made.surveys.batches() if batch.kind == "markers"]
    made.surveys.undo(batch.uuid, row=None, why="nhầm sổ", by="Trưởng ban")
    text = lines(made)
    assert "hoàn tác «danh mục mốc: có mốc này»" in text
    assert "diện cần có đường: thuộc diện → –" in text
    assert " yes" not in text


def test_another_title_or_other_figures_are_recorded(made: tracker.Tracker) -> None:
    made.figures.publish(as_of=DAY, title="Hội nghị")
    made.figures.publish(as_of=DAY, title="Hội nghị lần hai")
    made.set("1117", road_status="built", on="2026-01-20")
    made.figures.publish(as_of=DAY, title="Hội nghị")
    assert [one.road_built for one in made.figures.publications()] == [1, 1, 2]


def test_before_the_first_report_of_a_road_nothing_is_published(made: tracker.Tracker) -> None:
    with pytest.raises(UsageError, match="nothing was reported of any road"):
        made.figures.publish(as_of="2026-01-14", title="Hội nghị")
