"""A workbook for people: one font, text cells that stay text, drop-downs, prints on A4."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from typing import Any, Literal, NamedTuple

from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Language, Text
from mocgioi.outputs.package import sealed
from mocgioi.outputs.paper.letters import MM_PER_PT, width_em

Looks = Literal[
    "title",
    "line",
    "alarm",
    "heading",
    "known",
    "fill",
    "wrong",
    "reason",
    "list",
    "place",
    "cell",
    "total",
]

FIRST_DAY = "DATE(2000,1,1)"
"""No survey is older: the land border was marked from 2001 on."""

_FONT = "Times New Roman"
SIZE_PT = 12
"""Of the letters of cells."""
MM_PER_CHARACTER = 1.8
"""How wide a column is for each character of its width, rather too little."""
_WRAPPED = 1.1
"""Lines break between words, so that a text takes more room than it is long."""
_LINE_PT = 16.0
_TALLEST_PT = 400.0
_LONGEST_CELL = 32_767
_LONGEST_TITLE = 31
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_TITLES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")

_CHOOSE = Text("Hãy chọn trong danh sách.", "Choose from the list.")
_DAY = Text(
    "Hãy ghi ngày đã kiểm tra, dd/mm/yyyy, không sau hôm nay. Vẫn giữ ô này?",
    "Write the day of the survey, dd/mm/yyyy, not later than today. Keep the cell?",
)
_DAY_HINT = Text(
    "Ngày/tháng/năm, ví dụ 25/11/2025. Ghi xong hãy xem lại ô có hiện đúng ngày không.",
    "Day/month/year, such as 25/11/2025. Then look whether the cell shows that day.",
)
_DAY_FORMAT: dict[Language, str] = {"vi": "dd/mm/yyyy", "en": "yyyy-mm-dd"}
_PAGE = Text("Trang &P/&N", "Page &P/&N")


class Look(NamedTuple):
    """How a cell looks; `colour` and `fill` are RRGGBB; an open cell can be typed into."""

    bold: bool = False
    size: int = SIZE_PT
    colour: str = "000000"
    fill: str | None = None
    boxed: bool = True
    centred: bool = False
    open: bool = False


_LOOKS: dict[Looks, Look] = {
    "title": Look(bold=True, size=14, boxed=False),
    "line": Look(boxed=False),
    "alarm": Look(bold=True, colour="B3001B", boxed=False),
    "heading": Look(bold=True, fill="E2E2E2", centred=True),
    "known": Look(fill="F2F2F2"),
    "fill": Look(fill="FFFBE6", open=True),
    "wrong": Look(fill="FFD9D9", open=True),
    "reason": Look(colour="B3001B", fill="F2F2F2"),
    "list": Look(size=10, boxed=False),
    "place": Look(centred=True),
    "cell": Look(),
    "total": Look(bold=True, fill="F2F2F2"),
}


def clean(text: str) -> str:
    """Return `text` as a cell can hold it: what XML has no character for becomes ``\\ufffd``."""
    return _NOT_IN_XML.sub("\ufffd", text)[:_LONGEST_CELL]


def _shortened(title: str, most: int) -> str:
    """Return as many whole words of a title as go.

    >>> _shortened("Mốc ngoài diện cần có đường, không tính", 31)
    'Mốc ngoài diện cần có đường'
    """
    title = " ".join(title.split())
    if len(title) <= most:
        return title
    whole, _, rest = title[: most + 1].rpartition(" ")
    return (whole or rest[:most]).rstrip(" ,;:.–-(«“'")


class Book:
    """A workbook being written.

    Args:
        made_on: ISO day it carries as its date; the same content gives the same bytes.
        lang: language of its messages and page numbers.
    """

    def __init__(self, *, made_on: str, lang: Language) -> None:
        import openpyxl

        workbook: Any = openpyxl.Workbook()
        workbook.remove(workbook.active)
        self._workbook = workbook
        self._workbook.properties.creator = "mocgioi"
        self.made_on = made_on
        self.lang = lang
        self._styles: dict[tuple[Looks, str], Any] = {}

    def page(self, title: str) -> Page:
        """Add a sheet; what a sheet's name cannot hold is left out of its title."""
        bare = _shortened(_NOT_IN_TITLES.sub(" ", clean(title)).strip("' "), _LONGEST_TITLE) or "1"
        taken = {name.casefold() for name in self._workbook.sheetnames}
        name, count = bare, 1
        while name.casefold() in taken:
            count += 1
            name = f"{_shortened(bare, _LONGEST_TITLE - 4)} ({count})"
        return Page(self, self._workbook.create_sheet(name))

    def to_bytes(self) -> bytes:
        """Return the workbook as an XLSX file."""
        target = io.BytesIO()
        self._workbook.save(target)
        return sealed(target.getvalue(), self.made_on)

    def dress(self, cell: Any, look: Looks, number_format: str) -> None:
        """Give a cell its look.

        openpyxl looks every font and border up anew for every cell, which takes seconds for
        hundreds of rows: the first cell of a look is dressed so, the others copy its indexes.
        """
        known = self._styles.get((look, number_format))
        if known is not None:
            cell._style = copy(known)
            return
        for name, value in _style(_LOOKS[look]).items():
            setattr(cell, name, value)
        cell.number_format = number_format
        self._styles[look, number_format] = copy(cell._style)


