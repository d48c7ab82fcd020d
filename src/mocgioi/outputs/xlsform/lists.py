"""The list of markers that goes with the form: as entities for ODK, as a file for KoboToolbox.

A marker is known to the form by an identity that a server may choose (ODK Central gives each
entity one of its own); its number stands beside it as text and comes home as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mocgioi.domain.aspects import SURVEYED
from mocgioi.domain.days import day_first
from mocgioi.domain.phone_form import IN_COMMUNE, IN_POST, SINCE
from mocgioi.outputs import csv_table
from mocgioi.outputs.sheets.form import FormRow, Known
from mocgioi.outputs.xlsform.facts import PhoneFacts

PROPERTIES = (
    "known_at",
    IN_COMMUNE,
    IN_POST,
    "number",
    *(column for code in SURVEYED for column in (code, SINCE[code])),
)
"""What is known of a marker, in the order in which the form saves it: ODK Central takes a file
whose columns are ``label`` and these, all of them and no other."""


def entities(facts: PhoneFacts) -> bytes:
    """Return the markers as a file to be uploaded into the entity list."""
    rows = ([_label(row), *_properties(row, facts)] for row in facts.rows)
    return _csv(["label", *PROPERTIES], rows)


def media(facts: PhoneFacts) -> bytes:
    """Return the markers as a file that goes with the form; each is called by its number."""
    rows = ([row.number, _label(row), *_properties(row, facts)] for row in facts.rows)
    return _csv(["name", "label", *PROPERTIES], rows)


def _label(row: FormRow) -> str:
    return f"{row.number} · {row.commune}" if row.commune else row.number


def _properties(row: FormRow, facts: PhoneFacts) -> list[str]:
    known = (row.known.get(code, Known("")) for code in SURVEYED)
    states = (text for state in known for text in (state.code, state.since or ""))
    made_on = day_first(facts.today)
    return [made_on, row.commune or "", facts.post or "", row.number, *states]


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file as a phone reads it: word for word, and no byte order mark before it."""
    return csv_table.write(header, rows, for_spreadsheets=False).encode()
