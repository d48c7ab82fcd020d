"""Whether a text says, or may say, that a marker is damaged, displaced, destroyed or lost.

A text is walked through once, word by word, so that its length costs no more than its length.
What it surely does not say is left out: what is denied (``không nứt, vỡ``), what is of something
else (``cây đổ``), what only sounds so (``đổ bê tông``). All else is for a person to look at.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from mocgioi.domain import alarm_words as words
from mocgioi.domain.places import nfc
from mocgioi.patterns import regex
from mocgioi.records import NamedTuple
from mocgioi.typed import Literal

About = Literal["marker", "road", "anything"]
"""What a text is about that names nothing itself: as its column says."""

_TOKEN = regex(r"[^\W_]+(?:['’][a-z]+)?|[^\w\s]|\n")
_STOPS = frozenset(".!?;\n()[]{}|•")
_LISTS = frozenset(",/-–+&")
_SHORT = 200
"""Characters of a text that is remembered."""
_MOST_AT_ONCE = 32_768
"""Characters that are read at once: more than a cell of a spreadsheet holds."""
_LONGEST_WORD = 40
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WITHOUT_TONES = dict.fromkeys(map(ord, _TONES))


class _Symbol(NamedTuple):
    """A phrase of the text: its kind, the words it is of, and whether they may be others."""

    kind: str
    keys: tuple[str, ...]
    place: int = 0
    is_unsure: bool = False


_HITS = frozenset({"strong", "plain", "ground"})


@lru_cache(maxsize=8192)
def _key(token: str) -> str:
    """Return a word as it is compared: its tone last, so that ``hủy`` is ``huỷ``; a number #."""
    if token.isascii():
        return "#" if token.isdigit() else token
    decomposed = unicodedata.normalize("NFD", token)
    letters = decomposed.translate(_WITHOUT_TONES)
    if len(letters) == len(decomposed):
        return letters
    return letters + "".join([c for c in decomposed if c in _TONES])


@lru_cache(maxsize=8192)
def _bare(key: str) -> str:
    return "".join(c for c in key.replace("đ", "d") if not unicodedata.combining(c))


_TABLES = (
    ("text", words.HARMLESS),
    ("unseen", words.NOT_SEEN),
    ("strong", words.STRONG),
    ("plain", words.PLAIN),
    ("ground", words.GROUND),
    ("marker", words.MARKERS),
    ("other", words.OTHERS),
    ("negation", words.NEGATIONS),
    ("negation", words.SHORT_NEGATIONS),
    ("listing", words.LISTING),
    ("contrast", words.CONTRAST),
    ("cause", words.CAUSES),
    ("filler", words.FILLERS),
    ("filler", words.NOTHING_AMISS),
)


class _Phrases:
    """The phrases by their first word, as they are compared with a text.

    Attributes:
        unsure: words that may be others. telling: first words of what may be an alarm.
    """

    def __init__(self, *, is_bare: bool) -> None:
        negations = [*words.SHORT_NEGATIONS.split("|"), "khong"]
        self._is_bare = is_bare
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        self._longest_first: dict[str, Sequence[tuple[tuple[str, ...], str]]] = {}
        self.unsure = frozenset(words.UNSURE_BARE.split("|") if is_bare else ())
        self.telling = set()
        for kind, table in _TABLES:
            for phrase in table.split("|"):
                spelled = [phrase]
                if kind in ("unseen", "strong") and phrase.startswith("không "):
                    spelled += [f"{short} {phrase[len('không ') :]}" for short in negations]
                for spelling in spelled:
                    first = self._as_compared(spelling.partition(" ")[0])
                    self._by_first.setdefault(first, []).append((spelling, kind))
                    if kind in _HITS or kind == "unseen":
                        self.telling.add(first)

    def starting(self, first: str) -> Sequence[tuple[tuple[str, ...], str]]:
        """Return the phrases that start with a word, the longest first, each with its kind."""
        if first not in self._by_first:
            return ()
        if first not in self._longest_first:
            kinds: dict[tuple[str, ...], str] = {}
            for phrase, kind in self._by_first[first]:
                kinds.setdefault(tuple(map(self._as_compared, phrase.split(" "))), kind)
            self._longest_first[first] = sorted(kinds.items(), key=lambda item: -len(item[0]))
        return self._longest_first[first]

    def _as_compared(self, word: str) -> str:
        return _bare(_key(word)) if self._is_bare else _key(word)


@lru_cache(maxsize=2)
def _phrases(is_bare: bool) -> _Phrases:
    """Return the phrases as they are compared with a text that has diacritics, or has none."""
    return _Phrases(is_bare=is_bare)


