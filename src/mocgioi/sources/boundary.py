"""The one place where whatever a library raises at a file becomes a sentence.

A file comes from strangers, and a reader may raise anything at it: what it raises says that
nothing of the file was taken, never more. What was raised stays beside the sentence as its
cause, so that a fault of the program itself can be told from one of the file.
"""

from __future__ import annotations

import errno
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from mocgioi.errors import MocgioiError
from mocgioi.sources.kinds import damaged, refuse

_OF_THE_MACHINE = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.EACCES}
)
"""What the system says of itself rather than of the file."""

_OF_THE_PROGRAM = (NameError, ImportError)
"""What no file brings about: a fault of the program is told as one."""

_OF_DAMAGE = (
    zlib.error,
    EOFError,
    OSError,
    SyntaxError,
    UnicodeError,
    struct.error,
)
"""What libraries raise at bytes that are cut off or changed; `SyntaxError` is that of XML."""


@contextmanager
def answering_for(name: str) -> Iterator[None]:
    """Refuse the file called `name` for whatever is raised in the block.

    Raises:
        UnreadableInput: anything but an error of ours was raised; it is the cause.
        OSError: the disk is full, or the machine is at another of its own limits.
    """
    try:
        yield
    except (MocgioiError, *_OF_THE_PROGRAM):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _OF_THE_MACHINE:
            raise
        from zipfile import BadZipFile

        if isinstance(error, (BadZipFile, *_OF_DAMAGE)):
            raise damaged(name) from error
        raise refuse("file-damaged", "baffling", file=name, why=type(error).__name__) from error
