"""The document itself, as JSON: English codes in either language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mocgioi.errors import Language

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted
    from mocgioi.documents.status import Status


def render(document: Counted | Status, lang: Language, *, internal: bool) -> str:
    """Return the document as indented JSON, in any `lang`; with a key where it is `internal`."""
    marked = {**document, "internal": True} if internal else document
    return json.dumps(marked, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
