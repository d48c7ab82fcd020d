"""Files that are dropped: put on the tray, rehearsed, asked about, taken in, put away."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from werkzeug.exceptions import NotFound

from mocgioi.desk import drops, handed_in
from mocgioi.desk.guard import Refused
from mocgioi.desk.receipts import shown_file
from mocgioi.desk.routes import Route
from mocgioi.errors import MocgioiError, Text
from mocgioi.tracker.register import KINDS
from mocgioi.words import of_batches

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.jobs import Job
    from mocgioi.desk.receipts import ShownFile
    from mocgioi.desk.tray import Drop
    from mocgioi.desk.visit import Visit
    from mocgioi.desk.work.take_in import Applied, Rehearsed

_REHEARSING = Text("Đang xem thử các tệp", "Rehearsing the files")
_TAKING_IN = Text("Đang nhập số liệu", "Taking the files in")
_NO_FILES = Text("Chưa chọn tệp nào.", "No file was chosen.")
_HANDED_IN = Text(
    "Đã nhận {count} tệp vào khay. Người nhập số liệu sẽ xem và nhập.",
    "On the tray: {count} files. Whoever takes files in will look at them.",
)
_GONE = Text(
    "Các tệp này không còn trên khay: đã nhập, hoặc đã cất đi. Xem «Các đợt đã nhập».",
    "These files are no longer on the tray: they were taken in, or put away. See “What was taken "
    "in”.",
)
_PUT_AWAY = Text(
    "Đã cất {count} tệp, không nhập. Tệp còn nguyên ở «Đã cất, không nhập» của trang nhập số liệu.",
    "{count} files were put away and not taken in. They are kept under “Put away, not taken in”.",
)
_BROUGHT_BACK = Text("Đã đưa {count} tệp trở lại khay.", "{count} files are on the tray again.")
_CHANGED = Text(
    "Khay đã thay đổi từ lúc xem thử: hãy xem lại trước khi nhập.",
    "The tray has changed since the rehearsal: look again before you take it in.",
)


def show(visit: Visit) -> Response:
    """Show where to drop files, and what lies on the tray."""
    tray, may_take_in = visit.desk.tray, visit.person.may("take_in")
    waiting = [drop for drop in tray.all() if may_take_in or drop.by == visit.person.name]
    taken = [] if may_take_in else handed_in.own(visit, tray.taken.all())
    return visit.page(
        "take_in/start.html",
        drops=waiting[::-1],
        taken=[(drop, handed_in.taken_of(visit, drop)) for drop in taken],
        aside=[(drop, handed_in.away(drop)) for drop in handed_in.own(visit, tray.aside.all())],
    )


def put(visit: Visit) -> Response:
    """Put files on the tray, and rehearse them."""
    answered = _put(visit)
    if "by_script" not in visit.form:
        return answered
    return visit.json({"go": answered.headers["Location"]})


def _put(visit: Visit) -> Response:
    sent = visit.request.files.getlist("file")
    files = [(each.filename or "", each.stream) for each in sent if each.filename]
    if not files:
        visit.say(_NO_FILES, "fault")
        return visit.go("/take-in")
    drop = visit.desk.tray.put(
        files, by=visit.person.name, post=visit.person.post, saved=_saved(visit, len(files))
    )
    if not visit.person.may("take_in"):
        visit.say(Text(*(text.format(count=len(drop.files)) for text in _HANDED_IN)))
        return visit.go("/take-in")
    return _rehearse(visit, drop)


def _saved(visit: Visit, count: int) -> list[float]:
    """Return when each file was last saved, as the page's script says it of all of them."""
    said = [text for text in visit.form.getlist("saved") if text.isdecimal() and len(text) < 16]
    return [int(text) / 1000 for text in said] if len(said) == count else []


def rehearse(visit: Visit, id: str) -> Response:
    """Rehearse a drop."""
    return _rehearse(visit, _drop(visit, id))


