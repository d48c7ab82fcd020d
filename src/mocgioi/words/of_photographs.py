"""Findings about photographs that come with a survey, or alone."""

from mocgioi.errors import Text
from mocgioi.words.declaring import entry, notice, warning, weighed

DECLARED = (
    entry(
        "photo-missing",
        "survey photos",
        single=warning(
            "Không thấy ảnh «{name}». Hãy gửi kèm (nén cùng phiếu), rồi nhập lại.",
            "There is no photograph “{name}”. Send it along (in one zip), and come again.",
        ),
        all=weighed(
            "warning",
            "notice",
            words=Text(
                "Phiếu nêu tên {count} ảnh nhưng không có ảnh nào đi kèm. Hãy nén ảnh cùng phiếu, "
                "hoặc để cạnh phiếu trong thư mục «media», rồi nhập lại.",
                "The survey names {count} photographs and none came with it. Put them in one zip "
                "with it, or beside it in a folder “media”, and come again.",
            ),
        ),
    ),
    entry(
        "photo-ambiguous",
        "survey photos",
        warning(
            "Có {count} ảnh tên «{name}». Hãy để mỗi ảnh một tên, rồi nhập lại.",
            "There are {count} photographs called “{name}”. Give each its own name, come again.",
        ),
    ),
    entry(
        "photo-orphan",
        "photos",
        weighed(
            "warning",
            "error",
            words=Text(
                "Ảnh «{name}» không thuộc dòng hay mốc nào, chưa lưu. Hãy ghi tên ảnh vào cột "
                "«Ảnh», hoặc đặt tên theo số hiệu mốc (1116.jpg, 1088_2.jpg), rồi nhập lại.",
                "The photograph “{name}” belongs to no row or marker and was not kept. Name it in "
                "a column “photo”, or call it by its marker (1116.jpg, 1088_2.jpg), and come "
                "again.",
            ),
        ),
    ),
    entry(
        "photo-unreadable",
        "photos",
        no_picture=weighed(
            "warning",
            "error",
            words=Text(
                "«{name}» không phải ảnh đọc được, chưa lưu. Hãy chép lại từ máy chụp.",
                "“{name}” is no picture that can be read and was not kept. Copy it again.",
            ),
        ),
        mute=notice(
            "{count} ảnh đã lưu nhưng không đọc được giờ và nơi chụp: {names}.",
            "{count} photographs were kept, but say neither time nor place: {names}.",
        ),
    ),
    entry(
        "photo-far",
        "photos",
        warning(
            "Ảnh chụp cách mốc {number}: {off}. Đúng mốc, đúng ảnh không?",
            "The photograph was taken {off} from marker {number}. Is it of it?",
        ),
    ),
    entry(
        "photo-date-differs",
        "photos",
        notice(
            "Ảnh chụp ngày {taken_on}, dòng ghi ngày {observed_on}.",
            "The photograph was taken on {taken_on}, the row says {observed_on}.",
        ),
    ),
)
