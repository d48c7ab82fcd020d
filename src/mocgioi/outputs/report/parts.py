"""What a report is made of: a page of sections, each with sentences, tables and a chart.

Every form people read lays out the same `Page` and adds nothing. Texts are ready to read and
not yet escaped: each form escapes them its own way.
"""

from __future__ import annotations

from collections.abc import Sequence

from mocgioi.errors import Hint, Language
from mocgioi.outputs.wording import number, short_day
from mocgioi.records import NamedTuple
from mocgioi.typed import Any, Final, Literal

Weight = Literal["alarm", "possible", "warning", "fact"]
Kind = Literal["text", "whole", "tenth", "number", "day"]
"""Of a column: numbers without decimals, with one, with as many as they have; ISO days."""
Value = str | int | float | None
Chapter = Literal["I", "II", "III", "annex", "internal"]
"""Where a section stands: in a chapter of the paper (I. results, II. shortcomings and causes,
III. tasks and proposals), or after the signatures; an internal annex goes to nobody outside."""

CHAPTERS: Final[tuple[Chapter, ...]] = ("I", "II", "III", "annex", "internal")
"""In the order of the paper."""

LETTER: Final = CHAPTERS[:3]
"""The chapters of what is signed; the others stand after the signatures."""

COVERAGE: Final = "mocgioi.coverage/1"
"""Name of the document of a report; that of the figures at a glance is another."""

PART_OF_POST: Final = "part-of-post"
"""Code of the note that says that a store is the part of one post alone."""


class Notice(NamedTuple):
    """One thing a reader must know.

    Attributes:
        weight: ``alarm`` and ``possible``, what may be one, come before the headline, ``warning``
            and ``fact`` after it.
        sentence: without its full stop where items follow.
        items: marker numbers, with what is said of each.
    """

    weight: Weight
    sentence: str
    items: tuple[str, ...] = ()


class Table(NamedTuple):
    """Rows of values under headings.

    Attributes:
        key: English name: a grouping (``commune``), or what is listed (``donors``).
        caption: what a person reads above it.
        headings: of the columns; kinds: what each column holds.
        values: the rows: numbers as numbers, days as ISO dates, None where nothing is known.
        totals: the last row, or None where nothing adds up; ``""`` where a column has no total.
        lang: the language `rows` and `total` are put into.
        columns: English names of the columns, which say what is reckoned from what.
    """

    key: str
    caption: str
    headings: list[str]
    kinds: list[Kind]
    values: list[list[Value]]
    totals: list[Value] | None
    lang: Language
    columns: Sequence[str] = ()

    @property
    def numeric(self) -> list[bool]:
        """Whether each column holds numbers, which stand to the right."""
        return [kind in ("whole", "tenth", "number") for kind in self.kinds]

    @property
    def rows(self) -> list[list[str]]:
        """The rows as texts: numbers and days as the language writes them."""
        return [self._texts(row) for row in self.values]

    @property
    def total(self) -> list[str] | None:
        """The last row as texts, or None."""
        return None if self.totals is None else self._texts(self.totals)

    def _texts(self, row: list[Value]) -> list[str]:
        kinds = zip(row, self.kinds, strict=True)
        return [shown(value, kind, self.lang) for value, kind in kinds]


class Chart(NamedTuple):
    """Numbers to be drawn; `charts.draw` makes an SVG of them.

    Attributes:
        kind: ``share``, ``progress``, ``bars``, ``targets``, ``strip`` or ``locator``.
        title: what a person reads with it, and hears in its place.
        facts: the part of the document that is drawn.
    """

    kind: Literal["share", "progress", "bars", "targets", "strip", "locator"]
    title: str
    facts: Any


class Section(NamedTuple):
    """One heading and what stands under it, in this order.

    Attributes:
        key: English name; heading: what a person reads.
        paragraphs: sentences; chart: what is drawn; notices: what must be known.
        tables: one or several; a caption that differs from the heading is shown.
        chapter: where it stands; a section without one belongs to the results.
        title: of the annex that its tables become where they do not fit into a letter, in any
            case of letters; the heading where there is none.
        blanks: what leads a dotted line for a person to write on, below the notices.
        remarks: what is to be known of the tables; it stands where they do.
    """

    key: str
    heading: str
    paragraphs: Sequence[str] = ()
    notices: Sequence[Notice] = ()
    tables: Sequence[Table] = ()
    chart: Chart | None = None
    chapter: Chapter = "I"
    title: str | None = None
    blanks: Sequence[str] = ()
    remarks: Sequence[str] = ()

    @property
    def said(self) -> list[str]:
        """Return all its sentences, where its tables stand below them."""
        return [*self.paragraphs, *self.remarks]

    @property
    def annex(self) -> bool:
        """Whether it stands after the signatures."""
        return self.chapter in ("annex", "internal")

    @property
    def internal(self) -> bool:
        """Whether every page of it is marked NỘI BỘ."""
        return self.chapter == "internal"

    @property
    def only_drawn(self) -> bool:
        """Whether nothing is left of it where charts cannot be drawn."""
        return self.annex and self.chart is not None and not (self.tables or self.notices)


class Page(NamedTuple):
    """A whole report in words: what every form people read lays out.

    Attributes:
        title, headline: the report's; banner: SỐ LIỆU MINH HỌA, or None; banner_why: its reason.
        alarms: what comes before the headline.
        lines: the totals, with their denominators named; chart: the share, drawn, if any.
        stamp: by which knowledge it was made; no part of what is signed.
        notices: what to know beside the figures.
        sections: in the order of their chapters; annexes last.
        commands: what to type next.
    """

    title: str
    headline: str
    banner: str | None
    banner_why: str | None
    alarms: list[Notice]
    lines: list[str]
    stamp: list[str]
    chart: Chart | None
    notices: list[Notice]
    sections: list[Section]
    commands: list[Hint]


def shown(value: Value, kind: Kind, lang: Language) -> str:
    """Return a value of a table as text; – where nothing is known.

    >>> shown(48.6, "tenth", "vi"), shown("2023-12-31", "day", "vi"), shown(None, "whole", "vi")
    ('48,6', '31/12/2023', '–')
    """
    if isinstance(value, str):
        return short_day(value, lang) if kind == "day" and value else value
    decimals = {"tenth": 1, "number": _decimals(value)}.get(kind, 0)
    return number(value, lang, decimals)


def _decimals(value: float | None) -> int:
    """Return how many decimals a number has, three at most."""
    return len(f"{value or 0:.3f}".rstrip("0").partition(".")[2])
