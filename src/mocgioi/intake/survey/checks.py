"""Checks of one row of a survey, each with a stable code and its advice.

A check tells what it finds on its row: an *error* rejects the row, a *warning* lets it
through and asks for a look. Thresholds come with the `Policy`.
"""

from __future__ import annotations

from mocgioi.domain.days import day_text
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
        row.report("date-missing", field="surveyed_on")
        return None
    day_read = values.day(row.cell("surveyed_on"))
    if day_read.serial and day_read.iso is not None:
        row.report_serial("surveyed_on", day_read.iso)
    if day_read.iso is None:
        _tell_bad_day(row, written)
        return None
    if day_read.iso < policy.earliest_day:
        _tell_too_early(row, day_read.iso, policy.earliest_day)
        return None
    if day_read.iso > today:
        row.report(
            "date-future",
            "survey",
            field="surveyed_on",
            day=day_text(day_read.iso),
            today=day_text(today),
        )
        return None
    return day_read.iso


def _tell_too_early(row: Row, iso: str, earliest: str) -> None:
    row.report(
        "date-invalid",
        "too_early",
        field="surveyed_on",
        day=day_text(iso),
        earliest=day_text(earliest),
        iso=iso,
    )


def _tell_bad_day(row: Row, written: str) -> None:
    row.report(
        "date-invalid",
        "month_first" if values.is_month_first(written) else "refused",
        field="surveyed_on",
        written=written[:40],
    )


def review(row: Row) -> None:
    """Reject a submission that was rejected in its form tool (``submission-rejected``)."""
    written = row.text("review")
    if written is not None and written.lower() in _REFUSED_REVIEWS:
        row.report("submission-rejected", field="review", written=written)


def consistency(row: Row, observed: dict[str, str]) -> None:
    """Tell of a road said not to be built and yet to be in some condition.

    Code: ``status-contradiction``.
    """
    status, condition = observed.get("road_status"), observed.get("road_condition")
    if condition is not None and status in ("none", "approved"):
        row.report("status-contradiction", field="road_condition")


def accuracy(row: Row, position: Position, policy: Policy) -> None:
    """Tell of a position whose receiver claimed a poor accuracy (``accuracy-poor``)."""
    if position.accuracy_m is not None and position.accuracy_m > policy.poor_accuracy_m:
        row.report("accuracy-poor", field="accuracy_m", accuracy_m=position.accuracy_m)


def upright(row: Row, position: Position, home: tuple[float, float], policy: Policy) -> Position:
    """Return the position the right way round (``coordinates-swapped`` where it was not)."""
    off = distance_m(position.longitude, position.latitude, *home)
    if off <= policy.held_m:
        return position
    if distance_m(position.latitude, position.longitude, *home) * _TURNED_NEARER > off:
        return position
    row.report("coordinates-swapped", field="longitude")
    return position._replace(longitude=position.latitude, latitude=position.longitude)


def distance(
    row: Row, number: MarkerNumber, position: Position, known: Known, policy: Policy
) -> bool:
    """Tell how far a position is from its marker; return whether the row is to be held.

    Codes: ``position-off`` beyond `Policy.told_m`, ``position-far`` beyond `Policy.held_m`.
    The register position never moves.
    """
    home = known.markers.get(str(number))
    if home is None:
        return False
    off = distance_m(position.longitude, position.latitude, *home)
    if off <= policy.told_m:
        return False
    field = _place_field(row)
    if off <= policy.held_m:
        row.report("position-off", field=field, number=number, off_m=off)
        return False
    nearest = nearest_marker(position, known.markers, policy.held_m)
    if nearest is None:
        row.report("position-far", "alone", field=field, number=number, off_m=off)
    else:
        other, other_m = nearest
        row.report(
            "position-far",
            "near_other",
            field=field,
            number=number,
            off_m=off,
            other=other,
            other_m=other_m,
        )
    return True


def across_line(row: Row, over_m: float, policy: Policy) -> None:
    """Tell of a position on the far side of the border line (``position-across-line``).

    Args:
        row: the row.
        over_m: how far across the line it is (`mocgioi.intake.position.sides`), 0 on this side.
        policy: how far is not worth telling.
    """
    if over_m > policy.across_line_m:
        row.report("position-across-line", field=_place_field(row), over_m=over_m)


def sector(row: Row, number: MarkerNumber, known: Known) -> None:
    """Tell of a post that surveyed a marker of another post's sector (``post-sector``)."""
    written = row.text("post")
    keeper = known.posts.get(known.posts_of.get(str(number), ""))
    if written is None or keeper is None:
        return
    names = {post_key(post.name) for post in known.posts.values()}
    if post_key(written) in names and post_key(written) != post_key(keeper.name):
        row.report(
            "post-sector", field="post", number=number, post=keeper.name, written=written[:60]
        )


def commune(row: Row, number: MarkerNumber, known: Known, meant: set[str]) -> None:
    """Tell of a commune that the marker is not in (``commune-differs``).

    Args:
        row: the row. number: its marker. known: the register.
        meant: codes of the communes that the name in the row may mean, old names included.
    """
    home = known.communes.get(known.communes_of.get(str(number), ""))
    if home is not None and meant and home.code not in meant:
        row.report(
            "commune-differs",
            field="commune",
            number=number,
            commune=home.name,
            written=row.text("commune"),
        )


def _place_field(row: Row) -> str | None:
    fields = ("longitude", "easting", "x", "coordinates")
    return next((field for field in fields if field in row.columns), None)
