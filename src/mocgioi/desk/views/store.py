"""The store as a whole: where it lies, its copies, whether it is sound; made whole, made new."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from werkzeug.exceptions import NotFound
from werkzeug.utils import send_file

from mocgioi.desk.pages import texts
from mocgioi.desk.routes import Route
from mocgioi.desk.tray import safe_name
from mocgioi.desk.work import store as work
from mocgioi.domain.days import VIETNAM
from mocgioi.errors import MocgioiError, NotAStore, SchemaVersion, Text
from mocgioi.outputs.wording import number
from mocgioi.store import commits
from mocgioi.store.opening import store_at
from mocgioi.tracker import copies

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit
    from mocgioi.errors import Language
    from mocgioi.tracker.copies import Copy

ENDING = ".gpkg"
_MEGABYTE = 1_000_000


def unusable(visit: Visit) -> Response | None:
    """Answer where the store cannot be worked on: there is none, or it is of another version.

    None: it can.
    """
    if not visit.desk.has_store:
        if visit.person.may("manage"):
            return visit.go("/store/files")
        return visit.page("store/none.html")
    try:
        visit.desk.tracker(visit.person)
    except SchemaVersion as error:
        is_earlier = any(hint.verb == "upgrade" for hint in error.hints)
        return _unusable(visit, error, is_earlier=is_earlier)
    except NotAStore as error:
        return _unusable(visit, error, is_earlier=False)
    return None


def _unusable(visit: Visit, error: MocgioiError, *, is_earlier: bool) -> Response:
    return visit.page(
        "store/unusable.html",
        text=visit.words(error).to(visit.lang),
        is_earlier=is_earlier,
        copies=copies.copies(store_at(visit.desk.store)),
        elsewhere=_elsewhere(visit),
        size=lambda bytes: _size(bytes, visit.lang),
    )


def show(visit: Visit) -> Response:
    """Show where the store lies, its copies, and what can be done with it as a whole."""
    refused = unusable(visit)
    if refused is not None:
        return refused
    store = visit.tracker.store
    with store.reading() as connection:
        knowledge = commits.known(connection, None)
        written = commits.last_number(connection)
    return visit.page(
        "store/store.html",
        place=store.place,
        bytes=store.file.stat().st_size if store.file is not None else None,
        size=lambda bytes: _size(bytes, visit.lang),
        at=knowledge.at,
        head=knowledge.head,
        written=written,
        copies=copies.copies(store),
        elsewhere=_elsewhere(visit),
        folder=_folder(visit),
        proposed=f"{store.path.stem}-{datetime.now(VIETNAM):%Y-%m-%d}",
        wanted=visit.asked.get("name", ""),
    )


def back_up(visit: Visit) -> Response:
    """Copy the store under the name that was chosen."""
    typed = visit.form.get("name", "").strip()
    name = safe_name(typed.removesuffix(ENDING) + ENDING) if typed else ""
    if not name or (copies.folder_of(visit.desk.path) / name).exists():
        visit.say(_said("name_taken" if name else "name_missing", name=name), "fault")
        return visit.go("/store")
    return visit.begin(
        work.back_up,
        _said("copying"),
        then="/store/copied/{job}",
        back="/store",
        store=visit.desk.store,
        name=name,
    )


def copied(visit: Visit, id: str) -> Response:
    """Show what the copy is called."""
    return visit.page("store/copied.html", name=visit.result(id))


def download(visit: Visit, name: str) -> Response:
    """Give a copy to be kept elsewhere."""
    copy = _copy(visit, name)
    return send_file(
        copy.path,
        visit.request.environ,
        mimetype="application/geopackage+sqlite3",
        as_attachment=True,
        download_name=copy.name,
        etag=False,
    )


def bring(visit: Visit) -> Response:
    """Put a copy that lies elsewhere among those of the store."""
    upload = visit.request.files.get("copy")
    if upload is None or not upload.filename:
        visit.say(_said("file_missing"), "fault")
        return visit.go("/store")
    name = safe_name(upload.filename)
    target = copies.folder_of(visit.desk.path) / name
    if not name.endswith(ENDING) or target.exists():
        visit.say(
            _said("name_taken" if name.endswith(ENDING) else "not_a_copy", name=name), "fault"
        )
        return visit.go("/store")
    target.parent.mkdir(exist_ok=True)
    upload.save(target)
    visit.say(_said("brought", name=name))
    return visit.go("/store")


def restore(visit: Visit) -> Response:
    """Bring a copy back; where the store has what it lacks, it is asked first.

    Raises:
        CannotWrite: the store is on a server, where a copy is put beside it.
    """
    copy = _copy(visit, visit.form.get("name", ""))
    return visit.begin(
        work.restore,
        _said("restoring"),
        then="/store/restored/{job}",
        back="/store",
        store=visit.desk.store,
        copy=copy.path,
        by=visit.person.name,
        discard=visit.form.get("discard") == "1",
    )


def restored(visit: Visit, id: str) -> Response:
    """Show how the copy was brought back, or why it was not yet."""
    result = visit.result(id)
    refused = visit.words(result.refused).to(visit.lang) if result.refused else None
    return visit.page("store/restored.html", result=result, refused=refused)


def check(visit: Visit) -> Response:
    """Look whether the store is whole."""
    return visit.begin(
        work.check,
        _said("checking"),
        then="/store/checked/{job}",
        back="/store",
        store=visit.desk.store,
        by=visit.person.name,
    )


def repair(visit: Visit) -> Response:
    """Make anew what is made from the ledger."""
    return visit.begin(
        work.repair,
        _said("repairing"),
        then="/store/checked/{job}?repaired=1",
        back="/store",
        store=visit.desk.store,
        by=visit.person.name,
    )


def checked(visit: Visit, id: str) -> Response:
    """Show what was found."""
    findings = visit.result(id)
    return visit.page(
        "store/checked.html",
        findings=[(found.severity, visit.words(found).to(visit.lang)) for found in findings],
        faults=sum(found.severity == "error" for found in findings),
        is_sound=all(found.severity == "notice" for found in findings),
        repaired=visit.asked.get("repaired") == "1",
    )


def upgrade(visit: Visit) -> Response:
    """Bring the store to this program's version."""
    return visit.begin(
        work.upgrade,
        _said("upgrading"),
        then="/store/upgraded/{job}",
        back="/store",
        store=visit.desk.store,
    )


