"""Whatever is sent to whichever address in whatever state: a sentence or the way on, nothing lost, and never an error."""

import html
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette

from leidraad.content import library
from leidraad.domain.day import DayStep
from leidraad.storage import codes
from leidraad.storage.measurements import answers, joining
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import schools
from leidraad.storage.study_day import day, rounds
from leidraad.storage.study_day.rounds import RoundKind
from leidraad.web import strangers
from leidraad.web.phone import following, waiting
from tests.cast import BOB
from tests.storage import scene
from tests.ui.conftest import a_measurement, opened_holding
from tests.web.phone.answered import require_way_on, require_words, stored
from tests.web.phone.conftest import Phone, with_bob
from tests.web.phone.states import CORE, FIELDS, HARM, ONE, OPEN, POSTED, SEEN, SENT, STATES, day_with, go


@pytest.fixture
def measured(database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Measurement]:
    """A database of its own for each test, with the same measurement in it."""
    with opened_holding(tmp_path / "gemeten.db", monkeypatch, with_bob) as made:
        yield made


@pytest.mark.parametrize("state", STATES)
def test_every_address_has_a_screen_or_leads_on_in_every_state(
    bob: Phone, measured: Measurement, state: str
) -> None:
    STATES[state](measured)
    before = scene.everything()
    for address in (*SEEN, *(f"/{one}" for one in POSTED)):
        answered = bob._send("GET", f"/d/{measured.join_code}{address}")
        require_words(answered)
        if address != "/wacht":
            bob.follow(answered)
            require_words(bob.saw)
            assert bob.saw.status_code == (404 if state == "weggegooid" else 200) or bob.saw.status_code == 429
    looked = scene.everything()
    assert {**looked, "attempt": []} == {**before, "attempt": []}, "looking stores nothing"


@pytest.mark.parametrize("state", [state for state in STATES if state not in OPEN])
def test_whatever_is_sent_after_the_closing_gets_a_screen_or_leads_on_and_no_answer_is_touched(
    bob: Phone, measured: Measurement, state: str
) -> None:
    STATES[state](measured)
    before = stored()
    for address in SENT:
        require_way_on(bob, bob.post(f"/d/{measured.join_code}{address}", FIELDS))
    assert stored() == before


@pytest.mark.parametrize("state", OPEN)
@pytest.mark.parametrize("address", SENT)
def test_whatever_is_sent_while_it_is_open_gets_a_screen_or_leads_on_and_touches_bobs_answers_only(
    bob: Phone, measured: Measurement, state: str, address: str
) -> None:
    STATES[state](measured)
    require_way_on(bob, bob.post(f"/d/{measured.join_code}{address}", FIELDS))
    left = 0 if address == "/intrekken" or state == "ingetrokken" else 9
    assert len(stored()) == 5 * len(CORE) + left
    assert answers.people(measured.id).people == 5 + bool(left)


@pytest.mark.parametrize("state", STATES)
def test_a_phone_that_was_never_here_gets_a_screen_or_leads_on_in_every_state(
    measured: Measurement, app: Starlette, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    monkeypatch.setattr(strangers, "HELD_SECONDS", 0)
    monkeypatch.setattr(waiting, "PATIENCE_SECONDS", 0.01)
    STATES[state](measured)
    for address in ("", "/1", "/11", "/dag", "/wacht"):
        require_words(Phone(app)._send("GET", f"/d/{measured.join_code}{address}"))
    for address in SENT:
        require_words(Phone(app).post(f"/d/{measured.join_code}{address}", FIELDS))


def test_hostile_names_stay_letters_on_every_screen_that_has_them(bob: Phone, measured: Measurement) -> None:
    for address in ("", "/1", "/11"):
        bob.get(f"/d/{measured.join_code}{address}")
        assert HARM in bob.said
        assert html.escape(HARM, quote=False).split("&#")[0][:12] in bob.saw.text


def test_a_number_of_thousands_of_digits_is_the_end_or_the_welcome(bob: Phone, measured: Measurement) -> None:
    bob.get(f"/d/{measured.join_code}/{'9' * 6000}")
    assert bob.title == "Je bent bij het einde"
    bob.send(f"/d/{measured.join_code}/{'9' * 6000}", **FIELDS)
    assert bob.saw.status_code == 200


def test_the_cookie_of_one_measurement_knows_nothing_in_another(bob: Phone, measured: Measurement) -> None:
    other = a_measurement(schools.add_school_with_team("De Tuin", "vo", "Onderbouw"), people=5)
    bob.get(f"/d/{other.join_code}/1")
    assert bob.chosen == []
    bob.send(f"/d/{other.join_code}/intrekken")
    assert len(answers.mine(measured.id, BOB)) == 9
    day_with(other, DayStep.TALK, DayStep.SECOND_VOTE)
    answer = bob.post(f"/d/{other.join_code}/stem?script", {"stelling": ONE, "waarde": "5", "eerst": "3"})
    assert (answer.status_code, "Je deed bij het invullen niet mee" in answer.json()["reden"]) == (422, True)
    assert rounds.people(other.id, RoundKind.SECOND_VOTE) == 0


def _kept_in_memory() -> list[int]:
    kept = (following._kept, following._drawing, waiting._watches, waiting._waiting, joining._known, day._codes)
    return [len(one) for one in kept]


def test_wrong_codes_leave_nothing_in_memory(bob: Phone, measured: Measurement) -> None:
    day_with(measured, DayStep.TALK)
    bob.get(f"/d/{measured.join_code}/dag")
    before = _kept_in_memory()
    for _ in range(20):
        for address in ("", "/1", "/dag", "/wacht"):
            bob._send("GET", f"/d/{codes.new_code()}{address}")
        bob.post(f"/d/{codes.new_code()}/antwoord", FIELDS)
    assert _kept_in_memory() == before


def test_screens_that_are_kept_for_everybody_are_few_and_always_the_right_ones(
    bob: Phone, measured: Measurement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "_kept", {})
    monkeypatch.setattr(following, "_MOST_KEPT", 3)
    day_with(measured)
    go(measured, DayStep.REVEAL)
    constructs = library.instrument("leidraad-vo", 1).constructs
    for screen, construct in [*enumerate(constructs, start=1), (1, constructs[0])]:
        day.show(measured.id, screen, within=DayStep.REVEAL)
        for _ in range(2):
            bob.get(f"/d/{measured.join_code}/dag")
            assert bob.title == construct.short
        assert len(following._kept) <= 3
