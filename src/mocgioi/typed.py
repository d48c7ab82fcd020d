"""Names of `typing` for what every start of the program loads, without loading it.

For a type checker they are those of `typing`. Where the program runs they are only written in
annotations, which nobody evaluates, or list the values of a `Literal`, for `get_args` here and
that of `typing`: `typing` itself would cost a sixth of a bare start. A type that is looked into at
run time, as those of documents are for their schemas, is made by `typing`.
"""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any as Any
    from typing import Final as Final
    from typing import Generic as Generic
    from typing import Literal as Literal
    from typing import NoReturn as NoReturn
    from typing import Protocol as Protocol
    from typing import Self as Self
    from typing import TextIO as TextIO
    from typing import TypeAlias as TypeAlias
    from typing import TypeVar as TypeVar
    from typing import assert_never as assert_never
    from typing import cast as cast
    from typing import get_args as get_args
    from typing import overload as overload
else:
    from types import GenericAlias

    Any = Final = NoReturn = Self = TextIO = TypeAlias = object

    class Generic:
        """A class that is one of something."""

        def __class_getitem__(cls, of: object) -> type:
            return cls

    class Literal:
        """One of the values that are listed."""

        def __class_getitem__(cls, listed: object) -> GenericAlias:
            return GenericAlias(cls, listed)

    class Protocol:
        """What has what is declared, whatever it is."""

    def TypeVar(name: str, **of: object) -> object:  # noqa: N802 - it stands for typing's
        """Return what stands for a type that is not known yet."""
        return object

    def assert_never(value: object) -> None:
        """Refuse a value that cannot be."""
        raise AssertionError(f"Expected code to be unreachable, but got: {value!r}")

    def cast(kind: object, value: object) -> object:
        """Return a value that is of a kind."""
        return value

    def get_args(kind: GenericAlias) -> tuple:
        """Return what a `Literal` lists."""
        return kind.__args__

    def overload(function: object) -> object:
        """Take one way in which a function is called."""
        return function
