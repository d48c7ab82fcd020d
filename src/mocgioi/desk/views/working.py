"""The page of long work: how far it is, and the press that stops it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mocgioi.desk.routes import Route

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from mocgioi.desk.visit import Visit


def show(visit: Visit, id: str) -> Response:
    """Show a job while it runs; lead on when it is done."""
    job = visit.job(id)
    job.ended.wait(0.5)  # most work is short, and needs no page of its own
    if job.state == "done":
        return visit.go(job.then)
    error = None
    findings: list[str] = []
    if job.error is not None:
        error = visit.words(job.error).to(visit.lang)
        findings = [visit.words(f).to(visit.lang) for f in job.error.findings]
    return visit.page("working.html", job=job, error=error, findings=findings)


def tell(visit: Visit, id: str) -> Response:
    """Tell the script of the page how far it is."""
    job = visit.job(id)
    name, done, of = job.step
    return visit.json({"state": job.state, "name": name, "done": done, "of": of})


def stop(visit: Visit, id: str) -> Response:
    """Stop a job."""
    job = visit.job(id)
    job.stop()
    return visit.go(job.then if job.state == "done" else f"/working/{id}")


ROUTES = [
    Route("GET", "/working/<id>", show, "read", in_sector=True),
    Route("GET", "/working/<id>/step", tell, "read", in_sector=True),
    Route("POST", "/working/<id>/stop", stop, "read", in_sector=True),
]
