"""The page Presenteren: the shared screen, which follows the day and never shows a number before the closing."""

import re
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from leidraad.access.identity import Grant, Role
from leidraad.content import library
from leidraad.domain.day import DayStep
from leidraad.errors import StorageError
from leidraad.notation import day as written
from leidraad.notation import weekday
from leidraad.storage.accounts import accounts, granting
from leidraad.storage.measurements import answers, closing, handing_over
from leidraad.storage.schools import schools
from leidraad.storage.study_day import ballots, day, judgements, predictions
from leidraad.storage.study_day.judgements import Judgement
from leidraad.storage.study_day.rounds import RoundKind
from leidraad.ui.study_day import day_wifi, screen, slides
from tests.plan import begin
from tests.ui.conftest import a_measurement, an_account, opened, opened_as, text
from tests.ui.day import LOW, a_day, at_step, choose, close, vote_again


def read(at: AppTest) -> str:
    """What somebody reads, without its marks."""
    return " ".join(re.sub(r"<[^>]*>", "", text(at)).split())


INSTRUMENT = library.instrument("leidraad-vo", 1)


def test_before_the_day_it_shows_how_to_join_as_long_as_one_can_and_that_it_goes_on_by_itself(
    team: schools.Team,
) -> None:
    measurement = a_measurement(team)
    at = opened("presenteren", meting=measurement.id)
    code = measurement.join_code or ""
    assert "Straks beginnen we" in text(at)
    assert f"{code[:3]} {code[3:]}" in text(at)
    assert text(at).count("data:image/svg+xml") == 1
    closing.close(measurement.id)
    at.run()  # what the heartbeat asks for now that nobody can join
    assert "Straks beginnen we" in text(at)
    assert "Het scherm verandert vanzelf." in text(at)
    assert "data:image/svg+xml" not in text(at)


def test_joining_shows_the_code_the_short_address_and_a_picture_of_it(team: schools.Team) -> None:
    measurement = a_day(team)
    said = text(opened("presenteren", meting=measurement.id))
    code = measurement.join_code or ""
    assert f"{code[:3]} {code[3:]}" in said
    assert said.count("data:image/svg+xml") == 1
    assert not re.search(r"<dd>[^<]*/d/", said)


def test_the_wifi_gets_a_second_picture_and_its_password_no_words(team: schools.Team) -> None:
    measurement = a_day(team)
    day_wifi.show(measurement.id, "Brug-gast <1>", "zonnebloem")
    said = text(opened("presenteren", meting=measurement.id))
    assert "Brug-gast &lt;1&gt;" in said
    assert said.count("data:image/svg+xml") == 2
    assert "zonnebloem" not in said
    day_wifi.forget(measurement.id)


@pytest.mark.parametrize("step", [DayStep.JOIN, DayStep.FILL])
def test_before_the_closing_there_is_no_number_but_the_count(team: schools.Team, step: DayStep) -> None:
    measurement = a_day(team, people=6)
    at_step(measurement, step)
    at = opened("presenteren", meting=measurement.id)
    assert not re.search(r"\d,\d", text(at))
    assert ("0 klaar, 6 nog bezig, van 8" in read(at)) == (step is DayStep.FILL)
    assert text(at).count("<i class=half>") == (6 if step is DayStep.FILL else 0)


def test_the_wall_tells_busy_and_done_apart_with_half_and_full_dots(team: schools.Team) -> None:
    measurement = a_day(team, people=6)
    at_step(measurement, DayStep.FILL)
    for person in range(2):
        answers.finish(measurement.id, f"toestel-{person}")
    at = opened("presenteren", meting=measurement.id)
    said = text(at)
    assert "2 klaar, 4 nog bezig, van 8" in read(at)
    assert said.count("data:image/svg+xml") == 1  # the QR code, as long as one can join
    assert (said.count("<i class=vol>"), said.count("<i class=half>"), said.count("<i></i>")) == (2, 4, 2)


def test_the_wall_tells_how_often_a_device_was_handed_over(team: schools.Team) -> None:
    measurement = a_day(team, people=6)
    at_step(measurement, DayStep.FILL)
    assert "gaf iemand het toestel door" not in text(opened("presenteren", meting=measurement.id))
    handing_over.hand_over(measurement.id, "toestel-0")
    assert "1 keer gaf iemand het toestel door" in text(opened("presenteren", meting=measurement.id))


