"""The one page of the weekly routine: what went in, and what needs a person.

One HTML file for one sheet of A4: no address but the names of the map and the report beside
it, no script, every text from outside escaped. Lists are cut to what fits and say how much
was left out and where all of it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from mocgioi.domain.batch import Receipt
from mocgioi.domain.vocabulary import CODE_LISTS, label
from mocgioi.errors import Finding, Language, Text
from mocgioi.outputs.receipts import finding_line
from mocgioi.outputs.weekly_wording import WEEKLY
from mocgioi.outputs.wording import LABELS, day, instant, number, one_line, percent, say

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

_STYLE = """\
@page { size: A4 portrait; margin: 12mm 15mm 12mm 20mm }
body { font: 11pt/1.3 "Times New Roman", Times, serif; color: #000; background: #fff;
  max-width: 48rem; margin: 1rem auto; padding: 0 1rem }
h1 { font-size: 15pt; text-align: center; margin: .2em 0 }
h2 { font-size: 12pt; margin: .7em 0 .2em; break-after: avoid }
p { margin: .25em 0 }
.sub { text-align: center }
.headline { font-weight: bold; font-size: 12pt }
.banner { border: 2px solid #000; padding: .15em .5em; text-align: center; font-weight: bold }
.alarm { border: 3px double #b3001b; color: #b3001b; padding: .2em .5em; font-weight: bold }
.quiet { color: #444 }
table { border-collapse: collapse; width: 100%; font-size: 10pt }
th, td { border: 1px solid #000; padding: .1em .35em; text-align: left; vertical-align: top;
  overflow-wrap: anywhere }
thead th { background: #eee; text-align: center }
td.number { text-align: right; white-space: nowrap }
tbody th { font-weight: normal }
tfoot th, tfoot td { font-weight: bold }
ul { margin: .15em 0; padding-left: 1.3em }
li { overflow-wrap: anywhere }
code { font-family: Consolas, "Liberation Mono", monospace; font-size: 9.5pt }
@media print {
  body { margin: 0; padding: 0; max-width: none; font-size: 9.5pt; line-height: 1.2 }
  table { font-size: 9pt }
}
"""


class Figures(NamedTuple):
    """The headline: markers with a road, of those that need one; per cent, one decimal."""

    road_built: int
    markers_needing_road: int
    percent: float | None


class Alarm(NamedTuple):
    """A marker that must be reported at once: its condition's code, and since which ISO day."""

    number: str
    condition: str
    since: str | None = None


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
        alarms, waiting, held: everything of that kind in the store, not only from this run.
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
    waiting: Sequence[Waiting] = ()
    held: Sequence[Held] = ()
    map_name: str = "map.html"
    report_name: str = "report.html"
    illustrative: bool = False


def weekly_page(facts: WeeklyFacts, lang: Language = "vi") -> str:
    """Return the page as HTML; the same facts, the same text.

    What must be reported at once (BÁO NGAY) stands first, then the figures, then what needs a
    person, then what went in: read = applied + unchanged + queued + rejected in every line.
    """
    title = _word("title", lang)
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{lang}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title} {_safe(day(facts.as_of, lang))}</title>",
            f"<style>\n{_STYLE}</style>",
            "</head>",
            "<body>",
            *_head(facts, lang),
            *_person(facts, lang),
            *_went_in(facts, lang),
            "</body>",
            "</html>",
            "",
        ]
    )


def _word(key: str, lang: Language, **named: str) -> str:
    return escape(WEEKLY[key].to(lang).format(**named))


def _safe(text: str) -> str:
    """Return a text from outside, cut to what the page has room for, escaped."""
    line = one_line(text)
    return escape(line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…")


def _head(facts: WeeklyFacts, lang: Language) -> Iterable[str]:
    if facts.illustrative:
        yield f'<p class="banner">{escape(say("illustrative", lang))}</p>'
    yield f"<h1>{_word('title', lang)}</h1>"
    yield f'<p class="sub">{_word("ran", lang, instant=instant(facts.ran_at, lang))}</p>'
    if facts.alarms:
        said = [_alarm(alarm, lang) for alarm in facts.alarms[:MOST_ALARMS]]
        rest = len(facts.alarms) - len(said)
        said += [say("more", lang, count=number(rest, lang))] if rest else []
        alarm = say("report_at_once", lang, count=number(len(facts.alarms), lang))
        yield f'<p class="alarm" role="alert">{escape(alarm)}: {escape(", ".join(said))}</p>'
    yield f'<p class="headline">{escape(_headline(facts, lang))}</p>'
    if facts.before == facts.after:
        yield f"<p>{_word('same', lang)}</p>"
    else:
        yield f"<p>{_word('before', lang, figures=_figures(facts.before, lang))}</p>"
    links = ", ".join(
        f'<a href="{escape(quote(name, safe=""))}">{_word(key, lang)}</a>'
        for key, name in (("map", facts.map_name), ("report", facts.report_name))
    )
    yield f"<p>{_word('links', lang)}: {links}.</p>"


def _alarm(alarm: Alarm, lang: Language) -> str:
    said = [label("marker_condition", alarm.condition, lang)]
    if alarm.since:
        said.append(say("since", lang, day=day(alarm.since, lang)))
    return one_line(f"{alarm.number} ({', '.join(said)})")


def _headline(facts: WeeklyFacts, lang: Language) -> str:
    return say(
        "headline",
        lang,
        built=number(facts.after.road_built, lang),
        needing=number(facts.after.markers_needing_road, lang),
        percent=percent(facts.after.percent, lang),
        day=day(facts.as_of, lang),
    )


def _figures(figures: Figures, lang: Language) -> str:
    return (
        WEEKLY["figures"]
        .to(lang)
        .format(
            built=number(figures.road_built, lang),
            needing=number(figures.markers_needing_road, lang),
            percent=percent(figures.percent, lang),
        )
    )


def _person(facts: WeeklyFacts, lang: Language) -> Iterable[str]:
    """Write what needs a person, each kind with the command that shows all of it."""
    batches = [r.batch for r in facts.receipts if r.rejected and r.batch]
    undecided = ("mocgioi conflicts list",)
    lists = {
        "refused": ([f"{_file(f.file)}: {f.why.to(lang)}" for f in facts.refused], ()),
        "no_surveys": ([_file(name) for name in facts.no_surveys], ()),
        "rows": (
            _told(facts.receipts, _of_rows, lang),
            tuple(f"mocgioi survey rejected {batch} -o FILE.xlsx" for batch in batches),
        ),
        "contested": ([_waiting(item, lang) for item in facts.waiting], undecided),
        "held": ([_held(item, lang) for item in facts.held], undecided),
        "looked": (_told([*facts.left_out, *facts.receipts], _to_be_looked_at, lang), ()),
    }
    counts = {key: len(entries) for key, (entries, _) in lists.items()}
    shown = _shares(counts)
    counts["rows"] = sum(receipt.rejected for receipt in facts.receipts)
    yield f"<h2>{_word('person', lang)}</h2>"
    for key, (entries, commands) in lists.items():
        if counts[key]:
            yield f"<p><strong>{_word(key, lang, count=number(counts[key], lang))}</strong></p>"
            yield from _list(entries, shown[key], commands, lang)
            if key == "no_surveys":
                how = "<code>mocgioi survey apply FILE --column number=…</code>"
                yield f'<p class="quiet">{_word("no_surveys.how", lang)} {how}</p>'
    if not any(counts.values()):
        yield f"<p>{_word('nobody', lang)}</p>"


def _shares(counts: Mapping[str, int]) -> dict[str, int]:
    """Return how many entries of each list are shown: some of each, then first come."""
    shares = {key: min(count, _LEAST_ENTRIES) for key, count in counts.items()}
    for key, count in counts.items():
        free = MOST_ENTRIES - sum(shares.values())
        shares[key] += min(free, count - shares[key])
    return shares


def _list(
    entries: Sequence[str], shown: int, commands: Sequence[str], lang: Language
) -> Iterable[str]:
    """Write the first entries of a list, how many more there are, and how to see them."""
    yield "<ul>"
    for entry in entries[:shown]:
        yield f"<li>{_safe(entry)}</li>"
    rest = []
    if len(entries) > shown:
        rest.append(_word("more", lang, count=number(len(entries) - shown, lang)))
    if commands:
        more = " …" if len(commands) > 1 else ""
        rest.append(f"{_word('all', lang)} <code>{_safe(commands[0])}</code>{more}")
    if rest:
        yield f'<li class="quiet">{" ".join(rest)}</li>'
    yield "</ul>"


def _of_rows(finding: Finding) -> bool:
    return finding.severity == "error" and finding.row is not None


def _to_be_looked_at(finding: Finding) -> bool:
    return finding.severity != "notice" and not _of_rows(finding)


def _told(
    receipts: Sequence[Receipt], chosen: Callable[[Finding], bool], lang: Language
) -> list[str]:
    """Return the findings that are chosen, with their file, sheet, row and column."""
    return [
        f"{_file(receipt.file)}: {finding_line(finding, lang).strip()}"
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
    key = f"aspect.{item.aspect}"
    said = [say(key, lang) if key in LABELS else item.aspect]
    if item.observed_on:
        said.append(day(item.observed_on, lang))
    return f"{item.number}, {', '.join(said)}: {' / '.join(values)}"


_COUNTS = ("read", "applied", "unchanged", "queued", "rejected")


def _went_in(facts: WeeklyFacts, lang: Language) -> Iterable[str]:
    """Write the receipts, those that need a person first, and their total."""
    yield f"<h2>{_word('went.in', lang)}</h2>"
    if not facts.receipts:
        yield f"<p>{_word('nothing.new', lang)}</p>"
    else:
        yield from _table(facts.receipts, lang)
    if facts.known_files:
        count = number(facts.known_files, lang)
        yield f'<p class="quiet">{_word("known", lang, count=count)}</p>'
    if facts.others:
        names = ", ".join(_file(name) for name in facts.others)
        count = number(len(facts.others), lang)
        line = WEEKLY["others"].to(lang).format(count=count, names=names)
        yield f'<p class="quiet">{_safe(line)}</p>'


def _table(receipts: Sequence[Receipt], lang: Language) -> Iterable[str]:
    ordered = sorted(receipts, key=lambda receipt: not receipt.needs_person)
    shown, rest = ordered[:MOST_FILES], ordered[MOST_FILES:]
    headings = ("file", *_COUNTS, "moved")
    heads = "".join(f'<th scope="col">{_word(key, lang)}</th>' for key in headings)
    yield f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
    for receipt in shown:
        yield _counts(_safe(_file(receipt.file)), [receipt], lang)
    if rest:
        yield _counts(_word("more.files", lang, count=number(len(rest), lang)), rest, lang)
    yield f"</tbody>\n<tfoot>{_counts(_word('total', lang), receipts, lang)}</tfoot>\n</table>"


def _counts(name: str, receipts: Sequence[Receipt], lang: Language) -> str:
    """Return a line of the table: the counts of some receipts added up."""
    figures = [sum(getattr(receipt, key) for receipt in receipts) for key in _COUNTS]
    figures.append(len({marker for receipt in receipts for marker in receipt.moved}))
    cells = "".join(f'<td class="number">{number(figure, lang)}</td>' for figure in figures)
    return f'<tr><th scope="row">{name}</th>{cells}</tr>'
