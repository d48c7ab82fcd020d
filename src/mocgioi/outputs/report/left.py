"""What is left: markers still without a road, damaged roads, and the causes a person names."""

from __future__ import annotations

from collections.abc import Callable

from mocgioi.domain.counting import NOT_BUILT, is_built
from mocgioi.errors import Language
from mocgioi.outputs.quantities import listed, quantity
from mocgioi.outputs.report.gaps import damaged_items
from mocgioi.outputs.report.overall import parts
from mocgioi.outputs.report.parts import Section, Table
from mocgioi.outputs.report.tables import Column, groups_of, lay_out, plain
from mocgioi.outputs.wording import day, number, percent, say
from mocgioi.typed import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from mocgioi.documents.coverage import Counted, Group, Totals
    from mocgioi.documents.full_report import FullReport
    from mocgioi.documents.works import Scheme, SchemeWork

_MOST = 3
"""Communes, and posts, that are named as those with the most left."""


_FEW = 6
"""Markers of the scheme's undone works that are named; of more, the annex of its works has them."""


def left_section(document: Counted, lang: Language, *, tables: bool) -> list[Section]:
    """Tell how many markers have no road yet, and where most of them are.

    Args:
        tables: whether the communes are listed; not where another section lists them.
    """
    totals = document["totals"]
    left = _left(totals)
    if not left:
        return []
    unbuilt = {
        code: count
        for code, count in totals["by_status"].items()
        if code in NOT_BUILT and code != "none"
    }
    known = parts(unbuilt, "road_status", lang)
    paragraphs = [
        say(
            "left.sum",
            lang,
            left=number(left, lang),
            needing=number(totals["markers_needing_road"], lang),
            percent=percent(100 * left / totals["markers_needing_road"], lang),
            parts=say("left.parts", lang, parts=known) if known else "",
        )
    ]
    communes, posts = (
        [g for g in groups_of(document, by, lang) if _left(g)] for by in ("commune", "post")
    )
    if communes:
        paragraphs.append(say("left.most", lang, communes=_most(communes, lang)))
    if posts:
        paragraphs.append(say("left.most_posts", lang, posts=_most(posts, lang)))
    paragraphs += _of_the_scheme(document, lang)
    listing = [_table(communes, totals, lang)] if communes and tables else []
    heading, title = say("section.left", lang), say("title.left", lang)
    return [Section("left", heading, paragraphs, tables=listing, chapter="II", title=title)]


def scheme_left(scheme: Scheme) -> list[SchemeWork]:
    """Return the works of the scheme that are not built."""
    return [work for work in scheme["works"] if not is_built(work["status"])]


def _of_the_scheme(document: Counted, lang: Language) -> list[str]:
    """Tell which works of the scheme are undone on the last day of its period, or after it."""
    if "scheme" not in document:
        return []
    scheme = cast("FullReport", document)["scheme"]
    undone = scheme_left(scheme)
    if not undone or document["as_of"] < scheme["ends_on"]:
        return []
    numbers = list(dict.fromkeys(number for work in undone for number in work["serves"]))
    is_short = 0 < len(numbers) <= _FEW
    names = say("left.scheme_markers", lang, numbers=", ".join(numbers)) if is_short else ""
    works, last = quantity(len(undone), "work", lang), day(scheme["ends_on"], lang)
    return [say("left.scheme", lang, day=last, works=works, names=names)]


def _left(counts: Totals) -> int:
    """Return how many markers still need their road; none where no road was reported."""
    built = counts["road_built"]
    return 0 if built is None else counts["markers_needing_road"] - built


def _most(groups: list[Group], lang: Language) -> str:
    """Name the groups with the most left, all of those that have as many as the last named."""
    ranked = sorted(filter(lambda g: g["code"], groups), key=lambda g: -_left(g))
    least = _left(ranked[:_MOST][-1]) if ranked else 0
    named = [g for g in ranked if _left(g) >= least]
    if len(named) > 2 * _MOST:
        named = named[:_MOST]
    return listed(
        [f"{g['name'] or g['code']} ({quantity(_left(g), 'marker', lang)})" for g in named],
        lang,
    )


def _table(groups: list[Group], totals: Totals, lang: Language) -> Table:
    def left(group: Group, lang: Language) -> int:
        return _left(group)

    def of_status(code: str) -> Callable[[Group, Language], int | None]:
        return lambda group, lang: group["by_status"][code]

    statuses = [code for code in NOT_BUILT if totals["by_status"][code]]
    columns: list[Column[Group]] = [
        Column("commune", lambda g, lang: g["name"] or g["code"] or say("unplaced.commune", lang)),
        plain("markers_needing_road", "markers_needing_road", "whole", adds_up=True),
        Column("left", left, "whole", adds_up=True),
        *(Column(code, of_status(code), "whole", adds_up=True) for code in statuses),
    ]
    all_of_them = cast(
        "Group",
        {
            "markers_needing_road": sum(g["markers_needing_road"] for g in groups),
            "road_built": sum(g["road_built"] for g in groups),
            "by_status": {
                code: sum(g["by_status"][code] or 0 for g in groups) for code in NOT_BUILT
            },
        },
    )
    return lay_out("left", say("table.left", lang), columns, groups, all_of_them, lang)


def damaged_section(document: Counted, lang: Language) -> list[Section]:
    """Name the roads that are built and now damaged; nothing where there are none."""
    items = damaged_items(document, lang)
    if not items:
        return []
    markers = quantity(len(items), "marker", lang)
    sentence = say("damaged.sum", lang, markers=markers, items=", ".join(items))
    return [Section("damaged", say("section.damaged", lang), [sentence], chapter="II")]


def causes_section(lang: Language) -> Section:
    """Return dotted lines for the causes: no data say why a road was not built."""
    blanks = [say(f"causes.{kind}", lang) for kind in ("objective", "subjective")]
    return Section("causes", say("section.causes", lang), chapter="II", blanks=blanks)
