"""Make the illustrative world: register, roads, the conference's status, later surveys.

    python geo/illustrative/make.py [FOLDER]

writes the files beside this one (or into FOLDER), the same bytes every time. It reads
geo/boundary.geojson, communes.csv and posts.csv and imports nothing of mocgioi. What it
makes is not data about the border: README.md of geo/ says what is real.
"""

from __future__ import annotations

import csv
import io
import json
import math
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from border import Border, Place, to_degrees, trunk_pieces
from history import (
    BA_SON,
    BAO_LAM,
    CHI_MA,
    CONFERENCE,
    CONTESTED,
    JOINT,
    PO_MA,
    SURVEYS,
    Road,
    Story,
    Survey,
    roads,
    some_day,
    tell,
)  # fmt: skip
from layout import Stand, marker_places, register_rows, stands
from plan import target_rows
from shapely import LineString

SOURCE = "minh họa: geo/illustrative/make.py"
SEED = 459
GEO = Path(__file__).resolve().parent.parent
CONTESTED_ON = date(2025, 10, 21)
SURVEY_COLUMNS = [
    "number",
    "surveyed_on",
    "road_status",
    "road_condition",
    "marker_condition",
    "funding",
    "surveyor",
    "post",
    "longitude",
    "latitude",
    "note",
    "illustrative",
]
VIETNAMESE = {
    "built": "đã xây dựng", "under_construction": "đang thi công", "none": "chưa xây dựng",
    "intact": "nguyên trạng", "minor_damage": "hư hỏng nhẹ", "contributions": "xã hội hóa",
    "scheme": "Đề án theo QĐ 1934", "combined": "lồng ghép", "provincial_budget": "ngân sách tỉnh",
    "": "",
}  # fmt: skip

Row = dict[str, str]


