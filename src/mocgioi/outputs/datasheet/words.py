"""What a datasheet says, in both languages."""

from mocgioi.errors import Language, Text

_WORDS: dict[str, Text] = {
    "title": Text("LÝ LỊCH MỐC GIỚI", "DATASHEET OF A BORDER MARKER"),
    "above": Text("NỘI BỘ", "INTERNAL"),
    "number": Text("Mốc số {number}", "Marker {number}"),
    "as_of": Text("Số liệu tính đến ngày {day}.", "As of {day}."),
    "retired": Text(
        "Mốc không còn trong danh mục từ ngày {day}.", "No longer in the register since {day}."
    ),
    "kind": Text("Loại mốc", "Kind"),
    "size": Text("Cỡ mốc", "Size"),
    "material": Text("Chất liệu", "Material"),
    "commune": Text("Xã", "Commune"),
    "formerly": Text("trước 01/7/2025: {names}", "before 1 July 2025: {names}"),
    "post": Text("Đồn Biên phòng", "Border post"),
    "twins": Text("Mốc cùng số", "Same number"),
    "twin": Text("{number} (cách {metres} m)", "{number} ({metres} m away)"),
    "border": Text("Trên đường biên", "Along the border"),
    "border.km": Text("km {km} (tính từ đầu phía tây bắc)", "km {km} (from the north-western end)"),
    "position": Text("Tọa độ", "Position"),
    "position.none": Text("chưa có trong danh mục mốc", "not in the register"),
    "vn2000": Text("VN-2000, KTT 107°15′, múi 3°", "VN-2000, TM-3 107°15′ (EPSG:9215)"),
    "wgs84": Text("WGS 84", "WGS 84"),
    "method": Text("Nguồn tọa độ", "Source of position"),
    "method.register": Text(
        "danh mục mốc, chưa ghi độ chính xác", "register of markers, accuracy not stated"
    ),
    "method.seen": Text(
        "vị trí đo ngày {day} cách {metres} m", "measured on {day}, {metres} m away"
    ),
    "method.rounded": Text("danh mục mốc, làm tròn khoảng 11 m", "register, rounded to some 11 m"),
    "sketch": Text("Sơ đồ vị trí mốc {number}", "Sketch of marker {number}"),
    "sketch.none": Text(
        "Chưa vẽ được sơ đồ: mốc chưa có tọa độ.", "No sketch: the marker has no position."
    ),
    "states": Text("Hiện trạng", "State"),
    "state.what": Text("Nội dung", "Item"),
    "state.value": Text("Số liệu", "State"),
    "state.since": Text("Từ ngày", "Since"),
    "state.evidence": Text("Căn cứ", "Evidence"),
    "not_known": Text("chưa có số liệu", "not reported"),
    "dispute": Text(
        "Số liệu chưa thống nhất về {aspect}: {sides}.",
        "Inconsistent reports of {aspect}: {sides}.",
    ),
    "dispute.meanwhile": Text(
        "Trong khi chờ quyết định, tính là {value}.", "Until it is decided, {value} counts."
    ),
    "dispute.open": Text(
        "Trong khi chờ quyết định, chưa tính bên nào.", "Until it is decided, neither counts."
    ),
    "dispute.held": Text(
        "Chờ xem xét, chưa tính, vì ghi ở xa mốc ({aspect}): {sides}.",
        "Held and not counted, for it was made far from the marker ({aspect}): {sides}.",
    ),
    "evidence.register": Text("danh mục mốc", "register of markers"),
    "evidence.day": Text("số liệu ngày {day}", "record of {day}"),
    "roads": Text("Đường lên kiểm tra mốc", "Access road"),
    "road.name": Text("Tuyến (theo hồ sơ)", "Road (by its papers)"),
    "road.status": Text("Tình trạng", "Status"),
    "road.length": Text("Dài (m)", "Length (m)"),
    "road.width": Text("Rộng (m)", "Width (m)"),
    "road.surface": Text("Mặt đường", "Surface"),
    "road.funding": Text("Nguồn vốn", "Funding"),
    "road.completed": Text("Hoàn thành", "Completed"),
    "road.drawn": Text("theo bản đồ {metres}", "as drawn {metres}"),
    "road.none": Text("Chưa có hồ sơ tuyến nào.", "No road is recorded."),
    "road.unnamed": Text("tuyến chưa có tên", "a road without a name"),
    "measured": Text("Theo tuyến trên bản đồ: {state}", "By the lines on the map: {state}"),
    "measured.nearest": Text(
        "tuyến gần nhất «{road}», cách mốc {metres} m",
        "the nearest is “{road}”, {metres} m from the marker",
    ),
    "photos": Text("Ảnh", "Photographs"),
    "photos.none": Text("Chưa có ảnh.", "There are no photographs."),
    "cases": Text("Xử lý hư hỏng", "Damage and what was done"),
    "history": Text("Quá trình kiểm tra, thay đổi", "Inspections and changes"),
    "history.day": Text("Ngày", "Day"),
    "history.said": Text("Nội dung", "What"),
    "history.by": Text("Người ghi nhận", "By"),
    "history.none": Text("Chưa có lần kiểm tra nào.", "Nobody has inspected it yet."),
    "history.photos": Text("ảnh: {count}", "photographs: {count}"),
    "history.off": Text("cách tọa độ danh mục {metres} m", "{metres} m from the register's"),
    "more.history": Text("và {} lần khác", "and {} more"),
    "more.roads": Text("và {} tuyến khác", "and {} more roads"),
    "more.photos": Text("và {count} ảnh khác", "and {count} more"),
    "more.cases": Text("và {count} vụ việc khác", "and {count} more cases"),
    "signs.writer": Text("Người lập", "Written by"),
    "signs.post": Text("Chỉ huy Đồn Biên phòng", "For the border post"),
}


def word(key: str, lang: Language, **named: str) -> str:
    """Return the words of `key`, with the `named` parts put in."""
    words = _WORDS[key].to(lang)
    return words.format(**named) if named else words
