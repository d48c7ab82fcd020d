"""The words about a period, its targets and its scheme; a part of the catalogue in `wording`."""

from mocgioi.errors import Text

PERIODS: dict[str, Text] = {
    "period.sum": Text(
        "Như vậy, số mốc đã có đường vào đầu kỳ (hết ngày {eve}) là {before}{moved}, vào cuối kỳ "
        "là {built}.",
        "So {before} with a road on {eve}{moved} give {built} at the end of the period.",
    ),
    "period.sum.in_period": Text(", cộng {count} trong kỳ", ", plus {count} in the period"),
    "period.sum.completed_before": Text(
        ", cộng {count} hoàn thành từ trước, nay mới được báo cáo",
        ", plus {count} finished earlier and reported only now",
    ),
    "period.sum.baseline": Text(
        ", cộng {count} theo số liệu ban đầu", ", plus {count} of the baseline"
    ),
    "period.sum.newly_needed": Text(
        ", cộng {count} mới đưa vào diện cần có đường", ", plus {count} newly said to need one"
    ),
    "period.sum.lost": Text(", trừ {count} không còn tính", ", less {count} no longer counted"),
    "changes.press": Text(
        "Số liệu đã công bố gần nhất là {figure} mốc, tính đến ngày {day}.",
        "The figure made public last is {figure} markers, as of {day}.",
    ),
    "changes.eve": Text("ngày {day}, trước kỳ báo cáo", "{day}, the day before the period"),
    "changes.eve_of_year": Text("cuối năm trước, ngày {day}", "the end of the year before, {day}"),
    "progress.why_periods": Text(
        "Số mốc đã có đường vào cuối mỗi kỳ báo cáo, theo báo cáo của các đơn vị; mỗi kỳ bắt đầu "
        "từ ngày sau kỳ trước:",
        "Markers with a road at the end of each period, as the posts reported; a period begins "
        "with the day after the one before:",
    ),
    "table.progress_periods": Text("Lũy kế vào cuối kỳ", "Cumulative, at the end of the period"),
    "column.before": Text("Đầu kỳ", "At the start"),
    "column.net_in_period": Text("Trong kỳ", "In the period"),
    "column.completed_before": Text(
        "Hoàn thành trước, nay mới báo cáo", "Finished earlier, reported now"
    ),
    "column.baseline": Text("Số liệu ban đầu", "Baseline"),
    "column.newly_needed": Text("Mới đưa vào diện cần có đường", "Newly needed"),
    "column.lost": Text("Giảm", "Lost"),
    "totals.all_contributions": Text(
        "Toàn bộ {built} mốc đã có đường đều có đường từ nguồn xã hội hóa.",
        "All {built} markers with a road have it from contributions.",
    ),
    "tasks.scheme_planned": Text(
        "Hoàn thành {works} còn lại của Đề án theo Quyết định số 1934/QĐ-UBND, trong đó {taken} "
        "thuộc kế hoạch đề xuất dưới đây.",
        "Complete the remaining {works} of the scheme (Decision 1934); {taken} of them are in the "
        "plan proposed below.",
    ),
    "tasks.scheme_not_planned": Text(
        "Hoàn thành {works} còn lại của Đề án theo Quyết định số 1934/QĐ-UBND; kế hoạch đề xuất "
        "dưới đây chưa có công trình nào trong số đó.",
        "Complete the remaining {works} of the scheme (Decision 1934); the plan proposed below has "
        "none of them.",
    ),
    "left.scheme_markers": Text(" (mốc {numbers})", " (markers {numbers})"),
    "left.scheme": Text(
        "Đề án theo Quyết định số 1934/QĐ-UBND thực hiện đến hết ngày {day}; theo số liệu đã nhập, "
        "còn {works} chưa hoàn thành{names}.",
        "The scheme of Decision 1934 was to end on {day}; as entered, {works} of it are not "
        "finished{names}.",
    ),
}
"""Texts by key."""
