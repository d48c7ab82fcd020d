"""Raw rows become domain values and findings; the only middle room that uses sources.

A bad row never raises: it is rejected verbatim and told. A file that cannot be taken as a
whole raises a `mocgioi.errors.MocgioiError` whose findings say why.

Each kind of file is loaded when it is first asked for: a survey of plain rows needs no
geometry library.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mocgioi.intake.register.ground import take_ground
    from mocgioi.intake.register.markers import take_markers
    from mocgioi.intake.register.places import take_boundary, take_communes, take_gates, take_posts
    from mocgioi.intake.register.projects import take_contributions, take_projects, take_published
    from mocgioi.intake.register.roads import take_roads
    from mocgioi.intake.register.targets import take_targets
    from mocgioi.intake.rows.known import Known, Taken
    from mocgioi.intake.survey.photos import PhotoRow, match_photos, take_photos
    from mocgioi.intake.survey.policy import STANDARD, Policy
    from mocgioi.intake.survey.surveys import take_survey

__all__ = [
    "STANDARD",
    "Known",
    "PhotoRow",
    "Policy",
    "Taken",
    "match_photos",
    "take_boundary",
    "take_communes",
    "take_contributions",
    "take_gates",
    "take_ground",
    "take_markers",
    "take_photos",
    "take_posts",
    "take_projects",
    "take_published",
    "take_roads",
    "take_survey",
    "take_targets",
]

_HOMES = {
    "rows.known": ("Known", "Taken"),
    "register.ground": ("take_ground",),
    "register.markers": ("take_markers",),
    "survey.photos": ("PhotoRow", "match_photos", "take_photos"),
    "register.places": ("take_boundary", "take_communes", "take_gates", "take_posts"),
    "survey.policy": ("STANDARD", "Policy"),
    "register.projects": ("take_contributions", "take_projects", "take_published"),
    "register.roads": ("take_roads",),
    "register.targets": ("take_targets",),
    "survey.surveys": ("take_survey",),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(name)
