"""A document as the JSON that is printed and handed out."""

from __future__ import annotations

import json
from collections.abc import Mapping


def as_json(document: Mapping[str, object]) -> str:
    """Return a document as indented JSON, its letters as they are, with a newline at its end."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
