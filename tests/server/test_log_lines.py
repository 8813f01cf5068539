"""The same line again and again does not fill the disk."""

import logging

import pytest

from leidraad.machine import pace
from leidraad.server import event_log
from leidraad.server.log_lines import AT_ONCE, ONE_EACH_SECONDS, FewLines


def line(said: str, number: int = 1) -> logging.LogRecord:
    return logging.LogRecord("leidraad", logging.WARNING, "ergens.py", number, said, (), None)


def test_another_place_in_the_program_is_heard_while_one_repeats_itself():
    few = FewLines()
    heard = [few.filter(line("vol", 1)) for _ in range(10 * AT_ONCE)]
    assert heard == [True] * AT_ONCE + [False] * 9 * AT_ONCE
    assert few.filter(line("leeg", 2))


def test_the_next_line_says_how_many_were_left_out(monkeypatch: pytest.MonkeyPatch):
    few, moment = FewLines(), 1000.0
    monkeypatch.setattr(pace.time, "monotonic", lambda: moment)
    for _ in range(AT_ONCE + 7):
        few.filter(line("vol"))
    moment += ONE_EACH_SECONDS
    late = line("vol van %s")
    late.args = ("alles",)
    assert few.filter(late)
    assert event_log.OneLine().format(late).endswith(" weggelaten=7")


def test_whatever_the_program_writes_while_it_serves_passes_this(capsys: pytest.CaptureFixture[str]):
    with event_log.written():
        for _ in range(3 * AT_ONCE):
            logging.getLogger("een.module.die.later.komt").warning("vol")
    assert len(capsys.readouterr().err.splitlines()) == AT_ONCE
