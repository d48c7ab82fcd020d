"""What ``mocgioi help`` explains besides the prose of the manual's pages: facts of the program.

A page of the manual has such facts in the place that it gives them; see `mocgioi.outputs.manual`.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Mapping

from mocgioi.errors import Language, Text

EXIT_CODES: Mapping[int, Text] = {
    0: Text("xong", "done"),
    1: Text(
        "xong, và có việc cần người quyết định (restore: chưa thay gì)",
        "done, and something needs a person (restore: nothing replaced)",
    ),
    2: Text("sai cách dùng", "wrong usage"),
    20: Text("không đọc được tệp", "unreadable input"),
    21: Text("hệ tọa độ thiếu hoặc mâu thuẫn", "CRS missing or contradicted"),
    22: Text("kho số liệu thuộc phiên bản khác", "schema version"),
    30: Text("không có mốc đó", "marker not found"),
    40: Text("không phải kho số liệu của chương trình", "not a store of ours"),
    41: Text(
        "chương trình khác đang ghi vào kho số liệu, hoặc máy chủ không trả lời",
        "store locked, or its server does not answer",
    ),
    50: Text("không ghi được (thư mục, đĩa)", "cannot write (folder, disk)"),
    70: Text("lỗi của chương trình", "an error of the program itself"),
    130: Text("người dùng dừng", "stopped by the user"),
}
"""What each exit code says; of several files the highest wins."""


def parts(lang: Language, parser: ArgumentParser) -> dict[str, str]:
    """Return what pages of the manual ask for, as Markdown by name; the parser speaks `lang`."""
    from mocgioi.cli.finding_codes import codes_markdown
    from mocgioi.cli.reference import common_options, reference

    return {
        "common-options": common_options(parser),
        "commands": reference(parser),
        "codes": codes_markdown(lang),
        "exit-codes": _exit_codes(lang),
        "schemas": _schemas(lang),
        "sections": _sections(lang),
    }


def whole_manual(first: Language, parser_in: Callable[[Language], ArgumentParser]) -> str:
    """Return the manual as one HTML file in both languages, opening in `first`."""
    from mocgioi.outputs.manual import LANGUAGES, whole
    from mocgioi.outputs.manual.html import as_page

    return as_page({lang: whole(lang, parts(lang, parser_in(lang))) for lang in LANGUAGES}, first)


def _exit_codes(lang: Language) -> str:
    return _rows((f"`{code}`", meaning.to(lang)) for code, meaning in EXIT_CODES.items())


def _sections(lang: Language) -> str:
    from mocgioi.outputs.report.extent import SECTIONS

    return " ".join(f"`{key}`" for key in SECTIONS)


def _schemas(lang: Language) -> str:
    import json

    from mocgioi.documents.schemas import FOLDER

    lines = []
    for path in sorted(FOLDER.glob("*.json")):
        properties = json.loads(path.read_text(encoding="utf-8"))["properties"]
        keys = ", ".join(f"`{key}`" for key in properties if key != "schema")
        lines.append((f"`{properties['schema']['const']}`", f"`{path.name}`", keys))
    return _rows(lines)


def _rows(rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    empty = "|" * (lines[0].count(" | ") + 2)
    return "\n".join((" ".join(empty), "---".join(empty), *lines))


def _exit_codes_document(lang: Language) -> dict[str, object]:
    return {
        "schema": "mocgioi.exit-codes/1",
        "exit_codes": [
            {"code": code, "meaning": meaning.to(lang)} for code, meaning in EXIT_CODES.items()
        ],
    }


def _codes_document(lang: Language) -> dict[str, object]:
    from mocgioi.cli.finding_codes import codes_document

    return codes_document(lang)


def _schemas_document(lang: Language) -> dict[str, object]:
    from mocgioi.documents.schemas import FOLDER

    return {
        "schema": "mocgioi.schemas/1",
        "schemas": [
            {"name": path.stem, "path": str(path)} for path in sorted(FOLDER.glob("*.json"))
        ],
    }


def _sections_document(lang: Language) -> dict[str, object]:
    from mocgioi.outputs.report.extent import SECTIONS

    return {"schema": "mocgioi.sections/1", "sections": list(SECTIONS)}


DOCUMENTS: Mapping[str, Callable[[Language], dict[str, object]]] = {
    "codes": _codes_document,
    "exit-codes": _exit_codes_document,
    "json": _schemas_document,
    "sections": _sections_document,
}
"""Pages that programs get as facts, by name; the others they get as sections of text."""
