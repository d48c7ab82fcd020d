"""Named tuples that cost little to declare: for what every start of the program loads.

They are written as those of `typing`, behave as they do, and for a type checker are them. `typing`
compiles the annotation of each field and a constructor for each class: for the fifty classes that
a report loads that costs half of what a bare Python does. Here a constructor is compiled when it
has been called so often that it pays.
"""

from __future__ import annotations

from mocgioi.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple as NamedTuple
else:
    from collections import _tuplegetter

    _tuple_of = tuple.__new__

    _BEFORE_COMPILED = 4
    """How many of a class are made before its constructor is compiled: so many cost as much."""

    class _Record(tuple):
        """What all of them have, as `collections.namedtuple` gives it."""

        __slots__ = ()
        _fields: tuple[str, ...] = ()
        _field_defaults: dict[str, Any] = {}  # noqa: RUF012
        _made = 0

        def __new__(cls, *values: Any, **named: Any) -> _Record:
            """Make one of the first; compile the constructor for the others, and for a call that is
            wrong, so that it says why.
            """
            declaring = next(c for c in cls.__mro__ if "_fields" in vars(c))
            declaring._made += 1
            if declaring._made <= _BEFORE_COMPILED:
                if not named and len(values) == len(cls._fields):
                    return _tuple_of(cls, values)
                given = dict(zip(cls._fields, values, strict=False), **named)
                held = {**cls._field_defaults, **given}
                is_right = len(given) == len(values) + len(named)
                if is_right and held.keys() == set(cls._fields):
                    return _tuple_of(cls, [held[field] for field in cls._fields])
            fields = "".join(f"{field}, " for field in declaring._fields)
            new = eval(
                f"lambda _cls, {fields}: _tuple_of(_cls, ({fields}))", {"_tuple_of": _tuple_of}
            )
            new.__defaults__ = tuple(declaring._field_defaults.values())
            declaring.__new__ = staticmethod(new)
            return cls.__new__(cls, *values, **named)

        @classmethod
        def _make(cls, values: Iterable[Any]) -> _Record:
            made = _tuple_of(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changes: Any) -> _Record:
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return made

        __replace__ = _replace

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            listed = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({listed})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    class _Declared(type):
        """Makes a named tuple of what is declared in the body of a class."""

        def __new__(mcs, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(mcs, name, bases, body)
            fields = tuple(body["__annotations__"])
            defaults = {field: body[field] for field in fields if field in body}
            getters = {field: _tuplegetter(i, None) for i, field in enumerate(fields)}
            own = {"__slots__": (), "_fields": fields, "_field_defaults": defaults, "_made": 0}
            return type(name, (_Record,), {**body, **getters, **own, "__match_args__": fields})

    class NamedTuple(metaclass=_Declared):
        """Base of a class that becomes a named tuple of its annotated fields.

        The module needs ``from __future__ import annotations``.
        """
