"""Sealed copies: what went in comes out, or nothing does and the reason is true."""

import hashlib
import secrets

import pytest

from leidraad.errors import DatabaseNewer, KeyMissing, NotADatabase, WeakPassword, WrongPassphrase
from leidraad.storage.database import sealed

KEY = secrets.token_bytes(32)
KEYS = {sealed.key_name(KEY): KEY}
CONTENT = b"SQLite format 3\0 en dan De Brug " * 40
PASSPHRASE = "vier losse woorden samen"


@pytest.fixture(autouse=True)
def quick_codes() -> None:
    """Here a passphrase costs what it costs, but where a test says that it is cheap."""


@pytest.fixture
def shut() -> bytes:
    return sealed.with_key(CONTENT, KEY, "1.4")


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sealed._scrypt, "n", 2**4)


def hashed_anew(body: bytes) -> bytes:
    """As somebody does who changes a copy on purpose and knows how it is made."""
    return body + hashlib.sha256(body).digest()


def test_what_was_sealed_comes_out_with_the_key(shut):
    assert sealed.opened(shut, KEYS) == CONTENT
    assert sealed.head(shut).version == "1.4"
    assert not sealed.head(shut).asks_passphrase


def test_nothing_of_it_can_be_read_and_no_two_are_alike(shut):
    assert b"Brug" not in shut
    assert KEY not in shut
    assert shut != sealed.with_key(CONTENT, KEY, "1.4")


def test_with_a_passphrase_it_opens_on_any_computer(cheap):
    shut = sealed.with_passphrase(CONTENT, PASSPHRASE, "1.4")
    assert sealed.head(shut).asks_passphrase
    assert sealed.opened(shut, {}, PASSPHRASE) == CONTENT


def test_a_guess_at_a_passphrase_costs_64_megabytes():
    assert sealed._scrypt["n"] * sealed._scrypt["r"] * 128 == 64 * 2**20


# -- refusals -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("passphrase", ["", "kort", "x" * 11, "x" * 201])
def test_a_passphrase_that_can_be_guessed_seals_nothing(passphrase):
    with pytest.raises(WeakPassword, match="wachtzin van 12 tot 200 tekens"):
        sealed.with_passphrase(CONTENT, passphrase, "1.4")


def test_a_wrong_passphrase_is_called_wrong_and_a_damaged_file_is_called_damaged(cheap):
    shut = sealed.with_passphrase(CONTENT, PASSPHRASE, "1.4")
    with pytest.raises(WrongPassphrase, match="gaat open met een wachtzin"):
        sealed.opened(shut, {})
    with pytest.raises(WrongPassphrase, match="hoort niet bij"):
        sealed.opened(shut, {}, PASSPHRASE + "s")
    for place in range(len(shut)):
        with pytest.raises((NotADatabase, DatabaseNewer)):
            sealed.opened(shut[:place] + bytes([shut[place] ^ 1]) + shut[place + 1 :], {}, PASSPHRASE)


def test_every_flipped_bit_is_seen(shut):
    for place in range(len(shut)):
        for bit in (1, 128):
            with pytest.raises((NotADatabase, DatabaseNewer)):
                sealed.opened(shut[:place] + bytes([shut[place] ^ bit]) + shut[place + 1 :], KEYS)


def test_every_file_that_was_cut_off_is_seen(shut):
    for length in range(len(shut)):
        with pytest.raises(NotADatabase, match="Er is niets veranderd"):
            sealed.opened(shut[:length], KEYS)


@pytest.mark.parametrize("place", [40, 600, -1], ids=["what it says of itself", "what is in it", "its end"])
def test_whoever_changes_it_on_purpose_needs_the_key(shut, place):
    body = bytearray(shut[:-32])
    body[place] ^= 1
    with pytest.raises((NotADatabase, KeyMissing)):
        sealed.opened(hashed_anew(bytes(body)), KEYS)


def test_another_version_in_the_head_is_a_change_too(shut):
    with pytest.raises(NotADatabase, match="veranderd nadat ze gemaakt is"):
        sealed.opened(hashed_anew(shut[:-32].replace(b'"1.4"', b'"9.9"')), KEYS)


def test_one_of_another_installation_asks_for_its_key(shut):
    with pytest.raises(KeyMissing, match=r"andere Teamscan.*reservekopie-oud\.sleutel"):
        sealed.opened(shut, {})


def test_one_of_a_newer_version_is_called_so(shut):
    with pytest.raises(DatabaseNewer, match="Werk de Teamscan bij"):
        sealed.opened(shut.replace(b"KOPIE 1\n", b"KOPIE 2\n"), KEYS)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"{}",
        b'{"versie": 1, "nonce": ""}',
        b'{"versie": "1", "nonce": 5}',
        b"[" * 900,
        b"x" * 5_000,
        b"\xff",
    ],
)
def test_a_head_of_nonsense_is_called_damaged(line):
    with pytest.raises(NotADatabase, match="niet meer heel"):
        sealed.head(b"LEIDRAAD-TEAMSCAN-KOPIE 1\n" + line + b"\n")


def test_what_is_something_else_is_called_so():
    with pytest.raises(NotADatabase, match="geen reservekopie van de Teamscan"):
        sealed.opened(b"Beste collega, dit is een brief.", KEYS)
