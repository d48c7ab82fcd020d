from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mocgioi.sources import fields_of, recognise
from mocgioi.sources.fields import KINDS
from mocgioi.sources.states import set_aside

SURVEY = fields_of("surveys")


@pytest.mark.parametrize(
    ("heading", "kind", "field"),
    [
        ("SỐ HIỆU MỐC", "surveys", "number"),
        ("so hieu moc", "surveys", "number"),
        ("marker_id", "surveys", "number"),
        ("X (m) VN-2000 KTT 107°15' múi 3°", "markers", "x"),
        ("Kinh độ (WGS84)", "markers", "longitude"),
        ("_Vị trí_latitude", "surveys", "latitude"),
        ("vi_tri-Accuracy", "surveys", "accuracy_m"),
        ("nhom_1/so_hieu_moc", "surveys", "number"),
        ("Chiều dài (m)", "roads", "length_m"),
        ("cost_text", "projects", "cost_words"),
    ],
)
def test_a_heading_is_recognised(heading: str, kind: str, field: str) -> None:
    assert recognise([heading], fields_of(kind)).index == {field: 0}


@pytest.mark.parametrize("heading", ["_status", "_notes", "_tags", "_id", "_index"])
def test_what_kobo_tells_of_its_own_work_is_no_answer(heading: str) -> None:
    columns = recognise(["number", "surveyed_on", heading], SURVEY)
    assert columns.index.keys() == {"number", "surveyed_on"}
    assert columns.findings == ()


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Kết quả kiểm tra/Tình trạng đường", "road_status"),
        ("Survey results/Marker condition", "marker_condition"),
        ("states/road_condition", "road_condition"),
        ("states-road_status", "road_status"),
    ],
)
def test_a_state_in_a_group_of_a_form_is_recognised(heading: str, field: str) -> None:
    assert recognise([heading], SURVEY).index == {field: 0}


@pytest.mark.parametrize("heading", ["evidence-photo_marker", "Ghi chú và ảnh/Ảnh mốc", "photo_x"])
def test_a_photograph_in_a_group_of_a_form_is_recognised(heading: str) -> None:
    columns = recognise(["number", heading], SURVEY)
    assert columns.photo_places() == [1]


@given(st.sampled_from(KINDS), st.data())
def test_every_name_is_known_however_it_is_encoded(kind: str, data: st.DataObject) -> None:
    fields = fields_of(kind)
    field = data.draw(st.sampled_from(list(fields.values())))
    name = data.draw(st.sampled_from(field.names))
    spelled = data.draw(st.sampled_from([name, name.upper(), unicodedata.normalize("NFD", name)]))
    assert recognise([spelled], {field.name: field}).index == {field.name: 0}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_period_of_a_heading_is_told_from_it_however_it_is_encoded(
    form: Literal["NFC", "NFD"],
) -> None:
    heading = unicodedata.normalize(form, "Tình trạng đường hiện tại")
    assert recognise([heading], SURVEY).index == {"road_status": 0}


def test_a_missing_column_is_named_with_what_is_there_and_the_likest() -> None:
    found = recognise(["Số hiệu cột mốc giới", "Ngày kiểm tra"], SURVEY)
    assert found.missing == ("number",)
    (finding,) = [f for f in found.findings if f.code == "column-missing"]
    assert finding.severity == "error"
    assert '--column number="Số hiệu cột mốc giới"' in finding.text.vi


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        ("surveys", ["STT", "Tình trạng mốc", "Ghi chú"]),
        ("surveys", ["TT", "Ngày kiểm tra", "Loại mốc"]),
        ("contributions", ["STT", "Nguồn vốn", "Số tiền"]),
        ("published", ["STT", "Số mốc có đường"]),
    ],
)
def test_no_running_number_nor_another_fields_column_is_proposed(
    kind: str, header: list[str]
) -> None:
    found = [f for f in recognise(header, fields_of(kind)).findings if f.code == "column-missing"]
    assert found
    for finding in found:
        assert "Có phải" not in finding.text.vi
        assert '="…".' in finding.text.vi


def test_refusals_of_two_columns_are_sentences_of_their_own_that_name_fields_in_vietnamese() -> (
    None
):
    texts = [f.text.vi for f in recognise(["STT"], SURVEY).findings if f.code == "column-missing"]
    assert [text.partition(". ")[0] for text in texts] == [
        "Không có cột «Số hiệu mốc» (number)",
        "Không có cột «Ngày kiểm tra» (surveyed_on)",
    ]
    assert all(text.endswith(".") for text in texts)


def test_what_the_user_says_wins() -> None:
    found = recognise(["Mốc", "Tên khác", "Ngày"], SURVEY, {"number": "Tên khác"})
    assert found.index["number"] == 1


def test_an_override_that_names_nothing_is_an_error() -> None:
    codes = {f.code for f in recognise(["Mốc", "Ngày"], SURVEY, {"number": "Z"}).findings}
    assert "column-missing" in codes
    codes = {f.code for f in recognise(["Mốc", "Ngày"], SURVEY, {"nothing": "Mốc"}).findings}
    assert "column-unknown" in codes


def test_the_best_name_wins_over_a_later_one() -> None:
    found = recognise(["start", "today", "Ngày kiểm tra", "Mốc"], SURVEY)
    assert found.heading("surveyed_on") == "Ngày kiểm tra"


def test_two_columns_of_one_name_are_told() -> None:
    found = recognise(["Mốc", "Ngày", "Ghi chú", "Ghi chú"], SURVEY)
    assert [f.code for f in found.findings] == ["column-duplicate"]


def test_unused_columns_are_told_but_not_those_tools_add() -> None:
    found = recognise(["STT", "Mốc", "Ngày", "Thời tiết", "_id"], SURVEY)
    (finding,) = found.findings
    assert (finding.code, finding.severity) == ("column-unused", "notice")
    assert "Thời tiết" in finding.text.vi
    assert "STT" not in finding.text.vi


def test_a_heading_that_is_nearly_a_name_is_a_question_and_not_a_guess() -> None:
    found = recognise(("Mốc", "Ngày", "Tình trạg đường"), fields_of("surveys"))
    assert "road_status" not in found
    (finding,) = found.findings
    assert (finding.code, finding.severity) == ("column-unknown", "warning")
    assert '--column road_status="Tình trạg đường"' in finding.text.vi


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        ("Diện cần có đường", "need"),
        ("Thuộc diện cần có đường", "need"),
        ("Cần có đường", "need"),
        ("Tình trạng đường (đề nghị)", "wanted"),
        ("Đường cần làm", "wanted"),
    ],
)
def test_a_column_of_the_need_of_a_road_is_no_proposal(heading: str, why: str) -> None:
    assert set_aside([heading]) == {0: why}
