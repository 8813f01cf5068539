"""Where a focus point stands in the cycle: on, back, and everywhere it was."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from leidraad.domain import cycle
from leidraad.domain.cycle import CycleStep
from leidraad.errors import Refused
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading
from leidraad.storage.plans.plan_rows import changing
from leidraad.storage.tables.plans import StoredCycleMove, StoredFocusPoint


@dataclass(frozen=True)
class CycleMove:
    """A focus point came into this step on this day."""

    point_id: int
    step: int
    moved_on: date


def move(team_id: int, id: int, to: CycleStep, *, leaving: CycleStep, on: date | None = None) -> None:
    """Go to another step. Raises Refused where no way leads there, or when it is no longer in `leaving`; NotFound."""
    with changing(team_id, id) as (session, point):
        if point.step != leaving:
            raise Refused(f"Dit speerpunt staat intussen bij stap {point.step}. Er is niets veranderd.")
        cycle.require_way(leaving, to)
        put(session, point, to, on or clock.today())


def begin_anew(team_id: int, id: int, to: CycleStep, *, leaving: CycleStep) -> None:
    """After a year go back to analysing or deciding, from whatever step. Raises Refused sooner or elsewhere, NotFound."""
    with changing(team_id, id) as (session, point):
        moves = [(one.step, one.moved_on) for one in session.exec(_moves(id).order_by(col(StoredCycleMove.id)))]
        year_over = cycle.is_a_year_later(cycle.began(point.decided_on, moves), clock.today())
        if point.step != leaving or to not in cycle.ANEW or not year_over:
            raise Refused("Opnieuw beginnen kan na een jaar, bij stap 2 of 3. Er is niets veranderd.")
        put(session, point, to, clock.today())


def take_back(team_id: int, id: int, *, leaving: CycleStep) -> None:
    """Undo the last move when it was made today. Raises Refused or NotFound."""
    with changing(team_id, id) as (session, point):
        found = session.exec(_moves(id).order_by(col(StoredCycleMove.id).desc()).limit(2)).all()
        if len(found) < 2 or found[0].moved_on != clock.today() or point.step != leaving:
            raise Refused("Deze stap is niet meer terug te nemen. Er is niets veranderd.")
        point.step = found[1].step
        session.add(point)
        session.delete(found[0])


def of_points(ids: list[int]) -> dict[int, list[CycleMove]]:
    """By focus point everywhere it was, in order; nothing for what was chosen before there were plans."""
    query = select(StoredCycleMove).where(col(StoredCycleMove.point_id).in_(ids)).order_by(col(StoredCycleMove.id))
    found: dict[int, list[CycleMove]] = {id: [] for id in ids}
    with reading() as session:
        for row in session.exec(query):
            found[row.point_id].append(row.as_(CycleMove))
    return found


def put(session: Session, point: StoredFocusPoint, to: CycleStep, on: date) -> None:
    """Write a move inside a running transaction."""
    if session.exec(_moves(point.id).limit(1)).first() is None:  # chosen before there were plans
        session.add(StoredCycleMove(point_id=point.id, step=point.step, moved_on=point.decided_on))
        session.flush()
    point.step = int(to)
    session.add(point)
    session.add(StoredCycleMove(point_id=point.id, step=int(to), moved_on=on))


def _moves(point_id: int) -> SelectOfScalar[StoredCycleMove]:
    return select(StoredCycleMove).where(StoredCycleMove.point_id == point_id)
