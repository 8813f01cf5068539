"""Own statements on Metingen, on Resultaat and on the wall: written with help, taken over, and always apart."""

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.content.own_statements import MOST, Written
from leidraad.domain.day import DayStep
from leidraad.domain.result import Mode
from leidraad.storage.measurements import answers, asked_too, measurements, own_statements, results
from leidraad.storage.measurements.measurements import Measurement
from leidraad.storage.schools import questionnaires, schools
from leidraad.storage.study_day import day
from leidraad.ui.measurement import own
from leidraad.ui.study_day import screen
from tests.content.examples import text as example
from tests.content.ours import filled_in
from tests.statements import written
from tests.ui.conftest import a_measurement, opened, shared, text
from tests.ui.measurement.test_metingen import press

SOUP, TEA = "We eten op vrijdag samen soep.", "Ons team drinkt <b>thee in de tuin."


def prepared(team: schools.Team, mode: Mode = Mode.INDIVIDUAL) -> Measurement:
    return measurements.prepare(
        measurements.Preparation(
            team_id=team.id,
            label="voorjaar 2027",
            instrument_id="leidraad-vo",
            instrument_version=1,
            short=True,
            mode=mode,
            invited=8,
        )
    )


def typed(at: AppTest, written: str, *, nobody: bool = True) -> AppTest:
    next(one for one in at.text_area if one.label.startswith("Nieuwe stellingen")).input(written)
    box = next(one for one in at.checkbox if "herkenbare persoon" in one.label)
    (box.check if nobody else box.uncheck)()
    return press(at, "Kijk na en voeg toe")


def kept(measurement: Measurement) -> list[str]:
    return [one.text for one in asked_too.of(measurement.id)]


def test_a_pasted_list_is_added_without_its_dashes_and_told_in_the_invitation(team: schools.Team) -> None:
    measurement = prepared(team)
    at = typed(opened("metingen", team=team.id), f"- {SOUP}\n\n2. {TEA}\n")
    assert kept(measurement) == [SOUP, TEA]
    assert "2 stellingen zijn toegevoegd." in text(at)
    assert "Met 2 eigen stellingen." in text(at)
    assert "Ons team drinkt &lt;b&gt;thee in de tuin." in text(at), "the preview, letter for letter"
    invitation = next(one.value for one in at.text_area if "Beste collega's" in one.value)
    assert "32 stellingen over ons team (Bovenbouw havo), waarvan 2 van onszelf, in te vullen" in invitation


def test_what_may_stay_is_asked_once_more_and_what_cannot_is_explained(team: schools.Team) -> None:
    measurement = prepared(team)
    at = typed(opened("metingen", team=team.id), "We eten soep en brood.")
    assert "vraagt misschien twee dingen ('en')" in text(at)
    assert kept(measurement) == []
    press(at, "Toch zo toevoegen")
    assert "in één zin waarom" in text(at)
    assert kept(measurement) == []
    next(one for one in at.text_input if one.label.startswith("Waarom mag het zo blijven")).input(
        "Het hoort <b> bij elkaar."
    )
    press(at, "Toch zo toevoegen")
    assert kept(measurement) == ["We eten soep en brood."]
    assert "Blijft zo, omdat: Het hoort &lt;b&gt; bij elkaar." in text(at)
    at = typed(at, f"{SOUP}\nEten we soep?")
    assert "Stelling 2 is een vraag." in text(at)
    assert kept(measurement) == ["We eten soep en brood."]


def test_what_to_recognise_it_by_stands_beside_it_in_the_list_and_in_the_preview(team: schools.Team) -> None:
    measurement = prepared(team)
    at = typed(opened("metingen", team=team.id), f"{SOUP}\nZo herken je dit: de pan staat op <b>tafel.\n{TEA}")
    assert kept(measurement) == [SOUP, TEA]
    assert "Zo herken je dit: de pan staat op &lt;b&gt;tafel." in text(at)
    preview = next(one.proto.body for one in at.get("html") if "op-telefoon" in one.proto.body)
    assert "de pan staat op &lt;b&gt;tafel." in preview
    assert "Deze stelling schreef jullie team zelf." in preview


def test_without_the_promise_that_it_is_about_nobody_nothing_is_added(team: schools.Team) -> None:
    measurement = prepared(team)
    at = typed(opened("metingen", team=team.id), SOUP, nobody=False)
    assert "Zet eerst het vinkje" in text(at)
    assert kept(measurement) == []


