"""What a focus point needs on the day itself, and what looking back needs."""

from dataclasses import replace

import pytest

from leidraad.domain import focus
from leidraad.domain.focus import HowFar, LookingBack, Sequel, StartingPlan
from leidraad.errors import InvalidAnswer

GOOD = StartingPlan(
    cue="Als we een les  voorbereiden",
    response="dan kijken we eerst naar wat leerlingen al kunnen",
    first_step="Twee lessen samen voorbereiden",
    owner="kartrekker",
    first_step_in=7,
    look_back_in=focus.LOOK_BACK_DAYS,
)
BACK = LookingBack(HowFar.PARTLY, "Samen beginnen", "", Sequel.ADJUST, "Het kost nog veel tijd", 49)


def test_the_words_that_the_screen_says_already_are_not_said_twice() -> None:
    found = focus.checked(GOOD)
    assert (found.cue, found.response) == (
        "we een les voorbereiden",
        "kijken we eerst naar wat leerlingen al kunnen",
    )
    assert focus.checked(replace(GOOD, cue="Alsof dat kan")).cue == "Alsof dat kan"


def test_everything_that_is_missing_is_named_at_once() -> None:
    with pytest.raises(InvalidAnswer, match=r"Nog niet ingevuld: ‘als …’, ‘dan …’, de eerste stap en wie\."):
        focus.checked(replace(GOOD, cue="", response=" ", first_step="", owner="\n"))
    with pytest.raises(InvalidAnswer, match="Nog niet ingevuld: ‘dan …’"):
        focus.checked(replace(GOOD, response=""))


@pytest.mark.parametrize("days", [-1, 15, 400])
def test_the_first_step_is_within_two_weeks_and_not_in_the_past(days: int) -> None:
    with pytest.raises(InvalidAnswer, match="binnen twee weken"):
        focus.checked(replace(GOOD, first_step_in=days))


@pytest.mark.parametrize("days", [0, 14])
def test_today_and_the_last_day_of_two_weeks_are_good(days: int) -> None:
    assert focus.checked(replace(GOOD, first_step_in=days)).first_step_in == days


@pytest.mark.parametrize(("days", "said"), [(0, "nog komt"), (-30, "nog komt"), (367, "binnen een jaar")])
def test_looking_back_is_on_a_day_to_come(days: int, said: str) -> None:
    with pytest.raises(InvalidAnswer, match=said):
        focus.checked(replace(GOOD, look_back_in=days))


def test_seven_weeks_is_the_usual_day_of_looking_back() -> None:
    assert focus.LOOK_BACK_DAYS == 7 * 7


def test_too_long_or_unseen_is_refused_with_how_long_it_may_be() -> None:
    with pytest.raises(InvalidAnswer, match="300 tekens"):
        focus.checked(replace(GOOD, response="x" * 301))
    with pytest.raises(InvalidAnswer, match="40 tekens"):
        focus.checked(replace(GOOD, owner="x" * 41))
    with pytest.raises(InvalidAnswer, match="onzichtbare tekens"):
        focus.checked(replace(GOOD, owner="kar\u200btrekker"))


def test_a_decision_has_a_reason_and_going_on_a_next_day() -> None:
    assert focus.looked_back(BACK) == BACK
    with pytest.raises(InvalidAnswer, match="waarom jullie dit besluiten"):
        focus.looked_back(replace(BACK, reason=" "))
    for sequel in (Sequel.ADJUST, Sequel.SECURE):
        with pytest.raises(InvalidAnswer, match="weer terugkijken"):
            focus.looked_back(replace(BACK, sequel=sequel, look_back_in=None))
    stopped = replace(BACK, sequel=Sequel.STOP, look_back_in=None)
    assert focus.looked_back(stopped) == stopped


def test_a_note_keeps_its_lines_and_nothing_unseen() -> None:
    assert focus.note("  Eerst\t dit \r\n\n dan dat ") == "Eerst dit\n\ndan dat"
    assert focus.note(" \n ") == ""
    with pytest.raises(InvalidAnswer, match="1000 tekens"):
        focus.note("x" * 1001)
    with pytest.raises(InvalidAnswer):
        focus.note("a\u202eb")
