"""Questions that a file leaves open, and the answers: what the command line's options say.

A `Question` is put from what was really found in one file (`mocgioi.tracker.questions`); each of
its choices says what it would mean for the rows of this very file. What is chosen is kept as
`Answers`, plain enough for JSON, and handed to `Surveys.apply` or `Register.import_file` as
keyword arguments: ``--crs --layer --sheet --column --word --dates`` and the thresholds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from mocgioi.domain.days import day_first
from mocgioi.errors import Language, Text, UsageError
from mocgioi.words.of_options import CALLED

if TYPE_CHECKING:
    from mocgioi.intake.survey.policy import Policy

Option = Literal["column", "word", "dates", "crs", "sheet", "layer", "policy"]
"""Which option of the command line an answer is."""

Weight = Literal["must", "should", "may"]
"""What waits for an answer: the file or some of its rows; something of it; nothing."""

Delta = Mapping[str, Any]
"""What one choice says, as `Answers.of` reads it; what is None or empty takes an answer back."""

Point = tuple[float, float]
"""Longitude and latitude in EPSG:4326, degrees."""

MOST_SAID = 2_000
"""Answers of one kind about one file, and characters of each: more is no person's answer."""

SAY = "say"
"""How the names of a form's fields begin that each hold what one choice says, as JSON."""

THRESHOLD = "policy."
"""How the names of a form's fields begin that each hold one threshold."""


class Choice(NamedTuple):
    """One answer that may be chosen.

    Attributes:
        label: what it is, in few words.
        says: what it adds to the answers.
        means: what it would mean for the rows of this file; None: nothing can be said.
        points: where some of the positions would lie; empty where it is about none.
    """

    label: Text
    says: Delta
    means: Text | None = None
    points: tuple[Point, ...] = ()

    @property
    def value(self) -> str:
        """What it says, as the field of a form holds it."""
        return json.dumps(self.says, ensure_ascii=False, sort_keys=True)


class Entry(NamedTuple):
    """A figure or a day to be written, where nothing can be chosen.

    Attributes:
        name: of the form's field. kind: ``number`` (metres) or ``date``.
        value: what holds now. label: what it is.
    """

    name: str
    kind: Literal["number", "date"]
    value: str
    label: Text


