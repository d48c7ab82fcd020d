"""What people read for a value, as expressions of QGIS: words for codes, numbers, names.

Numbers are written as in Việt Nam (``9.347`` and ``3,5``) whatever the language of the machine.
"""

from __future__ import annotations

from mocgioi.outputs.qgis.facts import FieldFacts


def number(column: str, *, is_whole: bool) -> str:
    """Return the expression of a number, with two decimals at most.

    Args:
        is_whole: the column holds whole numbers.
    """
    if is_whole:
        return _grouped(f'to_string("{column}")')
    # In hundredths, which are whole: a number as such may be written 1e+06.
    hundredths = f'to_string(to_int(round(abs("{column}") * 100)))'
    padded = f"right('00' || {hundredths}, max(3, length({hundredths})))"
    parted = f"regexp_replace({padded}, '(\\\\d\\\\d)$', ',\\\\1')"
    shortened = f"regexp_replace({parted}, ',00$|(?<=,\\\\d)0$', '')"
    return f"if(\"{column}\" < 0, '-', '') || {_grouped(shortened)}"


def _grouped(digits: str) -> str:
    return f"regexp_replace({digits}, '(?<=\\\\d)(?=(\\\\d{{3}})+(?!\\\\d))', '.')"


def word(field: FieldFacts) -> str:
    """Return the expression of the word for what a column holds; NULL where it is no code."""
    pairs = ", ".join(f"{quoted(code)}, {quoted(name)}" for code, name in field.words)
    return f'map_get(map({pairs}), "{field.name}")'


def names(column: str, layer: str) -> str:
    """Return the expression of the names of the communes that a column lists by their codes.

    Args:
        layer: the id of the layer of communes in the project.
    """
    name = f"attribute(get_feature('{layer}', 'code', trim(@element)), 'name')"
    each = f"array_foreach(string_to_array(\"{column}\", ';'), coalesce({name}, trim(@element)))"
    return f"array_to_string({each}, ', ')"


def quoted(text: str) -> str:
    """Return a text as an expression."""
    return "'" + text.replace("'", "''") + "'"
