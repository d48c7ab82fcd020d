"""The check of roads as text or CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.errors import Language, Text
from mocgioi.outputs import csv_table
from mocgioi.outputs.wording import say, times

if TYPE_CHECKING:
    from mocgioi.documents.roads_check import RoadProblem, RoadsCheck

SHOWN_NOTICES = 5
"""Notices of one kind that the text lists; the others are counted, and in JSON and CSV."""

_HEADER = (
    "code",
    "severity",
    "road",
    "road_uuid",
    "other",
    "value",
    "longitude",
    "latitude",
    "message",
    "illustrative",
)
_TITLES = {
    "road-gap": Text("Khoảng hở giữa các tuyến", "Gaps between lines"),
    "road-crossing": Text("Cắt nhau không có nút giao", "Crossings without a junction"),
    "road-isolated": Text("Tuyến không đấu nối", "Roads joined to nothing"),
    "road-in-pieces": Text("Tuyến bị đứt đoạn", "Roads in pieces"),
    "road-duplicate": Text("Tuyến vẽ trùng", "Lines drawn twice"),
    "road-split": Text("Tuyến có thể đã bị tách", "Roads that may have been split"),
    "road-part-zero": Text("Đoạn dài 0 m", "Parts 0 m long"),
    "road-outside": Text("Ngoài địa bàn", "Outside the communes"),
    "road-crosses-border": Text("Cắt đường biên giới", "Across the border line"),
    "serves-not-reached": Text("Không tới mốc được ghi", "Markers served and not reached"),
    "serves-unknown": Text("Số hiệu mốc không có trong sổ", "Unknown marker numbers"),
    "length-differs": Text("Chiều dài không khớp", "Lengths that differ"),
    "cost-per-metre": Text("Đơn giá bất thường", "Cost a metre out of range"),
    "road-near-border": Text("Đầu tuyến cách biên giới dưới 30 m", "Ends within 30 m of the line"),
    "ends-not-snapped": Text("Chưa bắt điểm", "Ends not snapped"),
}
_NOTICE = Text("lưu ý", "notice")
_MORE = Text("… và {} trường hợp khác (--format csv)", "… and {} more (--format csv)")
_SUMMARY = Text(
    "Đã kiểm tra {roads} tuyến: {warnings} việc cần xem xét, {notices} lưu ý.",
    "{roads} roads checked: {warnings} need a person, {notices} notices.",
)


def as_csv(document: RoadsCheck) -> str:
    """Return one row a finding, English codes as headers."""
    illustrative = {"illustrative": document["illustrative"]}
    return csv_table.columns_of(_HEADER, [{**row, **illustrative} for row in document["findings"]])


class Kind(NamedTuple):
    """The findings of one kind; `is_notice`: they are only to be known."""

    title: str
    is_notice: bool
    findings: Sequence[RoadProblem]


def as_text(document: RoadsCheck, lang: Language) -> str:
    """Return the findings by kind, and how many there are."""
    head = head_lines(document, lang)
    head += [""] if head else []
    return "\n".join([*head, *_by_kind(document, lang), summary(document, lang)]) + "\n"


def head_lines(document: RoadsCheck, lang: Language) -> list[str]:
    """Return by which knowledge the check is made, where it was asked for, and if it is made up."""
    head = times(None, document["known_at"], lang)
    return head + ([say("illustrative", lang)] if document["illustrative"] else [])


def summary(document: RoadsCheck, lang: Language) -> str:
    """Return how many roads were looked at, and how much there is to look at."""
    notices = sum(finding["severity"] == "notice" for finding in document["findings"])
    return _SUMMARY.to(lang).format(
        roads=document["roads"],
        warnings=len(document["findings"]) - notices,
        notices=notices,
    )


def kinds(document: RoadsCheck, lang: Language) -> list[Kind]:
    """Return the findings by kind, those kinds alone of which there are any."""
    found = []
    for code in document["counts"]:
        of_kind = [finding for finding in document["findings"] if finding["code"] == code]
        if of_kind:
            is_notice = of_kind[0]["severity"] == "notice"
            found.append(Kind(_TITLES[code].to(lang), is_notice, of_kind))
    return found


def _by_kind(document: RoadsCheck, lang: Language) -> Iterator[str]:
    for title, is_notice, findings in kinds(document, lang):
        kind = f", {_NOTICE.to(lang)}" if is_notice else ""
        yield f"{title} ({len(findings)}{kind})"
        shown = findings[:SHOWN_NOTICES] if is_notice else findings
        yield from (f"- {finding['message']}" for finding in shown)
        if len(shown) < len(findings):
            yield f"  {_MORE.to(lang).format(len(findings) - len(shown))}"
        yield ""
