"""The page Zelfscan: choose, fill in, own profile, keep, find again and delete. Cookies do not exist here:
`alice` says what her cookie would say; the browser tests do the rest."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.content import library
from leidraad.domain.selfscan import Perspective
from leidraad.storage.database import clock, engine
from leidraad.storage.self_scans import kept_scans, personal_codes, self_scans
from leidraad.storage.self_scans.self_scans import ScanChoice
from leidraad.ui.shell import visitor
from tests.cast import ALICE, CHARLIE
from tests.storage.another_program import another_program_holds
from tests.storage.scene import write
from tests.ui.conftest import links, opened, opened_as, text
from tests.ui.measurement.test_metingen import press

VO = library.instrument("leidraad-vo", 2)
CORE = [item.id for item in VO.items if item.core]
SHORT = ScanChoice("leidraad-vo", 2, True, Perspective.SCHOOL_LEADER)
PROFILE = len(VO.constructs) + 1


@pytest.fixture
def alice(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visitor, "device", lambda: ALICE)


def filled(given: dict[str, int] | None = None) -> self_scans.Draft:
    made = self_scans.begin(ALICE, SHORT)
    self_scans.save(ALICE, made.key, given or {item: 1 + number % 5 for number, item in enumerate(CORE)})
    return made


def kept(given: dict[str, int] | None = None) -> str:
    code = personal_codes.new()
    kept_scans.keep(ALICE, filled(given).key, code)
    self_scans.drop(ALICE)
    return code


def with_code(at: AppTest, code: str) -> AppTest:
    at.text_input[0].input(code)
    return press(at, "Openen")


# -- it works -------------------------------------------------------------------------------------------------


def test_the_start_page_leads_to_it(database: None) -> None:
    at = opened("start")
    assert "Naar de zelfscan" in links(at)
    assert "Alleen voor jezelf" in [one.value for one in at.subheader]


def test_choosing_begins_with_the_first_construct(alice: None) -> None:
    at = opened("zelfscan")
    at.get_by_key("keuze-sector").set_value("po")
    at.get_by_key("keuze-lengte").set_value(False)
    at.get_by_key("keuze-rol").set_value(Perspective.LEAD)
    press(at, "Beginnen")
    found = self_scans.draft(ALICE)
    assert found is not None
    assert found.choice == ScanChoice("leidraad-po", 2, False, Perspective.LEAD)
    assert "1 van 10" in text(at)
    assert "0 van 55 antwoorden opgeslagen" in text(at)


def test_an_answer_is_stored_at_once_and_the_next_screen_follows(alice: None) -> None:
    self_scans.begin(ALICE, SHORT)
    at = opened("zelfscan", deel=1)
    at.get_by_key(f"antwoord-{CORE[0]}").set_value(4)
    at.run()
    assert "1 van 30 antwoorden opgeslagen" in text(at)
    press(at, "Verder")
    assert "2 van 10" in text(at)
    found = self_scans.draft(ALICE)
    assert found is not None
    assert found.answers == {CORE[0]: 4}


def test_while_another_program_holds_the_database_an_answer_waits_and_says_so_without_jargon(
    alice: None, tmp_path: Path
) -> None:
    self_scans.begin(ALICE, SHORT)
    at = opened_as(None, "zelfscan", deel=1)
    engine.open_database(f"sqlite:///{tmp_path / 'test.db'}?timeout=0.1")
    with another_program_holds(tmp_path / "test.db"):
        at.get_by_key(f"antwoord-{CORE[0]}").set_value(3)
        [warning] = [one.value for one in at.run().warning]
        assert warning == "Nog niet alles is opgeslagen. Laat deze pagina open: we proberen het zo weer."
        assert "0 van 30 antwoorden opgeslagen" in text(at)
    assert "1 van 30 antwoorden opgeslagen" in text(at.run())
    assert not at.warning


def test_whoever_comes_back_goes_on_where_they_were(alice: None) -> None:
    filled(dict.fromkeys(CORE[:5], 3))
    at = opened("zelfscan")
    assert "5 van 30 antwoorden opgeslagen" in text(at)
    press(at, "Ga verder waar je was")
    assert "2 van 10" in text(at)


def test_the_profile_shows_own_scores_advice_for_the_role_and_what_it_does_not_say(alice: None) -> None:
    filled()
    shown = text(opened("zelfscan", deel=PROFILE))
    assert "Jouw zelfscan" in shown
    assert "Wat jij als schoolleider kunt doen" in shown
    assert "Wat je het meest en het minst herkent" in shown
    assert "Om over te praten met je team" in shown
    assert "geen oordeel over jou" in shown
    assert not any(
        word in shown for word in ("dicht bij elkaar", "enig verschil", "twee groepen", "onder de drempel")
    )


def test_keeping_shows_the_code_once_and_stores_it_nowhere(alice: None) -> None:
    filled()
    at = press(opened("zelfscan", deel=PROFILE), "Bewaar onder een persoonlijke code")
    shown = next(one.proto.body for one in at.get("html") if 'class="code"' in one.proto.body)
    code = shown.split(">")[1].split("<")[0]
    assert len(personal_codes.checked(code)) == 13
    assert code.replace(" ", "") not in str(at.query_params)
    press(at, "Ik heb de code opgeschreven")
    assert code not in text(at)
    assert self_scans.draft(ALICE) is None
    assert len(kept_scans.kept(kept_scans.opened(code))) == 1
    assert code not in text(opened("zelfscan"))


def test_two_scans_under_one_code_stand_beside_each_other_without_a_word_about_change(
    alice: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = kept(dict.fromkeys(CORE, 3))
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=365))
    filled(dict.fromkeys(CORE, 4))
    at = opened("zelfscan", deel=PROFILE)
    with_code(at, code)
    press(at, "Bewaar bij mijn eerdere zelfscans")
    shown = text(at)
    assert "Door de tijd" in shown
    assert "3,0" in shown
    assert "4,0" in shown
    assert not re.search(r"\b(hoger|lager|beter|slechter|vooruit|gestegen|gedaald)\b", shown)
    assert len([one for one in at.button if one.label.startswith("Bekijk")]) == 2
    assert self_scans.draft(ALICE) is None


def test_short_and_full_scans_are_marked_as_different(alice: None) -> None:
    code = kept()
    made = self_scans.begin(ALICE, ScanChoice("leidraad-vo", 2, False, Perspective.TEACHER))
    self_scans.save(ALICE, made.key, {CORE[0]: 5})
    kept_scans.keep_with_earlier(ALICE, made.key, kept_scans.opened(code))
    shown = text(with_code(opened("zelfscan"), code))
    assert "Niet al je zelfscans hadden dezelfde stellingen" in shown
    assert ", volledig" in shown


def test_an_earlier_scan_can_be_looked_at_again(alice: None) -> None:
    at = with_code(opened("zelfscan"), kept())
    press(at, next(one.label for one in at.button if one.label.startswith("Bekijk")))
    assert "Wat je het meest en het minst herkent" in text(at)
    press(at, "Terug naar je zelfscans")
    assert at.title[0].value == "Jouw zelfscans"


def test_deleting_everything_names_what_goes_and_makes_the_code_unknown(alice: None) -> None:
    code = kept()
    at = with_code(opened("zelfscan"), code)
    assert "Dan verwijderen we 1 zelfscan" in text(at)
    press(at, "Verwijder alles")
    assert "Alles is verwijderd" in text(at)
    with_code(at, code)
    assert "niets (meer) bewaard" in at.error[0].value


def test_ready_deletes_the_draft(alice: None) -> None:
    filled()
    at = press(opened("zelfscan", deel=PROFILE), "Klaar: wis mijn antwoorden")
    assert "gewist" in text(at)
    assert self_scans.draft(ALICE) is None


def test_beginning_anew_says_what_goes_and_deletes_it(alice: None) -> None:
    filled(dict.fromkeys(CORE[:2], 3))
    at = opened("zelfscan")
    assert "(2 antwoorden)" in text(at)
    press(at, "Wis en begin opnieuw")
    assert self_scans.draft(ALICE) is None
    assert "Waar werk je?" in [one.label for one in at.get("button_group")]


# -- bad input ------------------------------------------------------------------------------------------------


def test_a_browser_without_cookies_is_told_what_to_do(database: None) -> None:
    assert opened("zelfscan").title[0].value == "Nog één stap"


def test_another_device_sees_nothing_of_it(alice: None, monkeypatch: pytest.MonkeyPatch) -> None:
    filled()
    monkeypatch.setattr(visitor, "device", lambda: CHARLIE)
    for address in ({}, {"deel": 3}, {"deel": PROFILE}):
        at = opened("zelfscan", **address)
        assert "antwoorden opgeslagen" not in text(at)
        assert at.title[0].value == "Zelfscan"


def test_without_choosing_a_sector_nothing_begins(alice: None) -> None:
    at = press(opened("zelfscan"), "Beginnen")
    assert "Kies eerst" in at.error[0].value
    assert self_scans.draft(ALICE) is None


@pytest.mark.parametrize("given", [{}, {CORE[0]: 0}])
def test_nothing_answered_shows_no_profile_and_says_what_to_do(alice: None, given: dict[str, int]) -> None:
    made = self_scans.begin(ALICE, SHORT)
    self_scans.save(ALICE, made.key, given)
    at = opened("zelfscan", deel=PROFILE)
    assert at.title[0].value == "Nog geen profiel"
    assert [one.label for one in at.button] == ["Naar de stellingen"]
    press(at, "Naar de stellingen")
    assert "1 van 10" in text(at)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Typ eerst"),
        ("K7MP 4XRQ", "tikfout"),
        pytest.param(personal_codes.new(), "niets (meer) bewaard", id="unknown"),
        ("<script>", "tikfout"),
        ("' OR 1=1 --", "tikfout"),
    ],
)
def test_a_code_that_opens_nothing_is_explained(alice: None, typed: str, said: str) -> None:
    at = with_code(opened("zelfscan"), typed)
    assert said in at.error[0].value
    assert at.title[0].value == "Zelfscan"


def test_a_slip_of_the_pen_is_called_that(alice: None) -> None:
    code = kept()
    swapped = code[1] + code[0] + code[2:] if code[0] != code[1] else ("3" if code[0] == "2" else "2") + code[1:]
    assert "Er zit een tikfout in de code" in with_code(opened("zelfscan"), swapped).error[0].value


@pytest.mark.parametrize("deel", ["99", "-1", "abc", "<b>", "²"])
def test_a_strange_screen_in_the_address_is_calm(alice: None, deel: str) -> None:
    assert "staat geen zelfscan meer open" in text(opened("zelfscan", deel=deel))
    filled()
    opened("zelfscan", deel=deel)


def test_a_draft_that_ended_elsewhere_leads_to_the_beginning(alice: None) -> None:
    filled()
    at = opened("zelfscan", deel=2)
    self_scans.drop(ALICE)
    at.get_by_key(f"antwoord-{CORE[3]}").set_value(1)
    at.run()
    assert not at.exception
    assert "staat geen zelfscan meer open" in text(at)
    assert self_scans.draft(ALICE) is None


def test_scans_deleted_in_another_window_are_gone_here_too(alice: None) -> None:
    code = kept()
    at = with_code(opened("zelfscan"), code)
    kept_scans.forget(kept_scans.opened(code))
    at.run()
    assert not at.exception
    assert at.title[0].value == "Zelfscan"


def test_a_damaged_scan_is_named_and_the_others_open(alice: None) -> None:
    code = kept()
    kept_scans.keep_with_earlier(ALICE, filled().key, kept_scans.opened(code))
    write("UPDATE self_scan SET body = :nothing WHERE number = 1", nothing=b"")
    at = with_code(opened("zelfscan"), code)
    assert not at.exception
    assert "is beschadigd en niet te lezen. Er is niets verwijderd." in at.warning[0].value
    assert len([one for one in at.button if one.label.startswith("Bekijk")]) == 1
    write("DELETE FROM self_scan WHERE number = 2")
    at.run()
    assert at.title[0].value == "Jouw zelfscans"
    assert "Dan verwijderen we 1 zelfscan" in text(at)


def test_while_a_kept_scan_is_readable_the_page_says_how_it_becomes_encrypted(alice: None) -> None:
    code = kept()
    said = "Heb je hier lang geleden een zelfscan bewaard?"
    assert said not in text(opened("zelfscan"))
    plain = {"instrument_id": "leidraad-vo", "instrument_version": 2, "short": True, "perspective": "leraar"}
    body = json.dumps({**plain, "answers": {CORE[0]: 5}}).encode()
    write("UPDATE self_scan_owner SET salt = NULL")
    write("UPDATE self_scan SET sealed = :no, body = :body", no=False, body=body)
    assert said in text(opened("zelfscan"))
    with_code(opened("zelfscan"), code)
    assert said not in text(opened("zelfscan"))


def test_scans_of_a_withdrawn_questionnaire_are_still_shown(alice: None, monkeypatch: pytest.MonkeyPatch) -> None:
    code = kept()
    versions = dict(library.instruments())
    versions["leidraad-vo", 2] = VO.model_copy(update={"status": "ingetrokken"})
    monkeypatch.setattr(library, "instruments", lambda: versions)
    at = with_code(opened("zelfscan"), code)
    press(at, next(one.label for one in at.button if one.label.startswith("Bekijk")))
    assert "Jouw zelfscan" in text(at)


def test_scans_whose_questionnaire_left_the_program_are_named(
    alice: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = kept()
    left = {key: one for key, one in library.instruments().items() if key[0] != "leidraad-vo"}
    monkeypatch.setattr(library, "instruments", lambda: left)
    assert "zit niet meer in de Teamscan" in text(with_code(opened("zelfscan"), code))