def upgraded(visit: Visit, id: str) -> Response:
    """Show from which version it was brought, and where it is kept as it was."""
    return visit.page("store/upgraded.html", result=visit.result(id))


def _copy(visit: Visit, name: str) -> Copy:
    """Return a copy by its name.

    Raises:
        NotFound: there is none of that name.
    """
    for copy in copies.copies(store_at(visit.desk.store)):
        if copy.name == name:
            return copy
    raise NotFound


def _folder(visit: Visit) -> str:
    """Return the folder of the copies as a person finds it: beside a file by its name alone."""
    folder = copies.folder_of(visit.desk.path)
    return str(folder.absolute() if visit.desk.is_on_server else folder.name)


def _elsewhere(visit: Visit) -> str | None:
    """Return where a copy can be put beside a store on a server: in a schema of another name."""
    if not visit.desk.is_on_server:
        return None
    from mocgioi.store.server.address import parsed

    address = parsed(str(visit.desk.store))
    return address.beside(f"{address.schema}_2")


def _said(key: str, **named: str) -> Text:
    text = texts()["store"][key]
    return Text(text.vi.format(**named), text.en.format(**named))


def _size(bytes: int, lang: Language) -> str:
    return f"{number(max(bytes / _MEGABYTE, 0.1), lang, 1)} MB"


ROUTES = [
    Route("GET", "/store", show, "read"),
    Route("POST", "/store/backup", back_up, "take_in"),
    Route("GET", "/store/copied/<id>", copied, "take_in"),
    Route("GET", "/store/copies/<name>", download, "take_in"),
    Route("POST", "/store/bring", bring, "manage"),
    Route("POST", "/store/restore", restore, "manage"),
    Route("GET", "/store/restored/<id>", restored, "manage"),
    Route("POST", "/store/check", check, "take_in"),
    Route("POST", "/store/repair", repair, "manage"),
    Route("GET", "/store/checked/<id>", checked, "take_in"),
    Route("POST", "/store/upgrade", upgrade, "manage"),
    Route("GET", "/store/upgraded/<id>", upgraded, "manage"),
]
