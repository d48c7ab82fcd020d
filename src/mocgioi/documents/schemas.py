"""JSON Schemas (draft 2020-12) of the documents, made from their TypedDicts.

They stand as files in the package, in the folder ``schemas``; ``python -m
mocgioi.documents.schemas`` writes them anew. Keys may be added to a document within its
version: the schemas forbid none. Nothing imports this module at start.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from mocgioi.documents.batch import Batch, Batches
from mocgioi.documents.cases import Cases
from mocgioi.documents.check import Check
from mocgioi.documents.conflicts import Conflicts
from mocgioi.documents.cost import Cost
from mocgioi.documents.coverage import Coverage
from mocgioi.documents.explain import Explanation
from mocgioi.documents.full_report import FullReport
from mocgioi.documents.marker import Marker
from mocgioi.documents.plan import Plan
from mocgioi.documents.publication import Publication
from mocgioi.documents.reach import Reach
from mocgioi.documents.receipt import Receipts
from mocgioi.documents.roads_check import RoadsCheck
from mocgioi.documents.status import Status
from mocgioi.documents.subject import Subject
from mocgioi.documents.update import Update

FOLDER = Path(__file__).parent / "schemas"
"""Where the published schemas stand."""

DOCUMENTS: dict[str, Any] = {
    "batch": Batch,
    "batches": Batches,
    "cases": Cases,
    "check": Check,
    "conflicts": Conflicts,
    "cost": Cost,
    "coverage": Coverage,
    "coverage-full": FullReport,
    "explain": Explanation,
    "marker": Marker,
    "plan": Plan,
    "publication": Publication,
    "reach": Reach,
    "receipt": Receipts,
    "roads-check": RoadsCheck,
    "status": Status,
    "subject": Subject,
    "update": Update,
}
"""The TypedDict of every document, by the name of its schema's file."""

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PLAIN = {str: "string", bool: "boolean", int: "integer", float: "number", NoneType: "null"}


def json_schema(document: Any) -> Schema:
    """Return the JSON Schema of a TypedDict; those it is made of stand under ``$defs``."""
    definitions: dict[str, Schema] = {}
    schema = _object(document, definitions)
    return {"$schema": _DIALECT, "title": document.__name__, **schema, "$defs": definitions}


def as_text(document: Any) -> str:
    """Return the schema of a TypedDict as its file has it."""
    return json.dumps(json_schema(document), ensure_ascii=False, indent=2, sort_keys=False) + "\n"


def _object(document: Any, definitions: dict[str, Schema]) -> Schema:
    hints = get_type_hints(document, include_extras=True)
    doc = document.__doc__  # of the other spelling of a TypedDict: that of dict
    described = {} if doc in (None, dict.__doc__) else {"description": " ".join(doc.split())}
    return {
        **described,
        "type": "object",
        "properties": {key: _schema(hint, definitions) for key, hint in hints.items()},
        "required": sorted(document.__required_keys__, key=list(hints).index),
    }


def _schema(hint: Any, definitions: dict[str, Schema]) -> Schema:
    if is_typeddict(hint):
        return _reference(hint, definitions)
    if hint in _PLAIN:
        return {"type": _PLAIN[hint]}
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return {**_schema(parts[0], definitions), "description": parts[1]}
    if origin is Literal:
        return {"enum": list(parts)} if len(parts) > 1 else {"const": parts[0]}
    if origin in (list, Sequence):
        return {"type": "array", "items": _schema(parts[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(parts[1], definitions)}
    if origin in (Union, UnionType):
        return {"anyOf": [_schema(part, definitions) for part in parts]}
    return _schema(parts[0], definitions)  # Required[…] and NotRequired[…]


def _reference(document: Any, definitions: dict[str, Schema]) -> Schema:
    name = document.__name__
    if name not in definitions:
        definitions[name] = {}  # it may be a part of itself
        definitions[name] = _object(document, definitions)
    return {"$ref": f"#/$defs/{name}"}


def write_all(folder: Path = FOLDER) -> None:
    """Write the schema of every document."""
    for name, document in DOCUMENTS.items():
        (folder / f"{name}.json").write_text(as_text(document), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_all()
