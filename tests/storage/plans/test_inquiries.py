"""A small inquiry: planned with a focus point, asked at its day of looking back, through the same gate as any measurement."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain.focus import HowFar, LookingBack, Sequel
from leidraad.domain.measurement import State
from leidraad.domain.result import Visibility
from leidraad.errors import ChangedMeanwhile, InvalidAnswer, NotFound, Refused, TeamTooSmall, WrongState
from leidraad.storage import backup
from leidraad.storage.database import clock
from leidraad.storage.measurements import (
    answers,
    asked_too,
    closing,
    leaders,
    measurements,
    own_statements,
    results,
    reveal,
)
from leidraad.storage.plans import focus_points, inquiries, looking_back
from leidraad.storage.plans.focus_points import Agreed, FocusPoint
from leidraad.storage.schools import questionnaires, school_results, schools, teams
from leidraad.storage.study_day import day
from tests.cast import phones
from tests.content.examples import text
from tests.plan import begin
from tests.statements import written
from tests.storage import scene
from tests.storage.backups_seen import in_backup
from tests.storage.scene import revealed, rows

ONE, TWO = "vo-a3-01", "vo-a3-02"
EXPECTED = "De meesten kiezen nu 4 of 5"
BACK = LookingBack(HowFar.PARTLY, "", "", Sequel.ADJUST, "Kleiner beginnen helpt", 49)
BEYOND = timedelta(days=49)


@pytest.fixture
def team(database: str) -> int:
    return scene.team()


@pytest.fixture
def point(team: int, later) -> FocusPoint:
    """Chosen after a whole measurement, and now it is time to look back."""
    whole(team)
    made = begin(team)
    later(BEYOND)
    return made


def whole(team: int, people: int = 9, **choices) -> int:
    """A whole measurement of this team in which everybody answered "deels" (3)."""
    made = measurements.prepare(scene.chosen(team, short=False, invited=max(people, 5), **choices))
    measurements.open_(made.id)
    return filled(made.id, [3] * people)


def filled(measurement: int, values: list[int]) -> int:
    asked = measurements.get(measurement)
    items = [one.id for one in library.instrument(asked.instrument_id, asked.instrument_version).items]
    for phone, value in zip(phones(len(values)), values, strict=True):
        answers.save(measurement, phone, dict.fromkeys(items, value))
    revealed(measurement)
    return measurement


def planned(point: FocusPoint, *items: str) -> inquiries.SmallInquiry:
    return inquiries.plan(point.team_id, point.id, items or (ONE,), EXPECTED, seen=0)


def opened(point: FocusPoint, *items: str, invited: int = 9) -> measurements.Measurement:
    version = planned(point, *items).version
    return inquiries.open_(point.team_id, point.id, invited, seen=version)


def test_it_asks_only_what_was_planned_and_shows_counts_and_no_score(point: FocusPoint) -> None:
    asked = opened(point, ONE, TWO)
    assert (asked.state, asked.k, len(asked.join_code or "")) == (State.OPEN, 5, 6)
    answers.save(asked.id, phones(1)[0], {ONE: 4})
    with pytest.raises(InvalidAnswer):
        answers.save(asked.id, phones(1)[0], {"vo-a3-03": 4})
    filled(asked.id, [4, 4, 4, 5, 5, 4, 4, 2, 4])
    (construct,) = results.shared(asked.id).constructs
    assert [item.id for item in construct.items] == [ONE, TWO]
    assert construct.items[0].counts == (0, 1, 0, 6, 2)
    assert (construct.scored, construct.published) == (False, None)
    (kept,) = inquiries.of_points([point.id])[point.id]
    assert (kept.measurement_id, kept.expected) == (asked.id, EXPECTED)
    assert inquiries.of_measurement(asked.id) == kept


def test_it_stands_in_no_list_no_trend_no_school_and_no_exchange(point: FocusPoint) -> None:
    team, school = point.team_id, schools.team(point.team_id).school_id
    before = (measurements.of_team(team), results.of_team(team), school_results.entries(school))
    asked = filled(opened(point).id, [4] * 9)
    assert (measurements.of_team(team), results.of_team(team), school_results.entries(school)) == before
    assert asked not in school_results.heads(school)
    assert library.family(measurements.get(asked).instrument_id) != "leidraad"


def test_it_is_no_study_day_has_no_code_for_leaders_and_gives_no_right_to_vote_again(point: FocusPoint) -> None:
    asked = opened(point)
    with pytest.raises(Refused, match="geen studiedag"):
        day.start(asked.id, 45)
    with pytest.raises(WrongState):
        leaders.make_code(asked.id)
    filled(asked.id, [4] * 9)
    assert rows("SELECT * FROM vote_right WHERE measurement_id = :id", id=asked.id) == []


def test_beside_almost_the_same_answers_as_then_no_counts_are_shown(point: FocusPoint) -> None:
    result = results.shared(filled(opened(point).id, [3] * 8))
    assert result.constructs[0].items[0].visibility is Visibility.ALIKE
    assert "3" not in result.constructs[0].model_dump_json(include={"items": {"__all__": {"counts", "mean"}}})


@pytest.mark.parametrize(("people", "why"), [(4, Visibility.BELOW_THRESHOLD), (0, Visibility.NO_DATA)])
def test_below_the_threshold_or_empty_nothing_is_shown(point: FocusPoint, people: int, why: Visibility) -> None:
    result = results.shared(filled(opened(point).id, [4] * people))
    (item,) = result.constructs[0].items
    assert (item.visibility, item.counts, item.mean) == (why, None, None)


def test_a_threshold_that_the_team_raised_holds_here_too(team: int, later) -> None:
    whole(team, k=7, k_distribution=10)
    point = begin(team)
    later(BEYOND)
    asked = opened(point)
    assert (asked.k, asked.k_distribution) == (7, 10)


def test_once_per_day_of_looking_back_and_again_for_the_next(point: FocusPoint, later) -> None:
    filled(opened(point).id, [4] * 9)
    with pytest.raises(Refused, match="is er al een klein onderzoek geweest"):
        inquiries.plan(point.team_id, point.id, (TWO,), EXPECTED, seen=2)
    with pytest.raises(Refused, match="al geopend"):
        inquiries.open_(point.team_id, point.id, 9, seen=2)
    looking_back.look_back(point.team_id, point.id, BACK, seen=1)
    again = inquiries.plan(point.team_id, point.id, (ONE,), EXPECTED, seen=0)
    with pytest.raises(Refused, match="Open het vanaf"):
        inquiries.open_(point.team_id, point.id, 9, seen=again.version)
    later(BEYOND * 2)
    assert inquiries.open_(point.team_id, point.id, 9, seen=again.version).state is State.OPEN


def test_another_day_of_looking_back_is_no_way_to_ask_twice(point: FocusPoint) -> None:
    filled(opened(point).id, [4] * 9)
    moved = clock.today() + timedelta(days=7)
    agreed = Agreed("", "we beginnen", "kijken we samen", "kartrekker", moved)
    focus_points.agree(point.team_id, point.id, agreed, seen=1)
    with pytest.raises(Refused, match="is er al een klein onderzoek geweest"):
        inquiries.plan(point.team_id, point.id, (TWO,), EXPECTED, seen=2)


def test_what_is_planned_goes_along_with_the_day(point: FocusPoint) -> None:
    planned(point)
    looking_back.look_back(point.team_id, point.id, BACK, seen=1)
    (kept,) = inquiries.of_points([point.id])[point.id]
    assert kept.look_back_on == clock.today() + timedelta(days=49)


def test_not_before_its_week(team: int, later) -> None:
    point = begin(team)
    version = planned(point).version
    later(timedelta(days=41))
    with pytest.raises(Refused, match="Open het vanaf"):
        inquiries.open_(team, point.id, 9, seen=version)
    later(timedelta(days=42))
    assert inquiries.open_(team, point.id, 9, seen=version).state is State.OPEN


def test_not_within_six_weeks_of_when_the_statement_was_last_shown_wherever_that_was(team: int, later) -> None:
    point, other = begin(team, look_back_in=7), begin(team, look_back_in=70)
    whole(team)
    later(timedelta(days=7))
    version = planned(point).version
    with pytest.raises(Refused, match="korter dan 6 weken geleden"):
        inquiries.open_(team, point.id, 9, seen=version)
    later(timedelta(days=42))
    filled(inquiries.open_(team, point.id, 9, seen=version).id, [4] * 9)
    version = planned(other).version
    later(timedelta(days=70))
    with pytest.raises(Refused, match="korter dan 6 weken geleden"):
        inquiries.open_(team, other.id, 9, seen=version)
    assert inquiries.rested_on(team, (ONE,)) == clock.today() + timedelta(days=14)


def words_of(item: str) -> str:
    return inquiries.texts_of("aanbeveling-3")[item]


def as_own_statement(team: int) -> int:
    made = questionnaires.add(schools.team(team).school_id, text("mate"), None)
    id = measurements.prepare(scene.chosen(team, **named(made))).id
    own_statements.add(id, written(words_of(ONE)), exception="Zo vragen we het vaker.")
    return id


def in_a_questionnaire_of_the_school(team: int) -> int:
    first = next(line for line in text("mate").splitlines() if line.startswith("tekst = "))
    copied = text("mate").replace(first, f'tekst = "{words_of(ONE)}"', 1)
    made = questionnaires.add(schools.team(team).school_id, copied, None)
    return measurements.prepare(scene.chosen(team, **named(made))).id


def named(made: Instrument) -> dict[str, object]:
    return {"instrument_id": made.id, "instrument_version": made.version, "short": False, "invited": 9}


@pytest.mark.parametrize("elsewhere", [as_own_statement, in_a_questionnaire_of_the_school])
def test_the_same_words_asked_elsewhere_are_the_same_statement(
    point: FocusPoint, later, elsewhere: Callable[[int], int]
) -> None:
    """Else the team sees the counts of nine people one day and those of eight the next."""
    measurements.open_(id := elsewhere(point.team_id))
    asked = library.instrument(measurements.get(id).instrument_id, 1).items
    ids = [item.id for item in (*asked, *asked_too.of(id))]
    for phone in phones(9):
        answers.save(id, phone, dict.fromkeys(ids, 5))
    revealed(id)
    version = planned(point).version
    with pytest.raises(Refused, match="korter dan 6 weken geleden"):
        inquiries.open_(point.team_id, point.id, 9, seen=version)
    later(BEYOND + timedelta(days=42))
    result = results.shared(filled(inquiries.open_(point.team_id, point.id, 9, seen=version).id, [5] * 8))
    assert result.constructs[0].items[0].visibility is Visibility.ALIKE


def test_a_team_that_goes_on_in_another_brings_what_it_was_shown(point: FocusPoint, later) -> None:
    other = schools.add_team(schools.team(point.team_id).school_id, "Team bovenbouw")
    whole(point.team_id)
    teams.merge(point.team_id, other.id)
    later(BEYOND + timedelta(days=1))
    new = begin(other.id, look_back_in=1)
    with pytest.raises(Refused, match="korter dan 6 weken geleden"):
        inquiries.open_(other.id, new.id, 9, seen=planned(new).version)
    with pytest.raises(Refused, match="gearchiveerd"):
        inquiries.plan(point.team_id, point.id, (ONE,), EXPECTED, seen=0)


def test_the_same_statement_is_never_asked_in_two_places_at_a_time(point: FocusPoint, team: int) -> None:
    version = planned(point).version
    other = measurements.prepare(scene.chosen(team)).id
    inquiries.open_(team, point.id, 9, seen=version)
    with pytest.raises(Refused, match="Er loopt nog een klein onderzoek"):
        measurements.open_(other)
    with pytest.raises(Refused, match="heeft al een meting die niet af is"):
        measurements.prepare(scene.chosen(team), alone=True)
    measurements.discard(other)


def test_not_while_another_measurement_goes_on(point: FocusPoint, team: int) -> None:
    measurements.open_(measurements.prepare(scene.chosen(team)).id)
    with pytest.raises(Refused, match="nog een meting die niet af is"):
        opened(point)


def test_too_few_or_too_many_people_are_refused(point: FocusPoint) -> None:
    version = planned(point).version
    with pytest.raises(TeamTooSmall, match="Bespreek de stellingen samen"):
        inquiries.open_(point.team_id, point.id, 4, seen=version)
    with pytest.raises(Refused, match="Vul een aantal"):
        inquiries.open_(point.team_id, point.id, 501, seen=version)


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ((), "Kies één tot drie stellingen"),
        (("vo-a3-01", "vo-a3-02", "vo-a3-03", "vo-a3-04"), "hoogstens 3 stellingen"),
        (("vo-a4-01",), "hoort niet bij dit speerpunt"),
        (("vo-a3-99",), "wordt niet meer gevraagd"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(point: FocusPoint, items: tuple[str, ...], said: str) -> None:
    with pytest.raises(InvalidAnswer, match=said):
        inquiries.plan(point.team_id, point.id, items, EXPECTED, seen=0)
    with pytest.raises(InvalidAnswer, match="wat jullie verwachten"):
        inquiries.plan(point.team_id, point.id, (ONE,), "  ", seen=0)
    assert inquiries.of_points([point.id]) == {point.id: []}


def test_a_statement_that_was_withdrawn_after_planning_is_not_asked(point: FocusPoint, monkeypatch) -> None:
    version = planned(point).version
    monkeypatch.setattr(library, "offered_in", lambda _: ())
    with pytest.raises(InvalidAnswer, match="wordt niet meer gevraagd"):
        inquiries.open_(point.team_id, point.id, 9, seen=version)


def test_two_tabs_the_later_hears_that_the_plan_changed_and_of_two_who_open_one_does(point: FocusPoint) -> None:
    version = planned(point).version
    with pytest.raises(ChangedMeanwhile):
        inquiries.plan(point.team_id, point.id, (TWO,), EXPECTED, seen=0)
    inquiries.plan(point.team_id, point.id, (TWO,), EXPECTED, seen=version)
    with pytest.raises(ChangedMeanwhile):
        inquiries.open_(point.team_id, point.id, 9, seen=version)
    heard: list[str] = []

    def one() -> None:
        try:
            heard.append(inquiries.open_(point.team_id, point.id, 9, seen=version + 1).state)
        except Refused as error:
            heard.append(type(error).__name__)

    both = [threading.Thread(target=one) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(heard) == ["ChangedMeanwhile", "open"]
    assert len(rows("SELECT * FROM measurement WHERE instrument_id LIKE '%~%'")) == 1


def test_another_team_and_an_ended_point_get_nothing(point: FocusPoint) -> None:
    stranger = scene.team()
    with pytest.raises(NotFound):
        inquiries.plan(stranger, point.id, (ONE,), EXPECTED, seen=0)
    version = planned(point).version
    with pytest.raises(NotFound):
        inquiries.open_(stranger, point.id, 9, seen=version)
    looking_back.stop(point.team_id, point.id, "Niet meer nodig", seen=1)
    with pytest.raises(Refused, match="al afgerond"):
        inquiries.open_(point.team_id, point.id, 9, seen=version)


def test_a_point_does_not_end_and_does_not_go_while_its_inquiry_goes_on(point: FocusPoint) -> None:
    asked = opened(point)
    for attempt in (
        lambda: looking_back.stop(point.team_id, point.id, "Klaar", seen=1),
        lambda: looking_back.secure(point.team_id, point.id, "Werkboek", "Kartrekker", seen=1),
        lambda: focus_points.remove(point.team_id, point.id),
        lambda: teams.archive(point.team_id),
    ):
        with pytest.raises(Refused):
            attempt()
    closing.close(asked.id)
    measurements.discard(asked.id)
    (kept,) = inquiries.of_points([point.id])[point.id]
    assert kept.measurement_id is None
    focus_points.remove(point.team_id, point.id)
    assert rows("SELECT * FROM small_inquiry") == []


def test_a_point_that_goes_takes_its_inquiries_along_with_answers_and_results(point: FocusPoint) -> None:
    asked = filled(opened(point).id, [4] * 9)
    assert rows(
        "SELECT * FROM answer JOIN participation ON key = participation_key WHERE measurement_id = :id", id=asked
    )
    focus_points.remove(point.team_id, point.id)
    for table in ("participation", "result"):
        assert rows(f"SELECT * FROM {table} WHERE measurement_id = :id", id=asked) == []
    with pytest.raises(NotFound):
        measurements.get(asked)


def test_planned_and_given_up_nothing_is_left(point: FocusPoint) -> None:
    version = planned(point).version
    with pytest.raises(ChangedMeanwhile):
        inquiries.give_up(point.team_id, point.id, seen=version + 1)
    inquiries.give_up(point.team_id, point.id, seen=version)
    assert inquiries.of_points([point.id]) == {point.id: []}


def test_it_closes_by_itself_after_two_weeks_and_can_be_opened_again_before_the_reveal(
    point: FocusPoint, later
) -> None:
    asked = opened(point)
    assert asked.closes_at == clock.now() + timedelta(days=14)
    later(BEYOND + timedelta(days=14))
    assert closing.close_expired(clock.now()) == 1
    assert closing.reopen(asked.id).state is State.OPEN
    closing.close(asked.id)
    reveal.share(asked.id)


def test_measurements_cannot_be_prepared_as_one(team: int) -> None:
    with pytest.raises(Refused, match="op de pagina Plan"):
        measurements.prepare(scene.chosen(team, instrument_id=library.small("leidraad-vo", [ONE])))


def test_a_backup_put_back_is_no_way_to_ask_again_what_was_shown_since(file, later) -> None:
    team = scene.team()
    point = begin(team)
    later(BEYOND)
    version = planned(point).version
    made = backup.make()
    filled(inquiries.open_(team, point.id, 9, seen=version).id, [4] * 9)
    backup.restore(made.name)
    with pytest.raises(Refused, match="een reservekopie teruggezet"):
        inquiries.open_(team, point.id, 9, seen=version)
    later(BEYOND + timedelta(weeks=6))
    assert inquiries.open_(team, point.id, 9, seen=version).state is State.OPEN


def test_what_was_shown_stays_shown_when_a_backup_of_when_it_was_open_is_put_back(file, later) -> None:
    team = scene.team()
    point = begin(team)
    later(BEYOND)
    asked = opened(point)
    answers.save(asked.id, phones(1)[0], {ONE: 4})
    made = backup.make()
    shown = results.shared(filled(asked.id, [4] * 9))
    backup.restore(made.name)
    assert results.shared(asked.id) == shown


def test_answers_of_an_inquiry_leave_the_backups_with_the_point_that_it_was_of(file, later) -> None:
    team = scene.team()
    point = begin(team)
    later(BEYOND)
    asked = opened(point)
    answers.save(asked.id, phones(1)[0], {ONE: 4})
    closing.close(asked.id)
    made = backup.make()
    reveal.share(asked.id)
    focus_points.remove(team, point.id)
    assert in_backup(made, "SELECT * FROM answer") == []
