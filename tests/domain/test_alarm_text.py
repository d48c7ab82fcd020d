"""What posts write of a marker: which texts are an alarm, and which only sound like one."""

from __future__ import annotations

from itertools import product
from time import process_time

import pytest

from mocgioi.domain.alarm_text import About, alarm_in

ALARMS = """\
mốc bị đổ
mốc nghiêng
mốc nghiêng về phía ta
mốc bị nghiêng nhẹ
Mốc bị gãy
cột mốc gãy làm đôi
mốc sập
mất mốc
mốc bị mất
đã mất
mất
không thấy mốc
Không thấy mốc đâu
không tìm thấy mốc do cỏ rậm
chưa tìm thấy mốc
ko thấy mốc
tìm không thấy
mốc không còn
mốc nứt
thân mốc có vết nứt
nứt chân mốc
chân mốc bị xói lở
sạt lở chân mốc
bong sơn, mờ số
mờ số
vỡ đế mốc
vỡ một góc
sứt mẻ góc mốc
mốc hư hỏng nhẹ
hư hỏng
bị hư hỏng nặng
mất phần đầu
mất số hiệu
mất dấu sơn
mốc bị xê dịch 2 m
mốc bị dịch chuyển
cây đổ đè lên mốc
xe tải đâm gãy mốc
lũ cuốn trôi mốc
sạt đất làm nghiêng mốc
đường lên mốc tốt, mốc nghiêng
đường bị sạt lở, mốc bị nứt
không mất nhưng nghiêng
không nứt, nghiêng nhẹ
mốc bình thường nhưng nứt nhẹ
bi do
moc bi do
moc nghieng ve phia ta
mat moc
moc do
khong thay moc
khong tim thay moc
moc bi gay
nut chan moc
hu hong nhe
mốc lún, nghiêng đổ
có nguy cơ đổ
không nguyên vẹn
mốc bị đập phá
bị lấy mất quốc huy
Mốc bị huỷ hoại
marker damaged
marker is leaning
the pillar is cracked
marker missing
marker not found
broken
tilted
lost
không đến được, mốc đổ
không thấy mốc, đường bình thường
mốc đã đổ không còn đứng
nghiêng khoảng 15 độ
cột mốc đổ
M1116 đổ
mốc 1116 đổ rồi
đổ
Đổ mốc
mốc bị mất do sạt lở
mốc bị sạt lở
kè mốc bị lún
chữ số bị mờ
hư hại
đề nghị sửa chữa mốc
mốc cần sửa chữa
không chỉ nghiêng mà còn nứt
nghiêng, không đổ
bị cây đổ vào gây nứt
lũ làm hỏng mốc
mốc nghiêng do sạt lở đường
Nghiêng!!!
MỐC BỊ ĐỔ
mốc có dấu hiệu bất thường
mốc bị xâm hại
không nhìn thấy mốc vì sương mù
Mốc còn nguyên, chân mốc bị nứt
đường tốt, nghiêng về phía TQ
mốc bị dời vào trong 3m
không rõ số
số mờ không đọc được
mốc bị trôi
moc bi mat
moc gay do
gãy
bong tróc
mốc bị chôn vùi
không nứt vỡ nhưng lún
mốc thiếu? mất phần đế
Mốc 1116 bị xe ủi làm đổ
cột mốc xiêu về phía TQ
mốc có hiện tượng nghiêng
mốc bị nước lũ xô lệch
mốc bị sét đánh vỡ đầu
đầu mốc bị sứt
thân mốc nứt dọc 20cm
bong lớp sơn chữ VIỆT NAM
chữ trên mốc bị mờ, cần sơn lại
mốc bị đất vùi lấp một nửa
chân mốc bị hở hàm ếch
nền mốc bị sụt
mốc bị trâu húc nghiêng
dân đào đất sát chân mốc làm nghiêng mốc
đối phương di chuyển mốc
phát hiện mốc bị nhổ
mốc không còn ở vị trí cũ
mốc chưa tìm thấy, đường rậm
tổ tuần tra không tìm được mốc
không rõ mốc còn hay mất
mốc gãy ngang thân, phần đầu rơi xuống khe
kè bảo vệ mốc bị vỡ
kè mốc sạt
sân mốc nứt
bệ mốc lún
mốc bị phá hoại
mat so hieu
moc 1116 bi nghieng, duong tot
cot moc bi gay
moc bi nut chan
chan moc bi xoi lo
moc bi mo so
moc khong con
ko thay moc dau
MOC BI MAT BAO GAP
mốc đã bị mất từ tháng 3
Báo ngay: mốc bị đổ
mốc bị hư hại nặng do lũ
mốc bị hỏng
mốc hỏng
hỏng
mốc bị đổ do mưa lũ, đường không đi được
đường sạt lở sát mốc, nguy cơ đổ mốc
mốc bình thường, riêng kè mốc bị nứt
không đi được, nghe dân nói mốc đổ
mốc còn, số mờ không đọc được
đế mốc bị xói trơ móng
mốc bị nghiêng 10 độ
không bị mất nhưng bị gãy
mốc không nguyên trạng
Mốc xuống cấp
mốc bị va đập sứt cạnh
marker leaning to the north
marker post broken off
cannot find the marker
base eroded, marker tilting
"""
"""One text a line."""

