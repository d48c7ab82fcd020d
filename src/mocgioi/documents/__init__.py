"""Typed documents: what passes between rooms and out of the program as JSON, a document a module.

Each is a TypedDict: at run time a plain dict, ready for JSON, and to mypy a promise of its keys.
Rooms name them in annotations only, so that they cost nothing at start-up. The published JSON
Schemas beside them are made from them (`mocgioi.documents.schemas`).
"""
