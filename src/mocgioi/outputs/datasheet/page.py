"""The page of one marker: what its datasheet says, in texts that are ready to be laid out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import hypot
from typing import TYPE_CHECKING, NamedTuple, cast

from mocgioi.domain.aspects import ASPECTS, SHOWN
from mocgioi.domain.marker import MarkerNumber
from mocgioi.domain.position import Position
from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.errors import Language
from mocgioi.outputs import cases_text, wording
from mocgioi.outputs.alarms import lacking, possible_word, says
from mocgioi.outputs.datasheet import places, qr
from mocgioi.outputs.datasheet.disputes import disputes, who_said
from mocgioi.outputs.datasheet.sketch import sketch
from mocgioi.outputs.datasheet.words import word
from mocgioi.outputs.receipts import ALARM
from mocgioi.outputs.wording import NOTHING, day, number, one_line, say, short_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mocgioi.documents.cases import CaseEntry
    from mocgioi.documents.evidence import HistoryEntry
    from mocgioi.documents.marker import AccessRoad, Marker, StateSeen
    from mocgioi.outputs.datasheet.facts import Datasheet, Picture

_MOST_ROADS, _MOST_CASES, _MOST_VISITS = 3, 2, 25
_LONGEST_NOTE = 200
_LONGEST_NAME = 70
_QR_MM = 26.0

Row = tuple[str, ...]


class Table(NamedTuple):
    """Rows under headings; `more` is what is said of those left out, ``{}`` their number."""

    caption: str
    headings: Row
    rows: tuple[Row, ...]
    more: str
    left_out: int = 0


class Photo(NamedTuple):
    """A photograph and what stands below it."""

    picture: Picture
    caption: str


class Page(NamedTuple):
    """A datasheet in words.

    Attributes:
        above: what stands in the top margin: for whom it is.
        banner: that it is made up, or nothing; alarms: what must be reported at once.
        code: the QR code as SVG; code_says: what it says, for who cannot see it.
        identity: names and values. sketch: as SVG, or None; no_sketch: why there is none.
        disputes: what is reported inconsistently, a sentence each, with what counts meanwhile.
        photos_left_out: a sentence, or nothing.
        signs: who signs.
    """

    number: str
    title: str
    subtitle: str
    above: str
    banner: str
    alarms: tuple[str, ...]
    code: str
    code_says: str
    identity: tuple[Row, ...]
    sketch: str | None
    sketch_title: str
    no_sketch: str
    states: Table
    disputes: tuple[str, ...]
    roads: Table
    measured: str
    photos_caption: str
    photos: tuple[Photo, ...]
    photos_left_out: str
    cases_caption: str
    cases: tuple[str, ...]
    history: Table
    signs: tuple[str, ...]


def page(datasheet: Datasheet, lang: Language) -> Page:
    """Return what the datasheet of a marker says."""
    document = datasheet.document
    marker = document["number"]
    is_internal = datasheet.audience == "internal"
    place = (None, None) if is_internal else (document["longitude"], document["latitude"])
    code_says = qr.payload(marker, *place)
    around = datasheet.surroundings
    title = word("sketch", lang, number=marker)
    return Page(
        number=marker,
        title=word("title", lang),
        subtitle=_subtitle(datasheet, lang),
        above=word("above", lang),
        banner=say("illustrative", lang) if document["illustrative"] else "",
        alarms=tuple(_alarms(document, lang)),
        code=qr.svg(code_says, size_mm=_QR_MM),
        code_says=code_says,
        identity=tuple(_identity(datasheet, lang)),
        sketch=sketch(around, lang, title=title) if around else None,
        sketch_title=title,
        no_sketch=word("sketch.none", lang),
        states=_states(document, lang),
        disputes=tuple(disputes(datasheet, lang)),
        roads=_roads(datasheet, lang),
        measured=_measured(document, lang, decimals=0 if is_internal else 1),
        photos_caption=word("photos", lang),
        photos=tuple(Photo(picture, _taken(picture, lang)) for picture in datasheet.pictures),
        photos_left_out=_photos_left_out(datasheet, lang),
        cases_caption=word("cases", lang),
        cases=tuple(_cases(document, lang)),
        history=_history(document, lang),
        signs=(word("signs.writer", lang), word("signs.post", lang)),
    )


def _subtitle(datasheet: Datasheet, lang: Language) -> str:
    subtitle = word("as_of", lang, day=day(datasheet.as_of, lang))
    retired = datasheet.document["retired_on"]
    if retired:
        subtitle += f" {word('retired', lang, day=day(retired, lang))}"
    return subtitle


def _alarms(document: Marker, lang: Language) -> Iterator[str]:
    """Yield what must be reported at once, and what may have to be."""
    for case in document["cases"]:
        if case["alarm"] == "sure":
            condition = label("marker_condition", case["condition"] or "", lang)
            yield ALARM.to(lang).format(number=document["number"], condition=condition)
        elif case["alarm"] == "possible":
            first = case["alarms"][0]
            told = "; ".join(filter(None, [says(first, lang), lacking(first, lang)]))
            yield f"{possible_word(lang)}: {one_line(told)}"


def _identity(datasheet: Datasheet, lang: Language) -> Iterator[Row]:
    document = datasheet.document
    forms = [label("kind", document["kind"], lang)]
    if document["grouping"]:
        forms.append(label("grouping", document["grouping"], lang))
    yield word("kind", lang), ", ".join(forms)
    for code_list, code in (("size", document["size"]), ("material", document["material"])):
        yield word(code_list, lang), label(code_list, code, lang) if code else NOTHING
    commune = document["commune"]["name"]
    formerly = ", ".join(document["formerly"])
    made_of = f" ({word('formerly', lang, names=formerly)})" if formerly else ""
    yield word("commune", lang), f"{commune}{made_of}" if commune else NOTHING
    yield word("post", lang), document["post"]["name"] or NOTHING
    twins = ", ".join(_twins(datasheet, lang))
    if twins:
        yield word("twins", lang), twins
    at_km = document["border_km"]
    if at_km is not None:
        yield word("border", lang), word("border.km", lang, km=number(at_km, lang, 2))
    yield from _position(datasheet, lang)


def _twins(datasheet: Datasheet, lang: Language) -> Iterator[str]:
    """Yield the other markers of the same number, and how far they are."""
    own = MarkerNumber.parse(datasheet.document["number"])
    around = datasheet.surroundings
    for marker in around.markers if around else ():
        number_of = MarkerNumber.parse(marker.number)
        if (number_of.main, number_of.secondary) == (own.main, own.secondary):
            metres = number(hypot(*marker.at), lang)
            yield word("twin", lang, number=marker.number, metres=metres)


def _position(datasheet: Datasheet, lang: Language) -> Iterator[Row]:
    """Yield where the register has it: in VN-2000, and in WGS 84 twice."""
    document = datasheet.document
    longitude, latitude = document["longitude"], document["latitude"]
    if longitude is None or latitude is None:
        yield word("position", lang), word("position.none", lang)
        return
    is_exact = datasheet.audience == "full"
    northing, easting = places.metres(longitude, latitude)
    if is_exact:
        x, y = (number(value, lang, 2) for value in (northing, easting))
    else:
        x, y = (number(round(value, -1), lang) for value in (northing, easting))
    yield word("vn2000", lang), f"X = {x} m\nY = {y} m"
    seconds = 2 if is_exact else 0
    latitude_text = places.sexagesimal(latitude, "latitude", lang, decimals=seconds)
    longitude_text = places.sexagesimal(longitude, "longitude", lang, decimals=seconds)
    decimals = 6 if is_exact else 4
    degrees = "; ".join(places.decimal(v, lang, decimals) for v in (latitude, longitude))
    yield word("wgs84", lang), f"{latitude_text}\n{longitude_text}\n({degrees})"
    yield word("method", lang), _method(document, (longitude, latitude), lang, is_exact=is_exact)


def _method(document: Marker, place: tuple[float, float], lang: Language, *, is_exact: bool) -> str:
    """Return how the position was had, and how far from it somebody last stood."""
    if not is_exact:
        return word("method.rounded", lang)
    measured = [event for event in document["history"] if event["aspect"] == "position"]
    method = word("method.register", lang)
    if measured:
        last = measured[-1]
        off = places.apart_m(place, Position.from_value(last["value"])[:2])
        method += "; " + word(
            "method.seen", lang, day=day(last["observed_on"], lang), metres=number(off, lang, 1)
        )
    return method


def _states(document: Marker, lang: Language) -> Table:
    """Return what counts of the marker and its road, since when, on what evidence."""
    by_uuid = {event["observation"]: event for event in document["history"]}
    states = cast("Mapping[str, StateSeen]", document)
    rows = []
    for aspect in map(ASPECTS.__getitem__, SHOWN):
        state = states[aspect.key or ""]
        value = cast("str | None", state.get(aspect.value_key))
        if value is None:
            rows.append((aspect.heading.to(lang), word("not_known", lang), "", ""))
            continue
        evidence = by_uuid.get(state["observation"] or "")
        rows.append(
            (
                aspect.heading.to(lang),
                wording.value_text(aspect.code, value, lang),
                short_day(state["observed_on"], lang) if state["observed_on"] else "",
                _evidence(evidence, lang) if evidence else "",
            )
        )
    headings = ("state.what", "state.value", "state.since", "state.evidence")
    return Table(word("states", lang), tuple(word(key, lang) for key in headings), tuple(rows), "")


def _evidence(event: HistoryEntry, lang: Language) -> str:
    """Return what something rests on: who saw it, and when; no files, no rows."""
    if event["observed_on"] is None:
        return word("evidence.register", lang)
    seen = short_day(event["observed_on"], lang)
    if event["observer"] is None:
        return word("evidence.day", lang, day=seen)
    return f"{one_line(event['observer'])}, {seen}"


def _roads(datasheet: Datasheet, lang: Language) -> Table:
    """Return the roads that serve the marker by their papers, those that are built first."""
    roads = sorted(datasheet.document["access_roads"], key=lambda road: road["status"] != "built")
    headings = ("name", "status", "length", "width", "surface", "funding", "completed")
    return Table(
        word("roads", lang),
        tuple(word(f"road.{key}", lang) for key in headings),
        tuple(_road(road, datasheet.drawn_m, lang) for road in roads[:_MOST_ROADS]),
        word("more.roads", lang),
        max(0, len(roads) - _MOST_ROADS),
    )


def _road(road: AccessRoad, drawn_m: Mapping[str, float], lang: Language) -> Row:
    status = label("road_status", road["status"], lang) if road["status"] else NOTHING
    if road["condition"]:
        status += f", {label('road_condition', road['condition'], lang)}"
    surface = road["surface"]
    return (
        _shortened(road["name"] or NOTHING, _LONGEST_NAME),
        status,
        _length(road["length_m"], drawn_m.get(road["road"]), lang),
        number(road["width_m"], lang, 1),
        # Free text; the word our own layers have is that of a marker's material.
        one_line(label("material", surface, lang)) if surface else NOTHING,
        label("funding", road["funding"], lang) if road["funding"] else NOTHING,
        short_day(road["completed_on"], lang),
    )


def _length(stated_m: float | None, drawn_m: float | None, lang: Language) -> str:
    """Return the length that the papers state, and that of the line where it is another one."""
    stated = number(stated_m, lang)
    drawn = number(drawn_m, lang)
    if drawn in (stated, NOTHING):
        return stated
    on_map = word("road.drawn", lang, metres=drawn)
    return on_map if stated_m is None else f"{stated}; {on_map}"


def _measured(document: Marker, lang: Language, *, decimals: int) -> str:
    """Return what the lines on the map show."""
    text = word("measured", lang, state=label("measured", document["measured"], lang))
    away = document["nearest_road_m"]
    if away is not None:
        name = _shortened(document["nearest_road"] or word("road.unnamed", lang), _LONGEST_NAME)
        text += "; " + word(
            "measured.nearest", lang, road=name, metres=number(away, lang, decimals)
        )
    return f"{text}."


def _taken(picture: Picture, lang: Language) -> str:
    parts = [day(picture.taken_on, lang) if picture.taken_on else "", picture.observer or ""]
    return one_line(", ".join(filter(None, parts)))


def _photos_left_out(datasheet: Datasheet, lang: Language) -> str:
    left_out = datasheet.photographs - len(datasheet.pictures)
    if not datasheet.photographs:
        return "" if datasheet.audience == "internal" else word("photos.none", lang)
    return word("more.photos", lang, count=number(left_out, lang)) if left_out else ""


def _cases(document: Marker, lang: Language) -> Iterator[str]:
    """Yield what was done about damage, the newest cases, what is due with each."""
    newest = sorted(document["cases"], key=lambda case: case["found_on"] or "", reverse=True)
    for case in newest[:_MOST_CASES]:
        yield _case(case, lang)
    left_out = len(newest) - _MOST_CASES
    if left_out > 0:
        yield word("more.cases", lang, count=number(left_out, lang))


def _case(case: CaseEntry, lang: Language) -> str:
    condition = label("marker_condition", case["condition"], lang) if case["condition"] else ""
    days = cases_text.line_of_days(case, lang)
    due = cases_text.due_text(case["due"], lang) if case["due"] else ""
    told = ": ".join(filter(None, [condition, days]))
    return f"{'. '.join(part[:1].upper() + part[1:] for part in (told, due) if part)}."


def _history(document: Marker, lang: Language) -> Table:
    """Return the records of visits and of changes in the register, the newest first."""
    records: dict[tuple[str, str, str, int], list[HistoryEntry]] = {}
    for event in document["history"]:
        if event["observed_on"] is not None:
            observer, batch, row = event["observer"] or "", event["batch"] or "", event["row"] or 0
            records.setdefault((event["observed_on"], observer, batch, row), []).append(event)
    rows = [
        (
            short_day(key[0], lang),
            "; ".join(_said(events, document, lang)),
            who_said(events[0]),
        )
        for key, events in sorted(records.items(), reverse=True)
    ]
    return Table(
        word("history", lang),
        tuple(word(f"history.{key}", lang) for key in ("day", "said", "by")),
        tuple(rows[:_MOST_VISITS]),
        word("more.history", lang),
        max(0, len(rows) - _MOST_VISITS),
    )


def _said(events: Sequence[HistoryEntry], document: Marker, lang: Language) -> Iterator[str]:
    """Yield what was said of a marker on one day, an aspect each."""
    photographs = sum(event["aspect"] == "photo" for event in events)
    order = list(ASPECTS)
    told = [event for event in events if event["aspect"] != "photo"]
    for event in sorted(told, key=lambda event: order.index(event["aspect"])):
        aspect = event["aspect"]
        yield f"{wording.aspect_name(aspect, lang)}: {_value(event, document, lang)}"
    if photographs:
        yield word("history.photos", lang, count=number(photographs, lang))


def _value(event: HistoryEntry, document: Marker, lang: Language) -> str:
    aspect, value = event["aspect"], event["value"]
    longitude, latitude = document["longitude"], document["latitude"]
    if aspect == "position" and longitude is not None and latitude is not None:
        off = places.apart_m((longitude, latitude), Position.from_value(value)[:2])
        text = word("history.off", lang, metres=number(off, lang, 1))
    elif aspect in CODE_LISTS or aspect in ("road_completed_on", "existence", "need_road"):
        text = wording.value_text(aspect, value, lang)
    else:
        text = _shortened(event["name"], _LONGEST_NOTE)
    verdict = event["decisions"][-1]["verdict"] if event["decisions"] else None
    return f"{text} ({say(f'verdict.{verdict}', lang)})" if verdict else text


def _shortened(text: str, most: int) -> str:
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
