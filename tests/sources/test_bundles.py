"""Zips and folders as surveys: what is hostile is shut out and told, the rest is read."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from pathlib import Path

import pytest

from mocgioi.errors import UnreadableInput
from mocgioi.sources import Bundle, archives, opened
from mocgioi.sources.album import Damaged
from tests.pictures import jpeg, zipped

ROWS = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường\n1116,05/11/2025,đã có\n"


def paths(bundle: Bundle) -> list[str]:
    return [source.path for source in bundle.album.sources]


def codes(bundle: Bundle) -> list[str]:
    return [refused.finding.code for refused in bundle.refused]


def test_a_zip_holds_its_rows_and_its_photographs(tmp_path: Path) -> None:
    path = zipped(tmp_path / "kobo.zip", {"phieu.csv": ROWS, "media/a b/1.jpg": jpeg()})
    with opened(path) as bundle:
        assert bundle.raw is not None and len(bundle.raw.tables[0].rows) == 1
        assert (bundle.raw.name, paths(bundle)) == ("kobo.zip", ["media/a b/1.jpg"])
        assert bundle.album.sources[0].read() == jpeg()


def test_two_tables_in_a_zip_are_one_file_with_two_sheets(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"a.csv": ROWS, "b/a.csv": ROWS})
    with opened(path) as bundle:
        assert bundle.raw is not None
        assert [table.name for table in bundle.raw.tables] == ["a.csv", "b/a.csv"]


def test_nothing_of_a_zip_stays_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    path = zipped(tmp_path / "x.zip", {"../../a.csv": ROWS, "b.csv": ROWS, "/c.jpg": jpeg()})
    with opened(path) as bundle:
        assert codes(bundle) == ["file-unsafe", "file-unsafe"]
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["temp", "x.zip"]


@pytest.mark.parametrize(
    "name", ["../x.jpg", "a/../../x.jpg", "/etc/x.jpg", "..\\x.jpg", "C:\\x.jpg"]
)
def test_a_name_that_leaves_the_folder_is_refused(name: str, tmp_path: Path) -> None:
    with opened(zipped(tmp_path / "x.zip", {name: jpeg(), "1116.jpg": jpeg()})) as bundle:
        assert (codes(bundle), paths(bundle)) == (["file-unsafe"], ["1116.jpg"])


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("1116.jpg")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with opened(tmp_path / "x.zip") as bundle:
        assert (codes(bundle), paths(bundle)) == (["file-unsafe"], [])


def test_a_bomb_is_refused_alone(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"1116.jpg": bytes(5_000_000), "1117.jpg": jpeg()})
    with opened(path) as bundle:
        assert (codes(bundle), paths(bundle)) == (["file-too-large"], ["1117.jpg"])


def test_a_size_that_lies_gives_no_byte_more_than_it_says(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"1116.jpg": bytes(3_000_000)})
    data = bytearray(path.read_bytes())
    directory = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, directory + 24, 1_000)
    path.write_bytes(data)
    with opened(path) as bundle, pytest.raises(Damaged):
        bundle.album.sources[0].read()


def test_a_zip_of_too_much_is_refused_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_ARCHIVE_BYTES", 1000)
    path = zipped(tmp_path / "x.zip", {f"{n}.jpg": jpeg() for n in range(1100, 1104)})
    with pytest.raises(UnreadableInput, match="limits"), opened(path):
        pass


def test_a_name_that_stands_twice_is_told_and_the_first_is_used(tmp_path: Path) -> None:
    with warnings.catch_warnings(), zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("1116.jpg", jpeg())
        archive.writestr("1116.jpg", b"other")
    with opened(tmp_path / "x.zip") as bundle:
        assert codes(bundle) == ["name-collision"]
        assert bundle.album.sources[0].read() == jpeg()


def test_a_name_in_utf8_that_is_not_marked_as_such_is_read(tmp_path: Path) -> None:
    zipped(tmp_path / "x.zip", {"Mốc 1116.jpg": jpeg()})
    data = bytearray((tmp_path / "x.zip").read_bytes())
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        struct.pack_into("<H", data, data.index(header) + flags, 0)
    (tmp_path / "x.zip").write_bytes(data)
    with opened(tmp_path / "x.zip") as bundle:
        assert paths(bundle) == ["Mốc 1116.jpg"]


def test_a_document_with_pictures_is_no_survey(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.docx", {"[Content_Types].xml": "", "word/media/1116.jpg": jpeg()})
    with pytest.raises(UnreadableInput), opened(path):
        pass


def test_a_zip_cut_off_is_told_as_damaged(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"1116.jpg": jpeg()})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(UnreadableInput, match="damaged"), opened(path):
        pass


def test_a_folder_is_read_with_the_folders_in_it_and_no_link_followed(tmp_path: Path) -> None:
    (tmp_path / "in" / "DCIM").mkdir(parents=True)
    (tmp_path / "in" / "phieu.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "in" / "DCIM" / "1.jpg").write_bytes(jpeg())
    (tmp_path / "secret.jpg").write_bytes(jpeg())
    (tmp_path / "in" / "2.jpg").symlink_to(tmp_path / "secret.jpg")
    with opened(tmp_path / "in") as bundle:
        assert bundle.raw is not None and paths(bundle) == ["DCIM/1.jpg"]


def test_a_file_has_the_photographs_of_its_folder_and_of_media_beside_it(tmp_path: Path) -> None:
    for folder in ("media", "khác"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.jpg").write_bytes(jpeg())
    (tmp_path / "phieu.csv").write_text(ROWS, encoding="utf-8")
    with opened(tmp_path / "phieu.csv") as bundle:
        assert (paths(bundle), bundle.whole) == (["media/1.jpg"], False)


def test_a_name_in_a_row_never_reaches_outside(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.jpg").write_bytes(jpeg())
    (tmp_path / "in" / "phieu.csv").write_text(ROWS, encoding="utf-8")
    with opened(tmp_path / "in" / "phieu.csv") as bundle:
        assert bundle.album.find("../secret.jpg") == []
        assert bundle.album.find(str(tmp_path / "secret.jpg")) == []


def test_of_two_photographs_of_one_name_the_one_in_the_submissions_folder_is_meant(
    tmp_path: Path,
) -> None:
    members: dict[str, bytes | str] = {
        "phieu.csv": ROWS,
        "m/aa-1/1.jpg": jpeg(),
        "m/bb-2/1.jpg": jpeg(),
    }
    with opened(zipped(tmp_path / "x.zip", members)) as bundle:
        found = bundle.album.find("1.jpg", "uuid:BB-2")
        assert [source.path for source in found] == ["m/bb-2/1.jpg"]
        assert len(bundle.album.find("1.jpg")) == 2


def packed(members: dict[str, bytes | str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


def test_a_zip_in_a_zip_is_opened_as_a_folder_of_its_name(tmp_path: Path) -> None:
    inner = packed({"phieu.csv": ROWS, "1116.jpg": jpeg(), "../x.csv": ROWS})
    with opened(zipped(tmp_path / "x.zip", {"tuan 3.zip": inner, "a.csv": ROWS})) as bundle:
        assert bundle.raw is not None
        assert [table.name for table in bundle.raw.tables] == ["tuan 3.zip/phieu.csv", "a.csv"]
        assert paths(bundle) == ["tuan 3.zip/1116.jpg"]
        assert bundle.album.sources[0].read() == jpeg()
        assert codes(bundle) == ["file-unsafe"]


def test_a_zip_in_a_zip_in_a_zip_is_refused_and_told(tmp_path: Path) -> None:
    inner = packed({"a.zip": packed({"phieu.csv": ROWS}), "b.csv": ROWS})
    with opened(zipped(tmp_path / "x.zip", {"in.zip": inner})) as bundle:
        assert bundle.raw is not None and len(bundle.raw.tables) == 1
        (refused,) = bundle.refused
        assert (refused.path, refused.finding.severity) == ("in.zip/a.zip", "error")


def test_a_zip_in_a_zip_that_is_none_is_told_as_damaged(tmp_path: Path) -> None:
    with opened(zipped(tmp_path / "x.zip", {"in.zip": b"PK\x03\x04x", "a.csv": ROWS})) as bundle:
        assert codes(bundle) == ["file-damaged"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_DEFLATED])
def test_a_file_packed_badly_is_told_and_the_others_are_read(method: int, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.csv", ROWS)
        archive.writestr("b.csv", ROWS)
    data = bytearray(path.read_bytes())
    start = data.index(b"a.csv") + len("a.csv") + 9
    data[start : start + 25] = b"\xff" * 25
    path.write_bytes(data)
    with opened(path) as bundle:
        assert codes(bundle) == ["file-damaged"]
        assert bundle.raw is not None and len(bundle.raw.tables) == 1


def test_an_archive_of_a_thousand_tables_is_refused_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "MAX_TABLES", 3)
    members: dict[str, bytes | str] = {f"{n}.csv": ROWS for n in range(4)}
    with pytest.raises(UnreadableInput), opened(zipped(tmp_path / "x.zip", members)):
        pass


@pytest.mark.parametrize("mark", ["~$phieu.csv", "~$ieu.csv", ".~lock.phieu.csv#"])
def test_a_file_that_somebody_has_open_is_told(mark: str, tmp_path: Path) -> None:
    (tmp_path / "phieu.csv").write_text(ROWS, encoding="utf-8")
    with opened(tmp_path / "phieu.csv") as bundle:
        assert bundle.findings == ()
    (tmp_path / mark).write_bytes(b"\x05clerk")
    with opened(tmp_path / "phieu.csv") as bundle:
        (told,) = bundle.findings
    assert (told.code, told.severity, mark in told.text.vi) == ("file-open", "warning", True)


def test_the_mark_of_an_open_workbook_says_which_file_to_take(tmp_path: Path) -> None:
    mark = tmp_path / "~$phieu.xlsx"
    mark.write_bytes(b"\x05clerk" + b" " * 48)
    with pytest.raises(UnreadableInput, match=r"“phieu\.xlsx”"), opened(mark):
        pass
