"""The reach document as text or CSV: declared beside measured, marker by marker."""

from __future__ import annotations

import csv
import io
from typing import Any

from mocgioi.domain.vocabulary import label
from mocgioi.errors import Language, Text

_HEADER = (
    "number",
    "needs_road",
    "declared",
    "measured",
    "nearest_road_m",
    "nearest_road",
    "to_network_m",
)
_TITLES = (
    Text("Số hiệu mốc", "Marker"),
    Text("Theo báo cáo", "Declared"),
    Text("Theo tuyến trên bản đồ", "Measured"),
    Text("Cách đường (m)", "To road (m)"),
    Text("Tuyến gần nhất", "Nearest road"),
    Text("Tới mạng đường (m)", "To network (m)"),
)
_DIFFER = Text(
    "{declared} mốc theo báo cáo đã có đường nhưng tuyến trên bản đồ chưa tới; "
    "{measured} mốc có tuyến tới nhưng chưa báo cáo.",
    "{declared} markers declared built that no line reaches; "
    "{measured} markers reached that nobody declared.",
)


def as_csv(document: dict[str, Any]) -> str:
    """Return one row a marker, English codes as headers and values."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _HEADER, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(document["markers"])
    return out.getvalue()


def as_text(document: dict[str, Any], lang: Language) -> str:
    """Return the markers that need a road as a table, and the totals under it."""
    rows = [[title.to(lang) for title in _TITLES]]
    rows += [
        [
            marker["number"],
            label("road_status", marker["declared"] or "–", lang),
            label("measured", marker["measured"], lang),
            _metres(marker["nearest_road_m"], lang),
            marker["nearest_road"] or "–",
            _metres(marker["to_network_m"], lang),
        ]
        for marker in document["markers"]
        if marker["needs_road"]
    ]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ["  ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)).rstrip() for r in rows]
    totals = document["totals"]
    shown = ", ".join(
        f"{label('measured', key, lang)} {totals[key]}"
        for key in ("reached", "isolated", "near", "none", "unknown")
    )
    differ = _DIFFER.to(lang).format(
        declared=totals["declared_only"], measured=totals["measured_only"]
    )
    return "\n".join([*lines, "", shown, differ]) + "\n"


def _metres(value: float | None, lang: Language) -> str:
    if value is None:
        return "–"
    text = f"{value:.1f}"
    return text.replace(".", ",") if lang == "vi" else text