def test_between_the_closing_and_the_reveal_the_wall_waits(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.FILL)
    closing.close(measurement.id)
    said = text(opened("presenteren", meting=measurement.id))
    assert "De meting is gesloten" in said
    assert "8 collega’s vulden in, van 8" in said
    assert not re.search(r"\d,\d", said)


def test_while_the_result_is_not_shown_the_wall_tells_how_many_took_part_and_how_often_a_device_was_handed_over(
    team: schools.Team,
) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.FILL)
    for person in range(2):
        handing_over.hand_over(measurement.id, f"toestel-{person}")
    closing.close(measurement.id)
    said = text(opened("presenteren", meting=measurement.id))
    assert "8 collega’s vulden in, van 8. 2 keer gaf iemand het toestel door aan een volgende collega." in said
    assert "Klopt dat niet, zeg het dan nu." in said


def test_handing_over_while_choosing_is_told_with_the_count_and_with_the_outcome(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.CHOOSE)
    choose(measurement, "dimensie-2", people=7)
    assert "gaf iemand het toestel door" not in text(opened("presenteren", meting=measurement.id))
    for person in range(2):
        ballots.hand_over(measurement.id, f"toestel-{person}")
    for page in ("presenteren", "studiedag"):
        assert "2 keer gaf iemand het toestel door" in text(opened(page, meting=measurement.id)), page
    close(measurement, RoundKind.CHOOSING)
    said = text(opened("presenteren", meting=measurement.id))
    assert "7 collega’s kozen ieder één of twee onderdelen · 2 keer gaf iemand het toestel door" in said


def test_there_is_nothing_to_push_on_any_screen(team: schools.Team) -> None:
    measurement = a_day(team)
    for step in DayStep:
        at_step(measurement, step)
        at = opened("presenteren", meting=measurement.id)
        assert not at.button
        assert not at.get("page_link")


def test_the_reveal_begins_with_the_profile(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.REVEAL)
    said = text(opened("presenteren", meting=measurement.id))
    assert all(one.short in said for one in INSTRUMENT.constructs)
    assert "8 van 8 collega&#x27;s vulden in" in said
    assert not at_step(measurement, DayStep.REVEAL).screen


def test_then_construct_by_construct_with_every_answer_counted(team: schools.Team) -> None:
    measurement = a_day(team)
    day.show(at_step(measurement, DayStep.REVEAL).measurement_id, 1, within=DayStep.REVEAL)
    said = text(opened("presenteren", meting=measurement.id))
    assert INSTRUMENT.constructs[0].title in said
    assert 'aria-label="4 nog niet, 4 helemaal"' in said
    assert 'aria-label="8 deels"' in said
    assert "onderdeel 1 van 10" in said


def test_what_a_leader_expected_stands_beside_the_score_with_consent_and_goes_when_it_is_taken_back(
    team: schools.Team,
) -> None:
    measurement = a_day(team)
    id = measurement.id
    bob = accounts.invite("bob@brug.nl", "Bob <b>", [Grant(Role.LEAD, team_id=team.id)], None)[0].id
    predictions.save(id, bob, {"aanbeveling-1": 4.5})
    day.show(at_step(measurement, DayStep.REVEAL).measurement_id, 1, within=DayStep.REVEAL)
    at = opened("presenteren", meting=id)
    assert "verwachtte" not in text(at)
    predictions.show_on_screen(id, bob, agrees=True)
    assert "van 5 · 8 collega's · Bob &lt;b&gt; verwachtte 4,5" in text(at.run())
    predictions.show_on_screen(id, bob, agrees=False)
    assert "verwachtte" not in text(at.run())


def test_under_the_threshold_it_says_so_and_shows_no_score(team: schools.Team) -> None:
    measurement = a_day(team, people=4)
    day.show(at_step(measurement, DayStep.REVEAL).measurement_id, 1, within=DayStep.REVEAL)
    said = text(opened("presenteren", meting=measurement.id))
    assert "4 collega’s deden mee. Onder de 5 tonen we geen uitslag" in said
    assert "onder de drempel" not in said, "one sentence, and not ten times the same line"
    assert not re.search(r"\d,\d", said)


