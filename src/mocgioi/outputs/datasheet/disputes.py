"""What a datasheet says of inconsistent reports: the sides, who said so, what counts meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Language
from mocgioi.outputs import wording
from mocgioi.outputs.datasheet.words import word
from mocgioi.outputs.wording import one_line, short_day

if TYPE_CHECKING:
    from mocgioi.documents.conflicts import Conflict
    from mocgioi.documents.evidence import HistoryEntry
    from mocgioi.outputs.datasheet.facts import Datasheet

_LONGEST_FILE = 40


def who_said(event: HistoryEntry) -> str:
    """Return who recorded something; the file it came in, where nobody is named."""
    return one_line(event["observer"] or "") or _file(event)


def disputes(datasheet: Datasheet, lang: Language) -> Iterator[str]:
    """Yield what waits for a decision, a sentence each, and what counts meanwhile."""
    for dispute in datasheet.disputes:
        key = "dispute" if dispute["reason"] == "contested" else "dispute.held"
        aspects = dict.fromkeys(wording.aspect_name(s["aspect"], lang) for s in dispute["sides"])
        told = word(key, lang, aspect=", ".join(aspects), sides="; ".join(_sides(dispute, lang)))
        yield f"{told} {_meanwhile(dispute, lang)}".rstrip()


def _sides(dispute: Conflict, lang: Language) -> Iterator[str]:
    """Yield what each side says, who said it in which file, and of which day."""
    standing = dispute["standing"]
    contradicted = [standing] if standing and dispute["against_standing"] else []
    for side in (*contradicted, *dispute["sides"]):
        day = short_day(side["observed_on"], lang) if side["observed_on"] else ""
        # A post sends a file of its own: it says which of them, where the observer does not.
        by = ", ".join(filter(None, [one_line(side["observer"] or ""), _file(side), day]))
        yield f"{_value(side, lang)} ({by})" if by else _value(side, lang)


def _meanwhile(dispute: Conflict, lang: Language) -> str:
    if dispute["reason"] == "held":
        return ""
    standing = dispute["standing"]
    if standing is None:
        return word("dispute.open", lang)
    return word("dispute.meanwhile", lang, value=_value(standing, lang))


def _value(event: HistoryEntry, lang: Language) -> str:
    aspect = event["aspect"]
    if aspect == "photo":
        return wording.aspect_name(aspect, lang)
    is_coded = aspect in CODE_LISTS
    return wording.value_text(aspect, event["value"], lang) if is_coded else one_line(event["name"])


def _file(event: HistoryEntry) -> str:
    name = one_line(event["file"] or "")
    return name if len(name) <= _LONGEST_FILE else f"{name[: _LONGEST_FILE - 1]}…"
