"""A report as Markdown (GitHub's flavour): every text from outside is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mocgioi.errors import Language
from mocgioi.outputs.report.extent import WHOLE, Extent
from mocgioi.outputs.report.page import compose
from mocgioi.outputs.report.parts import CHAPTERS, Notice, Section, Table
from mocgioi.outputs.wording import one_line, say

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted
    from mocgioi.documents.status import Status

_DOTS = "…" * 40
_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", **{char: f"\\{char}" for char in "\\`*_[]|~#!$"}}
)


def render(
    document: Counted | Status, lang: Language, *, internal: bool, extent: Extent = WHOLE
) -> str:
    """Return the document as Markdown; see `mocgioi.outputs.report.render`."""
    page = extent.of(compose(document, lang, internal=internal))
    blocks = [f"# {_escaped(page.title)}"]
    if page.banner:
        blocks.append(f"**{_escaped(page.banner)}** {_escaped(page.banner_why or '')}")
    if internal:
        blocks.append(f"**{_escaped(say('internal.mark', lang))}**")
    blocks.append(f"**{_escaped(page.headline)}.**")
    blocks += map(_escaped, page.lines)
    blocks.append(_bullets(_notice(notice) for notice in page.notices))
    for chapter in CHAPTERS:
        sections = [s for s in page.sections if s.chapter == chapter and not s.only_drawn]
        if sections:
            number = "" if sections[0].annex else f"{chapter}. "
            blocks.append(f"## {_escaped(number + say(f'chapter.{chapter}', lang))}")
        for section in sections:
            blocks += _section(section)
    if internal:
        blocks.append(_escaped(" ".join(page.stamp)))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _section(section: Section) -> list[str]:
    heading = section.title if section.annex and section.title else section.heading
    blocks = [f"### {_escaped(heading)}", *map(_escaped, section.said)]
    blocks.append(_bullets(_notice(notice) for notice in section.notices))
    blocks += [f"{_escaped(lead)} {_DOTS}" for lead in section.blanks]
    for table in section.tables:
        if table.caption not in (section.heading, section.title):
            blocks.append(f"#### {_escaped(table.caption)}")
        blocks.append(_table(table))
    return blocks


def _escaped(text: str) -> str:
    return one_line(text).translate(_ESCAPES)


def _bullets(lines: Any) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _notice(notice: Notice) -> str:
    items = f": {', '.join(notice.items)}" if notice.items else ""
    return _escaped(notice.sentence + items)


def _table(table: Table) -> str:
    total = table.total
    rows = [*table.rows, *([total] if total else [])]
    rule = ["---:" if right else "---" for right in table.numeric]
    lines = [_line(map(_escaped, table.headings)), _line(rule)]
    lines += [_line(map(_escaped, row)) for row in rows]
    return "\n".join(lines)


def _line(cells: Any) -> str:
    return f"| {' | '.join(cells)} |"
