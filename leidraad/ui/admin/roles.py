"""Beheer: what roles are called, which can be given where, and what is said of somebody's account."""

from dataclasses import dataclass

from leidraad.access.identity import Grant, Role
from leidraad.storage.accounts.accounts import Member
from leidraad.storage.schools import schools, teams
from leidraad.ui.admin.parts import Where


@dataclass(frozen=True)
class Roles:
    """What the roles on this screen are called, and in which school each of them is."""

    schools: dict[int, str]
    teams: dict[int, tuple[str, int]]  # name and school
    open_teams: frozenset[int]  # those that are not archived

    def words(self, grant: Grant, *, with_school: bool) -> str:
        """ "kartrekker van Onderbouw", with the school behind it where there can be several."""
        if grant.role is Role.HOST:
            return "beheerder"
        school = self.schools.get(self.school_of(grant) or 0, "")
        if grant.team_id is None:
            return f"schoolleider van {school}"
        return f"kartrekker van {self.teams[grant.team_id][0]}" + (f" ({school})" if with_school else "")

    def school_of(self, grant: Grant) -> int | None:
        """The school that a role belongs to; None for a beheerder, or a school that is not on this screen."""
        return grant.school_id if grant.team_id is None else self.teams.get(grant.team_id, ("", None))[1]

    def on_offer(self, place: Where) -> list[Grant]:
        """The roles that can be given here: in the chosen school, or in all."""
        of = [one for one in place.schools if not one.example and place.school in (None, one)]
        offered = []
        for one in of:
            offered.append(Grant(Role.SCHOOL_LEADER, school_id=one.id))
            offered += [
                Grant(Role.LEAD, team_id=id)
                for id, (_, school) in self.teams.items()
                if school == one.id and id in self.open_teams
            ]
        return [*offered, Grant(Role.HOST)] if place.whole else offered

    def visible(self, place: Where, member: Member) -> list[Grant]:
        """The roles of somebody that this screen may show: of one school, and whether they host."""
        if place.school is None:
            return list(member.grants)
        own = [grant for grant in member.grants if self.school_of(grant) == place.school.id]
        return own + [grant for grant in member.grants if grant.role is Role.HOST]


def roles_of(place: Where) -> Roles:
    """The names of all schools and teams that this visitor manages."""
    of = place.schools
    active = [team for one in of for team in schools.teams(one.id)]
    old = [team for one in of for team in teams.archived(one.id)]
    return Roles(
        schools={one.id: one.name for one in of},
        teams={team.id: (team.name, team.school_id) for team in (*active, *old)},
        open_teams=frozenset(team.id for team in active),
    )


def state(member: Member) -> list[str]:
    """What is particular about an account: stopped, or invited and never come in."""
    if not member.account.active:
        return ["account gestopt"]
    return ["uitgenodigd, nog niet aangemeld"] if member.account.invited else []
