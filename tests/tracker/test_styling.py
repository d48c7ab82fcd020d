"""What QGIS is told of the layers of a store."""

from mocgioi.tracker.styling import layer_facts


def _flagged(table: str, flag: str) -> set[str]:
    return {field.name for field in layer_facts()[table].fields if getattr(field, flag)}


def test_what_is_computed_or_says_what_a_marker_is_is_fixed() -> None:
    computed = {"kind", "last_observed_on", "disagreements", "border_km", "measured"}
    assert _flagged("markers", "is_fixed") == {"uuid", "number", "illustrative", *computed}


def test_the_code_of_a_new_post_is_typed() -> None:
    assert "code" not in _flagged("posts", "is_fixed")


def test_nothing_of_the_ledger_is_typed() -> None:
    layer = layer_facts()["observations"]
    assert _flagged("observations", "is_fixed") == {field.name for field in layer.fields}


def test_a_donor_may_be_left_empty() -> None:
    assert "donor" not in _flagged("contributions", "is_required")


def test_what_qgis_keeps_for_itself_is_no_layer() -> None:
    assert not layer_facts().keys() & {"layer_styles", "qgis_projects", "settings"}
