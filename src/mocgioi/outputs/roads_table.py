"""The check of roads as text or CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mocgioi.errors import Language, Text
from mocgioi.outputs import csv_table
from mocgioi.outputs.wording import say, times

if TYPE_CHECKING:
    from mocgioi.documents.roads_check import RoadsCheck

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


def as_text(document: RoadsCheck, lang: Language) -> str:
    """Return the findings by kind, and how many there are."""
    notices = sum(finding["severity"] == "notice" for finding in document["findings"])
    summary = _SUMMARY.to(lang).format(
        roads=document["roads"],
        warnings=len(document["findings"]) - notices,
        notices=notices,
    )
    head = times(None, document["known_at"], lang)
    head += [say("illustrative", lang)] if document["illustrative"] else []
    head += [""] if head else []
    return "\n".join([*head, *_by_kind(document, lang), summary]) + "\n"


def _by_kind(document: RoadsCheck, lang: Language) -> Iterator[str]:
    for code, count in document["counts"].items():
        of_kind = [finding for finding in document["findings"] if finding["code"] == code]
        if not of_kind:
            continue
        is_notice = of_kind[0]["severity"] == "notice"
        kind = f", {_NOTICE.to(lang)}" if is_notice else ""
        yield f"{_TITLES[code].to(lang)} ({count}{kind})"
        shown = of_kind[:SHOWN_NOTICES] if is_notice else of_kind
        yield from (f"- {finding['message']}" for finding in shown)
        if len(shown) < len(of_kind):
            yield f"  {_MORE.to(lang).format(len(of_kind) - len(shown))}"
        yield ""
