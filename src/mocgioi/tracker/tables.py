"""The store as frames, for notebooks and scripts: what is known of a day, ready to be worked with.

Days are ``datetime64``, yes and no are booleans, beside codes stand names and labels, and rows
go by what people call them: markers by number, communes and posts by code. Shapes are in
EPSG:4326; ``.to_crs(9215)`` has them in metres.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from mocgioi.analysis.figures.coverage import coverage
from mocgioi.analysis.figures.coverage_facts import CoverageInputs
from mocgioi.analysis.figures.works import status_on
from mocgioi.domain.crs import METRIC_CRS
from mocgioi.domain.line import BoundaryPiece, Gate, in_border_order
from mocgioi.domain.position import STORAGE_CRS
from mocgioi.domain.projects import Contribution, Project
from mocgioi.domain.register import Commune, Post, Road
from mocgioi.errors import CannotWrite, Language, StoreLocked
from mocgioi.store import commits, reading
from mocgioi.store.handle import Store
from mocgioi.tracker import counting, frames
from mocgioi.tracker.document_tables import table_of
from mocgioi.tracker.freshness import bring_up_to_date
from mocgioi.tracker.lines import nearest_as_of
from mocgioi.tracker.marker_tables import Known, markers_table, observations_table
from mocgioi.tracker.moments import Day, Moment, as_knowledge, report_day

if TYPE_CHECKING:
    from geopandas import GeoDataFrame
    from pandas import DataFrame

_COUNTS: frames.Kinds = {
    "markers": "whole",
    "markers_needing_road": "whole",
    "road_built": "whole",
    "percent": "number",
}


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
        return markers_table(self._known(as_of, known_at), lang)

    def communes(self, *, as_of: Day | None = None, known_at: Moment | None = None) -> GeoDataFrame:
        """Return the communes in the order of the border, with the figures of a report.

        ``formerly`` are the communes each was made of in 2025, ``percent`` the share of those
        that need a road that have one.

        >>> communes = store.tables.communes(as_of="2023-12-31")
        >>> int(communes.road_built.sum()), communes.loc["06184"].formerly[0]
        (223, 'Đồng Đăng')
        """
        known = self._known(as_of, known_at)
        communes = in_border_order(self._read(Commune, known))
        kinds: frames.Kinds = {
            **dict.fromkeys(("code", "name"), "text"),
            **{"formerly": "list", "district": "text"},
            **dict.fromkeys(("km_from", "km_to", "area_km2"), "number"),
            **_COUNTS,
            "illustrative": "yes",
        }
        counts = _counts(known.inputs, "commune")
        rows = [
            (
                *(c.code, c.name, c.formerly.split("; ") if c.formerly else [], c.district),
                *(c.km_from, c.km_to, c.area_km2),
                *counts.get(c.code, (0, 0, 0, None)),
                c.illustrative,
            )
            for c in communes
        ]
        data = frames.table(rows, kinds, lang="vi", index="code")
        return frames.with_shapes(data, [c.geometry for c in communes])

    def posts(self, *, as_of: Day | None = None, known_at: Moment | None = None) -> GeoDataFrame:
        """Return the border posts in the order of the border, with the figures of a report.

        >>> posts = store.tables.posts()
        >>> posts.name["po-ma"], int(posts.markers["po-ma"])
        ('Pò Mã', 50)
        """
        known = self._known(as_of, known_at)
        posts = in_border_order(self._read(Post, known))
        kinds: frames.Kinds = {
            **dict.fromkeys(("code", "name"), "text"),
            "communes": "list",
            **dict.fromkeys(("km_from", "km_to"), "number"),
            **_COUNTS,
            "illustrative": "yes",
        }
        counts = _counts(known.inputs, "post")
        rows = [
            (
                *(p.code, p.name, list(p.communes), p.km_from, p.km_to),
                *counts.get(p.code, (0, 0, 0, None)),
                p.illustrative,
            )
            for p in posts
        ]
        data = frames.table(rows, kinds, lang="vi", index="code")
        return frames.with_places(data, [(p.longitude, p.latitude) for p in posts])

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
        gates = self._read(Gate, self._known(as_of, known_at))
        kinds: frames.Kinds = {
            **{"name": "text", "kind": "gate_kind"},
            **dict.fromkeys(("marker_from", "marker_to"), "text"),
            "illustrative": "yes",
        }
        rows = [(g.name, g.kind, g.marker_from, g.marker_to, g.illustrative) for g in gates]
        data = frames.table(rows, kinds, lang=lang, index="name")
        return frames.with_places(data, [(g.longitude, g.latitude) for g in gates])

    def boundary(self, *, as_of: Day | None = None, known_at: Moment | None = None) -> GeoDataFrame:
        """Return the pieces of the border line from north-west to south-east.

        >>> bool(store.tables.boundary().km_from.is_monotonic_increasing)
        True
        """
        known = self._known(as_of, known_at)
        pieces = in_border_order(self._read(BoundaryPiece, known))
        names = {code: commune.name for code, commune in known.inputs.communes.items()}
        kinds: frames.Kinds = {
            **dict.fromkeys(("commune", "commune_name"), "text"),
            **dict.fromkeys(("km_from", "km_to"), "number"),
            "illustrative": "yes",
        }
        rows = [
            (p.commune, names.get(p.commune or ""), p.km_from, p.km_to, p.illustrative)
            for p in pieces
        ]
        return frames.with_shapes(
            frames.table(rows, kinds, lang="vi"), [p.geometry for p in pieces]
        )

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
        known = self._known(as_of, known_at)
        begun = [(road, status_on(road, known.day)) for road in self._read(Road, known)]
        kinds: frames.Kinds = {
            **{"uuid": "text", "name": "text", "serves": "list", "road_class": "road_class"},
            **{"status": "road_status", "condition": "road_condition", "surface": "text"},
            **dict.fromkeys(("width_m", "thickness_cm", "length_m", "drawn_m"), "number"),
            **{"cost_vnd": "whole", "funding": "funding"},
            **dict.fromkeys(("started_on", "completed_on"), "day"),
            **{"project": "text", "illustrative": "yes"},
        }
        roads = [(road, status) for road, status in begun if status]
        rows = [
            (
                *(r.uuid, r.name, list(r.serves), r.road_class),
                *(status, r.condition, r.surface),
                *(r.width_m, r.thickness_cm, r.length_m, None),
                *(r.cost_vnd, r.funding, r.started_on, r.completed_on),
                *(r.project, r.illustrative),
            )
            for r, status in roads
        ]
        data = frames.table(rows, kinds, lang=lang, index="uuid")
        made = frames.with_shapes(data, [road.geometry for road, _ in roads])
        made["drawn_m"] = made.to_crs(METRIC_CRS).length.round(1)
        return made

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
        known = self._known(as_of, known_at)
        communes, posts = known.inputs.communes, known.inputs.posts
        kinds: frames.Kinds = {
            **{"code": "text", "name": "text", "serves": "list", "markers_served": "whole"},
            **dict.fromkeys(("commune", "commune_name", "post", "post_name"), "text"),
            **dict.fromkeys(("length_m", "width_m", "thickness_cm"), "number"),
            **{"cost_vnd": "whole", "funding": "funding"},
            **dict.fromkeys(("started_on", "completed_on"), "day"),
            **{"words": "text", "illustrative": "yes", "source": "text"},
        }
        rows = []
        for p in self._read(Project, known):
            commune = communes.get(p.commune or "")
            rows.append(
                (
                    *(p.code, p.name, list(p.serves), p.markers_served),
                    *(p.commune, commune.name if commune else None),
                    *(p.post, posts.get(p.post or "")),
                    *(p.length_m, p.width_m, p.thickness_cm, p.cost_vnd, p.funding),
                    *(p.started_on, p.completed_on, p.words, p.illustrative, p.source),
                )
            )
        return frames.table(rows, kinds, lang=lang, index="code")

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
        known = self._known(as_of, known_at)
        projects = {project.code: project.name for project in self._read(Project, known)}
        kinds: frames.Kinds = {
            **dict.fromkeys(("donor", "project", "project_name"), "text"),
            **{"kind": "contribution_kind", "amount_vnd": "whole", "working_days": "number"},
            **{"words": "text", "illustrative": "yes", "source": "text"},
        }
        rows = [
            (
                *(c.donor, c.project, projects.get(c.project or ""), c.kind),
                *(c.amount_vnd, c.working_days, c.words, c.illustrative, c.source),
            )
            for c in self._read(Contribution, known)
        ]
        return frames.table(rows, kinds, lang=lang)

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
        return observations_table(self._store, self._known(as_of, known_at), lang)

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
        # What cannot be written is told as it was measured last.
        with suppress(CannotWrite, StoreLocked):
            bring_up_to_date(self._store)
        day, instant = report_day(as_of), as_knowledge(known_at)
        with self._store.reading() as connection:
            knowledge = commits.known(connection, instant)
            entries = reading.read_markers(connection, as_of=day, known_at=knowledge.number)
            inputs = counting.coverage_inputs(connection, as_of=day, knowledge=knowledge)
            nearest, _ = nearest_as_of(
                connection, inputs.roads, as_of=day, known_at=knowledge.number
            )
            return Known(day, knowledge.number, inputs, entries, nearest)

    def _read(self, kind: type[Any], known: Known) -> list[Any]:
        with self._store.reading() as connection:
            return reading.read_items(connection, kind, as_of=known.day, known_at=known.commit)


def _counts(inputs: CoverageInputs, by: str) -> dict[str | None, tuple[Any, ...]]:
    """Return the figures of a report by commune or post, in the order of `_COUNTS`."""
    groups = cast("list[dict[str, Any]]", coverage(inputs, by=(by,))["groups"])
    return {group["code"]: tuple(group[name] for name in _COUNTS) for group in groups}
