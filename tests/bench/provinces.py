"""The provinces of a made-up country: their registers, and ten years of weekly surveys.

What a week brings: a post looks after some 43 markers (as Lạng Sơn's eleven do after its 474)
and sees each of them once a quarter, so that its patrols of a week report three or four. A row
says the condition of the marker, the status of its road and, where the road is built, its
condition: two or three observations. What the posts of a province saw in a week is one file.
Roads get built over the years, markers are damaged and put up again; now and then a neighbouring
post says something else of the same day, which waits for a person. Numbers begin at 1 in every
province. Nothing here is a real place; the same size gives the same files.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.bench import border

MARKERS_A_POST = 43
WEEKS_A_ROUND = 13
FIRST_YEAR = 2016
_FIRST_DAY = date(FIRST_YEAR, 1, 4)
_KM_A_MARKER = 0.49
_ROADS_A_MARKER = 0.65
_LARGEST_TO_SMALLEST = 9

_NEEDS_ROAD_SHARE = 0.97
_BUILT_BEFORE_SHARE = 0.2
_BUILT_SINCE_SHARE = 0.5
_DAMAGE_SHARE = 0.001
_DAMAGED_ROUNDS = 3
_IMPASSABLE_SHARE = 0.01
_CONTRADICTED_SHARE = 0.0005
_DAYS_OF_BUILDING, _DAYS_OF_APPROVAL = 180, 540

_REGISTER = (
    *("number", "longitude", "latitude", "crs", "commune_code", "post"),
    *("needs_road", "illustrative", "source"),
)
_SURVEY = (
    *("number", "surveyed_on", "marker_condition", "road_status", "road_condition"),
    *("post", "surveyor", "illustrative"),
)
_SOURCE = "minh họa: tests/bench"


class Province(NamedTuple):
    """A province: its code (``p01``) and how many markers it has."""

    code: str
    markers: int

    @property
    def posts(self) -> int:
        """How many posts look after the markers; each has a commune of its own."""
        return max(1, round(self.markers / MARKERS_A_POST))


class _Marker(NamedTuple):
    """A marker and what becomes of it.

    Attributes:
        needs_road: whether it needs one. built_on: since when it has one; None: never.
        post: number of its post, from 0.
    """

    number: str
    post: int
    needs_road: bool
    built_on: date | None


def provinces(count: int, markers: int) -> list[Province]:
    """Return so many provinces, which have so many markers in all, the largest first."""
    steps = max(count - 1, 1)
    weights = [1 + (_LARGEST_TO_SMALLEST - 1) * (steps - n) / steps for n in range(count)]
    ends = [round(markers * sum(weights[: n + 1]) / sum(weights)) for n in range(count)]
    starts = [0, *ends]
    return [
        Province(f"p{n + 1:02}", end - start)
        for n, (start, end) in enumerate(zip(starts, ends, strict=False))
    ]


def write_register(
    province: Province, folder: Path, *, size: border.Size | None = None
) -> list[tuple[str, Path]]:
    """Write the register of a province and return its files by kind, in the order to take in.

    Args:
        size: of its markers and roads, where it is not like the others.
    """
    size = size or border.Size(
        markers=province.markers,
        roads=max(round(province.markers * _ROADS_A_MARKER), 2),
        long_roads=0,
        line_km=province.markers * _KM_A_MARKER,
        band_km=6,
    )
    drawn = border.draw(size, seed=int(province.code[1:]))
    posts = range(province.posts)
    communes = [(_commune(province, post), f"Xã {post + 1}") for post in posts]
    manned = [(_post(post), f"Đồn {post + 1}", _commune(province, post)) for post in posts]
    places = sorted(drawn.markers.tolist())
    markers = [
        (
            *(marker.number, f"{longitude:.6f}", f"{latitude:.6f}", "EPSG:4326"),
            *(_commune(province, marker.post), _post(marker.post)),
            *("yes" if marker.needs_road else "no", "true", _SOURCE),
        )
        for marker, (longitude, latitude) in zip(_markers(province), places, strict=True)
    ]
    folder.mkdir(parents=True, exist_ok=True)
    roads = folder / "roads.gpkg"
    roads.unlink(missing_ok=True)
    border.write(drawn, roads)
    return [
        ("communes", _table(folder / "communes.csv", ("code", "name"), communes)),
        ("posts", _table(folder / "posts.csv", ("code", "name", "communes"), manned)),
        ("markers", _table(folder / "register.csv", _REGISTER, markers)),
        ("roads", roads),
    ]


def write_surveys(province: Province, folder: Path, weeks: range) -> list[Path]:
    """Write the survey of each week, counted from the first of `FIRST_YEAR`.

    A week is drawn for itself: it is the same whichever others are written. One in which nobody
    was on patrol, as happens where there are a dozen markers, has none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    markers = _markers(province)
    return [
        _table(folder / f"week-{week + 1:04}.csv", _SURVEY, rows)
        for week in weeks
        if (rows := list(_rows(province, markers, week)))
    ]


