"""What changed of a drawing, in words and metres."""

from __future__ import annotations

from mocgioi.domain.vn2000 import to_grid
from mocgioi.errors import Text
from mocgioi.store.geometry import decode_wkb
from mocgioi.words.amounts import figure_text
from mocgioi.words.findings import worded

_NEW = {
    0: Text("một điểm", "a point"),
    1: Text("dài {size} m", "{size} m long"),
    2: Text("rộng {size} km²", "{size} km²"),
}
_MOVED = Text(", lệch nhiều nhất {off} m", ", {off} m off at most")


def drawing(geometry: str) -> Text:
    """Return how long or large a drawing is: the hexadecimal blob of an event's value."""
    return _size(geometry)[1]


def redrawn(old: str, new: str) -> Text:
    """Return what became of a drawing: its size before and after, and how far it is off.

    Lengths are planar, in EPSG:9215; how far it is off is the Hausdorff distance.
    """
    import shapely

    (before, was), (after, now) = _size(old), _size(new)
    moved = worded(_MOVED, off=figure_text(shapely.hausdorff_distance(before, after), 1))
    return Text(
        *(
            f"{a if a == b else f'{a} → {b}'}{off}"
            for a, b, off in zip(was, now, moved, strict=True)
        )
    )


def _size(geometry: str) -> tuple[object, Text]:
    import shapely

    degrees = shapely.from_wkb(decode_wkb(bytes.fromhex(geometry)))
    metric = shapely.transform(degrees, to_grid, interleaved=False)
    dimensions = int(shapely.get_dimensions(metric))
    is_area = dimensions == 2
    size = figure_text(metric.area / 1e6, 2) if is_area else figure_text(metric.length)
    return metric, worded(_NEW[dimensions], size=size)
