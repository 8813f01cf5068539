"""Accidents to exchange files, in short; the long run is `python -m tests.storage.mutated_exchange`."""

import pytest

from tests.storage import mutated_exchange


@pytest.mark.usefixtures("database")
def test_no_exchange_file_gives_a_traceback_a_half_import_or_an_untrue_sentence():
    said, _ = mutated_exchange.tried(240, seed=7)
    assert {kind for kind, sentence in said if sentence == mutated_exchange.THROUGH} >= {mutated_exchange.KINDS[1]}
    assert len({sentence[:25] for _, sentence in said}) >= 5, "the files reach further than the first look"
