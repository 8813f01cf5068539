"""What teams agreed to (toestemming): to be named for a visit, to go along in an exchange file. Withdrawn at any time."""

from collections.abc import Iterable
from enum import StrEnum

from sqlmodel import Session, col, delete, select

from leidraad.errors import NotFound
from leidraad.storage import journal
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.database.upsert import insert_for
from leidraad.storage.journal import What
from leidraad.storage.tables.schools import StoredTeam, TeamConsent

_consents = TeamConsent.__table__


class ConsentPurpose(StrEnum):
    """What a team can agree to; each is asked apart."""

    VISIT = "bezoek"
    EXCHANGE = "uitwisseling"


def given(school_id: int, purpose: ConsentPurpose) -> frozenset[int]:
    """The teams of a school that agree to this now."""
    query = (
        select(TeamConsent.team_id)
        .join(StoredTeam)
        .where(StoredTeam.school_id == school_id, TeamConsent.purpose == purpose.value)
    )
    with reading() as session:
        return frozenset(session.exec(query))


def of_team(team_id: int) -> frozenset[ConsentPurpose]:
    """What one team agrees to now."""
    with reading() as session:
        return frozenset(
            ConsentPurpose(one)
            for one in session.exec(select(TeamConsent.purpose).where(TeamConsent.team_id == team_id))
        )


def set_for(team_id: int, purposes: Iterable[ConsentPurpose], *, by: int | None = None) -> None:
    """From now on the team agrees to exactly these; `by` is the account, for the journal. Raises NotFound."""
    with writing() as session:
        team = session.get(StoredTeam, team_id, with_for_update={"key_share": True})  # wishes of two are not mixed
        if team is None:
            raise NotFound("Dit team bestaat niet meer. Er is niets veranderd.")
        wanted = {purpose.value for purpose in purposes}
        session.exec(
            delete(TeamConsent).where(col(TeamConsent.team_id) == team_id, col(TeamConsent.purpose).not_in(wanted))
        )
        for purpose in wanted:
            _give(session, team_id, purpose)
        said = ", ".join(sorted(wanted)) or "geen"
        journal.note(session, What.CONSENT, by, school_id=team.school_id, team_id=team_id, detail=said)


def _give(session: Session, team_id: int, purpose: str) -> None:
    session.execute(
        insert_for(session.connection().dialect.name, _consents)
        .values(team_id=team_id, purpose=purpose, given_on=clock.today())
        .on_conflict_do_nothing()
    )
