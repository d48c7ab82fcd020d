"""The figures as plain HTML, for previewers and browsers that run no script."""

from __future__ import annotations

from collections import Counter
from html import escape

from mocgioi.domain.counting import NOT_REPORTED
from mocgioi.errors import Language
from mocgioi.outputs.map.assets import page_texts
from mocgioi.outputs.map.facts import AlarmItem, CommuneFacts, MapFacts
from mocgioi.outputs.map.sector import texts_of
from mocgioi.outputs.symbology import MARKER_STATES


def percent_text(percent: float | None, lang: Language) -> str:
    """Return ``48,6%`` in Vietnamese, ``48.6%`` in English, a dash where there is none."""
    if percent is None:
        return "–"
    text = f"{percent:.1f}%"
    return text.replace(".", ",") if lang == "vi" else text


def date_text(iso: str, lang: Language) -> str:
    """Return the ISO date as ``31/12/2023`` in Vietnamese, as it is in English."""
    if lang == "en":
        return iso
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"


def remarks(facts: MapFacts) -> list[str]:
    """Return what whoever makes a page should know of it, as the page itself says it."""
    texts = page_texts()[facts["lang"]]
    sentences = [texts["lack_measures"]] if "measures" in facts["lacks"] else []
    if counts := facts["photos"]:
        shown = texts["photos_shown"].replace("{n}", str(counts["shown"]))
        sentences.append(shown.replace("{m}", str(counts["left_out"])))
    return sentences


_WEIGHTS = {"sure": "report_at_once", "possible": "perhaps_at_once"}
"""Text of each weight of an alarm."""

_FEW_ALARMS = 4
"""So many are read without opening anything: with them the communes begin on a phone's screen."""


def _alarm(alarm: AlarmItem, lang: Language) -> str:
    """Return one thing that must, or may have to, be reported at once."""
    key = _WEIGHTS[alarm["weight"]]
    texts = page_texts()[lang]
    marker = texts["marker"].replace("{n}", alarm["number"]) if alarm["number"] else ""
    return ": ".join(filter(None, [texts[key], marker, alarm["text"][lang]]))


_WAYS = ("needs_script_preview", "needs_script_survey")
"""Texts of what else can be done, below the figures."""


def noscript(facts: MapFacts) -> str:
    """Return a noscript element: what to do instead, the figures, what must be reported at once,
    the communes, what is lacking, sources.

    It has to stand before the map, which is as high as the screen, and is looked after by
    ``styles/summary.css``.
    """
    lang = facts["lang"]
    texts = page_texts()[lang]
    illustrative = f"<strong>{escape(texts['illustrative'])}</strong>"
    needs = f"<strong>{escape(texts['needs_script'])}</strong>"
    return "".join(
        (
            '<noscript><div class="mg-summary">',
            f'<p class="mg-summary-made-up">{illustrative}</p>' if facts["illustrative"] else "",
            f'<p class="mg-summary-advice">{needs} {escape(texts["needs_script_iphone"])}</p>',
            f"<h1>{escape(facts['title'])}</h1>",
            _figure(facts),
            _alarms(facts),
            _communes(facts),
            _states(facts),
            f"<h2>{escape(texts['summary_ways'])}</h2>",
            *(f"<p>{escape(texts[key])}</p>" for key in _WAYS),
            _remarks(facts),
            "</div></noscript>",
        )
    )


def _figure(facts: MapFacts) -> str:
    """Return the headline figure, what it is of, and its day."""
    lang, totals = facts["lang"], facts["totals"]
    texts = page_texts()[lang]
    figure = f"<strong>{escape(texts['time_untold'])}</strong>"
    if _is_told(facts):
        counts = f"{totals['road_built']}/{totals['markers_needing_road']}"
        figure = f"<strong>{counts}</strong> ({percent_text(totals['percent'], lang)})"
    beside = [
        texts[f"beside_{kind}"].replace("{n}", str(count))
        for kind, count in facts["beside"].items()
        if count
    ]
    return (
        f'<p class="mg-summary-figure">{figure}</p>'
        f"<p>{escape(texts['headline'])}<br>"
        f"{escape(texts['as_of'])} <strong>{date_text(facts['as_of'], lang)}</strong></p>"
        + "".join(f"<p>{escape(said)}</p>" for said in beside)
    )


def _is_told(facts: MapFacts) -> bool:
    """Return whether anything was reported of the roads: `isTold` of the page."""
    totals = facts["totals"]
    return totals["markers_needing_road"] > (totals["by_status"][NOT_REPORTED] or 0)


def _alarms(facts: MapFacts) -> str:
    """Return what must be reported at once; many of them behind their count, to be opened."""
    alarms = facts["alarms"]
    if not alarms:
        return ""
    lang = facts["lang"]
    texts = page_texts()[lang]
    counts: Counter[str] = Counter(alarm["weight"] for alarm in alarms)
    said = [f"{texts[key]}: {counts[weight]}" for weight, key in _WEIGHTS.items() if counts[weight]]
    items = "".join(f"<li>{escape(_alarm(alarm, lang))}</li>" for alarm in alarms)
    unfolded = " open" if len(alarms) <= _FEW_ALARMS else ""
    return (
        f'<details class="mg-summary-alarms"{unfolded}><summary>{escape(" · ".join(said))}'
        f"</summary><ul>{items}</ul></details>"
    )


def _states(facts: MapFacts) -> str:
    """Return how many markers are in each state."""
    lang = facts["lang"]
    rows = "".join(
        f"<tr><th>{escape(MARKER_STATES[code].label(lang).capitalize())}</th><td>{count}</td></tr>"
        for code, count in facts["totals"]["by_status"].items()
        if count is not None
    )
    return f"<table>{rows}</table>"


def _communes(facts: MapFacts) -> str:
    """Return the communes with their counts, the least share first, as bars that need no script."""
    lang = facts["lang"]
    texts = texts_of(facts)[lang]
    counted = [c for c in facts["communes"] if c["markers_needing_road"]]
    if not counted or not _is_told(facts):
        return ""
    rows = []
    for commune in sorted(counted, key=_rank):
        built, needing = commune["road_built"], commune["markers_needing_road"]
        called = texts["area_part"].replace("{name}", commune["name"])
        name = f"<tr><th>{escape(called)}</th>"
        if built is None:
            rows.append(f'{name}<td colspan="3">{escape(texts["time_untold"])}</td></tr>')
            continue
        rows.append(
            f"{name}<td>{built}/{needing}</td>"
            f"<td>{percent_text(commune['percent'], lang)}</td>"
            f'<td><meter max="{needing}" value="{built}"></meter></td></tr>'
        )
    heading = f"<h2>{escape(texts['summary_communes'])}</h2>"
    return f"{heading}<table>{''.join(rows)}</table>"


def _rank(commune: CommuneFacts) -> tuple[bool, float, int]:
    """The order of `rankedAreas` of the page: of equal shares that with more left first.

    Of which nothing is known stands last.
    """
    built, needing = commune["road_built"] or 0, commune["markers_needing_road"]
    return commune["road_built"] is None, built / needing, built - needing


def _remarks(facts: MapFacts) -> str:
    """Return what is lacking, the sources, and whom the page is for."""
    texts = page_texts()[facts["lang"]]
    lines = [
        *(
            texts[f"lack_{lack}"].replace("{n}", str(len(facts["without_position"])))
            for lack in facts["lacks"]
        ),
        *([f"{texts['sources']}: {'; '.join(facts['sources'])}"] if facts["sources"] else []),
        texts[f"audience_{facts['audience']}"],
    ]
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