def year_ends(years: int) -> list[str]:
    """Return the last day of each year that is surveyed."""
    return [f"{FIRST_YEAR + year}-12-31" for year in range(years)]


def _markers(province: Province) -> list[_Marker]:
    """Return the markers along the border, each post's beside one another."""
    chance = Random(f"{province.code} {province.markers}")
    numbers = _numbers()
    return [
        _Marker(
            number=next(numbers),
            post=index * province.posts // province.markers,
            needs_road=chance.random() < _NEEDS_ROAD_SHARE,
            built_on=_built_on(chance),
        )
        for index in range(province.markers)
    ]


def _numbers() -> Iterator[str]:
    """Yield numbers as they stand along a border: single, pairs, secondary ones."""
    for main in range(1, 10_000):
        if main % 9 == 0:
            yield f"{main}(1)"
            yield f"{main}(2)"
        else:
            yield str(main)
        if main % 4 == 0:
            yield f"{main}/1"
    for bank in ("", "(1)", "(2)", "(3)"):
        for secondary in range(2, 100):
            yield from (f"{main}/{secondary}{bank}" for main in range(1, 10_000))


def _built_on(chance: Random) -> date | None:
    """Return when a road was built: before the first survey, within the ten years, or never."""
    share, day = chance.random(), chance.randrange(3_650)
    if share < _BUILT_BEFORE_SHARE:
        return _FIRST_DAY - timedelta(days=1)
    if share < _BUILT_BEFORE_SHARE + _BUILT_SINCE_SHARE:
        return _FIRST_DAY + timedelta(days=day)
    return None


def _rows(province: Province, markers: Sequence[_Marker], week: int) -> Iterator[tuple[str, ...]]:
    """Yield what the patrols of a week report."""
    for place, marker in enumerate(markers):
        if place % WEEKS_A_ROUND != week % WEEKS_A_ROUND:
            continue
        day = _FIRST_DAY + timedelta(days=7 * week + marker.post % 5)
        post = _post(marker.post)
        chance = Random(f"{province.code} {marker.number} {week}")
        status, road = _status(marker, day), ""
        if status == "đã xây dựng":
            road = "không đi được" if chance.random() < _IMPASSABLE_SHARE else "tốt"
        seen = (_condition(province, marker, week), status, road, post)
        yield (marker.number, day.isoformat(), *seen, f"tổ tuần tra {place % 3 + 1}", "true")
        if chance.random() < _CONTRADICTED_SHARE:
            other = "chưa xây dựng" if status != "chưa xây dựng" else "đang thi công"
            said = ("", other, "", post)
            yield (marker.number, day.isoformat(), *said, "tổ tuần tra đồn bên", "true")


def _status(marker: _Marker, day: date) -> str:
    left = (marker.built_on - day).days if marker.built_on else _DAYS_OF_APPROVAL
    if left <= 0:
        return "đã xây dựng"
    if left < _DAYS_OF_BUILDING:
        return "đang thi công"
    return "đã phê duyệt" if left < _DAYS_OF_APPROVAL else "chưa xây dựng"


def _condition(province: Province, marker: _Marker, week: int) -> str:
    """Return the condition: damage stands for some rounds, and is then made good."""
    for rounds in range(_DAMAGED_ROUNDS + 1):
        chance = Random(f"{province.code} {marker.number} {week - WEEKS_A_ROUND * rounds} damage")
        if chance.random() < _DAMAGE_SHARE:
            severe = chance.random() < 0.1
            damage = "hư hỏng nghiêm trọng" if severe else "hư hỏng nhẹ"
            return damage if rounds < _DAMAGED_ROUNDS else "đã khôi phục"
    return "nguyên vẹn"


def _commune(province: Province, post: int) -> str:
    return f"{int(province.code[1:]):02}{post + 1:03}"


def _post(post: int) -> str:
    return f"don-{post + 1}"


def _table(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)
    return path
