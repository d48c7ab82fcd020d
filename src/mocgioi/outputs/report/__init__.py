"""Reports: the document of `analysis.figures.coverage` in the forms people and programs take.

Each form is a module of its own, loaded when it is asked for, with one function
``render(document, lang, internal=...)``. `page` puts the facts into the sentences and sections of a
`parts.Page`; the forms lay it out and add nothing. `bundle` says which of it is the letter and
which the annexes, for the forms that are signed.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from mocgioi.errors import Language, Speller, Text, UsageError, plainly
from mocgioi.outputs.report.extent import WHOLE, Extent
from mocgioi.outputs.wording import say
from mocgioi.typed import TYPE_CHECKING, Literal, overload

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted
    from mocgioi.documents.status import Status

TextForm = Literal["text", "json", "csv", "md", "html"]
FileForm = Literal["xlsx", "docx", "pdf"]

TEXT_FORMS: tuple[TextForm, ...] = ("text", "json", "csv", "md", "html")
FILE_FORMS: tuple[FileForm, ...] = ("xlsx", "docx", "pdf")
FORMATS: tuple[str, ...] = (*TEXT_FORMS, *FILE_FORMS)
"""What ``--format`` takes."""

PRINTED = frozenset({"md", "html", *FILE_FORMS})
"""Forms that go to the conference: the full report unless its tables are chosen, and without
what the lines on the map show unless it is asked for."""

_SIGNED = ("docx", "pdf")
INTERNAL_ONLY = Text("Lưu hành nội bộ.", "For internal use.")
"""Whom an internal report goes to."""


@overload
def render(
    document: Counted | Status,
    form: TextForm = "text",
    lang: Language = "vi",
    *,
    internal: bool | None = None,
    extent: Extent = WHOLE,
    letterhead: Mapping[str, str] | None = None,
    spell: Speller = plainly,
    map_name: str | None = None,
) -> str: ...
@overload
def render(
    document: Counted | Status,
    form: FileForm,
    lang: Language = "vi",
    *,
    internal: bool | None = None,
    extent: Extent = WHOLE,
    letterhead: Mapping[str, str] | None = None,
    spell: Speller = plainly,
) -> bytes: ...
@overload
def render(
    document: Counted | Status,
    form: str,
    lang: Language = "vi",
    *,
    internal: bool | None = None,
    extent: Extent = WHOLE,
    letterhead: Mapping[str, str] | None = None,
    spell: Speller = plainly,
    map_name: str | None = None,
) -> str | bytes: ...
def render(
    document: Counted | Status,
    form: str = "text",
    lang: Language = "vi",
    *,
    internal: bool | None = None,
    extent: Extent = WHOLE,
    letterhead: Mapping[str, str] | None = None,
    spell: Speller = plainly,
    map_name: str | None = None,
) -> str | bytes:
    """Return a coverage or status document in one form; the same document, the same bytes.

    Args:
        document: ``mocgioi.coverage/1`` or ``mocgioi.status/1``.
        form: one of `FORMATS`.
        lang: language of what people read; JSON and CSV have English codes in either.
        internal: whether what the lines on the map show stands beside what is declared; as
            the form has it (`PRINTED`) if left out. A paper that has it is marked as internal
            and names nobody outside among its recipients; asked for, it marks text and JSON
            too. CSV has no place for a mark.
        extent: how much of it is made, for the forms in `PRINTED`.
        letterhead: what is known of issuing body, number, day and signer, for DOCX and PDF;
            fields of `mocgioi.outputs.paper.letterhead.FIELDS`. The rest is dotted lines.
        spell: how the commands to type next are written; only text has them.
        map_name: name of the map that stands beside the file: HTML leads to its cards.

    Returns:
        Text for `TEXT_FORMS`: it ends with a newline and has ``\\n`` between lines; CSV comes
        without its byte order mark: whoever writes it to a file encodes it as ``utf-8-sig``.
        The bytes of the file for `FILE_FORMS`.

    Raises:
        UsageError: no such form, a letterhead that is none or goes with another form, or a
            part of a report in a form that has no parts.
    """
    if form not in FORMATS:
        raise UsageError(
            f"Không có dạng báo cáo «{form}». Chọn một trong: {', '.join(FORMATS)}.",
            f"There is no format “{form}”. Choose one of: {', '.join(FORMATS)}.",
        )
    module = import_module(f"{__name__}.as_{form}")
    shown = form not in PRINTED if internal is None else internal
    rendered: str | bytes
    if form not in PRINTED and extent != WHOLE:
        raise UsageError(
            f"Dạng «{form}» không chia phần: thêm -o bao-cao.docx, hoặc bỏ --letter, --annexes, "
            "--sections.",
            f"The form “{form}” has no parts: add -o report.docx, or leave out --letter, --annexes "
            "and --sections.",
        )
    if form in _SIGNED:
        from mocgioi.outputs.paper.letterhead import report_letterhead

        head = report_letterhead(letterhead or {}, lang)
        if shown:
            head = head._replace(recipients=(INTERNAL_ONLY.to(lang),))
        rendered = module.render(document, lang, internal=shown, letterhead=head, extent=extent)
        return rendered
    if letterhead:
        raise UsageError(
            f"Dạng «{form}» không có phần đầu văn bản; chỉ docx và pdf có.",
            f"The form “{form}” has no letterhead; only docx and pdf have one.",
        )
    if form == "text":
        text: str = module.render(document, lang, internal=shown, spell=spell)
        rendered = f"{say('internal.mark', lang)}\n\n{text}" if internal else text
    elif form == "json":
        rendered = module.render(document, lang, internal=bool(internal))
    elif form == "html":
        rendered = module.render(document, lang, internal=shown, map_name=map_name, extent=extent)
    elif form in PRINTED:
        rendered = module.render(document, lang, internal=shown, extent=extent)
    else:
        rendered = module.render(document, lang, internal=shown)
    return rendered
