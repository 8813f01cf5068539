"""Making the example school hears how far it is, and leaves nothing behind when it stops halfway."""

import os
import signal
from pathlib import Path

import pytest

from leidraad.example import build
from leidraad.server import lifespan
from leidraad.storage.database import engine
from leidraad.storage.measurements import measurements
from leidraad.storage.schools import schools
from tests.example.conftest import TODAY
from tests.harness import served

pytestmark = pytest.mark.usefixtures("database")


class WalkedAway(BaseException):
    """As Streamlit says when somebody leaves the page during a run: not an Exception."""


def test_whoever_walks_away_leaves_nothing_and_can_begin_again():
    shares = []

    def hear(share: float) -> None:
        shares.append(share)
        if len(shares) == 3:
            raise WalkedAway

    with pytest.raises(WalkedAway):
        build.make(TODAY, progress=hear)
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert schools.schools() == []


def test_a_real_school_with_that_name_stops_it_before_anything_is_made():
    schools.add_school("Voorbeeldschool De Linde (po)", "po")
    with pytest.raises(Exception, match="Er is al een school met deze naam"):
        build.make(TODAY)
    assert [(one.name, one.example) for one in schools.schools()] == [("Voorbeeldschool De Linde (po)", False)]


def make_until_killed(url: str) -> None:
    engine.open_database(url)
    made = []

    def hear(share: float) -> None:
        made.append(share)
        if len(made) == 3:
            os.kill(os.getpid(), signal.SIGKILL)

    build.make(TODAY, progress=hear)


def test_of_what_a_killed_program_made_nothing_is_left_after_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = str(engine.address())
    monkeypatch.setenv("DATABASE_URL", url)
    schools.add_school_with_team("De Brug", "vo", "Onderbouw")
    engine.close_database()
    killed = served.process(make_until_killed, url)
    killed.join(60)
    assert killed.exitcode == -signal.SIGKILL
    engine.open_database()
    assert [one.example for one in schools.schools()] == [False, True, True]
    assert any(measurements.of_team(team.id) for team in schools.teams())
    lifespan.prepare()
    assert [one.name for one in schools.schools()] == ["De Brug"]


def test_what_is_all_there_stays_at_the_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", str(engine.address()))
    schools.add_examples({("Voorbeeldschool", "vo"): ["Onderbouw"]})
    schools.all_is_made()
    lifespan.prepare()
    assert [one.name for one in schools.schools()] == ["Voorbeeldschool"]
