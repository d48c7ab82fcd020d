"""Findings about where things are: coordinate systems, positions and shapes."""

from mocgioi.errors import Text
from mocgioi.words.declaring import entry, error, notice, warning, weighed

FITTING = Text(
    " Đối chiếu thực địa: {readings}{caveat}. Nếu đúng là {system}: {option}",
    " Against the ground: {readings}{caveat}. If {system} is right: {option}",
)
"""Advice where a system fits the ground: which, how well, and what to type."""

CENTRES_ONLY = Text(
    ". Trung tâm xã không phân biệt được VN-2000 với WGS 84 (lệch 224 m)",
    ". The centres cannot tell VN-2000 from WGS 84 (224 m apart)",
)
"""The caveat of a comparison with nothing but the communes' centres."""

NONE_FITTING = Text(
    " Không hệ tọa độ nào của vùng này khớp với thực địa; hãy kiểm tra lại tọa độ.",
    " No coordinate system of this area fits the ground; look at the coordinates.",
)
"""Advice where no system fits."""

NOTHING_KNOWN = Text(
    " Hãy ghi rõ, ví dụ --crs {example} (có thể là: {systems}); nhập xã và đường biên trước thì "
    "phần mềm đối chiếu được.",
    " Say which, such as --crs {example} (it may be: {systems}); with communes and the line "
    "imported first it can be found out.",
)
"""Advice where there is nothing to compare with yet."""

