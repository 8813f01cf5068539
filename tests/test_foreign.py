"""What came from outside may be anything, and costs no more than its length."""

import time

import pytest

from leidraad import foreign

#: An accent below and one above, in the order in which each of them has to move.
ACCENTS = "\u0301\u0323"


@pytest.mark.parametrize(("form", "text", "wanted"), [("NFC", "e\u0301", "é"), ("NFKC", "ﬁets", "fiets"), ("NFKD", "é", "e\u0301")])  # fmt: skip
def test_letters_are_composed_in_one_way(form: str, text: str, wanted: str) -> None:
    assert foreign.normal(form, text) == wanted  # type: ignore[arg-type]


def test_a_message_full_of_accents_holds_nobody_up() -> None:
    began = time.process_time()
    assert len(foreign.normal("NFKD", "a" + ACCENTS * 60_000)) == 120_001
    assert time.process_time() - began < 1
