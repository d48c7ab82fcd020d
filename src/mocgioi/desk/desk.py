"""What a desk has while it is open: its store, its people, its sessions, its jobs."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
import weakref
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi.desk.attempts import Attempts
from mocgioi.desk.guard import COOKIE, is_same
from mocgioi.desk.jobs import Jobs
from mocgioi.desk.keeping import in_excess
from mocgioi.desk.made import Made
from mocgioi.desk.people import People
from mocgioi.desk.plans import Plans
from mocgioi.desk.remembered import Remembered
from mocgioi.desk.sessions import Person, Session, Sessions
from mocgioi.desk.tray import Tray
from mocgioi.errors import Language
from mocgioi.sources.gathering import CHOICES, PLANS, TRAY, beside
from mocgioi.store.opening import is_address, store_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from mocgioi.documents.cost import Cost
    from mocgioi.store.explaining import FilePath
    from mocgioi.store.handle import Store
    from mocgioi.tracker import Tracker

FIRST_NAME = "langson.gpkg"
"""What the store of an empty folder will be called."""


@dataclass
class Desk:
    """One open desk.

    Attributes:
        store: what is worked on, a file or an address on a server; it need not be there yet.
        lang: of who has not chosen one.
        hosts: ``name:port`` by which it may be called.
        token: lets this computer's own browser in, once, and is empty then; None: people sign in.
        made: files that were made for its pages.
        rankings: lists of what the missing roads cost, by head of the store and ISO day.
        manual: makes the manual, one HTML file, opening in a language.
        had_page: whether a page ever said that it is open.
        people: who may sign in, where it is served to several.
        cookie: name of the one that carries a session.
        is_https: nobody but its own pages reads what goes to and fro.
        proxy: address of the office's proxy, through which alone it is reached then.
        pages: when each open page last said that it is there, by its name.
        own: the store that it was opened on, while the demonstration is shown in its place.
    """

    store: FilePath
    lang: Language = "vi"
    hosts: frozenset[str] = frozenset()
    token: str | None = None
    people: People | None = None
    cookie: str = COOKIE
    is_https: bool = False
    proxy: str | None = None
    manual: Callable[[Language], str] = lambda _: ""
    had_page: bool = False
    sessions: Sessions = field(default_factory=Sessions)
    attempts: Attempts = field(default_factory=Attempts)
    jobs: Jobs = field(default_factory=Jobs)
    made: Made = field(default_factory=Made)
    rankings: dict[tuple[str | None, str], Cost] = field(default_factory=dict)
    pages: dict[str, float] = field(default_factory=dict)
    last_asked: float = field(default_factory=time.monotonic)
    closing: threading.Event = field(default_factory=threading.Event)
    own: FilePath | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _folders: list[tuple[str, Path]] = field(default_factory=list)

    @cached_property
    def _at(self) -> Store:
        return store_at(self.store)

    def turn_to(self, store: FilePath) -> None:
        """Work on another store until `turn_back`."""
        with self._lock:
            self.own = self.own or self.store
            self._show(store)

    def turn_back(self) -> None:
        """Work on the store again that the desk was opened on."""
        with self._lock:
            if self.own is not None:
                self._show(self.own)
            self.own = None

    def _show(self, store: FilePath) -> None:
        self.store = store
        self.__dict__.pop("_at", None)

    @property
    def path(self) -> Path:
        """The store's file, beside which lies what the desk keeps; of a store on a server what a
        file of it would be called in the working folder.
        """
        return self._at.path

    @property
    def is_on_server(self) -> bool:
        """Whether the store is on a server."""
        return self._at.file is None

    @property
    def has_store(self) -> bool:
        """Whether there is something at the place of the store, sound or not.

        Raises:
            NotAStore, ServerLost: a server lets nobody in, or does not answer.
        """
        return self._at.exists()

    @property
    def name(self) -> str:
        """What the store is called in short."""
        return self.path.stem if self.is_on_server else self.path.name

    @property
    def tray(self) -> Tray:
        """Files that were dropped, and wait."""
        return Tray(beside(self.path, TRAY))

    @property
    def remembered(self) -> Remembered:
        """What people want remembered from one day to the next."""
        return Remembered(beside(self.path, CHOICES))

    @cached_property
    def _results(self) -> Path:  # asked for by who holds `_lock`
        # Not a TemporaryDirectory, which warns where it is cleared away with the desk.
        folder = Path(tempfile.mkdtemp(prefix="mocgioi-ban-"))
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return folder

    def folder_for_results(self, owner: str) -> Path:
        """Return a new folder for what long work of a session writes.

        It goes when the desk does, or when too much was made since (`mocgioi.desk.keeping`).

        Args:
            owner: key of the session.
        """
        with self._lock:
            folder = Path(tempfile.mkdtemp(dir=self._results))
            self._folders.append((owner, folder))
            for old in in_excess(self._folders):
                self._folders = [each for each in self._folders if each[1] != old]
                shutil.rmtree(old, ignore_errors=True)
            return folder

    @property
    def plans(self) -> Plans:
        """Programmes that were kept."""
        return Plans(beside(self.path, PLANS))

    def lets_in(self, token: str) -> bool:
        """Return whether that is the token of this computer's browser, once."""
        with self._lock:
            is_right = bool(self.token) and is_same(token, self.token or "")
            if is_right:
                self.token = ""
        return is_right

    def session_of(self, key: str) -> Session | None:
        """Return the session of a cookie, unless it ended.

        It ends, too, when the role, post or password of who began it is another than then.
        """
        session = self.sessions.of(key)
        if session is None or self.people is None:
            return session
        member = self.people.of(session.person.name)
        if member is None or (member.person, member.hash) != (session.person, session.stamp):
            self.sessions.end(session)
            return None
        return session

    def tracker(self, person: Person) -> Tracker:
        """Open the store in the name of a person.

        Raises:
            NotAStore: there is none yet, or it is none of ours.
        """
        from mocgioi import tracker

        return tracker.open(self.store, by=person.name)


