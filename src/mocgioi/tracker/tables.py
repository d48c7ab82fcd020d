"""The store as frames, for notebooks and scripts: what is known of a day, ready to be worked with.

Days are ``datetime64``, yes and no are booleans, beside codes stand names and labels, and rows
go by what people call them: markers by number, communes and posts by code. Shapes are in
EPSG:4326; ``.to_crs(9215)`` has them in metres.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mocgioi.domain.position import STORAGE_CRS
from mocgioi.errors import Language
from mocgioi.store.handle import Store
from mocgioi.tracker import frames, listing
from mocgioi.tracker.document_tables import table_of
from mocgioi.tracker.listed_markers import Known, markers_listed, observations_listed
from mocgioi.tracker.moments import Day, Moment

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame


class Tables:
    """The store as frames.

    Each takes ``as_of``, the day it speaks of (today in Việt Nam if left out), and ``known_at``,
    by what was recorded until then; both as text, ``date``, ``datetime``, ``Timestamp`` or
    ``datetime64``. A day that has not come yet is refused (`UsageError`), as in a report.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def __repr__(self) -> str:
        """Return which tables there are, and where their shapes are."""
        names = [name for name in vars(type(self)) if not name.startswith("_") and name != "of"]
        return f"<tables of {self._store.place} in {STORAGE_CRS}: {', '.join(names)}; of(document)>"

    def markers(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        lang: Language = "vi",
    ) -> GeoDataFrame:
        """Return the markers in the order of the border, each as it is counted.

        Those that ``needs_road`` are the denominator of a report, those of them with
        ``road_built`` its figure; a need that nobody recorded is none. ``road_since`` is the day
        since which the road status holds; ``funding`` who paid, as observed, else as the papers
        say; ``contested``: reports of it disagree.

        Args:
            lang: of the labels.

        >>> markers = store.tables.markers(as_of="2023-12-31")
        >>> int(markers.road_built[markers.needs_road].sum()), int(markers.needs_road.sum())
        (223, 459)
        >>> markers.loc["1116", ["commune_name", "kind_label"]].tolist()
        ['Đồng Đăng', 'mốc chính']
        >>> str(markers.crs), markers.road_since.dtype.kind
        ('EPSG:4326', 'M')
        """
        return frames.framed(markers_listed(self._known(as_of, known_at), lang))

    def communes(self, *, as_of: Day | None = None, known_at: Moment | None = None) -> GeoDataFrame:
        """Return the communes in the order of the border, with the figures of a report.

        ``formerly`` are the communes each was made of in 2025, ``percent`` the share of those
        that need a road that have one.

        >>> communes = store.tables.communes(as_of="2023-12-31")
        >>> int(communes.road_built.sum()), communes.loc["06184"].formerly[0]
        (223, 'Đồng Đăng')
        """
        return frames.framed(listing.communes(self._store, self._known(as_of, known_at)))

    def posts(self, *, as_of: Day | None = None, known_at: Moment | None = None) -> GeoDataFrame:
        """Return the border posts in the order of the border, with the figures of a report.

        >>> posts = store.tables.posts()
        >>> posts.name["po-ma"], int(posts.markers["po-ma"])
        ('Pò Mã', 50)
        """
        return frames.framed(listing.posts(self._store, self._known(as_of, known_at)))

    def gates(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        lang: Language = "vi",
    ) -> GeoDataFrame:
        """Return the border gates by name, each with the markers it lies between.

        >>> "Hữu Nghị" in " ".join(store.tables.gates().index)
        True
        """
        return frames.framed(listing.gates(self._store, self._known(as_of, known_at), lang))

    def boundary(self, *, as_of: Day | None = None, known_at: Moment | None = None) -> GeoDataFrame:
        """Return the pieces of the border line from north-west to south-east.

        >>> bool(store.tables.boundary().km_from.is_monotonic_increasing)
        True
        """
        return frames.framed(listing.boundary(self._store, self._known(as_of, known_at)))

    def roads(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        lang: Language = "vi",
    ) -> GeoDataFrame:
        """Return the roads begun by the day: ``status`` is that of the day.

        ``length_m`` is what the papers state, ``drawn_m`` the length of the line; ``serves``
        are numbers of markers.

        >>> roads = store.tables.roads(as_of="2023-12-31")
        >>> sorted(roads[roads.road_class == "access"].status_label.unique())
        ['đang thi công', 'đã phê duyệt', 'đã xây dựng']
        """
        return frames.framed(listing.roads(self._store, self._known(as_of, known_at), lang))

    def projects(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        lang: Language = "vi",
    ) -> DataFrame:
        """Return the road projects by code: what they serve, cost, and who paid.

        >>> bool(store.tables.projects().cost_vnd.sum() > 0)
        True
        """
        return frames.framed(listing.projects(self._store, self._known(as_of, known_at), lang))

    def contributions(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        lang: Language = "vi",
    ) -> DataFrame:
        """Return what donors gave, each with the project it was given to.

        An amount that is known in words alone is in ``words``, and in no sum.

        >>> store.tables.contributions().kind_label.isin(["tiền", "vật liệu", "ngày công"]).all()
        np.True_
        """
        return frames.framed(listing.contributions(self._store, self._known(as_of, known_at), lang))

    def observations(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        lang: Language = "vi",
    ) -> DataFrame:
        """Return all that was observed of markers until the day, the oldest first.

        ``value`` is a code or a text as the ledger has it; ``counts`` says whether it was not
        taken back, set aside or held.

        >>> seen = store.tables.observations(as_of="2023-12-31")
        >>> seen[seen.aspect == "road_status"].value.iloc[-1]
        'built'
        """
        return frames.framed(observations_listed(self._store, self._known(as_of, known_at), lang))

    def of(
        self, document: Mapping[str, Any], part: str | None = None, *, lang: Language = "vi"
    ) -> GeoDataFrame | DataFrame:
        """Return rows of a document as a frame, whatever verb gave it.

        Args:
            document: of `Figures.coverage`, `Roads.reach`, `Roads.check`, `Roads.costs`, `plan`.
            part: which rows, by the key they have there; the first of these if left out. A
                report: ``groups``, of a full one ``targets``, ``progress_by_year``,
                ``remaining`` too; reach: ``markers``, ``stretches`` (without a road); a check:
                ``findings``; costs: ``projects``; a plan: ``works``, ``phases``, ``groups``,
                ``markers``. Markers and findings are points, projects and works lines.
            lang: of the labels.

        Raises:
            UsageError: a document that has no rows, or not these.

        >>> reach = store.tables.of(store.roads.reach(as_of="2023-12-31"))
        >>> reach.loc["1230", "measured"], reach.geom_type["1230"]
        ('reached', 'Point')
        >>> groups = store.tables.of(store.figures.coverage(by=["post"], as_of="2023-12-31"))
        >>> int(groups.road_built.sum())
        223
        """
        return table_of(self._store, document, lang, part)

    def _known(self, as_of: Day | None, known_at: Moment | None) -> Known:
        return listing.known_of(self._store, as_of, known_at)
