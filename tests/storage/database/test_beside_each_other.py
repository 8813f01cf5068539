"""On a database server people write beside each other, in one process or several: whatever they do at once stays right.

No lock of a process helps here, so a transaction of another thread stands for one of another process.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text

from leidraad.access.identity import Grant, Role
from leidraad.domain.day import DayStep
from leidraad.domain.selfscan import Perspective
from leidraad.errors import Collided, LastOne, LeidraadError, LinkGone, Refused, Withdrawn
from leidraad.storage import attempts
from leidraad.storage.accounts import accounts, granting, sessions, signing_in
from leidraad.storage.database import clock, engine
from leidraad.storage.measurements import answers, closing, reveal
from leidraad.storage.schools import consents, schools, teams
from leidraad.storage.schools.consents import ConsentPurpose
from leidraad.storage.self_scans import self_scans
from leidraad.storage.self_scans.self_scans import ScanChoice
from leidraad.storage.study_day import ballots, day, rounds
from leidraad.storage.study_day.rounds import RoundKind
from tests import plan
from tests.cast import ALICE, BOB, phones
from tests.storage.database.test_at_the_same_time import both
from tests.storage.people import ANOTHER, invited, person, school
from tests.storage.scene import CORE, ONE, TWO, fill_in, opened, rows, team

pytestmark = pytest.mark.usefixtures("server_database")
Act = Callable[[], Any]


def while_uncommitted(first: Act, second: Act) -> Any:
    """What `second` gives or raises that begins when `first` is written and not committed yet."""
    with ThreadPoolExecutor(1) as pool:
        with engine.together():
            first()
            later = pool.submit(second)
            while not later.done() and not rows("SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"):
                pass
        return later.exception() or later.result()


def tap(measurement: int, value: int, item: str = ONE) -> Act:
    return lambda: answers.change(measurement, ALICE, {item: value}, {})


@pytest.fixture
def measurement() -> int:
    """An open measurement in which Alice answered one statement."""
    made = opened()
    answers.change(made, ALICE, {TWO: 3}, {})
    return made


def test_somebody_who_saves_waits_for_nobody_elses_row(measurement):
    with engine.together():
        answers.change(measurement, ALICE, {ONE: 4}, {})
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(answers.change, measurement, BOB, {ONE: 2}, {}).result(5).stored == {ONE: 2}


def test_whoever_withdraws_while_a_tap_is_saved_leaves_no_answer(measurement):
    while_uncommitted(tap(measurement, 4), lambda: answers.withdraw(measurement, ALICE))
    assert rows("SELECT item_id FROM answer") == []


@pytest.mark.parametrize("items", [(ONE,), CORE[:3]], ids=["tik", "scherm"])
def test_what_is_sent_while_somebody_withdraws_is_not_stored(measurement, items):
    given = dict.fromkeys(items, 5)
    outcome = while_uncommitted(
        lambda: answers.withdraw(measurement, ALICE), lambda: answers.change(measurement, ALICE, given, {})
    )
    assert isinstance(outcome, Withdrawn)
    assert rows("SELECT item_id FROM answer") == []


@pytest.mark.parametrize("items", [(ONE,), CORE[:3]], ids=["tik", "scherm"])
def test_of_two_tabs_that_answer_at_once_the_first_counts_and_the_other_hears_it(measurement, items):
    outcome = while_uncommitted(
        tap(measurement, 4), lambda: answers.change(measurement, ALICE, dict.fromkeys(items, 5), {})
    )
    assert outcome.stored[ONE] == 4
    assert answers.mine(measurement, ALICE)[ONE] == 4


def test_a_reveal_counts_what_was_saved_when_it_closed(measurement):
    fill_in(measurement, phones(9)[1:])
    while_uncommitted(tap(measurement, 5), lambda: closing.close(measurement))
    reveal.share(measurement)
    [body] = rows("SELECT body FROM result")
    assert '"participants":9' in body[0].replace(" ", "")


def choosing_day() -> int:
    made = opened()
    fill_in(made, phones(8))
    closing.close(made)
    reveal.share(made)
    day.start(made, 45)
    day.go_to(made, DayStep.CHOOSE, leaving=DayStep.REVEAL)
    return made


def test_a_choice_that_is_saved_while_the_vote_closes_counts_and_leaves_nothing():
    made = choosing_day()
    for device in phones(8):
        ballots.save_choices(made, device, ["aanbeveling-1"])
    changed = lambda: ballots.save_choices(made, phones(8)[0], ["dimensie-2"])  # noqa: E731
    while_uncommitted(changed, lambda: rounds.close(made, RoundKind.CHOOSING))
    assert rows("SELECT subject FROM vote") == []
    chosen = rounds.choices(made)
    assert chosen is not None
    assert chosen.voters == 8


def test_two_tabs_of_one_device_choose_one_after_the_other():
    made, device = choosing_day(), phones(1)[0]
    ballots.save_choices(made, device, ["aanbeveling-1"])
    while_uncommitted(
        lambda: ballots.save_choices(made, device, ["aanbeveling-2", "aanbeveling-3"]),
        lambda: ballots.save_choices(made, device, ["dimensie-1", "dimensie-2"]),
    )
    assert ballots.my_choices(made, device) == {"dimensie-1", "dimensie-2"}


def test_a_focus_point_beside_another_change_is_drawn_too():
    made = choosing_day()
    was, of = day.standing(made).version, rows("SELECT team_id FROM measurement")[0][0]
    while_uncommitted(
        lambda: day.show(made, 0, within=DayStep.CHOOSE) and day.set_minutes(made, 90),
        lambda: plan.begin(of, measurement_id=made),
    )
    assert rows("SELECT version FROM study_day")[0][0] == was + 2


def started(key: str, account_id: int) -> bool:
    with engine.writing() as session:
        return sessions.start_with(session, key, account_id, clock.now())


def errors_of(outcomes: list[object]) -> list[str]:
    return sorted(type(one).__name__ for one in outcomes if isinstance(one, BaseException))


def test_two_beheerders_who_take_each_others_role_leave_one():
    bosses = [person(name, Grant(Role.HOST)) for name in ("alice", "bob")]
    left = iter(bosses)
    assert errors_of(both(lambda: granting.take(next(left), Grant(Role.HOST), None))) == [LastOne.__name__]


def test_two_beheerders_who_stop_each_other_leave_one():
    left = iter([person(name, Grant(Role.HOST)) for name in ("alice", "bob")])
    assert errors_of(both(lambda: accounts.stop(next(left), None))) == [LastOne.__name__]


def test_a_link_that_is_opened_twice_at_once_is_used_once():
    _id, token = invited("alice")
    passwords = iter([ANOTHER, ANOTHER + "!"])
    assert errors_of(both(lambda: signing_in.come_in(token, next(passwords)))) == [LinkGone.__name__]


def test_a_school_login_that_two_tabs_bring_at_once_is_one_session():
    alice = person("alice")
    assert sorted(both(lambda: started("van de school", alice))) == [False, True]


def test_of_many_tries_at_the_same_moment_no_more_pass_than_one_after_the_other():
    limit = attempts.Limit(free=5, first=15, longest=300)
    waited = both(lambda: attempts.begin("account:alice", limit), times=8)
    assert waited.count(0) == 5


def test_one_address_invited_by_two_at_once_is_one_account():
    assert errors_of(both(lambda: accounts.invite("bob@school.nl", "Bob", (), None))) == [Refused.__name__]


def test_a_self_scan_begun_in_two_tabs_at_once_is_one():
    choice = ScanChoice("leidraad-vo", 2, True, Perspective("leraar"))
    assert errors_of(both(lambda: self_scans.begin(ALICE, choice), times=4)) == []
    assert len(rows("SELECT key FROM self_scan_draft")) == 1


def test_two_who_put_teams_in_order_at_once_wait_for_each_other_and_none_is_lost():
    of = schools.team(team()).school_id
    made = [schools.add_team(of, f"Team {number}").id for number in range(4)]
    steps = iter([(made[0], -1), (made[3], -1), (made[1], 1), (made[2], 1)])
    assert errors_of(both(lambda: teams.move(*next(steps)), times=4)) == []
    assert sorted(one.position for one in schools.teams(of)) == [1, 2, 3, 4, 5]


def test_the_wishes_of_two_people_are_not_mixed():
    of = school().id
    wishes = iter([{ConsentPurpose.VISIT}, {ConsentPurpose.EXCHANGE}])
    both(lambda: consents.set_for(of, next(wishes)))
    assert len(consents.of_team(of)) == 1


def test_two_who_wait_for_each_other_hear_that_somebody_was_at_it_too():
    made = [opened(), opened()]
    crossed = iter([made, made[::-1]])

    def hold_both() -> None:
        first, second = next(crossed)
        with engine.writing() as session:
            for one in (first, second):
                session.execute(text(f"SELECT id FROM measurement WHERE id = {one} FOR UPDATE"))
                held.add(one)
                while len(held) < 2:
                    pass

    held: set[int] = set()
    [outcome] = [one for one in both(hold_both) if isinstance(one, LeidraadError)]
    assert isinstance(outcome, Collided)
    assert "Iemand anders veranderde dit op hetzelfde moment" in str(outcome)
