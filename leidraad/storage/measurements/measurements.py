"""Measurements: prepare, open, throw away, and find them again. Closing and the reveal have modules of their own."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain import measurement as rules
from leidraad.domain import thresholds, typed
from leidraad.domain.measurement import State
from leidraad.domain.result import Mode
from leidraad.errors import MeasurementNotOpen, NotFound, Refused, UnknownCode
from leidraad.storage import backup_cleaning, codes, journal
from leidraad.storage.database import clock, old_pages
from leidraad.storage.database.cascade import erase
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.journal import What
from leidraad.storage.measurements import answers, asked_before, going_on
from leidraad.storage.schools import questionnaires
from leidraad.storage.tables.measurements import WHOLE, LeaderLink, StoredMeasurement
from leidraad.storage.tables.schools import StoredSchool, StoredTeam

RETENTION_DAYS = 30
MOST_INVITED = 500
#: A measurement that nobody closes does so by itself after this: answers that are still of a device are not kept for ever.
OPEN_FOR = timedelta(weeks=8)
WARNED_BEFORE = timedelta(days=7)
#: So long at least the answers of a closed measurement stay while it can be opened again.
_AT_LEAST = timedelta(days=1)


@dataclass(frozen=True)
class Measurement:
    """One team, one version of an instrument, one moment (meting), as it was when it was read."""

    id: int
    team_id: int
    label: str
    instrument_id: str
    instrument_version: int
    short: bool
    mode: Mode
    state: State
    join_code: str | None
    invited: int
    newcomers: int | None
    handed_over: int
    tie_cut: bool
    k: int
    k_distribution: int
    retention_days: int
    created_at: datetime
    opened_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    shared_at: datetime | None

    @property
    def closed_by_itself(self) -> bool:
        """Whether nobody closed it before its term was over."""
        return self.closed_at is not None and self.closes_at is not None and self.closed_at >= self.closes_at

    @property
    def reveal_before(self) -> datetime | None:
        """When the answers go, and with them the Result that was not revealed; None while it is open, or has no answers of people."""
        if self.closed_at is None or self.mode == Mode.JOINT:
            return None
        return self.closed_at + max(timedelta(days=self.retention_days), _AT_LEAST)


@dataclass(frozen=True)
class Preparation:
    """What whoever prepares a measurement has chosen."""

    team_id: int
    label: str
    instrument_id: str
    instrument_version: int
    short: bool
    mode: Mode
    invited: int
    newcomers: int | None = None
    k: int = 5
    k_distribution: int = 8
    retention_days: int = RETENTION_DAYS


def prepare(chosen: Preparation, *, alone: bool = False, at: datetime | None = None) -> Measurement:
    """Make a measurement in state `concept`. Raises Refused or NotFound when a choice is impossible.

    With `alone` also when the team has one that is not shared yet: somebody else was first.
    `at` is the moment to write down, here and in every step below: now, unless an example tells of earlier years.
    """
    instrument = _checked(chosen)
    measurement = StoredMeasurement(
        **{
            name: getattr(chosen, name)
            for name in Preparation.__dataclass_fields__
            if name not in ("label", "mode")
        },
        label=typed.tidied(chosen.label),
        mode=chosen.mode.value,
        state=State.CONCEPT.value,
        created_at=at or clock.now(),
    )
    with writing() as session:
        # Held: nobody archives the team or prepares another one meanwhile.
        team = session.get(StoredTeam, chosen.team_id, with_for_update=True)
        if team is None:
            raise NotFound("Dit team bestaat niet meer.")
        questionnaires.require_of(session, team.school_id, instrument)
        if not _fits(session, team.school_id, instrument):
            raise Refused("Deze vragenlijst is niet voor jullie soort onderwijs. Er is niets veranderd.")
        if team.archived_at is not None:
            raise Refused("Dit team is gearchiveerd. Haal het eerst terug bij Beheer. Er is niets veranderd.")
        if alone and (other := going_on.not_shared(session, chosen.team_id)) is not None:
            raise Refused(f"Dit team heeft al een meting die niet af is: {other}. Er is niets veranderd.")
        session.add(measurement)
    return handed_out(measurement)


def _fits(session: Session, school_id: int, instrument: Instrument) -> bool:
    school = session.get(StoredSchool, school_id)
    return school is not None and instrument.fits(school.sector)


def _checked(chosen: Preparation) -> Instrument:
    """The questionnaire of a choice that is possible."""
    if library.is_small(chosen.instrument_id):
        raise Refused("Een klein onderzoek begint op de pagina Plan. Er is niets veranderd.")
    instrument = library.instrument(chosen.instrument_id, chosen.instrument_version)
    if instrument.status != "gepubliceerd":
        raise Refused("Deze versie van de vragenlijst kan niet (meer) gekozen worden.")
    if instrument.self_scan_only:
        raise Refused("Deze vragenlijst is alleen voor de zelfscan. Er is niets veranderd.")
    if chosen.short and not instrument.has_short:
        raise Refused("Van deze vragenlijst is er geen korte scan. Kies de volledige. Er is niets veranderd.")
    if typed.one_line(chosen.label, 60) is None:
        raise Refused("Geef de meting een naam van hoogstens 60 tekens, bijvoorbeeld 'Najaar 2026'.")
    if not 0 <= chosen.retention_days <= 90:
        raise Refused("Antwoorden kunnen 0 tot 90 dagen bewaard blijven.")
    if not 1 <= chosen.invited <= MOST_INVITED:
        raise Refused(f"Vul in hoeveel collega's je uitnodigt: 1 tot {MOST_INVITED}.")
    if chosen.newcomers is not None and not 0 <= chosen.newcomers <= chosen.invited:
        raise Refused("Het aantal nieuwe collega's kan niet groter zijn dan het aantal dat je uitnodigt.")
    thresholds.require(chosen.k, chosen.k_distribution)
    rules.require_team_size(chosen.mode, chosen.invited, chosen.k)
    return instrument


def open_(id: int, *, by: int | None = None, at: datetime | None = None) -> Measurement:
    """Open it: answers can come in from now on, with a join code for individual scoring.

    `by` is the account that does it, here and in every step below, for the journal.
    """
    with writing() as session:
        measurement = locked(session, id)
        measurement.state = rules.opened(State(measurement.state)).value
        going_on.require_no_small_inquiry(session, measurement.team_id)
        measurement.opened_at = at or clock.now()
        asked_before.require_rested(session, measurement, measurement.opened_at)
        if measurement.mode == Mode.INDIVIDUAL:
            measurement.closes_at = measurement.opened_at + OPEN_FOR
            measurement.join_code = measurement.join_code or free_code(session)
        session.add(measurement)
        journal.note_measurement(session, What.OPENED, by, measurement, at)
    return handed_out(measurement)


def free_code(session: Session) -> str:
    """A code that no measurement has, as join code or for its leaders."""
    while True:
        code = codes.new_code()
        if _with_code(session, code) is None:
            return code


def _with_code(session: Session, code: str) -> StoredMeasurement | None:
    """The measurement with this join code, or with this code for its leaders."""
    found = session.exec(select(StoredMeasurement).where(StoredMeasurement.join_code == code)).first()
    return found or session.exec(select(StoredMeasurement).join(LeaderLink).where(LeaderLink.code == code)).first()


def discard(id: int, *, by: int | None = None) -> None:
    """Remove a measurement that was never opened, or one that is closed and not revealed with everything in it.

    The answers, the study day and what leaders expected go too, and the answers out of the backups. Raises Refused while
    it is open or once it is shared.
    """
    with writing() as session:
        measurement = locked(session, id)
        rules.require_discardable(State(measurement.state))
        more = ", gesloten, met alle antwoorden" if measurement.state == State.CLOSED else ""
        journal.note_measurement(session, What.DISCARDED, by, measurement, more=more)
        erase(session, StoredMeasurement.__table__, StoredMeasurement.__table__.c.id == id)
    old_pages.forget()
    backup_cleaning.forget(id)


def locked(session: Session, id: int) -> StoredMeasurement:
    """The row, held until the transaction ends, so that two people cannot take the same step. Raises NotFound."""
    found = session.exec(select(StoredMeasurement).where(StoredMeasurement.id == id).with_for_update()).first()
    if found is None:
        raise NotFound("Deze meting bestaat niet (meer).")
    return found


def handed_out(row: StoredMeasurement) -> Measurement:
    """The row as everybody outside this room may have it."""
    return row.as_(Measurement, mode=Mode(row.mode), state=State(row.state))


def get(id: int) -> Measurement:
    """One measurement; raises NotFound."""
    with reading() as session:
        found = session.get(StoredMeasurement, id)
    if found is None:
        raise NotFound("Deze meting bestaat niet (meer).")
    return handed_out(found)


def with_code(typed: str) -> Measurement:
    """The measurement with this join code, or with this code for its leaders, open or not. Raises UnknownCode."""
    code = codes.normalise(typed)
    with reading() as session:
        found = _with_code(session, code)
    if found is None:
        raise unknown(code)
    return handed_out(found)


def unknown(code: str) -> UnknownCode:
    """What somebody reads whose code is of no measurement."""
    return UnknownCode(
        f"We kennen de code {code[:12] or '(leeg)'} niet. Kijk nog eens op het scherm: een code heeft zes tekens, "
        "zonder de letters I, L en O en zonder de cijfers 0 en 1."
    )


def not_open() -> MeasurementNotOpen:
    """What somebody reads whose code was right, after the closing."""
    return MeasurementNotOpen(
        "Deze meting is gesloten. Antwoorden die al opgeslagen waren, tellen mee, als genoeg mensen meededen. "
        "Vraag aan je kartrekker wat de volgende stap is."
    )


def of_team(team_id: int) -> list[Measurement]:
    """All measurements of a team with a whole questionnaire, newest first."""
    with reading() as session:
        rows = session.exec(
            select(StoredMeasurement)
            .where(StoredMeasurement.team_id == team_id, WHOLE)
            .order_by(col(StoredMeasurement.created_at).desc(), col(StoredMeasurement.id).desc())
        )
        return [handed_out(row) for row in rows]


def any_open() -> bool:
    """Whether somebody can be filling in now."""
    with reading() as session:
        return (
            session.exec(select(StoredMeasurement.id).where(StoredMeasurement.state == State.OPEN)).first()
            is not None
        )


def set_invited(id: int, invited: int) -> None:
    """Correct the number of invited colleagues, until the Result is made with it. Raises Refused."""
    if not 1 <= invited <= MOST_INVITED:
        raise Refused(f"Vul een aantal van 1 tot {MOST_INVITED} in.")
    with writing() as session:
        measurement = locked(session, id)
        if measurement.state not in (State.OPEN, State.CLOSED):
            raise MeasurementNotOpen(
                "Het aantal kan alleen veranderen tussen het openen en het tonen van de uitslag."
            )
        rules.require_team_size(Mode(measurement.mode), invited, measurement.k)
        if (measurement.newcomers or 0) > invited:
            raise Refused(
                "Het aantal kan niet kleiner zijn dan het aantal nieuwe collega's. Er is niets veranderd."
            )
        if (taking_part := answers.people_in(session, id).people) > invited:
            raise Refused(
                f"Er doen al {taking_part} collega's mee. Het aantal kan niet kleiner zijn. Er is niets veranderd."
            )
        session.exec(update(StoredMeasurement).where(col(StoredMeasurement.id) == id).values(invited=invited))
