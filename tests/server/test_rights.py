"""Who keeps rights whatever group they are taken out of, and who only reads, is told so."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from mocgioi import cli
from mocgioi.errors import CannotWrite
from mocgioi.store.server import roles
from tests.postgres import OWNER, Cluster
from tests.server.conftest import SCHEMA, Province


@pytest.mark.parametrize("ask", ["dismiss", "admit"])
@pytest.mark.parametrize(
    ("login", "said"),
    [(OWNER, "owns this store"), ("postgres", "whole server"), ("thay_mat", f"is in “{OWNER}”")],
)
def test_who_may_do_all_whatever_group_they_are_in_is_told_so_and_nothing_changes(
    login: str, said: str, ask: str, province: Province, cluster: Cluster
) -> None:
    if login == "thay_mat":
        cluster.person(login, OWNER)
    with province.connect() as connection:
        before = roles.listed(connection, SCHEMA)
        with pytest.raises(CannotWrite, match=said) as refused:
            if ask == "dismiss":
                roles.dismiss(connection, SCHEMA, login)
            else:
                roles.admit(connection, SCHEMA, login, "viewer")
        assert roles.listed(connection, SCHEMA) == before
    if login == "thay_mat":
        cluster.execute(f"REVOKE {OWNER} FROM {login}")
        cluster.execute(f"DROP ROLE {login}")
    assert "type first" in str(refused.value)


def test_an_owner_who_gave_the_store_away_as_told_is_dismissed(
    province: Province, cluster: Cluster
) -> None:
    cluster.person("so_moi")
    cluster.execute("ALTER ROLE so_moi CREATEROLE")
    told = f'REASSIGN OWNED BY "{OWNER}" TO "so_moi"'
    cluster.execute(told, database=province.database)
    try:
        with psycopg.connect(province.address("postgres"), autocommit=True) as connection:
            roles.dismiss(connection, SCHEMA, OWNER)
        with pytest.raises(InsufficientPrivilege):
            province.rows(f"SELECT 1 FROM {SCHEMA}.markers", user=OWNER)
    finally:
        cluster.execute(f'REASSIGN OWNED BY "so_moi" TO "{OWNER}"', database=province.database)
        cluster.execute("DROP OWNED BY so_moi", database=province.database)
        cluster.execute("DROP ROLE so_moi")


def test_who_is_in_a_group_by_another_role_is_not_said_to_be_out(
    province: Province, cluster: Cluster
) -> None:
    group = roles_of(province)["office"]
    cluster.person("phong_ban", group)
    name = cluster.person("nhan_vien", "phong_ban")
    try:
        with province.connect() as connection:
            roles.admit(connection, SCHEMA, name, "office")
            with pytest.raises(CannotWrite, match='REVOKE "phong_ban" FROM "nhan_vien"'):
                roles.dismiss(connection, SCHEMA, name)
            assert roles.Hand(name, "office", None) in roles.listed(connection, SCHEMA)
            cluster.execute("REVOKE phong_ban FROM nhan_vien")
            roles.dismiss(connection, SCHEMA, name)
            assert name not in {hand.login for hand in roles.listed(connection, SCHEMA)}
    finally:
        for role in ("nhan_vien", "phong_ban"):
            cluster.execute(f"DROP OWNED BY {role}", database=province.database)
            cluster.execute(f"DROP ROLE {role}")


def roles_of(province: Province) -> dict[roles.Group, str]:
    with province.connect() as connection:
        return roles.group_names(connection, SCHEMA)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_viewer_who_writes_by_a_command_is_told_what_it_may(
    lang: str, province: Province, capsys: pytest.CaptureFixture[str]
) -> None:
    address = province.address("nguoi_xem")
    asked = ["--lang", lang, "--store", address, "set", "1116", "--note", "x", "--why", "y"]
    assert cli.main(asked) == CannotWrite.exit_code
    told = capsys.readouterr().err
    assert "permission denied" not in told
    assert {"vi": "chỉ được xem kho này", "en": "only reads this store"}[lang] in told
    assert "hands --admit nguoi_xem --role office" in told
