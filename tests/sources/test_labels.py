"""Numbers beside marks on a drawing."""

from __future__ import annotations

from pathlib import Path

from mocgioi import sources
from mocgioi.sources.wkb import point_of

EAST, NORTH = 444152.8, 2430512.8


def drawing(folder: Path, *entities: tuple[tuple[int, object], ...]) -> Path:
    pairs: list[tuple[int, object]] = [(0, "SECTION"), (2, "ENTITIES")]
    for entity in entities:
        pairs += entity
    pairs += [(0, "ENDSEC"), (0, "EOF")]
    path = folder / "moc.dxf"
    path.write_text("".join(f"{code}\n{value}\n" for code, value in pairs), encoding="utf-8")
    return path


def point(east: float, north: float) -> tuple[tuple[int, object], ...]:
    return (0, "POINT"), (8, "0"), (10, east), (20, north), (30, 0)


def text(words: str, east: float, north: float) -> tuple[tuple[int, object], ...]:
    return (0, "TEXT"), (8, "0"), (10, east), (20, north), (30, 0), (40, 10), (1, words)


def numbered(path: Path) -> dict[object, tuple[float, float] | None]:
    (table,) = sources.read(path).tables
    return {
        row.values[-1]: row.geometry and point_of(row.geometry)  # type: ignore[misc]
        for row in table.rows
        if row.values[-1]
    }


def test_a_number_has_the_place_of_the_point_beside_it(tmp_path: Path) -> None:
    path = drawing(tmp_path, point(EAST, NORTH), text("Mốc 1116", EAST + 6, NORTH + 4))
    assert numbered(path) == {"1116": (EAST, NORTH)}


def test_of_two_numbers_each_has_its_own_nearest_point(tmp_path: Path) -> None:
    path = drawing(
        tmp_path,
        point(EAST, NORTH),
        point(EAST + 15, NORTH),
        text("1116", EAST + 2, NORTH),
        text("1117", EAST + 9, NORTH),
    )
    assert numbered(path) == {"1116": (EAST, NORTH), "1117": (EAST + 15, NORTH)}


def test_a_number_far_from_any_point_stands_where_it_is_written_and_is_told(
    tmp_path: Path,
) -> None:
    path = drawing(tmp_path, point(EAST, NORTH), text("1116", EAST + 40, NORTH))
    assert numbered(path) == {"1116": (EAST + 40, NORTH)}
    told = next(f for f in sources.read(path).findings if f.code == "drawing-labels")
    assert told.severity == "warning"


def test_other_words_are_no_numbers(tmp_path: Path) -> None:
    path = drawing(tmp_path, point(EAST, NORTH), text("Suối Bản Thẩu", EAST, NORTH))
    (table,) = sources.read(path).tables
    assert "number" not in table.header


def test_one_point_gives_its_place_to_one_number(tmp_path: Path) -> None:
    path = drawing(
        tmp_path,
        point(EAST, NORTH),
        text("1116", EAST + 2, NORTH),
        text("1117", EAST + 9, NORTH),
    )
    assert numbered(path) == {"1116": (EAST, NORTH), "1117": (EAST + 9, NORTH)}
