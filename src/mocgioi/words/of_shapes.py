"""Findings about the shapes of what is drawn."""

from mocgioi.errors import Text
from mocgioi.words.declaring import entry, error, notice, warning

OTHER_VERTICES = Text(" và {count} đỉnh khác", ", like {count} more,")
"""Beside the one vertex that is named."""

DECLARED = (
    entry(
        "geometry-damaged",
        "layer",
        warning(
            "Hình của đối tượng bị hỏng; đối tượng được đọc không có vị trí.",
            "The feature's geometry is damaged; it was read without a position.",
        ),
    ),
    entry(
        "drawing-labels",
        "layer",
        marks=notice(
            "Bản vẽ: {at_marks} số hiệu viết cạnh một điểm hay ký hiệu, lấy vị trí của điểm ấy.",
            "Drawing: {at_marks} numbers are written beside a point or block, and have its place.",
        ),
        texts=warning(
            "Bản vẽ: {at_marks} số hiệu viết cạnh một điểm hay ký hiệu, lấy vị trí của điểm ấy; "
            "{at_texts} số hiệu không có điểm trong vòng 25 m, lấy vị trí của chữ. Hãy xem lại.",
            "Drawing: {at_marks} numbers are written beside a point or block, and have its place; "
            "{at_texts} have none within 25 m, and stand where the text does. Look at them.",
        ),
    ),
    entry(
        "geometry-missing",
        "layer boundary ground roads",
        ground=error(
            "Không có hình (đối tượng trống). Hãy vẽ rồi nhập lại.",
            "There is no shape (an empty feature). Draw it and come again.",
        ),
        position=notice("Đối tượng không có vị trí.", "The feature has no position."),
        line=error(
            "Không có tuyến (đối tượng trống). Hãy vẽ tuyến rồi nhập lại.",
            "There is no line (an empty feature). Draw it and come again.",
        ),
    ),
    entry(
        "geometry-type",
        "layer communes boundary roads",
        no_point=error(
            "Đối tượng là {kind}, không phải điểm; không được nhận. Tuyến đường hãy nhập bằng "
            "«import roads».",
            "The feature is a {kind}, not a point; it was not taken. Roads go through “import "
            "roads”.",
        ),
        no_line=error(
            "Đường phải là tuyến (LineString), đây là {kind}. Không được nhận.",
            "A road is a LineString; this is a {kind}. It was not taken.",
        ),
        no_length=error(
            "Tuyến dài 0 m (chỉ là một điểm). Không được nhận.",
            "The line is 0 m long (a point). It was not taken.",
        ),
        no_area=warning(
            "Ranh giới xã phải là vùng, đây là {kind}; đã bỏ qua hình.",
            "A commune's outline is an area; this is a {kind}. It was left out.",
        ),
    ),
    entry(
        "wkt-invalid",
        "communes boundary ground roads",
        error(
            "«{written}» không phải WKT của một tuyến hay một vùng. Không được nhận: hãy ghi như "
            "LINESTRING (106.70 21.90, 106.71 21.91), hoặc gửi lớp GeoPackage hay GeoJSON.",
            "“{written}” is no WKT of a line or an area. The row was not taken: write it like "
            "LINESTRING (106.70 21.90, 106.71 21.91), or send a GeoPackage or GeoJSON layer.",
        ),
    ),
    entry(
        "vertex-out-of-range",
        "communes boundary roads",
        error(
            "Đỉnh thứ {number} ({vertex}){others} không có trên Trái Đất. Không được nhận: hãy sửa "
            "hoặc xóa đỉnh rồi nhập lại.",
            "Vertex {number} ({vertex}){others} is no place on Earth. The row was not taken: "
            "correct or delete it and come again.",
        ),
    ),
    entry(
        "vertex-far",
        "communes boundary roads",
        far=warning(
            "Đỉnh thứ {number} ({vertex}){others} cách địa bàn đã biết {off}. Vẫn được nhận; hãy "
            "xem lại đỉnh này.",
            "Vertex {number} ({vertex}){others} is {off} from the known area. It was taken; look "
            "at it again.",
        ),
        abroad=warning(
            "Đỉnh thứ {number} ({vertex}){others} nằm ngoài Việt Nam. Vẫn được nhận; hãy xem lại "
            "đỉnh này.",
            "Vertex {number} ({vertex}){others} lies outside Việt Nam. It was taken; look at it "
            "again.",
        ),
    ),
)
