"""Symbols of QGIS as `outputs.symbology` has them: points, lines, grounds.

Points are drawings of their own (SVG inside the style, no file beside it), for the shapes of the
map page are none that QGIS has. Sizes follow the scale of the map as they do on that page. What
is CSS pixels there is millimetres here, 96 to the inch.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from mocgioi.outputs.qgis.options import Value, option, overridden
from mocgioi.outputs.symbology import PLACES, Corners, LineStyle, Mark, State

PX_MM = 25.4 / 96
"""A CSS pixel, millimetres."""

_SCALE_AT_ZOOM_0 = 518_000_000
"""Of a web map at the latitude of Lạng Sơn, one to so many."""

_ZOOM = f"log(2, {_SCALE_AT_ZOOM_0} / @map_scale)"
_RADIUS_PX = f"clamp(2.8, 3.2 + ({_ZOOM} - 9.5) * 1.35, 9)"
_PLACE_RADIUS_PX = f"clamp(4.5, 3.2 + ({_ZOOM} - 9.5) * 1.35, 8)"
"""Few as they are, places are seen from afar."""

_SHARE_OF_WIDTH = f"clamp(0.4, 0.4 + ({_ZOOM} - 9) * 0.15, 1)"
_LEGEND_RADIUS_PX = 6.0
_BADGE_RADIUS_PX = f"max(5, 0.72 * {_RADIUS_PX})"
"""A badge is read from afar too: it asks for something to be done at once."""

_OVER_OTHERS = {"ring": 1, "badge": 2, "query": 2}
"""By the form of a mark: it is drawn after every marker, and a badge after every ring."""

_EDGE = 0.36
"""Width of the outline of a symbol, to its radius; half of it lies under the body."""

_HOUSE: Corners = ((0, -1), (0.9, -0.2), (0.9, 0.8), (-0.9, 0.8), (-0.9, -0.2))
_UNITS = 100
"""Of a drawing, to the radius."""


def scale_at(zoom: float) -> int:
    """Return the scale at which a map is as close as the map page at a zoom, one to so many.

    >>> scale_at(13)
    63000
    """
    return round(_SCALE_AT_ZOOM_0 / 2**zoom / 1000) * 1000


def point_symbol(name: str, state: State, *, shown_if: str | None = None) -> Element:
    """Return the symbol of a state or a place.

    Args:
        name: by which the renderer knows it.
        shown_if: expression; where it is false the symbol is there and has no size.
    """
    reach = state.scale * (1.25 if state.shape == "cross" else 1) + _EDGE / 2
    drawing = _body(state)
    radius = _PLACE_RADIUS_PX if state in PLACES.values() else _RADIUS_PX
    size = f"if({shown_if}, {radius}, 0)" if shown_if else radius
    return _drawn(name, drawing, reach, (state.colour, state.outline), size)


def mark_symbol(name: str, mark: Mark) -> Element:
    """Return what is added to the symbol of a marker: a ring around it, a badge beside it."""
    above = _OVER_OTHERS[mark.form]
    if mark.form == "ring":
        drawing = _circle(0, 0, 1.55, 'fill="none" stroke="param(fill) #000" stroke-width="36"')
        return _drawn(name, drawing, 1.75, (mark.colour, mark.colour), above=above)
    fill, line = 'fill="param(fill) #000"', 'fill="none" stroke="param(outline) #fff"'
    drawing = _circle(0, 0, 1, f'{line} stroke-width="56"') + _circle(0, 0, 1, fill)
    drawing += _EXCLAMATION if mark.form == "badge" else _QUERY
    # A row of a legend has no feature: there the badge stands in the middle.
    aside = f"{0.9 * PX_MM:.3f} * {_RADIUS_PX}"
    offset = f"if($id IS NULL, '0,0', to_string({aside}) || ',' || to_string(-{aside}))"
    colours = (mark.colour, "#ffffff")
    return _drawn(name, drawing, 1.28, colours, _BADGE_RADIUS_PX, above=above, offset=offset)


def line_symbol(name: str, style: LineStyle, *, above: int = 0) -> Element:
    """Return a line; one that lies `above` others is drawn after all of them."""
    width = style.width_px * PX_MM
    dash = ";".join(f"{length * PX_MM:.2f}" for length in style.dash_px)
    options: dict[str, Value] = {
        "capstyle": "flat" if dash else "round",
        "joinstyle": "round",
        "line_color": rgba(style.colour),
        "line_style": "solid",
        "line_width": f"{width:.2f}",
        "line_width_unit": "MM",
        "customdash": dash,
        "customdash_unit": "MM",
        "use_custom_dash": "1" if dash else "0",
    }
    expression = {"outlineWidth": f"{width:.2f} * {_SHARE_OF_WIDTH}"}
    return symbol("line", name, [symbol_layer("SimpleLine", options, expression, above=above)])


def ground_symbol(
    name: str, fill: str | None, edge: str | None = None, *, chosen: str | None = None
) -> Element:
    """Return an area: its ground and its edge, None for none.

    Args:
        chosen: expression that gives the colour of the ground of each feature.
    """
    options: dict[str, Value] = {
        "color": rgba(fill or "#ffffff"),
        "style": "solid" if fill else "no",
        "outline_color": rgba(edge or "#ffffff"),
        "outline_style": "solid" if edge else "no",
        "outline_width": f"{PX_MM:.2f}",
        "outline_width_unit": "MM",
        "joinstyle": "round",
    }
    expressions = {"fillColor": chosen} if chosen else {}
    return symbol("fill", name, [symbol_layer("SimpleFill", options, expressions)])


def symbol(kind: str, name: str, layers: Sequence[Element]) -> Element:
    """Return a symbol of its layers; `kind` is ``marker``, ``line`` or ``fill``."""
    element = Element(
        "symbol",
        {"type": kind, "name": name, "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"},
    )
    element.extend(layers)
    return element


def symbol_layer(
    of: str, options: Mapping[str, Value], expressions: Mapping[str, str], *, above: int = 0
) -> Element:
    """Return a layer of a symbol, of the class `of` in QGIS."""
    element = Element("layer", {"class": of, "enabled": "1", "locked": "0", "pass": str(above)})
    element.append(option(options))
    element.append(overridden(expressions))
    return element


def rgba(colour: str) -> str:
    """Return ``#rrggbb`` as QGIS writes it.

    >>> rgba("#00584c")
    '0,88,76,255'
    """
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5)) + ",255"


# ------------------------------------------------------------------ drawings


def _drawn(
    name: str,
    drawing: str,
    reach: float,
    colours: tuple[str, str],
    radius_px: str = _RADIUS_PX,
    *,
    above: int = 0,
    offset: str = "",
) -> Element:
    """Return the symbol of a drawing that reaches so many radii to every side.

    Args:
        colours: of the body and of the outline. radius_px: expression.
        above: how many others it lies above, and is drawn after all of them.
        offset: expression of how far to the right and below its place it stands, millimetres.
    """
    half = round(reach * _UNITS)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * half} {2 * half}">'
        f'<g transform="translate({half} {half})">{drawing}</g></svg>'
    )
    size_per_px = 2 * reach * PX_MM
    colour, outline = colours
    options: dict[str, Value] = {
        "name": "base64:" + b64encode(svg.encode()).decode(),
        "color": rgba(colour),
        "outline_color": rgba(outline),
        "outline_width": "0",
        "size": f"{size_per_px * _LEGEND_RADIUS_PX:.2f}",
        "size_unit": "MM",
        "scale_method": "diameter",
        "offset_unit": "MM",
    }
    expressions = {"size": f"{size_per_px:.3f} * {radius_px}"}
    if offset:
        expressions["offset"] = offset
    return symbol("marker", name, [symbol_layer("SvgMarker", options, expressions, above=above)])


def _body(state: State) -> str:
    """Draw a state about the origin: its outline, and its body over it."""
    scale, edge = state.scale, round(_EDGE * _UNITS)
    fill = 'fill="param(fill) #000"'
    line = 'fill="none" stroke="param(outline) #fff" stroke-linejoin="round"'
    if not isinstance(state.shape, str):
        return "".join(
            _polygon(state.shape, scale, paint) for paint in (f'{line} stroke-width="{edge}"', fill)
        )
    if state.shape == "cross":
        arm = round(0.72 * scale * _UNITS)
        path = f"M{-arm} {-arm}L{arm} {arm}M{-arm} {arm}L{arm} {-arm}"
        widths = ((round(60 * scale) + edge, "outline"), (round(60 * scale), "fill"))
        return "".join(
            f'<path d="{path}" fill="none" stroke="param({paint}) #000" stroke-width="{width}"'
            ' stroke-linecap="round"/>'
            for width, paint in widths
        )
    if state.shape == "house":
        walls = "".join(
            _polygon(_HOUSE, scale, paint) for paint in (f'{line} stroke-width="{edge}"', fill)
        )
        return walls + _box(-0.2 * scale, 0.1 * scale, 0.4 * scale, 0.7 * scale)
    disc = _circle(0, 0, scale, f'{line} stroke-width="{edge}"') + _circle(0, 0, scale, fill)
    if state.shape == "disc_bar":
        disc += _box(-0.62 * scale, -0.2 * scale, 1.24 * scale, 0.4 * scale)
    return disc


def _polygon(corners: Corners, scale: float, paint: str) -> str:
    points = " ".join(
        f"{round(x * scale * _UNITS)},{round(y * scale * _UNITS)}" for x, y in corners
    )
    return f'<polygon points="{points}" {paint}/>'


def _circle(x: float, y: float, radius: float, paint: str) -> str:
    cx, cy, r = (round(part * _UNITS) for part in (x, y, radius))
    return f'<circle cx="{cx}" cy="{cy}" r="{r}" {paint}/>'


def _box(x: float, y: float, width: float, height: float) -> str:
    left, top, across, down = (round(part * _UNITS) for part in (x, y, width, height))
    return (
        f'<rect x="{left}" y="{top}" width="{across}" height="{down}" fill="param(outline) #fff"/>'
    )


_EXCLAMATION = _box(-0.14, -0.62, 0.28, 0.76) + _box(-0.14, 0.31, 0.28, 0.28)
_QUERY = (
    '<path d="M-31 -19a31 31 0 1 1 45 28q-14 8 -14 25" fill="none"'
    ' stroke="param(outline) #fff" stroke-width="22"/>' + _box(-0.13, 0.44, 0.26, 0.26)
)
