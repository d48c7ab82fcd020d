"""Which aspects a form asks for, a hand types in, an inspection sees and a figure rests on."""

from __future__ import annotations

from mocgioi.domain import aspects


def test_a_form_asks_for_the_road_its_condition_and_that_of_the_marker() -> None:
    assert aspects.SURVEYED == ("road_status", "road_condition", "marker_condition")


def test_a_hand_types_in_need_road_conditions_who_paid_and_a_note() -> None:
    of_the_road = {"need_road", "road_status", "road_condition", "funding"}
    assert set(aspects.TYPED_IN) == {*of_the_road, "marker_condition", "note"}


def test_what_a_register_or_a_file_says_is_not_seen_on_the_spot() -> None:
    of_the_stone = {"grouping", "size", "material", "register_note", "register_source"}
    of_registers = {"existence", "commune", "post", "need_road", "register_position"}
    of_registers |= {"number", *of_the_stone}
    not_seen = {*of_registers, "photo", "road_completed_on", "funding", "planned_funding"}
    assert set(aspects.ASPECTS) - set(aspects.ON_THE_SPOT) == not_seen


def test_no_figure_rests_on_a_position_a_note_a_photograph_a_day_of_completion_or_a_plan() -> None:
    of_the_place = {"register_position", "position", "note", "photo"}
    of_the_stone = {"grouping", "size", "material", "register_note", "register_source"}
    uncounted = {"number", *of_the_place, *of_the_stone, "road_completed_on", "planned_funding"}
    assert set(aspects.ASPECTS) - set(aspects.COUNTED) == uncounted


def test_a_marker_moves_with_its_existence_its_need_its_road_and_who_paid() -> None:
    assert set(aspects.IN_HEADLINE) == {"existence", "need_road", "road_status", "funding"}


def test_a_column_of_the_markers_holds_the_aspect_it_is_named_for() -> None:
    assert {column: aspect.code for column, aspect in aspects.FOLDED.items()} == {
        "commune_code": "commune",
        "post_code": "post",
        "needs_road": "need_road",
        "road_status": "road_status",
        "road_condition": "road_condition",
        "funding": "funding",
        "marker_condition": "marker_condition",
        "grouping": "grouping",
        "size": "size",
        "material": "material",
        "note": "register_note",
        "source": "register_source",
    }
