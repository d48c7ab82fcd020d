"""The page of a kit that says what is in it: which file for which device, and how it comes home.

It opens on any telephone, without a network, and is one page of paper. It names the files with the
hashes they were written with: what has another one since was changed by somebody. A file that is
being replaced has two, of before and of after.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import NamedTuple

from mocgioi.errors import Language, Text
from mocgioi.outputs import pages
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.wording import day, say
from mocgioi.words.of_law import REPORT_AT_ONCE

PAGE = "DOC-TRUOC.html"
"""What the page of a kit is called; by it a kit is known."""

_WORDS: dict[str, Text] = {
    "title": Text("BỘ TỆP ĐI KIỂM TRA MỐC", "KIT FOR THE SURVEY OF MARKERS"),
    "post": Text("Đồn Biên phòng {post}", "Border post {post}"),
    "internal": Text("NỘI BỘ – không gửi ra ngoài đơn vị", "INTERNAL – not to leave the unit"),
    "what": Text(
        "{markers}, số liệu tính đến ngày {day}. Chọn MỘT cách ghi phù hợp với thiết bị; không cần "
        "dùng hết.",
        "{markers}, as of {day}. Choose ONE way of writing that suits the device; not all are "
        "needed.",
    ),
    "unplaced": Text(
        "Mốc chưa có tọa độ, không có trên bản đồ và máy GPS: {numbers}.",
        "Without a position, so neither on the map nor in the GPS: {numbers}.",
    ),
    "file": Text("Tệp", "File"),
    "device": Text("Dùng cho", "For"),
    "how": Text("Cách ghi", "How to write in it"),
    "home": Text("Gửi về", "What comes home"),
    "always": Text("Dù dùng cách nào", "Whichever way"),
    "send": Text(
        "Gửi về bằng cách đơn vị cho phép (thẻ nhớ, thư nội bộ), không sửa tên tệp. Gửi cả thư mục "
        "cũng được: tệp chưa ghi gì thì không thay đổi số liệu.",
        "Send the files by the unit's own means, under their names. The whole folder will do: what "
        "nobody wrote in changes nothing.",
    ),
    "day": Text(
        "Luôn ghi NGÀY kiểm tra (ngày/tháng/năm) và người kiểm tra.",
        "Always say the DAY of the survey (day/month/year) and who surveyed.",
    ),
    "photos": Text(
        "Ảnh: đặt tên theo số hiệu mốc (1116.jpg, 1088_2.jpg), gửi kèm.",
        "Photographs: name them for the marker (1116.jpg, 1088_2.jpg) and send them along.",
    ),
    "alarm": Text(
        f"Mốc hư hỏng (dù nhẹ), dịch chuyển, hủy hoại hoặc mất: BÁO NGAY ({REPORT_AT_ONCE.vi}), "
        "không đợi nộp phiếu.",
        "A marker damaged at all, displaced, destroyed or missing: REPORT AT ONCE "
        f"({REPORT_AT_ONCE.en}), before anything is sent.",
    ),
    "call": Text(
        "Cần hỏi, gọi: ……………………………… (điện thoại ………………………)",
        "Questions, call: ……………………………… (telephone ………………………)",
    ),
    "office": Text(
        "Ở tỉnh, nhập về: chép các tệp gửi về vào thư mục hằng tuần rồi cập nhật (mocgioi update); "
        "từng tệp: mocgioi survey apply TỆP; tệp .gpkg: mocgioi merge TỆP.",
        "At the office: put what comes home into the weekly folder and update it (mocgioi "
        "update); file by file: mocgioi survey apply FILE; a .gpkg: mocgioi merge FILE.",
    ),
}


class Way(NamedTuple):
    """One way to write down what is seen: a file or folder of the kit.

    Attributes:
        name: of the file. device, how, home: for what, how it is filled in, what comes home.
    """

    name: str
    device: Text
    how: Text
    home: Text


SHEETS = (
    Text("Giấy", "Paper"),
    Text(
        "In khổ A4 ngang, hai mặt được. Đánh dấu X, ghi ngày, ký.",
        "Print A4 across. Put crosses, write the day, sign.",
    ),
    Text("Tờ đã ghi, hoặc ảnh chụp rõ", "The sheets, or clear photographs of them"),
)
FORM = (
    Text("Excel, máy tính hoặc điện thoại", "Excel, on a computer or telephone"),
    Text(
        "Chỉ ghi ô màu vàng: ngày, chọn tình trạng trong danh sách.",
        "Yellow cells only: the day, states chosen from the list.",
    ),
    Text("Chính tệp này", "This file"),
)
MAP = (
    Text("Điện thoại, máy tính; không cần mạng", "Telephone or computer; needs no network"),
    Text(
        "Mở bằng trình duyệt, bấm vào mốc, «Ghi phiếu kiểm tra», xong thì «Gửi phiếu này».",
        "Open it in a browser, tap a marker, fill in its survey, then send it.",
    ),
    Text("Tệp phieu-….csv và ảnh do trang lưu ra", "The phieu-….csv and photographs it saves"),
)
GPX = (
    Text("Máy GPS cầm tay (Garmin…), OsmAnd, Locus", "Hand GPS (Garmin…), OsmAnd, Locus"),
    Text(
        "Chép vào Garmin/GPX. Đến mốc: sửa ghi chú (Note) của điểm, viết SAU chữ GHI: ngày, tình "
        "trạng đường; tình trạng mốc; bởi ai. Ví dụ: GHI: 25/11/2026 đã xây dựng; mốc nguyên "
        "trạng; bởi Lê C. Đường và mốc vẫn như đã biết: GHI: 25/11/2026 không đổi; bởi Lê C. "
        "Không dấu cũng được.",
        "Copy it to Garmin/GPX. At the marker edit the note of its waypoint, AFTER the sign GHI: "
        "the day, the road; the marker; who. For instance GHI: 25/11/2026 built; intact; by Le C. "
        "Road and marker as known: GHI: 25/11/2026 no change; by Le C.",
    ),
    Text("Tệp .gpx chép từ máy ra", "The .gpx copied from the device"),
)

QFIELD = (
    Text("Điện thoại có QField; máy tính có QGIS", "A telephone with QField; QGIS on a computer"),
    Text(
        "Chép cả thư mục vào máy (QField: Import), mở tệp .qgs, bấm mốc, bật sửa: chọn tình trạng, "
        "ghi ngày ở «Kiểm tra lần cuối» (không thay đổi: chỉ ghi ngày), chụp ở «Ảnh mới chụp».",
        "Copy the whole folder (QField: Import), open the .qgs, tap a marker and edit: choose its "
        "state, type the day as “Kiểm tra lần cuối” (unchanged: the day alone), photograph it in "
        "“Ảnh mới chụp”.",
    ),
    Text(
        "Cả thư mục: tệp .gpkg và DCIM (ảnh chụp trong phiếu không cần đổi tên)",
        "The folder: the .gpkg and DCIM (photographs taken in the form need no new name)",
    ),
)
PHONES = (
    Text("Điện thoại có ODK Collect, KoboCollect", "Telephones with ODK Collect or KoboCollect"),
    Text(
        "Cán bộ kỹ thuật của tỉnh đưa lên máy chủ trước: xem phieu-dien-thoai.html.",
        "The office puts it on its server first: see phieu-dien-thoai.html.",
    ),
    Text("Gửi từ ứng dụng; tỉnh tải về", "Sent by the app; the office downloads it"),
)


def readme(
    *,
    post: str,
    today: str,
    markers: int,
    unplaced: Sequence[str],
    illustrative: bool,
    ways: Sequence[Way],
    written: Mapping[str, Iterable[str]],
    lang: Language,
) -> bytes:
    """Return the page of a kit.

    Args:
        post: its name. today: ISO day it is made on. markers: how many there are.
        unplaced: numbers of those without a position.
        ways: what is in the kit, the usual way first.
        written: SHA-256 of each file, by its path in the kit: as it is, and as it will be.
    """
    words = {key: text.to(lang) for key, text in _WORDS.items()}
    return pages.fill(
        "kit.html",
        lang=lang,
        sealed=pages.sealed(pages.part_of("kit.css")),
        written=json.dumps(
            {name: " ".join(sorted(digests)) for name, digests in written.items()}, sort_keys=True
        ),
        banner=say("illustrative", lang) if illustrative else "",
        words=words,
        post=words["post"].format(post=post),
        what=words["what"].format(markers=quantity(markers, "marker", lang), day=day(today, lang)),
        unplaced=words["unplaced"].format(numbers=", ".join(unplaced)) if unplaced else "",
        ways=[
            {"name": way.name, **{k: getattr(way, k).to(lang) for k in ("device", "how", "home")}}
            for way in ways
        ],
    ).encode()


_WRITTEN = re.compile(r'<meta name="mocgioi-kit" content="([^"]*)">')


def written_before(page: str) -> dict[str, frozenset[str]]:
    """Return the SHA-256 of each file of a kit as it was written, by its path; none of no kit's.

    >>> written_before("<p>"), written_before('<meta name="mocgioi-kit" content="{&#34;a&#34;:1}">')
    ({}, {'a': frozenset({'1'})})
    """
    found = _WRITTEN.search(page)
    try:
        listed = json.loads(unescape(found[1])) if found else {}
    except ValueError:
        return {}
    return {str(name): frozenset(str(digests).split()) for name, digests in listed.items()}
