"""The journal (logboek): who did what and when. Never about answers, and never which participant."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, delete, select

from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading
from leidraad.storage.tables.accounts import AccountGrant, JournalEntry, StoredAccount
from leidraad.storage.tables.measurements import StoredMeasurement
from leidraad.storage.tables.schools import StoredSchool, StoredTeam

log = logging.getLogger("leidraad.logboek")

DETAIL_LENGTH = 200
KEPT = timedelta(days=366)  # twelve months


class What(StrEnum):
    """What can have happened."""

    BEGUN = "installatie in gebruik genomen"
    SIGNED_IN = "aangemeld"
    INVITED = "uitgenodigd"
    LINK = "link voor wachtwoord gemaakt"
    PASSWORD = "wachtwoord gekozen"  # noqa: S105 - a word for the journal
    SCHOOL_ACCOUNT = "schoolaccount gekoppeld"
    ROLE_GIVEN = "rol gegeven"
    ROLE_TAKEN = "rol weggehaald"
    STOPPED = "account gestopt"
    RESUMED = "account weer actief"
    ACCOUNT_REMOVED = "account verwijderd"
    SCHOOL_ADDED = "school toegevoegd"
    SCHOOL_RENAMED = "naam van de school veranderd"
    TEAM_ADDED = "team toegevoegd"
    TEAM_RENAMED = "naam van het team veranderd"
    TEAMS_ORDERED = "volgorde van de teams veranderd"
    TEAM_ARCHIVED = "team gearchiveerd"
    TEAM_MERGED = "team gaat verder in een ander team"
    TEAM_BACK = "team teruggehaald"
    OPENED = "meting geopend"
    CLOSED = "meting gesloten"
    SHARED = "uitslag gedeeld"
    REOPENED = "meting heropend"
    ENDED = "meting geëindigd zonder uitslag"
    DISCARDED = "meting weggegooid"
    FOCUS_BEGUN = "speerpunt begonnen"
    FOCUS_REMOVED = "speerpunt verwijderd"
    FOCUS_LOOKED_BACK = "teruggekeken op een speerpunt"
    FOCUS_ENDED = "speerpunt afgerond"
    FOCUS_REOPENED = "speerpunt weer open"
    PLAN_LINK_MADE = "link naar het plan gemaakt"
    PLAN_LINK_REVOKED = "link naar het plan ingetrokken"
    CONSENT = "instemming van het team veranderd"
    EXCHANGE_MADE = "uitwisselbestand gemaakt"
    EXCHANGE_READ = "uitwisselbestand ingelezen"
    EXCHANGE_REMOVED = "uitwisselbestand verwijderd"
    QUESTIONNAIRE_ADDED = "eigen vragenlijst toegevoegd"
    QUESTIONNAIRE_OFFERED = "eigen vragenlijst weer aangeboden"
    QUESTIONNAIRE_WITHDRAWN = "eigen vragenlijst niet meer aangeboden"
    QUESTIONNAIRE_REMOVED = "eigen vragenlijst verwijderd"
    BACKUP = "reservekopie gemaakt"
    BACKUP_TAKEN = "reservekopie gedownload"
    BACKUP_REMOVED = "reservekopie verwijderd"
    RESTORED = "reservekopie teruggezet"
    CLOCK = "datum van de computer bevestigd"


#: What is about a person, and so belongs to every school in which that person has a role.
_ABOUT_PEOPLE = (
    What.SIGNED_IN,
    What.INVITED,
    What.LINK,
    What.PASSWORD,
    What.SCHOOL_ACCOUNT,
    What.STOPPED,
    What.RESUMED,
    What.ACCOUNT_REMOVED,
)


@dataclass(frozen=True)
class JournalLine:
    """One line as it is read: the names of today, empty where there is none or it is gone. `at` is in UTC."""

    at: datetime
    what: str
    who: str
    about: str
    school: str
    team: str
    measurement: str
    detail: str


def note(
    session: Session,
    what: What,
    by: int | None,
    *,
    school_id: int | None = None,
    team_id: int | None = None,
    measurement_id: int | None = None,
    about: int | None = None,
    detail: str = "",
    at: datetime | None = None,
) -> None:
    """Write a line inside a running transaction: `by` is the account that did it, `about` the account it is about.

    Without `by` the program did it, or somebody at the machine itself. Once that is committed the log has a line too,
    without anything of a person in it.
    """
    session.add(
        JournalEntry(
            at=at or clock.now(),
            account_id=by,
            what=what.value,
            school_id=school_id,
            team_id=team_id,
            measurement_id=measurement_id,
            about_account_id=about,
            detail=detail[:DETAIL_LENGTH],
        )
    )
    facts = {"school": school_id, "team": team_id, "meting": measurement_id}
    known = {name: id for name, id in facts.items() if id is not None}
    event.listen(session, "after_commit", lambda _: log.info("%s", what, extra={"facts": known}), once=True)


def note_measurement(
    session: Session,
    what: What,
    by: int | None,
    measurement: StoredMeasurement,
    at: datetime | None = None,
    *,
    more: str = "",
) -> None:
    """The same about a measurement, with its team and school; `more` stands behind its name."""
    team = session.get(StoredTeam, measurement.team_id)
    note(
        session,
        what,
        by,
        school_id=team.school_id if team else None,
        team_id=measurement.team_id,
        measurement_id=None if what is What.DISCARDED else measurement.id,
        detail=measurement.label + more,
        at=at,
    )


def lines(school_id: int | None = None, *, limit: int = 100, offset: int = 0) -> list[JournalLine]:
    """The lines of one school (or all), newest first."""
    who, about = aliased(StoredAccount), aliased(StoredAccount)
    query = (
        sa.select(
            JournalEntry,
            col(who.name),
            col(about.name),
            col(StoredSchool.name),
            col(StoredTeam.name),
            col(StoredMeasurement.label),
        )
        .outerjoin(who, col(JournalEntry.account_id) == who.id)
        .outerjoin(about, col(JournalEntry.about_account_id) == about.id)
        .outerjoin(StoredSchool, col(JournalEntry.school_id) == StoredSchool.id)
        .outerjoin(StoredTeam, col(JournalEntry.team_id) == StoredTeam.id)
        .outerjoin(StoredMeasurement, col(JournalEntry.measurement_id) == StoredMeasurement.id)
        .order_by(col(JournalEntry.at).desc(), col(JournalEntry.id).desc())
        .limit(limit)
        .offset(offset)
    )
    if school_id is not None:
        query = query.where(_of_school(school_id))
    with reading() as session:
        return [_line(*row) for row in session.execute(query)]


def purge(session: Session, at: datetime) -> int:
    """Delete lines older than twelve months; gives how many."""
    gone: Any = session.exec(delete(JournalEntry).where(col(JournalEntry.at) < at - KEPT))
    return int(gone.rowcount)


def _of_school(school_id: int) -> sa.ColumnElement[bool]:
    teams = select(StoredTeam.id).where(StoredTeam.school_id == school_id)
    people = select(AccountGrant.account_id).where(
        sa.or_(col(AccountGrant.school_id) == school_id, col(AccountGrant.team_id).in_(teams))
    )
    person = sa.func.coalesce(JournalEntry.about_account_id, JournalEntry.account_id)
    return sa.or_(
        col(JournalEntry.school_id) == school_id,
        sa.and_(
            col(JournalEntry.school_id).is_(None),
            col(JournalEntry.what).in_([one.value for one in _ABOUT_PEOPLE]),
            person.in_(people),
        ),
    )


def _line(
    entry: JournalEntry,
    who: str | None,
    about: str | None,
    school: str | None,
    team: str | None,
    label: str | None,
) -> JournalLine:
    return JournalLine(
        at=entry.at,
        what=entry.what,
        who=who or "",
        about=about or "",
        school=school or "",
        team=team or "",
        measurement=label or "",
        detail=entry.detail,
    )
