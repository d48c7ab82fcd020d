"""Where a store on a server is: the address that a person types, and what may be shown of it."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from mocgioi.errors import UsageError

DEFAULT_SCHEMA = "mocgioi"

_SCHEMES = ("postgresql", "postgres")
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,39}")
"""Names that need no quotes; the names of roles are made from them and have 63 bytes at most."""

_SECRETS = frozenset({"password", "passfile", "sslpassword"})


class Address(NamedTuple):
    """A store on a server.

    Attributes:
        conninfo: the URI that libpq takes, without what is ours.
        schema: the schema of the database that holds the store.
        shown: the address as a person types it.
    """

    conninfo: str
    schema: str
    shown: str

    @property
    def name(self) -> str:
        """A short name, for files that are made of the store: that of its database and schema."""
        database = urlsplit(self.conninfo).path.strip("/") or "mocgioi"
        return database if self.schema == DEFAULT_SCHEMA else f"{database}-{self.schema}"

    def beside(self, schema: str) -> str:
        """Return the address of another schema of the same database, as a person types it."""
        parts = urlsplit(self.shown)
        given = [(name, value) for name, value in parse_qsl(parts.query) if name != "schema"]
        return _joined(parts.netloc, parts.path, [*given, ("schema", schema)])


def parsed(text: str) -> Address:
    """Read an address: ``postgresql://host/database``, with ``?schema=`` or what libpq knows.

    Raises:
        UsageError: it holds a password, which command lines, logs and lists of processes would
            show; or it is no address.
    """
    try:
        parts = urlsplit(text)
    except ValueError:  # brackets that do not end
        parts = urlsplit("")
    if parts.scheme.lower() not in _SCHEMES or not text.lower().startswith(f"{parts.scheme}://"):
        raise UsageError(
            "Địa chỉ kho trên máy chủ có dạng postgresql://MÁY_CHỦ/CƠ_SỞ_DỮ_LIỆU.",
            "The address of a store on a server is like postgresql://HOST/DATABASE.",
        )
    given = parse_qsl(parts.query, keep_blank_values=True)
    if _holds_password(text) or any(name.lower() in _SECRETS for name, _ in given):
        raise UsageError(
            "Không ghi mật khẩu trong địa chỉ: ai xem danh sách tiến trình hay nhật ký cũng thấy. "
            "Để mật khẩu trong tệp ~/.pgpass (Windows: %APPDATA%\\postgresql\\pgpass.conf), hoặc "
            "dùng ?service=TÊN.",
            "Do not write a password into an address: lists of processes and logs show it. Keep "
            "it in ~/.pgpass (Windows: %APPDATA%\\postgresql\\pgpass.conf), or use ?service=NAME.",
        )
    if "?" in parts.query or parts.fragment:
        raise UsageError(
            f"Địa chỉ «{text}» có hai dấu ? hoặc có dấu #. Thêm một điều nữa thì dùng dấu &, và "
            "đặt địa chỉ trong dấu nháy.",
            f"The address “{text}” has two signs ?, or a #. Join what follows by &, and put the "
            "address in quotes.",
        )
    schema = next((value for name, value in given if name == "schema"), DEFAULT_SCHEMA)
    if not _NAME.fullmatch(schema):
        raise UsageError(
            f"Tên lược đồ «{schema}» không dùng được: chỉ chữ thường a-z, số và dấu _, bắt đầu "
            "bằng chữ, tối đa 40 ký tự.",
            f"The schema “{schema}” is no usable name: small letters a-z, digits and _, a letter "
            "first, 40 characters at most.",
        )
    rest = [(name, value) for name, value in given if name != "schema"]
    return Address(_joined(parts.netloc, parts.path, rest), schema, text)


def _joined(host: str, path: str, given: list[tuple[str, str]]) -> str:
    return f"postgresql://{host}{path}" + (f"?{urlencode(given, safe='/')}" if given else "")


def _holds_password(text: str) -> bool:
    """Say whether a password stands before an ``@``, whatever signs are in it.

    A reader of addresses ends the part before the path at the first ``#``, ``/`` or ``?``.
    """
    before, at, _ = text.partition("://")[2].rpartition("@")
    return bool(at) and ":" in before
