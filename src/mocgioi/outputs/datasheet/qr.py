"""The QR code of a marker: its number, and where it is.

A phone that reads it opens its map at the place, with the number beside it: a ``geo:`` address
(RFC 5870) with the label that Android's maps and OsmAnd, Organic Maps and the like understand.
Without a position, or where none may be shown, it is the bare number as text.
"""

from __future__ import annotations

import io
from urllib.parse import quote

from mocgioi.outputs.report.svg import NAMESPACE, number

_DECIMALS = 6
"""Of degrees: a tenth of a metre."""

_REDUNDANCY = "q"
"""A quarter of it may be soiled."""

_PIXELS = 8
"""Of a module in a picture."""

_QUIET = 2
"""Modules of white around, on a sheet that is white itself; the standard asks for four."""


def payload(marker: str, longitude: float | None, latitude: float | None) -> str:
    """Return what the code says.

    >>> payload("1088/2", 106.71, 21.9725)
    'geo:21.972500,106.710000?q=21.972500,106.710000(1088%2F2)'
    >>> payload("1116", None, None)
    '1116'
    """
    if longitude is None or latitude is None:
        return marker
    place = f"{latitude:.{_DECIMALS}f},{longitude:.{_DECIMALS}f}"
    return f"geo:{place}?q={place}({quote(marker, safe='')})"


def modules(text: str) -> list[list[bool]]:
    """Return the code, row by row, dark modules True, without white around."""
    import segno

    code = segno.make(text, error=_REDUNDANCY, micro=False)
    return [[bool(module) for module in row] for row in code.matrix]


def svg(text: str, *, size_mm: float) -> str:
    """Return the code as a drawing, white around it."""
    rows = modules(text)
    whole = len(rows) + 2 * _QUIET
    runs: list[str] = []
    for down, row in enumerate(rows):
        for left, right in _runs(row):
            length = right - left
            runs.append(f"M{left + _QUIET} {down + _QUIET}h{length}v1h-{length}z")
    size = f'width="{number(size_mm)}mm" height="{number(size_mm)}mm"'
    return (
        f'<svg{NAMESPACE} {size} viewBox="0 0 {whole} {whole}" shape-rendering="crispEdges">'
        f'<path d="{"".join(runs)}" fill="#000"/></svg>'
    )


def png(text: str) -> bytes:
    """Return the code as a picture, white around it."""
    import segno

    written = io.BytesIO()
    code = segno.make(text, error=_REDUNDANCY, micro=False)
    code.save(written, kind="png", scale=_PIXELS, border=_QUIET)
    return written.getvalue()


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Return where dark modules of a row begin and end."""
    edges = [at for at, (a, b) in enumerate(zip([False, *row], [*row, False])) if a != b]  # noqa: B905
    return list(zip(edges[::2], edges[1::2], strict=True))