NONE = """\
không mất
không bị nghiêng
không nứt
không nứt, vỡ
không bị nghiêng, đổ, mất
không bị nứt, vỡ, bong tróc, xê dịch
bình thường
bình thường, không hư hỏng gì
nguyên trạng
mốc nguyên vẹn, không bị xê dịch
không có dấu hiệu hư hại
không phát hiện hư hỏng
không thấy hư hỏng
không thấy gì bất thường
không có gì bất thường
chưa bị hư hỏng
ko hư hỏng
k nghiêng
mất sóng
mất sóng điện thoại
mất mùa
mất điện
đi bộ mất 3 giờ
đi bộ mất gần 2 tiếng
mất nhiều thời gian
đổ bê tông
đang đổ bê tông
đã đổ bê tông xong đường lên mốc
đang đổ bê tông chân dốc
đường sạt lở
đường lên mốc bị sạt lở
đường lên mốc 1116 bị hư hỏng
đường lên kiểm tra mốc số 1116 hỏng nặng
sạt lở đường lên mốc
sạt lở
cây đổ
cây đổ chắn đường lên mốc
cầu gãy
gãy cầu
vỡ cống
đường bị nứt, vỡ nhiều chỗ
mất đường
cột điện đổ
trời mưa, đường trơn
tọa độ đo lại
toa do do lai
do lai toa do
ban do
do be tong
mat duong tot
da do be tong xong
co mat tai moc
khong mat
khong bi nghieng
khong nut
khong hu hong gi
binh thuong
moc nguyen ven
duong sat lo
ngã ba đường mòn
Hồng Phong
xã Hồng Thái
mốc sơn đỏ
mốc màu đỏ
mặt mốc sạch
mốc tốt
đường mòn
no damage
not damaged
undamaged
intact
road damaged
the road is washed away
bridge collapsed
tree fallen on the road
marker fine, road broken
mốc tốt, đường hỏng
mốc bình thường, đường sạt lở 50 m
hư hỏng: không
nghiêng: không; nứt: không
không hư hỏng, mất mát
không có hiện tượng sạt lở chân mốc, nghiêng mốc
không có mốc nào bị nghiêng
chưa có đường
không có đường
x
đã nghiệm thu
đang thi công
tốt
đường bê tông
không thay đổi
như cũ
GPS lệch 10 m
tọa độ lệch 5m so với sổ
máy hỏng
xe hỏng giữa đường
không xảy ra mất mốc
sắp xong
sap xong
gay kho khan
gây khó khăn cho đi lại
phát quang
không thấy ai
không thấy vi phạm
mật độ cây cao
đồn trưởng
vo chong
chưa phát hiện dấu hiệu xê dịch
không hề bị nứt
mốc không bị nghiêng hay nứt
mốc không đổ
không đổ, không nghiêng, không nứt
never damaged
not leaning, not cracked
di chuyển khó khăn
đường đi lại khó, phải di chuyển bộ 2 giờ
mốc đẹp
không sạt lở
Mốc còn nguyên vẹn
mốc đứng thẳng, chữ rõ
mốc ổn định
Mốc sạch đẹp, đã sơn lại
đã phát quang quanh mốc
đường đất, mưa trơn, khó đi
đường bê tông xong 80%
đường bị lũ cuốn trôi 30m
đường lún
taluy âm sạt
cầu tạm bị lũ cuốn
cống bị vỡ
cây đổ ngang đường
cột điện nghiêng
hàng rào bị gãy
biển báo bị đổ
mất mạng không gửi được ảnh
máy GPS hỏng
điện thoại hết pin
đi mất nửa ngày
đường mất nhiều chỗ
không có gì khác thường
không phát hiện dấu hiệu xâm phạm
tình hình bình thường
không có vấn đề gì
an ninh ổn định
đang chờ đổ bê tông
đã đổ bê tông được 120 m
đổ đường bê tông xong
vật liệu đổ ở chân dốc
chưa đổ bê tông
nhân dân ủng hộ ngày công
kinh phí chưa có
đề nghị làm đường
đề nghị sửa chữa đường lên mốc
đường cần sửa chữa
dốc cao, độ dốc lớn
tọa độ chưa đo
sai số 5 m
độ chính xác kém
đo bằng điện thoại
Hoàng Văn Thụ
Đổng Văn Đồ
duong bi sat lo
duong len moc bi hong
da do be tong
moc binh thuong, khong nghieng, khong nut
khong bi xe dich
moc con nguyen
toa do do bang GPS
co duong roi
lost signal at the marker
road to the marker damaged
no cracks
nothing broken
all good
"""
"""One text a line."""


