"""Links to the plan of a team for whoever has them: to read along without an account, and the days for an agenda.

One of each kind at a time. The secret is handed out once, and only its hash is stored; it is in no backup.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Delete
from sqlmodel import Session, col, delete, select

from leidraad.errors import Refused
from leidraad.notation import AMSTERDAM
from leidraad.storage.accounts import tokens
from leidraad.storage.database import clock
from leidraad.storage.database.engine import reading, writing
from leidraad.storage.journal import What
from leidraad.storage.plans.plan_rows import note, working_team
from leidraad.storage.schools import teams
from leidraad.storage.tables.plans import StoredPlanLink
from leidraad.storage.tables.schools import StoredSchool, StoredTeam


class PlanLinkPurpose(StrEnum):
    """What a link opens; also the word in its address."""

    READ = "lezen"
    AGENDA = "agenda"


#: A link that somebody forgot does not stay open for ever; in an agenda stands nothing but days.
KEPT = {PlanLinkPurpose.READ: timedelta(days=366)}
_NAMES = {PlanLinkPurpose.READ: "leeslink", PlanLinkPurpose.AGENDA: "agenda-abonnement"}


@dataclass(frozen=True)
class PlanLink:
    """A link that works: since when, and until when, if it ends by itself."""

    purpose: PlanLinkPurpose
    made_on: date
    last_day: date | None


def make(team_id: int, purpose: PlanLinkPurpose, by: int | None = None) -> str:
    """The secret of a new link, in place of the one before. Raises NotFound, or Refused for a team that stopped or is made up."""
    secret = tokens.short()
    with writing() as session:
        team = working_team(session, team_id)
        school = session.get(StoredSchool, team.school_id)
        if school is None or school.example:  # whoever looks around may write there whatever he likes
            raise Refused("In een voorbeeldschool is er geen link om te delen. Er is niets veranderd.")
        session.exec(_without(team_id, purpose))
        session.add(
            StoredPlanLink(
                secret_hash=tokens.fingerprint(secret),
                team_id=team_id,
                purpose=purpose.value,
                made_on=clock.today(),
            )
        )
        note(session, What.PLAN_LINK_MADE, by, team, _NAMES[purpose])
    return secret


def revoke(team_id: int, purpose: PlanLinkPurpose, by: int | None = None) -> None:
    """End a link, with immediate effect, also of a team that stopped. Raises NotFound."""
    with writing() as session:
        team = teams.locked(session, team_id)
        gone = session.exec(_without(team_id, purpose))
        if gone.rowcount:
            note(session, What.PLAN_LINK_REVOKED, by, team, _NAMES[purpose])


def of_team(team_id: int) -> dict[PlanLinkPurpose, PlanLink]:
    """The links of a team that work, without their secrets."""
    with reading() as session:
        rows = session.exec(select(StoredPlanLink).where(StoredPlanLink.team_id == team_id)).all()
    found = (_link(row) for row in rows)
    return {one.purpose: one for one in found if one.last_day is None or one.last_day >= clock.today()}


def teams_behind(asked: Collection[tuple[PlanLinkPurpose, str]]) -> dict[tuple[PlanLinkPurpose, str], int]:
    """By purpose and secret the team, where such a link works: one that never was, is revoked, is too old or is of a team
    that stopped is simply not among them.
    """
    hashes = {tokens.fingerprint(secret): secret for _, secret in asked}
    query = (
        select(StoredPlanLink)
        .join(StoredTeam, col(StoredTeam.id) == col(StoredPlanLink.team_id))
        .where(col(StoredPlanLink.secret_hash).in_(hashes), col(StoredTeam.archived_at).is_(None))
    )
    with reading() as session:
        rows = session.exec(query).all()
    found = {(_link(row), hashes[row.secret_hash], row.team_id) for row in rows}
    today = clock.today()
    working = {
        (link.purpose, secret): team_id
        for link, secret, team_id in found
        if link.last_day is None or link.last_day >= today
    }
    return {one: working[one] for one in asked if one in working}


def purge(session: Session, at: datetime) -> None:
    """Delete the links that ended by themselves."""
    today = at.astimezone(AMSTERDAM).date()
    for purpose, kept in KEPT.items():
        over = col(StoredPlanLink.made_on) < today - kept
        session.exec(delete(StoredPlanLink).where(col(StoredPlanLink.purpose) == purpose.value, over))


def _without(team_id: int, purpose: PlanLinkPurpose) -> Delete:
    of = col(StoredPlanLink.team_id) == team_id, col(StoredPlanLink.purpose) == purpose.value
    return delete(StoredPlanLink).where(*of)


def _link(row: StoredPlanLink) -> PlanLink:
    purpose = PlanLinkPurpose(row.purpose)
    return PlanLink(purpose, row.made_on, row.made_on + KEPT[purpose] if purpose in KEPT else None)
