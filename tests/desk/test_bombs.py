"""Files made to fill memory or to last for ever, dropped on the desk."""

from __future__ import annotations

import io
import time
import zipfile
from html import unescape
from typing import IO

import pytest

from mocgioi.desk.jobs import MOST_BYTES
from mocgioi.tracker import Tracker
from tests.desk.conftest import Caller

_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 100}">' for n in range(12))
_KML = f"<!DOCTYPE kml [{_ENTITIES}]><kml><Placemark><name>&e11;</name></Placemark></kml>"
_NESTED = '{"type":"FeatureCollection","features":' + "[" * 200_000 + "]" * 200_000 + "}"


def packed(**entries: int | bytes) -> bytes:
    """Return a ZIP archive; of an entry that is a number, so many MB of zeros."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            with archive.open(name.replace("__", "/").replace("_x", ".x"), "w") as entry:
                if isinstance(content, bytes):
                    entry.write(content)
                    continue
                for _ in range(content):
                    entry.write(bytes(1_000_000))
    return made.getvalue()


def bombs() -> dict[str, bytes]:
    """Return files that do harm to who opens them, by name."""
    quine = packed(a_xml=20)
    return {
        "chia sẻ.xlsx": packed(xl__sharedStrings_xml=300, xl__workbook_xml=b"<workbook/>"),
        "trang.xlsx": packed(xl__workbook_xml=b"<workbook/>", xl__worksheets__sheet1_xml=300),
        "thực thể.kml": _KML.encode(),
        "lồng.geojson": _NESTED.encode(),
        "trong nhau.kmz": packed(doc_xml=packed(doc_xml=quine)),
        "một dòng.csv": b"number,road_status\n" + b"1116,built," * 2_000_000,
        "ảnh.zip": packed(a_xml=300),
        "rỗng.gpkg": b"SQLite format 3\x00" + bytes(4096),
    }


@pytest.mark.slow
def test_bombs_end_with_a_sentence_each_and_the_desk_goes_on(demo: Tracker, caller: Caller) -> None:
    files = bombs()
    head = demo.store.path.read_bytes()
    begun = time.monotonic()
    dropped: list[tuple[str, IO[bytes]]] = [
        (name, io.BytesIO(content)) for name, content in files.items()
    ]
    drop = caller.desk.tray.put(dropped, by="An")
    begun_work = caller.post(f"/take-in/{drop.id}/rehearse")
    assert begun_work.status_code == 303
    assert caller.get("/password").status_code == 303  # others are answered meanwhile
    page = caller.done(begun_work)
    took_s = time.monotonic() - begun
    assert page.status_code == 200
    text = unescape(page.text)
    for name in files:
        assert name in text
    assert "Traceback" not in text and "Lỗi của chương trình" not in text
    assert took_s < 60
    assert demo.store.path.read_bytes() == head


def test_a_job_has_a_limit_below_what_computers_have() -> None:
    assert MOST_BYTES <= 4_000_000_000
