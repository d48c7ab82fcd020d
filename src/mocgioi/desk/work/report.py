"""A report made once in every form that people take, all of the same state of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi.desk import letterhead
from mocgioi.desk.composing import Composing
from mocgioi.desk.days import AskedDays
from mocgioi.errors import Text, UsageError

if TYPE_CHECKING:
    from mocgioi.desk.jobs import Steps
    from mocgioi.outputs.report.extent import Extent
    from mocgioi.outputs.report.parts import Page
    from mocgioi.store.explaining import FilePath

FORMS = ("html", "docx", "pdf", "xlsx", "md", "csv", "json")
"""In the order in which they are made: what is seen comes first."""

_WITHOUT_PARTS = frozenset({"csv", "json"})
"""Forms that are of the whole report, or of none of it."""

_SIGNED = frozenset({"docx", "pdf"})
_COUNTING = Text("đếm mốc", "counting")
_NO_ANNEX = Text(
    "Các mục đã chọn không có phụ lục nên chưa soạn gì. Hãy chọn thêm mục, hoặc soạn cả báo cáo.",
    "The sections chosen have no annex, so nothing was made. Choose more of them, or the whole "
    "report.",
)
_NAME = Text("bao-cao", "report")


@dataclass(frozen=True)
class Paper:
    """A report that was made.

    Attributes:
        folder: where its files lie; files: name of each, by form.
        days, by, composing: what was asked for.
        as_of: ISO day it speaks of. head: the state of the store it was made of.
        title, headline: as it says them; illustrative: made-up rows are counted.
        sections: key and heading of all that it could have, in its order.
        remarks: what is to be known of the plan in it.
    """

    folder: Path
    files: Mapping[str, str]
    days: AskedDays
    by: tuple[str, ...]
    composing: Composing
    as_of: str
    head: str | None
    title: str
    headline: str
    illustrative: bool
    sections: Sequence[tuple[str, str]]
    remarks: Sequence[Text]


def make_paper(
    steps: Steps,
    *,
    store: FilePath,
    reader: str,
    folder: Path,
    days: AskedDays,
    by: tuple[str, ...],
    composing: Composing,
    plan: Path | None,
) -> Paper:
    """Count once, and write every form of it into a folder.

    Args:
        store: the file that is reported on. reader: who asks. folder: where to.
        days, composing: what was asked for. by: groupings of a report that is tables alone.
        plan: a programme that the report proposes.
    """
    from mocgioi import tracker
    from mocgioi.outputs.report import render
    from mocgioi.outputs.report.extent import WHOLE, extent
    from mocgioi.outputs.report.page import compose

    lang, internal = composing.lang, composing.internal
    steps(_COUNTING.to(lang))
    remarks: list[Text] = []
    document = tracker.open(store, by=reader).figures.coverage(
        **days.arguments(),
        **composing.arguments(by),
        plan=plan,
        remark=remarks.append,
    )
    made = extent(composing.part, composing.sections or None)
    page = compose(document, lang, internal=internal)
    if composing.part == "annexes":
        _require_annexes(made, page)
    forms = [form for form in FORMS if made == WHOLE or form not in _WITHOUT_PARTS]
    files = {}
    for number, form in enumerate(forms):
        name = f"{_NAME.to(lang)}-{document['as_of']}.{form}"
        steps(name, number, len(forms))
        rendered = render(
            document,
            form,
            lang,
            internal=internal or None,
            extent=made,
            letterhead=letterhead.given(composing.head) if form in _SIGNED else None,
        )
        (folder / name).write_bytes(as_file(rendered, form))
        files[form] = name
    return Paper(
        folder=folder,
        files=files,
        days=days,
        by=by,
        composing=composing,
        as_of=document["as_of"],
        head=document["head"],
        title=page.title,
        headline=page.headline,
        illustrative=document["illustrative"],
        sections=[(section.key, section.heading) for section in page.sections],
        remarks=remarks,
    )


def _require_annexes(made: Extent, page: Page) -> None:
    """Refuse a report of annexes alone that has none.

    Raises:
        UsageError: it has none.
    """
    try:
        made.of(page)
    except UsageError:
        raise UsageError(*_NO_ANNEX) from None


def as_file(made: str | bytes, form: str) -> bytes:
    """Return what was made in a form as a file has it: CSV with the mark spreadsheets look for."""
    if isinstance(made, bytes):
        return made
    return made.encode("utf-8-sig" if form == "csv" else "utf-8")
