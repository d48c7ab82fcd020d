"""Whom what is known may be given to, and what each of them does not get.

``full`` is everything; ``internal`` has places to about 11 m and nobody's name, words, papers
or files; ``public`` has nothing of any single marker. Maps, files and the views of a server take
away by these rules.
"""

from __future__ import annotations

from collections.abc import Mapping

PLACE_DECIMALS = 4
"""Of degrees: 11 m north, 10 m east."""

PERSONS_WORDS = frozenset(
    {"note", "position", "photo", "register_note", "register_position", "register_source"}
)
"""Aspects that are not for all offices: notes and sources are a person's words, and a position has
more decimals than may be shown."""

NOT_PUBLIC: Mapping[str, frozenset[str]] = {
    "communes": frozenset({"markers", "source"}),
    "boundary": frozenset({"source", "uuid"}),
    "ground": frozenset({"uuid"}),
    "published": frozenset({"words", "note", "source", "uuid"}),
    "targets": frozenset({"post", "post_name", "source", "uuid"}),
}
"""By what of it the public may have, the columns that it may not."""

NAMES_AND_WORDS = frozenset(
    {"note", "source", "words", "observer", "file", "row", "found_by", "donor"}
)
"""What internal files have not: names of people, their words, papers and files."""

NOT_INTERNAL = frozenset({"contributions"})
"""Kinds that are names and sums alone."""

ROUNDED = frozenset({"markers", "posts", "gates", "roads", "ground", "cases"})
"""Kinds whose places are rounded: a road ends at its marker."""
