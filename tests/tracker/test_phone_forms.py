"""The form for phones goes out of a store, through a form server, and comes home."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mocgioi import tracker
from mocgioi.domain.batch import Receipt
from mocgioi.errors import UnreadableInput, UsageError
from mocgioi.outputs import xlsform
from mocgioi.tracker import Tracker, xlsforms
from tests.keeping import kept_open
from tests.outputs.xlsform.phone import Phone, converted, served
from tests.outputs.xlsform.servers import Kobo, central_csv, central_odata, central_zip
from tests.pictures import jpeg

REGISTER = """\
number,longitude,latitude,needs_road,post
1085/1,106.71,21.97,yes,Chi Ma
1085/2,106.72,21.97,yes,Chi Ma
989(1),106.73,21.97,yes,Chi Ma
1116,106.74,21.97,yes,Pò Mã
"""
STATUS = """\
Số hiệu mốc,Ngày kiểm tra,Tình trạng đường,Tình trạng mốc,Người kiểm tra
1085/1,2026-01-10,đang thi công,nguyên trạng,Lý Thị Bình
"""
DAY = "2026-11-20"
PHOTO = "1763600000001.jpg"
LANGUAGES = ("Tiếng Việt (vi)", "English (en)")

Export = Callable[["Field", list[Any]], tuple[str, bytes]]


class Field:
    """Phones with the forms of a store."""

    def __init__(self, store: Tracker) -> None:
        files = xlsforms.of_post(store.store, "Chi Ma", "vi")
        self.kobo_form = converted(files[xlsform.KOBO_FORM])
        self.kobo = Phone(self.kobo_form, served(files[xlsform.KOBO_LIST]))
        odk = converted(files[xlsform.ODK_FORM])
        self.odk = Phone(odk, served(files[xlsform.ODK_LIST]))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of four markers of two posts; do not write to it."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "register.csv").write_text(REGISTER, encoding="utf-8")
    (folder / "status.csv").write_text(STATUS, encoding="utf-8")
    store = tracker.create(folder / "langson.gpkg")
    store.register.import_file("markers", folder / "register.csv", crs="EPSG:4326")
    store.surveys.apply(folder / "status.csv")
    return store.store.path


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Iterator[Tracker]:
    """A copy of that store."""
    shutil.copy(made, tmp_path / "langson.gpkg")
    yield from kept_open(tracker.open(tmp_path / "langson.gpkg"))


@pytest.fixture(scope="module")
def field(made: Path) -> Field:
    return Field(tracker.open(made))


def visits(phone: Phone) -> list[Any]:
    """Return two visits: one that answers all that is asked, one that answers one question."""
    whole = phone.fill_in(
        "1085/1",
        surveyed_on=DAY,
        road_status="built",
        road_condition="damaged",
        marker_condition="displaced",
        note='Lũ cuốn "nặng", nghiêng; cần sửa',
        surveyor="Nông Văn An",
        photo_marker=PHOTO,
        funding="contributions",
        road_completed_on="2026-06-30",
        location="21.9700412 106.7100381 350.2 4.1",
    )
    one = phone.fill_in(
        "989(1)", surveyed_on=DAY, marker_condition="intact", surveyor="Nông Văn An"
    )
    return [whole, one]


def kobo_of(language: str | None, groups: bool, kind: str) -> Export:
    def made(field: Field, submissions: list[Any]) -> tuple[str, bytes]:
        export = Kobo(field.kobo_form, language, groups)
        return f"kobo.{kind}", getattr(export, kind)(submissions)

    return made


ODK: dict[str, Export] = {
    "odk zip": lambda _, sent: ("phieu.csv.zip", central_zip(sent, {PHOTO: jpeg()})),
    "odk zip without groups": lambda _, sent: (
        "phieu.csv.zip",
        central_zip(sent, {PHOTO: jpeg()}, group_paths=False),
    ),
    "odk csv": lambda _, sent: ("phieu.csv", central_csv(sent)),
    "odk odata": lambda _, sent: ("phieu.json", central_odata(sent)),
}
KOBO: dict[str, Export] = {
    f"kobo {kind} {(language or 'xml')[:2]}{' groups' if groups else ''}": kobo_of(
        language, groups, kind
    )
    for kind in ("csv", "xlsx")
    for language in (None, *LANGUAGES)
    for groups in (False, True)
}
EXPORTS = ODK | KOBO


def brought(
    home: Tracker, field: Field, export: str, submissions: list[Any] | None = None
) -> Receipt:
    """Take home what a server hands out, photographs beside it."""
    if submissions is None:
        submissions = visits(field.odk if export in ODK else field.kobo)
    name, content = EXPORTS[export](field, submissions)
    folder = home.store.path.parent
    (folder / name).write_bytes(content)
    media = folder / "media" / ("" if export in ODK else "don_chi_ma/attachments/a1b2/c3d4")
    media.mkdir(parents=True, exist_ok=True)
    (media / PHOTO).write_bytes(jpeg())
    return home.surveys.apply(folder / name)


def told(home: Tracker, number: str) -> dict[str, str]:
    """Return what was recorded of a marker on the day of the visit, by aspect."""
    return {
        e["aspect"]: e["value"] for e in home.show(number)["history"] if e["observed_on"] == DAY
    }


def codes(receipt: Receipt) -> set[str]:
    return {finding.code for finding in receipt.findings}


Came = Callable[[str], tuple[Tracker, Receipt]]


@pytest.fixture(scope="module")
def came(made: Path, field: Field, tmp_path_factory: pytest.TempPathFactory) -> Came:
    """What each export brings, taken home once; do not write to the stores."""

    @cache
    def of(export: str) -> tuple[Tracker, Receipt]:
        home = tracker.open(shutil.copy(made, tmp_path_factory.mktemp("came")))
        return home, brought(home, field, export)

    return of


@pytest.mark.parametrize("export", EXPORTS)
def test_all_that_was_answered_comes_home(came: Came, export: str) -> None:
    home, receipt = came(export)
    assert (receipt.read, receipt.applied, receipt.rejected) == (2, 2, 0)
    seen = told(home, "1085/1")
    assert seen.pop("photo")
    longitude, latitude = map(float, seen.pop("position").split())
    assert (longitude, latitude) == pytest.approx((106.7100381, 21.9700412), abs=1e-7)
    assert seen == {
        "road_status": "built",
        "road_condition": "damaged",
        "marker_condition": "displaced",
        "note": 'Lũ cuốn "nặng", nghiêng; cần sửa',
        "funding": "contributions",
        "road_completed_on": "2026-06-30",
    }
    assert told(home, "989(1)") == {"marker_condition": "intact"}
    observers = {e["observer"] for e in home.show("1085/1")["history"] if e["observed_on"] == DAY}
    assert observers == {"Nông Văn An"}
    assert receipt.report_at_once == [("1085/1", "displaced")]
    assert (receipt.photos_stored, receipt.photos_missing) == (1, 0)


@pytest.mark.parametrize("export", [name for name in EXPORTS if "xlsx" not in name])
def test_every_column_is_understood_but_for_labels_of_what_is_only_told(
    came: Came, export: str
) -> None:
    _, receipt = came(export)
    has_labels = " Ti" in export or " En" in export
    assert codes(receipt) <= {"crs-assumed", *(["column-unused"] if has_labels else [])}


@pytest.mark.parametrize("export", ["odk zip", "odk odata", "kobo csv xm", "kobo xlsx Ti"])
def test_the_same_submissions_again_change_nothing(
    home: Tracker, field: Field, export: str
) -> None:
    brought(home, field, export)
    before = home.show("1085/1")["history"]
    receipt = brought(home, field, export)
    assert (receipt.applied, receipt.unchanged) == (0, 2)
    assert home.show("1085/1")["history"] == before


@pytest.mark.parametrize("export", ["odk zip", "kobo xlsx Ti"])
def test_next_weeks_export_brings_only_what_is_new(
    home: Tracker, field: Field, export: str
) -> None:
    phone = field.odk if export in ODK else field.kobo
    brought(home, field, export)
    later = phone.fill_in("1085/2", surveyed_on=DAY, road_status="none", surveyor="Vi Văn Nam")
    receipt = brought(home, field, export, [*visits(phone), later])
    assert (receipt.read, receipt.applied, receipt.unchanged) == (3, 1, 2)


def test_what_comes_by_another_export_of_the_server_is_known(home: Tracker, field: Field) -> None:
    brought(home, field, "odk zip")
    assert brought(home, field, "odk odata").unchanged == 2
    assert brought(home, field, "odk zip without groups").unchanged == 2


def test_geojson_of_kobo_brings_those_that_have_a_place(home: Tracker, field: Field) -> None:
    path = home.store.path.parent / "kobo.geojson"
    path.write_bytes(Kobo(field.kobo_form).geojson(visits(field.kobo)))
    receipt = home.surveys.apply(path)
    assert (receipt.read, receipt.applied) == (1, 1)
    assert told(home, "1085/1")["marker_condition"] == "displaced"


def test_a_part_of_an_odata_answer_says_that_there_is_more(home: Tracker, field: Field) -> None:
    path = home.store.path.parent / "page.json"
    more = b'"@odata.nextLink": "https://odk.example/next", "@odata.context"'
    content = central_odata(visits(field.odk)).replace(b'"@odata.context"', more)
    path.write_bytes(content)
    assert "file-continues" in codes(home.surveys.apply(path))


def test_a_submission_rejected_on_the_server_is_not_taken(home: Tracker, field: Field) -> None:
    path = home.store.path.parent / "phieu.csv"
    path.write_bytes(central_csv(visits(field.odk), review="rejected"))
    assert (receipt := home.surveys.apply(path)).rejected == receipt.read == 2


@pytest.mark.parametrize("export", ["odk zip", "kobo csv xm", "kobo xlsx Ti", "kobo xlsx En"])
def test_unchanged_confirms_what_was_shown(home: Tracker, field: Field, export: str) -> None:
    phone = field.odk if export in ODK else field.kobo
    same = phone.fill_in("1085/1", surveyed_on=DAY, road_status="unchanged", surveyor="An")
    assert brought(home, field, export, [same]).applied == 1
    assert told(home, "1085/1") == {"road_status": "under_construction"}


def test_unchanged_does_not_confirm_what_came_after_the_list(home: Tracker, field: Field) -> None:
    home.set("1085/1", road_status="built", on="2026-11-01")
    same = field.odk.fill_in("1085/1", surveyed_on=DAY, road_status="unchanged", surveyor="An")
    receipt = brought(home, field, "odk zip", [same])
    assert "changed-meanwhile" in codes(receipt)
    assert receipt.queued == 1
    assert home.show("1085/1")["road"]["status"] == "built"


def test_unchanged_confirms_nothing_where_nothing_was_shown(home: Tracker, field: Field) -> None:
    home.set("1085/2", road_status="built", on="2026-11-01")
    same = field.odk.fill_in("1085/2", surveyed_on=DAY, road_status="unchanged", surveyor="An")
    receipt = brought(home, field, "odk zip", [same])
    assert (receipt.rejected, "state-same" in codes(receipt)) == (1, True)


def test_an_older_list_overwrites_nothing_unseen(home: Tracker, field: Field) -> None:
    home.set("1085/1", marker_condition="restored", on="2026-11-01")
    seen = field.kobo.fill_in("1085/1", surveyed_on=DAY, marker_condition="intact", surveyor="An")
    receipt = brought(home, field, "kobo csv xm", [seen])
    assert (receipt.queued, "changed-meanwhile" in codes(receipt)) == (1, True)


@pytest.mark.parametrize("export", ["odk zip", "kobo xlsx Ti"])
def test_a_marker_renumbered_meanwhile_is_found(home: Tracker, field: Field, export: str) -> None:
    home.register.renumber("989(1)", "989/1", on="2026-11-01", why="QĐ 12")
    receipt = brought(home, field, export)
    assert "marker-renumbered" in codes(receipt)
    assert told(home, "989/1") == {"marker_condition": "intact"}


def test_a_code_that_the_store_does_not_know_is_asked_about(home: Tracker, field: Field) -> None:
    (seen, _) = visits(field.odk)
    seen.find("states/road_status").text = "suspended"
    receipt = brought(home, field, "odk csv", [seen])
    assert (receipt.rejected, "status-unknown" in codes(receipt)) == (1, True)


def test_a_state_shown_on_the_phone_is_no_alarm(home: Tracker, field: Field) -> None:
    home.set("989(1)", marker_condition="missing", on="2026-11-01")
    phone = Field(home).kobo
    seen = phone.fill_in("989(1)", surveyed_on=DAY, road_status="none", surveyor="An")
    receipt = brought(home, field, "kobo xlsx Ti", [seen])
    assert (receipt.perhaps_at_once, receipt.report_at_once) == ([], [])


@pytest.mark.parametrize(
    "name",
    [xlsform.ODK_FORM, xlsform.ODK_LIST, xlsform.KOBO_FORM, xlsform.KOBO_LIST],
)
def test_what_goes_out_is_no_survey(home: Tracker, name: str) -> None:
    path = home.store.path.parent / name
    path.write_bytes(xlsforms.of_post(home.store, None, "vi")[name])
    with pytest.raises(UnreadableInput) as refused:
        home.surveys.apply(path)
    assert [finding.code for finding in refused.value.findings] == ["not-a-survey"]


def test_what_goes_out_is_no_alarm_in_the_folder_of_the_week(home: Tracker) -> None:
    home.set("989(1)", marker_condition="missing", on="2026-11-01")
    week = home.store.path.parent / "week"
    week.mkdir()
    for name, content in xlsforms.of_post(home.store, None, "vi").items():
        (week / name).write_bytes(content)
    done = home.update(week)
    assert (done.no_surveys, done.refused, done.others, done.perhaps) == ([], [], [], 0)
    assert len(done.blank) == 4


def test_a_form_lists_the_markers_of_its_post(home: Tracker) -> None:
    numbers = [row["number"] for row in Field(home).kobo.markers]
    assert numbers == ["989(1)", "1085/1", "1085/2"]


def test_a_form_is_called_by_its_post(home: Tracker) -> None:
    field = Field(home)
    assert {row["in_post"] for row in field.kobo.markers} == {"Chi Ma"}
    assert visits(field.odk)[0].get("id") == "mocgioi_chi_ma"


def test_an_unknown_post_is_named(home: Tracker) -> None:
    with pytest.raises(UsageError, match="Nà Nưa"):
        xlsforms.of_post(home.store, "Nà Nưa", "vi")
