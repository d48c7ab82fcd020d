"""PDF of our own making: typeset by Typst inside this process, with the fonts beside this file.

No font of the machine is used, so a paper looks the same everywhere; it carries no date, so
the same report is the same bytes. Typst reads no file but the template and what stands
beside this one: what the papers of the house have in common (``house.typ``), and the fonts.

A paper of another kind brings a template of its own, which begins with
``#import "house.typ": *`` and ``#show: paper``; its facts are `house_facts` and what it names
beside them. Pictures are facts too: SVG as `mocgioi.outputs.report.svg` writes it, and
photographs through `picture_svg`; ``#picture(report.photo, width: 80mm, alt: "…")`` shows one.
"""

from __future__ import annotations

import json
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from mocgioi.errors import Language, Text, UsageError
from mocgioi.outputs.paper import sheet
from mocgioi.outputs.paper.grid import FEW_ROWS
from mocgioi.outputs.paper.letterhead import MOTTO, NATION, RECIPIENTS, Letterhead
from mocgioi.outputs.wording import one_line

if TYPE_CHECKING:
    import typst

_HERE = Path(__file__).resolve().parent
REPORT = _HERE / "report.typ"
"""The template of a report."""

_NO_TYPST = Text(
    "PDF cần thư viện typst, máy này chưa có. Cài bằng lệnh: {pip}.",
    "PDF needs the library typst, which this machine lacks. Install it: {pip}.",
)
_DOCX_INSTEAD = Text(
    " Bản DOCX không cần thư viện này: đổi đuôi tệp thành .docx.",
    " DOCX does without it: end the file's name in .docx.",
)
_PIP = 'pip install "typst>=0.15,<0.16"'
_ORIENTATION = 0x0112
"""EXIF tag: how a camera was held."""


def typeset(facts: dict[str, Any], template: Path = REPORT, *, has_docx: bool = True) -> bytes:
    """Return the paper that a template makes of facts, as a tagged PDF.

    Args:
        facts: what the template and ``house.typ`` name, see `house_facts`; for JSON. Texts are
            strings, never markup.
        template: a file of Typst's language.
        has_docx: whether there is a DOCX of it too, which an error then offers.

    Raises:
        UsageError: typst is not installed; says the command that does it.
    """
    try:
        import typst
    except ImportError:
        instead = _DOCX_INSTEAD if has_docx else Text("", "")
        sentences = zip(_NO_TYPST, instead, strict=True)
        raise UsageError(*(first.format(pip=_PIP) + then for first, then in sentences)) from None

    inputs = {"report": json.dumps(facts, ensure_ascii=False)}
    compiler = typst.Compiler(
        template.read_bytes(), root=_HERE, font_paths=_fonts(), sys_inputs=inputs
    )
    return cast("bytes", compiler.compile())


def house_facts(
    lang: Language,
    *,
    title: str,
    letterhead: Letterhead,
    mark: str | None = None,
    internal: str | None = None,
) -> dict[str, Any]:
    """Return what ``house.typ`` names: a template's facts are these and its own.

    Args:
        title: the file's, which readers show in place of its name.
        mark: stands in the top margin of every page at the right: SỐ LIỆU MINH HỌA.
        internal: stands there at the left: NỘI BỘ.
    """
    return {
        "lang": lang,
        "title": one_line(title),
        "letterhead": as_data(letterhead),
        "nation": NATION.to(lang),
        "motto": MOTTO.to(lang),
        "recipients": RECIPIENTS.to(lang),
        "few_rows": FEW_ROWS,
        "mark": mark,
        "internal": internal,
        "sheet": {
            "top": sheet.TOP_MM,
            "bottom": sheet.BOTTOM_MM,
            "left": sheet.LEFT_MM,
            "right": sheet.RIGHT_MM,
        },
    }


def as_data(value: Any) -> Any:
    """Return nouns as dicts, for JSON; texts on one line."""
    if isinstance(value, str):
        return one_line(value)
    if hasattr(value, "_asdict"):
        return {key: as_data(member) for key, member in value._asdict().items()}
    if isinstance(value, (list, tuple)):
        return [as_data(member) for member in value]
    return value


def picture_svg(content: bytes) -> str:
    """Return a JPEG or PNG as an SVG of its own proportions, upright, for a template's facts.

    A photograph that was taken upright stays the bytes that it is.

    Raises:
        OSError: it is no picture that Pillow reads.
    """
    import io

    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content)) as image:
        width, height = image.size
        turned = image.getexif().get(_ORIENTATION, 1) != 1
        kind = image.format
        if turned or kind not in ("JPEG", "PNG"):
            upright = ImageOps.exif_transpose(image).convert("RGB")
            width, height = upright.size
            target = io.BytesIO()
            upright.save(target, "JPEG", quality=85)
            content, kind = target.getvalue(), "JPEG"
    data = f"data:image/{str(kind).lower()};base64,{b64encode(content).decode('ascii')}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="{data}"/></svg>'
    )


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(_HERE / "fonts")],
    )
