"""Words by which a text says that a marker is damaged, displaced, destroyed or lost.

What the posts write of a marker that must be reported at once (BÁO NGAY), and what looks alike
and is something else. `mocgioi.domain.alarm_text` reads texts by them.

A line of a table is phrases parted by ``|``, with their diacritics; a text that is written
without any is compared without.
"""

from __future__ import annotations

STRONG = (
    "nghiêng|nghiêng đổ|lệch|xê dịch|xê xích|dịch chuyển|di chuyển|di dời|bị dời|dời mốc|xiêu|"
    "vẹo|xiêu vẹo|lung lay|đổ|đổ gãy|gãy đổ|đổ sập|đổ ngã|ngã đổ|gãy|gẫy|bật gốc|bật chân|lật|"
    "mất|biến mất|thất lạc|mất mát|mất dấu|mất tích|mất cắp|mất trộm|lấy mất|lấy trộm|lấy cắp|"
    "nhổ|đào trộm|đập phá|bị đập|đập vỡ|bị phá|phá hoại|phá hủy|phá vỡ|phá mốc|hủy hoại|"
    "húc đổ|đâm đổ|xâm hại|không nguyên vẹn|không nguyên trạng|không còn nguyên|"
    "không bình thường|tilted|tilting|leaning|leans|fallen|fell|toppled|knocked over|missing|"
    "lost|gone|disappeared|vanished|stolen|displaced|shifted|moved|destroyed|vandalised|"
    "vandalized|uprooted|not there|no longer there|not intact"
)
"""Whatever is said around them, unless it is plainly of something else: a tree, a bridge."""

PLAIN = (
    "hư|hư hỏng|hư hại|bị hư|hỏng|hỏng hóc|tổn hại|tổn thất|nứt|nứt nẻ|rạn|rạn nứt|nứt rạn|"
    "nứt vỡ|vỡ|bể|sứt|sứt mẻ|mẻ|bong|bong tróc|tróc|bong sơn|tróc sơn|sập|sụp|sụp đổ|lún|"
    "lún sụt|thủng|mờ|mờ số|phai|bạc màu|không đọc được|không rõ số|bất thường|"
    "xuống cấp nghiêm trọng|damage|damaged|broken|broke|cracked|crack|cracks|chipped|"
    "collapsed|smashed|sunk|faded|illegible|unreadable|peeling|loose"
)
"""As `STRONG`, but of a road as well: not where the last thing spoken of was one."""

GROUND = (
    "sạt|sạt lở|lở|lở đất|sụt|sụt lún|sụt lở|xói|xói mòn|xói lở|xói chân|hở móng|hàm ếch|"
    "hở hàm ếch|trơ móng|hở chân|trôi|cuốn trôi|vùi|vùi lấp|bị vùi|ngập|xuống cấp|cháy|"
    "cháy xém|bào mòn|mòn số|sự cố|ngã|va đập|cong|méo|khuyết|rơi|gỉ|cần sửa|cần sửa chữa|"
    "phải sửa chữa|đề nghị sửa chữa|cần khôi phục|đề nghị khôi phục|cần thay thế|"
    "đề nghị thay thế|cần tu sửa|cần gia cố|đề nghị gia cố|eroded|erosion|washed away|"
    "washed out|buried|flooded|burnt|burned|bent|landslide|needs repair|to be repaired"
)
"""What befalls slopes and roads all the time: only where a marker is spoken of."""

NOT_SEEN = (
    "không thấy|không tìm thấy|không tìm được|không tìm ra|không còn thấy|không nhìn thấy|"
    "không phát hiện thấy|không phát hiện được|không xác định được vị trí|không còn|chưa thấy|"
    "chưa tìm thấy|chưa tìm được|chưa tìm ra|chưa xác định được vị trí|tìm không thấy|"
    "tìm không ra|tìm không được|not found|not seen|cannot find|can't find|could not find|"
    "couldn't find|did not find|didn't find|unable to find|cannot be found|could not be found"
)
"""Of a marker they say that it may be lost; of damage, that there is none."""

NEGATIONS = (
    "không|chưa|chẳng|chả|không hề|chưa hề|không bị|chưa bị|no|not|without|never|isn't|wasn't|"
    "aren't|hasn't|none|nil|nothing"
)
SHORT_NEGATIONS = "ko|k|kg|khg|hông|hong bi|hok|khong"
"""As people type ``không`` in haste."""

FILLERS = (
    "bị|có|hề|thấy|phát hiện|dấu hiệu|dấu|hiện tượng|tình trạng|biểu hiện|gì|nào|xảy ra|phải|"
    "ghi nhận|vết|chỗ|điểm|bộ phận|nguy cơ|trường hợp|đáng kể|any|sign|signs|of|visible|is|"
    "was|were|are|been|be|there|has|have|the|a|an|it|found|seen"
)
"""May stand between a negation and what is denied."""

NOTHING_AMISS = (
    "gì|ai|người|dấu hiệu|hiện tượng|tình trạng|biểu hiện|biến động|thay đổi|vấn đề|vi phạm|"
    "điều|việc|sự|xâm phạm|xâm lấn|đường|lối|đất|rõ đường|vết|anything|anyone|nothing|sign|"
    "signs"
)
"""After `NOT_SEEN`: nothing is amiss."""