def test_one_is_taken_away_and_the_others_are_taken_over_the_next_time(team: schools.Team) -> None:
    first = a_measurement(team, people=8, own=[SOUP, TEA])
    shared(first)
    measurement = prepared(team)
    at = opened("metingen", team=team.id)
    assert "De vorige keer vroegen jullie:" in text(at)
    press(at, "Neem over van vorige keer")
    assert kept(measurement) == [SOUP, TEA]
    assert "De vorige keer vroegen jullie:" not in text(at)
    press(at, "Weghalen")
    assert kept(measurement) == [TEA]


def test_eight_are_enough(team: schools.Team) -> None:
    measurement = prepared(team)
    subjects = ("lezen", "rekenen", "toetsen", "ouders", "roosters", "pauzes", "boeken", "uitjes")
    own_statements.add(measurement.id, written(*(f"Over {one} praten we in ons team." for one in subjects)))
    assert len(kept(measurement)) == MOST
    at = opened("metingen", team=team.id)
    assert not any(one.label.startswith("Nieuwe stellingen") for one in at.text_area)


@pytest.mark.parametrize("mode", [Mode.JOINT, None])
def test_scoring_together_and_what_is_open_have_no_place_for_them(team: schools.Team, mode: Mode | None) -> None:
    measurement = prepared(team, mode or Mode.INDIVIDUAL)
    if mode is None:
        measurements.open_(measurement.id)
    at = opened("metingen", team=team.id)
    assert not any(one.label.startswith("Nieuwe stellingen") for one in at.text_area)


def test_the_result_shows_them_apart_with_the_time_before_and_no_word_about_change(team: schools.Team) -> None:
    shared(a_measurement(team, people=8, own=[SOUP, TEA], label="najaar 2025"))
    measurement = a_measurement(team, people=0, own=[SOUP], label="najaar 2026")
    [soup] = asked_too.of(measurement.id)
    for person in range(8):
        answers.save(measurement.id, f"toestel-{person}", {soup.id: 5, "vo-a1-01": 3})
    shared(measurement)
    at = opened("resultaat", meting=measurement.id)
    assert "Eigen stellingen" in [one.value for one in at.header]
    apart = next(one.proto.body for one in at.get("html") if SOUP in one.proto.body)
    assert 'aria-label="8 helemaal"' in apart
    assert 'aria-label="8 deels"' in apart
    assert apart.index("najaar 2026") < apart.index("najaar 2025")
    assert not any(word in apart for word in ("hoger", "lager", "verschil met"))
    assert TEA not in apart


def test_a_result_without_them_says_nothing_of_them(team: schools.Team) -> None:
    measurement = shared(a_measurement(team, people=8))
    assert "Eigen stellingen" not in text(opened("resultaat", meting=measurement.id))


def test_the_reveal_ends_with_them_on_the_wall_and_on_the_phones(team: schools.Team) -> None:
    measurement = a_measurement(team, people=8, own=[SOUP, TEA])
    day.start(measurement.id, 45)
    day.go_to(measurement.id, DayStep.REVEAL, leaving=day.standing(measurement.id).step)
    constructs = len(results.shared(measurement.id).constructs)
    day.show(measurement.id, constructs, within=DayStep.REVEAL)
    at = opened("studiedag", meting=measurement.id)
    press(at, "Toon van jullie team: Eigen stellingen")
    assert day.standing(measurement.id).screen == constructs + 1
    wall = screen.small(measurement)
    assert SOUP in wall
    assert "Ons team drinkt &lt;b&gt;thee in de tuin." in wall
    assert "telt in geen score mee" in wall


def test_lines_are_statements() -> None:
    assert own.lines("1. We eten.\n\n  * We drinken.\n10) We lezen. \n-\n2024 was mooi.") == written(
        "We eten.", "We drinken.", "We lezen.", "-", "2024 was mooi."
    )


def test_a_line_that_says_so_explains_the_statement_above_it() -> None:
    typed = "1. We eten.\n   - zo herken je dit : de pan staat op tafel\nZo herken je dit: en er is brood\n2. We lezen."
    assert own.lines(typed) == [Written("We eten.", "de pan staat op tafel en er is brood"), Written("We lezen.")]
    assert own.lines("Zo herken je dit: waarvan?") == written("Zo herken je dit: waarvan?"), (
        "of nothing: a statement"
    )


def test_a_few_statements_of_the_school_say_from_which_day_they_can_be_asked_again(team: schools.Team) -> None:
    few = questionnaires.add(team.school_id, example("mate"), None)
    assert "Open haar vanaf" not in text(opened("metingen", team=team.id))
    shared(filled_in(team.id, few))
    wanted = measurements.Preparation(team.id, "week later", few.id, 1, False, Mode.INDIVIDUAL, 8)
    measurements.prepare(wanted)
    at = opened("metingen", team=team.id)
    assert "Open haar vanaf" in text(at)
    press(at, "Nu openen")
    assert "Er is niets veranderd." in text(at)
