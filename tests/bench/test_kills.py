"""The benchmark of killing, with a few phones and two kills: nothing confirmed is missing, and it knows when something is."""

from pathlib import Path
from random import Random

from tests.bench import kills
from tests.bench.kills import Tapper


def test_every_confirmed_answer_is_found_after_the_server_was_killed_twice(tmp_path: Path) -> None:
    figures = kills.run(tmp_path, kills=2, phones=5)
    assert kills.good(figures), figures
    assert int(str(figures["antwoorden_aan_het_einde"])) > 10


def test_an_answer_that_is_not_there_is_named() -> None:
    person = Tapper("127.0.0.1:1", "ABC234", ["vo-a1-01"], Random(1))
    person.confirmed["vo-a1-01"] = "4"
    assert list(kills.missing(lambda _device: {}, [person])) == ["vo-a1-01: None en niet {'4'}"]
    assert list(kills.missing(lambda _device: {"vo-a1-01": 4}, [person])) == []
