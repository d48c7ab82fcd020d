"""Any file into raw rows kept verbatim, its columns understood, its coordinates read.

A reader never decides: what a row means, and whether it is taken, is `mocgioi.intake`'s.
"""

from mocgioi.sources.boundary import answering_for
from mocgioi.sources.bundles import Bundle, opened, sha256_of_names
from mocgioi.sources.columns import Columns, recognise
from mocgioi.sources.fields import Field, fields_of
from mocgioi.sources.gathering import Gathered, gather
from mocgioi.sources.plain_text import lines_in
from mocgioi.sources.raw import Cell, RawFile, RawRow, RawTable, is_blank
from mocgioi.sources.reading import read, sha256_of

__all__ = [
    "Bundle",
    "Cell",
    "Columns",
    "Field",
    "Gathered",
    "RawFile",
    "RawRow",
    "RawTable",
    "answering_for",
    "fields_of",
    "gather",
    "is_blank",
    "lines_in",
    "opened",
    "read",
    "recognise",
    "sha256_of",
    "sha256_of_names",
]
