"""What changed of a drawing, in words and metres."""

from __future__ import annotations

from mocgioi.domain.vn2000 import to_grid
from mocgioi.errors import Text
from mocgioi.store.geometry import decode_wkb

_NEW = {
    0: Text("một điểm", "a point"),
    1: Text("dài {size:.0f} m", "{size:.0f} m long"),
    2: Text("rộng {size:.2f} km²", "{size:.2f} km²"),
}
_MOVED = Text(", lệch nhiều nhất {off:.1f} m", ", {off:.1f} m off at most")


def drawing(geometry: str) -> Text:
    """Return how long or large a drawing is: the hexadecimal blob of an event's value."""
    return _size(geometry)[1]


def redrawn(old: str, new: str) -> Text:
    """Return what became of a drawing: its size before and after, and how far it is off.

    Lengths are planar, in EPSG:9215; how far it is off is the Hausdorff distance.
    """
    import shapely

    (before, was), (after, now) = _size(old), _size(new)
    off = shapely.hausdorff_distance(before, after)
    return Text(
        *(
            f"{a if a == b else f'{a} → {b}'}{moved.format(off=off)}"
            for a, b, moved in zip(was, now, _MOVED, strict=True)
        )
    )


def _size(geometry: str) -> tuple[object, Text]:
    import shapely

    degrees = shapely.from_wkb(decode_wkb(bytes.fromhex(geometry)))
    metric = shapely.transform(degrees, to_grid, interleaved=False)
    dimensions = int(shapely.get_dimensions(metric))
    size = metric.area / 1e6 if dimensions == 2 else metric.length
    return metric, Text(*(words.format(size=size) for words in _NEW[dimensions]))
