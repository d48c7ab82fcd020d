"""How road and marker are, as a row of a survey says it: in a column, by a tick, in a title.

Nothing is guessed: words that are not understood, or that allow two readings, are asked
about, and what was read from somebody's own words is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from mocgioi.domain import periods, phrases, titles, vocabulary
from mocgioi.domain.aspects import ASPECTS, SURVEYED
from mocgioi.domain.phone_form import SHOWN
from mocgioi.domain.phrases import SAME, Phrase
from mocgioi.domain.places import fold
from mocgioi.errors import Text
from mocgioi.intake.rows.row import MAX_SHOWN, Row, labels, unknown_code
from mocgioi.intake.survey.meanwhile import shown_code
from mocgioi.intake.survey.written import Periods, Written, dated, place_of
from mocgioi.records import NamedTuple
from mocgioi.sources.column_findings import column_option
from mocgioi.sources.raw import is_blank
from mocgioi.words.findings import joined

Stood = Callable[[str, str], Mapping[str, str]]
"""Gives, of a marker and a day, the value by aspect that counted before that day."""

_EITHER = ("road_status", "marker_condition")
"""What a column headed only *Tình trạng* may speak of."""


class Read(NamedTuple):
    """A state that a row says: its code, the words it was read from, their heading and field."""

    code: str
    text: str
    heading: str
    field: str | None


class States:
    """Reads the states of one file's rows.

    Args:
        meanings: code by (aspect, folded words), as a person has said.
        stood: see `Stood`.
        today: today's ISO day; what is of a later one nobody saw.
        is_waypoints: the file is one of waypoints, whose notes may spell a road's status.

    Attributes:
        understood: what was read by `meanings`: the words as they stand, by the same key.
        is_of_words: what was read last followed from its words alone: neither the marker nor
            the day had a part in it.
    """

    def __init__(
        self,
        meanings: Mapping[tuple[str, str], str],
        stood: Stood,
        *,
        today: str,
        is_waypoints: bool,
    ) -> None:
        self._meanings = meanings
        self.understood: dict[tuple[str, str], str] = {}
        self.is_of_words = True
        self._stood = stood
        self._today = today
        self._is_waypoints = is_waypoints
        self._earlier: dict[str, str] = {}
        self._columns = Periods(today)
        self._told: set[tuple[str, str]] = set()
        self._legend: Mapping[str, str] = {}
        self._title: tuple[str, Mapping[str, str]] | None = None

    def begin(self, legend: Mapping[str, str], title: tuple[str, Mapping[str, str]] | None) -> None:
        """Turn to a table: what its marks stand for, and what its title says of all its rows."""
        self._legend = legend
        self._title = title

    def read(
        self, row: Row, number: str | None, day: str | None
    ) -> dict[str | None, dict[str, Read]]:
        """Return what a row says of each aspect, by the day it was so, the earliest first.

        The row's own `day` is always among them; what its columns of one day say, which is not
        still to come, is of these days. What cannot be understood rejects the row and is told
        with what is allowed.
        """
        columns = (c for listed in row.columns.periods.values() for c in listed)
        days = {column.day for column in columns if column.day and column.day <= self._today}
        self._earlier = {}
        self.is_of_words = True
        read: dict[str | None, dict[str, Read]] = {}
        if day is None:
            read[None] = self._at(row, number, None, is_own=True)
        for at in sorted(days | ({day} if day else set())):
            read[at] = self._at(row, number, at, is_own=at == day)
            self._earlier |= {aspect: state.code for aspect, state in read[at].items()}
        return read

    def _at(
        self, row: Row, number: str | None, day: str | None, *, is_own: bool
    ) -> dict[str, Read]:
        """Return what a row says of a day: all of it, where that is its own."""
        said: dict[str, tuple[str, Written]] = {}
        for aspect in SURVEYED:
            words = self._words(row, aspect, day) if is_own else dated(row, aspect, day)
            for written in words:
                self._understand(row, aspect, written, number, day, said)
        if is_own:
            self._either(row, number, day, said)
        return {aspect: Read(code, *written[:3]) for aspect, (code, written) in said.items()}

    def _understand(
        self,
        row: Row,
        aspect: str,
        written: Written,
        number: str | None,
        day: str | None,
        said: dict[str, tuple[str, Written]],
    ) -> None:
        years = periods.years_in(written.text)
        self.is_of_words = self.is_of_words and not years
        later = [year for year in years if day and year > int(day[:4])]
        if later:
            row.report(
                "state-later",
                **place_of(written),
                written=written.text[:MAX_SHOWN],
                year=later[0],
            )
            return
        phrase = written.phrase or self._phrase(aspect, written.text)
        if phrase is None or not phrase.values:
            phrase = self._settled(phrase, aspect, number, day)
            if phrase is None:
                self._ask(row, aspect, written, self._phrase(aspect, written.text))
                return
        for about, code in phrase.values.items():
            if code == SAME:
                if about in SHOWN and SHOWN[about] in row.columns:
                    stands = shown_code(row, about)
                else:
                    stands = self._stands(about, number, day)
                if stands is None:
                    if day is not None:
                        self._nothing_stands(row, about, written)
                    continue
                code = stands
            self._put(row, about, code, written, said)
        is_taken = any(about in said for about in phrase.values)
        is_told = phrase.in_own_words or (self._is_waypoints and not _is_label(aspect, written))
        if is_told and is_taken and not row.codes:
            self._tell(row, aspect, written, said)

    def _nothing_stands(self, row: Row, aspect: str, written: Written) -> None:
        """Tell that *as before* confirms nothing; only a road's condition may be unknown so far."""
        shown, key = written.text[:MAX_SHOWN], (f"no {aspect}", fold(written.text))
        if aspect != "road_condition":
            row.report("state-same", "asked", **place_of(written), written=shown)
        elif key not in self._told:
            self._told.add(key)
            label = ASPECTS[aspect].label
            place = place_of(written)
            row.report("state-same", "nothing", **place, written=shown, aspect=label)

    def _put(
        self,
        row: Row,
        aspect: str,
        code: str,
        written: Written,
        said: dict[str, tuple[str, Written]],
    ) -> None:
        before = said.get(aspect)
        if before is None or (aspect == "road_condition" and written.field == aspect):
            said[aspect] = (code, written)
        elif before[0] != code and aspect != "road_condition":
            row.report(
                "state-twice",
                **place_of(written),
                first=before[1].heading,
                second=written.heading,
            )

    def _words(self, row: Row, aspect: str, day: str | None) -> list[Written]:
        """Return all that a row says of an aspect on its own day: columns, ticks, titles."""
        found = self._columns.of_own_day(row, aspect, day)
        ticked = self._ticked(row, aspect)
        if ticked is not None:
            found.append(ticked)
        if aspect == "road_status" and not found and _spelled_note(row, self._is_waypoints):
            found.append(Written(row.text("note") or "", row.heading("note"), "note"))
        for heading, said in self._titles(row):
            if aspect in said and (not found or aspect != "road_condition"):
                found.append(Written(heading, heading, None, Phrase({aspect: said[aspect]})))
                break
        return found

    def _titles(self, row: Row) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Yield what titles say of a row, the nearest first: its heading, its block, its table."""
        yield row.heading("number"), row.columns.implied
        yield from titles.over_block(row.raw.section, self._title)

    def _ticked(self, row: Row, aspect: str) -> Written | None:
        """Return what the tick of a row says; more than one, or no plain tick, is asked about."""
        columns = row.columns.ticks.get(aspect, ())
        texts = {place: row.text_at(place) for place, _ in columns}
        if "1" in texts.values():  # then 0 is the other of two figures, whatever stands over it
            texts = {place: text for place, text in texts.items() if text != "0"}
        marked = [
            (place, code)
            for place, code in columns
            if (text := texts.get(place))
            and (not _is_no(text) or code == "none" or titles.code_of_heading(aspect, text) == code)
        ]
        if not marked:
            return None
        headings = [row.columns.header[place] for place, _ in marked]
        if len(marked) > 1:
            row.report(
                "tick-several", column=headings[0], listed=", ".join(f"«{h}»" for h in headings)
            )
            return None
        place, code = marked[0]
        text = row.text_at(place) or ""
        own = fold(headings[0].rpartition(" / ")[2]) == fold(text)
        is_so = phrases.is_mark(text) or text == "1" or own
        is_so = is_so or (not _is_no(text) and titles.code_of_heading(aspect, text) == code)
        if (
            code is None
            or not is_so
            or periods.years_in(text)
            or text.strip().lower() in self._legend
        ):
            row.report(
                "tick-unclear",
                column=headings[0],
                value=text[:MAX_SHOWN],
                heading=headings[0],
                written=text[:MAX_SHOWN],
                allowed=labels(aspect),
            )
            return None
        ticked = Phrase({aspect: code}, in_own_words=False)
        return Written(headings[0].rpartition(" / ")[2], headings[0], None, ticked)

    def _either(
        self, row: Row, number: str | None, day: str | None, said: dict[str, tuple[str, Written]]
    ) -> None:
        """Read a column headed only *Tình trạng*: the words show of which of two it speaks."""
        text = row.text("state")
        if text is None:
            return
        written = Written(text, row.heading("state"), "state")
        phrased = {a: p for a in _EITHER if (p := self._phrase(a, text)) is not None}
        if not phrases.names_road(text) and ("road_status", fold(text)) not in self._meanings:
            phrased.pop("road_status", None)
            is_of_marker_alone = (
                "marker_condition" in phrased and phrases.read("road_status", text) is None
            )
            if not is_of_marker_alone:
                phrased.pop("marker_condition", None)
        is_of_roads_too = vocabulary.code_of("road_condition", text) is not None
        if len(phrased) == 1 and not (is_of_roads_too and "road_status" not in phrased):
            aspect, phrase = next(iter(phrased.items()))
            self._understand(row, aspect, written._replace(phrase=phrase), number, day, said)
            return
        row.report(
            "state-either",
            "both" if phrased else "neither",
            field="state",
            written=text[:MAX_SHOWN],
            heading=written.heading,
        )

    def _phrase(self, aspect: str, text: str) -> Phrase | None:
        meant = self._meanings.get((aspect, fold(text)))
        stands_for = self._legend.get(text.strip().lower())
        if meant is None and stands_for is not None:
            meaning = phrases.read(aspect, stands_for)
            return meaning._replace(in_own_words=True) if meaning else None
        if meant is None:
            return phrases.read(aspect, text)
        self.understood.setdefault((aspect, fold(text)), text.strip()[:MAX_SHOWN])
        return Phrase({aspect: meant})

    def _settled(
        self, phrase: Phrase | None, aspect: str, number: str | None, day: str | None
    ) -> Phrase | None:
        """Return the one reading that is left where the standing value is the other one, too."""
        if phrase is None or SAME not in phrase.readings:
            return None
        stands = self._stands(aspect, number, day)
        left = {stands if code == SAME else code for code in phrase.readings}
        return Phrase({aspect: stands}) if stands is not None and left == {stands} else None

    def _stands(self, aspect: str, number: str | None, day: str | None) -> str | None:
        """Return the value of a marker that stood before a day, whatever came later; or None."""
        self.is_of_words = False
        if number is None or day is None:
            return None
        return self._earlier.get(aspect) or self._stood(number, day).get(aspect)

    def _ask(self, row: Row, aspect: str, written: Written, phrase: Phrase | None) -> None:
        """Reject a row whose words are not understood, or say two things."""
        shown = written.text[:MAX_SHOWN]
        if phrase is None:
            row.report(
                unknown_code(written.field or aspect, aspect),
                "asked",
                **place_of(written),
                written=shown,
                allowed=labels(aspect),
                option=word_option(aspect, shown),
            )
            return
        row.report(
            "state-ambiguous",
            **place_of(written),
            written=shown,
            readings=joined((_label(aspect, code) for code in phrase.readings), " / "),
            option=word_option(aspect, shown),
        )

    def _tell(
        self, row: Row, aspect: str, written: Written, said: Mapping[str, tuple[str, Written]]
    ) -> None:
        """Tell, once for each wording, how somebody's own words were read."""
        key = (f"{aspect} {said[aspect][0] if aspect in said else ''}", fold(written.text))
        if key in self._told:
            return
        self._told.add(key)
        labels_read = [_label(a, code) for a, (code, w) in said.items() if w == written]
        if not labels_read:
            return
        read_as = joined(labels_read, "; ")
        row.report(
            "state-read",
            **place_of(written),
            written=written.text[:MAX_SHOWN],
            read_as=read_as,
        )


