"""The words of a programme of new roads, for its own papers and for the report's third part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mocgioi.errors import Language, Text
from mocgioi.outputs import estimates
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.wording import day, number, percent

if TYPE_CHECKING:
    from mocgioi.documents.plan import NotServed, Plan, Solved

ESTIMATE = Text("ƯỚC TÍNH", "ESTIMATE")
NOT_DESIGNED = Text("chưa khảo sát, thiết kế", "nothing is surveyed or designed")
CAPTION = Text(
    "Kế hoạch đầu tư đường nhánh lên kiểm tra mốc", "Programme of access roads to border markers"
)
MOST_MARKERS = Text(
    "Không có yêu cầu riêng: chọn sao cho được nhiều mốc nhất.",
    "Nothing in particular: as many markers as the money can buy.",
)
_DAY = Text("Tính đến ngày {day}.", "As of {day}.")
WHY = {
    "must": Text("theo yêu cầu", "asked for"),
    "share": Text("mỗi xã, đồn có phần", "a share for each commune or post"),
    "value": Text("nhiều mốc nhất trong số tiền", "the most markers for the money"),
}
STATED = Text("kinh phí theo hồ sơ", "cost as its papers state")
NOT_SERVED: dict[NotServed, Text] = {
    "never": Text("được yêu cầu để lại", "left aside as asked"),
    "budget": Text("ngoài kinh phí", "beyond the money"),
}
_WAITING = Text("{markers} {reason}", "{markers} {reason}")
LEFT_OUT = {
    "built": Text(
        "theo báo cáo đã xây dựng, bản đồ chưa có tuyến tới mốc",
        "reported as built, no line on the map reaches it",
    ),
    "under_construction": Text("đường đang thi công", "its road is under construction"),
    "reached": Text(
        "bản đồ đã có tuyến tới mốc, chưa được báo cáo là đã xây dựng",
        "a line on the map reaches it, not reported as built",
    ),
    "no_position": Text("chưa có toạ độ", "without a position"),
    "unknown": Text(
        "xã chưa có tuyến đường nhánh nào trong số liệu", "no line was supplied of its commune"
    ),
    "no_network": Text(
        "chưa có tuyến đường nào để đấu nối trong số liệu", "no road to join was supplied"
    ),
    "no_way": Text(
        "chưa tìm được hướng tuyến trong địa phận nước ta", "no way inside the country was found"
    ),
}
TERRAIN = {
    "flat": Text("bằng", "flat"),
    "slope": Text("dốc", "slope"),
    "steep": Text("rất dốc", "steep"),
    "unknown": Text("chưa rõ địa hình", "terrain not known"),
}
SCHEME = Text(
    "Đề án theo Quyết định số 1934/QĐ-UBND còn {works} ({left}); danh mục này phục vụ {served} "
    "trong số đó.",
    "The scheme of Decision 1934 has {works} left ({left}); this list serves {served} among them.",
)
SCHEME_NONE = Text(
    "Đề án theo Quyết định số 1934/QĐ-UBND còn {works} ({left}); danh mục này không phục vụ mốc "
    "nào trong số đó.",
    "The scheme of Decision 1934 has {works} left ({left}); this list serves none of them.",
)
BRINGS = Text(
    "{works}, phục vụ {markers}, chiều dài {length}, kinh phí ước tính {cost}",
    "{works} for {markers}, {length}, estimated cost {cost}",
)
AFTER = Text(
    "Khi hoàn thành, toàn tỉnh có {after}/{needing} mốc thuộc diện cần có đường đã được xây dựng "
    "đường nhánh lên kiểm tra mốc, đạt {percent} (hiện nay {before} mốc).",
    "When all is built, {after} of {needing} markers that need a road have an access road "
    "({percent}; today {before}).",
)
_PROVED = Text(
    "Đã chứng minh: không cách chọn nào có giá trị cao hơn trong số tiền này.",
    "Proved: no choice is worth more for this money.",
)
_BOUNDED = Text(
    "Hết thời gian tính: cách chọn tốt nhất có thể hơn không quá {gap}.",
    "The time was out: the best choice may be better by no more than {gap}.",
)
_GREEDY = Text(
    "Chọn lần lượt, không có bộ giải tối ưu: chưa biết cách chọn tốt nhất hơn bao nhiêu.",
    "Chosen step by step, without a solver: how much better the best is, is not known.",
)
_CARRIED = Text(
    "Vốn chưa dùng của năm trước được chuyển sang năm sau.",
    "What a year does not spend is carried over to the next.",
)
_PAPER_GREEDY = Text(
    "Các công trình được chọn lần lượt.", "The works were chosen one after the other."
)
_PAPER_BOUNDED = Text(
    "Phương án tốt nhất có thể hơn không quá {gap}.",
    "The best choice may be better by no more than {gap}.",
)
_PAPER_PROVED = Text(
    "Không có phương án nào tốt hơn với số kinh phí này.",
    "No choice is better for this money.",
)
_RANKED = Text(
    "Danh sách xếp hạng (roads cost) đọc từ trên xuống với cùng số tiền: {ranked} mốc.",
    "The ranked list (roads cost), read from the top for the same money: {ranked} markers.",
)
ASSUMED = Text(
    "Kinh phí tính theo chiều dài dự kiến và đơn giá bình quân{terrain}; mức thấp nhất, cao "
    "nhất tính theo đơn giá thấp nhất, cao nhất. Chưa khảo sát, thiết kế.",
    "Costs are the expected length times a mean unit price{terrain}; the least and the most rest "
    "on the lowest and the highest unit price. Nothing is surveyed or designed.",
)
_ROUNDING = Text(
    "Kinh phí ước tính làm tròn đến {step}, chiều dài đến 10 m; kinh phí theo hồ sơ ghi "
    "đúng hồ sơ.",
    "Estimated costs are rounded to {step}, lengths to 10 m; costs stated in papers stand as "
    "stated.",
)
_NO_TERRAIN = Text(", chưa xét địa hình", ", whatever the terrain")
_PARTLY_TERRAIN = Text(
    ", có xét độ dốc nơi có số liệu độ cao ({percent} địa phận các xã; ngoài đó chưa xét địa hình)",
    ", with slopes where heights are known ({percent} of the communes' ground; elsewhere whatever "
    "the terrain)",
)
_TERRAIN = Text(", có xét độ dốc", ", with slopes")
NOTHING = Text(
    "Không có công trình nào làm được trong số tiền này.", "The money is enough for no work."
)
_LOWER_BOUND = Text("Không tính {markers}: {reason}.", "Left out: {markers} ({reason}).")


def brings(document: Plan, lang: Language) -> str:
    """Tell how many works, markers, how long and how dear, without a full stop."""
    totals = document["totals"]
    cost = (totals["cost_vnd"], totals["cost_vnd_min"], totals["cost_vnd_max"])
    return BRINGS.to(lang).format(
        works=quantity(totals["works"], "work", lang),
        markers=quantity(totals["markers"], "marker", lang),
        length=estimates.about_length(totals["length_m"], lang),
        cost=estimates.about_money(*cost, lang),
    )


def after(document: Plan, lang: Language) -> str:
    """Tell the figure of the whole province when all is built, and that of today."""
    totals = document["totals"]
    return AFTER.to(lang).format(
        after=number(totals["road_built_after"], lang),
        needing=number(totals["markers_needing_road"], lang),
        percent=percent(totals["percent_after"], lang),
        before=number(totals["road_built_before"], lang),
    )


def how_good(solved: Solved, lang: Language) -> str:
    """Tell whether a better choice is possible, and what the ranked list gives beside it."""
    gap = solved["gap"]
    if solved["method"] == "optimal":
        good = _PROVED.to(lang)
    elif gap is not None:
        good = _BOUNDED.to(lang).format(gap=percent(100 * gap, lang))
    else:
        good = _GREEDY.to(lang)
    return f"{good} {_RANKED.to(lang).format(ranked=number(solved['ranked'], lang))}"


def how_good_of_paper(solved: Solved, lang: Language) -> str:
    """Tell whether a better choice is possible, in a paper that is signed."""
    gap = solved["gap"]
    if solved["method"] == "optimal":
        return _PAPER_PROVED.to(lang)
    if gap is None:
        return _PAPER_GREEDY.to(lang)
    return _PAPER_BOUNDED.to(lang).format(gap=percent(100 * gap, lang))


def scheme_beside(document: Plan, lang: Language) -> str | None:
    """Tell how many markers of the scheme's works that remain are served; None without any."""
    scheme = document["scheme"]
    if scheme is None or not scheme["works_remaining"]:
        return None
    text = SCHEME if scheme["markers_served"] else SCHEME_NONE
    return text.to(lang).format(
        works=quantity(scheme["works_remaining"], "work", lang),
        left=quantity(scheme["markers_remaining"], "marker", lang),
        served=quantity(scheme["markers_served"], "marker", lang),
    )


