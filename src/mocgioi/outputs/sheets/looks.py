"""How the cells of our workbooks look."""

from __future__ import annotations

from typing import Literal, NamedTuple

Looks = Literal[
    "title",
    "line",
    "alarm",
    "heading",
    "known",
    "fill",
    "wrong",
    "reason",
    "aside",
    "place",
    "cell",
    "total",
    "link",
    "listed_link",
]

_FONT = "Times New Roman"
_ROMAN = 1
_THIN = 1
_SINGLE_LINE = 1
"""Codes of the format: the family of a font with serifs, a thin border, what is underlined."""
SIZE_PT = 12
"""Of the letters of cells."""


class Look(NamedTuple):
    """How a cell looks; `colour` and `fill` are RRGGBB; an open cell can be typed into."""

    bold: bool = False
    size: int = SIZE_PT
    colour: str = "000000"
    fill: str | None = None
    boxed: bool = True
    centred: bool = False
    open: bool = False
    underlined: bool = False


LOOKS: dict[Looks, Look] = {
    "title": Look(bold=True, size=14, boxed=False),
    "line": Look(boxed=False),
    "alarm": Look(bold=True, colour="B3001B", boxed=False),
    "heading": Look(bold=True, fill="E2E2E2", centred=True),
    "known": Look(fill="F2F2F2"),
    "fill": Look(fill="FFFBE6", open=True),
    "wrong": Look(fill="FFD9D9", open=True),
    "reason": Look(colour="B3001B", fill="F2F2F2"),
    "aside": Look(size=10, fill="F2F2F2"),
    "place": Look(centred=True),
    "cell": Look(),
    "total": Look(bold=True, fill="F2F2F2"),
    "link": Look(colour="1F4E9E", boxed=False, underlined=True),
    "listed_link": Look(colour="1F4E9E", underlined=True),
}


def properties(look: Look) -> dict[str, str | int | bool]:
    """Return a look as XlsxWriter names its parts."""
    named: dict[str, str | int | bool] = {
        "font_name": _FONT,
        "font_size": look.size,
        "font_family": _ROMAN,
        "bold": look.bold,
        "font_color": f"#{look.colour}",
        "text_wrap": True,
        "valign": "vcenter" if look.centred else "top",
        "locked": not look.open,
    }
    if look.underlined:
        named["underline"] = _SINGLE_LINE
    if look.centred:
        named["align"] = "center"
    if look.boxed:
        named |= {"border": _THIN, "border_color": "#808080"}
    if look.fill:
        named["bg_color"] = f"#{look.fill}"
    return named
