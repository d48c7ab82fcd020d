"""What is to be known of the data beside a figure: what does not agree, and what is lacking."""

from __future__ import annotations

from collections.abc import Iterable

from mocgioi.domain.vocabulary import label
from mocgioi.errors import Language
from mocgioi.outputs.quantities import Noun, in_figures, quantity
from mocgioi.outputs.report.citing import named_source
from mocgioi.outputs.report.parts import (
    COVERAGE,
    PART_OF_POST,
    Notice,
    Section,
    Weight,
)
from mocgioi.outputs.wording import (
    aspect_name,
    day,
    heading,
    instant,
    number,
    say,
    value_text,
)
from mocgioi.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Contested, Counted, FundingDiffers, Note
    from mocgioi.documents.status import Status

_OF_THE_STORE = frozenset(
    {
        *("no-markers", "not-known-then", "measured-out-of-date", "nobody-needs-a-road"),
        *("before-first-survey", "nothing-reported"),
    }
)
"""Notes about the question or the store: they stand beside the figure, whatever the form."""

_ELSEWHERE = frozenset({"built-damaged"})
"""Notes that a paper tells in a section of their own."""

_BANNER = frozenset({PART_OF_POST})
"""Notes that stand over everything else."""

_ROWS = frozenset({"rows-held"})
_CASES = frozenset({"open-disagreements"})


def section(document: Counted | Status, lang: Language) -> list[Section]:
    """Return what the posts have to verify or complete; nothing where there is nothing."""
    found = [
        _notice(note, document, lang)
        for note in document["notes"]
        if note["code"] not in _OF_THE_STORE | _ELSEWHERE | _BANNER
    ]
    found = [*_on_paper(document, lang), *found, *_withdrawn(document, lang)]
    if not found:
        return []
    facts = [notice._replace(weight="fact") for notice in found]
    heading = say("section.gaps", lang)
    return [Section("gaps", heading, [say("gaps.why", lang)], facts, chapter="II")]


def notices(document: Counted | Status, lang: Language, *, beside_only: bool) -> list[Notice]:
    """Return what stands beside the figure.

    Args:
        beside_only: what a chapter of its own tells is left out.
    """
    return [
        *published(document, lang, brief=beside_only),
        *(
            _notice(note, document, lang)
            for note in document["notes"]
            if note["code"] not in _BANNER and (note["code"] in _OF_THE_STORE or not beside_only)
        ),
    ]


def published(document: Counted | Status, lang: Language, *, brief: bool = False) -> list[Notice]:
    """Say whether today's data give the figures published for this day.

    Args:
        brief: the words and the full citation stand in a table.
    """
    notices = []
    for figure in document["published"]:
        named = {
            "figure": _fraction(figure["value"], figure["denominator"], lang),
            "words": _quoted(figure["words"], figure["source"], lang, brief=brief),
            "built": number(figure["road_built"], lang),
            "needing": number(figure["markers_needing_road"], lang),
        }
        key = "published.agrees" if figure["agrees"] else "published.differs"
        sentences = [say(key, lang, **named)]
        if figure["as_of_inferred"]:
            inferred = day(figure["as_of"], lang)
            sentences.append(say("published.inferred", lang, day=inferred))
        contributed, built = figure["by_contributions"], figure["road_built"]
        if figure["funding"] == "contributions" and contributed is not None and built is not None:
            sentences.append(
                say(
                    "published.funding",
                    lang,
                    funding=label("funding", figure["funding"], lang),
                    contributions=in_figures(contributed, lang),
                    built=in_figures(built, lang),
                )
            )
        weight: Weight = "fact" if figure["agrees"] else "warning"
        notices.append(Notice(weight, " ".join(sentences)))
    return notices


def _fraction(value: float, whole: float | None, lang: Language) -> str:
    shown = number(value, lang)
    return shown if whole is None else f"{shown}/{number(whole, lang)}"


