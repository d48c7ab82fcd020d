"""Photographs in the map: asked for, small, few, the newest, and for the full edition alone."""

from __future__ import annotations

import base64
import io
import random
from pathlib import Path

import pytest
from PIL import Image

from mocgioi import tracker
from mocgioi.cli import main
from mocgioi.errors import UsageError
from mocgioi.outputs.audience import Audience
from mocgioi.tracker import Tracker
from mocgioi.tracker.thumbnails import MOST_BYTES, Thumbnails, thumbnails
from tests.browser import TabOpener
from tests.outputs.map.carrying import carried, readable
from tests.pictures import jpeg, zipped

REGISTER = "Số hiệu mốc,Kinh độ,Vĩ độ\n1116,106.71,21.97\n1117,106.72,21.98\n1118,106.73,21.99\n"
HEADER = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Ảnh\n"
ROWS = (
    "1116,05/11/2025,đã có,a.jpg\n"
    "1116,06/11/2025,đã có,b.jpg\n"
    "1116,07/11/2025,đã có,<img src=x onerror=alert(1)>.jpg\n"
    "1117,05/11/2025,đã có,d.jpg\n"
)
HOSTILE = "<img src=x onerror=alert(1)>.jpg"
PHOTOS = {
    "a.jpg": jpeg(taken="2025:11:05 07:40:39", size=(900, 600), colour=(10, 200, 10)),
    "b.jpg": jpeg(taken="2025:11:06 07:40:39", size=(900, 600), colour=(10, 10, 200)),
    HOSTILE: jpeg(taken="2025:11:07 07:40:39", size=(640, 480)),
    "d.jpg": jpeg(size=(30, 20)),
}


@pytest.fixture(scope="module")
def photographed(tmp_path_factory: pytest.TempPathFactory) -> Tracker:
    """Three markers: of the first three photographs, of the second one; do not write to it."""
    folder = tmp_path_factory.mktemp("photographed")
    (folder / "register.csv").write_text(REGISTER, encoding="utf-8")
    made = tracker.create(folder / "langson.gpkg")
    made.register.import_file("markers", folder / "register.csv", crs="EPSG:4326")
    made.surveys.apply(zipped(folder / "kobo.zip", {"phieu.csv": HEADER + ROWS, **PHOTOS}))
    return made


def days(found: Thumbnails) -> dict[str, list[str | None]]:
    return {number: [p["taken_on"] for p in of] for number, of in found.by_marker.items()}


def test_the_newest_two_of_each_marker_are_shown_and_the_rest_counted(
    photographed: Tracker,
) -> None:
    found = thumbnails(photographed.store, as_of="2026-11-10")
    assert days(found) == {"1116": ["2025-11-07", "2025-11-06"], "1117": ["2025-11-05"]}
    assert found.counts == {"shown": 3, "left_out": 1}


def test_what_was_seen_after_the_day_is_neither_shown_nor_counted(photographed: Tracker) -> None:
    found = thumbnails(photographed.store, as_of="2025-11-05")
    assert days(found) == {"1116": ["2025-11-05"], "1117": ["2025-11-05"]}
    assert found.counts == {"shown": 2, "left_out": 0}


def test_they_are_small_jpegs_without_tags(photographed: Tracker) -> None:
    found = thumbnails(photographed.store, as_of="2026-11-10")
    for one in (photo for of in found.by_marker.values() for photo in of):
        picture = base64.b64decode(one["data"].removeprefix("data:image/jpeg;base64,"))
        with Image.open(io.BytesIO(picture)) as opened:
            assert (opened.format, max(opened.size) <= 200) == ("JPEG", True)
            assert dict(opened.getexif()) == {}


def test_every_marker_has_its_newest_before_any_has_a_second(photographed: Tracker) -> None:
    whole = thumbnails(photographed.store, as_of="2026-11-10")
    newest = sum(
        len(base64.b64decode(of[0]["data"].partition(",")[2])) for of in whole.by_marker.values()
    )
    found = thumbnails(photographed.store, as_of="2026-11-10", page_bytes=newest)
    assert days(found) == {"1116": ["2025-11-07"], "1117": ["2025-11-05"]}
    assert found.counts == {"shown": 2, "left_out": 2}


