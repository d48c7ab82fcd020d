"""The sheet of paper that NĐ 30/2020/NĐ-CP, Phụ lục I, Phần I prescribes, in millimetres."""

from typing import NamedTuple

TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 20, 20, 30, 15
"""Margins: top and bottom 20–25, left 30–35, right 15–20."""

HEADER_MM = 10
"""From the top edge to the page number, which stands in the middle of the top margin."""

FONT = "Times New Roman"
BODY_PT = 13.0
"""Body text: 13–14."""


class Sheet(NamedTuple):
    """A4 one way or the other."""

    width_mm: int
    height_mm: int

    @property
    def text_width_mm(self) -> int:
        """Return what is left between the margins."""
        return self.width_mm - LEFT_MM - RIGHT_MM

    @property
    def text_height_mm(self) -> int:
        """Return what is left between the margins, from top to bottom."""
        return self.height_mm - TOP_MM - BOTTOM_MM


PORTRAIT, LANDSCAPE = Sheet(210, 297), Sheet(297, 210)
