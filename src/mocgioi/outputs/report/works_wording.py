"""The words of the sections about works and money."""

from mocgioi.errors import Text

SCHEME_TABLE = Text("Công trình thuộc Đề án", "Works of the scheme")
SCHEME_PLANNED = Text(
    "Theo số liệu đã nhập, Đề án có {works}{markers}",
    "As entered, the scheme has {works}{markers}",
)
SCHEME_SERVES = Text(", phục vụ {markers}", ", which serve {markers}")
SCHEME_DONE = Text("đã hoàn thành {works}{markers}", "{works}{markers} are finished")
SCHEME_LEFT = Text("còn {works}{markers}", "{works}{markers} remain")
SCHEME_NOTHING_DONE = Text("chưa công trình nào hoàn thành", "none is finished yet")
SCHEME_ALL_DONE = Text("đã hoàn thành", "finished")
WORKS_DONE = Text("Các công trình đã hoàn thành: {parts}.", "The finished works: {parts}.")
LENGTH_STATED = Text("dài {value} m theo hồ sơ", "{value} m of road by their papers")
LENGTH_MEASURED = Text(
    "{value} m đo theo tuyến trên bản đồ, nơi hồ sơ không nêu chiều dài",
    "{value} m measured on the map, where the papers state no length",
)
COST_STATED = Text("kinh phí {value} đồng", "at a cost of VND {value}")
COST_NOT_STATED = Text("{works} không nêu kinh phí", "{works} without a stated cost")
BY_FUNDING = Text(
    "Số mốc của Đề án tính theo hồ sơ công trình ({done}); theo báo cáo của các đơn vị, {counted} "
    "đã có đường từ nguồn Đề án. Chênh lệch gồm: {parts}.",
    "The scheme's markers are those of its works' papers ({done}); as reported, {counted} have a "
    "road paid for by the scheme. The difference: {parts}.",
)
NOT_REPORTED = Text(
    "{markers} đã hoàn thành theo hồ sơ nhưng chưa được báo cáo là đã xây dựng ({numbers})",
    "{markers} finished by the papers, not reported as built ({numbers})",
)
OTHER_FUNDING = Text(
    "{markers} đơn vị báo cáo nguồn kinh phí khác ({numbers})",
    "{markers} reported as paid for otherwise ({numbers})",
)
NOT_NEEDED = Text(
    "{markers} không thuộc diện cần có đường ({numbers})",
    "{markers} outside the need for a road ({numbers})",
)
WITHOUT_WORK = Text(
    "{markers} đơn vị báo cáo từ nguồn Đề án, hồ sơ chưa có công trình hoàn thành ({numbers})",
    "{markers} reported as paid for by the scheme, without a finished work in the papers "
    "({numbers})",
)
ONLY_COUNTED = Text(
    "{markers} hồ sơ chỉ nêu số lượng, không nêu số hiệu",
    "{markers} that the papers count without naming them",
)
PAPERS_DIFFER = Text(
    "Hồ sơ công trình và hồ sơ tuyến đường chưa thống nhất, tạm tính theo hồ sơ công trình",
    "The papers of a work and those of its road differ; the work's count for the time being",
)
OF_PAPERS = {
    "length_m": Text("chiều dài {project} m và {roads} m", "length {project} m and {roads} m"),
    "cost_vnd": Text("kinh phí {project} đồng và {roads} đồng", "cost {project} and {roads} VND"),
    "funding": Text("nguồn vốn: {project} và {roads}", "funding: {project} and {roads}"),
}

ROADS_TABLE = Text("Tuyến đường theo loại", "Roads by class")
ROADS_BY_FUNDING = Text(
    "Đường nhánh lên kiểm tra mốc theo nguồn kinh phí của tuyến",
    "Access roads by the funding of the road",
)
ROADS_WHY = Text(
    "Chiều dài và kinh phí theo hồ sơ của các tuyến đã xây dựng; một tuyến có thể phục vụ nhiều "
    "mốc nên số tuyến không phải là số mốc.",
    "Stated length and cost of the roads that are built; one road may serve several markers, so "
    "roads are not markers.",
)
ROADS_BESIDE = Text(
    " Biểu này theo hồ sơ của từng tuyến nên khác với kết quả theo nguồn kinh phí (tính theo mốc, "
    "theo báo cáo của các đơn vị) và danh mục Đề án (tính theo công trình, theo hồ sơ công trình).",
    " These are roads, by the papers of each; results by funding are of markers, as reported, and "
    "the list of the scheme is of works, by their own papers.",
)
ROADS_MEASURED = Text(
    " Tuyến không nêu chiều dài được đo theo đường vẽ trên bản đồ, ghi ở cột riêng.",
    " A road that states no length is measured on the map, in a column of its own.",
)
LENGTH = Text(", dài {length} m", ", {length} m long")
LENGTH_PARTLY = Text(
    ", dài {length} m (trong đó {measured} m đo trên bản đồ)",
    ", {length} m long (of which {measured} m measured on the map)",
)
LENGTH_DRAWN = Text(", dài {length} m đo trên bản đồ", ", {length} m long as measured on the map")
FUNDING_NOT_STATED = Text("(không nêu nguồn)", "(not stated)")
ROADS_WITHOUT = {
    "without_measure": Text("{roads} chưa có chiều dài", "{roads} of unknown length"),
    "without_cost": Text("{roads} không nêu kinh phí", "{roads} without a stated cost"),
}

CONTRIBUTIONS_TABLE = Text("Đóng góp", "Contributions")
DONOR_UNNAMED = Text("(không nêu đơn vị)", "(donor not named)")
DONORS = Text("Có {donors} đóng góp", "{donors} contributed")
AT_LEAST = Text("ít nhất ", "at least ")
MONEY = Text("tiền {least}{value} đồng", "money, {least}VND {value}")
MATERIALS = Text("vật liệu trị giá {least}{value} đồng", "materials worth {least}VND {value}")
LABOUR = Text("ngày công quy ra {least}{value} đồng", "labour worth {least}VND {value}")
WORKING_DAYS = Text("{least}{value} ngày công", "{least}{value} working days")
ADDED_AS_LEAST = Text(
    "Trong đó {gifts} chỉ nêu «trên», «hơn» được cộng theo mức thấp nhất.",
    "Of these, {gifts} of which only the least is told: added as that.",
)
LEAST_IN_ALL = Text(
    "cùng các khoản chỉ nêu bằng lời: ít nhất {worth} đồng",
    "with those told in words alone: at least VND {worth}",
)
NOT_ADDED = Text("Không cộng vào tổng: {parts}.", "Not added: {parts}.")
ROUGHLY = Text("{gifts} chỉ nêu «gần», «khoảng»", "{gifts} told only roughly")
NO_AMOUNT = Text("{gifts} không nêu giá trị", "{gifts} without an amount")
FROM_BUDGET = Text(
    "Ngoài ra, ngân sách nhà nước đã cấp {worth} đồng; khoản này không phải là đóng góp nên không "
    "tính ở trên.",
    "In addition, the State budget provided VND {worth}; this is not a contribution and is not "
    "included above.",
)
