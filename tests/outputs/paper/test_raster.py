from __future__ import annotations

import io

import pytest
from PIL import Image

from mocgioi.outputs.paper.raster import rastered
from mocgioi.outputs.report import svg

DOTS_PER_MM = 10


def dots(*parts: str) -> Image.Image:
    drawn = svg.drawing(20, 10, "", parts)
    png = rastered(drawn, width_mm=20, dots_per_inch=254)
    return Image.open(io.BytesIO(png))


def at(image: Image.Image, across_mm: float, down_mm: float) -> int:
    """Return how light a dot is, from 0 (black) to 255 (white)."""
    grey = image.convert("L")
    value = grey.getpixel((int(across_mm * DOTS_PER_MM), int(down_mm * DOTS_PER_MM)))
    assert isinstance(value, int)
    return value


def ink(image: Image.Image) -> int:
    return sum(image.convert("L").histogram()[:128])


def test_a_drawing_becomes_as_many_dots_as_asked_for() -> None:
    assert dots().size == (200, 100)


@pytest.mark.parametrize(("fill", "mode"), [("#000", "L"), ("#9c9c9c", "L"), ("#1f3d38", "RGB")])
def test_what_is_grey_has_one_channel(fill: str, mode: str) -> None:
    assert dots(svg.rectangle(2, 2, 4, 4, fill)).mode == mode


def test_shapes_stand_where_they_are_drawn() -> None:
    image = dots(
        svg.rectangle(2, 2, 4, 4, "#000"),
        svg.path([(10, 2), (14, 2), (14, 6)], fill="#000", closed=True),
        svg.path([(2, 8), (18, 8)], stroke_mm=1),
    )
    assert [at(image, 4, 4), at(image, 13, 3), at(image, 10, 8)] == [0, 0, 0]
    assert [at(image, 8, 4), at(image, 11, 5), at(image, 10, 9.5)] == [255, 255, 255]


def test_a_dashed_line_has_gaps_that_go_on_around_corners() -> None:
    image = dots(svg.path([(2, 2), (5, 2), (5, 9)], stroke_mm=0.6, dash="2 2"))
    assert [at(image, 3, 2), at(image, 4.5, 2)] == [0, 255]
    assert [at(image, 5, 2.5), at(image, 5, 4), at(image, 5, 6)] == [255, 0, 255]


def test_the_nearer_a_road_the_more_ink_its_box_has() -> None:
    order = ["none", "approved", "under_construction", "built"]
    shares = {code: ink(dots(svg.status_box(code, 2, 2, 14, 6))) for code in order}
    assert sorted(shares, key=lambda code: shares[code]) == order
    assert shares["none"] > 0


def test_words_end_where_they_are_anchored_and_marks_are_not_lost() -> None:
    left, right = (dots(svg.text(10, 6, "Đồn", anchor=a)) for a in ("start", "end"))
    assert ink(left.crop((0, 0, 98, 100))) == ink(right.crop((102, 0, 200, 100))) == 0
    assert ink(left) > ink(dots(svg.text(10, 6, "Đon"))) > 0


def test_what_is_no_part_of_our_drawings_is_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        dots("<circle/>")
