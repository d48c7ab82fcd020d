"""The parts of a tracker, one for each kind of work; each is loaded when it is first asked for."""

from __future__ import annotations

from functools import cached_property

from mocgioi.typed import TYPE_CHECKING
from mocgioi.words.extras import needing

if TYPE_CHECKING:
    from mocgioi.store.handle import Store
    from mocgioi.tracker.cases import Cases
    from mocgioi.tracker.datasheets import Datasheets
    from mocgioi.tracker.decisions import Decisions
    from mocgioi.tracker.exports import Exports
    from mocgioi.tracker.figures import Figures
    from mocgioi.tracker.kits import Kits
    from mocgioi.tracker.maps import Maps
    from mocgioi.tracker.photos import Photos
    from mocgioi.tracker.qgis_projects import QgisProjects
    from mocgioi.tracker.register import Register
    from mocgioi.tracker.roads import Roads
    from mocgioi.tracker.surveys import Surveys
    from mocgioi.tracker.tables import Tables


class Parts:
    """A store and the parts that work on it.

    Attributes:
        store: the file: whole or not, copied, brought back, upgraded.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    @property
    def head(self) -> str | None:
        """The first characters that name the state as it stands; None: nothing is recorded yet."""
        from mocgioi.store import commits

        with self.store.reading() as connection:
            return commits.known(connection, None).head

    @cached_property
    def register(self) -> Register:
        """Files of the register: communes, posts, markers, roads, projects."""
        from mocgioi.tracker.register import Register

        return Register(self.store)

    @cached_property
    def surveys(self) -> Surveys:
        """Field surveys: checked, applied, listed, taken back; the form to take along."""
        from mocgioi.tracker.surveys import Surveys

        return Surveys(self.store)

    @cached_property
    def decisions(self) -> Decisions:
        """What disagrees, and what a person decides about it."""
        from mocgioi.tracker.decisions import Decisions

        return Decisions(self.store)

    @cached_property
    def cases(self) -> Cases:
        """Markers that must be reported at once, and what was done about them."""
        from mocgioi.tracker.cases import Cases

        return Cases(self.store)

    @cached_property
    def figures(self) -> Figures:
        """The figures: counted, explained, reported, published."""
        from mocgioi.tracker.figures import Figures

        return Figures(self.store)

    @cached_property
    def roads(self) -> Roads:
        """What the lines of the roads show, what is wrong with them, what is still to build."""
        from mocgioi.tracker.roads import Roads

        return Roads(self.store)

    @cached_property
    def maps(self) -> Maps:
        """The store drawn as a map."""
        from mocgioi.tracker.maps import Maps

        return Maps(self.store)

    @cached_property
    def qgis(self) -> QgisProjects:
        """The store as a project of QGIS."""
        from mocgioi.tracker.qgis_projects import QgisProjects

        return QgisProjects(self.store)

    @cached_property
    def photos(self) -> Photos:
        """The photographs that are evidence of markers."""
        from mocgioi.tracker.photos import Photos

        return Photos(self.store)

    @cached_property
    def tables(self) -> Tables:
        """The store as frames: markers, communes, roads… of a day; the rows of documents.

        Raises:
            NotInstalled: ``mocgioi[frames]`` is not there.
        """
        with needing("frames"):
            from mocgioi.tracker.tables import Tables

        return Tables(self.store)

    @cached_property
    def exports(self) -> Exports:
        """Markers, roads, communes… as files for other programs."""
        from mocgioi.tracker.exports import Exports

        return Exports(self.store)

    @cached_property
    def datasheets(self) -> Datasheets:
        """Datasheets of markers (lý lịch mốc), and the book of a post."""
        from mocgioi.tracker.datasheets import Datasheets

        return Datasheets(self.store)

    @cached_property
    def kits(self) -> Kits:
        """What a border post takes along to its markers."""
        from mocgioi.tracker.kits import Kits

        return Kits(self.store)
