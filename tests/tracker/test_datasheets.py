"""Datasheets of markers: one page whatever the marker, and the book of a post."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from mocgioi import tracker
from mocgioi.cli import main
from mocgioi.domain.position import Position
from mocgioi.errors import MarkerNotFound, UsageError
from mocgioi.tracker import Tracker, histories
from tests.outputs.report.reading_back import pdf_text, poppler
from tests.pictures import jpeg, zipped
from tests.tracker import world

REGISTER = (
    "Số hiệu mốc,Kinh độ,Vĩ độ,Xã,Đồn,Cần có đường\n"
    "1116,106.71,21.97,Đồng Đăng,Hữu Nghị,có\n"
    "1117(1),106.72,21.98,Đồng Đăng,Hữu Nghị,có\n"
    "1117(2),106.7203,21.9803,Đồng Đăng,Hữu Nghị,có\n"
    "1118,106.73,21.99,Cao Lộc,Bảo Lâm,có\n"
    "1119,,,Cao Lộc,Bảo Lâm,không\n"
)
COMMUNES = "code,name,formerly\n06184,Đồng Đăng,Bảo Lâm; Hồng Phong\n06211,Cao Lộc,\n"
POSTS = "code,name\nhuu-nghi,Hữu Nghị\nbao-lam,Bảo Lâm\n"
VISITS = 40


def survey() -> str:
    head = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Người kiểm tra,Ghi chú,Ảnh\n"
    return head + "".join(
        f"1116,{day % 28 + 1:02d}/{day // 28 + 1:02d}/2025,đã có,Nông Văn A,"
        f"cỏ mọc {'rất ' * 30}cao {day},p{day}.jpg\n"
        for day in range(VISITS)
    )


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Tracker:
    """Two posts; of 1116 forty visits, each with a photograph. Do not write to it."""
    folder = tmp_path_factory.mktemp("posts")
    made = tracker.create(folder / "langson.gpkg")
    for kind, text in (("communes", COMMUNES), ("posts", POSTS), ("markers", REGISTER)):
        (folder / f"{kind}.csv").write_text(text, encoding="utf-8")
        made.register.import_file(kind, folder / f"{kind}.csv", crs="EPSG:4326")
    photos = {f"p{n}.jpg": jpeg(size=(60, 40), colour=(6 * n, 0, 0)) for n in range(VISITS)}
    made.surveys.apply(zipped(folder / "phieu.zip", {"phieu.csv": survey(), **photos}))
    return made


def flat(content: bytes) -> str:
    return " ".join(pdf_text(content).split())


def pages(content: bytes) -> list[str]:
    return pdf_text(content).split("\f")[:-1]


def code_of(content: bytes, folder: Path) -> str:
    """Return what the QR code of a datasheet says, read off the page as a telephone would."""
    for program in ("zbarimg", "pdftoppm"):
        if shutil.which(program) is None:
            pytest.skip(f"no {program} on the PATH")
    (folder / "page.pdf").write_bytes(content)
    drawn = ["pdftoppm", "-r", "150", "-png", "-singlefile", "page.pdf", "page"]
    subprocess.run(drawn, cwd=folder, check=True, capture_output=True)
    read = subprocess.run(
        ["zbarimg", "--quiet", "--raw", "page.png"], cwd=folder, check=True, capture_output=True
    )
    return read.stdout.decode().strip()


@pytest.mark.parametrize("number", ["1116", "1117(1)", "1118", "1119"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_marker_has_one_page(posts: Tracker, number: str, lang: str) -> None:
    assert len(pages(posts.datasheets.of(number, lang=lang))) == 1  # type: ignore[arg-type]


def test_the_newest_visits_are_listed_and_the_rest_counted(posts: Tracker) -> None:
    text = flat(posts.datasheets.of("1116"))
    [others] = re.findall(r"và (\d+) lần khác", text)
    listed = text.count("ảnh: 1")
    assert 0 < listed < VISITS and listed + int(others) == VISITS
    assert f"cao {VISITS - 1};" in text, "the last of the days is there"


def test_three_photographs_are_shown_and_the_rest_counted(posts: Tracker) -> None:
    made = posts.datasheets.of("1116")
    assert poppler("pdfimages", made, "-list", "-").count("jpeg") == 3
    text = flat(made)
    assert "và 37 ảnh khác" in text
    assert "12/02/2025, Nông Văn A" in text and "01/01/2025, Nông Văn A" not in text, "the newest"


def test_the_position_is_in_both_systems(posts: Tracker) -> None:
    text = flat(posts.datasheets.of("1118"))
    assert "21°59′24,00″B" in text and "106°43′48,00″Đ" in text
    assert "21,990000°; 106,730000°" in text
    [x] = re.findall(r"X = ([\d.,]+) m", text)
    [y] = re.findall(r"Y = ([\d.,]+) m", text)
    assert (x[:6], y[:4]) == ("2.432.", "446."[:4])


def test_the_code_opens_the_place_of_the_marker(posts: Tracker, tmp_path: Path) -> None:
    code = code_of(posts.datasheets.of("1118"), tmp_path)
    assert code == "geo:21.990000,106.730000?q=21.990000,106.730000(1118)"


def test_the_code_of_a_marker_without_a_position_is_its_number(
    posts: Tracker, tmp_path: Path
) -> None:
    made = posts.datasheets.of("1119")
    assert "chưa có trong danh mục mốc" in flat(made)
    assert code_of(made, tmp_path) == "1119"


def test_the_other_stones_of_a_number_are_named(posts: Tracker) -> None:
    assert "1117(2) (cách 45 m)" in flat(posts.datasheets.of("1117(1)"))


def test_the_former_communes_are_named(posts: Tracker) -> None:
    text = flat(posts.datasheets.of("1116"))
    assert "trước 01/7/2025: Bảo Lâm," in text and "Hồng Phong)" in text


def test_inside_the_offices_nothing_exact_and_nobody_is_named(
    posts: Tracker, tmp_path: Path
) -> None:
    made = posts.datasheets.of("1116", audience="internal")
    text = flat(made)
    assert "Nông Văn A" not in text and "cỏ mọc" not in text
    assert "21°58′12″B" in text and ",00″" not in text
    assert re.findall(r"X = [\d.]+0 m", text), "tens of metres"
    assert "jpeg" not in poppler("pdfimages", made, "-list", "-")
    assert code_of(made, tmp_path) == "1116"


def test_there_is_no_public_datasheet(posts: Tracker) -> None:
    with pytest.raises(UsageError, match="public"):
        posts.datasheets.of("1116", audience="public")


def test_a_day_that_has_not_come_yet_is_refused(posts: Tracker) -> None:
    with pytest.raises(UsageError, match="has not come yet"):
        posts.datasheets.of("1116", as_of="2099-01-01")
    with pytest.raises(UsageError, match="has not come yet"):
        posts.tables.markers(as_of="2099-01-01")


def test_the_same_store_gives_the_same_bytes(posts: Tracker) -> None:
    first, second = (posts.datasheets.of("1116", as_of="2026-01-01") for _ in range(2))
    assert first == second


def test_evidence_names_no_file_and_no_row(posts: Tracker) -> None:
    text = flat(posts.datasheets.of("1116"))
    assert "phieu" not in text and "dòng" not in text
    assert "Nông Văn A, 01/01/2025" in text


def test_a_retired_marker_has_one_as_it_was(tmp_path: Path) -> None:
    made = world.make(tmp_path)
    world.end(made, "marker", "1116", on="2024-06-01")
    with pytest.raises(MarkerNotFound):
        made.datasheets.of("1116")
    text = flat(made.datasheets.of("1116", as_of="2024-05-31"))
    assert "Mốc không còn trong danh mục từ ngày 01/06/2024" in text


def test_the_book_has_a_cover_contents_and_a_page_for_each(posts: Tracker) -> None:
    cover, contents, *sheets = pages(posts.datasheets.book(post="Hữu Nghị"))
    assert "Đồn Biên phòng Hữu Nghị" in cover and "1/3 (33,3%)" in cover
    numbers = ["1116", "1117(1)", "1117(2)"]
    assert [n for n in numbers if f"Mốc số {n}" in sheets[numbers.index(n)]] == numbers
    for place, number in enumerate(numbers, start=3):
        assert re.search(rf"{re.escape(number)} .* {place}\n", contents)


def test_the_book_of_a_commune_and_of_all(posts: Tracker) -> None:
    assert len(pages(posts.datasheets.book(commune="06211"))) == 2 + 2
    assert len(pages(posts.datasheets.book())) == 2 + 5


def test_an_unknown_post_is_refused(posts: Tracker) -> None:
    with pytest.raises(UsageError, match="Nowhere"):
        posts.datasheets.book(post="Nowhere")


def test_documents_of_many_markers_are_those_of_each(demo: Tracker) -> None:
    numbers = ["944", "1116", "1230", "1223(1)", "984/1"]
    many = histories.marker_documents(demo.store, numbers, as_of="2025-12-31", known_at=None)
    assert list(many) == [demo.show(number, as_of="2025-12-31") for number in numbers]


def test_a_document_names_the_roads_that_serve_and_what_the_lines_show(tmp_path: Path) -> None:
    made = world.make(tmp_path)
    shown = made.show("1119")
    assert [road["length_m"] for road in shown["access_roads"]] == [540.0]
    assert (shown["measured"], shown["nearest_road"]) == ("reached", "Đường lên mốc 1119")
    assert shown["nearest_road_m"] == pytest.approx(11.1, abs=0.2)
    bare = made.show("1120")
    assert (bare["access_roads"], bare["measured"]) == ([], "none")


def test_a_marker_that_moved_is_sketched_where_it_is(tmp_path: Path) -> None:
    made = world.make(tmp_path)
    moved = world.marker("1118", position=Position(106.7215, 21.9705))
    world.take_in(made, "markers", [moved], on="2024-01-01")
    assert "21,970500°" in flat(made.datasheets.of("1118"))
    assert "21,970000°" in flat(made.datasheets.of("1118", as_of="2023-12-31"))


def test_as_docx_it_says_the_same_and_shows_the_same_pictures(posts: Tracker) -> None:
    document = docx.Document(io.BytesIO(posts.datasheets.of("1116", form="docx")))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    text = "\n".join([*(p.text for p in document.paragraphs), *cells])
    assert "Mốc số 1116" in text and "21°58′12,00″B; 106°42′36,00″Đ" in text
    assert "và 34 lần khác" in text and "và 37 ảnh khác" in text, "six visits, three photographs"
    assert len(document.inline_shapes) == 1 + 1 + 3, "code, sketch, photographs"


def test_as_docx_inside_the_offices_nobody_is_named(posts: Tracker) -> None:
    made = posts.datasheets.of("1116", form="docx", audience="internal")
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        written = package.read("word/document.xml").decode()
    assert "Mốc số 1116" in written
    assert "Nông Văn A" not in written and "geo:" not in written


def test_the_commands_write_them(
    posts: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(posts.store.path)
    one, book = tmp_path / "mốc.pdf", tmp_path / "sổ.pdf"
    assert main(["--store", store, "show", "1118", "-o", str(one)]) == 0
    assert main(["--store", store, "sheets", "--post", "bao-lam", "-o", str(book)]) == 0
    assert len(pages(one.read_bytes())) == 1 and len(pages(book.read_bytes())) == 4
    assert "sổ.pdf" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [
        ["show", "1118", "-o", "x.odt"],
        ["show", "1118", "--audience", "internal"],
        ["show", "1118", "-o", "x.pdf", "--format", "json"],
        ["show", "road", "1118", "-o", "x.pdf"],
        ["sheets", "-o", "x.txt"],
    ],
)
def test_what_makes_no_datasheet_is_refused(
    posts: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wrong: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--store", str(posts.store.path), *wrong]) == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("verb", "has_docx"), [("of", True), ("book", False)])
def test_without_the_library_of_pdf_the_way_out_is_told(
    posts: Tracker, monkeypatch: pytest.MonkeyPatch, verb: str, has_docx: bool
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UsageError, match="pip install") as told:
        posts.datasheets.of("1118") if verb == "of" else posts.datasheets.book()
    assert (".docx" in str(told.value)) == has_docx


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Tracker:
    """Two posts disagree about one day of 1117, a third record of it says nothing of the road."""
    folder = tmp_path_factory.mktemp("disputed")
    made = tracker.create(folder / "langson.gpkg")
    (folder / "markers.csv").write_text(
        "number,longitude,latitude,needs_road,illustrative\n1117,106.71,21.97,yes,yes\n", "utf-8"
    )
    made.register.import_file("markers", folder / "markers.csv", crs="EPSG:4326")
    head = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Tình trạng mốc,Người kiểm tra,Minh họa\n"
    for name, road, stone, who in (
        ("po-ma.csv", "đã xây dựng", "", "Nông Văn A"),
        ("tan-thanh.csv", "đang thi công", "", ""),
        ("chi-ma.csv", "", "nguyên trạng", ""),
    ):
        row = f"1117,05/11/2025,{road},{stone},{who},x\n"
        (folder / name).write_text(head + row, encoding="utf-8")
        made.surveys.apply(folder / name)
    return made


def test_what_is_disputed_is_told_with_its_sides_and_what_counts(disputed: Tracker) -> None:
    text = flat(disputed.datasheets.of("1117"))
    assert "Số liệu chưa thống nhất về tình trạng đường: " in text
    assert "đã xây dựng (Nông Văn A, po-ma.csv, 05/11/2025)" in text
    assert "đang thi công (tan-thanh.csv, 05/11/2025)" in text
    assert "Trong khi chờ quyết định, tính là đang thi công." in text


def test_records_of_one_day_are_lines_of_their_own(disputed: Tracker) -> None:
    lines = pdf_text(disputed.datasheets.of("1117")).partition("Quá trình kiểm tra")[2]
    for who in ("Nông Văn A", "tan-thanh.csv", "chi-ma.csv"):
        assert lines.count(who) == 1
    assert lines.count("05/11/2025") == 3


def test_inside_the_offices_a_dispute_names_neither_people_nor_files(disputed: Tracker) -> None:
    text = flat(disputed.datasheets.of("1117", audience="internal"))
    assert "đã xây dựng (05/11/2025)" in text
    assert "Nông" not in text and ".csv" not in text


def test_the_contents_of_a_book_say_for_whom_they_are_and_that_they_are_made_up(
    disputed: Tracker,
) -> None:
    cover, contents, sheet = pages(disputed.datasheets.book())
    for page in (cover, contents, sheet):
        assert page.count("NỘI BỘ") == page.count("SỐ LIỆU MINH HỌA") == 1


def test_as_docx_pictures_keep_no_distance_that_cuts_them(disputed: Tracker) -> None:
    made = docx.Document(io.BytesIO(disputed.datasheets.of("1117", form="docx")))
    distances = made.element.body.xpath(".//wp:inline/@distL | .//wp:inline/@distR")
    assert distances and set(distances) == {"0"}


@pytest.mark.parametrize("size", [(400, 60), (60, 400), (60, 40)])
def test_as_docx_a_photograph_is_whole_whatever_its_shape(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    made = world.make(tmp_path)
    survey = "marker_number,observed_on,road_status,photo\n1116,2025-05-01,built,p.jpg\n"
    files: dict[str, bytes | str] = {"s.csv": survey, "p.jpg": jpeg(size=size)}
    made.surveys.apply(zipped(tmp_path / "p.zip", files))
    written = docx.Document(io.BytesIO(made.datasheets.of("1116", form="docx")))
    photograph = written.inline_shapes[-1]
    assert photograph.width.mm <= 161 and photograph.height.mm <= 34.1
    assert photograph.width / photograph.height == pytest.approx(size[0] / size[1], rel=0.02)
