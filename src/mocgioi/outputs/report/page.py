"""The facts of a coverage or status document in sentences, for the forms people read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.errors import Hint, Language
from mocgioi.outputs.report.parts import COVERAGE, Chart, Notice, Page, Section, Weight
from mocgioi.outputs.report.sections import full_sections, grouping_section
from mocgioi.outputs.report.tables import not_reported_items
from mocgioi.outputs.wording import (
    aspect_name,
    code_name,
    day,
    heading,
    instant,
    number,
    percent,
    say,
    value_text,
)

if TYPE_CHECKING:
    from mocgioi.documents.coverage import (
        Contested,
        Counted,
        Coverage,
        FundingDiffers,
        Note,
        Totals,
    )
    from mocgioi.documents.full_report import FullReport
    from mocgioi.documents.status import Status


def compose(document: Counted | Status, lang: Language, *, internal: bool) -> Page:
    """Put a ``mocgioi.coverage/1`` or ``mocgioi.status/1`` document into words."""
    totals: Totals = document["totals"] if document["schema"] == COVERAGE else document
    illustrative = document["illustrative"]
    return Page(
        title=say("report.title", lang, day=day(document["as_of"], lang)),
        headline=_headline(totals, document["as_of"], lang),
        banner=say("illustrative", lang) if illustrative else None,
        banner_why=say("illustrative.why", lang) if illustrative else None,
        alarms=_alarms(document, lang),
        lines=_lines(document, totals, lang),
        chart=_share(totals, lang),
        notices=[
            *_defended(document, lang),
            *_published(document, lang),
            *_notes(document, lang),
        ],
        sections=_sections(document, totals, lang, internal=internal),
        commands=_commands(document, totals),
    )


def _defended(document: Counted | Status, lang: Language) -> list[Notice]:
    """Say of what was reported for this day whether it still holds; most days nothing was."""
    if document["schema"] != COVERAGE or not document.get("publications"):
        return []
    from mocgioi.outputs.report.publications import publication_notices

    return publication_notices(cast("Coverage", document), lang)


def _sections(
    document: Counted | Status, totals: Totals, lang: Language, *, internal: bool
) -> list[Section]:
    sections: list[Section] = []
    if "changes" in document:
        sections = full_sections(cast("FullReport", document), lang, internal=internal)
    elif document["schema"] == COVERAGE:
        sections = [
            grouping_section(document, by, lang, internal=internal) for by in document["by"]
        ]
    if internal and totals["markers"]:
        notices = _measured(document, totals, lang)
        heading = say("measured.title", lang)
        sections.append(Section("measured", heading, notices=notices, chapter="internal"))
    return sections


def _share(totals: Totals, lang: Language) -> Chart | None:
    """Return the markers that need a road as one bar, by road status; None if nobody needs one."""
    if not totals["markers_needing_road"]:
        return None
    built = number(totals["road_built"], lang)
    needing = number(totals["markers_needing_road"], lang)
    return Chart("share", say("share_bar", lang, built=built, needing=needing), totals)


def _headline(totals: Totals, as_of: str, lang: Language) -> str:
    on = day(as_of, lang)
    if totals["markers"] == 0:
        return say("headline.no_markers", lang, day=on)
    if totals["markers_needing_road"] == 0:
        return say("headline.nobody", lang, markers=number(totals["markers"], lang), day=on)
    headline = say(
        "headline",
        lang,
        built=number(totals["road_built"], lang),
        needing=number(totals["markers_needing_road"], lang),
        percent=percent(totals["percent"], lang),
        day=on,
    )
    if totals["built_damaged"]:
        headline += say("headline.damaged", lang, count=number(totals["built_damaged"], lang))
    return headline


def _alarms(document: Counted | Status, lang: Language) -> list[Notice]:
    sure, possible = document["report_at_once"], document["perhaps_at_once"]
    if not sure and not possible:
        return []
    from mocgioi.outputs import alarms

    notices = []
    if sure:
        items = tuple(alarms.sure_item(entry, lang) for entry in sure)
        notices.append(Notice("alarm", alarms.sure_sentence(len(sure), lang), items))
    if possible:
        sentence = alarms.possible_sentence(len(possible), lang)
        items = tuple(alarms.possible_items(possible, lang))
        notices.append(Notice("possible", sentence, items))
    return notices


def _lines(document: Counted | Status, totals: Totals, lang: Language) -> list[str]:
    lines = []
    needing = number(totals["markers_needing_road"], lang)
    if totals["markers"]:
        markers = number(totals["markers"], lang)
        lines.append(say("totals.markers", lang, markers=markers, needing=needing))
    if totals["markers_needing_road"]:
        parts = _parts(totals["by_status"], "road_status", lang)
        lines.append(say("totals.by_status", lang, needing=needing, parts=parts))
    if totals["road_built"]:
        lines.append(
            say(
                "totals.built",
                lang,
                built=number(totals["road_built"], lang),
                contributions=number(totals["by_contributions"], lang),
                in_period=number(totals["in_period"], lang),
                damaged=number(totals["built_damaged"], lang),
            )
        )
    if document["schema"] == COVERAGE:
        if document["known_at"]:
            lines.append(say("known_at", lang, instant=instant(document["known_at"], lang)))
    elif document["last_recorded_at"]:
        recorded = instant(document["last_recorded_at"], lang)
        lines.append(say("last_recorded_at", lang, instant=recorded))
    if document["head"]:
        lines.append(say("head", lang, head=document["head"]))
    return lines


def _parts(counts: dict[str, int], code_list: str, lang: Language) -> str:
    """Return counts by code, as ``đã xây dựng 223 · đang thi công 0``."""
    return " · ".join(
        f"{code_name(code_list, code, lang)} {number(count, lang)}"
        for code, count in counts.items()
    )


def _measured(document: Counted | Status, totals: Totals, lang: Language) -> list[Notice]:
    by_code = {code: document["measured"][code] for code in CODE_LISTS["measured"]}
    counts = {code: count for code, count in by_code.items() if count is not None}
    if len(counts) < len(by_code):
        return [Notice("warning", say("note.measured-out-of-date", lang))]
    line = say(
        "measured.line",
        lang,
        built=number(totals["road_built"], lang),
        needing=number(totals["markers_needing_road"], lang),
        parts=_parts(counts, "measured", lang),
    )
    notices = [Notice("fact", line)]
    differing: dict[str, list[str]] = {
        "declared_only": document["declared_only"],
        "measured_only": document["measured_only"],
    }
    for key, listed in differing.items():
        numbers = tuple(listed)
        if numbers:
            sentence = say(key, lang, count=number(len(numbers), lang))
            notices.append(Notice("warning", sentence, numbers))
    return notices


def _published(document: Counted | Status, lang: Language) -> list[Notice]:
    """Say whether today's data give the figures published for this day."""
    notices = []
    for figure in document["published"]:
        named = {
            "figure": _fraction(figure["value"], figure["denominator"], lang),
            "words": _quoted(figure["words"], figure["source"]),
            "built": number(figure["road_built"], lang),
            "needing": number(figure["markers_needing_road"], lang),
        }
        key = "published.agrees" if figure["agrees"] else "published.differs"
        sentences = [say(key, lang, **named)]
        if figure["as_of_inferred"]:
            inferred = day(figure["as_of"], lang)
            sentences.append(say("published.inferred", lang, day=inferred))
        if figure["funding"] == "contributions":
            sentences.append(
                say(
                    "published.funding",
                    lang,
                    funding=label("funding", figure["funding"], lang),
                    contributions=number(figure["by_contributions"], lang),
                    built=named["built"],
                )
            )
        weight: Weight = "fact" if figure["agrees"] else "warning"
        notices.append(Notice(weight, " ".join(sentences)))
    return notices


