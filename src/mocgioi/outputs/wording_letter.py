"""The words of a signed report: its chapters and the sentences of the letter.

A part of the catalogue in `wording`. Counts come with their noun (`outputs.quantities`), so that
they agree with it; nothing is said of what there is none of.
"""

from mocgioi.errors import Text

LETTER: dict[str, Text] = {
    "chapter.I": Text("KẾT QUẢ", "RESULTS"),
    "chapter.II": Text("TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", "SHORTCOMINGS AND CAUSES"),
    "chapter.III": Text(
        "PHƯƠNG HƯỚNG, NHIỆM VỤ VÀ ĐỀ XUẤT, KIẾN NGHỊ", "FUTURE TASKS AND PROPOSALS"
    ),
    "chapter.annex": Text("PHỤ LỤC", "ANNEXES"),
    "chapter.internal": Text("PHỤ LỤC NỘI BỘ", "INTERNAL ANNEXES"),
    "internal.mark": Text("NỘI BỘ", "INTERNAL"),
    "letter.opens": Text(
        "{body} báo cáo kết quả xây dựng đường nhánh lên kiểm tra mốc, tính đến ngày {day}, như "
        "sau:",
        "{body} reports on the access roads to border markers, as of {day}, as follows.",
    ),
    "letter.closes": Text(
        "Trên đây là báo cáo kết quả xây dựng đường nhánh lên kiểm tra mốc, tính đến ngày {day}, "
        "của {body}./.",
        "This is the report of {body} on the access roads to border markers, as of {day}.",
    ),
    "section.overall": Text("Kết quả chung toàn tỉnh", "The whole province"),
    "section.overall.part": Text("Kết quả chung của Đồn", "The whole sector"),
    "headline": Text(
        "Tính đến ngày {day}, toàn tỉnh có {built}/{needing} mốc thuộc diện cần có đường đã được "
        "xây dựng đường nhánh lên kiểm tra mốc, đạt {percent}",
        "As of {day}, {built} of the {needing} border markers that need an access road have one "
        "({percent})",
    ),
    "headline.part": Text(
        "Tính đến ngày {day}, riêng Đồn Biên phòng {post} có {built}/{needing} mốc thuộc diện cần "
        "có đường đã được xây dựng đường nhánh lên kiểm tra mốc, đạt {percent}",
        "As of {day}, of border post {post} alone {built} of the {needing} border markers that "
        "need an access road have one ({percent})",
    ),
    "headline.damaged": Text(
        "trong đó {count} mốc có đường đang bị hư hỏng", "the roads to {count} of these are damaged"
    ),
    "headline.on_paper": Text(
        "chưa tính {count} mốc có đường hoàn thành theo hồ sơ, chưa được báo cáo là đã xây dựng",
        "not counted are {count} more whose road is finished by its papers and not yet reported as "
        "built",
    ),
    "headline.contested": Text(
        "{count} mốc có số liệu chưa thống nhất",
        "there are inconsistent reports on {count} of the markers",
    ),
    "headline.withdrawn": Text(
        "không tính {count} mốc đã có đường nhưng được đưa ra khỏi diện cần có đường",
        "not counted are {count} with a road that are no longer said to need one",
    ),
    "headline.no_markers": Text(
        "Tính đến ngày {day}, chưa có mốc nào trong danh mục",
        "As of {day}, there are no markers in the register",
    ),
    "headline.untold": Text(
        "Tính đến ngày {day}, chưa có số liệu về đường lên {needing} mốc thuộc diện cần có đường",
        "As of {day}, nothing is known yet of the roads to the {needing} markers that need one",
    ),
    "headline.nobody": Text(
        "Tính đến ngày {day}, trong {markers} không có mốc nào thuộc diện cần có đường",
        "As of {day}, none of {markers} is recorded as needing an access road",
    ),
    "totals.markers": Text(
        "Toàn tỉnh có {markers} mốc, trong đó {needing} mốc thuộc diện cần có đường: {parts}.",
        "The register has {markers} markers, {needing} of them in need of an access road: {parts}.",
    ),
    "totals.markers.part": Text(
        "Riêng Đồn Biên phòng {post} có {markers} mốc, trong đó {needing} mốc thuộc diện cần có "
        "đường: {parts}.",
        "Border post {post} alone has {markers} markers, {needing} of them in need of an access "
        "road: {parts}.",
    ),
    "totals.contributions": Text(
        "Trong {built} mốc đã có đường, {contributions} mốc có đường từ nguồn xã hội hóa, "
        "chiếm {percent}.",
        "With a road from contributions: {contributions} of {built} ({percent}).",
    ),
    "period.year": Text("năm {year}", "{year}"),
    "period.year_to": Text("năm {year} (đến ngày {day})", "{year} (up to {day})"),
    "period.between": Text(
        "kỳ báo cáo (từ ngày {first} đến ngày {last})", "the period from {first} to {last}"
    ),
    "period.added": Text(
        "Trong {period}, có thêm {markers} được báo cáo đã có đường{how}.",
        "Added to those with a road in {period}: {markers}{how}.",
    ),
    "period.none": Text(
        "Trong {period}, chưa có thêm mốc nào được báo cáo đã có đường.",
        "In {period}, no marker was added to those with a road.",
    ),
    "period.by_completion": Text(
        "{markers}tính theo ngày hoàn thành", "{markers}by the day of completion"
    ),
    "period.by_observation": Text(
        "{markers}tính theo ngày kiểm tra do chưa rõ ngày hoàn thành",
        "{markers}by the day of the inspection, the day of completion not being known",
    ),
    "period.beside": Text("Ngoài ra: {parts}.", "In addition: {parts}."),
    "period.completed_before": Text(
        "{markers} có đường hoàn thành từ trước, nay mới được báo cáo",
        "{markers} with a road finished earlier and reported only now",
    ),
    "period.baseline": Text(
        "{markers} có đường theo số liệu ban đầu, không tính là tăng thêm",
        "{markers} with a road in their first report, which is the baseline and no addition",
    ),
    "period.newly_needed": Text(
        "{markers} đã có đường từ trước, nay được đưa vào diện cần có đường",
        "{markers} with a road before, now said to need one",
    ),
    "period.lost": Text("{markers} không còn tính vào kết quả", "{markers} no longer counted"),
    "topic.time": Text("So với kỳ trước", "Compared with the period before"),
    "topic.places": Text(
        "Kết quả theo xã, theo Đồn Biên phòng", "Results by commune and by border post"
    ),
    "topic.money": Text("Nguồn vốn, Đề án và đóng góp", "Funding, the scheme and contributions"),
    "topic.markers": Text(
        "Tình trạng mốc và việc đã báo cáo", "Condition of the markers, and what was reported"
    ),
    "topic.left": Text("Mốc chưa có đường, đường bị hư hỏng", "Without a road, or a damaged one"),
    "topic.tasks": Text("Phương hướng, nhiệm vụ", "Future tasks"),
    "roads.sum": Text(
        "Theo hồ sơ, đã xây dựng {roads} nhánh lên kiểm tra mốc{length}{cost}.",
        "By their papers, {roads} to markers are built{length}{cost}.",
    ),
    "roads.cost": Text(", kinh phí {cost} đồng", ", at a cost of VND {cost}"),
    "no_data": Text("chưa có số liệu", "no data"),
    "groups.extremes": Text(
        "{noun} có tỷ lệ cao nhất là {best}; thấp nhất là {last}.",
        "{noun}: the highest share is that of {best}; the lowest that of {last}.",
    ),
    "groups.one": Text(
        "{name} ({built}/{needing} mốc, đạt {percent})", "{name} ({built} of {needing}, {percent})"
    ),
    "groups.above": Text(
        "Có {count}/{all} {noun} đạt bằng hoặc cao hơn tỷ lệ chung toàn tỉnh ({percent}).",
        "At or above the share of the whole province ({percent}): {count} of {all} {noun}.",
    ),
    "groups.above.part": Text(
        "Có {count}/{all} {noun} đạt bằng hoặc cao hơn tỷ lệ chung của Đồn ({percent}).",
        "At or above the share of the whole sector ({percent}): {count} of {all} {noun}.",
    ),
    "noun.commune": Text("xã", "communes"),
    "noun.post": Text("Đồn Biên phòng", "border posts"),
    "noun.district": Text("huyện cũ", "former districts"),
    "noun.stretch": Text("đoạn biên giới", "stretches of the border"),
    "changes.sum": Text(
        "So với {basis} ({then}): {moved}; {need}.",
        "Compared with {basis} ({then}): {moved}; {need}.",
    ),
    "changes.of": Text("{built}/{needing} mốc", "{built} of {needing} markers"),
    "changes.why": Text(
        "Căn cứ: báo cáo của Đồn Biên phòng nêu ở từng dòng, kiểm tra vào ngày ghi ở cột cuối.",
        "Source: the report of the border post named in each row, from the inspection on the date "
        "in the last column.",
    ),
    "changes.publication": Text(
        "báo cáo «{title}» tính đến ngày {day}", "the report “{title}” as of {day}"
    ),
    "changes.asked": Text("ngày {day}", "{day}"),
    "changes.added": Text("tăng {markers}", "{markers} more"),
    "changes.none_added": Text("không có mốc tăng", "none added"),
    "changes.lost": Text("giảm {markers}", "{markers} fewer"),
    "changes.none_lost": Text("không có mốc giảm", "none lost"),
    "changes.need_same": Text(
        "số mốc cần có đường không thay đổi", "the number that needs a road is unchanged"
    ),
    "changes.need_moved": Text(
        "số mốc cần có đường thay đổi từ {before} thành {now}",
        "the number that needs a road went from {before} to {now}",
    ),
    "changes.no_data": Text(
        "Chưa có số liệu tính đến ngày {day} để so sánh.",
        "There are no data as of {day} to compare with.",
    ),
    "changes.reclassified": Text(
        "Ngoài ra, {markers} có thay đổi về xã, đồn, diện cần có đường hoặc tình trạng đường mà "
        "không làm thay đổi kết quả.",
        "In addition, the commune, border post, need or road status of {markers} changed without "
        "affecting the figure.",
    ),
    "funding.sum": Text("Trong {built} đã có đường: {parts}.", "Of {built} with a road: {parts}."),
    "condition.sum": Text("Trong {markers}: {parts}.", "Of {markers}: {parts}."),
    "cases.found": Text(
        "trong {period}, phát hiện {counted} bị hư hỏng, dịch chuyển hoặc mất",
        "{counted} found damaged, displaced or missing in {period}",
    ),
    "cases.before": Text(
        "tiếp tục xử lý {counted} phát hiện từ trước",
        "{counted} found earlier and still being dealt with",
    ),
    "gaps.on_paper": Text(
        "{count} có đường đã hoàn thành theo hồ sơ nhưng chưa được báo cáo là đã xây dựng, chưa "
        "tính vào kết quả",
        "{count} with a road that is finished by its papers, not yet reported as built and not "
        "counted",
    ),
    "gaps.withdrawn": Text(
        "{count} đã có đường nhưng được đưa ra khỏi diện cần có đường, không tính vào kết quả",
        "{count} with a road, no longer said to need one, not counted",
    ),
    "marker.why": Text(
        "Căn cứ: báo cáo của Đồn Biên phòng nêu ở từng dòng, kiểm tra vào ngày ghi ở cột «Từ "
        "ngày».",
        "Source: inspection reports of the border posts; the dates stand under “Since”.",
    ),
    "inspections.why": Text(
        "Chưa có số liệu được nhập không có nghĩa là mốc chưa được kiểm tra.",
        "That no row was entered does not mean that the marker was not inspected.",
    ),
    "source.register": Text("Danh mục mốc", "The register"),
    "source.entered": Text("{observer} ghi nhận ngày {day}", "Recorded by {observer}, {day}"),
    "source.post": Text(
        "Báo cáo của Đồn Biên phòng {post}, kiểm tra ngày {day}",
        "Report of border post {post}, inspection of {day}",
    ),
    "source.inspection": Text("Báo cáo kiểm tra ngày {day}", "Inspection report of {day}"),
    "cases.one": Text(
        "Mốc {number}: {condition}, phát hiện ngày {day}", "{number}: {condition}, found on {day}"
    ),
    "cases.undated": Text(
        "Mốc {number}: {condition}, chưa rõ ngày phát hiện", "{number}: {condition}, day not known"
    ),
    "cases.report_many": Text(
        "Việc báo cáo, biện pháp xử lý các trường hợp chưa ghi ngày báo cáo:",
        "Reports and measures for those without a recorded day of report:",
    ),
    "cases.to_report": Text(
        "đã báo cáo ngày …/…/…, biện pháp xử lý: ………………",
        "reported on …………, measures taken: ………………",
    ),
    "cases.measures": Text("biện pháp xử lý: ………………", "measures taken: ………………"),
    "cases.possible": Text(
        "Còn {cases} có thông tin về hư hỏng nhưng chưa đủ căn cứ, đang xác minh ({names}).",
        "Still being verified for want of evidence: {cases} of possible damage ({names}).",
    ),
    "cases.unnamed": Text("chưa rõ mốc nào", "marker not known"),
    "section.left": Text("Mốc chưa có đường", "Markers still without a road"),
    "table.left": Text(
        "Mốc thuộc diện cần có đường chưa có đường, theo xã",
        "Markers that need a road and have none, by commune",
    ),
    "column.left": Text("Còn lại", "Still without"),
    "left.sum": Text(
        "Còn {left}/{needing} mốc thuộc diện cần có đường chưa có đường nhánh lên kiểm tra mốc, "
        "chiếm {percent}{parts}.",
        "{left} of the {needing} markers that need an access road still have none, {percent}"
        "{parts}.",
    ),
    "left.parts": Text("; trong đó {parts}", " ({parts})"),
    "left.most": Text(
        "Số mốc chưa có đường nhiều nhất tại: {communes}.",
        "Most of them are in {communes}.",
    ),
    "left.most_posts": Text(
        "Theo địa bàn quản lý, nhiều nhất tại các Đồn Biên phòng: {posts}.",
        "By border post, most are with {posts}.",
    ),
    "section.damaged": Text("Đường bị hư hỏng", "Damaged roads"),
    "damaged.sum": Text(
        "{markers} có đường đã xây dựng nhưng nay bị hư hỏng, vẫn tính là đã có đường: {items}.",
        "The roads to {markers} are built and now damaged; they still count: {items}.",
    ),
    "section.gaps": Text(
        "Số liệu chưa thống nhất, chưa đầy đủ", "Inconsistent and incomplete data"
    ),
    "gaps.why": Text(
        "Số liệu còn những điểm sau đây cần được các đơn vị kiểm tra, bổ sung:",
        "The following is still to be verified or completed by the posts:",
    ),
    "section.causes": Text("Nguyên nhân", "Causes"),
    "causes.objective": Text("Nguyên nhân khách quan:", "External causes:"),
    "causes.subjective": Text("Nguyên nhân chủ quan:", "Internal causes:"),
    "section.tasks": Text("Phương hướng, nhiệm vụ", "Future tasks"),
    "tasks.build": Text(
        "Tiếp tục xây dựng đường nhánh lên {markers} chưa có đường.",
        "Continue building access roads to the {markers} still without one.",
    ),
    "tasks.finish": Text(
        "Hoàn thành, nghiệm thu đường lên {markers} đang thi công.",
        "Finish and accept the roads to {markers} under construction.",
    ),
    "tasks.scheme": Text(
        "Hoàn thành {works} còn lại của Đề án theo Quyết định số 1934/QĐ-UBND.",
        "Complete the remaining {works} of the scheme (Decision 1934).",
    ),
    "tasks.repair": Text(
        "Sửa chữa đường lên {markers} bị hư hỏng{items}.",
        "Repair the damaged roads to {markers}{items}.",
    ),
    "tasks.report": Text(
        "Các Đồn Biên phòng kiểm tra thực địa, báo cáo {markers} có đường đã hoàn thành theo hồ "
        "sơ.",
        "The posts inspect and report {markers} whose road is finished by its papers.",
    ),
    "tasks.agree": Text(
        "Kiểm tra lại, thống nhất số liệu của {markers}{items}.",
        "Inspect again and settle the inconsistent reports on {markers}{items}.",
    ),
    "tasks.not_reported": Text(
        "Kiểm tra, báo cáo về đường của {markers} chưa có báo cáo.",
        "Inspect and report the road of {markers} not reported yet.",
    ),
    "tasks.cases": Text(
        "Tiếp tục xử lý theo quy định {cases} mốc bị hư hỏng, dịch chuyển hoặc mất{items}.",
        "Continue to handle, as regulations require, {cases} of damaged or lost markers{items}.",
    ),
    "tasks.others": Text("Nhiệm vụ khác:", "Other tasks:"),
    "section.proposals": Text("Đề xuất, kiến nghị", "Proposals"),
    "proposals.province": Text(
        "Với Ủy ban nhân dân tỉnh:", "To the provincial People's Committee:"
    ),
    "proposals.guard": Text(
        "Với Ban Chỉ huy Bộ đội Biên phòng tỉnh:", "To the provincial Border Guard Command:"
    ),
    "proposals.communes": Text(
        "Với Ủy ban nhân dân các xã biên giới:", "To the People's Committees of the communes:"
    ),
    "title.commune": Text(
        "Kết quả xây dựng đường nhánh lên kiểm tra mốc theo xã",
        "Access roads built to border markers, by commune",
    ),
    "title.post": Text(
        "Kết quả xây dựng đường nhánh lên kiểm tra mốc theo Đồn Biên phòng",
        "Access roads built to border markers, by border post",
    ),
    "title.district": Text(
        "Kết quả xây dựng đường nhánh lên kiểm tra mốc theo huyện cũ (trước ngày 01/7/2025)",
        "Access roads built to border markers, by former district",
    ),
    "title.stretch": Text(
        "Kết quả xây dựng đường nhánh lên kiểm tra mốc theo đoạn biên giới",
        "Access roads built to border markers, by stretch of the border",
    ),
    "title.funding": Text(
        "Kết quả xây dựng đường nhánh lên kiểm tra mốc theo nguồn kinh phí",
        "Access roads built to border markers, by funding",
    ),
    "title.year": Text(
        "Kết quả xây dựng đường nhánh lên kiểm tra mốc theo năm ghi nhận",
        "Access roads built to border markers, by year of report",
    ),
    "title.marker": Text(
        "Danh sách mốc thuộc diện cần có đường và tình trạng đường nhánh lên kiểm tra mốc",
        "The markers that need an access road, and the state of each road",
    ),
    "title.locator": Text("Sơ đồ vị trí các xã biên giới", "Where the border communes are"),
    "title.strip": Text(
        "Tình trạng đường của từng mốc, từ tây bắc sang đông nam",
        "The state of every marker's road, from north-west to south-east",
    ),
    "title.progress": Text(
        "Tiến độ xây dựng đường nhánh lên kiểm tra mốc qua các năm",
        "Access roads built to border markers, year by year",
    ),
    "title.changes": Text(
        "Các mốc có thay đổi so với kỳ báo cáo trước",
        "Markers that changed since the report before",
    ),
    "title.scheme": Text(
        "Danh mục công trình thuộc Đề án theo Quyết định số 1934/QĐ-UBND",
        "The works of the scheme of Decision 1934",
    ),
    "title.roads": Text("Chiều dài, kinh phí các tuyến đường", "Length and cost of the roads"),
    "title.contributions": Text(
        "Danh sách ghi nhận đóng góp xây dựng đường nhánh lên kiểm tra mốc",
        "Contributions to the access roads",
    ),
    "title.condition": Text(
        "Danh sách mốc không còn nguyên trạng", "Markers found not to be intact"
    ),
    "title.cases": Text(
        "Các trường hợp mốc bị hư hỏng, dịch chuyển, mất và việc xử lý",
        "Markers damaged, displaced or lost, and what was done",
    ),
    "title.disagreements": Text("Số liệu chưa thống nhất", "Inconsistent reports"),
    "title.left": Text(
        "Mốc thuộc diện cần có đường chưa có đường", "Markers that need a road and have none"
    ),
    "title.measured": Text(
        "So sánh số liệu theo báo cáo và theo tuyến trên bản đồ",
        "What is declared, and what the lines on the map show",
    ),
    "title.inspections": Text("Tình hình nhập số liệu kiểm tra thực địa", "Inspections as entered"),
    "title.publications": Text(
        "Số liệu đã báo cáo và số liệu hiện có", "Figures reported, and as they stand now"
    ),
}
"""Texts by key."""
