"""Tables of Word documents: their rows, their titles, what spans and what goes on."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx as python_docx
import pytest

from mocgioi import sources
from mocgioi.errors import UnreadableInput
from tests.sources import facts

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(path: Path, body: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{_NAMESPACE}"><w:body>{body}</w:body></w:document>',
        )
    return path


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: tuple[str, ...]) -> str:
    return "".join(
        ("<w:tbl>", *(f"<w:tr>{''.join(map(_whole, row))}</w:tr>" for row in rows), "</w:tbl>")
    )


def _whole(text: str) -> str:
    return text if text.startswith("<w:tc>") else cell(text)


def values(path: Path) -> list[list[tuple[object, ...]]]:
    return [[row.values for row in t.rows] for t in sources.read(path).tables]


def test_the_rows_of_a_document_that_word_would_write(tmp_path: Path) -> None:
    document = python_docx.Document()
    document.add_paragraph("KẾT QUẢ KIỂM TRA tháng 11/2025")
    written = document.add_table(1, len(facts.HEADER))
    for place, heading in enumerate(facts.HEADER):
        written.rows[0].cells[place].text = heading
    for row in facts.ROWS:
        for place, text in enumerate(row):
            if place == 0:
                cells = written.add_row().cells
            cells[place].text = text
    document.save(str(tmp_path / "a.docx"))
    raw = sources.read(tmp_path / "a.docx")
    (read,) = raw.tables
    assert (raw.kind, read.header) == ("docx", facts.HEADER)
    assert read.preamble == ("KẾT QUẢ KIỂM TRA tháng 11/2025",)
    assert [tuple(v or "" for v in row.values) for row in read.rows] == list(facts.ROWS)
    assert [row.row for row in read.rows] == [2, 3, 4]


def test_a_table_that_goes_on_without_a_heading_is_one_table(tmp_path: Path) -> None:
    first, *rest = facts.ROWS
    body = table(facts.HEADER, first) + paragraph("") + table(*rest)
    (read,) = sources.read(docx(tmp_path / "a.docx", body)).tables
    assert [row.values[0] for row in read.rows] == ["1116", "1088/2", "1223(1)"]


def test_a_table_of_its_own_heading_is_one_of_its_own(tmp_path: Path) -> None:
    body = table(facts.HEADER, facts.ROWS[0]) + table(facts.HEADER, facts.ROWS[1])
    assert len(values(docx(tmp_path / "a.docx", body))) == 2


def test_cells_merged_downwards_all_say_the_same(tmp_path: Path) -> None:
    top, below = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        facts.HEADER,
        ("1116", cell("đã có", top), "05/11/2025", "a"),
        ("1117", cell("", below), "05/11/2025", "b"),
        ("1118", "chưa có", "05/11/2025", "c"),
    )
    (rows,) = values(docx(tmp_path / "a.docx", body))
    assert [row[1] for row in rows] == ["đã có", "đã có", "chưa có"]


def test_a_cell_over_two_columns_keeps_the_others_in_their_place(tmp_path: Path) -> None:
    body = table(facts.HEADER, ("1116", cell("đã có", '<w:gridSpan w:val="2"/>'), "ghi chú"))
    (rows,) = values(docx(tmp_path / "a.docx", body))
    assert rows == [("1116", "đã có", None, "ghi chú")]


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("<w:r><w:t>1</w:t><w:tab/><w:t>2</w:t><w:br/><w:t>3</w:t></w:r>", "1\t2\n3"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ("<w:del><w:r><w:t>chưa </w:t></w:r></w:del><w:r><w:t>có</w:t></w:r>", "có"),
        ("<w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom><w:r><w:t>y</w:t></w:r>", "y"),
        ("<w:r><w:t>1088</w:t><w:noBreakHyphen/><w:t>2</w:t></w:r>", "1088-2"),
    ],
)
def test_what_stands_in_a_paragraph(run: str, text: str, tmp_path: Path) -> None:
    noted = f"<w:tc><w:tcPr/><w:p>{run}</w:p></w:tc>"
    body = table(facts.HEADER, ("1116", "đã có", "05/11/2025", noted))
    (rows,) = values(docx(tmp_path / "a.docx", body))
    assert rows[0][3] == text


def test_a_letter_without_a_table_is_no_survey(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as caught:
        sources.read(docx(tmp_path / "a.docx", paragraph("Kính gửi")))
    assert caught.value.findings[0].code == "rows-missing"


@pytest.mark.parametrize(
    ("properties", "struck"),
    [
        ("<w:strike/>", (1,)),
        ("<w:dstrike/>", (1,)),
        ('<w:strike w:val="0"/>', ()),
        ("<w:b/>", ()),
    ],
)
def test_a_cell_that_is_struck_through_is_known(
    properties: str, struck: tuple[int, ...], tmp_path: Path
) -> None:
    run = f"<w:r><w:rPr>{properties}</w:rPr><w:t>đã có</w:t></w:r>"
    body = table(facts.HEADER, ("1116", f"<w:tc><w:p>{run}</w:p></w:tc>", "05/11/2025", "x"))
    (read,) = sources.read(docx(tmp_path / "a.docx", body)).tables
    assert read.rows[0].struck == struck
