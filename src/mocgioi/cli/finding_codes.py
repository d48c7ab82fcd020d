"""The codes of findings, as ``mocgioi help codes`` explains them."""

from __future__ import annotations

from collections.abc import Iterator

from mocgioi.errors import Language, plainly
from mocgioi.words.declaring import WHERE, Entry, Sentence
from mocgioi.words.findings import CATALOGUE, catalogue


def codes_text(lang: Language) -> str:
    """Return every code with its severity, where it arises, and its sentences.

    A name in braces stands for what the sentence says of a file.
    """
    return "\n\n".join("\n".join(_lines(entry, lang)) for entry in CATALOGUE.values())


def codes_document(lang: Language) -> dict[str, object]:
    """Return the catalogue; it has its sentences in every language, whatever `lang` is."""
    return {"schema": "mocgioi.codes/1", "codes": catalogue()}


def _lines(entry: Entry, lang: Language) -> Iterator[str]:
    where = ", ".join(WHERE[name].to(lang) for name in entry.where)
    yield f"{entry.code} ({where})"
    for sentence in entry.sentences.values():
        yield f"  {'|'.join(sentence.severities)}: {_words(sentence, lang)}"


def _words(sentence: Sentence, lang: Language) -> str:
    words = sentence.text.to(lang)
    for hint in sentence.hints:
        words = words.replace("{hint}", plainly(hint), 1)
    return words
