"""Four activities beside each other: one sentence, and it seldom denies balance to a team that has it."""

import numpy as np
import pytest

from leidraad.domain import balance, gate
from leidraad.domain.balance import Balance
from leidraad.domain.result import ConstructResult, Score, Visibility
from tests.content.examples import example
from tests.domain import balance_simulated
from tests.domain.balance_simulated import LAG, MODELS, Spread

ACTIVITIES = example("balans")
IDS = [one.id for one in ACTIVITIES.constructs]
NAMES = {one.id: one.short for one in ACTIVITIES.constructs}


def found(*levels: int, people: int = 8) -> Balance | None:
    """The balance of a team in which half say these levels, and half one more."""
    answers = [
        {
            item.id: level + person % 2
            for construct, level in zip(ACTIVITIES.constructs, levels, strict=True)
            for item in construct.items
        }
        for person in range(people)
    ]
    return balance.of(gate.publish(ACTIVITIES, False, answers, invited=people), IDS)


def test_what_a_team_does_clearly_more_of_is_said_in_one_sentence() -> None:
    clear = found(4, 3, 3, 2)
    assert clear == Balance("activiteit-1", "activiteit-4")
    assert balance.sentence(clear, NAMES) == "Jullie zien duidelijk meer ‘Vooruitkijken’ dan ‘Stilstaan’."


def test_alike_activities_are_no_clear_difference_and_no_proof_of_balance() -> None:
    same = found(3, 3, 3, 3)
    assert same == Balance()
    assert "Dat betekent niet dat ze precies even sterk zijn." in balance.sentence(same, NAMES)


def test_below_five_people_nothing_is_said() -> None:
    assert found(4, 3, 3, 1, people=4) is None


def of_scores(n: int, sd: float, *means: float) -> Balance | None:
    """The balance of four activities with these means, of as many people and with the same spread."""
    constructs = tuple(
        ConstructResult(id=id, visibility=Visibility.SHOWN, full=Score(n=n, mean=mean, sd=sd, items=(id,)))
        for id, mean in zip(IDS, means, strict=True)
    )
    return balance.of(
        gate.publish(ACTIVITIES, False, [], invited=n).model_copy(update={"constructs": constructs}), IDS
    )


def test_worked_by_hand_the_difference_must_be_beyond_the_margin_of_welch_at_99_percent() -> None:
    """n 10, sd 0,5: standard error 0,2236; 18 degrees of freedom; t(0,995) 2,8784; margin 0,6436."""
    assert of_scores(10, 0.5, 3.65, 3.3, 3.3, 3.0) == Balance(IDS[0], IDS[3])
    assert of_scores(10, 0.5, 3.64, 3.3, 3.3, 3.0) == Balance()


def test_worked_by_hand_half_a_point_is_the_least_however_sure_it_is() -> None:
    """n 20, sd 0,1 but believed 0,3: margin 0,2572."""
    assert of_scores(20, 0.1, 3.5, 3.2, 3.2, 3.0) == Balance(IDS[0], IDS[3])
    assert of_scores(20, 0.1, 3.49, 3.2, 3.2, 3.0) == Balance()
    assert of_scores(20, 0.1, 4.1, 3.9, 3.8, 3.6) == Balance(IDS[0], IDS[3]), "4,1 - 3,6 is half a point too"


@pytest.mark.parametrize("alike", [False, True])
def test_a_balanced_team_is_seldom_told_otherwise(alike: bool) -> None:
    wrong = balance_simulated.told(8, 300, np.random.default_rng(5), alike=alike)
    assert wrong <= 0.08, "at most 5 % over many teams; this is a short run"


@pytest.mark.parametrize("spread", MODELS.values(), ids=MODELS)
def test_the_simulation_sees_a_real_lag(spread: Spread) -> None:
    assert balance_simulated.told(20, 50, np.random.default_rng(5), alike=False, lag=LAG, spread=spread) > 0.8
