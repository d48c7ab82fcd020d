"""What the officer who works in QGIS has to know: ``mocgioi help qgis``."""

from __future__ import annotations

from mocgioi.cli.guides import Section
from mocgioi.errors import Text

GUIDE = (
    Section(
        Text("Mở kho số liệu", "Opening a store"),
        (
            Text(
                "Mở tệp .qgs cạnh kho (init và demo đã ghi sẵn; ghi lại: mocgioi qgis). Các lớp đã "
                "có tên, màu, nhãn tiếng Việt, danh sách chọn, lịch sử và ảnh trong phiếu của mốc. "
                "Kiểu vẽ riêng mà anh chị đặt làm mặc định thì được giữ.",
                "Open the .qgs beside the store (init and demo write it; again: mocgioi qgis). Its "
                "layers are named, drawn and labelled, with drop-downs, and the form of a marker "
                "shows its history and photographs. A style that you make the default is kept.",
            ),
            Text(
                "WMS, ảnh nền của cơ quan: tự thêm vào dự án rồi lưu bằng QGIS. Từ khi đó mocgioi "
                "qgis không ghi đè lên; muốn có bản mới thì ghi sang tệp khác: mocgioi qgis -o "
                "TỆP.qgs. Bản đồ HTML và báo cáo không dùng WMS: chúng mở được không cần mạng.",
                "A WMS or tiles of the office: add them to the project and save it with QGIS. From "
                "then on mocgioi qgis does not write over it; have a new one beside it with: "
                "mocgioi qgis -o FILE.qgs. The HTML map and the report use no WMS: they open "
                "without a network.",
            ),
            Text(
                "Dấu ! đỏ trên mốc: mốc hư hỏng, dịch chuyển hoặc mất, phải báo ngay nếu chưa báo. "
                "Dấu ? cam: không tìm thấy mốc. Vòng tím: số liệu chưa thống nhất, chờ quyết định. "
                "Các dấu này luôn nằm trên mọi mốc khác. Rê chuột lên mốc, đường, xã, đồn: số liệu "
                "chính, ghi bằng chữ.",
                "A red ! on a marker: it is damaged, displaced or lost, and has to be reported at "
                "once unless it was. An orange ?: it was not found. A purple ring: reports "
                "disagree and wait for a decision. They lie above every marker. Rest the mouse on "
                "a marker, road, commune or post for what matters of it, in words.",
            ),
            Text(
                "In A3: Dự án > Bố cục (Project > Layouts) > chọn bản in > Xuất PDF. Số liệu trên "
                "bản in là của kho lúc in, theo ngày ở Việt Nam. Số để ký là của mocgioi status: "
                "bản in không biết mốc nào đã báo ngay, mốc nào được đưa ra khỏi diện cần đường.",
                "To print A3: Project > Layouts > the sheet > Export as PDF. Its figures are those "
                "of the store when it is printed, its day that of Viet Nam. What is signed are the "
                "figures of mocgioi status: the sheet does not know which markers were reported, "
                "nor which are no longer said to need a road.",
            ),
        ),
    ),
    Section(
        Text("Sửa được gì", "What may be edited"),
        (
            Text(
                "Mốc giới: tình trạng đường, tình trạng mốc, diện cần có đường, nguồn vốn, ghi "
                "chú… Đã đến mốc mà không có gì thay đổi: ghi ngày ấy vào «Kiểm tra lần cuối» rồi "
                "lưu; mục nào không sửa được xác nhận như đang ghi. Không thêm, không xoá, không "
                "kéo mốc đi: mốc và toạ độ chỉ vào bằng mocgioi import markers.",
                "Markers: road, condition, need, funding, note and so on. Seen, and nothing "
                "changed: type the day as “Kiểm tra lần cuối” and save; what is not typed anew is "
                "confirmed as it stands there. A marker is not added, deleted or moved: markers "
                "and their positions come by mocgioi import markers.",
            ),
            Text(
                "Đường, xã, đồn, cửa khẩu, đường biên, nền bản đồ, công trình, đóng góp, số liệu "
                "đã công bố, chỉ tiêu: thêm, vẽ, tách, gộp, dán, sửa, xoá. Phần tách ra của một "
                "đường là đường mới; phần cũ giữ nguyên lịch sử. Xã, đồn, cửa khẩu, công trình "
                "tách hay dán ra thì phải ghi mã (tên) của hàng mới: mã QGIS tự đặt (po-ma_1) bị "
                "từ chối.",
                "Roads, communes, posts, gates, boundary, base map, projects, contributions, "
                "published figures, targets: add, draw, split, merge, paste, edit, delete. What is "
                "split off a road is a new road; the old one keeps its history. A commune, post, "
                "gate or project that is split off or pasted needs its code (name) typed: one that "
                "QGIS made up (po-ma_1) is refused.",
            ),
            Text(
                "Số liệu ghi nhận và ảnh hiện trường chỉ để xem: mọi việc đã ghi được giữ nguyên.",
                "Observations and photographs are to be looked at: what was recorded stays.",
            ),
        ),
    ),
    Section(
        Text("Từ chối gì, vì sao", "What is refused, and why"),
        (
            Text(
                "Cột do chương trình tính (theo tuyến trên bản đồ, số liệu chưa thống nhất…), số "
                "hiệu và mã: vì mọi số liệu nhận ra nhau theo đó. Để trống một tình trạng đã ghi: "
                "hãy chọn giá trị đúng, hoặc hoàn tác đợt đã ghi. Giá trị ngoài danh sách; ngày "
                "sau hôm nay; ngày kiểm tra lùi lại. QGIS hiện nguyên câu nói vì sao. QGIS lưu "
                "lần lượt phần sửa, phần xoá, phần thêm của một lớp: phần bị từ chối không vào "
                "gì, phần trước đó đã vào.",
                "Columns that are computed (reach on the map, disagreements …), numbers and "
                "codes, by which all data know each other. Emptying a state once recorded: choose "
                "what is right, or undo the batch. A value of no list; a day to come; a last "
                "visit before the one that is known. QGIS shows the sentence that says why. It "
                "saves what was edited, what was deleted and what was added of a layer one after "
                "the other: the part that is refused does not come in at all, those before it "
                "have.",
            ),
            Text(
                "Mốc đã có đường mà ghi lại là chưa: lưu được nhưng không tự thay. Ô vẫn hiện «đã "
                "xây dựng», «Số liệu chưa thống nhất» tăng lên và mốc có vòng tím, đến khi có "
                "người quyết định: mocgioi conflicts list. Đường bị hư hỏng thì ghi ở «Chất lượng "
                "đường»: mốc vẫn tính là đã có đường.",
                "A road that was built and is typed as not built: it is saved, and does not simply "
                "replace what is known. The form shows “đã xây dựng” again, the marker has a "
                "purple ring, until somebody decides: mocgioi conflicts list. Damage of a road is "
                "typed as its condition: the marker still counts.",
            ),
            Text(
                "Một lần lưu đổi xã, đồn, đường, tình trạng hay nguồn vốn của quá 20 mốc thì chờ "
                "người xem: mocgioi conflicts list. Trong khi chờ, bản đồ và báo cáo không đổi.",
                "A save that moves commune, post, road, condition or funding of more than 20 "
                "markers waits for a person: mocgioi conflicts list. Meanwhile map and report stay "
                "as they are.",
            ),
            Text(
                "Hai lần lưu cách nhau không quá 3 giây là một đợt; muốn quyết định riêng từng lần "
                "thì chờ lâu hơn rồi mới lưu lần sau.",
                "Two saves within 3 seconds of each other are one batch; wait longer before the "
                "next one to decide about each by itself.",
            ),
            Text(
                "Tuyến bị tách hay sao chép: tuyến cũ giữ chiều dài và kinh phí theo hồ sơ, tuyến "
                "mới để trống, để không tính hai lần; cần thì ghi riêng cho từng tuyến.",
                "Of a road that is split or copied the former keeps the length and cost of its "
                "papers, and the new one is left without, so that they do not count twice; state "
                "those of each if needed.",
            ),
        ),
    ),
    Section(
        Text("Ngày, người, hoàn tác", "Day, hand, taking back"),
        (
            Text(
                "Ngày của một sửa đổi là ngày ghi ở ô «… từ ngày» cạnh ô vừa sửa; không ghi thì là "
                "hôm nay (giờ Việt Nam). Ở các lớp khác mốc, luôn là hôm nay. Người sửa điền sẵn "
                "theo tên người dùng máy, sửa được.",
                "The day of an edit is the one typed beside it, in “… từ ngày”; without one it is "
                "today in Viet Nam. In layers other than the markers it is always today. Who edits "
                "is filled in with the name of the machine's user, and may be typed.",
            ),
            Text(
                "Mỗi lần lưu là một đợt: xem bằng mocgioi survey list, lấy lại bằng mocgioi survey "
                "undo ĐỢT --why «lý do». Sửa lại trong cùng ngày thì lần sau thay lần trước.",
                "Each save is a batch: see mocgioi survey list, take it back with mocgioi survey "
                "undo BATCH --why “reason”. What the same hand corrects within the day replaces "
                "what it typed before.",
            ),
            Text(
                "Dự án đặt «giao dịch» (sửa nhiều lớp, lưu một lần) cũng dùng được; khi đó kho bị "
                "khoá từ ô sửa đầu tiên đến lúc lưu, mocgioi đợi 30 giây rồi báo. QGIS báo "
                "«database is locked» vì mocgioi vừa ghi thì lưu lại lần nữa: chưa mất gì.",
                "A project with transaction groups (several layers, one save) works too; the store "
                "is locked from the first edit to the save, and mocgioi waits 30 seconds, then "
                "says so. Where QGIS says “database is locked” because the program was writing, "
                "save again: nothing is lost.",
            ),
        ),
    ),
    Section(
        Text("Bản sao về nhà", "How copies come home"),
        (
            Text(
                "Bản sao của cả kho (mocgioi backup TỆP.gpkg), sửa ở nơi khác bằng QGIS hay "
                "QField: mocgioi merge TỆP.gpkg. Ngày, người, lịch sử đều về theo.",
                "A copy of the whole store (mocgioi backup FILE.gpkg) that was edited elsewhere in "
                "QGIS or QField: mocgioi merge FILE.gpkg. Days, hands and history come along.",
            ),
            Text(
                "Một lớp lưu thành tệp khác (GPKG, SHP, GeoJSON, KML, FlatGeobuf, TAB, XLSX, ODS, "
                "CSV; cả lớp hay chỉ phần đã chọn): mocgioi merge TỆP --on NGÀY. Chỉ ô đã sửa được "
                "nhận. Xoá trong tệp không xoá gì trong kho; mốc bị kéo đi không được nhận. Hình "
                "vẽ chỉ nhận khi tệp ở EPSG:4326. Sau khi tách hoặc nhân đôi, xoá ô uuid của hàng "
                "mới rồi hãy gộp.",
                "A layer that was saved as another file (GPKG, SHP, GeoJSON, KML, FlatGeobuf, TAB, "
                "XLSX, ODS, CSV; all of it or what was selected): mocgioi merge FILE --on DAY. "
                "Only cells that were edited come in. Deleting in the file deletes nothing here; a "
                "marker that was moved there is not taken. Drawings come in from EPSG:4326 alone. "
                "After a split or a duplicate, empty the uuid of the new row before merging.",
            ),
            Text(
                "Xem trước, không ghi gì: thêm --check. Gộp hai lần không thêm gì.",
                "To look first, writing nothing: --check. Merging twice adds nothing.",
            ),
            Text(
                "Mergin, geodiff: hai người sửa bằng phần mềm bản đồ thì đồng bộ được. Lệnh "
                "mocgioi chỉ chạy ở một nơi, sau khi đồng bộ. Chạy ở hai nơi rồi mới đồng bộ thì "
                "chuỗi ghi đứt: mocgioi check nói, merge từ chối, phải lấy lại bản sao trước đó. "
                "Hai nơi đều chạy mocgioi thì đừng đồng bộ tệp, hãy dùng merge.",
                "Mergin, geodiff: what two people edit in map programs is brought together. Run "
                "mocgioi in one place, after synchronising. Run in two and then synchronised, the "
                "chain of commits breaks: mocgioi check tells, merge refuses, and a backup from "
                "before has to be restored. Where both places run mocgioi, do not synchronise the "
                "file: merge it.",
            ),
        ),
    ),
    Section(
        Text("Giao cho đồn", "A kit for a post"),
        (
            Text(
                "mocgioi kit --post «Chi Ma» -o THƯ-MỤC. Mở DOC-TRUOC.html trước: tệp nào cho máy "
                "nào. Thư mục qfield chép nguyên vào điện thoại. Trong QField: bấm mốc, sửa, chụp "
                "ảnh ở ô «Ảnh mới chụp» (mỗi lần một ảnh, chụp thêm thì ảnh trước vẫn còn trong "
                "DCIM). Khi về, chép cả thư mục vào thư mục hằng tuần rồi mocgioi update: số liệu "
                "và ảnh cùng vào. Từng tệp: mocgioi merge tệp .gpkg, rồi mocgioi survey apply thư "
                "mục DCIM. Ảnh chụp bằng máy khác: đặt tên theo số hiệu mốc (1116.jpg, "
                "1088_2.jpg).",
                "mocgioi kit --post “Chi Ma” -o FOLDER. Open DOC-TRUOC.html first: which file for "
                "which device. The folder qfield goes to the telephone as it is. In QField tap a "
                "marker, edit, and take its photograph in “Ảnh mới chụp” (one at a time; of "
                "several, the earlier ones stay in DCIM). When it is back, put the whole folder "
                "into the weekly one and run mocgioi update: data and photographs go in together. "
                "One by one: mocgioi merge the .gpkg, then mocgioi survey apply the folder DCIM. "
                "Photographs of another camera are named for their marker (1116.jpg, 1088_2.jpg).",
            ),
        ),
    ),
)
"""The whole guide, in the order in which it is needed."""
