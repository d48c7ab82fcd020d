"""Reports: the document of `analysis.coverage` in the forms people and programs take.

Each form is a module of its own, loaded when it is asked for, with one function
``render(document, lang, internal=...)``. `page` puts the facts into the sentences and sections of a
`parts.Page`; the forms lay it out and add nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from mocgioi.errors import Language, UsageError

FORMATS = ("text", "json", "csv", "md", "html")
"""What ``--format`` takes."""


PRINTED = frozenset({"md", "html"})
"""Forms that go to the conference: the full report unless its tables are chosen, and without
what the lines on the map show unless it is asked for."""


def render(
    document: dict[str, Any],
    form: str = "text",
    lang: Language = "vi",
    *,
    internal: bool | None = None,
) -> str:
    """Return a coverage or status document in one form; the same document, the same text.

    Args:
        document: ``mocgioi.coverage/1`` or ``mocgioi.status/1``.
        form: one of `FORMATS`.
        lang: language of text, Markdown and HTML; JSON and CSV have English codes in either.
        internal: whether what the lines on the map show stands beside what is declared; as
            the form has it (`PRINTED`) if left out.

    The text ends with a newline and has ``\\n`` between lines. CSV comes without its byte
    order mark: whoever writes it to a file encodes it as ``utf-8-sig``.

    Raises:
        UsageError: no such form.
    """
    if form not in FORMATS:
        raise UsageError(
            f"Không có dạng báo cáo «{form}». Chọn một trong: {', '.join(FORMATS)}.",
            f"There is no format “{form}”. Choose one of: {', '.join(FORMATS)}.",
        )
    module = import_module(f"{__name__}.as_{form}")
    shown = form not in PRINTED if internal is None else internal
    text: str = module.render(document, lang, internal=shown)
    return text
