"""Checks of one row of a survey, each with a stable code and its advice.

A check tells what it finds on its row: an *error* rejects the row, a *warning* lets it
through and asks for a look. Thresholds come with the `Policy`.
"""

from __future__ import annotations

from collections.abc import Mapping

from mocgioi.domain import periods, phrases
from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.days import day_text, days_between
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.phrases import SAME
from mocgioi.domain.places import fold, post_key
from mocgioi.domain.position import Position
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.intake.position.nearness import distance_m, nearest_marker
from mocgioi.intake.rows import values
from mocgioi.intake.rows.known import Known
from mocgioi.intake.rows.row import MAX_SHOWN, Row
from mocgioi.intake.survey.across_rows import Days
from mocgioi.intake.survey.policy import FAR_OLDER_DAYS, Policy
from mocgioi.patterns import regex
from mocgioi.words.amounts import distance_text

_REFUSED_REVIEWS = frozenset(
    {"rejected", "hasissues", "not approved", "validation_status_not_approved"}
)
_TURNED_NEARER = 100.0
"""A pair is swapped when the other way round it is this many times nearer to its marker: the
province is 100 km wide, and swapped it lies 8,000 km away."""


def day(row: Row, today: str, policy: Policy, days: Days) -> str | None:
    """Return the ISO day of a survey; a row without a possible one is rejected.

    Codes: ``date-missing``, ``date-invalid`` (also before `Policy.earliest_day`),
    ``date-future``, ``date-serial``, ``date-partial``, ``date-year``, ``date-order``.
    """
    written = row.text("surveyed_on")
    if written is None:
        row.report("date-missing", "of_row", field="surveyed_on")
        return None
    if days.is_doubtful(row.cell("surveyed_on")):
        cell = row.cell("surveyed_on")
        iso = values.day(cell).iso or ""
        year, month, of_month = iso.split("-")
        turned = f"{year}-{of_month}-{month}"
        row.report("date-order", field="surveyed_on", day=day_text(iso), turned=day_text(turned))
        return None
    day_read = days.read(row)
    if day_read.problem == "no-year":
        return _of_no_year(row, written, day_read, days, today)
    if day_read.serial and day_read.iso is not None:
        row.report_serial("surveyed_on", day_read.iso)
    if day_read.iso is None:
        _tell_bad_day(row, written, today)
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


def _of_no_year(row: Row, written: str, read: values.Day, days: Days, today: str) -> str | None:
    """Return a day without its year in the year of all other days of the table, and tell it."""
    iso = read.in_year(days.year) if days.year is not None else None
    if iso is None or iso > today:
        row.report("date-year", "asked", field="surveyed_on", written=written[:40])
        return None
    row.report("date-year", "given", field="surveyed_on", written=written[:40], day=day_text(iso))
    return iso