def _keys(text: str, *, is_bare: bool) -> tuple[str, ...]:
    keys = [_key(token) for token in _TOKEN.findall(nfc(text).lower())]
    return tuple(_bare(key) for key in keys) if is_bare else tuple(keys)


def alarm_in(text: str, about: About = "anything") -> str | None:
    """Return the words by which a text says that a marker may have to be reported at once.

    Args:
        text: of a note or a cell, with or without diacritics, in Vietnamese or English.
        about: what it is about where it names nothing.

    >>> alarm_in("mốc nghiêng về phía ta"), alarm_in("moc bi do")
    ('nghiêng', 'do')
    >>> alarm_in("không bị nghiêng, đổ") or alarm_in("đang đổ bê tông đường lên mốc")
    >>> alarm_in("đường lên mốc bị sạt lở") or alarm_in("bình thường, không hư hỏng gì")
    """
    if len(text) <= _SHORT:
        return _alarm_again(text, about)
    parts = (text[start : start + _MOST_AT_ONCE] for start in range(0, len(text), _MOST_AT_ONCE))
    return next(filter(None, (_alarm(part, about) for part in parts)), None)


@lru_cache(maxsize=8192)
def _alarm_again(text: str, about: About) -> str | None:
    """Return the same as `_alarm`: what posts write comes again and again."""
    return _alarm(text, about)


def _alarm(text: str, about: About) -> str | None:
    tokens = _TOKEN.findall(nfc(text).lower())
    keys = [_key(token) if len(token) <= _LONGEST_WORD else "" for token in tokens]
    is_bare = all(key.isascii() for key in keys)
    phrases = _phrases(is_bare)
    if phrases.telling.isdisjoint(keys):
        return None
    symbols = _roads_joined(_symbols(keys, phrases))
    hit = _Reading(symbols, about).first()
    if hit is None:
        return None
    return " ".join(tokens[hit.place : hit.place + len(hit.keys)])


def _symbols(keys: Sequence[str], phrases: _Phrases) -> list[_Symbol]:
    symbols = []
    place = 0
    while place < len(keys):
        symbol = _symbol(keys, place, phrases)
        symbols.append(symbol)
        place += len(symbol.keys)
    return symbols


def _symbol(keys: Sequence[str], place: int, phrases: _Phrases) -> _Symbol:
    first = keys[place]
    for phrase, kind in phrases.starting(first):
        if tuple(keys[place : place + len(phrase)]) == phrase:
            is_unsure = kind in _HITS and len(phrase) == 1 and first in phrases.unsure
            return _Symbol(kind, phrase, place, is_unsure)
    kind = "text"
    if first in _STOPS:
        kind = "stop"
    elif first in _LISTS:
        kind = "comma"
    elif first in ":=":
        kind = "colon"
    return _Symbol(kind, (first,), place)


_WAYS = "đường|lối|cầu|road|roads|track|path|trail"
_OF_A_ROAD = f"{words.OF_A_ROAD}|{words.TO_A_MARKER}"


@lru_cache(maxsize=8)
def _words_of(table: str) -> frozenset[str]:
    """Return the words of a table of phrases, as they are compared with any text."""
    return frozenset(
        key
        for bare in (False, True)
        for phrase in table.split("|")
        for key in _keys(phrase, is_bare=bare)
    )


def _roads_joined(symbols: Sequence[_Symbol]) -> list[_Symbol]:
    """Make one symbol of a road and what it is called by: ``đường bê tông lên kiểm tra mốc 5``."""
    joined: list[_Symbol] = []
    in_road = leads = False
    for symbol in symbols:
        if symbol.kind == "other" and not _words_of(_WAYS).isdisjoint(symbol.keys):
            in_road, leads = True, False
        elif in_road:
            names_marker = symbol.kind == "marker"
            belongs = all(key in _words_of(_OF_A_ROAD) or key == "#" for key in symbol.keys)
            if (names_marker and leads) or (belongs and not names_marker):
                leads = leads or not _words_of(words.TO_A_MARKER).isdisjoint(symbol.keys)
                continue
            in_road = False
        joined.append(symbol)
    return joined


