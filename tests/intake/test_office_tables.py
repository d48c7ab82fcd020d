"""What a survey's row says when an office wrote it: struck out, turned dates, own words, years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from mocgioi import sources, tracker
from mocgioi.domain.survey import SurveyRow
from mocgioi.errors import UnreadableInput, UsageError
from mocgioi.intake import STANDARD, Policy, Taken, take_survey
from mocgioi.intake.rows.known import Known
from mocgioi.sources import Cell
from mocgioi.tracker import Tracker
from tests.intake import world

TODAY = "2026-11-22"
HEADER = ("Mốc", "Ngày kiểm tra", "Tình trạng đường")
Standing = Mapping[str, Mapping[str, tuple[str, str | None]]]


def take(
    header: Sequence[str],
    *rows: Sequence[Cell],
    preamble: Sequence[str] = (),
    policy: Policy = STANDARD,
    standing: Standing | None = None,
    known: Known = world.FULL,
) -> Taken[SurveyRow]:
    stands = standing or {}

    def stood(marker: str, day: str) -> dict[str, str]:
        aspects = stands.get(marker, {})
        return {aspect: value for aspect, (value, last) in aspects.items() if (last or "") < day}

    known = replace(known, standing=lambda marker: stands.get(marker, {}), stood=stood)
    raw = world.raw_file(header, rows, preamble=preamble)
    taken = take_survey(raw, known=known, today=TODAY, policy=policy)
    assert taken.rows_read == len(taken.entries) + len(taken.rejected)
    return taken


def states(taken: Taken[SurveyRow]) -> list[tuple[str, dict[str, str]]]:
    return [(str(row.number), row.values) for row in taken.entries]


# struck through


def struck(path: Path, *, cells: Sequence[str]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    line = book.add_format({"font_strikeout": True})
    sheet = book.add_worksheet("S")
    for column, text in enumerate((*HEADER, "Ghi chú riêng")):
        sheet.write(0, column, text)
    for column, text in enumerate(("1100", "05/11/2025", "đã xây dựng", "abc")):
        name = (*("number", "day", "state"), "other")[column]
        sheet.write(1, column, text, line if name in cells else None)
    book.close()
    return path


@pytest.mark.parametrize("cells", [("number",), ("state",), ("number", "day", "state")])
def test_what_is_struck_through_does_not_count(tmp_path: Path, cells: Sequence[str]) -> None:
    raw = sources.read(struck(tmp_path / "a.xlsx", cells=cells))
    taken = take_survey(raw, known=world.FULL, today=TODAY)
    assert (taken.entries[:], [row.codes for row in taken.rejected]) == ([], [("row-struck",)])


def test_a_struck_cell_that_nobody_reads_changes_nothing(tmp_path: Path) -> None:
    raw = sources.read(struck(tmp_path / "a.xlsx", cells=("other",)))
    assert len(take_survey(raw, known=world.FULL, today=TODAY).entries) == 1


def test_a_text_struck_in_part_is_struck(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet, line = book.add_worksheet("S"), book.add_format({"font_strikeout": True})
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ("1100", "05/11/2025"))
    sheet.write_rich_string(1, 2, line, "đã xây dựng ", "chưa")
    book.close()
    taken = take_survey(sources.read(path), known=world.FULL, today=TODAY)
    assert [row.codes for row in taken.rejected] == [("row-struck",)]


# days


def test_date_cells_beside_days_that_only_text_could_hold_are_asked_about() -> None:
    taken = take(HEADER, ("1100", "25/10/2026", "có"), ("1101", datetime(2026, 5, 11), "có"))
    assert [row.codes for row in taken.rejected] == [("date-order",)]
    assert len(taken.entries) == 1


def test_a_date_cell_to_come_that_turned_is_past_is_asked_about() -> None:
    taken = take(HEADER, ("1100", datetime(2026, 12, 10), "có"))
    assert [row.codes for row in taken.rejected] == [("date-order",)]


@pytest.mark.parametrize(
    ("order", "day"), [("month-first", "2026-11-05"), ("day-first", "2026-05-11")]
)
def test_the_user_says_how_date_cells_were_typed(order: str, day: str) -> None:
    policy = Policy(dates=order)  # type: ignore[arg-type]
    taken = take(
        HEADER, ("1100", "25/10/2026", "có"), ("1101", datetime(2026, 5, 11), "có"), policy=policy
    )
    assert [row.observed_on for row in taken.entries] == ["2026-10-25", day]


def test_month_first_makes_a_day_of_a_text_that_was_none() -> None:
    taken = take(HEADER, ("1100", "11/25/2025", "có"), policy=Policy(dates="month-first"))
    assert [row.observed_on for row in taken.entries] == ["2025-11-25"]


def test_month_first_leaves_days_as_they_are_that_were_not_asked_about() -> None:
    rows = [
        ("1100", "11/25/2025", "có"),
        ("1101", "25/11/2025", "có"),
        ("1102", "05/11/2025", "có"),
    ]
    taken = take(HEADER, *rows, policy=Policy(dates="month-first"))
    assert [row.observed_on for row in taken.entries] == ["2025-11-25", "2025-11-25", "2025-11-05"]


def test_date_cells_alone_are_no_question() -> None:
    taken = take(
        HEADER, ("1100", datetime(2026, 5, 11), "có"), ("1101", datetime(2026, 3, 25), "có")
    )
    assert len(taken.entries) == 2


def test_a_day_without_a_year_has_that_of_all_others() -> None:
    taken = take(HEADER, ("1100", "25/10/2025", "có"), ("1101", "5/11", "có"))
    assert [row.observed_on for row in taken.entries] == ["2025-10-25", "2025-11-05"]
    assert "date-year" in world.codes(taken.findings)


@pytest.mark.parametrize("others", [("25/10/2025", "25/10/2026"), ()])
def test_a_day_without_a_year_is_asked_about_where_no_one_year_is_sure(
    others: Sequence[str],
) -> None:
    rows = [("1101", day, "có") for day in others]
    taken = take(HEADER, *rows, ("1100", "5/11", "có"))
    assert [row.codes for row in taken.rejected] == [("date-year",)]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Thứ năm, 05/11/2026", "2026-11-05"),
        ("14h30 ngày 05/11/2026", "2026-11-05"),
        ("05/11/2026 (chiều)", "2026-11-05"),
        ("mùng 5/11/2026", "2026-11-05"),
        ("5/Nov/2026", "2026-11-05"),
        ("5-thg 11-2026", "2026-11-05"),
    ],
)
def test_a_day_is_read_as_people_write_it(written: str, day: str) -> None:
    assert [row.observed_on for row in take(HEADER, ("1100", written, "có")).entries] == [day]


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("tháng 6/2026", "30/06/2026"),
        ("quý II/2026", "30/06/2026"),
        ("cuối tháng 10/2026", "31/10/2026"),
    ],
)
def test_a_month_is_asked_about_and_its_last_day_offered(written: str, last: str) -> None:
    (told,) = take(HEADER, ("1100", written, "có")).findings
    assert (told.code, last in told.text.vi) == ("date-partial", True)


@pytest.mark.parametrize("written", ["2026", "11/2026", "quý IV/2026"])
def test_the_last_day_of_what_is_not_over_is_not_offered(written: str) -> None:
    (told,) = take(HEADER, ("1100", written, "có")).findings
    assert (told.code, "2026." in told.text.vi) == ("date-partial", False)
    assert "dd/mm/yyyy" in told.text.vi


def test_the_time_a_server_received_a_form_is_in_utc() -> None:
    header = ("so_hieu_moc", "_submission_time", "tinh_trang_duong")
    (row,) = take(header, ("1100", "2026-11-18T20:00:00", "co")).entries
    assert row.observed_on == "2026-11-19"


@pytest.mark.parametrize(
    "line",
    [
        "(Số liệu kiểm tra ngày 18/11/2025)",
        "Lạng Sơn, ngày 18 tháng 11 năm 2025",
        "Ngày kiểm tra: 2025-11-18 00:00:00",
    ],
)
def test_the_day_of_a_table_may_stand_in_its_title(line: str) -> None:
    taken = take(("Mốc", "Tình trạng đường"), ("1100", "có"), preamble=["BIỂU TỔNG HỢP", line])
    assert [row.observed_on for row in taken.entries] == ["2025-11-18"]
    assert world.codes(taken.findings) == ["date-from-title"]


def test_the_day_of_a_paper_referred_to_is_not_the_tables() -> None:
    lines = ["Căn cứ Kế hoạch số 12 ngày 01/10/2025", "Thời điểm kiểm tra: ngày 18/11/2025"]
    (row,) = take(("Mốc", "Tình trạng đường"), ("1100", "có"), preamble=lines).entries
    assert row.observed_on == "2025-11-18"


@pytest.mark.parametrize(
    "line",
    [
        "Căn cứ công văn ngày 01/10/2025 của Ban Chỉ huy",
        "Kiểm tra từ ngày 10/11 đến ngày 18/11/2025",
        "Số liệu ngày 10/11/2025 và ngày 18/11/2025",
    ],
)
def test_a_title_that_gives_no_one_day_gives_none(line: str) -> None:
    with pytest.raises(UnreadableInput):
        take(("Mốc", "Tình trạng đường"), ("1100", "có"), preamble=[line])


def test_a_span_of_markers_runs_as_the_register_does() -> None:
    assert [n for n, _ in states(take(HEADER, ("1102-1104", "05/11/2025", "có")))] == [
        "1102",
        "1103",
        "1104",
    ]
    assert [row.codes for row in take(HEADER, ("1104-1102", "05/11/2025", "có")).rejected] == [
        ("marker-several",)
    ]


# words


def test_parts_that_say_the_contrary_say_nothing() -> None:
    taken = take(HEADER, ("1100", "05/11/2025", "đã có đường; chưa có đường"))
    assert [row.codes for row in taken.rejected] == [("state-ambiguous",)]


def test_as_before_confirms_what_stands() -> None:
    standing = {"1100": {"road_status": ("built", "2023-05-01")}}
    taken = take(HEADER, ("1100", "05/11/2025", "không thay đổi"), standing=standing)
    assert states(taken) == [("1100", {"road_status": "built"})]


def test_as_before_says_nothing_of_the_condition_of_a_road_that_nobody_told_of() -> None:
    header = (*HEADER, "Chất lượng đường")
    standing = {"1100": {"road_status": ("none", "2023-05-01")}}
    rows = [("1100", f"0{n}/11/2025", "không thay đổi", "không thay đổi") for n in (5, 6)]
    taken = take(header, *rows, standing=standing)
    assert [entry.values for entry in taken.entries] == [{"road_status": "none"}] * 2
    told = [f for f in taken.findings if f.code == "state-same"]
    assert [(f.severity, f.column) for f in told] == [("notice", "Chất lượng đường")]


@pytest.mark.parametrize("standing", [{}, {"1100": {"road_status": ("built", "2026-01-01")}}])
def test_as_before_needs_something_before(standing: Standing) -> None:
    taken = take(HEADER, ("1100", "05/11/2025", "như cũ"), standing=standing)
    assert [row.codes for row in taken.rejected] == [("state-same",)]


def test_a_word_of_two_readings_is_settled_where_both_say_what_stands() -> None:
    standing = {"1100": {"road_status": ("built", "2023-05-01")}}
    taken = take(HEADER, ("1100", "05/11/2025", "BT"), standing=standing)
    assert states(taken) == [("1100", {"road_status": "built"})]


def test_what_a_person_said_of_words_is_read_so() -> None:
    known = replace(world.FULL, meanings={("road_status", "co duong dat"): "none"})
    taken = take(HEADER, ("1100", "05/11/2025", "Có đường đất"), known=known)
    assert states(taken) == [("1100", {"road_status": "none"})]


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxy ,.;()0123456789%-", max_size=25))
def test_words_nobody_knows_never_become_a_state_by_a_part_of_them(noise: str) -> None:
    taken = take(HEADER, ("1100", "05/11/2025", f"đã xây dựng {noise} hỏi lại anh Tư"))
    assert not taken.entries


# what waits


def test_an_old_built_that_would_move_the_figure_waits() -> None:
    standing = {"1100": {"road_status": ("none", "2023-05-01")}}
    taken = take(HEADER, ("1100", "05/11/2016", "đã xây dựng"), standing=standing)
    assert (taken.held, "older-far" in world.codes(taken.findings)) == ({(None, 2)}, True)


@pytest.mark.parametrize(
    ("stands", "written", "day"),
    [
        ("built", "đã xây dựng", "05/11/2016"),
        ("none", "chưa", "05/11/2016"),
        ("none", "đã xây dựng", "01/03/2023"),
    ],
)
def test_an_old_row_that_moves_nothing_or_is_hardly_older_is_taken(
    stands: str, written: str, day: str
) -> None:
    standing = {"1100": {"road_status": (stands, "2023-05-01")}}
    assert not take(HEADER, ("1100", day, written), standing=standing).held


def test_a_row_whose_commune_and_post_are_anothers_waits() -> None:
    post = {
        "po-ma": world.POSTS["po-ma"],
        "chi-ma": world.POSTS["po-ma"]._replace(code="chi-ma", name="Chi Ma"),
    }
    known = replace(
        world.FULL, posts=post, posts_of={"1100": "po-ma"}, communes_of={"1100": "06004"}
    )
    header = (*HEADER, "Xã", "Đồn")
    for commune, name, held in (
        ("Mẫu Sơn", "Chi Ma", True),
        ("Quốc Khánh", "Chi Ma", False),
        ("Mẫu Sơn", "Pò Mã", False),
    ):
        taken = take(header, ("1100", "05/11/2025", "có", commune, name), known=known)
        assert bool(taken.held) is held


def test_a_repair_of_what_was_never_said_to_be_damaged_waits() -> None:
    header = ("Mốc", "Ngày kiểm tra", "Tình trạng mốc")
    row = ("1100", "05/11/2025", "đang sửa chữa")
    damaged = {"1100": {"marker_condition": ("serious_damage", "2025-01-01")}}
    assert take(header, row).held
    assert not take(header, row, standing=damaged).held


# submissions and memory


def survey(folder: Path, name: str, *rows: str, header: str = ",".join(HEADER)) -> Path:
    path = folder / name
    path.write_text("\n".join((header, *rows)), encoding="utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Tracker:
    made = tracker.create(tmp_path / "store.gpkg")
    made.register.import_file(
        "markers",
        survey(tmp_path, "register.csv", "1100,có", "1101,có", header="Số hiệu mốc,Thuộc diện"),
    )
    return made


WHO = "Mốc,Ngày kiểm tra,Tình trạng đường,Người kiểm tra"


def test_who_submits_again_for_a_day_corrects_himself(store: Tracker, tmp_path: Path) -> None:
    store.surveys.apply(survey(tmp_path, "a.csv", "1100,05/11/2025,chưa,Nông Văn A", header=WHO))
    receipt = store.surveys.apply(
        survey(tmp_path, "b.csv", "1100,05/11/2025,có,Nông Văn A", header=WHO)
    )
    assert "submission-corrected" in [f.code for f in receipt.findings]
    assert store.figures.status()["road_built"] == 1


def test_an_undone_correction_lets_the_first_stand_again(store: Tracker, tmp_path: Path) -> None:
    store.surveys.apply(survey(tmp_path, "a.csv", "1100,05/11/2025,chưa,A", header=WHO))
    receipt = store.surveys.apply(survey(tmp_path, "b.csv", "1100,05/11/2025,có,A", header=WHO))
    store.surveys.undo(str(receipt.batch), why="nhầm tệp")
    assert (store.figures.status()["road_built"], store.show("1100")["road"]["status"]) == (
        0,
        "none",
    )


def test_what_a_person_decided_is_not_corrected(store: Tracker, tmp_path: Path) -> None:
    for name, says, who in (("a", "chưa", "A"), ("b", "có", "B")):
        store.surveys.apply(
            survey(tmp_path, f"{name}.csv", f"1100,05/11/2025,{says},{who}", header=WHO)
        )
    kept = next(e for e in store.show("1100")["history"] if e["value"] == "none")
    (waiting,) = store.decisions.disagreements()["conflicts"]
    store.decisions.resolve(waiting["id"], keep=kept["observation"], why="đã xem tại chỗ")
    store.surveys.apply(survey(tmp_path, "c.csv", "1100,05/11/2025,đang làm,A", header=WHO))
    assert store.show("1100")["road"]["status"] == "none"


@pytest.mark.parametrize(
    "files",
    [
        (("1100,05/11/2025,chưa,A",), ("1100,05/11/2025,có,B",)),
        (("1100,05/11/2025,chưa,A", "1100,05/11/2025,có,A"),),
        (("1100,05/11/2025,chưa,",), ("1100,05/11/2025,có,",)),
    ],
)
def test_others_rows_of_one_file_and_nobody_correct_nobody(
    store: Tracker, tmp_path: Path, files: Sequence[Sequence[str]]
) -> None:
    for place, rows in enumerate(files):
        store.surveys.apply(survey(tmp_path, f"{place}.csv", *rows, header=WHO))
    assert store.figures.status()["conflicts"] == 1


def test_a_word_said_once_is_remembered(store: Tracker, tmp_path: Path) -> None:
    first = survey(tmp_path, "a.csv", "1100,05/11/2025,có đường đất")
    store.surveys.apply(first, words={("road_status", "có đường đất"): "chưa xây dựng"})
    receipt = store.surveys.apply(survey(tmp_path, "b.csv", "1101,05/11/2025,CÓ ĐƯỜNG ĐẤT"))
    assert (receipt.applied, store.show("1101")["road"]["status"]) == (1, "none")


@pytest.mark.parametrize(("aspect", "meant"), [("road_state", "built"), ("road_status", "perhaps")])
def test_a_word_of_no_aspect_or_no_meaning_is_refused(
    store: Tracker, tmp_path: Path, aspect: str, meant: str
) -> None:
    with pytest.raises(UsageError, match=aspect):
        store.surveys.apply(
            survey(tmp_path, "a.csv", "1100,05/11/2025,x"), words={(aspect, "đường đất"): meant}
        )


def test_a_receipt_says_what_each_row_moved_and_from_which_words(
    store: Tracker, tmp_path: Path
) -> None:
    store.surveys.apply(survey(tmp_path, "a.csv", "1100,01/11/2025,chưa"))
    receipt = store.surveys.apply(
        survey(tmp_path, "b.csv", "1100,05/11/2025,đã nghiệm thu", "1101,05/11/2025,chưa")
    )
    moved = [(m.marker, m.before, m.after, m.observed_on, m.row, m.written) for m in receipt.moves]
    assert moved == [
        ("1100", "none", "built", "2025-11-05", 2, "đã nghiệm thu"),
        ("1101", None, "none", "2025-11-05", 3, "chưa"),
    ]


def test_a_batch_says_later_what_it_moved(store: Tracker, tmp_path: Path) -> None:
    store.surveys.apply(survey(tmp_path, "a.csv", "1100,01/11/2025,chưa"))
    receipt = store.surveys.apply(survey(tmp_path, "b.csv", "1100,05/11/2025,có"))
    store.surveys.apply(survey(tmp_path, "c.csv", "1100,06/11/2025,chưa"))
    assert store.surveys.moves(str(receipt.batch)) == [
        move._replace(written=None) for move in receipt.moves
    ]


def test_what_confirms_moves_nothing(store: Tracker, tmp_path: Path) -> None:
    store.surveys.apply(survey(tmp_path, "a.csv", "1100,01/11/2025,chưa"))
    assert store.surveys.apply(survey(tmp_path, "b.csv", "1100,05/11/2025,chưa")).moves == []


def test_a_day_of_completion_is_kept_with_its_marker(store: Tracker, tmp_path: Path) -> None:
    header = ",".join((*HEADER, "Ngày hoàn thành"))
    store.surveys.apply(survey(tmp_path, "a.csv", "1100,05/11/2025,có,30/09/2025", header=header))
    events = [(e["aspect"], e["value"]) for e in store.show("1100")["history"]]
    assert ("road_completed_on", "2025-09-30") in events


def test_a_day_of_completion_to_come_is_told_and_left_out() -> None:
    header = (*HEADER, "Ngày hoàn thành")
    taken = take(header, ("1100", "05/11/2025", "có", "15/12/2026"))
    assert states(taken) == [("1100", {"road_status": "built"})]
    assert "date-future" in world.codes(taken.findings)


@pytest.mark.parametrize(
    "note", ["chưa có", "đường chưa làm", "ghi nhầm", "dự kiến 2027", "còn 150 m chưa tới mốc"]
)
def test_a_note_that_denies_the_row_holds_it(note: str) -> None:
    assert take((*HEADER, "Ghi chú"), ("1100", "05/11/2025", "đã có", note)).held


@pytest.mark.parametrize("note", ["dốc cao", "sai số GPS 5 m", "đường bê tông, đi lại tốt"])
def test_other_notes_hold_nothing(note: str) -> None:
    assert not take((*HEADER, "Ghi chú"), ("1100", "05/11/2025", "đã có", note)).held


@pytest.mark.parametrize(("heading", "cell"), [("Đúng/Sai", "Sai"), ("Loại số liệu", "kế hoạch")])
def test_a_column_that_denies_the_row_holds_it(heading: str, cell: str) -> None:
    assert take((*HEADER, heading), ("1100", "05/11/2025", "đã có", cell)).held


def test_the_state_of_a_thing_beside_is_not_the_markers() -> None:
    header = ("Mốc", "Ngày kiểm tra", "Hạng mục", "Tình trạng mốc")
    assert take(header, ("1100", "05/11/2025", "Biển báo", "mất")).held


def test_sugar_is_no_road() -> None:
    header = ("Mốc", "Ngày kiểm tra", "Gạo", "Muối", "Đường")
    assert not take(header, ("1100", "05/11/2025", "có", "có", "có")).entries


@pytest.mark.parametrize(
    "line",
    [
        "KỊCH BẢN DIỄN TẬP",
        "MỐC BÁO CÁO SAI LÀ CÓ ĐƯỜNG",
        "NHIỆM VỤ NĂM 2027",
        "Tuyến biên giới Việt Nam - Lào",
        "MỐC ĐỊA CHÍNH",
        "BẢN NÀY ĐÃ HUỶ",
    ],
)
def test_what_is_no_fact_of_this_border_is_not_taken(line: str) -> None:
    taken = take(HEADER, ("1100", "05/11/2025", "đã có"), preamble=[line])
    assert [row.codes for row in taken.rejected] == [("not-observed",)]


def test_the_letterhead_of_an_office_is_no_word_against_its_table() -> None:
    lines = ["BỘ CHỈ HUY BĐBP TỈNH LẠNG SƠN", "BIỂU TỔNG HỢP", "Kính đề nghị Sở xem xét"]
    assert take(HEADER, ("1100", "05/11/2025", "đã có"), preamble=lines).entries


def test_a_far_older_built_that_only_moves_earlier_figures_is_told() -> None:
    standing = {"1100": {"road_status": ("built", "2023-05-01")}}
    taken = take(HEADER, ("1100", "05/11/2016", "đã xây dựng"), standing=standing)
    assert (len(taken.entries), bool(taken.held)) == (1, False)


def test_as_before_without_a_day_is_one_question() -> None:
    taken = take(HEADER, ("1100", None, "không thay đổi"))
    assert [row.codes for row in taken.rejected] == [("date-missing",)]


@pytest.mark.parametrize("is_real", [True, False])
def test_what_its_title_calls_made_up_is_not_taken_among_real_markers(is_real: bool) -> None:
    known = replace(world.FULL, is_real=is_real)
    rows = ("1100", "05/11/2025", "đã có")
    taken = take(HEADER, rows, preamble=["MẪU SỐ 03 (số liệu minh hoạ)"], known=known)
    assert bool(taken.entries) is not is_real
