"""Findings about files that are no survey, and sheets of the program's own that come back."""

from mocgioi.errors import Hint
from mocgioi.words.declaring import entry, error, notice, warning

DECLARED = (
    entry(
        "letters-lost",
        "survey",
        error(
            "Tệp «{file}»: chữ có dấu đã mất khi lưu («{heading}»), không đọc được. Hãy gửi tệp "
            "XLSX, hoặc lưu lại thành CSV UTF-8 (trong LibreOffice: bộ ký tự Unicode UTF-8).",
            "File “{file}”: its Vietnamese letters were lost when it was saved (“{heading}”), and "
            "it cannot be read. Send the XLSX, or save it as CSV UTF-8 (in LibreOffice: character "
            "set Unicode UTF-8).",
        ),
    ),
    entry(
        "not-a-survey",
        "survey",
        store=error(
            "Tệp «{file}»: là kho số liệu hoặc bản sao lưu của chương trình, không phải phiếu kiểm "
            "tra. Nhận số liệu của gói thực địa hoặc bản sao mang về: {hint}. Lấy lại kho từ bản "
            "sao lưu: {hint}.",
            "File “{file}”: is a store of this program, a kit or a backup of one, and no survey. "
            "To take home a kit or a copy: {hint}. To bring a store back from it: {hint}.",
            hints=(Hint("merge", ("FILE",)), Hint("restore", ("FILE",))),
        ),
        kit=error(
            "«{file}»: là bộ tệp của một đồn, mỗi tệp là một phiếu riêng. Để thư mục (hoặc tệp "
            "zip) này trong thư mục hằng tuần rồi: {hint}",
            "“{file}”: is the kit of a post, and each of its files a survey of its own. Put the "
            "folder (or ZIP) into the folder of the update, then: {hint}",
            hints=(Hint("update", ("FOLDER",)),),
        ),
        decisions=error(
            "Tệp «{file}»: là tệp quyết định số liệu chưa thống nhất. Hãy dùng: {hint}",
            "File “{file}”: is a sheet of decisions about disagreements. Use: {hint}",
            hints=(Hint("conflicts apply", ("FILE.xlsx",)),),
        ),
        cases=error(
            "Tệp «{file}»: là bảng ghi việc đã làm sau BÁO NGAY. Để tệp trong thư mục cập nhật "
            "rồi: {hint}",
            "File “{file}”: is a sheet of what was done after REPORT AT ONCE. Put it into the "
            "folder of the update, then: {hint}",
            hints=(Hint("update", ("FOLDER",)),),
        ),
        seen=error(
            "Tệp «{file}»: là bảng những điều cần xem lại. Để tệp trong thư mục cập nhật rồi: "
            "{hint}",
            "File “{file}”: is a sheet of what should be looked at. Put it into the folder of the "
            "update, then: {hint}",
            hints=(Hint("update", ("FOLDER",)),),
        ),
        tracks=error(
            "Tệp «{file}»: chỉ có tuyến vẽ hoặc ghi trên máy GPS ({listed}), không có phiếu kiểm "
            "tra. Nhập đường: {hint}",
            "File “{file}”: has nothing but tracks or routes of a GPS ({listed}), and no survey. "
            "Take them as roads: {hint}",
            hints=(Hint("import roads", ("FILE.gpx",)),),
        ),
        phone=error(
            "Tệp «{file}»: là phiếu trống hoặc danh sách mốc cho điện thoại, không có kết quả kiểm "
            "tra. Hãy tải kết quả từ máy chủ của phiếu (ODK Central, KoboToolbox) về.",
            "File “{file}”: is a form for phones or its list of markers, without answers. Download "
            "the submissions from the server of the form (ODK Central, KoboToolbox).",
        ),
        export=error(
            "Tệp «{file}»: là tệp xuất từ kho số liệu, không phải phiếu kiểm tra. Những ô đã sửa "
            "trong đó vào kho bằng: {hint}",
            "File “{file}”: was exported from a store, and is no survey. What was edited in it "
            "comes in by: {hint}",
            hints=(Hint("merge", ("FILE", "--on", "DATE")),),
        ),
        foreign=error(
            "Tệp «{file}»: là bảng các dòng bị loại của đợt nhập {batch}, không có trong kho này. "
            "Hãy nhập vào đúng kho đã lập bảng, hoặc chép các dòng đã sửa sang một phiếu.",
            "File “{file}”: lists the rejected rows of batch {batch}, which this store does not "
            "have. Bring it into the store that made it, or copy what was corrected into a form.",
        ),
    ),
    entry(
        "sheet-untouched",
        "survey",
        error(
            "Tệp «{file}»: là bảng các dòng bị loại của đợt nhập {batch}, chưa sửa ô nào. Hãy sửa "
            "các ô tô đỏ, lưu lại, rồi nhập.",
            "File “{file}”: lists the rejected rows of batch {batch}, and no cell was corrected. "
            "Correct the red cells, save, and come again.",
        ),
    ),
    entry(
        "rows-corrected",
        "survey",
        in_place=notice(
            "Dòng này sửa dòng đã bị loại trong đợt nhập {batch}.",
            "This row corrects the one that was rejected in batch {batch}.",
        ),
        again=notice(
            "Tệp này sửa các dòng bị loại của «{file}» (đợt nhập {batch}).",
            "This file corrects the rejected rows of “{file}” (batch {batch}).",
        ),
        whole=notice(
            "Tệp này có đủ những gì «{file}» ghi về mốc hư hỏng, bị mất; tệp đó trước đây không "
            "nhập được (đợt nhập {batch}).",
            "This file has all that “{file}”, which could not be taken (batch {batch}), says of "
            "damaged or lost markers.",
        ),
        reason=notice(
            "Dòng {number} của «{file}» (đợt nhập {batch}) không nhập nữa: {why}.",
            "Row {number} of “{file}” (batch {batch}) shall not come in: {why}.",
        ),
        left_out=warning(
            "Tệp này sửa các dòng bị loại của «{file}» (đợt nhập {batch}); đã bỏ {count} dòng "
            "(dòng {rows} của tệp gốc) nên không nhập nữa. Nếu bỏ nhầm, lấy lại bằng: {hint}",
            "This file corrects the rejected rows of “{file}” (batch {batch}) and leaves out "
            "{count} of them (rows {rows} of that file), which wait no more. To have them again: "
            "{hint}",
            hints=(Hint("survey rejected", ("BATCH", "-o", "FILE.xlsx")),),
        ),
    ),
)
