"""Findings about rasters of heights of the ground."""

from mocgioi.errors import Hint
from mocgioi.words.declaring import entry, error, notice, warning

_CAME = (
    "Độ cao phủ {percent}% địa phận các xã; cỡ ô của tệp khoảng {cell} m; thấp nhất {lowest} m, "
    "cao nhất {highest} m; giữ trong kho {megabytes} MB",
    "Heights cover {percent}% of the communes' ground; cells of the file are some {cell} m; "
    "lowest {lowest} m, highest {highest} m; {megabytes} MB in the store",
)

DECLARED = (
    entry(
        "heights-came",
        "dem",
        whole=notice(f"{_CAME[0]}.", f"{_CAME[1]}."),
        part=warning(
            f"{_CAME[0]}. Ngoài phần ấy ước tính chưa xét địa hình.",
            f"{_CAME[1]}. Elsewhere estimates do not know the terrain.",
        ),
    ),
    entry(
        "heights-picture",
        "dem",
        bands=error(
            "Tệp «{file}»: có {count} kênh, như một tấm ảnh; tệp độ cao có một kênh. Nếu một kênh "
            "là độ cao, hãy xuất riêng kênh ấy thành GeoTIFF rồi nhập.",
            "File “{file}”: has {count} bands, as a picture has; heights are one band. Where one "
            "of them is heights, export that band alone as a GeoTIFF and take it in.",
        ),
        bytes=error(
            "Tệp «{file}»: mỗi ô chỉ là số từ 0 đến 255 (8 bit), như một tấm ảnh (ảnh nền, bóng "
            "địa hình), không phải độ cao tính bằng mét. Hãy lấy tệp độ cao gốc.",
            "File “{file}”: its cells are numbers from 0 to 255 (8 bits), as of a picture (an "
            "image, a hillshade), not heights in metres. Take the file of heights itself.",
        ),
    ),
    entry(
        "heights-elsewhere",
        "dem",
        error(
            "Tệp «{file}»: không có độ cao nào trong địa phận các xã; tệp nằm ở kinh độ {west}–"
            "{east}, vĩ độ {south}–{north}. Hãy lấy tệp của vùng biên giới, hoặc ghi đúng hệ tọa "
            "độ.",
            "File “{file}”: has no heights inside the communes; it lies at longitudes {west}–"
            "{east}, latitudes {south}–{north}. Take the file of the border area, or the right "
            "coordinate system.",
        ),
    ),
    entry(
        "heights-not-metres",
        "dem",
        error(
            "Tệp «{file}»: có giá trị {written} trong địa phận các xã, ngoài khoảng từ −100 đến "
            "{highest} m: không phải độ cao tính bằng mét.",
            "File “{file}”: has the value {written} inside the communes, beyond −100 m to "
            "{highest} m: these are no heights in metres.",
        ),
    ),
    entry(
        "heights-no-raster",
        "dem",
        error(
            "Tệp «{file}»: không đọc được như một tệp độ cao (GeoTIFF).",
            "File “{file}”: cannot be read as a raster of heights (GeoTIFF).",
        ),
    ),
    entry(
        "heights-no-crs",
        "dem",
        error(
            "Tệp «{file}»: không ghi hệ tọa độ. Hãy hỏi nơi gửi, rồi: {hint}",
            "File “{file}”: does not say its coordinate system. Ask who sent it, then: {hint}",
            hints=(Hint("import dem", ("FILE", "--crs", "EPSG:…")),),
        ),
    ),
)
