"""What somebody who leads a team expects: per account, before the reveal, and on the screen only who agreed to that."""

import pytest

from leidraad.errors import InvalidAnswer, NotFound, WrongState
from leidraad.storage.accounts import accounts
from leidraad.storage.measurements import closing, reveal
from leidraad.storage.study_day import predictions
from tests.cast import phones
from tests.storage.scene import fill_in, opened

pytestmark = pytest.mark.usefixtures("database")


def shared(measurement: int) -> int:
    closing.close(measurement)
    reveal.share(measurement)
    return measurement


def account(name: str) -> int:
    made, _ = accounts.invite(f"{name.lower()}@school.nl", name, (), None)
    return made.id


def test_an_expectation_is_kept_per_account_and_replaced_as_a_whole():
    measurement, alice, bob = opened(), account("Alice"), account("Bob")
    predictions.save(measurement, alice, {"aanbeveling-1": 3.5, "dimensie-4": 2})
    predictions.save(measurement, alice, {"aanbeveling-1": 4.0})
    assert predictions.of(measurement, alice) == {"aanbeveling-1": 4.0}
    assert predictions.of(measurement, bob) == {}


@pytest.mark.parametrize("scores", [{"aanbeveling-1": 3.3}, {"aanbeveling-1": 5.5}, {"aanbeveling-9": 3}])
def test_what_is_not_a_half_point_of_this_questionnaire_is_refused_and_what_was_there_stays(scores):
    measurement, alice = opened(), account("Alice")
    predictions.save(measurement, alice, {"aanbeveling-2": 3.0})
    with pytest.raises(InvalidAnswer):
        predictions.save(measurement, alice, scores)
    assert predictions.of(measurement, alice) == {"aanbeveling-2": 3.0}


def test_after_the_reveal_nothing_can_be_expected_any_more():
    measurement = opened()
    fill_in(measurement, phones(5))
    shared(measurement)
    with pytest.raises(WrongState, match="al getoond"):
        predictions.save(measurement, account("Alice"), {"aanbeveling-1": 3.0})


def test_on_the_shared_screen_stands_only_what_somebody_agreed_to_and_only_after_the_reveal():
    measurement, alice, bob = opened(), account("Alice"), account("Bob")
    fill_in(measurement, phones(5))
    for one in (alice, bob):
        predictions.save(measurement, one, {"aanbeveling-1": 3.0})
    predictions.show_on_screen(measurement, bob, agrees=True)
    assert predictions.on_screen(measurement) == []
    shared(measurement)
    assert predictions.on_screen(measurement) == [("Bob", {"aanbeveling-1": 3.0})]
    predictions.show_on_screen(measurement, bob, agrees=False)
    assert predictions.on_screen(measurement) == []
    with pytest.raises(NotFound):
        predictions.on_screen(999)
