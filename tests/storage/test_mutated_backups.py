"""Accidents to backups, in short; the long run is `python -m tests.storage.mutated_backups`."""

import logging

from leidraad.storage.database import engine
from tests.storage import mutated_backups


def test_no_accident_to_a_backup_gives_a_traceback_a_half_restore_or_an_untrue_sentence(tmp_path, caplog):
    caplog.set_level(logging.CRITICAL, "leidraad.opslag")
    mutated_backups.installation(tmp_path)
    try:
        said = mutated_backups.tried(150, seed=7)
    finally:
        engine.close_database()
    assert said.total() == 150
    assert not [kind for kind, sentence in said if kind == "verzegeld" and sentence == mutated_backups.THROUGH]
    assert len({sentence for _, sentence in said}) >= 3, "the accidents reach further than the first look"