def _tell_bad_day(row: Row, written: str, today: str) -> None:
    last = values.month_end(written[:40])
    if last is not None and values.day(row.cell("surveyed_on")).problem == "partial":
        # The last day of a month or year that is not over would be refused in its turn.
        form = "asked" if last <= today else "not_over"
        row.report(
            "date-partial",
            form,
            field="surveyed_on",
            written=written[:40],
            last=day_text(last),
        )
        return
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
        row.report("accuracy-poor", field="accuracy_m", accuracy=distance_text(position.accuracy_m))


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

    Codes: ``position-off`` beyond `Policy.told_m`, ``position-far`` beyond `Policy.held_m`,
    unless the row is rejected anyway. The register position never moves.
    """
    home = known.markers.get(str(number))
    if home is None:
        return False
    off = distance_m(position.longitude, position.latitude, *home)
    if off <= policy.told_m:
        return False
    field = _place_field(row)
    if off <= policy.held_m or row.codes:
        row.report("position-off", field=field, number=number, off=distance_text(off))
        return False
    nearest = nearest_marker(position, known.markers, policy.held_m)
    if nearest is None:
        row.report("position-far", "alone", field=field, number=number, off=distance_text(off))
    else:
        other, other_m = nearest
        row.report(
            "position-far",
            "near_other",
            field=field,
            number=number,
            off=distance_text(off),
            other=other,
            other_off=distance_text(other_m),
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
        row.report("position-across-line", field=_place_field(row), over=distance_text(over_m))


def elsewhere(row: Row, number: MarkerNumber, known: Known, meant: set[str]) -> bool:
    """Return whether commune and post of a row are both not those of its marker, telling each.

    Codes: ``post-sector``, ``commune-differs``; where both, ``place-contradicts``.

    Args:
        row, number, known: the row, its marker, the register.
        meant: codes of the communes that the name in the row may mean, old names included.
    """
    other_post = sector(row, number, known)
    other_commune = commune(row, number, known, meant)
    if other_post and other_commune:
        row.report("place-contradicts", field="number", number=number)
        return True
    return False


COMPARED = frozenset({("road_status", "built"), ("marker_condition", "under_repair")})
"""The states that `older` and `unheralded` compare with what stands of a marker."""


def older(row: Row, number: MarkerNumber, day: str, status: str | None, known: Known) -> bool:
    """Return whether a row is far older than what is known and would yet move the figure.

    A road once built stays built, so an old *built* moves today's state; a year that is typed
    wrong does so too. Code: ``older-far``.
    """
    if status != "built":
        return False
    stands, last = known.standing(str(number)).get("road_status", (None, None))
    if stands == "built" and last is not None and days_between(day, last) > FAR_OLDER_DAYS:
        if known.stood(str(number), day).get("road_status") != "built":
            row.report("older-earlier", field="surveyed_on", number=number, day=day_text(day))
        return False
    if stands in (None, "built") or last is None or days_between(day, last) <= FAR_OLDER_DAYS:
        return False
    row.report("older-far", field="surveyed_on", day=day_text(day), last=day_text(last))
    return True


def amended(row: Row, number: MarkerNumber, lines: Mapping[str, str]) -> bool:
    """Return whether a line beside the table corrects what a row says of its marker.

    Code: ``row-amended``.
    """
    line = lines.get(str(number))
    if line is None:
        return False
    row.report("row-amended", field="number", line=line[:MAX_SHOWN])
    return True


def unheralded(row: Row, number: MarkerNumber, condition: str | None, known: Known) -> bool:
    """Return whether a marker is being repaired of which no damage was ever recorded.

    Damage has to be reported at once (Luật Biên giới quốc gia 2003, Điều 29); this one was not,
    or the row is of another marker. Code: ``repair-unheralded``.
    """
    if condition != "under_repair":
        return False
    stands, _ = known.standing(str(number)).get("marker_condition", (None, None))
    if stands not in (None, "intact"):
        return False
    row.report("repair-unheralded", field="marker_condition", number=number)
    return True


def denied(row: Row, observed: Mapping[str, str], known: Known) -> bool:
    """Return whether a note, or a column nobody reads, denies what the row says.

    Code: ``row-denied``.
    """
    states = {aspect: code for aspect, code in observed.items() if aspect in SURVEYED}
    if not states:
        return False
    beside = [row.text("note"), *(row.text_at(place) for place in row.columns.unused)]
    for text in filter(None, beside):
        words = periods.not_real(text) or next((w for w in _DENIALS if w == fold(text)), None)
        if words is None and states.get("road_status") == "built":
            words = periods.not_done(text)
        if known.is_real and periods.is_illustrative(text):
            words = text
        if words is not None:
            row.report("row-denied", value=text[:MAX_SHOWN], words=text[:MAX_SHOWN])
            return True
    return False


_DENIALS = ("sai", "khong dung", "khong", "s", "false", "huy", "ke hoach")
"""Folded cells of a column nobody reads that deny a row by themselves."""


def of_a_thing(row: Row, observed: Mapping[str, str]) -> bool:
    """Return whether a state of the marker may be that of a thing named beside it.

    Code: ``row-of-thing``.
    """
    if "marker_condition" not in observed:
        return False
    places = [
        place
        for place in row.columns.unused
        if row.text_at(place)
        and (
            _THING.search(fold(row.columns.header[place]))
            or place + 1 == row.columns.index.get("state")
        )
    ]
    if not places:
        return False
    row.report(
        "row-of-thing",
        heading=row.columns.header[places[0]],
        thing=(row.text_at(places[0]) or "")[:MAX_SHOWN],
    )
    return True


_THING = regex(
    r"\b(?:hang muc|thiet bi|tai san|cong trinh|doi tuong|vat tu|ho ten|ho va ten|noi dung|chot"
    r"|loai|bien bao|hang rao|cho nghiep vu|ten)\b"
)


def note(row: Row, observed: Mapping[str, str]) -> bool:
    """Return whether the note denies what the row says of the road (``note-contradicts``)."""
    status = observed.get("road_status")
    if not contradicts(observed.get("note"), status):
        return False
    label = CODE_LISTS["road_status"][status or ""].label
    row.report("note-contradicts", field="note", status=label)
    return True


def contradicts(note: str | None, status: str | None) -> bool:
    """Say whether a note says of the road what its status denies: ``chưa có đường`` beside built.

    >>> contradicts("chưa có đường, mới phát quang", "built"), contradicts("dốc cao", "built")
    (True, False)
    """
    if note is None or status is None:
        return False
    told = {
        phrase.values.get("road_status")
        for part in note[:500].replace(";", ",").replace(".", ",").split(",")
        if "duong" in fold(part).split() and (phrase := phrases.read("road_status", part.strip()))
    } - {None, SAME}
    return bool(told) and told != {status} and "built" in {status, *told}


def sector(row: Row, number: MarkerNumber, known: Known) -> bool:
    """Tell of a post that surveyed a marker of another post's sector (``post-sector``)."""
    written = row.text("post")
    keeper = known.posts.get(known.posts_of.get(str(number), ""))
    if written is None or keeper is None:
        return False
    names = {post_key(post.name) for post in known.posts.values()}
    if post_key(written) in names and post_key(written) != post_key(keeper.name):
        row.report(
            "post-sector",
            "of_row" if "post" in row.columns.index else "of_form",
            field="post",
            number=number,
            post=keeper.name,
            written=written[:60],
        )
        return True
    return False


def commune(row: Row, number: MarkerNumber, known: Known, meant: set[str]) -> bool:
    """Tell of a commune that the marker is not in (``commune-differs``); return whether it is.

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
        return True
    return home is None and bool(meant)


def _place_field(row: Row) -> str | None:
    fields = ("longitude", "easting", "x", "coordinates")
    return next((field for field in fields if field in row.columns), None)
