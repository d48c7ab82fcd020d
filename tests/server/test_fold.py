"""The fold that triggers of a server reckon by is the fold, whatever was observed and decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings

from mocgioi.domain.decision import Decision
from mocgioi.domain.observation import Observation
from mocgioi.store.fold_sql import states_sql
from mocgioi.store.server.editing import dialect
from mocgioi.store.server.translating import expression
from tests.postgres import Cluster
from tests.store.test_fold_sql import Folded, by_the_fold, histories

_TABLES = """
CREATE TEMP TABLE observations (uuid text, subject text, aspect text, value text,
    observed_on text, recorded_at text, observer text);
CREATE TEMP TABLE decisions (uuid text, observation_uuid text, verdict text, recorded_at text,
    answers text, commit_number bigint);
"""


@pytest.fixture(scope="module")
def empty(cluster: Cluster) -> Iterator[psycopg.Connection]:
    database = cluster.database()
    with psycopg.connect(cluster.address(database)) as connection:
        connection.execute(_TABLES)
        yield connection
    cluster.drop(database)


def by_sql(
    connection: psycopg.Connection,
    observations: Sequence[Observation],
    decisions: Sequence[Decision],
) -> Folded:
    connection.execute("TRUNCATE observations, decisions")
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO observations VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [(*o[:6], o.observer) for o in observations],
        )
        cursor.executemany(
            "INSERT INTO decisions VALUES (%s, %s, %s, %s, %s, 1)",
            [(*d[:4], " ".join(d.answers)) for d in decisions],
        )
    folding = expression(states_sql("'1116'", dialect("mocgioi")), "mocgioi")
    found = connection.execute(f"{folding} SELECT * FROM states").fetchall()
    return {aspect: tuple(state) for aspect, *state in found}


@given(histories())
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_fold_of_a_server_is_the_fold(
    empty: psycopg.Connection, history: tuple[list[Observation], list[Decision]]
) -> None:
    assert by_sql(empty, *history) == by_the_fold(*history)
