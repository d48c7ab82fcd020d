"""The one page of the weekly routine: what went in, and what needs a person.

One HTML file for one sheet of A4: no address but the names of the map and the report beside
it, no script, every text from outside escaped. Lists are cut to what fits and say how much
was left out and where all of it stands. What stands where is said by ``pages/weekly.html``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from mocgioi.domain.batch import Receipt
from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.errors import Finding, Hint, Language, Speller, Text, plainly
from mocgioi.outputs import alarms as wording_of_alarms
from mocgioi.outputs import pages
from mocgioi.outputs.receipts import finding_line
from mocgioi.outputs.weekly_wording import WEEKLY
from mocgioi.outputs.wording import aspect_name, day, instant, number, one_line, percent, say

if TYPE_CHECKING:
    from mocgioi.documents.cases import PossibleCase
    from mocgioi.documents.coverage import Alarm

MOST_FILES = 6
MOST_ALARMS = 8
MOST_ENTRIES = 12
_LEAST_ENTRIES = 2
"""Entries on the page, and of each list; what is beyond is counted, and found by the command
named.
"""

_LONGEST = 200
_LONGEST_FILE = 40
"""Characters of one entry, two lines of the page, and of a file's name in it."""
_COUNTS = ("read", "applied", "unchanged", "queued", "rejected")
_NAME_COLUMNS = Hint("survey apply", ("FILE", "--column", "number=…"))


class Figures(NamedTuple):
    """The headline: markers with a road, of those that need one; per cent, one decimal."""

    road_built: int
    markers_needing_road: int
    percent: float | None


class Waiting(NamedTuple):
    """A disagreement that waits: `values` are codes of the aspect's list, or texts."""

    number: str
    aspect: str
    observed_on: str | None
    values: tuple[str, ...]


class Held(NamedTuple):
    """An observation that waits because of where it was made; `why` says it."""

    number: str
    file: str
    row: int | None
    why: Text


class Refused(NamedTuple):
    """A file that could not be taken as a whole, with its reason and advice."""

    file: str
    why: Text


class WeeklyFacts(NamedTuple):
    """What came of one run of `update`.

    Attributes:
        ran_at: the instant (UTC) of the run; as_of: ISO day of the figures.
        receipts: of the files that were new, in the order they were taken in.
        known_files: how many files of the folder were brought in by an earlier run.
        left_out: receipts of such files of which a part is still not taken in.
        refused: files that could not be taken; no_surveys: files that are something else.
        others: files of kinds that are not read.
        alarms: what must be reported at once; possible: what may have to be
            (`mocgioi.documents.coverage`).
        waiting, held: what waits. All four are everything of that kind in the store, not only
            from this run.
        before, after: the figures around the run.
        map_name, report_name: files beside the page; illustrative: made-up rows are counted.
    """

    ran_at: str
    as_of: str
    before: Figures
    after: Figures
    receipts: Sequence[Receipt] = ()
    known_files: int = 0
    left_out: Sequence[Receipt] = ()
    refused: Sequence[Refused] = ()
    no_surveys: Sequence[str] = ()
    others: Sequence[str] = ()
    alarms: Sequence[Alarm] = ()
    possible: Sequence[PossibleCase] = ()
    waiting: Sequence[Waiting] = ()
    held: Sequence[Held] = ()
    map_name: str = "map.html"
    report_name: str = "report.html"
    illustrative: bool = False


def weekly_page(facts: WeeklyFacts, lang: Language = "vi", *, spell: Speller = plainly) -> str:
    """Return the page as HTML; the same facts, the same text.

    What must be reported at once (BÁO NGAY) stands first, then the figures, then what needs a
    person, then what went in: read = applied + unchanged + queued + rejected in every line.

    Args:
        spell: how the commands that show all of a list are written.
    """
    return pages.fill(
        "weekly.html",
        lang=lang,
        words={key: text.to(lang) for key, text in WEEKLY.items()},
        as_of=day(facts.as_of, lang),
        banner=say("illustrative", lang) if facts.illustrative else None,
        ran=_word("ran", lang, instant=instant(facts.ran_at, lang)),
        alarms=_alarms(facts, lang),
        headline=_headline(facts, lang),
        before=_before(facts, lang),
        map_link=quote(facts.map_name, safe=""),
        report_link=quote(facts.report_name, safe=""),
        lists=_for_a_person(facts, lang, spell),
        table=_table(facts.receipts, lang) if facts.receipts else None,
        remarks=_remarks(facts, lang),
    )


