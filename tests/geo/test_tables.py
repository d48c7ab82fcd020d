import csv
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

GEO = Path(__file__).parents[2] / "geo"
TABLES = sorted(path.name for path in GEO.glob("*.csv"))


def rows(name: str) -> list[dict[str, str]]:
    with (GEO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def boundary() -> list[dict[str, Any]]:
    text = (GEO / "boundary.geojson").read_text(encoding="utf-8")
    features: list[dict[str, Any]] = json.loads(text)["features"]
    return features


def gaps(spans: list[tuple[float, float]]) -> Iterator[float]:
    for (_, end), (start, _) in itertools.pairwise(spans):
        yield start - end


def test_the_tables_and_the_line_are_there() -> None:
    assert len(TABLES) == 9
    assert (GEO / "boundary.geojson").exists()


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_source(name: str) -> None:
    table = rows(name)
    assert table
    assert all(row["source"].strip() for row in table)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_utf8_without_mark_and_with_plain_line_ends(name: str) -> None:
    content = (GEO / name).read_bytes()
    assert not content.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in content
    assert content.decode("utf-8")


def test_there_are_eleven_communes_and_eleven_posts() -> None:
    assert len({row["code"] for row in rows("communes.csv")}) == 11
    assert len({row["code"] for row in rows("posts.csv")}) == 11


@pytest.mark.parametrize("name", ["communes.csv", "posts.csv"])
def test_spans_cover_the_border_without_gap_or_overlap(name: str) -> None:
    spans = [(float(row["km_from"]), float(row["km_to"])) for row in rows(name)]
    assert spans[0][0] == 0.0
    assert spans[-1][1] == 230.95
    assert list(gaps(spans)) == [0.0] * 10


def test_the_line_has_a_piece_for_each_commune_with_the_same_span() -> None:
    pieces = [feature["properties"] for feature in boundary()]
    communes = rows("communes.csv")
    assert [p["commune_code"] for p in pieces] == [c["code"] for c in communes]
    assert [p["km_to"] for p in pieces] == [float(c["km_to"]) for c in communes]
    assert all("not a legal boundary document" in p["source"] for p in pieces)


def test_the_pieces_of_the_line_share_their_ends() -> None:
    lines = [feature["geometry"]["coordinates"] for feature in boundary()]
    assert all(one[-1] == two[0] for one, two in itertools.pairwise(lines))
    assert sum(map(len, lines)) < 400


@pytest.mark.parametrize(
    ("post", "markers"), [("po-ma", "50"), ("huu-nghi", "19"), ("bao-lam", "41"), ("chi-ma", "49")]
)
def test_a_post_has_its_published_number_of_markers(post: str, markers: str) -> None:
    assert {row["code"]: row["markers"] for row in rows("posts.csv")}[post] == markers


def test_the_published_lengths_of_sectors_hold() -> None:
    lengths = {r["code"]: float(r["km_to"]) - float(r["km_from"]) for r in rows("posts.csv")}
    assert lengths["po-ma"] == pytest.approx(21.069)
    assert lengths["huu-nghi"] == pytest.approx(4.0, abs=0.1)
    assert lengths["bao-lam"] > 15.0
    assert lengths["ba-son"] == pytest.approx(42.0, abs=0.5)
    assert lengths["chi-ma"] > 16.0


def test_positions_of_posts_say_that_they_are_illustrative() -> None:
    assert all(row["position_illustrative"] == "true" for row in rows("posts.csv"))


def test_every_gate_has_a_position_and_only_two_are_real() -> None:
    gates = rows("gates.csv")
    assert len(gates) == 12
    assert all(21.5 < float(gate["latitude"]) < 22.5 for gate in gates)
    assert all(106.4 < float(gate["longitude"]) < 107.4 for gate in gates)
    real = [gate["name"] for gate in gates if gate["position_illustrative"] == "false"]
    assert real == ["Hữu Nghị", "Tân Thanh"]
    assert {gate["position_illustrative"] for gate in gates} == {"true", "false"}


@pytest.mark.parametrize("name", TABLES)
def test_no_source_is_a_file_that_is_not_shipped(name: str) -> None:
    assert not [row["source"] for row in rows(name) if re.search(r"\.(md|txt)\b", row["source"])]


def test_two_old_communes_share_a_name_twice() -> None:
    now = [(r["name"], r["district"], r["name_now"]) for r in rows("former_communes.csv")]
    assert ("Thụy Hùng", "Văn Lãng", "Thuỵ Hùng") in now
    assert ("Thụy Hùng", "Cao Lộc", "Đồng Đăng") in now
    assert ("Mẫu Sơn", "Cao Lộc", "Ba Sơn") in now
    assert ("Mẫu Sơn", "Lộc Bình", "Mẫu Sơn") in now


def test_former_communes_are_those_the_communes_name() -> None:
    named = {(old, c["code"]) for c in rows("communes.csv") for old in c["formerly"].split("; ")}
    assert {(r["name"], r["code_now"]) for r in rows("former_communes.csv")} == named


def test_the_published_figure_keeps_its_words_and_its_inferred_date() -> None:
    first = rows("published.csv")[0]
    assert (first["measure"], first["value"], first["denominator"]) == (
        "markers_with_road",
        "223",
        "459",
    )
    assert (first["as_of"], first["as_of_inferred"]) == ("2023-12-31", "true")
    assert first["words"] == (
        "Đến nay, đã có 223/459 cột mốc đã được xây dựng đường nhánh lên kiểm tra mốc "
        "từ nguồn xã hội hóa"
    )


def test_each_published_figure_is_a_measure_of_its_own() -> None:
    measures = [row["measure"] for row in rows("published.csv")]
    assert len(set(measures)) == len(measures)


def test_roads_of_2025_are_measures_of_their_own_and_never_markers() -> None:
    figures = {row["measure"]: (row["value"], row["as_of"]) for row in rows("published.csv")}
    assert figures["inspection_roads"] == ("332", "2025-12-31")
    assert figures["inspection_roads_km_at_least"] == ("77", "2025-12-31")
    assert figures["inspection_roads_of_2025"] == ("32", "2025-12-31")
    assert figures["inspection_roads_of_2025_km_at_least"] == ("15", "2025-12-31")


def test_fourteen_real_projects_serve_what_they_say() -> None:
    projects = rows("projects.csv")
    assert len(projects) == 14
    for project in projects:
        if project["serves"]:
            assert len(project["serves"].split("; ")) == int(project["markers_served"])


def test_donors_belong_to_projects_and_those_of_marker_1049_add_up() -> None:
    costs = {row["code"]: row["cost_vnd"] for row in rows("projects.csv")}
    gifts = rows("contributions.csv")
    assert {gift["project_code"] for gift in gifts} <= set(costs)
    given = sum(int(gift["amount_vnd"]) for gift in gifts if gift["project_code"] == "moc-1049")
    assert given == int(costs["moc-1049"]) == 75_000_000
