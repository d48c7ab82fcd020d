"""The workbook of the form, as XLSForm has it: one sheet each for questions, choices, settings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.phone_form import CHOSEN
from mocgioi.domain.survey_form import OF_POST
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Language, Text
from mocgioi.outputs.sheets.form import UNCHANGED
from mocgioi.outputs.sheets.workbook import Book
from mocgioi.outputs.wording import say
from mocgioi.outputs.xlsform.facts import PhoneFacts, Server
from mocgioi.outputs.xlsform.questions import (
    MARKERS,
    SAME,
    Question,
    questions,
    says_something,
)

LANGUAGES: dict[Language, str] = {"vi": "Tiếng Việt (vi)", "en": "English (en)"}
"""What the form calls its languages, the first one first."""

_Sheet = tuple[str, list[list[str]]]
_WIDTHS = {"label": 36.0, "hint": 36.0, "calculation": 40.0, "relevant": 30.0}
_WIDTH = 18.0


def workbook(facts: PhoneFacts, server: Server) -> bytes:
    """Return the form as an XLSX file."""
    sheets = [_survey(facts, server), _choices()]
    if server == "odk":
        sheets.append(_entities())
    sheets.append(_settings(facts, sheets))
    book = Book(made_on=facts.today, lang=facts.lang)
    for name, rows in sheets:
        page = book.page(name)
        page.widths([_WIDTHS.get(heading.partition("::")[0], _WIDTH) for heading in rows[0]])
        for line, row in enumerate(rows, start=1):
            for place, text in enumerate(row, start=1):
                if text:
                    page.put(line, place, text, "heading" if line == 1 else "cell")
        page.finish(1, protect=False)
    return book.to_bytes()


def _survey(facts: PhoneFacts, server: Server) -> _Sheet:
    listed = list(questions(facts, server))
    used = [column for column in Question._fields if any(getattr(row, column) for row in listed)]
    texts = ("label", "hint", "constraint_message")
    header = [
        name for column in used for name in (_translated(column) if column in texts else [column])
    ]
    rows = [
        [cell for column in used for cell in _cells(getattr(row, column), is_text=column in texts)]
        for row in listed
    ]
    return "survey", [header, *rows]


def _translated(column: str) -> list[str]:
    return [f"{column}::{language}" for language in LANGUAGES.values()]


def _cells(value: Text | str | None, *, is_text: bool) -> list[str]:
    if isinstance(value, Text):
        return [value.to(lang) for lang in LANGUAGES]
    return ["" for _ in LANGUAGES] if is_text else [value or ""]


def _choices() -> _Sheet:
    return "choices", [["list_name", "name", *_translated("label")], *_terms()]


def _terms() -> Iterator[list[str]]:
    for code_list in (*SURVEYED, "funding"):
        for term in CODE_LISTS[code_list].values():
            yield [code_list, term.code, *_cells(term.label, is_text=True)]
        if code_list in SURVEYED:
            yield [code_list, SAME, *_cells(UNCHANGED, is_text=True)]


def _entities() -> _Sheet:
    header = ["list_name", "entity_id", "update_if"]
    return "entities", [header, [MARKERS, f"${{{CHOSEN}}}", says_something()]]


def _settings(facts: PhoneFacts, sheets: Sequence[_Sheet]) -> _Sheet:
    """Return the settings; another content is another version, as servers ask."""
    lang = facts.lang
    parts = [
        say("illustrative", lang) if facts.illustrative else None,
        facts.title,
        OF_POST.to(lang).format(post=facts.post) if facts.post else None,
    ]
    content = hashlib.sha256(repr((parts, sheets)).encode()).hexdigest()
    settings = {
        "form_title": " · ".join(filter(None, parts)),
        "form_id": facts.form_id,
        "version": f"{facts.today.replace('-', '')}-{content[:8]}",
        "default_language": LANGUAGES[lang],
        "instance_name": "concat(${number}, ' · ', ${surveyed_on})",
    }
    return "settings", [list(settings), list(settings.values())]
