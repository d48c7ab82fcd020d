"""What a border post takes along, as a folder: forms, maps and sheets of its own markers."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from mocgioi.domain.audiences import PLACE_DECIMALS
from mocgioi.domain.places import bare_name, fold
from mocgioi.errors import CannotWrite, Hint, Language, Text
from mocgioi.outputs.kit.facts import KitFacts, KitMarker, KitRoad
from mocgioi.outputs.kit.readme import (
    FORM,
    GPX,
    MAP,
    PAGE,
    PHONES,
    QFIELD,
    SHEETS,
    Way,
    readme,
)
from mocgioi.outputs.map.audience import redacted
from mocgioi.store import commits
from mocgioi.store.copying import made_whole
from mocgioi.store.handle import Store
from mocgioi.tracker import counting, drawing, naming, survey_sheets, xlsforms
from mocgioi.tracker.former_kits import (
    former_kit,
    is_filled_in,
    refuse_open,
    set_aside,
    take_companions,
)
from mocgioi.tracker.moments import today
from mocgioi.tracker.writing import folder_of, write_whole

if TYPE_CHECKING:
    from mocgioi.outputs.map.facts import MapFacts

_QFIELD, _PHONES = "qfield", "odk-kobo"
"""Folders of a kit."""

_PROJECT = Text("Mốc giới, Đồn Biên phòng {post}", "Border markers, border post {post}")
_ZIP_INSTANT = (1980, 1, 1, 0, 0, 0)


class KitFile(NamedTuple):
    """A file that was written: its path in the kit, its size, and how long it took to make."""

    name: str
    size_bytes: int
    seconds: float


class Kit(NamedTuple):
    """What was made for a post.

    Attributes:
        post: its name. markers: how many it has. unplaced: those of them without a position.
        place: the folder or ZIP; files: what is in it, in the order of its page.
    """

    post: str
    markers: int
    unplaced: list[str]
    place: Path
    files: list[KitFile]


class _Making(NamedTuple):
    """Files to be made that go together.

    Attributes:
        way: what is said of them; its name is that of the file, or of the folder they are in.
        files: by their path in the kit, what makes them.
    """

    way: Way
    files: Mapping[str, Callable[[], bytes]]


class Kits:
    """Kits of the posts of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def make(
        self,
        post: str,
        place: str | os.PathLike[str],
        *,
        lang: Language = "vi",
        progress: Callable[[str], None] = lambda _: None,
    ) -> Kit:
        """Write what a post takes along; the same again replaces it.

        Args:
            post: its name or code.
            place: a folder, which is made if it is not there, or a file ``….zip``, which is not.
            lang: of what people read.
            progress: called with the name of each file before it is made.

        Raises:
            UsageError: no such post, or it has no markers.
            CannotWrite: the folder has the kit of another post; or a file that somebody wrote in
                and that is not taken home yet, or one of that name that is no kit's: it says
                which, and what to type; or it cannot be written.
        """
        target = Path(place)
        with self._store.reading() as connection:
            post = naming.find(
                connection,
                "post",
                post,
                again=lambda code: Hint("kit", ("--post", code, "-o", str(target))),
            ).subject
        if target.suffix.lower() != ".zip":
            with self._store.kept_open():
                return self._write(post, target, lang, progress)
        if target.exists():
            raise CannotWrite(
                f"Đã có «{target}», không ghi đè. Đặt tên khác hoặc tự xóa tệp đó.",
                f"“{target}” is there already and not written over. Give another name, or delete "
                "it yourself.",
            )
        with TemporaryDirectory() as folder, self._store.kept_open():
            kit = self._write(post, Path(folder) / "kit", lang, progress)
            write_whole(target, _packed(Path(folder) / "kit"))
        return kit._replace(place=target)

    def _write(
        self, post: str, folder: Path, lang: Language, progress: Callable[[str], None]
    ) -> Kit:
        drawn = drawing.map_facts(self._store, as_of=today(), lang=lang, post=post)
        facts = facts_of(self._store, drawn)
        makings = list(self._makings(facts, drawn, lang))
        makers = {name: make for making in makings for name, make in making.files.items()}
        slug, code = _slug(facts.post), drawn["posts"][0]["code"]
        store = f"{_QFIELD}/moc-{slug}.gpkg"
        former = former_kit(folder)
        former.refuse_another_post(makings[0].way.name)
        former.refuse_unreturned(self._store, [*filter(is_filled_in, makers), store])
        files, contents = [], {}
        for name, make in makers.items():
            progress(name)
            begun = perf_counter()
            contents[name] = make()
            seconds = round(perf_counter() - begun, 1)
            files.append(KitFile(name, len(contents[name]), seconds))
        hashes = {name: {hashlib.sha256(content).hexdigest()} for name, content in contents.items()}

        def page(hashes: Mapping[str, set[str]]) -> bytes:
            return readme(
                post=facts.post,
                today=facts.day,
                markers=len(facts.markers),
                unplaced=facts.unplaced,
                illustrative=facts.illustrative,
                ways=[making.way for making in makings],
                written=hashes,
                lang=lang,
            )

        # Whenever this is stopped, the page knows what is there, and it can be done again.
        either = {name: own | former.hashes.get(name, set()) for name, own in hashes.items()}
        write_whole(folder_of(folder) / PAGE, page(either))
        for name, content in contents.items():
            path = folder / name
            if path.suffix == ".pdf" and path.exists() and not former.is_as_written(name):
                set_aside(path)
            folder_of(path.parent)
            write_whole(path, content)
        progress(store)
        files += self._cut(code, folder, store, facts, lang)
        whole = page(hashes)
        write_whole(folder / PAGE, whole)
        files.insert(0, KitFile(PAGE, len(whole), 0.0))
        return Kit(facts.post, len(facts.markers), facts.unplaced, folder, files)

    def _makings(self, facts: KitFacts, drawn: MapFacts, lang: Language) -> Iterator[_Making]:
        """Yield the files of a kit, the usual way to write first."""
        from mocgioi.outputs.kit.gpx import gpx
        from mocgioi.outputs.map import write_page

        slug = _slug(facts.post)
        code = drawn["posts"][0]["code"]

        def one(name: str, words: tuple[Text, Text, Text], make: Callable[[], bytes]) -> _Making:
            return _Making(Way(name, *words), {name: make})

        def page() -> bytes:
            return write_page(redacted(drawn, "internal")).encode()

        form = partial(survey_sheets.form, self._store, code, lang=lang)
        yield one(f"phieu-{slug}.xlsx", FORM, form)
        yield one(f"ban-do-{slug}.html", MAP, page)
        yield one(f"phieu-in-{slug}.pdf", SHEETS, partial(self._sheets, facts, lang))
        if len(facts.unplaced) < len(facts.markers):
            yield one(f"gps-{slug}.gpx", GPX, partial(gpx, facts, lang))
        yield _Making(Way(f"{_QFIELD}/", *QFIELD), {})
        phones = xlsforms.of_post(self._store, code, lang)
        yield _Making(
            Way(f"{_PHONES}/", *PHONES),
            {f"{_PHONES}/{name}": partial(bytes, content) for name, content in phones.items()},
        )

    def _cut(
        self, code: str, folder: Path, name: str, facts: KitFacts, lang: Language
    ) -> list[KitFile]:
        """Write the store of the sector, and beside it the project that opens it in QField."""
        from mocgioi.outputs.qgis.qfield import FieldKit
        from mocgioi.store.kit_triggers import OF_THE_PROVINCE
        from mocgioi.tracker.partial import sector_store
        from mocgioi.tracker.qgis_projects import SAVED_BY_QGIS, QgisProjects

        begun, path = perf_counter(), folder / name
        folder_of(path.parent / "DCIM")
        with made_whole(path) as whole:
            cut = sector_store(self._store, code, whole)
            if path.exists():
                refuse_open(path)
        take_companions(path)
        is_cut = perf_counter()
        title = _PROJECT.to(lang).format(post=facts.post)
        kit = FieldKit(locked=frozenset(home.table for home in OF_THE_PROVINCE))
        project = QgisProjects(Store(path)).text(path.parent, title=title, field=kit).encode()
        beside = path.with_suffix(".qgs")
        if beside.is_file() and SAVED_BY_QGIS in beside.read_bytes():
            set_aside(beside)
        write_whole(beside, project)
        return [
            KitFile(name, cut.size_bytes, round(is_cut - begun, 1)),
            KitFile(
                beside.relative_to(folder).as_posix(),
                len(project),
                round(perf_counter() - is_cut, 1),
            ),
        ]

    def _sheets(self, facts: KitFacts, lang: Language) -> bytes:
        """Return the sheets to print."""
        from mocgioi.outputs.kit import sheets
        from mocgioi.tracker.surroundings import World

        with self._store.reading() as connection:
            world = World(
                connection,
                as_of=facts.day,
                known_at=commits.known(connection, None).number,
                decimals=PLACE_DECIMALS,
            )
        numbers = [marker.number for marker in facts.markers]
        at = world.placed(numbers)

        def drawn(part: sheets.Part) -> sheets.Drawn:
            if part.centre is None:
                return sheets.Drawn(part, None)
            around = world.at(part.centre, part.scale, size=sheets.MAP)
            own = [marker for marker in around.markers if marker.number in at]
            return sheets.Drawn(part, around._replace(markers=own))

        parts = sheets.parts(numbers, at)
        whole = sheets.whole(at)
        is_several = sum(part.centre is not None for part in parts) > 1
        overview = drawn(whole) if whole and is_several else None
        return sheets.pdf(facts, overview, [drawn(part) for part in parts], lang)


