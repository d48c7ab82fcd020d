"""A road, a commune, a post, a gate, a project as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.domain.subjects import KINDS
from mocgioi.errors import Language, Text
from mocgioi.outputs.marker_text import HISTORY, NEVER, SHORT, because, decided, place_of
from mocgioi.outputs.wording import NOTHING, day, number, one_line, say, times

if TYPE_CHECKING:
    from mocgioi.documents.subject import Attribute, Said, Shape, Subject, SubjectEvent

_GONE = Text("không có trong kho số liệu", "not in the store")
_GONE_SINCE = Text("không còn từ {day}", "gone since {day}")
_THERE_SINCE = Text("có từ {day}", "there since {day}")
_EVIDENCE = Text("căn cứ", "evidence")
_CONTESTED = Text("chưa thống nhất: {ids}", "inconsistent reports: {ids}")
_EMPTIED = Text("để trống", "left empty")
_LENGTH = Text("dài {} m", "{} m long")
_AREA = Text("rộng {} km²", "{} km² large")

_DAY = "_on"
"""Ending of attributes that are days."""


def show(document: Subject, lang: Language) -> str:
    """Return the document ``mocgioi.subject/1`` as text."""
    lines = times(document["as_of"], document["known_at"], lang)
    what = KINDS[document["kind"]].to(lang)
    identity = document["subject"]
    named = [one_line(document["name"]), what]
    if document["name"] != identity:
        named.append(identity if len(identity) < SHORT * 4 else identity[:SHORT])
    lines.append(" · ".join([*named, *filter(None, [_presence(document, lang)])]))
    lines += [f"  {_attribute(each, lang)}" for each in document["attributes"]]
    lines += ["", HISTORY.to(lang)]
    lines += [f"  {_event(event, lang)}" for event in document["history"]]
    if not document["history"]:
        lines.append(f"  {NEVER.to(lang)}")
    return "".join(f"{line}\n" for line in lines)


def _presence(document: Subject, lang: Language) -> str:
    since = document["since"]
    if document["exists"]:
        return _THERE_SINCE.to(lang).format(day=day(since, lang)) if since else ""
    return _GONE_SINCE.to(lang).format(day=day(since, lang)) if since else _GONE.to(lang)


def _attribute(attribute: Attribute, lang: Language) -> str:
    text = f"{attribute['heading'][lang]}: {value_text(attribute, attribute['aspect'], lang)}"
    if attribute["since"]:
        text += f", {say('since', lang, day=day(attribute['since'], lang))}"
    where = place_of(attribute["evidence"], lang) if attribute["evidence"] else ""
    text += f" ({_EVIDENCE.to(lang)}: {where})" if where else ""
    if attribute["contested"]:
        ids = ", ".join(uuid[:SHORT] for uuid in attribute["contested"])
        text += f" · {_CONTESTED.to(lang).format(ids=ids)}"
    return text


def _event(event: SubjectEvent, lang: Language) -> str:
    observed_on, file = event["observed_on"], event["file"]
    parts = [
        event["observation"][:SHORT],
        day(observed_on, lang) if observed_on else say("seen.from_the_beginning", lang),
        f"{event['heading'][lang]}: {value_text(event, event['aspect'], lang)}",
        place_of(event, lang),
        event["observer"] if event["observer"] != file else None,
    ]
    return (
        " · ".join(filter(None, parts)) + because(event["why"]) + decided(event["decisions"], lang)
    )


def value_text(said: Said, aspect: str, lang: Language) -> str:
    """Return a value as people write it."""
    value = said["value"]
    if said["shape"]:
        return _shape(said["shape"], lang)
    if said["label"]:
        return said["label"][lang]
    if value is None:
        return _EMPTIED.to(lang)
    if isinstance(value, str):
        return day(value, lang) if aspect.endswith(_DAY) else one_line(value)
    return number(value, lang, _decimals(value))


def _decimals(value: float) -> int:
    """Return how many decimals a number has, as few as say it."""
    return len(str(value).partition(".")[2].rstrip("0"))


def _shape(shape: Shape, lang: Language) -> str:
    if shape["longitude"] is not None and shape["latitude"] is not None:
        return f"{shape['longitude']:.6f}, {shape['latitude']:.6f}"
    if shape["length_m"] is not None:
        return _LENGTH.to(lang).format(number(shape["length_m"], lang, 1))
    if shape["area_km2"] is not None:
        return _AREA.to(lang).format(number(shape["area_km2"], lang, 2))
    return NOTHING
