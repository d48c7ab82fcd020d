"""The words of the full report's sections; a part of the catalogue in `wording`."""

from mocgioi.errors import HINT, Text

SECTIONS: dict[str, Text] = {
    "measured.title": Text(
        "Theo báo cáo và theo tuyến trên bản đồ", "As reported, and as the lines on the map show"
    ),
    "measured.line": Text(
        "Theo báo cáo: {built}/{needing} mốc đã có đường. Theo tuyến trên bản đồ, trong "
        "{needing} mốc cần có đường: {parts}.",
        "As reported, {built} of {needing} markers have a road. By the lines on the map, of the "
        "{needing} markers that need one: {parts}.",
    ),
    "declared_only": Text(
        "{count} theo báo cáo đã có đường, theo tuyến trên bản đồ thì chưa tới mốc",
        "{count} reported built, reached by no line on the map",
    ),
    "measured_only": Text(
        "{count} theo tuyến trên bản đồ đã có đường tới mốc, báo cáo chưa ghi là đã xây dựng",
        "{count} reached by a line on the map, not reported built",
    ),
    "published.agrees": Text(
        "Khớp với số liệu đã công bố: {figure} mốc{words}.",
        "This agrees with the published figure of {figure} markers{words}.",
    ),
    "published.differs": Text(
        "Số liệu đã công bố là {figure} mốc{words}; theo số liệu hiện có là {built}/{needing} "
        "mốc, không khớp.",
        "The published figure is {figure} markers{words}; the data now give {built}/{needing}, "
        "which does not agree.",
    ),
    "published.inferred": Text(
        "Văn bản gốc không nêu ngày của số liệu; ngày {day} là suy ra từ nội dung.",
        "The source names no day; {day} is inferred from its text.",
    ),
    "published.funding": Text(
        "Văn bản gốc nêu nguồn {funding}; theo số liệu hiện có, {contributions} trong {built} "
        "mốc đã có đường là từ nguồn xã hội hóa.",
        "The source names the funding ({funding}); in the data, {contributions} of the {built} "
        "markers with a road have it from contributions.",
    ),
    "note.part-of-post": Text(
        "Đây là gói thực địa của Đồn Biên phòng {post}: số liệu không phải của cả tỉnh.",
        "This is the kit of border post {post}: the figures are not those of the province.",
    ),
    "note.no-markers": Text(
        "Chưa có danh mục mốc: hãy nhập danh mục mốc trước.",
        "There is no register of markers yet: import one first.",
    ),
    "note.not-known-then": Text(
        "Vào thời điểm được hỏi chưa có số liệu nào được nhập; lần ghi đầu tiên: "
        "{first_recorded_at}.",
        "Nothing was recorded by the time asked for; the first record is of {first_recorded_at}.",
    ),
    "note.need-not-recorded": Text(
        "{count} chưa rõ có thuộc diện cần có đường hay không, chưa tính vào tổng số cần có đường",
        "{count} not recorded as needing a road or not, and so not counted among those that do",
    ),
    "note.nobody-needs-a-road": Text(
        "Trong {count} chưa có mốc nào được ghi là thuộc diện cần có đường nên chưa có tỷ lệ.",
        "Of {count}, none is recorded as needing a road: there is no per cent.",
    ),
    "note.measured-out-of-date": Text(
        "Vị trí mốc hoặc tuyến đường đã thay đổi từ lần đo trước nên chưa nêu số liệu theo "
        "tuyến trên bản đồ.",
        "Positions or lines have changed since they were last measured: what the lines show is "
        "left out.",
    ),
    "note.before-first-survey": Text(
        "Chưa có số liệu về đường tính đến ngày này; số liệu đầu tiên là của ngày "
        "{first_observed_on}.",
        "There are no reports of roads by this day; the first is of {first_observed_on}.",
    ),
    "note.nothing-reported": Text(
        "Chưa có báo cáo nào về đường của các mốc.", "No road has been reported yet."
    ),
    "note.not-reported": Text(
        "{count} thuộc diện cần có đường chưa có báo cáo về đường",
        "{count} in need of a road without any report of it",
    ),
    "note.not-placed": Text(
        "{count} chưa xếp được vào nhóm nào theo «{by}»",
        "{count} not placed in any group by “{by}”",
    ),
    "note.open-disagreements": Text(
        "{count} có số liệu chưa thống nhất, chờ quyết định",
        "{count} of inconsistent reports, waiting for a decision",
    ),
    "note.rows-held": Text(
        "{count} kiểm tra được giữ lại chờ xem xét, chưa tính",
        "{count} of inspections held for review, not counted",
    ),
    "note.built-damaged": Text(
        "{count} có đường đã xây dựng nhưng nay bị hư hỏng, vẫn tính là đã có đường",
        "{count} with a road that is built and now damaged, still counted as built",
    ),
    "note.outside-need-built": Text(
        "{count} ngoài diện cần có đường nhưng đã có đường, không tính vào kết quả",
        "{count} with a road and not said to need one, not counted",
    ),
    "note.funding-differs": Text(
        "{count} có nguồn kinh phí ghi khi kiểm tra khác với hồ sơ tuyến đường, hoặc giữa các "
        "tuyến khác nhau",
        "{count} whose funding the inspection and the papers of the roads name differently",
    ),
    "section.locator": Text("Sơ đồ vị trí các xã biên giới", "Where the border communes are"),
    "locator.why": Text(
        "Sơ đồ khái lược, không phải tài liệu pháp lý về biên giới; phần tô đậm là tỷ lệ mốc cần "
        "có đường đã có đường của từng xã.",
        "A sketch, not a legal document on the border; the darker, the more of a commune's "
        "markers that need a road have one.",
    ),
    "section.strip": Text(
        "Toàn tuyến, từ tây bắc sang đông nam", "The whole border, north-west to south-east"
    ),
    "strip.why": Text(
        "Mỗi vạch là một mốc trong {needing} mốc cần có đường, theo thứ tự dọc đường biên.",
        "Each bar is one of the {needing} markers that need a road, in the order of the border.",
    ),
    "chart.bars": Text(
        "Biểu đồ: đã xây dựng trên số mốc cần có đường, theo xã",
        "Chart: built, of the markers that need a road, by commune",
    ),
    "chart.progress": Text(
        "Biểu đồ: số mốc đã có đường theo thời gian, trên {needing} mốc cần có đường",
        "Chart: markers with a road over time, of {needing} that need one",
    ),
    "chart.observed": Text("theo số liệu ghi nhận", "as observed"),
    "chart.published": Text("số liệu đã công bố", "as published"),
    "chart.began": Text(
        "Báo cáo về đường có từ ngày {day}. Từ đó đường biểu diễn tăng cả do số liệu ban đầu:",
        "Roads are reported since {day}. From then on the line climbs by first reports, too:",
    ),
    "chart.began_with": Text(
        "{markers} đã có đường ngay khi được báo cáo lần đầu, không phải đường mới làm.",
        "{markers} had a road when they were first reported, which is no road newly built.",
    ),
    "chart.needing": Text("cần có đường: {needing}", "need a road: {needing}"),
    "chart.target": Text("chỉ tiêu", "target"),
    "chart.done": Text("đã thực hiện", "done"),
    "column.target_year": Text("Năm", "Year"),
    "column.target": Text("Chỉ tiêu (lũy kế)", "Target (all told)"),
    "column.target_in_year": Text("Chỉ tiêu trong năm", "Target of the year"),
    "column.target_done_in_year": Text("Thực hiện trong năm", "Done in the year"),
    "column.target_percent_in_year": Text("Đạt trong năm (%)", "Of the year's target (%)"),
    "column.target_length_m": Text("Chiều dài kế hoạch (m)", "Planned length (m)"),
    "column.target_cost_vnd": Text("Kinh phí kế hoạch (đồng)", "Planned cost (VND)"),
    "column.target_done": Text("Đã thực hiện (lũy kế)", "Done (all told)"),
    "column.target_percent": Text("Đạt (%)", "Of the target (%)"),
    "column.target_left": Text("Còn phải thực hiện", "Left"),
    "column.basis": Text("Căn cứ", "By"),
    "chart.border": Text("đường biên giới", "border line"),
    "section.progress": Text("Tiến độ qua các năm", "Progress over the years"),
    "progress.why": Text(
        "Số mốc đã có đường vào cuối mỗi năm, theo báo cáo của các đơn vị:",
        "Markers with a road at the end of each year, as the posts reported:",
    ),
    "table.progress": Text("Lũy kế vào cuối năm", "Cumulative, at the end of the year"),
    "table.published": Text("Số liệu đã công bố", "Figures made public"),
    "column.last_inspected_on": Text("Kiểm tra lần cuối", "Last inspected"),
    "column.as_of": Text("Tính đến ngày", "As of"),
    "column.measure": Text("Chỉ tiêu", "Measure"),
    "column.value": Text("Giá trị", "Value"),
    "column.denominator": Text("Trên tổng số", "Out of"),
    "column.source": Text("Nguồn", "Source"),
    "published.day_inferred": Text("{source} (ngày suy ra)", "{source} (the day is inferred)"),
    "sheet.contested": Text(
        "{count} mốc có số liệu chưa thống nhất, về đường hoặc nội dung khác",
        "there are inconsistent reports on {count} of the markers, of the road or of other things",
    ),
    "sheet.at_once": Text(
        "{count} mốc hư hỏng, dịch chuyển hoặc mất, phải BÁO NGAY nếu chưa báo",
        "{count} markers damaged, displaced or lost, to be REPORTED AT ONCE unless they were",
    ),
    "section.changes": Text("So với kỳ báo cáo trước", "Compared with the report before"),
    "table.added": Text("Mốc thêm vào kết quả", "Markers added"),
    "table.lost": Text("Mốc không còn tính vào kết quả", "Markers lost"),
    "table.reclassified": Text("Mốc có thay đổi khác", "Markers changed otherwise"),
    "changes.corrected": Text(
        "Số liệu tính đến ngày {day} đã báo cáo là {reported} mốc; theo số liệu hiện có là "
        "{then} mốc.",
        "The figure of {day} was reported as {reported} markers; the data now give {then}.",
    ),
    "column.change": Text("Thay đổi", "Change"),
    "change.said": Text("{aspect}: {before} → {now}", "{aspect}: {before} became {now}"),
    "section.scheme": Text(
        "Thực hiện Đề án theo Quyết định số 1934/QĐ-UBND", "The scheme of Decision 1934"
    ),
    "column.work": Text("Công trình", "Works"),
    "column.serves": Text("Phục vụ mốc", "Serves markers"),
    "column.markers_served": Text("Số mốc", "Markers served"),
    "column.length_m": Text("Chiều dài (m)", "Length (m)"),
    "column.measured_m": Text("Đo trên bản đồ (m)", "Measured on the map (m)"),
    "column.cost_vnd": Text("Kinh phí (đồng)", "Cost (VND)"),
    "column.cost_vnd_per_m": Text("Bình quân (đồng/m)", "Mean (VND/m)"),
    "column.completed_on": Text("Hoàn thành", "Completed"),
    "column.status": Text("Tình trạng", "State"),
    "section.roads": Text("Tuyến đường: chiều dài, kinh phí", "Roads: length and cost"),
    "column.road_class": Text("Loại đường", "Class"),
    "column.roads": Text("Số tuyến", "Roads"),
    "column.roads_built": Text("Đã xây dựng", "Built"),
    "section.contributions": Text("Bảng ghi nhận đóng góp", "Roll of contributions"),
    "column.donor": Text("Đơn vị, cá nhân đóng góp", "Donor"),
    "column.contribution_kind": Text("Hình thức", "Kind"),
    "column.amount_vnd": Text("Trị giá (đồng)", "Worth (VND)"),
    "column.working_days": Text("Ngày công", "Working days"),
    "section.condition": Text("Tình trạng mốc", "Condition of the markers"),
    "table.condition": Text("Mốc không còn nguyên trạng", "Markers that are not intact"),
    "section.cases": Text(
        "Mốc bị hư hỏng, dịch chuyển, mất và việc xử lý",
        "Markers damaged, displaced or lost, and what was done",
    ),
    "table.cases": Text("Các trường hợp", "Cases"),
    "column.case_found": Text("Phát hiện", "Found"),
    "column.case_reported": Text("Báo cáo", "Reported"),
    "column.case_notified": Text("Thông báo phía bên kia", "Other side notified"),
    "column.case_agreed": Text("Thống nhất sửa chữa", "Repair agreed"),
    "column.case_repaired": Text("Sửa chữa", "Repaired"),
    "column.case_ended": Text("Kết thúc", "Ended"),
    "section.inspections": Text("Số liệu kiểm tra thực địa đã nhập", "Inspections as entered"),
    "inspections.sum": Text(
        "Chưa có số liệu kiểm tra được nhập trong {days} ngày qua: {overdue} thuộc diện cần có "
        "đường.",
        "No inspection entered within the last {days} days: {overdue} that need a road.",
    ),
    "inspections.never": Text(
        "{count} chưa có số liệu kiểm tra nào được nhập", "{count} without any inspection entered"
    ),
    "table.inspections": Text("Theo Đồn Biên phòng", "By border post"),
    "column.overdue": Text("Chưa có số liệu trong hạn", "None entered in time"),
    "column.never_inspected": Text("Chưa có số liệu nào", "None entered at all"),
    "column.oldest": Text("Số liệu cũ nhất, ngày", "Oldest, of"),
    "section.disagreements": Text("Số liệu chưa thống nhất", "Inconsistent reports"),
    "disagreements.sum": Text(
        "{count} có số liệu chưa thống nhất, chờ quyết định; kết quả tính theo số liệu đã thống "
        "nhất trước đó.",
        "{count} of inconsistent reports wait for a decision; meanwhile the figures rest on "
        "what was consistent before.",
    ),
    "column.aspect": Text("Nội dung", "About"),
    "column.sides": Text("Các số liệu", "What is said"),
    "column.observed_on": Text("Ngày kiểm tra", "Seen on"),
    "section.marker": Text(
        "Danh sách {count} mốc cần có đường", "The {count} markers that need a road"
    ),
    "table.needing": Text("Mốc cần có đường", "Markers that need a road"),
    "table.outside": Text(
        "Mốc ngoài diện cần có đường, không tính vào kết quả",
        "Markers outside the need, not counted",
    ),
    "annex": Text("Phụ lục", "Annex"),
    "page.contents": Text("Mục lục", "Contents"),
    "page.rows": Text("{count} dòng", "{count} rows"),
    "page.filter": Text("Lọc dòng", "Filter rows"),
    "page.shown": Text("{shown}/{all} dòng", "{shown}/{all} rows"),
    "page.unfold": Text("Mở hết các mục", "Unfold all parts"),
    "page.fold": Text("Gấp các mục", "Fold the parts"),
    "section.publications": Text("Số liệu đã báo cáo", "What was reported before"),
    "publications.why": Text(
        "Các báo cáo đã công bố và số liệu hiện có cho cùng ngày: diện cần có đường, tình trạng "
        "đường, xã và đồn của từng mốc. Nguồn kinh phí không được lưu cùng báo cáo nên không so "
        "sánh.",
        "Reports made public, and what the data now give for the same day: need, road status, "
        "commune and post of each marker. Funding is not kept with a report, so it is not "
        "compared.",
    ),
    "table.publications": Text("Báo cáo đã công bố", "Published reports"),
    "table.moved": Text(
        "Mốc nay khác với báo cáo «{title}», và vì sao",
        "Markers that differ now from “{title}”, and why",
    ),
    "column.title": Text("Báo cáo", "Report"),
    "column.reported": Text("Đã báo cáo", "Reported"),
    "column.now": Text("Theo số liệu hiện có", "By today's data"),
    "column.holds": Text("Còn khớp", "Still holds"),
    "column.moved": Text("Số mốc nay khác", "Markers that differ now"),
    "holds.figure": Text("chỉ con số", "the figure only"),
    "column.events": Text("Sự kiện ghi sau khi báo cáo", "Events recorded since"),
    "adjusted.now": Text(
        "Số liệu tính đến ngày {day} đã công bố ngày {published} là {reported} mốc, nay là {now} "
        "mốc; có {markers} được điều chỉnh{on}",
        "The figure as of {day} was published on {published} as {reported} markers and is now "
        "{now}; {markers} adjusted{on}",
    ),
    "adjusted.same": Text(
        "So với số liệu đã công bố ngày {published} ({reported} mốc), kết quả không thay đổi; có "
        "{markers} được điều chỉnh{on}",
        "The figure published on {published} ({reported} markers) is unchanged; {markers} "
        "adjusted{on}",
    ),
    "adjusted.beside": Text(
        "So với số liệu đã công bố ngày {published} ({reported} mốc), kết quả không thay đổi; có "
        "{markers} được điều chỉnh về xã, đồn, diện cần có đường hoặc tình trạng đường{on}",
        "The figure published on {published} ({reported} markers) is unchanged; commune, post, "
        "need or road status adjusted for {markers}{on}",
    ),
    "adjusted.day": Text(
        " theo số liệu bổ sung ngày {first}", " according to data added on {first}"
    ),
    "adjusted.days": Text(
        " theo số liệu bổ sung từ ngày {first} đến ngày {last}",
        " according to data added from {first} to {last}",
    ),
    "publication.agrees": Text(
        "Khớp với báo cáo đã công bố «{title}» (công bố lúc {recorded}): {reported}.",
        "Agrees with the report “{title}” (published {recorded}): {reported}.",
    ),
    "publication.differs": Text(
        "KHÔNG còn khớp với báo cáo đã công bố «{title}» (công bố lúc {recorded}): đã báo cáo "
        "{reported}, theo số liệu hiện có {now}; do",
        "NO LONGER agrees with the report “{title}” (published {recorded}): reported {reported}, "
        "today's data give {now}; because of",
    ),
    "publication.moved": Text(
        "Con số còn khớp với báo cáo đã công bố «{title}» ({reported}), nhưng không phải của "
        "cùng những mốc ấy ({count} mốc nay tính khác)",
        "The figure still agrees with the report “{title}” ({reported}), but not of the same "
        "markers (counted otherwise now: {count})",
    ),
    "publication.figure_only": Text(
        "Con số còn khớp với báo cáo đã công bố «{title}» ({reported}), nhưng các bảng không còn "
        "như đã báo cáo: xã, đồn, diện cần có đường hoặc tình trạng đường nay khác ({count} mốc)",
        "The figure still agrees with the report “{title}” ({reported}), but its tables no longer "
        "hold: commune, post, need or road status differ now (markers: {count})",
    ),
    "publication.beside": Text(
        "Con số không vì thế mà đổi, nhưng so với báo cáo đã công bố «{title}» thì xã, đồn, diện "
        "cần có đường hoặc tình trạng đường nay cũng khác ({count} mốc)",
        "Without an effect on the figure, commune, post, need or road status differ now from the "
        "report “{title}” too (markers: {count})",
    ),
    "event.observation": Text(
        "{aspect}: {value}, {day} ({where}), ghi lúc {recorded}",
        "{aspect}: {value}, {day} ({where}), recorded {recorded}",
    ),
    "event.decision": Text(
        "{verdict} «{aspect}: {value}» ({where}): {by}, lúc {recorded}, lý do: {why}",
        "{verdict} “{aspect}: {value}” ({where}): {by}, {recorded}, because: {why}",
    ),
    "event.none": Text("không có sự kiện nào được ghi", "no event is recorded"),
    "verdict.keep": Text("giữ", "kept"),
    "verdict.set_aside": Text("không tính", "set aside"),
    "verdict.undone": Text("hoàn tác", "undone"),
    "verdict.held": Text("chờ quyết định", "held"),
    "verdict.reopened": Text("xét lại", "reopened"),
    "explain.head": Text(
        "{asked}: {count} mốc, tính đến ngày {day}, theo số liệu đã nhập đến {known}",
        "{asked}: {count} markers, as of {day}, as known at {known}",
    ),
    "explain.measured": Text(
        f"theo tuyến trên bản đồ: {{shown}} (vì sao: {HINT})",
        f"measured on the map: {{shown}} (why: {HINT})",
    ),
    "explain.evidence": Text(
        " · {day} · {where} · ghi lúc {recorded} · số liệu {observation}",
        " · {day} · {where} · recorded {recorded} · observation {observation}",
    ),
    "explain.decision": Text(
        " · {verdict}: {by}, lúc {recorded}, lý do: {why}",
        " · {verdict}: {by}, {recorded}, because: {why}",
    ),
    "explain.contested": Text(" · có số liệu chưa thống nhất", " · inconsistent reports"),
    "explain.cases": Text(
        "{cases} trường hợp chờ quyết định, ở {count} mốc: một mốc có thể có nhiều trường hợp.",
        "Cases that wait for a decision: {cases}; markers: {count}. One marker may have several.",
    ),
    "explain.disputed": Text("chưa thống nhất ({day}):", "inconsistent reports ({day}):"),
    "explain.standing": Text("tạm tính: {value}", "counts meanwhile: {value}"),
    "explain.no_side": Text("chưa tính bên nào", "neither side"),
    "explain.overdue": Text(
        "Chưa có số liệu kiểm tra được nhập trong {days} ngày qua. Thời hạn là mặc định của "
        "phần mềm, không phải quy định.",
        "No inspection was entered within {days} days: this program's default, not a rule of law.",
    ),
    "explain.never": Text("chưa có số liệu kiểm tra", "none entered"),
    "explain.road": Text(
        "theo hồ sơ tuyến «{road}»: {funding} (căn cứ: {source})",
        "by the papers of the road “{road}”: {funding} (source: {source})",
    ),
    "explain.differs": Text(" · các căn cứ nêu nguồn khác nhau", " · the sources differ"),
}
"""Texts by key."""
