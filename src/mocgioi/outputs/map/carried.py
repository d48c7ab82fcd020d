"""The data of a page as it carries them: JSON, deflated and in base64; `page/decode.js` reads it.

No text from outside can end the element that it stands in or form a tag: base64 has no such
letters. And a page is a fifth smaller, for texts and records repeat themselves.
"""

from __future__ import annotations

import base64
import json
import zlib

from mocgioi.outputs.map.columns import Packed


def element(name: str, document: Packed) -> str:
    """Return a script element of that id, which does not run, with a document in it.

    Raises:
        ValueError: a number of the document is none.
    """
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    data = text.encode("utf-8")
    deflating = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    carried = base64.b64encode(deflating.compress(data) + deflating.flush()).decode("ascii")
    return f'<script type="text/plain" id="{name}" data-bytes="{len(data)}">{carried}</script>'
