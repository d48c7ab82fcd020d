"""Named tuples that cost little to declare: for what every start of the program loads.

They are written as those of `typing`, are the same, and for a type checker are them. `typing`
compiles the annotation of each field: for the fifty that a report loads that costs a third of
what a bare Python does.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:

    class _Declared(type):
        """Makes a named tuple of what is declared in the body of a class."""

        def __new__(mcs, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(mcs, name, bases, body)
            fields = body.pop("__annotations__")
            defaults = [body.pop(field) for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body.pop("__module__"))
            made.__annotations__ = fields
            for key, value in body.items():
                setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Declared):
        """Base of a class that becomes a named tuple of its annotated fields.

        The module needs ``from __future__ import annotations``.
        """
