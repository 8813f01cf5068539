"""Accounts and roles: invited with a link, given and taken, stopped and resumed; never the last one away."""

import pytest

from leidraad.access.identity import NOBODY, Grant, Role
from leidraad.errors import LastOne, LinkGone, NotFound, Refused, WrongPassword
from leidraad.storage.accounts import accounts, erasing, granting, links, sessions, signing_in
from leidraad.storage.schools import schools
from tests.storage.people import HOST, PASSWORD, invited, leads, leads_school, person, school
from tests.storage.scene import rows

pytestmark = pytest.mark.usefixtures("database")


def test_a_fresh_installation_belongs_to_nobody_until_the_first_account():
    assert not accounts.is_claimed()
    invited("Alice", HOST)
    assert accounts.is_claimed()


def test_an_invited_person_comes_in_with_the_link_and_has_the_roles():
    team = school()
    id, token = invited("Bob", leads(team))
    opened = links.opened(token)
    assert (opened.email, opened.name, opened.purpose) == ("bob@school.nl", "Bob", links.LinkPurpose.INVITATION)
    assert accounts.get(id).account.invited
    visitor = sessions.visitor(signing_in.come_in(token, PASSWORD))
    assert (visitor.account_id, visitor.name, visitor.host) == (id, "Bob", False)
    assert (visitor.schools, visitor.teams) == (frozenset(), {team.id})
    assert not accounts.get(id).account.invited


def test_one_account_can_host_lead_a_school_and_lead_a_team_elsewhere():
    brug, linde = school(), school("De Linde")
    id = person("Alice", HOST, leads_school(brug), leads(linde))
    visitor = sessions.visitor(signing_in.sign_in("alice@school.nl", PASSWORD))
    assert visitor.host
    assert visitor.schools == {brug.school_id}
    assert visitor.teams == {linde.id}
    assert accounts.get(id).grants == (HOST, leads_school(brug), leads(linde))


def test_a_role_works_and_stops_working_at_once_in_a_running_session():
    team = school()
    id = person("Bob")
    token = signing_in.sign_in("bob@school.nl", PASSWORD)
    assert not sessions.visitor(token).teams
    granting.give(id, leads(team), None)
    granting.give(id, leads(team), None)  # twice is once
    assert sessions.visitor(token).teams == {team.id}
    granting.take(id, leads(team), None)
    assert not sessions.visitor(token).teams


def test_the_list_of_a_school_has_who_leads_it_and_its_teams_and_nobody_else():
    brug, linde = school(), school("De Linde")
    person("Alice", leads_school(brug))
    person("Bob", leads(brug))
    person("Charlie", leads(linde))
    assert [one.account.name for one in accounts.members(brug.school_id)] == ["Alice", "Bob"]
    assert [one.account.name for one in accounts.members()] == ["Alice", "Bob", "Charlie"]


def test_stopping_ends_every_session_at_once_and_resuming_brings_the_roles_back():
    team = school()
    id = person("Bob", leads(team))
    tokens = [signing_in.sign_in("bob@school.nl", PASSWORD) for _ in range(2)]
    accounts.stop(id, None)
    assert [sessions.visitor(token) for token in tokens] == [NOBODY, NOBODY]
    with pytest.raises(WrongPassword):
        signing_in.sign_in("bob@school.nl", PASSWORD)
    accounts.resume(id, None)
    assert sessions.visitor(tokens[0]) == NOBODY
    assert sessions.visitor(signing_in.sign_in("bob@school.nl", PASSWORD)).teams == {team.id}


def test_an_address_is_one_account_however_it_is_typed():
    id = person("Bob")
    assert signing_in.sign_in(" BOB@School.NL ", PASSWORD)
    with pytest.raises(Refused, match="Er is al een account"):
        accounts.invite("Bob@SCHOOL.nl", "Bob", (), None)
    assert [one.account.id for one in accounts.members()] == [id]


def test_whoever_was_invited_by_mistake_can_be_removed_and_leaves_nothing():
    id, token = invited("Bob", leads(school()))
    erasing.remove(id, None)
    assert accounts.members() == []
    assert rows("SELECT * FROM account_grant") == []
    with pytest.raises(LinkGone):
        links.opened(token)


# -- refusals -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["", "bob", "bob@", "@school.nl", "bob@school", "a b@school.nl", "x@y.nl, z@y.nl", "b@s.nl\n"]
)
def test_what_is_no_address_is_refused(typed):
    if typed.strip() == "b@s.nl":
        assert accounts.normal_email(typed) == "b@s.nl"
        return
    with pytest.raises(Refused, match="geen e-mailadres"):
        accounts.invite(typed, "Bob", (), None)
    assert accounts.members() == []


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "Bob\u202eecila"])
def test_an_impossible_name_is_refused(name):
    with pytest.raises(Refused, match="naam"):
        accounts.invite("bob@school.nl", name, (), None)


def test_a_role_at_a_school_or_team_that_is_gone_makes_no_account():
    for grant in (Grant(Role.LEAD, team_id=999), Grant(Role.SCHOOL_LEADER, school_id=999)):
        with pytest.raises(NotFound):
            accounts.invite("bob@school.nl", "Bob", [grant], None)
    assert not accounts.is_claimed()


def test_the_last_host_and_the_last_leader_of_a_school_stay():
    team = school()
    id = person("Alice", HOST, leads_school(team))
    waiting, _ = invited("Bob", HOST, leads_school(team))  # cannot come in yet
    for grant in (HOST, leads_school(team)):
        with pytest.raises(LastOne):
            granting.take(id, grant, id)
    with pytest.raises(LastOne):
        accounts.stop(id, id)
    assert accounts.get(id).grants == (HOST, leads_school(team))
    granting.take(waiting, HOST, id)  # the other way round is no problem

    person("Charlie", HOST, leads_school(team))
    accounts.stop(id, id)
    assert not accounts.get(id).account.active


def test_a_team_can_do_without_a_kartrekker():
    team = school()
    id = person("Bob", leads(team))
    granting.take(id, leads(team), None)
    assert accounts.get(id).grants == ()


def test_a_role_goes_with_the_example_school():
    [team] = schools.add_examples({("Voorbeeldschool", "vo"): ["Onderbouw"]})
    id = person("Bob", leads(team))
    schools.remove_examples()
    assert accounts.get(id).grants == ()
