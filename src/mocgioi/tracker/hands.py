"""Who may use a store on a server, and what each may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.errors import UsageError
from mocgioi.store.handle import Store

if TYPE_CHECKING:
    from mocgioi.store.server.handle import ServerStore
    from mocgioi.store.server.roles import Group, Hand


def listed(store: Store) -> list[Hand]:
    """Return the users of the server who may use a store, by group and name.

    Raises:
        UsageError: the store is a file, which whoever has it may write.
    """
    return _on_server(store).hands()


def admit(store: Store, login: str, group: Group, post: str | None = None) -> None:
    """Let a user of the server use a store, or otherwise than before.

    Args:
        login: their name there. post: code of the border post whose sector is theirs.

    Raises:
        UsageError: the store is a file; there is no such user, group or post.
        CannotWrite: only the administrator of the server may; it says what to type.
    """
    _on_server(store).admit(login, group, post)


def dismiss(store: Store, login: str) -> None:
    """Let a user of the server use a store no more; what they wrote stays.

    Raises:
        UsageError: the store is a file, or they may not use it.
        CannotWrite: as for `admit`.
    """
    _on_server(store).dismiss(login)


def _on_server(store: Store) -> ServerStore:
    if store.file is not None:
        raise UsageError(
            f"«{store.place}» là một tệp: ai có tệp và quyền ghi thư mục thì ghi được. Quyền từng "
            "người chỉ có với kho trên máy chủ: mocgioi help server.",
            f"“{store.place}” is a file: whoever has it and may write its folder writes it. Rights "
            "of each are of a store on a server: mocgioi help server.",
        )
    from mocgioi.store.server.handle import ServerStore

    assert isinstance(store, ServerStore)
    return store