@pytest.mark.parametrize("text", ALARMS.splitlines())
def test_a_text_that_may_say_that_a_marker_is_damaged_or_lost_is_an_alarm(text: str) -> None:
    assert alarm_in(text)


@pytest.mark.parametrize("text", NONE.splitlines())
def test_what_is_denied_or_of_something_else_is_none(text: str) -> None:
    assert alarm_in(text) is None


def test_a_text_longer_than_any_cell_is_read_to_its_end() -> None:
    assert alarm_in("đường trơn, " * 100_000 + "mốc bị đổ") == "đổ"
    assert alarm_in("x" * 1_000_000 + " mốc nghiêng") == "nghiêng"


def test_the_words_that_say_so_are_quoted() -> None:
    assert alarm_in("Mốc 1116 bị Nghiêng về phía ta") == "nghiêng"


@pytest.mark.parametrize(
    ("text", "about", "is_alarm"),
    [
        ("sạt lở", "marker", True),
        ("sạt lở", "road", False),
        ("hư hỏng", "marker", True),
        ("hư hỏng", "road", False),
        ("đường hỏng, mốc đổ", "road", True),
        ("đường sạt lở", "marker", False),
        ("do", "marker", True),
    ],
)
def test_a_column_says_what_its_cells_are_about(text: str, about: About, is_alarm: bool) -> None:
    assert (alarm_in(text, about) is not None) == is_alarm


@pytest.mark.parametrize("text", ["hủy hoại", "huỷ hoại", "HỦY HOẠI", "hu\u0309y hoa\u0323i"])
def test_spellings_of_one_word_are_one(text: str) -> None:
    assert alarm_in(text)


@pytest.mark.parametrize(
    "hostile", ["".join(p) for p in product(("mất ", "không ", "do x, ", "khong "), repeat=2)]
)
@pytest.mark.parametrize("opening", ["không", "khong"])
def test_reading_costs_no_more_than_the_length_of_the_text(hostile: str, opening: str) -> None:
    def seconds(copies: int) -> float:
        spent = []
        for _ in range(3):
            begun = process_time()
            alarm_in(f"{opening} nut, " + hostile * copies)
            spent.append(process_time() - begun)
        return min(spent)

    assert seconds(3_000) < 40 * max(seconds(300), 0.002)
