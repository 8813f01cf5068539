"""A focus point as the tests make one: agreed on the day itself, with its first step within a week."""

from dataclasses import replace
from datetime import date

from leidraad.domain.focus import StartingPlan
from leidraad.storage.plans import focus_points
from leidraad.storage.plans.focus_points import FocusPoint

AGREED = StartingPlan(
    cue="we een les voorbereiden",
    response="kijken we eerst naar wat leerlingen al kunnen",
    first_step="Twee lessen samen voorbereiden",
    owner="kartrekker",
    first_step_in=7,
    look_back_in=49,
)


def begin(
    team_id: int,
    construct: str = "aanbeveling-3",
    *,
    on: date | None = None,
    measurement_id: int | None = None,
    item_id: str = "",
    measures: tuple[str, ...] = (),
    **other: str | int,
) -> FocusPoint:
    """A focus point of this team; `other` is what is agreed otherwise."""
    agreed = replace(AGREED, **other)  # type: ignore[arg-type]
    return focus_points.add(
        team_id, construct, agreed, on=on, measurement_id=measurement_id, item_id=item_id, measures=measures
    )
