"""Alone with places between two poles or single statements: one's own choices in words, and nothing that ranks or adds them."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from leidraad.content import library
from leidraad.content.models import Instrument
from leidraad.domain.result import Mode
from leidraad.domain.selfscan import Perspective
from leidraad.errors import InvalidAnswer, Refused
from leidraad.reports import own_page
from leidraad.reports.own_page import OwnScan
from leidraad.storage.measurements import measurements
from leidraad.storage.measurements.measurements import Preparation
from leidraad.storage.schools import schools
from leidraad.storage.self_scans import kept_scans, personal_codes, self_scans
from leidraad.storage.self_scans.self_scans import ScanChoice
from leidraad.ui.shell import visitor
from tests import plan
from tests.cast import ALICE
from tests.content.examples import RANKING, example, offered_too
from tests.ui.conftest import opened, text
from tests.ui.measurement.test_metingen import press

PLACES, SINGLE = example("positie"), example("zonder-score")


@pytest.fixture(autouse=True)
def questionnaires(tmp_path: Path, database: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(visitor, "device", lambda: ALICE)
    with pytest.MonkeyPatch.context() as patch, offered_too(tmp_path / "data", patch):
        yield


def begun(instrument: Instrument, given: dict[str, int]) -> self_scans.Draft:
    made = self_scans.begin(ALICE, ScanChoice(instrument.id, 1, False, Perspective.TEACHER))
    self_scans.save(ALICE, made.key, given)
    return made


def words(page: str) -> str:
    return re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL)


def test_they_can_be_chosen_without_a_question_about_handvatten() -> None:
    at = opened("zelfscan")
    at.selectbox(key="keuze-lijst").set_value(PLACES.family).run()
    assert "keuze-rol" not in [one.key for one in at.segmented_control]
    at.get_by_key("keuze-sector").set_value("vo")
    press(at, "Beginnen")
    found = self_scans.draft(ALICE)
    assert found is not None
    assert found.choice.instrument_id == PLACES.id


def test_who_leads_looks_at_oneself_and_no_team_can_be_asked_the_same() -> None:
    alone = library.instrument("ruimte-geven", 1)
    begun(alone, {item.id: 1 + at % 5 for at, item in enumerate(alone.items)})
    at = opened("zelfscan", deel=len(alone.constructs) + 1)
    said = text(at)
    assert "Zo kijk jij nu naar jezelf. Alleen jij ziet dit." in said
    assert "Dit is hoe jij nu naar jezelf kijkt." in said
    assert "jullie team" not in said
    assert [item.text for item in alone.items if item.text not in unescape(words(said))] == []
    assert "Handvatten bij ‘Anderen laten leiden’" in [one.proto.label for one in at.get("page_link")]
    team = schools.add_school_with_team("De Brug", "vo", "Bovenbouw")
    assert alone not in library.offered_in("vo")
    for mode in Mode:
        with pytest.raises(Refused):
            measurements.prepare(Preparation(team.id, "nu", alone.id, 1, False, mode, 9))
    with pytest.raises(InvalidAnswer):
        plan.begin(team.id, alone.constructs[0].id)


def test_whom_one_looks_at_is_said_of_each_questionnaire_on_the_screen_and_on_the_page_to_take_along() -> None:
    at = opened("zelfscan")
    wrong = {"jullie team", "jullie school", "jullie netwerk"}
    for family in at.selectbox(key="keuze-lijst").options:
        at.selectbox(key="keuze-lijst").select(family).run()
        found = next(one for one in library.offered() if one.title.removesuffix(f" ({one.sector})") == family)
        answers = {item.id: 2 + number % 2 for number, item in enumerate(found.items)}
        page = own_page.page(
            OwnScan(found, False, Perspective.TEACHER, answers, "27 november 2026"), library.guides()
        )
        right = set() if found.self_scan_only else {f"jullie {found.unit}"}
        for said in (text(at), around_statements(page)):
            assert {one for one in wrong if one in said} == right, family
            assert ("naar jezelf" in said) == found.self_scan_only
        ideas = any(construct.scored for construct in found.constructs)
        assert ("staan ideeën om zelf iets mee te doen" in text(at)) == ideas == (own_page.ADVICE in page), family


def around_statements(page: str) -> str:
    """Without the statements, which say what they say."""
    return words(re.sub(r"<ul>.*?</ul>", "", page, flags=re.DOTALL))


def test_a_place_is_asked_in_its_own_words_with_what_one_sees_at_both_ends() -> None:
    begun(PLACES, {})
    at = opened("zelfscan", deel=1)
    assert at.get_by_key("antwoord-pi-52").options[:3] == ["blijvend", "eerder blijvend", "ertussenin"]
    said = text(at)
    assert "Zet je kruisje waar jullie nu staan" in said
    assert "blijvend: Wat we maken, blijft jaren in gebruik" in said


def test_the_profile_shows_ones_own_places_and_nothing_that_ranks_them() -> None:
    begun(PLACES, {"pi-51": 2})
    said = text(opened("zelfscan", deel=len(PLACES.constructs) + 1))
    assert "eerder losse momenten" in said
    assert "overgeslagen" in said
    assert RANKING.findall(said) == []
    for wrong in ("te weinig ingevuld", "overal hetzelfde antwoord", "als leraar", "Handvatten voor jou"):
        assert wrong not in said


@pytest.mark.parametrize("instrument", [PLACES, SINGLE])
def test_the_page_to_take_along_holds_the_same(instrument: Instrument) -> None:
    scan = OwnScan(instrument, False, Perspective.TEACHER, {instrument.items[0].id: 4}, "27 november 2026")
    said = words(own_page.page(scan, library.guides()))
    assert instrument.labels(instrument.items[0])[3] in said
    assert "te weinig ingevuld" not in said
    assert "Als tabel" not in said
    if instrument is PLACES:
        assert RANKING.findall(said) == []


def test_kept_places_are_read_again_and_stand_in_no_line_with_other_scans() -> None:
    code = personal_codes.new()
    kept_scans.keep(ALICE, begun(PLACES, {"pi-51": 2}).key, code)
    owner = kept_scans.opened(code)
    kept_scans.keep_with_earlier(ALICE, begun(PLACES, {"pi-51": 4}).key, owner)
    self_scans.drop(ALICE)
    at = opened("zelfscan")
    at.text_input[0].input(code)
    press(at, "Openen")
    said = text(at)
    assert "Door de tijd" not in said
    assert "te weinig ingevuld" not in said
    looked = [one for one in at.button if one.label.startswith("Bekijk")]
    assert len(looked) == 2
    assert PLACES.title in looked[0].label
    looked[0].click().run()
    assert "eerder dagelijks werk" in text(at)
