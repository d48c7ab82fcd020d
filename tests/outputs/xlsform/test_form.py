"""The form for phones: what it asks, offers, shows and saves, worked out from its XForm."""

from __future__ import annotations

import csv
import io
import shutil
from typing import Any, get_args

import pytest

from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.vocabulary import CODE_LISTS, PERHAPS_AT_ONCE, REPORT_AT_ONCE, Term
from mocgioi.errors import Language, Text
from mocgioi.outputs import xlsform
from mocgioi.outputs.sheets.form import FormRow, Known
from mocgioi.outputs.xlsform.facts import PhoneFacts, Server
from mocgioi.words.of_law import REPORT_AT_ONCE as LAW
from tests.outputs.xlsform.phone import TODAY, Converted, Phone, converted, served

SERVERS: tuple[Server, ...] = get_args(Server)
ROWS = (
    FormRow(
        "1085/1",
        'Xã "Quốc Khánh", cũ',
        {
            "road_status": Known("under_construction", "2026-03-02"),
            "marker_condition": Known("intact"),
        },
    ),
    FormRow("989(1)", "Ba Sơn"),
    FormRow("1090", None, {"marker_condition": Known("missing", "2026-10-01")}),
)
SEEN = {"surveyed_on": "2026-11-20", "surveyor": "Nông Văn An"}


def facts(**options: Any) -> PhoneFacts:
    given: dict[str, Any] = {"title": "PHIẾU KIỂM TRA MỐC", "post": "Chi Ma", "lang": "vi"}
    return PhoneFacts(
        **{
            **{"rows": ROWS, "today": TODAY, "illustrative": False, "poor_accuracy_m": 30.0},
            **given,
            **options,
        }
    )


FILES = xlsform.form(facts())
FORMS: dict[Server, Converted] = {
    "odk": converted(FILES[xlsform.ODK_FORM]),
    "kobo": converted(FILES[xlsform.KOBO_FORM]),
}
LISTS: dict[Server, bytes] = {"odk": FILES[xlsform.ODK_LIST], "kobo": FILES[xlsform.KOBO_LIST]}


def phone(server: Server = "odk") -> Phone:
    return Phone(FORMS[server], served(LISTS[server]))


def said(submission: Any, name: str) -> str | None:
    node = submission.find(f".//{name}")
    return None if node is None else node.text or ""


def saved(submission: Any) -> dict[str, str]:
    """Return what a submission makes of the marker in the entity list, by property."""
    binds = phone().binds
    saveto = "{http://www.opendatakit.org/xforms/entities}saveto"
    return {
        bind[saveto]: submission.findtext(bind["nodeset"].removeprefix("/data/")) or ""
        for bind in binds
        if saveto in bind
    }


def before(number: str) -> dict[str, str]:
    (row,) = [row for row in phone().markers if row["number"] == number]
    return {name: text for name, text in row.items() if name not in ("name", "label", "__version")}


@pytest.mark.parametrize("server", SERVERS)
def test_pyxform_converts_it_and_warns_of_nothing(server: Server) -> None:
    assert FORMS[server].warnings == []


@pytest.mark.skipif(shutil.which("java") is None, reason="no Java")
@pytest.mark.parametrize("server", SERVERS)
def test_javarosa_finds_it_valid(server: Server) -> None:
    files = {"odk": xlsform.ODK_FORM, "kobo": xlsform.KOBO_FORM}
    assert converted(FILES[files[server]], validate=True).warnings == []


def test_a_day_is_saved_as_it_was_chosen() -> None:
    """JavaRosa would save a date that a condition gives as an instant, in the phone's zone."""
    for bind in phone().binds:
        if bind["nodeset"].endswith("_saved_since"):
            assert "format-date( /data/visit/surveyed_on , '%Y-%m-%d')" in bind["calculate"]


@pytest.mark.parametrize("server", SERVERS)
def test_every_text_stands_in_both_languages(server: Server) -> None:
    vietnamese, english = (
        phone(server).texts(name) for name in ("Tiếng Việt (vi)", "English (en)")
    )
    assert vietnamese.keys() == english.keys()
    assert all(text.strip() not in ("", "-") for text in (*vietnamese.values(), *english.values()))


@pytest.mark.parametrize(("lang", "first"), [("vi", "Tiếng Việt (vi)"), ("en", "English (en)")])
def test_it_opens_in_the_language_asked_for(lang: Language, first: str) -> None:
    form = converted(xlsform.form(facts(lang=lang))[xlsform.ODK_FORM])
    (default,) = form.xml.findall(".//{*}translation[@default='true()']")
    assert default.get("lang") == first