def _word(key: str, lang: Language, **named: str) -> str:
    return WEEKLY[key].to(lang).format(**named)


def _cut(text: str) -> str:
    """Return a text from outside, cut to what the page has room for."""
    line = one_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _alarms(facts: WeeklyFacts, lang: Language) -> list[str]:
    """Return what must, and what may have to, be reported at once: a paragraph each."""
    sure, possible = facts.alarms, facts.possible
    paragraphs = []
    if sure:
        items = [wording_of_alarms.sure_item(alarm, lang) for alarm in sure[:MOST_ALARMS]]
        sentence = wording_of_alarms.sure_sentence(len(sure), lang)
        paragraphs.append(_listed(sentence, items, ", ", len(sure), lang))
    if possible:
        items = wording_of_alarms.possible_items(possible[:MOST_ALARMS], lang)
        sentence = wording_of_alarms.possible_sentence(len(possible), lang)
        paragraphs.append(_listed(sentence, items, " · ", len(possible), lang))
    return paragraphs


def _listed(sentence: str, items: list[str], mark: str, count: int, lang: Language) -> str:
    rest = count - len(items)
    shown = [*items, say("more", lang, count=number(rest, lang))] if rest else items
    return f"{sentence}: {mark.join(shown)}"


def _headline(facts: WeeklyFacts, lang: Language) -> str:
    return say(
        "headline",
        lang,
        built=number(facts.after.road_built, lang),
        needing=number(facts.after.markers_needing_road, lang),
        percent=percent(facts.after.percent, lang),
        day=day(facts.as_of, lang),
    )


def _before(facts: WeeklyFacts, lang: Language) -> str:
    if facts.before == facts.after:
        return _word("same", lang)
    figures = _word(
        "figures",
        lang,
        built=number(facts.before.road_built, lang),
        needing=number(facts.before.markers_needing_road, lang),
        percent=percent(facts.before.percent, lang),
    )
    return _word("before", lang, figures=figures)


class ShownList(NamedTuple):
    """A list of what needs a person, cut to what the page has room for.

    Attributes:
        rest: how many more entries there are, in words; command: shows all of them.
        and_more: stands after the command if it has to be typed for others too.
        how, how_command: what to do with the entries.
    """

    title: str
    entries: list[str]
    rest: str
    command: str
    and_more: str
    how: str
    how_command: str


def _for_a_person(facts: WeeklyFacts, lang: Language, spell: Speller) -> list[ShownList]:
    """Return what needs a person, each kind with the command that shows all of it."""
    batches = [r.batch for r in facts.receipts if r.rejected and r.batch]
    rows = _findings(facts.receipts, _of_rows, lang, spell)
    looked = _findings([*facts.left_out, *facts.receipts], _to_be_looked_at, lang, spell)
    entries = {
        "refused": [f"{_file(f.file)}: {f.why.to(lang)}" for f in facts.refused],
        "no_surveys": [_file(name) for name in facts.no_surveys],
        "rows": rows,
        "contested": [_waiting(item, lang) for item in facts.waiting],
        "held": [_held(item, lang) for item in facts.held],
        "looked": looked,
    }
    undecided = [Hint("conflicts list")]
    commands = {
        "rows": [Hint("survey rejected", (batch, "-o", "FILE.xlsx")) for batch in batches],
        "contested": undecided,
        "held": undecided,
    }
    shown = _shares({key: len(listed) for key, listed in entries.items()})
    counts = {key: len(listed) for key, listed in entries.items()}
    counts["rows"] = sum(receipt.rejected for receipt in facts.receipts)
    lists = []
    for key, listed in entries.items():
        if not counts[key]:
            continue
        rest = len(listed) - shown[key]
        hints = commands.get(key, [])
        has_advice = key == "no_surveys"
        lists.append(
            ShownList(
                title=_word(key, lang, count=number(counts[key], lang)),
                entries=[_cut(entry) for entry in listed[: shown[key]]],
                rest=_word("more", lang, count=number(rest, lang)) if rest else "",
                command=_cut(spell(hints[0])) if hints else "",
                and_more=" …" if len(hints) > 1 else "",
                how=_word("no_surveys.how", lang) if has_advice else "",
                how_command=spell(_NAME_COLUMNS) if has_advice else "",
            )
        )
    return lists


