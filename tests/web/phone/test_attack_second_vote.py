"""The attack on the second vote from phones: insiders who forge, try, come back, and read everything that can be seen.

Alice alone answered 1 to the first statement, the others 3; Charlie and those after him are insiders or never took part.
"""

from collections.abc import Callable

import pytest

from leidraad.access.cookies import DEVICE
from leidraad.content import library
from leidraad.domain.day import DayStep
from leidraad.domain.result import Visibility
from leidraad.errors import WrongState
from leidraad.storage.database import clock
from leidraad.storage.measurements import answers, closing, leaders, results
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.storage.study_day import day, rounds
from leidraad.storage.study_day.rounds import RoundKind
from tests.cast import ALICE, phones
from tests.storage import scene
from tests.ui.conftest import a_measurement, opened, text
from tests.web.phone.conftest import Phone
from tests.web.phone.states import go

CORE = [item.id for item in library.instrument("leidraad-vo", 1).items if item.core]
ONE, TWO = CORE[:2]
TEAM = phones(8)
SECOND = RoundKind.SECOND_VOTE
NewPhone = Callable[[str], Phone]


@pytest.fixture(autouse=True)
def the_time_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a screen says about the time is not what this is about."""
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)


@pytest.fixture
def by(new_phone: Callable[[], Phone]) -> NewPhone:
    """The phone with this cookie."""

    def found(device: str) -> Phone:
        phone = new_phone()
        phone.cookies.set(DEVICE, device)
        return phone

    return found


@pytest.fixture
def filled_in(team: schools.Team) -> Measurement:
    measurement = a_measurement(team, invited=8)
    for device in TEAM:
        answers.save(measurement.id, device, {**dict.fromkeys(CORE, 3), ONE: 1 if device == ALICE else 3})
    day.start(measurement.id, 45)
    return measurement


@pytest.fixture
def voting(filled_in: Measurement) -> Measurement:
    go(filled_in, DayStep.REVEAL)
    day.choose_statements(filled_in.id, [ONE, TWO], within=DayStep.REVEAL)
    go(filled_in, DayStep.TALK, DayStep.SECOND_VOTE)
    return filled_in


def vote(phone: Phone, measurement: Measurement, now: int, first: int, item: str = ONE) -> object:
    fields = {"stelling": item, "waarde": str(now), "eerst": str(first)}
    return phone.post(f"/d/{measurement.join_code}/stem?script", fields).json()


def seen(measurement: Measurement, phone: Phone) -> list[object]:
    """Everything that can be read while the vote is open: on a phone, on the wall, on the console, and in what was published."""
    code = measurement.join_code
    return [
        [phone._send("GET", f"/d/{code}/{where}").text for where in ("dag", "wacht?stand=")],
        text(opened("presenteren", meting=measurement.id)),
        text(opened("studiedag", meting=measurement.id)),
        results.shared(measurement.id),
        rounds.after_talk(measurement.id),
        rounds.people(measurement.id, SECOND),
        day.standing(measurement.id),
    ]


def shown(measurement: Measurement, item: str = ONE) -> tuple[int, ...] | None:
    rounds.close(measurement.id, SECOND)
    outcome = rounds.after_talk(measurement.id)
    assert outcome is not None
    found = outcome.item(item)
    assert found is not None
    assert (found.counts is None) == (found.visibility is Visibility.BELOW_THRESHOLD)
    return found.counts


def test_while_the_vote_is_open_nothing_that_anybody_sees_depends_on_what_somebody_votes(
    by: NewPhone, voting: Measurement
) -> None:
    insider = by(TEAM[2])
    vote(by(ALICE), voting, 1, 1)
    before = seen(voting, insider)
    for now in (5, 3):
        vote(by(ALICE), voting, now, 1)
        assert seen(voting, insider) == before


def test_a_forged_first_answer_hears_the_same_whether_its_owner_voted_or_not(
    by: NewPhone, voting: Measurement
) -> None:
    before = vote(by(TEAM[2]), voting, 5, 1)
    vote(by(ALICE), voting, 4, 1)
    assert vote(by(TEAM[3]), voting, 5, 1) == before == {"stand": 5, "aantal": 1}
    assert vote(by(TEAM[2]), voting, 4, 1) == {"stand": 4, "aantal": 1}


def test_what_is_shown_does_not_tell_two_forging_insiders_whether_alice_voted(
    by: NewPhone, voting: Measurement
) -> None:
    """With Alice three of the six claim the only 1, and one of those is left: shown as ever."""
    for device in TEAM[1:3]:
        vote(by(device), voting, 5, 1)
    for device in (ALICE, *TEAM[3:6]):
        vote(by(device), voting, 1 if device == ALICE else 3, 1 if device == ALICE else 3)
    assert shown(voting) in [(1, 0, 7, 0, 0), (0, 0, 7, 0, 1)]


def test_without_alice_the_same_is_shown(by: NewPhone, voting: Measurement) -> None:
    for device in TEAM[1:3]:
        vote(by(device), voting, 5, 1)
    for device in TEAM[3:7]:
        vote(by(device), voting, 3, 3)
    assert shown(voting) == (0, 0, 7, 0, 1)


def test_an_insider_has_one_ballot_however_often_and_from_however_many_tabs_it_is_cast(
    by: NewPhone, voting: Measurement
) -> None:
    for now, first in ((5, 1), (4, 3), (3, 3)):
        vote(by(TEAM[2]), voting, now, first)
        by(TEAM[2]).send(f"/d/{voting.join_code}/stem-doorgeven")
    for device in TEAM[3:6]:
        vote(by(device), voting, 3, 3)
    assert rounds.people(voting.id, SECOND) == 4
    assert shown(voting) is None  # four voted: nothing of it


def test_of_each_statement_its_own_voters_count(by: NewPhone, voting: Measurement) -> None:
    for number, device in enumerate(TEAM[1:6]):
        vote(by(device), voting, 4, 3, TWO)
        if number:
            vote(by(device), voting, 4, 3, ONE)
    assert shown(voting, ONE) is None
    outcome = rounds.after_talk(voting.id)
    assert outcome is not None
    assert outcome.items[1].counts == (0, 0, 3, 5, 0)


def test_a_round_of_which_nothing_was_told_begins_anew_without_a_trace_of_the_votes_before(
    by: NewPhone, voting: Measurement
) -> None:
    vote(by(ALICE), voting, 5, 1)
    rounds.close(voting.id, SECOND)
    rounds.open_(voting.id, SECOND)
    assert rounds.people(voting.id, SECOND) == 0
    for device in TEAM[1:6]:
        vote(by(device), voting, 3, 3)
    assert shown(voting) == (1, 0, 7, 0, 0)
    with pytest.raises(WrongState, match="is geweest"):
        rounds.open_(voting.id, SECOND)
    assert scene.rows("SELECT count(*) FROM vote_right") == [(0,)]


def test_only_devices_that_took_part_in_the_team_may_vote_and_each_once(
    by: NewPhone, filled_in: Measurement
) -> None:
    """A newcomer, a leader with the leaders' code, somebody who withdrew, and whoever handed the phone over."""
    leader, left, puppeteer, newcomer = (f"{number:032x}" for number in range(100, 104))
    led = f"/d/{leaders.make_code(filled_in.id)}"
    by(leader).post(f"{led}/antwoord", {"stelling": ONE, "waarde": "3"})
    by(left).tap(filled_in, ONE, 3)
    by(left).send(f"/d/{filled_in.join_code}/intrekken")
    for _ in range(3):
        by(puppeteer).tap(filled_in, ONE, 3)
        by(puppeteer).send(f"/d/{filled_in.join_code}/doorgeven")
    go(filled_in, DayStep.REVEAL)
    assert day.result(filled_in.id).participants == 11
    assert rounds.rights(filled_in.id) == 8
    day.choose_statements(filled_in.id, [ONE, TWO], within=DayStep.REVEAL)
    go(filled_in, DayStep.TALK, DayStep.SECOND_VOTE)
    for device in (leader, left, puppeteer, newcomer):
        assert "Er is niets opgeslagen." in str(vote(by(device), filled_in, 5, 3))
        assert by(device).get(f"/d/{filled_in.join_code}/dag").text.count("Hoe zien jullie het nu?")
    assert rounds.people(filled_in.id, SECOND) == 0