def test_a_picture_full_of_detail_is_made_smaller_still(tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text(REGISTER, encoding="utf-8")
    made = tracker.create(tmp_path / "langson.gpkg")
    made.register.import_file("markers", tmp_path / "register.csv", crs="EPSG:4326")
    written = io.BytesIO()
    Image.frombytes("RGB", (200, 200), random.Random(5).randbytes(120_000)).save(
        written, "JPEG", quality=95
    )
    made.surveys.apply(zipped(tmp_path / "x.zip", {"1116.jpg": written.getvalue()}))
    [one] = thumbnails(made.store, as_of="2026-11-10").by_marker["1116"]
    picture = base64.b64decode(one["data"].partition(",")[2])
    with Image.open(io.BytesIO(picture)) as opened:
        assert (len(picture) <= MOST_BYTES, opened.size) == (True, (140, 140))


def test_what_cannot_be_decoded_gives_way_to_an_older_one(tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_text(REGISTER, encoding="utf-8")
    made = tracker.create(tmp_path / "langson.gpkg")
    made.register.import_file("markers", tmp_path / "register.csv", crs="EPSG:4326")
    heic = b"\x00\x00\x00\x18ftypheic" + bytes(40)
    old = jpeg(taken="2024:01:01 07:00:00")
    made.surveys.apply(zipped(tmp_path / "x.zip", {"1116.jpg": old, "1116_2.heic": heic}))
    found = thumbnails(made.store, as_of="2026-11-10")
    assert (days(found), found.counts) == ({"1116": ["2024-01-01"]}, {"shown": 1, "left_out": 1})


def test_a_map_has_no_photographs_unless_asked(photographed: Tracker) -> None:
    page = photographed.maps.page(as_of="2026-11-10")
    assert "data:image/jpeg" not in readable(page) and carried(page)["photos"] == []
    page = photographed.maps.page(as_of="2026-11-10", photos=True)
    assert readable(page).count("data:image/jpeg") == 3


def test_the_same_store_gives_the_same_page_with_photographs(photographed: Tracker) -> None:
    one, other = (photographed.maps.page(as_of="2026-11-10", photos=True) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("audience", ["internal", "public"])
def test_no_other_edition_may_have_them(photographed: Tracker, audience: Audience) -> None:
    with pytest.raises(UsageError):
        photographed.maps.page(as_of="2026-11-10", audience=audience, photos=True)
    page = photographed.maps.page(as_of="2026-11-10", audience=audience)
    assert "data:image/jpeg" not in readable(page)


def test_the_command_says_how_many_were_left_out(
    photographed: Tracker, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "map.html"
    store = str(photographed.store.path)
    command = ["--store", store, "map", "--photos", "--as-of", "2026-11-10", "-o", str(out)]
    assert main(command) == 0
    told = capsys.readouterr()
    assert "3 ảnh mới nhất" in told.err and "1 ảnh khác" in told.err
    assert readable(out.read_text(encoding="utf-8")).count("data:image/jpeg") == 3


@pytest.mark.browser
def test_the_card_shows_them_with_day_and_number_and_a_name_stays_out(
    photographed: Tracker, open_tab: TabOpener, tmp_path: Path
) -> None:
    page = tmp_path / "map.html"
    page.write_text(photographed.maps.page(as_of="2026-11-10", photos=True), encoding="utf-8")
    tab = open_tab()
    tab.viewport(390, 844, mobile=True)
    tab.open(page)
    tab.js("void mocgioi.page.select(0)")
    tab.settle()
    shown = tab.js(
        "Promise.all([...document.querySelectorAll('.mg-photos img')].map(i => i.decode()"
        ".then(() => [i.naturalWidth, i.naturalHeight, i.alt])))"
    )
    over = tab.js("(p => p.scrollWidth - p.clientWidth)(document.querySelector('.mg-photos'))")
    wide = tab.js("document.documentElement.scrollWidth")
    tab.js("void mocgioi.page.select(2)")
    none = tab.js("document.querySelectorAll('.mg-photos').length")
    tab.js("void mocgioi.page.openTab('overview')")
    foot = tab.js("document.querySelector('.mg-foot').textContent")
    assert shown == [
        [200, 150, "Ảnh mốc 1116 07/11/2025"],
        [200, 133, "Ảnh mốc 1116 06/11/2025"],
    ]
    assert "3 ảnh mới nhất" in foot and (wide, over, none) == (390, 0, 0)
    outside = [url for url in tab.requests if not url.startswith("data:image/jpeg;base64,")]
    assert (outside, tab.errors, tab.dialogs) == ([page.as_uri()], [], [])
    assert "alert(1)" not in readable(page.read_text(encoding="utf-8"))
