"""What can be raised, and what can be reported.

Raised, each with the exit code the command line ends with::

    MocgioiError
    ├── WouldLose           1   what a person has to say yes to, as it takes something away
    ├── UsageError          2   the call itself is wrong
    │   └── NotInstalled    2   a library that few need is not there
    ├── UnreadableInput    20   a file is not what it says, is empty or damaged
    ├── CrsProblem         21   a coordinate system is missing or contradicted
    ├── SchemaVersion      22   the store is of a version this program does not know
    ├── MarkerNotFound     30   no such marker number in the store
    ├── NotAStore          40   the file is not a store of ours
    ├── StoreLocked        41   another program is writing
    ├── ServerLost         41   the server does not answer, or the way to it broke
    └── CannotWrite        50   folder, rights or disk

Reported, never raised: a `Finding` about a row of a file. A file gives all its findings
at once. Every text meant for a person is a `Text`, in Vietnamese and in English.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable

from mocgioi.records import NamedTuple
from mocgioi.typed import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from mocgioi.documents.receipt import FindingEntry

Language = Literal["vi", "en"]
Severity = Literal["error", "warning", "notice"]


class Text(NamedTuple):
    """One message in both languages of the software."""

    vi: str
    en: str

    def to(self, lang: Language) -> str:
        """Return the message in `lang`."""
        return self.vi if lang == "vi" else self.en


HINT = "\ufffc"
"""Stands in a text where a command to type next belongs (U+FFFC): see `Hint`."""


class Hint(NamedTuple):
    """What to do next, as data: the shell spells it, each in its own way.

    A text that gives a hint has `HINT` in its place, once for each, in the order of the hints
    that come with it; `spelled` puts them in.

    Attributes:
        verb: as people type it: ``upgrade``, ``survey list``.
        arguments: what follows it; what a person has to put in, in capitals.
        elsewhere: it does not concern the store that was named, so that no shell names it.
    """

    verb: str
    arguments: tuple[str, ...] = ()
    elsewhere: bool = False


Speller = Callable[[Hint], str]
"""How a shell spells a hint."""


def plainly(hint: Hint) -> str:
    """Spell a hint as it is typed in a terminal where the store needs no naming.

    >>> plainly(Hint("survey rejected", ("BATCH",)))
    'mocgioi survey rejected BATCH'
    >>> plainly(Hint("copy", ("FILE", "postgresql://host/tinh?schema=moi")))
    'mocgioi copy FILE "postgresql://host/tinh?schema=moi"'
    """
    # What a shell would take apart is an address on a server, which never holds quotes.
    whole = (f'"{word}"' if "&" in word or "?" in word else word for word in hint.arguments)
    return " ".join(("mocgioi", hint.verb, *whole))


def spelled(text: Text, hints: Iterable[Hint], spell: Speller = plainly) -> Text:
    """Return a text with each of its hints spelled in its place."""
    for hint in hints:
        text = Text(*(words.replace(HINT, spell(hint), 1) for words in text))
    return text


class Finding(NamedTuple):
    """Something to tell about a file, or about one row of it.

    Attributes:
        code: stable, such as ``marker-unknown``; programs may rely on it.
        severity: ``error`` (the row or file is not taken), ``warning`` (a person should
            look) or ``notice`` (good to know).
        text: what is wrong and what to do, in both languages.
        sheet: worksheet or layer, where the file has several.
        row: line of a CSV, row of a sheet, or number of a feature from 1; None for the file.
        column: the heading as it stands in the file.
        value: the value as it stands in the file.
        hints: the commands to type next that the text has a place for.
    """

    code: str
    severity: Severity
    text: Text
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    hints: tuple[Hint, ...] = ()

    def words(self, spell: Speller = plainly) -> Text:
        """Return what is told, with its hints spelled."""
        return spelled(self.text, self.hints, spell)

    def as_dict(self, lang: Language, spell: Speller = plainly) -> FindingEntry:
        """Return the finding as a receipt's JSON has it, its message in `lang`."""
        return {
            "code": self.code,
            "severity": self.severity,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "message": self.words(spell).to(lang),
        }


_REASONS = {
    errno.ENOENT: Text("không có tệp hoặc thư mục đó", "no such file or folder"),
    errno.EACCES: Text("không có quyền", "no permission"),
    errno.EPERM: Text("không có quyền", "no permission"),
    errno.EISDIR: Text("đó là thư mục", "it is a folder"),
    errno.ENOTDIR: Text("đường dẫn đi qua một tệp", "a part of the path is a file"),
    errno.EEXIST: Text("đã có tệp tên đó", "a file of that name exists"),
    errno.ENOSPC: Text("hết dung lượng đĩa", "the disk is full"),
    errno.EROFS: Text("đĩa chỉ cho đọc", "the disk can only be read"),
    errno.ENAMETOOLONG: Text("tên quá dài", "the name is too long"),
}


def reason(error: OSError) -> Text:
    """Return why the system refused, in both languages; its own words where it is not known."""
    words = error.strerror or type(error).__name__
    return _REASONS.get(error.errno or 0, Text(words, words))


class MocgioiError(Exception):
    """Root of what `mocgioi` raises for a person to read.

    Args:
        vi: the message in Vietnamese: what, where, what to do.
        en: the same in English.
        findings: what was found in the file on the way, if a file was read.
        hints: the commands to type next, for the places that both texts have for them.
    """

    exit_code = 1

    def __init__(
        self,
        vi: str,
        en: str,
        *,
        findings: Iterable[Finding] = (),
        hints: Iterable[Hint] = (),
    ) -> None:
        self.hints = tuple(hints)
        self.text = Text(vi, en)
        super().__init__(spelled(self.text, self.hints).en)
        self.findings = tuple(findings)

    def __reduce__(self) -> tuple[object, ...]:
        """Return what it is made of again by another process."""
        return _again, (type(self), self.text, self.findings, self.hints), self.__dict__

    def words(self, spell: Speller = plainly) -> Text:
        """Return the message, with its hints spelled."""
        return spelled(self.text, self.hints, spell)


def _again(
    kind: type[MocgioiError], text: Text, findings: Iterable[Finding], hints: Iterable[Hint]
) -> MocgioiError:
    return kind(*text, findings=findings, hints=hints)


class WouldLose(MocgioiError):
    """What was asked would take away what a person may want to keep, and nothing was done."""

    exit_code = 1


class UsageError(MocgioiError):
    """The call itself is wrong: an unknown option, or options that do not go together."""

    exit_code = 2


class NotInstalled(UsageError):
    """A library that few need is not installed: see `mocgioi.words.extras`."""


class UnreadableInput(MocgioiError):
    """A file is not what it says, is empty, damaged or unsafe."""

    exit_code = 20


class CrsProblem(MocgioiError):
    """A coordinate system is missing, or the coordinates contradict the one stated."""

    exit_code = 21


class SchemaVersion(MocgioiError):
    """The store was made by another version of the program: `mocgioi upgrade`, or a newer one."""

    exit_code = 22


class MarkerNotFound(MocgioiError):
    """No marker of that number in the store."""

    exit_code = 30


class NotAStore(MocgioiError):
    """The file is not a GeoPackage made by `mocgioi`, or not there."""

    exit_code = 40


class StoreLocked(MocgioiError):
    """Another program is writing to the store."""

    exit_code = 41


class ServerLost(MocgioiError):
    """The server that holds the store does not answer, or the connection to it broke."""

    exit_code = 41


class CannotWrite(MocgioiError):
    """A file or folder cannot be written: rights, or the disk is full."""

    exit_code = 50
