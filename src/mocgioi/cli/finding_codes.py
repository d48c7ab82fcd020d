"""The codes of findings, as the manual explains them: ``mocgioi help codes``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mocgioi.errors import Language, plainly
from mocgioi.words.declaring import WHERE, Entry, Sentence
from mocgioi.words.findings import CATALOGUE, catalogue


def codes_markdown(lang: Language) -> str:
    """Return every code with its severity, where it arises, and its sentences.

    A name in braces stands for what the sentence says of a file.
    """
    return "\n\n".join("\n".join(_lines(entry, lang)) for entry in CATALOGUE.values())


def codes_document(lang: Language) -> dict[str, object]:
    """Return the catalogue; it has its sentences in every language, whatever `lang` is."""
    return {"schema": "mocgioi.codes/1", "codes": catalogue()}


def _lines(entry: Entry, lang: Language) -> Iterator[str]:
    where = ", ".join(WHERE[name].to(lang) for name in entry.where)
    yield f"**`{entry.code}`** ({where})\n"
    for sentence in entry.sentences.values():
        yield f"- `{'|'.join(sentence.severities)}`: {_escaped(_words(sentence, lang))}"


def _escaped(words: str) -> str:
    """Return words of a finding so that none of them is Markdown."""
    return re.sub(r"([\\\\`*_\[\]<|])", r"\\\1", words)


def _words(sentence: Sentence, lang: Language) -> str:
    words = sentence.text.to(lang)
    for hint in sentence.hints:
        words = words.replace("{hint}", plainly(hint), 1)
    return words