def test_closing_and_opening_again_before_the_reveal_shows_nothing_of_any_answer(
    by: NewPhone, filled_in: Measurement
) -> None:
    """Somebody changes an answer in between, to see what moves: only how many are busy and done is there."""
    insider, pages = by(TEAM[2]), []
    for value in (1, 5, 3):
        answers.save(filled_in.id, ALICE, {ONE: value})
        closing.close(filled_in.id)
        pages.append(
            [
                insider.get(f"/d/{filled_in.join_code}/dag").text,
                text(opened("presenteren", meting=filled_in.id)),
                scene.rows("SELECT count(*) FROM result"),
                scene.rows("SELECT count(*) FROM vote_right"),
                answers.people(filled_in.id),
            ]
        )
        closing.reopen(filled_in.id)
    assert pages == [pages[0]] * 3
    assert pages[0][2:4] == [[(0,)], [(0,)]]


def test_from_five_to_seven_answers_nothing_finer_than_half_a_point_is_shown(
    by: NewPhone, team: schools.Team
) -> None:
    """And the sum of what the others changed cannot be found by a forged first answer: nothing moves by less."""
    measurement = a_measurement(team, invited=7)
    for device in TEAM[:7]:
        answers.save(measurement.id, device, dict.fromkeys(CORE, 3))
    day.start(measurement.id, 45)
    go(measurement, DayStep.REVEAL)
    day.choose_statements(measurement.id, [ONE, TWO], within=DayStep.REVEAL)
    go(measurement, DayStep.TALK, DayStep.SECOND_VOTE)
    for device, now in zip(TEAM[:5], (4, 3, 3, 3, 3), strict=True):
        vote(by(device), measurement, now, 3)
    rounds.close(measurement.id, SECOND)
    outcome = rounds.after_talk(measurement.id)
    assert outcome is not None
    cell = outcome.items[0]
    assert (cell.mean, cell.counts, cell.n, cell.agreement) == (3.0, None, None, None)