def _quoted(words: str | None, source: str | None, lang: Language, *, brief: bool) -> str:
    if brief and source:
        return f" ({named_source(source)})"
    marks = "«{}»" if lang == "vi" else "“{}”"
    told = [marks.format(words)] if words else []
    told += [source] if source else []
    return f" ({'; '.join(told)})" if told else ""


def _notice(note: Note, document: Counted | Status, lang: Language) -> Notice:
    named = {key: _param(note["code"], key, value, lang) for key, value in note["params"].items()}
    sentence = say(f"note.{note['code']}", lang, **named)
    return Notice("warning", sentence, tuple(_items(note, document, lang)))


def _param(code: str, key: str, value: Any, lang: Language) -> str:
    if key == "count":
        noun: Noun = "row" if code in _ROWS else "case" if code in _CASES else "marker"
        return quantity(value, noun, lang)
    if key in ("first_recorded_at", "known_at"):
        return instant(value, lang)
    if key == "by":
        return heading(value, lang)
    return day(value, lang)


def _on_paper(document: Counted | Status, lang: Language) -> list[Notice]:
    numbers = document["built_on_paper_only"]
    if not numbers:
        return []
    markers = quantity(len(numbers), "marker", lang)
    return [Notice("warning", say("gaps.on_paper", lang, count=markers), tuple(numbers))]


def _withdrawn(document: Counted | Status, lang: Language) -> list[Notice]:
    entries = document.get("need_withdrawn", ())
    if not entries:
        return []
    items = tuple(
        f"{entry['number']} ({say('since', lang, day=day(entry['on'], lang))})"
        if entry["on"]
        else entry["number"]
        for entry in entries
    )
    markers = quantity(len(entries), "marker", lang)
    return [Notice("warning", say("gaps.withdrawn", lang, count=markers), items)]


def _items(note: Note, document: Counted | Status, lang: Language) -> Iterable[str]:
    """Return the markers a note is about, where the document lists them."""
    code = note["code"]
    if code == "not-placed":
        by = note["params"]["by"]
        groups = document["groups"] if document["schema"] == COVERAGE else []
        return [n for g in groups if g["by"] == by for n in g.get("unplaced", ())]
    if code == "built-damaged":
        return damaged_items(document, lang)
    if code == "open-disagreements":
        return [_disagreement(entry, lang) for entry in document["contested"]]
    if code == "not-reported":
        return _not_reported_items(document, lang)
    if code == "need-not-recorded":
        return list(document["outside_need"]["need_not_recorded_markers"])
    if code == "outside-need-built":
        return list(document["outside_need"]["road_built"])
    if code == "funding-differs":
        return [_funding_difference(entry, lang) for entry in document["funding_differs"]]
    return ()


def _not_reported_items(document: Counted | Status, lang: Language) -> tuple[str, ...]:
    """Return the markers without a report of their road; of some, reports that disagree."""
    contested = {d["number"] for d in document["contested"] if d["aspect"] == "road_status"}
    disputed = say("contested", lang)
    return tuple(
        f"{number} ({disputed})" if number in contested else number
        for number in document["not_reported"]
    )


def damaged_items(document: Counted | Status, lang: Language) -> list[str]:
    """Return the markers that count as built and whose road is damaged, with how much it is."""
    return [
        f"{road['number']} ({label('road_condition', road['condition'], lang)})"
        for road in document["damaged"]
    ]


def _disagreement(entry: Contested, lang: Language) -> str:
    aspect = entry["aspect"]
    named = [aspect_name(aspect, lang)]
    if entry["observed_on"]:
        named.append(day(entry["observed_on"], lang))
    sides = " / ".join(value_text(aspect, value, lang) for value in entry["values"])
    sentence = f"{', '.join(named)}: {sides}"
    if entry["standing"]:
        sentence += say(
            "contested.standing", lang, value=value_text(aspect, entry["standing"], lang)
        )
    return f"{entry['number']} ({sentence})"


def _funding_difference(entry: FundingDiffers, lang: Language) -> str:
    codes = [entry["observed"], *entry["roads"]]
    return f"{entry['number']} ({' / '.join(label('funding', c, lang) for c in codes if c)})"
