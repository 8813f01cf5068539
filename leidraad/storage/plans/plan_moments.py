"""What happened with the focus points of a team, in time: chosen, every step, looked back, asked, ended. Without a word that was typed."""

from dataclasses import dataclass
from datetime import date

from leidraad.domain.cycle import CycleStep
from leidraad.domain.measurement import State
from leidraad.storage.measurements import measurements
from leidraad.storage.plans import cycle_moves, focus_points, inquiries, looking_back
from leidraad.storage.plans.focus_points import FocusPoint


@dataclass(frozen=True)
class PlanMoment:
    """On this day this happened with a focus point; `step` is where it came, when it came into one."""

    on: date
    what: str
    step: int | None = None


@dataclass(frozen=True)
class PointHistory:
    """A focus point with all its moments, in order; where it stands now is the last step."""

    point: FocusPoint
    moments: tuple[PlanMoment, ...]


def of_team(team_id: int) -> list[PointHistory]:
    """Of every focus point of a team, open and ended, in the order in which they were chosen."""
    points = focus_points.of_team(team_id)
    ids = [one.id for one in points]
    moves, backs, asked = cycle_moves.of_points(ids), looking_back.of_points(ids), inquiries.of_points(ids)
    found = []
    for point in points:
        first = moves[point.id][0].step if moves[point.id] else point.step
        moments = [PlanMoment(point.decided_on, f"gekozen, {_said(first)}", first)]
        moments += [PlanMoment(one.moved_on, _said(one.step), one.step) for one in moves[point.id][1:]]
        moments += [
            PlanMoment(one.held_on, f"teruggekeken: {one.how_far}, daarna {one.sequel}") for one in backs[point.id]
        ]
        moments += [
            PlanMoment(shown, "klein onderzoek")
            for one in asked[point.id]
            if (shown := _shown_on(one.measurement_id)) is not None
        ]
        if point.closed_on is not None:
            moments.append(PlanMoment(point.closed_on, point.ending or "afgerond"))
        found.append(PointHistory(point, tuple(sorted(moments, key=lambda one: one.on))))
    return found


def _said(step: int) -> str:
    return f"stap {step}: {CycleStep(step).title.lower()}"


def _shown_on(measurement_id: int | None) -> date | None:
    if measurement_id is None:
        return None
    found = measurements.get(measurement_id)
    return found.shared_at.date() if found.state is State.SHARED and found.shared_at else None
