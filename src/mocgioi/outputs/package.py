"""Word's packages that depend on their content alone, not on the clock."""

from __future__ import annotations

import io
import re
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def sealed(package: bytes, day: str) -> bytes:
    """Return an Office package with every time in it set to the beginning of an ISO day.

    The same content written twice is the same bytes: entries carry the zip format's epoch,
    the document's properties carry `day`.
    """
    stamp = rb"\g<1>" + f"{day}T00:00:00Z".encode() + rb"\g<2>"
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _STAMP.sub(stamp, content)
            fresh = zipfile.ZipInfo(entry.filename, _EPOCH)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            fresh.external_attr = 0o600 << 16
            new.writestr(fresh, content)
    return target.getvalue()