def table(rows: list[Row], delimiter: str = ",") -> str:
    """Return rows as CSV text with a header."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def collection(name: str, features: list[dict[str, Any]]) -> str:
    """Return a GeoJSON FeatureCollection, a feature a line."""
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    return f'{{"type": "FeatureCollection", "name": "{name}", "features": [\n{lines}\n]}}\n'


def feature(geometry: str, coordinates: Any, properties: dict[str, Any]) -> dict[str, Any]:
    """Return a GeoJSON feature."""
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": geometry, "coordinates": coordinates},
    }


def trunk_features(
    pieces: list[tuple[str, list[Place]]], names: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """Return the pieces of the trunk road: patrol and commune roads by turns."""
    for index, (code, places) in enumerate(pieces):
        patrol = index % 4 != 3
        kind = "Đường tuần tra biên giới" if patrol else "Đường xã ven biên giới"
        yield feature(
            "LineString",
            [to_degrees(place) for place in places],
            {
                "name": f"{kind}, {names[code]} {index + 1}",
                "serves": "",
                "road_class": "patrol" if patrol else "commune",
                "status": "built",
                "surface": "concrete",
                "width_m": 3.5,
                "thickness_cm": 18,
                "length_m": round(LineString(places).length),
                "cost_vnd": None,
                "funding": "central_budget" if patrol else "provincial_budget",
                "started_on": None,
                "completed_on": None,
                "illustrative": True,
                "source": SOURCE,
            },
        )


def road_feature(road: Road, rng: Random) -> dict[str, Any]:
    """Return an access road with what an office writes about it."""
    first = road.stories[0]
    numbers = [number for story in road.stories for number in story.stand.markers]
    length_m = round(road.length_m)
    places = [[to_degrees(place) for place in part] for part in road.parts]
    single = len(places) == 1
    return feature(
        "LineString" if single else "MultiLineString",
        places[0] if single else places,
        {
            "name": "Đường nhánh lên mốc " + ", ".join(numbers),
            "serves": "; ".join(numbers),
            "road_class": "access",
            "status": road.status,
            "surface": "concrete",
            "width_m": rng.choice((1.2, 1.2, 1.3, 1.5)),
            "thickness_cm": rng.choice((10, 12, 15)),
            "length_m": length_m,
            "cost_vnd": round(length_m * rng.uniform(0.40, 0.95)) * 1_000_000,
            "funding": first.funding,
            "started_on": first.started_on.isoformat() if first.started_on else None,
            "completed_on": first.completed_on.isoformat() if first.completed_on else None,
            "illustrative": True,
            "source": SOURCE,
        },
    )


def conference_row(story: Story, number: str, rng: Random) -> Row:
    """Return what was reported of a marker for the conference on 2023."""
    status, funding, earliest = "none", "", date(2023, 1, 9)
    if story.first_built == CONFERENCE and story.completed_on:
        status, funding = "built", story.funding
        earliest = max(earliest, story.completed_on)
    elif story.first_built == PO_MA:
        status, funding, earliest = "approved", "scheme", date(2023, 11, 27)
    elif story.started_on and story.started_on < date(2023, 12, 15):
        status, funding, earliest = "under_construction", story.funding, date(2023, 12, 15)
    return {
        "number": number,
        "road_status": status,
        "surveyed_on": some_day(rng, earliest, date(2023, 12, 20)).isoformat(),
        "marker_condition": "intact",
        "post": story.stand.post,
        "funding": funding,
        "note": "",
        "illustrative": "true",
        "source": SOURCE,
    }


def status_at(story: Story, survey: Survey) -> str:
    """Return what a survey finds at a stand."""
    files = [CONFERENCE, *(s.file for s in SURVEYS)]
    if story.first_built and files.index(story.first_built) <= files.index(survey.file):
        return "built"
    if story.stand.number == "964":
        return "under_construction"
    if story.fault in ("under_construction", "approved") and survey.file == JOINT:
        return story.fault
    return "none"


def visited(stories: list[Story], survey: Survey, rng: Random) -> list[Story]:
    """Return the stands a survey goes to: all with news, and some of the others."""
    shares = {PO_MA: 1.0, BAO_LAM: 0.7, BA_SON: 0.5, CHI_MA: 0.6, JOINT: 0.12}
    chosen = []
    for story in stories:
        mine = story.stand.post in survey.newly_built
        if not mine or story.fault == "undeclared" or story.stand.number == CONTESTED:
            continue
        news = story.first_built == survey.file or (
            survey.file == JOINT and story.fault in ("under_construction", "approved")
        )
        if rng.random() < shares[survey.file] or news:
            chosen.append(story)
    return chosen


def beside(place: Place, metres: float, rng: Random) -> tuple[str, str]:
    """Return longitude and latitude of a reading `metres` off a place."""
    angle = rng.uniform(0.0, math.tau)
    spot = (place[0] + metres * math.cos(angle), place[1] + metres * math.sin(angle))
    longitude, latitude = to_degrees(spot)
    return f"{longitude:.6f}", f"{latitude:.6f}"


def survey_row(
    border: Border, story: Story, number: str, survey: Survey, status: str, rng: Random
) -> Row:
    """Return a row of a survey with the columns of SURVEY_COLUMNS."""
    stand = story.stand
    place = marker_places(border, stand)[stand.markers.index(number)]
    longitude = latitude = ""
    if survey.file in (BAO_LAM, CHI_MA):
        longitude, latitude = beside(place, rng.uniform(3.5, 6.5), rng)
    values = (
        number,
        some_day(rng, survey.first_day, survey.last_day).isoformat(),
        status,
        "good" if status == "built" else "",
        "intact",
        story.funding if status == "built" else "",
        f"tổ tuần tra {rng.randint(1, 3)}",
        stand.post,
        longitude,
        latitude,
        "",
        "true",
    )
    return dict(zip(SURVEY_COLUMNS, values, strict=True))


def survey_rows(border: Border, stories: list[Story], rng: Random) -> dict[str, list[Row]]:
    """Return the rows of each later survey, in border order, with what is odd in them."""
    files: dict[str, list[Row]] = {}
    for survey in SURVEYS:
        files[survey.file] = [
            survey_row(border, story, number, survey, status_at(story, survey), rng)
            for story in visited(stories, survey, rng)
            for number in story.stand.markers
        ]
    contested = next(s for s in stories if s.stand.number == CONTESTED)
    ba_son, chi_ma = SURVEYS[2], SURVEYS[3]
    for survey, status in ((ba_son, "under_construction"), (chi_ma, "built")):
        row = survey_row(border, contested, CONTESTED, survey, status, rng)
        row["surveyed_on"] = CONTESTED_ON.isoformat()
        row["post"] = survey.file.removeprefix("2025-10-").removesuffix(".csv")
        place = 0 if survey is chi_ma else len(files[survey.file])
        files[survey.file].insert(place, row)
    _oddities(files, stories)
    return files


def _oddities(files: dict[str, list[Row]], stories: list[Story]) -> None:
    """Put in a flood's two damaged roads, two markers in trouble and a road said not to be."""
    sound = {
        number
        for story in stories
        if story.first_built == CONFERENCE and not story.fault and story.stand.banks == 1
        for number in story.stand.markers
    }
    ba_son = [row for row in files[BA_SON] if row["number"] in sound]
    chi_ma = [row for row in files[CHI_MA] if row["number"] in sound]
    joint = [row for row in files[JOINT] if row["number"] in sound]
    for row in (ba_son[2], chi_ma[2]):
        row.update(road_condition="damaged", note="sạt lở sau lũ")
    ba_son[5].update(marker_condition="minor_damage", note="sứt một góc chân mốc")
    chi_ma[5].update(marker_condition="displaced", note="nghi lệch khoảng 0,3 m, chờ đo lại")
    joint[1].update(road_status="none", road_condition="", funding="", note="không thấy đường")


