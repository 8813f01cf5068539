"""What a team works on (speerpunten): at most three open at a time, each with its agreement and its step of the cycle."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session, and_, col, func, select

from leidraad.content import library, own_questionnaires
from leidraad.domain import choosing, focus
from leidraad.domain.cycle import BEGINNING
from leidraad.domain.focus import StartingPlan
from leidraad.errors import InvalidAnswer, NotFound
from leidraad.notation import AMSTERDAM
from leidraad.storage import backup_cleaning
from leidraad.storage.database import clock, memory, old_pages
from leidraad.storage.database.cascade import erase
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.journal import What
from leidraad.storage.plans import inquiries
from leidraad.storage.plans.plan_rows import changing, held, note, require_seen, working_team
from leidraad.storage.schools import questionnaires
from leidraad.storage.study_day.day_rows import tell_screens
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.plans import StoredCycleMove, StoredFocusPoint, StoredPlanAction
from leidraad.storage.tables.schools import StoredTeam

#: Out of the menu of a construct, for one focus point: more at a time come to nothing.
MOST_MEASURES = 2


@dataclass(frozen=True)
class FocusPoint:
    """What a team works on (speerpunt); open until `closed_on`, and then `ending` says how it ended.

    `measurement_id` is where it was chosen, if anywhere; `item_id` its statement, when it is about one. What was chosen
    before there were plans has no agreement: `cue`, `response`, `owner` and `look_back_on` are empty.
    """

    id: int
    team_id: int
    measurement_id: int | None
    construct_id: str
    item_id: str
    why: str
    cue: str
    response: str
    owner: str
    step: int
    look_back_on: date | None
    look_back_set_at: datetime | None  # not known of what was agreed in an older version
    decided_on: date
    closed_on: date | None
    ending: str
    version: int

    @property
    def look_back_key(self) -> str:
        """The same as long as it is about the same point, for an agenda."""
        return f"terugkijken-{self.team_id}-{self.id}"

    @property
    def look_back_agreed_at(self) -> datetime:
        """When the day to look back was agreed."""
        return self.look_back_set_at or datetime.combine(self.decided_on, time(), AMSTERDAM).astimezone(UTC)


@dataclass(frozen=True)
class Agreed:
    """What can be changed of the agreement afterwards."""

    why: str
    cue: str
    response: str
    owner: str
    look_back_on: date


def add(
    team_id: int,
    construct_id: str,
    beginning: StartingPlan,
    *,
    measurement_id: int | None = None,
    item_id: str = "",
    measures: Sequence[str] = (),
    on: date | None = None,
    by: int | None = None,
) -> FocusPoint:
    """Make a focus point with what is agreed on the day, its first step as its first action, in the second step.

    `measures` come out of the menu of its construct and become actions until the day of looking back. Raises NotFound, Refused, InvalidAnswer or TooManyFocusPoints; then nothing was written. `on` is today, or earlier in
    the made-up past of an example.
    """
    today = on or clock.today()
    beginning = focus.checked(beginning)
    look_back_on = today + timedelta(days=beginning.look_back_in)
    with writing() as session:
        team = working_team(session, team_id)
        _require_subject(session, team, construct_id, item_id, measures)
        choosing.require_room(_how_many_open(session, team_id))
        if measurement_id is not None:
            _require_own(session, measurement_id, team_id)
        point = StoredFocusPoint(
            team_id=team_id,
            measurement_id=measurement_id,
            construct_id=construct_id,
            item_id=item_id,
            cue=beginning.cue,
            response=beginning.response,
            owner=beginning.owner,
            step=BEGINNING,
            look_back_on=look_back_on,
            look_back_set_at=clock.now(),
            decided_on=today,
        )
        session.add(point)
        session.flush()
        first_due = today + timedelta(days=beginning.first_step_in)
        session.add(StoredCycleMove(point_id=point.id, step=BEGINNING, moved_on=today))
        agreed = [(beginning.first_step, first_due), *((what, look_back_on) for what in measures)]
        session.add_all(
            StoredPlanAction(point_id=point.id, what=what, owner=beginning.owner, due_on=due)
            for what, due in agreed
        )
        note(session, What.FOCUS_BEGUN, by, team)
        tell_screens(session, measurement_id)
    memory.is_old()
    return point.as_(FocusPoint)


def agree(team_id: int, id: int, agreed: Agreed, *, seen: int) -> FocusPoint:
    """Change the agreement that was on the screen as version `seen`.

    Raises ChangedMeanwhile when somebody changed it since, NotFound, Refused or InvalidAnswer.
    """
    cue, response = focus.without_als_dan(agreed.cue, agreed.response)
    focus.require_all({"‘als …’": cue, "‘dan …’": response, "wie": agreed.owner})
    with changing(team_id, id) as (session, point):
        require_seen(point.version, seen)
        if agreed.look_back_on != point.look_back_on:
            focus.require_look_back((agreed.look_back_on - clock.today()).days)
            before, point.look_back_on = point.look_back_on, agreed.look_back_on
            inquiries.follow(session, point, before)
            point.look_back_set_at = clock.now()
        point.why = focus.sentence(agreed.why) if agreed.why.strip() else ""
        point.cue, point.response = focus.sentence(cue), focus.sentence(response)
        point.owner = focus.owner(agreed.owner)
        point.version += 1
        session.add(point)
    return point.as_(FocusPoint)


def remove(team_id: int, id: int, by: int | None = None) -> None:
    """Take back a focus point, open or ended, with its whole plan and its small inquiries.

    What was answered in these goes out of the backups too. Raises NotFound, or Refused while one goes on.
    """
    with writing() as session:
        point = held(session, team_id, id)
        inquiries.require_none_going_on(session, id)
        asked = [one.id for one in inquiries.measurements_of(session, id)]
        erase(session, StoredMeasurement.__table__, col(StoredMeasurement.id).in_(asked))
        tell_screens(session, point.measurement_id)
        erase(session, StoredFocusPoint.__table__, col(StoredFocusPoint.id) == id)
        note(session, What.FOCUS_REMOVED, by, session.get(StoredTeam, team_id))
    memory.is_old()
    if asked:
        old_pages.forget()
    for measurement in asked:
        backup_cleaning.forget(measurement)


def get(team_id: int, id: int) -> FocusPoint:
    """One of this team. Raises NotFound."""
    with reading() as session:
        row = session.get(StoredFocusPoint, id)
    if row is None or row.team_id != team_id:
        raise NotFound("Dit speerpunt bestaat niet meer.")
    return row.as_(FocusPoint)


def of_team(team_id: int) -> list[FocusPoint]:
    """All of a team, in the order in which they were chosen."""
    query = select(StoredFocusPoint).where(StoredFocusPoint.team_id == team_id).order_by(col(StoredFocusPoint.id))
    with reading() as session:
        return [row.as_(FocusPoint) for row in session.exec(query)]


def open_of_team(team_id: int) -> list[FocusPoint]:
    """What a team works on now, in the order in which it was chosen."""
    return [one for one in of_team(team_id) if one.closed_on is None]


def require_room(session: Session, team_id: int) -> None:
    """A team whose row is held can have one more. Raises TooManyFocusPoints."""
    choosing.require_room(_how_many_open(session, team_id))


def _how_many_open(session: Session, team_id: int) -> int:
    open_ones = and_(col(StoredFocusPoint.team_id) == team_id, col(StoredFocusPoint.closed_on).is_(None))
    return int(session.exec(select(func.count()).where(open_ones)).one())


def _require_own(session: Session, measurement_id: int, team_id: int) -> None:
    measurement = session.get(StoredMeasurement, measurement_id)
    if measurement is None or measurement.team_id != team_id:
        raise NotFound("Deze meting is niet van dit team. Er is niets opgeslagen.")


def _require_subject(
    session: Session, team: StoredTeam, construct_id: str, item_id: str, measures: Sequence[str]
) -> None:
    """Of what a school wrote only the own school's can be chosen."""
    own = own_questionnaires.is_own(construct_id)
    there = questionnaires.written_by(session, team.school_id) if own else library.instruments().values()
    asked = (instrument for instrument in there if not instrument.self_scan_only)
    named = [one for instrument in asked for one in instrument.constructs if one.id == construct_id]
    if not named:
        raise InvalidAnswer("Dit onderdeel kennen we niet. Er is niets opgeslagen.")
    if item_id and item_id not in {item.id for construct in named for item in construct.items}:
        raise InvalidAnswer("Deze stelling hoort niet bij dit onderdeel. Er is niets opgeslagen.")
    menu = {entry.text for construct in named for entry in library.guide(construct).menu} if measures else set()
    if len(measures) > MOST_MEASURES or not set(measures) <= menu:
        raise InvalidAnswer(f"Kies hoogstens {MOST_MEASURES} dingen uit de lijst. Er is niets opgeslagen.")