def assumed(document: Plan, lang: Language) -> str:
    """Tell what the costs rest on, and the ends of their range."""
    terrain = _of_terrain(document["terrain_percent"], lang)
    return ASSUMED.to(lang).format(terrain=terrain)


def rounding(lang: Language) -> str:
    """Tell how the rows of a table are rounded."""
    return _ROUNDING.to(lang).format(step=estimates.stated_money(estimates.STEP_VND, lang))


def _of_terrain(known: float | None, lang: Language) -> str:
    """Tell of how much of the communes' ground slopes are counted."""
    if known is None:
        return _NO_TERRAIN.to(lang)
    text = _TERRAIN if known == 100 else _PARTLY_TERRAIN
    return text.to(lang).format(percent=percent(known, lang))


def carried(document: Plan, lang: Language) -> str | None:
    """Tell that money is carried over, where a year spends more than its own; else None."""
    if all(phase["cost_vnd"] <= phase["budget_vnd"] for phase in document["phases"]):
        return None
    return _CARRIED.to(lang)


def not_served(document: Plan, lang: Language) -> str:
    """Tell how many markers no work serves, by reason; empty where all are served."""
    reasons = [marker["not_served"] for marker in document["markers"]]
    return ", ".join(
        _WAITING.to(lang).format(markers=quantity(count, "marker", lang), reason=words.to(lang))
        for reason, words in NOT_SERVED.items()
        if (count := reasons.count(reason))
    )


def left_out(markers: Mapping[str, Sequence[str]], lang: Language) -> list[str]:
    """Tell of every reason how many markers no way was sought to: the need is at least so much."""
    return [
        _LOWER_BOUND.to(lang).format(
            markers=quantity(len(numbers), "marker", lang), reason=reason_of(reason, lang)
        )
        for reason, numbers in markers.items()
        if numbers
    ]


def reason_of(reason: str, lang: Language) -> str:
    """Return why no way was sought to a marker; a reason without words stands as it is."""
    return LEFT_OUT[reason].to(lang) if reason in LEFT_OUT else reason


def day_of(document: Plan, lang: Language) -> str:
    """Tell of which day the figures are."""
    return _DAY.to(lang).format(day=day(document["as_of"], lang))


def factor(document: Plan, lang: Language) -> str:
    """Return how many times as long as drawn a road is on the ground."""
    return number(document["detour_factor"], lang, 2)
