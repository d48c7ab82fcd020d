"""What goes where: the page that goes with the form, for whoever runs the form's server."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from mocgioi.errors import Language, Text
from mocgioi.outputs.xlsform.facts import PhoneFacts


class _Section(NamedTuple):
    heading: Text
    steps: tuple[Text, ...]


_TITLE = Text("Phiếu kiểm tra mốc trên điện thoại", "The survey form on a phone")
_SECTIONS = (
    _Section(
        Text(
            "ODK Central; điện thoại cài ODK Collect",
            "ODK Central; phones with ODK Collect",
        ),
        (
            Text(
                "Trong một dự án: Forms, New, chọn phieu-odk.xlsx, rồi Publish.",
                "In a project: Forms, New, choose phieu-odk.xlsx, then Publish.",
            ),
            Text(
                "Entities, danh sách markers, Upload Entities, chọn moc-odk.csv. Mỗi mốc chỉ tải "
                "lên một lần; nhiều đồn dùng chung một danh sách, mỗi phiếu chỉ hiện mốc của đồn "
                "mình.",
                "Entities, list markers, Upload Entities, choose moc-odk.csv. Upload each marker "
                "only once; posts share one list, each form shows the markers of its own post.",
            ),
            Text(
                "App Users: tạo người dùng, cho quyền với phiếu, quét mã QR bằng điện thoại.",
                "App Users: make a user, give access to the form, scan the QR code with the phone.",
            ),
            Text(
                "Nộp về: Submissions, Download, chọn tệp .zip có ảnh.",
                "Bringing home: Submissions, Download, the .zip with media files.",
            ),
        ),
    ),
    _Section(
        Text(
            "KoboToolbox; điện thoại cài KoboCollect",
            "KoboToolbox; phones with KoboCollect",
        ),
        (
            Text(
                "New project, Upload an XLSForm, chọn phieu-kobo.xlsx.",
                "New project, Upload an XLSForm, choose phieu-kobo.xlsx.",
            ),
            Text(
                "Settings, Media, tải lên markers.csv (giữ nguyên tên tệp), rồi Deploy.",
                "Settings, Media, upload markers.csv (keep its name), then Deploy.",
            ),
            Text(
                "Nộp về: Data, Downloads, XLS hoặc CSV; ảnh: Media Attachments (ZIP), giải nén "
                "vào thư mục «media» cạnh tệp ấy. Không dùng GeoJSON: tệp đó bỏ phiếu không đo vị "
                "trí.",
                "Bringing home: Data, Downloads, XLS or CSV; photographs: Media Attachments (ZIP), "
                "unpacked into a folder “media” beside that file. Not GeoJSON: it leaves out what "
                "has no position.",
            ),
        ),
    ),
    _Section(
        Text("Nhập vào kho", "Into the store"),
        (
            Text(
                "Để tệp tải về vào thư mục cập nhật. Nộp trùng một phiếu không làm đổi gì.",
                "Put what was downloaded into the folder of the update. The same submission again "
                "changes nothing.",
            ),
            Text(
                "Khi danh mục mốc hoặc danh sách tình trạng đổi: lập lại phiếu, tải lên thành "
                "phiên bản mới. Phiếu cũ vẫn nhận được.",
                "When markers or lists of states change: make the form anew and upload it as a new "
                "version. Submissions of the old one are still taken.",
            ),
        ),
    ),
)
_PAGE = """\
<!doctype html>
<html lang="{lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 16px/1.5 sans-serif; max-width: 44em; margin: 1em auto; padding: 0 1em }}
</style>
<h1>{title}</h1>
{sections}
"""


def guide(facts: PhoneFacts) -> str:
    """Return what to do with the files, as HTML in the language of the form."""
    lang = facts.lang
    sections = "\n".join(_section(section, lang) for section in _SECTIONS)
    return _PAGE.format(lang=lang, title=escape(_TITLE.to(lang)), sections=sections)


def _section(section: _Section, lang: Language) -> str:
    steps = "".join(f"\n<li>{escape(step.to(lang))}</li>" for step in section.steps)
    return f"<h2>{escape(section.heading.to(lang))}</h2>\n<ol>{steps}\n</ol>"
