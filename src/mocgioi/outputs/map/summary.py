"""The figures as plain HTML, for previewers and browsers that run no script."""

from __future__ import annotations

from html import escape

from mocgioi.errors import Language
from mocgioi.outputs.map.assets import page_texts
from mocgioi.outputs.map.facts import AlarmItem, MapFacts
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


def _alarm(alarm: AlarmItem, lang: Language) -> str:
    """Return one thing that must, or may have to, be reported at once."""
    key = {"sure": "report_at_once", "possible": "perhaps_at_once"}[alarm["weight"]]
    texts = page_texts()[lang]
    marker = texts["marker"].replace("{n}", alarm["number"]) if alarm["number"] else ""
    return ": ".join(filter(None, [texts[key], marker, alarm["text"][lang]]))


def noscript(facts: MapFacts) -> str:
    """Return a noscript element: title, figures, date, communes, what is lacking, sources."""
    lang = facts["lang"]
    texts = page_texts()[lang]
    totals = facts["totals"]
    lines = [
        *(_alarm(alarm, lang) for alarm in facts["alarms"]),
        f"{texts['headline']}: {totals['road_built']}/{totals['markers_needing_road']} "
        f"({percent_text(totals['percent'], lang)})",
        f"{texts['as_of']} {date_text(facts['as_of'], lang)}",
        *(
            f"{MARKER_STATES[code].label(lang)}: {count}"
            for code, count in totals["by_status"].items()
        ),
        *(
            texts[f"lack_{lack}"].replace("{n}", str(len(facts["without_position"])))
            for lack in facts["lacks"]
        ),
        *(
            f"{commune['name']}: {commune['road_built']}/{commune['markers_needing_road']}"
            for commune in facts["communes"]
        ),
        *([f"{texts['sources']}: {'; '.join(facts['sources'])}"] if facts["sources"] else []),
        texts[f"audience_{facts['audience']}"],
        texts["needs_script"],
    ]
    banner = f"<p><strong>{escape(texts['illustrative'])}</strong></p>"
    return (
        f"<noscript><h1>{escape(facts['title'])}</h1>"
        + (banner if facts["illustrative"] else "")
        + "".join(f"<p>{escape(line)}</p>" for line in lines)
        + "</noscript>"
    )