def show_drop(visit: Visit, id: str) -> Response:
    """Show what the files of a drop would do, as the last rehearsal of this session has it."""
    drop = _drop(visit, id)
    job = _rehearsal(visit, drop)
    if job is None:
        return visit.page("take_in/drop.html", drop=drop, rehearsed=None)
    rehearsed: Rehearsed = job.result
    taken = rehearsed.taken
    shown = [shown_file(came, visit.lang, visit.spell) for came in taken.came]
    named = {*taken.left, *taken.others, *taken.unwritten, *(came.file for came in taken.came)}
    asking = {
        file: count
        for file, questions in taken.questions.items()
        if (count := sum(question.weight == "must" and question.is_open for question in questions))
    }
    return visit.page(
        "take_in/drop.html",
        drop=drop,
        rehearsed=job.id,
        files=sorted(shown, key=lambda file: (*_urgency(file), file.file not in asking)),
        asked=visit.asked.get("file", ""),
        asking=asking,
        taken=taken,
        questions=taken.questions,
        beside=[
            name for name in drop.files if not any(drops.belongs(name, file) for file in named)
        ],
        comes=sum(came.outcome in ("new", "answered") for came in taken.came),
        waits=sum(not came.is_done for came in taken.came),
        kinds=_kinds(visit),
        heights=[name for name in drop.files if _may_be_heights(drop, name)],
        told=drops.told_of(drop),
        foreign=handed_in.foreign(visit, drop, taken.came),
    )


def answer(visit: Visit, id: str) -> Response:
    """Keep what was answered about the files of a drop, and rehearse anew."""
    drop = _drop(visit, id)
    try:
        for file, said in drops.answered(visit.form).items():
            _check_of(drop, file)
            drop = drops.with_answers(drop, file, drops.answers_of(drop, file).with_form(said))
    except MocgioiError as error:
        visit.say(visit.words(error), "fault")
        return visit.go(_page_of(visit, drop))
    return _noted(visit, drop, visit.form.get("answer", ""))


def say_kind(visit: Visit, id: str) -> Response:
    """Keep what somebody says a file is, and rehearse anew."""
    drop, file = _file_of(visit, id)
    kind = visit.form.get("kind", "")
    drop = drops.with_kind(drop, file, kind if kind in _kinds(visit) else "")
    on = visit.form.get("on", "").strip()
    answers = drops.answers_of(drop, file).joined({"on": on})
    return _noted(visit, drops.with_answers(drop, file, answers), file)


def mark(visit: Visit, id: str) -> Response:
    """Keep that a file is taken in all the same, or left for another time; rehearse anew."""
    drop, file = _file_of(visit, id)
    for name in drops.MARKS:
        if name in visit.form:
            drop = drops.with_mark(drop, file, name, is_so=visit.form[name] == "1")
    return _noted(visit, drop, file)


def take_in(visit: Visit, id: str) -> Response:
    """Take in what the rehearsal showed."""
    drop = _drop(visit, id)
    if (running := visit.desk.jobs.running(visit.session.key, f"/take-in/{id}")) is not None:
        return visit.go(f"/working/{running.id}")
    job = _rehearsal(visit, drop)
    if job is None:
        visit.say(_CHANGED, "note")
        return _rehearse(visit, drop)
    from mocgioi.desk.work import take_in as work

    return visit.begin(
        work.take_in,
        _TAKING_IN,
        then="/take-in/done/{job}",
        back=f"/take-in/{drop.id}",
        store=visit.desk.store,
        by=visit.person.name,
        drop=drop,
        foreseen=job.result.taken,
    )


def show_done(visit: Visit, id: str) -> Response:
    """Show what came of a drop."""
    job = visit.job(id)
    if job.state != "done":
        return visit.go(f"/working/{job.id}")
    applied: Applied = job.result
    lang, spell = visit.lang, visit.spell
    batches = {
        came.file: came.receipt.batch
        for came in applied.taken.came
        if came.receipt is not None and came.receipt.batch is not None
    }
    shown = [shown_file(came, lang, spell) for came in applied.taken.came]
    return visit.page(
        "take_in/done.html",
        applied=applied,
        taken=applied.taken,
        files=sorted(shown, key=_urgency),
        batches=batches,
        unforeseen=[one.file for one in applied.unforeseen],
    )


def put_away(visit: Visit, id: str) -> Response:
    """Put a file, or a whole drop, away from the tray, where it is kept."""
    drop, file = _drop(visit, id), visit.form.get("file")
    named = [name for name in drop.files if file is None or drops.belongs(name, file)]
    rest = visit.desk.tray.put_aside(drop, named, by=visit.person.name)
    visit.say(Text(*(text.format(count=len(named)) for text in _PUT_AWAY)))
    if rest is None or "back" in visit.form:
        return visit.go("/take-in#aside")
    return _rehearse(visit, rest)


