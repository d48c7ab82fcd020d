"""The SQL of triggers as SQLite takes it, in the words of PostgreSQL.

Only what the generators of `mocgioi.store.triggers` write is known here, and all of it differs by
words alone: what differs by meaning they are told by a `mocgioi.store.dialect.Dialect`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mocgioi.store.writer import NOW, TODAY_IN_VIETNAM

_TRIGGER = re.compile(
    r'(?P<timing>BEFORE|AFTER) (?P<event>INSERT|DELETE|UPDATE)(?: OF (?P<columns>[\w", ]+?))?'
    r' ON "?(?P<table>\w+)"?(?: WHEN (?P<when>.+?))? BEGIN (?P<steps>.+) END',
    re.DOTALL,
)
_TOKEN = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|\d+\.\d+|\w+|\s+|<>|<=|>=|\|\||::|.", re.S)
_NAME = re.compile(r"[a-z_]\w*", re.IGNORECASE)

_REFUSAL = re.compile(r"SELECT RAISE\(ABORT, (?P<words>'(?:[^']|'')*')\)(?: (?P<where>.+))?", re.S)
_IGNORED = "SELECT RAISE(IGNORE)"
_MARKING = re.compile(r"UPDATE writer SET writing = (\d)(?: WHERE writing = (\d))?")
_OF_THE_FILE = "UPDATE gpkg_"
"""How statements begin that keep up what a GeoPackage says of itself."""

_PLAIN = {
    "(SELECT writing FROM writer)": "{schema}.writing()",
    NOW: "{schema}.moment()",
    TODAY_IN_VIETNAM: "{schema}.today_in_vietnam()",
    "lower(hex(randomblob(16)))": "replace(gen_random_uuid()::text, '-', '')",
    ", '+0 days')": ")",
    "SET value = value + 1": "SET value = value::bigint + 1",
}
_FUNCTIONS = {
    "instr": "strpos",
    "group_concat": "string_agg",
    "date": "{schema}.day",
    "ST_MinX": "ST_XMin",
    "ST_MaxX": "ST_XMax",
    "ST_MinY": "ST_YMin",
    "ST_MaxY": "ST_YMax",
}
_NOT_NULL = frozenset({"id", "number", "recorded_at", "uuid", "at", "kept_last"})
"""Columns by which is sorted downwards that are never empty, so that an index may serve."""

_CLASS = re.compile(r"'\*(\[.+\])\*'")
"""The one pattern that is asked for: that a text has a character of some class."""


class Trigger(NamedTuple):
    """A trigger as it is declared, its parts in the words of PostgreSQL.

    Attributes:
        columns: what follows ``UPDATE OF``, None where it is any column.
        when: the condition, None where it is always. steps: statements of PL/pgSQL.
    """

    timing: str
    event: str
    columns: str | None
    table: str
    when: str | None
    steps: tuple[str, ...]


def translated(sql: str, schema: str) -> Trigger:
    """Return a trigger of a file, from BEFORE or AFTER on, as a server takes it.

    Raises:
        ValueError: it is none that the generators make.
    """
    parts = _TRIGGER.fullmatch(sql)
    if parts is None:
        raise ValueError(sql)
    steps = (_step(step, schema) for step in _statements(parts["steps"]))
    return Trigger(
        parts["timing"],
        parts["event"],
        parts["columns"],
        parts["table"],
        expression(parts["when"], schema) if parts["when"] else None,
        tuple(step for step in steps if step),
    )


def _statements(steps: str) -> Iterator[str]:
    statement = ""
    for token in _TOKEN.findall(steps):
        if token == ";":
            yield statement.strip()
            statement = ""
        else:
            statement += token
    assert not statement.strip(), "a trigger ends with a semicolon"


def _step(statement: str, schema: str) -> str:
    if statement.startswith(_OF_THE_FILE):
        return ""
    if statement == _IGNORED:
        return "RETURN NULL;"
    marking = _MARKING.fullmatch(statement)
    if marking:
        where = f" WHERE {schema}.writing() = {marking[2]}" if marking[2] else ""
        return f"PERFORM set_config('mocgioi.writing', '{marking[1]}', true){where};"
    refusal = _REFUSAL.fullmatch(statement)
    if refusal is None:
        return f"{expression(statement, schema)};"
    raised = f"RAISE EXCEPTION USING MESSAGE = {refusal['words']};"
    where = refusal["where"]
    if where is None:
        return raised
    where = expression(where, schema)
    condition = where[6:] if where.startswith("WHERE ") else f"EXISTS (SELECT 1 {where})"
    return f"IF {condition} THEN {raised} END IF;"


def expression(sql: str, schema: str) -> str:
    """Return a statement, or a part of one, in the words of PostgreSQL."""
    for ours, theirs in _PLAIN.items():
        sql = sql.replace(ours, theirs.format(schema=schema))
    tokens = [token for token in _TOKEN.findall(sql) if not token.isspace()]
    return _joined(_with_names(list(_words(tokens, schema))))


def _words(tokens: list[str], schema: str) -> Iterator[str]:
    place = 0
    while place < len(tokens):
        token, following = tokens[place], [*tokens[place + 1 : place + 3], "", ""]
        step = 1
        if token == "IS" and following[0] == "NOT" and following[1] != "NULL":
            token, step = "IS DISTINCT FROM", 2
        elif token == "IS" and following[0] not in ("NOT", "NULL"):
            token = "IS NOT DISTINCT FROM"
        elif token == "GLOB" or (token == "NOT" and following[0] == "GLOB"):
            step = 2 if token == "GLOB" else 3
            token = f"{'~' if step == 2 else '!~'} {_of_class(tokens[place + step - 1])}"
        elif token == "DESC" and tokens[place - 1] not in _NOT_NULL:
            token = "DESC NULLS LAST"
        elif token in _FUNCTIONS and following[0] == "(":
            token = _FUNCTIONS[token].format(schema=schema)
        yield token
        place += step


def _of_class(pattern: str) -> str:
    found = _CLASS.fullmatch(pattern)
    if found is None:
        raise ValueError(pattern)
    return f"'{found[1]}'"


def _with_names(tokens: list[str]) -> list[str]:
    """Return the tokens with a name for each SELECT that another selects from."""
    named: list[str] = []
    open_ones: list[bool] = []
    names = 0
    for place, token in enumerate(tokens):
        named.append(token)
        if token == "(":
            open_ones.append(
                tokens[place - 1] in ("FROM", "JOIN") and tokens[place + 1] in ("SELECT", "WITH")
            )
        elif token == ")" and open_ones.pop() and tokens[place + 1 : place + 2] != ["AS"]:
            names += 1
            named += ["AS", f"chosen_{names}"]
    return named


def _joined(tokens: list[str]) -> str:
    """Return tokens as a text: no space within what is one name or one call."""
    text = ""
    for before, token in zip(["", *tokens], tokens, strict=False):
        tight = (
            before in ("", "(", ".", "::")
            or token in (")", ",", ".", "::")
            or (token == "(" and (_NAME.fullmatch(before.rpartition(".")[2]) and before.islower()))
        )
        text += token if tight else f" {token}"
    return text
