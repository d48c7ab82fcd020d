"""The survey form for phones: XLSForm for ODK (markers as entities) and for KoboToolbox.

Its questions, their order and their words are those of the spreadsheet to take along
(`mocgioi.outputs.sheets.form`); its names are those that the readers of surveys know.
"""

from __future__ import annotations

from mocgioi.outputs.xlsform.facts import PhoneFacts
from mocgioi.outputs.xlsform.guide import guide
from mocgioi.outputs.xlsform.lists import entities, media
from mocgioi.outputs.xlsform.workbook import workbook

ODK_FORM, ODK_LIST = "phieu-odk.xlsx", "moc-odk.csv"
KOBO_FORM, KOBO_LIST = "phieu-kobo.xlsx", "markers.csv"
GUIDE = "phieu-dien-thoai.html"


def form(facts: PhoneFacts) -> dict[str, bytes]:
    """Return the files of the form by name; the same facts give the same bytes.

    Two forms with a list of markers each, and a page that says what goes where.
    """
    return {
        ODK_FORM: workbook(facts, "odk"),
        ODK_LIST: entities(facts),
        KOBO_FORM: workbook(facts, "kobo"),
        KOBO_LIST: media(facts),
        GUIDE: guide(facts).encode("utf-8"),
    }