def _shares(counts: Mapping[str, int]) -> dict[str, int]:
    """Return how many entries of each list are shown: some of each, then first come."""
    shares = {key: min(count, _LEAST_ENTRIES) for key, count in counts.items()}
    for key, count in counts.items():
        free = MOST_ENTRIES - sum(shares.values())
        shares[key] += min(free, count - shares[key])
    return shares


def _of_rows(finding: Finding) -> bool:
    return finding.severity == "error" and finding.row is not None


def _to_be_looked_at(finding: Finding) -> bool:
    return finding.severity != "notice" and not _of_rows(finding)


def _findings(
    receipts: Sequence[Receipt],
    chosen: Callable[[Finding], bool],
    lang: Language,
    spell: Speller,
) -> list[str]:
    """Return the findings that are chosen, with their file, sheet, row and column."""
    return [
        f"{_file(receipt.file)}: {finding_line(finding, lang, spell=spell).strip()}"
        for receipt in receipts
        for finding in receipt.findings
        if chosen(finding)
    ]


def _file(name: str) -> str:
    return name if len(name) <= _LONGEST_FILE else f"…{name[1 - _LONGEST_FILE :]}"


def _held(item: Held, lang: Language) -> str:
    place = [_file(item.file)]
    if item.row is not None:
        place.append(say("evidence.row", lang, row=str(item.row)))
    return f"{item.number}: {item.why.to(lang)} ({', '.join(place)})"


def _waiting(item: Waiting, lang: Language) -> str:
    values = item.values
    if item.aspect in CODE_LISTS:
        values = tuple(label(item.aspect, value, lang) for value in values)
    about = [aspect_name(item.aspect, lang)]
    if item.observed_on:
        about.append(day(item.observed_on, lang))
    return f"{item.number}, {', '.join(about)}: {' / '.join(values)}"


class CountsLine(NamedTuple):
    """A line of the table of what went in: a file, or several, and its figures."""

    name: str
    figures: list[str]


class CountsTable(NamedTuple):
    """What went in: a line for each file that is shown, and their total."""

    headings: list[str]
    lines: list[CountsLine]
    total: CountsLine


def _table(receipts: Sequence[Receipt], lang: Language) -> CountsTable:
    """Return the receipts, those that need a person first, and their total."""
    ordered = sorted(receipts, key=lambda receipt: not receipt.needs_person)
    shown, rest = ordered[:MOST_FILES], ordered[MOST_FILES:]
    lines = [_counts(_cut(_file(receipt.file)), [receipt], lang) for receipt in shown]
    if rest:
        name = _word("more.files", lang, count=number(len(rest), lang))
        lines.append(_counts(name, rest, lang))
    return CountsTable(
        headings=[_word(key, lang) for key in ("file", *_COUNTS, "moved")],
        lines=lines,
        total=_counts(_word("total", lang), receipts, lang),
    )


def _counts(name: str, receipts: Sequence[Receipt], lang: Language) -> CountsLine:
    """Return a line of the table: the counts of some receipts added up."""
    figures = [sum(getattr(receipt, key) for receipt in receipts) for key in _COUNTS]
    figures.append(len({marker for receipt in receipts for marker in receipt.moved}))
    return CountsLine(name, [number(figure, lang) for figure in figures])


def _remarks(facts: WeeklyFacts, lang: Language) -> list[str]:
    """Return what else was in the folder."""
    remarks = []
    if facts.known_files:
        remarks.append(_word("known", lang, count=number(facts.known_files, lang)))
    if facts.others:
        names = ", ".join(_file(name) for name in facts.others)
        count = number(len(facts.others), lang)
        remarks.append(_cut(_word("others", lang, count=count, names=names)))
    return remarks
