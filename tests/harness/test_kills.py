"""The command that kills, with one stop; and it knows it when something confirmed is gone, or something is half."""

import asyncio
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from leidraad.storage import backup
from leidraad.storage.database import engine
from leidraad.storage.measurements import answers, closing, reveal
from leidraad.storage.study_day import rounds
from leidraad.storage.study_day.rounds import RoundKind
from tests.databases import migrated_file
from tests.harness import acts, kills, scenes
from tests.harness.place import Place
from tests.harness.tapper import Tapper
from tests.storage.scene import write


def test_the_program_is_killed_while_a_measurement_closes_and_every_confirmed_answer_is_found(
    tmp_path: Path,
) -> None:
    tally = kills.run(tmp_path, None, "sluiten", times=1, until=time.monotonic() + 60, seed="kort")
    assert tally.wrong == []
    assert (tally.stops, tally.lost, tally.before + tally.after) == (1, 0, 1)
    assert tally.confirmed > 20


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """An installation that nobody stopped, and that we damage."""
    made = Place(tmp_path)
    migrated_file(tmp_path / "leidraad.db")
    monkeypatch.setenv("DATABASE_URL", made.database)
    engine.open_database()
    yield made
    engine.close_database()


def wrong(place: Place, scene: scenes.Scene) -> list[str]:
    with place.look() as look:
        return list(scene.wrong(look, scene.after(look)))


def set_up(scene: scenes.Scene, monkeypatch: pytest.MonkeyPatch) -> scenes.Scene:
    async def ask(act: str, given: dict[str, object] | None = None) -> dict[str, object]:
        return dict(acts.ACTS[act](**(given or {})))

    monkeypatch.setattr(scene.place, "ask", ask)
    asyncio.run(scene.set_up())
    return scene


@pytest.mark.parametrize(
    "damage", ["DELETE FROM answer WHERE item_id = (SELECT min(item_id) FROM answer)", "DELETE FROM result", ""]
)
def test_half_a_reveal_is_named_and_a_whole_one_is_not(
    place: Place, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    scene = set_up(scenes.Reveal(place, random.Random(1)), monkeypatch)
    assert wrong(place, scene) == []
    reveal.share(scene.given["id"])
    if damage:
        write(damage)
    assert bool(wrong(place, scene)) == bool(damage)


@pytest.mark.parametrize("half", [reveal.delete_answers, None])
def test_half_a_clean_up_is_named_and_a_whole_one_is_not(
    place: Place, monkeypatch: pytest.MonkeyPatch, half: Callable[..., None] | None
) -> None:
    scene = set_up(scenes.Retention(place, random.Random(1)), monkeypatch)
    assert wrong(place, scene) == []
    if half is None:
        acts.ACTS["purge"]()
        assert wrong(place, scene) == []
    else:
        with engine.writing() as session:
            half(session, scene.given.get("id", 2))
        assert wrong(place, scene) == ["closed: uitslag False, antwoorden False"]


def test_half_the_end_of_a_vote_is_named_and_a_whole_one_is_not(place: Place) -> None:
    made = acts.voting()
    scene = scenes.SecondVote(place, random.Random(1))
    scene.given, scene._people = {"id": made["id"]}, []
    assert wrong(place, scene) == []
    rounds.close(made["id"], RoundKind.SECOND_VOTE)
    assert wrong(place, scene) == []
    write("UPDATE round SET is_open = TRUE")
    assert wrong(place, scene) == ["een uitslag bij een open stemming"]


def test_a_confirmed_answer_that_is_gone_or_of_nobody_is_named(place: Place) -> None:
    made = acts.filled()
    (device, given), *_ = made["given"].items()
    person = Tapper(place.address, made["code"], made["items"], random.Random(1))
    person.phone.cookie, person.confirmed = (
        f"leidraad_toestel={device}",
        {item: str(v) for item, v in given.items()},
    )
    with place.look() as look:
        assert list(scenes.lost(look, made["id"], [person])) == [f"{acts.PHONES - 1} onbekende toestellen"]
    item = made["items"][0]
    answers.change(made["id"], device, {item: (given[item] + 1) % 6}, given)
    with place.look() as look:
        assert f"{item}: {(given[item] + 1) % 6} en niet {{'{given[item]}'}}" in scenes.lost(
            look, made["id"], [person]
        )


def test_a_closing_without_its_moment_is_named(place: Place) -> None:
    made = acts.filled()
    scene = scenes.Closing(place, random.Random(1))
    scene.given, scene._people = {"id": made["id"]}, []
    closing.close(made["id"])
    assert wrong(place, scene) == []
    write("UPDATE measurement SET closed_at = NULL")
    assert wrong(place, scene) == ["gesloten om None, en na de sluiting: True"]


def test_a_result_that_a_wrong_clock_took_away_is_named(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    scene = set_up(scenes.ClockJumps(place, random.Random(1)), monkeypatch)
    assert wrong(place, scene) == []
    write("DELETE FROM result")
    assert wrong(place, scene) == ["een uitslag van vandaag is weg"]


def test_a_backup_that_does_not_open_is_named(place: Place) -> None:
    made = place.folder / "reservekopieen" / backup.make().name
    scene = scenes.Backup(place, random.Random(1))
    assert wrong(place, scene) == []
    made.write_bytes(made.read_bytes()[:-100])
    assert len(wrong(place, scene)) == 1
