"""Checks of one row of a survey, each with a stable code and its advice.

A check tells what it finds on its row: an *error* rejects the row, a *warning* lets it
through and asks for a look. Thresholds come with the `Policy`.
"""

from __future__ import annotations

from mocgioi.domain.days import day_first
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.places import post_key
from mocgioi.domain.position import Position
from mocgioi.intake.position.nearness import distance_m, nearest_marker
from mocgioi.intake.rows import values
from mocgioi.intake.rows.known import Known
from mocgioi.intake.rows.row import Row
from mocgioi.intake.survey.policy import Policy

_REFUSED_REVIEWS = frozenset(
    {"rejected", "hasissues", "not approved", "validation_status_not_approved"}
)
_TURNED_NEARER = 100.0
"""A pair is swapped when the other way round it is this many times nearer to its marker: the
province is 100 km wide, and swapped it lies 8,000 km away."""


def day(row: Row, today: str, policy: Policy) -> str | None:
    """Return the ISO day of a survey; a row without a possible one is rejected.

    Codes: ``date-missing``, ``date-invalid`` (also before `Policy.earliest_day`),
    ``date-future``, ``date-serial``.
    """
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
    if found.serial and found.iso is not None:
        row.tell_serial("surveyed_on", found.iso)
    if found.iso is None:
        _tell_bad_day(row, written)
        return None
    if found.iso < policy.earliest_day:
        _tell_too_early(row, found.iso, policy.earliest_day)
        return None
    if found.iso > today:
        row.tell(
            "date-future",
            "error",
            f"Ngày kiểm tra {day_first(found.iso)} sau hôm nay ({day_first(today)}). "
            "Hãy kiểm tra lại năm, tháng.",
            f"The survey of {found.iso} is later than today ({today}). Look at year and month.",
            "surveyed_on",
        )
        return None
    return found.iso


def _tell_too_early(row: Row, iso: str, earliest: str) -> None:
    row.tell(
        "date-invalid",
        "error",
        f"Ngày {day_first(iso)} trước ngày sớm nhất được nhận, {day_first(earliest)}. Hãy kiểm tra "
        f"lại năm; nếu ngày này đúng, nhập lại với --earliest {iso}.",
        f"{iso} is before the earliest day taken, {earliest}. Look at the year; if it is right, "
        f"come again with --earliest {iso}.",
        "surveyed_on",
    )


def _tell_bad_day(row: Row, written: str) -> None:
    month_first = values.is_month_first(written)
    vi = " Có phải ghi tháng trước, ngày sau?" if month_first else ""
    en = " Was the month written before the day?" if month_first else ""
    row.tell(
        "date-invalid",
        "error",
        f"«{written[:40]}» không phải ngày hợp lệ.{vi} Hãy ghi đủ dd/mm/yyyy.",
        f"“{written[:40]}” is not a possible day.{en} Write it in full, dd/mm/yyyy.",
        "surveyed_on",
    )


def review(row: Row) -> None:
    """Reject a submission that was rejected in its form tool (``submission-rejected``)."""
    written = row.text("review")
    if written is not None and written.lower() in _REFUSED_REVIEWS:
        row.tell(
            "submission-rejected",
            "error",
            f"Phiếu đã bị loại trên hệ thống thu thập («{written}»).",
            f"The submission was rejected in the form tool (“{written}”).",
            "review",
        )


def consistency(row: Row, said: dict[str, str]) -> None:
    """Tell of a road said not to be built and yet to be in some condition.

    Code: ``status-contradiction``.
    """
    status, condition = said.get("road_status"), said.get("road_condition")
    if condition is not None and status in ("none", "approved"):
        row.tell(
            "status-contradiction",
            "warning",
            "Dòng ghi đường chưa xây dựng nhưng lại ghi chất lượng đường. Hãy xem lại.",
            "The row says the road is not built and gives its condition. Look at it again.",
            "road_condition",
        )


def accuracy(row: Row, position: Position, policy: Policy) -> None:
    """Tell of a position whose receiver claimed a poor accuracy (``accuracy-poor``)."""
    if position.accuracy_m is not None and position.accuracy_m > policy.poor_accuracy_m:
        row.tell(
            "accuracy-poor",
            "warning",
            f"Sai số định vị {position.accuracy_m:.0f} m.",
            f"The receiver claimed only {position.accuracy_m:.0f} m.",
            "accuracy_m",
        )


