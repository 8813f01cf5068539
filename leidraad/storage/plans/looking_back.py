"""Looking back on a focus point, and ending one: secured in structure and in a person, or stopped with a reason."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, col, select

from leidraad.content import plan_questions
from leidraad.domain import focus
from leidraad.domain.cycle import CycleStep
from leidraad.domain.focus import Ending, LookingBack, Sequel
from leidraad.errors import InvalidAnswer
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading
from leidraad.storage.journal import What
from leidraad.storage.plans import cycle_moves, focus_points, inquiries
from leidraad.storage.plans.plan_rows import changing, note, require_seen
from leidraad.storage.tables.plans import StoredFocusPoint, StoredLookBack, StoredPlanNote
from leidraad.storage.tables.schools import StoredTeam

#: Where the two boxes of securing, and the reason to stop, are written down.
STRUCTURE, PERSON, STOPPED = "borgen-structuur", "borgen-persoon", "stoppen-reden"


@dataclass(frozen=True)
class LookBack:
    """A team looked back on this day."""

    point_id: int
    held_on: date
    how_far: str
    helped: str
    held_up: str
    sequel: str
    reason: str
    monitored: dict[str, str]  # by question of list C what the team wrote


def look_back(
    team_id: int, id: int, said: LookingBack, *, seen: int, on: date | None = None, by: int | None = None
) -> None:
    """Write down how it went and do what was decided: a next day to look back, the step of securing, or the end.

    Raises ChangedMeanwhile when somebody looked back or changed the agreement since, NotFound, Refused or InvalidAnswer.
    """
    said, today = focus.looked_back(said), on or clock.today()
    if {question for question, _ in said.monitored} - plan_questions.monitoring():
        raise InvalidAnswer("Deze vraag kennen we niet. Er is niets opgeslagen.")
    with changing(team_id, id) as (session, point):
        require_seen(point.version, seen)
        session.add(
            StoredLookBack(
                point_id=id,
                held_on=today,
                how_far=said.how_far.value,
                helped=said.helped,
                held_up=said.held_up,
                sequel=said.sequel.value,
                reason=said.reason,
                monitored=json.dumps(dict(said.monitored), ensure_ascii=False),
            )
        )
        point.version += 1
        team = session.get(StoredTeam, team_id)
        note(session, What.FOCUS_LOOKED_BACK, by, team)
        if said.sequel is Sequel.STOP:
            inquiries.require_none_going_on(session, id)
            _write(session, id, STOPPED, said.reason)
            _close(session, point, Ending.STOPPED, today)
            note(session, What.FOCUS_ENDED, by, team)
            return
        before, point.look_back_on = (
            point.look_back_on,
            today + timedelta(days=said.look_back_in or focus.LOOK_BACK_DAYS),
        )
        inquiries.follow(session, point, before, looked_back=True)
        point.look_back_set_at = clock.now()
        if said.sequel is Sequel.SECURE and point.step != CycleStep.SECURE:
            cycle_moves.put(session, point, CycleStep.SECURE, today)
        session.add(point)


def secure(
    team_id: int, id: int, structure: str, person: str, *, seen: int, on: date | None = None, by: int | None = None
) -> None:
    """End a focus point as secured, in structure and in a person. Raises ChangedMeanwhile, NotFound, Refused, InvalidAnswer."""
    focus.require_all({"hoe het vastligt in jullie afspraken": structure, "wie het levend houdt": person})
    _end(team_id, id, Ending.SECURED, {STRUCTURE: structure, PERSON: person}, seen=seen, on=on, by=by)


def stop(team_id: int, id: int, reason: str, *, seen: int, on: date | None = None, by: int | None = None) -> None:
    """End a focus point without securing it. Raises ChangedMeanwhile, NotFound, Refused or InvalidAnswer."""
    focus.require_all({"waarom jullie stoppen": reason})
    _end(team_id, id, Ending.STOPPED, {STOPPED: reason}, seen=seen, on=on, by=by)


def reopen(team_id: int, id: int, by: int | None = None) -> None:
    """Go on with one that ended. Raises TooManyFocusPoints when there are three open, NotFound or Refused."""
    with changing(team_id, id, ended=True) as (session, point):
        focus_points.require_room(session, team_id)
        point.closed_on, point.ending, point.look_back_set_at = None, "", clock.now()
        point.version += 1
        session.add(point)
        note(session, What.FOCUS_REOPENED, by, session.get(StoredTeam, team_id))


def of_points(ids: list[int]) -> dict[int, list[LookBack]]:
    """By focus point every time that the team looked back, in order."""
    query = select(StoredLookBack).where(col(StoredLookBack.point_id).in_(ids)).order_by(col(StoredLookBack.id))
    found: dict[int, list[LookBack]] = {id: [] for id in ids}
    with reading() as session:
        for row in session.exec(query):
            found[row.point_id].append(row.as_(LookBack, monitored=json.loads(row.monitored)))
    return found


def _end(
    team_id: int,
    id: int,
    ending: Ending,
    texts: dict[str, str],
    *,
    seen: int,
    on: date | None,
    by: int | None,
) -> None:
    cleaned = {question: focus.note(text) for question, text in texts.items()}
    with changing(team_id, id) as (session, point):
        require_seen(point.version, seen)
        inquiries.require_none_going_on(session, id)
        for question, text in cleaned.items():
            _write(session, id, question, text)
        point.version += 1
        _close(session, point, ending, on or clock.today())
        note(session, What.FOCUS_ENDED, by, session.get(StoredTeam, team_id))


def _close(session: Session, point: StoredFocusPoint, ending: Ending, on: date) -> None:
    point.closed_on, point.ending = on, ending.value
    session.add(point)


def _write(session: Session, point_id: int, question: str, text: str) -> None:
    row = session.get(StoredPlanNote, (point_id, question)) or StoredPlanNote(
        point_id=point_id, question=question, text="", version=0
    )
    row.text, row.version = text, row.version + 1
    session.add(row)
