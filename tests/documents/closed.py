"""Documents held to their types, closed: a key that no type names is a fault."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema

from mocgioi.documents import schemas


@cache
def _validator(document: Any) -> Any:
    """Return what holds a value to the schema of a document's type, closed."""

    def closed(part: Any) -> Any:
        if isinstance(part, list):
            return [closed(item) for item in part]
        if not isinstance(part, dict):
            return part
        shut = {key: closed(value) for key, value in part.items()}
        return {**shut, "additionalProperties": False} if "properties" in part else shut

    return jsonschema.Draft202012Validator(closed(schemas.json_schema(document)))


def require(document: Any, value: Any) -> None:
    """Fail with where a value, written as JSON, is not of the document's type."""
    written = json.loads(json.dumps(value, allow_nan=False))
    _validator(document).validate(written)
