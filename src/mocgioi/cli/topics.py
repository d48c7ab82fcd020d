"""What ``mocgioi help`` explains."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from mocgioi.errors import Language, Text


class Topic(NamedTuple):
    """Something that is explained.

    Attributes:
        title: what it is about. text: the explanation. document: the same, for programs.
    """

    title: Text
    text: Callable[[Language], str]
    document: Callable[[Language], dict[str, object]]


EXIT_CODES: Mapping[int, Text] = {
    0: Text("xong", "done"),
    1: Text(
        "xong, và có việc cần người quyết định (restore: chưa thay gì)",
        "done, and something needs a person (restore: nothing replaced)",
    ),
    2: Text("sai cách dùng", "wrong usage"),
    20: Text("không đọc được tệp", "unreadable input"),
    21: Text("hệ toạ độ thiếu hoặc mâu thuẫn", "CRS missing or contradicted"),
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


def _exit_codes_text(lang: Language) -> str:
    return "\n".join(f"{code:>4}  {meaning.to(lang)}" for code, meaning in EXIT_CODES.items())


def _exit_codes_document(lang: Language) -> dict[str, object]:
    return {
        "schema": "mocgioi.exit-codes/1",
        "exit_codes": [
            {"code": code, "meaning": meaning.to(lang)} for code, meaning in EXIT_CODES.items()
        ],
    }


def _codes_text(lang: Language) -> str:
    from mocgioi.cli.finding_codes import codes_text

    return codes_text(lang)


def _codes_document(lang: Language) -> dict[str, object]:
    from mocgioi.cli.finding_codes import codes_document

    return codes_document(lang)


def _schemas() -> list[tuple[str, str]]:
    """Return the published JSON Schemas: name of the document, and where its schema stands."""
    from mocgioi.documents.schemas import FOLDER

    return [(path.stem, str(path)) for path in sorted(FOLDER.glob("*.json"))]


def _json_text(lang: Language) -> str:
    return "\n".join(f"{name:<16}{path}" for name, path in _schemas())


def _json_document(lang: Language) -> dict[str, object]:
    return {
        "schema": "mocgioi.schemas/1",
        "schemas": [{"name": name, "path": path} for name, path in _schemas()],
    }


def _sections_text(lang: Language) -> str:
    from mocgioi.outputs.report.extent import SECTIONS

    return "\n".join(SECTIONS)


def _sections_document(lang: Language) -> dict[str, object]:
    from mocgioi.outputs.report.extent import SECTIONS

    return {"schema": "mocgioi.sections/1", "sections": list(SECTIONS)}


def _qgis_text(lang: Language) -> str:
    from mocgioi.cli.guides import guide_text
    from mocgioi.cli.qgis_guide import GUIDE

    return guide_text(GUIDE, lang)


def _qgis_document(lang: Language) -> dict[str, object]:
    from mocgioi.cli.guides import guide_document
    from mocgioi.cli.qgis_guide import GUIDE

    return guide_document(GUIDE, lang)


def _desk_text(lang: Language) -> str:
    from mocgioi.cli.desk_guide import GUIDE
    from mocgioi.cli.guides import guide_text

    return guide_text(GUIDE, lang)


def _desk_document(lang: Language) -> dict[str, object]:
    from mocgioi.cli.desk_guide import GUIDE
    from mocgioi.cli.guides import guide_document

    return guide_document(GUIDE, lang)


def _server_text(lang: Language) -> str:
    from mocgioi.cli.guides import guide_text
    from mocgioi.cli.server_guide import GUIDE

    return guide_text(GUIDE, lang)


def _server_document(lang: Language) -> dict[str, object]:
    from mocgioi.cli.guides import guide_document
    from mocgioi.cli.server_guide import GUIDE

    return guide_document(GUIDE, lang)


TOPICS: Mapping[str, Topic] = {
    "codes": Topic(
        title=Text("mã của điều phát hiện trong tệp", "codes of what is reported of a file"),
        text=_codes_text,
        document=_codes_document,
    ),
    "desk": Topic(
        title=Text(
            "bàn làm việc trong trình duyệt: mở, đóng, tạo kho, sao lưu",
            "the desk in the browser: opening, closing, making a store, copies",
        ),
        text=_desk_text,
        document=_desk_document,
    ),
    "exit-codes": Topic(
        title=Text("mã kết thúc của lệnh", "codes a command ends with"),
        text=_exit_codes_text,
        document=_exit_codes_document,
    ),
    "json": Topic(
        title=Text("JSON Schema của các kết quả JSON", "JSON Schemas of what is given as JSON"),
        text=_json_text,
        document=_json_document,
    ),
    "qgis": Topic(
        title=Text(
            "làm việc trong QGIS: sửa gì, từ chối gì, ngày nào, bản sao về nhà thế nào",
            "working in QGIS: what is edited and refused, its day, how copies come home",
        ),
        text=_qgis_text,
        document=_qgis_document,
    ),
    "sections": Topic(
        title=Text("các mục của báo cáo (report --sections)", "sections of report --sections"),
        text=_sections_text,
        document=_sections_document,
    ),
    "server": Topic(
        title=Text(
            "kho trên máy chủ PostgreSQL cho nhiều người: lập, giao quyền, sao lưu",
            "a store on a PostgreSQL server for many hands: making it, rights, copies",
        ),
        text=_server_text,
        document=_server_document,
    ),
}
"""Every topic by its name."""
