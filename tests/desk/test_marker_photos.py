"""Photographs on a marker's card: small ones to look at, each as it came to take along."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mocgioi import tracker
from mocgioi.tracker import Tracker
from tests.desk.conftest import Caller, PersonAt
from tests.pictures import jpeg, zipped

GOOD = jpeg(taken="2025:11:05 07:40:39", place=(106.71, 21.97))
ROWS = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Ảnh\n1116,05/11/2025,đã có,{}\n"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two markers, one with a photograph; do not write to it."""
    folder = tmp_path_factory.mktemp("base")
    register = folder / "register.csv"
    rows = "Số hiệu mốc,Kinh độ,Vĩ độ\n1116,106.71,21.97\n1117,106.72,21.98\n"
    register.write_text(rows, encoding="utf-8")
    made = tracker.create(folder / "langson.gpkg")
    made.register.import_file("markers", register, crs="EPSG:4326")
    rows = ROWS.format('"a<i>b.jpg"')
    made.surveys.apply(
        zipped(folder / "s.zip", {"phieu.csv": rows.encode(), "media/a<i>b.jpg": GOOD})
    )
    return made.store.path


@pytest.fixture
def caller(base: Path, at_desk: PersonAt, at_once: None) -> Caller:
    return at_desk(base)


def shown(caller: Caller) -> Tracker:
    return tracker.open(caller.desk.path)


def test_a_photograph_is_shown_small_and_given_as_it_came(caller: Caller) -> None:
    card = caller.get("/marker/1116").text
    assert "a&lt;i&gt;b.jpg" in card
    (small,) = re.findall(r'src="(/marker/1116/small/[0-9a-f]{64})"', card)
    picture = caller.get(small)
    assert picture.content_type == "image/jpeg"
    assert picture.data.startswith(b"\xff\xd8\xff")
    assert picture.data != GOOD
    whole = caller.get(small.replace("small", "photo"))
    assert whole.data == GOOD
    assert whole.content_type == "application/octet-stream"
    assert "attachment" in whole.headers["Content-Disposition"]


def test_it_is_made_small_once(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    sha256 = shown(caller).photos.of("1116")[0].photo.sha256
    first = caller.get(f"/marker/1116/small/{sha256}").data
    monkeypatch.setattr(caller.desk.jobs, "start", None)
    assert caller.get(f"/marker/1116/small/{sha256}").data == first


def test_of_another_marker_it_is_not_given(caller: Caller) -> None:
    sha256 = shown(caller).photos.of("1116")[0].photo.sha256
    assert caller.get(f"/marker/1116/small/{sha256}").status_code == 200
    for kind in ("small", "photo"):
        assert caller.get(f"/marker/1117/{kind}/{sha256}").status_code == 404
        assert caller.get(f"/marker/1116/{kind}/{'0' * 64}").status_code == 404
        assert caller.get(f"/marker/1116/{kind}/..%2f..%2fetc").status_code == 404


def test_what_cannot_be_decoded_is_not_tried_again_and_again(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mocgioi.sources.photographs.thumbnail", lambda *_, **__: None)
    sha256 = shown(caller).photos.of("1116")[0].photo.sha256
    assert caller.get(f"/marker/1116/small/{sha256}").status_code == 404
    monkeypatch.setattr(caller.desk.jobs, "start", None)
    assert caller.get(f"/marker/1116/small/{sha256}").status_code == 404
