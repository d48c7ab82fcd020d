"""The words of the full report's sections; a part of the catalogue in `wording`."""

from mocgioi.errors import HINT, Text

SECTIONS: dict[str, Text] = {
    "chapter.I": Text("KẾT QUẢ", "RESULTS"),
    "chapter.II": Text(
        "TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", "WHAT REMAINS, SHORTCOMINGS AND THEIR CAUSES"
    ),
    "chapter.III": Text("PHƯƠNG HƯỚNG, NHIỆM VỤ; ĐỀ XUẤT, KIẾN NGHỊ", "TASKS AHEAD, AND PROPOSALS"),
    "chapter.annex": Text("PHỤ LỤC", "ANNEXES"),
    "chapter.internal": Text("PHỤ LỤC NỘI BỘ", "INTERNAL ANNEXES"),
    "internal.mark": Text("NỘI BỘ", "INTERNAL"),
    "section.overall": Text("Kết quả chung", "The whole border"),
    "section.locator": Text("Sơ đồ vị trí các xã biên giới", "Where the border communes are"),
    "locator.why": Text(
        "Sơ đồ khái lược, không phải tài liệu pháp lý về biên giới; phần tô đậm là tỷ lệ mốc cần "
        "có đường đã có đường của từng xã.",
        "A sketch, not a legal document on the border; the darker, the more of a commune's "
        "markers that need a road have one.",
    ),
    "groups.extremes": Text(
        "Tỷ lệ cao nhất {highest}: {best}; thấp nhất {lowest}: {last}.",
        "The highest share is {highest}: {best}; the lowest {lowest}: {last}.",
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
    "chart.needing": Text("cần có đường: {needing}", "need a road: {needing}"),
    "chart.target": Text("chỉ tiêu", "target"),
    "chart.done": Text("đã thực hiện", "done"),
    "column.target": Text("Chỉ tiêu (lũy kế)", "Target (all told)"),
    "column.target_in_year": Text("Chỉ tiêu trong năm", "Target of the year"),
    "column.target_length_m": Text("Chiều dài kế hoạch (m)", "Planned length (m)"),
    "column.target_cost_vnd": Text("Kinh phí kế hoạch (đồng)", "Planned cost (VND)"),
    "column.target_done": Text("Đã thực hiện (lũy kế)", "Done (all told)"),
    "column.target_percent": Text("Đạt (%)", "Of the target (%)"),
    "column.target_left": Text("Còn phải thực hiện", "Left"),
    "column.basis": Text("Căn cứ", "By"),
    "chart.border": Text("đường biên giới", "border line"),
    "section.progress": Text("Tiến độ theo thời gian", "Progress over time"),
    "progress.why": Text(
        "Số mốc đã có đường trong số mốc cần có đường, theo số liệu ghi nhận, vào cuối mỗi năm. "
        "Số liệu đã công bố đứng riêng; số tuyến đường không phải là số mốc.",
        "Markers with a road, of those that need one, as observed, at the end of each year. "
        "Published figures stand apart; roads are not markers.",
    ),
    "table.progress": Text("Theo số liệu ghi nhận, lũy kế", "As observed, cumulative"),
    "table.published": Text("Số liệu đã công bố, giữ nguyên", "As published elsewhere"),
    "column.last_inspected_on": Text("Kiểm tra lần cuối", "Last inspected"),
    "remark.overdue": Text("quá hạn", "overdue"),
    "column.net_in_year": Text("Tăng trong năm", "Net change in the year"),
    "column.as_of": Text("Tính đến ngày", "As of"),
    "column.measure": Text("Chỉ tiêu", "Measure"),
    "column.value": Text("Giá trị", "Value"),
    "column.denominator": Text("Trên tổng số", "Out of"),
    "column.source": Text("Nguồn", "Source"),
    "published.day_inferred": Text("{source} (ngày suy ra)", "{source} (the day is inferred)"),
    "measure.markers_with_road": Text("mốc đã có đường", "markers with a road"),
    "measure.markers": Text("mốc", "markers"),
    "measure.markers_needing_road": Text("mốc cần có đường", "markers that need a road"),
    "measure.border_communes": Text("xã biên giới", "border communes"),
    "measure.border_posts": Text("Đồn Biên phòng", "border posts"),
    "measure.campaign_roads": Text(
        "tuyến đường của cuộc vận động (không phải số mốc)",
        "roads of the campaign (roads, not markers)",
    ),
    "measure.campaign_roads_length_km": Text(
        "chiều dài các tuyến của cuộc vận động (km)", "length of the campaign's roads (km)"
    ),
    "measure.campaign_roads_cost_vnd": Text(
        "kinh phí các tuyến của cuộc vận động (đồng)", "cost of the campaign's roads (VND)"
    ),
    "measure.inspection_roads": Text(
        "tuyến đường kiểm tra mốc (không phải số mốc)", "inspection roads (roads, not markers)"
    ),
    "measure.inspection_roads_km_at_least": Text(
        "chiều dài các tuyến đường kiểm tra mốc (km, ít nhất)",
        "length of the inspection roads (km, at least)",
    ),
    "measure.inspection_roads_of_2025": Text(
        "tuyến đường kiểm tra mốc xây dựng trong năm 2025 (không phải số mốc)",
        "inspection roads built in 2025 (roads, not markers)",
    ),
    "measure.inspection_roads_of_2025_km_at_least": Text(
        "chiều dài các tuyến xây dựng trong năm 2025 (km, ít nhất)",
        "length of the roads built in 2025 (km, at least)",
    ),
    "measure.po_ma_markers_with_road": Text(
        "mốc đã có đường của Đồn Biên phòng Pò Mã", "markers with a road, post Pò Mã"
    ),
    "section.changes": Text("Thay đổi so với báo cáo trước", "Changes since the previous report"),
    "changes.publication": Text(
        "So với báo cáo «{title}» (tính đến ngày {day})",
        "Compared with the report “{title}” (as of {day})",
    ),
    "changes.published": Text(
        "So với số liệu đã công bố, tính đến ngày {day} ({title})",
        "Compared with the published figure, as of {day} ({title})",
    ),
    "changes.asked": Text("So với ngày {day}", "Compared with {day}"),
    "changes.year": Text(
        "So với cuối năm trước (ngày {day})", "Compared with the end of the year before ({day})"
    ),
    "changes.sum": Text(
        "{basis}: {then} mốc khi đó + {added} mốc thêm − {lost} mốc giảm = {now} mốc đã có đường; "
        "số mốc cần có đường {needing_then} → {needing}. Thay đổi khác: {reclassified} mốc.",
        "{basis}: with a road then {then} + added {added} − lost {lost} = {now} now; "
        "markers that need one {needing_then} → {needing}. Otherwise re-classified: "
        "{reclassified}.",
    ),
    "table.added": Text("Mốc thêm vào kết quả", "Markers added"),
    "table.lost": Text("Mốc không còn tính vào kết quả", "Markers lost"),
    "table.reclassified": Text("Mốc có thay đổi khác", "Markers re-classified"),
    "changes.corrected": Text(
        "Số liệu ngày {day} khi đó báo cáo là {reported}; theo số liệu hiện có là {then}.",
        "The figure of {day} was reported as {reported}; today's data give {then}.",
    ),
    "changes.none": Text("không", "none"),
    "column.change": Text("Thay đổi", "Change"),
    "change.said": Text("{aspect}: {before} → {now}", "{aspect}: {before} became {now}"),
    "section.scheme": Text("Đề án theo QĐ 1934/QĐ-UBND", "The scheme of Decision 1934"),
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
    "condition.sum": Text("Trong {markers} mốc: {parts}.", "Markers ({markers}): {parts}."),
    "table.condition": Text("Mốc không còn nguyên trạng", "Markers that are not as they were"),
    "section.cases": Text(
        "Mốc hư hại, bị mất: phát hiện và xử lý", "Markers damaged or lost: found, and done"
    ),
    "cases.none": Text(
        "Không có mốc nào được báo là hư hại hoặc bị mất.",
        "No marker is reported as damaged or lost.",
    ),
    "cases.sum": Text(
        "Trong năm {year}: phát hiện {found}, đã báo cáo {reported}, thông báo phía bên kia "
        "{notified}, thống nhất sửa chữa {agreed}, sửa chữa {repaired}, khôi phục {restored}. "
        "Đang mở: {open}, trong đó phải BÁO NGAY {unreported}, có thể phải BÁO NGAY {possible}.",
        "Within {year}: found {found}, reported {reported}, other side notified {notified}, "
        "repair agreed {agreed}, repaired {repaired}, restored {restored}. Open: {open}, of them "
        "to be reported at once {unreported}, possibly {possible}.",
    ),
    "cases.periods": Text(
        "Báo ngay theo Luật Biên giới quốc gia 2003, Điều 29; sửa chữa thông báo trước ít nhất 10 "
        "ngày. Các hạn khác là mặc định của phần mềm, không phải quy định.",
        "At once by the Law on National Borders 2003, Article 29; a repair has at least 10 days' "
        "notice. The other periods are this program's defaults, not rules of law.",
    ),
    "table.cases": Text("Các vụ việc", "Cases"),
    "column.case_found": Text("Phát hiện", "Found"),
    "column.case_reported": Text("Báo cáo", "Reported"),
    "column.case_notified": Text("Thông báo phía bên kia", "Other side notified"),
    "column.case_agreed": Text("Thống nhất sửa chữa", "Repair agreed"),
    "column.case_repaired": Text("Sửa chữa", "Repaired"),
    "column.case_ended": Text("Kết thúc", "Ended"),
    "section.inspections": Text("Mốc quá hạn kiểm tra", "Markers overdue for inspection"),
    "inspections.sum": Text(
        "Quá {days} ngày chưa được kiểm tra thực địa: {overdue} mốc, trong đó chưa kiểm tra lần "
        "nào: {never} mốc. Thời hạn {days} ngày là mặc định của phần mềm, không phải quy định.",
        "Not seen in the field for more than {days} days (markers): {overdue}, of them never "
        "{never}. "
        "The {days} days are this program's default, not a rule of law.",
    ),
    "inspections.never": Text("Chưa kiểm tra lần nào ({count} mốc)", "Never seen ({count})"),
    "table.inspections": Text("Theo Đồn Biên phòng", "By border post"),
    "column.overdue": Text("Quá hạn kiểm tra", "Overdue"),
    "column.never_inspected": Text("Chưa kiểm tra lần nào", "Never inspected"),
    "column.oldest": Text("Lâu nhất, từ ngày", "Longest, since"),
    "section.disagreements": Text("Số liệu chưa thống nhất", "Disagreements"),
    "disagreements.none": Text("Không có số liệu chưa thống nhất.", "Nothing is disputed."),
    "disagreements.sum": Text(
        "{count} trường hợp chờ quyết định; ngày có số liệu chưa thống nhất không làm thay đổi "
        "kết quả.",
        "Waiting for a decision: {count}; a disputed day does not change the figures.",
    ),
    "table.disagreements": Text("Chờ quyết định", "Waiting for a decision"),
    "column.aspect": Text("Nội dung", "About"),
    "column.sides": Text("Các số liệu và căn cứ", "What is said, and by whom"),
    "column.observed_on": Text("Ngày kiểm tra", "Seen on"),
    "section.not_reported": Text("Mốc chưa có báo cáo về đường", "Markers not reported"),
    "not_reported.none": Text(
        "Mốc nào cần có đường cũng đã có báo cáo về đường.",
        "Every marker that needs a road has a report of it.",
    ),
    "not_reported.sum": Text(
        "Cần có đường, chưa có báo cáo về đường ({count} mốc)",
        "Markers that need a road and have no report of it ({count})",
    ),
    "section.marker": Text(
        "Danh sách {count} mốc cần có đường, kèm căn cứ",
        "The {count} markers that need a road, with the evidence",
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
        "Các báo cáo đã công bố từ kho số liệu này, và số liệu hiện có cho cùng ngày: diện cần có "
        "đường, tình trạng đường, xã và đồn của từng mốc. Nguồn kinh phí không được lưu cùng báo "
        "cáo nên không so được.",
        "Reports published from this store, and what today's data give for the same day: need, "
        "road status, commune and post of each marker. Funding is not kept with a report, so it "
        "is not compared.",
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
    "explain.contested": Text(" · có số liệu chưa thống nhất", " · disputed"),
    "explain.cases": Text(
        "{cases} trường hợp chờ quyết định, ở {count} mốc: một mốc có thể có nhiều trường hợp.",
        "Cases that wait for a decision: {cases}; markers: {count}. One marker may have several.",
    ),
    "explain.disputed": Text("chưa thống nhất ({day}):", "disputed ({day}):"),
    "explain.standing": Text("đang tính: {value}", "counts meanwhile: {value}"),
    "explain.no_side": Text("chưa tính bên nào", "neither side"),
    "explain.overdue": Text(
        "Quá {days} ngày chưa được kiểm tra thực địa. Thời hạn là mặc định của phần mềm, không "
        "phải quy định.",
        "Not seen in the field for more than {days} days: this program's default, not a rule of "
        "law.",
    ),
    "explain.never": Text("chưa kiểm tra lần nào", "never"),
    "explain.road": Text(
        "theo hồ sơ tuyến «{road}»: {funding} (căn cứ: {source})",
        "by the papers of the road “{road}”: {funding} (source: {source})",
    ),
    "explain.differs": Text(" · các căn cứ nêu nguồn khác nhau", " · the sources differ"),
}
"""Texts by key."""