def upright(row: Row, position: Position, there: tuple[float, float], policy: Policy) -> Position:
    """Return the position the right way round (``coordinates-swapped`` where it was not)."""
    off = distance_m(position.longitude, position.latitude, *there)
    if off <= policy.held_m:
        return position
    if distance_m(position.latitude, position.longitude, *there) * _TURNED_NEARER > off:
        return position
    row.tell(
        "coordinates-swapped",
        "warning",
        "Kinh độ và vĩ độ bị đảo chỗ; đã đọc lại cho đúng.",
        "Longitude and latitude were swapped; they were read the right way round.",
        "longitude",
    )
    return position._replace(longitude=position.latitude, latitude=position.longitude)


def distance(
    row: Row, number: MarkerNumber, position: Position, known: Known, policy: Policy
) -> bool:
    """Tell how far a position is from its marker; return whether the row is to be held.

    Codes: ``position-off`` beyond `Policy.told_m`, ``position-far`` beyond `Policy.held_m`.
    The register position never moves.
    """
    there = known.markers.get(str(number))
    if there is None:
        return False
    off = distance_m(position.longitude, position.latitude, *there)
    if off <= policy.told_m:
        return False
    held = off > policy.held_m
    nearest = nearest_marker(position, known.markers, policy.held_m) if held else None
    vi = f"Vị trí cách mốc {number} {off:.0f} m."
    en = f"The position is {off:.0f} m from marker {number}."
    if nearest:
        vi += f" Chỗ này gần mốc {nearest[0]} ({nearest[1]:.0f} m)."
        en += f" It is near marker {nearest[0]} ({nearest[1]:.0f} m)."
    if held:
        vi += " Dòng chờ người xem xét."
        en += " The row waits for a person."
    row.tell("position-far" if held else "position-off", "warning", vi, en, _place_field(row))
    return held


def across_line(row: Row, over_m: float, policy: Policy) -> None:
    """Tell of a position on the far side of the border line (``position-across-line``).

    Args:
        row: the row.
        over_m: how far across the line it is (`mocgioi.intake.position.sides`), 0 on this side.
        policy: how far is not worth telling.
    """
    if over_m > policy.across_line_m:
        row.tell(
            "position-across-line",
            "warning",
            f"Vị trí nằm bên kia đường biên giới {over_m:.0f} m. Hãy xem lại toạ độ.",
            f"The position is {over_m:.0f} m across the border line. Look at its coordinates.",
            _place_field(row),
        )


def sector(row: Row, number: MarkerNumber, known: Known) -> None:
    """Tell of a post that surveyed a marker of another post's sector (``post-sector``)."""
    written = row.text("post")
    keeper = known.posts.get(known.posts_of.get(str(number), ""))
    if written is None or keeper is None:
        return
    names = {post_key(post.name) for post in known.posts.values()}
    if post_key(written) in names and post_key(written) != post_key(keeper.name):
        row.tell(
            "post-sector",
            "warning",
            f"Mốc {number} thuộc đồn {keeper.name}, dòng này ghi «{written[:60]}».",
            f"Marker {number} belongs to post {keeper.name}; this row says “{written[:60]}”.",
            "post",
        )


def commune(row: Row, number: MarkerNumber, known: Known, meant: set[str]) -> None:
    """Tell of a commune that the marker is not in (``commune-differs``).

    Args:
        row: the row. number: its marker. known: the register.
        meant: codes of the communes that the name in the row may mean, old names included.
    """
    home = known.communes.get(known.communes_of.get(str(number), ""))
    if home is not None and meant and home.code not in meant:
        row.tell(
            "commune-differs",
            "warning",
            f"Mốc {number} thuộc xã {home.name}, dòng này ghi «{row.text('commune')}».",
            f"Marker {number} is in {home.name}; this row says “{row.text('commune')}”.",
            "commune",
        )


def _place_field(row: Row) -> str | None:
    return next((f for f in ("longitude", "easting", "x") if f in row.columns), None)