def bring_back(visit: Visit, id: str) -> Response:
    """Put what was put away on the tray again."""
    tray = visit.desk.tray
    kept = tray.aside.of(id)
    if kept is None:
        raise Refused(404, _GONE)
    drop = tray.bring_back(kept)
    visit.say(Text(*(text.format(count=len(drop.files)) for text in _BROUGHT_BACK)))
    return visit.go("/take-in")


def _drop(visit: Visit, id: str) -> Drop:
    drop = visit.desk.tray.of(id)
    if drop is None:
        raise Refused(404, _GONE)
    return drop


def _file_of(visit: Visit, id: str) -> tuple[Drop, str]:
    """Return a drop and the file of it that a form speaks of."""
    drop, file = _drop(visit, id), visit.form.get("file", "")
    _check_of(drop, file)
    return drop, file


def _check_of(drop: Drop, file: str) -> None:
    if not any(drops.belongs(name, file) for name in drop.files):
        raise NotFound


def _noted(visit: Visit, drop: Drop, file: str) -> Response:
    """Keep what was said of a file, rehearse anew, and show the page where the file is."""
    visit.desk.tray.note(drop)
    return _rehearse(visit, drop, f"&file={quote(file, safe='')}#asked")


def _rehearse(visit: Visit, drop: Drop, place: str = "") -> Response:
    from mocgioi.desk.work import take_in as work

    return visit.begin(
        work.rehearse,
        _REHEARSING,
        writes=False,
        then=f"/take-in/{drop.id}?rehearsal={{job}}{place}",
        back=_page_of(visit, drop),
        store=visit.desk.store,
        by=visit.person.name,
        drop=drop,
    )


def _rehearsal(visit: Visit, drop: Drop) -> Job | None:
    """Return the rehearsal that a page or a form names, if it is of the drop as it is now."""
    name = visit.asked.get("rehearsal") or visit.form.get("rehearsal") or ""
    job = visit.desk.jobs.of(name, visit.session.key)
    is_of_now = job is not None and job.state == "done" and getattr(job.result, "drop", 0) == drop
    return job if is_of_now else None


def _page_of(visit: Visit, drop: Drop) -> str:
    job = _rehearsal(visit, drop)
    return f"/take-in/{drop.id}" + (f"?rehearsal={job.id}" if job is not None else "")


def _urgency(file: ShownFile) -> tuple[bool, bool, bool]:
    """Return where a file stands on a page: what is not taken first, what is known last."""
    is_taken = file.outcome not in ("refused", "no_survey", "undone")
    return is_taken, file.outcome == "known", not file.needs_person


def _may_be_heights(drop: Drop, name: str) -> bool:
    """Say whether a file that is taken for a photograph may be heights of the ground."""
    from mocgioi.tracker.recognising import HEIGHTS

    return name.lower().endswith(HEIGHTS) and name not in drop.notes.get("kinds", {})


def _kinds(visit: Visit) -> dict[str, str]:
    """Return what a file may be said to be, in words."""
    return {kind: of_batches.KINDS[kind].to(visit.lang) for kind in ("survey", *KINDS, "merge")}


ROUTES = [
    Route("GET", "/take-in", show, "hand_in", in_sector=True),
    Route("POST", "/take-in", put, "hand_in", in_sector=True),
    Route("GET", "/take-in/<id>", show_drop, "take_in"),
    Route("GET", "/take-in/done/<id>", show_done, "take_in"),
    Route("POST", "/take-in/<id>/rehearse", rehearse, "take_in"),
    Route("POST", "/take-in/<id>/answer", answer, "take_in"),
    Route("POST", "/take-in/<id>/kind", say_kind, "take_in"),
    Route("POST", "/take-in/<id>/mark", mark, "take_in"),
    Route("POST", "/take-in/<id>/take-in", take_in, "take_in"),
    Route("POST", "/take-in/<id>/put-away", put_away, "take_in"),
    Route("POST", "/take-in/<id>/bring-back", bring_back, "take_in"),
]