LISTING = "và|hoặc|hay|hay là|cũng như|lẫn|or|and|nor"
CONTRAST = "nhưng|tuy nhiên|song|tuy vậy|riêng|ngoài ra|but|however|although|though"
CAUSES = "gây|gây ra|làm|làm cho|khiến|dẫn đến|dẫn tới|đè|đâm|húc|đâm vào|va vào|hit|caused|causing"
"""After a cause it is the effect that is told, on something else."""

MARKERS = (
    "mốc|cột mốc|cột|thân|thân mốc|chân mốc|đế|bệ|trụ|kè mốc|móng mốc|sân mốc|số hiệu|"
    "quốc huy|chữ số|marker|markers|pillar|monument|boundary stone|boundary marker|stone"
)
"""What damage of a marker is told of."""

OTHERS = (
    "đường|mặt đường|nền đường|lề đường|lối|lối mòn|cầu|cống|rãnh|ngầm|taluy|ta luy|"
    "taluy đường|bê tông đường|đê|đập|mái taluy|cây|cành|cành cây|cây cối|cột điện|cột sóng|"
    "cột cờ|cột km|trụ điện|trụ sở|nhà|lán|lều|chốt|xe|ô tô|xe máy|máy|máy gps|máy định vị|"
    "gps|tọa độ|sai số|số liệu|sóng|điện|lúa|ngô|hoa màu|rừng|hàng rào|dây thép|biển báo|bảng|"
    "biển|camera|đồi|núi|chân đồi|dốc|suối|bờ suối|bờ|ruộng|nương|đèo|thời tiết|trời|nước|ảnh|"
    "pin|điện thoại|ống|đường ống|bể nước|cửa khẩu|chợ|vật liệu|vật tư|cát|sỏi|xi măng|road|"
    "roads|track|path|trail|bridge|culvert|drain|tree|trees|branch|fence|wire|signal|car|"
    "vehicle|gps|battery|phone|sign board|house|hut|weather|slope"
)
"""What else breaks, falls and is lost along a border."""

TO_A_MARKER = "lên|vào|đến|tới|ra|xuống|kiểm tra|đi|qua|cho|của|gần|to|near"
"""Between a road and the marker it leads to: the road is spoken of."""

OF_A_ROAD = (
    "nhánh|tuần tra|bê tông|bt|btxm|mòn|đất|nhựa|đá|dân sinh|liên|xã|thôn|bản|biên giới|"
    "giao thông|mốc|cột|số|cột mốc|access|patrol|marker|the"
)
"""What a road is called by, after its word."""

HARMLESS = (
    "đổ bê tông|đổ bt|đổ btxm|đổ bê|đổ đất|đổ đá|đổ cát|đổ móng|đổ nền|đổ mái|đổ trụ|"
    "đổ cột bê tông|đổ vữa|đổ xi măng|đổ đường|đổ mặt đường|đổ rác|đổ thải|đổ xăng|đổ dầu|"
    "đổ nước|đổ về|đổ ra|đổ đèo|đổ dốc|đổ xuống|đổ bộ|đổ mưa|mưa đổ|đổ mồ hôi|mất sóng|"
    "mất điện|mất mùa|mất nước|mất thời gian|mất nhiều thời gian|mất công|mất nhiều công|"
    "mất giờ|mất nhiều giờ|mất cả|mất gần|mất hơn|mất khoảng|mất nửa|mất một|mất hai|mất ba|"
    "mất tới|mất nhiều|mất tiếng|mất ngày|mất buổi|mất phút|mất an ninh|mất an toàn|"
    "mất trật tự|mất liên lạc|mất tín hiệu|mất gps|mất mạng|mất pin|mất đường|mất lối|"
    "mất rừng|mất đất|mất cân bằng|mất giấy|mất phiếu|mất hồ sơ|mất số liệu|mất ảnh|"
    "mất điện thoại|mất chữ ký|mất xe|mất trâu|mất bò|mất tiền|mất kinh phí|mất vệ sinh|"
    "mất mỹ quan|mất sức|mất ngủ|mất đoàn kết|mất #|ngã ba|ngã tư|ngã rẽ|đường mòn|lối mòn|"
    "bong gân|phá rừng|phá đá|cháy rừng|vỡ hoang|vỡ kế hoạch|bản đồ|độ cao|trình độ|tốc độ|"
    "mật độ|nhiệt độ|mức độ|chế độ|tiến độ|đo lại|đo đạc|đo tọa độ|ảnh mờ|sương mờ|mờ sương|"
    "sạt lở đường|sạt lở taluy|sạt taluy|sạt đường|lở đường|di chuyển khó|di chuyển bằng|"
    "di chuyển bộ|di chuyển lên|di chuyển đến|di chuyển tới|di chuyển mất|di chuyển theo|"
    "di chuyển thuận|đi lại và di chuyển|việc di chuyển|bể nước|bể chứa|không còn đường|"
    "không còn lối|không còn khó|không còn tình trạng|không còn hiện tượng|lost signal|"
    "lost way|lost time|moved in|moved to|moved on"
)
"""Read as one word that says nothing of a marker."""

UNSURE_BARE = (
    "do|mat|gay|gat|vo|be|sap|sup|bong|hong|hu|mo|lat|nho|me|sut|lech|phai|lun|ran|troc|nut|"
    "sat|lo|roi|gi|nga|cong|chay|troi|vui|ngap|meo|khuyet"
)
"""What without diacritics may be another word altogether (``đổ``, ``độ``, ``đo``): it counts only
beside a marker, after ``bị``, beside another such word, or all alone."""
