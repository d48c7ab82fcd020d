"""The words about what a period brought, and what it is compared with; a part of `wording`."""

from mocgioi.errors import Text

PERIODS: dict[str, Text] = {
    "period.sum": Text(
        "Như vậy, số mốc đã có đường vào đầu kỳ (hết ngày {eve}) là {before}{moved}, vào cuối kỳ "
        "là {built}.",
        "So {before} with a road on {eve}{moved} give {built} at the end of the period.",
    ),
    "period.sum.in_period": Text(", cộng {count} trong kỳ", ", plus {count} in the period"),
    "period.sum.completed_before": Text(
        ", cộng {count} hoàn thành từ trước", ", plus {count} finished earlier"
    ),
    "period.sum.baseline": Text(
        ", cộng {count} theo số liệu ban đầu", ", plus {count} of the baseline"
    ),
    "period.sum.newly_needed": Text(
        ", cộng {count} mới đưa vào diện cần có đường", ", plus {count} newly said to need one"
    ),
    "period.sum.lost": Text(", trừ {count} không còn tính", ", less {count} no longer counted"),
    "changes.press": Text(
        "Số liệu đã công bố gần nhất là {figure} mốc, tính đến ngày {day} ({source}).",
        "The figure made public last is {figure} markers, as of {day} ({source}).",
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
}
"""Texts by key."""