def vietnamese(row: Row) -> Row:
    """Return a row as the post that keeps its own headings would send it."""
    year, month, day = row["surveyed_on"].split("-")
    damaged = row["road_condition"] == "damaged"
    return {
        "Số hiệu mốc": row["number"],
        "Tình trạng đường": "hư hỏng" if damaged else VIETNAMESE[row["road_status"]],
        "Ngày kiểm tra": f"{day}/{month}/{year}",
        "Tình trạng mốc": VIETNAMESE[row["marker_condition"]],
        "Nguồn vốn": VIETNAMESE[row["funding"]],
        "Ghi chú": row["note"],
        "Minh họa": "có",
    }


def survey_text(file: str, rows: list[Row]) -> str:
    """Return a survey file's text, each in its own shape."""
    if file == BA_SON:
        return "\ufeff" + table([vietnamese(row) for row in rows], ";")
    if file != BAO_LAM:
        return table(rows)
    features = []
    for row in rows:
        properties: dict[str, Any] = {**row, "illustrative": True}
        spot = [float(properties.pop("longitude")), float(properties.pop("latitude"))]
        features.append(feature("Point", spot, properties))
    return collection("survey", features)


def summary(all_stands: list[Stand], conference: list[Row], files: dict[str, list[Row]]) -> str:
    """Return the totals in words."""
    first: dict[str, str] = {}
    for row in [*conference, *(row for rows in files.values() for row in rows)]:
        if row["road_status"] == "built" and row["number"] != CONTESTED:
            day = min(row["surveyed_on"], first.get(row["number"], "9999"))
            first[row["number"]] = day
    totals = [
        f"built by {end}: {sum(day <= end for day in first.values())}"
        for end in ("2023-12-31", "2024-12-31", "2025-12-31", "2026-11-22")
    ]
    markers = sum(stand.banks for stand in all_stands)
    return "\n".join([f"markers {markers}, needing a road {len(conference)}", *totals, ""])


def read_table(name: str) -> list[Row]:
    """Return the rows of one of geo's tables."""
    with (GEO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def make() -> tuple[dict[str, str], str]:
    """Return every file's text by its name, and the summary."""
    rng = Random(SEED)
    border = Border.read(GEO / "boundary.geojson")
    spans = {r["code"]: (float(r["km_from"]), float(r["km_to"])) for r in read_table("posts.csv")}
    names = {row["code"]: row["name"] for row in read_table("communes.csv")}
    all_stands = stands(border, spans, rng)
    register = register_rows(border, all_stands, rng)
    pieces = trunk_pieces(border, rng)
    trunk = LineString([place for i, (_, part) in enumerate(pieces) for place in part[i > 0 :]])
    stories = tell(border, trunk, all_stands, rng)
    access = [road_feature(road, rng) for road in roads(border, stories, rng)]
    conference = [conference_row(s, n, rng) for s in stories for n in s.stand.markers]
    surveys = survey_rows(border, stories, rng)
    mark = {"illustrative": "true", "source": SOURCE}
    texts = {
        "register.csv": table([row | mark for row in register]),
        "roads.geojson": collection("roads", [*trunk_features(pieces, names), *access]),
        "status-2023.csv": table(conference),
        "targets.csv": table([row | mark for row in target_rows()]),
        **{f"surveys/{file}": survey_text(file, rows) for file, rows in surveys.items()},
    }
    return texts, summary(all_stands, conference, surveys)


def main(arguments: list[str]) -> int:
    """Write the files into the folder given, or beside this script."""
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    texts, totals = make()
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    sys.stdout.write(totals)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
