"""How much road is left to be built and what it may cost, by commune and post: an ESTIMATE."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from mocgioi.errors import Language, Text
from mocgioi.outputs import estimates
from mocgioi.outputs.quantities import in_figures, quantity
from mocgioi.outputs.report import plan_words
from mocgioi.outputs.report.parts import NOT_INSTALLED, PART_OF_POST, Kind, Section, Table, Value
from mocgioi.outputs.wording import LABELS, say

if TYPE_CHECKING:
    from mocgioi.documents.full_report import FullReport
    from mocgioi.documents.remaining import Remaining, RemainingGroup, RemainingSums

_HEADING = Text("Khối lượng và kinh phí còn lại (ước tính)", "What is left to build (estimate)")
_TITLE = Text(
    "Khối lượng và kinh phí làm đường tới các mốc còn lại (ước tính)",
    "Roads and money for the markers that are left (estimate)",
)
_TITLE_BY_POST = Text(
    "Khối lượng và kinh phí còn lại theo Đồn Biên phòng (ước tính)",
    "What is left to build, by border post (estimate)",
)
_CAPTIONS = {
    "commune": Text("Khối lượng, kinh phí còn lại theo xã", "What is left to build, by commune"),
    "post": Text(
        "Khối lượng, kinh phí còn lại theo Đồn Biên phòng", "What is left to build, by border post"
    ),
}
_PLACES: tuple[Literal["commune", "post"], ...] = ("commune", "post")
_SUM = Text(
    "Để làm đường tới {estimated} trong số {left} mốc chưa có đường cần {length} đường, kinh phí "
    "ước tính {cost}; các tuyến chưa được khảo sát, thiết kế.",
    "Roads to {estimated} of the {left} markers without one take {length} and {cost}; nothing is "
    "surveyed or designed.",
)
_NONE_ESTIMATED = Text(
    "Còn {left} thuộc diện cần có đường chưa được xây dựng đường nhánh lên kiểm tra mốc; chưa có "
    "đủ số liệu để ước tính chiều dài và kinh phí.",
    "{left} that need a road have none; there are not enough data to estimate how much road and "
    "money they take.",
)
_NOT_AMONG = Text(
    "Chưa ước tính cho {markers} còn lại: {reasons}.",
    "Of the rest, {markers}, nothing is estimated: {reasons}.",
)
_REASON = Text("{count} mốc {reason}", "{count}: {reason}")
_BUILT_WITHOUT_LINE = Text(
    "Ngoài ra, {markers} đã có đường theo báo cáo nhưng bản đồ chưa có tuyến.",
    "Besides those without a road, {markers} reported as built are reached by no line on the map "
    "and are not among them.",
)
_LOWER_BOUND = Text(
    "Nhu cầu thực tế vì vậy có thể cao hơn.", "What is needed may therefore be more."
)
_NOT_ESTIMATED = {
    "measures": Text(
        "Chưa ước tính được chiều dài và kinh phí còn lại: vị trí mốc hoặc tuyến đường đã thay "
        "đổi từ lần đo trước.",
        "What is left was not estimated: positions or lines changed since they were measured.",
    ),
    "part_of_post": Text(
        "Chiều dài và kinh phí còn lại chỉ ước tính ở kho của tỉnh, nơi có đủ mạng đường.",
        "What is left is estimated in the store of the province alone, which has all of the "
        "network.",
    ),
    "too_many": Text(
        "Chưa ước tính được chiều dài và kinh phí còn lại trong báo cáo vì quá nhiều mốc.",
        "What is left was not estimated in the report: there are too many markers.",
    ),
}
_COLUMNS: tuple[tuple[Text, Kind], ...] = (
    (Text("Số mốc chưa có đường", "Markers without a road"), "whole"),
    (Text("Trong đó ước tính được", "Of these estimated"), "whole"),
    (Text("Chiều dài (m)", "Length (m)"), "whole"),
    (Text("Kinh phí (triệu đồng)", "Cost (VND million)"), "whole"),
    (Text("Thấp nhất", "Least"), "whole"),
    (Text("Cao nhất", "Most"), "whole"),
)


def _why_none(document: FullReport) -> Text:
    """Return why nothing was estimated."""
    notes = {note["code"] for note in document["notes"]}
    if PART_OF_POST in notes:
        return _NOT_ESTIMATED["part_of_post"]
    if NOT_INSTALLED in notes:
        return LABELS[f"note.{NOT_INSTALLED}"]
    return _NOT_ESTIMATED["measures" if "measured-out-of-date" in notes else "too_many"]


def remaining_sections(document: FullReport, lang: Language) -> list[Section]:
    """Return what is left by commune and post, or why it is not known.

    Nothing where none is left, or no road was reported.
    """
    totals = document["totals"]
    if totals["road_built"] in (None, totals["markers_needing_road"]):
        return []
    remaining = document["remaining"]
    heading = _HEADING.to(lang)
    if remaining is None:
        return [Section("remaining", heading, [_why_none(document).to(lang)], chapter="II")]
    communes, posts = (
        [_table(remaining["groups"], by, lang)] if remaining["totals"]["markers_estimated"] else []
        for by in _PLACES
    )
    paragraphs = [sentence(remaining, lang), *_beside(remaining, lang)]
    title = _TITLE.to(lang)
    remarks = [plan_words.rounding(lang)] if communes else []
    own = Section(
        "remaining",
        heading,
        paragraphs,
        tables=communes,
        chapter="II",
        title=title,
        remarks=remarks,
    )
    if not posts:
        return [own]
    by_post = _TITLE_BY_POST.to(lang)
    return [
        own,
        Section("remaining_by_post", by_post, tables=posts, chapter="annex", remarks=remarks),
    ]


def sentence(remaining: Remaining, lang: Language) -> str:
    """Tell how many markers are left, and how much road and money those of a known way take."""
    totals = remaining["totals"]
    if not totals["markers_estimated"]:
        left = quantity(totals["markers_left"], "marker", lang)
        return _NONE_ESTIMATED.to(lang).format(left=left)
    return _SUM.to(lang).format(
        left=in_figures(totals["markers_left"], lang),
        estimated=in_figures(totals["markers_estimated"], lang),
        length=estimates.about_length(totals["length_m"], lang),
        cost=cost_of(totals, lang),
    )


def cost_of(sums: RemainingSums, lang: Language) -> str:
    """Return the money of some sums, with by how much it may be off."""
    cost = (sums["cost_vnd"], sums["cost_vnd_min"], sums["cost_vnd_max"])
    return estimates.about_money(*cost, lang)


def _beside(remaining: Remaining, lang: Language) -> list[str]:
    """Tell why some of what is left is not estimated, and of what else no way was sought."""
    left_out = {why: numbers for why, numbers in remaining["left_out"].items() if numbers}
    others = left_out.pop("built", [])
    told = []
    if left_out and remaining["totals"]["markers_estimated"]:
        reasons = [
            _REASON.to(lang).format(
                count=in_figures(len(numbers), lang), reason=plan_words.reason_of(why, lang)
            )
            if len(left_out) > 1
            else plan_words.reason_of(why, lang)
            for why, numbers in left_out.items()
        ]
        count = sum(map(len, left_out.values()))
        told.append(
            _NOT_AMONG.to(lang).format(
                markers=quantity(count, "marker", lang), reasons="; ".join(reasons)
            )
        )
    if others:
        markers = quantity(len(others), "marker", lang)
        told.append(_BUILT_WITHOUT_LINE.to(lang).format(markers=markers))
    if others or set(left_out) - {"reached"}:
        told.append(_LOWER_BOUND.to(lang))
    return [" ".join(told)] if told else []


def _table(groups: list[RemainingGroup], by: Literal["commune", "post"], lang: Language) -> Table:
    own = [group for group in groups if group["by"] == by]
    estimated = [
        estimates.in_steps([group["length_m"] for group in own], estimates.STEP_M),
        *(
            estimates.in_millions([group[key] for group in own])
            for key in ("cost_vnd", "cost_vnd_min", "cost_vnd_max")
        ),
    ]
    rows: list[list[Value]] = [
        [
            place,
            group["name"] or group["code"] or say(f"unplaced.{by}", lang),
            group["markers_left"],
            group["markers_estimated"],
            *sums,
        ]
        for place, (group, *sums) in enumerate(zip(own, *estimated, strict=True), start=1)
    ]
    totals: list[Value] = [
        "",
        say("total", lang),
        sum(group["markers_left"] for group in own),
        sum(group["markers_estimated"] for group in own),
        *map(sum, estimated),
    ]
    return Table(
        key=f"remaining.{by}",
        caption=_CAPTIONS[by].to(lang),
        headings=[
            say("column.no", lang),
            say(f"column.{by}", lang),
            *(heading.to(lang) for heading, _ in _COLUMNS),
        ],
        kinds=["whole", "text", *(kind for _, kind in _COLUMNS)],
        values=rows,
        totals=totals,
        lang=lang,
    )
