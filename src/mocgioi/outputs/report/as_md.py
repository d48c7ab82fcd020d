"""A report as Markdown (GitHub's flavour): every text from outside is escaped."""

from __future__ import annotations

from typing import Any

from mocgioi.errors import Language
from mocgioi.outputs.report.page import Notice, compose
from mocgioi.outputs.report.tables import Table
from mocgioi.outputs.wording import one_line, say

_ESCAPES = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", **{char: f"\\{char}" for char in "\\`*_[]|~#!$"}}
)


def render(document: dict[str, Any], lang: Language, *, internal: bool) -> str:
    """Return the document as Markdown; see `mocgioi.outputs.report.render`."""
    page = compose(document, lang, internal=internal)
    blocks = [f"# {_escaped(page.title)}"]
    if page.banner:
        blocks.append(f"**{_escaped(page.banner)}** {_escaped(page.banner_why or '')}")
    blocks += [f"**{_notice(alarm)}**" for alarm in page.alarms]
    blocks.append(f"**{_escaped(page.headline)}**")
    blocks.append(_bullets(_escaped(line) for line in page.lines))
    blocks += [_table(table) for table in page.tables]
    blocks.append(_bullets(_notice(notice) for notice in page.notices))
    if page.measured:
        blocks.append(f"## {say('measured.title', lang)}")
        blocks.append(_bullets(_notice(notice) for notice in page.measured))
    return "\n\n".join(block for block in blocks if block) + "\n"


def _escaped(text: str) -> str:
    return one_line(text).translate(_ESCAPES)


def _bullets(lines: Any) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _notice(notice: Notice) -> str:
    items = f": {', '.join(notice.items)}" if notice.items else ""
    return _escaped(notice.sentence + items)


def _table(table: Table) -> str:
    rows = [*table.rows, *([table.total] if table.total else [])]
    rule = ["---:" if right else "---" for right in table.numeric]
    lines = [_line(map(_escaped, table.headings)), _line(rule)]
    lines += [_line(map(_escaped, row)) for row in rows]
    return f"## {_escaped(table.caption)}\n\n" + "\n".join(lines)


def _line(cells: Any) -> str:
    return f"| {' | '.join(cells)} |"
