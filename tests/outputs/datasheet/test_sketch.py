"""The sketch around a marker: what is in it, at which scale, and what its signs mean."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from mocgioi.outputs.datasheet.around import (
    SIZE,
    MarkerAround,
    PlaceAround,
    RoadAround,
    Surroundings,
    scale_for,
)
from mocgioi.outputs.datasheet.sketch import sketch
from mocgioi.outputs.paper.raster import rastered

ACROSS = [(-200.0, -50.0), (200.0, -50.0)]
AROUND = Surroundings(
    number="1116",
    scale=10_000,
    border=[[(-400.0, 0.0), (400.0, 0.0)]],
    communes=[],
    roads=[],
    markers=[
        MarkerAround("1115", (-300.0, 5.0), "built"),
        MarkerAround("1117", (300.0, 5.0), None),
    ],
    places=[],
)


def words(drawn: str) -> list[str]:
    """Return the texts of a drawing, each once."""
    return list(dict.fromkeys(re.findall(r"<text[^>]*>([^<]*)</text>", drawn)))


def access(status: str, condition: str | None = None) -> RoadAround:
    return RoadAround([ACROSS], "access", status, condition)


def test_the_marker_and_its_neighbours_are_named() -> None:
    shown = words(sketch(AROUND, "vi", title="Sơ đồ"))
    assert {"1115", "1116", "1117"} <= set(shown)


def test_scale_bar_and_north_are_in_the_language() -> None:
    assert {"200 m (1:10.000)", "B"} <= set(words(sketch(AROUND, "vi", title="")))
    assert {"200 m (1:10,000)", "N"} <= set(words(sketch(AROUND, "en", title="")))


def test_the_bar_is_as_long_as_it_says() -> None:
    [bar] = re.findall(
        r'polyline points="([^"]*)" fill="none" stroke="#000" stroke-width="0.3"',
        sketch(AROUND, "vi", title=""),
    )
    across = [float(point.split(",")[0]) for point in bar.split()]
    assert max(across) - min(across) == 200 * 1_000 / 10_000


def test_up_is_north() -> None:
    north = AROUND._replace(markers=[MarkerAround("1117", (0.0, 250.0), None)])
    [name] = re.findall(r'y="([\d.]+)"[^>]*fill="#000">1117<', sketch(north, "vi", title=""))
    assert float(name) < SIZE.height_mm / 2


def test_neighbours_far_apart_ask_for_a_coarser_scale() -> None:
    assert scale_for([(-100.0, 0.0), (150.0, 0.0)]) == 5_000
    assert scale_for([(-100.0, 0.0), (900.0, 0.0)]) == 25_000
    assert scale_for([]) == 5_000


def test_the_legend_names_what_is_drawn_and_nothing_else() -> None:
    drawn = words(sketch(AROUND._replace(roads=[access("built", "damaged")]), "vi", title=""))
    assert "đường nhánh đã xây dựng, hư hỏng" in drawn
    assert "ranh giới xã" not in drawn and "đồn" not in drawn


def test_a_damaged_road_is_crossed_and_a_sound_one_is_not() -> None:
    def strokes(road: RoadAround) -> int:
        return sketch(AROUND._replace(roads=[road]), "vi", title="").count('stroke-width="0.3"')

    assert strokes(access("built", "damaged")) > strokes(access("built", "good"))


def test_every_status_has_a_line_of_its_own() -> None:
    drawn = {
        status: sketch(AROUND._replace(roads=[access(status)]), "en", title="").split("</svg>")[0]
        for status in ("built", "under_construction", "approved", "none")
    }
    lines = {re.search(r'stroke-width="0.7"[^/]*/>', text)[0] for text in drawn.values()}  # type: ignore[index]
    assert len(lines) == 4


def test_names_stand_apart_and_inside_the_frame() -> None:
    crowd = [MarkerAround(f"11{n}", (20.0 * n, 3.0 * n), None) for n in range(10, 20)]
    drawn = ElementTree.fromstring(sketch(AROUND._replace(markers=crowd), "vi", title=""))
    named = [
        text
        for text in drawn.iter("{http://www.w3.org/2000/svg}text")
        if (text.text or "").startswith("11") and text.get("fill") == "#000"
    ]
    places = [(float(text.get("x", 0)), float(text.get("y", 0))) for text in named]
    assert len(set(places)) == len(places)
    assert all(0 < x < SIZE.width_mm and 0 < y < SIZE.height_mm for x, y in places)


def test_posts_and_gates_have_signs() -> None:
    drawn = words(
        sketch(
            AROUND._replace(places=[PlaceAround("post", "Pò Mã", (100.0, -200.0))]), "vi", title=""
        )
    )
    assert {"Pò Mã", "đồn"} <= set(drawn)


def test_it_can_be_drawn_as_a_picture() -> None:
    full = AROUND._replace(
        roads=[access("built", "damaged"), RoadAround([ACROSS], "patrol", "built", None)],
        places=[PlaceAround("gate", "Hữu Nghị", (100.0, -200.0))],
    )
    assert rastered(sketch(full, "vi", title=""), width_mm=88).startswith(b"\x89PNG")


def test_the_scale_bar_gives_way_to_a_marker() -> None:
    hidden = AROUND._replace(markers=[MarkerAround("1117", (380.0, -360.0), None)])
    bars = [
        float(re.findall(r'x="([\d.]+)"[^>]*>200 m', sketch(around, "vi", title=""))[0])
        for around in (AROUND, hidden)
    ]
    assert bars[0] > SIZE.width_mm / 2 > bars[1]


def test_nothing_is_drawn_over_a_marker() -> None:
    corner = AROUND._replace(markers=[MarkerAround("1117", (-380.0, 330.0), "built")])
    drawn = sketch(corner, "vi", title="")
    assert drawn.index(">B<") < drawn.index(_disc_at(-380.0, 330.0))
    assert drawn.index("(1:10.000)") < drawn.index(_disc_at(-380.0, 330.0))


def _disc_at(east: float, north: float) -> str:
    """Return how the outline of a marker begins that is there, at 1:10,000."""
    return f'points="{SIZE.width_mm / 2 + east / 10 + 1.1:g},{SIZE.height_mm / 2 - north / 10:g}'
