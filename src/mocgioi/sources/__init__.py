"""Any file into raw rows kept verbatim, its columns understood, its coordinates read.

A reader never decides: what a row means, and whether it is taken, is `mocgioi.intake`'s.
"""

from mocgioi.sources.bundles import Bundle, identity_of, opened, surveys_in
from mocgioi.sources.columns import Columns, recognise
from mocgioi.sources.fields import Field, fields_of
from mocgioi.sources.raw import Cell, RawFile, RawRow, RawTable, is_blank
from mocgioi.sources.reading import read

__all__ = [
    "Bundle",
    "Cell",
    "Columns",
    "Field",
    "RawFile",
    "RawRow",
    "RawTable",
    "fields_of",
    "identity_of",
    "is_blank",
    "opened",
    "read",
    "recognise",
    "surveys_in",
]
