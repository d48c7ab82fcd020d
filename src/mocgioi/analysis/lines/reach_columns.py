"""Markers and lines by column, for reach: a country's are held in little.

They come one after the other and are read once. What is drawn of the lines is kept aside.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from math import isnan, nan
from typing import NamedTuple

import numpy as np

from mocgioi.analysis.lines.metric_lines import Indices, Numbers, RoadLine
from mocgioi.analysis.lines.network import Joins, counts, is_trunk, network_of
from mocgioi.analysis.lines.reach import ReachMarker, ReachRoad, called
from mocgioi.analysis.lines.spooled import SpooledLines
from mocgioi.analysis.lines.tiles import Some
from mocgioi.domain.marker import MarkerNumber

_MOST = 1_000
"""More than any part of a marker's number but the first."""


class MarkerColumns(NamedTuple):
    """Markers by column, in border order.

    Attributes:
        codes: of what is declared, None: nothing.
        key: the number as one. needs_road, is_supplied: whether it needs a road, and whether an
            access road was supplied for its commune. declared: by its place in `codes`.
        longitude, latitude: degrees, EPSG:4326; border_km; NaN where it is not known.
    """

    codes: Sequence[str | None]
    key: Indices
    needs_road: Indices
    is_supplied: Indices
    declared: Indices
    longitude: Numbers
    latitude: Numbers
    border_km: Numbers

    @classmethod
    def of(cls, markers: Iterable[ReachMarker], supplied: Collection[str | None]) -> MarkerColumns:
        """Return the columns of markers, which are read once.

        Args:
            supplied: the communes for which an access road was supplied.
        """
        codes: dict[str | None, int] = {}
        keys, flags, places = array("q"), array("b"), array("d")
        for marker in markers:
            main, secondary, bank = MarkerNumber.parse(marker.number)
            keys.append((main * _MOST + secondary) * _MOST + bank)
            is_supplied = marker.commune in supplied
            declared = codes.setdefault(marker.declared, len(codes))
            flags.extend((marker.needs_road, is_supplied, declared))
            for number in (marker.longitude, marker.latitude, marker.border_km):
                places.append(nan if number is None else number)
        key = np.frombuffer(keys, dtype=np.int64)
        order = np.argsort(key, kind="stable")
        columns = (
            *np.frombuffer(flags, dtype=np.int8).reshape(-1, 3).T,
            *np.frombuffer(places, dtype=np.float64).reshape(-1, 3).T,
        )
        return cls(list(codes), key[order], *(column[order] for column in columns))

    def marker(self, at: int) -> tuple[ReachMarker, bool]:
        """Return a marker, by its order, and whether its place and its commune are known of."""
        longitude, latitude, border_km = (
            None if isnan(column[at]) else float(column[at])
            for column in (self.longitude, self.latitude, self.border_km)
        )
        marker = ReachMarker(
            number=self.number(at),
            commune=None,
            needs_road=bool(self.needs_road[at]),
            declared=self.codes[self.declared[at]],
            longitude=longitude,
            latitude=latitude,
            border_km=border_km,
        )
        return marker, bool(self.is_supplied[at]) and None not in (longitude, latitude)

    def number(self, at: int) -> str:
        """Return the number of a marker, by its order."""
        main, parts = divmod(int(self.key[at]), _MOST * _MOST)
        return str(MarkerNumber(main, *divmod(parts, _MOST)))


class CountingLines(NamedTuple):
    """The lines that count as of a day, as they are preferred where several are equally near.

    Attributes:
        drawn: the lines, those that are joined to the network first. joined: how many these are.
        called: what to call the road of each.
        component: the number of all that each hangs together with.
    """

    drawn: Some
    joined: int
    called: Sequence[str]
    component: Indices

    @classmethod
    def of(
        cls,
        lines: Iterable[ReachRoad],
        joins: Iterable[tuple[str, str]],
        *,
        as_of: str,
        metric_crs: str,
    ) -> CountingLines:
        """Return those of all lines that count, which are read once.

        Args:
            joins: every two of the lines that join, by name.
        """
        trunk: dict[str, bool] = {}
        names: list[str] = []

        def counting() -> Iterator[RoadLine]:
            for line in lines:
                if counts(line.fact, as_of=as_of):
                    trunk[line.fact.uuid] = is_trunk(line.fact)
                    names.append(called(line))
                    yield RoadLine(line.fact.uuid, line.geometry)

        drawn = SpooledLines(counting(), metric_crs)
        uuids = list(trunk)
        network = network_of(trunk, Joins.of_names(trunk, joins))
        order = sorted(
            range(len(uuids)),
            key=lambda at: (uuids[at] not in network.joined, names[at], uuids[at]),
        )
        numbers: dict[str, int] = {}
        component = [numbers.setdefault(network.component[uuids[at]], len(numbers)) for at in order]
        return cls(
            drawn=Some(drawn, np.array(order, dtype=np.intp)),
            joined=len(network.joined),
            called=[names[at] for at in order],
            component=np.array(component, dtype=np.intp),
        )
