"""The words of a programme of new roads, for its own papers and for the report's third part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from mocgioi.errors import Language, Text
from mocgioi.outputs import estimates
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.wording import day, number, percent

if TYPE_CHECKING:
    from mocgioi.documents.plan import NotServed, Plan, Solved, StoppedBy

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
    "value": Text("hiệu quả nhất trong số tiền", "worth most for the money"),
}
STATED = Text("kinh phí theo hồ sơ", "cost as its papers state")
NOT_SERVED: dict[NotServed, Text] = {
    "never": Text("được yêu cầu để lại", "left aside as asked"),
    "budget": Text("ngoài kinh phí", "beyond the money"),
}
_SERVED = Text("được bố trí", "served")
_ACCOUNTED = Text("Còn {left} chưa có đường: {parts}.", "Without a road: {left}; of them {parts}.")
_BECAUSE = Text("{}", "({})")
LEFT_OUT = {
    "built": Text(
        "theo báo cáo đã xây dựng, bản đồ chưa có tuyến tới mốc",
        "reported as built, no line on the map reaches it",
    ),
    "under_construction": Text("đường đang thi công", "road under construction"),
    "reached": Text(
        "bản đồ đã có tuyến tới mốc, chưa được báo cáo là đã xây dựng",
        "a line on the map reaches it, not reported as built",
    ),
    "no_position": Text("chưa có tọa độ", "no position"),
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
    "Đã chứng minh: trong số các tuyến dự kiến được xét và với đơn giá đã nêu, không cách chọn nào "
    "có giá trị cao hơn trong số tiền này.",
    "Proved: by the ways that were considered and the prices stated, no choice is worth more for "
    "this money.",
)
_ENDED: dict[StoppedBy | None, Text] = {
    "time": Text("Hết thời gian tính", "The time was out"),
    "work": Text("Đã tính đủ số bước", "So many steps were spent"),
    "proof": Text("Bộ giải dừng ở sai số cho phép", "The solver stopped at its tolerance"),
    "numerical": Text("Bộ giải không tính tiếp được", "The solver could not go on"),
    None: Text("Không dùng bộ giải tối ưu", "No solver was asked"),
}
_BOUNDED = Text(
    "{ended}: cách chọn tốt nhất trong số các tuyến dự kiến được xét có thể hơn không quá {gap}.",
    "{ended}: by the ways that were considered the best choice may be better by no more than "
    "{gap}.",
)
_GREEDY = Text(
    "{ended}: các công trình được chọn lần lượt, chưa biết cách chọn tốt nhất hơn bao nhiêu.",
    "{ended}: the works were chosen one after the other; how much better the best is, is not "
    "known.",
)
_MOST = Text("được nhiều mốc nhất", "as many markers as the money can buy")
_WORTH_MOST = Text(
    "tổng giá trị của các mốc lớn nhất (mỗi mốc tính là 1, cộng thêm theo trọng số)",
    "the markers worth most together (each counts for 1, and more by the weights)",
)
_WEIGHED = Text(
    "Trọng số được yêu cầu, cộng thêm vào 1 của mỗi mốc: {weights}.",
    "Weights asked for, beside the 1 of each marker: {weights}.",
)
_WEIGHTS = {
    "walking": Text(
        "{w} cho mỗi giờ đi bộ tới đường gần nhất (theo đường thẳng, {pace} km/giờ)",
        "{w} for an hour on foot to the nearest road (straight, {pace} km an hour)",
    ),
    "alarm": Text(
        "{w} nếu mốc phải báo ngay mà chưa báo",
        "{w} where it is to be reported at once and was not",
    ),
    "gate": Text(
        "{w} nếu cách cửa khẩu không quá {near} km", "{w} where a gate is within {near} km"
    ),
    "waiting": Text(
        "{w} cho mỗi năm kể từ khi báo cáo là chưa có đường",
        "{w} for each year since which its road is reported missing",
    ),
}
_CARRIED = Text(
    "Vốn chưa dùng của năm trước được chuyển sang năm sau.",
    "What a year does not spend is carried over to the next.",
)
_PAPER_GREEDY = Text(
    "Các công trình được chọn lần lượt.", "The works were chosen one after the other."
)
_PAPER_BOUNDED = Text(
    "Trong số các tuyến dự kiến được xét, phương án tốt nhất có thể hơn không quá {gap}.",
    "By the ways that were considered, the best choice may be better by no more than {gap}.",
)
_PAPER_PROVED = Text(
    "Trong số các tuyến dự kiến được xét, không có phương án nào có giá trị cao hơn với số "
    "kinh phí này.",
    "By the ways that were considered, no choice is worth more for this money.",
)
_RANKED = Text(
    "Danh sách xếp hạng với cùng số tiền: đọc từ trên xuống {ranked}; bỏ qua công trình quá đắt "
    "{skipping}.",
    "The ranked list for the same money: read from the top {ranked}; passing over what is too "
    "dear {skipping}.",
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
    ended = _ENDED[solved["stopped_by"]].to(lang) if solved["method"] != "optimal" else ""
    if solved["method"] == "optimal":
        good = _PROVED.to(lang)
    elif gap is not None:
        good = _BOUNDED.to(lang).format(ended=ended, gap=percent(100 * gap, lang))
    else:
        good = _GREEDY.to(lang).format(ended=ended)
    ranked = _RANKED.to(lang).format(
        ranked=quantity(solved["ranked"], "marker", lang),
        skipping=quantity(solved["ranked_skipping"], "marker", lang),
    )
    return f"{good} {ranked}"


def sought(document: Plan, lang: Language) -> str:
    """Tell what is made as large as it can be, without a full stop."""
    return (_WORTH_MOST if _weights(document) else _MOST).to(lang)


def weighed(document: Plan, lang: Language) -> str | None:
    """Tell the weights that were asked for, with what each rests on; None: none was."""
    assumed = document["assumptions"]
    weights = [
        _WEIGHTS[name]
        .to(lang)
        .format(
            w=_plain(weight, lang),
            pace=_plain(assumed["walking_km_per_hour"], lang),
            near=_plain(assumed["gate_within_km"], lang),
        )
        for name, weight in _weights(document).items()
    ]
    return _WEIGHED.to(lang).format(weights="; ".join(weights)) if weights else None


def _plain(value: float, lang: Language) -> str:
    text = f"{value:g}"
    return text.replace(".", ",") if lang == "vi" else text


def _weights(document: Plan) -> dict[str, float]:
    return {name: weight for name, weight in document["wishes"]["weights"].items() if weight}


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


def accounted(document: Plan, lang: Language) -> str:
    """Tell what becomes of every marker that has no road: served, waiting, or not considered."""
    totals = document["totals"]
    counts = {_SERVED.to(lang): totals["markers"]}
    reasons = [marker["not_served"] for marker in document["markers"]]
    counts |= {words.to(lang): reasons.count(reason) for reason, words in NOT_SERVED.items()}
    counts |= {
        reason_of(reason, lang): len(numbers)
        for reason, numbers in document["left_out"].items()
        if reason != "built"
    }
    return _ACCOUNTED.to(lang).format(
        left=quantity(totals["markers_needing_road"] - totals["road_built_before"], "marker", lang),
        parts="; ".join(
            f"{quantity(count, 'marker', lang)} {_BECAUSE.to(lang).format(why)}"
            for why, count in counts.items()
            if count
        ),
    )


def beside(document: Plan, lang: Language) -> list[str]:
    """Tell what markers have a road as reported and no line on the map: none is sought to them."""
    return left_out({"built": document["left_out"].get("built", [])}, lang)


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
