"""The catalogue of every finding about a file, and how one of them is told.

A site names a code, the variant of its sentence where there are several, and what the
sentence has places for::

    finding("sheet-hidden", sheet=name, name=name)
    row.report("marker-unknown", "absent", field="number", number=number, near=listed)

Whatever the catalogue does not hold is a `KeyError` at the site.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mocgioi.errors import HINT, Finding, Hint, Severity, Text, plainly
from mocgioi.words import (
    of_cases,
    of_columns,
    of_decisions,
    of_files,
    of_heights,
    of_meetings,
    of_merges,
    of_photographs,
    of_places,
    of_prices,
    of_registers,
    of_road_checks,
    of_rows,
    of_shapes,
    of_sheets,
    of_states,
    of_stores,
    of_surveys,
    of_targets,
)
from mocgioi.words.declaring import WHERE, Entry

CATALOGUE: dict[str, Entry] = {
    entry.code: entry
    for room in (
        of_files,
        of_sheets,
        of_columns,
        of_rows,
        of_states,
        of_places,
        of_shapes,
        of_surveys,
        of_photographs,
        of_meetings,
        of_registers,
        of_targets,
        of_prices,
        of_heights,
        of_road_checks,
        of_decisions,
        of_merges,
        of_cases,
        of_stores,
    )
    for entry in room.DECLARED
}
"""Every finding by its code, in the order a file is read."""


def finding(
    code: str,
    variant: str = "",
    *,
    severity: Severity | None = None,
    sheet: str | None = None,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
    **words: object,
) -> Finding:
    """Return a finding of the catalogue.

    Args:
        code: of the catalogue. variant: which of its sentences, where it has several.
        severity: which of the sentence's severities, where it has several.
        sheet, row, column, value: as `mocgioi.errors.Finding` has them.
        **words: what stands in the places of the sentence; a `Text` has its own words for each
            language.

    Raises:
        KeyError: the catalogue has no such code or variant, or a place stays empty.
        ValueError: the sentence does not have that severity, or has several to choose from.
    """
    sentence = CATALOGUE[code].sentences[variant]
    if severity is None and len(sentence.severities) == 1:
        severity = sentence.severities[0]
    if severity not in sentence.severities:
        raise ValueError(f"{code}: {severity} is none of {sentence.severities}")
    text = worded(sentence.text, hint=HINT, **words)
    return Finding(code, severity, text, sheet, row, column, value, sentence.hints)


def restored(code: str, text: Text) -> tuple[Text, tuple[Hint, ...]]:
    """Return the words of a finding that were kept as they read, with their commands as hints.

    >>> kept = Text("Chờ: mocgioi conflicts list", "It waits: mocgioi conflicts list")
    >>> text, hints = restored("conflict", kept)
    >>> text.vi == f"Chờ: {HINT}", hints[0].verb
    (True, 'conflicts list')
    """
    sentences = CATALOGUE[code].sentences.values() if code in CATALOGUE else ()
    known = {Hint(h.verb, elsewhere=h.elsewhere) for s in sentences for h in s.hints}
    longest_first = sorted(known, key=lambda hint: -len(hint.verb))
    places = {hint: text.vi.find(plainly(hint)) for hint in longest_first}
    hints = sorted((h for h in longest_first if places[h] >= 0), key=lambda hint: places[hint])
    for hint in hints:
        text = Text(*(words.replace(plainly(hint), HINT, 1) for words in text))
    return text, tuple(hints)


def worded(template: Text, **words: object) -> Text:
    """Return a text with `words` in its places; a `Text` among them gives each language its own.

    >>> worded(Text("cách {far}", "{far} off"), far=Text("1,5 km", "1.5 km"))
    Text(vi='cách 1,5 km', en='1.5 km off')
    """
    bilingual = {name: text for name, text in words.items() if isinstance(text, Text)}
    if not bilingual:
        return Text(*(column.format(**words) for column in template))
    columns = zip(Text._fields, template, strict=True)
    return Text(
        *(
            column.format(
                **words | {name: getattr(text, language) for name, text in bilingual.items()}
            )
            for language, column in columns
        )
    )


def joined(texts: Iterable[Text], separator: str) -> Text:
    """Return texts one after another, language by language.

    >>> joined([Text("xã", "commune"), Text("đồn", "post")], ", ")
    Text(vi='xã, đồn', en='commune, post')
    """
    return Text(*(separator.join(column) for column in zip(*texts, strict=True)))


def catalogue() -> list[dict[str, Any]]:
    """Return the catalogue as data: of each finding its code, severities, sentences and where.

    A sentence has its words by language; where a command to type stands in it, that command.
    """
    return [
        {
            "code": entry.code,
            "severities": sorted(
                {s for sentence in entry.sentences.values() for s in sentence.severities},
                key=_RANK.index,
            ),
            "where": [WHERE[name]._asdict() for name in entry.where],
            "sentences": [
                {
                    "variant": variant or None,
                    "severities": list(sentence.severities),
                    "hints": [_command(hint) for hint in sentence.hints],
                    **sentence.text._asdict(),
                }
                for variant, sentence in entry.sentences.items()
            ],
        }
        for entry in CATALOGUE.values()
    ]


_RANK: list[Severity] = ["error", "warning", "notice"]


def _command(hint: Hint) -> dict[str, Any]:
    return {"verb": hint.verb, "arguments": list(hint.arguments)}
