"""Whether something that was read fits a document: all of its keys, each of its kind."""

from __future__ import annotations

from typing import Any

from mocgioi.documents.schemas import json_schema

_KINDS: dict[str, Any] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}


def first_misfit(document: Any, kind: Any) -> str | None:
    """Return where a document first is not what its TypedDict says, or None where it fits.

    >>> from mocgioi.documents.place import Place
    >>> first_misfit({"longitude": 106.7, "latitude": "22"}, Place)
    'latitude'
    >>> first_misfit({"longitude": 106.7, "latitude": 22.1}, Place) is None
    True
    """
    schema = json_schema(kind)
    return _misfit(document, schema, schema["$defs"], "")


def _misfit(value: Any, schema: dict[str, Any], definitions: dict[str, Any], at: str) -> str | None:
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    if "anyOf" in schema:
        misfits = [_misfit(value, each, definitions, at) for each in schema["anyOf"]]
        return None if None in misfits else max(filter(None, misfits), key=len)
    if "const" in schema or "enum" in schema:
        return None if value in schema.get("enum", [schema.get("const")]) else at or "."
    kind = schema["type"]
    if not isinstance(value, _KINDS[kind]) or (isinstance(value, bool) and kind != "boolean"):
        return at or "."
    inside: list[tuple[str, Any, dict[str, Any]]] = []
    if kind == "array":
        inside = [(str(place), each, schema["items"]) for place, each in enumerate(value)]
    elif kind == "object":
        for key in schema.get("required", ()):
            if key not in value:
                return f"{at}.{key}".lstrip(".")
        known = schema.get("properties", {})
        rest = schema.get("additionalProperties")
        inside = [(key, value[key], known[key]) for key in known if key in value]
        inside += [(key, own, rest) for key, own in value.items() if rest and key not in known]
    for key, own, fits in inside:
        if misfit := _misfit(own, fits, definitions, f"{at}.{key}".lstrip(".")):
            return misfit
    return None
