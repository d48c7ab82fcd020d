"""Names of communes and posts in a file, resolved to the codes the store knows."""

from __future__ import annotations

import difflib
import re
from typing import Any

from mocgioi.domain.places import bare_name, fold, nfc, post_key
from mocgioi.domain.register import Post
from mocgioi.intake.known import Known, Taken
from mocgioi.intake.rows import Row


class Names:
    """Resolves names of communes and posts; each unknown name is told once.

    Args:
        known: the communes and posts of the store.
        taken: where posts not known yet are put (`Taken.new_posts`).
    """

    def __init__(self, known: Known, taken: Taken[Any]) -> None:
        self._known = known
        self._taken = taken
        self._communes = {fold(bare_name(c.name)): code for code, c in known.communes.items()}
        self._posts = {post_key(p.name): code for code, p in known.posts.items()}
        self._told: set[str] = set()

    def commune(self, row: Row, field: str) -> str | None:
        """Return the code of the commune a row names; None when blank or unknown."""
        written = row.text(field)
        if written is None:
            return None
        code = self.commune_code(written)
        if code is None and written not in self._told:
            self._told.add(written)
            vi, en = self._commune_advice(written)
            row.tell(
                "commune-unknown",
                "warning",
                f"Không biết xã «{written}»; để trống. {vi}",
                f"Commune “{written}” is not known; left empty. {en}",
                field,
            )
        return code

    def commune_code(self, written: str) -> str | None:
        """Return the code of a commune given by name or code, or None."""
        padded = written.zfill(5) if written.isdigit() else written
        if padded in self._known.communes:
            return padded
        return self._communes.get(fold(bare_name(written)))

    def _commune_advice(self, written: str) -> tuple[str, str]:
        if not self._communes:
            return "Hãy nhập danh sách xã trước.", "Import the communes first."
        close = difflib.get_close_matches(fold(bare_name(written)), self._communes, n=1)
        former = self._formerly(fold(bare_name(written)))
        if former:
            names = ", ".join(former)
            return (
                f"Có thể là tên xã cũ, nay thuộc: {names}. Hãy ghi tên xã hiện nay.",
                f"It may be a former commune, now in: {names}. Write today's name.",
            )
        if close:
            name = self._known.communes[self._communes[close[0]]].name
            return f"Có phải là «{name}»?", f"Is it “{name}”?"
        names = ", ".join(sorted(c.name for c in self._known.communes.values()))
        return f"Các xã đã biết: {names}.", f"Those known are: {names}."

    def _formerly(self, name: str) -> list[str]:
        return [
            c.name
            for c in self._known.communes.values()
            for part in re.split(r"[;,]", c.formerly or "")
            if fold(re.sub(r"\(.*?\)", "", bare_name(part.strip()))) == name
        ]

    def post(self, row: Row, field: str) -> str | None:
        """Return the code of the post a row names; a new one is kept in `Taken.new_posts`."""
        written = row.text(field)
        if written is None:
            return None
        if written in self._known.posts:
            return written
        key = post_key(written)
        code = self._posts.get(key)
        if code is None:
            code = post_code(written)
            self._posts[key] = code
            self._taken.new_posts[code] = Post(code=code, name=post_name(written))
            row.tell(
                "post-new",
                "notice",
                f"Đồn «{post_name(written)}» chưa có trong kho; sẽ được thêm.",
                f"Post “{post_name(written)}” is not in the store yet; it will be added.",
                field,
            )
        return code


def post_code(name: str) -> str:
    """Return the code of a post: its bare name in ASCII.

    >>> post_code("Đồn Biên phòng Pò Mã")
    'po-ma'
    """
    return post_key(name).replace(" ", "-")


def post_name(name: str) -> str:
    """Return a post's name without its rank: ``Pò Mã``."""
    return bare_name(nfc(name))
