"""What a page carries, read back: its data are deflated, no search of the file finds them."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import Any

_DATA = re.compile(r'(<script type="application/json"[^>]*>)(.*?)(</script>)', re.DOTALL)


def inflated(carried: str) -> str:
    """Return the JSON text of what `columns.carried` gave."""
    return zlib.decompress(base64.b64decode(json.loads(carried)), -zlib.MAX_WBITS).decode("utf-8")


def data_of(page: str) -> Any:
    """Return what the scripts of a page are given."""
    found = _DATA.search(page)
    assert found is not None
    return json.loads(inflated(found[2]))


def laid_open(page: str) -> str:
    """Return a page with its data as plain JSON, to be searched for what must not be in it."""
    return _DATA.sub(lambda found: found[1] + inflated(found[2]) + found[3], page)
