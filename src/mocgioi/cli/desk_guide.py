"""What whoever works at the desk has to know: ``mocgioi help desk``."""

from __future__ import annotations

from mocgioi.cli.guides import Section
from mocgioi.errors import Text

GUIDE = (
    Section(
        Text("Mở và đóng", "Opening and closing"),
        (
            Text(
                "Bấm đúp ban-lam-viec.bat (Linux: ban-lam-viec.desktop hoặc .sh) cạnh kho, hoặc gõ "
                "mocgioi desk THƯ-MỤC. Trình duyệt của máy mở ra; không cần mạng, không máy nào "
                "khác vào được. Địa chỉ in ra chỉ dùng được một lần.",
                "Double-click ban-lam-viec.bat (Linux: ban-lam-viec.desktop or .sh) beside the "
                "store, or type mocgioi desk FOLDER. The browser of this computer opens; no "
                "network is needed, and no other computer comes in. The address that is printed "
                "works once.",
            ),
            Text(
                "Đóng: «Đóng bàn làm việc» trên trang, hoặc Ctrl-C ở cửa sổ lệnh. Đóng hết các "
                "trang thì một phút sau tự đóng; việc đang chạy được làm xong trước. Mất điện, tắt "
                "ngang: việc vừa làm đã xong trọn hoặc chưa làm; tệp đã thả còn trong khay.",
                "To close it: “Close the desk” on the page, or Ctrl-C in the terminal. A minute "
                "after the last page was closed it closes by itself; what is running is finished "
                "first. After a power cut what you did last is done entirely or not at all, and "
                "files that were dropped are still on the tray.",
            ),
            Text(
                "Không mở được trình duyệt: tự mở địa chỉ in ra. Cổng đang có chương trình khác "
                "dùng: bỏ --port. Bấm đúp lần nữa mở thêm một bàn trên cùng kho: không sao, người "
                "ghi sau đợi người ghi trước.",
                "No browser opens: open the address that is printed. The port is in use: leave "
                "--port out. A second double click opens another desk on the same store, which is "
                "fine: who writes later waits for who writes first.",
            ),
        ),
    ),
    Section(
        Text("Kho số liệu", "The store"),
        (
            Text(
                "Thư mục chưa có kho: thả mọi tệp cơ quan có (danh sách mốc, xã, đồn, cửa khẩu, "
                "đường biên, tuyến đường …), theo thứ tự nào cũng được. Chương trình nói mỗi tệp "
                "là gì, xem thử tất cả, hỏi điều chưa rõ (hệ toạ độ, cột), rồi một lần bấm là có "
                "kho.",
                "A folder without a store: drop every file the office has (register of markers, "
                "communes, posts, gates, border line, roads …) in any order. The program says what "
                "each is, tries them all, asks what is not clear (coordinate systems, columns), "
                "and one press makes the store.",
            ),
            Text(
                "Mục «Kho số liệu»: sao lưu vào thư mục langson-sao-luu cạnh kho và tải về, lấy "
                "lại một bản (nói trước những gì sẽ mất; kho hiện nay luôn được giữ bên cạnh), "
                "kiểm tra, dựng lại. Kho của phiên bản cũ: trang đầu có nút «Nâng cấp».",
                "“Store”: back up into the folder langson-sao-luu beside the store and download, "
                "bring a copy back (what would be lost is told first; the store as it is always "
                "stays beside it), check, repair. A store of an earlier version: the first page "
                "has a button “Upgrade”.",
            ),
            Text(
                "Cạnh kho: langson-khay là tệp đã thả, chờ nhập; langson-sao-luu là các bản sao. "
                "Việc hằng tuần (cap-nhat) không đọc hai thư mục đó.",
                "Beside the store: langson-khay has the files that were dropped and wait, "
                "langson-sao-luu the copies. The weekly routine (cap-nhat) reads neither.",
            ),
            Text(
                "Kho trên máy chủ: mocgioi desk ĐỊA-CHỈ. Khay, bản sao, chương trình, người dùng "
                "là riêng của bàn, nằm ở thư mục đang đứng, hay ở --folder; nên dành riêng một thư "
                "mục. Về sau gõ mocgioi desk THƯ-MỤC là đủ; init để ở đó ban-lam-viec mở địa chỉ "
                "ấy, chép sang máy khác được. Mất máy chủ: trang nói rõ, có nút «Thử lại»; chữ đã "
                "gõ được điền lại, tệp đã thả còn trong khay. Bản sao không thay được kho trên máy "
                "chủ: mocgioi help server.",
                "A store on a server: mocgioi desk ADDRESS. Tray, copies, programmes and people "
                "are the desk's own and lie in the working folder, or in --folder; give it a "
                "folder of its own. From then on mocgioi desk FOLDER is enough; init leaves a "
                "ban-lam-viec there that opens the address and may be copied to another computer. "
                "While the server is away pages say so, with “Try again”; what was typed is filled "
                "in again, and files that were dropped stay on the tray. No copy replaces a store "
                "on a server: mocgioi help server.",
            ),
        ),
    ),
    Section(
        Text("Nhiều người", "Several people"),
        (
            Text(
                "mocgioi desk --listen ĐỊA-CHỈ phục vụ mạng nội bộ, chỉ khi đã có danh sách người "
                "dùng, và qua HTTPS. Mỗi người có quyền riêng; người của đồn chỉ thấy và ghi mốc "
                "của đồn mình; mọi việc ghi tên người làm.",
                "mocgioi desk --listen ADDRESS serves the office's network, only once there are "
                "people, and over HTTPS. Each has rights of their own; people of a post see and "
                "record the markers of their post; everything carries who did it.",
            ),
        ),
    ),
    Section(
        Text("Kết thúc", "How it ends"),
        (
            Text(
                "Mã 0: đã đóng. 2: có nhiều kho, hãy chỉ rõ; hoặc cổng đang bận. 50: không có thư "
                "mục, hoặc không ghi được.",
                "Code 0: it was closed. 2: there are several stores, name one; or the port is in "
                "use. 50: there is no such folder, or it cannot be written.",
            ),
        ),
    ),
)
"""The whole guide, in the order in which it is needed."""
