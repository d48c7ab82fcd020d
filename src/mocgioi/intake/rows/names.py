"""Names of communes and posts in a file, resolved to the codes the store knows."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from mocgioi.domain.places import bare_name, fold, nfc, post_key
from mocgioi.domain.register import Post
from mocgioi.intake.rows.former import ELSEWHERE, Former, formerly, is_old_unit, split_district
from mocgioi.intake.rows.known import Known, Taken
from mocgioi.intake.rows.row import Row


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
        self._reported: set[str] = set()
        self.communes_meant = lru_cache(maxsize=1024)(self._communes_meant)

    def commune(self, row: Row, field: str) -> str | None:
        """Return the code of the commune a row names; None when blank or unknown."""
        written = row.text(field)
        if written is None:
            return None
        code = self._todays(written)
        former = formerly(written)
        if code is None and len({f.code for f in former}) == 1 and not _elsewhere(written):
            code = self._formerly(row, field, former[0])
        elif code is not None and any(f.code != code for f in former):
            self._tell_namesake(row, field, code, former)
        if code is None:
            self._tell_unknown(row, field, former)
        return code

    def _communes_meant(self, written: str) -> set[str]:
        """Return the codes of all communes a name may mean, today's and former ones."""
        code = self._todays(written)
        return {*([code] if code else []), *(f.code for f in formerly(written))}

    def _todays(self, written: str) -> str | None:
        """Return the code of today's commune of a name; one with a district is a former one."""
        if is_old_unit(written) or split_district(written)[1] is not None:
            return None
        return self.commune_code(written)

    def _formerly(self, row: Row, field: str, former: Former) -> str | None:
        commune = self._known.communes.get(former.code)
        if commune is None:
            return None
        if self._first_time(former.name):
            row.report(
                "commune-former",
                field=field,
                former=former.name,
                district=former.district,
                commune=commune.name,
            )
        return former.code

    def _tell_namesake(self, row: Row, field: str, code: str, former: list[Former]) -> None:
        """Tell once that a commune of today has a former namesake in another one."""
        other = next(f for f in former if f.code != code)
        name = self._known.communes[code].name
        if self._first_time(name):
            row.report(
                "commune-namesake",
                field=field,
                commune=name,
                former=other.name,
                district=other.district,
            )

    def _tell_unknown(self, row: Row, field: str, former: list[Former]) -> None:
        written = row.text(field) or ""
        if not self._first_time(written):
            return
        readings = [f"{f.name} ({f.district})" for f in former]
        elsewhere = _elsewhere(written)
        readings += [elsewhere] if elsewhere else []
        if self._communes and len(readings) > 1:
            row.report(
                "commune-ambiguous", field=field, written=written, readings=", ".join(readings)
            )
            return
        if not self._communes:
            row.report("commune-unknown", "none", field=field, written=written)
            return
        import difflib

        known = self._known.communes
        close = difflib.get_close_matches(fold(bare_name(written)), self._communes, n=1)
        if close:
            near = known[self._communes[close[0]]].name
            row.report("commune-unknown", "near", field=field, written=written, near=near)
        else:
            listed = ", ".join(sorted(commune.name for commune in known.values()))
            row.report("commune-unknown", "listed", field=field, written=written, known=listed)

    def _first_time(self, written: str) -> bool:
        """Say whether a name is told about for the first time in this file."""
        if written in self._reported:
            return False
        self._reported.add(written)
        return True

    def commune_code(self, written: str) -> str | None:
        """Return the code of a commune given by name or code, or None."""
        padded = written.zfill(5) if written.isdigit() else written
        if padded in self._known.communes:
            return padded
        return self._communes.get(fold(bare_name(written)))

    def post(self, row: Row, field: str) -> str | None:
        """Return the code of the post a row names; a new one is kept in `Taken.new_posts`."""
        written = row.text(field)
        if written is None:
            return None
        code = self.known_post(written)
        if code is None:
            code = post_code(written)
            self._posts[post_key(written)] = code
            self._taken.new_posts[code] = Post(code=code, name=post_name(written))
            row.report("post-new", field=field, name=post_name(written))
        return code

    def known_post(self, written: str) -> str | None:
        """Return the code of a post given by name or code, or None: no file named it before."""
        return written if written in self._known.posts else self._posts.get(post_key(written))


def _elsewhere(written: str) -> str | None:
    """Return the place away from the border that a name without a district may mean."""
    name, district = split_district(written)
    return None if district else ELSEWHERE.get(fold(name))


def post_code(name: str) -> str:
    """Return the code of a post: its bare name in ASCII.

    >>> post_code("Đồn Biên phòng Pò Mã")
    'po-ma'
    """
    return post_key(name).replace(" ", "-")


def post_name(name: str) -> str:
    """Return a post's name without its rank: ``Pò Mã``."""
    return bare_name(nfc(name))
