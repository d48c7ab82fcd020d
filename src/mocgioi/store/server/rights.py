"""Rights that nobody loses by leaving a group: who owns a store, or is in the group otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg import sql

from mocgioi.errors import CannotWrite


def refuse_who_may_do_all(connection: psycopg.Connection[Any], schema: str, login: str) -> None:
    """Refuse to take rights from somebody who would keep them: whoever owns a store, or may do
    everything on the server, needs no group.
    """
    row = connection.execute(
        "SELECT u.rolsuper, o.rolname FROM pg_roles AS u, pg_class AS c JOIN pg_roles AS o"
        " ON o.oid = c.relowner WHERE c.oid = %s::regclass AND u.rolname = %s"
        " AND pg_has_role(u.rolname, o.rolname, 'MEMBER')",
        [f"{schema}.store_state", login],
    ).fetchone()
    if row is None:
        return
    (is_superuser, owner), quoted = row, _quoted(login)
    if is_superuser:
        vi, en = "là quản trị của cả máy chủ", "administers the whole server"
        statement = f"ALTER ROLE {quoted} NOSUPERUSER;"
    elif owner == login:
        vi, en = "là chủ của kho này trên máy chủ", "owns this store on the server"
        statement = f"REASSIGN OWNED BY {quoted} TO …;"
    else:
        vi, en = f"ở trong «{owner}», chủ của kho này", f"is in “{owner}”, who owns this store"
        statement = f"REVOKE {_quoted(owner)} FROM {quoted};"
    database = connection.info.dbname
    raise CannotWrite(
        f"«{login}» {vi}, nên đọc và ghi được mọi thứ dù ở nhóm nào hay không: chưa đổi gì. Nhờ "
        f"người quản trị máy chủ gõ trước, trong cơ sở dữ liệu «{database}»: {statement}",
        f"“{login}” {en}, and so reads and writes everything in whatever group, or in none: "
        f"nothing was changed. Ask the administrator of the server to type first, in the database "
        f"“{database}”: {statement}",
    )


def refuse_other_ways(
    connection: psycopg.Connection[Any], login: str, groups: Sequence[str]
) -> None:
    """Refuse to say that somebody is out of groups in which they are by another role, too."""
    row = connection.execute(
        "SELECT r.rolname FROM pg_auth_members AS m JOIN pg_roles AS r ON r.oid = m.roleid"
        " WHERE m.member = %s::regrole AND EXISTS (SELECT 1 FROM unnest(%s::name[]) AS g"
        " WHERE pg_has_role(r.rolname, g, 'MEMBER')) ORDER BY 1 LIMIT 1",
        [_quoted(login), list(groups)],
    ).fetchone()
    if row is not None:
        (role,) = row
        statement = f"REVOKE {_quoted(role)} FROM {_quoted(login)};"
        raise CannotWrite(
            f"«{login}» còn dùng kho qua vai trò «{role}»: chưa đổi gì. Nhờ người quản trị máy chủ "
            f"gõ trước: {statement}",
            f"“{login}” uses the store by the role “{role}”, too: nothing was changed. Ask the "
            f"administrator of the server to type first: {statement}",
        )


def _quoted(name: str) -> str:
    return sql.Identifier(name).as_string(None)
