"""Plain SVG for print: millimetres, a Times face, fills that are told apart in black and white.

No reference is made to anything, not even within the drawing: hatching is drawn as lines, so
that the same text stands in an HTML file, in a PDF and alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import assert_never

from mocgioi.outputs.paper.letters import width_em
from mocgioi.outputs.symbology import STATUS_BARS
from mocgioi.outputs.wording import one_line

FONT = "Times New Roman, Tinos, Liberation Serif, serif"
NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
"""Needed where the drawing stands alone; left out where it stands in HTML."""

TEXT_MM = 3.6
"""Height of letters: about ten points."""

_HATCH_MM = 1.1


def number(value: float) -> str:
    """Return a length as SVG writes it, to a hundredth of a millimetre."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def drawing(width_mm: float, height_mm: float, title: str, parts: Iterable[str]) -> str:
    """Return a whole SVG of the size given, with a title to be read in its place."""
    named = escape(one_line(title))
    size = f'width="{number(width_mm)}mm" height="{number(height_mm)}mm"'
    box = f'viewBox="0 0 {number(width_mm)} {number(height_mm)}"'
    head = f'<svg{NAMESPACE} {size} {box} role="img" aria-label="{named}" font-family="{FONT}">'
    return "\n".join([head, f"<title>{named}</title>", *parts, "</svg>"])


def text(
    left: float,
    base: float,
    words: str,
    *,
    anchor: str = "start",
    size_mm: float = TEXT_MM,
    bold: bool = False,
    halo: bool = False,
) -> str:
    """Return words with their baseline at `base`; `halo` keeps them legible on a ground."""
    place = f'x="{number(left)}" y="{number(base)}" font-size="{number(size_mm)}"'
    style = f' text-anchor="{anchor}"' + (' font-weight="bold"' if bold else "")
    shown = escape(one_line(words))
    plain = f'<text {place}{style} fill="#000">{shown}</text>'
    if not halo:
        return plain
    edge = 'fill="#fff" stroke="#fff" stroke-width="0.9" stroke-linejoin="round"'
    return f"<text {place}{style} {edge}>{shown}</text>{plain}"


def rectangle(left: float, top: float, width: float, height: float, fill: str) -> str:
    """Return a filled rectangle with a thin edge."""
    size = f'width="{number(width)}" height="{number(height)}"'
    return (
        f'<rect x="{number(left)}" y="{number(top)}" {size} fill="{fill}" '
        'stroke="#000" stroke-width="0.2"/>'
    )


def path(
    points: Iterable[tuple[float, float]],
    *,
    stroke_mm: float = 0.3,
    stroke: str = "#000",
    fill: str = "none",
    dash: str = "",
    closed: bool = False,
) -> str:
    """Return a line through points, or the outline of an area."""
    joined = " ".join(f"{number(across)},{number(down)}" for across, down in points)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    kind = "polygon" if closed else "polyline"
    return (
        f'<{kind} points="{joined}" fill="{fill}" stroke="{stroke}" '
        f'stroke-width="{number(stroke_mm)}" stroke-linejoin="round"{dashed}/>'
    )


def status_box(status: str, left: float, top: float, width: float, height: float) -> str:
    """Return a rectangle that says a road status by its fill; see `STATUS_BARS`."""
    bar = STATUS_BARS[status]
    parts = [rectangle(left, top, width, height, bar.fill)]
    match bar.hatch:
        case "close":
            parts.append(_hatching(left, top, width, height, step=_HATCH_MM, stroke_mm=0.45))
        case "wide":
            parts.append(_hatching(left, top, width, height, step=2 * _HATCH_MM, stroke_mm=0.2))
        case "dotted":
            middle = number(top + height / 2)
            parts.append(
                f'<line x1="{number(left)}" y1="{middle}" x2="{number(left + width)}" '
                f'y2="{middle}" stroke="#000" stroke-width="0.4" stroke-dasharray="0.4 1"/>'
            )
        case "none":
            pass
        case _:
            assert_never(bar.hatch)
    return "".join(parts)


def _hatching(
    left: float, top: float, width: float, height: float, *, step: float, stroke_mm: float
) -> str:
    """Return diagonal lines cut off at the edges of a rectangle."""
    lines = []
    offset = step / 2
    while offset < width + height:
        start, end = max(0.0, offset - height), min(offset, width)
        lines.append(
            f"M{number(left + start)} {number(top + offset - start)}"
            f"L{number(left + end)} {number(top + offset - end)}"
        )
        offset += step
    return f'<path d="{"".join(lines)}" stroke="#000" stroke-width="{number(stroke_mm)}"/>'


def shortened(words: str, room_mm: float) -> str:
    """Return as much of a text as stands on one line of `room_mm`."""
    if TEXT_MM * width_em(words) <= room_mm:
        return words
    kept = one_line(words)
    while kept and TEXT_MM * width_em(f"{kept}…") > room_mm:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def legend(
    entries: Iterable[tuple[str, str]], left: float, top: float, width_mm: float
) -> tuple[list[str], float]:
    """Return boxes of statuses with their words beside them, and where they end, in mm.

    They stand on as many lines as they take.
    """
    parts = []
    across, down = left, top
    for status, words in entries:
        needed = 6.5 + TEXT_MM * width_em(words) + 5
        if across > left and across + needed > left + width_mm:
            across, down = left, down + 5.5
        parts.append(status_box(status, across, down, 5, 3.4))
        parts.append(text(across + 6.5, down + 3, words))
        across += needed
    return parts, down + 4