def says_state_by_itself(row: Row, *, is_waypoints: bool) -> bool:
    """Say whether a row says a state without a column for one: in its note or its title."""
    titled = titles.of_section(row.raw.section or "") is not None
    return titled or _spelled_note(row, is_waypoints)


def _spelled_note(row: Row, is_waypoints: bool) -> bool:
    """Say whether the note of a waypoint spells the state of a road.

    Some GPS apps offer nothing but a description; in a table a note is never a state.
    """
    note = row.text("note") if is_waypoints else None
    if note is None or any(aspect in row.columns for aspect in SURVEYED):
        return False
    if phrases.may_be_of_visit(note):
        return False
    phrase = phrases.read("road_status", note)
    return phrase is not None and bool(phrase.values) and SAME not in phrase.values.values()


def _is_label(aspect: str, written: Written) -> bool:
    """Say whether words are a code's own label, which needs no telling."""
    terms = vocabulary.CODE_LISTS[aspect].values()
    return fold(written.text) in {fold(words) for term in terms for words in term.label}


def _label(aspect: str, code: str) -> Text:
    if code == SAME:
        return Text("giữ như số liệu trước", "as known before")
    return vocabulary.CODE_LISTS[aspect][code].label


def word_option(aspect: str, words: str) -> str:
    """Return what to type to say once what words mean, quoted for a shell.

    >>> print(word_option("road_status", "có đường đất"))
    --word road_status:"có đường đất"=…
    """
    return column_option(aspect, words).replace(f"--column {aspect}=", f"--word {aspect}:") + "=…"


def _is_no(text: str) -> bool:
    """Say whether a cell under a tick's heading says that it is not so."""
    return is_blank(text) or fold(text) in ("", "khong", "ko", "k", "no", "0", "false")