def _style(look: Look) -> dict[str, Any]:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

    thin = Side(style="thin", color="808080")
    style: dict[str, Any] = {
        "font": Font(name=_FONT, size=look.size, bold=look.bold, color=look.colour),
        "alignment": Alignment(
            wrap_text=True,
            vertical="center" if look.centred else "top",
            horizontal="center" if look.centred else None,
        ),
        "protection": Protection(locked=not look.open),
    }
    if look.boxed:
        style["border"] = Border(left=thin, right=thin, top=thin, bottom=thin)
    if look.fill:
        style["fill"] = PatternFill("solid", start_color=look.fill)
    return style


def _lines(text: str, width: float) -> int:
    """Return how many lines `text` takes, at most, in a column `width` characters wide."""
    room_em = width * MM_PER_CHARACTER / (SIZE_PT * MM_PER_PT * _WRAPPED)
    return sum(max(1, math.ceil(width_em(part) / room_em)) for part in text.split("\n"))


class Page:
    """One sheet of a `Book`; rows and columns count from 1."""

    def __init__(self, book: Book, worksheet: Any) -> None:
        self._book = book
        self._worksheet = worksheet
        self._widths: Sequence[float] = ()

    def put(
        self, row: int, column: int, text: str | None, look: Looks, *, day: bool = False
    ) -> None:
        """Write a cell as text, whatever it begins with; a `day` cell waits for a date."""
        cell = self._styled(row, column, look, _DAY_FORMAT["vi"] if day else "@")
        if text:
            cell.value = clean(text)
            cell.data_type = "s"
            cell.quotePrefix = 1 if text[0] in "=+-@\t\r" else 0

    def put_number(
        self, row: int, column: int, number: float, look: Looks, number_format: str
    ) -> None:
        """Write a number as one; `number_format` in Excel's grammar, such as ``#,##0.0``."""
        self._styled(row, column, look, number_format).value = number

    def put_day(self, row: int, column: int, iso_day: str, look: Looks) -> None:
        """Write an ISO day as a date, shown as the book's language writes one."""
        cell = self._styled(row, column, look, _DAY_FORMAT[self._book.lang])
        cell.value = date.fromisoformat(iso_day)

    def _styled(self, row: int, column: int, look: Looks, number_format: str) -> Any:
        cell = self._worksheet.cell(row, column)
        self._book.dress(cell, look, number_format)
        return cell

    def line(self, row: int, text: str, look: Looks) -> None:
        """Write a text across all columns."""
        self.put(row, 1, text, look)
        width = len(self._widths)
        self._worksheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
        self._set_height(row, _lines(text, sum(self._widths)) + 0.4)

    def fit(self, row: int, *, least: int = 1) -> None:
        """Make a row as high as its texts need, which phones and LibreOffice do not do.

        Args:
            least: lines of text it has room for in any case.
        """
        texts = [cell.value for cell in self._worksheet[row]]
        needed = [
            _lines(str(text), width)
            for text, width in zip(texts, self._widths, strict=False)
            if text is not None
        ]
        self._set_height(row, max([least, *needed]))

    def _set_height(self, row: int, lines: float) -> None:
        self._worksheet.row_dimensions[row].height = min(lines * _LINE_PT + 2, _TALLEST_PT)

    def hide_row(self, row: int) -> None:
        """Hide a row."""
        self._worksheet.row_dimensions[row].hidden = True

    def widths(self, characters: Sequence[float]) -> None:
        """Set how many columns there are and their widths, in characters; comes first."""
        from openpyxl.utils import get_column_letter

        self._widths = characters
        for column, width in enumerate(characters, start=1):
            self._worksheet.column_dimensions[get_column_letter(column)].width = width

    def choose(self, column: int, rows: range, source: str) -> None:
        """Give cells a drop-down.

        Args:
            source: ``"x"`` in quotes, or a range of cells such as ``$E$5:$E$8``.
        """
        from openpyxl.worksheet.datavalidation import DataValidation

        said = _CHOOSE.to(self._book.lang)
        self._validate(
            DataValidation("list", source, allow_blank=True, errorStyle="stop", error=said),
            column,
            rows,
        )

    def lists(self, at: int, code_lists: Mapping[int, str]) -> int:
        """Write the labels of code lists, by column, into hidden rows from `at` on.

        Returns:
            The first row that is free below them.
        """
        free = at
        for column, code_list in code_lists.items():
            for row, term in enumerate(CODE_LISTS[code_list].values(), start=at):
                self.put(row, column, term.label.to(self._book.lang), "list")
                self.hide_row(row)
                free = max(free, row + 1)
        return free

    def choose_term(self, column: int, rows: range, at: int, code_list: str) -> None:
        """Give cells the drop-down of the code list that `lists` wrote above them from `at` on."""
        from openpyxl.utils import get_column_letter

        letter = get_column_letter(column)
        self.choose(column, rows, f"${letter}${at}:${letter}${at + len(CODE_LISTS[code_list]) - 1}")

    def choose_day(self, column: int, rows: range) -> None:
        """Let cells take a day from 2000 on and not after today; another asks first."""
        from openpyxl.worksheet.datavalidation import DataValidation

        validation = DataValidation(
            "date",
            FIRST_DAY,
            "TODAY()",
            operator="between",
            allow_blank=True,
            errorStyle="warning",
            error=_DAY.to(self._book.lang),
            prompt=_DAY_HINT.to(self._book.lang),
            showInputMessage=True,
        )
        self._validate(validation, column, rows)

    def _validate(self, validation: Any, column: int, rows: range) -> None:
        from openpyxl.utils import get_column_letter

        letter = get_column_letter(column)
        validation.showErrorMessage = True
        validation.add(f"{letter}{rows.start}:{letter}{rows.stop - 1}")
        self._worksheet.add_data_validation(validation)

    def filter(self, rows: range) -> None:
        """Let people filter and sort by column; `rows` begins with the header."""
        last = self._worksheet.cell(rows.stop - 1, len(self._widths)).coordinate
        self._worksheet.auto_filter.ref = f"A{rows.start}:{last}"

    def print_only(self, rows: int, *, above: str | None) -> None:
        """Print the first `rows` rows and what is in them, with `above` on every page."""
        last = self._worksheet.cell(rows, len(self._widths)).coordinate
        self._worksheet.print_area = f"A1:{last}"
        if above:
            self._worksheet.oddHeader.center.text = above.replace("&", "&&")

    def finish(
        self,
        header_row: int | None,
        *,
        keep_columns: int = 0,
        protect: bool,
        upright: bool = False,
    ) -> None:
        """Freeze the header, set the sheet up for A4 and protect what is not to be typed over.

        Args:
            header_row: stays in sight, and is repeated on every printed page; or None.
            keep_columns: columns that stay in sight when scrolling sideways.
            protect: lock the cells that are not open; there is no password.
            upright: print it on upright sheets.
        """
        sheet = self._worksheet
        if header_row is not None:
            sheet.freeze_panes = sheet.cell(header_row + 1, keep_columns + 1)
            sheet.print_title_rows = f"{header_row}:{header_row}"
        sheet.page_setup.orientation = "portrait" if upright else "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.oddFooter.center.text = _PAGE.to(self._book.lang)
        margins = sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top = margins.bottom = 0.7
        margins.header = margins.footer = 0.3
        if protect:
            sheet.protection.sheet = True
            for allowed in ("formatColumns", "formatRows", "sort", "autoFilter"):
                setattr(sheet.protection, allowed, False)