class _Reading:
    """A text being read: what is denied, and what is spoken of."""

    def __init__(self, symbols: Sequence[_Symbol], about: About) -> None:
        self._symbols = symbols
        self._about = about
        self._markers = _markers_by_clause(symbols)
        said = [s for s in symbols if s.kind not in ("filler", "stop") and s.keys != ("da",)]
        self._is_alone = len(said) == 1
        self._denies = False
        self._denied = 0
        self._subject: str = "marker" if about == "marker" else "other" if about == "road" else ""
        self._is_here = False

    def first(self) -> _Symbol | None:
        """Return the first phrase that is an alarm."""
        for place, symbol in enumerate(self._symbols):
            if symbol.kind in _HITS:
                if self._hit(place, symbol):
                    return symbol
            elif symbol.kind == "unseen":
                if self._unseen(place):
                    return symbol
            else:
                self._walk(place, symbol)
        return None

    def _walk(self, place: int, symbol: _Symbol) -> None:
        kind = symbol.kind
        if kind == "negation":
            self._denies, self._denied = True, 0
        elif kind in ("stop", "contrast"):
            self._denies, self._is_here = False, False
        elif kind == "comma":
            self._denies = self._denies and self._denied > 0 and self._lists_on(place)
            self._is_here = False
        elif kind == "listing":
            self._denies = self._denies and self._lists_on(place)
        elif kind == "marker":
            self._subject, self._is_here = "marker", True
        elif kind == "other":
            self._subject, self._is_here = "other", True
            self._denies = False
        elif kind == "cause":
            self._subject, self._is_here = "", False
            self._denies = False
        elif kind == "text":
            self._denies = False

    def _hit(self, place: int, symbol: _Symbol) -> bool:
        if self._denies or self._is_answered_no(place):
            self._denied += 1
            return False
        if symbol.is_unsure and not self._is_sure(place):
            return False
        following = self._kind(place + 1)
        if symbol.kind == "ground":
            is_of_marker = self._subject == "marker" and following != "other"
            return self._markers[place] or is_of_marker
        if self._about == "road" and not self._markers[place]:
            return False
        if following == "other" and not self._markers[place]:
            return False
        if self._subject != "other" or self._markers[place]:
            return True
        return symbol.kind == "strong" and not self._is_here

    def _unseen(self, place: int) -> bool:
        """Say whether what is not seen is the marker; of damage it is a denial."""
        says_nothing = False
        at = place + 1
        while self._kind(at) == "filler" or self._word(at) in _nothing_amiss():
            says_nothing = says_nothing or self._word(at) in _nothing_amiss()
            at += 1
        following = self._kind(at)
        if following in _HITS:
            self._denies, self._denied = True, 0
            return False
        if following == "marker":
            return True
        if says_nothing or following == "other":
            return False
        if self._about == "road":
            return self._markers[place]
        return self._subject != "other" or self._markers[place]

    def _lists_on(self, place: int) -> bool:
        """Say whether what follows a comma is one more thing that is denied, and nothing else."""
        at = place + 1 + (self._kind(place + 1) == "listing")
        if self._kind(at) not in (*_HITS, "negation"):
            return False
        while self._kind(at) in (*_HITS, "negation", "filler", "marker"):
            at += 1
        return self._kind(at) in ("", "comma", "listing", "stop", "contrast")

    def _is_answered_no(self, place: int) -> bool:
        """Say whether a question is answered: ``hư hỏng: không``."""
        return (
            self._kind(place + 1) == "colon"
            and self._kind(place + 2) == "negation"
            and self._kind(place + 3) in ("", "stop", "comma")
        )

    def _is_sure(self, place: int) -> bool:
        """Say whether a word without diacritics stands where it can only be the alarming one."""
        if self._kind(place - 1) in (*_HITS, "marker") or self._word(place - 1) == "bi":
            return True
        if self._kind(place + 1) in (*_HITS, "marker"):
            return True
        return self._is_alone or self._about == "marker"

    def _kind(self, place: int) -> str:
        return self._symbols[place].kind if 0 <= place < len(self._symbols) else ""

    def _word(self, place: int) -> str:
        return " ".join(self._symbols[place].keys) if 0 <= place < len(self._symbols) else ""


@lru_cache(maxsize=1)
def _nothing_amiss() -> frozenset[str]:
    return frozenset(
        " ".join(_keys(phrase, is_bare=bare))
        for phrase in words.NOTHING_AMISS.split("|")
        for bare in (False, True)
    )


def _markers_by_clause(symbols: Sequence[_Symbol]) -> list[bool]:
    """Return of each symbol whether its clause speaks of a marker."""
    spoken: list[bool] = []
    start = 0
    for end in range(len(symbols) + 1):
        if end == len(symbols) or symbols[end].kind in ("stop", "comma", "contrast"):
            has_marker = any(symbol.kind == "marker" for symbol in symbols[start:end])
            spoken += [has_marker] * (min(end + 1, len(symbols)) - start)
            start = end + 1
    return spoken
