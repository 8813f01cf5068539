"""Who does what when: the actions of a focus point, the first of which is its first step."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from leidraad.domain import focus
from leidraad.domain.focus import ActionState
from leidraad.errors import InvalidAnswer, NotFound
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading
from leidraad.storage.plans.plan_rows import changing, require_seen
from leidraad.storage.tables.plans import StoredPlanAction

MOST = 12  # of one focus point


@dataclass(frozen=True)
class PlanAction:
    """One action: what, by whom (a role or a first name), before when, and how far it is."""

    id: int
    point_id: int
    what: str
    owner: str
    due_on: date
    state: str
    version: int


def add(team_id: int, point_id: int, what: str, owner: str, due_on: date) -> PlanAction:
    """One more action. Raises NotFound, Refused or InvalidAnswer; then nothing was written."""
    focus.require_all({"wat": what, "wie": owner})
    what, owner = focus.sentence(what), focus.owner(owner)
    _require_to_come(due_on)
    with changing(team_id, point_id) as (session, _):
        if len(session.exec(_of_point(point_id)).all()) >= MOST:
            raise InvalidAnswer(
                f"Een speerpunt heeft hoogstens {MOST} acties. Haal er eerst een weg. Er is niets opgeslagen."
            )
        action = StoredPlanAction(point_id=point_id, what=what, owner=owner, due_on=due_on)
        session.add(action)
    return action.as_(PlanAction)


def change(
    team_id: int, point_id: int, id: int, what: str, owner: str, due_on: date, state: ActionState, *, seen: int
) -> PlanAction:
    """Change the action that was on the screen as version `seen`.

    Raises ChangedMeanwhile when somebody changed it since, NotFound, Refused or InvalidAnswer.
    """
    focus.require_all({"wat": what, "wie": owner})
    what, owner = focus.sentence(what), focus.owner(owner)
    with changing(team_id, point_id) as (session, _):
        action = _held(session, point_id, id)
        require_seen(action.version, seen)
        if due_on != action.due_on:
            _require_to_come(due_on)
        action.what, action.owner, action.due_on, action.state = what, owner, due_on, ActionState(state).value
        action.version += 1
        session.add(action)
    return action.as_(PlanAction)


def remove(team_id: int, point_id: int, id: int, *, seen: int) -> None:
    """Take an action away. Raises ChangedMeanwhile, NotFound or Refused."""
    with changing(team_id, point_id) as (session, _):
        action = _held(session, point_id, id)
        require_seen(action.version, seen)
        session.delete(action)


def of_points(ids: list[int]) -> dict[int, list[PlanAction]]:
    """By focus point its actions, in the order in which they were made."""
    query = select(StoredPlanAction).where(col(StoredPlanAction.point_id).in_(ids))
    found: dict[int, list[PlanAction]] = {id: [] for id in ids}
    with reading() as session:
        for row in session.exec(query.order_by(col(StoredPlanAction.id))):
            found[row.point_id].append(row.as_(PlanAction))
    return found


def _of_point(point_id: int) -> SelectOfScalar[StoredPlanAction]:
    return select(StoredPlanAction).where(StoredPlanAction.point_id == point_id)


def _held(session: Session, point_id: int, id: int) -> StoredPlanAction:
    found = session.exec(_of_point(point_id).where(StoredPlanAction.id == id).with_for_update()).first()
    if found is None:
        raise NotFound("Deze actie bestaat niet meer. Er is niets veranderd.")
    return found


def _require_to_come(due_on: date) -> None:
    days = (due_on - clock.today()).days
    if not 0 <= days <= focus.LONGEST_LOOK_BACK_DAYS:
        raise InvalidAnswer("Kies voor een actie vandaag of een dag binnen een jaar. Er is niets opgeslagen.")