@pytest.mark.parametrize("aspect", SURVEYED)
@pytest.mark.parametrize("server", SERVERS)
def test_a_state_is_chosen_from_its_code_list(server: Server, aspect: str) -> None:
    offered = phone(server).choices(aspect, "989(1)")
    assert offered == list(CODE_LISTS[aspect])


def test_a_new_code_is_offered_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    suspended = Term("suspended", Text("tạm dừng", "suspended"))
    monkeypatch.setitem(CODE_LISTS["road_status"], "suspended", suspended)
    files = xlsform.form(facts())
    asked = Phone(converted(files[xlsform.KOBO_FORM]), served(files[xlsform.KOBO_LIST]))
    assert asked.choices("road_status", "989(1)")[-1] == "suspended"


def test_unchanged_may_be_chosen_only_where_something_is_known() -> None:
    assert phone().choices("road_status", "1085/1") == [*CODE_LISTS["road_status"], "unchanged"]


@pytest.mark.parametrize("server", SERVERS)
def test_what_nobody_answers_stays_empty(server: Server) -> None:
    submission = phone(server).fill_in("1085/1", **SEEN)
    assert [said(submission, code) for code in SURVEYED] == ["" for _ in SURVEYED]


@pytest.mark.parametrize("server", SERVERS)
def test_what_is_known_stands_beside_the_question(server: Server) -> None:
    submission = phone(server).fill_in("1085/1", **SEEN)
    assert said(submission, "road_status_known") == "đang thi công (02/03/2026)"
    assert said(submission, "marker_condition_known") == "nguyên trạng"
    assert said(submission, "road_condition_known") == "—"
    (hint,) = FORMS[server].xml.findall(
        ".//{*}translation[@lang='Tiếng Việt (vi)']"
        "/{*}text[@id='/data/states/road_status:hint']/{*}value"
    )
    (output,) = hint.findall("{*}output")
    assert output.get("value").strip() == "/data/road_status_known"


@pytest.mark.parametrize("number", ["1085/1", "989(1)", "1090"])
@pytest.mark.parametrize("server", SERVERS)
def test_the_number_comes_home_as_it_is(server: Server, number: str) -> None:
    assert said(phone(server).fill_in(number, **SEEN), "number") == number


@pytest.mark.parametrize("question", ["surveyed_on", "road_completed_on"])
def test_a_day_after_today_is_refused(question: str) -> None:
    phone().fill_in("1090", **{**SEEN, question: TODAY})
    with pytest.raises(ValueError, match="today"):
        phone().fill_in("1090", **{**SEEN, question: "2026-11-30"})


@pytest.mark.parametrize("missing", ["surveyed_on", "surveyor"])
def test_day_and_surveyor_are_asked_for(missing: str) -> None:
    with pytest.raises(ValueError, match=f"{missing} is required"):
        phone().fill_in("1090", **{**SEEN, missing: ""})


@pytest.mark.parametrize("condition", CODE_LISTS["marker_condition"])
@pytest.mark.parametrize("server", SERVERS)
def test_an_alarm_is_told_at_once(server: Server, condition: str) -> None:
    submission = phone(server).fill_in("1085/1", marker_condition=condition, **SEEN)
    sure, perhaps = said(submission, "said_at_once"), said(submission, "said_perhaps")
    assert (sure is not None) == (condition in REPORT_AT_ONCE)
    assert (perhaps is not None) == (condition in PERHAPS_AT_ONCE)


def test_an_alarm_names_the_law_in_both_languages() -> None:
    for language, law in (("Tiếng Việt (vi)", LAW.vi), ("English (en)", LAW.en)):
        texts = phone().texts(language)
        for told in ("said_at_once", "said_perhaps"):
            assert law in texts[f"/data/states/{told}:label"]


def test_what_is_known_to_be_lost_is_told_too() -> None:
    assert said(phone().fill_in("1090", **SEEN), "said_at_once") is not None
    seen_whole = phone().fill_in("1090", marker_condition="intact", **SEEN)
    assert said(seen_whole, "said_at_once") is None


def test_positions_and_photographs_have_limits() -> None:
    (place,) = FORMS["odk"].xml.findall(".//{*}input[@ref='/data/place/location']")
    assert place.get("accuracyThreshold") == "5"
    assert place.get("unacceptableAccuracyThreshold") == "30"
    photos = [bind for bind in phone().binds if bind.get("type") == "binary"]
    assert len(photos) == 3
    assert {bind["{http://openrosa.org/xforms}max-pixels"] for bind in photos} == {"1600"}


