"""Values of documents: what a text in one means. The schemas say it in these words."""

from typing import TYPE_CHECKING, Annotated, Literal, get_args

from mocgioi.domain import counting

if TYPE_CHECKING:
    from mocgioi.domain.counting import Measured as Measured
else:
    # As `typing` has it, for the schemas: that of what every start loads is lighter.
    Measured = Literal[get_args(counting.Measured)]

Day = Annotated[str, "ISO day, as 2023-12-31"]
Instant = Annotated[str, "UTC instant with milliseconds, as 2024-01-05T03:00:00.000Z"]
Number = Annotated[str, "number of a marker, as 1116 or 1088/2"]
Uuid = Annotated[str, "identity in the store"]

Addition = Annotated[
    str,
    "by what a marker came to count: by_completion, by_observation, baseline, completed_before, "
    "newly_needed, or reported_late: built by the day of the earlier report, known only later",
]
Aspect = Annotated[str, "what an observation speaks of: a code of the aspects"]
ContributionKind = Annotated[str, "a code of the list contribution_kind"]
Funding = Annotated[str, "a code of the list funding"]
MarkerCondition = Annotated[str, "a code of the list marker_condition"]
NeedRoad = Annotated[str, "a code of the list need_road"]
RoadClass = Annotated[str, "a code of the list road_class"]
RoadCondition = Annotated[str, "a code of the list road_condition"]
RoadStatus = Annotated[str, "a code of the list road_status"]
Head = Annotated[str, "first eight characters of the head of the last commit known"]
Verdict = Annotated[str, "what was decided: keep, set_aside, undone, held or reopened"]

Line = list[list[float]]
"""Longitude and latitude of each vertex, degrees, EPSG:4326."""