class Question(NamedTuple):
    """Something that a file leaves open.

    Attributes:
        id: the same for the same question of the same file.
        option: what an answer is. weight: what waits for it.
        text: the question. why: what was found, where the question does not say it.
        choices: what may be answered; empty where `entries` are written.
        rows: how many rows of the file it is about; 0: it is about the file.
        examples: some of the cells it is about.
        chosen: place of the choice that the answers so far have made; None: none.
        entries: what may be written.
        border: of a question of where positions lie: the border line, piece by piece, drawn
            coarsely.
    """

    id: str
    option: Option
    weight: Weight
    text: Text
    choices: tuple[Choice, ...] = ()
    why: Text | None = None
    rows: int = 0
    examples: tuple[str, ...] = ()
    chosen: int | None = None
    entries: tuple[Entry, ...] = ()
    border: tuple[tuple[Point, ...], ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something waits for its answer."""
        return self.weight != "may" and self.chosen is None

    def answered(self, answers: Answers) -> Question:
        """Return it with the choice that answers have made, the one that says most."""
        made = [place for place, choice in enumerate(self.choices) if answers.has(choice.says)]
        most = max(made, key=lambda place: len(self.choices[place].value), default=None)
        return self._replace(chosen=most)


@dataclass(frozen=True)
class Answers:
    """What a person says of one file.

    Attributes:
        crs, layer, sheet, dates: as the options of the same name.
        columns: heading in the file by field.
        words: code by ``ASPECT:WORDS``.
        policy: the thresholds that are not the house's own, by their names in `Policy`.
        on: the day from which a register's file holds.
        left: ids of the questions that a person has left as they are.
    """

    crs: str | None = None
    layer: str | None = None
    sheet: str | None = None
    dates: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    policy: Mapping[str, str] = field(default_factory=dict)
    on: str | None = None
    left: tuple[str, ...] = ()

    @classmethod
    def of(cls, noted: Delta | None) -> Answers:
        """Return answers as they were noted (`noted`); what is none of them is left out."""
        return cls().joined(noted or {})

    def noted(self) -> dict[str, Any]:
        """Return them as JSON keeps them: only what was said."""
        said = {
            "crs": self.crs,
            "layer": self.layer,
            "sheet": self.sheet,
            "dates": self.dates,
            "columns": dict(self.columns),
            "words": dict(self.words),
            "policy": dict(self.policy),
            "on": self.on,
            "left": list(self.left),
        }
        return {name: value for name, value in said.items() if value}

    def joined(self, delta: Delta) -> Answers:
        """Return them with what a choice says: it wins over what was said before.

        A heading that is now said to be another field's is that field's alone.
        """
        single = {
            name: _text(delta[name])
            for name in ("crs", "layer", "sheet", "dates", "on")
            if name in delta
        }
        headings = set(_pairs(delta.get("columns")).values())
        before = {f: h for f, h in self.columns.items() if h not in headings}
        left = delta.get("left")
        ids = [id for id in left if isinstance(id, str)] if isinstance(left, list | tuple) else []
        return replace(
            self,
            **single,
            columns=_merged(before, delta.get("columns")),
            words=_merged(self.words, delta.get("words")),
            policy=_merged(self.policy, delta.get("policy")),
            left=tuple(dict.fromkeys([*self.left, *ids]))[:MOST_SAID],
        )

    def with_form(self, form: Mapping[str, str]) -> Answers:
        """Return them with what a form of questions says: its fields of `SAY` and `THRESHOLD`.

        Raises:
            UsageError: a threshold or a day is none.
        """
        answers = self
        for name, value in form.items():
            if name.startswith(SAY) and value:
                answers = answers.joined(_read(value))
            elif name.startswith(THRESHOLD):
                answers = answers.joined({"policy": {name.removeprefix(THRESHOLD): value}})
            elif name == "on":
                answers = answers.joined({"on": value})
        answers.threshold_policy()
        return answers

    def has(self, delta: Delta) -> bool:
        """Say whether all that a choice says was said."""
        return self.joined(delta).noted() == self.noted()

    def threshold_policy(self) -> Policy | None:
        """Return the thresholds and the order of days; None where nothing is said of them.

        Raises:
            UsageError: they do not go together, or a day is none.
        """
        return policy_of({**self.policy, "dates": self.dates})

    def for_survey(self) -> dict[str, Any]:
        """Return the keyword arguments of `Surveys.check` and `Surveys.apply`.

        Raises:
            UsageError: the thresholds do not go together.
        """
        words = {tuple(key.split(":", 1)): code for key, code in self.words.items()}
        return {**self._reading(), "words": words, "policy": self.threshold_policy()}

    def for_register(self) -> dict[str, Any]:
        """Return the keyword arguments of `Register.check` and `Register.import_file`."""
        return {**self._reading(), "on": self.on}

    def _reading(self) -> dict[str, Any]:
        return {
            "crs": self.crs,
            "layer": self.layer,
            "sheet": self.sheet,
            "columns": dict(self.columns),
        }


def leaving(id: str, **taken_back: Any) -> dict[str, Any]:
    """Return what a choice says that leaves a question as it is.

    Args:
        id: the question's. taken_back: what another choice of it may have said, with nothing.
    """
    return {"left": [id], **taken_back}


def without_options(text: Text) -> Text:
    """Return what is told where nobody types options of the command line.

    A sentence that only says which option to type goes; the first, which says what was found,
    names options as people call them.

    >>> without_options(Text("Thiếu cột. Nếu có: --column number=…", "")).vi
    'Thiếu cột.'
    >>> without_options(Text("", "Read by --crs EPSG:9215. Say so: --crs EPSG:4756")).en
    'Read by coordinate system EPSG:9215.'
    """
    return Text(*(_without_options(text.to(lang), lang) for lang in get_args(Language)))


def _without_options(words: str, lang: Language) -> str:
    first, *others = _SENTENCE.split(words)
    kept = _OPTION.sub(lambda option: _called(option[1], lang), first)
    return " ".join([kept, *(part for part in others if _OPTION.search(part) is None)])


def _called(option: str, lang: Language) -> str:
    return CALLED[option].to(lang) if option in CALLED else option.replace("-", " ")


_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_OPTION = re.compile(r"(?<![\w-])--([a-z][a-z-]*)(?:\s+(?:«…»|“…”))?")


def policy_of(given: Mapping[str, Any]) -> Policy | None:
    """Return the thresholds that are given, by their names in `Policy`; None where none is.

    Args:
        given: figures as numbers or as people write them; what is None was not given.

    Raises:
        UsageError: no such threshold, they do not go together, or a day is none.
    """
    from mocgioi.intake.survey.policy import DISTANCES, DateOrder, Policy
    from mocgioi.tracker.moments import as_day, today

    said = {name: value for name, value in given.items() if value is not None}
    if not said:
        return None
    if said.keys() - {threshold.name for threshold in fields(Policy)}:
        raise _no_such(", ".join(said))
    if said.get("dates", "ask") not in get_args(DateOrder):
        raise _no_such(str(said["dates"]))
    for name in said:
        if name in DISTANCES:
            said[name] = _metres(said[name])
    if "earliest_day" in said:
        said["earliest_day"] = day = as_day(said["earliest_day"])
        if day > today():
            raise UsageError(
                f"--earliest {day_first(day)} chưa tới: mọi dòng sẽ bị loại.",
                f"--earliest {day} has not come yet: every row would be rejected.",
            )
    return Policy(**said)


def _no_such(given: str) -> UsageError:
    return UsageError(f"Không có ngưỡng «{given}».", f"There is no threshold “{given}”.")


def _metres(given: float | str) -> float:
    try:
        return float(str(given).replace(",", "."))
    except ValueError:
        raise UsageError(
            f"«{given}» không phải số mét.", f"“{given}” is no number of metres."
        ) from None


def _read(value: str) -> Delta:
    """Return what the field of a form says; nothing where it is not what we wrote there."""
    try:
        said = json.loads(value)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _text(value: object) -> str | None:
    return value[:MOST_SAID] if isinstance(value, str) and value.strip() else None


def _pairs(said: object) -> dict[str, str]:
    if not isinstance(said, Mapping):
        return {}
    return {k: t for k, value in said.items() if isinstance(k, str) and (t := _text(value))}


def _merged(before: Mapping[str, str], said: object) -> dict[str, str]:
    """Return pairs with those said now; one that is said to be nothing is taken back."""
    taken_back = {key for key in said if not said[key]} if isinstance(said, Mapping) else set()
    merged = {**before, **_pairs(said)}
    return {key: merged[key] for key in list(merged)[:MOST_SAID] if key not in taken_back}