def store_in(named: FilePath) -> FilePath:
    """Return the store that a desk is opened on: a file, or an address on a server.

    Args:
        named: a store; or a folder with one, or that was used with one on a server. An empty
            folder gets one of `FIRST_NAME`, which is also the one that is meant where there are
            several.

    Raises:
        UsageError: the folder has several, and none of that name.
        CannotWrite: there is no such folder.
    """
    from mocgioi.errors import CannotWrite, UsageError
    from mocgioi.tracker.starting import addresses_in

    if is_address(named):
        return named
    place = Path(named)
    if place.is_file():
        return place
    folder = place.parent if place.suffix == ".gpkg" else place
    if not folder.is_dir():
        raise CannotWrite(f"Không có thư mục «{folder}».", f"There is no folder “{folder}”.")
    if folder != place:
        return place
    found: list[FilePath] = [path for path in sorted(place.glob("*.gpkg")) if _is_store(path)]
    first = place / FIRST_NAME
    if first not in found:
        found += addresses_in(place)
        if len(found) > 1:
            names = ", ".join(each if isinstance(each, str) else Path(each).name for each in found)
            raise UsageError(
                f"Thư mục có nhiều kho số liệu: {names}. Hãy chỉ rõ một kho.",
                f"The folder has several stores: {names}. Name one of them.",
            )
    return found[0] if len(found) == 1 else first


def _is_store(path: Path) -> bool:
    """Say whether a file is a store, of whatever version, and no copy that one left beside it."""
    from mocgioi import tracker
    from mocgioi.errors import MocgioiError, NotAStore

    if ".before-" in path.name:
        return False
    try:
        tracker.open(path, by=None)
    except NotAStore:
        return False
    except MocgioiError:
        return True
    return True
