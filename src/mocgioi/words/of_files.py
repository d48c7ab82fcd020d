"""Findings about a file as a whole: whether it can be read, and how its text was understood."""

from mocgioi.errors import Hint
from mocgioi.words.declaring import entry, error, notice, warning

_SPOILT = error(
    "Tệp «{file}»: chữ bị hỏng, không khôi phục chắc chắn được ({what}). Hãy mở tệp gốc, lưu lại "
    "thành CSV UTF-8 hoặc .xlsx.",
    "File “{file}”: has damaged text that cannot be put right safely ({what}). Open the original "
    "and save it as CSV UTF-8 or .xlsx.",
)
_BINARY = error(
    "Tệp «{file}»: không phải bảng tính, CSV hay lớp bản đồ đọc được. Hãy xuất lại.",
    "File “{file}”: is no spreadsheet, CSV or map layer that can be read. Export it again.",
)
_OLD_ENCODING = warning(
    "Chữ theo bảng mã cũ {name}, đã chuyển sang Unicode. Hãy xem lại tên riêng và ghi chú.",
    "The text was in the old encoding {name} and was converted to Unicode. Look at names and "
    "notes.",
)

DECLARED = (
    entry(
        "file-missing",
        "file",
        absent=error(
            "Tệp «{file}»: không có ở «{folder}». Hãy kiểm tra lại tên và thư mục.",
            "File “{file}”: is not in “{folder}”. Check the name and the folder.",
        ),
        folder=error(
            "Tệp «{file}»: là một thư mục. Hãy chỉ một tệp.",
            "File “{file}”: is a folder; name a file.",
        ),
    ),
    entry(
        "file-unreadable",
        "file",
        error(
            "Tệp «{file}»: không có quyền đọc. Hãy đóng chương trình đang mở tệp, hoặc xin quyền.",
            "File “{file}”: may not be read. Close the program that holds it, or ask for the "
            "right.",
        ),
    ),
    entry(
        "file-open",
        "survey",
        beside=warning(
            "Tệp còn đang mở ở máy nào đó (bên cạnh có «{lock}»): chỉ nhận những gì đã lưu. Hãy "
            "lưu, đóng tệp rồi nhập lại; nếu không ai mở, xóa «{lock}».",
            "The file is still open somewhere (“{lock}” lies beside it): what was saved of it was "
            "read. Save and close it and come again; where nobody has it open, delete “{lock}”.",
        ),
        lock=error(
            "Tệp «{file}»: chỉ là dấu Excel hoặc Word để lại khi đang mở «{of}», không có số liệu. "
            "Hãy đóng tệp đó, rồi nhập chính nó.",
            "File “{file}”: is only the mark that Excel or Word leaves while “{of}” is open, and "
            "holds no data. Close that file, and take it in itself.",
        ),
    ),
    entry(
        "file-empty",
        "file archive",
        no_bytes=error(
            "Tệp «{file}»: rỗng (0 byte). Hãy xin lại tệp từ nơi gửi.",
            "File “{file}”: is empty (0 bytes). Ask its sender for it again.",
        ),
        no_rows=error(
            "Tệp «{file}»: không có dòng số liệu nào (chỉ có tiêu đề, hoặc trống). Hãy xin lại tệp "
            "từ nơi gửi.",
            "File “{file}”: has no rows (only a header, or nothing). Ask its sender for it again.",
        ),
        no_survey=error(
            "Tệp «{file}»: không có phiếu kiểm tra (.xlsx, .csv, .geojson …) hay ảnh nào bên "
            "trong.",
            "File “{file}”: holds no survey (.xlsx, .csv, .geojson …) and no photograph.",
        ),
    ),
    entry(
        "rows-missing",
        "file",
        error(
            "Tệp «{file}»: là văn bản, không có bảng số liệu nào. Hãy ghi từng mốc vào phiếu kiểm "
            "tra rồi nhập phiếu (lập phiếu: {hint}).",
            "File “{file}”: is a text without a table of data. Write marker by marker into a "
            "survey form and take that in (to make one: {hint}).",
            hints=(Hint("survey form", ("-o", "phieu.xlsx")),),
        ),
    ),
    entry(
        "file-damaged",
        "file archive",
        cut_off=error(
            "Tệp «{file}»: bị hỏng hoặc bị cắt cụt{place}. Hãy xin lại tệp, hoặc mở rồi lưu lại.",
            "File “{file}”: is damaged or cut off{place}. Ask for it again, or open and save it "
            "again.",
        ),
        binary=_BINARY,
        csv=error(
            "Tệp «{file}»: không đọc được như CSV ({why}). Hãy xuất lại.",
            "File “{file}”: cannot be read as CSV ({why}). Export it again.",
        ),
        nul=error(
            "Tệp «{file}»: có ký tự NUL trong văn bản. Hãy xuất lại thành CSV UTF-8.",
            "File “{file}”: holds NUL characters in its text. Export it again as CSV UTF-8.",
        ),
        parts=error(
            "Tệp «{file}»: thiếu tệp đi kèm ({parts}). Hãy xin cả bộ, nén thành một .zip.",
            "File “{file}”: the files that belong to it are missing ({parts}). Ask for the whole "
            "set in one .zip.",
        ),
        baffling=error(
            "Tệp «{file}»: không hiểu được nội dung ({why}), không nhận gì từ tệp này. Hãy mở tệp "
            "bằng chương trình gốc, lưu lại rồi nhập. Nếu tệp mở ra vẫn bình thường: chạy lại với "
            "-v rồi gửi kết quả cho người phát triển.",
            "File “{file}”: its content cannot be understood ({why}), and nothing of it was taken. "
            "Open it in the program it comes from, save it and come again. If it opens as it "
            "should: run again with -v and send the output to the developers.",
        ),
        inside=error(
            "«{path}» trong tệp nén bị hỏng. Hãy nén lại.",
            "“{path}” in the archive is damaged. Pack it again.",
        ),
    ),
    entry(
        "file-encrypted",
        "file archive",
        workbook=error(
            "Tệp «{file}»: có mật khẩu. Hãy mở bằng bảng tính, bỏ mật khẩu rồi lưu lại.",
            "File “{file}”: is protected by a password. Open it, remove the password and save it "
            "again.",
        ),
        archive=error(
            "Tệp «{file}»: tệp nén có mật khẩu. Hãy nén lại không mật khẩu.",
            "File “{file}”: is an archive with a password. Pack it again without one.",
        ),
        inside=error(
            "«{path}» có mật khẩu; hãy nén lại không mật khẩu. Không mở.",
            "“{path}” has a password; pack it again without one. It was not opened.",
        ),
    ),
    entry(
        "file-too-large",
        "file archive",
        text=error(
            "Tệp «{file}»: lớn {size_mb:.0f} MB; giới hạn {most_mb:.0f} MB. Hãy chia nhỏ tệp.",
            "File “{file}”: has {size_mb:.0f} MB; the limit is {most_mb:.0f} MB. Split it.",
        ),
        rows=error(
            "Tệp «{file}»: có hơn {most} dòng. Hãy chia nhỏ tệp rồi nhập từng phần.",
            "File “{file}”: has more than {most} rows. Split it and take it in piece by piece.",
        ),
        cells=error(
            "Tệp «{file}»: có trang tính trải trên hơn {most} ô. Hãy xóa các ô thừa.",
            "File “{file}”: has sheets that spread over more than {most} cells. Clear those not "
            "used.",
        ),
        strings=error(
            "Tệp «{file}»: chữ trong bảng tính quá nhiều (hơn {most_mb:.0f} MB). Hãy chia nhỏ tệp.",
            "File “{file}”: holds too much text (more than {most_mb:.0f} MB). Split it.",
        ),
        columns=error(
            "Tệp «{file}»: có bảng rộng hơn {most} cột. Hãy xóa các cột thừa rồi nhập lại.",
            "File “{file}”: has a table of more than {most} columns. Clear those not used and come "
            "again.",
        ),
        marker=error(
            "Tệp «{file}»: hơn {most} dòng nói về riêng mốc {number}; không nhận gì từ tệp này. "
            "Hãy xem lại cột số hiệu mốc, hoặc chia nhỏ.",
            "File “{file}”: more than {most} rows are about marker {number} alone; nothing of it "
            "was taken. Look at the column of marker numbers, or split it.",
        ),
        findings=error(
            "Tệp «{file}»: hơn {most} dòng không nhận được hoặc phải xem lại; không nhận gì từ tệp "
            "này. Dòng {line} chẳng hạn: {first} Hãy sửa cả tệp theo đó, hoặc chia nhỏ.",
            "File “{file}”: more than {most} rows cannot be taken or need a look; nothing of it "
            "was taken. Row {line}, for one: {first} Correct the file, or split it.",
        ),
        packed=error(
            "Tệp «{file}»: khi bung ra là {size_mb:.0f} MB (nén {ratio:.0f} lần); giới hạn "
            "{most_mb:.0f} MB và {most_ratio} lần. Tệp không được mở; hãy lưu lại từ bản gốc, hoặc "
            "chia nhỏ.",
            "File “{file}”: unpacks to {size_mb:.0f} MB ({ratio:.0f} to 1); the limits are "
            "{most_mb:.0f} MB and {most_ratio} to 1. It was not opened; save it again, or "
            "split it.",
        ),
        archive=error(
            "Tệp «{file}»: có {files} tệp, bung ra {size_mb:.0f} MB; giới hạn {most_files} tệp và "
            "{most_mb:.0f} MB. Tệp không được mở; hãy chia nhỏ.",
            "File “{file}”: holds {files} files of {size_mb:.0f} MB; the limits are {most_files} "
            "files and {most_mb:.0f} MB. It was not opened; split it.",
        ),
        tables=error(
            "Tệp «{file}»: tệp nén có hơn {most} bảng. Tệp không được mở; hãy chia nhỏ.",
            "File “{file}”: is an archive of more than {most} tables. It was not opened; split it.",
        ),
        inside=error(
            "«{path}» bung ra {size_mb:.0f} MB (nén {ratio:.0f} lần); giới hạn {most_mb:.0f} MB và "
            "{most_ratio} lần. Không mở; hãy lưu lại từ bản gốc, hoặc chia nhỏ.",
            "“{path}” unpacks to {size_mb:.0f} MB ({ratio:.0f} to 1); the limits are {most_mb:.0f} "
            "MB and {most_ratio} to 1. It was not opened; save the original again, or split it.",
        ),
    ),
    entry(
        "file-unsafe",
        "file archive",
        path=error(
            "Tệp «{file}»: có đường dẫn ra ngoài thư mục: «{path}». Tệp không được mở; hãy nén lại "
            "từ bản gốc.",
            "File “{file}”: holds a path that leaves its folder: “{path}”. Pack it again.",
        ),
        entities=error(
            "Tệp «{file}»: có DOCTYPE hoặc thực thể ngoài, không đọc vì không an toàn. Hãy xuất "
            "lại từ bản gốc.",
            "File “{file}”: has a DOCTYPE or entities and was not read, to be safe. Export it "
            "again.",
        ),
        view=error(
            "Tệp «{file}»: lớp «{view}» là một câu truy vấn không có điểm dừng. Không đọc; hãy "
            "xuất lớp đó thành bảng thường.",
            "File “{file}”: layer “{view}” is a query that does not end. It was not read; export "
            "the layer as a plain table.",
        ),
        inside_path=error(
            "«{path}»: đường dẫn ra ngoài thư mục. Không mở.",
            "“{path}”: the path leaves its folder. It was not opened.",
        ),
        inside_link=error(
            "«{path}» là một liên kết, không phải tệp. Không mở.",
            "“{path}” is a link and no file. It was not opened.",
        ),
    ),
    entry(
        "name-collision",
        "archive",
        warning(
            "«{path}» có hai lần trong tệp nén; đã dùng tệp đầu. Không mở.",
            "“{path}” stands in the archive twice; the first one was used. It was not opened.",
        ),
    ),
    entry(
        "file-skipped",
        "archive",
        notice(
            "{count} tệp không phải phiếu hay ảnh, bỏ qua: {names}.",
            "{count} files are neither survey nor photograph and were left out: {names}.",
        ),
    ),
    entry(
        "file-continues",
        "file",
        warning(
            "Tệp chỉ là một phần: máy chủ còn phiếu ở phần sau. Hãy tải cả tệp .zip có ảnh (ODK "
            "Central: Submissions, Download).",
            "The file is only a part: the server has more submissions. Download all as .zip with "
            "media (ODK Central: Submissions, Download).",
        ),
    ),
    entry(
        "format-unsupported",
        "file layer",
        kind=error(
            "Tệp «{file}»: là {what}, không đọc được. Hãy lưu lại thành .xlsx, .csv, .gpkg, "
            ".geojson hoặc .kml.",
            "File “{file}”: is {what}, which is not read. Save it as .xlsx, .csv, .gpkg, .geojson "
            "or .kml.",
        ),
        by_hand=error(
            "Tệp «{file}»: là {what}, máy không đọc được. Hãy xin nơi gửi {ask}; không có thì điền "
            "tay vào phiếu: {hint}.",
            "File “{file}”: is {what}, which no machine reads here. Ask its sender for {ask}; if "
            "there is none, fill in the form by hand: {hint}.",
            hints=(Hint("survey form", ("-o", "phieu.xlsx")),),
        ),
        inside=warning(
            "«{path}» là {what}, máy không đọc được. Hãy xin nơi gửi {ask}.",
            "“{path}” is {what}, which no machine reads here. Ask its sender for {ask}.",
        ),
        nested=error(
            "«{path}» là tệp nén trong tệp nén trong tệp nén. Không mở; hãy gửi lại, nén một lần.",
            "“{path}” is an archive in an archive in an archive. It was not opened; pack it once.",
        ),
        several=error(
            "Tệp «{file}»: tệp nén có {count} bảng hoặc lớp. Hãy giải nén rồi nhập từng tệp.",
            "File “{file}”: is an archive of {count} tables or layers. Unpack it and take them in "
            "one by one.",
        ),
        binary=_BINARY,
        json=error(
            "Tệp «{file}»: là JSON nhưng không phải GeoJSON (FeatureCollection). Hãy xuất lại "
            "thành GeoJSON.",
            "File “{file}”: is JSON but not GeoJSON (a FeatureCollection). Export it again as "
            "GeoJSON.",
        ),
    ),
    entry(
        "format-mismatch",
        "file layer",
        not_that=error(
            "Tệp «{file}»: không phải tệp {ending}. Hãy xuất lại từ chương trình gốc.",
            "File “{file}”: is not a {ending} file. Export it again from the program it comes "
            "from.",
        ),
        not_geopackage=error(
            "Tệp «{file}»: là cơ sở dữ liệu SQLite nhưng không phải GeoPackage. Hãy xuất lại từ "
            "QGIS.",
            "File “{file}”: is an SQLite database but not a GeoPackage. Export it again from QGIS.",
        ),
        read_as=warning(
            "Tệp tên là «{ending}» nhưng nội dung là {kind}; đã đọc theo nội dung.",
            "The file is called “{ending}” but holds {kind}; it was read as what it is.",
        ),
        foreign=notice(
            "GeoPackage mang mã ứng dụng lạ (do chương trình khác ghi lại); vẫn đọc.",
            "The GeoPackage carries a foreign application id (another tool rewrote it); it was "
            "read.",
        ),
    ),
    entry(
        "wal-missing",
        "layer",
        warning(
            "«{file}» ở chế độ WAL mà thiếu tệp «{wal}»: các sửa đổi cuối có thể đã mất. Hãy xin "
            "gửi lại cả hai tệp.",
            "“{file}” is in WAL mode and its “{wal}” is missing: the last edits may be lost. Ask "
            "for both files.",
        ),
    ),
    entry("text-damaged", "file", _SPOILT),
    entry("encoding-invalid", "file", _SPOILT),
    entry("encoding-unknown", "file", _SPOILT),
    entry(
        "encoding-guessed",
        "file",
        warning(
            "Tệp không phải UTF-8; đã đọc như Windows-1258. Hãy xem lại dấu tiếng Việt.",
            "The file is not UTF-8; it was read as Windows-1258. Look at the accents.",
        ),
    ),
    entry("encoding-tcvn3", "file", _OLD_ENCODING),
    entry("encoding-vni", "file", _OLD_ENCODING),
    entry(
        "sheet-unknown",
        "workbook",
        error(
            "Tệp «{file}»: không có trang tính «{name}». Các trang: {names}.",
            "File “{file}”: has no sheet “{name}”. It has: {names}.",
        ),
    ),
    entry(
        "sheet-hidden",
        "workbook",
        warning(
            'Trang tính «{name}» bị ẩn, không đọc. Nếu cần: --sheet "{name}"',
            'Sheet “{name}” is hidden and was not read. If it is needed: --sheet "{name}"',
        ),
    ),
    entry(
        "layer-unknown",
        "layer",
        error(
            "Tệp «{file}»: không có lớp «{name}». Các lớp: {names}.",
            "File “{file}”: has no layer “{name}”. It has: {names}.",
        ),
    ),
    entry(
        "sheet-skipped",
        "file",
        notice(
            "Bỏ qua «{name}»: không có cột {missing}.",
            "“{name}” was left out: no column for {missing}.",
        ),
    ),
    entry(
        "file-unread",
        "archive",
        warning(
            "Chưa nhập gì từ «{file}»: không có cột {missing}. Hãy nhập riêng tệp này với "
            "--column, hoặc bỏ nó ra.",
            "Nothing of “{file}” was taken: no column for {missing}. Apply that file by itself "
            "with --column, or take it out.",
        ),
    ),
)