def test_the_talk_shows_the_statements_and_then_one_with_a_question(team: schools.Team) -> None:
    measurement = a_day(team)
    standing = at_step(measurement, DayStep.TALK)
    assert "Hierover praten we" in text(opened("presenteren", meting=measurement.id))
    day.show(standing.measurement_id, 3, within=DayStep.TALK)
    said = text(opened("presenteren", meting=measurement.id))
    statement = next(item.text for item in INSTRUMENT.items if item.id == LOW)
    assert f"<h1>{statement}</h1>" in said
    assert "Waaraan zien we dit?" in said
    assert "stelling 3 van 3" in said


def test_an_open_vote_is_a_count_and_a_closed_one_stands_beside_the_first(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.SECOND_VOTE)
    vote_again(measurement, 2)
    said = text(opened("presenteren", meting=measurement.id))
    assert "<b>8</b> van 8 gestemd" in said
    assert "Voor en na" not in said
    close(measurement, RoundKind.SECOND_VOTE)
    said = text(opened("presenteren", meting=measurement.id))
    assert said.count('aria-label="8 een beetje"') == 3
    for first in ("4 nog niet, 4 helemaal", "8 nog niet", "8 helemaal"):  # DIVIDED, LOW and HIGH
        assert said.count(f'aria-label="{first}"') == 1
    assert '<span class="wand-eerst">Onze meningen gaan twee kanten op.</span>' in said
    assert said.count('<span class="wand-nu">We geven bijna hetzelfde antwoord.</span>') == 3
    assert "8 collega’s stemden opnieuw" in said


def test_whoever_does_not_vote_keeps_the_first_answer_and_the_wall_shows_it(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.SECOND_VOTE)
    vote_again(measurement, 2, people=6)
    close(measurement, RoundKind.SECOND_VOTE)
    said = text(opened("presenteren", meting=measurement.id))
    assert "6 collega’s stemden opnieuw; wie niet stemde, houdt het eerste antwoord" in said
    assert 'aria-label="1 nog niet, 6 een beetje, 1 helemaal"' in said  # DIVIDED
    assert 'aria-label="2 nog niet, 6 een beetje"' in said  # LOW


def test_of_a_vote_in_which_too_few_took_part_the_wall_tells_nothing(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.SECOND_VOTE)
    vote_again(measurement, 2, people=4)
    close(measurement, RoundKind.SECOND_VOTE)
    said = text(opened("presenteren", meting=measurement.id))
    assert "Er stemden minder dan 5 collega’s. Dan tonen we geen uitslag." in said
    assert 'class="wand-balk"' not in said
    assert "stemden opnieuw" not in said


def test_the_judgement_comes_first_and_large_and_what_each_answered_alone_and_of_a_statement_stand_apart(
    team: schools.Team,
) -> None:
    measurement = a_day(team)
    standing = at_step(measurement, DayStep.SECOND_VOTE)
    vote_again(measurement, 4)
    at_step(measurement, DayStep.JUDGEMENT)
    judgements.save(standing.measurement_id, Judgement("aanbeveling-1", 3.5, "Elk <b>plan</b> ligt er.", False))
    said = text(opened("presenteren", meting=measurement.id))
    [block] = re.findall(
        r'<div class="wand-oordeel">(?:(?!wand-oordeel).)*Verbeterplan.*?(?=<div class="wand-oordeel">|</main>)',
        said,
    )
    assert block.startswith(
        '<div class="wand-oordeel"><div class="score"><b class="wand-cijfer">3,5</b><span>onzeker</span>'
    )
    assert re.search(r"Na het gesprek <b>4,0</b> \(eerst 3,0\), alleen over ‘[A-Z][^‘]*[^.]’</p>", block)
    assert "Kies samen een score van 1 (nog niet) tot 5 (helemaal). Halve punten mogen." in said
    assert re.findall(r'<i class="(\w*)" style="left:([\d.]+)%', block) == [("samen", "62.50"), ("", "50.00")]
    assert "Elk &lt;b&gt;plan&lt;/b&gt; ligt er." in said
    assert said.count("nog te kiezen") == 2