DECLARED = (
    entry(
        "crs-missing",
        "layer survey markers posts gates",
        error(
            "Tệp không ghi hệ tọa độ; các số là {unit}.{advice}",
            "The file states no coordinate system; its numbers are {unit}.{advice}",
        ),
    ),
    entry(
        "crs-contradicted",
        "layer survey markers posts gates",
        several=error(
            "Tệp ghi nhiều hệ tọa độ khác nhau: {systems}.{advice}",
            "The file states several coordinate systems: {systems}.{advice}",
        ),
        other_unit=error(
            "Tệp ghi {stated} nhưng các số là {unit}.{advice}",
            "The file states {stated} but its numbers are {unit}.{advice}",
        ),
        asked_unit=error(
            "{asked} không hợp với các số trong tệp, vốn là {unit}.{advice}",
            "{asked} does not go with the numbers of the file, which are {unit}.{advice}",
        ),
        abroad=error(
            "Theo {system}, tọa độ nằm ngoài Việt Nam.{advice}",
            "Read as {system}, the positions are outside Việt Nam.{advice}",
        ),
        far=error(
            "Theo {system}, tọa độ nằm {off}.{advice}",
            "Read as {system}, the positions are {off}.{advice}",
        ),
        far_from_other=error(
            "Theo {system}, tọa độ nằm {off}, lệch {shift} so với {other}.{advice}",
            "Read as {system}, the positions are {off}, {shift} from where {other} puts them."
            "{advice}",
        ),
        no_datum_change=error(
            "Theo {system}, tọa độ nằm {off}: mọi dòng lệch cùng một véc-tơ {shift}, như khi tọa "
            "độ GPS (WGS 84) được chiếu sang VN-2000 mà không chuyển hệ.{advice}",
            "Read as {system}, the positions are {off}: every row is off by one vector of {shift}, "
            "as when a GPS's degrees (WGS 84) are projected as VN-2000 without a datum change."
            "{advice}",
        ),
        displaced=error(
            "Theo {system}, chỉ {standing}; theo {other}, cách đó {shift}, thì khớp. Tệp ghi sai "
            "hệ tọa độ.{advice}",
            "Read as {system}, only {standing}; read as {other}, {shift} away, they fit. The file "
            "states the wrong system.{advice}",
        ),
        datum=error(
            "Theo {system}, tọa độ nằm {off}: lệch {shift} như khi nhầm VN-2000 với WGS 84."
            "{advice}",
            "Read as {system}, the positions are {off}: {shift} off, as when VN-2000 and WGS 84 "
            "are taken for each other.{advice}",
        ),
    ),
    entry(
        "position-unplaced",
        "survey",
        error(
            "Dòng này được nhận tình trạng đường và mốc; riêng tọa độ thì chưa, vì chưa rõ hệ tọa "
            "độ của tệp. Hãy chọn hệ tọa độ trong tệp các dòng bị loại, hoặc nhập lại với --crs.",
            "What the row says of road and marker is taken; its position alone is not, for the "
            "file's coordinate system is not clear. Choose the system in the sheet of the rejected "
            "rows, or apply the file again with --crs.",
        ),
    ),
    entry(
        "position-no-point",
        "survey markers posts gates",
        survey=error(
            "Dòng này được nhận tình trạng đường và mốc; riêng tọa độ thì chưa, vì có vẻ mất dấu "
            "phẩy thập phân (vĩ độ, kinh độ có lẽ là {likely}). Hãy ghi lại hai ô tọa độ.",
            "What the row says of road and marker is taken; its position alone is not, for it "
            "seems to have lost its decimal points (latitude and longitude are perhaps {likely}). "
            "Write both cells anew.",
        ),
        register=error(
            "Tọa độ có vẻ mất dấu phẩy thập phân (vĩ độ, kinh độ có lẽ là {likely}). Hãy ghi lại "
            "hai ô tọa độ rồi nhập lại dòng này.",
            "The coordinates seem to have lost their decimal points (latitude and longitude are "
            "perhaps {likely}). Write both cells anew and come again.",
        ),
    ),
    entry(
        "crs-differs",
        "layer survey markers posts gates",
        notice(
            "Tệp ghi {stated}; đã đọc theo --crs {asked}.",
            "The file states {stated}; it was read by --crs as {asked}.",
        ),
    ),
    entry(
        "crs-assumed",
        "survey",
        notice(
            "Kinh độ, vĩ độ không ghi hệ tọa độ; đã đọc như số đo GPS (EPSG:4326).",
            "Longitude and latitude state no system; they were read as a GPS's (EPSG:4326).",
        ),
    ),
    entry(
        "crs-unverified",
        "layer survey markers posts gates",
        notice(
            "Hệ tọa độ {system} lấy theo khai báo; chưa có xã, đường biên hay mốc nào để đối "
            "chiếu. {advice}",
            "{system} was taken as stated; there are no communes, line or markers yet to compare "
            "with. {advice}",
        ),
    ),
    entry(
        "crs-checked",
        "layer survey markers posts gates",
        fitting=notice("Hệ tọa độ {system}: {fit}.", "{system}: {fit}."),
        not_to_a_datum=notice(
            "Hệ tọa độ {system}: {fit}. Chưa đối chiếu được đến 224 m (nhầm VN-2000 với WGS 84): "
            "ít điểm trùng với những gì đã biết. Hãy xem lại trên bản đồ.",
            "{system}: {fit}. It could not be checked to 224 m (VN-2000 taken for WGS 84): few "
            "places stand on things known. Look at it on the map.",
        ),
    ),
    entry(
        "axes-read",
        "layer survey markers posts gates",
        east_as_x=notice(
            "Đã đọc X là đông, Y là bắc (không theo thông lệ X = bắc): chỉ như vậy mới khớp.",
            "X was read as easting and Y as northing (not X = northing, as Vietnamese sheets have "
            "it): only that fits.",
        ),
        north_first=notice(
            "Tọa độ trong tệp ghi bắc trước, đông sau (vĩ độ trước, kinh độ sau); đã đọc như vậy "
            "theo {system}: {fit}. Đọc đông trước thì lệch {off}.",
            "The file's coordinates stand north first, east second (latitude first); they were "
            "read so as {system}: {fit}. East first they are {off} off.",
        ),
    ),
    entry(
        "position-invalid",
        "survey markers posts gates",
        no_number=warning(
            "«{written}» không phải tọa độ; dòng được đọc không có vị trí.",
            "“{written}” is not a coordinate; the row was read without a position.",
        ),
        no_pair=warning(
            "«{written}» không phải một cặp tọa độ; dòng được đọc không có vị trí. Hãy ghi như "
            "21.97392, 106.81446.",
            "“{written}” is no pair of coordinates; the row was read without a position. Write it "
            "like 21.97392, 106.81446.",
        ),
        short_link=warning(
            "«{written}» là liên kết rút gọn, bên trong không có tọa độ; dòng được đọc không có vị "
            "trí. Hãy mở liên kết, chép cặp số tọa độ vào ô này.",
            "“{written}” is a short link and holds no coordinates; the row was read without a "
            "position. Open it and copy the two numbers into the cell.",
        ),
        link=warning(
            "Liên kết «{written}» không chứa tọa độ; dòng được đọc không có vị trí. Hãy chép cặp "
            "số tọa độ vào ô này.",
            "The link “{written}” holds no coordinates; the row was read without a position. "
            "Copy the two numbers into the cell.",
        ),
    ),
    entry(
        "position-incomplete",
        "survey markers posts gates",
        weighed(
            "warning",
            "error",
            words=Text(
                "Chỉ có một nửa tọa độ. Hãy điền nửa còn lại, hoặc xóa cả hai.",
                "Only half of the coordinates is there. Fill in the other, or clear both.",
            ),
        ),
    ),
    entry(
        "position-null-island",
        "survey markers posts gates",
        weighed(
            "warning",
            "error",
            words=Text(
                "Tọa độ 0, 0 (máy chưa bắt được tín hiệu). Hãy sửa, hoặc xóa tọa độ.",
                "The position is 0, 0 (the receiver had no signal). Correct it, or clear it.",
            ),
        ),
    ),
    entry(
        "position-out-of-range",
        "survey markers communes posts gates",
        refused=error(
            "Tọa độ {east:.12g}, {north:.12g} không có trên Trái Đất. Hãy sửa rồi nhập lại dòng "
            "này.",
            "There is no {east:.12g}, {north:.12g} on Earth. Correct the row and come again.",
        ),
        left_out=warning(
            "Tọa độ {east:.12g}, {north:.12g} không có trên Trái Đất; đọc không có vị trí.",
            "There is no {east:.12g}, {north:.12g} on Earth; the row was read without it.",
        ),
        centre=error(
            "Trung tâm xã phải là kinh độ, vĩ độ (độ); «{written}» không có trên Trái Đất. Hãy sửa "
            "rồi nhập lại dòng này.",
            "A commune's centre is longitude and latitude in degrees; “{written}” is no place on "
            "Earth. Correct the row and come again.",
        ),
    ),
    entry(
        "coordinates-swapped",
        "survey",
        warning(
            "Kinh độ và vĩ độ bị đảo chỗ; đã đọc lại cho đúng.",
            "Longitude and latitude were swapped; they were read the right way round.",
        ),
    ),
    entry(
        "accuracy-poor",
        "survey",
        warning(
            "Sai số định vị {accuracy}.",
            "The receiver claimed only {accuracy}.",
        ),
    ),
    entry(
        "position-off",
        "survey",
        warning(
            "Vị trí cách mốc {number}: {off}.",
            "The position is {off} from marker {number}.",
        ),
    ),
    entry(
        "position-far",
        "survey",
        alone=warning(
            "Vị trí cách mốc {number}: {off}. Dòng chờ người xem xét.",
            "The position is {off} from marker {number}. The row waits for a person.",
        ),
        near_other=warning(
            "Vị trí cách mốc {number}: {off}. Chỗ này gần mốc {other} ({other_off}). "
            "Dòng chờ người xem xét.",
            "The position is {off} from marker {number}. It is near marker {other} "
            "({other_off}). The row waits for a person.",
        ),
    ),
    entry(
        "position-shifted",
        "survey",
        vn2000=warning(
            "{count} vị trí lệch mốc cùng một véc-tơ {off}: có lẽ là kinh độ, vĩ độ "
            "VN-2000 mà tệp không ghi. Nếu đúng, hoàn tác đợt này rồi nhập lại với "
            "--crs EPSG:4756.",
            "{count} positions are off by one vector of {off}: they may be longitude and "
            "latitude of VN-2000, which the file does not say. If so, undo the batch and apply the "
            "file again with --crs EPSG:4756.",
        ),
        twice=warning(
            "{count} vị trí lệch mốc cùng một véc-tơ {off}: có lẽ tọa độ GPS (WGS 84) đã "
            "bị chuyển hệ thêm một lần như VN-2000. Hãy hỏi người lập tệp số đo gốc.",
            "{count} positions are off by one vector of {off}: a GPS's degrees (WGS 84) "
            "may have been changed once more as if they were VN-2000's. Ask who made the file for "
            "what was measured.",
        ),
        other=warning(
            "{count} vị trí lệch mốc cùng một véc-tơ {off}: không phải mốc dịch chuyển, mà "
            "có lẽ sai hệ tọa độ, hoặc máy định vị đặt hệ khác. Hãy hỏi người đo.",
            "{count} positions are off by one vector of {off}: no marker has moved, but "
            "the coordinate system may be another, or the receiver was set to one. Ask who "
            "measured.",
        ),
    ),
    entry(
        "position-across-line",
        "survey",
        warning(
            "Vị trí nằm bên kia đường biên giới {over}. Hãy xem lại tọa độ.",
            "The position is {over} across the border line. Look at its coordinates.",
        ),
    ),
    entry(
        "position-duplicate",
        "markers",
        warning(
            "Mốc {number} và mốc {other} cùng một tọa độ. Hãy kiểm tra lại.",
            "Markers {number} and {other} have one position. Look at them again.",
        ),
    ),
    entry(
        "position-outlier",
        "markers",
        warning(
            "Mốc {number} cách các mốc liền kề {off}. Hãy kiểm tra tọa độ.",
            "Marker {number} is {off} from its neighbours. Look at its coordinates.",
        ),
    ),
    entry(
        "position-off-line",
        "markers",
        warning(
            "Mốc {number} cách đường biên giới {off}. Có phải mốc của tỉnh này? Hãy kiểm tra tọa "
            "độ.",
            "Marker {number} is {off} from the border line. Is it this province's? Look at its "
            "coordinates.",
        ),
    ),
)
