"""Who may manage whom, at the write: Alice hosts, Bob leads De Brug, Charlie leads De Linde and gets nothing of it."""

from collections.abc import Callable

import pytest

from leidraad.errors import Forbidden, LastOne
from leidraad.storage.accounts import accounts, erasing, granting, links, signing_in
from tests.storage.people import HOST, PASSWORD, invited, leads, leads_school, person, school
from tests.storage.scene import rows

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def brug():
    return school()


@pytest.fixture
def linde():
    return school("De Linde")


@pytest.fixture
def cast(brug, linde) -> dict[str, int]:
    return {
        "Alice": person("Alice", HOST),
        "Bob": person("Bob", leads_school(brug)),
        "Charlie": person("Charlie", leads_school(linde)),
        "Dana": person("Dana", leads(brug)),
        "Els": person("Els", leads(brug), leads(linde)),
    }


def state() -> list[list[tuple]]:
    return [rows(f"SELECT * FROM {table}") for table in ("account", "account_grant", "one_time_link", "journal")]


def test_a_schoolleider_manages_kartrekkers_and_schoolleiders_of_the_own_school(cast, brug):
    bob, dana = cast["Bob"], cast["Dana"]
    accounts.invite("fatma@school.nl", "Fatma", [leads(brug), leads_school(brug)], bob)
    granting.give(dana, leads_school(brug), bob)
    granting.take(dana, leads_school(brug), bob)
    assert links.opened(accounts.new_link(dana, bob)).account_id == dana
    accounts.stop(dana, bob)
    accounts.resume(dana, bob)
    id, _ = invited("Gijs", leads(brug))
    erasing.remove(id, bob)


def test_a_beheerder_manages_everybody(cast, brug, linde):
    alice = cast["Alice"]
    for other in ("Bob", "Charlie", "Els"):
        accounts.new_link(cast[other], alice)
    granting.give(cast["Dana"], HOST, alice)
    granting.take(cast["Dana"], HOST, alice)


def test_a_role_in_the_own_school_can_be_taken_from_somebody_who_also_works_elsewhere(cast, brug, linde):
    granting.take(cast["Els"], leads(brug), cast["Bob"])
    assert accounts.get(cast["Els"]).grants == (leads(linde),)


# -- refusals -------------------------------------------------------------------------------------------------

ON_A_WHOLE_ACCOUNT: list[Callable[[int, int], object]] = [
    accounts.new_link,
    accounts.stop,
    accounts.resume,
    erasing.remove,
]


@pytest.mark.parametrize("step", ON_A_WHOLE_ACCOUNT, ids=lambda step: step.__name__)
@pytest.mark.parametrize(
    ("who", "whom"),
    [("Charlie", "Bob"), ("Charlie", "Dana"), ("Bob", "Alice"), ("Bob", "Els"), ("Dana", "Bob"), ("Dana", "Els")],
)
def test_nobody_takes_over_an_account_that_is_not_all_theirs(cast, step, who, whom):
    before = state()
    with pytest.raises(Forbidden):
        step(cast[whom], cast[who])
    assert state() == before


def test_a_beheerder_who_also_leads_the_school_stays_out_of_reach_of_its_schoolleider(cast, brug):
    granting.give(cast["Alice"], leads_school(brug), None)
    before = state()
    for step in ON_A_WHOLE_ACCOUNT:
        with pytest.raises(Forbidden):
            step(cast["Alice"], cast["Bob"])
    assert state() == before


def test_roles_elsewhere_and_the_role_of_beheerder_are_not_theirs_to_give_or_take(cast, brug, linde):
    before = state()
    for who, grant in (
        ("Bob", HOST),
        ("Bob", leads(linde)),
        ("Bob", leads_school(linde)),
        ("Dana", leads(brug)),
        ("Charlie", leads_school(brug)),
    ):
        for step in (
            lambda who=who, grant=grant: granting.give(cast["Dana"], grant, cast[who]),
            lambda who=who, grant=grant: granting.take(cast["Alice"], grant, cast[who]),
            lambda who=who, grant=grant: accounts.invite("x@school.nl", "X", [grant], cast[who]),
        ):
            with pytest.raises(Forbidden):
                step()
    assert state() == before


def test_whoever_lost_the_role_a_moment_ago_can_give_nothing_any_more(cast, brug):
    granting.give(cast["Dana"], leads_school(brug), None)
    granting.take(cast["Bob"], leads_school(brug), cast["Dana"])
    with pytest.raises(Forbidden):
        granting.give(cast["Bob"], leads_school(brug), cast["Bob"])


def test_a_stopped_account_can_do_nothing(cast, brug):
    granting.give(cast["Dana"], leads_school(brug), None)
    accounts.stop(cast["Bob"], cast["Dana"])
    with pytest.raises(Forbidden):
        granting.give(cast["Els"], leads_school(brug), cast["Bob"])


def test_the_last_schoolleider_and_the_last_beheerder_cannot_go(cast, brug):
    for id, grant in ((cast["Bob"], leads_school(brug)), (cast["Alice"], HOST)):
        before = state()
        with pytest.raises(LastOne):
            granting.take(id, grant, id)
        with pytest.raises(LastOne):
            accounts.stop(id, id)
        assert state() == before
    assert signing_in.sign_in("bob@school.nl", PASSWORD)
