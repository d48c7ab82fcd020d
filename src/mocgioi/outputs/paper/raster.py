"""Drawings of our own as PNG, for Word, which takes no SVG from python-docx.

What `mocgioi.outputs.report.svg` writes is read, and no other SVG: rectangles, straight lines,
areas and one-line texts in millimetres. Letters are those of the fonts beside this file, so a
drawing looks the same on every machine.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

    Attributes = dict[str, str]

_FONTS = Path(__file__).resolve().parent / "fonts"
_FINER = 2
"""Drawn so many times as large and made smaller, which smooths the edges."""
_COMPRESSED = 1
"""Of 9: half the time of the usual 6, and a sixth larger; the paper is packed once more."""
_MM_PER_INCH = 25.4
_COLOUR = re.compile("#([0-9a-f]+)\\b")
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}

Point = tuple[float, float]


def rastered(svg: str, *, width_mm: float, dots_per_inch: int = 300) -> bytes:
    """Return a drawing as PNG on white.

    Args:
        width_mm: how wide it is to stand on paper.
    """
    from PIL import Image, ImageDraw

    root = ElementTree.fromstring(svg)
    _, _, across, down = (float(number) for number in root.attrib["viewBox"].split())
    pixels_per_mm = dots_per_inch / _MM_PER_INCH
    scale = pixels_per_mm * _FINER * width_mm / across
    size = (round(across * scale / _FINER), round(down * scale / _FINER))
    # Of three channels alike one says as much, in a third of the time.
    mode = "L" if all(map(_is_grey, _COLOUR.findall(svg))) else "RGB"
    image = Image.new(mode, (size[0] * _FINER, size[1] * _FINER), "#fff")
    canvas = _Canvas(ImageDraw.Draw(image), scale)
    for element in root:
        canvas.draw(element.tag.rpartition("}")[2], element.attrib, element.text or "")
    target = io.BytesIO()
    dots = (dots_per_inch, dots_per_inch)
    image.reduce(_FINER).save(target, "PNG", dpi=dots, compress_level=_COMPRESSED)
    return target.getvalue()


def _is_grey(colour: str) -> bool:
    """Say whether red, green and blue of a colour are alike, written in three digits or six."""
    each = len(colour) // 3
    return colour == colour[:each] * 3


class _Canvas:
    """Draws elements whose attributes are in millimetres, `scale` pixels each."""

    def __init__(self, draw: ImageDraw.ImageDraw, scale: float) -> None:
        self._draw = draw
        self._scale = scale

    def draw(self, tag: str, of: Attributes, text: str) -> None:
        """Draw one element.

        Raises:
            ValueError: it is none of those our drawings are made of.
        """
        match tag:
            case "rect":
                self._rectangle(of)
            case "text":
                self._text(of, text)
            case "line":
                ends = [(of["x1"], of["y1"]), (of["x2"], of["y2"])]
                self._stroke([self._point(*end) for end in ends], of)
            case "polyline":
                self._stroke(self._points(of["points"]), of)
            case "polygon":
                corners = self._points(of["points"])
                self._draw.polygon(corners, fill=of["fill"])
                self._stroke([*corners, corners[0]], of)
            case "path":
                for piece in of["d"].split("M")[1:]:
                    begin, end = (self._point(*at.split()) for at in piece.split("L"))
                    self._stroke([begin, end], of)
            case "title":
                pass
            case _:
                raise ValueError(f"no way to draw <{tag}>")

    def _point(self, across: str, down: str) -> Point:
        return float(across) * self._scale, float(down) * self._scale

    def _points(self, written: str) -> list[Point]:
        return [self._point(*pair.split(",")) for pair in written.split()]

    def _rectangle(self, of: Attributes) -> None:
        left, top = self._point(of["x"], of["y"])
        width, height = self._point(of["width"], of["height"])
        right, bottom = left + width, top + height
        self._draw.rectangle((left, top, right, bottom), fill=of["fill"])
        corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
        self._stroke(corners, of)

    def _stroke(self, line: Sequence[Point], of: Attributes) -> None:
        width = max(1, round(float(of["stroke-width"]) * self._scale))
        dashes = [float(length) * self._scale for length in of.get("stroke-dasharray", "").split()]
        for piece in _dashed(line, dashes) if dashes else [line]:
            self._draw.line(list(piece), fill=of["stroke"], width=width, joint="curve")

    def _text(self, of: Attributes, text: str) -> None:
        font = _font(float(of["font-size"]) * self._scale, bold=of.get("font-weight") == "bold")
        edge = float(of.get("stroke-width", 0)) / 2 * self._scale
        self._draw.text(
            self._point(of["x"], of["y"]),
            unicodedata.normalize("NFC", text),
            fill=of["fill"],
            font=font,
            anchor=_ANCHORS[of["text-anchor"]],
            stroke_width=round(edge),
            stroke_fill=of.get("stroke"),
        )


@cache
def _font(size_px: float, *, bold: bool) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    file = _FONTS / ("Tinos-Bold.ttf" if bold else "Tinos-Regular.ttf")
    return ImageFont.truetype(file, size_px, layout_engine=ImageFont.Layout.BASIC)


def _dashed(line: Sequence[Point], dashes: Sequence[float]) -> Iterator[list[Point]]:
    """Yield the strokes of a dashed line: lengths of stroke and gap by turns, around corners."""
    turn, left, stroke = 0, dashes[0], [line[0]]
    for (x, y), (to_x, to_y) in pairwise(line):
        length = hypot(to_x - x, to_y - y)
        walked = 0.0
        while length - walked > left:
            walked += left
            at = (x + (to_x - x) * walked / length, y + (to_y - y) * walked / length)
            if turn % 2 == 0:
                yield [*stroke, at]
            turn += 1
            left, stroke = dashes[turn % len(dashes)], [at]
        left -= length - walked
        stroke.append((to_x, to_y))
    if turn % 2 == 0:
        yield stroke
