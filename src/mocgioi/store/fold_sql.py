"""The fold of `mocgioi.domain.observation` as SQL, for triggers: a file that QGIS edits has
none of our functions.

It gives what `fold_markers` gives for today, no more: the value of each aspect, the day since
which it has it, the last day that says so, and how many days of it are contested. A property
test holds the two together; the traits of an aspect are read from its declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mocgioi.domain.aspects import ASPECTS, Aspect
from mocgioi.domain.decision import DISPUTED, EXCLUDED, last_verdict_sql, stands_sql
from mocgioi.domain.vocabulary import CODE_LISTS
from mocgioi.errors import Text
from mocgioi.store.dialect import OF_A_FILE, Dialect

_LAST_DECISION = (
    "(SELECT last.uuid FROM decisions AS last WHERE last.observation_uuid = o.uuid"
    " AND NOT EXISTS (SELECT 1 FROM decisions AS later WHERE later.observation_uuid = o.uuid"
    " AND instr(later.answers, last.uuid) > 0)"
    " ORDER BY last.recorded_at DESC, last.uuid DESC LIMIT 1)"
)


def numbers_sql(number: str) -> str:
    """Return the SELECT of every number that a marker has or had.

    Args:
        number: SQL of the one it has now.
    """
    stands = stands_sql("n.uuid")
    return (
        f"SELECT {number} UNION SELECT n.subject FROM observations AS n"
        f" WHERE n.aspect = 'number' AND n.value = {number} AND {stands}"
        " UNION SELECT m.value FROM observations AS n JOIN observations AS m"
        " ON m.aspect = 'number' AND m.subject = n.subject"
        f" WHERE n.aspect = 'number' AND n.value = {number} AND {stands}"
    )


def states_sql(subject: str, dialect: Dialect = OF_A_FILE) -> str:
    """Return the common table expressions, from WITH on, that fold all aspects of one marker.

    The last is ``states`` (aspect, value, since, seen, contested): `since` and `seen` are
    ISO days, or NULL: from the beginning.

    Args:
        subject: SQL of the marker's number. dialect: in which it is written.
    """
    free = [a for a in ASPECTS.values() if a.during is None]
    bound = [a for a in ASPECTS.values() if a.during is not None]
    parts = [_standing(numbers_sql(subject)), *_folded("free", free, dialect)]
    for aspect in bound:
        parts += _folded(aspect.code, [aspect], dialect)
    union = " UNION ALL ".join(
        f"SELECT * FROM {name}_states" for name in ("free", *(a.code for a in bound))
    )
    return f"WITH RECURSIVE {', '.join(parts)}, states AS ({union})"


def item_states_sql(subject: str, aspects: Iterable[str], dialect: Dialect = OF_A_FILE) -> str:
    """Return the same of one thing of a register, of which no aspect has traits of its own.

    Args:
        subject: SQL of its identity. aspects: of its kind. dialect: in which it is written.
    """
    named = Text("", "")
    listed = [Aspect(code, named, named, contest="sources") for code in aspects]
    parts = [_standing(f"SELECT {subject}"), *_folded("free", listed, dialect)]
    return f"WITH RECURSIVE {', '.join(parts)}, states AS (SELECT * FROM free_states)"


def _standing(subjects: str) -> str:
    """Return what counts of a marker: not excluded by the last decision about it.

    Args:
        subjects: the SELECT of what events call it.
    """
    excluded = ", ".join(f"'{verdict}'" for verdict in sorted(EXCLUDED))
    return (
        "said AS (SELECT o.aspect, o.value, coalesce(o.observed_on, '') AS day,"
        " o.recorded_at AS at, o.uuid, coalesce(nullif(o.observer, ''), o.uuid) AS source,"
        f" coalesce({last_verdict_sql('o.uuid')}, '') AS verdict, d.uuid AS decision,"
        " d.recorded_at || ' ' || d.uuid AS decided, coalesce(d.answers, '') AS answers"
        f" FROM observations AS o LEFT JOIN decisions AS d ON d.uuid = {_LAST_DECISION}"
        f" WHERE o.subject IN ({subjects})),"
        f" marked AS (SELECT *, verdict = 'keep' AS kept, verdict = '{DISPUTED}' AS disputed"
        f" FROM said WHERE verdict NOT IN ({excluded})),"
        " standing AS (SELECT *, row_number() OVER (PARTITION BY aspect, day, source, disputed"
        " ORDER BY at DESC, uuid DESC) AS from_last, kept AND NOT EXISTS (SELECT 1 FROM marked"
        " AS k WHERE k.kept AND k.aspect = m.aspect AND k.day = m.day"
        " AND instr(k.answers, m.decision) > 0) AS kept_last FROM marked AS m)"
    )


def _folded(name: str, aspects: Iterable[Aspect], dialect: Dialect) -> list[str]:
    """Return the tables that fold some aspects, each a step of `_fold_standing`."""
    listed = list(aspects)
    return [
        f"{name}_days AS ({_days(listed, dialect)})",
        f"{name}_steps AS ({_steps(name, listed, dialect)})",
        f"{name}_states AS (SELECT s.aspect, s.value, nullif(s.since, '') AS since,"
        f" nullif(s.seen, '') AS seen, s.contested FROM {name}_steps AS s"
        f" JOIN (SELECT aspect, max(place) AS place FROM {name}_days GROUP BY aspect) AS last"
        " ON last.aspect = s.aspect AND last.place = s.place)",
    ]


def _days(aspects: list[Aspect], dialect: Dialect) -> str:
    """Return the days of some aspects: what each says without regard to those before it.

    `firm`: its value counts (1) or does not (0), whatever stands; NULL: as what stands lets it.
    `waits`: how many disagreements the day has by itself; one that stands against it is another.
    """
    number, truth, false = dialect.number, dialect.truth, dialect.false
    contest = _of_each(aspects, "aspect", lambda aspect: f"'{aspect.contest}'")
    codes = [(a.code, list(CODE_LISTS[a.code])) for a in aspects if a.contest == "worst"]
    badness = " ".join(
        f"WHEN aspect = '{aspect}' AND value = '{code}' THEN {place}"
        for aspect, values in codes
        for place, code in enumerate(values)
    )
    worst_first = f"CASE {badness} ELSE -1 END DESC" if badness else "0"
    order = (
        f"CASE {contest} WHEN 'never' THEN at END DESC, CASE {contest} WHEN 'never' THEN uuid"
        f" END DESC, {worst_first}, kept_last DESC, decided DESC, at, uuid"
    )
    of_run = " OR ".join(
        f"(aspect = '{a.code}' AND day >= (SELECT coalesce(since, '') FROM free_states"
        f" WHERE aspect = '{a.during.aspect}' AND value = '{a.during.value}'))"
        for a in aspects
        if a.during is not None
    )
    listed = ", ".join(f"'{aspect.code}'" for aspect in aspects)
    chosen = (
        f"SELECT aspect, day, value, kept, disputed, {contest} AS contest,"
        " CASE WHEN NOT disputed THEN value END AS said,"
        " CASE WHEN kept_last THEN value END AS ruled,"
        " CASE WHEN NOT disputed THEN first_value(value) OVER whole END AS chosen"
        f" FROM standing WHERE aspect IN ({listed})"
        f" AND ({contest} <> 'sources' OR from_last = 1 OR kept OR disputed)"
        f"{f' AND ({of_run})' * bool(of_run)}"
        f" WINDOW whole AS (PARTITION BY aspect, day, disputed ORDER BY {order})"
    )
    summed = (
        f"SELECT aspect, day, {dialect.any_of('contest')} IN ('never', 'worst') AS mild,"
        f" max(chosen) AS chosen, {_agreed(aspects, dialect)} AS agreed,"
        f" max({number('kept')}) AS kept, max({number('disputed')}) AS disputed,"
        " min(said) <> max(said) AS differs,"
        f" coalesce(min(ruled) <> max(ruled), {false}) AS split,"
        f" coalesce(max({number('NOT kept AND value <> chosen')}), 0) AS remains"
        f" FROM ({chosen}) GROUP BY aspect, day"
    )
    return (
        "SELECT aspect, day, coalesce(agreed, chosen) AS chosen,"
        f" {dialect.integer('row_number() OVER (PARTITION BY aspect ORDER BY day)')} AS place,"
        f" CASE WHEN chosen IS NULL THEN 0 WHEN mild THEN 1 WHEN {truth('kept')} THEN"
        f" {number('NOT split')} WHEN {truth('disputed')} OR differs AND agreed IS NULL THEN 0"
        f" END AS firm, CASE WHEN {truth('disputed')} THEN 1 WHEN mild THEN 0"
        f" WHEN {truth('kept')} THEN {number('split OR ' + truth('remains'))}"
        f" ELSE {number('differs')} END AS waits FROM ({summed})"
    )


def _agreed(aspects: list[Aspect], dialect: Dialect) -> str:
    """Return the SQL of the weaker of two values on which an undecided day agrees, else NULL."""
    cases = " ".join(
        f"WHEN aspect = '{a.code}' AND max({dialect.number(f'value NOT IN {a.agreeing}')}) = 0"
        f" THEN '{a.agreeing[0]}'"
        for a in aspects
        if a.agreeing is not None
    )
    kept, disputed = (
        dialect.truth(f"max({dialect.number(each)})") for each in ("kept", "disputed")
    )
    open_day = f"{kept} OR {disputed} OR coalesce(min(said) = max(said), {dialect.true})"
    return f"CASE WHEN {open_day} THEN NULL {cases} END" if cases else "NULL"


def _steps(name: str, aspects: list[Aspect], dialect: Dialect) -> str:
    """Return the state after each day, one built on the other, as `_settle` builds it."""
    number, truth = dialect.number, dialect.truth
    lasts = _of_each(
        aspects,
        "d.aspect",
        lambda aspect: (
            dialect.true
            if aspect.contest == "once"
            else dialect.false
            if aspect.lasting is None
            else f"s.value = '{aspect.lasting}'"
        ),
    )
    stays = f"NOT (s.value IS NOT NULL AND s.value <> d.chosen AND {lasts})"
    counts = truth(f"coalesce(d.firm, {number(stays)})")
    waits = number(f"{truth('d.waits')} OR NOT {counts}")
    nothing = f"SELECT DISTINCT aspect FROM {name}_days"
    return (
        "SELECT aspect, 0 AS place, NULL AS value, NULL AS since, NULL AS seen,"
        f" 0 AS contested FROM ({nothing})"
        " UNION ALL SELECT d.aspect, d.place,"
        f" CASE WHEN {counts} THEN d.chosen ELSE s.value END,"
        f" CASE WHEN {counts} AND s.value IS NOT d.chosen THEN d.day ELSE s.since END,"
        f" CASE WHEN {counts} THEN d.day ELSE s.seen END,"
        f" s.contested + CASE WHEN d.firm IS NULL THEN {waits} ELSE d.waits END"
        f" FROM {name}_steps AS s JOIN {name}_days AS d"
        " ON d.aspect = s.aspect AND d.place = s.place + 1"
    )


def _of_each(aspects: list[Aspect], column: str, sql: Callable[[Aspect], str]) -> str:
    """Return the SQL of a trait that depends on the aspect: the commonest one is the rest."""
    by_sql: dict[str, list[str]] = {}
    for aspect in aspects:
        by_sql.setdefault(sql(aspect), []).append(aspect.code)
    rest = max(by_sql, key=lambda trait: len(by_sql[trait]))
    cases = " ".join(
        f"WHEN {column} IN ({', '.join(repr(code) for code in codes)}) THEN {trait}"
        for trait, codes in by_sql.items()
        if trait != rest
    )
    return f"(CASE {cases} ELSE {rest} END)" if cases else f"({rest})"
