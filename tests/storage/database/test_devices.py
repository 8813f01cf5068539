"""What is stored of a device: the same each time, another in every place, and never the cookie itself."""

from leidraad.storage.database import devices
from tests.cast import ALICE, BOB


def test_a_device_is_known_again_in_one_place_and_in_no_other():
    places = ["meting:1", "meting:2", "ronde:1:kiezen", "zelfscan"]
    known = {(device, place): devices.token_hash(device, place) for device in (ALICE, BOB) for place in places}
    assert devices.token_hash(ALICE, "meting:1") == known[ALICE, "meting:1"]
    assert len(set(known.values())) == len(known)


def test_a_hash_is_made_with_the_cookie_as_the_key():
    # Worked out with openssl: printf zelfscan | openssl dgst -sha256 -hmac toestel
    assert (
        devices.token_hash("toestel", "zelfscan").hex()
        == "bc6d374aebbf9b38d03d31373f14de731a574df4d2b48926ece0d57d5fc74e1c"
    )
