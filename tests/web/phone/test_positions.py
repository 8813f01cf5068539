"""Places between two poles on a phone: five in words, with and without the script, and on the day nothing that ranks them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from leidraad.domain.day import DayStep
from leidraad.domain.result import Mode
from leidraad.storage.measurements import answers, measurements
from leidraad.storage.measurements.measurements import Measurement, Preparation
from leidraad.storage.schools import schools
from leidraad.storage.study_day import day
from tests.content.examples import RANKING, example, offered_too
from tests.web.phone.conftest import Phone
from tests.web.phone.states import go

PLACES = example("positie")
LASTING = PLACES.items[1]


@pytest.fixture(autouse=True)
def questionnaires(tmp_path: Path, database: None) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch, offered_too(tmp_path / "data", patch):
        yield


@pytest.fixture
def opened(team: schools.Team) -> Measurement:
    """Eight colleagues placed their team; a day was begun."""
    made = measurements.prepare(
        Preparation(team.id, "najaar 2026", PLACES.id, 1, short=False, mode=Mode.INDIVIDUAL, invited=9)
    )
    measurements.open_(made.id)
    for person in range(8):
        answers.save(made.id, f"toestel-{person}", {item.id: 1 + person % 5 for item in PLACES.items})
    day.start(made.id, 45)
    return measurements.get(made.id)


@pytest.fixture
def bob(phone: Phone, opened: Measurement) -> Phone:
    return phone.join(opened)


def test_five_places_in_words_and_what_one_sees_at_each_pole(bob: Phone, opened: Measurement) -> None:
    bob.get(f"/d/{opened.join_code}/1")
    assert "Zet je kruisje waar jullie nu staan" in bob.said
    for place in LASTING.places:
        assert f"<span>{place}" in bob.saw.text
    assert "<small>Wat we maken, blijft jaren in gebruik</small>" in bob.saw.text
    assert RANKING.findall(bob.said) == []


def test_a_form_saves_them_without_the_script_and_they_stand_there_again(bob: Phone, opened: Measurement) -> None:
    bob.send(f"/d/{opened.join_code}/1", **{"pi-51": "5", "pi-52": "0", "naar": "verder"})
    assert answers.mine(opened.id, bob.device) == {"pi-51": 5, "pi-52": 0}
    bob.get(f"/d/{opened.join_code}/1")
    assert bob.chosen == [("pi-51", "5"), ("pi-52", "0")]


def test_a_tap_saves_one(bob: Phone, opened: Measurement) -> None:
    assert bob.tap(opened, "pi-51", 2)["stand"] == 2
    assert answers.mine(opened.id, bob.device) == {"pi-51": 2}


STEPS = (
    DayStep.REVEAL, DayStep.TALK, DayStep.SECOND_VOTE, DayStep.JUDGEMENT, DayStep.CHOOSE, DayStep.DONE
)  # fmt: skip


def test_on_no_step_of_the_day_is_a_place_ranked(bob: Phone, opened: Measurement) -> None:
    bob.tap(opened, "pi-51", 2)
    for step in STEPS:
        go(opened, step)
        for screen in (0, 1) if step in (DayStep.REVEAL, DayStep.TALK) else (0,):
            day.show(opened.id, screen, within=step)
            bob.get(f"/d/{opened.join_code}/dag")
            assert RANKING.findall(bob.said) == [], (step, bob.said)


def test_at_the_reveal_ones_own_place_stands_in_words_beside_who_stands_where(
    bob: Phone, opened: Measurement
) -> None:
    go(opened, DayStep.REVEAL)
    assert "data-eigen" not in bob.get(f"/d/{opened.join_code}/dag").text, "of a part nothing is added up"
    day.show(opened.id, 1, within=DayStep.REVEAL)
    seen = bob.get(f"/d/{opened.join_code}/dag").text
    assert "2 blijvend, 2 eerder blijvend, 2 ertussenin" in seen
    assert '"kan ik niet beoordelen", "blijvend", "eerder blijvend"' in seen
    assert "nog niet" not in re.sub(r"data-labels='[^']*'", "", seen)
    assert 'class="lat"' not in seen


def test_in_the_talk_ones_own_place_has_its_own_word(bob: Phone, opened: Measurement) -> None:
    go(opened, DayStep.REVEAL)
    day.choose_statements(opened.id, ["pi-52"], within=DayStep.REVEAL)
    go(opened, DayStep.TALK)
    assert '"blijvend", "eerder blijvend", "ertussenin"' in bob.get(f"/d/{opened.join_code}/dag").text
