"""XML from strangers: no DOCTYPE, and no more held than an element may be long."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from defusedxml import DefusedXmlException

from mocgioi import sources
from mocgioi.errors import UnreadableInput
from mocgioi.sources import xml_walk
from mocgioi.sources.xml_walk import elements, local
from tests.sources import facts
from tests.sources.test_docx import docx
from tests.sources.test_ods import ods, row


def tags(text: str) -> list[str]:
    return [local(e.tag) for _, e in elements(lambda: io.BytesIO(text.encode()), ("end",))]


def test_elements_come_as_they_end_without_their_namespace() -> None:
    assert tags('<a xmlns="u"><b/><c/></a>') == ["b", "c", "a"]


def test_a_doctype_is_refused_before_anything_is_read() -> None:
    with pytest.raises(DefusedXmlException):
        tags('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')


@pytest.mark.parametrize("text", ["<a>{}</a>", "<a b='{}'/>", "<!--{}--><a/>", "<a{} "])
def test_an_element_without_end_is_not_read_to_its_end(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xml_walk, "_LONGEST", 100_000)
    with pytest.raises(ValueError, match="beyond all reason"):
        tags(text.format("x" * 500_000))


@pytest.mark.parametrize("kind", ["xlsx", "ods", "docx"])
def test_a_document_with_a_doctype_is_refused(kind: str, tmp_path: Path) -> None:
    path = {
        "xlsx": lambda: facts.write_xlsx(tmp_path),
        "ods": lambda: ods(tmp_path / "a.ods", row("Mốc", "Ngày"), row("1116", "x")),
        "docx": lambda: docx(tmp_path / "a.docx", "<w:tbl/>"),
    }[kind]()
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            if name.endswith(("sheet1.xml", "content.xml", "document.xml")):
                content = b'<!DOCTYPE x [<!ENTITY a "b">]>' + content.rpartition(b"?>")[2]
            archive.writestr(name, content)
    with pytest.raises(UnreadableInput) as caught:
        sources.read(path)
    assert "DTDForbidden" in caught.value.text.en
