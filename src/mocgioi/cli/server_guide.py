"""What whoever keeps a store on a server has to know: ``mocgioi help server``."""

from __future__ import annotations

from mocgioi.cli.guides import Section
from mocgioi.errors import Text

GUIDE = (
    Section(
        Text("Khi nào cần máy chủ", "When a server is needed"),
        (
            Text(
                "Một tệp .gpkg có một người ghi mỗi lúc, và đủ cho một phòng. Khi sở, các xã, các "
                "đồn cùng ghi trong ngày, để kho trên PostgreSQL (từ bản 14) có PostGIS. Mọi "
                "lệnh, số liệu, bàn làm việc, QGIS dùng như với tệp: thay tệp bằng địa chỉ.",
                "A .gpkg file has one writer at a time, and is enough for an office. Where a "
                "department, communes and posts write on the same day, keep the store on "
                "PostgreSQL (14 or later) with PostGIS. Every command, figure, the desk and QGIS "
                "work as with a file: put an address in its place.",
            ),
            Text(
                'Cài thêm phần nối máy chủ: pip install "mocgioi[postgis]".',
                'Install what speaks to a server: pip install "mocgioi[postgis]".',
            ),
        ),
    ),
    Section(
        Text("Lập kho", "Making the store"),
        (
            Text(
                "Người quản trị PostgreSQL gõ một lần: CREATE ROLE so_ngoai_vu LOGIN CREATEROLE; "
                "CREATE DATABASE langson OWNER so_ngoai_vu; rồi trong cơ sở dữ liệu ấy: CREATE "
                "EXTENSION postgis; — và đặt mật khẩu bằng \\password so_ngoai_vu.",
                "The administrator of PostgreSQL types once: CREATE ROLE so_ngoai_vu LOGIN "
                "CREATEROLE; CREATE DATABASE langson OWNER so_ngoai_vu; then, in that database: "
                "CREATE EXTENSION postgis; — and sets a password with \\password so_ngoai_vu.",
            ),
            Text(
                "Kho mới: mocgioi --store postgresql://so_ngoai_vu@may-chu/langson init. Kho đang "
                "có: mocgioi copy langson.gpkg postgresql://so_ngoai_vu@may-chu/langson; chép "
                "trọn, kể cả ảnh, và kiểm tra lại từng lần ghi. Nhiều kho trong một cơ sở dữ "
                "liệu: thêm ?schema=TÊN (địa chỉ đã có dấu ? thì &schema=TÊN, và đặt cả địa chỉ "
                "trong dấu nháy).",
                "A new store: mocgioi --store postgresql://so_ngoai_vu@server/langson init. One "
                "that is there: mocgioi copy langson.gpkg "
                "postgresql://so_ngoai_vu@server/langson; all of it, photographs too, and every "
                "commit is looked at. Several stores in one database: add ?schema=NAME "
                "(&schema=NAME where the address has a ? already, and the whole of it in quotes).",
            ),
            Text(
                "Mật khẩu không để trong địa chỉ (chương trình từ chối): ghi ở ~/.pgpass "
                "(Windows: %APPDATA%\\postgresql\\pgpass.conf) hoặc dùng dịch vụ: "
                "postgresql:///?service=TÊN. Đặt biến MOCGIOI_STORE là địa chỉ thì không phải gõ "
                "--store.",
                "No password in an address (it is refused): keep it in ~/.pgpass (Windows: "
                "%APPDATA%\\postgresql\\pgpass.conf) or use a service: "
                "postgresql:///?service=NAME. With the address in the variable MOCGIOI_STORE "
                "nobody has to type --store.",
            ),
        ),
    ),
    Section(
        Text("Ai được làm gì", "Who may do what"),
        (
            Text(
                "mocgioi hands: ai dùng được kho. mocgioi hands --admit don_po_ma --role post "
                "--post MÃ-ĐỒN: người dùng ấy của máy chủ ghi được mốc của đồn mình. Vai trò: "
                "office (ghi mọi thứ), post, viewer (chỉ xem). Thôi: mocgioi hands --dismiss TÊN.",
                "mocgioi hands: who may use the store. mocgioi hands --admit post_po_ma --role "
                "post --post CODE: that user of the server writes the markers of their post. "
                "Roles: office (writes everything), post, viewer (reads). No more: mocgioi hands "
                "--dismiss NAME.",
            ),
            Text(
                "Máy chủ giữ lời: sổ ghi chỉ thêm, không ai sửa hay xoá; mỗi lần ghi mang tên "
                "người dùng của cơ sở dữ liệu; điều không được sửa bị từ chối bằng một câu tiếng "
                "Việt, trong QGIS cũng vậy.",
                "The server sees to it: the ledger only grows, nobody changes or deletes; each "
                "commit carries the user of the database; what may not be edited is refused in a "
                "Vietnamese sentence, in QGIS too.",
            ),
            Text(
                "Cho người chỉ đọc và phần mềm thống kê: các khung nhìn public_… (bản công khai) "
                "và internal_… (nội bộ), coverage (số liệu theo xã và toàn tỉnh).",
                "For readers and reporting tools: the views public_… (public edition) and "
                "internal_…, coverage (figures by commune and in all).",
            ),
        ),
    ),
    Section(
        Text("Làm việc hằng ngày", "The daily work"),
        (
            Text(
                "Mỗi máy giữ một bản theo máy chủ trong thư mục đệm của người dùng (biến "
                "MOCGIOI_CACHE đổi chỗ); trước mỗi lần đọc hay ghi, bản ấy lấy phần mới. Đó chỉ "
                "là bản đệm: xoá đi lúc nào cũng được. Nó chứa số liệu nội bộ: khoá máy như giữ "
                "tệp kho.",
                "Each computer keeps a replica in the user's cache folder (the variable "
                "MOCGIOI_CACHE moves it), which fetches what is new before each reading and "
                "writing. It is only a cache: delete it at any time. It holds internal data: "
                "guard the computer as you would the file of a store.",
            ),
            Text(
                "Người ghi sau đợi người ghi trước vài phần giây; người đọc không đợi ai. Mất "
                "mạng giữa chừng: trên máy chủ hoặc như cũ hoặc đã ghi trọn (mã 41); làm lại, "
                "cùng một tệp hai lần không đổi gì.",
                "Who writes waits a moment for who writes before; readers wait for nobody. Where "
                "the network breaks, the server has all of it or nothing (exit code 41); do it "
                "again, the same file twice changes nothing.",
            ),
            Text(
                "Số liệu «biết đến lúc nào» theo thứ tự ghi và đồng hồ của máy chủ: số đã công bố "
                "không đổi, dù bao nhiêu người cùng ghi.",
                "What was known when follows the order of commits and the server's clock: a "
                "figure once published does not move, however many write.",
            ),
            Text(
                "Đồn không có mạng: giao bộ tệp (mocgioi kit --post …), khi về thì mocgioi merge. "
                "Bàn làm việc cho cả sở: mocgioi desk ĐỊA-CHỈ --listen …",
                "A post without network: give it a kit (mocgioi kit --post …), and mocgioi merge "
                "brings it home. A desk for the department: mocgioi desk ADDRESS --listen …",
            ),
        ),
    ),
    Section(
        Text("Sao lưu, nâng cấp", "Copies, upgrades"),
        (
            Text(
                "mocgioi backup TỆP.gpkg ghi cả kho ra một tệp dùng được ngay như kho. Lấy lại: "
                "chép tệp ấy lên một lược đồ mới (mocgioi copy TỆP.gpkg ĐỊA-CHỈ?schema=TÊN), so "
                "sánh, rồi dùng lược đồ ấy. pg_dump của người quản trị vẫn nên chạy hằng đêm.",
                "mocgioi backup FILE.gpkg writes all of it to a file that is a store at once. To "
                "bring it back, copy it to a new schema (mocgioi copy FILE.gpkg "
                "ADDRESS?schema=NAME), compare, then use that schema. The administrator's pg_dump "
                "should run every night all the same.",
            ),
            Text(
                "mocgioi check đọc lại toàn bộ từ máy chủ: chuỗi các lần ghi, số liệu suy ra từ "
                "sổ, phần bảo vệ còn đủ không. Phiên bản chương trình và kho khác nhau: mã 22.",
                "mocgioi check reads all of it anew from the server: the chain of commits, what "
                "follows from the ledger, whether every guard is there. Where program and store "
                "are of different versions: exit code 22.",
            ),
        ),
    ),
)
