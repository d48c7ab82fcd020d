"""Findings about files of unit prices."""

from mocgioi.words.declaring import entry, error

DECLARED = (
    entry(
        "price-class",
        "prices",
        error(
            "«{written}» không phải loại đường. Loại đường mới lên mốc ghi: đường nhánh (access).",
            "“{written}” is no class of road. New roads to markers are: access.",
        ),
    ),
    entry(
        "price-terrain",
        "prices",
        error(
            "«{written}» không phải loại địa hình. Ghi: bằng, dốc, rất dốc, hoặc để trống.",
            "“{written}” is no terrain. Write flat, slope, steep, or leave it blank.",
        ),
    ),
    entry(
        "price-none",
        "prices",
        error(
            "«{written}» không phải đơn giá. Ghi số đồng mỗi mét, lớn hơn 0.",
            "“{written}” is no price. Write đồng a metre, above 0.",
        ),
    ),
    entry(
        "price-range",
        "prices",
        error(
            "Đơn giá {price} không nằm trong khoảng {least}–{most}.",
            "The price {price} is not within {least}–{most}.",
        ),
    ),
    entry(
        "price-low",
        "prices",
        error(
            "Đơn giá {price} đồng/m quá thấp. Có phải cột ghi triệu đồng? Ghi «(triệu đồng)» ở tên "
            "cột, hoặc ghi đủ số đồng.",
            "A price of {price} đồng a metre is too low. Are these millions? Write “(million)” in "
            "the heading, or all of the đồng.",
        ),
    ),
    entry(
        "price-twice",
        "prices",
        error(
            "Đơn giá của cùng loại đường, cùng địa hình đã có ở dòng {first}. Để lại một dòng.",
            "The same class of road and terrain has its price in row {first}. Leave one.",
        ),
    ),
)
