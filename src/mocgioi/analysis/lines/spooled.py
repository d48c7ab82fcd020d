"""Lines in metres, kept aside: of a country's roads no more is held than what is looked at.

Half a million roads have some forty million vertices. They are read once, from whatever yields
them, and go into a temporary file of the process, which the system removes with it; a few are
not written at all. Of each line its box, its size and its place in the file are held.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile

import numpy as np

from mocgioi.analysis.lines.metric_lines import (
    Indices,
    MetricLines,
    Numbers,
    RoadLine,
    metric_lines,
    ranks,
)

_IN_MEMORY_BYTES = 1 << 25
_BATCH_BYTES = 1 << 21
_VERTEX_BYTES = 16


class SpooledLines:
    """Lines in a metric CRS, in the order in which they came.

    Attributes:
        boxes: west, south, east, north of each, as `MetricLines.boxes`.
        sizes: how many vertices each has.
    """

    def __init__(self, lines: Iterable[RoadLine], metric_crs: str) -> None:
        """Read them to the end.

        Raises:
            CrsProblem: `metric_crs` names no system that can be placed on WGS 84.
        """
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES)  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        nothing = metric_lines((), metric_crs)
        boxes, sizes = [nothing.boxes], [nothing.sizes]
        part_sizes, parts = [nothing.last], [nothing.part_road]
        uuids = [np.array([], dtype=np.bytes_)]
        for batch in _batches(lines):
            drawn = metric_lines(batch, metric_crs)
            uuids.append(np.array([uuid.encode() for uuid in drawn.uuids], dtype=np.bytes_))
            self._file.write(drawn.vertices.tobytes())
            boxes.append(drawn.boxes)
            sizes.append(drawn.sizes)
            part_sizes.append(drawn.last - drawn.first + 1)
            parts.append(np.bincount(drawn.part_road, minlength=len(drawn.uuids)))
        self.boxes: Numbers = np.concatenate(boxes)
        self.sizes: Indices = np.concatenate(sizes)
        self._uuids = np.concatenate(uuids)
        self._begin = np.cumsum(self.sizes) - self.sizes
        self._part_sizes, self._parts = np.concatenate(part_sizes), np.concatenate(parts)
        self._first_part = np.cumsum(self._parts) - self._parts

    def picked(self, lines: Sequence[int] | Indices) -> MetricLines:
        """Return some of the lines, by their order here, in the order given."""
        order = np.asarray(lines, dtype=np.intp)
        parts = self._parts[order]
        size = self._part_sizes[np.repeat(self._first_part[order], parts) + ranks(parts)]
        vertices = bytearray()
        spans = (self._begin[order] * _VERTEX_BYTES, self.sizes[order] * _VERTEX_BYTES)
        for begin, length in zip(*(span.tolist() for span in spans), strict=True):
            self._file.seek(begin)
            vertices += self._file.read(length)
        last = np.cumsum(size) - 1
        return MetricLines(
            uuids=tuple(uuid.decode() for uuid in self._uuids[order].tolist()),
            vertices=np.frombuffer(vertices, dtype=np.float64).reshape(-1, 2),
            first=last - size + 1,
            last=last,
            part_road=np.repeat(np.arange(len(order)), parts),
        )


def _batches(lines: Iterable[RoadLine]) -> Iterator[list[RoadLine]]:
    """Yield lines a few megabytes at a time."""
    batch: list[RoadLine] = []
    held = 0
    for line in lines:
        batch.append(line)
        held += len(line.geometry)
        if held >= _BATCH_BYTES:
            yield batch
            batch, held = [], 0
    yield batch
