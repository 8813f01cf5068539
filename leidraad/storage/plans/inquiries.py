"""Small inquiries (klein onderzoek): what a team wants to ask itself when it looks back, and the measurement that asks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from leidraad.content import library
from leidraad.content.models import Instrument, Item
from leidraad.domain import small_inquiry
from leidraad.domain.measurement import State
from leidraad.errors import InvalidAnswer, NotFound, Refused, TeamTooSmall
from leidraad.notation import AMSTERDAM, day
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading
from leidraad.storage.measurements import asked_before, going_on, small
from leidraad.storage.measurements.measurements import MOST_INVITED, Measurement, handed_out
from leidraad.storage.measurements.small import Earlier
from leidraad.storage.plans.plan_rows import changing, require_seen
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.plans import StoredFocusPoint, StoredSmallInquiry
from leidraad.storage.tables.schools import StoredSchool, StoredTeam


@dataclass(frozen=True)
class SmallInquiry:
    """What is asked for one day of looking back, and what the team expects; `measurement_id` once it was opened."""

    id: int
    point_id: int
    look_back_on: date
    items: tuple[str, ...]
    expected: str
    measurement_id: int | None
    version: int


def offered(sector: str, construct_id: str) -> tuple[Instrument, tuple[Item, ...]] | None:
    """The statements of this construct that can be asked now, with the questionnaire that they are of."""
    for instrument in library.offered_in(sector):
        for construct in instrument.constructs:
            if construct.id == construct_id:
                return instrument, construct.items
    return None


def texts_of(construct_id: str) -> dict[str, str]:
    """Every statement of this construct by its id, also of questionnaires that are not asked any more."""
    return {
        item.id: item.text
        for instrument in library.instruments().values()
        for construct in instrument.constructs
        if construct.id == construct_id
        for item in construct.items
    }


def plan(team_id: int, point_id: int, items: Sequence[str], expected: str, *, seen: int) -> SmallInquiry:
    """Write down what is asked at the next looking back, in place of version `seen`; 0 where there was nothing yet.

    Raises ChangedMeanwhile when somebody changed it since, NotFound, Refused or InvalidAnswer; then nothing was written.
    """
    chosen, expected = small_inquiry.checked(items, expected)
    with changing(team_id, point_id) as (session, point):
        if point.look_back_on is None:
            raise Refused("Spreek eerst af wanneer jullie terugkijken, bij ‘Aanpassen’. Er is niets opgeslagen.")
        _require_offered(session, point, chosen)
        row = _for(session, point.id, point.look_back_on)
        require_seen(row.version if row else 0, seen)
        if row is not None and row.measurement_id is not None:
            raise Refused(
                f"Voor {day(point.look_back_on)} is er al een klein onderzoek geweest. Na het terugkijken kan er weer een. "
                "Er is niets opgeslagen."
            )
        row = row or StoredSmallInquiry(point_id=point_id, look_back_on=point.look_back_on, items="", expected="")
        row.version = seen + 1
        row.items, row.expected = " ".join(chosen), expected
        session.add(row)
        session.flush()
    return _handed_out(row)


def give_up(team_id: int, point_id: int, *, seen: int) -> None:
    """Take back what was planned and not opened. Raises ChangedMeanwhile, NotFound or Refused."""
    with changing(team_id, point_id) as (session, point):
        row = _planned(session, point, seen)
        session.delete(row)


def open_(
    team_id: int, point_id: int, invited: int, *, seen: int, by: int | None = None, at: datetime | None = None
) -> Measurement:
    """Ask the team what was planned as version `seen`: colleagues come in as to any measurement.

    Raises ChangedMeanwhile, NotFound or Refused: too early, too soon after the statement was last published, while another
    measurement goes on, with too few people, or for a statement that is not asked any more. `at` is now, or earlier in
    the made-up past of an example.
    """
    moment = at or clock.now()
    with changing(team_id, point_id) as (session, point):
        row = _planned(session, point, seen)
        _require_time(row, moment.astimezone(AMSTERDAM).date())
        items = row.items.split()
        instrument = _require_offered(session, point, items)
        _require_rested(session, team_id, items, moment)
        if (other := going_on.asked_now(session, team_id)) is not None:
            raise Refused(
                f"Dit team heeft nog een meting die niet af is ({other}). Sluit en deel die eerst. Er is niets veranderd."
            )
        _require_people(invited, small.thresholds_of(session, team_id).k)
        subject = next(one.short for one in instrument.constructs if one.id == point.construct_id)
        label = f"Klein onderzoek: {subject}"
        made = small.opened(session, team_id, instrument, items, label, invited, by=by, at=moment)
        row.measurement_id = made.id
        row.version += 1
        session.add(row)
    return handed_out(made)


def of_points(ids: Sequence[int]) -> dict[int, list[SmallInquiry]]:
    """By focus point its inquiries, in the order of their days."""
    query = select(StoredSmallInquiry).where(col(StoredSmallInquiry.point_id).in_(ids))
    found: dict[int, list[SmallInquiry]] = {id: [] for id in ids}
    with reading() as session:
        for row in session.exec(query.order_by(col(StoredSmallInquiry.look_back_on), col(StoredSmallInquiry.id))):
            found[row.point_id].append(_handed_out(row))
    return found


def of_measurement(measurement_id: int) -> SmallInquiry:
    """Which inquiry this measurement is of. Raises NotFound."""
    query = select(StoredSmallInquiry).where(StoredSmallInquiry.measurement_id == measurement_id)
    with reading() as session:
        row = session.exec(query).first()
    if row is None:
        raise NotFound("Dit kleine onderzoek bestaat niet meer.")
    return _handed_out(row)


def before(measurement_id: int, items: Sequence[str]) -> dict[str, Earlier]:
    """Of each of these statements what the team was last shown before this inquiry; nothing of what is gone."""
    with reading() as session:
        measurement = session.get(StoredMeasurement, measurement_id)
        return small.before(session, measurement, items) if measurement else {}


def rested_on(team_id: int, items: Sequence[str]) -> date | None:
    """The first day on which all of these can be asked again; None when they were never shown."""
    with reading() as session:
        shown = _shown(session, team_id, items, clock.now())
    return shown and asked_before.rested(shown)


def usual_invited(team_id: int) -> int:
    """How many were invited last; 0 when nobody ever was."""
    query = (
        select(StoredMeasurement.invited)
        .where(StoredMeasurement.team_id == team_id, StoredMeasurement.state == State.SHARED.value)
        .order_by(col(StoredMeasurement.closed_at).desc())
    )
    with reading() as session:
        return session.exec(query).first() or 0


def follow(session: Session, point: StoredFocusPoint, before: date | None, *, looked_back: bool = False) -> None:
    """Inside a transaction that gave the point another day of looking back: its inquiry is for that day now.

    When the team has looked back, what it asked was for that time; only what was still to be asked goes along.
    """
    row = _for(session, point.id, before)
    if row is not None and point.look_back_on is not None and not (looked_back and row.measurement_id):
        row.look_back_on = point.look_back_on
        session.add(row)


def require_none_going_on(session: Session, point_id: int) -> None:
    """Inside a transaction that ends a point, or takes it away. Raises Refused."""
    if any(State(one.state) is not State.SHARED for one in measurements_of(session, point_id)):
        raise Refused(
            "Er loopt nog een klein onderzoek bij dit speerpunt. Sluit het eerst, en toon de uitslag of gooi het weg. "
            "Er is niets veranderd."
        )


def measurements_of(session: Session, point_id: int) -> list[StoredMeasurement]:
    """The measurements of its inquiries."""
    query = select(StoredMeasurement).join(
        StoredSmallInquiry, col(StoredSmallInquiry.measurement_id) == StoredMeasurement.id
    )
    return list(session.exec(query.where(StoredSmallInquiry.point_id == point_id)))


def _handed_out(row: StoredSmallInquiry) -> SmallInquiry:
    return row.as_(SmallInquiry, items=tuple(row.items.split()))


def _for(session: Session, point_id: int, look_back_on: date | None) -> StoredSmallInquiry | None:
    query = select(StoredSmallInquiry).where(
        StoredSmallInquiry.point_id == point_id, StoredSmallInquiry.look_back_on == look_back_on
    )
    return session.exec(query.order_by(col(StoredSmallInquiry.id).desc())).first()


def _planned(session: Session, point: StoredFocusPoint, seen: int) -> StoredSmallInquiry:
    row = _for(session, point.id, point.look_back_on)
    if row is None:
        raise NotFound("Dit kleine onderzoek is er niet (meer). Er is niets veranderd.")
    require_seen(row.version, seen)
    if row.measurement_id is not None:
        raise Refused("Dit kleine onderzoek is al geopend. Er is niets veranderd.")
    return row


def _require_offered(session: Session, point: StoredFocusPoint, items: Sequence[str]) -> Instrument:
    team = session.get(StoredTeam, point.team_id)
    school = session.get(StoredSchool, team.school_id) if team else None
    found = offered(school.sector, point.construct_id) if school else None
    if found is None or not set(items) <= {item.id for item in found[1]}:
        raise InvalidAnswer(
            "Een van deze stellingen wordt niet meer gevraagd, of hoort niet bij dit speerpunt. Kies andere. "
            "Er is niets opgeslagen."
        )
    return found[0]


def _require_time(row: StoredSmallInquiry, today: date) -> None:
    first = row.look_back_on - timedelta(days=small_inquiry.OPENS_BEFORE_DAYS)
    if today < first:
        raise Refused(
            f"Dit kleine onderzoek hoort bij het terugkijken op {day(row.look_back_on)}. Open het vanaf {day(first)}. "
            "Er is niets veranderd."
        )


def _require_rested(session: Session, team_id: int, items: Sequence[str], moment: datetime) -> None:
    today = moment.astimezone(AMSTERDAM).date()
    shown, restored = _shown(session, team_id, items, moment), asked_before.restored(session)
    if shown is not None and today < asked_before.rested(shown):
        raise Refused(
            f"Een van deze stellingen zagen jullie korter dan {small_inquiry.REST_WEEKS} weken geleden terug in een uitslag. "
            f"Vraag die opnieuw vanaf {day(asked_before.rested(shown))}: anders is te zien wat één collega koos. Er is niets veranderd."
        )
    if restored is not None and restored <= moment and today < asked_before.rested(restored):
        raise Refused(
            f"Er is korter dan {small_inquiry.REST_WEEKS} weken geleden een reservekopie teruggezet. Wat jullie na die kopie "
            f"zagen, weet de Teamscan niet meer. Vraag deze stellingen vanaf {day(asked_before.rested(restored))}. Er is niets veranderd."
        )


def _shown(session: Session, team_id: int, items: Sequence[str], moment: datetime) -> datetime | None:
    return max(small.last_published(session, team_id, items, moment).values(), default=None)


def _require_people(invited: int, k: int) -> None:
    if invited < k:
        raise TeamTooSmall(
            f"Met minder dan {k} collega’s zou te zien zijn wie wat antwoordde. Bespreek de stellingen samen, en schrijf bij "
            "het terugkijken op wat jullie zien. Er is niets veranderd."
        )
    if invited > MOST_INVITED:
        raise Refused(f"Vul een aantal van {k} tot {MOST_INVITED} in. Er is niets veranderd.")
