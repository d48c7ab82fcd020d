"""Field surveys (kiểm tra thực địa): one row, one marker, one day, what was seen.

What a survey says becomes observations; so nothing is guessed here: a status that cannot
be read rejects its row, a place that does not fit the marker holds it.
"""

from __future__ import annotations

from collections.abc import Mapping

from mocgioi.domain import vocabulary
from mocgioi.domain.crs import STORAGE_CRS
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.domain.register import SurveyRow
from mocgioi.errors import Finding, Text
from mocgioi.intake import checks, georeference, values
from mocgioi.intake.known import Known, Taken
from mocgioi.intake.points import Pair, coordinates, points_of
from mocgioi.intake.roads import implied_condition
from mocgioi.intake.rows import Row, Taking
from mocgioi.sources import Columns, RawFile, RawTable
from mocgioi.sources.coordinates import number as as_number

_REFUSED_REVIEWS = frozenset(
    {"rejected", "hasissues", "not approved", "validation_status_not_approved"}
)


def take_survey(
    raw: RawFile,
    *,
    known: Known,
    crs: str | None = None,
    columns: Mapping[str, str] | None = None,
    today: str,
) -> Taken[SurveyRow]:
    """Take a survey.

    Degrees in columns of longitude and latitude without a stated system are a GPS's, WGS 84,
    and told; metres without a stated system are asked about.

    Args:
        raw: the file. known: the register to compare with.
        crs: the coordinate system of its positions, if the user says so.
        columns: field → heading, where headings are not recognised.
        today: today's ISO day in Việt Nam; a survey of a later day is rejected.

    Raises:
        UnreadableInput: no columns of marker and day.
        CrsProblem: positions whose system is missing or contradicted.
    """
    taking: Taking[SurveyRow] = Taking(raw, "surveys", columns)
    for table, found in taking.tables:
        _check_aspects(taking.taken, table, found)
        rows = [(row, _number(row, known)) for row in taking.rows(table, found)]
        positions = _positions(taking.taken, (table, found, rows), crs, known)
        _tell_duplicates([row for row, _ in rows])
        for (row, number), position in zip(rows, positions, strict=True):
            entry = _entry(row, number, position, known, taking.taken, today)
            taking.close(row, entry)
    return taking.taken


def _tell_duplicates(rows: list[Row]) -> None:
    """Tell of rows repeated exactly; they are passed on, and count as unchanged."""
    first: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = (*row.raw.values, row.raw.geometry)
        above = first.setdefault(key, row.raw.row)
        if above != row.raw.row:
            row.tell(
                "row-duplicate",
                "warning",
                f"Dòng này giống hệt dòng {above}.",
                f"This row repeats row {above} exactly.",
            )


_ASPECTS = ("road_status", "road_condition", "marker_condition")


def _check_aspects(taken: Taken[SurveyRow], table: RawTable, columns: Columns) -> None:
    if any(field in columns for field in _ASPECTS):
        return
    text = Text(
        'Không có cột tình trạng đường hay tình trạng mốc. Nếu có: --column road_status="…"',
        "There is no column for the road or the marker's condition. If there is one: "
        '--column road_status="…"',
    )
    taken.findings.append(Finding("column-missing", "warning", text, table.name))


def _number(row: Row, known: Known) -> MarkerNumber | None:
    number = values.marker_number(row.cell("number"))
    if number is None:
        checks.tell_bad_number(row)
    elif str(number) not in known.markers:
        checks.tell_unknown_marker(row, number, known.markers)
        return None
    return number


def _positions(
    taken: Taken[SurveyRow],
    part: tuple[RawTable, Columns, list[tuple[Row, MarkerNumber | None]]],
    crs: str | None,
    known: Known,
) -> list[Pair]:
    """Return where each row was surveyed, EPSG:4326, or None."""
    table, columns, rows = part
    pairs = [coordinates(row, severity="error") for row, _ in rows]
    if all(pair is None for pair in pairs):
        return pairs
    numbers = [str(number) if number else None for _, number in rows]
    points, stated = points_of(table, columns, pairs, numbers, [None] * len(rows))
    degrees = all(pair is None or max(map(abs, pair)) <= 360 for pair in pairs)
    assumed = degrees and not stated and crs is None and not table.has_geometry
    if assumed:
        text = Text(
            "Kinh độ, vĩ độ không ghi hệ toạ độ; đã đọc như số đo GPS (EPSG:4326).",
            "Longitude and latitude state no system; they were read as a GPS's (EPSG:4326).",
        )
        taken.findings.append(Finding("crs-assumed", "notice", text, table.name))
    if degrees and (assumed or (crs or stated[:1]) in (STORAGE_CRS, [STORAGE_CRS])):
        taken.crs = STORAGE_CRS
        turned = points.axes == "bare"
        return [(pair[1], pair[0]) if turned and pair else pair for pair in pairs]
    return _placed(taken, table, points, stated, crs, known)


