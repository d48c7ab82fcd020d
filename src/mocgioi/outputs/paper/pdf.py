"""PDF of our own making: typeset by Typst inside this process, with the fonts beside this file.

No font of the machine is used, so a paper looks the same everywhere; it carries no date, so
the same report is the same bytes. Typst reads no file but the template and the fonts.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst

_HERE = Path(__file__).resolve().parent


def typeset(report: dict[str, Any], *, template: Path = _HERE / "report.typ") -> bytes:
    """Return the paper that a template makes of a report, as a tagged PDF.

    Args:
        report: what the template names; its texts are strings, never markup.
    """
    import typst

    inputs = {"report": json.dumps(report, ensure_ascii=False)}
    return typst.compile(template.read_bytes(), font_paths=_fonts(), sys_inputs=inputs)


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(_HERE / "fonts")],
    )
