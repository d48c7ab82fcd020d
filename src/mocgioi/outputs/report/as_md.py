"""A report as Markdown (GitHub's flavour): every text from outside is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mocgioi.errors import Language
from mocgioi.outputs.report.page import compose
from mocgioi.outputs.report.parts import Notice, Section, Table
from mocgioi.outputs.wording import one_line

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted
    from mocgioi.documents.status import Status

_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", **{char: f"\\{char}" for char in "\\`*_[]|~#!$"}}
)


def render(document: Counted | Status, lang: Language, *, internal: bool) -> str:
    """Return the document as Markdown; see `mocgioi.outputs.report.render`."""
    page = compose(document, lang, internal=internal)
    blocks = [f"# {_escaped(page.title)}"]
    if page.banner:
        blocks.append(f"**{_escaped(page.banner)}** {_escaped(page.banner_why or '')}")
    blocks += [f"**{_notice(alarm)}**" for alarm in page.alarms]
    blocks.append(f"**{_escaped(page.headline)}**")
    blocks.append(_bullets(_escaped(line) for line in page.lines))
    blocks.append(_bullets(_notice(notice) for notice in page.notices))
    for section in page.sections:
        if not section.only_drawn:
            blocks += _section(section)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _section(section: Section) -> list[str]:
    blocks = [f"## {_escaped(section.heading)}", *map(_escaped, section.paragraphs)]
    blocks.append(_bullets(_notice(notice) for notice in section.notices))
    for table in section.tables:
        if table.caption != section.heading:
            blocks.append(f"### {_escaped(table.caption)}")
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
