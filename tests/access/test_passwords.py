"""Which passwords are good enough: length counts, composition does not, and what everybody tries first is refused."""

import pytest

from leidraad.access import passwords
from leidraad.errors import WeakPassword

ALICE = ("Alice de Vries", "alice.devries@debrug.nl", "De Brug", "Bovenbouw havo")


@pytest.fixture
def quick_passwords() -> None:
    """Not here: what a password costs is what these tests are about."""


@pytest.mark.parametrize(
    "good",
    [
        "vier paarden op een trap",
        "fietsbel tulp wolk",
        "839201746582",
        "kJ8-qq2_vXz1",
        "ÅngströmÅÄÖéü",
        "x9" + "zfw1kp" * 1 + "qb3v",
        "长城长江黄河泰山华山衡山",
    ],
)
def test_long_and_unexpected_is_good_whatever_it_is_made_of(good: str) -> None:
    passwords.check(good, ALICE)


@pytest.mark.parametrize(
    "bad",
    [
        "wachtwoord12",
        "Wachtwoord2026!",
        "W@chtw00rd123",
        "welkomwelkom",
        "Welkom123456!",
        "password1234",
        "qwertyuiop12",
        "123456789012",
        "aaaaaaaaaaaa",
        "abcabcabcabc",
        "zomer2026zomer",
        "geheim geheim geheim",
        "ditiseengeheim",
        "debrug2026school",
        "AliceDeVries1",
        "alice.devries@debrug.nl",
        "bovenbouwhavo!!",
    ],
)
def test_what_everybody_tries_first_is_refused(bad: str) -> None:
    with pytest.raises(WeakPassword, match="te makkelijk te raden"):
        passwords.check(bad, ALICE)


def test_eleven_characters_are_too_few_and_two_hundred_and_one_too_many() -> None:
    with pytest.raises(WeakPassword, match="Dit heeft er 11"):
        passwords.check("qv8 wolk zeg"[:11])
    passwords.check("qv8 wolk zeg")
    long = "".join(f"{number:x}" for number in range(7, 4000, 13))
    passwords.check(long[:200])
    with pytest.raises(WeakPassword, match="hoogstens 200"):
        passwords.check(long[:201])


def test_the_name_of_the_school_alone_does_not_spoil_a_long_password() -> None:
    passwords.check("de brug over de rivier wiebelt", ALICE)


def test_only_the_right_password_matches_and_the_hash_is_argon2id_with_its_own_salt() -> None:
    stored = passwords.hashed("vier paarden op een trap")
    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert stored != passwords.hashed("vier paarden op een trap")
    assert passwords.matches(stored, "vier paarden op een trap")
    assert not passwords.matches(stored, "vier paarden op een trap ")
    assert not passwords.matches("geen hash", "vier paarden op een trap")
    assert not passwords.is_outdated(stored)
    assert passwords.is_outdated(stored.replace("t=3", "t=2"))


def test_without_a_stored_hash_nothing_matches() -> None:
    assert not passwords.matches(None, "het wachtwoord van niemand")
    assert not passwords.matches(None, "")


def test_an_accent_typed_in_another_way_is_the_same_password() -> None:
    stored = passwords.hashed("cafe\u0301 op de hoek")
    assert passwords.matches(stored, "caf\u00e9 op de hoek")


def test_the_list_is_lower_case_without_doubles() -> None:
    words = passwords.COMMON.read_text(encoding="utf-8").splitlines()
    words = [word for word in words if not word.startswith("#")]
    assert words == [word.lower().strip() for word in words]
    assert len(words) == len(set(words))
