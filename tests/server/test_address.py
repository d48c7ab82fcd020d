"""Where a store on a server is: what a person may type, and what is never shown."""

from __future__ import annotations

import pytest

from mocgioi.errors import UsageError
from mocgioi.store.opening import is_address, store_at
from mocgioi.store.server.address import parsed


@pytest.mark.parametrize(
    ("text", "conninfo", "schema", "name"),
    [
        ("postgresql://host/langson", "postgresql://host/langson", "mocgioi", "langson"),
        ("postgresql://an@host:5433/vn?schema=ls", "postgresql://an@host:5433/vn", "ls", "vn-ls"),
        ("postgresql:///?service=ls", "postgresql:///?service=ls", "mocgioi", "mocgioi"),
    ],
)
def test_an_address_is_read(text: str, conninfo: str, schema: str, name: str) -> None:
    address = parsed(text)
    assert (address.conninfo, address.schema, address.name) == (conninfo, schema, name)
    assert address.shown == text
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql://an:matkhau@host/langson",
        "postgresql://host/langson?password=matkhau",
        "postgresql://host/langson?sslpassword=matkhau",
        "postgresql://an:mat#matkhau@host/langson",
        "postgresql://an:mat/matkhau@host/langson",
        "postgresql://an:mat?matkhau@host/langson",
        "postgresql://an:mat?x?matkhau@host/langson",
    ],
)
def test_a_password_is_refused_and_not_said_again(text: str) -> None:
    with pytest.raises(UsageError) as refused:
        store_at(text)
    assert "matkhau" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "postgresql:host/langson",
        "postgresql:///?service=ls?schema=demo",
        "postgresql://host/langson#demo",
        "postgresql://[::1/langson",
        "postgresql://host/langson?schema=Lạng Sơn",
        "postgresql://host/langson?schema=x;drop",
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        parsed(text)


def test_a_service_that_is_not_there_is_no_matter_of_the_network() -> None:
    with (
        pytest.raises(UsageError, match="pg_service"),
        store_at("postgresql:///?service=no_such").reading(),
    ):
        pass