def test_the_marker_chosen_is_the_entity_that_is_updated() -> None:
    (entity,) = FORMS["odk"].xml.findall(".//{*}data/{*}meta/{*}entity")
    assert (entity.get("dataset"), entity.get("create")) == ("markers", None)
    submission = phone().fill_in("1085/1", road_status="built", **SEEN)
    made = submission.find("meta/entity")
    (marker,) = [row for row in phone().markers if row["number"] == "1085/1"]
    assert (made.get("id"), made.get("update")) == (marker["name"], "true")
    assert made.get("baseVersion") == marker["__version"]


def test_a_visit_without_answers_updates_nothing() -> None:
    assert phone().fill_in("1085/1", **SEEN).find("meta/entity").get("update") == "false"


def test_kobo_has_no_entities() -> None:
    assert FORMS["kobo"].xml.findall(".//{*}entity") == []


def test_the_list_for_odk_has_the_columns_that_the_form_saves_and_no_other() -> None:
    header, *_ = csv.reader(io.StringIO(LISTS["odk"].decode("utf-8")))
    assert header[0] == "label"
    assert set(header[1:]) == saved(phone().fill_in("1090", **SEEN)).keys()
    assert len(header) == len(set(header))


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"note": "đường trơn"},
        {"road_status": "unchanged"},
        {"road_status": "built", "surveyed_on": "2026-03-01"},
    ],
    ids=["nothing", "a note", "unchanged", "seen before that"],
)
def test_what_says_nothing_new_leaves_the_entity_as_it_was(answers: dict[str, str]) -> None:
    submission = phone().fill_in("1085/1", **{**SEEN, **answers})
    assert saved(submission) == before("1085/1")


def test_what_was_seen_is_in_the_entity_since_its_day() -> None:
    submission = phone().fill_in("1085/1", road_status="built", **SEEN)
    changed = {"road_status": "built", "road_status_since": "2026-11-20"}
    assert saved(submission) == {**before("1085/1"), **changed}


def test_the_first_that_is_said_is_in_the_entity() -> None:
    submission = phone().fill_in("989(1)", road_condition="damaged", **SEEN)
    changed = {"road_condition": "damaged", "road_condition_since": "2026-11-20"}
    assert saved(submission) == {**before("989(1)"), **changed}


@pytest.mark.parametrize("post", ["Chi Ma", "Pò M'ạ", """Đồn "Pò" M'ạ'"""])
def test_a_post_sees_its_own_markers_of_a_list_of_all(post: str) -> None:
    form = converted(xlsform.form(facts(post=post))[xlsform.ODK_FORM])
    (itemset,) = form.xml.findall(".//{*}select1[@ref='/data/visit/chosen']/{*}itemset")
    _, _, named = itemset.get("nodeset").removesuffix("]").partition("[in_post = ")
    assert form.xml.xpath(f"string({named})") == post


def test_names_with_quotes_and_commas_survive() -> None:
    (row,) = [row for row in phone("kobo").markers if row["name"] == "1085/1"]
    assert row["in_commune"] == 'Xã "Quốc Khánh", cũ'
    assert row["label"] == '1085/1 · Xã "Quốc Khánh", cũ'


def test_a_list_begins_with_its_first_heading() -> None:
    assert LISTS["odk"].startswith(b"label,")
    assert LISTS["kobo"].startswith(b"name,")


@pytest.mark.parametrize("server", SERVERS)
def test_made_up_data_are_said_to_be_so(server: Server) -> None:
    files = xlsform.form(facts(illustrative=True))
    form = converted(files[xlsform.ODK_FORM if server == "odk" else xlsform.KOBO_FORM])
    assert "SỐ LIỆU MINH HỌA" in form.xml.findtext(".//{*}title")
    filled = Phone(form, served(LISTS[server])).fill_in("1090", **SEEN)
    assert said(filled, "illustrative") == "yes"
    assert said(phone(server).fill_in("1090", **SEEN), "illustrative") is None


def test_the_same_facts_give_the_same_bytes() -> None:
    assert xlsform.form(facts()) == FILES


def test_another_content_is_another_version_of_the_same_form() -> None:
    (one,), (other,) = (
        converted(xlsform.form(made)[xlsform.ODK_FORM]).xml.findall(".//{*}instance/{*}data")
        for made in (facts(), facts(poor_accuracy_m=20.0))
    )
    assert one.get("id") == other.get("id") == "mocgioi_chi_ma"
    assert one.get("version") != other.get("version")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_guide_names_every_file(lang: Language) -> None:
    files = xlsform.form(facts(lang=lang))
    guide = files[xlsform.GUIDE].decode("utf-8")
    assert all(name in guide for name in files if name != xlsform.GUIDE)