def _placed(
    taken: Taken[SurveyRow],
    table: RawTable,
    points: georeference.Points,
    stated: list[str],
    crs: str | None,
    known: Known,
) -> list[Pair]:
    """Return positions that are not plain GPS degrees, placed on the ground."""
    placed = georeference.place(
        points, stated=stated, asked=crs, known=known, sheet=table.name, extent="markers"
    )
    taken.findings.extend(placed.findings)
    taken.crs = placed.crs
    return [
        (lon, lat) if lon is not None and lat is not None and lon == lon else None
        for lon, lat in zip(placed.longitude, placed.latitude, strict=True)
    ]


def _entry(
    row: Row,
    number: MarkerNumber | None,
    pair: Pair,
    known: Known,
    taken: Taken[SurveyRow],
    today: str,
) -> SurveyRow | None:
    day = _day(row, today)
    said = _values(row)
    _check_review(row)
    if number is None or day is None:
        return None
    position = None
    if pair is not None:
        accuracy = as_number(row.cell("accuracy_m"))
        position, held = checks.survey_position(
            row, number, Position(pair[0], pair[1], accuracy, "gps"), known.markers
        )
        if held and not row.codes:
            taken.held.add((row.table.name, row.raw.row))
    submission = row.text("submission")
    return SurveyRow(
        number=number,
        observed_on=day,
        values=said,
        position=position,
        funding=row.code("funding", "funding"),
        observer=row.text("surveyor"),
        submission=submission.strip("{}") if submission else None,
        illustrative=values.truth(row.cell("illustrative")),
        sheet=row.table.name,
        row=row.raw.row,
    )


def _day(row: Row, today: str) -> str | None:
    """Return the ISO day of a survey; a row without a possible one is rejected."""
    written = row.text("surveyed_on")
    if written is None:
        row.tell(
            "date-missing",
            "error",
            "Thiếu ngày kiểm tra. Hãy điền rồi nhập lại dòng này.",
            "The day of the survey is missing. Fill it in and come again.",
            "surveyed_on",
        )
        return None
    found = values.day(row.cell("surveyed_on"))
    if found.serial:
        row.tell(
            "date-serial",
            "notice",
            f"Ngày ghi dưới dạng số thứ tự {written}; đã đọc là {found.iso}.",
            f"The day is a spreadsheet's number {written}; it was read as {found.iso}.",
            "surveyed_on",
        )
    if found.iso is None or found.iso < values.EARLIEST_SURVEY:
        row.tell(
            "date-invalid",
            "error",
            f"«{written[:40]}» không phải ngày hợp lệ. Hãy ghi đủ dd/mm/yyyy, từ năm 2000.",
            f"“{written[:40]}” is not a possible day. Write it in full, dd/mm/yyyy, from 2000 on.",
            "surveyed_on",
        )
        return None
    if found.iso > today:
        row.tell(
            "date-future",
            "error",
            f"Ngày kiểm tra {found.iso} sau hôm nay ({today}). Hãy kiểm tra lại năm, tháng.",
            f"The survey of {found.iso} is later than today ({today}). Look at year and month.",
            "surveyed_on",
        )
        return None
    return found.iso


def _status_field(row: Row) -> str:
    """Return the field that holds the road's status.

    Where there is no column for road or marker, a note that spells a status is one: some
    GPS apps offer a waypoint nothing but a description.
    """
    note = row.text("note")
    if note is None or any(aspect in row.columns for aspect in _ASPECTS):
        return "road_status"
    spelled = vocabulary.code_of("road_status", note) or implied_condition(note)
    return "note" if spelled else "road_status"


def _values(row: Row) -> dict[str, str]:
    """Return what the row says, by aspect; a row that says nothing is rejected."""
    field = _status_field(row)
    damage = implied_condition(row.text(field))
    status = "built" if damage else row.code(field, "road_status", severity="error")
    condition = row.code("road_condition", "road_condition", severity="error") or damage
    marker = row.code("marker_condition", "marker_condition", severity="error")
    found = {
        "road_status": status,
        "road_condition": condition,
        "marker_condition": marker,
        "note": row.text("note") if field != "note" else None,
    }
    said = {aspect: code for aspect, code in found.items() if code is not None}
    if not said.keys() & set(_ASPECTS) and not row.codes:
        allowed = vocabulary.CODE_LISTS["road_status"].values()
        row.tell(
            "status-missing",
            "error",
            "Dòng không nói gì về đường hay mốc. Hãy ghi tình trạng đường: "
            + ", ".join(t.label.vi for t in allowed),
            "The row says nothing of road or marker. Write the road's status: "
            + ", ".join(t.label.en for t in allowed),
            "road_status" if "road_status" in row.columns else None,
        )
    return said


def _check_review(row: Row) -> None:
    review = row.text("review")
    if review is not None and review.lower() in _REFUSED_REVIEWS:
        row.tell(
            "submission-rejected",
            "error",
            f"Phiếu đã bị loại trên hệ thống thu thập («{review}»).",
            f"The submission was rejected in the form tool (“{review}”).",
            "review",
        )