def facts_of(store: Store, drawn: MapFacts) -> KitFacts:
    """Return what the files of a kit say, from what its map shows."""
    with store.reading() as connection:
        states = counting.folded(connection, as_of=drawn["as_of"], known_at=None)
    communes = {commune["code"]: commune["name"] for commune in drawn["communes"]}
    markers = [
        KitMarker(
            number=marker["number"],
            place=None
            if marker["longitude"] is None or marker["latitude"] is None
            else (marker["longitude"], marker["latitude"]),
            needs_road=marker["needs_road"],
            known=survey_sheets.known_of(states[marker["number"]]),
            commune=communes.get(marker["commune_code"] or ""),
            last_seen_on=marker["last_observed_on"],
            alarm=marker["alarm"],
            contested=marker["contested"],
        )
        for marker in drawn["markers"]
        if marker["gone_on"] is None
    ]
    roads = [
        KitRoad(
            road["name"],
            road["road_class"] or "access",
            road["status"],
            road["condition"],
            [[(vertex[0], vertex[1]) for vertex in line] for line in road["lines"]],
        )
        for road in drawn["roads"]
    ]
    sector = drawn["sector"]
    return KitFacts(
        post=bare_name(sector["vi"]) if sector else "",
        day=drawn["as_of"],
        illustrative=drawn["illustrative"],
        markers=markers,
        roads=roads,
    )


def _slug(post: str) -> str:
    """Return the name of a post as files are called.

    >>> _slug("Cửa khẩu Chi Ma")
    'cua-khau-chi-ma'
    """
    return fold(post).replace(" ", "-")


def _packed(folder: Path) -> bytes:
    """Return a folder as a ZIP; the same files, the same bytes."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _ZIP_INSTANT)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
    return packed.getvalue()