def test_choosing_is_a_count_then_all_results_at_once_then_the_focus_point(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.CHOOSE)
    choose(measurement, "dimensie-2", people=7)
    judgements.save(measurement.id, Judgement("aanbeveling-1", 3.5, "Elk plan ligt er.", True))
    said = text(opened("presenteren", meting=measurement.id))
    assert "<b>7</b> van 8 gekozen" in said
    assert said.count("<b>ons oordeel 3,5</b>") == said.count("vóór het gesprek · vierkant: ons oordeel") == 1
    close(measurement, RoundKind.CHOOSING)
    said = text(opened("presenteren", meting=measurement.id))
    assert "ten minste 5" in said
    assert said.count("<em>–</em>") == 9
    assert said.count("minder dan 3") == said.count("– minder dan 3 keer gekozen") == 1
    point = begin(team.id, "dimensie-2", response="vragen <i>wij</i>", measurement_id=measurement.id)
    said = text(opened("presenteren", meting=measurement.id))
    assert "Hier gaan we aan werken" in said
    assert "<b>dan</b> vragen &lt;i&gt;wij&lt;/i&gt;" in said
    assert f"Twee lessen samen voorbereiden, voor {weekday(point.decided_on + timedelta(days=7))}" in said
    assert f"<dt>we kijken terug</dt><dd>{written(point.decided_on + timedelta(days=49))}</dd>" in said


def test_where_the_counts_together_would_tell_too_much_the_wall_says_that_and_no_count(team: schools.Team) -> None:
    measurement = a_day(team)
    at_step(measurement, DayStep.CHOOSE)
    votes = ["dimensie-1"] * 6 + ["dimensie-2"] * 5 + ["dimensie-3"] * 5  # sixteen, of eight people
    for person in range(8):
        ballots.save_choices(measurement.id, f"toestel-{person}", votes[person::8])
    close(measurement, RoundKind.CHOOSING)
    said = text(opened("presenteren", meting=measurement.id))
    assert "De aantallen samen zouden te veel zeggen over wie wat koos. Dan tonen we niet waarvoor." in said
    assert "minder dan" not in said


def test_a_count_is_as_wide_as_it_will_be_and_dots_are_as_large_as_there_is_room_for() -> None:
    assert [re.findall("--cijfers:(\\d+)", _counted(done)) for done in (9, 10)] == [["2"], ["2"]]
    across = [re.findall("--naast:(\\d+)", _counted(0, of)) for of in (3, 12, 40, 41, 200)]
    assert across == [["10"], ["12"], ["20"], ["14"], ["50"]]


def _counted(done: int, of: int = 12) -> str:
    return slides.counting("Hoe zie je het nu?", done, of, "gestemd", below="")


def test_it_follows_another_step_without_a_new_page(team: schools.Team) -> None:
    measurement = a_day(team)
    at = opened("presenteren", meting=measurement.id)
    at_step(measurement, DayStep.TALK)
    at.run()  # what the heartbeat asks for when the version differs
    assert "Hierover praten we" in text(at)


# -- refusals and trouble ---------------------------------------------------------------------------------------


def test_charlie_and_the_participants_cannot_open_it(team: schools.Team) -> None:
    measurement = a_day(team)
    other = schools.add_team(team.school_id, "Onderbouw")
    for account in (an_account("Charlie", Grant(Role.LEAD, team_id=other.id)), None):
        said = text(opened_as(account, "presenteren", meting=measurement.id))
        assert "Bovenbouw" not in said
        assert (measurement.join_code or "")[:3] not in said


def test_a_right_that_was_taken_ends_the_screen(team: schools.Team) -> None:
    measurement = a_day(team)
    bob = an_account("Bob", Grant(Role.LEAD, team_id=team.id))
    at = opened_as(bob, "presenteren", meting=measurement.id)
    assert "Doe mee" in text(at)
    granting.take(bob, Grant(Role.LEAD, team_id=team.id), None)
    at.run()
    assert "Doe mee" not in text(at)


def test_a_database_that_is_away_for_a_moment_leaves_the_count_on_the_screen(
    team: schools.Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    measurement = a_day(team, people=6)
    at_step(measurement, DayStep.FILL)
    at = opened("presenteren", meting=measurement.id)

    def away(_: int) -> answers.TakingPart:
        raise StorageError("De database is nu niet bereikbaar.")

    monkeypatch.setattr(screen.answers, "people", away)
    at.run()
    assert "6 nog bezig, van 8" in read(at)
