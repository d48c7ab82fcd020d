"""What a server refuses of a post's survey is told before it is sent, row by row, and then, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from mocgioi import cli, tracker
from mocgioi.errors import UnreadableInput
from mocgioi.tracker import rehearsing
from mocgioi.tracker.writing import write_whole
from tests.server.conftest import Province
from tests.server.test_roles import ANOTHERS, OFFICE, POST, VIEWER, anothers, own

__all__ = ["anothers", "own"]

HEAD = "Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Ghi chú,Minh họa\n"
KEPT = "SELECT value FROM findings WHERE code = 'alarm-unread'"
WHOSE = "SELECT name FROM posts WHERE code = %s"


def survey(folder: Path, *rows: str, name: str = "kiem-tra.csv") -> Path:
    """Write a survey of rows ``number,day,status,note``."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    write_whole(path, (HEAD + "".join(f"{row},true\n" for row in rows)).encode())
    return path


@pytest.fixture
def mixed(tmp_path: Path, own: str, anothers: str) -> Path:
    """A file of a post with a row of another one's marker."""
    return survey(tmp_path / "den", f"{own},10/01/2026,đã xong,", f"{anothers},11/01/2026,đã xong,")


def told(refused: UnreadableInput) -> list[tuple[str, int | None, str | None]]:
    return [(found.code, found.row, found.value) for found in refused.findings]


@pytest.mark.parametrize("verb", ["check", "apply"])
def test_a_row_of_another_sector_is_named_with_its_marker_and_whose_it_is(
    verb: str, province: Province, mixed: Path, anothers: str
) -> None:
    surveys = tracker.open(province.address(POST)).surveys
    [(post,)] = province.rows(WHOSE, ANOTHERS)
    with pytest.raises(UnreadableInput, match="1 rows are not of the sector") as refused:
        getattr(surveys, verb)(mixed)
    assert told(refused.value) == [("sector-of-others", 3, anothers)]
    [found] = refused.value.findings
    assert f"Mốc {anothers} do {post} quản lý" in found.text.vi
    assert province.rows("SELECT count(*) FROM batches WHERE file_name = 'kiem-tra.csv'") == [(0,)]


@pytest.mark.parametrize("user", [OFFICE, VIEWER])
def test_who_is_of_no_post_is_foretold_nothing_of_sectors(
    user: str, province: Province, mixed: Path
) -> None:
    assert tracker.open(province.address(user)).surveys.check(mixed).applied == 2


def test_a_row_of_another_sector_that_brings_nothing_new_is_taken(
    province: Province, tmp_path: Path, own: str, anothers: str
) -> None:
    known = f"{anothers},11/01/2026,đã xong,"
    office, post = (tracker.open(province.address(user)).surveys for user in (OFFICE, POST))
    office.apply(survey(tmp_path / "tinh", known))
    both = survey(tmp_path / "den", f"{own},10/01/2026,đã xong,", known)
    for verb in (post.check, post.apply):
        receipt = verb(both)
        assert (receipt.applied, receipt.unchanged) == (1, 1)


def test_what_a_post_moved_to_another_file_is_taken(
    province: Province, tmp_path: Path, own: str
) -> None:
    surveys = tracker.open(province.address(POST)).surveys
    assert surveys.apply(survey(tmp_path / "den", f"{own},10/01/2026,đã xong,")).applied == 1


def test_the_tray_of_a_desk_foresees_it_and_so_it_comes(province: Province, mixed: Path) -> None:
    post = tracker.open(province.address(POST))
    foreseen = rehearsing.rehearse(post, mixed.parent, named="anh")
    done = rehearsing.take_in(post, mixed.parent, named="anh")
    for taken in (foreseen, done):
        [came] = taken.came
        assert came.outcome == "refused"
        assert isinstance(came.error, UnreadableInput)
        assert [found.code for found in came.error.findings] == ["sector-of-others"]
    assert rehearsing.unforeseen(foreseen.came, done.came) == []


def test_a_command_says_row_and_marker(
    province: Province, mixed: Path, anothers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--store", province.address(POST), "survey", "check", str(mixed)]
    assert cli.main(asked) == UnreadableInput.exit_code
    said = capsys.readouterr().err
    assert "3" in said
    assert f"Mốc {anothers} do" in said


def test_what_must_be_reported_at_once_is_kept_though_the_file_is_refused(
    province: Province, tmp_path: Path, own: str, anothers: str
) -> None:
    path = survey(
        tmp_path / "den",
        f"{own},10/01/2026,đã xong,mốc bị mất",
        f"{anothers},11/01/2026,đã xong,",
    )
    post = tracker.open(province.address(POST))
    with pytest.raises(UnreadableInput) as refused:
        post.surveys.apply(path)
    assert "MAY HAVE TO BE REPORTED AT ONCE" in refused.value.text.en
    assert "mốc bị mất" in province.rows(KEPT)[0][0]
