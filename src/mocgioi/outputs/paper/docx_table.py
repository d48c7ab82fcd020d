"""A table of a Word document, written as one piece of XML: hundreds of rows take no time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from mocgioi.outputs.paper.docx_styles import TABLE_STYLE
from mocgioi.outputs.paper.grid import Grid
from mocgioi.outputs.wording import one_line
from mocgioi.outputs.xml_text import escaped

_TWENTIETHS_PER_MM = 1440 / 25.4
_SHADE = "E7E7E7"
_LAST_ROWS = 6
"""So many rows of a long table go to its last page together."""


def table_element(grid: Grid) -> Any:
    """Return a ``w:tbl``: its heading row is repeated on every page, no row is split.

    A short table stays on one page; the last rows of a long one go to its last page together.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    widths = [round(w * _TWENTIETHS_PER_MM) for w in grid.widths_mm]
    sides = ["right" if right else "left" for right in grid.numeric]
    look = _Look(widths, round(2 * grid.size_pt), round(grid.padding_mm * _TWENTIETHS_PER_MM / 6))
    parts = [
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/>',
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>',
        '<w:tblLayout w:type="fixed"/>',
        "</w:tblPr><w:tblGrid>",
        *(f'<w:gridCol w:w="{width}"/>' for width in widths),
        "</w:tblGrid>",
        look.row(grid.headings, ["center"] * len(widths), heading=True),
    ]
    together = 0 if grid.short else len(grid.rows) - _LAST_ROWS
    last, spans = len(grid.rows) - 1, set(grid.spans)
    for place, row in enumerate(grid.rows):
        if place in spans:
            parts.append(look.across(row[0]))
            continue
        ends = place == last and not grid.total
        parts.append(look.row(row, sides, with_next=place >= together and not ends))
    if grid.total:
        parts.append(look.row(grid.total, sides, bold=True))
    return parse_xml("".join([*parts, "</w:tbl>"]))


class _Look:
    """How the rows of one table look; `size` in half points, the rest in twentieths of one."""

    def __init__(self, widths: Sequence[int], size: int, padding: int) -> None:
        self._widths = widths
        self._spacing = f'<w:spacing w:before="{padding}" w:after="{padding}"/>'
        self._size = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'

    def row(
        self,
        cells: Iterable[str],
        sides: Iterable[str],
        *,
        bold: bool = False,
        heading: bool = False,
        with_next: bool = False,
    ) -> str:
        weight = "<w:b/>" if bold or heading else ""
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/>' if heading else ""
        kept = "<w:keepNext/>" if heading or with_next else ""
        repeated = "<w:tblHeader/>" if heading else ""
        written = [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/>'
            "</w:tcPr><w:p><w:pPr>"
            f'{kept}{self._spacing}<w:jc w:val="{side}"/><w:rPr>{self._size}</w:rPr></w:pPr>'
            f"<w:r><w:rPr>{weight}{self._size}</w:rPr>"
            f'<w:t xml:space="preserve">{escaped(one_line(cell))}</w:t></w:r></w:p></w:tc>'
            for cell, side, width in zip(cells, sides, self._widths, strict=True)
        ]
        return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(written)}</w:tr>"

    def across(self, text: str) -> str:
        """Return a row of one bold text over all columns, which stays with the row below."""
        width, columns = sum(self._widths), len(self._widths)
        return (
            f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{width}" '
            f'w:type="dxa"/><w:gridSpan w:val="{columns}"/><w:vAlign w:val="center"/></w:tcPr>'
            f"<w:p><w:pPr><w:keepNext/>{self._spacing}<w:rPr>{self._size}</w:rPr></w:pPr>"
            f'<w:r><w:rPr><w:b/>{self._size}</w:rPr><w:t xml:space="preserve">'
            f"{escaped(one_line(text))}</w:t></w:r></w:p></w:tc></w:tr>"
        )
