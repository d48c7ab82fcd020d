"""The facts of a coverage or status document in sentences, for the forms people read."""

from __future__ import annotations

from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.errors import Hint, Language
from mocgioi.outputs.quantities import quantity
from mocgioi.outputs.report import gaps, overall
from mocgioi.outputs.report.parts import COVERAGE, PART_OF_POST, Notice, Page, Section
from mocgioi.outputs.wording import day, number, say
from mocgioi.typed import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted, Coverage, Totals
    from mocgioi.documents.full_report import FullReport
    from mocgioi.documents.status import Status


def compose(
    document: Counted | Status, lang: Language, *, internal: bool, paper: bool = True
) -> Page:
    """Put a ``mocgioi.coverage/1`` or ``mocgioi.status/1`` document into words.

    Args:
        internal: with what goes to nobody outside.
        paper: as a report that is handed on, with all its chapters; else the figures at a
            glance, unless the document is a full report.
    """
    totals = overall.totals_of(document)
    marks = [*_made_up(document, lang), *_part(document, lang)]
    has_chapters = document["schema"] == COVERAGE and (paper or "changes" in document)
    return Page(
        title=say("report.title", lang, day=day(document["as_of"], lang)),
        headline=overall.headline(document, lang),
        banner=" · ".join(named for named, _ in marks) or None,
        banner_why=" ".join(why for _, why in marks) or None,
        alarms=_alarms(document, lang),
        lines=overall.lines(document, lang),
        stamp=overall.stamp(document, lang),
        chart=overall.share(totals, lang),
        notices=[
            *_defended(document, lang, paper=paper),
            *gaps.notices(document, lang, beside_only=has_chapters),
        ],
        sections=_sections(document, totals, lang, internal=internal, chapters=has_chapters),
        commands=_commands(document, totals),
    )


def _made_up(document: Counted | Status, lang: Language) -> list[tuple[str, str]]:
    is_so = document["illustrative"]
    return [(say("illustrative", lang), say("illustrative.why", lang))] if is_so else []


def _part(document: Counted | Status, lang: Language) -> list[tuple[str, str]]:
    post = overall.part_of(document)
    if post is None:
        return []
    return [(say("part", lang, post=post.upper()), say(f"note.{PART_OF_POST}", lang, post=post))]


def _defended(document: Counted | Status, lang: Language, *, paper: bool) -> list[Notice]:
    """Say of what was reported for this day whether it still holds; most days nothing was."""
    if document["schema"] != COVERAGE or not document.get("publications"):
        return []
    from mocgioi.outputs.report.publications import publication_notices

    return publication_notices(cast("Coverage", document), lang, paper=paper)


def _sections(
    document: Counted | Status, totals: Totals, lang: Language, *, internal: bool, chapters: bool
) -> list[Section]:
    if not totals["markers"]:
        return []
    sections: list[Section] = []
    if document["schema"] == COVERAGE:
        sections = _of_coverage(document, lang, internal=internal, chapters=chapters)
    if internal:
        notices = _measured(document, totals, lang)
        heading, title = say("measured.title", lang), say("title.measured", lang)
        sections.append(
            Section("measured", heading, notices=notices, chapter="internal", title=title)
        )
    return sections


def _of_coverage(
    document: Counted, lang: Language, *, internal: bool, chapters: bool
) -> list[Section]:
    """Return the sections of a coverage document; a status has none, and loads nothing of them."""
    from mocgioi.outputs.report.sections import full_sections, grouping_section, of_the_paper

    if "changes" in document:
        return full_sections(cast("FullReport", document), lang, internal=internal)
    sections = [grouping_section(document, by, lang, internal=internal) for by in document["by"]]
    return of_the_paper(document, sections, lang) if chapters else sections


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
        parts="; ".join(
            f"{label('measured', code, lang)}: {quantity(count, 'marker', lang)}"
            for code, count in counts.items()
            if count
        ),
    )
    notices = [Notice("fact", line)]
    differing: dict[str, list[str]] = {
        "declared_only": document["declared_only"],
        "measured_only": document["measured_only"],
    }
    for key, listed in differing.items():
        numbers = tuple(listed)
        if numbers:
            sentence = say(key, lang, count=quantity(len(numbers), "marker", lang))
            notices.append(Notice("warning", sentence, numbers))
    return notices


def _commands(document: Counted | Status, totals: Totals) -> list[Hint]:
    """Return what to type next: first what waits for a person, then the way on."""
    notes = {note["code"] for note in document["notes"]}
    if "not-known-then" in notes:
        return [Hint("report")]
    if totals["markers"] == 0:
        return [Hint("import markers", ("FILE",))]
    as_of = ("--as-of", document["as_of"])
    commands = []
    if document["conflicts"] or "rows-held" in notes:
        commands.append(Hint("conflicts list"))
    outdated = "measured-out-of-date" in notes
    if document["declared_only"] or document["measured_only"] or outdated:
        commands.append(Hint("reach", as_of))
    if document["schema"] != COVERAGE:
        commands.append(Hint("report", ("--by", "commune", *as_of)))
    elif "marker" in document["by"]:
        commands.append(Hint("report", (*as_of, "-o", "report.html")))
    else:
        commands.append(Hint("report", ("--by", "marker", *as_of)))
    return commands
