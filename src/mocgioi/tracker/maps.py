"""The store drawn as a map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mocgioi.domain.counting import DEFAULTS
from mocgioi.errors import Language, UsageError
from mocgioi.outputs.audience import Audience, checked_audience
from mocgioi.outputs.map import (
    checked_tiles,
    folium_map,
    redacted,
    remarks,
    write_page,
)
from mocgioi.outputs.paper.letterhead import issued_by
from mocgioi.store.handle import Store
from mocgioi.tracker import answers, drawing
from mocgioi.tracker.drawn import labels_of
from mocgioi.tracker.moments import Day, Moment, as_knowledge, day_or_today
from mocgioi.tracker.plan_files import read_plan

if TYPE_CHECKING:
    import folium

    from mocgioi.documents.plan import Plan


class Maps:
    """Maps of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def folium_map(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        lang: Language = "vi",
        audience: Audience = "full",
    ) -> folium.Map:
        """Return a `folium.Map` of the store, to add to and to save as usual; see `page`."""
        shown_to = checked_audience(audience)
        facts = drawing.map_facts(
            self._store, as_of=day_or_today(as_of), known_at=as_knowledge(known_at), lang=lang
        )
        return folium_map(redacted(facts, shown_to))

    def page(
        self,
        *,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        lang: Language = "vi",
        audience: Audience = "full",
        overdue_after_days: int = DEFAULTS.overdue_after_days,
        tiles: str | None = None,
        attribution: str = "",
        photos: bool = False,
        agency: str | None = None,
        plan: Path | str | Plan | None = None,
        post: str | None = None,
        remark: Callable[[str], None] = lambda _: None,
    ) -> str:
        """Return the map as one self-contained HTML page that asks nobody for anything.

        Args:
            as_of, known_at: as in `Figures.coverage`.
            lang: the language it opens in.
            audience: ``full``; ``internal``: places to about 11 m, no names, notes, files;
                ``public``: counts by commune only. What is left out is not in the page.
            overdue_after_days: a marker nobody saw for longer is overdue (quá hạn kiểm tra).
            tiles: ``https://host/{z}/{x}/{y}.png``, a base map that a reader may turn on; the
                page then asks that host, and says so. attribution: whose it is.
            photos: put small pictures of the newest two photographs of each marker in, at most
                8 MB; for the audience ``full`` alone.
            agency: who makes it, for its sheets of paper; the bodies that a report names unless
                given, and a line to fill where it is empty.
            plan: a plan of the same day and store, or its file (``plan -o plan.json``): its works
                in their order and years are what its budget buys.
            post: name or code of a border post: its markers alone, its figures, and its part of
                the border; nothing of targets, published figures and the programme.
            remark: called with what the reader of the page is told of it too: how many
                photographs it has and has not, and what was recorded since the plan.

        Raises:
            UsageError: `as_of` is no day, `known_at` no time, `audience` none of these, `tiles`
                no such address, `photos`, `plan` or `post` for an audience that may not see them,
                no such post or one without markers, or a plan that does not fit
                (`plan_files.read_plan`).
            UnreadableInput: `plan` is no plan.
        """
        shown_to = checked_audience(audience)
        if photos and shown_to != "full":
            raise UsageError(
                "Ảnh chỉ có trong bản đầy đủ. Bỏ --photos hoặc dùng --audience full.",
                "Photographs are in the full edition only. Leave out --photos, or use "
                "--audience full.",
            )
        if post is not None and plan is not None:
            raise UsageError(
                "Kế hoạch là của toàn tỉnh, không có trên bản đồ của một đồn. Bỏ --plan hoặc "
                "--post.",
                "A plan is of the whole province and not on the map of a post. Leave out --plan "
                "or --post.",
            )
        if post is not None and shown_to == "public":
            raise UsageError(
                "Bản công khai không có số liệu theo đồn. Bỏ --post hoặc dùng --audience internal.",
                "The public map has nothing of a post. Leave out --post, or use --audience "
                "internal.",
            )
        day, instant = day_or_today(as_of), as_knowledge(known_at)
        document = None
        if plan is not None:
            if shown_to == "public":
                raise UsageError(
                    "Bản công khai không có kế hoạch đầu tư. Bỏ --plan hoặc dùng --audience full.",
                    "The public map has no programme. Leave out --plan, or use --audience full.",
                )
            read = read_plan(plan, self._store, as_of=day, known_at=instant)
            document = read.document
            for text in read.remarks:
                remark(text.to(lang))
        facts = drawing.map_facts(
            self._store,
            as_of=day,
            known_at=instant,
            lang=lang,
            plan=document,
            overdue_after_days=overdue_after_days,
            photos=photos,
            post=post,
        )
        answers.keep(self._store)
        if agency is not None:
            facts["agency"] = labels_of(issued_by(agency)) if agency.strip() else None
        if tiles is not None:
            facts["tiles"] = checked_tiles(tiles, attribution)
        shown = redacted(facts, shown_to)
        for sentence in remarks(shown):
            remark(sentence)
        return write_page(shown)
