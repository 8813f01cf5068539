"""Join codes: Alice's team always gets in, Charlie guesses ever more slowly."""

import pytest

from leidraad.errors import MeasurementNotOpen, TooOften, UnknownCode
from leidraad.storage.measurements import closing, joining
from leidraad.storage.measurements.wrong_codes import ALTOGETHER, PER_DEVICE
from tests.cast import ALICE, BOB, CHARLIE
from tests.storage.scene import opening, rows

WRONG = "AAAAAA"


@pytest.fixture
def code(database: str) -> str:
    return opening()[1]


def guess(device: str | None, times: int = 1, typed: str = WRONG) -> None:
    for _ in range(times):
        with pytest.raises((UnknownCode, TooOften)):
            joining.measurement(typed, device)


def test_a_right_code_lets_in_however_it_is_typed(code):
    assert joining.measurement(f" {code[:3].lower()}-{code[3:]} ", ALICE).join_code == code


def test_a_few_wrong_codes_get_the_ordinary_answer(code):
    for _ in range(PER_DEVICE.free - 1):
        with pytest.raises(UnknownCode, match="We kennen de code"):
            joining.measurement(WRONG, CHARLIE)


def test_after_that_this_device_hears_how_long_to_wait(code):
    guess(CHARLIE, PER_DEVICE.free - 1)
    with pytest.raises(TooOften, match="Wacht 5 seconden"):
        joining.measurement(WRONG, CHARLIE)
    with pytest.raises(TooOften, match="Wacht 10 seconden"):
        joining.measurement(WRONG, CHARLIE)


def test_the_longest_wait_is_a_minute(code):
    guess(CHARLIE, 20)
    with pytest.raises(TooOften, match="Wacht 1 minuut"):
        joining.measurement(WRONG, CHARLIE)


def test_a_right_code_works_also_on_a_device_that_must_wait(code):
    guess(CHARLIE, 12)
    assert joining.measurement(code, CHARLIE).join_code == code


def test_a_colleague_on_another_device_notices_nothing(code):
    guess(CHARLIE, 12)
    with pytest.raises(UnknownCode):
        joining.measurement(WRONG, BOB)


def test_a_guesser_who_throws_the_cookie_away_is_slowed_by_the_count_of_all(code):
    for number in range(ALTOGETHER.free - 1):
        guess(f"{number:032x}")
    with pytest.raises(TooOften, match="Wacht 2 seconden"):
        joining.measurement(WRONG, CHARLIE)
    assert joining.measurement(code, BOB).join_code == code


def test_wrong_codes_of_one_moment_are_counted_each_in_one_write_and_a_slip_is_not(code, database):
    tries = [(WRONG, CHARLIE)] * PER_DEVICE.free + [(WRONG, BOB), ("OEPS", ALICE)]
    said = [str(one) for one in joining.refusals(tries)]
    assert all("Wacht 5 seconden" in one for one in said[:-2])
    assert [one.split(".")[0] for one in said[-2:]] == [
        f"We kennen de code {typed} niet" for typed in (WRONG, "OEPS")
    ]
    assert rows("SELECT failures FROM attempt ORDER BY failures") == [(1,), (6,), (7,)]


def test_which_codes_exist_is_known_of_many_at_once_and_of_measurements_in_every_state(code):
    first, other = opening()
    closing.close(first)
    assert joining.existing([WRONG, code.lower(), other, "OEPS", ""]) == {code.lower(), other}


def test_guessers_without_a_cookie_share_one_count(code):
    guess(None, PER_DEVICE.free - 1)
    with pytest.raises(TooOften):
        joining.measurement(WRONG, None)


@pytest.mark.parametrize("slip", ["", "ABC", "ABCDEFG", "ABC0EF", "OIL101", "<b>"])
def test_what_cannot_be_a_code_is_a_slip_and_no_guess(code, slip):
    guess(ALICE, 20, slip)
    with pytest.raises(UnknownCode):
        joining.measurement(WRONG, ALICE)


def test_the_code_of_a_closed_measurement_is_right_but_late_and_not_counted(database):
    measurement, code = opening()
    closing.close(measurement)
    for _ in range(20):
        with pytest.raises(MeasurementNotOpen):
            joining.measurement(code, ALICE)
    with pytest.raises(UnknownCode):
        joining.measurement(WRONG, ALICE)


def test_a_wrong_code_one_sign_beside_a_right_one_gets_the_same_answer_as_any_other(code):
    near = code[:-1] + ("A" if code[-1] != "A" else "B")
    with pytest.raises(UnknownCode) as beside:
        joining.measurement(near, ALICE)
    with pytest.raises(UnknownCode) as far:
        joining.measurement(WRONG, BOB)
    assert str(beside.value).replace(near, WRONG) == str(far.value)


def test_a_right_code_writes_nothing(code):
    joining.measurement(code, ALICE)
    assert rows("SELECT * FROM attempt") == []
