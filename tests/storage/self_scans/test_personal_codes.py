"""Personal codes: every wrong character and every swap is noticed, and the code itself is stored nowhere."""

import pytest

from leidraad.errors import MistypedCode
from leidraad.storage.codes import ALPHABET
from leidraad.storage.self_scans import personal_codes

SAMPLES = [personal_codes.new() for _ in range(20)] + [
    sign * 12 + personal_codes.check_sign(sign * 12) for sign in (ALPHABET[0], ALPHABET[-1])
]


@pytest.fixture(autouse=True)
def quick_codes() -> None:
    """Here a code costs what it costs."""


def accepted(typed: str) -> bool:
    try:
        return bool(personal_codes.checked(typed))
    except MistypedCode:
        return False


def test_a_code_has_twelve_random_characters_and_one_that_follows_from_them():
    code = personal_codes.new()
    assert len(code) == 13
    assert set(code) <= set(ALPHABET)
    assert personal_codes.check_sign(code[:12]) == code[12]
    assert len({personal_codes.new() for _ in range(500)}) == 500


def test_the_check_character_worked_out_by_hand():
    # Values are places in the alphabet, from 0. Only the first sign counts here: 1 x 1 = 1. With 13 x c: c = 19,
    # since 13 x 19 = 247 and 1 + 247 = 8 x 31. The twentieth sign is the M.
    assert personal_codes.check_sign("3" + 11 * "2") == ALPHABET[19]


def test_every_wrong_character_is_noticed():
    for code in SAMPLES:
        for place in range(13):
            for sign in ALPHABET:
                if sign != code[place]:
                    assert not accepted(code[:place] + sign + code[place + 1 :])


def test_every_swap_of_neighbours_is_noticed_and_every_other_swap_too():
    for code in SAMPLES:
        for one in range(13):
            for other in range(one + 1, 13):
                if code[one] != code[other]:
                    signs = list(code)
                    signs[one], signs[other] = signs[other], signs[one]
                    assert not accepted("".join(signs))


def test_a_missing_or_extra_character_is_noticed():
    for code in SAMPLES:
        assert not any(accepted(code[:place] + code[place + 1 :]) for place in range(13))
        assert not accepted(code + code[-1])


def test_it_may_be_typed_with_spaces_dashes_and_small_letters():
    code = personal_codes.new()
    shown = personal_codes.shown(code)
    assert [len(group) for group in shown.split()] == [4, 4, 4, 1]
    assert personal_codes.checked(f"  {shown.lower().replace(' ', '-')} ") == code


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Typ eerst"),
        ("   ", "Typ eerst"),
        ("K7MP", "dit zijn er 4"),
        ("O7MP4XRQ2HTWB", "O komt in een persoonlijke code niet voor"),
        ("é7MP4XRQ2HTWB", "É komt"),
        ("<b>" * 9, "tikfout"),
    ],
)
def test_what_cannot_be_a_code_is_explained(typed: str, said: str):
    with pytest.raises(MistypedCode, match=said):
        personal_codes.checked(typed)


def test_the_fingerprint_is_the_same_every_time_and_says_nothing_about_a_neighbour():
    one, other = SAMPLES[:2]
    assert personal_codes.fingerprint(one) == personal_codes.fingerprint(one) != personal_codes.fingerprint(other)
    assert len(personal_codes.fingerprint(one)) == 32


def test_it_costs_what_it_has_always_cost_or_no_scan_is_ever_found_again():
    known = "e22d6afe5741909dd48610f05cdda46e0e5d81a401bed4f385bbc59fddf7b760"
    assert personal_codes.fingerprint("K7MP4XRQ2HTWB").hex() == known
    assert personal_codes._cost["n"] * personal_codes._cost["r"] * 128 == 16 * 2**20