def _fraction(value: float, whole: float | None, lang: Language) -> str:
    shown = number(value, lang)
    return shown if whole is None else f"{shown}/{number(whole, lang)}"


def _quoted(words: str | None, source: str | None) -> str:
    parts = [f"“{words}”"] if words else []
    parts += [source] if source else []
    return f" ({'; '.join(parts)})" if parts else ""


def _notes(document: Counted | Status, lang: Language) -> list[Notice]:
    notices = []
    for note in document["notes"]:
        named = {key: _param(key, value, lang) for key, value in note["params"].items()}
        sentence = say(f"note.{note['code']}", lang, **named)
        items = tuple(_items(note, document, lang))
        notices.append(Notice("warning", sentence, items))
    return notices


def _param(key: str, value: Any, lang: Language) -> str:
    if key == "count":
        return number(value, lang)
    if key in ("first_recorded_at", "known_at"):
        return instant(value, lang)
    if key == "by":
        return heading(value, lang)
    return day(value, lang)


def _items(note: Note, document: Counted | Status, lang: Language) -> Iterable[str]:
    """Return the markers a note is about, where the document lists them."""
    code = note["code"]
    if code == "not-placed":
        by = note["params"]["by"]
        groups = document["groups"] if document["schema"] == COVERAGE else []
        return [n for g in groups if g["by"] == by for n in g.get("unplaced", ())]
    if code == "built-damaged":
        return [
            f"{road['number']} ({label('road_condition', road['condition'], lang)})"
            for road in document["damaged"]
        ]
    if code == "open-disagreements":
        return [_disagreement(entry, lang) for entry in document["contested"]]
    if code == "not-reported":
        return not_reported_items(document, lang)
    if code == "need-not-recorded":
        return list(document["outside_need"]["need_not_recorded_markers"])
    if code == "outside-need-built":
        return list(document["outside_need"]["road_built"])
    if code == "funding-differs":
        return [_funding_difference(entry, lang) for entry in document["funding_differs"]]
    return ()


def _disagreement(entry: Contested, lang: Language) -> str:
    aspect = entry["aspect"]
    parts = [aspect_name(aspect, lang)]
    if entry["observed_on"]:
        parts.append(day(entry["observed_on"], lang))
    sides = " / ".join(value_text(aspect, value, lang) for value in entry["values"])
    sentence = f"{', '.join(parts)}: {sides}"
    if entry["standing"]:
        sentence += say(
            "contested.standing", lang, value=value_text(aspect, entry["standing"], lang)
        )
    return f"{entry['number']} ({sentence})"


def _funding_difference(entry: FundingDiffers, lang: Language) -> str:
    codes = [entry["observed"], *entry["roads"]]
    return f"{entry['number']} ({' / '.join(label('funding', c, lang) for c in codes if c)})"


def _commands(document: Counted | Status, totals: Totals) -> list[Hint]:
    """Return what to type next: first what waits for a person, then the way on."""
    notes = {note["code"] for note in document["notes"]}
    if "not-known-then" in notes:
        return [Hint("report")]
    if totals["markers"] == 0:
        return [Hint("import markers", ("FILE",))]
    commands = []
    if document["conflicts"] or "rows-held" in notes:
        commands.append(Hint("conflicts list"))
    outdated = "measured-out-of-date" in notes
    if document["declared_only"] or document["measured_only"] or outdated:
        commands.append(Hint("reach"))
    as_of = ("--as-of", document["as_of"])
    if document["schema"] != COVERAGE:
        commands.append(Hint("report", ("--by", "commune")))
    elif "marker" in document["by"]:
        commands.append(Hint("report", (*as_of, "-o", "report.html")))
    else:
        commands.append(Hint("report", ("--by", "marker", *as_of)))
    return commands
