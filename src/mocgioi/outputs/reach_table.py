"""The reach document as text or CSV: declared beside measured, and why, marker by marker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any

from mocgioi.domain.vocabulary import label
from mocgioi.errors import HINT, Hint, Language, Speller, Text, plainly, spelled
from mocgioi.outputs import csv_table
from mocgioi.outputs.text_table import TextTable
from mocgioi.outputs.wording import LABELS, NOTHING, hinted, number, say, times

if TYPE_CHECKING:
    from mocgioi.documents.place import Place
    from mocgioi.documents.reach import Reach, ReachedMarker, StretchesByBasis

Keep = Callable[[Iterable[Any]], Sequence[Any]]
"""What holds rows: a list, or what is kept aside of more than should be in memory."""

_HEADER = (
    "number",
    "needs_road",
    "border_km",
    "declared",
    "measured",
    "nearest_road_m",
    "nearest_road",
    "nearest_longitude",
    "nearest_latitude",
    "reached_by",
    "to_network_m",
    "missing_m",
    "missing_to_road",
    "missing_from_longitude",
    "missing_from_latitude",
    "missing_to_longitude",
    "missing_to_latitude",
    "difference",
    "advice",
    "unknown_because",
    "illustrative",
)
_TITLES = (
    LABELS["column.marker"],
    Text("Km", "Km"),
    Text("Theo báo cáo", "Declared"),
    Text("Theo tuyến trên bản đồ", "Measured"),
    Text("Cách đường (m)", "To road (m)"),
    Text("Tuyến gần nhất", "Nearest road"),
    Text("Tới mạng đường (m)", "To network (m)"),
    Text("Còn thiếu (m)", "Missing (m)"),
)
_REACHED_BY = Text("Tuyến tới mốc", "Reached by")
_NEAREST_POINT = Text("Điểm gần nhất trên tuyến", "Nearest point of the line")
_LEG = Text(
    "  còn thiếu {straight_m} m (đường chim bay) từ {start} tới {end}, trên «{road}»",
    "  missing {straight_m} m (straight) from {start} to {end}, on “{road}”",
)
_TOTALS = Text(
    "{needing} mốc cần có đường: {states}", "{needing} markers that need a road: {states}"
)
_OTHERS = Text(
    "Không liệt kê {} mốc không cần có đường (có trong {}csv, json).",
    "{} markers that need no road are not listed (they are in {}csv, json).",
)
_DIFFER = Text(
    "{declared} mốc theo báo cáo đã có đường nhưng tuyến trên bản đồ chưa tới hoặc chưa đấu nối; "
    "{measured} mốc có tuyến tới nhưng chưa báo cáo.",
    "{declared} markers declared built that no joined line reaches; "
    "{measured} markers reached that nobody declared.",
)
_UNKNOWN = {
    "no_position": Text(
        f"mốc chưa có tọa độ: nhập tọa độ ({HINT})",
        f"no position: import it ({HINT})",
    ),
    "no_lines": Text(
        f"xã chưa có tuyến đường nhánh nào trong số liệu: nhập tuyến ({HINT})",
        f"no access road was supplied for the commune: import them ({HINT})",
    ),
}
_SUPPLY = {
    "no_position": Hint("import markers", ("FILE",)),
    "no_lines": Hint("import roads", ("FILE",)),
}
_UNKNOWN_MARKERS = Text(
    "Chưa có số liệu tuyến, {count} mốc: {why}.", "Unknown, {count} markers: {why}."
)
_TO_DO = Text("Việc cần làm:", "What to do:")
_ADVICE = {
    "draw-line": Text(
        "theo báo cáo đã có đường, tuyến gần nhất («{road}») cách {nearest_m} m: bổ sung tuyến vào "
        "bản đồ (ghi vết GPS khi đi kiểm tra), hoặc kiểm tra lại báo cáo.",
        "declared built, the nearest line (“{road}”) is {nearest_m} m away: map the road (record "
        "a GPS track on the next visit), or check the report.",
    ),
    "draw-line-none": Text(
        "theo báo cáo đã có đường, bản đồ chưa có tuyến nào: bổ sung tuyến vào bản đồ.",
        "declared built, and no line has been supplied: map the road.",
    ),
    "go-and-look": Text(
        "theo báo cáo đã có đường, tuyến gần nhất («{road}») còn cách mốc {nearest_m} m, tại "
        "{nearest}: đi kiểm tra thực địa; đường đã tới mốc thì vẽ cho tới mốc.",
        "declared built, the nearest line (“{road}”) is {nearest_m} m away, at {nearest}: go and "
        "look; if the road leads to the marker, draw it up to there.",
    ),
    "close-gap": Text(
        "tuyến «{road}» tới mốc nhưng chưa đấu nối: khép khoảng hở {missing_m} m tới «{to_road}», "
        "tại {gap}.",
        "the line “{road}” reaches the marker and is not joined: close the gap of {missing_m} m "
        "to “{to_road}”, at {gap}.",
    ),
    "close-gap-crossing": Text(
        "tuyến «{road}» tới mốc và cắt «{to_road}» tại {gap} mà không có nút giao nên chưa được "
        "coi là đấu nối: đi được từ đường này sang đường kia thì cắt tuyến tại đó, là cầu thì để "
        "vậy và kiểm tra lối vào.",
        "the line “{road}” reaches the marker and crosses “{to_road}” at {gap} without a junction, "
        "so it is not joined: if one leads to the other, split a line there; if it is a bridge, "
        "leave it and look for the way in.",
    ),
    "draw-network": Text(
        "tuyến «{road}» tới mốc, nhưng chưa có tuyến đường tuần tra, đường xã hay đường tỉnh nào "
        "để đấu nối: nhập các tuyến đó.",
        "the line “{road}” reaches the marker, but no patrol, commune or provincial road has been "
        "supplied that it could join: import them.",
    ),
    "report-road": Text(
        "tuyến «{by}» đã tới mốc (cách {nearest_m} m) nhưng chưa báo cáo đã xây dựng: kiểm tra, "
        f"rồi ghi nhận ({HINT}) hoặc sửa tuyến.",
        "the line “{by}” reaches the marker ({nearest_m} m) and nobody declared it built: check, "
        f"then record it ({HINT}) or correct the line.",
    ),
}
_DECLARED = Text("theo báo cáo", "as declared")
_MEASURED = Text("theo tuyến trên bản đồ", "as measured")
_LONGEST = Text(
    "Đoạn biên giới dài nhất chưa có đường, {basis}: {length} km (km {km_from} đến km {km_to}, "
    "{markers} mốc{bounds}); tất cả {stretches} đoạn.",
    "The longest stretch without a road, {basis}: {length} km (km {km_from} to km {km_to}, "
    "{markers} markers{bounds}); {stretches} stretches in all.",
)
_BOUNDS = Text(", giữa mốc {after} và mốc {before}", ", between markers {after} and {before}")


def as_csv(document: Reach) -> str:
    """Return one row a marker, English codes as headers and values.

    Of the missing legs it has the ends: where the first begins, and where the last meets
    ``missing_to_road``.
    """
    return "".join(csv_lines(document))


def csv_lines(document: Reach) -> Iterator[str]:
    """Yield the same line by line."""
    return csv_table.lines_of(_HEADER, _records(document))


def _records(document: Reach) -> Iterator[dict[str, object]]:
    for marker in document["markers"]:
        legs = marker["missing"]
        yield {
            **marker,
            "illustrative": document["illustrative"],
            **_place_columns("nearest", marker["nearest_point"]),
            "missing_to_road": legs[-1]["to_road"] if legs else None,
            **_place_columns("missing_from", legs[0]["from"] if legs else None),
            **_place_columns("missing_to", legs[-1]["to"] if legs else None),
        }


def _place_columns(name: str, place: Place | None) -> dict[str, float | None]:
    return {
        f"{name}_longitude": place["longitude"] if place else None,
        f"{name}_latitude": place["latitude"] if place else None,
    }


def as_text(document: Reach, lang: Language, *, spell: Speller = plainly) -> str:
    """Return the markers that need a road as a table, the totals, and what to do under it."""
    return "".join(text_lines(document, lang, spell=spell))


def text_lines(
    document: Reach, lang: Language, *, spell: Speller = plainly, keep: Keep = list
) -> Iterator[str]:
    """Yield the same line by line.

    Args:
        keep: what holds the rows.
    """
    table = laid_out(document, lang, spell=spell, by_command=True, keep=keep)
    head = [*table.head, ""] if table.head else []
    to_do = ["", _TO_DO.to(lang)] if table.to_do else []
    yield from (f"{line}\n" for line in chain(head, table.lines(), [""], table.foot, to_do))
    yield from (f"- {each}\n" for each in table.to_do)


def laid_out(
    document: Reach,
    lang: Language,
    *,
    spell: Speller = plainly,
    by_command: bool = False,
    keep: Keep = list,
) -> TextTable:
    """Return a row for each marker that needs a road, what they come to, and what is to be done.

    Args:
        by_command: name the option of the command that lists the other markers.
        keep: what holds the rows.
    """
    needing = 0
    unknown: Counter[str | None] = Counter()
    for marker in document["markers"]:
        if marker["needs_road"]:
            needing += 1
            unknown[marker["unknown_because"]] += 1
    totals = document["totals"]
    shown = ", ".join(
        f"{label('measured', key, lang)} {totals[key]}"
        for key in ("reached", "isolated", "near", "none", "unknown")
    )
    differ = _DIFFER.to(lang).format(
        declared=totals["declared_only"], measured=totals["measured_only"]
    )
    others = len(document["markers"]) - needing
    option = "--format " if by_command else ""
    return TextTable(
        head=_head(document, lang),
        headings=[title.to(lang) for title in _TITLES],
        rows=keep(_cells(marker, lang) for marker in document["markers"] if marker["needs_road"]),
        foot=[
            _TOTALS.to(lang).format(needing=number(needing, lang), states=shown),
            *_unknown(unknown, lang, spell),
            *_longest(document["stretches"], lang),
            differ,
            *([_OTHERS.to(lang).format(others, option)] if others else []),
            *([say("head", lang, head=document["head"])] if document["head"] else []),
        ],
        to_do=keep(
            f"{m['number']}: {advice_text(m, lang, spell=spell)}"
            for m in document["markers"]
            if m["needs_road"] and m["advice"]
        ),
    )


def _head(document: Reach, lang: Language) -> list[str]:
    head = times(None, document["known_at"], lang)
    return head + ([say("illustrative", lang)] if document["illustrative"] else [])


def _unknown(counts: Mapping[str | None, int], lang: Language, spell: Speller) -> Iterator[str]:
    """Yield why nothing is known of the lines of some markers, and what to do."""
    for because, why in _UNKNOWN.items():
        count = counts.get(because, 0)
        if count:
            yield _UNKNOWN_MARKERS.to(lang).format(
                count=count, why=spelled(why, [_SUPPLY[because]], spell).to(lang)
            )


def _cells(marker: ReachedMarker, lang: Language) -> list[str]:
    return [
        marker["number"],
        number(marker["border_km"], lang, 1),
        label("road_status", marker["declared"] or NOTHING, lang),
        label("measured", marker["measured"], lang),
        number(marker["nearest_road_m"], lang, 1),
        marker["nearest_road"] or NOTHING,
        number(marker["to_network_m"], lang, 1),
        number(marker["missing_m"], lang, 1),
    ]


def marker_text(document: Reach, lang: Language, *, spell: Speller = plainly) -> str:
    """Return why its one marker is measured so: road, nearest point, what is missing, what to
    do."""
    (marker,) = document["markers"]
    declared = label("road_status", marker["declared"] or NOTHING, lang)
    facts = [
        (_TITLES[0], marker["number"]),
        (_TITLES[1], number(marker["border_km"], lang, 3)),
        (_TITLES[2], declared),
        (_TITLES[3], label("measured", marker["measured"], lang)),
        (_REACHED_BY, marker["reached_by"] or NOTHING),
        (_TITLES[5], marker["nearest_road"] or NOTHING),
        (_TITLES[4], number(marker["nearest_road_m"], lang, 1)),
        (_NEAREST_POINT, _place(marker["nearest_point"])),
        (_TITLES[6], number(marker["to_network_m"], lang, 1)),
        (_TITLES[7], number(marker["missing_m"], lang, 1)),
    ]
    head = _head(document, lang)
    lines = [*head, *([""] if head else [])]
    lines += [f"{title.to(lang)}: {value}" for title, value in facts]
    if marker["unknown_because"]:
        because = marker["unknown_because"]
        why = spelled(_UNKNOWN[because], [_SUPPLY[because]], spell)
        lines.append(f"  {why.to(lang)}")
    lines.extend(
        _LEG.to(lang).format(
            straight_m=number(leg["straight_m"], lang, 1),
            start=_place(leg["from"]),
            end=_place(leg["to"]),
            road=leg["to_road"],
        )
        for leg in marker["missing"] or ()
    )
    if marker["advice"]:
        lines += ["", f"{_TO_DO.to(lang)} {advice_text(marker, lang, spell=spell)}"]
    return "\n".join(lines) + "\n"


def advice_text(marker: ReachedMarker, lang: Language, *, spell: Speller = plainly) -> str:
    """Return what to do about a marker whose report and line differ, with road and place."""
    legs = marker["missing"] or []
    advice: str = marker["advice"] or ""
    if advice == "draw-line" and marker["nearest_road"] is None:
        advice = "draw-line-none"
    elif advice == "close-gap" and marker["missing_m"] == 0.0:
        advice = "close-gap-crossing"
    record = Hint("set", (marker["number"], "--road", "built"))
    return hinted(
        _ADVICE[advice],
        lang,
        [record],
        spell,
        road=str(marker["nearest_road"]),
        by=str(marker["reached_by"]),
        nearest_m=number(marker["nearest_road_m"], lang, 1),
        nearest=_place(marker["nearest_point"]),
        missing_m=number(marker["missing_m"], lang, 1),
        to_road=legs[-1]["to_road"] if legs else NOTHING,
        gap=_place(legs[0]["from"] if legs else None),
    )


def _place(place: Place | None) -> str:
    """Return a place as it is typed into a map: latitude, longitude, in degrees."""
    return f"{place['latitude']:.6f}, {place['longitude']:.6f}" if place else NOTHING


def _longest(stretches: StretchesByBasis, lang: Language) -> Iterator[str]:
    """Yield a line on the longest stretch without a road, by report and by line."""
    for name, of_basis in ((_DECLARED, stretches["declared"]), (_MEASURED, stretches["measured"])):
        stretch = of_basis["longest"]
        if stretch is None:
            continue
        bounds = (
            _BOUNDS.to(lang).format(**stretch) if stretch["after"] and stretch["before"] else ""
        )
        yield _LONGEST.to(lang).format(
            basis=name.to(lang),
            length=number(stretch["length_km"], lang, 1),
            km_from=number(stretch["km_from"], lang, 1),
            km_to=number(stretch["km_to"], lang, 1),
            markers=len(stretch["markers"]),
            bounds=bounds,
            stretches=len(of_basis["without_road"]),
        )
