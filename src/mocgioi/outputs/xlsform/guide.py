"""What goes where: the page of text that goes with the form."""

from __future__ import annotations

from mocgioi.errors import Text
from mocgioi.outputs.xlsform.facts import PhoneFacts

_GUIDE = Text(
    """\
PHIẾU KIỂM TRA MỐC TRÊN ĐIỆN THOẠI

ODK (Central, điện thoại cài ODK Collect)
1. Trong một dự án: Forms, New, chọn phieu-odk.xlsx, rồi Publish.
2. Entities, danh sách markers, Upload entities, chọn moc-odk.csv. Mỗi mốc chỉ tải lên một lần.
3. App Users: tạo người dùng, cho quyền với phiếu, quét mã QR bằng điện thoại.
4. Nộp về: Submissions, Download, chọn tệp .zip có ảnh.

KoboToolbox (điện thoại cài KoboCollect)
1. New project, Upload an XLSForm, chọn phieu-kobo.xlsx.
2. Settings, Media, tải lên markers.csv (giữ nguyên tên tệp), rồi Deploy.
3. Nộp về: Data, Downloads, chọn XLS hoặc CSV; ảnh tải ở Media Attachments (ZIP), để cùng thư mục.

Nhập về máy: mocgioi survey apply TEP. Nộp trùng một phiếu không làm đổi gì.
Đổi danh mục mốc hoặc danh sách tình trạng: lập lại phiếu, tải lên thành phiên bản mới.
""",
    """\
THE SURVEY FORM ON A PHONE

ODK (Central, phones with ODK Collect)
1. In a project: Forms, New, choose phieu-odk.xlsx, then Publish.
2. Entities, list markers, Upload entities, choose moc-odk.csv. Upload each marker only once.
3. App Users: make a user, give access to the form, scan the QR code with the phone.
4. Bringing home: Submissions, Download, the .zip with media.

KoboToolbox (phones with KoboCollect)
1. New project, Upload an XLSForm, choose phieu-kobo.xlsx.
2. Settings, Media, upload markers.csv (keep its name), then Deploy.
3. Bringing home: Data, Downloads, XLS or CSV; photographs as Media Attachments (ZIP), into the
   same folder.

Into the store: mocgioi survey apply FILE. The same submission again changes nothing.
When markers or lists of states change: make the form anew and upload it as a new version.
""",
)


def guide(facts: PhoneFacts) -> str:
    """Return what to do with the files, in the language of the form."""
    return _GUIDE.to(facts.lang)
