"""The sector of a border post: its markers, and what lies around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

import shapely

from mocgioi.domain import sectors
from mocgioi.domain.areas import areas_of
from mocgioi.domain.places import bare_name
from mocgioi.errors import Text, UsageError
from mocgioi.store.sectors import AROUND_DEG
from mocgioi.tracker import naming

if TYPE_CHECKING:
    import sqlite3

    from mocgioi.analysis.figures.coverage_facts import CoverageInputs
    from mocgioi.domain.line import Gate
    from mocgioi.domain.observation import SubjectState
    from mocgioi.domain.projects import Project
    from mocgioi.domain.register import MarkerEntry
    from mocgioi.outputs.map.facts import Line, MapFacts

_POST = Text("Đồn Biên phòng {post}", "Border post {post}")


class Box(NamedTuple):
    """West, south, east and north in degrees."""

    west: float
    south: float
    east: float
    north: float


class Sector(NamedTuple):
    """The markers of a post as of a day.

    Attributes:
        code: the post's; name: what it is called, without its rank.
        numbers: of its markers. box: what is drawn of the land around, None without positions.
    """

    code: str
    name: str
    numbers: frozenset[str]
    box: Box | None

    @property
    def title(self) -> Text:
        """What the sector is called."""
        return post_title(self.name)

    def meets(self, wkb: bytes | None) -> bool:
        """Say whether a shape comes into what is drawn."""
        if not wkb or self.box is None:
            return False
        return bool(shapely.intersects(areas_of([wkb])[0], shapely.box(*self.box)))

    def holds(self, longitude: float | None, latitude: float | None) -> bool:
        """Say whether a place is in what is drawn."""
        if longitude is None or latitude is None or self.box is None:
            return False
        west, south, east, north = self.box
        return west <= longitude <= east and south <= latitude <= north

    def has_gate(self, gate: Gate) -> bool:
        """Say whether a gate is of the sector, or in what is drawn."""
        return self.holds(gate.longitude, gate.latitude) or sectors.has_gate(
            self.numbers, marker_from=gate.marker_from, marker_to=gate.marker_to
        )

    def has_project(self, project: Project) -> bool:
        """Say whether a project is of the sector."""
        return sectors.has_project(
            self.code, self.numbers, of_post=project.post, serves=project.serves
        )


def post_title(name: str) -> Text:
    """Return what the sector of a post is called."""
    return Text(*(words.format(post=bare_name(name)) for words in _POST))


def sector_of(
    connection: sqlite3.Connection,
    post: str,
    states: Mapping[str, SubjectState],
    entries: Mapping[str, MarkerEntry],
) -> Sector:
    """Return the sector of a post.

    Args:
        post: its name or code. states: the markers of the register; entries: with their places.

    Raises:
        UsageError: no such post, or several, which are listed; or it has no marker.
    """
    found = naming.find(connection, "post", post)
    numbers = frozenset(n for n, state in states.items() if state.value("post") == found.subject)
    name = bare_name(found.name)
    if not numbers:
        raise UsageError(
            f"Đồn «{name}» chưa có mốc nào trong danh mục. Ghi đồn quản lý của mốc (cột «Đồn») "
            "rồi nhập lại danh mục mốc.",
            f"Post “{name}” has no marker in the register. Say which markers are its own (column "
            "“Đồn”) and import the register again.",
        )
    places = [entry.position for n in numbers if (entry := entries.get(n)) and entry.position]
    return Sector(found.subject, name, numbers, _box((p.longitude, p.latitude) for p in places))


def _box(places: Iterable[tuple[float, float]]) -> Box | None:
    listed = list(places)
    if not listed:
        return None
    east, north = zip(*listed, strict=True)
    return Box(
        min(east) - AROUND_DEG,
        min(north) - AROUND_DEG,
        max(east) + AROUND_DEG,
        max(north) + AROUND_DEG,
    )


def counted_in(inputs: CoverageInputs, sector: Sector) -> CoverageInputs:
    """Return what the figures of the sector alone are counted from."""
    numbers = sector.numbers
    states = {n: state for n, state in inputs.states.items() if n in numbers}
    communes = {state.value("commune") for state in states.values()}
    return inputs._replace(
        states=states,
        courses={n: course for n, course in inputs.courses.items() if n in numbers},
        communes={code: name for code, name in inputs.communes.items() if code in communes},
        posts={code: name for code, name in inputs.posts.items() if code == sector.code},
        measured={n: measured for n, measured in inputs.measured.items() if n in numbers},
        published=(),
        cases=[case for case in inputs.cases if case.marker in numbers],
    )


def drawn_in(facts: MapFacts, sector: Sector) -> MapFacts:
    """Return the facts of a map with no more of the border than the sector's.

    What is said of the whole province, its targets, published figures and programme, is left out.
    """
    title = sector.title
    return {
        **facts,
        "title": f"{facts['title']} – {title.to(facts['lang'])}",
        "titles": {
            "vi": f"{facts['titles']['vi']} – {title.vi}",
            "en": f"{facts['titles']['en']} – {title.en}",
        },
        "sector": {"vi": title.vi, "en": title.en},
        "boundary": [
            {**piece, "line": line}
            for piece in facts["boundary"]
            for line in _cut(piece["line"], sector.box)
        ],
        "kilometres": [
            place
            for place in facts["kilometres"]
            if sector.holds(place["longitude"], place["latitude"])
        ],
        "days": {**facts["days"], "published": []},
        "programme": None,
        "targets": {},
    }


def _cut(line: Line, box: Box | None) -> Iterator[Line]:
    """Yield the parts of a line that are in a box."""
    if box is None or len(line) < 2:
        return
    for part in shapely.get_parts(shapely.clip_by_rect(shapely.LineString(line), *box)):
        if part.geom_type == "LineString" and not part.is_empty:
            yield shapely.get_coordinates(part).tolist()
